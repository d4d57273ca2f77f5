//! Add-ons of single cards (extensions `orders.add-ons.read` and `orders.add-ons.act`; console.md section 13).

use super::{Order, null_is_empty};
use crate::units::Megabytes;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `POST /v1/card-add-ons/check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAddOnCheckRequest {
    /// Cards, 1–500, no duplicates.
    pub sim_card_ids: Vec<i64>,
}

/// Which of the cards take add-ons, and what is offered for those.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct CardAddOnCheck {
    /// The cards, in the order of the request.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub cards: Vec<AddOnCard>,
    /// What can be bought, of each carrier of the cards that take add-ons, smallest first; empty when none takes one.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub offers: Vec<CardAddOnOffer>,
}

/// A card with what decides about its add-ons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AddOnCard {
    /// Card.
    pub sim_card_id: i64,
    /// Container ID.
    pub cid: String,
    /// 批次号
    pub order_id: i64,
    /// Carrier code.
    pub carrier_type: i32,
    /// State.
    pub sim_status: Option<i32>,
    /// Key of the stop reason.
    pub stop_reason: Option<String>,
    /// 1 general 2 directional.
    pub data_type: Option<i32>,
    /// Base plan.
    pub price_plan_name: Option<String>,
    /// Base plan plus the add-ons of this cycle that have arrived.
    pub allowance: Megabytes,
    /// Ordered add-ons that have not arrived.
    pub ordered: Megabytes,
    /// Used in this cycle up to now.
    pub used: Megabytes,
    /// What can still be added this cycle; `None` without a limit.
    pub room: Option<Megabytes>,
    /// Its forward pool, which takes the add-ons instead of the card.
    pub sim_pool_id: Option<i64>,
    /// Why the card takes no add-on, the key of a [`crate::can::Reason`].
    pub refusal: Option<String>,
    /// With `bought_too_early`: cards bought after this day take add-ons, such as `2021-08-17`.
    pub since: Option<String>,
}

/// An add-on that cards can have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct CardAddOnOffer {
    /// Carrier code: cards of this carrier can have it.
    pub carrier_type: i32,
    /// For buying.
    pub price_plan_id: String,
    /// Name.
    pub price_plan_name: String,
    /// MB of one.
    pub size: Megabytes,
    /// Cents of one.
    pub price_cents: i64,
}

/// Body of `POST /v1/card-add-ons`: purchases made together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAddOnRequest {
    /// At least one; 500 cards together, each once.
    pub purchases: Vec<CardAddOnPurchase>,
    /// Pays them at once; it must be what they cost together, in cents. Without it the orders wait for payment.
    #[serde(default)]
    pub amount_cents: Option<i64>,
}

/// One add-on for each of some cards, which are of one carrier and of at most 10 batch numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAddOnPurchase {
    /// The cards.
    pub sim_card_ids: Vec<i64>,
    /// One of the offers.
    pub price_plan_id: String,
}

/// Orders made together, one for each batch number of each purchase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct CardAddOnOrders {
    /// Orders, in the order of the purchases.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<Order>,
    /// Total in cents.
    pub total_cents: i64,
}
