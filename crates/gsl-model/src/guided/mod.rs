//! Guided procedures of several steps: resetting the network (Q9.14) and a lost card (Q9.6, Q10.7).
//!
//! Each is a state that can be stored: written down after every step, it goes on after a reload where it was. Nothing
//! here sends or waits; [`NetworkReset::command`] and [`LostCard::command`] say what to do next, the `on_…` functions take what came
//! of it. Instants are those of the service's clock. Mutations carry the [`ActionCall::key`] given, so one that was sent just
//! before a reload and is sent again happens once.

mod decode;
mod lost_card;
mod network_reset;

pub use lost_card::{LostCard, LostStep, NextStep, NextStepOption, NextStepRefusal};
pub use network_reset::{NetworkReset, ResetStep};

use crate::{action::CardAction, state::SimStatus, stop::StopReason, time::Time};
use serde::{Deserialize, Serialize};

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Send an action and report with `on_sent` or `on_refused`.
    Send(ActionCall),
    /// Look at the card again and report with `on_card`; the work order tells how far it is.
    Watch {
        /// The work order, if the service named one.
        work_order: Option<i64>,
    },
    /// Nothing before this instant; then ask again.
    Wait {
        /// Until when.
        until: Time,
    },
    /// Nothing more.
    Done,
}

/// A mutation to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionCall {
    /// Which.
    pub action: CardAction,
    /// The card.
    pub sim_card_id: i64,
    /// `Idempotency-Key`: the same for the same step, however often it is sent.
    pub key: String,
}

/// What the card is seen to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObservedCard {
    /// State.
    pub status: Option<SimStatus>,
    /// Why it is stopped.
    pub stop: Option<StopReason>,
}

/// Whether a mutation went out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sent {
    /// Not yet, or not known to have arrived.
    #[default]
    No,
    /// Taken by the service, which may name the work order.
    Yes(Option<i64>),
}

impl Sent {
    fn command(self, send: impl FnOnce() -> ActionCall) -> Command {
        match self {
            Self::No => Command::Send(send()),
            Self::Yes(work_order) => Command::Watch { work_order },
        }
    }
}

/// Why a procedure stands still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum HaltReason {
    /// The service refused the action.
    Refused {
        /// Error code.
        code: String,
        /// Its words.
        message: String,
    },
    /// The work order failed.
    Failed {
        /// The reason given.
        message: String,
    },
    /// The card is stopped for another reason, which 复机 does not end (Q10.9).
    StoppedFor {
        /// Why; `None` when the service does not tell.
        reason: Option<StopReason>,
    },
    /// The card is in a state from which it does not go on.
    State {
        /// Which.
        status: SimStatus,
    },
    /// Somebody resumed the card before its time.
    ResumedEarly,
    /// The user gave up.
    Cancelled,
}

#[cfg(test)]
mod tests;
