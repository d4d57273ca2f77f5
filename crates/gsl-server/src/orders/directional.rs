//! Directional entries of orders: handed in, reviewed, configured, changed, deleted as the clock goes.

use gsl_model::carrier::Carrier;
use gsl_model::order::{DirectionalState, Entry};
use gsl_model::workday::{Duration, Task};
use rusqlite::{Connection, OptionalExtension, params};

use crate::work_orders::CarrierSimulation;

/// Thousandths of a working day until an entry is reviewed (assumed).
const REVIEW: i64 = 1000;
/// Addresses the review refuses: those that can never exist, so that there is a way to see 审核不通过.
const REFUSED: &str = ".invalid";

/// When an entry handed in at an instant is in effect: of China Telecom five, of China Unicom seven working days, of China
/// Mobile six weeks; as of China Telecom where no source says (assumed).
#[must_use]
pub fn effective(carrier: Carrier, now_ms: i64, simulation: CarrierSimulation) -> i64 {
    let days = match Task::Directional.duration(carrier) {
        Some(Duration::WorkingDays(_, most)) => i64::from(most),
        Some(Duration::Weeks(weeks)) => i64::from(weeks) * 5,
        Some(Duration::Minutes(_)) | None => 5,
    };
    simulation.after(now_ms, days * 1000)
}

/// Stores an entry; it waits for [`review`].
///
/// # Errors
/// When the database refuses.
pub fn store(db: &Connection, order: i64, entry: &Entry, now_ms: i64) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO directional (order_id, kind, protocol, address, port, state, create_time) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            order,
            entry.kind.code(),
            entry.protocol.name(),
            entry.address,
            entry.port,
            DirectionalState::Pending.code(),
            now_ms
        ],
    )?;
    Ok(())
}

/// Entries of a completed order that waited are reviewed.
///
/// # Errors
/// When the database refuses.
pub fn review(
    db: &Connection,
    order: i64,
    carrier: Carrier,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE directional SET state = ?2, due = ?3, expected = ?4 WHERE order_id = ?1 AND state = ?5",
        params![
            order,
            DirectionalState::Reviewing.code(),
            simulation.after(now_ms, REVIEW),
            effective(carrier, now_ms, simulation),
            DirectionalState::Pending.code()
        ],
    )?;
    Ok(())
}

/// Changes an entry: one that still waits at once, any other by way of 修改中.
///
/// # Errors
/// When the database refuses.
pub fn edit(
    db: &Connection,
    id: i64,
    entry: &Entry,
    state: DirectionalState,
    done_ms: i64,
) -> rusqlite::Result<()> {
    let waits = state == DirectionalState::Pending;
    let next = if waits {
        DirectionalState::Pending
    } else {
        DirectionalState::Changing
    };
    db.execute(
        "UPDATE directional SET kind = ?2, protocol = ?3, address = ?4, port = ?5, state = ?6, due = ?7, expected = ?7 \
         WHERE id = ?1",
        params![
            id,
            entry.kind.code(),
            entry.protocol.name(),
            entry.address,
            entry.port,
            next.code(),
            (!waits).then_some(done_ms)
        ],
    )?;
    Ok(())
}

/// Deletes an entry: one that still waits or was refused at once, any other by way of 删除中.
///
/// # Errors
/// When the database refuses.
pub fn delete(
    db: &Connection,
    id: i64,
    state: DirectionalState,
    done_ms: i64,
) -> rusqlite::Result<()> {
    if matches!(
        state,
        DirectionalState::Pending | DirectionalState::Rejected
    ) {
        db.execute("DELETE FROM directional WHERE id = ?1", [id])?;
        return Ok(());
    }
    db.execute(
        "UPDATE directional SET state = ?2, due = ?3, expected = ?3 WHERE id = ?1",
        params![id, DirectionalState::Deleting.code(), done_ms],
    )?;
    Ok(())
}

/// An entry whose next state is due.
///
/// # Errors
/// When the database cannot be read.
pub fn next_due(db: &Connection, now_ms: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM directional WHERE due <= ?1 ORDER BY due, id LIMIT 1")?
        .query_row([now_ms], |row| row.get(0))
        .optional()
}

/// Moves an entry on; answers the cards that changed: with its first entry in effect an order is directional for good (Q3.6).
///
/// # Errors
/// When the database refuses.
pub fn step(db: &Connection, id: i64, now_ms: i64) -> rusqlite::Result<Vec<i64>> {
    let found: Option<(i64, i32, String)> = db
        .query_row(
            "SELECT order_id, state, address FROM directional WHERE id = ?1 AND due <= ?2",
            [id, now_ms],
            |row| Ok((row.get("order_id")?, row.get("state")?, row.get("address")?)),
        )
        .optional()?;
    let Some((order, state, address)) = found else {
        return Ok(Vec::new());
    };
    use DirectionalState::{Changing, Configuring, Deleting, Effective, Rejected, Reviewing};
    let set = |state: DirectionalState, due: &str| {
        db.execute(
            &format!("UPDATE directional SET state = ?2, due = {due} WHERE id = ?1"),
            params![id, state.code()],
        )
    };
    match DirectionalState::from_code(state) {
        Some(Reviewing | Changing) if address.ends_with(REFUSED) => {
            db.execute("UPDATE directional SET expected = NULL WHERE id = ?1", [id])?;
            set(Rejected, "NULL")?;
        }
        Some(Reviewing) => {
            set(Configuring, "MAX(expected, due)")?;
        }
        Some(Deleting) => {
            db.execute("DELETE FROM directional WHERE id = ?1", [id])?;
        }
        Some(Configuring | Changing) => {
            set(Effective, "NULL")?;
            return directional(db, order);
        }
        _ => {
            db.execute("UPDATE directional SET due = NULL WHERE id = ?1", [id])?;
        }
    }
    Ok(Vec::new())
}

fn directional(db: &Connection, order: i64) -> rusqlite::Result<Vec<i64>> {
    db.execute("UPDATE orders SET data_type = 2 WHERE id = ?1", [order])?;
    let cards: Vec<i64> = db
        .prepare_cached("SELECT id FROM cards WHERE order_id = ?1 AND data_type <> 2")?
        .query_map([order], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    db.execute(
        "UPDATE cards SET data_type = 2 WHERE order_id = ?1 AND data_type <> 2",
        [order],
    )?;
    Ok(cards)
}
