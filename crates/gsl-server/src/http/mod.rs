//! The API over HTTP.

pub mod account;
pub mod addresses;
pub mod attributes;
pub mod beyond;
pub mod body;
pub mod body_limits;
pub mod bulk_jobs;
pub mod call;
pub mod card_actions;
pub mod card_add_ons;
pub mod card_lists;
pub mod cards;
pub mod directional;
pub mod export_tasks;
pub mod file_range;
pub mod files;
pub mod labels;
pub mod layers;
pub mod listing;
pub mod orders;
pub mod origin;
pub mod plans;
pub mod pool_actions;
pub mod pool_add_ons;
pub mod pool_joins;
pub mod pool_past;
pub mod pools;
pub mod purchase;
pub mod renewals;
pub mod tags;
pub mod usage;
pub mod work_orders;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};

use crate::clock::Clock;
use crate::error::ApiError;
use crate::mirror::Mirror;
use crate::orders as order_book;
use crate::static_files::StaticFiles;
use crate::store::Store;
use crate::work_orders::CarrierSimulation;
use crate::work_orders::run::run_due;

/// What the handlers work with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    /// The data.
    pub store: Arc<Store>,
    /// The service's clock.
    pub clock: Clock,
    /// Divides processing times; announced by the capabilities.
    pub time_scale: i64,
    /// How many of a thousand work order items fail at the carrier.
    pub failures: u64,
    files: Option<Arc<StaticFiles>>,
    hosts: origin::Hosts,
    /// A timer carries out work orders, so requests need not.
    timed: bool,
    /// What reads the account, when the data are those of one.
    mirror: Option<Mirror>,
}

impl AppState {
    /// A state without console files.
    #[must_use]
    pub fn new(store: Arc<Store>, clock: Clock, time_scale: i64) -> Self {
        Self {
            store,
            clock,
            time_scale,
            failures: 0,
            files: None,
            hosts: origin::Hosts::default(),
            timed: false,
            mirror: None,
        }
    }

    /// Answers over the mirror of an account: nothing is simulated, and nothing acts on it.
    #[must_use]
    pub fn with_mirror(mut self, mirror: Mirror) -> Self {
        self.mirror = Some(mirror);
        self.time_scale = 1;
        self
    }

    /// What reads the account; `None` over a demo fleet.
    #[must_use]
    pub const fn mirror(&self) -> Option<&Mirror> {
        self.mirror.as_ref()
    }

    /// Leaves work orders to a timer, so that no request waits for them. Without a timer each request first carries out what
    /// is due, so its answer is exact as well.
    #[must_use]
    pub fn with_timer(mut self) -> Self {
        self.timed = true;
        self
    }

    /// Lets some of a thousand work order items fail at the carrier.
    #[must_use]
    pub fn with_failures(mut self, per_mille: u64) -> Self {
        self.failures = per_mille;
        self
    }

    /// How fast work orders are, and how often they fail.
    #[must_use]
    pub fn simulation(&self) -> CarrierSimulation {
        CarrierSimulation {
            scale: self.time_scale,
            failures: self.failures,
        }
    }

    /// Serves the console from this directory as well.
    #[must_use]
    pub fn with_files(mut self, dist: PathBuf) -> Self {
        self.files = Some(Arc::new(StaticFiles::new(dist)));
        self
    }

    /// Answers for these hosts too, beyond the loopback ones.
    #[must_use]
    pub fn with_hosts(mut self, hosts: origin::Hosts) -> Self {
        self.hosts = hosts;
        self
    }

    /// Runs a blocking job on the data, off the async threads. The figures are brought up to the day first, and work
    /// orders up to now unless a timer does.
    ///
    /// # Errors
    /// What the job answers.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Store, i64) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = Arc::clone(&self.store);
        let (clock, timed, simulation) = (self.clock.clone(), self.timed, self.simulation());
        // The job continues after the caller has gone, and keeps its permits until then.
        let room = body_limits::held();
        let done = tokio::task::spawn_blocking(move || {
            let _room = room;
            let now_ms = clock.now_ms();
            store.roll_to(now_ms)?;
            if !timed && !store.is_mirror() {
                run_due(&store, now_ms, usize::MAX)?;
                order_book::run::run_due(&store, now_ms, simulation)?;
            }
            store.settle_pools(now_ms)?;
            job(&store, now_ms)
        });
        done.await.map_err(ApiError::internal)?
    }
}

/// A path parameter, or why it cannot be read.
type PathText = Result<Path<String>, PathRejection>;

/// The card id of a path.
fn path_id(path: PathText) -> Result<i64, ApiError> {
    path_number(path, "sim_card_id")
}

/// The id at the end of a path, by the name of the parameter.
fn path_number(path: PathText, name: &str) -> Result<i64, ApiError> {
    path.ok()
        .and_then(|Path(text)| text.parse().ok())
        .filter(|id| *id >= 0)
        .ok_or_else(|| ApiError::parameter(name, "must be a non-negative integer"))
}

/// All operations, the console's files, and the layers around them. Needs a Tokio runtime, no socket.
pub fn app(state: AppState) -> Router {
    let hosts = state.hosts.clone();
    public_operations()
        .merge(extensions())
        .route_layer(from_fn_with_state(
            body_limits::BodyLimits::default(),
            body_limits::bounded,
        ))
        .route_layer(from_fn_with_state(state.clone(), account::guard))
        .route_layer(from_fn(origin::check_type))
        .method_not_allowed_fallback(wrong_method)
        .fallback(elsewhere)
        .with_state(state)
        .layer(from_fn_with_state(hosts, origin::check))
        .layer(from_fn(layers::guard))
}

