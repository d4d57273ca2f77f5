//! How much data a card used on a day.
//!
//! Daily usage is a function of the card and the day, so half a million cards need no table of days; what the function
//! cannot know (a day set by hand) is stored as an override. Monthly figures and the figures of the list are sums of
//! it, so they always agree. Volumes are thousandths of a MB.

use crate::clock::DAY_MS;
use crate::rng::mix;
use crate::rules::{Cycle, cycle_of_day};
use crate::usage_pattern::UsagePattern;

/// An add-on of a card that has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extra {
    /// Last day of the cycle it is for.
    pub last_day: i64,
    /// The day it arrived. What was used up to and including that day stays as it was.
    pub arrived: i64,
    /// Thousandths of a MB.
    pub size: i64,
}

/// What daily usage depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Card id.
    pub id: i64,
    /// 1 CM, 2 CT, 3 CU, 4 overseas: decides the billing cycle.
    pub carrier: u8,
    /// Average usage of a day.
    pub rate: i64,
    /// Usage per cycle after which the carrier cuts the card until the next cycle; `None` in a pool without threshold.
    pub cap: Option<i64>,
    /// First day with usage; `None` before activation.
    pub first_day: Option<i64>,
    /// Days without service, both ends inclusive, open when the card is still stopped.
    pub pauses: Vec<(i64, Option<i64>)>,
    /// Days with data cut by hand while the card stayed in use (单独断网), as `pauses`.
    pub cuts: Vec<(i64, Option<i64>)>,
    /// How the use runs over the days.
    pub shape: UsagePattern,
    /// Stored days; they win over pauses and cuts.
    pub overrides: Vec<(i64, i64)>,
    /// A threshold set by the customer, below which `cap` is held with add-ons too.
    pub limit: Option<i64>,
    /// Add-ons that have arrived.
    pub extras: Vec<Extra>,
    /// Caps of before, each up to and including a day, ascending; `cap` is that of the days after.
    pub caps: Vec<(i64, Option<i64>)>,
}

impl Profile {
    /// A stored day.
    fn stored(&self, day: i64) -> Option<i64> {
        let found = self.overrides.iter().find(|(stored, _)| *stored == day);
        found.map(|(_, flow)| *flow)
    }

    /// The cap that was valid on a day.
    fn cap_on(&self, day: i64) -> Option<i64> {
        let earlier = self.caps.iter().find(|(last, _)| day <= *last);
        let counts = |extra: &&Extra| extra.arrived < day && day <= extra.last_day;
        let more = || self.extras.iter().filter(counts).map(|extra| extra.size);
        earlier.map_or_else(|| self.raised(more().sum()), |(_, cap)| *cap)
    }

    /// The cap with so much more.
    fn raised(&self, more: i64) -> Option<i64> {
        let most = self.limit.unwrap_or(i64::MAX);
        let cap = self.cap?;
        Some(cap.max(cap.saturating_add(more).min(most)))
    }

    /// What add-ons add to a cycle.
    #[must_use]
    pub fn extra(&self, cycle: &Cycle) -> i64 {
        let of_cycle = |extra: &&Extra| extra.last_day == cycle.last_day;
        self.extras
            .iter()
            .filter(of_cycle)
            .map(|extra| extra.size)
            .sum()
    }

    /// Stores the caps up to and including a day before the settings they derive from change. The first change of a day
    /// records what was valid before it.
    pub fn keep_caps(&mut self, day: i64) {
        let known = self.caps.last().map_or(i64::MIN, |(last, _)| *last);
        if known >= day {
            return;
        }
        let ends = self
            .extras
            .iter()
            .flat_map(|extra| [extra.arrived, extra.last_day]);
        let mut ends: Vec<i64> = ends.filter(|end| (known + 1..day).contains(end)).collect();
        ends.push(day);
        ends.sort_unstable();
        ends.dedup();
        let caps: Vec<_> = ends
            .into_iter()
            .map(|end| (end, self.cap_on(end)))
            .collect();
        self.caps.extend(caps);
    }

