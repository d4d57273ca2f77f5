//! A seeded service on loopback in the place of the cloud: documented fields only, and faults on demand; and a mirror of it.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use gsl_client::{
    Budget, BudgetSettings, Client, Credentials, Project, Rate, Retry, Settings, Source,
};
use gsl_model::wire::SyncGroup;
use gsl_server::clock::{Clock, parse_now};
use gsl_server::connections::{self, Limits};
use gsl_server::http::{AppState, app};
use gsl_server::mirror::{Mirror, Schedule};
use gsl_server::startup::open_mirror;
use gsl_server::store::Store;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{NOW, Service};

/// The account's service, and how it is reached.
pub struct Cloud {
    pub service: Service,
    pub address: String,
    pub faults: Arc<Faults>,
}

/// What goes wrong.
#[derive(Default)]
pub struct Faults {
    /// Every call is answered 503.
    pub away: AtomicBool,
    /// Calls so far.
    pub calls: AtomicU64,
    /// Cards that the account has no more.
    pub gone: Mutex<HashSet<i64>>,
    /// Cards that leave as soon as so many pages of cards have been answered.
    pub leaving: Mutex<Option<(u64, Vec<i64>)>>,
    pub card_pages: AtomicU64,
}

/// Extension fields, by a documented field that only such objects have.
const EXTENSIONS: &[(&str, &[&str])] = &[
    (
        "operator_status",
        &[
            "carrier_type",
            "stop_reason",
            "flow_total",
            "flow_time",
            "pooled",
            "back_pool_id",
            "data_type",
            "purchase_time",
            "card_form",
            "restricted_area",
            "pending_work_orders",
            "stopped_since",
        ],
    ),
    (
        "billing_cycle",
        &[
            "carrier_type",
            "package_size",
            "addon_total",
            "stopped_quantity",
            "activating_quantity",
            "pending_quantity",
            "create_time",
            "status_reason",
        ],
    ),
    ("default_attr_name_cn", &["slot"]),
    ("tag_name", &["uses"]),
    (
        "work_order_type",
        &["expected_time", "action", "cancellable"],
    ),
    (
        "description",
        &["work_order_id", "expected_time", "fail_key"],
    ),
    ("cid", &["order_id_of_member", "act_date_of_member"]),
];

fn strip(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Object(fields) => {
            for (mark, extensions) in EXTENSIONS {
                if fields.contains_key(*mark) {
                    for name in *extensions {
                        fields.remove(*name);
                    }
                }
            }
            fields.values_mut().for_each(strip);
        }
        _ => {}
    }
}

