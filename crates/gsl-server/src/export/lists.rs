//! Lists other than cards, page by page.

use gsl_model::export::What;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value;

use crate::db::store::Store;
use crate::error::ApiError;
use crate::http::params::Params;
use crate::http::{beyond, labels, work_orders};
use crate::work_orders::query;

fn values<T: Serialize>(rows: &[T]) -> Result<Vec<Value>, ApiError> {
    let rows = rows.iter().map(serde_json::to_value);
    rows.collect::<Result<_, _>>().map_err(ApiError::internal)
}

/// How many rows match, and some of them, as their list shows them.
///
/// # Errors
/// 400 on a bad filter.
pub fn page(
    store: &Store,
    db: &Connection,
    what: What,
    filter: &str,
    now_ms: i64,
    (skip, limit): (i64, i64),
) -> Result<(i64, Vec<Value>), ApiError> {
    let params = Params::new(Some(filter));
    match what {
        What::Cards | What::CardUsage => Err(ApiError::internal("cards are no list of rows")),
        What::Orders => {
            let (count, rows) = beyond::order_rows(db, store.catalog(), &params, skip, limit)?;
            Ok((count, values(&rows)?))
        }
        What::Tags => {
            let (count, rows) = labels::tag_rows(db, &params, skip, limit)?;
            Ok((count, values(&rows)?))
        }
        What::WorkOrders => {
            let filter = work_orders::filter(&params)?;
            let (count, rows) = query::orders(db, &filter, now_ms, skip, limit)?;
            Ok((count, values(&rows)?))
        }
        What::WorkOrderItems => {
            let order = params.integer("work_order_id", 0, i64::MAX)?;
            let filter = work_orders::item_filter(&params, store, order)?;
            let (count, rows) = query::items(db, &filter, skip, limit)?;
            Ok((count, values(&rows)?))
        }
    }
}
