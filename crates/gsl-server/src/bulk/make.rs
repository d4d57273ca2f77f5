//! Writes a job down, in portions that let others write in between; nobody sees it before it is complete.

use std::time::Duration;

use gsl_model::wire::{BulkParameters, BulkPlan};
use gsl_model::work_order::WorkOrderSource;
use rusqlite::params;

use super::Status;
use super::order::place;
use super::plan::{Item, Plan};
use super::reason::keep;
use super::stored_plan::unused;
use crate::clock::DAY_MS;
use crate::db::bulk::BEFORE_FIRST;
use crate::error::ApiError;
use crate::idempotency::{Key, once};
use crate::store::Store;
use crate::work_orders::CarrierSimulation;

/// Items written in one transaction.
const CHUNK: usize = 2000;
/// How long jobs are kept, as work orders are (console.md section 15).
const KEPT_MS: i64 = 366 * DAY_MS;

/// What is known of a job besides its plan.
#[derive(Debug, Clone)]
pub struct NewBulkJob<'a> {
    /// As asked for.
    pub parameters: &'a BulkParameters,
    /// Kind of selection.
    pub selection: &'a str,
    /// The job whose failed cards are tried again.
    pub retry_of: Option<i64>,
    /// Who asks.
    pub source: WorkOrderSource,
    /// How fast its order moves.
    pub simulation: CarrierSimulation,
}

/// Writes a job down and answers its plan with the number. With a key that was used before, the answer of then.
///
/// # Errors
/// 400 `GSL.00010004` when no card would be acted on, or the key came with another request; 409 `GSL.00013010` when the
/// plan was carried out already; else the database's.
pub fn make(
    store: &Store,
    new: &NewBulkJob<'_>,
    plan: &Plan,
    now_ms: i64,
    key: Option<&Key>,
) -> Result<BulkPlan, ApiError> {
    if plan.told.will_act == 0 {
        let why = "has no card that this can be done with";
        return Err(ApiError::parameter("selection", why));
    }
    let job = begin(store, new, plan, now_ms)?;
    let made = fill(store, job, plan).and_then(|()| publish(store, job, new, plan, now_ms, key));
    if !matches!(&made, Ok(told) if told.bulk_job_id == Some(job)) {
        forget(store, job)?;
    }
    made
}

/// The head of the job, not ready yet. Old jobs go.
fn begin(store: &Store, new: &NewBulkJob<'_>, plan: &Plan, now_ms: i64) -> Result<i64, ApiError> {
    let json = |value: serde_json::Result<String>| value.map_err(ApiError::internal);
    let parameters = json(serde_json::to_string(new.parameters))?;
    let act = plan.act.as_ref().map(serde_json::to_string).transpose();
    let act = act.map_err(ApiError::internal)?;
    store.write(|db| {
        db.execute(
            "DELETE FROM bulk_jobs WHERE finish_time < ?1",
            [now_ms - KEPT_MS],
        )?;
        let last: i64 =
            db.query_row("SELECT COALESCE(MAX(id), 0) FROM bulk_jobs", [], |row| row.get(0))?;
        let job = last.max(BEFORE_FIRST) + 1;
        db.execute(
            "INSERT INTO bulk_jobs (id, action, parameters, act, selection, source, retry_of, ready, batch, total, \
             waiting, excluded, create_time, expected_time, plan) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                job,
                plan.told.action,
                parameters,
                act,
                new.selection,
                new.source.code(),
                new.retry_of,
                plan.told.will_act > 1,
                plan.told.total,
                plan.told.will_act,
                plan.told.excluded_count,
                now_ms,
                plan.expected_ms,
                plan.told.plan_id,
            ],
        )?;
        Ok((job, Vec::new()))
    })
}

fn fill(store: &Store, job: i64, plan: &Plan) -> Result<(), ApiError> {
    let mut position = 0_i64;
    for chunk in plan.items.chunks(CHUNK) {
        store.write(|db| {
            let mut insert = db.prepare_cached(
                "INSERT INTO bulk_items (job, position, status, card_id, number, act, reason) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            for item in chunk {
                position += 1;
                let reason = item.refused.as_ref().map(|reason| keep(db, reason));
                let act = item.act.as_ref().map(serde_json::to_string).transpose();
                insert.execute(params![
                    job,
                    position,
                    status(item).number(),
                    item.card,
                    // The container ID of a card stands in its row.
                    Some(&item.number).filter(|_| item.card.is_none()),
                    act.map_err(ApiError::internal)?,
                    reason.transpose()?,
                ])?;
            }
            Ok::<_, ApiError>(((), Vec::new()))
        })?;
        // The lock is not fair: whoever waits for it gets it now.
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

const fn status(item: &Item) -> Status {
    match item.refused {
        None => Status::Waiting,
        Some(_) => Status::Excluded,
    }
}

fn publish(
    store: &Store,
    job: i64,
    new: &NewBulkJob<'_>,
    plan: &Plan,
    now_ms: i64,
    key: Option<&Key>,
) -> Result<BulkPlan, ApiError> {
    store.write(|db| {
        once(db, key, now_ms, |db| {
            if let Some(plan) = plan.told.plan_id {
                unused(db, plan)?;
            }
            db.execute("UPDATE bulk_jobs SET ready = 1 WHERE id = ?1", [job])?;
            let order_id = place(
                db,
                store.catalog(),
                (job, &plan.told.action),
                new.parameters,
                (now_ms, plan.expected_ms),
                new.simulation,
            )?;
            let told = BulkPlan {
                bulk_job_id: Some(job),
                order_id,
                ..plan.told.clone()
            };
            Ok((told, Vec::new()))
        })
    })
}

fn forget(store: &Store, job: i64) -> Result<(), ApiError> {
    store.write(|db| {
        db.execute("DELETE FROM bulk_jobs WHERE id = ?1", [job])?;
        Ok(((), Vec::new()))
    })
}

/// Removes jobs whose writing was cut off by the end of the service; their callers never had an answer.
///
/// # Errors
/// When the database refuses.
pub fn forget_unfinished(db: &rusqlite::Connection) -> rusqlite::Result<()> {
    db.execute("DELETE FROM bulk_jobs WHERE ready = 0", [])?;
    Ok(())
}
