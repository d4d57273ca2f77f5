//! Errors, grouped by what to do about them.

use crate::operations::Operation;
use gsl_model::wire::ErrorBody;
use serde::Deserialize;
use serde_json::Value;
use std::fmt;

/// Codes of the service that callers look at.
pub mod code {
    /// The card still has an unfinished order of this kind: do not repeat (operations 4 and 5).
    pub const UNFINISHED_ORDER: &str = "GSL.00016010";
    /// Some cards could not be set; their reasons are JSON in the message (operation 30).
    pub const CARDS_FAILED: &str = "GSL.00012031";
    /// Token invalid.
    pub const TOKEN: &str = "GSL.00010001";
    /// Something that was named does not exist, or is not the caller's.
    pub const MISSING: &[&str] = &[
        "GSL.00011001",
        "GSL.00011011",
        "GSL.00014003",
        "GSL.00015028",
        "GSL.00016053",
    ];
}

/// The kind of an error, by what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A key or token could not be read from its file.
    KeysUnreadable,
    /// The keys or the token are wrong, expired or revoked.
    CredentialsRefused,
    /// The date of the request was too far off, even after the clock was corrected.
    ClockRefused,
    /// The keys are right, but may not use GSL.
    NoPermission,
    /// There is no project of that name, or there are several.
    ProjectUnclear,
    /// Too many calls, even after waiting.
    Throttled,
    /// The card, pool or policy does not exist, or belongs to somebody else.
    NotFound,
    /// The service's rules do not allow it; [`Error::code`] says which.
    Refused,
    /// The service failed or is too busy.
    Unavailable,
    /// No answer: no connection, time over, or the connection broke.
    NoAnswer,
    /// The answer is not what the contract says: not JSON, cut off, too large, a redirect.
    Unreadable,
}

impl ErrorKind {
    /// What to do, in one sentence.
    #[must_use]
    pub const fn next_step(self) -> &'static str {
        match self {
            Self::KeysUnreadable => "Put the key into the file and keep the file closed to others.",
            Self::CredentialsRefused => {
                "Check access key and secret key, or renew the token; nothing works until then."
            }
            Self::ClockRefused => {
                "Set the clock of this machine; more than 15 minutes off is refused."
            }
            Self::NoPermission => {
                "Give the user the policy GSL FullAccess in IAM; that takes up to 15 minutes to act."
            }
            Self::ProjectUnclear => "Give the id of the project.",
            Self::Throttled => {
                "Make fewer calls, or find out which other program uses this account."
            }
            Self::NotFound => "Check the number and the account.",
            Self::Refused => "Read the message; the same request will be refused again.",
            Self::Unavailable => "Try again in some minutes.",
            Self::NoAnswer => "Check the network and the endpoint, then try again.",
            Self::Unreadable => "Check the endpoint; a proxy may have answered in its place.",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::KeysUnreadable => "key cannot be used",
            Self::CredentialsRefused => "credentials refused",
            Self::ClockRefused => "date refused",
            Self::NoPermission => "no permission",
            Self::ProjectUnclear => "project unclear",
            Self::Throttled => "throttled",
            Self::NotFound => "not found",
            Self::Refused => "refused",
            Self::Unavailable => "service unavailable",
            Self::NoAnswer => "no answer",
            Self::Unreadable => "unreadable answer",
        }
    }
}

/// Why no connection came about. Nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreached {
    /// The name of the endpoint is not known to this machine.
    Name,
    /// TLS failed: a certificate that is not trusted, no trusted certificates at all, or something that is not TLS.
    Tls,
    /// Nobody listens there, no route, or a time limit.
    Connection,
}

/// A call that failed.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Detail>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Detail {
    kind: ErrorKind,
    operation: Option<Operation>,
    status: Option<u16>,
    code: Option<String>,
    message: String,
    request_id: Option<String>,
    unreached: Option<Unreached>,
}

