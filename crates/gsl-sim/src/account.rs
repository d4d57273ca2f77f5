//! The account as a client sees it: each request passes the gateway and a fault on demand, reaches the service, and is
//! answered with documented fields.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use gsl_model::action::CardAction;
use gsl_model::wire::PendingWorkOrder;
use gsl_server::error::ApiError;
use gsl_server::http::{AppState, public_app};
use gsl_server::rng::mix;
use gsl_server::work_orders::query::pending;
use serde_json::{Value, json};

use crate::contract::{Contract, Operation};
use crate::counts::{Counts, OnCard};
use crate::faults::{Fault, Faults};
use crate::gateway::signature::Arrived;
use crate::gateway::{Gateway, Prefix, Refusal};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Largest body that is let in.
const LARGEST: usize = 12 << 20;

/// Extension of an answer in place of which the connection is closed; without a socket it is a 502 without a body.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionDropped;

/// A simulated account. Clones share its state.
#[derive(Debug, Clone)]
pub struct SimulatedAccount {
    service: AppState,
    contract: Contract,
    gateway: Option<Gateway>,
    prefix: Prefix,
    faults: Faults,
    counts: Counts,
}

impl SimulatedAccount {
    /// An account without a gateway. The service carries out work orders when it is asked, so it needs no timer.
    ///
    /// # Errors
    /// When the built-in description of the operations cannot be read.
    pub fn new(service: AppState) -> Result<Self, String> {
        Ok(Self {
            service,
            contract: Contract::read()?,
            gateway: None,
            prefix: Prefix::default(),
            faults: Faults::new(1),
            counts: Counts::default(),
        })
    }

    /// With a gateway that authenticates and throttles.
    #[must_use]
    pub fn behind(mut self, gateway: Gateway) -> Self {
        self.gateway = Some(gateway);
        self
    }

    /// With another prefix of the gateway's codes.
    #[must_use]
    pub fn with_prefix(mut self, prefix: Prefix) -> Self {
        self.prefix = prefix;
        self
    }

