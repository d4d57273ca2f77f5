//! Which orders a list has.

use gsl_model::wire::Order;
use rusqlite::{Connection, params_from_iter};

use super::OrderRow;
use crate::catalog::{Catalog, Plan};
use crate::db::rows::{self, FromRow};
use crate::error::ApiError;
use crate::params::Params;

/// Most orders asked for by their numbers.
const MOST_IDS: usize = 50;

/// Orders that match, newest first, and how many there are in all.
///
/// # Errors
/// 400 on a bad parameter.
pub fn order_rows(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    skip: i64,
    limit: i64,
) -> Result<(i64, Vec<Order>), ApiError> {
    // 0 is no order: cards of a mirror that name none stand under it.
    let mut conditions = vec!["o.id <> 0".to_owned()];
    let mut values: Vec<i64> = Vec::new();
    let mut any = |column: &str, wanted: Vec<i64>, values: &mut Vec<i64>| {
        if !wanted.is_empty() {
            conditions.push(format!(
                "{column} IN ({})",
                vec!["?"; wanted.len()].join(",")
            ));
            values.extend(wanted);
        }
    };
    let wide = |codes: Vec<u8>| codes.into_iter().map(i64::from).collect::<Vec<_>>();
    let states = params.codes("order_status", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10])?;
    any("o.status", wide(states), &mut values);
    let kinds = params.codes("order_type", &[1, 2, 3, 4, 5, 6, 7])?;
    any("o.type", wide(kinds), &mut values);
    let ids = params.integers("order_id", MOST_IDS)?;
    any("o.id", ids.unwrap_or_default(), &mut values);
    let carriers = wide(params.codes("carrier_type", &[1, 2, 3, 4])?);
    let name = params.text("price_plan_id", 64)?;
    if !carriers.is_empty() || name.is_some() {
        let fits = |plan: &&Plan| {
            (carriers.is_empty() || carriers.contains(&i64::from(plan.carrier_type)))
                && name.as_ref().is_none_or(|name| plan.price_plan_id == *name)
        };
        let mut plans: Vec<i64> = catalog
            .plans()
            .iter()
            .filter(fits)
            .map(|plan| plan.id)
            .collect();
        // No plan fits: no order does.
        plans.push(-1);
        let plan = "CASE WHEN o.mixed THEN NULL ELSE o.plan END";
        any(plan, plans, &mut values);
    }
    // Of either kind, as in operation 1.
    if let Some(pool) = params.integer("sim_pool_id", 0, i64::MAX)? {
        let joined = "o.id IN (SELECT order_id FROM pool_orders WHERE pool_id = ? AND joined_at IS NOT NULL)";
        conditions.push(joined.to_owned());
        values.push(pool);
    }
    let condition = if conditions.is_empty() {
        String::new()
    } else {
        format!("WHERE {}", conditions.join(" AND "))
    };
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM orders o {condition}"),
        params_from_iter(&values),
        |row| row.get(0),
    )?;
    let orders = db
        .prepare(&format!(
            "SELECT {} FROM orders o {condition} ORDER BY o.create_time DESC, o.id DESC LIMIT {limit} OFFSET {skip}",
            OrderRow::COLUMNS
        ))?
        .query_map(params_from_iter(&values), |row| super::read(row, catalog))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((count, orders))
}

/// Orders by id.
///
/// # Errors
/// When the database cannot be read.
pub fn orders_of(db: &Connection, catalog: &Catalog, ids: &[i64]) -> rusqlite::Result<Vec<Order>> {
    db.prepare_cached(&format!(
        "SELECT {} FROM orders o WHERE o.id IN (SELECT value FROM json_each(?1))",
        OrderRow::COLUMNS
    ))?
    .query_map([rows::ids(ids)], |row| super::read(row, catalog))?
    .collect()
}
