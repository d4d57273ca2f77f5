use super::*;
use crate::wire::AddOnOffer;
use crate::{
    carrier::Carrier, cycle::BillingCycle, state::SimStatus, time::Time, units::Megabytes,
    wire::SimPoolList,
};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

mod activation;
mod join;

fn mb(mb: i64) -> Megabytes {
    Megabytes::from_mb(mb).unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    Time::parse(text).unwrap().0
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The service's calendar day, by adding eight hours.
fn plain_date(now: DateTime<Utc>) -> NaiveDate {
    (now + TimeDelta::hours(8)).date_naive()
}

/// First and last day of the cycle a day is in, found by walking day by day.
fn plain_cycle(carrier: Carrier, day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let begins = |date: NaiveDate| {
        if carrier == Carrier::Unicom {
            date.day() == 27
        } else {
            date.day() == 1
        }
    };
    let mut first = day;
    while !begins(first) {
        first = first.pred_opt().unwrap();
    }
    let mut last = day;
    while !begins(last.succ_opt().unwrap()) {
        last = last.succ_opt().unwrap();
    }
    (first, last)
}

/// Everything in a position, computed the slow way: one card, one add-on, one day at a time.
fn plain(pool: &Pool<'_>, now: DateTime<Utc>) -> (i64, i64, i64, [i64; 3], i64, bool) {
    let today = plain_date(now);
    let (first, last) = plain_cycle(pool.carrier, today);
    let (mut total, mut used, mut counts) = (0_i64, 0_i64, [0_i64; 3]);
    for member in pool.members {
        let on = |instant: Option<DateTime<Utc>>| matches!(instant, Some(then) if then <= now);
        if on(member.deregistered) {
            counts[2] += 1;
        } else if on(member.activated) {
            counts[0] += 1;
            total += pool.package.thousandths();
        } else {
            counts[1] += 1;
        }
    }
    for add_on in pool.add_ons {
        let bought = plain_date(add_on.effective);
        if bought >= first && bought <= last && add_on.effective <= now {
            total += add_on.size.thousandths();
        }
    }
    let mut walk = first;
    while walk <= last && walk <= today {
        for (date, flow) in pool.usage {
            if *date == walk {
                used += flow.thousandths();
            }
        }
        walk = walk.succ_opt().unwrap();
    }
    let days = (last - first).num_days() + 1;
    let stops = counts[0] > 0 && total - used <= 0;
    (total, used, total - used, counts, days, stops)
}

/// Instants where errors are likely: leap days, ends of months and years, the 26th and 27th, midnight in UTC+8.
fn edges() -> impl Strategy<Value = DateTime<Utc>> {
    let near = prop::sample::select(vec![
        "2024-02-28T16:00:00Z",
        "2024-02-29T16:00:00Z",
        "2023-02-28T16:00:00Z",
        "2100-02-28T16:00:00Z",
        "2024-02-26T16:00:00Z",
        "2025-12-31T16:00:00Z",
        "2025-12-26T16:00:00Z",
        "2026-01-26T16:00:00Z",
        "2026-04-30T16:00:00Z",
        "2026-11-26T16:00:00Z",
        "2026-10-31T16:00:00Z",
    ]);
    (near, -2 * 86_400_000_i64..2 * 86_400_000, 0_u8..4).prop_map(|(text, shift, kind)| {
        let shift = match kind {
            0 => -1,
            1 => 0,
            2 => 1,
            _ => shift,
        };
        at(text) + TimeDelta::milliseconds(shift)
    })
}

fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        edges(),
        (1_600_000_000_i64..2_000_000_000)
            .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap()),
    ]
}

/// Instants around now: within it, in the cycles before, and after.
fn around(now: DateTime<Utc>) -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        (-70 * 86_400_i64..10 * 86_400).prop_map(move |shift| now + TimeDelta::seconds(shift)),
        (-2_i64..=2).prop_map(move |shift| now + TimeDelta::milliseconds(shift)),
    ]
}

