//! A card's usage figures and the billing cycle they belong to (Q2.1, Q8.1, Q8.2).
//!
//! Figures are as of 24:00 of yesterday unless requested in real time. On the first day of a cycle that is the last day
//! of the previous one, so the current cycle has no figure yet. Code that shows, filters, counts or compares usage must
//! use [`CardUse::of`], or [`since`] for many cards at once.

use crate::{
    carrier::Carrier,
    cycle::BillingCycle,
    units::Megabytes,
    wire::{SimCard, SimPricePlan},
    zone,
};
use chrono::{DateTime, NaiveDate, Utc};

/// Used, total and left of one billing cycle, as far as the service reported them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// MB used.
    pub used: Option<Megabytes>,
    /// MB available: the plan and the add-ons of the cycle.
    pub total: Option<Megabytes>,
    /// MB left; negative when over.
    pub left: Option<Megabytes>,
    /// The instant they are as of.
    pub as_of: DateTime<Utc>,
    /// The cycle they belong to.
    pub cycle: BillingCycle,
}

/// An answer of operation 15 and when it arrived: figures requested in real time.
pub type LiveAnswer = (SimPricePlan, DateTime<Utc>);

impl Figures {
    /// The stored figures of a card. Without `flow_time` they are as of 24:00 of yesterday, as documented. `None` when
    /// there are none.
    #[must_use]
    pub fn stored(card: &SimCard, now: DateTime<Utc>) -> Option<Self> {
        let as_of = card
            .flow_time
            .map_or_else(|| zone::last_midnight(now), |at| at.0);
        let sum = || card.flow_used?.checked_add(card.flow_left?);
        (card.flow_used.is_some() || card.flow_left.is_some()).then(|| Self {
            used: card.flow_used,
            total: card.flow_total.or_else(sum),
            left: card.flow_left,
            as_of,
            cycle: BillingCycle::of_figures(Carrier::of(card), as_of),
        })
    }

    /// The figures of a plan instance of the card, as of `at` unless the service reports another instant.
    #[must_use]
    pub fn of_plan(card: &SimCard, plan: &SimPricePlan, at: DateTime<Utc>) -> Option<Self> {
        let as_of = plan.flow_time.map_or(at, |at| at.0);
        (plan.flow_used.is_some() || plan.flow_left.is_some()).then(|| Self {
            used: plan.flow_used,
            total: plan.flow_total.or(card.flow_total),
            left: plan.flow_left,
            as_of,
            cycle: BillingCycle::of_figures(Carrier::of(card), as_of),
        })
    }

    /// MB over the plan, if any.
    #[must_use]
    pub fn beyond(&self) -> Option<Megabytes> {
        self.left
            .filter(|left| *left < Megabytes::ZERO)
            .and_then(|left| Megabytes::ZERO.checked_sub(left))
    }
}

/// What is known about a card's use at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardUse {
    /// The current cycle.
    pub cycle: BillingCycle,
    /// Its figures; `None` while there are none.
    pub figures: Option<Figures>,
    /// While there are none, the newest of an earlier cycle. They say nothing about the current one.
    pub before: Option<Figures>,
    /// The day on which the first figure of the current cycle is due.
    pub first_on: NaiveDate,
}

impl CardUse {
    /// The use in the current cycle as known at `now`: from the card's stored figures, or from a real-time answer if
    /// that is newer.
    #[must_use]
    pub fn of(card: &SimCard, live: Option<&LiveAnswer>, now: DateTime<Utc>) -> Self {
        let asked = live.and_then(|(plan, at)| Figures::of_plan(card, plan, *at));
        Self::newest(card, Figures::stored(card, now), asked, now)
    }

    /// The newer of two sets of figures.
    #[must_use]
    fn newest(
        card: &SimCard,
        stored: Option<Figures>,
        asked: Option<Figures>,
        now: DateTime<Utc>,
    ) -> Self {
        let carrier = Carrier::of(card);
        let cycle = BillingCycle::current(carrier, now);
        let newest = match (stored, asked) {
            (Some(stored), Some(asked)) if stored.as_of > asked.as_of => Some(stored),
            (stored, asked) => asked.or(stored),
        };
        let running = |figures: &Figures| figures.cycle == cycle;
        // Before its activation a card has no use in any cycle.
        let active = |figures: &Figures| card.act_date.is_none_or(|at| at.0 < figures.as_of);
        Self {
            cycle,
            figures: newest.filter(running),
            before: newest.filter(|figures| figures.cycle < cycle && active(figures)),
            first_on: first_figure(carrier, cycle),
        }
    }
}

/// The day on which the first figure of a cycle is due: its second day.
#[must_use]
pub fn first_figure(carrier: Carrier, cycle: BillingCycle) -> NaiveDate {
    let first = cycle.start(carrier);
    first.succ_opt().unwrap_or(first)
}

