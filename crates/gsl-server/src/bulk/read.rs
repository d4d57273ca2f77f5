//! How jobs stand.

use gsl_model::wire::{BulkExample, BulkExcluded, BulkItem, BulkJob};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Status;
use super::plan::most_first;
use super::reason;
use crate::clock::time;

const JOB: &str = "SELECT id, action, parameters, selection, total, waiting, running, succeeded, failed, excluded, \
    cancelled, retry_of, create_time, finish_time, expected_time, cancel_time, \
    (SELECT o.id FROM orders o WHERE o.job = bulk_jobs.id), held FROM bulk_jobs";

fn job(row: &Row<'_>) -> rusqlite::Result<BulkJob> {
    let parameters: String = row.get(2)?;
    let (waiting, running): (i64, i64) = (row.get(5)?, row.get(6)?);
    let (succeeded, failed): (i64, i64) = (row.get(7)?, row.get(8)?);
    let cancelled: i64 = row.get(10)?;
    let finish: Option<i64> = row.get(13)?;
    let cancel: Option<i64> = row.get(15)?;
    let (action, held): (String, bool) = (row.get(1)?, row.get(17)?);
    // What is paid for is neither taken back nor done again.
    let paid = action == "replace" && !held;
    let state = match finish {
        None if running + succeeded + failed + cancelled == 0 => "waiting",
        None => "running",
        Some(_) if cancelled > 0 => "cancelled",
        Some(_) if failed == 0 => "succeeded",
        Some(_) if succeeded == 0 => "failed",
        Some(_) => "partly_failed",
    };
    Ok(BulkJob {
        bulk_job_id: row.get(0)?,
        action,
        parameters: serde_json::from_str(&parameters).unwrap_or_default(),
        selection: row.get(3)?,
        state: state.to_owned(),
        total: row.get(4)?,
        waiting,
        running,
        succeeded,
        failed,
        excluded: row.get(9)?,
        cancelled,
        cancellable: finish.is_none() && cancel.is_none() && !paid,
        retryable: finish.is_some() && failed > 0 && !paid,
        retry_of: row.get(11)?,
        create_time: Some(time(row.get(12)?)),
        finish_time: finish.map(time),
        // Counted from the payment.
        expected_time: Some(time(row.get(14)?)).filter(|_| !held),
        order_id: row.get(16)?,
        unpaid: held,
        work_order_ids: None,
        excluded_reasons: None,
        failed_reasons: None,
    })
}

/// A page of jobs, newest first, and how many there are. `open` wants those under way or those that are over.
///
/// # Errors
/// When the database cannot be read.
pub fn jobs(
    db: &Connection,
    open: Option<bool>,
    skip: i64,
    limit: i64,
) -> rusqlite::Result<(i64, Vec<BulkJob>)> {
    let condition = "ready AND (?1 IS NULL OR (finish_time IS NULL) = ?1)";
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM bulk_jobs WHERE {condition}"),
        [open],
        |row| row.get(0),
    )?;
    let mut statement = db.prepare_cached(&format!(
        "{JOB} WHERE {condition} ORDER BY id DESC LIMIT ?2 OFFSET ?3"
    ))?;
    let jobs = statement.query_map(params![open, limit, skip], job)?;
    Ok((count, jobs.collect::<rusqlite::Result<_>>()?))
}

/// One job with its reasons and work orders.
///
/// # Errors
/// When the database cannot be read.
pub fn one(db: &Connection, id: i64) -> rusqlite::Result<Option<BulkJob>> {
    let found = db
        .prepare_cached(&format!("{JOB} WHERE id = ?1 AND ready"))?
        .query_row([id], job)
        .optional()?;
    let Some(found) = found else {
        return Ok(None);
    };
    let work_orders = db
        .prepare_cached("SELECT work_order FROM bulk_orders WHERE job = ?1 ORDER BY work_order")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(BulkJob {
        work_order_ids: Some(work_orders),
        excluded_reasons: Some(reasons(db, id, Status::Excluded)?),
        failed_reasons: Some(reasons(db, id, Status::Failed)?),
        ..found
    }))
}

