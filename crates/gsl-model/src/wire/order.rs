//! Orders, quotes, paying, addresses (extensions `orders.list`, `orders.purchase.read` and `orders.purchase.act`; console.md sections 8 and 17).

use super::{EntryRequest, null_is_empty};
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// An order: `GET /v1/orders`.
///
/// One order has two numbers. `order_id` on the wire is 批次号, the batch number: cards, work orders, pools and the
/// addresses of the console refer to an order by it. `trade_number` is 订单号, the order number in the billing centre,
/// where the order is paid and invoiced; nothing else uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Order {
    /// 批次号, the batch number.
    pub order_id: i64,
    /// 1 审核中 2 已审核 3 待发货(续费中) 4 已发货 5 已完成 6 已取消 7 失败 8 审核不通过 9 处理中 10 退订
    pub order_status: Option<i32>,
    /// 1 新购 2 续费-按订单 3 续费-按卡 4 卡转移 5 卡叠加包 6 流量池叠加包 7 补卡 (the name is our own)
    pub order_type: Option<i32>,
    /// Plan.
    pub price_plan_name: Option<String>,
    /// Carrier code.
    pub carrier_type: Option<i32>,
    /// Cards, or packages for an add-on of a pool.
    pub quantity: Option<i32>,
    /// Creation.
    pub create_time: Option<Time>,
    /// When it should be shipped (purchase) or done.
    pub expected_time: Option<Time>,
    /// Plan id.
    pub price_plan_id: Option<String>,
    /// 实体卡类型, such as `consumer_2ff`; purchases only.
    pub card_form: Option<String>,
    /// 1 general 2 directional; purchases only.
    pub data_type: Option<i32>,
    /// 购买时长 in years.
    pub period_years: Option<i32>,
    /// 1 forward pool 2 backward pool, `None` unpooled.
    pub pool_kind: Option<i32>,
    /// Its pool.
    pub pool_id: Option<i64>,
    /// 发货时间; in 已发货 and 已完成 only (Q6.1).
    pub ship_time: Option<Time>,
    /// 物流公司; like `ship_time`.
    pub logistics_company: Option<String>,
    /// 物流单号; like `ship_time`.
    pub logistics_number: Option<String>,
    /// Price of the whole order; `None` for orders older than this field.
    pub price_cents: Option<i64>,
    /// Payment; `None` when not paid or not known.
    pub pay_time: Option<Time>,
    /// Payment deadline; the order is cancelled afterwards.
    pub pay_before: Option<Time>,
    /// For a renewal, the order that is renewed.
    pub source_order_id: Option<i64>,
    /// 失败原因; only in 失败 and 审核不通过.
    pub fail_reason: Option<String>,
    /// Why it cannot be cancelled, see [`crate::order::PaymentRefusal`]; `None` when it can.
    pub cancel_refusal: Option<String>,
    /// 订单号, its number in the billing centre.
    pub trade_number: Option<String>,
    /// 1 vSIM 2 eSIM 3 physical; orders with cards only.
    pub sim_type: Option<i32>,
    /// 模组 that contains the cards; classic physical cards have none (Q3.11).
    pub model: Option<String>,
    /// 网络制式, such as `3G/4G`; orders with cards only.
    pub network_type: Option<String>,
    /// Months of the silent or test period 测试期; orders with cards only.
    pub silent_months: Option<i32>,
    /// For a transfer, the account that receives the cards.
    pub account: Option<String>,
    /// For a transfer or replacement, its bulk job.
    pub bulk_job_id: Option<i64>,
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
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<Order>,
}

/// A step of an order: a state it passes through when nothing goes wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct OrderStep {
    /// State.
    pub order_status: i32,
    /// When it was reached.
    pub reached_time: Option<Time>,
    /// When it should be reached; `None` once it is, and for orders that are unpaid or have ended.
    pub expected_time: Option<Time>,
}

/// An order with everything about it: `GET /v1/orders/{order_id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct OrderDetail {
    /// As in the list.
    pub order: Order,
    /// The states it passes through, in order, with the instant of those already reached, where known.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub steps: Vec<OrderStep>,
    /// 收件信息 of a purchase.
    pub address: Option<Address>,
    /// 当前已开卡数量
    pub opened_quantity: i64,
    /// The receiver pays the freight.
    pub freight_collect: Option<bool>,
    /// When it ended.
    pub finish_time: Option<Time>,
    /// Its unfinished renewal.
    pub renewal_order_id: Option<i64>,
    /// For an add-on of single cards, those cards.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub add_on_card_ids: Vec<i64>,
}

/// Body of `POST /v1/orders/quotes`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct QuoteRequest {
    /// Base plan.
    pub price_plan_id: String,
    /// SIM卡包数量规格, see [`crate::order::pack_sizes`].
    pub pack_size: i64,
    /// 购买数量 of packs.
    pub pack_count: i64,
    /// 实体卡类型, such as `consumer_2ff`.
    pub card_form: String,
}

/// A price that is valid for a limited time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Quote {
    /// Id for the purchase.
    pub quote_id: i64,
    /// Plan.
    pub price_plan_id: String,
    /// Its name.
    pub price_plan_name: Option<String>,
    /// Carrier code.
    pub carrier_type: Option<i32>,
    /// 实体卡类型
    pub card_form: String,
    /// 购买时长 in years.
    pub period_years: Option<i32>,
    /// Cards.
    pub cards: i64,
    /// Cents of a card for the whole term.
    pub unit_price_cents: i64,
    /// Total in cents.
    pub total_cents: i64,
    /// The receiver pays the freight.
    pub freight_collect: bool,
    /// Creation.
    pub create_time: Option<Time>,
    /// End of validity.
    pub expire_time: Option<Time>,
    /// When the cards should be shipped if it is paid now.
    pub expected_time: Option<Time>,
}

/// Body of `POST /v1/orders`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PurchaseRequest {
    /// A quote that is still valid.
    pub quote_id: i64,
    /// Where the cards go.
    pub address_id: i64,
    /// 1 general 2 directional; when absent, depends on whether there are entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_type: Option<i32>,
    /// What the devices may reach; directional data needs at least one entry, general data allows none (console.md section 9).
    #[serde(default, deserialize_with = "null_is_empty")]
    pub directional: Vec<EntryRequest>,
}

/// Body of `POST /v1/payments`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PayRequest {
    /// Orders, 1–50, paid all together or not at all.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub order_ids: Vec<i64>,
    /// The amount shown to the payer; refused when it is not the total.
    pub amount_cents: i64,
}

/// A payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PayAnswer {
    /// Its number.
    pub payment_id: i64,
    /// Cents.
    pub amount_cents: i64,
    /// When it was paid.
    pub pay_time: Option<Time>,
    /// The orders.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub orders: Vec<Order>,
}

/// Body of `POST` and `PUT /v1/addresses`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AddressRequest {
    /// 收件人姓名, 1–50 characters.
    pub receiver: String,
    /// 电话, 5–20 digits, spaces, `+` and `-`.
    pub phone: String,
    /// 地址, 5–200 characters.
    pub address: String,
    /// 邮编, at most 10 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
}

/// 收件信息
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Address {
    /// Id for the purchase; in an order's copy, that of the original.
    pub address_id: i64,
    /// 收件人姓名
    pub receiver: String,
    /// 电话
    pub phone: String,
    /// 地址
    pub address: String,
    /// 邮编
    pub postcode: Option<String>,
}

/// Answer of `GET /v1/addresses`: all addresses, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AddressList {
    /// Addresses.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub addresses: Vec<Address>,
}
