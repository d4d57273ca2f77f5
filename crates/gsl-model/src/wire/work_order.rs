//! Work orders: operations 33 and 34, and the bodies and answers of operations 3–8, 10 and 11.

use super::null_is_empty;
use super::request::{ignored, quota, speed};
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// A work order (`WorkOrderVo`) with the fields of the extension `work-orders.read`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct WorkOrder {
    /// 业务受理单号
    pub id: i64,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: Option<i32>,
    /// Type, see [`crate::work_order::WorkOrderType`].
    pub work_order_type: Option<i32>,
    /// The request in words.
    pub req_detail: Option<String>,
    /// Cards.
    pub total_count: Option<i32>,
    /// Cards done.
    pub success_count: Option<i32>,
    /// Cards failed.
    pub fail_count: Option<i32>,
    /// Cards under way.
    pub process_count: Option<i32>,
    /// State, see [`crate::work_order::WorkOrderStatus`].
    pub status: Option<i32>,
    /// Creation.
    pub create_time: Option<Time>,
    /// End, `None` while under way.
    pub finish_time: Option<Time>,
    /// Why it failed.
    pub fail_reason: Option<String>,
    /// Outcome in words.
    pub response: Option<String>,
    /// Who requested it, see [`crate::work_order::WorkOrderSource`].
    pub work_order_source: Option<i32>,
    /// The same in words.
    pub work_order_source_desc: Option<String>,
    /// Extension: when it should be done at the latest.
    pub expected_time: Option<Time>,
    /// Extension: key of the action: [`crate::action::CardAction::key`], or a key for pools (`join_pool`, `restart_pool`).
    pub action: Option<String>,
    /// Extension: whether it can still be cancelled.
    pub cancellable: Option<bool>,
}

/// A page of work orders: operation 33.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct WorkOrderList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Work orders that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub work_orders: Vec<WorkOrder>,
}

/// One card of a work order (`WorkOrderDetailVo`) with the fields of the extension `work-orders.read`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct WorkOrderDetail {
    /// Id of the row.
    pub id: i64,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: Option<i32>,
    /// 1 success 2 processing 3 failed, see [`crate::work_order::ItemStatus`].
    pub status: Option<i32>,
    /// Container ID.
    pub cid: Option<String>,
    /// SIM卡标识
    pub sim_card_id: Option<i64>,
    /// Creation.
    pub create_time: Option<Time>,
    /// End, `None` while under way.
    pub finish_time: Option<Time>,
    /// Outcome in words.
    pub description: Option<String>,
    /// Extension: the work order.
    pub work_order_id: Option<i64>,
    /// Extension: when it should be done at the latest.
    pub expected_time: Option<Time>,
    /// Extension: key of the reason for the failure, otherwise `None`.
    pub fail_key: Option<String>,
}

/// A page of the cards of a work order: operation 34.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct WorkOrderDetailList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Rows that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub work_order_details: Vec<WorkOrderDetail>,
}

/// An unfinished work order that contains the card: extension field of the card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PendingWorkOrder {
    /// The work order.
    pub work_order_id: i64,
    /// Its type.
    pub work_order_type: Option<i32>,
    /// Key of the action.
    pub action: Option<String>,
    /// Its state: 1, 2 or 3.
    pub status: Option<i32>,
    /// When it should be done at the latest.
    pub expected_time: Option<Time>,
}

/// The answer of operations 3–8, 10 and 11.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct WorkOrderId {
    /// The work order created.
    pub work_order_id: i64,
}

/// Body of operations 4 and 5; may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopResetRequest {
    /// No documented values; ignored.
    #[serde(
        default,
        deserialize_with = "ignored",
        skip_serializing_if = "Option::is_none"
    )]
    pub down_up_switch: Option<i32>,
    /// Used when the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

/// Body of operation 6.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutNetRequest {
    /// `ADD` cuts, `DEL` restores.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub action: String,
    /// Used when the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

/// Body of operation 7.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceedCutNetRequest {
    /// 1 sets, 2 cancels.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub action: i32,
    /// MB as text: `0` cuts at the first byte, `-1` means no limit. Not needed for cancelling.
    #[serde(
        default,
        deserialize_with = "quota",
        skip_serializing_if = "Option::is_none"
    )]
    pub quota: Option<String>,
    /// Used when the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

/// Body of operation 8.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebindRequest {
    /// 1 ordinary ([`crate::action::CardAction::Rebind`]), 2 fixed ([`crate::action::CardAction::RebindFixed`]).
    #[serde(default, deserialize_with = "null_is_empty")]
    pub bind_type: i32,
    /// IMEI of the device, for a fixed rebind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imei: Option<String>,
    /// Used when the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

/// Body of the extension `sim-cards.area.act`: 绑定限制区域.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindAreaRequest {
    /// Province, see [`crate::region::PROVINCES`].
    #[serde(default, deserialize_with = "null_is_empty")]
    pub area: String,
    /// Used when the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

/// Body of operation 11.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeedLimitRequest {
    /// Kbps, −1 for no limit, see [`crate::speed::values`].
    #[serde(deserialize_with = "speed")]
    pub speed_value: i32,
    /// Used when the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}
