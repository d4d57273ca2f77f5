//! Renewal: which cards can be renewed, what becomes of them, and what expires when (extension `orders.renewal`;
//! console.md section 8, Q12.1–12.5).

use super::{BulkSelection, null_is_empty};
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `POST /v1/renewal-snapshots`: which cards to look at (Q12.1). The first three ways are those of the official
/// console; `cards` takes a selection of a list, `rest` what an earlier renewal left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotRequest {
    /// `orders`, `file`, `expiry`, `cards` or `rest`.
    pub way: String,
    /// Of `orders`: at most 10; none means all that can be renewed, of at most 50 orders.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub order_ids: Vec<i64>,
    /// Of `file`: the list of `POST /v1/card-lists` made of its numbers (Q12.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_list_id: Option<i64>,
    /// Of `expiry`: 30, 60 or 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Of `expiry`, in place of `days`: the first day in UTC+8, `2026-12-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// With `from`: the last day, the same or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Of `expiry`: only cards with any of these tags, at most 10.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub tag_ids: Vec<i64>,
    /// Of `cards`: the cards, as bulk jobs take them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<BulkSelection>,
    /// Of `rest`: the snapshot that was renewed in part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot_id: Option<i64>,
}

/// Which cards can be renewed, as of an instant, kept for a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalSnapshot {
    /// For the renewal.
    pub snapshot_id: i64,
    /// `orders`, `file`, `expiry` or `cards`; of a rest the way of what it is left of.
    pub way: String,
    /// Cards looked at.
    pub total: i64,
    /// Cards that can be renewed.
    pub cards: i64,
    /// Numbers of the list no card was found for.
    pub not_found_count: i64,
    /// The first 1000 of them, as given.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub not_found: Vec<String>,
    /// Why the others are left out.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub reasons: Vec<RenewalReason>,
    /// By order that can be renewed, by earliest expiry: one renewal order for each.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<RenewalOrder>,
    /// Cents of all.
    pub total_cents: i64,
    /// When it was made.
    pub create_time: Option<Time>,
    /// It can be used until then.
    pub expire_time: Option<Time>,
    /// When the renewal should be done if it is paid now.
    pub expected_time: Option<Time>,
    /// It was made on the 20th of the month or later, in the service's zone: the renewal may not be done within the month.
    pub late: bool,
    /// The renewal orders made of it, if it has been used.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub renewal_order_ids: Vec<i64>,
}

/// Why cards are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalReason {
    /// Key, see [`crate::order::RenewRefusal`].
    pub reason: String,
    /// Cards.
    pub count: i64,
}

/// What is renewed of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalOrder {
    /// Order the cards were bought with.
    pub order_id: i64,
    /// Plan; it stays the same, as does its price (Q12.2, Q12.5).
    pub price_plan_name: Option<String>,
    /// Carrier code.
    pub carrier_type: Option<i32>,
    /// Bought period in years.
    pub period_years: i32,
    /// Cards.
    pub cards: i64,
    /// Cents of a card.
    pub unit_price_cents: i64,
    /// Cents of all of them.
    pub total_cents: i64,
    /// Earliest expiry now.
    pub first_expire_time: Option<Time>,
    /// Latest expiry now.
    pub last_expire_time: Option<Time>,
    /// Earliest expiry after it.
    pub first_new_time: Option<Time>,
    /// Latest expiry after it.
    pub last_new_time: Option<Time>,
}

/// A card of a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalCard {
    /// Card.
    pub sim_card_id: i64,
    /// 容器ID
    pub cid: String,
    /// Its order.
    pub order_id: i64,
    /// Expiry now.
    pub expire_time: Option<Time>,
    /// Expiry after it; `None` of a card that is left out.
    pub new_expire_time: Option<Time>,
    /// Why it is left out, see [`crate::order::RenewRefusal`].
    pub reason: Option<String>,
}

/// Answer of `GET /v1/renewal-snapshots/{snapshot_id}/cards`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalCardList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Cards that match in all.
    pub count: i64,
    /// This page.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub cards: Vec<RenewalCard>,
}

/// Body of `POST /v1/renewals`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalRequest {
    /// What to renew.
    pub snapshot_id: i64,
    /// Only these of its orders; none means all. At most 50.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub order_ids: Vec<i64>,
    /// Pays them at once; it must be what they cost together, in cents. Without it they wait for payment.
    #[serde(default)]
    pub amount_cents: Option<i64>,
}

/// The renewal orders made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalOrders {
    /// One for each order renewed.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<super::Order>,
    /// Cents of all.
    pub total_cents: i64,
}

/// Cards in use that expire in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalMonth {
    /// `2026-12`, in the service's zone.
    pub month: String,
    /// Cards.
    pub cards: i64,
    /// Those of them that can be renewed now.
    pub renewable: i64,
    /// Their orders.
    pub orders: i64,
}

/// Answer of `GET /v1/renewal-calendar`: the months, from the current one, in which cards in use expire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalMonths {
    /// Ascending; a month in which nothing expires is not among them.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub months: Vec<RenewalMonth>,
}

/// What of an order expires in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalDue {
    /// Order; `None` for cards without one.
    pub order_id: Option<i64>,
    /// Plan.
    pub price_plan_name: Option<String>,
    /// Carrier code.
    pub carrier_type: Option<i32>,
    /// Cards in use that expire in the month.
    pub cards: i64,
    /// Those of them that can be renewed now.
    pub renewable: i64,
    /// Earliest expiry in the month.
    pub first_expire_time: Option<Time>,
    /// Latest expiry in the month.
    pub last_expire_time: Option<Time>,
    /// Its unfinished renewal.
    pub renewal_order_id: Option<i64>,
}

/// Answer of `GET /v1/renewal-calendar/{month}`: orders by earliest expiry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalDueList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Orders in all.
    pub count: i64,
    /// This page.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<RenewalDue>,
}
