//! Add-ons of forward pools (console.md section 13, Q5.7, Q5.8, Q13.5).

use gsl_model::pool::{AddOnRefusal, ForwardState, add_on_allowed};
use gsl_model::units::Megabytes;
use gsl_model::wire::AddOnOffer;
use rusqlite::{Connection, params};

use super::PoolRecord;
use crate::catalog::{Catalog, Plan};
use crate::clock::{date_of, day_of};
use crate::rules;

/// An add-on takes about five minutes, divided by the time scale.
const DELIVERY_MS: i64 = 5 * 60_000;
/// Order type 流量池叠加包 and the state 处理中.
const ORDER: (i32, i32) = (6, 9);

/// Whether a pool takes add-ons.
///
/// # Errors
/// When the database cannot be read.
pub fn allowed(db: &Connection, head: &PoolRecord) -> rusqlite::Result<Result<(), AddOnRefusal>> {
    let bought: Option<i64> = db
        .prepare_cached(
            "SELECT MIN(o.create_time) FROM pool_orders p JOIN orders o ON o.id = p.order_id \
             WHERE p.pool_id = ?1 AND p.joined_at IS NOT NULL",
        )?
        .query_row([head.id], |row| row.get(0))?;
    let state = ForwardState::from_code(head.status).unwrap_or(ForwardState::InUse);
    let bought = date_of(day_of(bought.unwrap_or(head.created)));
    Ok(add_on_allowed(rules::carrier(head.carrier), state, bought))
}

/// The add-ons of a pool's carrier.
pub fn plans<'a>(catalog: &'a Catalog, head: &PoolRecord) -> impl Iterator<Item = &'a Plan> {
    let carrier = i32::from(head.carrier);
    catalog
        .plans()
        .iter()
        .filter(move |plan| plan.package_type == 2 && plan.carrier_type == carrier)
}

/// The same as they are offered, whether or not the pool takes add-ons.
#[must_use]
pub fn offers(catalog: &Catalog, head: &PoolRecord) -> Vec<AddOnOffer> {
    plans(catalog, head)
        .map(|plan| AddOnOffer {
            price_plan_id: plan.price_plan_id.clone(),
            price_plan_name: plan.name.clone(),
            size: Megabytes::from_thousandths(plan.flow_total),
            price_cents: plan.price,
        })
        .collect()
}

/// Buys add-ons of one size: makes their order and answers its number and when they count.
///
/// # Errors
/// When the database refuses.
pub fn buy(
    db: &Connection,
    head: &PoolRecord,
    plan: &Plan,
    quantity: i64,
    now_ms: i64,
    scale: i64,
) -> rusqlite::Result<(i64, i64)> {
    let effective = now_ms.saturating_add(DELIVERY_MS / scale.max(1));
    let order: i64 = db.query_row(
        "SELECT COALESCE(MAX(id), 0) + 7919 FROM orders",
        [],
        |row| row.get(0),
    )?;
    db.execute(
        "INSERT INTO orders (id, status, type, plan, quantity, create_time, expected_time) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            order, ORDER.1, ORDER.0, plan.id, quantity, now_ms, effective
        ],
    )?;
    db.execute(
        "INSERT INTO pool_add_ons (pool_id, order_id, plan, quantity, size, price, buy_time, effective) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            head.id,
            order,
            plan.id,
            quantity,
            plan.flow_total.saturating_mul(quantity),
            plan.price.saturating_mul(quantity),
            now_ms,
            effective
        ],
    )?;
    Ok((order, effective))
}
