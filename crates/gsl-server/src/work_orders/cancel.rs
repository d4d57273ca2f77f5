//! Cancels what a work order has not done yet.

use gsl_model::work_order::{ItemStatus, WorkOrderStatus};
use rusqlite::{OptionalExtension, Transaction, params};

/// Why a card of a cancelled work order was left as it was.
pub const CANCELLED: &str = "cancelled";

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// Cancelled; so many cards were left as they were.
    Left(usize),
    /// It had ended before, or is paid for, which is not taken back (Q3.10).
    TooLate,
    /// There is no such work order.
    Unknown,
}

/// Cancels a work order: cards done stay done, the others are left as they are.
///
/// # Errors
/// When the database refuses.
pub fn cancel(db: &Transaction<'_>, order: i64, now_ms: i64) -> rusqlite::Result<Cancelled> {
    let outcome: Option<Option<i32>> = db
        .query_row(
            "SELECT CASE WHEN outcome IS NULL AND action_key = 'replace' THEN 0 ELSE outcome END FROM work_orders WHERE id = ?1",
            [order],
            |row| row.get(0),
        )
        .optional()?;
    match outcome {
        None => return Ok(Cancelled::Unknown),
        Some(Some(_)) => return Ok(Cancelled::TooLate),
        Some(None) => {}
    }
    let left = db.execute(
        "UPDATE work_order_items SET status = ?2, finish_time = ?3, fail_key = ?4, \
         description = 'The work order was cancelled.' WHERE work_order = ?1 AND status = 2",
        params![order, ItemStatus::Failed.code(), now_ms, CANCELLED],
    )?;
    db.execute(
        "UPDATE work_orders SET outcome = ?2, finish_time = ?3, failed = failed + ?4 WHERE id = ?1",
        params![
            order,
            WorkOrderStatus::Cancelled.code(),
            now_ms,
            i64::try_from(left).unwrap_or(i64::MAX)
        ],
    )?;
    Ok(Cancelled::Left(left))
}
