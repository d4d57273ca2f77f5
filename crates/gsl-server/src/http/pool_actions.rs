//! What is done with one pool: rename, refresh, batch activation, restart.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use gsl_model::names::Language;
use gsl_model::pool::{BackwardState, ForwardState, SegmentError};
use gsl_model::units::Megabytes;
use gsl_model::wire::{ActivateAnswer, ActivateRequest, PoolName, PoolWorkOrder};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::body::{SMALL, bytes};
use super::call::{Call, sent};
use super::card_actions::source;
use super::pool_joins::{name, name_taken, total};
use super::pools::row;
use super::{AppState, PathText, path_number};
use crate::catalog::Catalog;
use crate::clock::time;
use crate::error::ApiError;
use crate::idempotency::{Key, fingerprint, once, settled};
use crate::packed::pack;
use crate::pools::PoolRecord;
use crate::pools::activation::{ActivationChoice, ActivationSelection, pick};
use crate::pools::join::restart as restart_pool;
use crate::pools::list::{id_name, pool};
use crate::work_orders::{Action, NewWorkOrder, submit};

/// Two refreshes of one pool are at least so far apart.
const REFRESH_MS: i64 = 2_000;
/// Most numbers of one batch.
const MOST_NUMBERS: usize = 100_000;

/// `PUT /v1/sim-pools/{id}`: another name. Answers the pool.
pub(super) async fn rename(
    State(state): State<AppState>,
    path: PathText,
    call: Call,
    forward: bool,
) -> Result<Json<Value>, ApiError> {
    let id = path_number(path, id_name(forward))?;
    let name = name(&call.body::<PoolName>()?.pool_name)?;
    let renamed = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, call.key.as_ref(), now_ms, |db| {
                let pool = pool(db, id, forward)?;
                if name_taken(db, &name, Some(id))? {
                    let why = "is the name of another pool";
                    return Err(ApiError::parameter("pool_name", why));
                }
                db.execute(
                    "UPDATE pools SET name = ?2 WHERE id = ?1",
                    params![id, name],
                )?;
                let row = row(db, store.catalog(), &pool, None, now_ms)?;
                Ok((
                    serde_json::to_value(row).map_err(ApiError::internal)?,
                    Vec::new(),
                ))
            })
        })
    });
    renamed.await.map(Json)
}

/// `POST /v1/sim-pools/{id}/refresh`: counts the pool as of this moment and answers it.
pub(super) async fn refresh(
    State(state): State<AppState>,
    path: PathText,
    Call { key, .. }: Call,
    forward: bool,
) -> Result<Json<Value>, ApiError> {
    let id = path_number(path, id_name(forward))?;
    let counted = state.run(move |store, now_ms| {
        settled(store, key.as_ref(), now_ms, || {
            store.write(|db| {
                pool(db, id, forward)?;
                let fresh = db.execute(
                    "UPDATE pools SET queried_at = ?2, dirty = 1 \
                     WHERE id = ?1 AND (queried_at IS NULL OR ABS(?2 - queried_at) >= ?3)",
                    params![id, now_ms, REFRESH_MS],
                )?;
                if fresh == 0 {
                    return Err(ApiError::query_running());
                }
                Ok(((), Vec::new()))
            })?;
            store.pool_changed();
            store.settle_pools(now_ms)?;
            store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let pool = pool(db, id, forward)?;
                    let row = row(db, store.catalog(), &pool, None, now_ms)?;
                    Ok((
                        serde_json::to_value(row).map_err(ApiError::internal)?,
                        Vec::new(),
                    ))
                })
            })
        })
    });
    counted.await.map(Json)
}

