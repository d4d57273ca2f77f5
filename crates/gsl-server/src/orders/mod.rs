//! Orders: how they are read, bought, paid, and carried out as the clock goes.

pub mod add_on;
pub mod buy;
pub mod calendar;
pub mod directional;
pub mod jobs;
pub mod list;
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
use crate::db::rows::FromRow;
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

crate::from_row! {
    /// An order and what is told of its cards and its pool, of `orders o`.
    pub struct OrderRow {
        id: i64 = "o.id",
        status: i32 = "o.status",
        kind: i32 = "o.type",
        plan: i64 = "o.plan",
        quantity: Option<i32> = "o.quantity",
        create_time: i64 = "o.create_time",
        expected_time: Option<i64> = "o.expected_time",
        form: Option<String> = "COALESCE(o.form, (SELECT card_form FROM cards WHERE order_id = o.id LIMIT 1))",
        data_type: Option<i32> = "COALESCE(o.data_type, (SELECT data_type FROM cards WHERE order_id = o.id LIMIT 1))",
        pool: Option<i64> = "(SELECT p.id FROM pool_orders j JOIN pools p ON p.id = j.pool_id \
            WHERE j.order_id = o.id AND j.joined_at IS NOT NULL)",
        forward: Option<bool> = "(SELECT p.forward FROM pool_orders j JOIN pools p ON p.id = j.pool_id \
            WHERE j.order_id = o.id AND j.joined_at IS NOT NULL)",
        ship_time: Option<i64> = "(SELECT at FROM order_steps s WHERE s.order_id = o.id AND s.status = 4 AND s.done)",
        company: Option<String> = "o.company",
        tracking: Option<String> = "o.tracking",
        price: Option<i64> = "o.price",
        pay_time: Option<i64> = "o.pay_time",
        pay_before: Option<i64> = "o.pay_before",
        source_order: Option<i64> = "o.source_order",
        fail_reason: Option<String> = "o.fail_reason",
        sim_type: Option<i32> = "(SELECT sim_type FROM cards WHERE order_id = o.id LIMIT 1)",
        job: Option<i64> = "o.job",
        account: Option<String> = "o.account",
        mixed: bool = "o.mixed",
        mirrored: bool = "o.mirrored",
    }
}

/// Reads an order from a row of [`OrderRow`].
///
/// # Errors
/// When a column has an impossible type.
pub fn read(row: &Row<'_>, catalog: &Catalog) -> rusqlite::Result<Order> {
    let row = OrderRow::from_row(row)?;
    let plan = catalog.plan(row.plan).filter(|_| !row.mixed);
    let (id, status, sim_type) = (row.id, row.status, row.sim_type);
    let (known, of) = (
        OrderStatus::from_code(status),
        OrderType::from_code(row.kind),
    );
    let bought = of.is_some_and(OrderType::has_cards);
    let sent = known
        .zip(of)
        .is_some_and(|(status, kind)| status.shows_logistics(kind));
    let failed = known.is_some_and(OrderStatus::shows_failure);
    let pay_time = row.pay_time.map(time);
    let pay_before = row.pay_before.map(time).filter(|_| pay_time.is_none());
    // An order from before payments were kept counts as paid.
    let paid = pay_time.is_some() || pay_before.is_none();
    let refusal = known.and_then(|status| awaits_payment(status, paid).err());
    Ok(Order {
        order_id: id,
        order_status: Some(status),
        order_type: Some(row.kind),
        price_plan_name: plan.map(|plan| plan.name.clone()),
        carrier_type: plan.map(|plan| plan.carrier_type),
        quantity: row.quantity,
        create_time: (!row.mirrored).then(|| time(row.create_time)),
        expected_time: row.expected_time.map(time),
        price_plan_id: plan.map(|plan| plan.price_plan_id.clone()),
        card_form: row.form.filter(|_| bought),
        data_type: row.data_type.filter(|_| bought),
        period_years: plan.map(|plan| plan.years).filter(|years| *years > 0),
        pool_kind: row.forward.map(|forward| if forward { 1 } else { 2 }),
        pool_id: row.pool,
        ship_time: row.ship_time.map(time).filter(|_| sent),
        logistics_company: row.company.filter(|_| sent),
        logistics_number: row.tracking.filter(|_| sent),
        price_cents: row.price,
        pay_time,
        pay_before: pay_before.filter(|_| known.is_some_and(|status| !status.is_final())),
        source_order_id: row.source_order,
        fail_reason: row.fail_reason.filter(|_| failed),
        cancel_refusal: refusal.map(|refusal| refusal.key().to_owned()),
        // The card list tells the batch number alone.
        trade_number: (!row.mirrored).then(|| trade_number(id, row.create_time)),
        sim_type: bought.then(|| sim_type.unwrap_or(PHYSICAL)),
        model: (sim_type == Some(ESIM) && bought).then(|| MODULE.to_owned()),
        network_type: plan.filter(|_| bought).map(networks),
        silent_months: plan.filter(|_| bought).map(|plan| plan.silent_months),
        bulk_job_id: row.job,
        account: row.account,
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
    db.prepare_cached(&format!(
        "SELECT {} FROM orders o WHERE o.id = ?1",
        OrderRow::COLUMNS
    ))?
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
