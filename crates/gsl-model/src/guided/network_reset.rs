//! Resetting the network: suspend, then resume after 15 minutes (Q9.14).

use super::{ActionCall, Command, HaltReason, ObservedCard, Sent};
use crate::{
    action::CardAction, state::SimStatus, stop::StopReason, time::Time,
    workday::NETWORK_RESET_MINUTES,
};
use chrono::TimeDelta;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Progress of a reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ResetStep {
    /// 停机 is under way.
    Suspending {
        /// Whether it was sent.
        sent: Sent,
        /// Since when.
        since: Time,
    },
    /// Suspended; the network drops the card's session.
    Waiting {
        /// When it can be resumed.
        until: Time,
    },
    /// 复机 is under way.
    Resuming {
        /// Whether it was sent.
        sent: Sent,
        /// Since when.
        since: Time,
    },
    /// The card is in use again.
    Done {
        /// Since when.
        at: Time,
    },
    /// It needs the user to continue.
    Halted {
        /// Why.
        why: HaltReason,
        /// Whether the procedure had already suspended the card.
        suspended: bool,
    },
}

/// A reset of one card's network connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct NetworkReset {
    /// Card id.
    pub sim_card_id: i64,
    /// When it was started; distinguishes it from earlier ones.
    pub begun: Time,
    /// Number of retries; a repeated step is then a new mutation.
    #[serde(default)]
    pub attempt: u32,
    /// Progress.
    pub step: ResetStep,
}

impl NetworkReset {
    /// Starts a reset. Whether the card allows it is [`check`](crate::can::check) of
    /// [`CardAction::ResetNetwork`](crate::action::CardAction).
    #[must_use]
    pub const fn begin(sim_card_id: i64, now: Time) -> Self {
        Self {
            sim_card_id,
            begun: now,
            attempt: 0,
            step: ResetStep::Suspending {
                sent: Sent::No,
                since: now,
            },
        }
    }

    /// What to do now.
    #[must_use]
    pub fn command(&self, now: Time) -> Command {
        match &self.step {
            ResetStep::Suspending { sent, .. } => sent.command(|| self.send(CardAction::Suspend)),
            ResetStep::Waiting { until } if now < *until => Command::Wait { until: *until },
            // Read the card first: it may have been changed by someone else in the meantime.
            ResetStep::Waiting { .. } => Command::Watch { work_order: None },
            ResetStep::Resuming { sent, .. } => sent.command(|| self.send(CardAction::Resume)),
            ResetStep::Done { .. } | ResetStep::Halted { .. } => Command::Done,
        }
    }

    fn send(&self, action: CardAction) -> ActionCall {
        let (card, begun) = (self.sim_card_id, self.begun.0.timestamp_millis());
        ActionCall {
            action,
            sim_card_id: card,
            key: format!("reset-{card}-{begun}-{}-{}", self.attempt, action.key()),
        }
    }

    /// The service accepted the action.
    pub fn on_sent(&mut self, work_order: Option<i64>) {
        if let ResetStep::Suspending { sent, .. } | ResetStep::Resuming { sent, .. } =
            &mut self.step
        {
            *sent = Sent::Yes(work_order);
        }
    }

    /// The service refused the action, or its work order failed.
    pub fn on_refused(&mut self, why: HaltReason) {
        if !self.is_over() {
            self.halt(why);
        }
    }

    /// The card was read.
    pub fn on_card(&mut self, card: ObservedCard, now: Time) {
        use SimStatus::{InUse, Suspended};
        let user = card.stop == Some(StopReason::User);
        match (&self.step, card.status) {
            (ResetStep::Done { .. } | ResetStep::Halted { .. }, _) | (_, None) => {}
            (ResetStep::Suspending { .. }, Some(Suspended)) if user => {
                let wait = TimeDelta::minutes(NETWORK_RESET_MINUTES);
                let until = now.0.checked_add_signed(wait).unwrap_or(now.0);
                self.step = ResetStep::Waiting { until: Time(until) };
            }
            (ResetStep::Suspending { .. }, Some(InUse)) => {}
            (ResetStep::Waiting { until }, Some(Suspended)) if user => {
                if now >= *until {
                    self.step = ResetStep::Resuming {
                        sent: Sent::No,
                        since: now,
                    };
                }
            }
            (ResetStep::Waiting { until }, Some(InUse)) if now < *until => {
                self.halt(HaltReason::ResumedEarly);
            }
            (ResetStep::Resuming { .. }, Some(Suspended)) if user => {}
            (ResetStep::Waiting { .. } | ResetStep::Resuming { .. }, Some(InUse)) => {
                self.step = ResetStep::Done { at: now };
            }
            (_, Some(Suspended)) => self.halt(HaltReason::StoppedFor { reason: card.stop }),
            (_, Some(status)) => self.halt(HaltReason::State { status }),
        }
    }

    /// The user cancels. What has been sent is not undone.
    pub fn cancel(&mut self) {
        if !self.is_over() {
            self.halt(HaltReason::Cancelled);
        }
    }

    /// Retries the step that failed.
    pub fn retry(&mut self, now: Time) {
        let ResetStep::Halted { suspended, .. } = self.step else {
            return;
        };
        self.attempt = self.attempt.saturating_add(1);
        self.step = if suspended {
            ResetStep::Resuming {
                sent: Sent::No,
                since: now,
            }
        } else {
            ResetStep::Suspending {
                sent: Sent::No,
                since: now,
            }
        };
    }

    /// Whether it is done or has stopped.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.step, ResetStep::Done { .. } | ResetStep::Halted { .. })
    }

    /// Seconds left to wait; `None` when not waiting.
    #[must_use]
    pub fn seconds_left(&self, now: Time) -> Option<i64> {
        match self.step {
            ResetStep::Waiting { until } => {
                Some(until.0.signed_duration_since(now.0).num_seconds().max(0))
            }
            _ => None,
        }
    }

    fn halt(&mut self, why: HaltReason) {
        let suspended = matches!(
            self.step,
            ResetStep::Waiting { .. } | ResetStep::Resuming { .. }
        ) && !matches!(why, HaltReason::ResumedEarly);
        self.step = ResetStep::Halted { why, suspended };
    }
}
