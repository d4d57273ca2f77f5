//! Types and states of orders, what each of them shows and allows, and how fast orders move through them.

use crate::names::{Language, Name};
use crate::{
    carrier::Carrier,
    codes::codes,
    units::Megabytes,
    workday::{Duration, Task},
    zone,
};
use chrono::{DateTime, NaiveDate, Utc};

codes! {
    /// 订单类型. It is documented that a card replacement creates an order, but not the name or number of its type: both
    /// are ours. Renewals by "N days to expiry" are renewals by order; a renewal by file is one by card.
    OrderType {
        Purchase = 1, "purchase", "新购", "New purchase";
        RenewOrders = 2, "renew_orders", "续费-按订单", "Renewal by order";
        RenewCards = 3, "renew_cards", "续费-按卡", "Renewal by card";
        Transfer = 4, "transfer", "卡转移", "Card transfer";
        CardAddOn = 5, "card_add_on", "卡叠加包", "Card add-on";
        PoolAddOn = 6, "pool_add_on", "流量池叠加包", "Pool add-on";
        Replacement = 7, "replacement", "补卡", "Card replacement";
    }
}

impl OrderType {
    /// Whether the order has cards of its own: only such orders can be renewed and take directional entries (console.md
    /// sections 8 and 9).
    #[must_use]
    pub const fn has_cards(self) -> bool {
        matches!(self, Self::Purchase | Self::Transfer)
    }

    /// Whether it is one of the two renewals.
    #[must_use]
    pub const fn is_renewal(self) -> bool {
        matches!(self, Self::RenewOrders | Self::RenewCards)
    }

    /// The states an order of this type passes through when nothing goes wrong. 下单 comes before the first.
    #[must_use]
    pub const fn steps(self) -> &'static [OrderStatus] {
        use OrderStatus::{Completed, Processing, Reviewed, Reviewing, Shipped, Waiting};
        match self {
            Self::Purchase | Self::Replacement => {
                &[Reviewing, Reviewed, Waiting, Shipped, Completed]
            }
            Self::RenewOrders | Self::RenewCards => &[Reviewing, Reviewed, Waiting, Completed],
            // Nothing is shipped: the cards already exist (assumed).
            Self::Transfer => &[Reviewing, Reviewed, Completed],
            Self::CardAddOn | Self::PoolAddOn => &[Reviewing, Processing, Completed],
        }
    }
}

codes! {
    /// 订单状态. `Waiting` is shown as 续费中 for renewals. `Completed` means that the carrier has sent the card data, or that
    /// the renewal is done.
    OrderStatus {
        Reviewing = 1, "reviewing", "审核中", "Under review";
        Reviewed = 2, "reviewed", "已审核", "Reviewed";
        Waiting = 3, "waiting", "待发货(续费中)", "Waiting to ship (renewing)";
        Shipped = 4, "shipped", "已发货", "Shipped";
        Completed = 5, "completed", "已完成", "Completed";
        Cancelled = 6, "cancelled", "已取消", "Cancelled";
        Failed = 7, "failed", "失败", "Failed";
        Rejected = 8, "rejected", "审核不通过", "Rejected";
        Processing = 9, "processing", "处理中", "Processing";
        Unsubscribed = 10, "unsubscribed", "退订", "Unsubscribed";
    }
}

impl OrderStatus {
    /// The name of the state for an order of this type: 待发货(续费中) is one name or the other.
    #[must_use]
    pub const fn name_for(self, kind: OrderType, language: Language) -> &'static str {
        match self {
            Self::Waiting if kind.is_renewal() => Name::new("续费中", "Renewing").of(language),
            Self::Waiting => Name::new("待发货", "Waiting to ship").of(language),
            _ => self.name(language),
        }
    }

    /// Whether this is a final state.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Cancelled | Self::Failed | Self::Rejected | Self::Unsubscribed
        )
    }

    /// Logistics are shown only in 已发货 and 已完成, and only for orders that are shipped (Q6.1).
    #[must_use]
    pub const fn shows_logistics(self, kind: OrderType) -> bool {
        matches!(self, Self::Shipped | Self::Completed)
            && matches!(kind, OrderType::Purchase | OrderType::Replacement)
    }

    /// Whether 失败原因 is shown: in 失败 and 审核不通过.
    #[must_use]
    pub const fn shows_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Rejected)
    }
}

