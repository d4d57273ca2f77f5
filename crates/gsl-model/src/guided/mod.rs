//! Guided procedures of several steps: resetting the network (Q9.14) and a lost card (Q9.6, Q10.7).
//!
//! Each is a state that is stored after every step, so that it continues after a reload. Nothing here sends or waits:
//! [`NetworkReset::command`] and [`LostCard::command`] say what to do next, and the `on_…` functions take the result.
//! Instants are those of the service's clock. Mutations use [`ActionCall::key`], so one that is sent again after a
//! reload takes effect once.

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
    /// Send an action, then report with `on_sent` or `on_refused`.
    Send(ActionCall),
    /// Read the card again and report with `on_card`; the work order shows the progress.
    Watch {
        /// The work order, if the service named one.
        work_order: Option<i64>,
    },
    /// Do nothing before this instant; then ask again.
    Wait {
        /// Until when.
        until: Time,
    },
    /// Nothing more to do.
    Done,
}

/// A mutation to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionCall {
    /// Its action.
    pub action: CardAction,
    /// The card.
    pub sim_card_id: i64,
    /// `Idempotency-Key`: the same for the same step, however often it is sent.
    pub key: String,
}

/// A card as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObservedCard {
    /// State.
    pub status: Option<SimStatus>,
    /// Why it is stopped.
    pub stop: Option<StopReason>,
}

/// Whether a mutation was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sent {
    /// Not sent, or not known to have arrived.
    #[default]
    No,
    /// Accepted by the service, which may name the work order.
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

/// Why a procedure has stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum HaltReason {
    /// The service refused the action.
    Refused {
        /// Error code.
        code: String,
        /// Its message.
        message: String,
    },
    /// The work order failed.
    Failed {
        /// The reason given.
        message: String,
    },
    /// The card is stopped for another reason, which 复机 does not end (Q10.9).
    StoppedFor {
        /// Why; `None` when the service does not say.
        reason: Option<StopReason>,
    },
    /// The procedure cannot continue in the card's state.
    State {
        /// State of the card.
        status: SimStatus,
    },
    /// The card was resumed too early, by someone else.
    ResumedEarly,
    /// The user cancelled.
    Cancelled,
}

#[cfg(test)]
mod tests;
