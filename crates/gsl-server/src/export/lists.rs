//! Lists other than cards, page by page.

use gsl_model::export::{Cell, Column, Field, Kind, Row, What};
use gsl_model::sheet::Language;
use rusqlite::Connection;

use super::{Sink, Stop};
use crate::db::store::Store;
use crate::error::ApiError;
use crate::http::params::Params;
use crate::http::{labels, orders, pools, work_orders};
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
    ) -> Result<(), Stop>;
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
    ) -> Result<(), Stop> {
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
pub fn fields<R: Row>(columns: &[&Column]) -> Vec<(Field<R>, Kind)> {
    let found = columns
        .iter()
        .map(|column| Some((R::field(column.key)?, column.kind)));
    found.flatten().collect()
}

fn boxed<R: Row + 'static>((count, rows): (i64, Vec<R>)) -> (i64, Box<dyn Rows>) {
    (count, Box::new(rows))
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
) -> Result<(i64, Box<dyn Rows>), ApiError> {
    let params = Params::new(Some(filter));
    let catalog = store.catalog();
    Ok(match what {
        What::Cards | What::CardUsage => {
            return Err(ApiError::internal("cards are no list of rows"));
        }
        What::Orders => boxed(orders::order_rows(db, catalog, &params, skip, limit)?),
        What::Tags => boxed(labels::tag_rows(db, &params, skip, limit)?),
        What::WorkOrders => {
            let filter = work_orders::filter(&params)?;
            boxed(query::orders(db, &filter, now_ms, skip, limit)?)
        }
        What::WorkOrderItems => {
            let order = params.integer("work_order_id", 0, i64::MAX)?;
            let filter = work_orders::item_filter(&params, store, order)?;
            boxed(query::items(db, &filter, skip, limit)?)
        }
        What::SimPools => boxed(pools::forward_rows(
            db,
            catalog,
            &params,
            now_ms,
            (skip, limit),
        )?),
        What::BackPools => boxed(pools::backward_rows(
            db,
            catalog,
            &params,
            now_ms,
            (skip, limit),
        )?),
        What::SimPoolMembers | What::BackPoolMembers => {
            let forward = what == What::SimPoolMembers;
            let name = pools::id_name(forward);
            let id = params
                .integer(name, 0, i64::MAX)?
                .ok_or_else(|| ApiError::parameter(name, "is required"))?;
            let pool = pools::pool(db, id, forward)?;
            boxed(pools::member_rows(
                store,
                db,
                &pool,
                &params,
                now_ms,
                (skip, limit),
            )?)
        }
    })
}
