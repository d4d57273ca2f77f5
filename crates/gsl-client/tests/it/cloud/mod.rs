//! A small cloud on loopback: it checks what it is sent as the gateway does, answers from a list, and fails on demand.

mod gateway;
// Included as a file: as a dependency it would bring the service along, and once that depends on the client, close a circle.
#[path = "../../../../gsl-sim/src/gateway/signature.rs"]
mod signature;

use chrono::{DateTime, TimeDelta, Utc};
use gsl_client::{
    Budget, BudgetSettings, Client, Credentials, Endpoint, Limits, Project, Rate, Retry, Settings,
    Source,
};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::HeaderMap;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};
use tokio::net::TcpListener;

pub const ACCESS_KEY: &str = "TESTAKEXAMPLE0000002";
pub const SECRET_KEY: &str = "TestSkExample/NotReal+0000000000000000002";
pub const PROJECT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// What the cloud does with the next request.
#[derive(Clone, Debug)]
pub enum Do {
    /// Checks it and answers this.
    Answer(u16, String),
    /// The same, and closes the connection in order.
    AnswerLast(u16, String),
    /// The same without checking anything.
    AnswerUnchecked(u16, String),
    /// Closes the connection, and has not taken the request on.
    DropBefore,
    /// Takes the request on and closes the connection.
    DropAfter,
    /// Takes the request on and answers a gateway's time-out.
    TimeoutAfter,
    /// Waits, then answers.
    Slow(Duration, String),
    /// Answers the half of it.
    Truncate(String),
    /// Answers a redirect to another path of this cloud.
    Redirect(u16),
    /// Answers an error whose words repeat every header it was sent.
    Echo(u16),
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// The service would have carried it out.
    pub accepted: bool,
}

#[derive(Default)]
pub struct State {
    pub next: VecDeque<Do>,
    /// What is answered when `next` is empty.
    pub otherwise: String,
    pub seen: Vec<Seen>,
    /// By how much this cloud's clock is ahead.
    pub ahead: TimeDelta,
    pub access_key: String,
    pub secret_key: String,
    pub security_token: Option<String>,
    pub token: Option<String>,
    pub projects: String,
}

impl State {
    pub fn now(&self) -> DateTime<Utc> {
        let since = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap();
        DateTime::from_timestamp_millis(since.as_millis() as i64).unwrap() + self.ahead
    }
}

#[derive(Clone)]
pub struct Cloud {
    pub endpoint: Endpoint,
    state: Arc<Mutex<State>>,
}

