mod place;

use super::*;
use crate::{carrier::Carrier, time::Time, wire::SimCard, wire::SimPricePlan};

const CM: &str = "89860012840710002345";
const CU: &str = "89860112840710002345";
const CT: &str = "89860312840710002345";
const OS: &str = "89370112840710002345";

fn card(number: &str) -> SimCard {
    SimCard {
        iccid: Some(number.into()),
        sim_status: Some(20),
        sim_type: Some(3),
        flow_left: Megabytes::from_mb(5),
        flow_used: Megabytes::from_mb(20),
        flow_total: Megabytes::from_mb(500),
        imei: Some("861234567890123".into()),
        ..SimCard::default()
    }
}

fn stopped(number: &str, reason: StopReason) -> SimCard {
    SimCard {
        sim_status: Some(reason.state(Carrier::from_iccid(number).unwrap()).code()),
        stop_reason: Some(reason.key().into()),
        ..card(number)
    }
}

fn situation(card: &SimCard) -> Situation<'_> {
    Situation::of(card, Time::parse("2026-11-22T08:00:00Z").unwrap())
}

fn line(check: Check, situation: &Situation<'_>) -> Option<Line> {
    run(situation).into_iter().find(|line| line.check == check)
}

fn outcome(check: Check, situation: &Situation<'_>) -> Option<Outcome> {
    line(check, situation).map(|line| line.outcome)
}

fn remedies(check: Check, situation: &Situation<'_>) -> Vec<Remedy> {
    line(check, situation).unwrap().remedies
}

use Outcome::{ByHand, Failed, Passed};

