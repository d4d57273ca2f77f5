//! The gateway in front of the cloud, which authenticates and throttles requests before the service sees them.
//!
//! Its checks and answers are those that `docs/service/real-cloud.md` has of the real one. Where nothing is known, the
//! stricter possibility is taken: the limits apply to all operations together, and a request must name its project.

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

/// The gateway's settings.
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

    /// Authenticates a request.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, request: &Arrived<'_>) -> Result<(), Refusal> {
        request
            .check(&self.keys, self.now())
            .map_err(Refusal::Authentication)?;
        let project = request.headers.get("x-project-id");
        let project = project.and_then(|id| id.to_str().ok()).unwrap_or_default();
        // The cloud's answer to this is not known.
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

/// Counts events within the last second, and the most within any second.
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
