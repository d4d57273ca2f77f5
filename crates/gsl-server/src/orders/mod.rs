//! Orders: how they are read, bought, paid, and carried out as the clock goes.

pub mod add_on;
pub mod buy;
pub mod calendar;
pub mod directional;
pub mod jobs;
pub mod make;
pub mod renew;
pub mod run;
pub mod snapshot;

use chrono::{Datelike, Timelike};
use gsl_model::order::{OrderStatus, OrderType, awaits_payment};
use gsl_model::wire::Order;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::catalog::{Catalog, Plan};
use crate::clock::{instant, time};
use crate::rng::mix;
use crate::rules;

/// `sim_type` of cards in a module.
const ESIM: i32 = 2;
/// `sim_type` of cards one holds in the hand.
pub const PHYSICAL: i32 = 3;
/// Condition on a `status`: something will still happen to the order.
pub const UNFINISHED: &str = "NOT IN (5, 6, 7, 8, 10)";
/// The module the demo's eSIMs are inside.
const MODULE: &str = "ME909s-821";
/// The service's zone.
const ZONE_MS: i64 = 8 * 3_600_000;

/// Columns [`read`] expects, of `orders o`.
pub const COLUMNS: &str = "o.id, o.status, o.type, o.plan, o.quantity, o.create_time, o.expected_time, \
    COALESCE(o.form, (SELECT card_form FROM cards WHERE order_id = o.id LIMIT 1)), \
    COALESCE(o.data_type, (SELECT data_type FROM cards WHERE order_id = o.id LIMIT 1)), \
    (SELECT p.id FROM pool_orders j JOIN pools p ON p.id = j.pool_id WHERE j.order_id = o.id AND j.joined_at IS NOT NULL), \
    (SELECT p.forward FROM pool_orders j JOIN pools p ON p.id = j.pool_id WHERE j.order_id = o.id AND j.joined_at IS NOT NULL), \
    (SELECT at FROM order_steps s WHERE s.order_id = o.id AND s.status = 4 AND s.done), \
    o.company, o.tracking, o.price, o.pay_time, o.pay_before, o.source_order, o.fail_reason, \
    (SELECT sim_type FROM cards WHERE order_id = o.id LIMIT 1), o.job, o.account, o.mixed";

/// Reads an order from a row of [`COLUMNS`].
///
/// # Errors
/// When a column has an impossible type.
pub fn read(row: &Row<'_>, catalog: &Catalog) -> rusqlite::Result<Order> {
    let mixed: bool = row.get(22)?;
    let plan = catalog.plan(row.get(3)?).filter(|_| !mixed);
    let at = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(time));
    let (id, status, kind): (i64, i32, i32) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let sim_type: Option<i32> = row.get(19)?;
    let (known, of) = (OrderStatus::from_code(status), OrderType::from_code(kind));
    let bought = of.is_some_and(OrderType::has_cards);
    let sent = known
        .zip(of)
        .is_some_and(|(status, kind)| status.shows_logistics(kind));
    let failed = known.is_some_and(OrderStatus::shows_failure);
    let pay_time = at(15)?;
    let pay_before = at(16)?.filter(|_| pay_time.is_none());
    // An order from before payments were kept counts as paid.
    let paid = pay_time.is_some() || pay_before.is_none();
    let refusal = known.and_then(|status| awaits_payment(status, paid).err());
    let pool: Option<i64> = row.get(9)?;
    Ok(Order {
        order_id: id,
        order_status: Some(status),
        order_type: Some(kind),
        price_plan_name: plan.map(|plan| plan.name.clone()),
        carrier_type: plan.map(|plan| plan.carrier_type),
        quantity: row.get(4)?,
        create_time: at(5)?,
        expected_time: at(6)?,
        price_plan_id: plan.map(|plan| plan.price_plan_id.clone()),
        card_form: row.get::<_, Option<String>>(7)?.filter(|_| bought),
        data_type: row.get::<_, Option<i32>>(8)?.filter(|_| bought),
        period_years: plan.map(|plan| plan.years).filter(|years| *years > 0),
        pool_kind: row
            .get::<_, Option<bool>>(10)?
            .map(|forward| if forward { 1 } else { 2 }),
        pool_id: pool,
        ship_time: at(11)?.filter(|_| sent),
        logistics_company: row.get::<_, Option<String>>(12)?.filter(|_| sent),
        logistics_number: row.get::<_, Option<String>>(13)?.filter(|_| sent),
        price_cents: row.get(14)?,
        pay_time,
        pay_before: pay_before.filter(|_| known.is_some_and(|status| !status.is_final())),
        source_order_id: row.get(17)?,
        fail_reason: row.get::<_, Option<String>>(18)?.filter(|_| failed),
        cancel_refusal: refusal.map(|refusal| refusal.key().to_owned()),
        trade_number: Some(trade_number(id, row.get(5)?)),
        sim_type: bought.then(|| sim_type.unwrap_or(PHYSICAL)),
        model: (sim_type == Some(ESIM) && bought).then(|| MODULE.to_owned()),
        network_type: plan.filter(|_| bought).map(networks),
        silent_months: plan.filter(|_| bought).map(|plan| plan.silent_months),
        bulk_job_id: row.get(20)?,
        account: row.get(21)?,
    })
}

/// 订单号: the minute an order was made in UTC+8, and five letters of its own.
fn trade_number(id: i64, made_ms: i64) -> String {
    let at = instant(made_ms + ZONE_MS);
    let minute = [
        u32::try_from(at.year() % 100).unwrap_or_default(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
    ]
    .map(|part| format!("{part:02}"))
    .concat();
    let mut dice = mix(id.unsigned_abs());
    let mut letters = String::new();
    for _ in 0..5 {
        let letter = u32::try_from(dice % 36).unwrap_or(0);
        letters.extend(char::from_digit(letter, 36).map(|letter| letter.to_ascii_uppercase()));
        dice /= 36;
    }
    format!("CS{minute}{letters}")
}

fn networks(plan: &Plan) -> String {
    let code = u8::try_from(plan.carrier_type).unwrap_or_default();
    let names: Vec<&str> = rules::carrier(code)
        .networks()
        .iter()
        .map(|network| network.name())
        .collect();
    names.join("/")
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
