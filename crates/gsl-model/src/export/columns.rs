//! The columns of each list.

use super::ColumnKind::{Digits, Flag, Integer, Megabytes, Money, Tags, Text, Time, Words as W};
use super::{Column, ColumnKind, ExportKind, Words};

const fn c(key: &'static str, zh: &'static str, en: &'static str, kind: ColumnKind) -> Column {
    Column { key, zh, en, kind }
}

/// The columns of a list, in their usual order. Usage adds a column per cycle at the end, under the cycle's name.
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
    c("cid", "容器ID", "Container ID", Digits),
    c("sim_card_id", "SIM卡标识", "SIM card ID", Digits),
    c("iccid", "ICCID", "ICCID", Digits),
    c("sim_status", "SIM卡状态", "State", W(Words::CardState)),
    c(
        "stop_reason",
        "停机原因",
        "Stop reason",
        W(Words::StopReason),
    ),
    c("node_id", "设备标识码", "Device ID", Text),
    c("imei", "IMEI", "IMEI", Digits),
    c("device_model", "设备型号", "Device model", Text),
    c(
        "device_status",
        "设备状态",
        "Device state",
        W(Words::DeviceState),
    ),
    c("imsi", "IMSI", "IMSI", Digits),
    c("msisdn", "MSISDN", "MSISDN", Digits),
    c("price_plan_name", "套餐名称", "Plan", Text),
    c("flow_total", "套餐流量(MB)", "Plan data (MB)", Megabytes),
    c("flow_used", "已用流量(MB)", "Used (MB)", Megabytes),
    c("flow_left", "剩余流量(MB)", "Left (MB)", Megabytes),
    c(
        "flow_time",
        "用量截至时间(UTC+8)",
        "Usage as of (UTC+8)",
        Time,
    ),
    c("tag_names", "标签", "Tags", Tags),
    c("order_id", "批次号", "Batch no.", Digits),
    c(
        "customer_attribute1",
        "自定义属性一",
        "Custom attribute 1",
        Text,
    ),
    c(
        "customer_attribute2",
        "自定义属性二",
        "Custom attribute 2",
        Text,
    ),
    c(
        "customer_attribute3",
        "自定义属性三",
        "Custom attribute 3",
        Text,
    ),
    c(
        "customer_attribute4",
        "自定义属性四",
        "Custom attribute 4",
        Text,
    ),
    c(
        "customer_attribute5",
        "自定义属性五",
        "Custom attribute 5",
        Text,
    ),
    c(
        "customer_attribute6",
        "自定义属性六",
        "Custom attribute 6",
        Text,
    ),
    c("act_date", "激活时间(UTC+8)", "Activated (UTC+8)", Time),
    c("expire_time", "到期时间(UTC+8)", "Expires (UTC+8)", Time),
    c("purchase_time", "购买时间(UTC+8)", "Bought (UTC+8)", Time),
    c("real_named", "是否实名", "Real-named", Flag),
    c("cut_net_flag", "是否单独断网", "Data cut", Flag),
    c("exceed_cut_net_flag", "是否达量断网", "Threshold set", Flag),
    c(
        "exceed_cut_net_quota",
        "达量断网阈值(MB)",
        "Threshold (MB)",
        Integer,
    ),
    c(
        "imei_bind_remain_times",
        "本月机卡绑定剩余次数",
        "Rebinds left this month",
        Integer,
    ),
    c("speed_value", "限速(Kbps)", "Speed limit (Kbps)", Integer),
    c("sim_type", "SIM卡类型", "Card type", W(Words::SimType)),
    c("card_form", "实体卡类型", "Card form", W(Words::CardForm)),
    c("data_type", "流量类型", "Data type", W(Words::DataType)),
    c("network_type", "网络制式", "Network", Text),
    c("carrier_type", "运营商", "Carrier", W(Words::Carrier)),
    c("sim_pool_id", "前向流量池", "Forward pool", Digits),
    c("back_pool_id", "后向流量池", "Backward pool", Digits),
];

const ORDERS: &[Column] = &[
    c("order_id", "批次号", "Batch no.", Digits),
    c("trade_number", "订单号", "Order no.", Digits),
    c("price_plan_name", "套餐名称", "Plan", Text),
    c("sim_type", "SIM卡类型", "Card type", W(Words::SimType)),
    c("card_form", "实体卡类型", "Card form", W(Words::CardForm)),
    c("order_type", "订单类型", "Type", W(Words::OrderType)),
    c("order_status", "订单状态", "State", W(Words::OrderState)),
    c("model", "模组", "Module", Text),
    c("network_type", "网络制式", "Network", Text),
    c("logistics_company", "物流公司", "Logistics company", Text),
    c("logistics_number", "物流单号", "Logistics no.", Digits),
    c("ship_time", "发货时间(UTC+8)", "Shipped (UTC+8)", Time),
    c("quantity", "数量", "Cards", Integer),
    c("data_type", "流量类型", "Data type", W(Words::DataType)),
    c(
        "period_years",
        "购买时长(年)",
        "Bought period (years)",
        Integer,
    ),
    c(
        "silent_months",
        "测试期(月)",
        "Test period (months)",
        Integer,
    ),
    c("pool_kind", "是否组池", "Pool kind", W(Words::PoolKind)),
    c("pool_id", "流量池号", "Pool no.", Digits),
    c("price_cents", "金额(元)", "Price (CNY)", Money),
    c("carrier_type", "运营商", "Carrier", W(Words::Carrier)),
    c("create_time", "创建时间(UTC+8)", "Created (UTC+8)", Time),
    c(
        "expected_time",
        "预计完成时间(UTC+8)",
        "Expected (UTC+8)",
        Time,
    ),
    c("pay_time", "支付时间(UTC+8)", "Paid (UTC+8)", Time),
    c("source_order_id", "原批次号", "Batch renewed", Digits),
    c("fail_reason", "失败原因", "Reason", Text),
];

