//! The actions on a card: one table that the rules, the API, work orders, bulk jobs and the console read (console.md
//! sections 3 and 15; operations 3–11).
//!
//! Every column is a `const fn` over the actions, so a program contains only the columns it reads. Whether a card
//! allows an action is [`can::check`](crate::can::check), which starts from [`CardAction::rule`]. An action with
//! parameters (a threshold, a speed …) is a type of the module that needs it and refers to its `CardAction`.

use crate::{
    carrier::Carrier::{self, Mobile, Telecom, Unicom},
    names::{Language, Name, term},
    state::SimStatus::{self, Activatable, InUse, Inactive, Suspended, Testable},
    stop::Recovery,
    wire::extension,
    work_order::WorkOrderType as Order,
};

/// What an action requires of every card.
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

/// Whether an action can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Another action undoes it.
    Reversible,
    /// It cannot be undone; needs confirmation.
    Irreversible,
    /// It cannot be undone, and data or the card itself is lost.
    Destructive,
}

/// A call of the API about one card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// Operation number in api-v1.md; `None` for an extension of ours.
    pub operation: Option<u8>,
    /// Last part of the path, after `/v1/sim-cards/{sim_card_id}/`.
    pub path: &'static str,
}

const EVERYWHERE: &[Carrier] = &Carrier::ALL;
const MAINLAND: &[Carrier] = &Carrier::MAINLAND;
const ANY: &[SimStatus] = &SimStatus::ALL;
/// The states in which settings can be changed: those of a card that is or may still come into use. No source names them.
const LIVING: &[SimStatus] = &[Testable, Activatable, InUse, Suspended];

const fn physical(carriers: &'static [Carrier], states: &'static [SimStatus]) -> Rule {
    Rule {
        carriers,
        states,
        physical: true,
        tri_carrier: false,
    }
}

const fn every_kind(states: &'static [SimStatus]) -> Rule {
    Rule {
        physical: false,
        ..physical(EVERYWHERE, states)
    }
}

const fn tri_carrier(states: &'static [SimStatus]) -> Rule {
    Rule {
        tri_carrier: true,
        ..physical(EVERYWHERE, states)
    }
}

const fn call(operation: u8, path: &'static str) -> Option<Call> {
    let operation = Some(operation);
    Some(Call { operation, path })
}

const fn extra(path: &'static str) -> Option<Call> {
    let operation = None;
    Some(Call { operation, path })
}

macro_rules! table {
    ($(
        $(#[$doc:meta])* $action:ident $key:literal
        rule: $rule:expr, orders: $orders:expr, call: $call:expr, bulk: $bulk:expr, undo: $undo:ident, needs: $needs:expr;
    )+) => {
        /// An action on a card.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CardAction {
            $($(#[$doc])* $action,)+
        }

        impl CardAction {
            const COUNT: usize = [$($key),+].len();

            /// All of them.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$action),+];

            /// Stable key: in addresses, in the database, and for work orders on the wire.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$action => $key,)+ }
            }

            /// What it requires of every card (console.md section 3).
            #[must_use]
            pub const fn rule(self) -> Rule {
                match self { $(Self::$action => $rule,)+ }
            }

            /// The types of its work orders: for one card and for many. An action with a number for only one of the two
            /// uses it for both (console.md section 15). `None` when no carrier is involved.
            #[must_use]
            pub const fn orders(self) -> Option<(Order, Order)> {
                match self { $(Self::$action => $orders,)+ }
            }

            /// The call that performs it on one card, or requests it; `None` where there is none.
            #[must_use]
            pub const fn call(self) -> Option<Call> {
                match self { $(Self::$action => $call,)+ }
            }

            /// `action` of `POST /v1/bulk-jobs`; `None` when there is no such bulk job.
            #[must_use]
            pub const fn bulk_key(self) -> Option<&'static str> {
                match self { $(Self::$action => $bulk,)+ }
            }

            /// Whether it can be undone.
            #[must_use]
            pub const fn consequence(self) -> Consequence {
                match self { $(Self::$action => Consequence::$undo,)+ }
            }

            /// The extension it needs; `None` when it is part of the public API.
            #[must_use]
            pub const fn extension(self) -> Option<&'static str> {
                match self { $(Self::$action => $needs,)+ }
            }
        }
    };
}

