//! What calls come to.

use crate::error::Error;
use crate::operations::Operation;
use chrono::{DateTime, Utc};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What was answered.
    pub value: T,
    /// The cloud's number of the request, to be named to its support.
    pub request_id: Option<String>,
    /// When the request was sent, by the cloud's clock: the answer is no older.
    pub sent_at: DateTime<Utc>,
}

impl<T> Answer<T> {
    /// The same about something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        Answer {
            value: change(self.value),
            request_id: self.request_id,
            sent_at: self.sent_at,
        }
    }
}

/// What an act came to. There are three cases, and the third wants an answer from the caller as well.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an act may have been accepted although no answer came"]
pub enum Outcome<T> {
    /// The service took it on. What the carrier makes of it, the work order tells.
    Accepted(Answer<T>),
    /// The service did not take it on, for certain.
    NotAccepted(Error),
    /// The request was sent, and whether the service took it on is not known.
    Unknown(OutcomeUnknown),
}

/// An act that was sent and whose answer was lost, or says nothing certain. The API has no key that would make repeating it
/// safe: look for a work order of its kind about the card that was made since [`OutcomeUnknown::sent_at`] (operation 33), or
/// read back what was to be set; then decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeUnknown {
    /// The act.
    pub operation: Operation,
    /// When it was sent, by the cloud's clock.
    pub sent_at: DateTime<Utc>,
    /// Why no more is known.
    pub cause: Error,
}
