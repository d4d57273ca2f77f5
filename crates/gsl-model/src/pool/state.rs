//! States of pools, and what the data left in a forward pool means for its cards.

use super::Counts;
use crate::names::{Language, Name};
use crate::{cycle::BillingCycle, units::Megabytes};
use chrono::NaiveDate;

/// State of a forward pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ForwardState {
    /// 在用
    InUse,
    /// 废弃: every card of its orders is deregistered; members, add-ons and activation are no longer possible.
    Discarded,
}

impl ForwardState {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::InUse => Name::new("在用", "In use"),
            Self::Discarded => Name::new("废弃", "Discarded"),
        };
        name.of(language)
    }

    /// API code `status`.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::InUse => 1,
            Self::Discarded => 0,
        }
    }

    /// Reads an API code; `None` when unknown.
    #[must_use]
    pub const fn from_code(code: i32) -> Option<Self> {
        match code {
            1 => Some(Self::InUse),
            0 => Some(Self::Discarded),
            _ => None,
        }
    }

    /// Derived from its cards. A pool without cards is in use.
    #[must_use]
    pub const fn of(counts: Counts) -> Self {
        if counts.deregistered > 0 && counts.deregistered == counts.quantity() {
            Self::Discarded
        } else {
            Self::InUse
        }
    }
}

/// What a forward pool does to its cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Data is left, or no card is active: cards stopped for the pool are released.
    Release,
    /// Nothing is left: every active card stops with stop reason 3 until the next cycle, or until the pool has data again.
    StopActive,
}

/// At zero, nothing is left, and every active card stops (Q13.2). Without active cards there is nothing to stop.
#[must_use]
pub fn verdict(activated: i64, left: Megabytes) -> Verdict {
    if activated > 0 && left <= Megabytes::ZERO {
        Verdict::StopActive
    } else {
        Verdict::Release
    }
}

/// State of a backward pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BackwardState {
    /// 在用
    InUse,
    /// 已停用: the account is in arrears, within the retention period, or the threshold of an automation rule was reached.
    Suspended,
    /// 已废弃: the arrears were not settled in the retention period. Can be restarted (work order type 18).
    Discarded,
}

impl BackwardState {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::InUse => Name::new("在用", "In use"),
            Self::Suspended => Name::new("已停用", "Suspended"),
            Self::Discarded => Name::new("已废弃", "Discarded"),
        };
        name.of(language)
    }

    /// API code `pool_status`.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::InUse => 2,
            Self::Suspended => -1,
            Self::Discarded => -2,
        }
    }

    /// Reads an API code; `None` when unknown.
    #[must_use]
    pub const fn from_code(code: i32) -> Option<Self> {
        match code {
            2 => Some(Self::InUse),
            -1 => Some(Self::Suspended),
            -2 => Some(Self::Discarded),
            _ => None,
        }
    }
}

/// How many days the backward pools of an account in arrears are retained. The documents mention the period but not its
/// length; 15 days is what the cloud's other prepaid services have.
pub const ARREARS_RETENTION_DAYS: i64 = 15;

/// What decides a backward pool's state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BackwardFacts {
    /// First day of the account's arrears; `None` when there are none.
    pub arrears_since: Option<NaiveDate>,
    /// The cycle in which an automation rule with the action stop fired; the stop ends with that cycle.
    pub threshold_fired: Option<BillingCycle>,
}

/// The state of a backward pool today (console.md section 12). Arrears take precedence over a threshold.
#[must_use]
pub fn backward_state(
    facts: BackwardFacts,
    today: NaiveDate,
    current: BillingCycle,
) -> BackwardState {
    match facts.arrears_since {
        Some(since) if today.signed_duration_since(since).num_days() >= ARREARS_RETENTION_DAYS => {
            BackwardState::Discarded
        }
        Some(_) => BackwardState::Suspended,
        None if facts.threshold_fired == Some(current) => BackwardState::Suspended,
        None => BackwardState::InUse,
    }
}
