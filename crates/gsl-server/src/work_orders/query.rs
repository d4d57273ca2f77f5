//! Reads work orders for the API.

use std::collections::HashMap;

use gsl_model::names::Language;
use gsl_model::time::Time;
use gsl_model::wire::{PendingWorkOrder, WorkOrder, WorkOrderDetail};
use gsl_model::work_order::{WorkOrderSource, WorkOrderStatus};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::clock::{DAY_MS, time};
use crate::db::rows::{self, FromRow};

/// Work orders are shown for a year (console.md section 15).
const SHOWN_MS: i64 = 365 * DAY_MS;

/// Items with their cards: `c` where there are still, `g` where they are gone.
const ITEMS: &str = "work_order_items i LEFT JOIN cards c ON c.id = i.card_id \
    LEFT JOIN gone_cards g ON g.id = i.card_id";

/// The state at an instant; the instant is an integer, never text of a caller.
fn state_sql(now_ms: i64) -> String {
    format!(
        "CASE WHEN outcome IS NOT NULL THEN outcome WHEN {now_ms} < review_time THEN 1 \
         WHEN {now_ms} < begin_time AND success + failed = 0 THEN 2 ELSE 3 END"
    )
}

/// Which work orders to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// This one.
    pub id: Option<i64>,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: Option<u8>,
    /// Any of these types.
    pub types: Vec<u8>,
    /// Any of these states.
    pub states: Vec<u8>,
    /// Any of these sources.
    pub sources: Vec<u8>,
    /// With this card.
    pub card: Option<i64>,
    /// Made at this instant or later, ms.
    pub since: Option<i64>,
    /// Made before this instant, ms.
    pub until: Option<i64>,
}

/// Which items to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// Of this work order; of all when absent.
    pub order: Option<i64>,
    /// Of this card.
    pub card: Option<i64>,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: Option<u8>,
    /// Any of these states.
    pub states: Vec<u8>,
}

#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, sql: &str, value: Option<i64>) {
        if let Some(value) = value {
            self.sql.push(sql.to_owned());
            self.values.push(Value::Integer(value));
        }
    }

    fn any_of(&mut self, expression: &str, codes: &[u8]) {
        if !codes.is_empty() {
            let marks = vec!["?"; codes.len()].join(",");
            self.sql.push(format!("{expression} IN ({marks})"));
            self.values
                .extend(codes.iter().map(|code| Value::Integer(i64::from(*code))));
        }
    }

    fn text(&self) -> String {
        self.sql.join(" AND ")
    }
}

/// A page of work orders, newest first, and how many match in all.
///
/// # Errors
/// When the database cannot be read.
pub fn orders(
    db: &Connection,
    filter: &OrderFilter,
    now_ms: i64,
    skip: i64,
    limit: i64,
) -> rusqlite::Result<(i64, Vec<WorkOrder>)> {
    let mut conditions = Conditions::default();
    conditions.add("create_time >= ?", Some(now_ms - SHOWN_MS));
    conditions.add("id = ?", filter.id);
    conditions.add("sim_type = ?", filter.sim_type.map(i64::from));
    conditions.any_of("type", &filter.types);
    conditions.any_of(&state_sql(now_ms), &filter.states);
    conditions.any_of("source", &filter.sources);
    conditions.add(
        "id IN (SELECT work_order FROM work_order_items WHERE card_id = ?)",
        filter.card,
    );
    conditions.add("create_time >= ?", filter.since);
    conditions.add("create_time < ?", filter.until);
    let condition = conditions.text();
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM work_orders WHERE {condition}"),
        params_from_iter(&conditions.values),
        |row| row.get(0),
    )?;
    let mut statement = db.prepare(&format!(
        "{} WHERE {condition} ORDER BY id DESC LIMIT {limit} OFFSET {skip}",
        order_sql(now_ms)
    ))?;
    let rows = statement.query_map(params_from_iter(&conditions.values), order)?;
    Ok((count, rows.collect::<rusqlite::Result<_>>()?))
}

/// One work order, whatever its age; `None` when there is none with this number.
///
/// # Errors
/// When the database cannot be read.
pub fn order_by_id(db: &Connection, id: i64, now_ms: i64) -> rusqlite::Result<Option<WorkOrder>> {
    db.prepare(&format!("{} WHERE id = ?1", order_sql(now_ms)))?
        .query_row([id], order)
        .optional()
}