const TAGS: &[Column] = &[
    c("id", "标签ID", "Tag ID", Digits),
    c("tag_name", "标签名称", "Tag", Text),
    c("status", "状态", "State", W(Words::TagState)),
    c("uses", "SIM卡数量", "Cards", Integer),
];

const WORK_ORDERS: &[Column] = &[
    c("id", "业务受理单号", "Work order", Digits),
    c(
        "work_order_type",
        "业务类型",
        "Type",
        W(Words::WorkOrderType),
    ),
    c("status", "状态", "State", W(Words::WorkOrderState)),
    c("req_detail", "请求详情", "Request", Text),
    c("total_count", "总数", "Cards", Integer),
    c("success_count", "成功数", "Succeeded", Integer),
    c("fail_count", "失败数", "Failed", Integer),
    c("process_count", "处理中数", "Under way", Integer),
    c("create_time", "创建时间(UTC+8)", "Created (UTC+8)", Time),
    c(
        "expected_time",
        "预计完成时间(UTC+8)",
        "Expected (UTC+8)",
        Time,
    ),
    c("finish_time", "完成时间(UTC+8)", "Finished (UTC+8)", Time),
    c("work_order_source_desc", "来源", "Source", Text),
    c("fail_reason", "失败原因", "Why it failed", Text),
];

const ITEMS: &[Column] = &[
    c("work_order_id", "业务受理单号", "Work order", Digits),
    c("id", "明细ID", "Item ID", Digits),
    c("cid", "容器ID", "Container ID", Digits),
    c("sim_card_id", "SIM卡标识", "SIM card ID", Digits),
    c("status", "状态", "State", W(Words::ItemState)),
    c("create_time", "创建时间(UTC+8)", "Created (UTC+8)", Time),
    c(
        "expected_time",
        "预计完成时间(UTC+8)",
        "Expected (UTC+8)",
        Time,
    ),
    c("finish_time", "完成时间(UTC+8)", "Finished (UTC+8)", Time),
    c("description", "描述", "Description", Text),
];

// What pools of both kinds have.
const POOL_NO: Column = c("id", "流量池号", "Pool no.", Digits);
const POOL_NAME: Column = c("pool_name", "流量池名称", "Pool", Text);
const POOL_CYCLE: Column = c("billing_cycle", "账期", "Billing cycle", Text);
const POOL_PLAN: Column = c("price_plan_name", "套餐名称", "Plan", Text);
const POOL_CARRIER: Column = c("carrier_type", "运营商", "Carrier", W(Words::Carrier));
const POOL_USED: Column = c("flow_used", "已用流量(MB)", "Used (MB)", Megabytes);
const POOL_CARDS: Column = c("quantity", "卡数量", "Cards", Integer);
const POOL_ACTIVE: Column = c(
    "activated_sim_quantity",
    "生效卡数",
    "Cards that count",
    Integer,
);
const POOL_INACTIVE: Column = c(
    "inactive_sim_quantity",
    "未激活卡数",
    "Not activated",
    Integer,
);
const POOL_DEREGISTERED: Column = c(
    "disassembled_sim_quantity",
    "已拆机卡数",
    "Deregistered",
    Integer,
);
const POOL_STOPPED: Column = c(
    "stopped_quantity",
    "流量池停机卡数",
    "Stopped for the pool",
    Integer,
);
const POOL_ORDERS: Column = c("order_ids", "批次号", "Batch nos.", Text);
const POOL_UPDATED: Column = c("modify_time", "更新时间(UTC+8)", "Updated (UTC+8)", Time);
const POOL_BEGINS: Column = c(
    "effective_time",
    "账期开始(UTC+8)",
    "Cycle begins (UTC+8)",
    Time,
);
const POOL_ENDS: Column = c(
    "expired_time",
    "账期结束(UTC+8)",
    "Cycle ends (UTC+8)",
    Time,
);
const POOL_CREATED: Column = c("create_time", "创建时间(UTC+8)", "Created (UTC+8)", Time);

const FORWARD: &[Column] = &[
    POOL_NO,
    POOL_NAME,
    c("status", "状态", "State", W(Words::PoolState)),
    POOL_CYCLE,
    POOL_PLAN,
    POOL_CARRIER,
    c("flow_total", "总流量(MB)", "Total (MB)", Megabytes),
    POOL_USED,
    c("flow_left", "剩余流量(MB)", "Left (MB)", Megabytes),
    c(
        "addon_total",
        "其中叠加包(MB)",
        "Of it add-ons (MB)",
        Megabytes,
    ),
    c(
        "package_size",
        "每卡流量(MB)",
        "Data per card (MB)",
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
    c("pool_status", "状态", "State", W(Words::BackPoolState)),
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
        "状态变更时间(UTC+8)",
        "State since (UTC+8)",
        Time,
    ),
    POOL_CREATED,
];

const MEMBERS: &[Column] = &[
    c("cid", "容器ID", "Container ID", Digits),
    c("id", "SIM卡标识", "SIM card ID", Digits),
    c("sim_status", "SIM卡状态", "State", W(Words::CardState)),
    c(
        "stop_reason",
        "停机原因",
        "Stop reason",
        W(Words::StopReason),
    ),
    c(
        "flow_used",
        "账期已用流量(MB)",
        "Used in the cycle (MB)",
        Megabytes,
    ),
    c("order_id", "批次号", "Batch no.", Digits),
    c("act_date", "激活时间(UTC+8)", "Activated (UTC+8)", Time),
];
