//! A service over a small fleet, called without a socket.

pub mod cloud;
pub mod orders;

pub mod pools;
pub mod program;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use gsl_server::clock::{Clock, parse_now};
use gsl_server::db;
use gsl_server::http::{AppState, app};
use gsl_server::seed::{Plan, fill};
use gsl_server::startup;
use gsl_server::store::Store;
use http_body::Body as _;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// The tests' now: Sunday evening, 22 November 2026 in UTC+8.
pub const NOW: &str = "2026-11-22T12:00:00Z";

/// A service and its clock.
pub struct Service {
    pub app: Router,
    pub clock: Clock,
    pub store: Arc<Store>,
    pub dir: tempfile::TempDir,
}

/// An answer, body read.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.bytes)))
    }

    /// The error code, after checking the form every error has.
    #[track_caller]
    pub fn error(&self, status: u16) -> String {
        let body = self.json();
        assert_eq!(self.status.as_u16(), status, "{body}");
        assert!(self.headers.contains_key("x-request-id"));
        assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
        assert!(!body["error_msg"].as_str().unwrap().is_empty());
        body["error_code"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub fn ok(&self) -> Value {
        assert_eq!(
            self.status,
            StatusCode::OK,
            "{}",
            String::from_utf8_lossy(&self.bytes)
        );
        assert!(self.headers.contains_key("x-request-id"));
        self.json()
    }
}

/// A seeded database of so many cards, made once in the life of the test program; to be copied, not opened.
fn seeded(cards: i64, now_ms: i64) -> PathBuf {
    type Made = Mutex<HashMap<(i64, i64), Arc<OnceLock<PathBuf>>>>;
    static MADE: LazyLock<Made> = LazyLock::new(Made::default);
    // Under the build's own folder: a static is never dropped, so that each run removes what earlier ones left.
    static DIR: LazyLock<PathBuf> = LazyLock::new(|| {
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeded");
        for old in fs::read_dir(&all).into_iter().flatten().flatten() {
            let made = old.metadata().and_then(|data| data.modified());
            let age = made.map(|at| at.elapsed().unwrap_or_default());
            // Another run may be under way.
            if age.is_ok_and(|age| age > Duration::from_secs(3600)) {
                let _ = fs::remove_dir_all(old.path());
            }
        }
        let dir = all.join(std::process::id().to_string());
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        dir
    });
    let made = MADE
        .lock()
        .unwrap()
        .entry((cards, now_ms))
        .or_default()
        .clone();
    // The others wait for this one only, not for every database that is being made.
    made.get_or_init(|| {
        let path = DIR.join(format!("{cards}-{now_ms}.db"));
        let plan = Plan {
            cards,
            seed: 1,
            now_ms,
        };
        db::create(&path, |db| fill(db, plan)).unwrap();
        path
    })
    .clone()
}

impl Service {
    pub fn new(cards: i64) -> Self {
        Self::at(cards, NOW)
    }

    pub fn at(cards: i64, now: &str) -> Self {
        let now_ms = parse_now(now).unwrap();
        let dir = tempfile::tempdir().unwrap();
        fs::copy(seeded(cards, now_ms), dir.path().join("gsl.db")).unwrap();
        Self::open(dir, now_ms)
    }

    fn open(dir: tempfile::TempDir, now_ms: i64) -> Self {
        let clock = Clock::manual(now_ms);
        let store = Arc::new(startup::open(&dir.path().join("gsl.db"), now_ms).unwrap());
        let app = app(AppState::new(Arc::clone(&store), clock.clone(), 17_280));
        // A working day is five seconds, and no carrier fails.
        Self {
            app,
            clock,
            store,
            dir,
        }
    }

    /// Stops the service and starts it again on another day.
    pub fn restart(self, now: &str) -> Self {
        let Self {
            app,
            clock: _,
            store,
            dir,
        } = self;
        drop((app, store));
        Self::open(dir, parse_now(now).unwrap())
    }

    pub async fn call(
        &self,
        method: Method,
        uri: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        call(&self.app, method, uri, headers, body).await
    }

    pub async fn get(&self, uri: &str) -> Answer {
        self.call(Method::GET, uri, &[], Body::empty()).await
    }

    pub async fn post(&self, uri: &str, body: Value) -> Answer {
        self.call(
            Method::POST,
            uri,
            &[("content-type", "application/json")],
            body.to_string(),
        )
        .await
    }

    /// Moves the clock on.
    pub fn pass(&self, seconds: i64) {
        self.clock.set(self.clock.now_ms() + seconds * 1000);
    }

    /// One card.
    pub async fn card(&self, id: i64) -> Value {
        self.get(&format!("/v1/sim-cards/{id}")).await.ok()
    }

    /// The count of a card list.
    pub async fn count(&self, query: &str) -> i64 {
        self.get(&format!("/v1/sim-cards?{query}")).await.ok()["count"]
            .as_i64()
            .unwrap()
    }

    /// All cards a query finds.
    pub async fn cards(&self, query: &str) -> Vec<Value> {
        let mut all = Vec::new();
        for page in 1.. {
            let answer = self
                .get(&format!("/v1/sim-cards?limit=500&offset={page}&{query}"))
                .await
                .ok();
            let cards = answer["sim_cards"].as_array().unwrap().clone();
            if cards.is_empty() {
                assert_eq!(answer["count"].as_u64().unwrap() as usize, all.len());
                break;
            }
            all.extend(cards);
        }
        all
    }
}

/// Sends a request with what every client sends: the host, and the type of a body, JSON unless the headers say otherwise.
pub async fn call(
    app: &Router,
    method: Method,
    uri: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let body = body.into();
    let named = |name: &str| {
        headers
            .iter()
            .any(|(given, _)| given.eq_ignore_ascii_case(name))
    };
    let mut request = Request::builder().method(method).uri(uri);
    if !named("host") {
        request = request.header("host", "localhost");
    }
    if !named("content-type") && !body.is_end_stream() {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(app, request.body(body).unwrap()).await
}

/// Sends a request as it is.
pub async fn send(app: &Router, request: Request<Body>) -> Answer {
    let answer = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Answer {
        status: parts.status,
        headers: parts.headers,
        bytes,
    }
}
