//! What `gsl-server` can do with pools beyond operations 17 to 20 (extensions `pools.read` and `pools.act`).

use super::null_is_empty;
use crate::{time::Time, units::Megabytes};
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `PUT /v1/sim-pools/{id}` and of the same for backward pools: the new name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolName {
    /// 1–64 characters.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub pool_name: String,
}

/// Body of `POST /v1/sim-pools`, `POST /v1/sim-pools/pre-check` and `POST /v1/sim-pools/{id}/orders`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct JoinRequest {
    /// Name of the pool to create, 1–64 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool_name: Option<String>,
    /// The pool that the orders are to join; used by the pre-check only, since the other two have it in the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sim_pool_id: Option<i64>,
    /// Orders, 1–500.
    #[serde(default)]
    pub order_ids: Vec<i64>,
    /// Cards instead of orders; every order must then be named with all of its cards (Q13.8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sim_card_ids: Vec<i64>,
}

/// The pre-check of a join: every rule for every order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct JoinCheckAnswer {
    /// No rule failed.
    pub passed: bool,
    /// One entry per order.
    #[serde(deserialize_with = "null_is_empty")]
    pub orders: Vec<JoinCheckOrder>,
    /// Cards that would join.
    pub cards: i64,
    /// Active ones among them.
    pub activated: i64,
    /// The pool's current total, MB.
    pub total_before: Option<Megabytes>,
    /// The total with them, MB.
    pub total_after: Option<Megabytes>,
    /// When the work order would be done at the latest.
    pub expected_time: Option<Time>,
    /// When it counts at the latest: the start of the next cycle.
    pub effective_by: Option<Time>,
}

/// The rules of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct JoinCheckOrder {
    /// 批次号
    pub order_id: i64,
    /// No rule failed.
    pub passed: bool,
    /// Its cards.
    pub cards: i64,
    /// All rules, always in the same order.
    #[serde(deserialize_with = "null_is_empty")]
    pub rules: Vec<JoinCheckRule>,
}

/// A rule and its outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct JoinCheckRule {
    /// Key, see [`crate::pool::JoinRule`].
    pub rule: String,
    /// `passed`, `doubtful` or `failed`.
    pub outcome: String,
    /// Key of the reason, see [`crate::pool::JoinReason`].
    pub reason: Option<String>,
    /// The actual value: a carrier code, the current pool, the number of cards named.
    pub is: Option<String>,
    /// The required value: a carrier code, a plan name, a day, the number of cards.
    pub needs: Option<String>,
}

/// Answer when a pool is created, extended by members or restarted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolWorkOrder {
    /// 业务受理单号
    pub work_order_id: i64,
    /// The pool; a new one is listed once its first order has joined.
    pub pool_id: i64,
    /// When it will be done at the latest.
    pub expected_time: Option<Time>,
}

/// An order that can be chosen for a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolCandidate {
    /// 批次号
    pub order_id: i64,
    /// State of the order.
    pub order_status: Option<i32>,
    /// Plan.
    pub price_plan_name: Option<String>,
    /// Plan id.
    pub price_plan_id: Option<String>,
    /// Carrier code.
    pub carrier_type: Option<i32>,
    /// 1 general 2 directional.
    pub data_type: Option<i32>,
    /// Cards.
    pub quantity: Option<i32>,
    /// Active cards.
    pub activated_sim_quantity: Option<i32>,
    /// Creation.
    pub create_time: Option<Time>,
    /// It would pass the pre-check on its own.
    pub joinable: bool,
}

/// Answer of `GET /v1/sim-pools/candidates`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolCandidateList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Orders in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub orders: Vec<PoolCandidate>,
}

/// Body of `POST /v1/sim-pools/{id}/activate`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ActivateRequest {
    /// `pool`, `segment`, `file` or `manual`.
    pub way: String,
    /// First container ID of a segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Last container ID of a segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Container IDs, typed or from a file, at most 100,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// For `pool`: only this many cards, by container ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Only report what would happen.
    #[serde(default)]
    pub dry_run: bool,
    /// For `file` and `manual`: leave out refused numbers instead of refusing the whole request.
    #[serde(default)]
    pub skip_refused: bool,
    /// [`ActivateAnswer::picked`] of the dry run: exactly these cards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picked: Option<String>,
}

