//! When pools are counted anew, and what comes due with the clock.

use rusqlite::{Connection, OptionalExtension, params};

use super::{figures, head};
use crate::catalog::Catalog;

/// Pools are counted at least this often (Q8.2).
pub const HOUR_MS: i64 = 3_600_000;

/// The full hour after an instant; hours of UTC and of the service's zone are the same.
#[must_use]
pub const fn next_hour(now_ms: i64) -> i64 {
    (now_ms.div_euclid(HOUR_MS) + 1) * HOUR_MS
}

/// What came of settling.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Cards that stopped or came back.
    pub touched: Vec<i64>,
    /// When there is something to do again, ms.
    pub next: i64,
}

/// Brings pools up to now: add-ons that have arrived, joins that came to nothing, and every pool that was touched, or
/// all of them.
///
/// # Errors
/// When the database refuses.
pub fn settle(
    db: &Connection,
    catalog: &Catalog,
    all: bool,
    now_ms: i64,
) -> rusqlite::Result<Settled> {
    arrive(db, now_ms)?;
    db.execute(
        "DELETE FROM pool_orders WHERE joined_at IS NULL AND work_order IN \
         (SELECT id FROM work_orders WHERE outcome IS NOT NULL)",
        [],
    )?;
    let which = if all { "" } else { "WHERE dirty = 1" };
    let ids: Vec<i64> = db
        .prepare_cached(&format!("SELECT id FROM pools {which} ORDER BY id"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut touched = Vec::new();
    for id in ids {
        if let Some(head) = head(db, id)? {
            touched.extend(figures::recount(db, catalog, &head, now_ms)?);
        }
    }
    let coming: Option<i64> = db
        .prepare_cached("SELECT MIN(effective) FROM pool_add_ons WHERE counted = 0")?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(Settled {
        touched,
        next: coming.map_or(next_hour(now_ms), |at| at.min(next_hour(now_ms))),
    })
}

/// Add-ons whose time has come count from now on, and their orders are done.
fn arrive(db: &Connection, now_ms: i64) -> rusqlite::Result<()> {
    let arrived: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM pool_add_ons WHERE counted = 0 AND effective <= ?1 LIMIT 1",
        )?
        .query_row([now_ms], |row| row.get(0))
        .optional()?;
    if arrived.is_none() {
        return Ok(());
    }
    let due = "SELECT {} FROM pool_add_ons WHERE counted = 0 AND effective <= ?1";
    db.execute(
        &format!(
            "UPDATE pools SET dirty = 1 WHERE id IN ({})",
            due.replace("{}", "pool_id")
        ),
        [now_ms],
    )?;
    db.execute(
        &format!(
            "UPDATE orders SET status = 5, expected_time = NULL WHERE id IN ({})",
            due.replace("{}", "order_id")
        ),
        [now_ms],
    )?;
    db.execute(
        "UPDATE pool_add_ons SET counted = 1 WHERE counted = 0 AND effective <= ?1",
        [now_ms],
    )?;
    Ok(())
}

/// Marks the pools of some cards to be counted anew; answers whether there were any.
///
/// # Errors
/// When the database refuses.
pub fn touch(db: &Connection, cards: &[i64]) -> rusqlite::Result<bool> {
    let mut pools_of = db.prepare_cached(
        "SELECT COALESCE(pool_id, back_pool_id) FROM cards WHERE id = ?1 \
         UNION ALL SELECT pool_id FROM gone_cards WHERE id = ?1",
    )?;
    let mut seen: Vec<i64> = Vec::new();
    for card in cards {
        let pool: Option<i64> = pools_of
            .query_row([card], |row| row.get(0))
            .optional()?
            .flatten();
        if let Some(pool) = pool
            && !seen.contains(&pool)
        {
            seen.push(pool);
        }
    }
    for pool in &seen {
        db.prepare_cached("UPDATE pools SET dirty = 1 WHERE id = ?1")?
            .execute(params![pool])?;
    }
    Ok(!seen.is_empty())
}
