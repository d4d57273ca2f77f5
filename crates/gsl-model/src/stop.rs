//! Stop reasons: why a card is suspended, and what resumes it (console.md section 4, Q10.2–10.9).

use crate::names::{Language, Name};
use crate::{carrier::Carrier, cycle::BillingCycle, state::SimStatus, wire::SimCard};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 停机原因
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// 超流量停机
    OverPlan,
    /// 超流量阈值停机
    OverThreshold,
    /// 流量池停机
    Pool,
    /// 套餐到期停机
    Expired,
    /// 主动停机
    User,
    /// 违规停机
    Violation,
    /// 机卡分离停机
    Separation,
    /// 未实名制违规停机
    NotRealNamed,
    /// 流量池冻结停机
    PoolFrozen,
    /// 后向流量池超阈值停机
    BackPoolThreshold,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The card used up its monthly plan.
    PlanUsedUp,
    /// The card reached the threshold set by the customer.
    ThresholdReached,
    /// The pool is used up.
    PoolUsedUp,
    /// The plan expired and was not renewed.
    PlanExpired,
    /// The customer stopped the card.
    StoppedByCustomer,
    /// Use in a phone, in a high-risk area or in another device (§10.3: never restored after use in a phone).
    RulesBroken,
    /// The card is in a device other than the one it is bound to.
    DeviceChanged,
    /// A card that requires personal real-name registration was powered up before it; validity counts (Q9.11).
    PoweredUpBeforeRealName,
    /// The account is in arrears, which freezes its backward pools.
    AccountInArrears,
    /// An automation rule of the backward pool with the action stop fired.
    PoolRuleFired,
}

/// What can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recovery {
    /// Buy an add-on for the card (Q5.8, Q10.5).
    BuyAddOn,
    /// Raise or cancel the threshold.
    ChangeThreshold,
    /// Activate more cards of the pool, add cards of the same plan, or buy a pool add-on (Q13.5).
    PoolRemedies,
    /// 复机
    Resume,
    /// Ask a Huawei engineer.
    Engineer,
    /// 机卡重绑 in the console (Q9.3).
    Rebind,
    /// Rebinding by the carrier, 1–3 working days (Q9.3).
    RebindByCarrier,
    /// Real-name registration; the card resumes automatically (Q9.12).
    RealName,
    /// Top up the account in the billing centre.
    TopUpAccount,
    /// Nothing resumes the card; it will be deregistered.
    Nothing,
}

/// Days at the start of a cycle in which carriers may still be catching up (Q10.8).
pub const MONTH_START_LAG_DAYS: i64 = 3;

impl StopReason {
    /// Its name.
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

    /// All reasons.
    pub const ALL: [Self; 10] = [
        Self::OverPlan,
        Self::OverThreshold,
        Self::Pool,
        Self::Expired,
        Self::User,
        Self::Violation,
        Self::Separation,
        Self::NotRealNamed,
        Self::PoolFrozen,
        Self::BackPoolThreshold,
    ];

    /// All reasons, by what ends them: first those the customer ends by an action alone, then by paying, then through
    /// others; last those that only an engineer can lift, or nobody.
    pub const BY_RECOVERY: [Self; 10] = [
        Self::User,
        Self::OverPlan,
        Self::Pool,
        Self::PoolFrozen,
        Self::OverThreshold,
        Self::Separation,
        Self::BackPoolThreshold,
        Self::NotRealNamed,
        Self::Violation,
        Self::Expired,
    ];

    /// API code `operator_status`; three reasons have none.
    #[must_use]
    pub const fn code(self) -> Option<i32> {
        match self {
            Self::OverPlan => Some(1),
            Self::OverThreshold => Some(2),
            Self::Pool => Some(3),
            Self::Expired => Some(4),
            Self::User => Some(5),
            Self::Violation => Some(6),
            Self::Separation => Some(7),
            Self::NotRealNamed | Self::PoolFrozen | Self::BackPoolThreshold => None,
        }
    }

