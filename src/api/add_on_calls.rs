//! Calls of add-ons of single cards (extensions `orders.add-ons.read` and `orders.add-ons.act`).

use super::{MutationRequest, Request};
use gsl_model::wire::{CardAddOnCheckRequest, CardAddOnRequest};

/// Path prefix of card add-ons.
pub const CARD_ADD_ONS: &str = "/v1/card-add-ons";

/// Which of these cards take add-ons, why the others do not, and what is offered.
#[must_use]
pub fn check(sim_card_ids: Vec<i64>) -> Request {
    let body = CardAddOnCheckRequest { sim_card_ids };
    Request::post(format!("{CARD_ADD_ONS}/check"), &body).reading()
}

/// One add-on for each card, an order for each batch number.
#[must_use]
pub fn place(body: &CardAddOnRequest) -> MutationRequest {
    Request::post(CARD_ADD_ONS, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_changes_nothing() {
        let ask = check(vec![7, 9]);
        assert!(ask.safe);
        assert_eq!(ask.body.as_deref(), Some(r#"{"sim_card_ids":[7,9]}"#));
    }
}
