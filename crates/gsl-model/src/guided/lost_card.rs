//! A lost card: suspend it first, then choose from what is possible (Q9.6, Q10.7).

use super::{ActionCall, Command, HaltReason, ObservedCard, Sent};
use crate::{
    action::CardAction,
    can::{self, CardFacts, Reason},
    state::SimStatus,
    stop::StopReason,
    time::Time,
};
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Progress of the procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum LostStep {
    /// 停机 is under way.
    Suspending {
        /// Whether it was sent.
        sent: Sent,
        /// Since when.
        since: Time,
    },
    /// Suspended or deregistered: whoever finds the card cannot use it.
    Safe {
        /// When this was seen.
        at: Time,
        /// Why it is stopped; `None` when deregistered or not reported.
        reason: Option<StopReason>,
        /// It resumes automatically when its next cycle starts, and has to be suspended again then.
        comes_back: bool,
    },
    /// Not activated: powering it up activates it, and only then can it be suspended.
    Exposed {
        /// State.
        status: SimStatus,
    },
    /// It needs the user to continue.
    Halted {
        /// Why.
        why: HaltReason,
    },
}

/// The procedure for a lost card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct LostCard {
    /// Card id.
    pub sim_card_id: i64,
    /// When it was started; distinguishes it from earlier ones.
    pub begun: Time,
    /// Number of retries; a repeated step is then a new mutation.
    #[serde(default)]
    pub attempt: u32,
    /// Progress.
    pub step: LostStep,
}

/// What can be done about a lost card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextStep {
    /// 补卡: a new card with the same plan; the data of the old card is cleared when this is done.
    Replace,
    /// 激活, so that it can be suspended.
    ActivateThenSuspend,
    /// 复机 once it is found.
    ResumeWhenFound,
    /// 拆机, irreversible.
    Deregister,
    /// Leave it as it is: its prepaid validity continues to run, nothing is refunded (Q3.10).
    Leave,
}

/// Why an option is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStepRefusal {
    /// The service does not offer it.
    NotOffered,
    /// The card does not allow it.
    Card(Reason),
}

/// An option, and whether it is available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStepOption {
    /// Which option.
    pub way: NextStep,
    /// `Ok` when available, otherwise why not.
    pub open: Result<(), NextStepRefusal>,
}

impl LostCard {
    /// Starts with the current state of the card: in use, it has to be suspended; already stopped, it is safe.
    #[must_use]
    pub fn begin(sim_card_id: i64, card: &CardFacts, now: Time) -> Self {
        let mut lost = Self {
            sim_card_id,
            begun: now,
            attempt: 0,
            step: LostStep::Suspending {
                sent: Sent::No,
                since: now,
            },
        };
        let card = ObservedCard {
            status: card.status,
            stop: card.stop,
        };
        lost.on_card(card, now);
        lost
    }

    /// What to do now.
    #[must_use]
    pub fn command(&self) -> Command {
        let LostStep::Suspending { sent, .. } = self.step else {
            return Command::Done;
        };
        sent.command(|| {
            let (card, begun) = (self.sim_card_id, self.begun.0.timestamp_millis());
            ActionCall {
                action: CardAction::Suspend,
                sim_card_id: card,
                key: format!("lost-{card}-{begun}-{}-suspend", self.attempt),
            }
        })
    }

    /// The service accepted the action.
    pub const fn on_sent(&mut self, work_order: Option<i64>) {
        if let LostStep::Suspending { sent, .. } = &mut self.step {
            *sent = Sent::Yes(work_order);
        }
    }

    /// The service refused the action, or its work order failed.
    pub fn on_refused(&mut self, why: HaltReason) {
        if matches!(self.step, LostStep::Suspending { .. }) {
            self.step = LostStep::Halted { why };
        }
    }

    /// The card was read.
    pub fn on_card(&mut self, card: ObservedCard, now: Time) {
        if matches!(self.step, LostStep::Halted { .. }) {
            return;
        }
        match card.status {
            None => {}
            Some(SimStatus::InUse) if matches!(self.step, LostStep::Suspending { .. }) => {}
            // It was found and resumed, or resumed with its cycle: it has to be suspended again if it is still lost.
            Some(SimStatus::InUse) => {
                self.step = LostStep::Halted {
                    why: HaltReason::ResumedEarly,
                };
            }
            Some(SimStatus::Suspended | SimStatus::Deregistered) => {
                let reason = card.stop;
                self.step = LostStep::Safe {
                    at: now,
                    reason,
                    comes_back: reason.is_some_and(StopReason::comes_back_at_cycle_turn),
                };
            }
            Some(status) => self.step = LostStep::Exposed { status },
        }
    }

    /// Tries to suspend it again.
    pub fn retry(&mut self, now: Time) {
        if matches!(self.step, LostStep::Halted { .. }) {
            self.attempt = self.attempt.saturating_add(1);
            self.step = LostStep::Suspending {
                sent: Sent::No,
                since: now,
            };
        }
    }

    /// The current options. Only some services offer replacement (Q9.6).
    #[must_use]
    pub fn next_steps(card: &CardFacts, replacement: bool) -> Vec<NextStepOption> {
        let by_card = |action| can::check(action, card).map_err(NextStepRefusal::Card);
        let replace = if replacement {
            by_card(CardAction::Replace)
        } else {
            Err(NextStepRefusal::NotOffered)
        };
        let mut ways = vec![NextStepOption {
            way: NextStep::Replace,
            open: replace,
        }];
        if card.status.is_some_and(SimStatus::awaits_activation) {
            ways.push(NextStepOption {
                way: NextStep::ActivateThenSuspend,
                open: by_card(CardAction::Activate),
            });
        } else {
            ways.push(NextStepOption {
                way: NextStep::ResumeWhenFound,
                open: by_card(CardAction::Resume),
            });
        }
        ways.push(NextStepOption {
            way: NextStep::Deregister,
            open: by_card(CardAction::Deregister),
        });
        ways.push(NextStepOption {
            way: NextStep::Leave,
            open: Ok(()),
        });
        ways
    }
}
