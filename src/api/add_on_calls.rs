//! Calls of add-ons of single cards (extension `orders.add-ons`).

use super::{Request, purchase_calls::ORDERS};
use gsl_model::wire::{CardAddOnCheckRequest, CardAddOnRequest, PayRequest};

/// All calls of card add-ons begin so.
pub const CARD_ADD_ONS: &str = "/v1/card-add-ons";

/// Which of these cards take add-ons, why the others do not, and what is offered.
#[must_use]
pub fn check(sim_card_ids: Vec<i64>) -> Request {
    let body = CardAddOnCheckRequest { sim_card_ids };
    Request::post(format!("{CARD_ADD_ONS}/check"), &body).reading()
}

/// One add-on for each card, an order for each batch number.
#[must_use]
pub fn place(body: &CardAddOnRequest) -> Request {
    Request::post(CARD_ADD_ONS, body)
}

/// Orders by their numbers.
#[must_use]
pub fn orders(ids: &[i64]) -> Request {
    ids.iter()
        .fold(Request::get(ORDERS).with("limit", "50"), |request, id| {
            request.with("order_id", id.to_string())
        })
}

/// Pays orders together.
#[must_use]
pub fn pay(order_ids: Vec<i64>, amount_cents: i64) -> Request {
    let body = PayRequest {
        order_ids,
        amount_cents,
    };
    Request::post("/v1/payments", &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_changes_nothing_and_orders_are_asked_for_together() {
        let ask = check(vec![7, 9]);
        assert!(ask.safe && !place(&CardAddOnRequest::default()).safe);
        assert_eq!(ask.body.as_deref(), Some(r#"{"sim_card_ids":[7,9]}"#));
        assert_eq!(
            orders(&[12, 13]).url,
            "/v1/orders?limit=50&order_id=12&order_id=13"
        );
        let body = pay(vec![12, 13], 500).body.unwrap_or_default();
        assert_eq!(body, r#"{"order_ids":[12,13],"amount_cents":500}"#);
    }
}
