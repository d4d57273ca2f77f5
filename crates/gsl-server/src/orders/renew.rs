//! A renewal that is done: the cards of its snapshot last longer by the bought period (console.md section 8).

use rusqlite::{Connection, OptionalExtension, params};

use super::UNFINISHED;
use crate::catalog::Catalog;
use crate::clock::day_of;
use crate::lifecycle::status;
use crate::rules;
use crate::work_orders::apply;

/// The unfinished renewal of an order: there is one at a time.
///
/// # Errors
/// When the database cannot be read.
pub fn unfinished(db: &Connection, source: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(&format!(
        "SELECT MAX(id) FROM orders WHERE source_order = ?1 AND type IN (2, 3) AND status {UNFINISHED}"
    ))?
    .query_row([source], |row| row.get(0))
}

/// Moves the expiry of the cards that a completed renewal is for: those of its snapshot that belong to the order it
/// renews. A card that expired while the renewal was carried out comes back; one that was deregistered stays gone.
/// Answers their ids.
///
/// # Errors
/// When the database refuses.
pub fn cards(
    db: &Connection,
    catalog: &Catalog,
    order: i64,
    at_ms: i64,
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let found: Option<(i64, Option<i64>, i64)> = db
        .query_row(
            "SELECT source_order, snapshot, plan FROM orders WHERE id = ?1 AND source_order IS NOT NULL",
            [order],
            |row| Ok((row.get("source_order")?, row.get("snapshot")?, row.get("plan")?)),
        )
        .optional()?;
    let Some((source, Some(snapshot), plan)) = found else {
        return Ok(Vec::new());
    };
    let years = catalog.plan(plan).map_or(0, |plan| plan.years);
    let renewed: Vec<(i64, i64, bool)> = db
        .prepare_cached(
            "SELECT c.id, r.expires, COALESCE(c.stop_reason = 'expired', 0) AS expired FROM renewal_cards r \
             JOIN cards c ON c.id = r.card_id \
             WHERE r.snapshot = ?1 AND r.order_id = ?2 AND r.reason IS NULL AND c.status <> ?3 ORDER BY c.id",
        )?
        .query_map(
            params![snapshot, source, status::DEREGISTERED],
            |row| Ok((row.get("id")?, row.get("expires")?, row.get("expired")?)),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let mut update = db.prepare_cached("UPDATE cards SET expire_time = ?2 WHERE id = ?1")?;
    for (card, expires, lapsed) in &renewed {
        let until = rules::expiry(*expires, years);
        if *lapsed {
            apply::extend(db, catalog, *card, until, day_of(at_ms), now_ms)?;
        } else {
            update.execute([*card, until])?;
        }
    }
    Ok(renewed.into_iter().map(|(card, ..)| card).collect())
}