fn refused(status: StatusCode, code: &str) -> Response {
    let body = json!({"error_code": code, "error_msg": "on demand"}).to_string();
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Takes rows of gone cards out of a page of cards that was asked for whole.
async fn answer(
    State((faults, cards)): State<(Arc<Faults>, Router)>,
    request: Request,
    next: Next,
) -> Response {
    faults.calls.fetch_add(1, Ordering::SeqCst);
    if faults.away.load(Ordering::SeqCst) {
        return refused(StatusCode::SERVICE_UNAVAILABLE, "GSL.00010003");
    }
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or("").to_owned();
    let one = path
        .strip_prefix("/v1/sim-cards/")
        .and_then(|id| id.parse::<i64>().ok());
    if one.is_some_and(|id| faults.gone.lock().unwrap().contains(&id)) {
        return refused(StatusCode::BAD_REQUEST, "GSL.00011001");
    }
    if path == "/v1/sim-cards" && faults.shifts(&query) {
        return page(&faults, &cards, &query).await;
    }
    let answer = next.run(request).await;
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let body = match serde_json::from_slice::<Value>(&bytes) {
        Ok(mut value) => {
            strip(&mut value);
            Bytes::from(value.to_string())
        }
        Err(_) => bytes,
    };
    let mut parts = parts;
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

/// A page of the cards that there are at this moment, in the order of container IDs.
async fn page(faults: &Faults, cards: &Router, query: &str) -> Response {
    let number = |name: &str| -> usize {
        let found = query
            .split('&')
            .find_map(|pair| pair.strip_prefix(&format!("{name}=")));
        found.unwrap().parse().unwrap()
    };
    let (limit, offset) = (number("limit"), number("offset"));
    let gone = faults.gone.lock().unwrap().clone();
    let mut all = Vec::new();
    for page in 1.. {
        let uri = format!("/v1/sim-cards?limit=500&offset={page}&sort=cid&order=asc");
        let found = super::call(cards, axum::http::Method::GET, &uri, &[], Body::empty())
            .await
            .ok();
        let found = found["sim_cards"].as_array().unwrap().clone();
        if found.is_empty() {
            break;
        }
        all.extend(found);
    }
    all.retain(|card| !gone.contains(&card["sim_card_id"].as_i64().unwrap()));
    let rows: Vec<Value> = all
        .iter()
        .skip((offset - 1) * limit)
        .take(limit)
        .cloned()
        .collect();
    let mut body = json!({"limit": limit, "offset": offset, "count": all.len(), "sim_cards": rows});
    strip(&mut body);
    (
        [(header::CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response()
}

impl Faults {
    /// Notes that a page of cards is asked for; whether some cards have left by now.
    fn shifts(&self, query: &str) -> bool {
        assert!(
            query.contains("sort=cid") && query.contains("order=asc"),
            "{query}"
        );
        let pages = self.card_pages.fetch_add(1, Ordering::SeqCst);
        let mut leaving = self.leaving.lock().unwrap();
        let mut gone = self.gone.lock().unwrap();
        if leaving.as_ref().is_some_and(|(after, _)| pages >= *after) {
            gone.extend(leaving.take().unwrap().1);
        }
        !gone.is_empty()
    }
}

impl Cloud {
    pub async fn start(cards: i64) -> Self {
        let service = Service::new(cards);
        let faults = Arc::new(Faults::default());
        let state = (Arc::clone(&faults), service.app.clone());
        let router = service.app.clone().layer(from_fn_with_state(state, answer));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let limits = Limits::of_this_process();
        tokio::spawn(connections::serve(
            listener,
            router,
            limits,
            std::future::pending(),
        ));
        Self {
            service,
            address,
            faults,
        }
    }

    pub fn client(&self) -> Client {
        let keys = Credentials::keys(
            Source::value("TESTAKEXAMPLE0000002"),
            Source::value("TestSkExample/NotReal+0000000000000000002"),
        );
        let project = Project::Id("0a1b2c3d4e5f60718293a4b5c6d7e8f9".to_owned());
        let fast = Rate::per_second(1000.0).unwrap();
        Client::new(Settings {
            budget: Arc::new(Budget::new(BudgetSettings {
                calls: fast,
                slow_calls: fast,
            })),
            retry: Retry {
                attempts: 1,
                ..Retry::default()
            },
            ..Settings::new(self.address.parse().unwrap(), keys, project)
        })
        .unwrap()
    }
}

/// A mirror with its own service.
pub struct Mirrored {
    pub mirror: Mirror,
    pub service: Service,
}

/// Every group, in an order in which each finds what it needs.
pub const IN_ORDER: [SyncGroup; 9] = [
    SyncGroup::Plans,
    SyncGroup::Tags,
    SyncGroup::Attributes,
    SyncGroup::Cards,
    SyncGroup::Pools,
    SyncGroup::Members,
    SyncGroup::WorkOrders,
    SyncGroup::Usage,
    SyncGroup::DailyUse,
];

impl Mirrored {
    pub fn open(cloud: &Cloud) -> Self {
        Self::over(cloud, tempfile::tempdir().unwrap())
    }

    pub fn over(cloud: &Cloud, dir: tempfile::TempDir) -> Self {
        let clock = Clock::manual(parse_now(NOW).unwrap());
        clock.set(cloud.service.clock.now_ms());
        let store: Arc<Store> =
            Arc::new(open_mirror(&dir.path().join("mirror.db"), clock.now_ms()).unwrap());
        let mirror = Mirror::new(
            Arc::new(cloud.client()),
            Arc::clone(&store),
            clock.clone(),
            Schedule::default(),
        )
        .unwrap();
        let state = AppState::new(Arc::clone(&store), clock.clone(), 1).with_mirror(mirror.clone());
        let service = Service {
            app: app(state),
            clock,
            store,
            dir,
        };
        Self { mirror, service }
    }

    /// Stops it and opens the same database again.
    pub fn again(self, cloud: &Cloud) -> Self {
        let Self { mirror, service } = self;
        let Service {
            app,
            clock: _,
            store,
            dir,
        } = service;
        drop((app, mirror));
        // A write that was under way ends first, as a process that is told to stop lets it.
        while Arc::strong_count(&store) > 1 {
            std::thread::yield_now();
        }
        drop(store);
        Self::over(cloud, dir)
    }

    pub async fn read_all(&self) {
        for group in IN_ORDER {
            self.mirror.read(group).await.unwrap();
        }
    }
}
