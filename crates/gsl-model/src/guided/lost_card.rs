//! A lost card: suspend it now, then what is possible (Q9.6, Q10.7).

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

/// Where it is.
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
    /// The finder cannot use it.
    Safe {
        /// Seen when.
        at: Time,
        /// Why it is stopped; `None` when deregistered or not told.
        reason: Option<StopReason>,
        /// It comes back by itself when its cycle turns, and has to be suspended then.
        comes_back: bool,
    },
    /// Not activated: whoever powers it up activates it, and it can be suspended only then.
    Exposed {
        /// State.
        status: SimStatus,
    },
    /// It does not go on by itself.
    Halted {
        /// Why.
        why: HaltReason,
    },
}

/// The procedure for a lost card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct LostCard {
    /// The card.
    pub sim_card_id: i64,
    /// When it was begun; tells it from earlier ones.
    pub begun: Time,
    /// Counts retries; a repeated step is a new mutation then.
    #[serde(default)]
    pub attempt: u32,
    /// Where it is.
    pub step: LostStep,
}

/// What can be done with a lost card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextStep {
    /// 补卡: a new card with the old one's plan; the old card's data are cleared when it is done.
    Replace,
    /// 激活, so that it can be suspended.
    ActivateThenSuspend,
    /// 复机 when it is found.
    ResumeWhenFound,
    /// 拆机, irreversible.
    Deregister,
    /// Leave it as it is: prepaid validity goes on, nothing is refunded (Q3.10).
    Leave,
}

/// Why a way is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStepRefusal {
    /// The service does not offer it.
    NotOffered,
    /// The card does not allow it.
    Card(Reason),
}

/// A way on, and whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStepOption {
    /// Which.
    pub way: NextStep,
    /// Open, or why not.
    pub open: Result<(), NextStepRefusal>,
}

impl LostCard {
    /// Begins with a card as it is: in use it is suspended, stopped it is safe already.
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

    /// The service took the action.
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

    /// The card was looked at.
    pub fn on_card(&mut self, card: ObservedCard, now: Time) {
        if matches!(self.step, LostStep::Halted { .. }) {
            return;
        }
        match card.status {
            None => {}
            Some(SimStatus::InUse) if matches!(self.step, LostStep::Suspending { .. }) => {}
            // Found and resumed, or back with its cycle: to be suspended again, if it is still lost.
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

    /// Tries again to suspend.
    pub fn retry(&mut self, now: Time) {
        if matches!(self.step, LostStep::Halted { .. }) {
            self.attempt = self.attempt.saturating_add(1);
            self.step = LostStep::Suspending {
                sent: Sent::No,
                since: now,
            };
        }
    }

    /// What is possible now. Replacement is offered by some services only (Q9.6).
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
