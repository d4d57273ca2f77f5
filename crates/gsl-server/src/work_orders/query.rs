//! Reads work orders for the API.

use gsl_model::names::Language;
use gsl_model::wire::{PendingWorkOrder, WorkOrder, WorkOrderDetail};
use gsl_model::work_order::{WorkOrderSource, WorkOrderStatus};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::clock::{DAY_MS, time};
use crate::db::listed;

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
        "{} WHERE id IN ({})",
        order_sql(now_ms),
        listed(ids)
    ))?
    .query_map([], order)?
    .collect()
}

fn order_sql(now_ms: i64) -> String {
    format!(
        "SELECT id, sim_type, type, detail, total, success, failed, {}, create_time, finish_time, fail_reason, source, \
         expected_time, action_key FROM work_orders",
        state_sql(now_ms)
    )
}

fn order(row: &Row<'_>) -> rusqlite::Result<WorkOrder> {
    let (total, success, failed): (i32, i32, i32) = (row.get(4)?, row.get(5)?, row.get(6)?);
    let status: i32 = row.get(7)?;
    let source: i32 = row.get(11)?;
    let action: String = row.get(13)?;
    let ended = WorkOrderStatus::from_code(status).is_some_and(WorkOrderStatus::is_final);
    Ok(WorkOrder {
        id: row.get(0)?,
        sim_type: row.get(1)?,
        work_order_type: row.get(2)?,
        req_detail: row.get(3)?,
        total_count: Some(total),
        success_count: Some(success),
        fail_count: Some(failed),
        process_count: Some(total - success - failed),
        status: Some(status),
        create_time: Some(time(row.get(8)?)),
        finish_time: row.get::<_, Option<i64>>(9)?.map(time),
        fail_reason: row.get(10)?,
        response: ended.then(|| format!("{success} succeeded, {failed} failed, {total} in all")),
        work_order_source: Some(source),
        work_order_source_desc: WorkOrderSource::from_code(source)
            .map(|known| known.name(Language::Zh).to_owned()),
        expected_time: Some(time(row.get(12)?)),
        action: Some(action.clone()),
        // What is paid for is not taken back (Q3.10).
        cancellable: Some(!ended && action != "replace"),
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
        "{ITEM} WHERE {condition} ORDER BY i.work_order DESC, i.id LIMIT {limit} OFFSET {skip}"
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
    db.prepare(&format!("{ITEM} WHERE i.id IN ({})", listed(ids)))?
        .query_map([], item)?
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

const ITEM: &str = "SELECT i.id, COALESCE(c.sim_type, g.sim_type), i.status, COALESCE(c.cid, g.cid), i.card_id, \
    o.create_time, i.finish_time, i.description, i.work_order, i.expected_time, i.fail_key FROM work_order_items i \
    LEFT JOIN cards c ON c.id = i.card_id LEFT JOIN gone_cards g ON g.id = i.card_id \
    JOIN work_orders o ON o.id = i.work_order";

fn item(row: &Row<'_>) -> rusqlite::Result<WorkOrderDetail> {
    Ok(WorkOrderDetail {
        id: row.get(0)?,
        sim_type: row.get(1)?,
        status: row.get(2)?,
        cid: row.get(3)?,
        sim_card_id: row.get(4)?,
        create_time: Some(time(row.get(5)?)),
        finish_time: row.get::<_, Option<i64>>(6)?.map(time),
        description: row.get(7)?,
        work_order_id: row.get(8)?,
        expected_time: Some(time(row.get(9)?)),
        fail_key: row.get(10)?,
    })
}

/// Work orders under way that will change a card, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub fn pending(db: &Connection, card: i64, now_ms: i64) -> rusqlite::Result<Vec<PendingWorkOrder>> {
    let mut statement = db.prepare_cached(
        "SELECT o.id, o.type, o.action_key, i.expected_time, o.review_time, o.begin_time, o.success + o.failed \
         FROM work_order_items i JOIN work_orders o ON o.id = i.work_order \
         WHERE i.card_id = ?1 AND i.status = 2 ORDER BY o.id",
    )?;
    let rows = statement.query_map([card], |row| {
        let (review, begin, begun): (i64, i64, i64) = (row.get(4)?, row.get(5)?, row.get(6)?);
        let status = if now_ms < review {
            WorkOrderStatus::Reviewing
        } else if now_ms < begin && begun == 0 {
            WorkOrderStatus::Reviewed
        } else {
            WorkOrderStatus::Processing
        };
        Ok(PendingWorkOrder {
            work_order_id: row.get(0)?,
            work_order_type: row.get(1)?,
            action: row.get(2)?,
            status: Some(status.code()),
            expected_time: Some(time(row.get(3)?)),
        })
    })?;
    rows.collect()
}
