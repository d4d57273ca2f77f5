//! Texts about what gsl-model defines: states, stop reasons with cause and remedy, carriers, networks, columns. The
//! Chinese terms are the product's own.

#![allow(missing_docs)] // field names are the keys; the texts are below

use gsl_model::carrier::{Carrier, Network};
use gsl_model::names::Language;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::work_order::WorkOrderType;

/// See the module.
pub struct Rules {
    pub carrier: fn(Carrier) -> &'static str,
    pub network: fn(Network) -> &'static str,
    pub status: fn(SimStatus) -> &'static str,
    /// What the state means for data and cost.
    pub status_meaning: fn(SimStatus) -> &'static str,
    pub reason: fn(StopReason) -> &'static str,
    /// Why the card stopped (Q10.2).
    pub cause: fn(StopReason) -> &'static str,
    /// How to resume it (Q10.2–10.9).
    pub remedy: fn(StopReason) -> &'static str,
    /// The remedy in a few words, for table rows.
    pub remedy_short: fn(StopReason) -> &'static str,
    /// Q10.8
    pub month_start_lag: &'static str,
    /// Q9.10
    pub works_but_not_active: &'static str,
    /// Q9.5, Q7.1
    pub apn_note: &'static str,
    /// Q9.8
    pub nb_note: &'static str,
    /// Q9.15
    pub signal_note: &'static str,
    /// Q9.4
    pub general_data_note: &'static str,
    /// Q9.13
    pub not_here_yet: &'static str,
}

/// 简体中文
pub const ZH: Rules = Rules {
    carrier: |carrier| carrier.name(Language::Zh),
    network: |network| match network {
        Network::G3 => "3G",
        Network::G4 => "4G",
    },
    status: |status| status.name(Language::Zh),
    status_meaning: |status| match status {
        SimStatus::Testable => "测试期内，不计费。测试流量用完或测试期结束后转为可激活。",
        SimStatus::Inactive => "尚未激活，不计费。只有非实体卡有这个状态。",
        SimStatus::Activatable => {
            "沉默期内，不计费。插卡上电、在控制台激活，或沉默期结束，都会激活。"
        }
        SimStatus::Suspended => "已断网，有效期照常计算。恢复办法取决于停机原因。",
        SimStatus::InUse => "已激活，有效期和账期用量都在计算。",
        SimStatus::Deregistered => "已拆机，不能恢复。到期 2 个月后清理，不再可查。",
    },
    reason: |reason| reason.name(Language::Zh),
    cause: |reason| match reason {
        StopReason::OverPlan => "本账期用量超过套餐。",
        StopReason::OverThreshold => "本账期用量超过为这张卡设置的达量断网阈值。",
        StopReason::Pool => "所在前向流量池的剩余流量用尽，池内的卡全部停机。",
        StopReason::Expired => "套餐到期，没有续费。",
        StopReason::User => "由用户停机。",
        StopReason::Violation => "运营商判定违规：用于手机、在高风险地区使用，或机卡分离等。",
        StopReason::Separation => "卡换了设备，与首次绑定的设备不一致。",
        StopReason::NotRealNamed => "需要个人实名的卡，未实名就上电使用。有效期已经开始计算。",
        StopReason::PoolFrozen => "账号欠费，后向流量池被冻结。",
        StopReason::BackPoolThreshold => "后向流量池用量超过自动化规则的阈值，规则执行了停机。",
    },
    remedy: |reason| match reason {
        StopReason::OverPlan => {
            "购买当月叠加包可立即恢复（仅电信、联通、移动实体卡）；否则下个账期自动恢复。"
        }
        StopReason::OverThreshold => "调高或取消阈值；否则下个账期自动恢复。",
        StopReason::Pool => {
            "激活池内更多的卡、加入同套餐的卡，或购买流量池叠加包；否则下个账期自动恢复。"
        }
        StopReason::Expired => "不能恢复，之后自动拆机。",
        StopReason::User => "复机即可恢复，1–2 个工作日。",
        StopReason::Violation => "联系华为工程师核实；确认用于手机的，不能恢复。",
        StopReason::Separation => {
            "做“普通机卡绑定”重绑；移动约 3 个工作日，联通需经运营商办理 1–3 个工作日。"
        }
        StopReason::NotRealNamed => "完成个人实名后自动恢复在用。",
        StopReason::PoolFrozen => "在费用中心充值，结清后恢复。",
        StopReason::BackPoolThreshold => "下个账期自动恢复；或修改自动化规则的阈值。",
    },
    remedy_short: |reason| match reason {
        StopReason::OverPlan => "购买叠加包，或等下个账期",
        StopReason::OverThreshold => "改阈值，或等下个账期",
        StopReason::Pool => "给流量池补量，或等下个账期",
        StopReason::Expired => "不能恢复",
        StopReason::User => "可复机",
        StopReason::Violation => "联系工程师",
        StopReason::Separation => WorkOrderType::Rebind.name(Language::Zh),
        StopReason::NotRealNamed => "完成实名后自动恢复",
        StopReason::PoolFrozen => "充值后恢复",
        StopReason::BackPoolThreshold => "下个账期自动恢复",
    },
    month_start_lag: "账期刚开始：运营商月初同步约需 3 天，期间可能仍显示停机，无需操作。",
    works_but_not_active: "卡能上网却显示可测试或可激活：测试流量还没用完，或状态同步最多晚一天。",
    apn_note: "插卡上电约 30 秒可用；10 分钟仍无服务，在设备上把名称和 APN 都设为此值，不分大小写。",
    nb_note: "NB 卡走 NB-IoT 网络；普通物联网卡走 2G/3G/4G 网络。本平台不提供 NB 卡。",
    signal_note: "信号弱通常来自基站覆盖、周围干扰或设备本身；换个位置或换一台设备比对。",
    general_data_note: "套餐不超过 100 MB 且未组池的卡，默认是通用流量。",
    not_here_yet: "运营商数据与发货同步导入，卡可能先到货。稍等再查；仍没有，请联系工程师。",
};