    /// Reads an API code; `None` when not stopped (−1) or unknown.
    #[must_use]
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.code() == Some(code))
    }

    /// Stable key, also on the wire (`stop_reason`).
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OverPlan => "over_plan",
            Self::OverThreshold => "over_threshold",
            Self::Pool => "pool",
            Self::Expired => "expired",
            Self::User => "user",
            Self::Violation => "violation",
            Self::Separation => "separation",
            Self::NotRealNamed => "not_real_named",
            Self::PoolFrozen => "pool_frozen",
            Self::BackPoolThreshold => "back_pool_threshold",
        }
    }

    /// The reason with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// Why a card is stopped: by `stop_reason` if the service sends it, otherwise by code.
    #[must_use]
    pub fn of(card: &SimCard) -> Option<Self> {
        let by_key = card.stop_reason.as_deref().and_then(Self::from_key);
        by_key.or_else(|| card.operator_status.and_then(Self::from_code))
    }

    /// What happened.
    #[must_use]
    pub const fn cause(self) -> Cause {
        match self {
            Self::OverPlan => Cause::PlanUsedUp,
            Self::OverThreshold => Cause::ThresholdReached,
            Self::Pool => Cause::PoolUsedUp,
            Self::Expired => Cause::PlanExpired,
            Self::User => Cause::StoppedByCustomer,
            Self::Violation => Cause::RulesBroken,
            Self::Separation => Cause::DeviceChanged,
            Self::NotRealNamed => Cause::PoweredUpBeforeRealName,
            Self::PoolFrozen => Cause::AccountInArrears,
            Self::BackPoolThreshold => Cause::PoolRuleFired,
        }
    }

    /// What the customer can do, best first; empty when only the start of the next cycle helps.
    ///
    /// Add-ons exist for mainland cards outside pools (section 13); thresholds for China Telecom, and for pooled cards
    /// of the other two (Q3.12); rebinding for China Mobile and China Telecom, and at China Unicom through the carrier
    /// (Q9.3). For a changed device overseas no source says what to do: ask an engineer.
    #[must_use]
    pub const fn recoveries(self, carrier: Carrier, pooled: bool) -> &'static [Recovery] {
        match (self, carrier, pooled) {
            (Self::OverPlan, Carrier::Overseas, _) | (Self::BackPoolThreshold, ..) => &[],
            (Self::OverPlan, _, false) => &[Recovery::BuyAddOn],
            (Self::OverPlan, _, true) | (Self::Pool, ..) => &[Recovery::PoolRemedies],
            (Self::OverThreshold, Carrier::Telecom, _)
            | (Self::OverThreshold, Carrier::Mobile | Carrier::Unicom, true) => {
                &[Recovery::ChangeThreshold]
            }
            (Self::OverThreshold, ..) => &[],
            (Self::Expired, ..) => &[Recovery::Nothing],
            (Self::User, ..) => &[Recovery::Resume],
            // China Mobile shows a changed device as a violation (Q9.3).
            (Self::Violation, Carrier::Mobile, _) => &[Recovery::Rebind, Recovery::Engineer],
            (Self::Violation, ..) | (Self::Separation, Carrier::Overseas, _) => {
                &[Recovery::Engineer]
            }
            (Self::Separation, Carrier::Mobile | Carrier::Telecom, _) => &[Recovery::Rebind],
            (Self::Separation, Carrier::Unicom, _) => &[Recovery::RebindByCarrier],
            (Self::NotRealNamed, ..) => &[Recovery::RealName],
            (Self::PoolFrozen, ..) => &[Recovery::TopUpAccount],
        }
    }

    /// The recovery offered for many cards at once: that of China Telecom outside a pool, the one carrier where an
    /// action exists for every recovery. The preview of the action leaves out cards that do not allow it, with the
    /// reason.
    #[must_use]
    pub const fn usual_recovery(self) -> Option<Recovery> {
        self.recoveries(Carrier::Telecom, false).first().copied()
    }

    /// Whether the card resumes automatically when the next billing cycle starts.
    #[must_use]
    pub const fn comes_back_at_cycle_turn(self) -> bool {
        matches!(
            self,
            Self::OverPlan | Self::OverThreshold | Self::Pool | Self::BackPoolThreshold
        )
    }

    /// The state of a card with this stop reason: suspended, except that China Telecom only cuts the data of a card in
    /// a changed device and leaves it in use (Q9.3).
    #[must_use]
    pub const fn state(self, carrier: Carrier) -> SimStatus {
        match (self, carrier) {
            (Self::Separation, Carrier::Telecom) => SimStatus::InUse,
            _ => SimStatus::Suspended,
        }
    }

    /// Whether 复机 works (Q10.9).
    #[must_use]
    pub const fn can_be_resumed(self) -> bool {
        matches!(self, Self::User)
    }
}

