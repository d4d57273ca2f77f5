//! Plans and plan instances: operations 14 and 15.

use super::null_is_empty;
use crate::{
    time::Time,
    units::{Cents, Megabytes},
};
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// A plan on offer (`ProPricePlanVo`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PricePlan {
    /// Plan id.
    pub price_plan_id: Option<String>,
    /// Name.
    pub price_plan_name: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// MB per cycle.
    pub flow_total: Option<Megabytes>,
    /// 1 base 2 add-on.
    pub package_type: Option<i32>,
    /// Length, in units of `period_type`.
    pub period: Option<i32>,
    /// 10 day 20 month 30 quarter 40 half year 50 year.
    pub period_type: Option<i32>,
    /// 1 on first use after the order 2 immediately 3 next month.
    pub effect_type: Option<i32>,
    /// Silent period, in units of `silent_period_unit`.
    pub silent_period_day: Option<i32>,
    /// 1 year 2 month 3 day.
    pub silent_period_unit: Option<i32>,
    /// Whether it renews automatically.
    pub auto_renew: Option<bool>,
    /// Region in words.
    pub location_desc: Option<String>,
    /// 1 China 2 Europe 3 Oceania 4 Africa 5 Asia-Pacific.
    pub location_type: Option<i32>,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: Option<i32>,
    /// Carrier code, see [`crate::carrier::Carrier::from_carrier_type`].
    pub carrier_type: Option<i32>,
    /// Price.
    pub price: Option<Cents>,
}

/// A page of plans: operation 14.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PricePlanList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Plans that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub price_plans: Vec<PricePlan>,
}

/// The plan of a card (`SimPricePlanVO`). Operation 15 answers a bare array of these; a physical card has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SimPricePlan {
    /// Plan instance.
    pub id: Option<i64>,
    /// Owner account.
    pub account_id: Option<String>,
    /// Card.
    pub sim_card_id: Option<i64>,
    /// 0 deleted 1 activatable 2 in use 3 used up 4 activatable 5 suspended 6 enable failed.
    pub status: Option<i32>,
    /// Plan id.
    pub price_plan_id: Option<String>,
    /// 容器ID
    pub cid: Option<String>,
    /// Order id, here as text.
    pub order_id: Option<String>,
    /// Creation.
    pub create_time: Option<Time>,
    /// Activation.
    pub active_time: Option<Time>,
    /// End.
    pub stop_time: Option<Time>,
    /// MB per cycle.
    pub flow_total: Option<Megabytes>,
    /// MB used in the billing cycle of `flow_time`.
    pub flow_used: Option<Megabytes>,
    /// MB left in it; negative when over.
    pub flow_left: Option<Megabytes>,
    /// Extension: the instant of the usage figures.
    pub flow_time: Option<Time>,
    /// `0` no, `1` yes.
    pub using: Option<String>,
    /// Plan name.
    pub price_plan_name: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// 0 not auto-renewing 1 auto-renewing.
    pub package_type: Option<i32>,
    /// 1 on first use after the order 2 immediately 3 next month.
    pub effect_type: Option<i32>,
    /// Silent period, in units of `silent_period_unit`.
    pub silent_period_day: Option<i32>,
    /// 1 year 2 month 3 day.
    pub silent_period_unit: Option<i32>,
    /// Whether it renews automatically, here as a number.
    pub auto_renew: Option<i32>,
    /// Region in words.
    pub location_desc: Option<String>,
}
