//! The life of a card: bought, waiting for activation, activated, expired (Q2.1–2.4).

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
/// Months after expiry when a deregistered card is deleted (console.md section 3).
pub const KEPT_DEREGISTERED_MONTHS: u32 = 2;
/// Months after expiry when a suspended card is deleted.
pub const KEPT_SUSPENDED_MONTHS: u32 = 12;

/// The period of a card before its activation, in which usage is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitingPeriodKind {
    /// 沉默期 of mainland cards (Q2.2). Overseas cards have none.
    Silent,
    /// 测试期 of overseas cards (Q2.3).
    Test,
}

/// The input of the timeline.
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
    /// Expiry as reported by the service.
    pub expires: Option<DateTime<Utc>>,
    /// Silent or test period of the plan; six months when the plan has none.
    pub waiting: Option<Span>,
    /// Validity bought: 1 or 3 years.
    pub term: Option<Span>,
}

impl TimelineFacts {
    /// From a card and, where known, its plan instance (operation 15). Neither has the term; set it from the plan's
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
    /// Silent or test.
    pub kind: WaitingPeriodKind,
    /// Its last day.
    pub last_day: NaiveDate,
    /// The day an inactive card is force-activated: at mainland carriers the first of the month after the period,
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
    /// Activation; `None` while the card waits for it.
    pub activated: Option<DateTime<Utc>>,
    /// Expiry as reported by the service, otherwise activation plus term. Validity counts from activation, not from the
    /// order (Q2.4).
    pub expires: Option<DateTime<Utc>>,
    /// For a card that waits: its expiry if it is not activated before the forced activation.
    pub expires_at_the_latest: Option<DateTime<Utc>>,
    /// Whether the card still waits for activation: no activation is known, and its state is none that follows activation.
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

    /// Days until forced activation, for cards that wait; 0 on that day and when it is overdue.
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

/// The silent or test period of a card bought on a day; six months unless the plan has another length (Q2.2, Q2.3).
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

/// When a card is deleted and no longer shown: a deregistered one two months after its expiry, a suspended one twelve.
/// `None` for other states.
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
