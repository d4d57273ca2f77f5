//! The order that a bulk job makes: of a transfer, which costs nothing, and of a replacement, whose job waits for its payment.

use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::wire::BulkParameters;
use rusqlite::{Connection, params};

use super::plan::overtaken;
use crate::addresses;
use crate::catalog::Catalog;
use crate::error::ApiError;
use crate::orders::{buy, next_id};
use crate::work_orders::CarrierSimulation;

/// What replacing a card costs in cents: a figure of the demo, the documents name none.
pub const REPLACEMENT_CENTS: i64 = 1000;
/// Thousandths of a working day until a transfer is reviewed (assumed).
const REVIEW: i64 = 500;

/// Price of a job, cents.
#[must_use]
pub fn price(action: &str, cards: i64) -> Option<i64> {
    (action == "replace").then(|| cards.saturating_mul(REPLACEMENT_CENTS))
}

/// Makes the order of a job whose items are written down; answers its number. Most jobs have none.
///
/// # Errors
/// 400 `GSL.00013006` when the address is gone, `GSL.00010004` when a card was taken by another such job since the plan
/// was drawn up; else the database's.
pub fn place(
    db: &Connection,
    catalog: &Catalog,
    (job, action): (i64, &str),
    parameters: &BulkParameters,
    (now_ms, expected_ms): (i64, i64),
    simulation: CarrierSimulation,
) -> Result<Option<i64>, ApiError> {
    if !matches!(action, "transfer" | "replace") {
        return Ok(None);
    }
    if overtaken(db, job)? {
        let why = "has a card that is being transferred or replaced by now; check it again";
        return Err(ApiError::parameter("selection", why));
    }
    let plans: Vec<(i64, i64, Option<String>)> = db
        .prepare_cached(
            "SELECT c.plan, COUNT(*) AS cards, MAX(c.card_form) AS form FROM bulk_items i JOIN cards c ON c.id = i.card_id \
             WHERE i.job = ?1 AND i.status = 0 GROUP BY c.plan ORDER BY 2 DESC, 1",
        )?
        .query_map([job], |row| Ok((row.get("plan")?, row.get("cards")?, row.get("form")?)))?
        .collect::<rusqlite::Result<_>>()?;
    let Some((plan, _, form)) = plans.first() else {
        return Err(ApiError::parameter("selection", "has no card any more"));
    };
    let cards: i64 = plans.iter().map(|(_, count, _)| count).sum();
    let id = if action == "transfer" {
        transfer(db, *plan, cards, now_ms, expected_ms, simulation)?
    } else {
        let plan = catalog.plan(*plan).ok_or_else(ApiError::no_plan)?;
        let address = addresses::find(db, parameters.address_id.unwrap_or(0))?;
        let address = address.ok_or_else(ApiError::no_address)?;
        let new = buy::NewOrder {
            kind: OrderType::Replacement,
            plan,
            cards,
            total: price(action, cards).unwrap_or(0),
            form: form.as_deref(),
            data_type: None,
            freight_collect: None,
            address: Some(serde_json::to_string(&address).map_err(ApiError::internal)?),
            source: None,
            snapshot: None,
        };
        db.execute("UPDATE bulk_jobs SET held = 1 WHERE id = ?1", [job])?;
        buy::place(db, &new, now_ms)?
    };
    db.execute(
        "UPDATE orders SET job = ?2, account = ?3, mixed = ?4 WHERE id = ?1",
        params![id, job, parameters.account, plans.len() > 1],
    )?;
    Ok(Some(id))
}

fn transfer(
    db: &Connection,
    plan: i64,
    cards: i64,
    now_ms: i64,
    expected_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<i64> {
    let id = next_id(db)?;
    let reviewed = simulation.after(now_ms, REVIEW);
    db.execute(
        "INSERT INTO orders (id, status, type, plan, quantity, create_time, expected_time, next_time) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id,
            OrderStatus::Reviewing.code(),
            OrderType::Transfer.code(),
            plan,
            cards,
            now_ms,
            expected_ms,
            reviewed
        ],
    )?;
    for (status, at, done) in [
        (OrderStatus::Reviewing, now_ms, true),
        (OrderStatus::Reviewed, reviewed, false),
        (OrderStatus::Completed, expected_ms.max(reviewed), false),
    ] {
        db.execute(
            "INSERT INTO order_steps (order_id, status, at, done) VALUES (?1, ?2, ?3, ?4)",
            params![id, status.code(), at, done],
        )?;
    }
    Ok(id)
}
