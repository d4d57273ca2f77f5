//! Working days, and how long things take (Q6.1, Q9.3, Q9.9, console.md section 18).
//!
//! Working days are Monday to Friday. Public holidays, and the weekend days worked to make up for them, are decided
//! every year and not known here, so dates around them come out too early.

use crate::carrier::Carrier::{self, Mobile, Overseas, Telecom, Unicom};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether a day is Monday to Friday.
#[must_use]
pub fn is_working_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The date this many working days later, not counting the day itself. From a weekend, counting starts on Monday.
/// Saturates at the end of the calendar.
#[must_use]
pub fn add_working_days(date: NaiveDate, days: u32) -> NaiveDate {
    if days == 0 {
        return date;
    }
    // Days since Monday; a weekend counts from Friday.
    let weekday = u64::from(date.weekday().num_days_from_monday());
    let back = weekday.saturating_sub(4);
    let (weeks, rest) = (u64::from(days / 5), u64::from(days % 5));
    let weekend = if weekday - back + rest > 4 { 2 } else { 0 };
    date.checked_add_days(Days::new(weeks * 7 + rest + weekend))
        .and_then(|date| date.checked_sub_days(Days::new(back)))
        .unwrap_or(NaiveDate::MAX)
}

/// A task of known duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// 激活 of one card.
    Activate,
    /// 停机 of one card.
    Suspend,
    /// 复机 of one card.
    Resume,
    /// A work order for many cards, or for a setting (cut, threshold, speed, area …).
    WorkOrder,
    /// 机卡重绑
    Rebind,
    /// Shipping, from payment.
    Shipping,
    /// Shipping of industrial cards of more than 100 MB.
    ShippingLargeIndustrial,
    /// 续费; must be ordered before the 20th of the month.
    Renewal,
    /// 定向 entry, new or changed.
    Directional,
    /// 创建流量池
    CreatePool,
    /// 流量池叠加包
    PoolAddOn,
}

/// How long a task takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Duration {
    /// A range of working days, from–to.
    WorkingDays(u32, u32),
    /// About this many weeks.
    Weeks(u32),
    /// About this many minutes.
    Minutes(u32),
}

/// Renewals must be ordered before this day of the month.
pub const RENEWAL_BEFORE_DAY: u32 = 20;
/// Minutes between suspending and resuming in a network reset (Q9.14).
pub const NETWORK_RESET_MINUTES: i64 = 15;
/// Minutes to wait after a China Telecom rebind before the device is restarted (Q9.3).
pub const REBIND_RESTART_MINUTES: i64 = 5;

impl Task {
    /// How long the task takes at a carrier; `None` where no source says.
    #[must_use]
    pub const fn duration(self, carrier: Carrier) -> Option<Duration> {
        use Duration::{Minutes, Weeks, WorkingDays};
        Some(match (self, carrier) {
            (Self::Activate | Self::Suspend | Self::Resume, _)
            | (Self::WorkOrder, Telecom | Unicom) => WorkingDays(1, 2),
            // "Up to a week": five working days.
            (Self::WorkOrder, Mobile) => WorkingDays(1, 5),
            (Self::Rebind, Mobile | Unicom) => WorkingDays(1, 3),
            (Self::Rebind, Telecom) => WorkingDays(1, 2),
            (Self::ShippingLargeIndustrial, Mobile) | (Self::Directional, Mobile) => Weeks(6),
            (Self::Shipping | Self::ShippingLargeIndustrial, _) => WorkingDays(10, 10),
            (Self::Renewal, _) => WorkingDays(1, 3),
            (Self::Directional, Telecom) => WorkingDays(5, 5),
            (Self::Directional, Unicom) => WorkingDays(7, 7),
            (Self::CreatePool, _) => WorkingDays(1, 5),
            (Self::PoolAddOn, Mobile | Unicom | Telecom) => Minutes(5),
            (Self::WorkOrder | Self::Rebind | Self::Directional | Self::PoolAddOn, Overseas) => {
                return None;
            }
        })
    }
}

