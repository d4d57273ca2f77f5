//! What `gsl-server` can do with pools beyond operations 17 to 20 (extensions `pools.read` and `pools.act`).

use super::null_is_empty;
use crate::{time::Time, units::Megabytes};
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `PUT /v1/sim-pools/{id}` and of backward pools: another name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolName {
    /// 1–64 characters.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub pool_name: String,
}

/// Body of `POST /v1/sim-pools`, `POST /v1/sim-pools/pre-check` and `POST /v1/sim-pools/{id}/orders`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct JoinRequest {
    /// Name of a pool to be made, 1–64 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool_name: Option<String>,
    /// Pool that is to take the orders; for the pre-check only, in the other two by the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sim_pool_id: Option<i64>,
    /// Orders, 1–500.
    #[serde(default)]
    pub order_ids: Vec<i64>,
    /// Instead: cards, whose orders must then be named by all of their cards (Q13.8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sim_card_ids: Vec<i64>,
}

/// The pre-check of a join: every rule for every order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct JoinCheckAnswer {
    /// No rule is broken.
    pub passed: bool,
    /// One entry per order.
    #[serde(deserialize_with = "null_is_empty")]
    pub orders: Vec<JoinCheckOrder>,
    /// Cards that would join.
    pub cards: i64,
    /// Active ones among them.
    pub activated: i64,
    /// What the pool's total would be now, MB.
    pub total_before: Option<Megabytes>,
    /// What it would be with them, MB.
    pub total_after: Option<Megabytes>,
    /// When the work order would be done at the latest.
    pub expected_time: Option<Time>,
    /// It counts at the latest from here: the begin of the next cycle.
    pub effective_by: Option<Time>,
}

/// The rules of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct JoinCheckOrder {
    /// 批次号
    pub order_id: i64,
    /// No rule is broken.
    pub passed: bool,
    /// Its cards.
    pub cards: i64,
    /// Rules, always all of them and in the same order.
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
    /// What it is: a carrier code, the pool it is in, the number of cards named.
    pub is: Option<String>,
    /// What it would have to be: a carrier code, a plan name, a day, the number of cards.
    pub needs: Option<String>,
}

/// Answer of creating a pool, adding members, restarting a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolWorkOrder {
    /// 业务受理单号
    pub work_order_id: i64,
    /// The pool; one to be made is listed once the first order has joined.
    pub pool_id: i64,
    /// When it will be done at the latest.
    pub expected_time: Option<Time>,
}

/// An order that may be picked for a pool.
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
    /// By itself it would pass the pre-check.
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
    /// Container IDs of a file or typed, at most 100,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// Of `pool`: only so many, by container ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Only say what would happen.
    #[serde(default)]
    pub dry_run: bool,
    /// Of `file` and `manual`: leave out what is refused instead of refusing everything.
    #[serde(default)]
    pub skip_refused: bool,
    /// [`ActivateAnswer::picked`] of the dry run: these cards and no others.
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
    /// What tells these cards from others.
    #[serde(default)]
    pub picked: String,
    /// 生效总流量 now, MB.
    pub total_before: Megabytes,
    /// 生效总流量 once all of them are active, MB.
    pub total_after: Megabytes,
    /// What is refused, the first 100.
    #[serde(deserialize_with = "null_is_empty")]
    pub refused: Vec<RefusedNumber>,
    /// How much is refused in all.
    pub refused_count: i64,
    /// Cards of the pool already under way.
    pub under_way: i64,
    /// When the work order will be done at the latest.
    pub expected_time: Option<Time>,
}

/// A number that cannot be activated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RefusedNumber {
    /// As typed; of a segment the first 19 digits.
    pub number: String,
    /// `empty`, `not_digits`, `length`, `duplicate`, `ambiguous_number`, `probably_spoiled`, `not_in_pool`, `not_inactive`, `under_way`, or the key of a card's
    /// rule.
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
    /// MB of all of them.
    pub size: Megabytes,
    /// Cents of all of them.
    pub price_cents: i64,
    /// Cycle in which it counts.
    pub billing_cycle: String,
    /// Purchase.
    pub create_time: Option<Time>,
    /// From here on it counts.
    pub effective_time: Option<Time>,
    /// It counts already.
    pub arrived: bool,
}

/// Answer of `GET /v1/sim-pools/{id}/add-ons`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolAddOns {
    /// Bought, newest first, of the six cycles kept.
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
    /// Cycle asked for; the current one when all six are.
    pub billing_cycle: String,
    /// Begin of that cycle.
    pub effective_time: Option<Time>,
    /// End of that cycle: its last millisecond.
    pub expired_time: Option<Time>,
    /// 生效总流量 of that cycle, MB; `None` of backward pools.
    pub flow_total: Option<Megabytes>,
    /// The figures are as of this instant.
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
    /// The pool was stopped on that day, or part of it.
    #[serde(default)]
    pub stopped: bool,
    /// The day is over.
    pub complete: bool,
}

/// Answer of `GET /v1/sim-pools/{id}/top-members` and of backward pools.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct TopMembers {
    /// Cycle.
    pub billing_cycle: String,
    /// Best first.
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
    /// Used in the days of the cycle that are over, MB.
    pub flow_used: Megabytes,
    /// Used in as many days of the cycle before, MB.
    pub flow_before: Megabytes,
    /// The one less the other.
    pub growth: Megabytes,
    /// Share of the pool's use, in thousandths.
    pub share_permille: i64,
}
