//! Calls of work orders: operations 33 and 34, and the extensions `work-orders.read` and `work-orders.act`.

use super::{MutationRequest, Request};
use crate::routes::work::{WorkOrderView, WorkOrdersView};
use gsl_model::zone;

/// Path prefix of work orders.
pub const WORK_ORDERS: &str = "/v1/work-orders";

/// Operation 33: a page of work orders, newest first.
#[must_use]
pub fn work_orders(view: &WorkOrdersView, limit: u32) -> Request {
    let mut request = page(WORK_ORDERS.to_owned(), limit, view.page.0);
    let code = |code: i32| code.to_string();
    let instant = |at: chrono::DateTime<chrono::Utc>| gsl_model::time::Time::from(at).to_string();
    for (key, value) in [
        (
            "main_search_key",
            Some(view.number.clone()).filter(|text| !text.is_empty()),
        ),
        ("work_order_type", view.kind.map(|kind| code(kind.code()))),
        ("status", view.state.map(|state| code(state.code()))),
        (
            "work_order_source",
            view.source.map(|source| code(source.code())),
        ),
        ("since", view.since.map(|day| instant(zone::midnight(day)))),
        (
            "until",
            view.until
                .and_then(|day| day.succ_opt())
                .map(|day| instant(zone::midnight(day))),
        ),
    ] {
        if let Some(value) = value {
            request = request.with(key, value);
        }
    }
    request
}

fn page(path: String, limit: u32, page: u32) -> Request {
    Request::get(path)
        .with("limit", limit.to_string())
        .with("offset", page.to_string())
}

/// Extension `work-orders.read`: one work order.
#[must_use]
pub fn work_order(id: i64) -> Request {
    Request::get(format!("{WORK_ORDERS}/{id}"))
}

/// Operation 34: the cards of a work order. With number 0 a card is required.
#[must_use]
pub fn work_order_items(view: &WorkOrderView, limit: u32) -> Request {
    let mut request = page(
        format!("{WORK_ORDERS}/{}/details", view.id),
        limit,
        view.page.0,
    );
    if !view.card.is_empty() {
        request = request.with("main_search_key", &view.card);
    }
    match view.state {
        Some(state) => request.with("status", state.code().to_string()),
        None => request,
    }
}

/// Extension `work-orders.act`: cancels what is not done yet.
#[must_use]
pub fn cancel_work_order(id: i64) -> MutationRequest {
    Request::post_empty(format!("{WORK_ORDERS}/{id}/cancel"))
}
