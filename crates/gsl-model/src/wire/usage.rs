//! Usage: operations 12, 13 and 16.

use super::null_is_empty;
use super::request::{ids, numbers};
use crate::units::Megabytes;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of operation 12. At most 500 cards, by id or, without ids, by ICCID.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthUsageRequest {
    /// Card ids.
    #[serde(
        default,
        deserialize_with = "ids",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub sim_card_ids: Vec<i64>,
    /// ICCIDs, if there are no ids.
    #[serde(
        default,
        deserialize_with = "numbers",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub iccids: Vec<String>,
    /// Billing cycles such as `2022-07`: at most the last six, none in the future.
    pub billing_cycles: Vec<String>,
}

/// Answer of operation 12.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct MonthUsageResponse {
    /// One entry per card.
    #[serde(deserialize_with = "null_is_empty")]
    pub month_usages: Vec<MonthUsage>,
}

/// Usage of one card by billing cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct MonthUsage {
    /// Card.
    pub sim_card_id: Option<i64>,
    /// ICCID.
    pub iccid: Option<String>,
    /// One entry per cycle.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub flow_usages: Vec<FlowUsage>,
}

/// Usage of one billing cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct FlowUsage {
    /// The cycle; answers write `202207` where requests say `2022-07`.
    pub billing_cycle: Option<String>,
    /// MB used in it.
    pub flow_used: Option<Megabytes>,
}

/// Body of operation 13. At most 100 cards, by id or by ICCID; a month or a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DailyFlowRequest {
    /// Card ids.
    #[serde(
        default,
        deserialize_with = "ids",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub sim_card_ids: Vec<i64>,
    /// ICCIDs, if there are no ids.
    #[serde(
        default,
        deserialize_with = "numbers",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub iccids: Vec<String>,
    /// `YYYYMM`, this month or the previous one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<String>,
    /// `YYYYMMDD`, from the 1st of last month to yesterday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// Usage of one day. Operation 13 answers a bare array of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct DailyFlow {
    /// `YYYYMMDD`
    pub date: Option<String>,
    /// One entry per card.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub sim_flow: Vec<DailyFlowItem>,
}

/// Usage of one card on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct DailyFlowItem {
    /// Card.
    pub sim_card_id: Option<i64>,
    /// ICCID.
    pub iccid: Option<String>,
    /// MB.
    pub flow: Option<Megabytes>,
}

/// Body of operation 16. At most 50 cards, by ICCID or by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimFlowRequest {
    /// ICCIDs.
    #[serde(
        default,
        deserialize_with = "numbers",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub iccids: Vec<String>,
    /// Card ids.
    #[serde(
        default,
        deserialize_with = "ids",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub sim_card_ids: Vec<i64>,
}

/// This cycle's usage of one card (`SimCardsFlowVO`). Operation 16 answers a bare array of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SimFlow {
    /// Plan instance.
    pub id: Option<i64>,
    /// Owner account.
    pub account_id: Option<String>,
    /// Card.
    pub sim_card_id: Option<i64>,
    /// Plan id.
    pub price_plan_id: Option<String>,
    /// Plan name.
    pub price_plan_name: Option<String>,
    /// ICCID.
    pub iccid: Option<String>,
    /// MB per cycle.
    pub flow_total: Option<Megabytes>,
    /// MB used this cycle.
    pub flow_used: Option<Megabytes>,
    /// MB left this cycle; negative when over.
    pub flow_left: Option<Megabytes>,
}
