//! Renewal: which cards can be renewed, with what result, and what expires when (extensions `orders.renewal.read` and
//! `orders.renewal.act`; console.md section 8, Q12.1–12.5).

use super::{BulkSelection, null_is_empty};
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `POST /v1/renewal-snapshots`: which cards to check (Q12.1). The first three ways are those of the official
/// console; `cards` takes a selection of a list, `rest` what an earlier renewal left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotRequest {
    /// `orders`, `file`, `expiry`, `cards` or `rest`.
    pub way: String,
    /// For `orders`: at most 10; none means all renewable cards, of at most 50 orders.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub order_ids: Vec<i64>,
    /// For `file`: the list that `POST /v1/card-lists` made of its numbers (Q12.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_list_id: Option<i64>,
    /// For `expiry`: 30, 60 or 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// For `expiry`, in place of `days`: the first day in UTC+8, `2026-12-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// With `from`: the last day, the same or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// For `expiry`: only cards with at least one of these tags, at most 10.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub tag_ids: Vec<i64>,
    /// For `cards`: the cards, as bulk jobs take them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<BulkSelection>,
    /// For `rest`: the snapshot that was renewed in part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot_id: Option<i64>,
}

/// Which cards can be renewed at an instant; kept for a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalSnapshot {
    /// Id for the renewal.
    pub snapshot_id: i64,
    /// `orders`, `file`, `expiry` or `cards`; of a rest the way of what it is left of.
    pub way: String,
    /// Cards checked.
    pub total: i64,
    /// Cards that can be renewed.
    pub cards: i64,
    /// Numbers of the list without a card.
    pub not_found_count: i64,
    /// The first 1000 of them, as given.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub not_found: Vec<String>,
    /// Why the other cards are left out.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub reasons: Vec<RenewalReason>,
    /// By order that can be renewed, by earliest expiry: one renewal order for each.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<RenewalOrder>,
    /// Total in cents.
    pub total_cents: i64,
    /// When it was made.
    pub create_time: Option<Time>,
    /// Until when it can be used.
    pub expire_time: Option<Time>,
    /// When the renewal should be done if it is paid now.
    pub expected_time: Option<Time>,
    /// Whether it was made on the 20th of the month or later, in the service's zone: the renewal may not be done within
    /// the month.
    pub late: bool,
    /// The renewal orders created from it, if any.
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

/// The part of an order that is renewed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalOrder {
    /// Order the cards were bought with.
    pub order_id: i64,
    /// Plan; plan and price stay the same (Q12.2, Q12.5).
    pub price_plan_name: Option<String>,
    /// Carrier code.
    pub carrier_type: Option<i32>,
    /// Bought period in years.
    pub period_years: i32,
    /// Cards.
    pub cards: i64,
    /// Cents per card.
    pub unit_price_cents: i64,
    /// Total in cents.
    pub total_cents: i64,
    /// Earliest current expiry.
    pub first_expire_time: Option<Time>,
    /// Latest current expiry.
    pub last_expire_time: Option<Time>,
    /// Earliest expiry after the renewal.
    pub first_new_time: Option<Time>,
    /// Latest expiry after the renewal.
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
    /// Current expiry.
    pub expire_time: Option<Time>,
    /// Expiry after the renewal; `None` for a card that is left out.
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
    /// The snapshot to renew.
    pub snapshot_id: i64,
    /// Only these of its orders; none means all. At most 50.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub order_ids: Vec<i64>,
    /// Pays them at once; it must be what they cost together, in cents. Without it they wait for payment.
    #[serde(default)]
    pub amount_cents: Option<i64>,
}

/// The renewal orders created.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RenewalOrders {
    /// One for each renewed order.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<super::Order>,
    /// Total in cents.
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
    /// Ascending; months without any expiry are left out.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub months: Vec<RenewalMonth>,
}

/// The cards of an order that expire in a month.
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