#[test]
fn the_lines_stand_in_the_order_of_q10_1() {
    for number in [CM, CU, CT, OS] {
        for symptom in Symptom::ALL {
            let card = card(number);
            let lines = run(&Situation {
                symptom,
                ..situation(&card)
            });
            assert!(lines.windows(2).all(|pair| pair[0].check < pair[1].check));
            let (passed, by_hand, failed) = tally(&lines);
            assert_eq!(passed + by_hand + failed, lines.len());
            assert_eq!(Symptom::from_key(symptom.key()), Some(symptom));
        }
    }
    assert!(Check::ALL.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn q3_3_the_network_must_be_one_of_the_carriers() {
    let with = |number, network: Option<&str>| {
        let card = SimCard {
            network_type: network.map(Into::into),
            ..card(number)
        };
        outcome(Check::Network, &situation(&card)).unwrap()
    };
    assert_eq!(with(CM, None), ByHand);
    assert_eq!(with(CM, Some("LTE")), Passed);
    assert_eq!(with(CM, Some("3G")), Failed);
    assert_eq!(with(CU, Some("3G")), Passed);
    assert_eq!(with(CT, Some("NB-IoT")), Failed);
    assert_eq!(with(CT, Some("who knows")), ByHand);
}

#[test]
fn apn_roaming_and_restart_are_looked_at_by_hand() {
    let telecom = card(CT);
    let situation_ = situation(&telecom);
    assert_eq!(
        remedies(Check::Apn, &situation_),
        [Remedy::CopyApn("ctnet")]
    );
    for check in [
        Check::Apn,
        Check::Roaming,
        Check::Restart,
        Check::PermittedUse,
    ] {
        assert_eq!(outcome(check, &situation_), Some(ByHand), "{check:?}");
    }
    assert_eq!(
        remedies(Check::Restart, &situation_),
        [Remedy::Action(CardAction::ResetNetwork)]
    );
    let overseas = card(OS);
    assert_eq!(remedies(Check::Apn, &situation(&overseas)), []);
}

#[test]
fn the_state_passes_in_use_and_fails_stopped_with_the_remedy() {
    let state = |card: &SimCard| line(Check::State, &situation(card)).unwrap();
    let in_use = state(&card(CU));
    assert_eq!(
        (in_use.outcome, in_use.finding),
        (Passed, Finding::State(SimStatus::InUse))
    );
    for reason in StopReason::ALL {
        let line = state(&stopped(CU, reason));
        assert_eq!(line.outcome, Failed);
        let recoveries = reason.recoveries(Carrier::Unicom, false);
        let expected: Vec<_> = recoveries.iter().copied().map(Remedy::Recovery).collect();
        assert_eq!(line.remedies, expected, "{reason:?}");
    }
    let with = |code| {
        state(&SimCard {
            sim_status: code,
            ..card(CU)
        })
    };
    assert_eq!(
        with(Some(14)).finding,
        Finding::Stopped {
            reason: None,
            may_lag: false
        }
    );
    assert_eq!(
        with(Some(30)).remedies,
        [Remedy::Recovery(Recovery::Nothing)]
    );
    assert_eq!(with(Some(30)).outcome, Failed);
    let waiting = with(Some(13));
    assert_eq!(
        waiting.finding,
        Finding::NotActivated(SimStatus::Activatable)
    );
    assert_eq!(
        (waiting.outcome, waiting.remedies),
        (ByHand, vec![Remedy::Action(CardAction::Activate)])
    );
    assert_eq!(with(None).outcome, ByHand);
}

#[test]
fn q10_8_at_the_start_of_the_cycle_the_stop_may_be_last_months() {
    let card = stopped(CM, StopReason::OverPlan);
    let on = |day: &str| {
        let finding = line(
            Check::State,
            &Situation::of(&card, Time::parse(day).unwrap()),
        )
        .unwrap()
        .finding;
        matches!(finding, Finding::Stopped { may_lag: true, .. })
    };
    assert!(on("2026-11-01T08:00:00Z") && !on("2026-11-10T08:00:00Z"));
}

#[test]
fn data_left_are_the_newest_known() {
    let with = |card: &SimCard, plan: Option<&SimPricePlan>| {
        line(
            Check::Data,
            &Situation {
                plan,
                ..situation(card)
            },
        )
        .unwrap()
    };
    let has = card(CU);
    assert_eq!(
        with(&has, None).finding,
        Finding::Left(Megabytes::from_mb(5).unwrap())
    );
    let plan = SimPricePlan {
        flow_left: Megabytes::from_mb(-3),
        ..SimPricePlan::default()
    };
    let over = with(&has, Some(&plan));
    assert_eq!(
        (over.outcome, over.finding),
        (Failed, Finding::Over(Megabytes::from_mb(3).unwrap()))
    );
    assert_eq!(over.remedies, [Remedy::Action(CardAction::AddOn)]);
    let unknown = SimCard {
        flow_left: None,
        ..card(CU)
    };
    assert_eq!(with(&unknown, None).remedies, [Remedy::RealTimeUsage]);
    let pooled = SimCard {
        pooled: Some(true),
        flow_left: Megabytes::from_mb(-1),
        ..card(CU)
    };
    assert_eq!(with(&pooled, None).finding, Finding::InPool);
    let waiting = SimCard {
        sim_status: Some(10),
        flow_left: None,
        ..card(CU)
    };
    assert_eq!(with(&waiting, None).finding, Finding::NothingCounts);
    for reason in [
        StopReason::OverPlan,
        StopReason::Pool,
        StopReason::PoolFrozen,
        StopReason::BackPoolThreshold,
    ] {
        assert_eq!(
            with(&stopped(CU, reason), None).outcome,
            Failed,
            "{reason:?}"
        );
    }
    assert_eq!(with(&stopped(CU, StopReason::User), None).outcome, Passed);
}

#[test]
fn a1_on_the_first_day_of_a_cycle_nothing_is_said_to_be_used_up() {
    let card = |carrier, flow_time: Option<&str>| SimCard {
        flow_used: Megabytes::from_mb(510),
        flow_left: Megabytes::from_mb(-10),
        flow_time: flow_time.and_then(Time::parse),
        exceed_cut_net_flag: Some(true),
        exceed_cut_net_quota: Some(400),
        ..card(carrier)
    };
    let found = |card: &SimCard, plan: Option<&SimPricePlan>, now: &str| {
        let situation = Situation {
            plan,
            ..Situation::of(card, Time::parse(now).unwrap())
        };
        [Check::Data, Check::Threshold].map(|check| outcome(check, &situation).unwrap())
    };
    for (carrier, last_day, first_day, second_day) in [
        (CT, "2026-11-30", "2026-12-01", "2026-12-02"),
        (CM, "2026-12-31", "2027-01-01", "2027-01-02"),
        (CU, "2026-11-26", "2026-11-27", "2026-11-28"),
    ] {
        for told in [false, true] {
            let at = |day: &str| format!("{day}T00:30:00+08:00");
            let of = |day: &str| {
                let midnight = format!("{day}T00:00:00+08:00");
                card(carrier, told.then_some(midnight.as_str()))
            };
            assert_eq!(found(&of(last_day), None, &at(last_day)), [Failed; 2]);
            assert_eq!(found(&of(first_day), None, &at(first_day)), [ByHand; 2]);
            assert_eq!(found(&of(second_day), None, &at(second_day)), [Failed; 2]);
            // The plan's figures, if not requested in real time, are no newer.
            let plan = SimPricePlan {
                flow_used: Megabytes::from_mb(510),
                flow_left: Megabytes::from_mb(-10),
                ..SimPricePlan::default()
            };
            assert_eq!(
                found(&of(first_day), Some(&plan), &at(first_day)),
                [ByHand; 2]
            );
        }
        // Figures that are two days late.
        let late = card(carrier, Some(&format!("{last_day}T00:00:00+08:00")));
        assert_eq!(
            found(&late, None, &format!("{second_day}T00:30:00+08:00")),
            [ByHand; 2]
        );
    }
}

#[test]
fn thresholds_are_compared_with_what_was_used() {
    let with = |flag, quota, used: Option<i64>| {
        let card = SimCard {
            exceed_cut_net_flag: Some(flag),
            exceed_cut_net_quota: quota,
            flow_used: used.and_then(Megabytes::from_mb),
            ..card(CT)
        };
        outcome(Check::Threshold, &situation(&card))
    };
    assert_eq!(with(false, None, None), Some(Passed));
    assert_eq!(with(true, Some(-1), Some(9)), Some(Passed));
    assert_eq!(
        with(true, Some(0), None),
        Some(Failed),
        "0 cuts at the first byte"
    );
    assert_eq!(with(true, Some(20), Some(19)), Some(Passed));
    assert_eq!(with(true, Some(20), Some(20)), Some(Failed));
    assert_eq!(with(true, Some(20), None), Some(ByHand));
    assert_eq!(with(true, None, Some(20)), Some(ByHand));
    let card = stopped(CT, StopReason::OverThreshold);
    assert_eq!(
        remedies(Check::Threshold, &situation(&card)),
        [Remedy::Recovery(Recovery::ChangeThreshold)]
    );
    assert_eq!(outcome(Check::Threshold, &situation(&self::card(OS))), None);
}

#[test]
fn cut_by_hand_concerns_china_telecom() {
    let cut = SimCard {
        cut_net_flag: Some(true),
        ..card(CT)
    };
    assert_eq!(outcome(Check::CutNet, &situation(&cut)), Some(Failed));
    assert_eq!(
        remedies(Check::CutNet, &situation(&cut)),
        [Remedy::Action(CardAction::RestoreNet)]
    );
    assert_eq!(outcome(Check::CutNet, &situation(&card(CT))), Some(Passed));
    assert_eq!(outcome(Check::CutNet, &situation(&card(CM))), None);
}

#[test]
fn real_name_is_what_was_asked_for_last() {
    let with = |told, asked| {
        let card = SimCard {
            real_named: told,
            ..card(CM)
        };
        outcome(
            Check::RealName,
            &Situation {
                real_named: asked,
                ..situation(&card)
            },
        )
    };
    assert_eq!(with(Some(true), None), Some(Passed));
    assert_eq!(with(Some(true), Some(false)), Some(ByHand));
    assert_eq!(with(Some(false), Some(true)), Some(Passed));
    assert_eq!(with(None, None), Some(ByHand));
    let card = stopped(CM, StopReason::NotRealNamed);
    assert_eq!(
        remedies(Check::RealName, &situation(&card)),
        [Remedy::Recovery(Recovery::RealName)]
    );
    assert_eq!(outcome(Check::RealName, &situation(&self::card(OS))), None);
}

#[test]
fn a_violation_fails_the_use_and_at_china_mobile_may_be_the_device() {
    let mobile = stopped(CM, StopReason::Violation);
    let mobile = situation(&mobile);
    assert_eq!(outcome(Check::PermittedUse, &mobile), Some(Failed));
    assert_eq!(outcome(Check::Device, &mobile), Some(ByHand));
    assert_eq!(remedies(Check::Device, &mobile), [REBIND]);
    let unicom = stopped(CU, StopReason::Violation);
    assert_eq!(
        remedies(Check::PermittedUse, &situation(&unicom)),
        [Remedy::Recovery(Recovery::Engineer)]
    );
}

#[test]
fn directional_data_are_compared_by_hand() {
    let with = |data_type, flow| {
        let card = SimCard {
            data_type,
            flow_total: Megabytes::from_mb(flow),
            ..card(CU)
        };
        line(Check::Directional, &situation(&card)).unwrap()
    };
    assert_eq!(with(Some(1), 500).outcome, Passed);
    assert_eq!(with(Some(2), 500).remedies, [Remedy::DirectionalEntries]);
    assert_eq!(with(None, 30).finding, Finding::GeneralData, "Q9.4");
    assert_eq!(with(None, 500).outcome, ByHand);
}

#[test]
fn keys_are_told_apart() {
    let keys: std::collections::HashSet<_> = Check::ALL.map(Check::key).into_iter().collect();
    assert_eq!(keys.len(), Check::ALL.len());
}