fn reasons(db: &Connection, job: i64, status: Status) -> rusqlite::Result<Vec<BulkExcluded>> {
    let groups: Vec<(i64, i64, Option<String>)> = db
        .prepare_cached(
            "SELECT i.reason, COUNT(*), r.reason FROM bulk_items i JOIN bulk_reasons r ON r.id = i.reason \
             WHERE job = ?1 AND status = ?2 GROUP BY i.reason",
        )?
        .query_map([job, status.number()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut examples = db.prepare_cached(
        "SELECT card_id, COALESCE(number, cards.cid, g.cid, '') FROM bulk_items LEFT JOIN cards ON cards.id = card_id LEFT JOIN gone_cards g ON g.id = card_id \
         WHERE job = ?1 AND bulk_items.status = ?2 AND reason = ?3 ORDER BY position LIMIT 5",
    )?;
    let mut told = Vec::with_capacity(groups.len());
    for (number, count, text) in groups {
        let named = examples.query_map([job, status.number(), number], |row| {
            Ok(BulkExample {
                sim_card_id: row.get(0)?,
                number: row.get(1)?,
            })
        })?;
        told.push(BulkExcluded {
            reason: reason::read(text).unwrap_or_default(),
            count,
            examples: named.collect::<rusqlite::Result<_>>()?,
        });
    }
    Ok(most_first(told))
}

/// Items of a job from a place on, in order; `status` wants only some.
///
/// # Errors
/// When the database cannot be read.
pub fn items(
    db: &Connection,
    job: i64,
    status: Option<Status>,
    skip: i64,
    limit: i64,
) -> rusqlite::Result<Vec<BulkItem>> {
    // The index by status is in order of the places too.
    let condition = status.map_or_else(String::new, |status| {
        format!("AND i.status = {}", status.number())
    });
    let mut statement = db.prepare_cached(&format!(
        "SELECT position, card_id, COALESCE(number, cards.cid, g.cid, ''), COALESCE(cards.cid, g.cid), i.status, r.reason, work_order, finish_time \
         FROM bulk_items i LEFT JOIN cards ON cards.id = card_id LEFT JOIN gone_cards g ON g.id = card_id LEFT JOIN bulk_reasons r ON r.id = i.reason \
         WHERE job = ?1 {condition} ORDER BY position LIMIT ?2 OFFSET ?3"
    ))?;
    let rows = statement.query_map([job, limit, skip], |row| {
        let status = Status::from_number(row.get(4)?);
        Ok(BulkItem {
            position: row.get(0)?,
            sim_card_id: row.get(1)?,
            number: row.get(2)?,
            iccid: row.get(3)?,
            status: status.map_or("", Status::key).to_owned(),
            reason: reason::read(row.get(5)?),
            work_order_id: row.get(6)?,
            finish_time: row.get::<_, Option<i64>>(7)?.map(time),
        })
    })?;
    rows.collect()
}

/// How many items a page is out of.
#[must_use]
pub fn count(job: &BulkJob, status: Option<Status>) -> i64 {
    match status {
        None => job.total,
        Some(Status::Waiting) => job.waiting,
        Some(Status::Running) => job.running,
        Some(Status::Succeeded) => job.succeeded,
        Some(Status::Failed) => job.failed,
        Some(Status::Excluded) => job.excluded,
        Some(Status::Cancelled) => job.cancelled,
    }
}

/// The failed cards of a job with what was done to each, when each had an act of its own.
///
/// # Errors
/// When the database cannot be read.
pub fn failed(db: &Connection, job: i64) -> rusqlite::Result<Vec<(i64, Option<String>)>> {
    db.prepare_cached(
        "SELECT card_id, act FROM bulk_items WHERE job = ?1 AND status = 3 AND card_id IS NOT NULL ORDER BY position",
    )?
    .query_map([job], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}
