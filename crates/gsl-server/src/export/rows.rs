//! What a card used in each cycle.

use gsl_model::cycle::BillingCycle;
use gsl_model::units::Megabytes;
use rusqlite::Connection;

use crate::catalog::Catalog;
use crate::clock::{date_of, day_of};
use crate::history;
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
///
/// # Errors
/// When the database cannot be read.
pub fn usage(
    db: &Connection,
    catalog: &Catalog,
    card: i64,
    cycles: &[BillingCycle],
    now_ms: i64,
    into: &mut Vec<Option<Megabytes>>,
) -> rusqlite::Result<()> {
    into.clear();
    let Some(life) = history::read(db, catalog, card)? else {
        into.resize(cycles.len(), None);
        return Ok(());
    };
    let (profile, today) = (&life.profile, day_of(now_ms));
    let own = BillingCycle::last_six(rules::carrier(profile.carrier), date_of(today));
    into.extend(cycles.iter().map(|cycle| {
        let days = cycle_named(profile.carrier, *cycle);
        let known = own.contains(cycle) && days.first_day < today;
        known.then(|| Megabytes::from_thousandths(profile.sum(days, today - 1)))
    }));
    Ok(())
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
