//! What a card used in each cycle.

use gsl_model::cycle::BillingCycle;
use gsl_model::units::Megabytes;

use crate::clock::{date_of, day_of};
use crate::lifecycle::Lifecycle;
use crate::rules::{self, cycle_named};

/// The six cycles up to now of every carrier, oldest first. China Unicom's end on the 26th, so that there may be seven.
#[must_use]
pub fn cycles(now_ms: i64) -> Vec<BillingCycle> {
    let today = date_of(day_of(now_ms));
    let mut all: Vec<BillingCycle> = (1..=4)
        .flat_map(|code| BillingCycle::last_six(rules::carrier(code), today))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a card used in each of these cycles, as operation 12 tells it; nothing in a cycle its carrier does not
/// have, or that has only just begun.
#[must_use]
pub fn usage(life: &Lifecycle, cycles: &[BillingCycle], now_ms: i64) -> Vec<Option<Megabytes>> {
    let (profile, today) = (&life.profile, day_of(now_ms));
    let own = BillingCycle::last_six(rules::carrier(profile.carrier), date_of(today));
    let used = cycles.iter().map(|cycle| {
        let days = cycle_named(profile.carrier, *cycle);
        let known = own.contains(cycle) && days.first_day < today;
        known.then(|| Megabytes::from_thousandths(profile.sum(days, today - 1)))
    });
    used.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::parse_now;

    #[test]
    fn there_are_seven_cycles_when_a_carrier_is_ahead() {
        let at = |text: &str| cycles(parse_now(text).unwrap()).len();
        assert_eq!(at("2026-11-22T12:00:00Z"), 6);
        assert_eq!(at("2026-11-28T12:00:00Z"), 7);
    }
}