/// Work orders by id, whatever their age.
///
/// # Errors
/// When the database cannot be read.
pub fn orders_of(db: &Connection, ids: &[i64], now_ms: i64) -> rusqlite::Result<Vec<WorkOrder>> {
    db.prepare(&format!(
        "{} WHERE id IN (SELECT value FROM json_each(?1))",
        order_sql(now_ms)
    ))?
    .query_map([rows::ids(ids)], order)?
    .collect()
}

fn order_sql(now_ms: i64) -> String {
    format!(
        "SELECT {}, {} AS state FROM work_orders",
        OrderRow::COLUMNS,
        state_sql(now_ms)
    )
}

crate::from_row! {
    struct OrderRow {
        id: i64,
        sim_type: Option<i32>,
        kind: Option<i32> = "type",
        detail: Option<String>,
        total: i32,
        success: i32,
        failed: i32,
        create_time: i64,
        finish_time: Option<i64>,
        fail_reason: Option<String>,
        source: i32,
        expected_time: i64,
        action: String = "action_key",
        mirrored: bool,
        response: Option<String>,
    }
}

/// When it should be done; the account does not tell.
fn expected(at_ms: i64) -> Option<Time> {
    (at_ms > 0).then(|| time(at_ms))
}

fn order(row: &Row<'_>) -> rusqlite::Result<WorkOrder> {
    let status: i32 = row.get("state")?;
    let row = OrderRow::from_row(row)?;
    let (total, success, failed) = (row.total, row.success, row.failed);
    let ended = WorkOrderStatus::from_code(status).is_some_and(WorkOrderStatus::is_final);
    Ok(WorkOrder {
        id: row.id,
        sim_type: row.sim_type,
        work_order_type: row.kind,
        req_detail: row.detail,
        total_count: Some(total),
        success_count: Some(success),
        fail_count: Some(failed),
        process_count: Some(total - success - failed),
        status: Some(status),
        create_time: Some(time(row.create_time)),
        finish_time: row.finish_time.map(time),
        fail_reason: row.fail_reason,
        response: if row.mirrored {
            row.response
        } else {
            ended.then(|| format!("{success} succeeded, {failed} failed, {total} in all"))
        },
        work_order_source: Some(row.source),
        work_order_source_desc: WorkOrderSource::from_code(row.source)
            .map(|known| known.name(Language::Zh).to_owned()),
        expected_time: expected(row.expected_time),
        // What is paid for is not taken back (Q3.10); work orders of an account are cancelled in the official console.
        cancellable: Some(!ended && !row.mirrored && row.action != "replace"),
        action: Some(row.action).filter(|action| !action.is_empty()),
    })
}

/// A page of items, in the order of the request (newest work order first), and how many match in all.
///
/// # Errors
/// When the database cannot be read.
pub fn items(
    db: &Connection,
    filter: &ItemFilter,
    skip: i64,
    limit: i64,
) -> rusqlite::Result<(i64, Vec<WorkOrderDetail>)> {
    let (source, condition, values) = items_where(filter);
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM {source} WHERE {condition}"),
        params_from_iter(&values),
        |row| row.get(0),
    )?;
    let mut statement = db.prepare(&format!(
        "{} WHERE {condition} ORDER BY i.work_order DESC, i.id LIMIT {limit} OFFSET {skip}",
        item_sql()
    ))?;
    let rows = statement.query_map(params_from_iter(&values), item)?;
    Ok((count, rows.collect::<rusqlite::Result<_>>()?))
}

/// The items that match, in the same order.
///
/// # Errors
/// When the database cannot be read.
pub fn item_ids(db: &Connection, filter: &ItemFilter) -> rusqlite::Result<Vec<i64>> {
    let (source, condition, values) = items_where(filter);
    db.prepare(&format!(
        "SELECT i.id FROM {source} WHERE {condition} ORDER BY i.work_order DESC, i.id"
    ))?
    .query_map(params_from_iter(&values), |row| row.get(0))?
    .collect()
}

