//! A renewal that is done: the cards of the order it renews last longer by the bought period (console.md section 8).

use gsl_model::order::OrderStatus;
use rusqlite::{Connection, OptionalExtension};

use crate::catalog::Catalog;
use crate::life::status;
use crate::rules;

/// Moves the expiry of the cards that a completed renewal is for: those in use of the order it renews, not in a backward
/// pool, not expired by then. Answers their ids.
///
/// # Errors
/// When the database refuses.
pub fn cards(
    db: &Connection,
    catalog: &Catalog,
    order: i64,
    at_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let found: Option<(i64, i64)> = db
        .query_row(
            "SELECT o.source_order, o.plan FROM orders o JOIN orders s ON s.id = o.source_order \
             WHERE o.id = ?1 AND s.status = ?2",
            [order, OrderStatus::Completed.code().into()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((source, plan)) = found else {
        return Ok(Vec::new());
    };
    let years = catalog.plan(plan).map_or(0, |plan| plan.years);
    let renewed: Vec<(i64, i64)> = db
        .prepare_cached(
            "SELECT id, expire_time FROM cards \
             WHERE order_id = ?1 AND status = ?2 AND back_pool_id IS NULL AND expire_time > ?3 ORDER BY id",
        )?
        .query_map([source, status::IN_USE.into(), at_ms], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut update = db.prepare_cached("UPDATE cards SET expire_time = ?2 WHERE id = ?1")?;
    for (card, expires) in &renewed {
        update.execute([*card, rules::expiry(*expires, years)])?;
    }
    Ok(renewed.into_iter().map(|(card, _)| card).collect())
}
