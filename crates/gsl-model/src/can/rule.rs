//! The table of actions: whom they are for and from which states they start.

use crate::{
    carrier::Carrier::{self, Mobile, Telecom, Unicom},
    state::SimStatus::{self, Activatable, InUse, Inactive, Suspended, Testable},
};

/// How a card is bound to a device anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RebindKind {
    /// 普通机卡绑定: to the device it is in. API `bind_type` 1.
    Ordinary,
    /// 固定终端机卡绑定: to an IMEI given. API `bind_type` 2.
    Fixed,
}

/// What can be done with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 激活
    Activate,
    /// 停机
    Suspend,
    /// 复机
    Resume,
    /// Suspend, wait, resume.
    ResetNetwork,
    /// 订购叠加包
    AddOn,
    /// 机卡重绑
    Rebind(RebindKind),
    /// 达量断网
    SetThreshold,
    /// 申请断网
    CutNet,
    /// 断网恢复
    RestoreNet,
    /// 限速
    SpeedLimit,
    /// 清除实名
    ClearRealName,
    /// 查询实名
    QueryRealName,
    /// 绑定限制区域
    BindArea,
    /// 标签
    SetTags,
    /// 自定义属性
    SetAttributes,
    /// 拆机
    Deregister,
    /// 补卡
    Replace,
    /// 转移
    Transfer,
    /// 切换网络
    SwitchNetwork,
}

/// What an action asks of every card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Carriers that offer it.
    pub carriers: &'static [Carrier],
    /// States it starts from.
    pub states: &'static [SimStatus],
    /// Physical cards only.
    pub physical: bool,
    /// Tri-carrier cards only.
    pub tri_carrier: bool,
}

const EVERYWHERE: &[Carrier] = &Carrier::ALL;
const MAINLAND: &[Carrier] = &Carrier::MAINLAND;
const ANY: &[SimStatus] = &SimStatus::ALL;
/// Settings of a card that has a life before it; no source names the states.
const LIVING: &[SimStatus] = &[Testable, Activatable, InUse, Suspended];

impl Action {
    /// All actions.
    pub const ALL: [Self; 20] = [
        Self::Activate,
        Self::Suspend,
        Self::Resume,
        Self::ResetNetwork,
        Self::AddOn,
        Self::Rebind(RebindKind::Ordinary),
        Self::Rebind(RebindKind::Fixed),
        Self::SetThreshold,
        Self::CutNet,
        Self::RestoreNet,
        Self::SpeedLimit,
        Self::ClearRealName,
        Self::QueryRealName,
        Self::BindArea,
        Self::SetTags,
        Self::SetAttributes,
        Self::Deregister,
        Self::Replace,
        Self::Transfer,
        Self::SwitchNetwork,
    ];

    /// Stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::ResetNetwork => "reset_network",
            Self::AddOn => "add_on",
            Self::Rebind(RebindKind::Ordinary) => "rebind",
            Self::Rebind(RebindKind::Fixed) => "rebind_fixed",
            Self::SetThreshold => "threshold",
            Self::CutNet => "cut_net",
            Self::RestoreNet => "restore_net",
            Self::SpeedLimit => "speed_limit",
            Self::ClearRealName => "clear_real_name",
            Self::QueryRealName => "query_real_name",
            Self::BindArea => "bind_area",
            Self::SetTags => "tags",
            Self::SetAttributes => "attributes",
            Self::Deregister => "deregister",
            Self::Replace => "replace",
            Self::Transfer => "transfer",
            Self::SwitchNetwork => "switch_network",
        }
    }

    /// What it asks of every card (console.md section 3).
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::Activate => physical(EVERYWHERE, &[Testable, Activatable]),
            Self::Suspend | Self::ResetNetwork => physical(EVERYWHERE, &[InUse]),
            Self::Resume => physical(EVERYWHERE, &[Suspended]),
            // Suspended only when over the plan, see `check`.
            Self::AddOn => physical(MAINLAND, &[InUse, Suspended]),
            Self::Rebind(_) => physical(&[Mobile, Telecom], &[InUse, Suspended]),
            Self::SetThreshold => physical(MAINLAND, LIVING),
            // The card stays in use while its data are cut.
            Self::CutNet | Self::RestoreNet => physical(&[Telecom], &[InUse]),
            Self::SpeedLimit => physical(&[Telecom, Unicom], LIVING),
            Self::ClearRealName => physical(&[Telecom], LIVING),
            Self::QueryRealName => physical(MAINLAND, ANY),
            Self::BindArea => physical(&[Mobile], &[InUse]),
            Self::SetTags | Self::SetAttributes => Rule {
                physical: false,
                ..physical(EVERYWHERE, ANY)
            },
            Self::Deregister => Rule {
                physical: false,
                ..physical(EVERYWHERE, &[Inactive, Activatable, InUse, Suspended])
            },
            Self::Replace | Self::Transfer => physical(EVERYWHERE, LIVING),
            Self::SwitchNetwork => Rule {
                tri_carrier: true,
                ..physical(EVERYWHERE, LIVING)
            },
        }
    }
}

const fn physical(carriers: &'static [Carrier], states: &'static [SimStatus]) -> Rule {
    Rule {
        carriers,
        states,
        physical: true,
        tri_carrier: false,
    }
}
