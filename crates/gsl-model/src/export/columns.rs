//! The columns of each list.

use super::ColumnKind::{Digits, Flag, Integer, Megabytes, Money, Tags, Text, Time, Words as W};
use super::{Column, ColumnKind, ExportKind, Words};
use crate::names::{Name, term};

const fn c(key: &'static str, name: Name, kind: ColumnKind) -> Column {
    Column { key, name, kind }
}

/// A name that is used only here.
const fn n(zh: &'static str, en: &'static str) -> Name {
    Name::new(zh, en)
}

/// The columns of a list, in their default order. Usage adds a column for each cycle at the end, named after the cycle.
#[must_use]
pub const fn columns(what: ExportKind) -> &'static [Column] {
    match what {
        ExportKind::Cards | ExportKind::CardUsage => CARDS,
        ExportKind::Orders => ORDERS,
        ExportKind::Tags => TAGS,
        ExportKind::WorkOrders => WORK_ORDERS,
        ExportKind::WorkOrderItems => ITEMS,
        ExportKind::SimPools => FORWARD,
        ExportKind::BackPools => BACKWARD,
        ExportKind::SimPoolMembers | ExportKind::BackPoolMembers => MEMBERS,
    }
}

const CARDS: &[Column] = &[
    c("cid", term::CONTAINER_ID, Digits),
    c("sim_card_id", term::SIM_CARD_ID, Digits),
    c("iccid", n("ICCID", "ICCID"), Digits),
    c("sim_status", term::CARD_STATE, W(Words::CardState)),
    c("stop_reason", term::STOP_REASON, W(Words::StopReason)),
    c("node_id", term::DEVICE_ID, Text),
    c("imei", n("IMEI", "IMEI"), Digits),
    c("device_model", term::DEVICE_MODEL, Text),
    c("device_status", term::DEVICE_STATE, W(Words::DeviceState)),
    c("imsi", n("IMSI", "IMSI"), Digits),
    c("msisdn", n("MSISDN", "MSISDN"), Digits),
    c("price_plan_name", term::PLAN_NAME, Text),
    c("flow_total", n("套餐流量(MB)", "Plan data (MB)"), Megabytes),
    c("flow_used", term::USED_MB, Megabytes),
    c("flow_left", term::LEFT_MB, Megabytes),
    c(
        "flow_time",
        n("用量截至时间(UTC+8)", "Usage as of (UTC+8)"),
        Time,
    ),
    c("tag_names", term::TAGS, Tags),
    c("order_id", term::BATCH_NUMBER, Digits),
    c("customer_attribute1", term::ATTRIBUTE1, Text),
    c("customer_attribute2", term::ATTRIBUTE2, Text),
    c("customer_attribute3", term::ATTRIBUTE3, Text),
    c("customer_attribute4", term::ATTRIBUTE4, Text),
    c("customer_attribute5", term::ATTRIBUTE5, Text),
    c("customer_attribute6", term::ATTRIBUTE6, Text),
    c("act_date", term::ACTIVATED, Time),
    c("expire_time", term::EXPIRES, Time),
    c(
        "stopped_since",
        n("停机时间(UTC+8)", "Stopped since (UTC+8)"),
        Time,
    ),
    c(
        "purchase_time",
        n("购买时间(UTC+8)", "Bought (UTC+8)"),
        Time,
    ),
    c("real_named", term::REAL_NAMED, Flag),
    c("cut_net_flag", n("是否单独断网", "Data cut"), Flag),
    c(
        "exceed_cut_net_flag",
        n("是否达量断网", "Threshold set"),
        Flag,
    ),
    c("exceed_cut_net_quota", term::THRESHOLD_MB, Integer),
    c("imei_bind_remain_times", term::REBINDS_LEFT, Integer),
    c(
        "speed_value",
        n("限速(Kbps)", "Speed limit (Kbps)"),
        W(Words::SpeedLimit),
    ),
    c("sim_type", term::CARD_TYPE, W(Words::SimType)),
    c("card_form", term::CARD_FORM, W(Words::CardForm)),
    c("data_type", term::DATA_TYPE, W(Words::DataType)),
    c("network_type", term::NETWORK, Text),
    c("carrier_type", term::CARRIER, W(Words::Carrier)),
    c("sim_pool_id", term::FORWARD_POOL, Digits),
    c("back_pool_id", term::BACKWARD_POOL, Digits),
];