/// Figures as of a later instant than this belong to the cycle that is current at `now`, all others to earlier cycles.
#[must_use]
pub fn since(carrier: Carrier, now: DateTime<Utc>) -> DateTime<Utc> {
    BillingCycle::current(carrier, now).start_at(carrier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Time;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    fn mb(n: i64) -> Option<Megabytes> {
        Megabytes::from_mb(n)
    }

    /// A card of 5,120 MB that used 5,504 of them.
    fn card(carrier: Carrier, as_of: DateTime<Utc>) -> SimCard {
        SimCard {
            carrier_type: Some(carrier.carrier_type()),
            sim_status: Some(20),
            flow_used: mb(5504),
            flow_left: mb(-384),
            flow_total: mb(5120),
            flow_time: Some(as_of.into()),
            ..SimCard::default()
        }
    }

    #[test]
    fn a1_the_turns_of_a_cycle_by_carrier() {
        use Carrier::{Mobile, Overseas, Telecom, Unicom};
        // now, as of, current cycle, whether the figures belong to it
        for (carriers, now, as_of, cycle, running) in [
            (
                &[Mobile, Telecom, Overseas][..],
                "2026-12-01T00:30:00+08:00",
                "2026-12-01T00:00:00+08:00",
                "2026-12",
                false,
            ),
            (
                &[Mobile, Telecom],
                "2026-12-01T00:00:00+08:00",
                "2026-12-01T00:00:00+08:00",
                "2026-12",
                false,
            ),
            (
                &[Mobile, Telecom],
                "2026-11-30T23:59:59.999+08:00",
                "2026-11-30T00:00:00+08:00",
                "2026-11",
                true,
            ),
            (
                &[Mobile, Telecom],
                "2026-12-01T23:59:59+08:00",
                "2026-12-01T00:00:00+08:00",
                "2026-12",
                false,
            ),
            (
                &[Mobile, Telecom],
                "2026-12-02T00:30:00+08:00",
                "2026-12-02T00:00:00+08:00",
                "2026-12",
                true,
            ),
            // Late figures.
            (
                &[Mobile, Telecom],
                "2026-12-02T09:00:00+08:00",
                "2026-12-01T00:00:00+08:00",
                "2026-12",
                false,
            ),
            (
                &[Mobile, Telecom],
                "2026-12-03T09:00:00+08:00",
                "2026-11-30T00:00:00+08:00",
                "2026-12",
                false,
            ),
            // Requested in real time on the first day.
            (
                &[Mobile, Telecom],
                "2026-12-01T00:30:00+08:00",
                "2026-12-01T00:29:00+08:00",
                "2026-12",
                true,
            ),
            (
                &[Mobile, Telecom],
                "2027-01-01T00:30:00+08:00",
                "2027-01-01T00:00:00+08:00",
                "2027-01",
                false,
            ),
            (
                &[Unicom],
                "2026-11-27T00:30:00+08:00",
                "2026-11-27T00:00:00+08:00",
                "2026-12",
                false,
            ),
            (
                &[Unicom],
                "2026-12-01T00:30:00+08:00",
                "2026-12-01T00:00:00+08:00",
                "2026-12",
                true,
            ),
            (
                &[Unicom],
                "2026-11-26T23:59:00+08:00",
                "2026-11-26T00:00:00+08:00",
                "2026-11",
                true,
            ),
            (
                &[Unicom],
                "2026-12-27T00:00:00+08:00",
                "2026-12-27T00:00:00+08:00",
                "2027-01",
                false,
            ),
            (
                &[Mobile, Telecom],
                "2026-11-27T00:30:00+08:00",
                "2026-11-27T00:00:00+08:00",
                "2026-11",
                true,
            ),
        ] {
            for carrier in carriers {
                let card = card(*carrier, at(as_of));
                let used = CardUse::of(&card, None, at(now));
                assert_eq!(used.cycle.to_string(), cycle, "{carrier:?} {now}");
                assert_eq!(used.figures.is_some(), running, "{carrier:?} {now} {as_of}");
                assert_eq!(used.before.is_some(), !running, "{carrier:?} {now} {as_of}");
                // Without `flow_time`, figures are as of 24:00 of yesterday.
                let untold = SimCard {
                    flow_time: None,
                    ..card
                };
                let first_day = zone::today(at(now)) == used.cycle.start(*carrier);
                let used = CardUse::of(&untold, None, at(now));
                assert_eq!(used.figures.is_none(), first_day, "{carrier:?} {now}");
            }
        }
    }

    #[test]
    fn a1_the_first_figure_comes_on_the_second_day() {
        let of = |carrier, now: &str| {
            CardUse::of(&card(carrier, at(now)), None, at(now))
                .first_on
                .to_string()
        };
        assert_eq!(
            of(Carrier::Mobile, "2026-12-01T00:30:00+08:00"),
            "2026-12-02"
        );
        assert_eq!(
            of(Carrier::Unicom, "2026-11-27T00:30:00+08:00"),
            "2026-11-28"
        );
        assert_eq!(
            of(Carrier::Telecom, "2026-12-31T23:59:59+08:00"),
            "2026-12-02"
        );
        assert_eq!(
            of(Carrier::Telecom, "2027-01-01T00:00:00+08:00"),
            "2027-01-02"
        );
    }

    #[test]
    fn a1_a_card_activated_today_has_no_cycle_before() {
        let now = at("2026-12-01T09:00:00+08:00");
        let mut card = card(Carrier::Mobile, at("2026-12-01T00:00:00+08:00"));
        (card.flow_used, card.flow_left) = (mb(0), mb(5120));
        card.act_date = Some(at("2026-12-01T08:00:00+08:00").into());
        let used = CardUse::of(&card, None, now);
        assert_eq!((used.figures, used.before), (None, None));
    }

    #[test]
    fn a_real_time_answer_replaces_older_figures_only() {
        let now = at("2026-11-22T07:30:00Z");
        let asked = at("2026-11-22T06:00:00Z");
        let plan = SimPricePlan {
            flow_used: mb(12),
            flow_left: mb(18),
            flow_total: mb(30),
            ..SimPricePlan::default()
        };
        let live = (plan.clone(), asked);
        let of =
            |card: &SimCard, live: &LiveAnswer| CardUse::of(card, Some(live), now).figures.unwrap();
        let older = card(Carrier::Mobile, at("2026-11-21T16:00:00Z"));
        assert_eq!(
            (of(&older, &live).used, of(&older, &live).as_of),
            (mb(12), asked)
        );
        let newer = card(Carrier::Mobile, at("2026-11-22T07:00:00Z"));
        assert_eq!(of(&newer, &live).used, mb(5504));
        let silent = (SimPricePlan::default(), asked);
        assert_eq!(
            of(&older, &silent).used,
            mb(5504),
            "an empty answer is no figure"
        );
        // The service reports when it counted, which is not when the answer arrived.
        let told = SimPricePlan {
            flow_time: Time::parse("2026-11-22T05:59:58Z"),
            ..plan
        };
        assert_eq!(of(&older, &(told, asked)).as_of, at("2026-11-22T05:59:58Z"));
    }

    #[test]
    fn a1_an_answer_of_before_the_turn_that_came_after_it_is_of_the_cycle_before() {
        let card = card(Carrier::Telecom, at("2026-11-30T00:00:00+08:00"));
        let plan = SimPricePlan {
            flow_used: mb(5600),
            flow_left: mb(-480),
            flow_time: Time::parse("2026-11-30T23:59:59.900+08:00"),
            ..SimPricePlan::default()
        };
        let came = at("2026-12-01T00:00:00.200+08:00");
        let used = CardUse::of(&card, Some(&(plan, came)), came);
        assert_eq!(used.figures, None);
        assert_eq!(
            used.before
                .map(|before| before.cycle.to_string())
                .as_deref(),
            Some("2026-11")
        );
    }

    #[test]
    fn only_a_negative_remainder_is_over() {
        let now = at("2026-11-22T00:00:00Z");
        let of = |left| {
            let mut card = card(Carrier::Mobile, now);
            card.flow_left = left;
            Figures::stored(&card, now).unwrap().beyond()
        };
        assert_eq!(
            (of(mb(-3)), of(mb(0)), of(mb(5)), of(None)),
            (mb(3), None, None, None)
        );
    }

    proptest! {
        /// The cycle of a figure contains the last day the figure includes, and never starts after it.
        #[test]
        fn a1_a_figure_is_labelled_with_its_own_cycle(
            carrier in 0_usize..4,
            now in 946_684_800_000_i64..4_102_444_800_000,
            age in prop_oneof![Just(0_i64), 0..3 * 86_400_000_i64, 0..200 * 86_400_000_i64],
            at_midnight: bool,
        ) {
            let carrier = Carrier::ALL[carrier];
            let now = DateTime::from_timestamp_millis(now).unwrap();
            let mut as_of = now - TimeDelta::milliseconds(age);
            if at_midnight {
                as_of = zone::last_midnight(as_of);
            }
            let last_day = zone::today(as_of - TimeDelta::milliseconds(1));
            let used = CardUse::of(&card(carrier, as_of), None, now);
            prop_assert_eq!(used.cycle, BillingCycle::current(carrier, now));
            prop_assert!(used.figures.is_some() != used.before.is_some());
            let figures = used.figures.or(used.before).unwrap();
            prop_assert!(figures.cycle.contains(carrier, last_day));
            prop_assert_eq!(used.figures.is_some(), as_of > since(carrier, now));
            if let Some(figures) = used.figures {
                prop_assert_eq!(figures.cycle, used.cycle);
                prop_assert!(used.cycle.contains(carrier, last_day));
            }
            prop_assert!(used.cycle.contains(carrier, used.first_on));
        }
    }
}
