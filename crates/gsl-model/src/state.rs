//! States of a card and the transitions between them (console.md section 4).

use crate::names::{Language, Name};
use crate::wire::SimCard;
use serde::{Deserialize, Serialize};

/// SIM卡状态
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SimStatus {
    /// 可测试: in the test period.
    Testable,
    /// 未激活: cards that are not physical.
    Inactive,
    /// 可激活: in the silent period; usage is not counted.
    Activatable,
    /// 在用
    InUse,
    /// 已停用: no data, for a stop reason.
    Suspended,
    /// 已拆机: final.
    Deregistered,
}

/// What moves a card from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// Test data used up, or test period over.
    TestEnded,
    /// Inserted and powered up, about 30 s (Q7.1).
    PowerUp,
    /// Activated in the console; takes 1–2 working days.
    Activation,
    /// The silent or test period is over (Q2.2, Q2.3).
    ForcedActivation,
    /// Any stop reason.
    Stop,
    /// The stop reason no longer applies.
    Resume,
    /// Not renewed: first suspended, then deregistered.
    Expiry,
    /// 拆机 by the customer.
    Deregistration,
}

use SimStatus::{Activatable, Deregistered, InUse, Inactive, Suspended, Testable};

/// Every transition: from, to, trigger.
pub const TRANSITIONS: [(SimStatus, SimStatus, Trigger); 15] = [
    (Testable, Activatable, Trigger::TestEnded),
    (Testable, InUse, Trigger::PowerUp),
    (Testable, InUse, Trigger::Activation),
    (Testable, InUse, Trigger::ForcedActivation),
    (Activatable, InUse, Trigger::PowerUp),
    (Activatable, InUse, Trigger::Activation),
    (Activatable, InUse, Trigger::ForcedActivation),
    (InUse, Suspended, Trigger::Stop),
    (InUse, Suspended, Trigger::Expiry),
    (Suspended, InUse, Trigger::Resume),
    (Suspended, Deregistered, Trigger::Expiry),
    (InUse, Deregistered, Trigger::Deregistration),
    (Suspended, Deregistered, Trigger::Deregistration),
    (Activatable, Deregistered, Trigger::Deregistration),
    (Inactive, Deregistered, Trigger::Deregistration),
];

impl SimStatus {
    /// Its name.
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

    /// All states, in the order a card passes through them.
    pub const ALL: [Self; 6] = [
        Testable,
        Inactive,
        Activatable,
        InUse,
        Suspended,
        Deregistered,
    ];

    /// API code `sim_status`.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Testable => 10,
            Inactive => 11,
            Activatable => 13,
            Suspended => 14,
            InUse => 20,
            Deregistered => 30,
        }
    }

    /// Reads an API code; `None` when unknown.
    #[must_use]
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Stable key for addresses and messages.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Testable => "testable",
            Inactive => "inactive",
            Activatable => "activatable",
            InUse => "in_use",
            Suspended => "suspended",
            Deregistered => "deregistered",
        }
    }

    /// The state with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }

    /// The state of a card; `None` when absent or unknown.
    #[must_use]
    pub fn of(card: &SimCard) -> Option<Self> {
        card.sim_status.and_then(Self::from_code)
    }

    /// Whether used and left data are shown: cards in use or suspended only (Q8.1).
    #[must_use]
    pub const fn shows_usage(self) -> bool {
        matches!(self, InUse | Suspended)
    }

    /// Whether it has not been activated yet.
    #[must_use]
    pub const fn awaits_activation(self) -> bool {
        matches!(self, Testable | Inactive | Activatable)
    }

    /// The transitions from here.
    pub fn ways_on(self) -> impl Iterator<Item = (Self, Trigger)> {
        TRANSITIONS
            .iter()
            .filter(move |(from, ..)| *from == self)
            .map(|(_, to, by)| (*to, *by))
    }

    /// The state after `trigger`; `None` when there is no such transition.
    #[must_use]
    pub fn after(self, trigger: Trigger) -> Option<Self> {
        self.ways_on()
            .find(|(_, by)| *by == trigger)
            .map(|(to, _)| to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_and_keys_read_back() {
        for status in SimStatus::ALL {
            assert_eq!(SimStatus::from_code(status.code()), Some(status));
            assert_eq!(SimStatus::from_key(status.key()), Some(status));
        }
        assert_eq!(
            SimStatus::ALL.map(SimStatus::code),
            [10, 11, 13, 20, 14, 30]
        );
        assert_eq!(SimStatus::from_code(12), None);
    }

    #[test]
    fn q8_1_usage_shows_only_in_use_and_suspended() {
        let shown: Vec<_> = SimStatus::ALL
            .into_iter()
            .filter(|status| status.shows_usage())
            .collect();
        assert_eq!(shown, [InUse, Suspended]);
    }

    #[test]
    fn deregistered_is_final_and_a_step_changes_the_state() {
        assert_eq!(Deregistered.ways_on().count(), 0);
        for (from, to, trigger) in TRANSITIONS {
            assert_ne!(from, to);
            assert_eq!(
                from.after(trigger),
                Some(to),
                "{from:?} {trigger:?} leads to one place"
            );
        }
        assert_eq!(
            Testable.after(Trigger::Deregistration),
            None,
            "拆机 is not offered in the test period"
        );
    }

    #[test]
    fn activation_is_never_undone() {
        for (from, to, _) in TRANSITIONS {
            assert!(from.awaits_activation() || !to.awaits_activation());
        }
    }

    fn trigger() -> impl Strategy<Value = Trigger> {
        proptest::sample::select(vec![
            Trigger::TestEnded,
            Trigger::PowerUp,
            Trigger::Activation,
            Trigger::ForcedActivation,
            Trigger::Stop,
            Trigger::Resume,
            Trigger::Expiry,
            Trigger::Deregistration,
        ])
    }

    proptest! {
        #[test]
        fn any_history_keeps_the_order_of_life(triggers in proptest::collection::vec(trigger(), 0..40)) {
            let mut now = Testable;
            for trigger in triggers {
                let Some(next) = now.after(trigger) else { continue };
                prop_assert!(now != Deregistered);
                // Once activated, a card never awaits activation again.
                prop_assert!(now.awaits_activation() || !next.awaits_activation());
                now = next;
            }
        }
    }
}
