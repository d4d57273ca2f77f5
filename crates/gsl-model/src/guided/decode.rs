//! Reading a stored procedure. If that fails, the caller starts a new one.

use super::{HaltReason, LostStep, ResetStep, Sent};
use crate::{
    state::SimStatus,
    stop::StopReason,
    time::Time,
    wire::decode::{Decode, Fields, Notes, Value},
};

impl Decode for SimStatus {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let status = value.as_str().and_then(Self::from_key);
        status.unwrap_or_else(|| {
            notes.expected("a state");
            Self::InUse
        })
    }
}

impl Decode for StopReason {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let reason = value.as_str().and_then(Self::from_key);
        reason.unwrap_or_else(|| {
            notes.expected("a stop reason");
            Self::User
        })
    }
}

impl Decode for Sent {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        if value.as_str() == Some("no") {
            return Self::No;
        }
        let mut fields = Fields::of(value, notes);
        let there = fields.has("yes");
        let order = fields.take("yes", notes);
        if !there || fields.unknown().is_some() {
            notes.expected("whether it was sent");
        }
        Self::Yes(order)
    }
}

impl Decode for HaltReason {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let mut fields = Fields::of(value, notes);
        let halt_reason: String = fields.take("obstacle", notes);
        match halt_reason.as_str() {
            "refused" => Self::Refused {
                code: fields.take("code", notes),
                message: fields.take("message", notes),
            },
            "failed" => Self::Failed {
                message: fields.take("message", notes),
            },
            "stopped_for" => Self::StoppedFor {
                reason: fields.take("reason", notes),
            },
            "state" => Self::State {
                status: fields.take("status", notes),
            },
            "resumed_early" => Self::ResumedEarly,
            "cancelled" => Self::Cancelled,
            _ => {
                notes.expected("an obstacle");
                Self::Cancelled
            }
        }
    }
}

impl Decode for ResetStep {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let mut fields = Fields::of(value, notes);
        let step: String = fields.take("step", notes);
        match step.as_str() {
            "suspending" => Self::Suspending {
                sent: fields.take("sent", notes),
                since: fields.take("since", notes),
            },
            "waiting" => Self::Waiting {
                until: fields.take("until", notes),
            },
            "resuming" => Self::Resuming {
                sent: fields.take("sent", notes),
                since: fields.take("since", notes),
            },
            "done" => Self::Done {
                at: fields.take("at", notes),
            },
            "halted" => Self::Halted {
                why: fields.take("why", notes),
                suspended: fields.take("suspended", notes),
            },
            _ => {
                notes.expected("a step");
                Self::Done {
                    at: Time::default(),
                }
            }
        }
    }
}

impl Decode for LostStep {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let mut fields = Fields::of(value, notes);
        let step: String = fields.take("step", notes);
        match step.as_str() {
            "suspending" => Self::Suspending {
                sent: fields.take("sent", notes),
                since: fields.take("since", notes),
            },
            "safe" => Self::Safe {
                at: fields.take("at", notes),
                reason: fields.take("reason", notes),
                comes_back: fields.take("comes_back", notes),
            },
            "exposed" => Self::Exposed {
                status: fields.take("status", notes),
            },
            "halted" => Self::Halted {
                why: fields.take("why", notes),
            },
            _ => {
                notes.expected("a step");
                Self::Halted {
                    why: HaltReason::Cancelled,
                }
            }
        }
    }
}