/// Whether a stop of last month may still be shown only because the carrier is catching up: in the first three days of
/// the card's cycle, for stops that end with the cycle (Q10.8). `today` is in the service's zone.
#[must_use]
pub fn month_start_lag(reason: StopReason, carrier: Carrier, today: NaiveDate) -> bool {
    let start = BillingCycle::containing(carrier, today).start(carrier);
    reason.comes_back_at_cycle_turn()
        && today.signed_duration_since(start).num_days() < MONTH_START_LAG_DAYS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_keys_read_back() {
        for reason in StopReason::ALL {
            assert_eq!(StopReason::from_key(reason.key()), Some(reason));
            if let Some(code) = reason.code() {
                assert_eq!(StopReason::from_code(code), Some(reason));
            }
        }
        assert_eq!(
            StopReason::ALL
                .iter()
                .filter_map(|reason| reason.code())
                .collect::<Vec<_>>(),
            [1, 2, 3, 4, 5, 6, 7]
        );
        assert_eq!(StopReason::from_code(-1), None);
    }

    #[test]
    fn a_card_tells_by_key_or_by_code() {
        let mut card = SimCard {
            operator_status: Some(-1),
            ..SimCard::default()
        };
        assert_eq!(StopReason::of(&card), None);
        card.operator_status = Some(7);
        assert_eq!(StopReason::of(&card), Some(StopReason::Separation));
        card.operator_status = None;
        card.stop_reason = Some("pool_frozen".into());
        assert_eq!(StopReason::of(&card), Some(StopReason::PoolFrozen));
        card.stop_reason = Some("a reason of tomorrow".into());
        assert_eq!(StopReason::of(&card), None);
    }

    #[test]
    fn q9_3_a_changed_device_by_carrier() {
        use Carrier::{Mobile, Overseas, Telecom, Unicom};
        let separation = StopReason::Separation;
        for (carrier, state, recovery) in [
            (Mobile, SimStatus::Suspended, Recovery::Rebind),
            (Telecom, SimStatus::InUse, Recovery::Rebind),
            (Unicom, SimStatus::Suspended, Recovery::RebindByCarrier),
            (Overseas, SimStatus::Suspended, Recovery::Engineer),
        ] {
            assert_eq!(separation.state(carrier), state);
            assert_eq!(separation.recoveries(carrier, false), [recovery]);
        }
    }

    #[test]
    fn what_nothing_ends_comes_last_and_each_reason_once() {
        for reason in StopReason::ALL {
            let places = StopReason::BY_RECOVERY.iter().filter(|one| **one == reason);
            assert_eq!(places.count(), 1, "{reason:?}");
        }
        let hopeless = |reason: &StopReason| {
            Carrier::ALL.into_iter().all(|carrier| {
                let ways = reason.recoveries(carrier, false);
                !ways.is_empty()
                    && (ways.contains(&Recovery::Nothing) || ways.contains(&Recovery::Engineer))
            })
        };
        let first = StopReason::BY_RECOVERY.iter().position(hopeless);
        let last = StopReason::BY_RECOVERY
            .iter()
            .rposition(|reason| !hopeless(reason));
        assert!(first > last, "{first:?} {last:?}");
        assert!(StopReason::User.can_be_resumed());
        assert_eq!(StopReason::BY_RECOVERY.first(), Some(&StopReason::User));
    }

    #[test]
    fn the_usual_recovery_is_an_action_wherever_a_carrier_has_one() {
        use crate::action::CardAction;
        for reason in StopReason::ALL {
            // Only at China Mobile is a violation a changed device; for many cards it is a case for an engineer.
            if reason == StopReason::Violation {
                continue;
            }
            let by_action = Carrier::ALL.into_iter().any(|carrier| {
                let ways = reason.recoveries(carrier, false);
                ways.iter()
                    .any(|way| CardAction::recovering(*way).is_some())
            });
            let usual = reason.usual_recovery().and_then(CardAction::recovering);
            assert_eq!(usual.is_some(), by_action, "{reason:?}");
        }
    }

    #[test]
    fn q10_5_over_use_by_carrier_and_pool() {
        for carrier in Carrier::MAINLAND {
            assert_eq!(
                StopReason::OverPlan.recoveries(carrier, false),
                [Recovery::BuyAddOn]
            );
            assert_eq!(
                StopReason::OverPlan.recoveries(carrier, true),
                [Recovery::PoolRemedies]
            );
            assert_eq!(
                StopReason::OverThreshold.recoveries(carrier, true),
                [Recovery::ChangeThreshold]
            );
        }
        assert!(
            StopReason::OverPlan
                .recoveries(Carrier::Overseas, false)
                .is_empty()
        );
        assert!(
            StopReason::OverThreshold
                .recoveries(Carrier::Mobile, false)
                .is_empty()
        );
        assert_eq!(
            StopReason::OverThreshold.recoveries(Carrier::Telecom, false),
            [Recovery::ChangeThreshold]
        );
    }

    #[test]
    fn q10_9_only_the_customers_own_stop_is_resumed() {
        for reason in StopReason::ALL {
            for carrier in Carrier::ALL {
                let recoveries = reason.recoveries(carrier, false);
                assert_eq!(
                    recoveries.contains(&Recovery::Resume),
                    reason.can_be_resumed()
                );
                assert!(
                    !recoveries.is_empty() || reason.comes_back_at_cycle_turn(),
                    "{reason:?} leaves nobody helpless"
                );
            }
        }
    }

    #[test]
    fn q10_8_the_first_three_days_of_the_cards_cycle() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let lag = |carrier, today| month_start_lag(StopReason::OverPlan, carrier, today);
        for carrier in [Carrier::Mobile, Carrier::Telecom, Carrier::Overseas] {
            assert!(lag(carrier, day(11, 1)) && lag(carrier, day(11, 3)));
            assert!(!lag(carrier, day(11, 4)) && !lag(carrier, day(10, 31)));
        }
        assert!(lag(Carrier::Unicom, day(10, 27)) && lag(Carrier::Unicom, day(10, 29)));
        assert!(!lag(Carrier::Unicom, day(10, 30)) && !lag(Carrier::Unicom, day(11, 1)));
        assert!(month_start_lag(
            StopReason::Pool,
            Carrier::Mobile,
            day(11, 1)
        ));
        assert!(!month_start_lag(
            StopReason::User,
            Carrier::Mobile,
            day(11, 1)
        ));
        assert!(!month_start_lag(
            StopReason::PoolFrozen,
            Carrier::Mobile,
            day(11, 1)
        ));
    }
}
