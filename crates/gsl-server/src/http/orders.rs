//! Orders: the list, one order, payment, cancelling (console.md section 8).

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Uri};
use axum::routing::{get, post};
use axum::{Json, Router};
use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::units::Cents;
use gsl_model::wire::{Order, OrderDetail, OrderList, OrderStep, PayAnswer, PayRequest};
use rusqlite::{Connection, params};

use super::body::{SMALL, bytes};
use super::call::{TypedRequest, sent};
use super::{AppState, PathText, path_number, purchase};
use crate::catalog::Catalog;
use crate::clock::time;
use crate::error::ApiError;
use crate::idempotency::{Key, once};
use crate::orders::list::order_rows;
use crate::orders::{self, add_on, buy, renew};
use crate::params::Params;
use crate::work_orders::CarrierSimulation;

/// Most orders of one payment.
const MOST_PAID: usize = 50;
/// All routes of orders.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/orders", get(list).post(purchase::purchase))
        .route("/v1/orders/quotes", post(purchase::quote))
        .route("/v1/orders/{order_id}", get(show))
        .route("/v1/orders/{order_id}/cancel", post(cancel))
        .route("/v1/payments", post(pay))
}

/// `GET /v1/orders`: orders that match, newest first.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn list(
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
                Ok(paging.answer(count, orders))
            })
        })
        .await
}

/// An order there is.
///
/// # Errors
/// 400 `GSL.00013001`.
pub(super) fn known(db: &Connection, catalog: &Catalog, id: i64) -> Result<Order, ApiError> {
    orders::find(db, catalog, id)?.ok_or_else(ApiError::no_order)
}

/// `GET /v1/orders/{order_id}`.
///
/// # Errors
/// 400 `GSL.00013001` for an unknown order.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<OrderDetail>, ApiError> {
    let id = path_number(path, "order_id")?;
    state
        .run(move |store, _| {
            store.read(|db| {
                let order = known(db, store.catalog(), id)?;
                detail(db, order).map(Json)
            })
        })
        .await
}

fn detail(db: &Connection, order: Order) -> Result<OrderDetail, ApiError> {
    let id = order.order_id;
    let (address, freight, finish): (Option<String>, Option<bool>, Option<i64>) = db.query_row(
        "SELECT address, freight_collect, finish_time FROM orders WHERE id = ?1",
        [id],
        |row| {
            Ok((
                row.get("address")?,
                row.get("freight_collect")?,
                row.get("finish_time")?,
            ))
        },
    )?;
    let planned: Vec<(i32, i64, bool)> = db
        .prepare_cached("SELECT status, at, done FROM order_steps WHERE order_id = ?1")?
        .query_map([id], |row| {
            Ok((row.get("status")?, row.get("at")?, row.get("done")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let kind = order.order_type.and_then(OrderType::from_code);
    let ended = order
        .order_status
        .and_then(OrderStatus::from_code)
        .is_some_and(OrderStatus::is_final);
    let steps = kind.map_or(&[][..], OrderType::steps);
    let steps = steps.iter().map(|status| {
        let found = planned.iter().find(|(code, ..)| *code == status.code());
        let first = *status == OrderStatus::Reviewing;
        OrderStep {
            order_status: status.code(),
            reached_time: match found {
                Some((_, at, true)) => Some(time(*at)),
                _ => order.create_time.filter(|_| first),
            },
            expected_time: found
                .filter(|(_, _, done)| !done && !ended)
                .map(|(_, at, _)| time(*at)),
        }
    });
    let opened = db.query_row(
        "SELECT COALESCE((SELECT succeeded FROM bulk_jobs WHERE id = ?2), \
         (SELECT COUNT(*) FROM cards WHERE order_id = ?1 AND replaces IS NULL) \
         + (SELECT COUNT(*) FROM gone_cards WHERE order_id = ?1 AND replaces IS NULL))",
        params![id, order.bulk_job_id],
        |row| row.get(0),
    )?;
    Ok(OrderDetail {
        steps: steps.collect(),
        address: address.and_then(|text| serde_json::from_str(&text).ok()),
        opened_quantity: opened,
        freight_collect: freight,
        finish_time: finish.map(time),
        renewal_order_id: renew::unfinished(db, id)?,
        add_on_card_ids: add_on::cards_of(db, id)?,
        order,
    })
}

/// `POST /v1/payments`: pays orders together or not at all.
///
/// # Errors
/// 400 `GSL.00010004` when the amount is not the sum, `GSL.00013001` for an unknown order, 403 `GSL.00013002` when one is
/// paid already or has ended.
pub async fn pay(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PayAnswer>, ApiError> {
    let TypedRequest { body, key } = sent::<PayRequest>(&uri, &headers, body).await?;
    let mut ids = body.order_ids.clone();
    ids.sort_unstable();
    ids.dedup();
    if !(1..=MOST_PAID).contains(&ids.len()) || ids.len() != body.order_ids.len() {
        let why = format!("must name 1 to {MOST_PAID} orders, each once");
        return Err(ApiError::parameter("order_ids", why));
    }
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let answer = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let paid = paid(db, catalog, &ids, body.amount_cents, now_ms, simulation)?;
                    Ok((paid, Vec::new()))
                })
            })?;
            Ok(Json(answer))
        })
        .await
}

