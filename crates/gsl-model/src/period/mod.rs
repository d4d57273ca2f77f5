//! The life of a card in time: bought, waiting, activated, expired (Q2.1–2.4).

use crate::{
    carrier::Carrier,
    span::{Span, add_months, first_of_next_month},
    state::SimStatus,
    wire::{SimCard, SimPricePlan},
    zone,
};
use chrono::{DateTime, NaiveDate, Utc};

/// Length of the silent and the test period (Q2.2, Q2.3).
pub const WAITING: Span = Span::Months(6);
/// Months after expiry at which a deregistered card is cleaned out (console.md section 3).
pub const KEPT_DEREGISTERED_MONTHS: u32 = 2;
/// Months after expiry at which a suspended card is cleaned out.
pub const KEPT_SUSPENDED_MONTHS: u32 = 12;

/// What a card is in before its activation. Nothing is counted in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitingPeriodKind {
    /// 沉默期 of mainland cards (Q2.2). Overseas cards have none.
    Silent,
    /// 测试期 of overseas cards (Q2.3).
    Test,
}

/// What the timeline is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineFacts {
    /// Carrier.
    pub carrier: Carrier,
    /// State; `None` when unknown.
    pub status: Option<SimStatus>,
    /// Purchase.
    pub bought: Option<DateTime<Utc>>,
    /// Activation.
    pub activated: Option<DateTime<Utc>>,
    /// Expiry as the service says it.
    pub expires: Option<DateTime<Utc>>,
    /// Silent or test period of the plan; six months when the plan says nothing.
    pub waiting: Option<Span>,
    /// Validity bought: 1 or 3 years.
    pub term: Option<Span>,
}

impl TimelineFacts {
    /// From a card, and its plan instance where it is known (operation 15). The term is in neither; set it from the plan's
    /// `period` where that is known.
    #[must_use]
    pub fn of(card: &SimCard, plan: Option<&SimPricePlan>) -> Self {
        let instant = |time: crate::time::Time| time.0;
        Self {
            carrier: Carrier::of(card),
            status: SimStatus::of(card),
            bought: card
                .purchase_time
                .or_else(|| plan.and_then(|plan| plan.create_time))
                .map(instant),
            activated: card.act_date.map(instant),
            expires: card.expire_time.map(instant),
            waiting: plan
                .and_then(|plan| Span::silent(plan.silent_period_day, plan.silent_period_unit)),
            term: None,
        }
    }
}

/// The silent or test period of a card, in days of the service's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingPeriod {
    /// Which.
    pub kind: WaitingPeriodKind,
    /// Its last day.
    pub last_day: NaiveDate,
    /// The day an inactive card is activated by force: at mainland carriers the 1st of the month after the period,
    /// overseas the day after it.
    pub forced_activation: NaiveDate,
}

/// The life of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Purchase.
    pub bought: Option<DateTime<Utc>>,
    /// Silent or test period; `None` when the purchase is not known.
    pub waiting: Option<WaitingPeriod>,
    /// Activation; `None` as long as the card waits.
    pub activated: Option<DateTime<Utc>>,
    /// Expiry: as the service says it, else activation and term. Validity counts from activation, not from the order
    /// (Q2.4).
    pub expires: Option<DateTime<Utc>>,
    /// For a card that waits: when it expires if it is only activated by force.
    pub expires_at_the_latest: Option<DateTime<Utc>>,
    /// Whether the card still waits for its activation: no activation known, and no state that comes after it.
    pub waits: bool,
}

impl Timeline {
    /// Computes the timeline.
    #[must_use]
    pub fn of(facts: &TimelineFacts) -> Self {
        let waits =
            facts.activated.is_none() && facts.status.is_none_or(SimStatus::awaits_activation);
        let waiting = facts
            .bought
            .map(|bought| waiting(facts.carrier, zone::today(bought), facts.waiting));
        let counted = facts
            .activated
            .zip(facts.term)
            .map(|(activated, term)| term.after_instant(activated));
        let forced = waiting.filter(|_| waits).zip(facts.term);
        Self {
            waits,
            bought: facts.bought,
            waiting,
            activated: facts.activated,
            expires: facts.expires.or(counted),
            expires_at_the_latest: forced
                .map(|(waiting, term)| zone::midnight(term.after(waiting.forced_activation))),
        }
    }

    /// Days until forced activation, for cards that wait; 0 on the day itself and when it is overdue.
    #[must_use]
    pub fn days_to_forced_activation(&self, now: DateTime<Utc>) -> Option<i64> {
        let waiting = self.waiting.filter(|_| self.waits)?;
        Some(
            waiting
                .forced_activation
                .signed_duration_since(zone::today(now))
                .num_days()
                .max(0),
        )
    }

    /// Days until expiry on the service's calendar: 0 on the day of expiry, negative after it.
    #[must_use]
    pub fn days_left(&self, now: DateTime<Utc>) -> Option<i64> {
        self.expires.map(|expires| zone::days_between(now, expires))
    }
}

/// The silent or test period of a card bought on a day; six months unless the plan says otherwise (Q2.2, Q2.3).
#[must_use]
pub fn waiting(carrier: Carrier, bought: NaiveDate, length: Option<Span>) -> WaitingPeriod {
    let over = length.unwrap_or(WAITING).after(bought);
    let last_day = over.pred_opt().unwrap_or(over).max(bought);
    if carrier.is_mainland() {
        WaitingPeriod {
            kind: WaitingPeriodKind::Silent,
            last_day,
            forced_activation: first_of_next_month(last_day),
        }
    } else {
        WaitingPeriod {
            kind: WaitingPeriodKind::Test,
            last_day,
            forced_activation: over,
        }
    }
}

/// The instant from which a card is cleaned out and no longer shown: deregistered two, suspended twelve months past its
/// expiry. `None` for other states.
#[must_use]
pub fn cleaned_out_at(status: SimStatus, expires: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let months = match status {
        SimStatus::Deregistered => KEPT_DEREGISTERED_MONTHS,
        SimStatus::Suspended => KEPT_SUSPENDED_MONTHS,
        _ => return None,
    };
    let local = zone::local(expires);
    Some(zone::instant(
        add_months(local.date(), months).and_time(local.time()),
    ))
}

#[cfg(test)]
mod tests;
