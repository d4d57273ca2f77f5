//! What operations 33 and 34 are asked for.

use gsl_model::work_order::{ItemStatus, WorkOrderSource, WorkOrderStatus, WorkOrderType};

use super::query::{ItemFilter, OrderFilter};
use crate::error::ApiError;
use crate::params::Params;
use crate::store::Store;

fn numbers(codes: impl Iterator<Item = i32>) -> Vec<u8> {
    codes.filter_map(|code| u8::try_from(code).ok()).collect()
}

/// The filter of operation 33.
///
/// # Errors
/// 400 on a bad parameter.
pub fn order_filter(params: &Params) -> Result<OrderFilter, ApiError> {
    Ok(OrderFilter {
        id: search_key(params)?,
        sim_type: params.code("sim_type", &[1, 2, 3])?,
        types: params.codes(
            "work_order_type",
            &numbers(WorkOrderType::ALL.iter().map(|known| known.code())),
        )?,
        states: params.codes(
            "status",
            &numbers(WorkOrderStatus::ALL.iter().map(|known| known.code())),
        )?,
        sources: params.codes(
            "work_order_source",
            &numbers(WorkOrderSource::ALL.iter().map(|known| known.code())),
        )?,
        card: params.integer("sim_card_id", 0, i64::MAX)?,
        since: params.instant("since")?,
        until: params.instant("until")?,
    })
}

/// The filter of operation 34 for this work order, or for all of them.
///
/// # Errors
/// 400 on a bad parameter.
pub fn item_filter(
    params: &Params,
    store: &Store,
    order: Option<i64>,
) -> Result<ItemFilter, ApiError> {
    let key = params.text("main_search_key", 128)?;
    Ok(ItemFilter {
        order,
        // A number no card has finds nothing.
        card: key.map(|key| store.fleet().card_by_iccid(&key).unwrap_or(-1)),
        sim_type: params.code("sim_type", &[1, 2, 3])?,
        states: params.codes(
            "status",
            &numbers(ItemStatus::ALL.iter().map(|known| known.code())),
        )?,
    })
}

/// The work order number searched for; a text that is no number finds nothing.
fn search_key(params: &Params) -> Result<Option<i64>, ApiError> {
    let key = params.text("main_search_key", 17)?;
    Ok(key.map(|key| key.trim().parse().unwrap_or(-1)))
}
