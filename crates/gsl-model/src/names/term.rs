//! Names of columns, fields and other things without a type of their own.

use super::Name;

const fn n(zh: &'static str, en: &'static str) -> Name {
    Name::new(zh, en)
}

/// `cid`: almost the ICCID printed on the card.
pub const CONTAINER_ID: Name = n("容器ID", "Container ID");
/// `sim_card_id`
pub const SIM_CARD_ID: Name = n("SIM卡标识", "SIM card ID");
/// `sim_status`
pub const CARD_STATE: Name = n("SIM卡状态", "State");
/// `stop_reason`
pub const STOP_REASON: Name = n("停机原因", "Stop reason");
/// `node_id`
pub const DEVICE_ID: Name = n("设备标识码", "Device ID");
/// `device_model`
pub const DEVICE_MODEL: Name = n("设备型号", "Device model");
/// `device_status`
pub const DEVICE_STATE: Name = n("设备状态", "Device state");
/// `price_plan_name`
pub const PLAN_NAME: Name = n("套餐名称", "Plan");
/// What a card is subscribed to: a term and data per cycle.
pub const PLAN: Name = n("套餐", "Plan");
/// `flow_used`
pub const USED_MB: Name = n("已用流量(MB)", "Used (MB)");
/// `flow_left`
pub const LEFT_MB: Name = n("剩余流量(MB)", "Left (MB)");
/// `speed_value` −1.
pub const NO_SPEED_LIMIT: Name = n("不限速", "No limit");
/// `tag_names`
pub const TAGS: Name = n("标签", "Tags");
/// One tag.
pub const TAG: Name = n("标签", "Tag");
/// `order_id`: the order a card belongs to.
pub const BATCH_NUMBER: Name = n("批次号", "Batch no.");
/// `order_ids` of a pool.
pub const BATCH_NUMBERS: Name = n("批次号", "Batch nos.");
/// `source_order_id` of a renewal.
pub const SOURCE_BATCH: Name = n("原批次号", "Batch renewed");
/// `trade_number`: the order number in the billing centre.
pub const ORDER_NUMBER: Name = n("订单号", "Order no.");
/// `order_type`
pub const ORDER_TYPE: Name = n("订单类型", "Type");
/// `order_status`
pub const ORDER_STATE: Name = n("订单状态", "State");
/// `customer_attribute1`
pub const ATTRIBUTE1: Name = n("自定义属性一", "Custom attribute 1");
/// `customer_attribute2`
pub const ATTRIBUTE2: Name = n("自定义属性二", "Custom attribute 2");
/// `customer_attribute3`
pub const ATTRIBUTE3: Name = n("自定义属性三", "Custom attribute 3");
/// `customer_attribute4`
pub const ATTRIBUTE4: Name = n("自定义属性四", "Custom attribute 4");
/// `customer_attribute5`
pub const ATTRIBUTE5: Name = n("自定义属性五", "Custom attribute 5");
/// `customer_attribute6`
pub const ATTRIBUTE6: Name = n("自定义属性六", "Custom attribute 6");
/// The six, in order.
pub const ATTRIBUTES: [Name; 6] = [
    ATTRIBUTE1, ATTRIBUTE2, ATTRIBUTE3, ATTRIBUTE4, ATTRIBUTE5, ATTRIBUTE6,
];
/// `real_named`
pub const REAL_NAMED: Name = n("是否实名", "Real-named");
/// The threshold of 达量断网.
pub const THRESHOLD: Name = n("达量断网阈值", "Cut-off threshold");
/// `exceed_cut_net_quota`
pub const THRESHOLD_MB: Name = n("达量断网阈值(MB)", "Cut-off threshold (MB)");
/// `imei_bind_remain_times`
pub const REBINDS_LEFT: Name = n("本月机卡绑定剩余次数", "Rebinds left this month");
/// `restricted_area`
pub const AREA: Name = n("限制区域", "Restricted area");
/// `sim_type`
pub const CARD_TYPE: Name = n("SIM卡类型", "Card type");
/// `card_form`
pub const CARD_FORM: Name = n("实体卡类型", "Card form");
/// `data_type`
pub const DATA_TYPE: Name = n("流量类型", "Data type");
/// `network_type`
pub const NETWORK: Name = n("网络制式", "Network");
/// `carrier_type`
pub const CARRIER: Name = n("运营商", "Carrier");
/// `sim_pool_id`
pub const FORWARD_POOL: Name = n("前向流量池", "Forward pool");
/// `back_pool_id`
pub const BACKWARD_POOL: Name = n("后向流量池", "Backward pool");
/// The plural.
pub const FORWARD_POOLS: Name = n("前向流量池", "Forward pools");
/// The plural.
pub const BACKWARD_POOLS: Name = n("后向流量池", "Backward pools");
/// `pool_id`
pub const POOL_NUMBER: Name = n("流量池号", "Pool no.");
/// `pool_name`
pub const POOL_NAME: Name = n("流量池名称", "Pool name");
/// `pool_kind` of an order
pub const POOLED: Name = n("是否组池", "Pool");
/// `activated_sim_quantity`
pub const ACTIVE_CARDS: Name = n("生效卡数", "Active cards");
/// `inactive_sim_quantity`
pub const INACTIVE_CARDS: Name = n("未激活卡数", "Not activated");
/// `billing_cycle`
pub const CYCLE: Name = n("账期", "Billing cycle");
/// `model` of an order
pub const MODULE: Name = n("模组", "Module");
/// `logistics_company`
pub const LOGISTICS_COMPANY: Name = n("物流公司", "Logistics company");
/// `logistics_number`
pub const LOGISTICS_NUMBER: Name = n("物流单号", "Logistics no.");
/// `quantity`
pub const QUANTITY: Name = n("数量", "Quantity");
/// `fail_reason`
pub const FAILURE_REASON: Name = n("失败原因", "Failure reason");
/// `work_order_id`
pub const WORK_ORDER_NUMBER: Name = n("业务受理单号", "Work order number");
/// `work_order_source`
pub const SOURCE: Name = n("来源", "Source");
/// `status` of other things
pub const STATE: Name = n("状态", "State");
/// `total_count`
pub const TOTAL: Name = n("总数", "Total");
/// The outcome of an operation.
pub const RESULT: Name = n("结果", "Result");
/// The reason of a failure or a refusal.
pub const REASON: Name = n("原因", "Reason");
/// A list of card numbers as a filter.
pub const CARD_NUMBERS: Name = n("卡号清单", "Card numbers");
/// `act_date`
pub const ACTIVATED: Name = n("激活时间(UTC+8)", "Activated (UTC+8)");
/// `expire_time`
pub const EXPIRES: Name = n("到期时间(UTC+8)", "Expires (UTC+8)");
/// `create_time`
pub const CREATED: Name = n("创建时间(UTC+8)", "Created (UTC+8)");
/// `expected_time`
pub const EXPECTED: Name = n("预计完成时间(UTC+8)", "Expected (UTC+8)");
/// `finish_time`
pub const FINISHED: Name = n("完成时间(UTC+8)", "Finished (UTC+8)");
