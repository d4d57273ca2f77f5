//! The gateway in front of the cloud, which refuses a request before the service sees it: who asks, and how often.
//!
//! What it checks and says is what `docs/service/real-cloud.md` has about the real one. Where that is not known, the
//! stricter of what is possible is taken: the limits are for all operations together, and a request must name its project.

pub mod signature;

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, Instant, UNIX_EPOCH};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use gsl_server::clock::Clock;
use serde_json::json;
use signature::{Arrived, Keys};

/// What a gateway writes before the number of its codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Prefix {
    /// `APIGW.0301`, as the documentation has it.
    #[default]
    Apigw,
    /// `APIG.0301`, as newer gateways write.
    Apig,
}

/// What is checked of each request.
#[derive(Clone)]
pub struct Gateway {
    /// Whose requests are let in.
    pub keys: Keys,
    /// The project a request must name in `X-Project-Id`; any when absent.
    pub project: Option<String>,
    /// By how much the gateway's clock is ahead of this machine's.
    pub clock_ahead: TimeDelta,
    /// Whether the user may use the service at all.
    pub permitted: bool,
    /// Calls let in within a second, all operations together.
    pub calls_per_second: usize,
    /// Calls of the two slow operations let in within a second.
    pub slow_calls_per_second: usize,
}

impl Gateway {
    /// With the limits of the cloud.
    #[must_use]
    pub fn new(keys: Keys) -> Self {
        Self {
            keys,
            project: None,
            clock_ahead: TimeDelta::zero(),
            permitted: true,
            calls_per_second: 5,
            slow_calls_per_second: 1,
        }
    }

    /// The gateway's time: this machine's, whatever day the account has.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = gsl_server::clock::instant(Clock::machine().now_ms());
        now.checked_add_signed(self.clock_ahead).unwrap_or(now)
    }

    /// Its time as the header `Date` of an answer.
    #[must_use]
    pub fn date(&self) -> String {
        let seconds = u64::try_from(self.now().timestamp()).unwrap_or_default();
        httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
    }

    /// Whether a request is let in, as far as it alone can tell.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, request: &Arrived<'_>) -> Result<(), Refusal> {
        request
            .check(&self.keys, self.now())
            .map_err(Refusal::Authentication)?;
        let project = request.headers.get("x-project-id");
        let project = project.and_then(|id| id.to_str().ok()).unwrap_or_default();
        // What the cloud says of this is not known.
        if project.is_empty() || self.project.as_deref().is_some_and(|id| id != project) {
            let why = "the project of X-Project-Id is missing or another user's";
            return Err(Refusal::Authentication(why.to_owned()));
        }
        if self.permitted {
            Ok(())
        } else {
            Err(Refusal::NoPermission)
        }
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Gateway").finish_non_exhaustive()
    }
}

/// Why a request does not reach the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// 404: no such operation.
    NoOperation,
    /// 401: signature, key, date or project.
    Authentication(String),
    /// 403: the user may not use the service.
    NoPermission,
    /// 429: more calls than this in a second.
    Throttled(usize),
    /// 413: the body is larger than 12 MB.
    TooLarge,
    /// 504: the service behind it has not answered in time.
    Timeout,
}

impl Refusal {
    fn parts(&self) -> (StatusCode, &'static str, String) {
        match self {
            Self::NoOperation => (
                StatusCode::NOT_FOUND,
                "0101",
                "The API does not exist or has not been published in the environment".to_owned(),
            ),
            Self::Authentication(why) => (
                StatusCode::UNAUTHORIZED,
                "0301",
                format!("Incorrect IAM authentication information: {why}"),
            ),
            Self::NoPermission => (
                StatusCode::FORBIDDEN,
                "0302",
                "The IAM user is not authorized to access the API".to_owned(),
            ),
            Self::Throttled(limit) => (
                StatusCode::TOO_MANY_REQUESTS,
                "0308",
                format!(
                    "The throttling threshold has been reached: policy user over ratelimit,limit:{limit},time:1 second"
                ),
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "0201",
                "Request entity too large".to_owned(),
            ),
            Self::Timeout => (
                StatusCode::GATEWAY_TIMEOUT,
                "0201",
                "Backend timeout.".to_owned(),
            ),
        }
    }

    /// The answer, with the number of the request in header and body.
    #[must_use]
    pub fn answer(&self, prefix: Prefix, request_id: &str) -> Response {
        let (status, number, message) = self.parts();
        let prefix = match prefix {
            Prefix::Apigw => "APIGW",
            Prefix::Apig => "APIG",
        };
        let body = json!({
            "error_code": format!("{prefix}.{number}"),
            "error_msg": message,
            "request_id": request_id,
        });
        let json = HeaderValue::from_static("application/json");
        (status, [(header::CONTENT_TYPE, json)], body.to_string()).into_response()
    }
}

/// What happened within the last second, and the most there ever was.
#[derive(Debug, Default)]
pub struct LastSecond {
    times: VecDeque<Instant>,
    most: usize,
}

impl LastSecond {
    /// How many there are now.
    pub fn count(&mut self, now: Instant) -> usize {
        let old = |at: &Instant| now.duration_since(*at) >= Duration::from_secs(1);
        while self.times.front().is_some_and(old) {
            self.times.pop_front();
        }
        self.times.len()
    }

    /// One more.
    pub fn add(&mut self, now: Instant) {
        let before = self.count(now);
        self.times.push_back(now);
        self.most = self.most.max(before + 1);
    }

    /// The most within any second.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }
}
