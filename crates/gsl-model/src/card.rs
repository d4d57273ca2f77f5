//! Kinds of cards: type, form, and the state of the device.

use crate::codes::codes;
use crate::names::{Language, Name};

codes! {
    /// `sim_type`
    SimType {
        VirtualSim = 1, "vsim", "vSIM", "vSIM";
        Embedded = 2, "esim", "eSIM", "eSIM";
        Physical = 3, "physical", "实体卡", "Physical card";
    }
}

codes! {
    /// `device_status`: the state of the card's device. Physical cards have none.
    DeviceState {
        Registered = 1, "registered", "已注册", "Registered";
        Restarted = 2, "restarted", "已重启", "Restarted";
        Online = 3, "online", "在线", "Online";
        Offline = 4, "offline", "离线", "Offline";
    }
}

/// `card_form`: the form of a physical card (console.md section 8).
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
    /// All of them, in the order they are offered.
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

    /// The form with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.key() == key)
    }

    /// Its name.
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
