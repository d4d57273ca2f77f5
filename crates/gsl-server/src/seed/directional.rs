//! Directional entries of the demo fleet: orders of big plans outside pools reach their own platform, and every state occurs.

use gsl_model::order::DirectionalState;
use rusqlite::{Transaction, params};

use super::orders::{Batch, Pool};
use crate::clock::DAY_MS;

/// What is done to the second entry of one order after another; the first is in effect.
const STATES: [DirectionalState; 5] = [
    DirectionalState::Reviewing,
    DirectionalState::Rejected,
    DirectionalState::Configuring,
    DirectionalState::Changing,
    DirectionalState::Deleting,
];
/// Days until what is under way moves on.
const SOON: i64 = 3;

/// Stores the entries of all orders with directional data.
///
/// # Errors
/// When the database refuses.
pub fn insert(db: &Transaction<'_>, batches: &[Batch], now_ms: i64) -> rusqlite::Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO directional (order_id, kind, protocol, address, port, state, create_time, due, expected) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
    )?;
    let big = |batch: &&Batch| batch.pool == Pool::None && batch.plan.flow_total > 100_000;
    for (number, batch) in batches.iter().filter(big).enumerate() {
        let platform = format!("*.fleet{:02}.example.com", number + 1);
        insert.execute(params![
            batch.id,
            1,
            "https",
            platform,
            None::<i64>,
            DirectionalState::Effective.code(),
            batch.created,
            None::<i64>
        ])?;
        let Some(state) = STATES.get(number % (STATES.len() + 1)).copied() else {
            continue;
        };
        let rejected = state == DirectionalState::Rejected;
        let address = if rejected {
            "gateway.invalid"
        } else {
            "mqtt.example.com"
        };
        insert.execute(params![
            batch.id,
            1,
            "mqtt",
            address,
            8883,
            state.code(),
            now_ms - DAY_MS,
            (!rejected).then_some(now_ms + SOON * DAY_MS)
        ])?;
    }
    Ok(())
}