/// Items by id.
///
/// # Errors
/// When the database cannot be read.
pub fn items_of(db: &Connection, ids: &[i64]) -> rusqlite::Result<Vec<WorkOrderDetail>> {
    db.prepare_cached(&format!(
        "{} WHERE i.id IN (SELECT value FROM json_each(?1))",
        item_sql()
    ))?
    .query_map([rows::ids(ids)], item)?
    .collect()
}

/// The tables a condition on items needs, the condition, its values.
fn items_where(filter: &ItemFilter) -> (&'static str, String, Vec<Value>) {
    let mut conditions = Conditions::default();
    conditions.add("i.work_order = ?", filter.order);
    conditions.add("i.card_id = ?", filter.card);
    conditions.add(
        "COALESCE(c.sim_type, g.sim_type) = ?",
        filter.sim_type.map(i64::from),
    );
    conditions.any_of("i.status", &filter.states);
    let condition = if conditions.sql.is_empty() {
        "1".to_owned()
    } else {
        conditions.text()
    };
    let source = if filter.sim_type.is_some() {
        ITEMS
    } else {
        "work_order_items i"
    };
    (source, condition, conditions.values)
}

crate::from_row! {
    struct ItemRow {
        id: i64 = "i.id",
        sim_type: Option<i32> = "COALESCE(c.sim_type, g.sim_type)",
        status: Option<i32> = "i.status",
        cid: Option<String> = "COALESCE(c.cid, g.cid, i.cid)",
        card_id: Option<i64> = "NULLIF(i.card_id, 0)",
        create_time: i64 = "o.create_time",
        finish_time: Option<i64> = "i.finish_time",
        description: Option<String> = "i.description",
        work_order: Option<i64> = "i.work_order",
        expected_time: i64 = "i.expected_time",
        fail_key: Option<String> = "i.fail_key",
    }
}

fn item_sql() -> String {
    format!(
        "SELECT {} FROM {ITEMS} JOIN work_orders o ON o.id = i.work_order",
        ItemRow::COLUMNS
    )
}

fn item(row: &Row<'_>) -> rusqlite::Result<WorkOrderDetail> {
    let row = ItemRow::from_row(row)?;
    Ok(WorkOrderDetail {
        id: row.id,
        sim_type: row.sim_type,
        status: row.status,
        cid: row.cid,
        sim_card_id: row.card_id,
        create_time: Some(time(row.create_time)),
        finish_time: row.finish_time.map(time),
        description: row.description,
        work_order_id: row.work_order,
        expected_time: expected(row.expected_time),
        fail_key: row.fail_key,
    })
}

crate::from_row! {
    struct PendingRow {
        card_id: i64 = "i.card_id",
        id: i64 = "o.id",
        kind: Option<i32> = "o.type",
        action: Option<String> = "o.action_key",
        expected_time: i64 = "i.expected_time",
        review_time: i64 = "o.review_time",
        begin_time: i64 = "o.begin_time",
        done: i64 = "o.success + o.failed",
    }
}

/// Work orders under way that will change these cards, by card, oldest first. One statement for all.
///
/// # Errors
/// When the database cannot be read.
pub fn pending(
    db: &Connection,
    cards: &[i64],
    now_ms: i64,
) -> rusqlite::Result<HashMap<i64, Vec<PendingWorkOrder>>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {} FROM json_each(?1) AS asked CROSS JOIN work_order_items i ON i.card_id = asked.value \
         JOIN work_orders o ON o.id = i.work_order WHERE i.status = 2 ORDER BY o.id",
        PendingRow::COLUMNS
    ))?;
    let mut found: HashMap<i64, Vec<PendingWorkOrder>> = HashMap::new();
    for row in statement.query_map([rows::ids(cards)], PendingRow::from_row)? {
        let row = row?;
        let status = if now_ms < row.review_time {
            WorkOrderStatus::Reviewing
        } else if now_ms < row.begin_time && row.done == 0 {
            WorkOrderStatus::Reviewed
        } else {
            WorkOrderStatus::Processing
        };
        found
            .entry(row.card_id)
            .or_default()
            .push(PendingWorkOrder {
                work_order_id: row.id,
                work_order_type: row.kind,
                action: row.action.filter(|action| !action.is_empty()),
                status: Some(status.code()),
                expected_time: expected(row.expected_time),
            });
    }
    Ok(found)
}
