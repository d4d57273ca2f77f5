//! What this service has beyond the public API: capabilities, summary, orders, its own description.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::IntoResponse;
use gsl_model::state::SimStatus;
use gsl_model::wire::{
    Capabilities, CarrierCount, ExpiringCount, Order, OrderList, ReasonCount, StatusCount, Summary,
    extension,
};
use rusqlite::{Connection, params_from_iter};

use super::AppState;
use super::params::Params;
use crate::catalog::Catalog;
use crate::clock::time;
use crate::codes;
use crate::error::ApiError;
use crate::fleet::filter::CardFilter;

/// The description of every operation, in OpenAPI 3.1.
const OPENAPI: &str = include_str!("../../openapi.json");

/// `GET /v1/openapi.json`.
pub async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

/// `GET /v1/capabilities`: who is this, what time is it here, what can it do beyond the public API.
pub async fn capabilities(State(state): State<AppState>) -> Json<Capabilities> {
    Json(Capabilities {
        service: "gsl-server".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: Some(time(state.clock.now_ms())),
        time_scale: Some(state.time_scale),
        extensions: extension::ALL
            .iter()
            .map(|name| (*name).to_owned())
            .collect(),
    })
}

/// `GET /v1/sim-cards/summary`: counts that equal the `count` of operation 1 with the same filter.
///
/// # Errors
/// 500 when the database refuses.
pub async fn summary(State(state): State<AppState>) -> Result<Json<Summary>, ApiError> {
    state
        .run(move |store, now_ms| {
            let fleet = store.fleet();
            let (status, reason, carrier) = (
                fleet.count_by_status(),
                fleet.count_by_reason(),
                fleet.count_by_carrier(),
            );
            let at = |counts: &[i64; 256], code: usize| counts.get(code).copied().unwrap_or(0);
            let expiring = |days: i32| {
                let filter = CardFilter {
                    expires: Some((now_ms, i64::from(days))),
                    ..CardFilter::default()
                };
                ExpiringCount {
                    days,
                    count: fleet.count(&filter),
                }
            };
            Ok(Json(Summary {
                total: i64::try_from(fleet.len()).unwrap_or(i64::MAX),
                by_status: SimStatus::ALL
                    .iter()
                    .map(|known| StatusCount {
                        sim_status: known.code(),
                        count: at(&status, usize::try_from(known.code()).unwrap_or(0)),
                    })
                    .collect(),
                by_reason: codes::reasons()
                    .map(|(number, known)| ReasonCount {
                        stop_reason: known.key().to_owned(),
                        operator_status: known.code(),
                        count: at(&reason, usize::from(number)),
                    })
                    .collect(),
                by_carrier: (1_u8..=4)
                    .map(|code| CarrierCount {
                        carrier_type: i32::from(code),
                        count: at(&carrier, usize::from(code)),
                    })
                    .collect(),
                expiring: [30, 60, 90].map(expiring).to_vec(),
                as_of: Some(time(now_ms)),
            }))
        })
        .await
}

/// `GET /v1/orders`: orders by state or in a pool, newest first.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn orders(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<OrderList>, ApiError> {
    state
        .run(move |store, _| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            store.read(|db| {
                let (count, orders) =
                    order_rows(db, store.catalog(), &params, paging.skip(), paging.limit)?;
                Ok(Json(OrderList {
                    limit: paging.limit,
                    offset: paging.offset,
                    count,
                    orders,
                }))
            })
        })
        .await
}

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
    let states = params.codes("order_status", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10])?;
    let mut conditions = Vec::new();
    let mut values: Vec<i64> = states.iter().copied().map(i64::from).collect();
    if !states.is_empty() {
        conditions.push(format!("status IN ({})", vec!["?"; states.len()].join(",")));
    }
    // Of either kind, as in operation 1.
    if let Some(pool) = params.integer("sim_pool_id", 0, i64::MAX)? {
        let joined =
            "id IN (SELECT order_id FROM pool_orders WHERE pool_id = ? AND joined_at IS NOT NULL)";
        conditions.push(joined.to_owned());
        values.push(pool);
    }
    let condition = if conditions.is_empty() {
        String::new()
    } else {
        format!("WHERE {}", conditions.join(" AND "))
    };
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM orders {condition}"),
        params_from_iter(&values),
        |row| row.get(0),
    )?;
    let mut statement = db.prepare(&format!(
                    "SELECT id, status, type, plan, quantity, create_time, expected_time FROM orders {condition} \
                     ORDER BY create_time DESC, id DESC LIMIT {} OFFSET {}",
                    limit,
                    skip
                ))?;
    let rows = statement.query_map(params_from_iter(&values), |row| {
        let plan = catalog.plan(row.get(3)?);
        Ok(Order {
            order_id: row.get(0)?,
            order_status: row.get(1)?,
            order_type: row.get(2)?,
            price_plan_name: plan.map(|plan| plan.name.clone()),
            carrier_type: plan.map(|plan| plan.carrier_type),
            quantity: row.get(4)?,
            create_time: Some(time(row.get(5)?)),
            expected_time: row.get::<_, Option<i64>>(6)?.map(time),
        })
    })?;
    let orders = rows.collect::<rusqlite::Result<_>>()?;
    Ok((count, orders))
}