impl Error {
    /// Without an answer.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Detail {
            kind,
            operation: None,
            status: None,
            code: None,
            message: message.into(),
            request_id: None,
            unreached: None,
        }))
    }

    /// From an answer.
    pub(crate) fn answered(kind: ErrorKind, status: u16, words: Words) -> Self {
        Self(Box::new(Detail {
            kind,
            operation: None,
            status: Some(status),
            code: Some(words.code).filter(|code| !code.is_empty()),
            message: words.message,
            request_id: words.request_id,
            unreached: None,
        }))
    }

    pub(crate) fn of(mut self, operation: Option<Operation>) -> Self {
        self.0.operation = operation;
        self
    }

    pub(crate) fn because(mut self, unreached: Unreached) -> Self {
        self.0.unreached = Some(unreached);
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation, unless it failed before, at IAM.
    #[must_use]
    pub fn operation(&self) -> Option<Operation> {
        self.0.operation
    }

    /// HTTP status; `None` without an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// `GSL.…` of the service, `APIGW.…` or `APIG.…` of the gateway.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The message of the service or of this client. Contains no key and no token.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The cloud's request id, to be given to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Why there was no connection; `None` when there was one.
    #[must_use]
    pub fn unreached(&self) -> Option<Unreached> {
        self.0.unreached
    }

    /// Whether the card has an unfinished order of the same kind, which was accepted before.
    #[must_use]
    pub fn is_unfinished_order(&self) -> bool {
        self.code() == Some(code::UNFINISHED_ORDER)
    }
}

impl fmt::Display for Error {
    /// `StopSimCard: refused (403 GSL.00016010, request 81f0…): …`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(out, "{operation}: ")?;
        }
        out.write_str(self.0.kind.words())?;
        let status = self.0.status.map(|status| status.to_string());
        let answer: Vec<&str> = [status.as_deref(), self.code()]
            .into_iter()
            .flatten()
            .collect();
        let request = self.request_id().map(|id| format!("request {id}"));
        let mut about = vec![answer.join(" ")];
        about.extend(request);
        about.retain(|part| !part.is_empty());
        if !about.is_empty() {
            write!(out, " ({})", about.join(", "))?;
        }
        if !self.0.message.is_empty() {
            write!(out, ": {}", self.0.message)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl std::error::Error for Error {}

/// The contents of an error body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) request_id: Option<String>,
}

/// The longest message that is kept, in characters.
const LONGEST: usize = 512;

impl Words {
    /// Reads `error_code`/`error_msg`, `code`/`message` and IAM's `error` with both in it; of anything else the text.
    pub(crate) fn read(body: &[u8]) -> Self {
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            return Self {
                message: short(&String::from_utf8_lossy(body)),
                ..Self::default()
            };
        };
        let request_id = value.get("request_id").and_then(Value::as_str);
        let inner = value.get("error").filter(|inner| inner.is_object());
        let body = ErrorBody::deserialize(inner.unwrap_or(&value)).unwrap_or_else(|_| {
            // A code that is a number.
            let message = inner
                .unwrap_or(&value)
                .get("message")
                .and_then(Value::as_str);
            ErrorBody {
                error_code: String::new(),
                error_msg: message.unwrap_or_default().to_owned(),
            }
        });
        Self {
            code: short(&body.error_code),
            message: short(&body.error_msg),
            request_id: request_id.map(short),
        }
    }
}

/// One line, not too long.
pub(crate) fn short(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(LONGEST).collect()
}

/// The number of a code of the gateway, which newer ones write `APIG.0308` for `APIGW.0308`.
pub(crate) fn gateway_code(code: &str) -> Option<&str> {
    code.strip_prefix("APIGW.")
        .or_else(|| code.strip_prefix("APIG."))
}

