//! What a work order does to a card.

use gsl_model::can::{self, RebindKind};
use gsl_model::carrier::Carrier;
use gsl_model::names::Language;
use gsl_model::work_order::WorkOrderType;
use serde::{Deserialize, Serialize};

use crate::pools::join::NewPool;

/// Working days until a new card is there and known to the carrier, as of a purchase (assumed).
const REPLACED: u32 = 11;

/// An action with its parameters; stored as JSON with its key under `action`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// 激活 (operation 3).
    Activate,
    /// 停机 (operation 4).
    Suspend,
    /// 复机 (operation 5).
    Resume,
    /// 申请断网 (operation 6, `ADD`).
    CutNet,
    /// 断网恢复 (operation 6, `DEL`).
    RestoreNet,
    /// 达量断网 (operation 7, action 1).
    Threshold {
        /// MB; 0 cuts at the first byte, −1 never.
        quota: i64,
    },
    /// 取消达量断网 (operation 7, action 2); of a card without threshold it changes nothing.
    CancelThreshold,
    /// 普通机卡绑定 (operation 8, bind type 1): to the device the card is in.
    Rebind,
    /// 固定终端机卡绑定 (operation 8, bind type 2).
    RebindFixed {
        /// The device.
        imei: String,
    },
    /// 清除实名 (operation 10).
    ClearRealName,
    /// 限速 (operation 11).
    SpeedLimit {
        /// Kbps, −1 for none.
        speed_value: i32,
    },
    /// 绑定限制区域: China Mobile only.
    BindArea {
        /// Province, in Chinese.
        area: String,
    },
    /// 拆机: irreversible.
    Deregister,
    /// 批量转移实体卡: to another account; the card is gone from this one.
    Transfer {
        /// The other account.
        account: String,
        /// The pool all of whose cards go; a card cannot leave its pool alone (Q13.6; that the pool may go as a whole is
        /// our reading of the way 流量池).
        pool: Option<i64>,
    },
    /// 批量补卡: a new card for the old one.
    Replace,
    /// 创建流量池, 新增成员: the card's whole order joins a forward pool, at one moment for all cards of a work order.
    JoinPool {
        /// The pool.
        pool: i64,
        /// The pool comes into being with the first order.
        create: Option<NewPool>,
    },
    /// 重启已废弃后向流量池
    RestartPool {
        /// The pool.
        pool: i64,
    },
}

