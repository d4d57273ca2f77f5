//! Moves orders on when their next step is due.

use gsl_model::order::{OrderStatus, OrderType};
use rusqlite::{Connection, OptionalExtension, params};

use super::{add_on, buy, directional, make, renew};
use crate::catalog::Catalog;
use crate::rng::mix;
use crate::rules;
use crate::store::Store;
use crate::work_orders::CarrierSimulation;

/// The steps of an order that the clock has yet to bring; an order with a job completes with that.
const OPEN: &str = "order_id = ?1 AND NOT done \
    AND NOT (status = 5 AND EXISTS (SELECT 1 FROM orders WHERE id = ?1 AND job IS NOT NULL))";
/// Logistics companies of the demo.
const COMPANIES: [(&str, &str); 3] = [("顺丰速运", "SF"), ("中通快递", "ZT"), ("京东物流", "JD")];

/// Carries out every step due at `now_ms`: each is one transaction, so that a step and its effect are written together.
/// Answers how many there were.
///
/// # Errors
/// When the database refuses; finished steps stay.
pub fn run_due(
    store: &Store,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<usize> {
    let mut done = 0;
    while let Some(id) = store.read(|db| next_due(db, now_ms))? {
        store.write(|db| -> rusqlite::Result<((), Vec<i64>)> {
            Ok(((), step(db, store.catalog(), id, now_ms, simulation)?))
        })?;
        done += 1;
    }
    while let Some(id) = store.read(|db| directional::next_due(db, now_ms))? {
        store.write(|db| -> rusqlite::Result<((), Vec<i64>)> {
            Ok(((), directional::step(db, id, now_ms)?))
        })?;
        done += 1;
    }
    Ok(done)
}

fn next_due(db: &Connection, now_ms: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM orders WHERE next_time <= ?1 ORDER BY next_time, id LIMIT 1")?
        .query_row([now_ms], |row| row.get(0))
        .optional()
}

/// The next step of an order; answers the cards that changed.
fn step(
    db: &Connection,
    catalog: &Catalog,
    id: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<Vec<i64>> {
    let found: Option<(i32, bool, i64, i64)> = db
        .query_row(
            "SELECT type, pay_before IS NULL OR pay_time IS NOT NULL AS paid, next_time, plan FROM orders \
             WHERE id = ?1 AND next_time <= ?2",
            [id, now_ms],
            |row| Ok((row.get("type")?, row.get("paid")?, row.get("next_time")?, row.get("plan")?)),
        )
        .optional()?;
    // Someone else did it in between.
    let Some((kind, paid, due, plan)) = found else {
        return Ok(Vec::new());
    };
    if !paid {
        buy::cancel(db, id, due)?;
        return Ok(Vec::new());
    }
    let next: Option<(i32, i64)> = db
        .query_row(
            &format!(
                "SELECT status, at FROM order_steps WHERE {OPEN} ORDER BY at, status = 5, status LIMIT 1"
            ),
            [id],
            |row| Ok((row.get("status")?, row.get("at")?)),
        )
        .optional()?;
    let mut touched = Vec::new();
    if let Some((status, at)) = next {
        db.execute(
            "UPDATE orders SET status = ?2 WHERE id = ?1",
            [id, i64::from(status)],
        )?;
        db.execute(
            "UPDATE order_steps SET done = 1 WHERE order_id = ?1 AND status = ?2",
            [id, i64::from(status)],
        )?;
        let status = OrderStatus::from_code(status);
        match OrderType::from_code(kind) {
            Some(OrderType::Purchase | OrderType::Replacement)
                if status == Some(OrderStatus::Shipped) =>
            {
                ship(db, id)?;
            }
            Some(OrderType::Purchase) if status == Some(OrderStatus::Completed) => {
                touched = make::cards(db, catalog, id)?;
                let carrier = catalog.plan(plan).map_or(4, |plan| plan.carrier_type);
                let carrier = rules::carrier(u8::try_from(carrier).unwrap_or(4));
                directional::review(db, id, carrier, at, simulation)?;
            }
            Some(OrderType::RenewOrders | OrderType::RenewCards)
                if status == Some(OrderStatus::Completed) =>
            {
                touched = renew::cards(db, catalog, id, at, now_ms)?;
            }
            Some(OrderType::CardAddOn) if status == Some(OrderStatus::Completed) => {
                touched = add_on::arrive(db, catalog, id, at, now_ms)?;
            }
            _ => {}
        }
        if status == Some(OrderStatus::Completed) {
            db.execute("UPDATE orders SET finish_time = ?2 WHERE id = ?1", [id, at])?;
        }
    }
    db.execute(
        &format!(
            "UPDATE orders SET next_time = (SELECT MIN(at) FROM order_steps WHERE {OPEN}) WHERE id = ?1"
        ),
        [id],
    )?;
    Ok(touched)
}

/// 物流公司 and 物流单号 of an order's parcel.
#[must_use]
pub fn parcel(id: i64) -> (&'static str, String) {
    let dice = mix(id.unsigned_abs());
    let (company, prefix) = COMPANIES
        .get((dice % 3) as usize)
        .copied()
        .unwrap_or(("", ""));
    let tracking = format!("{prefix}{:012}", dice / 3 % 1_000_000_000_000);
    (company, tracking)
}

/// The parcel of an order is on its way.
///
/// # Errors
/// When the database refuses.
pub(super) fn ship(db: &Connection, id: i64) -> rusqlite::Result<()> {
    let (company, tracking) = parcel(id);
    db.execute(
        "UPDATE orders SET company = ?2, tracking = ?3 WHERE id = ?1",
        params![id, company, tracking],
    )?;
    Ok(())
}
