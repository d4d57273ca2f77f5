//! Codes in words.

use crate::sheet::Language;
use crate::work_order::{WorkOrderSource, WorkOrderStatus, WorkOrderType};

/// A list of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// `sim_status`
    CardState,
    /// `stop_reason`
    StopReason,
    /// `carrier_type`
    Carrier,
    /// `sim_type`
    SimType,
    /// `data_type`
    DataType,
    /// `card_form`
    CardForm,
    /// `device_status`
    DeviceState,
    /// `order_status`
    OrderState,
    /// `order_type`
    OrderType,
    /// `status` of a tag
    TagState,
    /// `status` of a work order
    WorkOrderState,
    /// `work_order_type`
    WorkOrderType,
    /// `status` of an item
    ItemState,
    /// `work_order_source`
    Source,
    /// `pool_kind` of an order
    PoolKind,
    /// `status` of a forward pool
    PoolState,
    /// `pool_status` of a backward pool
    BackPoolState,
}

type Table = &'static [(&'static str, &'static str, &'static str)];

/// The code in words; `None` for one that is not known, which is then written as it is.
#[must_use]
pub fn word(words: Words, code: &str, language: Language) -> Option<&'static str> {
    if language == Language::Zh {
        match words {
            Words::WorkOrderState => {
                return WorkOrderStatus::from_code(code.parse().ok()?).map(WorkOrderStatus::term);
            }
            Words::WorkOrderType => {
                return WorkOrderType::from_code(code.parse().ok()?).map(WorkOrderType::term);
            }
            Words::Source => {
                return WorkOrderSource::from_code(code.parse().ok()?).map(WorkOrderSource::term);
            }
            _ => {}
        }
    }
    let (_, zh, en) = table(words).iter().find(|(known, ..)| *known == code)?;
    Some(if language == Language::Zh { zh } else { en })
}