impl Cloud {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        let state = Arc::new(Mutex::new(State {
            otherwise: r#"{"limit":500,"offset":1,"count":0,"tags":[]}"#.to_owned(),
            access_key: ACCESS_KEY.to_owned(),
            secret_key: SECRET_KEY.to_owned(),
            projects: format!(r#"{{"projects":[{{"id":"{PROJECT}","name":"cn-north-4"}}]}}"#),
            ..State::default()
        }));
        let cloud = Self { endpoint, state };
        let serving = cloud.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let cloud = serving.clone();
                let service = service_fn(move |request| cloud.clone().serve(request));
                let connection =
                    http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                tokio::spawn(async move {
                    // A connection that is dropped on purpose ends with an error.
                    let _ = connection.await;
                });
            }
        });
        cloud
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// What is done with the next requests.
    pub fn next(&self, list: impl IntoIterator<Item = Do>) {
        self.state().next.extend(list);
    }

    /// Requests seen since the last time this was asked.
    pub fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.state().seen)
    }

    /// A client with the right keys and short waits.
    pub fn client(&self) -> Client {
        let keys = Credentials::keys(Source::value(ACCESS_KEY), Source::value(SECRET_KEY));
        Client::new(self.settings(keys)).unwrap()
    }

    pub fn settings(&self, credentials: Credentials) -> Settings {
        let fast = Rate::per_second(1000.0).unwrap();
        Settings {
            budget: Arc::new(Budget::new(BudgetSettings {
                calls: fast,
                slow_calls: fast,
            })),
            limits: Limits {
                answer: Duration::from_millis(800),
                size: 100_000,
                ..Limits::default()
            },
            retry: Retry {
                attempts: 3,
                delay: Duration::from_millis(5),
                throttled_delay: Duration::from_millis(5),
            },
            ..Settings::new(
                self.endpoint.clone(),
                credentials,
                Project::Id(PROJECT.to_owned()),
            )
        }
    }

    async fn serve(self, request: Request<Incoming>) -> Result<Response<Part>, &'static str> {
        let (head, body) = request.into_parts();
        let body = http_body_util::BodyExt::collect(body)
            .await
            .unwrap()
            .to_bytes();
        let mut seen = Seen {
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
            accepted: false,
        };
        let (todo, refusal, now) = {
            let mut state = self.state();
            let iam = seen.path == "/v3/projects";
            let todo = match iam {
                true => Do::Answer(200, state.projects.clone()),
                false => match state.next.pop_front() {
                    Some(todo) => todo,
                    None => Do::Answer(200, state.otherwise.clone()),
                },
            };
            let unchecked = matches!(todo, Do::AnswerUnchecked(..) | Do::Echo(_));
            let refusal = (!unchecked)
                .then(|| gateway::check(&seen, &state))
                .flatten();
            seen.accepted = refusal.is_none()
                && match &todo {
                    Do::Answer(status, _)
                    | Do::AnswerLast(status, _)
                    | Do::AnswerUnchecked(status, _) => *status < 300,
                    Do::DropBefore | Do::Redirect(_) | Do::Echo(_) => false,
                    Do::DropAfter | Do::TimeoutAfter | Do::Slow(..) | Do::Truncate(_) => true,
                };
            state.seen.push(seen.clone());
            (todo, refusal, state.now())
        };
        let last = matches!(todo, Do::AnswerLast(..));
        let error = |code: &str, words: &str| {
            format!(r#"{{"error_code":"{code}","error_msg":{words:?},"request_id":"in-the-body"}}"#)
        };
        let (status, body) = match (refusal, todo) {
            (Some(words), _) => (401, Part::whole(error("APIG.0301", &words))),
            (
                _,
                Do::Answer(status, body)
                | Do::AnswerLast(status, body)
                | Do::AnswerUnchecked(status, body),
            ) => (status, Part::whole(body)),
            (_, Do::DropBefore | Do::DropAfter) => return Err("dropped on purpose"),
            (_, Do::TimeoutAfter) => (504, Part::whole(error("APIGW.0201", "Backend timeout."))),
            (_, Do::Slow(wait, body)) => {
                tokio::time::sleep(wait).await;
                (200, Part::whole(body))
            }
            (_, Do::Truncate(body)) => (200, Part::half(body)),
            (_, Do::Redirect(status)) => (status, Part::whole(String::new())),
            (_, Do::Echo(status)) => {
                let headers: Vec<String> = seen
                    .headers
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
                    .collect();
                (
                    status,
                    Part::whole(error("GSL.00010004", &headers.join("; "))),
                )
            }
        };
        let mut answer = Response::builder()
            .status(status)
            .header("date", gateway::http_date(now))
            .header("x-request-id", "in-the-header");
        if last {
            answer = answer.header("connection", "close");
        }
        if (300..400).contains(&status) {
            answer = answer.header("location", "/v1/elsewhere");
        }
        Ok(answer.body(body).unwrap())
    }
}

/// A body that may break off.
pub struct Part {
    data: Option<Bytes>,
    breaks: bool,
}

impl Part {
    fn whole(text: String) -> Self {
        Self {
            data: Some(text.into()),
            breaks: false,
        }
    }

    fn half(text: String) -> Self {
        let half = text.len() / 2;
        Self {
            data: Some(Bytes::from(text).slice(..half)),
            breaks: true,
        }
    }
}

impl Body for Part {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.data.take() {
            Some(data) => Poll::Ready(Some(Ok(Frame::data(data)))),
            None if self.breaks => Poll::Ready(Some(Err("truncated on purpose"))),
            None => Poll::Ready(None),
        }
    }
}
