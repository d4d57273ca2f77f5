//! Buying: an order is made from a quote, paid with others or alone, or cancelled before that.

use gsl_model::order::{OrderStatus, OrderType, duration, milestones, pay_before};
use gsl_model::units::Megabytes;
use rusqlite::{Connection, OptionalExtension, params};

use super::{jobs, next_id};
use crate::catalog::{Catalog, Plan};
use crate::clock::instant;
use crate::rules;
use crate::work_orders::CarrierSimulation;

/// Minutes in ms.
const MINUTE_MS: i64 = 60_000;

/// An order to be made.
#[derive(Debug, Clone)]
pub struct NewOrder<'a> {
    /// Type.
    pub kind: OrderType,
    /// Plan.
    pub plan: &'a Plan,
    /// Cards.
    pub cards: i64,
    /// Cents of all of them.
    pub total: i64,
    /// 实体卡类型 of a purchase.
    pub form: Option<&'a str>,
    /// 1 general 2 directional.
    pub data_type: Option<i32>,
    /// Freight is paid by the receiver.
    pub freight_collect: Option<bool>,
    /// 收件信息 as JSON.
    pub address: Option<String>,
    /// Order that is renewed.
    pub source: Option<i64>,
    /// Snapshot of the cards it renews.
    pub snapshot: Option<i64>,
}

/// Makes an order that waits for payment; answers its number.
///
/// # Errors
/// When the database refuses.
pub fn place(db: &Connection, new: &NewOrder<'_>, now_ms: i64) -> rusqlite::Result<i64> {
    let id = next_id(db)?;
    let until = pay_before(instant(now_ms)).timestamp_millis();
    db.execute(
        "INSERT INTO orders (id, status, type, plan, quantity, create_time, price, pay_before, next_time, form, data_type, \
         freight_collect, address, source_order, snapshot) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            id,
            OrderStatus::Reviewing.code(),
            new.kind.code(),
            new.plan.id,
            new.cards,
            now_ms,
            new.total,
            until,
            new.form,
            new.data_type,
            new.freight_collect,
            new.address,
            new.source,
            new.snapshot
        ],
    )?;
    db.execute(
        "INSERT INTO order_steps (order_id, status, at, done) VALUES (?1, ?2, ?3, 1)",
        params![id, OrderStatus::Reviewing.code(), now_ms],
    )?;
    Ok(id)
}

/// What payment asks of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayableOrder {
    /// State.
    pub status: Option<OrderStatus>,
    /// Paid, or from before payments were kept.
    pub paid: bool,
    /// Cents.
    pub price: i64,
}

/// An order as payment and cancelling see it.
///
/// # Errors
/// When the database cannot be read.
pub fn open(db: &Connection, id: i64) -> rusqlite::Result<Option<PayableOrder>> {
    db.prepare_cached("SELECT status, pay_time, pay_before, price FROM orders WHERE id = ?1")?
        .query_row([id], |row| {
            let paid: Option<i64> = row.get("pay_time")?;
            let before: Option<i64> = row.get("pay_before")?;
            Ok(PayableOrder {
                status: OrderStatus::from_code(row.get("status")?),
                paid: paid.is_some() || before.is_none(),
                price: row.get::<_, Option<i64>>("price")?.unwrap_or(0),
            })
        })
        .optional()
}

/// Writes a payment down; answers its number.
///
/// # Errors
/// When the database refuses.
pub fn payment(db: &Connection, amount: i64, now_ms: i64) -> rusqlite::Result<i64> {
    db.execute(
        "INSERT INTO payments (amount, pay_time) VALUES (?1, ?2)",
        params![amount, now_ms],
    )?;
    Ok(db.last_insert_rowid())
}

/// An order is paid: from here on it moves with the clock.
///
/// # Errors
/// When the database refuses.
pub fn pay(
    db: &Connection,
    catalog: &Catalog,
    id: i64,
    payment: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<()> {
    let (kind, plan, form): (i32, i64, Option<String>) = db.query_row(
        "SELECT type, plan, form FROM orders WHERE id = ?1",
        [id],
        |row| Ok((row.get("type")?, row.get("plan")?, row.get("form")?)),
    )?;
    let kind = OrderType::from_code(kind).unwrap_or(OrderType::Purchase);
    let plan = catalog.plan(plan);
    let carrier = rules::carrier(
        plan.and_then(|plan| u8::try_from(plan.carrier_type).ok())
            .unwrap_or(4),
    );
    let package = Megabytes::from_thousandths(plan.map_or(0, |plan| plan.flow_total));
    let takes = duration(kind, carrier, form.as_deref().unwrap_or(""), package);
    let mut planned: Vec<(i32, i64)> = milestones(kind, takes)
        .iter()
        .map(|step| (step.status.code(), simulation.after(now_ms, step.after)))
        .collect();
    if planned.is_empty() {
        // Add-ons: about five minutes.
        let done = now_ms.saturating_add(5 * MINUTE_MS / simulation.scale.max(1));
        planned = vec![
            (OrderStatus::Processing.code(), now_ms),
            (OrderStatus::Completed.code(), done),
        ];
    }
    for (status, at) in &planned {
        db.execute(
            "INSERT INTO order_steps (order_id, status, at, done) VALUES (?1, ?2, ?3, 0)",
            params![id, status, at],
        )?;
    }
    // A purchase is expected to be shipped by then, everything else to be done.
    let promised = if matches!(kind, OrderType::Purchase | OrderType::Replacement) {
        OrderStatus::Shipped
    } else {
        OrderStatus::Completed
    };
    let expected = planned
        .iter()
        .find(|(status, _)| *status == promised.code())
        .map(|(_, at)| *at);
    db.execute(
        "UPDATE orders SET pay_time = ?2, payment = ?3, expected_time = ?4, next_time = ?5 WHERE id = ?1",
        params![id, now_ms, payment, expected, planned.first().map(|(_, at)| *at)],
    )?;
    jobs::paid(db, id, now_ms, simulation)
}

/// Ends an order that was not paid.
///
/// # Errors
/// When the database refuses.
pub fn cancel(db: &Connection, id: i64, at_ms: i64) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE orders SET status = ?2, finish_time = ?3, next_time = NULL WHERE id = ?1",
        params![id, OrderStatus::Cancelled.code(), at_ms],
    )?;
    db.execute("DELETE FROM pool_orders WHERE order_id = ?1", [id])?;
    jobs::lapsed(db, id, at_ms)
}
