//! Pools: operations 17 to 20.

use super::null_is_empty;
use crate::{time::Time, units::Megabytes};
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// A forward pool in a billing cycle (`SimPoolVO`) with the fields of the extension `pools.read`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SimPool {
    /// 流量池号
    pub id: i64,
    /// Name.
    pub pool_name: Option<String>,
    /// Plan.
    pub price_plan_name: Option<String>,
    /// Plan id.
    pub price_plan_id: Option<String>,
    /// Start of the cycle.
    pub effective_time: Option<Time>,
    /// End of the cycle: its last millisecond.
    pub expired_time: Option<Time>,
    /// `2026-11`
    pub billing_cycle: Option<String>,
    /// 生效总流量, MB.
    pub flow_total: Option<Megabytes>,
    /// Used, MB, as of `modify_time`.
    pub flow_used: Option<Megabytes>,
    /// Left, MB; negative when over.
    pub flow_left: Option<Megabytes>,
    /// Members.
    pub quantity: Option<i32>,
    /// 更新时间
    pub modify_time: Option<Time>,
    /// The first of its batch numbers.
    pub order_id: Option<i64>,
    /// 生效卡数: in use or suspended.
    pub activated_sim_quantity: Option<i32>,
    /// Members never activated.
    pub inactive_sim_quantity: Option<i32>,
    /// Members deregistered.
    pub disassembled_sim_quantity: Option<i32>,
    /// All batch numbers, separated by commas.
    pub order_ids: Option<String>,
    /// 0 discarded 1 in use.
    pub status: Option<i32>,
    /// Extension: carrier code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier_type: Option<i32>,
    /// Extension: MB that each active card adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_size: Option<Megabytes>,
    /// Extension: add-ons of the cycle, MB, included in `flow_total`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addon_total: Option<Megabytes>,
    /// Extension: members currently stopped because of the pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_quantity: Option<i32>,
    /// Extension: members with an activation under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activating_quantity: Option<i32>,
    /// Extension: unfinished work that will change the pool: activations, joins, add-ons, a restart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_quantity: Option<i32>,
    /// Extension: when the pool was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_time: Option<Time>,
    /// Extension: what its running cycle will come to; of that cycle only, and not while nothing can be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlook: Option<PoolOutlook>,
}

/// What the running cycle of a forward pool will come to. Days are written `20261129`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolOutlook {
    /// How it stands, see [`crate::forecast::Risk`].
    pub risk: String,
    /// The day on which it is expected to run dry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runs_out: Option<String>,
    /// The earliest day of the band that holds 8 in 10 outcomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runs_out_early: Option<String>,
    /// The latest day of the band; `None` when it may last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runs_out_late: Option<String>,
    /// Since when it has been dry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_since: Option<Time>,
    /// Expected use at the end of the cycle, MB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Megabytes>,
    /// The cheapest remedy that is enough by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<PoolRemedy>,
}

/// A remedy for a pool, see [`crate::forecast::Remedy`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolRemedy {
    /// Cards to activate; `None` when the remedy is an add-on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activate: Option<i64>,
    /// MB that the add-on must hold; `None` when the remedy is an activation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_on_mb: Option<i64>,
    /// What it adds until the end of the cycle, MB.
    pub gain: Megabytes,
    /// What it costs, in cents.
    pub price_cents: i64,
}

/// The forward pools of a list that stand in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolRiskCount {
    /// How they stand, see [`crate::forecast::Risk`].
    pub risk: String,
    /// Pools.
    pub pools: i64,
    /// Of dry pools the stopped cards, of the others the cards that would stop.
    pub cards: i64,
    /// The cheapest remedies of all of them together, in cents.
    pub price_cents: i64,
}

/// Answer of operation 17.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SimPoolList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Rows in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub pools: Vec<SimPool>,
    /// Extension: how the pools that match stand, whatever risk is asked for; of the running cycle only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<PoolRiskCount>,
}

/// A backward pool in a billing cycle (`BackPoolVO`) with the fields of the extension `pools.read`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BackPool {
    /// 流量池号
    pub id: i64,
    /// Name.
    pub pool_name: Option<String>,
    /// Plan.
    pub price_plan_name: Option<String>,
    /// Plan id.
    pub price_plan_id: Option<String>,
    /// Start of the cycle.
    pub effective_time: Option<Time>,
    /// End of the cycle: its last millisecond.
    pub expired_time: Option<Time>,
    /// `2026-11`
    pub billing_cycle: Option<String>,
    /// 2 in use, −1 suspended, −2 discarded.
    pub pool_status: Option<i32>,
    /// Used, MB, as of `modify_time`.
    pub flow_used: Option<Megabytes>,
    /// When `pool_status` changed.
    pub status_time: Option<Time>,
    /// Members.
    pub quantity: Option<i32>,
    /// 更新时间
    pub modify_time: Option<Time>,
    /// The first of its batch numbers.
    pub order_id: Option<i64>,
    /// Members in use or suspended.
    pub activated_sim_quantity: Option<i32>,
    /// Members never activated.
    pub inactive_sim_quantity: Option<i32>,
    /// Members deregistered.
    pub disassembled_sim_quantity: Option<i32>,
    /// All batch numbers, separated by commas.
    pub order_ids: Option<String>,
    /// Extension: why it is suspended or discarded: `arrears` or `threshold`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// Extension: carrier code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier_type: Option<i32>,
    /// Extension: members currently stopped because of the pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_quantity: Option<i32>,
    /// Extension: unfinished work that will change the pool: activations, joins, add-ons, a restart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_quantity: Option<i32>,
    /// Extension: when the pool was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_time: Option<Time>,
}

/// Answer of operation 19.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BackPoolList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Rows in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub pools: Vec<BackPool>,
}

/// A card of a pool in a billing cycle (`PoolMemVO`, `BackPoolMemVO`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolMember {
    /// The card's id.
    pub id: i64,
    /// 容器ID
    pub cid: Option<String>,
    /// Plan instance.
    pub sim_price_plan_id: Option<i64>,
    /// Used in the cycle, MB.
    pub flow_used: Option<Megabytes>,
    /// State code; an extension for forward pools.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sim_status: Option<i32>,
    /// Extension: key of the stop reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_reason: Option<String>,
    /// Extension: batch number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<i64>,
    /// Extension: activation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act_date: Option<Time>,
}

/// Answer of operations 18 and 20.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PoolMemberList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Members in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub pool_members: Vec<PoolMember>,
}
