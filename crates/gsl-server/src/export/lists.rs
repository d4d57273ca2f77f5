//! Lists other than cards: which rows, and the rows portion by portion.

use std::collections::HashMap;

use gsl_model::export::{Cell, Column, ColumnKind, ExportKind, Field, Row};
use gsl_model::sheet::Language;
use rusqlite::Connection;

use super::{ExportError, Sink};
use crate::error::ApiError;
use crate::labels;
use crate::orders::list as orders;
use crate::params::Params;
use crate::pools::PoolRecord;
use crate::pools::list as pools;
use crate::store::Store;
use crate::work_orders::filter::{item_filter, order_filter};
use crate::work_orders::query;

/// Rows of any list.
pub trait Rows {
    /// How many there are.
    fn count(&self) -> usize;

    /// Writes them.
    ///
    /// # Errors
    /// When they cannot be stored.
    fn write(
        &self,
        columns: &[&Column],
        language: Language,
        sink: &mut dyn Sink,
    ) -> Result<(), ExportError>;
}

impl<R: Row> Rows for Vec<R> {
    fn count(&self) -> usize {
        self.len()
    }

    fn write(
        &self,
        columns: &[&Column],
        language: Language,
        sink: &mut dyn Sink,
    ) -> Result<(), ExportError> {
        let fields = fields::<R>(columns);
        for row in self {
            let cells = fields
                .iter()
                .map(|(field, kind)| Cell::of(field(row), *kind, language));
            sink.row(&cells.collect::<Vec<_>>())?;
        }
        Ok(())
    }
}

/// How to read these columns of a row, and how to write what is read.
#[must_use]
pub fn fields<R: Row>(columns: &[&Column]) -> Vec<(Field<R>, ColumnKind)> {
    let found = columns
        .iter()
        .map(|column| Some((R::field(column.key)?, column.kind)));
    found.flatten().collect()
}

fn known<R>((count, rows): (i64, Vec<R>), key: impl Fn(&R) -> i64) -> (i64, Vec<i64>) {
    let mut keys: Vec<i64> = rows.iter().map(key).collect();
    // A pool has a row for each cycle.
    keys.dedup();
    (count, keys)
}

/// The pool whose members are listed.
fn pool_of(db: &Connection, params: &Params, forward: bool) -> Result<PoolRecord, ApiError> {
    let name = pools::id_name(forward);
    let id = params
        .integer(name, 0, i64::MAX)?
        .ok_or_else(|| ApiError::parameter(name, "is required"))?;
    pools::pool(db, id, forward)
}

/// All rows.
const ALL: (i64, i64) = (0, -1);

/// How many rows match, and their keys in the order of the list.
///
/// # Errors
/// 400 on a bad filter.
pub fn keys(
    store: &Store,
    db: &Connection,
    what: ExportKind,
    filter: &str,
    now_ms: i64,
) -> Result<(i64, Vec<i64>), ApiError> {
    let params = Params::new(Some(filter));
    let (catalog, (skip, limit)) = (store.catalog(), ALL);
    Ok(match what {
        ExportKind::Cards | ExportKind::CardUsage => {
            return Err(ApiError::internal("cards are no list of rows"));
        }
        ExportKind::Orders => known(
            orders::order_rows(db, catalog, &params, skip, limit)?,
            |row| row.order_id,
        ),
        ExportKind::Tags => known(labels::tag_rows(db, &params, skip, limit)?, |row| row.id),
        ExportKind::WorkOrders => {
            let filter = order_filter(&params)?;
            known(query::orders(db, &filter, now_ms, skip, limit)?, |row| {
                row.id
            })
        }
        ExportKind::WorkOrderItems => {
            let order = params.integer("work_order_id", 0, i64::MAX)?;
            let filter = item_filter(&params, store, order)?;
            let keys = query::item_ids(db, &filter)?;
            (i64::try_from(keys.len()).unwrap_or(i64::MAX), keys)
        }
        ExportKind::SimPools => known(
            pools::forward_rows(db, catalog, &params, now_ms, ALL)?,
            |row| row.id,
        ),
        ExportKind::BackPools => known(
            pools::backward_rows(db, catalog, &params, now_ms, ALL)?,
            |row| row.id,
        ),
        ExportKind::SimPoolMembers | ExportKind::BackPoolMembers => {
            let pool = pool_of(db, &params, what == ExportKind::SimPoolMembers)?;
            pools::member_keys(store, db, &pool, &params, now_ms)?
        }
    })
}

/// Rows in the order of their keys, each as far as it is still there.
fn in_order<R: Row + 'static>(
    keys: &[i64],
    rows: Vec<R>,
    key: impl Fn(&R) -> i64,
) -> Box<dyn Rows> {
    let mut by_key: HashMap<i64, R> = rows.into_iter().map(|row| (key(&row), row)).collect();
    let sorted: Vec<R> = keys.iter().filter_map(|key| by_key.remove(key)).collect();
    Box::new(sorted)
}

/// The rows with these keys, as their list shows them now; `filter` is what the keys were chosen with.
///
/// # Errors
/// 400 on a bad filter.
pub fn rows(
    store: &Store,
    db: &Connection,
    what: ExportKind,
    filter: &str,
    keys: &[i64],
    now_ms: i64,
) -> Result<Box<dyn Rows>, ApiError> {
    let params = Params::new(Some(filter));
    let catalog = store.catalog();
    Ok(match what {
        ExportKind::Cards | ExportKind::CardUsage => {
            return Err(ApiError::internal("cards are no list of rows"));
        }
        ExportKind::Orders => in_order(keys, orders::orders_of(db, catalog, keys)?, |row| {
            row.order_id
        }),
        ExportKind::Tags => in_order(keys, labels::tags_of(db, keys)?, |row| row.id),
        ExportKind::WorkOrders => in_order(keys, query::orders_of(db, keys, now_ms)?, |row| row.id),
        ExportKind::WorkOrderItems => in_order(keys, query::items_of(db, keys)?, |row| row.id),
        ExportKind::SimPools => Box::new(pools::forward_of(db, catalog, &params, keys, now_ms)?),
        ExportKind::BackPools => Box::new(pools::backward_of(db, catalog, &params, keys, now_ms)?),
        ExportKind::SimPoolMembers | ExportKind::BackPoolMembers => {
            let pool = pool_of(db, &params, what == ExportKind::SimPoolMembers)?;
            Box::new(pools::members_of(store, db, &pool, &params, keys, now_ms)?)
        }
    })
}