table! {
    /// 激活
    Activate "activate"
        rule: physical(EVERYWHERE, &[Testable, Activatable]), orders: Some((Order::Activate, Order::BatchActivate)),
        call: call(3, "enable"), bulk: Some("activate"), undo: Irreversible, needs: None;
    /// 停机
    Suspend "suspend"
        rule: physical(EVERYWHERE, &[InUse]), orders: Some((Order::Suspend, Order::BatchSuspend)),
        call: call(4, "stop"), bulk: Some("suspend"), undo: Reversible, needs: None;
    /// 复机
    Resume "resume"
        rule: physical(EVERYWHERE, &[Suspended]), orders: Some((Order::Resume, Order::BatchResume)),
        call: call(5, "reset"), bulk: Some("resume"), undo: Reversible, needs: None;
    /// Suspend, wait 15 minutes, resume (Q9.14).
    ResetNetwork "reset_network"
        rule: physical(EVERYWHERE, &[InUse]), orders: None,
        call: None, bulk: None, undo: Reversible, needs: None;
    /// Suspend, then choose from what is possible (Q9.6, Q10.7); a card that cannot be suspended has other options.
    Lost "lost"
        rule: every_kind(ANY), orders: None,
        call: None, bulk: None, undo: Reversible, needs: None;
    /// 申请断网 (`ADD`). The card stays in use while its data is cut.
    CutNet "cut_net"
        rule: physical(&[Telecom], &[InUse]), orders: Some((Order::CutNet, Order::CutNet)),
        call: call(6, "cut-net"), bulk: Some("cut_net"), undo: Reversible, needs: None;
    /// 断网恢复 (`DEL`)
    RestoreNet "restore_net"
        rule: physical(&[Telecom], &[InUse]), orders: Some((Order::RestoreNet, Order::RestoreNet)),
        call: call(6, "cut-net"), bulk: Some("restore_net"), undo: Reversible, needs: None;
    /// 达量断网: set or change the threshold (action 1).
    Threshold "threshold"
        rule: physical(MAINLAND, LIVING), orders: Some((Order::Threshold, Order::BatchThreshold)),
        call: call(7, "exceed-cut-net"), bulk: Some("set_threshold"), undo: Reversible, needs: None;
    /// 取消达量断网 (action 2)
    CancelThreshold "cancel_threshold"
        rule: physical(MAINLAND, LIVING), orders: Some((Order::CancelThreshold, Order::BatchCancelThreshold)),
        call: call(7, "exceed-cut-net"), bulk: Some("cancel_threshold"), undo: Reversible, needs: None;
    /// 限速
    SpeedLimit "speed_limit"
        rule: physical(&[Telecom, Unicom], LIVING), orders: Some((Order::SpeedLimit, Order::SpeedLimit)),
        call: call(11, "speed-limit"), bulk: Some("speed_limit"), undo: Reversible, needs: None;
    /// 机卡重绑, 普通机卡绑定: to the device the card is in (`bind_type` 1, Q9.3).
    Rebind "rebind"
        rule: physical(&[Mobile, Telecom], &[InUse, Suspended]), orders: Some((Order::Rebind, Order::BatchRebind)),
        call: call(8, "bind-device"), bulk: Some("rebind"), undo: Reversible, needs: None;
    /// 机卡重绑, 固定终端机卡绑定: to a given IMEI (`bind_type` 2, Q9.3).
    RebindFixed "rebind_fixed"
        rule: physical(&[Mobile, Telecom], &[InUse, Suspended]), orders: Some((Order::Rebind, Order::BatchRebind)),
        call: call(8, "bind-device"), bulk: Some("rebind"), undo: Reversible, needs: None;
    /// 清除实名
    ClearRealName "clear_real_name"
        rule: physical(&[Telecom], LIVING), orders: Some((Order::ClearRealName, Order::ClearRealName)),
        call: call(10, "clear-real-name"), bulk: Some("clear_real_name"), undo: Destructive, needs: None;
    /// 查询实名
    QueryRealName "query_real_name"
        rule: physical(MAINLAND, ANY), orders: None,
        call: call(9, "real-named"), bulk: None, undo: Reversible, needs: None;
    /// 拆机
    Deregister "deregister"
        rule: every_kind(&[Inactive, Activatable, InUse, Suspended]),
        orders: Some((Order::BatchDeregister, Order::BatchDeregister)),
        call: None, bulk: Some("deregister"), undo: Destructive, needs: Some(extension::BULK_JOBS_ACT);
    /// 绑定限制区域
    BindArea "bind_area"
        rule: physical(&[Mobile], &[InUse]), orders: Some((Order::BindArea, Order::BindArea)),
        call: extra("bind-area"), bulk: Some("bind_area"), undo: Reversible, needs: Some(extension::AREA_ACT);
    /// 标签: add tags.
    Tags "tags"
        rule: every_kind(ANY), orders: None,
        call: None, bulk: Some("set_tags"), undo: Reversible, needs: None;
    /// 标签: remove tags.
    UnsetTags "unset_tags"
        rule: every_kind(ANY), orders: None,
        call: None, bulk: Some("unset_tags"), undo: Reversible, needs: None;
    /// 自定义属性
    Attributes "attributes"
        rule: every_kind(ANY), orders: None,
        call: None, bulk: Some("set_attributes"), undo: Reversible, needs: None;
    /// 批量转移实体卡: to another account.
    Transfer "transfer"
        rule: physical(EVERYWHERE, LIVING), orders: Some((Order::BatchTransfer, Order::BatchTransfer)),
        call: None, bulk: Some("transfer"), undo: Destructive, needs: Some(extension::TRANSFER);
    /// 批量补卡: a new card replaces the old one.
    Replace "replace"
        rule: physical(EVERYWHERE, LIVING), orders: Some((Order::BatchReplace, Order::BatchReplace)),
        call: None, bulk: Some("replace"), undo: Destructive, needs: Some(extension::REPLACE);
    /// 订购叠加包. A suspended card only when it is over its plan, see [`can::check`](crate::can::check).
    AddOn "add_on"
        rule: physical(MAINLAND, &[InUse, Suspended]), orders: None,
        call: None, bulk: None, undo: Irreversible, needs: Some(extension::ADD_ONS_ACT);
    /// 续费. Of several cards; what else a card has to be is [`crate::order::renewable`].
    Renew "renew"
        rule: physical(EVERYWHERE, &[InUse]), orders: None,
        call: None, bulk: None, undo: Irreversible, needs: Some(extension::RENEWAL_ACT);
    /// 切换网络, tri-carrier cards only (operation 36).
    SwitchNetwork "switch_network"
        rule: tri_carrier(LIVING), orders: None,
        call: None, bulk: None, undo: Reversible, needs: None;
}

