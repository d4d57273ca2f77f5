//! How items end: done, failed, cancelled.

use gsl_model::wire::BulkReason;
use rusqlite::{Connection, Transaction, params};

use super::Status;
use super::reason::{keep, plain};
use crate::orders::jobs;
use crate::store::Store;
use crate::work_orders::cancel::{CANCELLED, cancel as cancel_order};

/// Items cancelled in one transaction.
const CHUNK: usize = 2000;

/// The jobs under way, and whether they are being cancelled.
pub(super) fn open(store: &Store) -> rusqlite::Result<Vec<(i64, bool)>> {
    store.read(|db| {
        let mut statement = db.prepare_cached(
            "SELECT id, cancel_time IS NOT NULL AS cancelling FROM bulk_jobs WHERE finish_time IS NULL AND ready AND NOT held ORDER BY id",
        )?;
        statement
            .query_map([], |row| Ok((row.get("id")?, row.get("cancelling")?)))?
            .collect()
    })
}

/// Takes over what came of the work orders of every job.
///
/// # Errors
/// When the database refuses.
pub fn collect_all(store: &Store, now_ms: i64) -> rusqlite::Result<()> {
    for (job, _) in open(store)? {
        collect(store, job, now_ms)?;
    }
    Ok(())
}

/// Counts items over from one status to another.
pub(super) fn count_over(
    db: &Connection,
    job: i64,
    from: Status,
    to: Status,
    items: usize,
) -> rusqlite::Result<()> {
    if items == 0 {
        return Ok(());
    }
    let (from, to) = (from.key(), to.key());
    db.prepare_cached(&format!(
        "UPDATE bulk_jobs SET {from} = {from} - ?2, {to} = {to} + ?2 WHERE id = ?1"
    ))?
    .execute(params![job, i64::try_from(items).unwrap_or(0)])?;
    Ok(())
}

/// Ends a job with nothing left to do, and its order.
pub(super) fn settle(db: &Connection, job: i64, now_ms: i64) -> rusqlite::Result<()> {
    let over = db
        .prepare_cached(
            "UPDATE bulk_jobs SET finish_time = ?2 \
         WHERE id = ?1 AND finish_time IS NULL AND waiting = 0 AND running = 0",
        )?
        .execute([job, now_ms])?;
    if over > 0 {
        jobs::ended(db, job, now_ms)?;
    }
    Ok(())
}

/// Ends items: done, or failed for a reason.
pub(super) fn end(
    db: &Connection,
    job: i64,
    from: Status,
    ends: &[(i64, Result<(), BulkReason>)],
    now_ms: i64,
) -> rusqlite::Result<()> {
    let mut update = db.prepare_cached(
        "UPDATE bulk_items SET status = ?4, reason = ?5, finish_time = ?6 \
         WHERE job = ?1 AND position = ?2 AND status = ?3",
    )?;
    let mut failed = 0;
    for (position, outcome) in ends {
        let (status, reason) = match outcome {
            Ok(()) => (Status::Succeeded, None),
            Err(reason) => (Status::Failed, Some(keep(db, reason)?)),
        };
        failed += usize::from(reason.is_some());
        update.execute(params![
            job,
            position,
            from.number(),
            status.number(),
            reason,
            now_ms
        ])?;
    }
    count_over(db, job, from, Status::Failed, failed)?;
    count_over(db, job, from, Status::Succeeded, ends.len() - failed)
}