    /// With these faults.
    #[must_use]
    pub fn with_faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The faults on demand.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The counts of calls.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The public operations.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.contract
    }

    /// Its operations. Needs a Tokio runtime, no socket.
    pub fn router(&self) -> Router {
        public_app(self.service.clone()).layer(from_fn_with_state(self.clone(), answer))
    }

    /// The request as the service is to see it, or why it is refused.
    async fn let_in(&self, request: Request) -> Result<Call<'_>, Refusal> {
        let (parts, body) = request.into_parts();
        let operation = self
            .contract
            .find(&parts.method, parts.uri.path())
            .ok_or(Refusal::NoOperation)?;
        let body = to_bytes(body, LARGEST).await;
        let body = body.map_err(|_| Refusal::TooLarge)?;
        if let Some(gateway) = &self.gateway {
            let arrived = Arrived {
                method: parts.method.as_str(),
                path: parts.uri.path(),
                query: parts.uri.query().unwrap_or_default(),
                headers: &parts.headers,
                body: &body,
            };
            gateway
                .check(&arrived)
                .inspect_err(|_| self.counts.unauthorized())?;
        }
        let limits = self.gateway.as_ref();
        let limits = limits.map(|it| (it.calls_per_second, it.slow_calls_per_second));
        self.counts
            .call(operation, limits)
            .map_err(Refusal::Throttled)?;
        Ok(Call {
            operation,
            parts,
            body,
        })
    }

    /// The running work orders of the card of an act, and a guard that counts the act as in progress; `None` without a card.
    async fn on_card(
        &self,
        call: &Call<'_>,
    ) -> Result<Option<(Vec<PendingWorkOrder>, OnCard)>, ApiError> {
        let (id, number) = call.card();
        let counts = self.counts.clone();
        self.service
            .run(move |store, now_ms| {
                let card = match (id, number) {
                    (Some(0) | None, number) => {
                        number.and_then(|number| store.fleet().card_by_iccid(&number))
                    }
                    (id, _) => id,
                };
                let Some(card) = card else { return Ok(None) };
                let orders = store.read(|db| pending(db, &[card], now_ms))?;
                let orders = orders.into_iter().next().map(|(_, orders)| orders);
                let orders = orders.unwrap_or_default();
                let guard = counts.on_card(card, orders.len());
                Ok(Some((orders, guard)))
            })
            .await
    }

    /// The service's answer.
    async fn carry_out(&self, call: &Call<'_>, next: Next) -> Response {
        let mut guard = None;
        if call.operation.is_card_act() {
            match self.on_card(call).await {
                Ok(Some((orders, _))) if call.is_barred_by(&orders) => return unfinished(),
                Ok(found) => guard = found,
                Err(error) => return error.into_response(),
            }
        }
        let hidden = match call.operation.is_list() {
            true => self.faults.hidden(call.operation),
            false => 0,
        };
        let answer = match hidden {
            0 => next.run(call.request(None)).await,
            hidden => shifted(call, next, hidden).await,
        };
        drop(guard);
        if call.operation.is_act() && answer.status().is_success() {
            self.counts.accepted(call.operation);
        }
        let (parts, body) = answer.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return Response::from_parts(parts, Body::empty());
        };
        if call.is_stop_or_reset() && names_work_order(&body) {
            return unfinished();
        }
        let documented = match parts.status.is_success() {
            true => call.operation.documented_answer(&body),
            false => None,
        };
        with_body(parts.status, documented.map_or(body, Bytes::from))
    }

    /// The answer to a request, with its number and the gateway's date.
    async fn answer(self, request: Request, next: Next) -> Response {
        let id = request_id();
        let mut answer = match self.let_in(request).await {
            Ok(call) => self.meet(&call, next, &id).await,
            Err(refusal) => refusal.answer(self.prefix, &id),
        };
        let headers = answer.headers_mut();
        if let Ok(id) = HeaderValue::from_str(&id) {
            headers.insert(REQUEST_ID, id);
        }
        if let Some(gateway) = &self.gateway
            && let Ok(date) = HeaderValue::from_str(&gateway.date())
        {
            headers.insert(header::DATE, date);
        }
        answer
    }

    /// The answer to a call that was let in, or the fault on demand.
    async fn meet(&self, call: &Call<'_>, next: Next, id: &str) -> Response {
        let fault = self.faults.take(call.operation);
        if let Some(fault) = fault {
            self.counts.fault(fault.key());
        }
        let refused = |refusal: Refusal| refusal.answer(self.prefix, id);
        match fault {
            Some(Fault::Throttled) => {
                let limit = self.gateway.as_ref().map_or(5, |it| it.calls_per_second);
                return refused(Refusal::Throttled(limit));
            }
            Some(Fault::Unavailable) => return busy(),
            Some(Fault::DropBefore) => return dropped(),
            _ => {}
        }
        let answer = self.carry_out(call, next).await;
        match fault {
            Some(Fault::DropAfter) => dropped(),
            Some(Fault::TimeoutAfter) => refused(Refusal::Timeout),
            Some(Fault::Truncated) => truncated(answer).await,
            Some(Fault::Slow) => {
                tokio::time::sleep(self.faults.delay()).await;
                answer
            }
            _ => answer,
        }
    }
}

/// A request that was let in.
struct Call<'a> {
    operation: &'a Operation,
    parts: Parts,
    body: Bytes,
}

impl Call<'_> {
    /// With documented parameters, fields and headers alone, and of another page when that is given.
    fn request(&self, page: Option<u64>) -> Request {
        let path = self.parts.uri.path();
        let query = self.parts.uri.query().unwrap_or_default();
        let mut query = self.operation.documented_query(query);
        if let Some(page) = page {
            let others = query
                .split('&')
                .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some("offset"));
            let mut pairs: Vec<String> = others.map(str::to_owned).collect();
            pairs.push(format!("offset={page}"));
            query = pairs.join("&");
        }
        let uri = match query.as_str() {
            "" => path.parse(),
            query => format!("{path}?{query}").parse(),
        };
        let body = self.operation.documented_body(&self.body);
        let body = body.map_or_else(|| self.body.clone(), Bytes::from);
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = self.parts.method.clone();
        // They hold the path parameters that the router has matched.
        *request.extensions_mut() = self.parts.extensions.clone();
        *request.uri_mut() = uri.unwrap_or_else(|_| Uri::from_static("/"));
        if let Some(kind) = self.parts.headers.get(header::CONTENT_TYPE) {
            request
                .headers_mut()
                .insert(header::CONTENT_TYPE, kind.clone());
        }
        request
    }

    /// A parameter of the query.
    fn parameter(&self, name: &str) -> Option<String> {
        let query = self.parts.uri.query().unwrap_or_default();
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let found = pairs.find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned())
    }

    /// The card of an act: the id of the path, and the number of query or body.
    fn card(&self) -> (Option<i64>, Option<String>) {
        let mut path = self.parts.uri.path().split('/');
        let id = path.find_map(|part| part.parse().ok());
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let named = ["iccid", "cid"].into_iter().find_map(|name| {
            let of_body = body.get(name).and_then(Value::as_str).map(str::to_owned);
            of_body.or_else(|| self.parameter(name))
        });
        (id, named)
    }

    fn is_stop_or_reset(&self) -> bool {
        ["StopSimCard", "ResetSimCard"].contains(&self.operation.name.as_str())
    }

    /// Whether a stop order that runs forbids it: `docs/service/real-cloud.md`, section 1.
    fn is_barred_by(&self, orders: &[PendingWorkOrder]) -> bool {
        let barring = [CardAction::Suspend.key(), CardAction::Resume.key()];
        self.is_stop_or_reset()
            && orders.iter().any(|order| {
                let action = order.action.as_deref();
                action.is_some_and(|action| barring.contains(&action))
            })
    }
}

