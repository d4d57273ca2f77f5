//! Why a call failed, as data; the texts are in i18n.

use gsl_model::wire::{ErrorBody, decode};

/// Everything that can go wrong between the console and the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The service was not reached: no network, refused, blocked.
    Unreachable,
    /// No answer within the time allowed.
    Timeout,
    /// The service refused or failed.
    Refused(Refusal),
    /// The answer is not what the API promises.
    Malformed {
        /// What could not be decoded.
        problem: String,
        /// The beginning of the answer as it came.
        raw: String,
        /// Request id from the answer, when it had one.
        request_id: Option<String>,
    },
}

/// An answer with an error status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// `GSL.…` or `APIGW.…`; empty when the body named none.
    pub code: String,
    /// The service's own words.
    pub message: String,
    /// `X-Request-Id`, for the support.
    pub request_id: Option<String>,
}

/// Longest part of an unreadable answer that is shown.
const RAW_SHOWN: usize = 500;

impl ApiError {
    /// Reads an error answer; a body that is not the API's error shape is kept as the message.
    #[must_use]
    pub fn refused(status: u16, body: &str, request_id: Option<String>) -> Self {
        let parsed = decode::<ErrorBody>(body).ok();
        let code = parsed
            .as_ref()
            .map(|error| error.error_code.clone())
            .unwrap_or_default();
        let message = parsed
            .map(|error| error.error_msg)
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| shown(body));
        Self::Refused(Refusal {
            status,
            code,
            message,
            request_id,
        })
    }

    /// An answer that could not be read.
    #[must_use]
    pub fn malformed(problem: String, body: &str, request_id: Option<String>) -> Self {
        Self::Malformed {
            problem,
            raw: shown(body),
            request_id,
        }
    }

    /// Whether an automatic retry of the same read may help.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable | Self::Timeout => true,
            Self::Refused(refusal) => matches!(refusal.status, 429 | 500 | 502 | 503 | 504),
            Self::Malformed { .. } => false,
        }
    }

    /// Whether nobody is there to answer: the service was not reached, or what stands in front of it did not reach it.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Unreachable => true,
            Self::Refused(refusal) => {
                refusal.code.is_empty() && matches!(refusal.status, 502..=504)
            }
            Self::Timeout | Self::Malformed { .. } => false,
        }
    }

    /// The refusal, when the service answered with one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the service itself says that the thing does not exist. A 404 without a code comes from another server: a web
    /// server in front of no service.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.refusal().is_some_and(|refusal| {
            refusal.code == "GSL.00011001" || refusal.status == 404 && !refusal.code.is_empty()
        })
    }

    /// Request id, when an answer carried one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused(refusal) => refusal.request_id.as_deref(),
            Self::Malformed { request_id, .. } => request_id.as_deref(),
            Self::Unreachable | Self::Timeout => None,
        }
    }
}

fn shown(body: &str) -> String {
    body.chars().take(RAW_SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_error_shapes_are_read() {
        for body in [
            r#"{"error_code":"GSL.00011001","error_msg":"gone"}"#,
            r#"{"code":"GSL.00011001","message":"gone"}"#,
        ] {
            let error = ApiError::refused(400, body, None);
            let refusal = error.refusal().unwrap();
            assert_eq!(
                (refusal.code.as_str(), refusal.message.as_str()),
                ("GSL.00011001", "gone")
            );
            assert!(error.is_absent());
        }
    }

    #[test]
    fn a_web_servers_404_says_nothing_about_the_card() {
        assert!(!ApiError::refused(404, "<h1>Not found</h1>", None).is_absent());
        assert!(
            ApiError::refused(404, r#"{"error_code":"APIGW.0101","error_msg":"x"}"#, None)
                .is_absent()
        );
    }

    #[test]
    fn a_page_of_a_proxy_is_kept_as_it_came() {
        let error = ApiError::refused(502, "<html>Bad gateway</html>", Some("r1".into()));
        assert_eq!(error.refusal().unwrap().message, "<html>Bad gateway</html>");
        assert!(error.may_pass());
        assert_eq!(error.request_id(), Some("r1"));
    }

    #[test]
    fn a_refusal_of_the_input_is_not_retried() {
        assert!(!ApiError::refused(400, "{}", None).may_pass());
    }
}