/// Why an order can no longer be paid or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaymentRefusal {
    /// It has ended.
    Ended,
    /// It is paid: cards cannot be returned or refunded (Q3.10).
    Paid,
}

impl PaymentRefusal {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Paid => "paid",
        }
    }
}

/// Whether an order awaits payment: only then can it be paid or cancelled (assumed; it is documented that physical
/// cards are not refunded).
///
/// # Errors
/// Why not.
pub const fn awaits_payment(status: OrderStatus, paid: bool) -> Result<(), PaymentRefusal> {
    if status.is_final() {
        Err(PaymentRefusal::Ended)
    } else if paid {
        Err(PaymentRefusal::Paid)
    } else {
        Ok(())
    }
}

/// 实体卡类型: the card forms on sale.
pub const CARD_FORMS: [&str; 6] = [
    "consumer_2ff",
    "consumer_dual",
    "consumer_triple",
    "consumer_smd",
    "industrial_2ff",
    "industrial_smd",
];

/// Whether a card form (such as `industrial_2ff`) is 工业级.
#[must_use]
pub fn is_industrial(form: &str) -> bool {
    form.starts_with("industrial")
}

/// What an order waits for, as a task of known duration; `None` where no source gives one (a transfer, an add-on for a
/// single card).
#[must_use]
pub fn task(kind: OrderType, form: &str, package: Megabytes) -> Option<Task> {
    let large = Megabytes::from_mb(100).is_some_and(|limit| package > limit);
    match kind {
        OrderType::Purchase if is_industrial(form) && large => Some(Task::ShippingLargeIndustrial),
        // Replacement cards are shipped like bought ones (assumed).
        OrderType::Purchase | OrderType::Replacement => Some(Task::Shipping),
        OrderType::RenewOrders | OrderType::RenewCards => Some(Task::Renewal),
        OrderType::PoolAddOn => Some(Task::PoolAddOn),
        OrderType::Transfer | OrderType::CardAddOn => None,
    }
}

/// How long an order takes from payment (Q6.1): shipping about ten working days, about six weeks for China Mobile's
/// industrial cards above 100 MB; a renewal three working days; an add-on about five minutes.
#[must_use]
pub fn duration(
    kind: OrderType,
    carrier: Carrier,
    form: &str,
    package: Megabytes,
) -> Option<Duration> {
    match task(kind, form, package) {
        Some(task) => task.duration(carrier),
        // The same as for a pool (assumed).
        None if kind == OrderType::CardAddOn => Some(Duration::Minutes(5)),
        None => None,
    }
}

/// The day by which a paid order is expected to be shipped or done.
#[must_use]
pub fn expected(duration: Duration, paid: DateTime<Utc>) -> NaiveDate {
    duration.done(zone::today(paid)).1
}

/// When an order reaches a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The state.
    pub status: OrderStatus,
    /// Thousandths of a working day after payment.
    pub after: i64,
}

