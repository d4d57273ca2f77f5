//! The results of calls.

use crate::error::Error;
use crate::operations::Operation;
use chrono::{DateTime, Utc};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// The decoded answer.
    pub value: T,
    /// The cloud's request id, to be given to its support.
    pub request_id: Option<String>,
    /// When the request was sent, by the cloud's clock: the answer is at least this recent.
    pub sent_at: DateTime<Utc>,
}

impl<T> Answer<T> {
    /// The same answer with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        Answer {
            value: change(self.value),
            request_id: self.request_id,
            sent_at: self.sent_at,
        }
    }
}

/// The result of an act: accepted, not accepted, or unknown, which every caller has to handle.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an act may have been accepted although no answer came"]
pub enum Outcome<T> {
    /// The service accepted it. The work order has the result at the carrier.
    Accepted(Answer<T>),
    /// The service certainly did not accept it.
    NotAccepted(Error),
    /// The request was sent, and it is not known whether the service accepted it.
    Unknown(OutcomeUnknown),
}

/// An act that was sent and whose answer was lost or is inconclusive. The API has no idempotency key: look for a work order of
/// its kind about the card that was made since [`OutcomeUnknown::sent_at`] (operation 33), or read back what was to be set;
/// then decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeUnknown {
    /// The act.
    pub operation: Operation,
    /// When it was sent, by the cloud's clock.
    pub sent_at: DateTime<Utc>,
    /// Why the outcome is not known.
    pub cause: Error,
}
