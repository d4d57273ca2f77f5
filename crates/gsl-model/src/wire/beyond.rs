//! What `gsl-server` has beyond the public API, announced by `GET /v1/capabilities`.

use super::null_is_empty;
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Names of the extensions.
pub mod extension {
    /// `GET /v1/sim-cards/summary`
    pub const SUMMARY: &str = "sim-cards.summary";
    /// More filters on operation 1.
    pub const FILTERS: &str = "sim-cards.filters";
    /// More fields on the card.
    pub const FIELDS: &str = "sim-cards.fields";
    /// `POST /v1/sim-cards/{sim_card_id}/bind-area`, `restricted_area` of a card
    pub const AREA: &str = "sim-cards.area";
    /// `/v1/card-lists`
    pub const CARD_LISTS: &str = "card-lists";
    /// `GET /v1/orders`
    pub const ORDERS: &str = "orders.list";
    /// `uses` of a tag, `GET` and `PUT /v1/tags/{tag_id}`
    pub const TAGS: &str = "tags.edit";
    /// `/v1/files`
    pub const FILES: &str = "files";
    /// More filters and fields of work orders, single ones, cancelling.
    pub const WORK_ORDERS: &str = "work-orders";
    /// `/v1/bulk-jobs`
    pub const BULK_JOBS: &str = "bulk-jobs";
    /// Everything of pools beyond operations 17 to 20.
    pub const POOLS: &str = "pools";
    /// `/v1/export-tasks`
    pub const EXPORTS: &str = "exports";
    /// All of them.
    pub const ALL: &[&str] = &[
        SUMMARY,
        FILTERS,
        FIELDS,
        AREA,
        CARD_LISTS,
        ORDERS,
        TAGS,
        FILES,
        WORK_ORDERS,
        BULK_JOBS,
        POOLS,
        EXPORTS,
    ];
}

/// What a service offers: `GET /v1/capabilities`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Capabilities {
    /// Name of the service.
    pub service: String,
    /// Its version.
    #[serde(default)]
    pub version: String,
    /// The service's clock.
    pub now: Option<Time>,
    /// Processing times are divided by this; 1 in earnest.
    pub time_scale: Option<i64>,
    /// See [`extension`].
    #[serde(default, deserialize_with = "null_is_empty")]
    pub extensions: Vec<String>,
}

impl Capabilities {
    /// Whether an extension is announced.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.extensions.iter().any(|extension| extension == name)
    }
}

/// Counts of the whole fleet: `GET /v1/sim-cards/summary`. Each equals the `count` of operation 1 with that filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Summary {
    /// All cards.
    pub total: i64,
    /// By state.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub by_status: Vec<StatusCount>,
    /// By stop reason.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub by_reason: Vec<ReasonCount>,
    /// By carrier.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub by_carrier: Vec<CarrierCount>,
    /// Expiring within so many days.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub expiring: Vec<ExpiringCount>,
    /// When it was counted.
    pub as_of: Option<Time>,
}

/// Cards in a state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct StatusCount {
    /// State code.
    pub sim_status: i32,
    /// Cards.
    pub count: i64,
}

/// Cards stopped for a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ReasonCount {
    /// Key of the reason.
    pub stop_reason: String,
    /// Its public code, if it has one.
    pub operator_status: Option<i32>,
    /// Cards.
    pub count: i64,
}

/// Cards of a carrier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct CarrierCount {
    /// Carrier code: 1 China Mobile 2 China Telecom 3 China Unicom 4 overseas.
    pub carrier_type: i32,
    /// Cards.
    pub count: i64,
}

/// Cards that expire soon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ExpiringCount {
    /// Within so many days from now.
    pub days: i32,
    /// Cards.
    pub count: i64,
}

/// Body of `POST /v1/card-lists`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardListRequest {
    /// Container IDs, printed numbers, MSISDNs or IMEIs, 1–100,000.
    pub numbers: Vec<String>,
}

/// A kept list of cards. The same numbers give the same id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct CardList {
    /// For the filter `card_list_id`.
    pub card_list_id: i64,
    /// Numbers sent.
    pub total: i64,
    /// Cards found.
    pub found: i64,
    /// Numbers no card was found for, the first 1,000.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub not_found: Vec<String>,
    /// How many there are in all.
    #[serde(default)]
    pub not_found_count: i64,
}

/// An order: `GET /v1/orders`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Order {
    /// 批次号
    pub order_id: i64,
    /// 1 审核中 2 已审核 3 待发货(续费中) 4 已发货 5 已完成 6 已取消 7 失败 8 审核不通过 9 处理中 10 退订
    pub order_status: Option<i32>,
    /// 1 新购 2 续费-按订单 3 续费-按卡 4 卡转移 5 卡叠加包 6 流量池叠加包
    pub order_type: Option<i32>,
    /// Plan.
    pub price_plan_name: Option<String>,
    /// Carrier code.
    pub carrier_type: Option<i32>,
    /// Cards.
    pub quantity: Option<i32>,
    /// Creation.
    pub create_time: Option<Time>,
    /// When it should be done.
    pub expected_time: Option<Time>,
}

/// A page of orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct OrderList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Orders that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub orders: Vec<Order>,
}
