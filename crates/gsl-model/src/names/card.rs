//! What the codes of a card are called.

use super::{Language, Name};
use crate::{can::DataType, carrier::Carrier, codes::codes, state::SimStatus, stop::StopReason};

impl SimStatus {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Testable => Name::new("可测试", "Testable"),
            Self::Inactive => Name::new("未激活", "Inactive"),
            Self::Activatable => Name::new("可激活", "Activatable"),
            Self::InUse => Name::new("在用", "In use"),
            Self::Suspended => Name::new("已停用", "Suspended"),
            Self::Deregistered => Name::new("已拆机", "Deregistered"),
        };
        name.of(language)
    }
}

impl StopReason {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::OverPlan => Name::new("超流量停机", "Plan data used up"),
            Self::OverThreshold => Name::new("超流量阈值停机", "Over threshold"),
            Self::Pool => Name::new("流量池停机", "Pool used up"),
            Self::Expired => Name::new("套餐到期停机", "Plan expired"),
            Self::User => Name::new("主动停机", "Suspended by user"),
            Self::Violation => Name::new("违规停机", "Violation"),
            Self::Separation => Name::new("机卡分离停机", "Device changed"),
            Self::NotRealNamed => Name::new("未实名制违规停机", "Not real-named"),
            Self::PoolFrozen => Name::new("流量池冻结停机", "Pool frozen"),
            Self::BackPoolThreshold => {
                Name::new("后向流量池超阈值停机", "Backward pool over threshold")
            }
        };
        name.of(language)
    }
}

impl Carrier {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Mobile => Name::new("中国移动", "China Mobile"),
            Self::Unicom => Name::new("中国联通", "China Unicom"),
            Self::Telecom => Name::new("中国电信", "China Telecom"),
            Self::Overseas => Name::new("海外运营商", "Overseas carrier"),
        };
        name.of(language)
    }
}

impl DataType {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::General => Name::new("通用流量", "General data"),
            Self::Directional => Name::new("定向流量", "Directional data"),
        };
        name.of(language)
    }
}

codes! {
    /// `sim_type`
    SimType {
        VirtualSim = 1, "vsim", "vSIM", "vSIM";
        Embedded = 2, "esim", "eSIM", "eSIM";
        Physical = 3, "physical", "实体卡", "Physical card";
    }
}

codes! {
    /// `device_status`: how the device of a card stands. Physical cards have none.
    DeviceState {
        Registered = 1, "registered", "已注册", "Registered";
        Restarted = 2, "restarted", "已重启", "Restarted";
        Online = 3, "online", "在线", "Online";
        Offline = 4, "offline", "离线", "Offline";
    }
}

codes! {
    /// `status` of a tag: in use while a card carries it.
    TagState {
        Unused = 0, "unused", "未使用", "Unused";
        InUse = 1, "in_use", "使用中", "In use";
    }
}

/// `card_form`: what a physical card looks like (console.md section 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardForm {
    /// 消费级 插拔大卡
    ConsumerPlugIn,
    /// 消费级 双切卡
    ConsumerDualCut,
    /// 消费级 三切卡
    ConsumerTripleCut,
    /// 消费级 贴片卡
    ConsumerSmd,
    /// 工业级 插拔卡
    IndustrialPlugIn,
    /// 工业级 贴片卡
    IndustrialSmd,
}

impl CardForm {
    /// All of them, in the order offered.
    pub const ALL: [Self; 6] = [
        Self::ConsumerPlugIn,
        Self::ConsumerDualCut,
        Self::ConsumerTripleCut,
        Self::ConsumerSmd,
        Self::IndustrialPlugIn,
        Self::IndustrialSmd,
    ];

    /// Name on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ConsumerPlugIn => "consumer_2ff",
            Self::ConsumerDualCut => "consumer_dual",
            Self::ConsumerTripleCut => "consumer_triple",
            Self::ConsumerSmd => "consumer_smd",
            Self::IndustrialPlugIn => "industrial_2ff",
            Self::IndustrialSmd => "industrial_smd",
        }
    }

    /// The form of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.key() == key)
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::ConsumerPlugIn => Name::new("消费级 插拔大卡 (2FF)", "Consumer, plug-in (2FF)"),
            Self::ConsumerDualCut => Name::new(
                "消费级 双切卡 (mini+micro)",
                "Consumer, dual-cut (mini + micro)",
            ),
            Self::ConsumerTripleCut => Name::new(
                "消费级 三切卡 (mini+micro+nano)",
                "Consumer, triple-cut (mini + micro + nano)",
            ),
            Self::ConsumerSmd => Name::new("消费级 贴片卡", "Consumer, SMD"),
            Self::IndustrialPlugIn => Name::new("工业级 插拔卡 (2FF)", "Industrial, plug-in (2FF)"),
            Self::IndustrialSmd => Name::new("工业级 贴片卡", "Industrial, SMD"),
        };
        name.of(language)
    }
}