impl Duration {
    /// The earliest and the latest day it is done when started on `from`.
    #[must_use]
    pub fn done(self, from: NaiveDate) -> (NaiveDate, NaiveDate) {
        match self {
            Self::WorkingDays(least, most) => {
                (add_working_days(from, least), add_working_days(from, most))
            }
            Self::Weeks(weeks) => {
                let done = from
                    .checked_add_days(Days::new(u64::from(weeks) * 7))
                    .unwrap_or(NaiveDate::MAX);
                (done, done)
            }
            Self::Minutes(_) => (from, from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weekends_do_not_count() {
        // 2026-11-20 is a Friday.
        for (from, days, expected) in [
            ("2026-11-20", 0, "2026-11-20"),
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-21", 1, "2026-11-23"),
            ("2026-11-22", 1, "2026-11-23"),
            ("2026-11-22", 5, "2026-11-27"),
            ("2026-11-22", 6, "2026-11-30"),
            ("2026-11-23", 4, "2026-11-27"),
            ("2026-11-23", 5, "2026-11-30"),
            ("2026-11-18", 10, "2026-12-02"),
            ("2026-12-31", 2, "2027-01-04"),
        ] {
            assert_eq!(
                add_working_days(day(from), days),
                day(expected),
                "{from} + {days}"
            );
        }
        assert_eq!(add_working_days(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
    }

    #[test]
    fn q9_9_how_long_things_take() {
        assert_eq!(
            Task::WorkOrder.duration(Telecom),
            Some(Duration::WorkingDays(1, 2))
        );
        assert_eq!(
            Task::WorkOrder.duration(Unicom),
            Some(Duration::WorkingDays(1, 2))
        );
        assert_eq!(
            Task::WorkOrder.duration(Mobile),
            Some(Duration::WorkingDays(1, 5))
        );
        assert_eq!(Task::WorkOrder.duration(Overseas), None);
        assert_eq!(
            Task::Rebind.duration(Mobile),
            Some(Duration::WorkingDays(1, 3))
        );
        assert_eq!(
            Task::Shipping.duration(Mobile),
            Some(Duration::WorkingDays(10, 10))
        );
        assert_eq!(
            Task::ShippingLargeIndustrial.duration(Mobile),
            Some(Duration::Weeks(6))
        );
        assert_eq!(
            Task::ShippingLargeIndustrial.duration(Unicom),
            Some(Duration::WorkingDays(10, 10))
        );
        assert_eq!(
            Task::Directional.duration(Unicom),
            Some(Duration::WorkingDays(7, 7))
        );
        for carrier in Carrier::ALL {
            assert_eq!(
                Task::Resume.duration(carrier),
                Some(Duration::WorkingDays(1, 2))
            );
            assert_eq!(
                Task::Renewal.duration(carrier),
                Some(Duration::WorkingDays(1, 3))
            );
        }
    }

    #[test]
    fn when_it_is_done() {
        let friday = day("2026-11-20");
        assert_eq!(
            Duration::WorkingDays(1, 2).done(friday),
            (day("2026-11-23"), day("2026-11-24"))
        );
        assert_eq!(
            Duration::Weeks(6).done(friday),
            (day("2027-01-01"), day("2027-01-01"))
        );
        assert_eq!(Duration::Minutes(5).done(friday), (friday, friday));
    }

    proptest! {
        #[test]
        fn the_formula_is_the_count(start in 0_u64..40_000, days in 0_u32..200) {
            let from = day("1990-01-01") + Days::new(start);
            let mut date = from;
            let mut left = days;
            while left > 0 {
                date = date.succ_opt().unwrap();
                if is_working_day(date) {
                    left -= 1;
                }
            }
            prop_assert_eq!(add_working_days(from, days), date);
        }
    }
}
