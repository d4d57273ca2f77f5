//! What a work order does to a card.

use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::names::Language;
use gsl_model::work_order::WorkOrderType;
use serde::{Deserialize, Serialize};

use crate::pools::join::NewPool;

/// A [`CardAction`] with its parameters, or what is done with a pool; stored as JSON with its key under `action`.
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
    /// Its row of the table; `None` for what is done with a pool, which asks nothing of the single card.
    #[must_use]
    pub const fn card_action(&self) -> Option<CardAction> {
        Some(match self {
            Self::Activate => CardAction::Activate,
            Self::Suspend => CardAction::Suspend,
            Self::Resume => CardAction::Resume,
            Self::CutNet => CardAction::CutNet,
            Self::RestoreNet => CardAction::RestoreNet,
            Self::Threshold { .. } => CardAction::Threshold,
            Self::CancelThreshold => CardAction::CancelThreshold,
            Self::Rebind => CardAction::Rebind,
            Self::RebindFixed { .. } => CardAction::RebindFixed,
            Self::ClearRealName => CardAction::ClearRealName,
            Self::SpeedLimit { .. } => CardAction::SpeedLimit,
            Self::BindArea { .. } => CardAction::BindArea,
            Self::Deregister => CardAction::Deregister,
            Self::Transfer { .. } => CardAction::Transfer,
            Self::Replace => CardAction::Replace,
            Self::JoinPool { .. } | Self::RestartPool { .. } => return None,
        })
    }

    /// Stable key, as in the JSON.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match (self.card_action(), self) {
            (Some(action), _) => action.key(),
            (None, Self::RestartPool { .. }) => "restart_pool",
            (None, _) => "join_pool",
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
        match self.card_action() {
            Some(action) => action.working_days(kind, carrier),
            None => kind.working_days(carrier),
        }
    }

    /// Whether it is about a pool: all cards of its work order meet one fate at one moment.
    #[must_use]
    pub const fn is_of_pool(&self) -> bool {
        self.card_action().is_none()
    }

    const fn order_type(&self, many: bool) -> WorkOrderType {
        let of_cards = match self.card_action() {
            Some(action) => action.order_type(many),
            None => None,
        };
        match (of_cards, self) {
            (Some(kind), _) => kind,
            (None, Self::RestartPool { .. }) => WorkOrderType::RestartPool,
            (None, _) => WorkOrderType::CreatePool,
        }
    }

    /// Type of a work order over one card.
    #[must_use]
    pub const fn single_type(&self) -> WorkOrderType {
        self.order_type(false)
    }

    /// Type of a work order over many cards.
    #[must_use]
    pub const fn batch_type(&self) -> WorkOrderType {
        self.order_type(true)
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

    /// Work orders of years are stored in this form.
    #[test]
    fn the_stored_form_is_the_key_and_the_parameters() {
        let pool = 7;
        for (action, json) in [
            (Action::Activate, r#"{"action":"activate"}"#),
            (Action::Suspend, r#"{"action":"suspend"}"#),
            (Action::Resume, r#"{"action":"resume"}"#),
            (Action::CutNet, r#"{"action":"cut_net"}"#),
            (Action::RestoreNet, r#"{"action":"restore_net"}"#),
            (
                Action::Threshold { quota: -1 },
                r#"{"action":"threshold","quota":-1}"#,
            ),
            (Action::CancelThreshold, r#"{"action":"cancel_threshold"}"#),
            (Action::Rebind, r#"{"action":"rebind"}"#),
            (
                Action::RebindFixed {
                    imei: "860000000000017".into(),
                },
                r#"{"action":"rebind_fixed","imei":"860000000000017"}"#,
            ),
            (Action::ClearRealName, r#"{"action":"clear_real_name"}"#),
            (
                Action::SpeedLimit { speed_value: 64 },
                r#"{"action":"speed_limit","speed_value":64}"#,
            ),
            (
                Action::BindArea {
                    area: "广东".into(),
                },
                r#"{"action":"bind_area","area":"广东"}"#,
            ),
            (Action::Deregister, r#"{"action":"deregister"}"#),
            (
                Action::Transfer {
                    account: "other".into(),
                    pool: None,
                },
                r#"{"action":"transfer","account":"other","pool":null}"#,
            ),
            (Action::Replace, r#"{"action":"replace"}"#),
            (
                Action::JoinPool { pool, create: None },
                r#"{"action":"join_pool","pool":7,"create":null}"#,
            ),
            (
                Action::RestartPool { pool },
                r#"{"action":"restart_pool","pool":7}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&action).unwrap(), json);
            let tag = format!(r#"{{"action":"{}""#, action.key());
            assert!(json.starts_with(&tag), "{json}");
            assert_eq!(serde_json::from_str::<Action>(json).unwrap(), action);
            let key = action.card_action().map(CardAction::key);
            assert_eq!(key, (!action.is_of_pool()).then_some(action.key()));
        }
    }

    #[test]
    fn types_of_single_and_batch() {
        let numbers = |action: Action| (action.single_type().code(), action.batch_type().code());
        assert_eq!(numbers(Action::Suspend), (5, 7));
        assert_eq!(numbers(Action::CutNet), (11, 11));
        let (pool, create) = (7, None);
        assert_eq!(numbers(Action::JoinPool { pool, create }), (3, 3));
        assert_eq!(numbers(Action::RestartPool { pool }), (18, 18));
    }
}
