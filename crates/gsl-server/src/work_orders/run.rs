//! Carries out what is due.

use gsl_model::work_order::{ItemStatus, WorkOrderStatus};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Action, apply, check, facts, leave, simulation, words};
use crate::catalog::Catalog;
use crate::pools;
use crate::store::Store;

/// Items carried out in one transaction: few enough that requests never wait long.
const CHUNK: usize = 200;

/// One due item.
struct DueItem {
    id: i64,
    work_order: i64,
    card: i64,
    at_ms: i64,
    fate: Option<String>,
    action: String,
}

/// Carries out items that are due at `now_ms`, at most about `limit` of them, and answers how many there were.
///
/// Each chunk is one transaction: the card's change, the item's end and the work order's counts are written together or
/// not at all.
///
/// # Errors
/// When the database refuses; finished chunks stay.
pub fn run_due(store: &Store, now_ms: i64, limit: usize) -> rusqlite::Result<usize> {
    let mut done = 0;
    while done < limit && anything_due(store, now_ms)? {
        let chunk = store.write(|work| -> rusqlite::Result<(usize, Vec<i64>)> {
            let items = due(work, now_ms)?;
            let mut touched = Vec::with_capacity(items.len());
            let mut orders = Vec::new();
            for item in &items {
                touched.extend(carry_out(work, store.catalog(), item, now_ms)?);
                if !orders.contains(&item.work_order) {
                    orders.push(item.work_order);
                }
            }
            for order in orders {
                settle(work, order)?;
            }
            Ok((items.len(), touched))
        })?;
        if chunk == 0 {
            break;
        }
        done += chunk;
    }
    Ok(done)
}

/// Asked before the one writer is taken.
fn anything_due(store: &Store, now_ms: i64) -> rusqlite::Result<bool> {
    store.read(|db| {
        let found: Option<i64> = db
            .prepare_cached(
                "SELECT id FROM work_order_items WHERE status = 2 AND due <= ?1 LIMIT 1",
            )?
            .query_row([now_ms], |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    })
}

fn due(db: &Connection, now_ms: i64) -> rusqlite::Result<Vec<DueItem>> {
    let mut statement = db.prepare_cached(
        "SELECT i.id, i.work_order, i.card_id, i.due, i.fate, o.action FROM work_order_items i \
         JOIN work_orders o ON o.id = i.work_order \
         WHERE i.status = 2 AND i.due <= ?1 ORDER BY i.due, i.id LIMIT ?2",
    )?;
    statement
        .query_map(params![now_ms, i64::try_from(CHUNK).unwrap_or(1)], |row| {
            Ok(DueItem {
                id: row.get("id")?,
                work_order: row.get("work_order")?,
                card: row.get("card_id")?,
                at_ms: row.get("due")?,
                fate: row.get("fate")?,
                action: row.get("action")?,
            })
        })?
        .collect()
}

/// Decides one item; answers the cards that changed.
fn carry_out(
    db: &Connection,
    catalog: &Catalog,
    item: &DueItem,
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let mut touched = Vec::new();
    let failure = match (serde_json::from_str::<Action>(&item.action), &item.fate) {
        (Err(error), _) => Some(("unreadable".to_owned(), error.to_string())),
        (Ok(_), Some(fate)) => Some((fate.clone(), simulation::failure_words(fate).to_owned())),
        (Ok(action), None) => match facts(db, catalog, item.card, now_ms)? {
            None => Some(("no_card".to_owned(), "The card does not exist.".to_owned())),
            // The card may have changed since the work order was made.
            Some(facts) => match check(&facts, &action) {
                Ok(()) => {
                    touched = change(db, catalog, item, &action, now_ms)?;
                    None
                }
                Err(refusal) => {
                    let why = words::why(&refusal);
                    Some((refusal.key().to_owned(), format!("Not possible: {why}.")))
                }
            },
        },
    };
    let changed = failure.is_none();
    let (status, key, words) = match failure {
        None => (ItemStatus::Success, None, None),
        Some((key, words)) => (ItemStatus::Failed, Some(key), Some(words)),
    };
    db.prepare_cached(
        "UPDATE work_order_items SET status = ?2, finish_time = ?3, fail_key = ?4, description = ?5 \
         WHERE id = ?1",
    )?
    .execute(params![item.id, status.code(), item.at_ms, key, words])?;
    let column = if changed { "success" } else { "failed" };
    db.prepare_cached(&format!(
        "UPDATE work_orders SET {column} = {column} + 1 WHERE id = ?1"
    ))?
    .execute([item.work_order])?;
    Ok(touched)
}

/// Does what the item asks; answers the cards that changed.
fn change(
    db: &Connection,
    catalog: &Catalog,
    item: &DueItem,
    action: &Action,
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    match action {
        Action::JoinPool { pool, create } => {
            let order = db
                .prepare_cached("SELECT order_id FROM cards WHERE id = ?1")?
                .query_row([item.card], |row| row.get(0))?;
            pools::join::join(db, catalog, *pool, create.as_ref(), order, item.at_ms)
        }
        Action::RestartPool { pool } => {
            pools::join::restart(db, *pool)?;
            Ok(vec![item.card])
        }
        Action::Transfer { account, .. } => {
            leave::transfer(db, item.card, account, item.at_ms)?;
            Ok(vec![item.card])
        }
        Action::Replace => leave::replace(db, catalog, item.card, item.at_ms, now_ms),
        _ => {
            apply::apply(db, catalog, item.card, action, item.at_ms, now_ms)?;
            Ok(vec![item.card])
        }
    }
}

/// Ends a work order all of whose cards are decided.
fn settle(db: &Connection, order: i64) -> rusqlite::Result<()> {
    let open: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM work_order_items WHERE work_order = ?1 AND status = 2 LIMIT 1",
        )?
        .query_row([order], |row| row.get(0))
        .optional()?;
    if open.is_some() {
        return Ok(());
    }
    let last: Option<i64> = db.query_row(
        "SELECT MAX(finish_time) FROM work_order_items WHERE work_order = ?1",
        [order],
        |row| row.get(0),
    )?;
    finish(db, order, last.unwrap_or(0))
}

/// Writes down how a work order ended: completed if a card of it was done or there was none, else failed.
pub(super) fn finish(db: &Connection, order: i64, at_ms: i64) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE work_orders SET finish_time = ?2, outcome = CASE WHEN success > 0 OR total = 0 THEN ?3 ELSE ?4 END, \
         fail_reason = CASE WHEN success > 0 OR total = 0 THEN NULL ELSE \
         (SELECT description FROM work_order_items WHERE work_order = ?1 AND description IS NOT NULL ORDER BY id LIMIT 1) \
         END WHERE id = ?1 AND outcome IS NULL",
        params![
            order,
            at_ms,
            WorkOrderStatus::Completed.code(),
            WorkOrderStatus::Failed.code()
        ],
    )?;
    Ok(())
}