const fn table(words: Words) -> Table {
    match words {
        Words::CardState => &[
            ("10", "可测试", "Testable"),
            ("11", "未激活", "Inactive"),
            ("13", "可激活", "Activatable"),
            ("14", "已停用", "Suspended"),
            ("20", "在用", "In use"),
            ("30", "已拆机", "Deregistered"),
        ],
        Words::StopReason => &[
            ("over_plan", "超流量停机", "Plan data used up"),
            ("over_threshold", "超流量阈值停机", "Over the threshold"),
            ("pool", "流量池停机", "Pool used up"),
            ("expired", "套餐到期停机", "Plan expired"),
            ("user", "主动停机", "Suspended by the user"),
            ("violation", "违规停机", "Violation"),
            ("separation", "机卡分离停机", "Device changed"),
            ("not_real_named", "未实名制违规停机", "Not real-named"),
            ("pool_frozen", "流量池冻结停机", "Pool frozen"),
            (
                "back_pool_threshold",
                "后向流量池超阈值停机",
                "Backward pool over its threshold",
            ),
        ],
        Words::Carrier => &[
            ("1", "中国移动", "China Mobile"),
            ("2", "中国电信", "China Telecom"),
            ("3", "中国联通", "China Unicom"),
            ("4", "境外运营商", "Overseas"),
        ],
        Words::SimType => &[
            ("1", "vSIM", "vSIM"),
            ("2", "eSIM", "eSIM"),
            ("3", "实体卡", "Physical"),
        ],
        Words::DataType => &[("1", "通用", "General"), ("2", "定向", "Directional")],
        Words::CardForm => &[
            (
                "consumer_2ff",
                "消费级 插拔大卡 (2FF)",
                "Consumer plug-in (2FF)",
            ),
            (
                "consumer_dual",
                "消费级 双切卡 (mini+micro)",
                "Consumer dual cut (mini+micro)",
            ),
            (
                "consumer_triple",
                "消费级 三切卡 (mini+micro+nano)",
                "Consumer triple cut (mini+micro+nano)",
            ),
            ("consumer_smd", "消费级 贴片卡", "Consumer SMD"),
            (
                "industrial_2ff",
                "工业级 插拔卡 (2FF)",
                "Industrial plug-in (2FF)",
            ),
            ("industrial_smd", "工业级 贴片卡", "Industrial SMD"),
        ],
        Words::DeviceState => &[
            ("1", "已注册", "Registered"),
            ("2", "已重启", "Restarted"),
            ("3", "在线", "Online"),
            ("4", "离线", "Offline"),
        ],
        Words::OrderState => &[
            ("1", "审核中", "Under review"),
            ("2", "已审核", "Reviewed"),
            ("3", "待发货(续费中)", "Waiting to ship (renewing)"),
            ("4", "已发货", "Shipped"),
            ("5", "已完成", "Completed"),
            ("6", "已取消", "Cancelled"),
            ("7", "失败", "Failed"),
            ("8", "审核不通过", "Rejected"),
            ("9", "处理中", "Processing"),
            ("10", "退订", "Unsubscribed"),
        ],
        Words::OrderType => &[
            ("1", "新购", "New purchase"),
            ("2", "续费-按订单", "Renewal by order"),
            ("3", "续费-按卡", "Renewal by card"),
            ("4", "卡转移", "Card transfer"),
            ("5", "卡叠加包", "Card add-on"),
            ("6", "流量池叠加包", "Pool add-on"),
            ("7", "补卡", "Card replacement"),
        ],
        Words::TagState => &[("0", "未使用", "Unused"), ("1", "使用中", "In use")],
        Words::WorkOrderState => &[
            ("1", "审核中", "Under review"),
            ("2", "已审核", "Reviewed"),
            ("3", "处理中", "Processing"),
            ("4", "已完成", "Completed"),
            ("5", "已取消", "Cancelled"),
            ("6", "失败", "Failed"),
            ("7", "审核不通过", "Rejected"),
        ],
        Words::WorkOrderType => &[
            ("1", "", "Batch activate"),
            ("2", "", "Batch transfer"),
            ("3", "", "Create pool"),
            ("4", "", "Resume"),
            ("5", "", "Suspend"),
            ("6", "", "Batch resume"),
            ("7", "", "Batch suspend"),
            ("8", "", "Batch subscribe"),
            ("9", "", "Batch unsubscribe"),
            ("10", "", "Activate"),
            ("11", "", "Cut data"),
            ("12", "", "Set threshold"),
            ("13", "", "Rebind"),
            ("14", "", "Clear real name"),
            ("15", "", "Limit speed"),
            ("16", "", "Batch replace"),
            ("17", "", "Batch rebind"),
            ("18", "", "Restart backward pool"),
            ("19", "", "Batch set threshold"),
            ("20", "", "Restore data"),
            ("21", "", "Cancel threshold"),
            ("22", "", "Batch cancel threshold"),
            ("23", "", "Batch deregister"),
            ("24", "", "Bind to an area"),
        ],
        Words::ItemState => &[
            ("1", "成功", "Succeeded"),
            ("2", "处理中", "Processing"),
            ("3", "失败", "Failed"),
        ],
        Words::Source => &[
            ("1", "", "Operations staff"),
            ("2", "", "User (console)"),
            ("3", "", "Automation rule"),
            ("4", "", "Monthly resume of backward pools"),
            ("5", "", "Timer: card out of data"),
            ("6", "", "Timer: plan expired"),
            ("7", "", "Timer: pool stopped"),
            ("8", "", "User (API)"),
        ],
        Words::PoolKind => &[
            ("1", "前向流量池", "Forward pool"),
            ("2", "后向流量池", "Backward pool"),
        ],
        Words::PoolState => &[("0", "废弃", "Discarded"), ("1", "在用", "In use")],
        Words::BackPoolState => &[
            ("2", "在用", "In use"),
            ("-1", "已停用", "Suspended"),
            ("-2", "已废弃", "Discarded"),
        ],
    }
}
