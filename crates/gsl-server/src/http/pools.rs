//! Operations 17 to 20, and what a pool tells beyond them: itself, its cycles, its days, its top members.

use axum::extract::{RawQuery, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use gsl_model::cycle::BillingCycle;
use gsl_model::units::Megabytes;
use gsl_model::wire::{BackPool, BackPoolList, PoolMember, PoolMemberList, SimPool, SimPoolList};
use rusqlite::Connection;
use serde::Serialize;

use super::params::Params;
use super::{AppState, PathText, path_number, pool_actions, pool_add_ons, pool_joins, pool_past};
use crate::card_row::{self, plan_instance};
use crate::catalog::Catalog;
use crate::clock::{date_of, day_of, time};
use crate::db::store::Store;
use crate::error::ApiError;
use crate::history;
use crate::lifecycle::Lifecycle;
use crate::pools::figures::{current, end_of};
use crate::pools::rows::{self, Cycles, Query};
use crate::pools::{PoolRecord, head, members};
use crate::rules::{Cycle, cycle_named};
use crate::work_orders::Action;

/// All routes of pools.
pub(super) fn routes() -> Router<AppState> {
    let one = |forward: bool, base: &str| {
        let at = |rest: &str| format!("{base}/{{pool_id}}{rest}");
        let kind = move |state, path, query| tell(state, path, query, forward);
        let days = move |state, path, query| pool_past::in_days(state, path, query, forward);
        let top = move |state, path, query| pool_past::ranking(state, path, query, forward);
        let cycles = move |state, path, query| pool_past::six(state, path, query, forward);
        let refresh = move |state, path, call| pool_actions::refresh(state, path, call, forward);
        let rename = move |state, path, call| pool_actions::rename(state, path, call, forward);
        let members = move |state, path, query| in_pool(state, path, query, forward);
        Router::new()
            .route(&at(""), get(kind).put(rename))
            .route(&at("/members"), get(members))
            .route(&at("/cycles"), get(cycles))
            .route(&at("/daily"), get(days))
            .route(&at("/top-members"), get(top))
            .route(&at("/refresh"), post(refresh))
    };
    Router::new()
        .route("/v1/sim-pools", get(list).post(pool_joins::create))
        .route("/v1/back-pools", get(list_backward))
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

/// The name of the path's parameter.
pub(crate) const fn id_name(forward: bool) -> &'static str {
    if forward {
        "sim_pool_id"
    } else {
        "back_pool_id"
    }
}

/// The pool of a path.
///
/// # Errors
/// 403 `GSL.00014003` when there is none of its kind.
pub(crate) fn pool(db: &Connection, id: i64, forward: bool) -> Result<PoolRecord, ApiError> {
    head(db, id)?
        .filter(|head| head.forward == forward)
        .ok_or_else(ApiError::no_pool)
}

/// The cycle a request names; `None` when it names none.
///
/// # Errors
/// 400 `GSL.00010004` for what is no cycle, 403 `GSL.00011004` for one in the future or older than six.
fn cycle(params: &Params, now_ms: i64) -> Result<Option<BillingCycle>, ApiError> {
    let Some(text) = params.text("billing_cycle", 16)? else {
        return Ok(None);
    };
    let cycle = BillingCycle::parse(&text)
        .ok_or_else(|| ApiError::parameter("billing_cycle", "must be a cycle such as 2021-04"))?;
    let today = date_of(day_of(now_ms));
    let kept = gsl_model::carrier::Carrier::ALL
        .iter()
        .any(|carrier| BillingCycle::last_six(*carrier, today).contains(&cycle));
    if kept {
        Ok(Some(cycle))
    } else {
        Err(ApiError::illegal_cycle(&cycle.to_string()))
    }
}

/// The cycle a request must name: of a pool, so that only its own carrier's calendar counts.
pub(super) fn own_cycle(
    params: &Params,
    pool: &PoolRecord,
    now_ms: i64,
) -> Result<Option<Cycle>, ApiError> {
    let Some(name) = cycle(params, now_ms)? else {
        return Ok(None);
    };
    let cycle = cycle_named(pool.carrier, name);
    let newest = current(pool, now_ms);
    let mut oldest = newest.name;
    for _ in 1..gsl_model::cycle::CYCLES_KEPT {
        oldest = oldest.prev();
    }
    if name > newest.name || name < oldest {
        return Err(ApiError::illegal_cycle(&name.to_string()));
    }
    Ok(Some(cycle))
}

fn query(
    params: &Params,
    now_ms: i64,
    forward: bool,
    (skip, limit): (i64, i64),
) -> Result<Query, ApiError> {
    let one = cycle(params, now_ms)?;
    let all = params.boolean("all_billing_cycle")?.unwrap_or(false);
    let cycles = match (all, one) {
        (true, _) => Cycles::All,
        (false, Some(cycle)) => Cycles::One(cycle),
        (false, None) => Cycles::Current,
    };
    let status = if forward {
        params.codes("status", &[0, 1])?
    } else {
        Vec::new()
    };
    Ok(Query {
        forward,
        ids: None,
        name: params.text("pool_name", 64)?,
        status: status.into_iter().map(i32::from).collect(),
        cycles,
        today: day_of(now_ms),
        limit,
        skip,
    })
}

/// Forward pools that match, and how many there are in all.
///
/// # Errors
/// As operation 17.
pub fn forward_rows(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    now_ms: i64,
    page: (i64, i64),
) -> Result<(i64, Vec<SimPool>), ApiError> {
    Ok(rows::forward(
        db,
        catalog,
        &query(params, now_ms, true, page)?,
    )?)
}

/// Backward pools that match, and how many there are in all.
///
/// # Errors
/// As operation 19.
pub fn backward_rows(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    now_ms: i64,
    page: (i64, i64),
) -> Result<(i64, Vec<BackPool>), ApiError> {
    Ok(rows::backward(
        db,
        catalog,
        &query(params, now_ms, false, page)?,
    )?)
}

/// The rows of some forward pools, in the cycles asked for.
///
/// # Errors
/// As operation 17.
pub(crate) fn forward_of(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    ids: &[i64],
    now_ms: i64,
) -> Result<Vec<SimPool>, ApiError> {
    Ok(rows::forward(db, catalog, &only(params, ids, now_ms, true)?)?.1)
}

/// The rows of some backward pools, in the cycles asked for.
///
/// # Errors
/// As operation 19.
pub(crate) fn backward_of(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    ids: &[i64],
    now_ms: i64,
) -> Result<Vec<BackPool>, ApiError> {
    Ok(rows::backward(db, catalog, &only(params, ids, now_ms, false)?)?.1)
}

/// Some pools, whatever their name and state.
fn only(params: &Params, ids: &[i64], now_ms: i64, forward: bool) -> Result<Query, ApiError> {
    Ok(Query {
        ids: Some(ids.to_vec()),
        name: None,
        status: Vec::new(),
        ..query(params, now_ms, forward, (0, -1))?
    })
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
            let (count, pools) =
                store.read(|db| forward_rows(db, store.catalog(), &params, now_ms, page))?;
            Ok(paging.answer(count, pools))
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

/// Cards of a pool that match in a cycle, and how many there are in all.
///
/// # Errors
/// As operations 18 and 20.
pub(crate) fn member_rows(
    store: &Store,
    db: &Connection,
    pool: &PoolRecord,
    params: &Params,
    now_ms: i64,
    page: (i64, i64),
) -> Result<(i64, Vec<PoolMember>), ApiError> {
    let wanted = members_wanted(params, store)?;
    let cycle = asked_cycle(params, pool, now_ms)?;
    let (count, ids) = member_ids(db, pool, cycle, &wanted, page)?;
    Ok((count, members_of(store, db, pool, params, &ids, now_ms)?))
}

fn asked_cycle(params: &Params, pool: &PoolRecord, now_ms: i64) -> Result<Cycle, ApiError> {
    own_cycle(params, pool, now_ms)?
        .ok_or_else(|| ApiError::parameter("billing_cycle", "is required, such as 2021-04"))
}

/// How many members match, and which cards they are.
///
/// # Errors
/// As the list of members.
pub(crate) fn member_keys(
    store: &Store,
    db: &Connection,
    pool: &PoolRecord,
    params: &Params,
    now_ms: i64,
) -> Result<(i64, Vec<i64>), ApiError> {
    let wanted = members_wanted(params, store)?;
    let cycle = asked_cycle(params, pool, now_ms)?;
    member_ids(db, pool, cycle, &wanted, (0, -1))
}

/// These cards as members, in the cycle asked for; those that are gone are left out.
///
/// # Errors
/// As the list of members.
pub(crate) fn members_of(
    store: &Store,
    db: &Connection,
    pool: &PoolRecord,
    params: &Params,
    cards: &[i64],
    now_ms: i64,
) -> Result<Vec<PoolMember>, ApiError> {
    let cycle = asked_cycle(params, pool, now_ms)?;
    // As of when the pool was counted, so that members add up to it.
    let as_of: Option<i64> = db
        .prepare_cached("SELECT as_of FROM pool_cycles WHERE pool_id = ?1 AND cycle = ?2")?
        .query_map((pool.id, cycle.name.to_string()), |row| row.get(0))?
        .next()
        .transpose()?;
    let as_of = as_of.unwrap_or(now_ms);
    let mut lives = history::read_all(db, store.catalog(), cards)?;
    let mut cids = card_row::cids(db, cards)?;
    let members = cards.iter().filter_map(|card| {
        let (life, cid) = (lives.remove(card)?, cids.remove(card)?);
        Some(member(life, cid, cycle, as_of))
    });
    Ok(members.collect())
}

/// Which members: all, or one by its number, in some states.
struct MemberFilter {
    /// `Some(None)` when the number belongs to no card.
    card: Option<Option<i64>>,
    states: Vec<u8>,
}

fn members_wanted(params: &Params, store: &Store) -> Result<MemberFilter, ApiError> {
    let cid = params.text("cid", 64)?;
    Ok(MemberFilter {
        card: cid.map(|cid| store.fleet().card_by_iccid(&cid)),
        states: params.codes("sim_status", &[10, 11, 13, 14, 20, 30])?,
    })
}

fn member_ids(
    db: &Connection,
    pool: &PoolRecord,
    cycle: Cycle,
    wanted: &MemberFilter,
    (skip, limit): (i64, i64),
) -> Result<(i64, Vec<i64>), ApiError> {
    let mut condition = format!(
        "{} = {} AND order_id IN (SELECT order_id FROM pool_orders WHERE pool_id = {} AND joined_at < {})",
        pool.column(),
        pool.id,
        pool.id,
        end_of(cycle)
    );
    match wanted.card {
        None => {}
        Some(Some(card)) => condition.push_str(&format!(" AND +id = {card}")),
        Some(None) => return Ok((0, Vec::new())),
    }
    if !wanted.states.is_empty() {
        let codes: Vec<String> = wanted.states.iter().map(u8::to_string).collect();
        condition.push_str(&format!(" AND status IN ({})", codes.join(",")));
    }
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM cards WHERE {condition}"),
        [],
        |row| row.get(0),
    )?;
    let ids = db
        .prepare(&format!(
            "SELECT id FROM cards WHERE {condition} ORDER BY id LIMIT {limit} OFFSET {skip}"
        ))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((count, ids))
}

fn member(life: Lifecycle, cid: String, cycle: Cycle, as_of: i64) -> PoolMember {
    let id = life.profile.id;
    PoolMember {
        id,
        cid: Some(cid),
        sim_price_plan_id: Some(plan_instance(id)),
        flow_used: Some(Megabytes::from_thousandths(members::used(
            &life, cycle, as_of,
        ))),
        sim_status: Some(life.status.into()),
        stop_reason: life.reason,
        order_id: Some(life.profile.shape.order),
        act_date: life.act_time.map(time),
    }
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
