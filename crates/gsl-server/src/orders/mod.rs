//! Orders: how they are read, bought, paid, and carried out as the clock goes.

pub mod buy;
pub mod directional;
pub mod make;
pub mod run;

use gsl_model::order::{OrderStatus, OrderType, awaits_payment};
use gsl_model::wire::Order;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::catalog::Catalog;
use crate::clock::time;

/// Columns [`read`] expects, of `orders o`.
pub const COLUMNS: &str = "o.id, o.status, o.type, o.plan, o.quantity, o.create_time, o.expected_time, \
    COALESCE(o.form, (SELECT card_form FROM cards WHERE order_id = o.id LIMIT 1)), \
    COALESCE(o.data_type, (SELECT data_type FROM cards WHERE order_id = o.id LIMIT 1)), \
    (SELECT p.id FROM pool_orders j JOIN pools p ON p.id = j.pool_id WHERE j.order_id = o.id AND j.joined_at IS NOT NULL), \
    (SELECT p.forward FROM pool_orders j JOIN pools p ON p.id = j.pool_id WHERE j.order_id = o.id AND j.joined_at IS NOT NULL), \
    (SELECT at FROM order_steps s WHERE s.order_id = o.id AND s.status = 4 AND s.done), \
    o.company, o.tracking, o.price, o.pay_time, o.pay_before, o.source_order, o.fail_reason";

/// Reads an order from a row of [`COLUMNS`].
///
/// # Errors
/// When a column has an impossible type.
pub fn read(row: &Row<'_>, catalog: &Catalog) -> rusqlite::Result<Order> {
    let plan = catalog.plan(row.get(3)?);
    let instant = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(time));
    let (status, kind): (i32, i32) = (row.get(1)?, row.get(2)?);
    let (known, of) = (OrderStatus::from_code(status), OrderType::from_code(kind));
    let bought = of.is_some_and(OrderType::has_cards);
    let sent = known
        .zip(of)
        .is_some_and(|(status, kind)| status.shows_logistics(kind));
    let failed = known.is_some_and(OrderStatus::shows_failure);
    let pay_time = instant(15)?;
    let pay_before = instant(16)?.filter(|_| pay_time.is_none());
    // An order from before payments were kept counts as paid.
    let paid = pay_time.is_some() || pay_before.is_none();
    let refusal = known.and_then(|status| awaits_payment(status, paid).err());
    let pool: Option<i64> = row.get(9)?;
    Ok(Order {
        order_id: row.get(0)?,
        order_status: Some(status),
        order_type: Some(kind),
        price_plan_name: plan.map(|plan| plan.name.clone()),
        carrier_type: plan.map(|plan| plan.carrier_type),
        quantity: row.get(4)?,
        create_time: instant(5)?,
        expected_time: instant(6)?,
        price_plan_id: plan.map(|plan| plan.price_plan_id.clone()),
        card_form: row.get::<_, Option<String>>(7)?.filter(|_| bought),
        data_type: row.get::<_, Option<i32>>(8)?.filter(|_| bought),
        period_years: plan.map(|plan| plan.years).filter(|years| *years > 0),
        pool_kind: row
            .get::<_, Option<bool>>(10)?
            .map(|forward| if forward { 1 } else { 2 }),
        pool_id: pool,
        ship_time: instant(11)?.filter(|_| sent),
        logistics_company: row.get::<_, Option<String>>(12)?.filter(|_| sent),
        logistics_number: row.get::<_, Option<String>>(13)?.filter(|_| sent),
        price_cents: row.get(14)?,
        pay_time,
        pay_before: pay_before.filter(|_| known.is_some_and(|status| !status.is_final())),
        source_order_id: row.get(17)?,
        fail_reason: row.get::<_, Option<String>>(18)?.filter(|_| failed),
        cancel_refusal: refusal.map(|refusal| refusal.key().to_owned()),
    })
}

/// One order.
///
/// # Errors
/// When the database cannot be read.
pub fn find(db: &Connection, catalog: &Catalog, id: i64) -> rusqlite::Result<Option<Order>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} FROM orders o WHERE o.id = ?1"))?
        .query_row([id], |row| read(row, catalog))
        .optional()
}

/// The number of the next order.
///
/// # Errors
/// When the database cannot be read.
pub fn next_id(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row(
        "SELECT COALESCE(MAX(id), 0) + 7919 FROM orders",
        [],
        |row| row.get(0),
    )
}
