//! Orders that belong to a bulk job, and the job: what becomes of one when the other is paid, cancelled or ends. The order is
//! made by the job (`crate::bulk::order`).

use gsl_model::order::{OrderStatus, OrderType};
use rusqlite::{Connection, OptionalExtension, params};

use super::{UNFINISHED, buy, run};
use crate::work_orders::CarrierSimulation;

/// Thousandths of a working day from payment until a replacement is done: sent and known as a purchase is (assumed).
pub const REPLACED: i64 = 11_000;

/// An order is paid: its job begins.
///
/// # Errors
/// When the database refuses.
pub fn paid(
    db: &Connection,
    order: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE bulk_jobs SET held = 0, expected_time = ?2 WHERE id = (SELECT job FROM orders WHERE id = ?1) AND held",
        params![order, simulation.after(now_ms, REPLACED)],
    )?;
    Ok(())
}

/// An order ended without payment: its job is not done.
///
/// # Errors
/// When the database refuses.
pub fn lapsed(db: &Connection, order: i64, at_ms: i64) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE bulk_jobs SET held = 0, cancel_time = COALESCE(cancel_time, ?2) \
         WHERE id = (SELECT job FROM orders WHERE id = ?1) AND held",
        params![order, at_ms],
    )?;
    Ok(())
}

/// A job is cancelled: an order of it that waits for payment ends.
///
/// # Errors
/// When the database refuses.
pub fn cancelled(db: &Connection, job: i64, now_ms: i64) -> rusqlite::Result<()> {
    let unpaid: Option<i64> = db
        .query_row(
            "SELECT id FROM orders WHERE job = ?1 AND status = ?2 AND pay_before IS NOT NULL AND pay_time IS NULL",
            params![job, OrderStatus::Reviewing.code()],
            |row| row.get(0),
        )
        .optional()?;
    match unpaid {
        Some(order) => buy::cancel(db, order, now_ms),
        None => Ok(()),
    }
}

/// A job has ended, and with it its order: completed when a card of it was done.
///
/// # Errors
/// When the database refuses.
pub fn ended(db: &Connection, job: i64, now_ms: i64) -> rusqlite::Result<()> {
    let found: Option<(i64, i32, i64, i64)> = db
        .prepare_cached(&format!(
            "SELECT o.id, o.type, j.succeeded, j.cancelled FROM orders o JOIN bulk_jobs j ON j.id = o.job \
             WHERE o.job = ?1 AND o.status {UNFINISHED}"
        ))?
        .query_row([job], |row| {
            Ok((row.get("id")?, row.get("type")?, row.get("succeeded")?, row.get("cancelled")?))
        })
        .optional()?;
    let Some((order, kind, succeeded, cancelled)) = found else {
        return Ok(());
    };
    let (status, why) = match (succeeded, cancelled) {
        (1.., _) => (OrderStatus::Completed, None),
        (_, 1..) => (OrderStatus::Cancelled, None),
        _ => (
            OrderStatus::Failed,
            Some("None of its cards could be done."),
        ),
    };
    if status == OrderStatus::Completed {
        db.execute(
            "UPDATE order_steps SET done = 1, at = MIN(at, ?2) WHERE order_id = ?1 AND NOT done",
            [order, now_ms],
        )?;
        if OrderType::from_code(kind) == Some(OrderType::Replacement) {
            run::ship(db, order)?;
        }
    }
    db.execute(
        "UPDATE orders SET status = ?2, finish_time = ?3, fail_reason = ?4, next_time = NULL WHERE id = ?1",
        params![order, status.code(), now_ms, why],
    )?;
    Ok(())
}