const ORDERS: &[Column] = &[
    c("order_id", term::BATCH_NUMBER, Digits),
    c("trade_number", term::ORDER_NUMBER, Digits),
    c("price_plan_name", term::PLAN_NAME, Text),
    c("sim_type", term::CARD_TYPE, W(Words::SimType)),
    c("card_form", term::CARD_FORM, W(Words::CardForm)),
    c("order_type", term::ORDER_TYPE, W(Words::OrderType)),
    c("order_status", term::ORDER_STATE, W(Words::OrderState)),
    c("model", term::MODULE, Text),
    c("network_type", term::NETWORK, Text),
    c("logistics_company", term::LOGISTICS_COMPANY, Text),
    c("logistics_number", term::LOGISTICS_NUMBER, Digits),
    c("ship_time", n("发货时间(UTC+8)", "Shipped (UTC+8)"), Time),
    c("quantity", term::QUANTITY, Integer),
    c("data_type", term::DATA_TYPE, W(Words::DataType)),
    c(
        "period_years",
        n("购买时长(年)", "Bought period (years)"),
        Integer,
    ),
    c(
        "silent_months",
        n("测试期(月)", "Test period (months)"),
        Integer,
    ),
    c("pool_kind", term::POOLED, W(Words::PoolKind)),
    c("pool_id", term::POOL_NUMBER, Digits),
    c("price_cents", n("金额(元)", "Price (CNY)"), Money),
    c("carrier_type", term::CARRIER, W(Words::Carrier)),
    c("create_time", term::CREATED, Time),
    c("expected_time", term::EXPECTED, Time),
    c("pay_time", n("支付时间(UTC+8)", "Paid (UTC+8)"), Time),
    c("source_order_id", term::SOURCE_BATCH, Digits),
    c("fail_reason", term::FAILURE_REASON, Text),
];

const TAGS: &[Column] = &[
    c("id", n("标签ID", "Tag ID"), Digits),
    c("tag_name", n("标签名称", "Tag"), Text),
    c("status", term::STATE, W(Words::TagState)),
    c("uses", n("SIM卡数量", "Cards"), Integer),
];

const WORK_ORDERS: &[Column] = &[
    c("id", term::WORK_ORDER_NUMBER, Digits),
    c(
        "work_order_type",
        n("业务类型", "Type"),
        W(Words::WorkOrderType),
    ),
    c("status", term::STATE, W(Words::WorkOrderState)),
    c("req_detail", n("请求详情", "Request"), Text),
    c("total_count", term::TOTAL, Integer),
    c("success_count", n("成功数", "Succeeded"), Integer),
    c("fail_count", n("失败数", "Failed"), Integer),
    c("process_count", n("处理中数", "In progress"), Integer),
    c("create_time", term::CREATED, Time),
    c("expected_time", term::EXPECTED, Time),
    c("finish_time", term::FINISHED, Time),
    c("work_order_source_desc", term::SOURCE, Text),
    c("fail_reason", term::FAILURE_REASON, Text),
];

const ITEMS: &[Column] = &[
    c("work_order_id", term::WORK_ORDER_NUMBER, Digits),
    c("id", n("明细ID", "Item ID"), Digits),
    c("cid", term::CONTAINER_ID, Digits),
    c("sim_card_id", term::SIM_CARD_ID, Digits),
    c("status", term::STATE, W(Words::ItemState)),
    c("create_time", term::CREATED, Time),
    c("expected_time", term::EXPECTED, Time),
    c("finish_time", term::FINISHED, Time),
    c("description", n("描述", "Description"), Text),
];

