//! The account behind a mirror: how its reading stands, pausing it; and what is refused because nothing acts on it yet.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use gsl_client::ErrorKind;
use gsl_model::wire::{AccountSync, SyncGroup};

use super::AppState;
use crate::error::ApiError;
use crate::mirror::Mirror;

/// Requests other than GET that change nothing of the account: questions with a body, and what this service keeps itself.
const READS: &[&str] = &[
    "/v1/sim-cards/month-usages",
    "/v1/sim-cards/batch-daily-flow",
    "/v1/sim-price-plans/usage/batch-query",
    "/v1/card-lists",
    "/v1/files",
    "/v1/bulk-jobs",
    "/v1/bulk-jobs/excluded.csv",
    "/v1/export-plans",
    "/v1/export-tasks",
    "/v1/sim-pools/pre-check",
    "/v1/renewal-snapshots",
    "/v1/card-add-ons/check",
];
/// What begins so as well.
const READS_BELOW: &[&str] = &["/v1/export-tasks/", "/v1/account/sync/"];

/// All routes.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/account/sync", get(show))
        .route("/v1/account/sync/pause", post(pause))
        .route("/v1/account/sync/resume", post(resume))
        .route("/v1/account/sync/read-now", post(read_now))
}

/// The mirror; 404 when there is none.
fn mirror(state: &AppState, path: &str) -> Result<Mirror, ApiError> {
    state
        .mirror()
        .cloned()
        .ok_or_else(|| ApiError::no_operation(path))
}

/// `GET /v1/account/sync`: what was read when, and what is being read.
///
/// # Errors
/// 404 when the service has a demo fleet.
pub async fn show(State(state): State<AppState>) -> Result<Json<AccountSync>, ApiError> {
    Ok(Json(mirror(&state, "/v1/account/sync")?.status()))
}

/// `POST /v1/account/sync/pause`: reads nothing more until somebody resumes.
///
/// # Errors
/// As [`show`].
pub async fn pause(State(state): State<AppState>) -> Result<Json<AccountSync>, ApiError> {
    let mirror = mirror(&state, "/v1/account/sync/pause")?;
    mirror.pause();
    Ok(Json(mirror.status()))
}

/// `POST /v1/account/sync/resume`: goes on.
///
/// # Errors
/// As [`show`].
pub async fn resume(State(state): State<AppState>) -> Result<Json<AccountSync>, ApiError> {
    let mirror = mirror(&state, "/v1/account/sync/resume")?;
    mirror.resume();
    Ok(Json(mirror.status()))
}

/// `POST /v1/account/sync/read-now`: reads everything as soon as the budget allows.
///
/// # Errors
/// As [`show`].
pub async fn read_now(State(state): State<AppState>) -> Result<Json<AccountSync>, ApiError> {
    let mirror = mirror(&state, "/v1/account/sync/read-now")?;
    mirror.read_now();
    Ok(Json(mirror.status()))
}

/// Why the account did not answer, in this service's words where it has them.
pub(super) fn failed(error: &gsl_client::Error) -> ApiError {
    match (error.kind(), error.status()) {
        (ErrorKind::NotFound, _) => ApiError::no_card(),
        // A real-time query while another one of the card runs.
        (ErrorKind::Refused, Some(403)) => ApiError::query_running(),
        _ => ApiError::account_failed(error),
    }
}

/// Whether a request only reads.
fn reads(method: &Method, path: &str) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
        || READS.contains(&path)
        || READS_BELOW.iter().any(|base| path.starts_with(base))
}

/// What has to have been read before a list can be shown: an empty one would claim that there is nothing.
fn needs(path: &str) -> Option<(SyncGroup, &'static str)> {
    let below = |base: &str| {
        path == base
            || path
                .strip_prefix(base)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    if below("/v1/work-orders") {
        Some((SyncGroup::WorkOrders, "work orders"))
    } else if below("/v1/sim-pools") || below("/v1/back-pools") {
        Some((SyncGroup::Pools, "pools"))
    } else if path == "/v1/price-plans" {
        Some((SyncGroup::Plans, "plans"))
    } else if path == "/v1/tags" {
        Some((SyncGroup::Tags, "tags"))
    } else if path == "/v1/attributes" {
        Some((SyncGroup::Attributes, "attributes"))
    } else {
        None
    }
}

/// In front of a mirror: refuses whatever would act on the account, and lists that have never been read.
pub(super) async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(mirror) = state.mirror() else {
        return next.run(request).await;
    };
    if !reads(request.method(), request.uri().path()) {
        return ApiError::only_reads().into_response();
    }
    if let Some((group, what)) = needs(request.uri().path())
        && !mirror.was_read(group)
    {
        return ApiError::not_read_yet(what).into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_passes_and_nothing_else() {
        for path in [
            "/v1/sim-cards/month-usages",
            "/v1/export-tasks/7/cancel",
            "/v1/account/sync/pause",
        ] {
            assert!(reads(&Method::POST, path), "{path}");
        }
        for path in [
            "/v1/sim-cards/7/stop",
            "/v1/tags",
            "/v1/orders",
            "/v1/export-tasksx",
            "/v1/sim-tags/batch-set",
        ] {
            assert!(!reads(&Method::POST, path), "{path}");
        }
        assert!(reads(&Method::GET, "/v1/sim-cards"));
        assert!(!reads(&Method::DELETE, "/v1/tags/7") && !reads(&Method::PUT, "/v1/attributes/7"));
    }

    #[test]
    fn lists_that_have_to_be_read_first() {
        let group = |path: &str| needs(path).map(|(group, _)| group);
        assert_eq!(
            group("/v1/work-orders/7/details"),
            Some(SyncGroup::WorkOrders)
        );
        assert_eq!(group("/v1/sim-pools"), Some(SyncGroup::Pools));
        assert_eq!(group("/v1/sim-cards"), None);
        assert_eq!(group("/v1/tags/7"), None);
    }
}