/// The public operations alone, for a stand-in for the cloud: no extensions, no files, and no check of origins, since
/// browsers do not call the cloud. Answers still hold the extension fields.
pub fn public_app(state: AppState) -> Router {
    public_operations()
        .route_layer(from_fn_with_state(
            body_limits::BodyLimits::default(),
            body_limits::bounded,
        ))
        .method_not_allowed_fallback(wrong_method)
        .fallback(async |request: Request| ApiError::no_operation(request.uri().path()))
        .with_state(state)
        .layer(from_fn(layers::guard))
}

/// What `docs/service/gsl-v1.openapi.json` describes and this service has; operations 31, 32 and 35 to 39 are missing.
fn public_operations() -> Router<AppState> {
    let card = |operation: &str| format!("/v1/sim-cards/{{sim_card_id}}{operation}");
    Router::new()
        .route("/v1/sim-cards", get(cards::list))
        .route("/v1/sim-cards/month-usages", post(usage::monthly))
        .route("/v1/sim-cards/batch-daily-flow", post(usage::daily))
        .route(&card(""), get(cards::show))
        .route(&card("/real-named"), get(cards::real_named))
        .route(&card("/enable"), post(card_actions::enable))
        .route(&card("/stop"), post(card_actions::stop))
        .route(&card("/reset"), post(card_actions::reset))
        .route(&card("/cut-net"), post(card_actions::cut_net))
        .route(&card("/exceed-cut-net"), post(card_actions::exceed_cut_net))
        .route(&card("/bind-device"), post(card_actions::bind_device))
        .route(
            &card("/clear-real-name"),
            post(card_actions::clear_real_name),
        )
        .route(&card("/speed-limit"), post(card_actions::speed_limit))
        .route("/v1/work-orders", get(work_orders::list))
        .route(
            "/v1/work-orders/{work_order_id}/details",
            get(work_orders::details),
        )
        .merge(pools::public_operations())
        .route("/v1/price-plans", get(plans::list))
        .route("/v1/sim-price-plans", get(plans::of_card))
        .route(
            "/v1/sim-price-plans/usage/batch-query",
            post(usage::of_cards),
        )
        .route("/v1/tags", get(labels::tags).post(tags::create))
        .route("/v1/tags/{tag_id}", delete(tags::delete))
        .route("/v1/sim-tags/batch-set", post(tags::set))
        .route(
            "/v1/attributes",
            get(labels::attributes).post(attributes::create),
        )
        .route("/v1/attributes/{attribute_id}", put(attributes::rename))
        .route(
            "/v1/attributes/{attribute_id}/enable",
            post(attributes::enable),
        )
        .route(
            "/v1/attributes/{attribute_id}/disable",
            post(attributes::disable),
        )
        .route("/v1/sim-cards/attributes/batch-set", post(attributes::set))
}

/// What this service has beyond the public operations.
fn extensions() -> Router<AppState> {
    Router::new()
        .route("/v1/sim-cards/summary", get(beyond::summary))
        .route(
            "/v1/sim-cards/{sim_card_id}/bind-area",
            post(card_actions::bind_area),
        )
        .route("/v1/work-orders/{work_order_id}", get(work_orders::show))
        .route(
            "/v1/work-orders/{work_order_id}/cancel",
            post(work_orders::stop),
        )
        .merge(pools::extensions())
        .route("/v1/tags/{tag_id}", get(tags::show).put(tags::rename))
        .route("/v1/card-lists", post(card_lists::create))
        .route("/v1/card-lists/{card_list_id}", get(card_lists::show))
        .route(
            files::PATH,
            post(files::create).layer(DefaultBodyLimit::max(body::LARGE)),
        )
        .route("/v1/files/{file_temp_id}", get(files::show))
        .route(
            "/v1/bulk-jobs",
            get(bulk_jobs::list).post(bulk_jobs::create),
        )
        .route("/v1/bulk-jobs/excluded.csv", post(bulk_jobs::excluded_csv))
        .route("/v1/bulk-jobs/{bulk_job_id}", get(bulk_jobs::show))
        .route("/v1/bulk-jobs/{bulk_job_id}/items", get(bulk_jobs::items))
        .route(
            "/v1/bulk-jobs/{bulk_job_id}/items.csv",
            get(bulk_jobs::items_csv),
        )
        .route("/v1/bulk-jobs/{bulk_job_id}/cancel", post(bulk_jobs::stop))
        .route("/v1/bulk-jobs/{bulk_job_id}/retry", post(bulk_jobs::retry))
        .route("/v1/bulk-jobs/{bulk_job_id}/undo", post(bulk_jobs::undo))
        .merge(export_tasks::routes())
        .merge(orders::routes())
        .merge(directional::routes())
        .merge(renewals::routes())
        .merge(card_add_ons::routes())
        .merge(addresses::routes())
        .merge(account::routes())
        .route("/v1/capabilities", get(beyond::capabilities))
        .route("/v1/openapi.json", get(beyond::openapi))
}

async fn wrong_method(method: Method) -> ApiError {
    ApiError::no_method(method.as_str())
}

/// Everything but the operations: the console's files, or 404.
async fn elsewhere(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    let is_api = path == "/v1" || path.starts_with("/v1/");
    match (&state.files, is_api) {
        (Some(_), false) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            ApiError::no_method(request.method().as_str()).into_response()
        }
        (Some(files), false) => {
            files
                .serve(request.uri().path(), request.method(), request.headers())
                .await
        }
        _ => ApiError::no_operation(path).into_response(),
    }
}
