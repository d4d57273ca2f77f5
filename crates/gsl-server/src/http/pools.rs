//! Operations 17 to 20, and what a pool tells beyond them: itself, its cycles, its days, its top members.

use axum::extract::{RawQuery, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use gsl_model::cycle::BillingCycle;
use gsl_model::wire::{BackPool, BackPoolList, PoolMemberList, SimPool, SimPoolList};
use rusqlite::Connection;
use serde::Serialize;

use super::{AppState, PathText, path_number, pool_actions, pool_add_ons, pool_joins, pool_past};
use crate::catalog::Catalog;
use crate::clock::day_of;
use crate::error::ApiError;
use crate::params::Params;
use crate::pools::PoolRecord;
use crate::pools::list::{
    backward_rows, forward_risks, forward_rows, id_name, member_rows, own_cycle, pool,
};
use crate::pools::rows::{self, Cycles, PoolSort, Query};
use crate::work_orders::Action;

/// Operations 17 to 20.
pub(super) fn public_operations() -> Router<AppState> {
    let members =
        |forward: bool| get(move |state, path, query| in_pool(state, path, query, forward));
    Router::new()
        .route("/v1/sim-pools", get(list))
        .route("/v1/back-pools", get(list_backward))
        .route("/v1/sim-pools/{pool_id}/members", members(true))
        .route("/v1/back-pools/{pool_id}/members", members(false))
}

/// What there is of pools beyond those.
pub(super) fn extensions() -> Router<AppState> {
    let one = |forward: bool, base: &str| {
        let at = |rest: &str| format!("{base}/{{pool_id}}{rest}");
        let kind = move |state, path, query| tell(state, path, query, forward);
        let days = move |state, path, query| pool_past::in_days(state, path, query, forward);
        let top = move |state, path, query| pool_past::ranking(state, path, query, forward);
        let cycles = move |state, path, query| pool_past::six(state, path, query, forward);
        let refresh = move |state, path, call| pool_actions::refresh(state, path, call, forward);
        let rename = move |state, path, call| pool_actions::rename(state, path, call, forward);
        Router::new()
            .route(&at(""), get(kind).put(rename))
            .route(&at("/cycles"), get(cycles))
            .route(&at("/daily"), get(days))
            .route(&at("/top-members"), get(top))
            .route(&at("/refresh"), post(refresh))
    };
    Router::new()
        .route("/v1/sim-pools", post(pool_joins::create))
        .route("/v1/sim-pools/pre-check", post(pool_joins::pre_check))
        .route("/v1/sim-pools/candidates", get(pool_joins::candidates))
        .route("/v1/sim-pools/{pool_id}/orders", post(pool_joins::add))
        .route(
            "/v1/sim-pools/{pool_id}/activate",
            post(pool_actions::activate),
        )
        .route(
            "/v1/sim-pools/{pool_id}/add-ons",
            get(pool_add_ons::list).post(pool_add_ons::buy),
        )
        .route(
            "/v1/back-pools/{pool_id}/restart",
            post(pool_actions::restart),
        )
        .merge(one(true, "/v1/sim-pools"))
        .merge(one(false, "/v1/back-pools"))
}

/// Operation 17: forward pools.
///
/// # Errors
/// 400 on a bad parameter, 403 `GSL.00011004` for a cycle that is not kept.
pub async fn list(
    State(state): State<AppState>,
    RawQuery(text): RawQuery,
) -> Result<Json<SimPoolList>, ApiError> {
    state
        .run(move |store, now_ms| {
            let params = Params::new(text.as_deref());
            let paging = params.paging()?;
            let page = (paging.skip(), paging.limit);
            store.read(|db| {
                let (count, pools) = forward_rows(db, store.catalog(), &params, now_ms, page)?;
                let Json(mut answer): Json<SimPoolList> = paging.answer(count, pools);
                answer.risks = forward_risks(db, &params, now_ms)?;
                Ok(Json(answer))
            })
        })
        .await
}

/// Operation 19: backward pools.
///
/// # Errors
/// As operation 17.
pub async fn list_backward(
    State(state): State<AppState>,
    RawQuery(text): RawQuery,
) -> Result<Json<BackPoolList>, ApiError> {
    state
        .run(move |store, now_ms| {
            let params = Params::new(text.as_deref());
            let paging = params.paging()?;
            let page = (paging.skip(), paging.limit);
            let (count, pools) =
                store.read(|db| backward_rows(db, store.catalog(), &params, now_ms, page))?;
            Ok(paging.answer(count, pools))
        })
        .await
}

/// Operations 18 and 20: the members of a pool in a cycle, by container ID.
async fn in_pool(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(text): RawQuery,
    forward: bool,
) -> Result<Json<PoolMemberList>, ApiError> {
    let id = path_number(path, id_name(forward))?;
    state
        .run(move |store, now_ms| {
            let params = Params::new(text.as_deref());
            let paging = params.paging()?;
            store.read(|db| {
                let pool = pool(db, id, forward)?;
                let page = (paging.skip(), paging.limit);
                let (count, pool_members) = member_rows(store, db, &pool, &params, now_ms, page)?;
                Ok(paging.answer(count, pool_members))
            })
        })
        .await
}

/// A pool of either kind, as the list shows it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum AnyPool {
    Forward(Box<SimPool>),
    Backward(Box<BackPool>),
}

/// The row of one pool: of its current cycle or of another.
pub(super) fn row(
    db: &Connection,
    catalog: &Catalog,
    pool: &PoolRecord,
    name: Option<BillingCycle>,
    now_ms: i64,
) -> Result<AnyPool, ApiError> {
    let query = Query {
        forward: pool.forward,
        ids: Some(vec![pool.id]),
        name: None,
        status: Vec::new(),
        cycles: name.map_or(Cycles::Current, Cycles::One),
        risk: Vec::new(),
        sort: PoolSort::Newest,
        descending: false,
        today: day_of(now_ms),
        limit: 1,
        skip: 0,
    };
    let missing =
        || ApiError::illegal_cycle(&name.map(|name| name.to_string()).unwrap_or_default());
    let restart = Action::RestartPool { pool: pool.id }.words();
    let pending = Some(rows::pending(db, pool.id, &restart)?);
    if pool.forward {
        let (_, mut found) = rows::forward(db, catalog, &query)?;
        let mut found = found.pop().ok_or_else(missing)?;
        found.activating_quantity = Some(rows::activating(db, pool.id)?);
        found.pending_quantity = pending;
        Ok(AnyPool::Forward(Box::new(found)))
    } else {
        let (_, mut found) = rows::backward(db, catalog, &query)?;
        let mut found = found.pop().ok_or_else(missing)?;
        found.pending_quantity = pending;
        Ok(AnyPool::Backward(Box::new(found)))
    }
}

/// `GET /v1/sim-pools/{id}`: one pool.
async fn tell(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(text): RawQuery,
    forward: bool,
) -> Result<Json<AnyPool>, ApiError> {
    let id = path_number(path, id_name(forward))?;
    state
        .run(move |store, now_ms| {
            store.read(|db| {
                let pool = pool(db, id, forward)?;
                let params = Params::new(text.as_deref());
                let cycle = own_cycle(&params, &pool, now_ms)?;
                row(
                    db,
                    store.catalog(),
                    &pool,
                    cycle.map(|cycle| cycle.name),
                    now_ms,
                )
                .map(Json)
            })
        })
        .await
}