/// Answer of a batch activation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ActivateAnswer {
    /// 业务受理单号; `None` when nothing was submitted.
    pub work_order_id: Option<i64>,
    /// Cards that are or would be activated.
    pub cards: i64,
    /// Identifies this set of cards.
    #[serde(default)]
    pub picked: String,
    /// 生效总流量 now, MB.
    pub total_before: Megabytes,
    /// 生效总流量 once all of them are active, MB.
    pub total_after: Megabytes,
    /// The first 100 refused numbers.
    #[serde(deserialize_with = "null_is_empty")]
    pub refused: Vec<RefusedNumber>,
    /// How many numbers are refused in all.
    pub refused_count: i64,
    /// Cards of the pool with an unfinished work order.
    pub under_way: i64,
    /// When the work order will be done at the latest.
    pub expected_time: Option<Time>,
}

/// A number that cannot be activated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RefusedNumber {
    /// As typed; in a segment the first 19 digits.
    pub number: String,
    /// `empty`, `not_digits`, `length`, `duplicate`, `ambiguous_number`, `probably_spoiled`, `not_in_pool`,
    /// `not_inactive`, `under_way`, or the key of a rule about the card.
    pub reason: String,
    /// State of the card.
    pub sim_status: Option<i32>,
}

/// Body of `POST /v1/sim-pools/{id}/add-ons`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BuyAddOn {
    /// Add-on, see [`AddOnOffer`].
    pub price_plan_id: String,
    /// How many, 1–1000.
    pub quantity: i64,
}

/// An add-on that can be bought for a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AddOnOffer {
    /// Plan id.
    pub price_plan_id: String,
    /// Name.
    pub price_plan_name: String,
    /// MB.
    pub size: Megabytes,
    /// Cents of one.
    pub price_cents: i64,
}

/// An add-on of a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolAddOn {
    /// Its order.
    pub order_id: i64,
    /// Name.
    pub price_plan_name: Option<String>,
    /// How many.
    pub quantity: i64,
    /// Total size in MB.
    pub size: Megabytes,
    /// Total in cents.
    pub price_cents: i64,
    /// The billing cycle in which it counts.
    pub billing_cycle: String,
    /// Purchase.
    pub create_time: Option<Time>,
    /// From when it counts.
    pub effective_time: Option<Time>,
    /// Whether it already counts.
    pub arrived: bool,
}

/// Answer of `GET /v1/sim-pools/{id}/add-ons`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolAddOns {
    /// Add-ons bought, newest first, in the six cycles that are kept.
    #[serde(deserialize_with = "null_is_empty")]
    pub add_ons: Vec<PoolAddOn>,
    /// What can be bought.
    #[serde(deserialize_with = "null_is_empty")]
    pub offers: Vec<AddOnOffer>,
    /// Why nothing can be bought, see [`crate::pool::AddOnRefusal`].
    pub refusal: Option<String>,
}

/// Answer of `GET /v1/sim-pools/{id}/daily` and of backward pools.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolDaily {
    /// The requested cycle; the current one when all six were requested.
    pub billing_cycle: String,
    /// Start of that cycle.
    pub effective_time: Option<Time>,
    /// End of that cycle: its last millisecond.
    pub expired_time: Option<Time>,
    /// 生效总流量 of that cycle, MB; `None` for backward pools.
    pub flow_total: Option<Megabytes>,
    /// The instant of the figures.
    pub as_of: Option<Time>,
    /// Days, oldest first.
    #[serde(deserialize_with = "null_is_empty")]
    pub days: Vec<PoolDay>,
}

/// A day of a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolDay {
    /// `20261101`
    pub date: String,
    /// Use of all cards, MB.
    pub flow: Megabytes,
    /// Active cards at the end of the day.
    #[serde(default)]
    pub active: i64,
    /// Whether the pool was stopped on that day or part of it.
    #[serde(default)]
    pub stopped: bool,
    /// Whether the day is over.
    pub complete: bool,
}

/// Answer of `GET /v1/sim-pools/{id}/top-members` and of backward pools.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct TopMembers {
    /// Cycle.
    pub billing_cycle: String,
    /// Highest first.
    #[serde(deserialize_with = "null_is_empty")]
    pub members: Vec<TopMember>,
}

/// A member in a ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct TopMember {
    /// Card.
    pub id: i64,
    /// 容器ID
    pub cid: String,
    /// Used in the completed days of the cycle, MB.
    pub flow_used: Megabytes,
    /// Used in the same number of days of the previous cycle, MB.
    pub flow_before: Megabytes,
    /// The difference.
    pub growth: Megabytes,
    /// Share of the pool's use, in thousandths.
    pub share_permille: i64,
}