/// Pays those of some orders that wait for payment; nothing happens when none does.
///
/// # Errors
/// 400 `GSL.00010004` when the amount is not the sum of those.
pub(super) fn pay_waiting(
    db: &Connection,
    catalog: &Catalog,
    ids: &[i64],
    amount: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<(), ApiError> {
    let mut waiting = Vec::with_capacity(ids.len());
    for id in ids {
        let open = buy::open(db, *id)?.ok_or_else(ApiError::no_order)?;
        let status = open.status.unwrap_or(OrderStatus::Completed);
        if gsl_model::order::awaits_payment(status, open.paid).is_ok() {
            waiting.push(*id);
        }
    }
    if !waiting.is_empty() {
        paid(db, catalog, &waiting, amount, now_ms, simulation)?;
    }
    Ok(())
}

fn paid(
    db: &Connection,
    catalog: &Catalog,
    ids: &[i64],
    amount: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<PayAnswer, ApiError> {
    let mut sum = Cents(0);
    for id in ids {
        let open = buy::open(db, *id)?.ok_or_else(ApiError::no_order)?;
        let status = open.status.unwrap_or(OrderStatus::Completed);
        gsl_model::order::awaits_payment(status, open.paid)
            .map_err(|refusal| ApiError::order_refuses(*id, format!("it is {}", refusal.key())))?;
        sum = sum
            .checked_add(Cents(open.price))
            .ok_or_else(|| ApiError::parameter("order_ids", "cost too much together"))?;
    }
    if sum.0 != amount {
        let why = format!("must be {}, the sum of the orders", sum.0);
        return Err(ApiError::parameter("amount_cents", why));
    }
    let payment = buy::payment(db, amount, now_ms)?;
    let mut orders = Vec::with_capacity(ids.len());
    for id in ids {
        buy::pay(db, catalog, *id, payment, now_ms, simulation)?;
        orders.push(known(db, catalog, *id)?);
    }
    Ok(PayAnswer {
        payment_id: payment,
        amount_cents: amount,
        pay_time: Some(time(now_ms)),
        orders,
    })
}

/// `POST /v1/orders/{order_id}/cancel`: possible until it is paid.
///
/// # Errors
/// 400 `GSL.00013001` for an unknown order, 403 `GSL.00013002` when it is paid or has ended.
pub async fn cancel(
    State(state): State<AppState>,
    path: PathText,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Order>, ApiError> {
    let id = path_number(path, "order_id")?;
    let bytes = bytes(body, SMALL).await?;
    let key = Key::of(&headers, &format!("POST {uri}"), &bytes)?;
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let order = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    if let Some(refusal) = known(db, catalog, id)?.cancel_refusal {
                        return Err(ApiError::order_refuses(id, format!("it is {refusal}")));
                    }
                    buy::cancel(db, id, now_ms)?;
                    Ok((known(db, catalog, id)?, Vec::new()))
                })
            })?;
            Ok(Json(order))
        })
        .await
}
