//! Calls of orders: the extensions `orders.list` and `orders.purchase.read`.

use super::Request;
use super::pool_calls::ORDERS;
use crate::routes::order::{OrdersView, StateFilter};
use gsl_model::order::OrderStatus;
use gsl_model::wire::extension;

pub use super::purchase_calls::{cancel, order, pay};

/// What one order needs of the service.
pub const ORDER: &str = extension::PURCHASE_READ;
/// What payment and cancelling need.
pub const PURCHASE: &str = extension::PURCHASE_ACT;

/// A page of orders, newest first.
#[must_use]
pub fn orders(view: &OrdersView, limit: u32) -> Request {
    let mut request = Request::get(ORDERS)
        .with("limit", limit.to_string())
        .with("offset", view.page.0.to_string());
    if view.states != StateFilter::Any {
        for status in OrderStatus::ALL.iter().filter(|one| view.states.has(**one)) {
            request = request.with("order_status", status.code().to_string());
        }
    }
    let kind = view.kind.map(|kind| kind.code().to_string());
    let carrier = view
        .carrier
        .map(|carrier| carrier.carrier_type().to_string());
    for (key, value) in [
        ("order_id", number(&view.number)),
        ("order_type", kind),
        ("carrier_type", carrier),
        (
            "price_plan_id",
            Some(view.plan.clone()).filter(|plan| !plan.is_empty()),
        ),
        ("sim_pool_id", number(&view.pool)),
    ] {
        if let Some(value) = value {
            request = request.with(key, value);
        }
    }
    request
}

/// A number as typed; text that is no number matches nothing.
fn number(typed: &str) -> Option<String> {
    let number = || typed.parse::<i64>().ok().filter(|number| *number >= 0);
    (!typed.is_empty()).then(|| number().unwrap_or(0).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::order::OrderType;

    #[test]
    fn filters_reach_the_service() {
        let view = OrdersView {
            number: "no number".to_owned(),
            states: StateFilter::Open,
            kind: Some(OrderType::Purchase),
            pool: "51".to_owned(),
            ..OrdersView::default()
        };
        assert_eq!(
            orders(&view, 20).url,
            "/v1/orders?limit=20&offset=1&order_status=1&order_status=2&order_status=3&order_status=4&order_status=9\
             &order_id=0&order_type=1&sim_pool_id=51"
        );
        assert_eq!(
            orders(&OrdersView::default(), 20).url,
            "/v1/orders?limit=20&offset=1"
        );
    }
}
