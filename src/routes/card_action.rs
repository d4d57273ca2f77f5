//! Which dialog about a card is open: `do=suspend`.

use super::url::Params;
use gsl_model::can::{Action, RebindKind};
use gsl_model::stop::Recovery;

/// Something to do with one card, in a dialog of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardAction {
    /// 激活
    Activate,
    /// 停机
    Suspend,
    /// 复机
    Resume,
    /// Suspend, 15 minutes, resume (Q9.14).
    ResetNetwork,
    /// Suspend, then what is possible (Q9.6, Q10.7).
    Lost,
    /// 机卡重绑, ordinary or fixed (Q9.3).
    Rebind,
    /// 达量断网: set, change or cancel.
    Threshold,
    /// 申请断网
    CutNet,
    /// 断网恢复
    RestoreNet,
    /// 限速
    SpeedLimit,
    /// 绑定限制区域
    BindArea,
    /// 清除实名
    ClearRealName,
    /// 查询实名
    QueryRealName,
}

impl CardAction {
    /// All, in the order of the menus.
    pub const ALL: [Self; 13] = [
        Self::Activate,
        Self::Suspend,
        Self::Resume,
        Self::ResetNetwork,
        Self::Lost,
        Self::Rebind,
        Self::Threshold,
        Self::CutNet,
        Self::RestoreNet,
        Self::SpeedLimit,
        Self::BindArea,
        Self::ClearRealName,
        Self::QueryRealName,
    ];

    /// The name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            _ => self.action().key(),
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// The dialog that an address opens.
    pub(super) fn from_url(params: &Params) -> Option<Self> {
        Self::from_key(params.get("do")?)
    }

    /// Writes an open dialog into an address.
    pub(super) fn write_url(action: Option<Self>, params: &mut Params) {
        if let Some(action) = action {
            params.push("do", action.key());
        }
    }

    /// The rule that says whether a card allows it. A lost card is suspended; when it cannot be, its dialog says what else
    /// is possible.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Activate => Action::Activate,
            Self::Suspend | Self::Lost => Action::Suspend,
            Self::Resume => Action::Resume,
            Self::ResetNetwork => Action::ResetNetwork,
            Self::Rebind => Action::Rebind(RebindKind::Ordinary),
            Self::Threshold => Action::SetThreshold,
            Self::CutNet => Action::CutNet,
            Self::RestoreNet => Action::RestoreNet,
            Self::SpeedLimit => Action::SpeedLimit,
            Self::BindArea => Action::BindArea,
            Self::ClearRealName => Action::ClearRealName,
            Self::QueryRealName => Action::QueryRealName,
        }
    }

    /// The dialog of a way to get a stopped card back; `None` where nothing is done here.
    #[must_use]
    pub const fn remedy(way: Recovery) -> Option<Self> {
        match way {
            Recovery::Resume => Some(Self::Resume),
            Recovery::Rebind => Some(Self::Rebind),
            Recovery::ChangeThreshold => Some(Self::Threshold),
            _ => None,
        }
    }

    /// The dialog for an action of the rules; `None` where there is none.
    #[must_use]
    pub fn of(action: Action) -> Option<Self> {
        match action {
            Action::Rebind(_) => Some(Self::Rebind),
            Action::Suspend => Some(Self::Suspend),
            action => Self::ALL.into_iter().find(|known| known.action() == action),
        }
    }
}
