//! Usage figures of one card in the current cycle, and the instant they are as of (Q8.1, Q8.2).

use chrono::{DateTime, Utc};
use gsl_model::units::Megabytes;
use gsl_model::wire::{SimCard, SimPricePlan};

/// Used, plan and left, each only as far as the service said it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// MB used in the cycle.
    pub used: Option<Megabytes>,
    /// MB of the plan per cycle.
    pub plan: Option<Megabytes>,
    /// MB left; negative when over.
    pub left: Option<Megabytes>,
    /// When they are from; None = 24:00 of yesterday, as the service documents.
    pub at: Option<DateTime<Utc>>,
}

/// An answer of operation 15 with `real_time`, and when it came.
pub type Live = (SimPricePlan, DateTime<Utc>);

impl Figures {
    /// The newest known figures: those of the card, of its plan instance, or of a real-time query.
    #[must_use]
    pub fn of(card: &SimCard, plan: Option<&SimPricePlan>, live: Option<&Live>) -> Self {
        let of_card = card.flow_time.map(|time| time.0);
        if let Some((plan, at)) = live
            && plan.flow_used.is_some()
            && of_card.is_none_or(|of_card| of_card < *at)
        {
            return Self {
                used: plan.flow_used,
                plan: plan.flow_total,
                left: plan.flow_left,
                at: Some(*at),
            };
        }
        Self {
            used: card.flow_used,
            plan: card
                .flow_total
                .or_else(|| plan.and_then(|plan| plan.flow_total)),
            left: card.flow_left,
            at: of_card,
        }
    }

    /// MB over the plan, when over.
    #[must_use]
    pub fn beyond(&self) -> Option<Megabytes> {
        self.left
            .filter(|left| *left < Megabytes::ZERO)
            .and_then(|left| Megabytes::ZERO.checked_sub(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::time::Time;

    fn mb(n: i64) -> Option<Megabytes> {
        Megabytes::from_mb(n)
    }

    #[test]
    fn a_real_time_answer_replaces_older_figures_only() {
        let at = Time::parse("2026-11-22T06:00:00Z").unwrap().0;
        let mut card = SimCard {
            flow_used: mb(10),
            flow_left: mb(20),
            flow_total: mb(30),
            ..SimCard::default()
        };
        let live = (
            SimPricePlan {
                flow_used: mb(12),
                flow_left: mb(18),
                flow_total: mb(30),
                ..SimPricePlan::default()
            },
            at,
        );
        assert_eq!(Figures::of(&card, None, Some(&live)).used, mb(12));
        card.flow_time = Time::parse("2026-11-21T16:00:00Z");
        assert_eq!(Figures::of(&card, None, Some(&live)).at, Some(at));
        card.flow_time = Time::parse("2026-11-22T07:00:00Z");
        assert_eq!(Figures::of(&card, None, Some(&live)).used, mb(10));
        let silent = (SimPricePlan::default(), at);
        card.flow_time = None;
        assert_eq!(
            Figures::of(&card, None, Some(&silent)).used,
            mb(10),
            "an empty answer is no figure"
        );
    }

    #[test]
    fn only_a_negative_remainder_is_over() {
        let of = |left| {
            Figures {
                left,
                ..Figures::default()
            }
            .beyond()
        };
        assert_eq!(
            (of(mb(-3)), of(mb(0)), of(mb(5)), of(None)),
            (mb(3), None, None, None)
        );
    }
}
