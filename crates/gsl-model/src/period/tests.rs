//! Q2.1–2.4, as examples and as properties.

use super::*;
use crate::time::Time;
use chrono::{Datelike, Days};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    Time::parse(text).unwrap().0
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn facts(carrier: Carrier, bought: &str) -> TimelineFacts {
    TimelineFacts {
        carrier,
        status: Some(SimStatus::Activatable),
        bought: Some(at(bought)),
        activated: None,
        expires: None,
        waiting: None,
        term: Some(Span::Months(12)),
    }
}

#[test]
fn q2_2_mainland_cards_wait_six_months_silently() {
    for (bought, last_day, forced) in [
        ("2026-01-15T04:00:00Z", "2026-07-14", "2026-08-01"),
        ("2026-01-01T04:00:00Z", "2026-06-30", "2026-07-01"),
        ("2026-08-31T04:00:00Z", "2027-02-27", "2027-03-01"),
        ("2027-08-31T04:00:00Z", "2028-02-28", "2028-03-01"),
        // 1 January in the service's zone.
        ("2025-12-31T16:00:00Z", "2026-06-30", "2026-07-01"),
        ("2026-06-30T04:00:00Z", "2026-12-29", "2027-01-01"),
    ] {
        for carrier in Carrier::MAINLAND {
            let waiting = Timeline::of(&facts(carrier, bought)).waiting.unwrap();
            assert_eq!(
                waiting,
                WaitingPeriod {
                    kind: WaitingPeriodKind::Silent,
                    last_day: day(last_day),
                    forced_activation: day(forced)
                }
            );
        }
    }
}

#[test]
fn q2_3_overseas_cards_are_tested_for_six_months() {
    let mut card = facts(Carrier::Overseas, "2026-01-15T04:00:00Z");
    card.status = Some(SimStatus::Testable);
    let timeline = Timeline::of(&card);
    let waiting = timeline.waiting.unwrap();
    assert_eq!(waiting.kind, WaitingPeriodKind::Test);
    assert_eq!(
        (waiting.last_day, waiting.forced_activation),
        (day("2026-07-14"), day("2026-07-15"))
    );
    assert_eq!(
        timeline.expires_at_the_latest,
        Some(at("2027-07-14T16:00:00Z"))
    );
}

#[test]
fn a_plan_may_say_another_length() {
    let card = TimelineFacts {
        waiting: Some(Span::Days(30)),
        ..facts(Carrier::Mobile, "2026-01-15T04:00:00Z")
    };
    let waiting = Timeline::of(&card).waiting.unwrap();
    assert_eq!(
        (waiting.last_day, waiting.forced_activation),
        (day("2026-02-13"), day("2026-03-01"))
    );
}

#[test]
fn q2_4_validity_counts_from_activation() {
    let card = TimelineFacts {
        status: Some(SimStatus::InUse),
        activated: Some(at("2026-03-10T01:00:00Z")),
        ..facts(Carrier::Telecom, "2026-01-15T04:00:00Z")
    };
    let timeline = Timeline::of(&card);
    assert_eq!(timeline.expires, Some(at("2027-03-10T01:00:00Z")));
    assert_eq!(timeline.expires_at_the_latest, None);
    assert_eq!(
        timeline.days_to_forced_activation(at("2026-03-11T00:00:00Z")),
        None
    );
    let told = Timeline::of(&TimelineFacts {
        expires: Some(at("2028-01-01T00:00:00Z")),
        ..card
    });
    assert_eq!(
        told.expires,
        Some(at("2028-01-01T00:00:00Z")),
        "the service's word wins: renewals"
    );
    let unknown = Timeline::of(&TimelineFacts { term: None, ..card });
    assert_eq!(unknown.expires, None);
    let undated = Timeline::of(&TimelineFacts {
        activated: None,
        ..card
    });
    assert!(
        !undated.waits,
        "in use, though the service does not say since when"
    );
    assert_eq!(
        undated.days_to_forced_activation(at("2026-03-11T00:00:00Z")),
        None
    );
}

#[test]
fn countdowns_turn_at_the_services_midnight() {
    let timeline = Timeline::of(&facts(Carrier::Mobile, "2026-01-15T04:00:00Z"));
    let forced = |now| timeline.days_to_forced_activation(at(now));
    assert_eq!(forced("2026-07-30T16:00:00Z"), Some(1));
    assert_eq!(forced("2026-07-31T15:59:59Z"), Some(1));
    assert_eq!(forced("2026-07-31T16:00:00Z"), Some(0));
    assert_eq!(forced("2026-09-01T00:00:00Z"), Some(0));
    let used = TimelineFacts {
        expires: Some(at("2026-12-31T16:00:00Z")),
        ..facts(Carrier::Mobile, "2025-01-15T04:00:00Z")
    };
    let left = |now| Timeline::of(&used).days_left(at(now));
    assert_eq!(left("2026-12-31T15:59:59Z"), Some(1));
    assert_eq!(left("2026-12-31T16:00:00Z"), Some(0));
    assert_eq!(left("2027-01-01T16:00:00Z"), Some(-1));
}

#[test]
fn what_is_not_known_stays_open() {
    let timeline = Timeline::of(&TimelineFacts {
        bought: None,
        ..facts(Carrier::Mobile, "2026-01-15T04:00:00Z")
    });
    assert_eq!(
        (
            timeline.waiting,
            timeline.expires,
            timeline.expires_at_the_latest
        ),
        (None, None, None)
    );
    assert_eq!(timeline.days_left(at("2026-01-15T04:00:00Z")), None);
    let card = SimCard {
        carrier_type: Some(1),
        sim_status: Some(13),
        ..SimCard::default()
    };
    let plan = SimPricePlan {
        create_time: Time::parse("2026-01-15T04:00:00Z"),
        silent_period_day: Some(6),
        silent_period_unit: Some(2),
        ..SimPricePlan::default()
    };
    let facts = TimelineFacts::of(&card, Some(&plan));
    assert_eq!(
        (facts.bought, facts.waiting),
        (Some(at("2026-01-15T04:00:00Z")), Some(Span::Months(6)))
    );
}

#[test]
fn old_cards_are_cleaned_out() {
    let expires = at("2026-12-30T16:00:00Z");
    assert_eq!(
        cleaned_out_at(SimStatus::Deregistered, expires),
        Some(at("2027-02-27T16:00:00Z"))
    );
    assert_eq!(
        cleaned_out_at(SimStatus::Suspended, expires),
        Some(at("2027-12-30T16:00:00Z"))
    );
    assert_eq!(cleaned_out_at(SimStatus::InUse, expires), None);
}

proptest! {
    #[test]
    fn the_parts_of_a_life_come_in_order(day in 0_u64..40_000, carrier in 0_usize..4, years in prop_oneof![Just(1_u32), Just(3)]) {
        let carrier = Carrier::ALL[carrier];
        let bought = zone::midnight(NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + Days::new(day));
        let card = TimelineFacts { bought: Some(bought), term: Some(Span::Months(12 * years)), ..facts(carrier, "2026-01-15T04:00:00Z") };
        let timeline = Timeline::of(&card);
        let waiting = timeline.waiting.unwrap();
        prop_assert!(zone::today(bought) < waiting.last_day && waiting.last_day < waiting.forced_activation);
        let days = waiting.forced_activation.signed_duration_since(zone::today(bought)).num_days();
        prop_assert!((181..=215).contains(&days));
        prop_assert!(!carrier.is_mainland() || waiting.forced_activation.day() == 1);
        prop_assert!(timeline.expires_at_the_latest.unwrap() > zone::midnight(waiting.forced_activation));
    }
}