/// Working days until a new card has arrived and its carrier knows it, like a purchase (assumed).
const REPLACED: u32 = 11;

impl CardAction {
    /// The actions with a dialog for a single card, in menu order.
    pub const DIALOGS: [Self; 13] = [
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

    /// The actions offered for many cards, in the order shown.
    pub const BULK: [Self; 15] = [
        Self::Activate,
        Self::Suspend,
        Self::Resume,
        Self::Rebind,
        Self::Threshold,
        Self::CutNet,
        Self::RestoreNet,
        Self::SpeedLimit,
        Self::BindArea,
        Self::ClearRealName,
        Self::Deregister,
        Self::Tags,
        Self::Attributes,
        Self::Transfer,
        Self::Replace,
    ];

    /// The action with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// The action with this [`bulk_key`](Self::bulk_key); every kind of rebind is [`Self::Rebind`].
    #[must_use]
    pub fn from_bulk_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|known| known.bulk_key() == Some(key))
    }

    /// The action whose form also covers this one: a threshold is cancelled in the form that sets it, a fixed rebind is
    /// a choice in the form for rebinding.
    #[must_use]
    pub const fn form(self) -> Self {
        match self {
            Self::CancelThreshold => Self::Threshold,
            Self::RebindFixed => Self::Rebind,
            Self::UnsetTags => Self::Tags,
            own => own,
        }
    }

    /// Whether a card that works has no data afterwards.
    #[must_use]
    pub const fn cuts_data(self) -> bool {
        matches!(self, Self::Suspend | Self::CutNet | Self::Deregister)
    }

    /// The action offered first for a card in this state.
    #[must_use]
    pub const fn usual(status: Option<SimStatus>) -> Self {
        match status {
            Some(Suspended) => Self::Resume,
            Some(InUse) => Self::Suspend,
            _ => Self::Activate,
        }
    }

    /// The action behind a recovery; `None` where it is not an action on the card.
    #[must_use]
    pub const fn recovering(way: Recovery) -> Option<Self> {
        match way {
            Recovery::Resume => Some(Self::Resume),
            Recovery::Rebind => Some(Self::Rebind),
            Recovery::ChangeThreshold => Some(Self::Threshold),
            Recovery::BuyAddOn => Some(Self::AddOn),
            _ => None,
        }
    }

    /// The type of its work order for `many` cards or for one; `None` when no carrier is involved.
    #[must_use]
    pub const fn order_type(self, many: bool) -> Option<Order> {
        match self.orders() {
            Some((_, order)) if many => Some(order),
            Some((order, _)) => Some(order),
            None => None,
        }
    }

    /// The fewest and the most working days that its work order of this type takes at a carrier (Q9.9).
    #[must_use]
    pub fn working_days(self, order: Order, carrier: Carrier) -> (u32, u32) {
        match self {
            Self::Replace => (REPLACED, REPLACED),
            _ => order.working_days(carrier),
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Activate => Name::new("激活", "Activate"),
            Self::Suspend => Name::new("停机", "Suspend"),
            Self::Resume => Name::new("复机", "Resume"),
            Self::ResetNetwork => Name::new("重置网络", "Reset network"),
            Self::Lost => Name::new("卡丢失", "Card lost"),
            Self::SpeedLimit => Name::new("限速", "Limit speed"),
            Self::ClearRealName => Name::new("清除实名", "Clear real-name"),
            Self::QueryRealName => Name::new("查询实名", "Query real-name"),
            Self::Deregister => Name::new("拆机", "Deregister"),
            Self::Attributes => Name::new("自定义属性", "Custom attributes"),
            Self::Transfer => Name::new("转移", "Transfer"),
            Self::Replace => Name::new("补卡", "Replace"),
            Self::AddOn => Name::new("订购叠加包", "Buy an add-on"),
            Self::Renew => Name::new("续费", "Renew"),
            Self::SwitchNetwork => Name::new("切换网络", "Switch network"),
            Self::Tags | Self::UnsetTags => term::TAGS,
            Self::CutNet => return Order::CutNet.name(language),
            Self::RestoreNet => return Order::RestoreNet.name(language),
            Self::Threshold => return Order::Threshold.name(language),
            Self::CancelThreshold => return Order::CancelThreshold.name(language),
            Self::Rebind | Self::RebindFixed => return Order::Rebind.name(language),
            Self::BindArea => return Order::BindArea.name(language),
        };
        name.of(language)
    }

    /// Its name as a bulk action.
    #[must_use]
    pub const fn bulk_name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::CancelThreshold, Language::En) => "Cancel thresholds",
            (Self::Tags, Language::En) => "Set tags",
            (Self::UnsetTags, Language::En) => "Take tags off",
            (Self::Attributes, Language::En) => "Set custom attributes",
            (Self::Transfer, Language::En) => "Transfer to another account",
            (Self::Replace, Language::En) => "Replace cards",
            (Self::Activate, Language::Zh) => "批量激活",
            (Self::Suspend, Language::Zh) => "批量停机",
            (Self::Resume, Language::Zh) => "批量复机",
            (Self::CutNet, Language::Zh) => "批量断网",
            (Self::RestoreNet, Language::Zh) => "批量恢复断网",
            (Self::SpeedLimit, Language::Zh) => "批量限速",
            (Self::BindArea, Language::Zh) => "批量绑定限制区域",
            (Self::ClearRealName, Language::Zh) => "批量清除实名",
            (Self::Tags, Language::Zh) => "批量设置标签",
            (Self::UnsetTags, Language::Zh) => "批量取消标签",
            (Self::Attributes, Language::Zh) => "批量设置自定义属性",
            (_, Language::En) => self.name(language),
            (_, Language::Zh) => match self.order_type(true) {
                Some(order) => order.name(language),
                None => self.name(language),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key that is used in an address, a database, a browser's storage or on the wire.
    #[test]
    fn keys_numbers_and_paths_stay_as_they_are() {
        let rows: Vec<String> = CardAction::ALL
            .map(|action| {
                let orders = action
                    .orders()
                    .map_or((0, 0), |(one, many)| (one.code(), many.code()));
                let call = action.call();
                format!(
                    "{} {}/{} {} {} {}",
                    action.key(),
                    orders.0,
                    orders.1,
                    call.map_or("-", |call| call.path),
                    call.and_then(|call| call.operation).unwrap_or_default(),
                    action.bulk_key().unwrap_or("-"),
                )
            })
            .into();
        assert_eq!(
            rows,
            [
                "activate 10/1 enable 3 activate",
                "suspend 5/7 stop 4 suspend",
                "resume 4/6 reset 5 resume",
                "reset_network 0/0 - 0 -",
                "lost 0/0 - 0 -",
                "cut_net 11/11 cut-net 6 cut_net",
                "restore_net 20/20 cut-net 6 restore_net",
                "threshold 12/19 exceed-cut-net 7 set_threshold",
                "cancel_threshold 21/22 exceed-cut-net 7 cancel_threshold",
                "speed_limit 15/15 speed-limit 11 speed_limit",
                "rebind 13/17 bind-device 8 rebind",
                "rebind_fixed 13/17 bind-device 8 rebind",
                "clear_real_name 14/14 clear-real-name 10 clear_real_name",
                "query_real_name 0/0 real-named 9 -",
                "deregister 23/23 - 0 deregister",
                "bind_area 24/24 bind-area 0 bind_area",
                "tags 0/0 - 0 set_tags",
                "unset_tags 0/0 - 0 unset_tags",
                "attributes 0/0 - 0 set_attributes",
                "transfer 2/2 - 0 transfer",
                "replace 16/16 - 0 replace",
                "add_on 0/0 - 0 -",
                "renew 0/0 - 0 -",
                "switch_network 0/0 - 0 -",
            ]
        );
    }

    #[test]
    fn keys_read_back() {
        for action in CardAction::ALL {
            assert_eq!(CardAction::from_key(action.key()), Some(action));
            if let Some(key) = action.bulk_key() {
                let same = CardAction::from_bulk_key(key).map(CardAction::form);
                assert_eq!(same, Some(action.form()), "{key}");
            }
        }
        assert_eq!(CardAction::from_key("set_threshold"), None);
        assert_eq!(CardAction::from_bulk_key("threshold"), None);
        assert_eq!(
            CardAction::from_bulk_key("rebind"),
            Some(CardAction::Rebind)
        );
    }

    #[test]
    fn what_is_offered_is_the_form_of_something_that_exists() {
        for action in CardAction::ALL {
            let form = action.form();
            assert_eq!(form.form(), form);
            assert_eq!(form.rule(), action.rule(), "{action:?}");
            if action.bulk_key().is_some() {
                assert!(
                    CardAction::BULK.contains(&form),
                    "{action:?} has a job and is offered nowhere"
                );
            }
            if action.call().is_some() {
                assert!(
                    CardAction::DIALOGS.contains(&form),
                    "{action:?} has a call and no dialog"
                );
            }
        }
        for action in CardAction::BULK {
            assert!(
                action.bulk_key().is_some(),
                "{action:?} is offered and has no job"
            );
        }
    }

    #[test]
    fn names_tell_actions_apart() {
        for language in [Language::Zh, Language::En] {
            for offered in [&CardAction::DIALOGS[..], &CardAction::BULK[..]] {
                for (at, action) in offered.iter().enumerate() {
                    let again = |other: &&CardAction| {
                        other.bulk_name(language) == action.bulk_name(language)
                    };
                    assert!(
                        !offered[..at].iter().any(|other| again(&other)),
                        "{action:?}"
                    );
                    assert!(
                        !offered[..at]
                            .iter()
                            .any(|other| other.name(language) == action.name(language))
                    );
                }
            }
        }
        assert_eq!(
            CardAction::Transfer.bulk_name(Language::Zh),
            "批量转移实体卡"
        );
        assert_eq!(
            CardAction::CancelThreshold.bulk_name(Language::Zh),
            "批量取消达量断网"
        );
    }

    #[test]
    fn a_replacement_takes_as_long_as_a_purchase() {
        assert_eq!(
            CardAction::Replace.working_days(Order::BatchReplace, Carrier::Mobile),
            (11, 11)
        );
        assert_eq!(
            CardAction::Suspend.working_days(Order::BatchSuspend, Carrier::Mobile),
            (1, 5)
        );
    }
}