    /// Fixes today's usage at this instant: it is stored, so that neither a stop nor its end changes it.
    pub fn freeze(&mut self, now_ms: i64) {
        let today = crate::clock::day_of(now_ms);
        if self.first_day.is_some_and(|first| first <= today) && self.stored(today).is_none() {
            let so_far = self.so_far(now_ms);
            self.overrides.push((today, so_far));
        }
    }

    /// Today's usage up to this instant.
    fn so_far(&self, now_ms: i64) -> i64 {
        let today = crate::clock::day_of(now_ms);
        let whole = self.on(today);
        if self.stored(today).is_some() {
            return whole;
        }
        let into_day = now_ms - crate::clock::day_start(today);
        i64::try_from(i128::from(whole) * i128::from(into_day) / i128::from(DAY_MS)).unwrap_or(0)
    }

    /// Usage of a day before any cap applies.
    fn before_cap(&self, day: i64, cycle: &Cycle) -> i64 {
        if self.first_day.is_none_or(|first| day < first) {
            return 0;
        }
        if let Some(flow) = self.stored(day) {
            return flow;
        }
        if self
            .pauses
            .iter()
            .chain(&self.cuts)
            .any(|(from, to)| day >= *from && to.is_none_or(|to| day <= to))
        {
            return 0;
        }
        let card = mix(self.id.unsigned_abs());
        let of_day = 300 + (mix(card ^ day.unsigned_abs()) % 1401) as i64;
        let of_month =
            750 + (mix(card ^ cycle.first_day.unsigned_abs().rotate_left(32)) % 501) as i64;
        let flow = self.rate.saturating_mul(of_day).saturating_mul(of_month) / 1_000_000;
        flow.saturating_mul(self.shape.factor(day, self.first_day)) / 1000
    }

    /// Usage of each day of a cycle up to and including `last`; zero after the cap has been passed.
    pub fn days(&self, cycle: Cycle, last: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let mut sum = 0_i64;
        (cycle.first_day..=cycle.last_day.min(last)).map(move |day| {
            let cut = self.cap_on(day).is_some_and(|cap| sum > cap);
            let flow = if cut { 0 } else { self.before_cap(day, &cycle) };
            sum = sum.saturating_add(flow);
            (day, flow)
        })
    }

    /// Usage of a cycle up to and including `last`.
    #[must_use]
    pub fn sum(&self, cycle: Cycle, last: i64) -> i64 {
        self.days(cycle, last).map(|(_, flow)| flow).sum()
    }

    /// Usage of one day.
    #[must_use]
    pub fn on(&self, day: i64) -> i64 {
        let cycle = cycle_of_day(self.carrier, day);
        if self.cap.is_none() && self.caps.is_empty() {
            return self.before_cap(day, &cycle);
        }
        self.days(cycle, day)
            .filter(|(at, _)| *at == day)
            .map(|(_, flow)| flow)
            .sum()
    }

    /// Usage of the current cycle up to this instant: the days before today plus today's share.
    #[must_use]
    pub fn up_to_now(&self, now_ms: i64) -> i64 {
        let today = crate::clock::day_of(now_ms);
        let cycle = cycle_of_day(self.carrier, today);
        self.sum(cycle, today - 1)
            .saturating_add(self.so_far(now_ms))
    }

