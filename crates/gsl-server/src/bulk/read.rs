//! How jobs stand.

use gsl_model::wire::{BulkExample, BulkExcluded, BulkItem, BulkJob, BulkParameters};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Status;
use super::plan::most_first;
use super::reason;
use super::undo::opposite_key;
use crate::clock::time;
use crate::db::rows::FromRow;

crate::from_row! {
    struct JobRow {
        id: i64,
        action: String,
        parameters: String,
        selection: String,
        total: i64,
        waiting: i64,
        running: i64,
        succeeded: i64,
        failed: i64,
        excluded: i64,
        cancelled: i64,
        retry_of: Option<i64>,
        create_time: i64,
        finish_time: Option<i64>,
        expected_time: i64,
        cancel_time: Option<i64>,
        order_id: Option<i64> = "(SELECT o.id FROM orders o WHERE o.job = bulk_jobs.id)",
        held: bool,
    }
}

fn job(row: &Row<'_>) -> rusqlite::Result<BulkJob> {
    let row = JobRow::from_row(row)?;
    let JobRow {
        waiting,
        running,
        succeeded,
        failed,
        cancelled,
        held,
        ..
    } = row;
    let (action, finish, cancel) = (row.action, row.finish_time, row.cancel_time);
    // What is paid for is neither taken back nor done again.
    let paid = action == "replace" && !held;
    let parameters: BulkParameters = serde_json::from_str(&row.parameters).unwrap_or_default();
    let undoable = opposite_key(&action, &parameters).is_some();
    let state = match finish {
        None if running + succeeded + failed + cancelled == 0 => "waiting",
        None => "running",
        Some(_) if cancelled > 0 => "cancelled",
        Some(_) if failed == 0 => "succeeded",
        Some(_) if succeeded == 0 => "failed",
        Some(_) => "partly_failed",
    };
    Ok(BulkJob {
        bulk_job_id: row.id,
        action,
        parameters,
        selection: row.selection,
        state: state.to_owned(),
        total: row.total,
        waiting,
        running,
        succeeded,
        failed,
        excluded: row.excluded,
        cancelled,
        cancellable: finish.is_none() && cancel.is_none() && !paid,
        retryable: finish.is_some() && failed > 0 && !paid,
        undoable: finish.is_some() && succeeded > 0 && undoable,
        retry_of: row.retry_of,
        create_time: Some(time(row.create_time)),
        finish_time: finish.map(time),
        // Counted from the payment.
        expected_time: Some(time(row.expected_time)).filter(|_| !held),
        order_id: row.order_id,
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
        "SELECT {} FROM bulk_jobs WHERE {condition} ORDER BY id DESC LIMIT ?2 OFFSET ?3",
        JobRow::COLUMNS
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
        .prepare_cached(&format!(
            "SELECT {} FROM bulk_jobs WHERE id = ?1 AND ready",
            JobRow::COLUMNS
        ))?
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
            "SELECT i.reason AS number, COUNT(*) AS cards, r.reason FROM bulk_items i \
             JOIN bulk_reasons r ON r.id = i.reason WHERE job = ?1 AND status = ?2 GROUP BY i.reason",
        )?
        .query_map([job, status.number()], |row| {
            Ok((row.get("number")?, row.get("cards")?, row.get("reason")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut examples = db.prepare_cached(
        "SELECT card_id, COALESCE(number, cards.cid, g.cid, '') AS number FROM bulk_items LEFT JOIN cards ON cards.id = card_id LEFT JOIN gone_cards g ON g.id = card_id \
         WHERE job = ?1 AND bulk_items.status = ?2 AND reason = ?3 ORDER BY position LIMIT 5",
    )?;
    let mut told = Vec::with_capacity(groups.len());
    for (number, count, text) in groups {
        let named = examples.query_map([job, status.number(), number], |row| {
            Ok(BulkExample {
                sim_card_id: row.get("card_id")?,
                number: row.get("number")?,
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
        "SELECT position, card_id, COALESCE(number, cards.cid, g.cid, '') AS number, COALESCE(cards.cid, g.cid) AS iccid, i.status, r.reason, work_order, finish_time FROM bulk_items i LEFT JOIN cards ON cards.id = card_id LEFT JOIN gone_cards g ON g.id = card_id LEFT JOIN bulk_reasons r ON r.id = i.reason \
         WHERE job = ?1 {condition} ORDER BY position LIMIT ?2 OFFSET ?3"
    ))?;
    let rows = statement.query_map([job, limit, skip], |row| {
        let status = Status::from_number(row.get("status")?);
        Ok(BulkItem {
            position: row.get("position")?,
            sim_card_id: row.get("card_id")?,
            number: row.get("number")?,
            iccid: row.get("iccid")?,
            status: status.map_or("", Status::key).to_owned(),
            reason: reason::read(row.get("reason")?),
            work_order_id: row.get("work_order")?,
            finish_time: row.get::<_, Option<i64>>("finish_time")?.map(time),
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
    .query_map([job], |row| Ok((row.get("card_id")?, row.get("act")?)))?
    .collect()
}
