use super::*;
use crate::i18n::Locale;
use gsl_model::time::Time;

fn at(text: &str) -> DateTime<Utc> {
    Time::parse(text).unwrap().0
}

fn card(status: SimStatus, reason: Option<StopReason>, carrier: Carrier) -> SimCard {
    SimCard {
        sim_card_id: 1,
        sim_status: Some(status.code()),
        stop_reason: reason.map(|reason| reason.key().to_owned()),
        operator_status: reason.map_or(Some(-1), StopReason::code),
        carrier_type: Some(carrier.carrier_type()),
        ..SimCard::default()
    }
}

const LATER: &str = "2026-11-22T04:00:00Z";

#[test]
fn q10_2_reason_and_remedy_stand_in_the_row() {
    let m = Locale::ZhCn.messages();
    let shown = state(
        m,
        &card(
            SimStatus::Suspended,
            Some(StopReason::User),
            Carrier::Mobile,
        ),
        at(LATER),
    );
    assert_eq!(
        (shown.kind, shown.name.as_str(), shown.line.as_deref()),
        (Status::Bad, "已停用", Some("主动停机 · 可复机"))
    );
    let over = card(
        SimStatus::Suspended,
        Some(StopReason::OverPlan),
        Carrier::Overseas,
    );
    assert_eq!(
        state(m, &over, at(LATER)).line.as_deref(),
        Some("超流量停机 · 下个账期自动恢复"),
        "no add-on overseas"
    );
    let pooled = SimCard {
        pooled: Some(true),
        ..card(
            SimStatus::Suspended,
            Some(StopReason::OverPlan),
            Carrier::Unicom,
        )
    };
    assert!(
        state(m, &pooled, at(LATER))
            .line
            .unwrap()
            .contains("流量池")
    );
}

#[test]
fn q10_3_violation_says_that_phone_use_is_final() {
    for locale in Locale::ALL {
        let m = locale.messages();
        let shown = state(
            m,
            &card(
                SimStatus::Suspended,
                Some(StopReason::Violation),
                Carrier::Mobile,
            ),
            at(LATER),
        );
        assert!(shown.tip.contains(&m.cards().cell.phone));
    }
}

#[test]
fn q10_8_the_first_three_days_of_the_cards_cycle() {
    let m = Locale::EnUs.messages();
    let lag = |carrier, now: &str| {
        state(
            m,
            &card(SimStatus::Suspended, Some(StopReason::Pool), carrier),
            at(now),
        )
        .tip
        .contains(&m.rules.month_start_lag)
    };
    assert!(
        lag(Carrier::Mobile, "2026-11-02T04:00:00Z")
            && !lag(Carrier::Mobile, "2026-11-04T04:00:00Z")
    );
    assert!(
        lag(Carrier::Unicom, "2026-10-28T04:00:00Z")
            && !lag(Carrier::Unicom, "2026-11-02T04:00:00Z")
    );
}

#[test]
fn q9_10_waiting_cards_count_down_and_explain_the_delay() {
    let m = Locale::ZhCn.messages();
    let bought = SimCard {
        purchase_time: Time::parse("2026-10-10T04:00:00Z"),
        ..card(SimStatus::Activatable, None, Carrier::Unicom)
    };
    let shown = state(m, &bought, at("2026-11-22T04:00:00Z"));
    // Silent until 2027-04-09, the last day included.
    assert_eq!(
        shown.line.as_deref(),
        Some("沉默期还剩 139 天，2027-05-01 自动激活")
    );
    assert!(shown.tip.contains(&m.rules.works_but_not_active));
}

#[test]
fn q8_1_usage_shows_only_after_activation() {
    let mb = Megabytes::from_mb;
    let used = SimCard {
        flow_used: mb(33),
        flow_left: mb(-3),
        ..card(SimStatus::InUse, None, Carrier::Mobile)
    };
    let shown = usage(&used, None, at(LATER)).unwrap();
    assert_eq!(
        (shown.used, shown.total, shown.left, shown.own_time),
        (mb(33), mb(30), mb(-3), false)
    );
    assert_eq!(
        usage(
            &SimCard {
                sim_status: Some(13),
                ..used.clone()
            },
            None,
            at(LATER)
        ),
        None
    );
    let plan = SimPricePlan {
        flow_used: mb(34),
        flow_total: mb(30),
        flow_left: mb(-4),
        ..SimPricePlan::default()
    };
    let live = usage(&used, Some(&(plan, at(LATER))), at(LATER)).unwrap();
    assert_eq!(
        (live.used, live.at, live.own_time),
        (mb(34), Some(at(LATER)), true)
    );
}

#[test]
fn a_state_of_tomorrow_is_shown_as_its_code() {
    let m = Locale::EnUs.messages();
    let shown = state(
        m,
        &SimCard {
            sim_status: Some(99),
            ..SimCard::default()
        },
        at(LATER),
    );
    assert_eq!(shown.name, "Unknown (99)");
}