/// English
pub const EN: Rules = Rules {
    carrier: |carrier| carrier.name(Language::En),
    network: |network| match network {
        Network::G3 => "3G",
        Network::G4 => "4G",
    },
    status: |status| status.name(Language::En),
    status_meaning: |status| match status {
        SimStatus::Testable => {
            "In the test period, at no cost. Turns activatable when the test data is used up or the period ends."
        }
        SimStatus::Inactive => {
            "Not activated yet, at no cost. Only cards that are not physical have this state."
        }
        SimStatus::Activatable => {
            "In the silent period, at no cost. Power-up, the console, or the end of the period activates it."
        }
        SimStatus::Suspended => {
            "Cut off from data; validity goes on counting. The way back depends on the stop reason."
        }
        SimStatus::InUse => "Activated: validity and this cycle's usage count.",
        SimStatus::Deregistered => {
            "Deregistered for good. Removed from view 2 months after expiry."
        }
    },
    reason: |reason| reason.name(Language::En),
    cause: |reason| match reason {
        StopReason::OverPlan => "The card used more than its plan in this billing cycle.",
        StopReason::OverThreshold => {
            "The card used more in this billing cycle than the threshold set for it."
        }
        StopReason::Pool => {
            "Its forward pool has no data left, so every card in the pool is stopped."
        }
        StopReason::Expired => "The plan expired and was not renewed.",
        StopReason::User => "Suspended by a user.",
        StopReason::Violation => {
            "The carrier found a violation: use in a phone, in a high-risk region, a changed device, or the like."
        }
        StopReason::Separation => {
            "The card sits in another device than the one it was first bound to."
        }
        StopReason::NotRealNamed => {
            "A card that needs a person's real-name was powered up before it had one. Its validity already counts."
        }
        StopReason::PoolFrozen => "The account is in arrears, so the backward pool is frozen.",
        StopReason::BackPoolThreshold => {
            "The backward pool passed the threshold of an automation rule, and the rule stopped it."
        }
    },
    remedy: |reason| match reason {
        StopReason::OverPlan => {
            "An add-on for this month brings it back at once (CT, CU and CM physical cards only); otherwise it returns by itself with the next cycle."
        }
        StopReason::OverThreshold => {
            "Raise or cancel the threshold; otherwise it returns by itself with the next cycle."
        }
        StopReason::Pool => {
            "Activate more of the pool's cards, add cards of the same plan, or buy a pool add-on; otherwise they return with the next cycle."
        }
        StopReason::Expired => "It cannot be brought back and will be deregistered.",
        StopReason::User => "Resume it; 1–2 working days.",
        StopReason::Violation => {
            "Ask a Huawei engineer to check. Cards used in a phone cannot be brought back."
        }
        StopReason::Separation => {
            "Rebind it (ordinary): China Mobile about 3 working days; China Unicom through the carrier, 1–3 working days."
        }
        StopReason::NotRealNamed => "It returns to in use by itself once the real-name is done.",
        StopReason::PoolFrozen => {
            "Top up in the Billing Center; it returns when the arrears are settled."
        }
        StopReason::BackPoolThreshold => {
            "It returns by itself with the next cycle, or change the rule's threshold."
        }
    },
    remedy_short: |reason| match reason {
        StopReason::OverPlan => "Buy an add-on, or wait for the next cycle",
        StopReason::OverThreshold => "Change the threshold, or wait for the next cycle",
        StopReason::Pool => "Refill the pool, or wait for the next cycle",
        StopReason::Expired => "Cannot be brought back",
        StopReason::User => "Can be resumed",
        StopReason::Violation => "Ask an engineer",
        StopReason::Separation => "Rebind the device",
        StopReason::NotRealNamed => "Returns after real-name",
        StopReason::PoolFrozen => "Returns after top-up",
        StopReason::BackPoolThreshold => "Returns with the next cycle",
    },
    month_start_lag: "The cycle has just begun: carriers take about 3 days to sync, so the card may still show as stopped. Nothing to do.",
    works_but_not_active: "Works but shows testable or activatable: its test data is not used up yet, or the state lags by up to a day.",
    apn_note: "Works about 30 s after power-up; without service after 10 minutes set both name and APN to this on the device, upper or lower case.",
    nb_note: "NB cards use the NB-IoT network; normal IoT cards use 2G/3G/4G. NB cards are not offered here.",
    signal_note: "A weak signal comes from the base stations, interference around, or the device; compare another place or device.",
    general_data_note: "Cards with a plan of at most 100 MB and no pool have general data by default.",
    not_here_yet: "Carrier data is loaded in parallel with shipping, so a card can arrive before its row. Wait and search again; if it stays missing, contact an engineer.",
};
