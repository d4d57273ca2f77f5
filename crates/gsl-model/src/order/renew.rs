//! Which cards can be renewed, and their expiry afterwards (console.md section 8, Q12.1–12.5).

use super::{OrderStatus, OrderType};
use crate::{span::Span, state::SimStatus, workday::RENEWAL_BEFORE_DAY, zone};
use chrono::{DateTime, Datelike, Utc};

/// The most orders that can be selected for one renewal.
pub const MOST_ORDERS_TICKED: usize = 10;
/// The most orders in a renewal when none is selected.
pub const MOST_ORDERS_ALL: usize = 50;
/// The choices of days to expiry for renewals.
pub const RENEWAL_WINDOWS: [u32; 3] = [30, 60, 90];

/// What decides whether a card can be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewFacts {
    /// 实体卡
    pub physical: bool,
    /// State; `None` when unknown.
    pub status: Option<SimStatus>,
    /// Expiry.
    pub expires: Option<DateTime<Utc>>,
    /// A work order for the card is under way.
    pub under_way: bool,
    /// Type of its order; `None` when the card was not bought here.
    pub order_type: Option<OrderType>,
    /// State of its order.
    pub order_status: Option<OrderStatus>,
    /// It is in a backward pool.
    pub backward_pool: bool,
    /// Its order has a renewal under way.
    pub renewing: bool,
}

/// Why a card cannot be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RenewRefusal {
    /// Not a physical card.
    NotPhysical,
    /// Bought directly from the carrier, or in an order of a type that cannot be renewed (Q12.3).
    OrderType,
    /// Its order is not 已完成.
    OrderStatus,
    /// In a backward pool, which is pay by use.
    BackwardPool,
    /// 已拆机
    Deregistered,
    /// Past its expiry.
    Expired,
    /// Not 在用.
    NotInUse,
    /// A work order for it is under way.
    UnderWay,
    /// Its order already has an unfinished renewal; only one at a time is allowed.
    Renewing,
}

impl RenewRefusal {
    /// All of them, in the order in which they are checked.
    pub const ALL: [Self; 9] = [
        Self::NotPhysical,
        Self::OrderType,
        Self::OrderStatus,
        Self::BackwardPool,
        Self::Deregistered,
        Self::Expired,
        Self::NotInUse,
        Self::UnderWay,
        Self::Renewing,
    ];

    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotPhysical => "not_physical",
            Self::OrderType => "order_type",
            Self::OrderStatus => "order_status",
            Self::BackwardPool => "backward_pool",
            Self::Deregistered => "deregistered",
            Self::Expired => "expired",
            Self::NotInUse => "not_in_use",
            Self::UnderWay => "under_way",
            Self::Renewing => "renewing",
        }
    }

    /// The refusal of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// Whether a card can be renewed.
///
/// # Errors
/// The first reason against it.
pub fn renewable(facts: &RenewFacts, now: DateTime<Utc>) -> Result<(), RenewRefusal> {
    let broken = |refusal: RenewRefusal| match refusal {
        RenewRefusal::NotPhysical => !facts.physical,
        RenewRefusal::OrderType => !facts.order_type.is_some_and(OrderType::has_cards),
        RenewRefusal::OrderStatus => facts.order_status != Some(OrderStatus::Completed),
        RenewRefusal::BackwardPool => facts.backward_pool,
        RenewRefusal::Deregistered => facts.status == Some(SimStatus::Deregistered),
        RenewRefusal::Expired => facts.expires.is_some_and(|expires| expires <= now),
        RenewRefusal::NotInUse => facts.status != Some(SimStatus::InUse) || facts.expires.is_none(),
        RenewRefusal::UnderWay => facts.under_way,
        RenewRefusal::Renewing => facts.renewing,
    };
    match RenewRefusal::ALL
        .into_iter()
        .find(|refusal| broken(*refusal))
    {
        Some(refusal) => Err(refusal),
        None => Ok(()),
    }
}

/// The old expiry plus the bought period, on the service's calendar and at the same time of day. If the month is too
/// short for the day, its last day is used (29 February plus a year is 28 February).
#[must_use]
pub fn new_expiry(old: DateTime<Utc>, period: Span) -> DateTime<Utc> {
    period.after_instant(old)
}

