//! What an error answer means, and whether the request may have been accepted all the same.

use crate::credentials::Current;
use crate::error::{Error, ErrorKind, Words, classify};
use crate::request::Parts;
use crate::secret::Secrets;
use crate::transport::Received;
use chrono::{DateTime, TimeDelta, Utc};

/// A call that failed, as far as is known.
pub(crate) struct Failure {
    pub(crate) error: Error,
    /// When it was sent, unless the service certainly did not accept it.
    pub(crate) accepted_since: Option<DateTime<Utc>>,
    /// What may make the same request succeed on a second try.
    pub(crate) renewable: Renewable,
}

/// What may make a refused request succeed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renewable {
    /// Nothing.
    No,
    /// The clock, which has been corrected by the refusal itself.
    Clock,
    /// Other keys, if the files hold some by now.
    Keys,
}

impl Failure {
    pub(crate) fn before(error: Error) -> Self {
        Self {
            error,
            accepted_since: None,
            renewable: Renewable::No,
        }
    }

    pub(crate) fn after(error: Error, sent_at: DateTime<Utc>) -> Self {
        Self {
            error,
            accepted_since: Some(sent_at),
            renewable: Renewable::No,
        }
    }
}

/// The gateway allows 15 minutes; a clock nearly that far off is taken to be the reason for a 401.
const SKEW: TimeDelta = TimeDelta::minutes(10);

/// A clock corrected by less than this makes no difference to the gateway.
const NOTABLE_SKEW: TimeDelta = TimeDelta::minutes(1);

/// A failure that came as an answer of the service or the gateway.
pub(crate) fn refused(
    received: &Received,
    parts: &Parts,
    current: &Current,
    secrets: &Secrets,
    sent_at: DateTime<Utc>,
) -> Failure {
    let status = received.status;
    let mut words = match &received.body {
        Ok(body) => Words::read(body),
        Err(reason) => Words {
            message: reason.clone(),
            ..Words::default()
        },
    };
    words.request_id = received.request_id.clone().or(words.request_id);
    words.message = secrets.redact(&words.message);
    words.code = secrets.redact(&words.code);
    if (300..400).contains(&status) {
        "a redirect, which is not followed".clone_into(&mut words.message);
    }
    let skew = received.date.map(|date| (date - sent_at).abs());
    let signed = matches!(current, Current::Keys { .. });
    let by_date =
        signed && (skew.is_some_and(|skew| skew > SKEW) || names_the_date(&words.message));
    let kind = classify(status, &words.code, by_date);
    let renewable = match kind {
        ErrorKind::ClockRefused if skew.is_some_and(|skew| skew > NOTABLE_SKEW) => Renewable::Clock,
        ErrorKind::ClockRefused | ErrorKind::CredentialsRefused => Renewable::Keys,
        _ => Renewable::No,
    };
    // Only a refusal is certain: behind a 500 or a 504 an act may have been accepted.
    let certain = kind == ErrorKind::Throttled
        || ((400..500).contains(&status) && kind != ErrorKind::Unavailable);
    Failure {
        error: Error::answered(kind, status, words).of(parts.operation),
        accepted_since: (!certain).then_some(sent_at),
        renewable,
    }
}

/// A success whose body says nothing that can be understood. An act was accepted, most likely, but what came of it is not known.
pub(crate) fn unreadable(
    received: &Received,
    problem: &str,
    parts: &Parts,
    secrets: &Secrets,
    sent_at: DateTime<Utc>,
) -> Failure {
    let words = Words {
        code: String::new(),
        message: secrets.redact(problem),
        request_id: received.request_id.clone(),
    };
    let error = Error::answered(ErrorKind::Unreadable, received.status, words);
    Failure::after(error.of(parts.operation), sent_at)
}

/// Whether the gateway says that the date is too far off. The codes do not tell it from a wrong key, the words do:
/// "signature expired, signature time: …, server time: …".
fn names_the_date(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    ["signature expired", "signature time", "x-sdk-date"]
        .iter()
        .any(|words| message.contains(words))
}