// Columns of both kinds of pools.
const POOL_NO: Column = c("id", term::POOL_NUMBER, Digits);
const POOL_NAME: Column = c("pool_name", term::POOL_NAME, Text);
const POOL_CYCLE: Column = c("billing_cycle", term::CYCLE, Text);
const POOL_PLAN: Column = c("price_plan_name", term::PLAN_NAME, Text);
const POOL_CARRIER: Column = c("carrier_type", term::CARRIER, W(Words::Carrier));
const POOL_USED: Column = c("flow_used", term::USED_MB, Megabytes);
const POOL_CARDS: Column = c("quantity", n("卡数量", "Cards"), Integer);
const POOL_ACTIVE: Column = c("activated_sim_quantity", term::ACTIVE_CARDS, Integer);
const POOL_INACTIVE: Column = c("inactive_sim_quantity", term::INACTIVE_CARDS, Integer);
const POOL_DEREGISTERED: Column = c(
    "disassembled_sim_quantity",
    n("已拆机卡数", "Deregistered"),
    Integer,
);
const POOL_STOPPED: Column = c(
    "stopped_quantity",
    n("流量池停机卡数", "Stopped for the pool"),
    Integer,
);
const POOL_ORDERS: Column = c("order_ids", term::BATCH_NUMBERS, Text);
const POOL_UPDATED: Column = c("modify_time", n("更新时间(UTC+8)", "Updated (UTC+8)"), Time);
const POOL_BEGINS: Column = c(
    "effective_time",
    n("账期开始(UTC+8)", "Cycle begins (UTC+8)"),
    Time,
);
const POOL_ENDS: Column = c(
    "expired_time",
    n("账期结束(UTC+8)", "Cycle ends (UTC+8)"),
    Time,
);
const POOL_CREATED: Column = c("create_time", term::CREATED, Time);

const FORWARD: &[Column] = &[
    POOL_NO,
    POOL_NAME,
    c("status", term::STATE, W(Words::PoolState)),
    POOL_CYCLE,
    POOL_PLAN,
    POOL_CARRIER,
    c("flow_total", n("总流量(MB)", "Total (MB)"), Megabytes),
    POOL_USED,
    c("flow_left", term::LEFT_MB, Megabytes),
    c(
        "addon_total",
        n("其中叠加包(MB)", "Of it add-ons (MB)"),
        Megabytes,
    ),
    c(
        "package_size",
        n("每卡流量(MB)", "Data per card (MB)"),
        Megabytes,
    ),
    POOL_CARDS,
    POOL_ACTIVE,
    POOL_INACTIVE,
    POOL_DEREGISTERED,
    POOL_STOPPED,
    POOL_ORDERS,
    POOL_UPDATED,
    POOL_BEGINS,
    POOL_ENDS,
    POOL_CREATED,
];

const BACKWARD: &[Column] = &[
    POOL_NO,
    POOL_NAME,
    c("pool_status", term::STATE, W(Words::BackPoolState)),
    POOL_CYCLE,
    POOL_PLAN,
    POOL_CARRIER,
    POOL_USED,
    POOL_CARDS,
    POOL_ACTIVE,
    POOL_INACTIVE,
    POOL_DEREGISTERED,
    POOL_STOPPED,
    POOL_ORDERS,
    POOL_UPDATED,
    POOL_BEGINS,
    POOL_ENDS,
    c(
        "status_time",
        n("状态变更时间(UTC+8)", "State since (UTC+8)"),
        Time,
    ),
    POOL_CREATED,
];

const MEMBERS: &[Column] = &[
    c("cid", term::CONTAINER_ID, Digits),
    c("id", term::SIM_CARD_ID, Digits),
    c("sim_status", term::CARD_STATE, W(Words::CardState)),
    c("stop_reason", term::STOP_REASON, W(Words::StopReason)),
    c(
        "flow_used",
        n("账期已用流量(MB)", "Used in the cycle (MB)"),
        Megabytes,
    ),
    c("order_id", term::BATCH_NUMBER, Digits),
    c("act_date", term::ACTIVATED, Time),
];