/// Ordered on the 20th of the month or later: the renewal may not be done within the month.
#[must_use]
pub fn ordered_late(now: DateTime<Utc>) -> bool {
    zone::today(now).day() >= RENEWAL_BEFORE_DAY
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Time;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    fn good() -> RenewFacts {
        RenewFacts {
            physical: true,
            status: Some(SimStatus::InUse),
            expires: Some(at("2027-01-01T00:00:00Z")),
            under_way: false,
            order_type: Some(OrderType::Purchase),
            order_status: Some(OrderStatus::Completed),
            backward_pool: false,
            renewing: false,
        }
    }

    #[test]
    fn every_refusal_and_nothing_else() {
        let now = at("2026-11-22T12:00:00Z");
        assert_eq!(renewable(&good(), now), Ok(()));
        let transfer = RenewFacts {
            order_type: Some(OrderType::Transfer),
            ..good()
        };
        assert_eq!(renewable(&transfer, now), Ok(()));
        for refusal in RenewRefusal::ALL {
            let mut facts = good();
            match refusal {
                RenewRefusal::NotPhysical => facts.physical = false,
                RenewRefusal::OrderType => facts.order_type = Some(OrderType::RenewOrders),
                RenewRefusal::OrderStatus => facts.order_status = Some(OrderStatus::Shipped),
                RenewRefusal::BackwardPool => facts.backward_pool = true,
                RenewRefusal::Deregistered => facts.status = Some(SimStatus::Deregistered),
                RenewRefusal::Expired => facts.expires = Some(now),
                RenewRefusal::NotInUse => facts.status = Some(SimStatus::Suspended),
                RenewRefusal::UnderWay => facts.under_way = true,
                RenewRefusal::Renewing => facts.renewing = true,
            }
            assert_eq!(renewable(&facts, now), Err(refusal));
            assert_eq!(RenewRefusal::from_key(refusal.key()), Some(refusal));
        }
        let elsewhere = RenewFacts {
            order_type: None,
            ..good()
        };
        assert_eq!(renewable(&elsewhere, now), Err(RenewRefusal::OrderType));
    }

    #[test]
    fn ends_of_months_and_leap_days() {
        // Midnight of these days in UTC+8.
        for (old, years, new) in [
            ("2028-02-28T16:00:00Z", 1, "2029-02-27T16:00:00Z"),
            ("2028-02-28T16:00:00Z", 3, "2031-02-27T16:00:00Z"),
            ("2027-02-27T16:00:00Z", 1, "2028-02-27T16:00:00Z"),
            ("2026-12-30T16:00:00Z", 1, "2027-12-30T16:00:00Z"),
            ("2026-11-29T16:00:00Z", 3, "2029-11-29T16:00:00Z"),
        ] {
            let period = Span::Months(12 * years);
            assert_eq!(new_expiry(at(old), period), at(new), "{old} + {years}");
        }
    }

    #[test]
    fn the_20th_is_late_in_the_services_zone() {
        assert!(!ordered_late(at("2026-11-19T15:59:59Z")));
        assert!(ordered_late(at("2026-11-19T16:00:00Z")));
        assert!(ordered_late(at("2026-11-30T15:59:59Z")));
        assert!(!ordered_late(at("2026-11-30T16:00:00Z")));
    }

    proptest! {
        #[test]
        fn a_renewal_never_loses_a_day(seconds in 0_i64..4_000_000_000, years in 1_u32..4) {
            let old = DateTime::from_timestamp(seconds, 0).unwrap();
            let new = new_expiry(old, Span::Months(12 * years));
            let (was, is) = (zone::local(old), zone::local(new));
            prop_assert_eq!(is.date().year(), was.date().year() + i32::try_from(years).unwrap());
            prop_assert_eq!((is.time(), is.date().month()), (was.time(), was.date().month()));
            let leap = was.date().month() == 2 && was.date().day() == 29;
            prop_assert!(is.date().day() == was.date().day() || leap && is.date().day() == 28);
        }
    }
}
