use super::*;
use crate::i18n::Locale;
use gsl_model::time::Time;
use gsl_model::wire::SimPricePlan;

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
fn a1_a_row_shows_no_figure_of_the_cycle_before() {
    let mb = Megabytes::from_mb;
    for (carrier, midnight, first_on, cycle) in [
        (
            Carrier::Mobile,
            "2026-11-30T16:00:00Z",
            "2026-12-02",
            "2026-11",
        ),
        (
            Carrier::Unicom,
            "2026-11-26T16:00:00Z",
            "2026-11-28",
            "2026-11",
        ),
        (
            Carrier::Telecom,
            "2026-12-31T16:00:00Z",
            "2027-01-02",
            "2026-12",
        ),
    ] {
        let over = SimCard {
            flow_used: mb(5504),
            flow_left: mb(-384),
            flow_total: mb(5120),
            flow_time: Time::parse(midnight),
            ..card(SimStatus::InUse, None, carrier)
        };
        let hours = |hours| at(midnight) + chrono::TimeDelta::hours(hours);
        let first_day = usage(&over, None, hours(1)).unwrap();
        assert_eq!(
            (
                first_day.used,
                first_day.total,
                first_day.left,
                first_day.at
            ),
            (None, None, None, None)
        );
        let day = first_day.first_on.map(|day| day.to_string());
        assert_eq!(day.as_deref(), Some(first_on));
        let before = first_day
            .before
            .map(|(cycle, used)| (cycle.to_string(), used));
        assert_eq!(before, Some((cycle.to_owned(), mb(5504).unwrap())));
        // Late figures: there is none yet, and none is promised for a day that is over.
        let late = usage(&over, None, hours(25)).unwrap();
        assert_eq!((late.used, late.first_on), (None, None));
        // The last hour of the cycle.
        let last = usage(&over, None, hours(-1)).unwrap();
        assert_eq!(last.left, mb(-384));
    }
}

#[test]
fn a12_used_plan_and_left_of_a_row_share_their_digits() {
    let of = |used: i64, left: i64| {
        let thousandths = Megabytes::from_thousandths;
        let card = SimCard {
            flow_used: Some(thousandths(used)),
            flow_left: Some(thousandths(left)),
            ..card(SimStatus::InUse, None, Carrier::Mobile)
        };
        let shown = usage(&card, None, at(LATER)).unwrap();
        let text = |value: Option<Megabytes>| shown.scale().number(value.unwrap());
        let total = shown.scale().short_number(shown.total.unwrap());
        [text(shown.used), total, text(shown.left)]
    };
    assert_eq!(of(10_239_600, 400), ["10,239.60", "10,240", "0.40"]);
    assert_eq!(of(4, 29_996), ["0.004", "30", "29.996"]);
    assert_eq!(of(10_240_004, -4), ["10,240.004", "10,240", "−0.004"]);
    assert_eq!(of(30_000, 0), ["30.00", "30", "0.00"]);
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