impl Action {
    /// Lasting name, as in the JSON.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::CutNet => "cut_net",
            Self::RestoreNet => "restore_net",
            Self::Threshold { .. } => "threshold",
            Self::CancelThreshold => "cancel_threshold",
            Self::Rebind => "rebind",
            Self::RebindFixed { .. } => "rebind_fixed",
            Self::ClearRealName => "clear_real_name",
            Self::SpeedLimit { .. } => "speed_limit",
            Self::BindArea { .. } => "bind_area",
            Self::Deregister => "deregister",
            Self::Transfer { .. } => "transfer",
            Self::Replace => "replace",
            Self::JoinPool { .. } => "join_pool",
            Self::RestartPool { .. } => "restart_pool",
        }
    }

    /// Binding to a province by any of its names; `None` when it is none.
    #[must_use]
    pub fn bind_area(name: &str) -> Option<Self> {
        let area = gsl_model::region::province(name)?.zh.to_owned();
        Some(Self::BindArea { area })
    }

    /// Keys of the work orders that, while under way, keep a card from it: its own, and of a card that goes any that lets
    /// it go.
    #[must_use]
    pub const fn barred_by(&self) -> [&'static str; 2] {
        match self {
            Self::Transfer { .. } | Self::Replace => ["transfer", "replace"],
            _ => [self.key(), self.key()],
        }
    }

    /// The least and the most working days it takes at a carrier.
    #[must_use]
    pub fn working_days(&self, kind: WorkOrderType, carrier: Carrier) -> (u32, u32) {
        match self {
            Self::Replace => (REPLACED, REPLACED),
            _ => kind.working_days(carrier),
        }
    }

    /// Whether it is about a pool: all cards of its work order meet one fate at one moment.
    #[must_use]
    pub const fn is_of_pool(&self) -> bool {
        matches!(self, Self::JoinPool { .. } | Self::RestartPool { .. })
    }

    /// The row of the rules it belongs to; what is done with a pool asks nothing of the single card.
    #[must_use]
    pub const fn rule(&self) -> Option<can::Action> {
        Some(match self {
            Self::Activate => can::Action::Activate,
            Self::Suspend => can::Action::Suspend,
            Self::Resume => can::Action::Resume,
            Self::CutNet => can::Action::CutNet,
            Self::RestoreNet => can::Action::RestoreNet,
            Self::Threshold { .. } | Self::CancelThreshold => can::Action::SetThreshold,
            Self::Rebind => can::Action::Rebind(RebindKind::Ordinary),
            Self::RebindFixed { .. } => can::Action::Rebind(RebindKind::Fixed),
            Self::ClearRealName => can::Action::ClearRealName,
            Self::SpeedLimit { .. } => can::Action::SpeedLimit,
            Self::BindArea { .. } => can::Action::BindArea,
            Self::Deregister => can::Action::Deregister,
            Self::Transfer { .. } => can::Action::Transfer,
            Self::Replace => can::Action::Replace,
            Self::JoinPool { .. } | Self::RestartPool { .. } => return None,
        })
    }

    /// Type of a work order over one card.
    #[must_use]
    pub const fn single_type(&self) -> WorkOrderType {
        match self {
            Self::Activate => WorkOrderType::Activate,
            Self::Suspend => WorkOrderType::Suspend,
            Self::Resume => WorkOrderType::Resume,
            Self::CutNet => WorkOrderType::CutNet,
            Self::RestoreNet => WorkOrderType::RestoreNet,
            Self::Threshold { .. } => WorkOrderType::Threshold,
            Self::CancelThreshold => WorkOrderType::CancelThreshold,
            Self::Rebind | Self::RebindFixed { .. } => WorkOrderType::Rebind,
            Self::ClearRealName => WorkOrderType::ClearRealName,
            Self::SpeedLimit { .. } => WorkOrderType::SpeedLimit,
            Self::BindArea { .. } => WorkOrderType::BindArea,
            Self::Deregister => WorkOrderType::BatchDeregister,
            Self::Transfer { .. } => WorkOrderType::BatchTransfer,
            Self::Replace => WorkOrderType::BatchReplace,
            Self::JoinPool { .. } => WorkOrderType::CreatePool,
            Self::RestartPool { .. } => WorkOrderType::RestartPool,
        }
    }

    /// Type of a work order over many cards; what has no batch number keeps the single one.
    #[must_use]
    pub const fn batch_type(&self) -> WorkOrderType {
        match self {
            Self::Activate => WorkOrderType::BatchActivate,
            Self::Suspend => WorkOrderType::BatchSuspend,
            Self::Resume => WorkOrderType::BatchResume,
            Self::Threshold { .. } => WorkOrderType::BatchThreshold,
            Self::CancelThreshold => WorkOrderType::BatchCancelThreshold,
            Self::Rebind | Self::RebindFixed { .. } => WorkOrderType::BatchRebind,
            Self::CutNet
            | Self::RestoreNet
            | Self::ClearRealName
            | Self::SpeedLimit { .. }
            | Self::BindArea { .. }
            | Self::Deregister
            | Self::Transfer { .. }
            | Self::Replace
            | Self::JoinPool { .. }
            | Self::RestartPool { .. } => self.single_type(),
        }
    }

    /// In words, for `req_detail`.
    #[must_use]
    pub fn words(&self) -> String {
        let term = self.single_type().name(Language::Zh);
        match self {
            Self::Threshold { quota: -1 } => format!("{term} 不限量"),
            Self::Threshold { quota } => format!("{term} {quota} MB"),
            Self::Rebind => format!("{term} 普通机卡绑定"),
            Self::RebindFixed { imei } => format!("{term} 固定终端机卡绑定 {imei}"),
            Self::SpeedLimit { speed_value: -1 } => format!("{term} 不限速"),
            Self::SpeedLimit { speed_value } => format!("{term} {speed_value} Kbps"),
            Self::BindArea { area } => format!("{term} {area}"),
            Self::Transfer { account, .. } => format!("{term} {account}"),
            Self::JoinPool { pool, create: None } => format!("流量池新增成员 {pool}"),
            Self::JoinPool {
                pool,
                create: Some(new),
            } => format!("{term} {} {pool}", new.name),
            Self::RestartPool { pool } => format!("{term} {pool}"),
            _ => term.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_is_the_key_and_the_parameters() {
        for (action, json) in [
            (Action::Activate, r#"{"action":"activate"}"#),
            (
                Action::Threshold { quota: -1 },
                r#"{"action":"threshold","quota":-1}"#,
            ),
            (
                Action::RebindFixed {
                    imei: "860000000000017".into(),
                },
                r#"{"action":"rebind_fixed","imei":"860000000000017"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&action).unwrap(), json);
            assert!(json.contains(&format!("\"{}\"", action.key())));
            assert_eq!(serde_json::from_str::<Action>(json).unwrap(), action);
        }
    }

    #[test]
    fn types_of_single_and_batch() {
        let numbers = |action: Action| (action.single_type().code(), action.batch_type().code());
        assert_eq!(numbers(Action::Activate), (10, 1));
        assert_eq!(numbers(Action::Suspend), (5, 7));
        assert_eq!(numbers(Action::Resume), (4, 6));
        assert_eq!(numbers(Action::Threshold { quota: 0 }), (12, 19));
        assert_eq!(numbers(Action::CancelThreshold), (21, 22));
        assert_eq!(numbers(Action::Rebind), (13, 17));
        assert_eq!(numbers(Action::CutNet), (11, 11));
        assert_eq!(numbers(Action::RestoreNet), (20, 20));
        assert_eq!(numbers(Action::Deregister), (23, 23));
    }
}