/// The way a batch is picked, from its request.
fn way(request: &ActivateRequest) -> Result<ActivationSelection, ApiError> {
    let numbers = || -> Result<ActivationSelection, ApiError> {
        if request.numbers.is_empty() || request.numbers.len() > MOST_NUMBERS {
            let why = format!("must hold 1 to {MOST_NUMBERS} container IDs");
            return Err(ApiError::parameter("numbers", why));
        }
        Ok(ActivationSelection::Numbers(request.numbers.clone()))
    };
    match request.way.as_str() {
        "pool" => match request.quantity {
            None => Ok(ActivationSelection::Pool(None)),
            Some(most @ 1..) => Ok(ActivationSelection::Pool(usize::try_from(most).ok())),
            Some(_) => Err(ApiError::parameter("quantity", "must be at least 1")),
        },
        "segment" => Ok(ActivationSelection::Segment(
            request.start.clone().unwrap_or_default(),
            request.end.clone().unwrap_or_default(),
        )),
        "file" | "manual" => numbers(),
        _ => Err(ApiError::parameter(
            "way",
            "must be pool, segment, file or manual",
        )),
    }
}

/// What is wrong with a segment, naming the field.
fn no_segment(error: SegmentError) -> ApiError {
    let digits = "must be a container ID of 19 or 20 digits and nothing else";
    match error {
        SegmentError::Start(_) => ApiError::parameter("start", digits),
        SegmentError::End(_) => ApiError::parameter("end", digits),
        SegmentError::Lengths => ApiError::parameter("end", "must have as many digits as start"),
        SegmentError::Reversed => ApiError::parameter("end", "comes before start"),
        SegmentError::TooMany { numbers } => ApiError::parameter(
            "end",
            format!("makes a segment of {numbers} numbers, at most {MOST_NUMBERS} are allowed"),
        ),
    }
}

/// `POST /v1/sim-pools/{id}/activate`: 批量激活, a work order of type 1.
///
/// # Errors
/// 400 for a segment or body that is none, 403 `GSL.00014003` for an unknown pool and `GSL.00014004` when something is
/// refused, nothing is left to activate, or the pool is discarded; 409 `GSL.00013009` when other cards than `picked` are.
pub async fn activate(
    State(state): State<AppState>,
    path: PathText,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<ActivateAnswer>, ApiError> {
    let id = path_number(path, "sim_pool_id")?;
    let request = sent::<ActivateRequest>(&uri, &headers, body).await?;
    let way = way(&request.body)?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let picked = |db: &Connection| -> Result<(PoolRecord, ActivationChoice, ActivateAnswer), ApiError> {
                let pool = pool(db, id, true)?;
                let picked = pick(db, catalog, id, &way, now_ms)?.map_err(no_segment)?;
                let days = Action::Activate
                    .batch_type()
                    .working_days(crate::rules::carrier(pool.carrier));
                let mut answer = preview(db, catalog, &pool, &picked, now_ms)?;
                answer.expected_time = Some(time(simulation.after(now_ms, i64::from(days.1) * 1000)));
                Ok((pool, picked, answer))
            };
            if request.body.dry_run {
                return store.read(|db| picked(db).map(|(_, _, answer)| Json(answer)));
            }
            let skip = request.body.skip_refused && matches!(way, ActivationSelection::Numbers(_));
            store
                .write(|db| {
                    once(db, request.key.as_ref(), now_ms, |db| {
                        let (pool, picked, mut answer) = picked(db)?;
                        let shown = request.body.picked.as_ref();
                        if shown.is_some_and(|shown| *shown != answer.picked) {
                            let why = "of this activation does not hold any more: other cards wait";
                            return Err(ApiError::plan_gone(why));
                        }
                        if ForwardState::from_code(pool.status) == Some(ForwardState::Discarded) {
                            return Err(ApiError::pool_refuses("it is discarded"));
                        }
                        if !skip && answer.refused_count > 0 {
                            return Err(ApiError::pool_refuses(refused(&answer)));
                        }
                        if picked.cards.is_empty() {
                            return Err(ApiError::pool_refuses(
                                "no card of it waits for activation",
                            ));
                        }
                        let new = NewWorkOrder {
                            kind: Action::Activate.batch_type(),
                            action: Action::Activate,
                            source: source(&headers),
                            detail: format!(
                                "{} {} {}",
                                Action::Activate.batch_type().name(Language::Zh),
                                pool.name,
                                request.body.way
                            ),
                            cards: picked.cards,
                        };
                        answer.work_order_id = Some(submit(db, &new, now_ms, simulation)?);
                        Ok((answer, Vec::new()))
                    })
                })
                .map(Json)
        })
        .await
}