/// Takes over what came of the work orders of a job.
///
/// # Errors
/// When the database refuses.
pub fn collect(store: &Store, job: i64, now_ms: i64) -> rusqlite::Result<()> {
    let orders: Vec<i64> = store.read(|db| {
        db.prepare_cached(
            "SELECT b.work_order FROM bulk_orders b JOIN work_orders o ON o.id = b.work_order \
             WHERE b.job = ?1 AND b.collected < b.total AND o.success + o.failed > b.collected",
        )?
        .query_map([job], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()
    })?;
    for order in orders {
        store.write(|db| {
            collect_order(db, job, order)?;
            settle(db, job, now_ms)?;
            Ok::<_, rusqlite::Error>(((), Vec::new()))
        })?;
    }
    Ok(())
}

/// One card of a work order that has ended: place in the job, done or not, when, why not.
type Outcome = (i64, bool, i64, Option<String>, Option<String>);

fn collect_order(db: &Transaction<'_>, job: i64, order: i64) -> rusqlite::Result<()> {
    let ended: Vec<Outcome> = db
        .prepare_cached(
            "SELECT b.position, w.status = 1 AS done, w.finish_time, w.fail_key, w.description FROM bulk_items b \
             JOIN work_order_items w ON w.work_order = b.work_order AND w.card_id = b.card_id \
             WHERE b.work_order = ?1 AND b.job = ?2 AND b.status = 1 AND w.status <> 2",
        )?
        .query_map([order, job], |row| {
            Ok((
                row.get("position")?,
                row.get("done")?,
                row.get::<_, Option<i64>>("finish_time")?.unwrap_or(0),
                row.get("fail_key")?,
                row.get("description")?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let count = ended.len();
    for (position, done, finish_ms, key, words) in ended {
        let reason = |fallback: &str| {
            plain(
                key.as_deref().unwrap_or("failed"),
                words.as_deref().unwrap_or(fallback),
            )
        };
        if key.as_deref() == Some(CANCELLED) {
            let reason = keep(db, &reason("The work order was cancelled."))?;
            db.prepare_cached(
                "UPDATE bulk_items SET status = 5, reason = ?3, finish_time = ?4 WHERE job = ?1 AND position = ?2",
            )?
            .execute([job, position, reason, finish_ms])?;
            count_over(db, job, Status::Running, Status::Cancelled, 1)?;
            continue;
        }
        let outcome = if done { Ok(()) } else { Err(reason("Failed.")) };
        end(db, job, Status::Running, &[(position, outcome)], finish_ms)?;
    }
    db.execute(
        "UPDATE bulk_orders SET collected = collected + ?3 WHERE job = ?1 AND work_order = ?2",
        params![job, order, i64::try_from(count).unwrap_or(0)],
    )?;
    Ok(())
}

/// Cancels a job: what is not begun is not done. What is paid for is not taken back (Q3.10). Answers whether there was anything to cancel.
///
/// # Errors
/// When the database refuses.
pub fn cancel(store: &Store, job: i64, now_ms: i64) -> rusqlite::Result<bool> {
    let told = store.write(|db| {
        let told = db.execute(
            "UPDATE bulk_jobs SET cancel_time = ?2 \
             WHERE id = ?1 AND ready AND finish_time IS NULL AND cancel_time IS NULL AND (held OR action <> 'replace')",
            [job, now_ms],
        )?;
        if told > 0 {
            jobs::cancelled(db, job, now_ms)?;
        }
        Ok::<_, rusqlite::Error>((told, Vec::new()))
    })?;
    if told == 0 {
        return Ok(false);
    }
    cancel_rest(store, job, now_ms)?;
    collect(store, job, now_ms)?;
    Ok(true)
}

/// Cancels what waits, and the work orders whose processing has not begun.
pub(super) fn cancel_rest(store: &Store, job: i64, now_ms: i64) -> rusqlite::Result<()> {
    loop {
        let cancelled = store.write(|db| {
            let cancelled = db
                .prepare_cached(
                    "UPDATE bulk_items SET status = 5, finish_time = ?2 WHERE job = ?1 AND position IN \
                     (SELECT position FROM bulk_items WHERE job = ?1 AND status = 0 LIMIT ?3)",
                )?
                .execute(params![job, now_ms, CHUNK as i64])?;
            count_over(db, job, Status::Waiting, Status::Cancelled, cancelled)?;
            settle(db, job, now_ms)?;
            Ok::<_, rusqlite::Error>((cancelled, Vec::new()))
        })?;
        if cancelled < CHUNK {
            break;
        }
        // The lock is not fair: whoever waits for it gets it now.
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let orders: Vec<i64> = store.read(|db| {
        db.prepare_cached(
            "SELECT b.work_order FROM bulk_orders b JOIN work_orders o ON o.id = b.work_order \
             WHERE b.job = ?1 AND b.collected < b.total AND o.outcome IS NULL AND o.begin_time > ?2",
        )?
        .query_map([job, now_ms], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()
    })?;
    for order in orders {
        store
            .write(|db| Ok::<_, rusqlite::Error>((cancel_order(db, order, now_ms)?, Vec::new())))?;
    }
    Ok(())
}
