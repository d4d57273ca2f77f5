//! Calls of buying cards (extensions `orders.purchase.read` and `orders.purchase.act`).

use super::pool_calls::FORWARD;
use super::{MutationRequest, Request};
use gsl_model::wire::{AddressRequest, PayRequest, PurchaseRequest, QuoteRequest};

/// Path prefix of orders.
pub const ORDERS: &str = "/v1/orders";
/// Path prefix of the address book.
pub const ADDRESSES: &str = "/v1/addresses";

/// The address book.
#[must_use]
pub fn addresses() -> Request {
    Request::get(ADDRESSES)
}

/// A new address, or a change of one.
#[must_use]
pub fn save_address(id: Option<i64>, body: &AddressRequest) -> MutationRequest {
    match id {
        None => Request::post(ADDRESSES, body),
        Some(id) => Request::put(format!("{ADDRESSES}/{id}"), body),
    }
}

/// Deletes an address; orders keep theirs.
#[must_use]
pub fn delete_address(id: i64) -> MutationRequest {
    Request::delete(format!("{ADDRESSES}/{id}"))
}

/// A price that holds for half an hour.
#[must_use]
pub fn quote(body: &QuoteRequest) -> MutationRequest {
    Request::post(format!("{ORDERS}/quotes"), body)
}

/// Places the order of a quote.
#[must_use]
pub fn buy(body: &PurchaseRequest) -> MutationRequest {
    Request::post(ORDERS, body)
}

/// An order with its steps.
#[must_use]
pub fn order(id: i64) -> Request {
    Request::get(format!("{ORDERS}/{id}"))
}

/// Orders by their numbers, 50 at most.
#[must_use]
pub fn named(ids: &[i64]) -> Request {
    ids.iter()
        .fold(Request::get(ORDERS).with("limit", "50"), |request, id| {
            request.with("order_id", id.to_string())
        })
}

/// Pays orders together.
#[must_use]
pub fn pay(order_ids: Vec<i64>, amount_cents: i64) -> MutationRequest {
    let body = PayRequest {
        order_ids,
        amount_cents,
    };
    Request::post("/v1/payments", &body)
}

/// Cancels an order that is not paid.
#[must_use]
pub fn cancel(id: i64) -> MutationRequest {
    Request::post_empty(format!("{ORDERS}/{id}/cancel"))
}

/// Forward pools that are in use.
#[must_use]
pub fn pools() -> Request {
    Request::get(FORWARD)
        .with("limit", "500")
        .with("status", "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_or_changed() {
        let body = AddressRequest::default();
        let (made, changed) = (save_address(None, &body), save_address(Some(7), &body));
        assert_eq!(made.url(), "/v1/addresses");
        assert_eq!(changed.url(), "/v1/addresses/7");
    }

    #[test]
    fn a_payment_names_the_order_and_what_the_payer_saw() {
        let paid = pay(vec![9], 144_000);
        assert_eq!(
            paid.body(),
            Some(r#"{"order_ids":[9],"amount_cents":144000}"#)
        );
    }

    #[test]
    fn orders_are_asked_for_and_paid_together() {
        assert_eq!(
            named(&[12, 13]).url,
            "/v1/orders?limit=50&order_id=12&order_id=13"
        );
        let paid = pay(vec![12, 13], 500);
        assert_eq!(
            paid.body(),
            Some(r#"{"order_ids":[12,13],"amount_cents":500}"#)
        );
    }
}