/// Whether the service refuses because the same runs already: two that came at once.
fn names_work_order(body: &[u8]) -> bool {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    body.get("error_code").and_then(Value::as_str) == Some("GSL.00011012")
}

/// 403 `GSL.00016010`.
fn unfinished() -> Response {
    let body = json!({
        "error_code": "GSL.00016010",
        "error_msg": "The SIM card still has an unfinished stop order. Do not repeat the operation.",
    });
    with_body(StatusCode::FORBIDDEN, body.to_string().into())
}

/// 500 `GSL.00010003`.
fn busy() -> Response {
    let body = json!({
        "error_code": "GSL.00010003",
        "error_msg": "The system is busy. Try again later.",
    });
    with_body(StatusCode::INTERNAL_SERVER_ERROR, body.to_string().into())
}

fn with_body(status: StatusCode, body: Bytes) -> Response {
    let json = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, json)], body).into_response()
}

/// A page of a list without its first rows: the rest of the page, and the first rows of the next one.
async fn shifted(call: &Call<'_>, next: Next, hidden: usize) -> Response {
    let page = call.parameter("offset");
    let page = page.and_then(|page| page.parse::<u64>().ok()).unwrap_or(1);
    let first = next.clone().run(call.request(None)).await;
    if !first.status().is_success() {
        return first;
    }
    let second = next.run(call.request(Some(page + 1))).await;
    let (Some(mut first), Some(mut second)) = (value(first).await, value(second).await) else {
        return Refusal::Timeout.answer(Prefix::default(), "");
    };
    if let Some(count) = first.get("count").and_then(Value::as_u64) {
        let left = count.saturating_sub(u64::try_from(hidden).unwrap_or(0));
        if let Some(shown) = first.get_mut("count") {
            *shown = left.into();
        }
    }
    if let (Some(rows), Some(more)) = (rows(&mut first), rows(&mut second)) {
        rows.drain(..hidden.min(rows.len()));
        rows.extend(more.drain(..hidden.min(more.len())));
    }
    with_body(StatusCode::OK, first.to_string().into())
}

async fn value(answer: Response) -> Option<Value> {
    let body = to_bytes(answer.into_body(), usize::MAX).await.ok()?;
    serde_json::from_slice(&body).ok()
}

/// The rows of a page: its only list.
fn rows(page: &mut Value) -> Option<&mut Vec<Value>> {
    page.as_object_mut()?
        .values_mut()
        .find_map(Value::as_array_mut)
}

/// 32 hexadecimal digits, different for every request.
fn request_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    #[allow(clippy::cast_possible_truncation)]
    let nanos = since.map_or(0, |since| since.as_nanos() as u64);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:016x}{:016x}", mix(nanos), mix(count))
}

/// The first half of an answer, followed by an error.
async fn truncated(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let length = HeaderValue::from(body.len());
    parts.headers.insert(header::CONTENT_LENGTH, length);
    let half = body.slice(..body.len() / 2);
    // Data that has not been flushed would be dropped with the connection.
    let end = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err("truncated on purpose")
    };
    let body = Body::from_stream(stream::iter([Ok(half)]).chain(stream::once(end)));
    Response::from_parts(parts, body)
}

fn dropped() -> Response {
    let mut answer = StatusCode::BAD_GATEWAY.into_response();
    answer.extensions_mut().insert(ConnectionDropped);
    answer
}

/// Continues after the caller has gone: the cloud does not stop half way either.
async fn answer(State(account): State<SimulatedAccount>, request: Request, next: Next) -> Response {
    match tokio::spawn(account.answer(request, next)).await {
        Ok(answer) => answer,
        Err(problem) => ApiError::internal(problem).into_response(),
    }
}