/// When a paid order reaches each of its states. Shipping time, renewal time and the six weeks are documented; the
/// reviews in between, and the working day from shipping to the carrier's data, are assumed. Add-ons take minutes and
/// are not in this table.
#[must_use]
pub fn milestones(kind: OrderType, duration: Option<Duration>) -> Vec<Milestone> {
    use OrderStatus::{Completed, Reviewed, Shipped, Waiting};
    let days = match duration {
        Some(Duration::WorkingDays(_, most)) => i64::from(most) * 1000,
        Some(Duration::Weeks(weeks)) => i64::from(weeks) * 5000,
        Some(Duration::Minutes(_)) | None => 3000,
    };
    let at = |status, after| Milestone { status, after };
    match kind {
        OrderType::Purchase | OrderType::Replacement => vec![
            at(Reviewed, 500),
            at(Waiting, 1000),
            at(Shipped, days),
            at(Completed, days + 1000),
        ],
        OrderType::RenewOrders | OrderType::RenewCards => {
            vec![at(Reviewed, 250), at(Waiting, 500), at(Completed, days)]
        }
        OrderType::Transfer => vec![at(Reviewed, 500), at(Completed, 1000)],
        OrderType::CardAddOn | OrderType::PoolAddOn => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Time;

    #[test]
    fn codes_read_back_and_keys_differ() {
        for (number, kind) in (1..).zip(OrderType::ALL.iter().copied()) {
            assert_eq!(
                (kind.code(), OrderType::from_code(number)),
                (number, Some(kind))
            );
        }
        for (number, status) in (1..).zip(OrderStatus::ALL.iter().copied()) {
            assert_eq!(
                (status.code(), OrderStatus::from_code(number)),
                (number, Some(status))
            );
        }
        assert_eq!(OrderStatus::from_code(11), None);
        let keys: std::collections::BTreeSet<_> =
            OrderStatus::ALL.iter().map(|status| status.key()).collect();
        assert_eq!(keys.len(), 10);
    }

    #[test]
    fn q6_1_what_each_state_shows_and_allows() {
        use OrderStatus::*;
        for &status in OrderStatus::ALL {
            let sent = matches!(status, Shipped | Completed);
            assert_eq!(status.shows_logistics(OrderType::Purchase), sent);
            assert!(!status.shows_logistics(OrderType::RenewOrders));
            let open = !status.is_final();
            assert_eq!(awaits_payment(status, false).is_ok(), open, "{status:?}");
            assert!(awaits_payment(status, true).is_err());
        }
        assert_eq!(awaits_payment(Reviewed, true), Err(PaymentRefusal::Paid));
        assert_eq!(awaits_payment(Completed, true), Err(PaymentRefusal::Ended));
    }

    #[test]
    fn q6_1_ten_working_days_or_six_weeks() {
        let mb = |size| Megabytes::from_mb(size).unwrap();
        // Monday, 23 November 2026.
        let paid = Time::parse("2026-11-23T02:00:00Z").unwrap().0;
        let due = |kind, carrier, form, size| {
            expected(duration(kind, carrier, form, mb(size)).unwrap(), paid).to_string()
        };
        use Carrier::{Mobile, Telecom, Unicom};
        use OrderType::{Purchase, RenewOrders};
        assert_eq!(due(Purchase, Telecom, "consumer_2ff", 1024), "2026-12-07");
        assert_eq!(due(Purchase, Mobile, "industrial_2ff", 100), "2026-12-07");
        assert_eq!(due(Purchase, Mobile, "industrial_smd", 101), "2027-01-04");
        assert_eq!(due(Purchase, Unicom, "industrial_smd", 500), "2026-12-07");
        assert_eq!(due(Purchase, Mobile, "consumer_smd", 500), "2026-12-07");
        assert_eq!(
            due(RenewOrders, Mobile, "industrial_2ff", 500),
            "2026-11-26"
        );
        assert_eq!(duration(OrderType::Transfer, Mobile, "", mb(30)), None);
    }

    #[test]
    fn milestones_follow_the_steps_in_order() {
        for &kind in OrderType::ALL {
            for duration in [
                Some(Duration::WorkingDays(1, 3)),
                Some(Duration::WorkingDays(10, 10)),
                Some(Duration::Weeks(6)),
                None,
            ] {
                let made = milestones(kind, duration);
                assert!(made.is_sorted_by_key(|milestone| milestone.after));
                if !made.is_empty() {
                    let states: Vec<_> = made.iter().map(|milestone| milestone.status).collect();
                    assert_eq!(Some(states.as_slice()), kind.steps().get(1..));
                }
            }
        }
    }
}
