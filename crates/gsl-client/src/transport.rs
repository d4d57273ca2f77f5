//! Requests over the wire: HTTP/1.1 over TLS, without redirects, within limits of time and size.

use crate::clock::{Clock, http_date};
use crate::error::{Unreached, short};
use chrono::{DateTime, Utc};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::ring;
use std::error::Error as StdError;
use std::time::Duration;
use tokio::time::timeout;

/// Limits of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until the connection is established; 10 s.
    pub connect: Duration,
    /// Until the answer is read, connecting included; 60 s.
    pub answer: Duration,
    /// The largest answer, in bytes; 16 MiB. A page of 500 cards has less than one.
    pub size: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_mins(1),
            size: 16 * 1024 * 1024,
        }
    }
}

/// How long an idle connection is kept. The shorter, the less often a request uses one that the server is closing, which
/// leaves the outcome of an act unknown.
const IDLE: Duration = Duration::from_secs(10);

/// An answer whose head has arrived.
pub(crate) struct Received {
    pub(crate) status: u16,
    /// The cloud's request id.
    pub(crate) request_id: Option<String>,
    /// The body, or why it could not be read.
    pub(crate) body: Result<Bytes, String>,
    /// The header `Date`, unless the answer comes from a cache.
    pub(crate) date: Option<DateTime<Utc>>,
}

/// Why there is no answer.
pub(crate) enum Lost {
    /// Nothing was sent.
    NotSent(String, Unreached),
    /// Something may have been sent.
    Sent(String),
}

/// Sends requests.
pub(crate) struct Transport {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    limits: Limits,
}

impl Transport {
    /// With the certificates that this system trusts.
    pub(crate) fn new(limits: Limits) -> std::io::Result<Self> {
        let mut http = HttpConnector::new();
        // `Endpoint` decides which addresses may be used without encryption.
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(limits.connect));
        let https = HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(ring::default_provider())?
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(https);
        Ok(Self { client, limits })
    }

    /// Sends a request once. hyper itself resends only what was never written to a connection.
    pub(crate) async fn send(
        &self,
        request: Request<Full<Bytes>>,
        clock: &Clock,
    ) -> Result<Received, Lost> {
        let sent = Clock::local();
        let started = tokio::time::Instant::now();
        let answer = match timeout(self.limits.answer, self.client.request(request)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => {
                // The outermost error only says that a client failed.
                let reason = error.source().map_or_else(|| chain(&error), chain);
                return Err(if error.is_connect() {
                    Lost::NotSent(reason, unreached(&error))
                } else {
                    Lost::Sent(reason)
                });
            }
            Err(_) => return Err(Lost::Sent(self.over())),
        };
        let date = date(&answer);
        if let Some(date) = date {
            clock.observe(date, sent, Clock::local());
        }
        let (head, body) = answer.into_parts();
        let left = self.limits.answer.saturating_sub(started.elapsed());
        let body = match timeout(left, Limited::new(body, self.limits.size).collect()).await {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(format!(
                "the answer has more than {} bytes",
                self.limits.size
            )),
            Ok(Err(error)) => Err(chain(&*error)),
            Err(_) => Err(self.over()),
        };
        Ok(Received {
            status: head.status.as_u16(),
            request_id: head
                .headers
                .get("x-request-id")
                .and_then(|id| id.to_str().ok())
                .map(short),
            body,
            date,
        })
    }

    fn over(&self) -> String {
        format!("not answered within {:?}", self.limits.answer)
    }
}

fn date(answer: &Response<Incoming>) -> Option<DateTime<Utc>> {
    let headers = answer.headers();
    if headers.contains_key("age") {
        return None;
    }
    http_date(headers.get("date")?.to_str().ok()?)
}

/// Why there is no connection. hyper-rustls puts whatever fails in a handshake into an `io::Error` of its own, which holds the
/// `io::Error` of the stream; the errors of connecting are no public types, so they are told by their text.
fn unreached(error: &(dyn StdError + 'static)) -> Unreached {
    let mut next = Some(error);
    while let Some(error) = next {
        let inner = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        if inner.is_some_and(|inner| inner.is::<std::io::Error>() || inner.is::<rustls::Error>()) {
            return Unreached::Tls;
        }
        if error.to_string().starts_with("dns error") {
            return Unreached::Name;
        }
        next = error.source();
    }
    Unreached::Connection
}

/// An error and its sources, without repetitions.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = error.source();
    }
    text
}