    /// Whether the usage of a cycle passed its cap.
    #[must_use]
    pub fn over(&self, used: i64, cycle: &Cycle) -> bool {
        let cap = self.raised(self.extra(cycle));
        cap.is_some_and(|cap| used > cap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn profile(id: i64, carrier: u8, rate: i64, cap: Option<i64>) -> Profile {
        Profile {
            id,
            carrier,
            rate,
            cap,
            first_day: Some(20_000),
            ..Profile::default()
        }
    }

    proptest! {
        #[test]
        fn days_add_up_to_the_cycle(id in 1_i64..1_000_000, carrier in 1_u8..=4, rate in 0_i64..400_000, day in 20_000_i64..21_000) {
            let card = profile(id, carrier, rate, Some(1_000_000));
            let cycle = cycle_of_day(carrier, day);
            let by_day: i64 = (cycle.first_day..=day).map(|day| card.on(day)).sum();
            prop_assert_eq!(by_day, card.sum(cycle, day));
            prop_assert!(card.up_to_now(crate::clock::day_start(day + 1) - 1) <= by_day + 1);
        }

        #[test]
        fn a_cut_card_uses_nothing_more(id in 1_i64..1_000_000, day in 20_040_i64..21_000) {
            let card = profile(id, 1, 300_000, Some(500_000));
            let cycle = cycle_of_day(1, day);
            let mut sum = 0;
            for (_, flow) in card.days(cycle, cycle.last_day) {
                prop_assert!(flow == 0 || sum <= 500_000);
                sum += flow;
            }
            prop_assert!(card.over(sum, &cycle));
        }
    }

    #[test]
    fn a_new_cap_leaves_the_past_alone() {
        let mut card = profile(3, 1, 30_000, Some(100_000));
        let cycle = cycle_of_day(1, 20_050);
        let day = cycle.first_day + 15;
        let used = card.sum(cycle, day);
        assert!(card.over(used, &cycle));
        card.caps = vec![(day, card.cap)];
        card.cap = Some(300_000);
        assert_eq!(card.sum(cycle, day), used);
        assert!(card.on(day + 1) > 0, "and the card uses data again");
        card.cap = Some(used - 1);
        assert_eq!(card.sum(cycle, cycle.last_day), used);
    }

    #[test]
    fn an_add_on_counts_from_the_day_after_it_arrives_to_the_end_of_its_cycle() {
        let mut card = profile(3, 1, 30_000, Some(100_000));
        let cycle = cycle_of_day(1, 20_050);
        let next = cycle_of_day(1, cycle.last_day + 1);
        let day = cycle.first_day + 15;
        let (used, later) = (card.sum(cycle, day), card.sum(next, next.last_day));
        assert!(card.over(used, &cycle));
        card.keep_caps(day);
        card.extras.push(Extra {
            last_day: cycle.last_day,
            arrived: day,
            size: 80_000,
        });
        assert_eq!((card.extra(&cycle), card.extra(&next)), (80_000, 0));
        assert_eq!(card.sum(cycle, day), used, "the past stays");
        assert!(!card.over(used, &cycle) && card.on(day + 1) > 0);
        let whole = card.sum(cycle, cycle.last_day);
        assert!(whole > 180_000 && card.over(whole, &cycle));
        assert_eq!(card.sum(next, next.last_day), later, "gone with the cycle");
        // A threshold set in the next cycle changes neither.
        let figures = card.days(cycle, cycle.last_day).collect::<Vec<_>>();
        card.keep_caps(next.first_day + 9);
        (card.cap, card.limit) = (Some(20_000), Some(20_000));
        assert_eq!(
            card.days(cycle, cycle.last_day).collect::<Vec<_>>(),
            figures
        );
        assert!(
            card.over(20_001, &cycle),
            "a threshold holds with add-ons too"
        );
        assert_eq!(card.raised(5), Some(20_000));
    }

    #[test]
    fn a_stop_in_the_middle_of_a_day_keeps_what_was_used() {
        let mut card = profile(7, 1, 5_000, None);
        let noon = crate::clock::day_start(20_010) + DAY_MS / 2;
        let (used, whole) = (card.up_to_now(noon), card.on(20_010));
        card.freeze(noon);
        card.freeze(noon + 1000);
        card.pauses.push((20_010, None));
        assert_eq!(card.up_to_now(noon + DAY_MS / 4), used);
        assert_eq!(card.on(20_010), whole / 2);
        assert_eq!(card.on(20_011), 0);
        card.pauses = vec![(20_010, Some(20_009))];
        assert_eq!(card.up_to_now(noon + DAY_MS / 4), used);
    }

    #[test]
    fn pauses_and_overrides_apply() {
        let mut card = profile(7, 1, 5_000, None);
        assert!(card.on(20_010) > 0);
        assert_eq!(card.on(19_999), 0);
        card.pauses = vec![(20_005, Some(20_010)), (20_020, None)];
        assert_eq!((card.on(20_010), card.on(20_500)), (0, 0));
        assert!(card.on(20_011) > 0);
        card.overrides = vec![(20_011, 42)];
        assert_eq!(card.on(20_011), 42);
    }
}
