//! What a pool tells of its past: its cycles, its days, its top members (extension `pools.read`).

use axum::Json;
use axum::extract::{RawQuery, State};
use gsl_model::cycle::BillingCycle;
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolDaily, PoolDay, TopMember, TopMembers};
use rusqlite::Connection;
use serde::Serialize;

use super::pools::AnyPool;
use super::{AppState, PathText, path_number};
use crate::card_row;
use crate::clock::{date_of, day_of, day_start, time};
use crate::error::ApiError;
use crate::params::Params;
use crate::pools::PoolRecord;
use crate::pools::daily;
use crate::pools::figures::{current, end_of};
use crate::pools::list::{id_name, own_cycle, pool};
use crate::pools::rows::{self, Cycles, PoolSort, Query};
use crate::rules::{Cycle, cycle_named};

/// The six cycles of one pool, newest first.
#[derive(Debug, Serialize)]
pub(super) struct PoolCycles {
    count: usize,
    pools: Vec<AnyPool>,
}

pub(super) async fn six(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(_): RawQuery,
    forward: bool,
) -> Result<Json<PoolCycles>, ApiError> {
    let id = path_number(path, id_name(forward))?;
    state
        .run(move |store, now_ms| {
            store.read(|db| {
                pool(db, id, forward)?;
                let query = Query {
                    forward,
                    ids: Some(vec![id]),
                    name: None,
                    status: Vec::new(),
                    cycles: Cycles::All,
                    risk: Vec::new(),
                    sort: PoolSort::Newest,
                    descending: false,
                    today: day_of(now_ms),
                    limit: 6,
                    skip: 0,
                };
                let pools: Vec<AnyPool> = if forward {
                    let (_, rows) = rows::forward(db, store.catalog(), &query)?;
                    rows.into_iter()
                        .map(|row| AnyPool::Forward(Box::new(row)))
                        .collect()
                } else {
                    let (_, rows) = rows::backward(db, store.catalog(), &query)?;
                    rows.into_iter()
                        .map(|row| AnyPool::Backward(Box::new(row)))
                        .collect()
                };
                Ok(Json(PoolCycles {
                    count: pools.len(),
                    pools,
                }))
            })
        })
        .await
}

/// The pool of a path and the cycle a request names, else the one it is in.
fn asked(
    db: &Connection,
    params: &Params,
    id: i64,
    forward: bool,
    now_ms: i64,
) -> Result<(PoolRecord, Cycle), ApiError> {
    let pool = pool(db, id, forward)?;
    let cycle = own_cycle(params, &pool, now_ms)?;
    let cycle = cycle.unwrap_or_else(|| current(&pool, now_ms));
    Ok((pool, cycle))
}

/// `GET /v1/sim-pools/{id}/daily`: the days of a cycle, or of all six.
pub(super) async fn in_days(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(text): RawQuery,
    forward: bool,
) -> Result<Json<PoolDaily>, ApiError> {
    let id = path_number(path, id_name(forward))?;
    state
        .run(move |store, now_ms| {
            store.read(|db| {
                let params = Params::new(text.as_deref());
                let (pool, cycle) = asked(db, &params, id, forward, now_ms)?;
                let cycles = if params.boolean("all_billing_cycle")?.unwrap_or(false) {
                    let carrier = crate::rules::carrier(pool.carrier);
                    BillingCycle::last_six(carrier, date_of(day_of(now_ms)))
                        .map(|name| cycle_named(pool.carrier, name))
                        .to_vec()
                } else {
                    vec![cycle]
                };
                let row: Option<(i64, i64)> = db
                    .prepare_cached(
                        "SELECT total, as_of FROM pool_cycles WHERE pool_id = ?1 AND cycle = ?2",
                    )?
                    .query_map((pool.id, cycle.name.to_string()), |row| {
                        Ok((row.get("total")?, row.get("as_of")?))
                    })?
                    .next()
                    .transpose()?;
                let as_of = row.map_or(now_ms, |(_, as_of)| as_of);
                // The days of all six need the newest instant.
                let until = if cycles.len() > 1 { now_ms } else { as_of };
                let today = day_of(until);
                let mut days = daily::days(db, store.catalog(), &pool, &cycles, until)?;
                if store.is_mirror() {
                    let (first, last) = daily::told(db, &pool)?;
                    days.retain(|day| (first..=last).contains(&day.day));
                }
                Ok(Json(PoolDaily {
                    billing_cycle: cycle.name.to_string(),
                    effective_time: Some(time(day_start(cycle.first_day))),
                    expired_time: Some(time(end_of(cycle) - 1)),
                    flow_total: row
                        .filter(|_| forward)
                        .map(|(total, _)| Megabytes::from_thousandths(total)),
                    as_of: Some(time(as_of)),
                    days: days
                        .into_iter()
                        .map(|day| PoolDay {
                            date: date_of(day.day).to_string().replace('-', ""),
                            flow: Megabytes::from_thousandths(day.flow),
                            active: day.active,
                            stopped: day.stopped,
                            complete: day.day < today,
                        })
                        .collect(),
                }))
            })
        })
        .await
}

/// `GET /v1/sim-pools/{id}/top-members`: by use or by growth.
pub(super) async fn ranking(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(text): RawQuery,
    forward: bool,
) -> Result<Json<TopMembers>, ApiError> {
    let id = path_number(path, id_name(forward))?;
    state
        .run(move |store, now_ms| {
            store.read(|db| {
                let params = Params::new(text.as_deref());
                let (pool, cycle) = asked(db, &params, id, forward, now_ms)?;
                let by_growth = match params.text("by", 16)?.as_deref() {
                    None | Some("use") => false,
                    Some("growth") => true,
                    Some(_) => return Err(ApiError::parameter("by", "must be use or growth")),
                };
                let most = params.integer("limit", 1, 100)?.unwrap_or(10);
                let most = usize::try_from(most).unwrap_or(10);
                let ranked =
                    daily::top(db, store.catalog(), &pool, cycle, by_growth, most, now_ms)?;
                let ids: Vec<i64> = ranked.iter().map(|one| one.member.id).collect();
                let mut cids = card_row::cids(db, &ids)?;
                let members = ranked
                    .into_iter()
                    .map(|one| TopMember {
                        id: one.member.id,
                        cid: cids.remove(&one.member.id).unwrap_or_default(),
                        flow_used: one.member.used,
                        flow_before: one.member.before,
                        growth: one.growth,
                        share_permille: one.share_permille,
                    })
                    .collect();
                Ok(Json(TopMembers {
                    billing_cycle: cycle.name.to_string(),
                    members,
                }))
            })
        })
        .await
}