/// The meaning of an error answer. `by_date`: the date is, or probably is, the reason for a 401.
pub(crate) fn classify(status: u16, code: &str, by_date: bool) -> ErrorKind {
    let gateway = gateway_code(code);
    match status {
        _ if status == 429 || gateway == Some("0308") => ErrorKind::Throttled,
        401 if by_date => ErrorKind::ClockRefused,
        401 => ErrorKind::CredentialsRefused,
        403 if code.is_empty() || gateway.is_some() || code == code::TOKEN => {
            ErrorKind::NoPermission
        }
        400..=499 if code == code::TOKEN => ErrorKind::CredentialsRefused,
        400..=499 if code::MISSING.contains(&code) => ErrorKind::NotFound,
        // The gateway's own 404 is about the path, that is, the endpoint.
        404 if gateway.is_some() => ErrorKind::Unreadable,
        404 => ErrorKind::NotFound,
        408 | 500.. => ErrorKind::Unavailable,
        400..=499 => ErrorKind::Refused,
        _ => ErrorKind::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind, Words, classify};
    use crate::operations::Operation;

    #[test]
    fn every_body_of_an_error_is_read() {
        let read = |body: &str| {
            let words = Words::read(body.as_bytes());
            (words.code, words.message, words.request_id)
        };
        assert_eq!(
            read(r#"{"error_code":"APIG.0301","error_msg":"no","request_id":"r1"}"#),
            ("APIG.0301".into(), "no".into(), Some("r1".into()))
        );
        assert_eq!(
            read(r#"{"code":"GSL.00011001","message":"no card"}"#),
            ("GSL.00011001".into(), "no card".into(), None)
        );
        assert_eq!(
            read(r#"{"error":{"code":401,"message":"wrong","title":"Unauthorized"}}"#),
            (String::new(), "wrong".into(), None)
        );
        let (code, message, _) = read("<html>\r\n<h1>Bad\tGateway</h1>\u{1b}[0m");
        assert_eq!(
            (code.as_str(), message.as_str()),
            ("", "<html> <h1>Bad Gateway</h1> [0m")
        );
        assert_eq!(read(&"x".repeat(10_000)).1.len(), 512);
        assert_eq!(read("[1]").0, "");
    }

    #[test]
    fn kinds_follow_status_and_code_with_both_prefixes() {
        for (status, code, expected) in [
            (429, "", ErrorKind::Throttled),
            (429, "APIGW.0308", ErrorKind::Throttled),
            (400, "APIG.0308", ErrorKind::Throttled),
            (401, "APIGW.0301", ErrorKind::CredentialsRefused),
            (401, "", ErrorKind::CredentialsRefused),
            (400, "GSL.00010001", ErrorKind::CredentialsRefused),
            (403, "GSL.00010001", ErrorKind::NoPermission),
            (403, "", ErrorKind::NoPermission),
            (403, "APIG.0302", ErrorKind::NoPermission),
            (403, "GSL.00016010", ErrorKind::Refused),
            (403, "GSL.00014003", ErrorKind::NotFound),
            (400, "GSL.00011001", ErrorKind::NotFound),
            (404, "", ErrorKind::NotFound),
            (404, "APIG.0101", ErrorKind::Unreadable),
            (400, "GSL.00010004", ErrorKind::Refused),
            (413, "APIGW.0201", ErrorKind::Refused),
            (408, "", ErrorKind::Unavailable),
            (500, "GSL.00010003", ErrorKind::Unavailable),
            (504, "APIGW.0201", ErrorKind::Unavailable),
            (302, "", ErrorKind::Unreadable),
        ] {
            assert_eq!(classify(status, code, false), expected, "{status} {code}");
        }
        assert_eq!(classify(401, "APIGW.0303", true), ErrorKind::ClockRefused);
    }

    #[test]
    fn an_error_says_all_in_one_line() {
        let words = Words {
            code: "GSL.00016010".into(),
            message: "unfinished".into(),
            request_id: Some("81f0".into()),
        };
        let error =
            Error::answered(ErrorKind::Refused, 403, words).of(Some(Operation::StopSimCard));
        assert_eq!(
            error.to_string(),
            "StopSimCard: refused (403 GSL.00016010, request 81f0): unfinished"
        );
        assert!(error.is_unfinished_order());
        let error = Error::new(ErrorKind::NoAnswer, "connection refused");
        assert_eq!(error.to_string(), "no answer: connection refused");
    }
}