fn preview(
    db: &Connection,
    catalog: &Catalog,
    pool: &PoolRecord,
    picked: &ActivationChoice,
    now_ms: i64,
) -> Result<ActivateAnswer, ApiError> {
    let before = total(db, pool, now_ms)?;
    let package = catalog.plan(pool.plan).map_or(0, |plan| plan.flow_total);
    let cards = i64::try_from(picked.cards.len()).unwrap_or(i64::MAX);
    let more = Megabytes::from_thousandths(package.saturating_mul(cards));
    Ok(ActivateAnswer {
        work_order_id: None,
        cards,
        picked: fingerprint(&[&pack(picked.cards.iter().copied())]),
        total_before: before,
        total_after: before.checked_add(more).unwrap_or(before),
        refused: picked.refused.clone(),
        refused_count: i64::try_from(picked.refused_count).unwrap_or(i64::MAX),
        under_way: i64::try_from(picked.under_way).unwrap_or(i64::MAX),
        expected_time: None,
    })
}

/// What is refused, in words.
fn refused(answer: &ActivateAnswer) -> String {
    let named: Vec<String> = answer
        .refused
        .iter()
        .take(5)
        .map(|one| format!("{} {}", one.number, one.reason))
        .collect();
    format!(
        "{} numbers are refused ({})",
        answer.refused_count,
        named.join(", ")
    )
}

/// `POST /v1/back-pools/{id}/restart`: 重启已废弃后向流量池, a work order of type 18.
///
/// # Errors
/// 403 `GSL.00014003` for an unknown pool, `GSL.00014004` when it is not discarded or a restart is under way.
pub async fn restart(
    State(state): State<AppState>,
    path: PathText,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PoolWorkOrder>, ApiError> {
    let id = path_number(path, "back_pool_id")?;
    let bytes = bytes(body, SMALL).await.unwrap_or_default();
    let key = Key::of(&headers, &format!("POST {uri}"), &bytes)?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let answer = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let pool = pool(db, id, false)?;
                    if BackwardState::from_code(pool.status) != Some(BackwardState::Discarded) {
                        return Err(ApiError::pool_refuses("only a discarded pool is restarted"));
                    }
                    let action = Action::RestartPool { pool: id };
                    let words = action.words();
                    let under_way: Option<i64> = db
                        .query_row(
                            "SELECT id FROM work_orders WHERE outcome IS NULL AND action_key = ?1 AND detail = ?2",
                            params![action.key(), words],
                            |row| row.get(0),
                        )
                        .optional()?;
                    if let Some(number) = under_way {
                        let why = format!("work order {number} is restarting it");
                        return Err(ApiError::pool_refuses(why));
                    }
                    let cards: Vec<i64> = db
                        .prepare(
                            "SELECT id FROM cards WHERE back_pool_id = ?1 AND stop_reason = 'pool_frozen' ORDER BY id",
                        )?
                        .query_map([id], |row| row.get(0))?
                        .collect::<rusqlite::Result<_>>()?;
                    if cards.is_empty() {
                        // Nothing for the carrier to do.
                        restart_pool(db, id)?;
                    }
                    let kind = action.single_type();
                    let days = kind.working_days(crate::rules::carrier(pool.carrier));
                    let new = NewWorkOrder {
                        kind,
                        action,
                        source: source(&headers),
                        detail: words,
                        cards,
                    };
                    let work_order_id = submit(db, &new, now_ms, simulation)?;
                    let answer = PoolWorkOrder {
                        work_order_id,
                        pool_id: id,
                        expected_time: Some(time(simulation.after(now_ms, i64::from(days.1) * 1000))),
                    };
                    Ok((answer, Vec::new()))
                })
            })?;
            store.pool_changed();
            Ok(Json(answer))
        })
        .await
}