#[derive(Debug)]
struct Made {
    now: DateTime<Utc>,
    carrier: Carrier,
    package: Megabytes,
    members: Vec<Member>,
    add_ons: Vec<AddOn>,
    usage: Vec<(NaiveDate, Megabytes)>,
}

fn pools() -> impl Strategy<Value = Made> {
    (instants(), 0_usize..4, 1_i64..20_000).prop_flat_map(|(now, carrier, package)| {
        let member = (
            prop::option::of(around(now)),
            prop::option::weighted(0.2, around(now)),
        )
            .prop_map(|(activated, deregistered)| Member {
                activated,
                deregistered,
            });
        let add_on = (around(now), 1_i64..50_000_000).prop_map(|(effective, size)| AddOn {
            effective,
            size: Megabytes::from_thousandths(size),
        });
        let usage = (-40_i64..5, 0_i64..30_000_000).prop_map(move |(shift, flow)| {
            (
                plain_date(now) + TimeDelta::days(shift),
                Megabytes::from_thousandths(flow),
            )
        });
        (
            prop::collection::vec(member, 0..12),
            prop::collection::vec(add_on, 0..4),
            prop::collection::vec(usage, 0..40),
        )
            .prop_map(move |(members, add_ons, usage)| Made {
                now,
                carrier: Carrier::ALL[carrier],
                package: mb(package),
                members,
                add_ons,
                usage,
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn q13_2_total_left_period_and_stop_are_those_of_the_slow_reference(made in pools()) {
        let pool = Pool {
            carrier: made.carrier,
            package: made.package,
            members: &made.members,
            add_ons: &made.add_ons,
            usage: &made.usage,
        };
        let position = pool.at(made.now).unwrap();
        let (total, used, left, counts, days, stops) = plain(&pool, made.now);
        prop_assert_eq!(position.total.thousandths(), total);
        prop_assert_eq!(position.used.thousandths(), used);
        prop_assert_eq!(position.left.thousandths(), left);
        prop_assert_eq!(
            [position.counts.activated, position.counts.inactive, position.counts.deregistered],
            counts
        );
        prop_assert_eq!(position.counts.quantity(), i64::try_from(made.members.len()).unwrap());
        prop_assert_eq!(position.verdict == Verdict::StopActive, stops);
        let (first, last) = plain_cycle(made.carrier, plain_date(made.now));
        prop_assert_eq!(position.effective_time, first.and_hms_opt(0, 0, 0).unwrap().and_utc() - TimeDelta::hours(8));
        prop_assert_eq!(position.expired_time, last.and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::hours(16));
        prop_assert_eq!(position.cycle.days(made.carrier), days);
        prop_assert!(position.effective_time <= made.now && made.now < position.expired_time);
    }

    #[test]
    fn at_the_turn_of_the_cycle_a_stopped_pool_is_released(made in pools()) {
        let pool = Pool {
            carrier: made.carrier,
            package: made.package,
            members: &made.members,
            add_ons: &made.add_ons,
            usage: &made.usage,
        };
        let turn = pool.at(made.now).unwrap().expired_time;
        // At the turn itself nothing has been used yet.
        let quiet: Vec<_> = made.usage.iter().copied().filter(|(date, _)| *date != plain_date(turn)).collect();
        let pool = Pool { usage: &quiet, ..pool };
        prop_assert_eq!(pool.at(turn).unwrap().verdict, Verdict::Release);
        prop_assert_eq!(pool.at(turn).unwrap().used, Megabytes::ZERO);
    }

    #[test]
    fn the_fewest_packages(need in -10_000_i64..10_000_000, size in 1_i64..100_000) {
        let (need, size) = (Megabytes::from_thousandths(need), Megabytes::from_thousandths(size));
        let count = packages_needed(need, size).unwrap();
        prop_assert!(size.checked_mul(count).unwrap() >= need.max(Megabytes::ZERO));
        prop_assert!(count == 0 || size.checked_mul(count - 1).unwrap() < need);
    }

    #[test]
    fn the_cheapest_add_on_can_be_bought_holds_what_is_needed_and_nothing_costs_less(
        need in 0_i64..400_000_000,
        offers in proptest::collection::vec((1_i64..20_000, 1_i64..100_000), 0..6),
    ) {
        let need = Megabytes::from_thousandths(need);
        let offers: Vec<_> = offers.into_iter().map(|(size, price_cents)| AddOnOffer {
            price_plan_id: format!("{size}-{price_cents}"),
            size: mb(size),
            price_cents,
            ..AddOnOffer::default()
        }).collect();
        let cost = |offer: &AddOnOffer, count: i64| offer.price_cents * count;
        let buyable = |offer: &AddOnOffer| (1..=MOST_PACKAGES).find(|count| offer.size.checked_mul(*count).unwrap() >= need);
        match cheapest_add_on(&offers, need) {
            Some((offer, count)) => {
                prop_assert!((1..=MOST_PACKAGES).contains(&count));
                prop_assert!(offer.size.checked_mul(count).unwrap() >= need);
                for other in &offers {
                    if let Some(needed) = buyable(other) {
                        prop_assert!(cost(offer, count) <= cost(other, needed));
                    }
                }
            }
            None => {
                prop_assert!(offers.iter().all(|offer| buyable(offer).is_none()));
                if let Some((largest, count)) = largest_add_on(&offers) {
                    prop_assert!(largest.size.checked_mul(count).unwrap() < need);
                }
            }
        }
    }
}

#[test]
fn q13_2_zero_left_stops_and_no_active_card_stops_nothing() {
    assert_eq!(verdict(1, Megabytes::ZERO), Verdict::StopActive);
    assert_eq!(
        verdict(1, Megabytes::from_thousandths(-1)),
        Verdict::StopActive
    );
    assert_eq!(verdict(1, Megabytes::from_thousandths(1)), Verdict::Release);
    assert_eq!(verdict(0, Megabytes::ZERO), Verdict::Release);
}

#[test]
fn sums_that_overflow_are_refused() {
    assert_eq!(effective_total(i64::MAX, mb(1), Megabytes::ZERO), None);
    assert_eq!(
        effective_total(1, mb(1), Megabytes::from_thousandths(i64::MAX)),
        None
    );
    assert_eq!(effective_total(3, mb(100), mb(50)), Some(mb(350)));
    assert_eq!(packages_needed(mb(1), Megabytes::ZERO), None);
}

#[test]
fn q13_9_only_activated_cards_count() {
    use SimStatus::{Activatable, Deregistered, InUse, Inactive, Suspended, Testable};
    let counts = Counts::of([
        Testable,
        Activatable,
        Inactive,
        InUse,
        InUse,
        Suspended,
        Deregistered,
    ]);
    assert_eq!(
        (counts.activated, counts.inactive, counts.deregistered),
        (3, 3, 1)
    );
    assert_eq!(counts.quantity(), 7);
}

#[test]
fn a_pool_is_discarded_when_all_its_cards_are_gone() {
    let of = |activated, inactive, deregistered| {
        ForwardState::of(Counts {
            activated,
            inactive,
            deregistered,
        })
    };
    assert_eq!(of(0, 0, 5), ForwardState::Discarded);
    assert_eq!(of(0, 1, 5), ForwardState::InUse);
    assert_eq!(of(0, 0, 0), ForwardState::InUse);
    for state in [ForwardState::InUse, ForwardState::Discarded] {
        assert_eq!(ForwardState::from_code(state.code()), Some(state));
    }
    assert_eq!(ForwardState::from_code(2), None);
}

#[test]
fn backward_pools_go_in_use_suspended_discarded() {
    let today = day(2026, 11, 22);
    let cycle = BillingCycle::containing(Carrier::Telecom, today);
    let arrears = |since| {
        backward_state(
            BackwardFacts {
                arrears_since: Some(since),
                threshold_fired: None,
            },
            today,
            cycle,
        )
    };
    assert_eq!(
        backward_state(BackwardFacts::default(), today, cycle),
        BackwardState::InUse
    );
    assert_eq!(arrears(today), BackwardState::Suspended);
    assert_eq!(arrears(day(2026, 11, 8)), BackwardState::Suspended);
    assert_eq!(arrears(day(2026, 11, 7)), BackwardState::Discarded);
    let fired = |threshold_fired| {
        backward_state(
            BackwardFacts {
                arrears_since: None,
                threshold_fired: Some(threshold_fired),
            },
            today,
            cycle,
        )
    };
    assert_eq!(fired(cycle), BackwardState::Suspended);
    assert_eq!(
        fired(cycle.prev()),
        BackwardState::InUse,
        "ends with its cycle"
    );
    for state in [
        BackwardState::InUse,
        BackwardState::Suspended,
        BackwardState::Discarded,
    ] {
        assert_eq!(BackwardState::from_code(state.code()), Some(state));
    }
    assert_eq!(BackwardState::from_code(0), None);
}

#[test]
fn q13_1_the_cap_of_one_card() {
    use crate::can::DataType::{Directional, General};
    assert_eq!(single_card_cap(mb(30), Some(General)), Some(mb(100)));
    assert_eq!(single_card_cap(mb(30), Some(Directional)), None);
    assert_eq!(single_card_cap(mb(100), Some(General)), None);
}

#[test]
fn add_ons_by_carrier_and_purchase() {
    let allowed = |carrier, date| add_on_allowed(carrier, ForwardState::InUse, date);
    for carrier in [Carrier::Telecom, Carrier::Unicom] {
        assert_eq!(allowed(carrier, day(2020, 8, 2)), Ok(()));
        assert_eq!(
            allowed(carrier, day(2020, 8, 1)),
            Err(AddOnRefusal::BoughtBefore {
                since: day(2020, 8, 1)
            })
        );
    }
    assert_eq!(allowed(Carrier::Mobile, day(2021, 8, 18)), Ok(()));
    assert!(allowed(Carrier::Mobile, day(2021, 8, 17)).is_err());
    assert_eq!(
        allowed(Carrier::Overseas, day(2026, 1, 1)),
        Err(AddOnRefusal::Carrier)
    );
    assert_eq!(
        add_on_allowed(Carrier::Telecom, ForwardState::Discarded, day(2026, 1, 1)),
        Err(AddOnRefusal::Discarded)
    );
}

#[test]
fn a_row_of_the_documents_reads_back() {
    let json = r#"{"limit":10,"offset":1,"count":1,"pools":[{"id":4710226018477568,"pool_name":"p",
        "price_plan_name":"n","price_plan_id":"7","effective_time":"2026-10-31T16:00:00.000Z",
        "expired_time":"2026-11-30T15:59:59.999Z","billing_cycle":"2026-11","flow_total":300.5,"flow_used":10.25,
        "flow_left":290.25,"quantity":5,"modify_time":null,"order_id":1,"activated_sim_quantity":3,
        "inactive_sim_quantity":1,"disassembled_sim_quantity":1,"order_ids":"1,2","status":1,"carrier_type":1}]}"#;
    let list: SimPoolList = serde_json::from_str(json).unwrap();
    let pool = &list.pools[0];
    assert_eq!(pool.id, 4_710_226_018_477_568);
    let back = serde_json::to_string(&list).unwrap();
    assert_eq!(serde_json::from_str::<SimPoolList>(&back).unwrap(), list);
    assert!(
        back.contains("\"modify_time\":null"),
        "documented fields are always there"
    );
    assert!(
        !back.contains("package_size"),
        "extensions only where known"
    );
}
