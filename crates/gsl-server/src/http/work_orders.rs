//! Operations 33 and 34; single work orders and cancelling (extensions `work-orders.read` and `work-orders.act`).

use axum::Json;
use axum::extract::{RawQuery, State};
use gsl_model::wire::{WorkOrder, WorkOrderDetailList, WorkOrderList};
use gsl_model::work_order::WorkOrderStatus;

use super::call::Call;
use super::{AppState, PathText};
use crate::error::ApiError;
use crate::idempotency::once;
use crate::params::Params;
use crate::work_orders::cancel::{Cancelled, cancel};
use crate::work_orders::filter::{item_filter, order_filter};
use crate::work_orders::query;

/// Operation 33: work orders of the last year, newest first.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn list(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<WorkOrderList>, ApiError> {
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            let filter = order_filter(&params)?;
            let (count, work_orders) =
                store.read(|db| query::orders(db, &filter, now_ms, paging.skip(), paging.limit))?;
            Ok(paging.answer(count, work_orders))
        })
        .await
}

/// The work order of a path.
fn order_id(path: PathText) -> Result<i64, ApiError> {
    path.ok()
        .and_then(|axum::extract::Path(text)| text.parse().ok())
        .filter(|id| *id >= 0)
        .ok_or_else(|| ApiError::parameter("work_order_id", "must be a non-negative integer"))
}

fn unknown(id: i64) -> ApiError {
    ApiError::parameter("work_order_id", format!("{id} does not exist"))
}

/// Operation 34: the cards of a work order. With the number 0 (extension), those of all work orders with the card that
/// `main_search_key` names.
///
/// # Errors
/// 400 on a bad parameter or an unknown work order.
pub async fn details(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<Json<WorkOrderDetailList>, ApiError> {
    let id = order_id(path)?;
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            let key = params.text("main_search_key", 128)?;
            if id == 0 && key.is_none() {
                let why = "is needed when work_order_id is 0";
                return Err(ApiError::parameter("main_search_key", why));
            }
            let filter = item_filter(&params, store, (id != 0).then_some(id))?;
            let (count, work_order_details) = store.read(|db| {
                if id != 0 && query::order_by_id(db, id, now_ms)?.is_none() {
                    return Err(unknown(id));
                }
                Ok::<_, ApiError>(query::items(db, &filter, paging.skip(), paging.limit)?)
            })?;
            Ok(paging.answer(count, work_order_details))
        })
        .await
}

/// `GET /v1/work-orders/{work_order_id}`: one work order.
///
/// # Errors
/// 400 when there is none with this number.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<WorkOrder>, ApiError> {
    let id = order_id(path)?;
    state
        .run(move |store, now_ms| {
            store
                .read(|db| query::order_by_id(db, id, now_ms))?
                .map(Json)
                .ok_or_else(|| unknown(id))
        })
        .await
}

/// `POST /v1/work-orders/{work_order_id}/cancel`: cards done stay done, the others are left as they are. Cancelling what
/// is cancelled already answers the same.
///
/// # Errors
/// 400 when there is none with this number, 403 `GSL.00011012` when it has ended.
pub async fn stop(
    State(state): State<AppState>,
    path: PathText,
    Call { key, .. }: Call,
) -> Result<Json<WorkOrder>, ApiError> {
    let id = order_id(path)?;
    let stopped = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, key.as_ref(), now_ms, |db| {
                let outcome = cancel(db, id, now_ms)?;
                let order = query::order_by_id(db, id, now_ms)?.ok_or_else(|| unknown(id))?;
                let cancelled = order.status == Some(WorkOrderStatus::Cancelled.code());
                if outcome == Cancelled::TooLate && !cancelled {
                    return Err(ApiError::order_ended(id));
                }
                Ok((order, Vec::new()))
            })
        })
    });
    stopped.await.map(Json)
}
