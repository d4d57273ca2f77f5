//! Lengths of time as plans state them, on the service's calendar.

use crate::zone;
use chrono::{DateTime, Days, Months, NaiveDate, Utc};

/// A number of years, months or days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// Calendar months, 12 to a year.
    Months(u32),
    /// Days.
    Days(u32),
}

impl Span {
    /// From `silent_period_day` and `silent_period_unit` (1 year 2 month 3 day) of plans; `None` when absent, negative or
    /// unknown.
    #[must_use]
    pub fn silent(count: Option<i32>, unit: Option<i32>) -> Option<Self> {
        let count = u32::try_from(count?).ok()?;
        match unit? {
            1 => count.checked_mul(12).map(Self::Months),
            2 => Some(Self::Months(count)),
            3 => Some(Self::Days(count)),
            _ => None,
        }
    }

    /// From `period` and `period_type` (10 day 20 month 30 quarter 40 half year 50 year) of plans; `None` when absent,
    /// negative or unknown.
    #[must_use]
    pub fn period(count: Option<i32>, kind: Option<i32>) -> Option<Self> {
        let count = u32::try_from(count?).ok()?;
        let months = match kind? {
            10 => return Some(Self::Days(count)),
            20 => 1,
            30 => 3,
            40 => 6,
            50 => 12,
            _ => return None,
        };
        count.checked_mul(months).map(Self::Months)
    }

    /// The date after this span. If the month is too short for the day, its last day is used: 31 January plus a month
    /// is 28 or 29 February. Saturates at the end of the calendar.
    #[must_use]
    pub fn after(self, date: NaiveDate) -> NaiveDate {
        match self {
            Self::Months(months) => add_months(date, months),
            Self::Days(days) => date
                .checked_add_days(Days::new(days.into()))
                .unwrap_or(NaiveDate::MAX),
        }
    }

    /// The instant after this span, at the same time of day in the service's zone.
    #[must_use]
    pub fn after_instant(self, instant: DateTime<Utc>) -> DateTime<Utc> {
        let local = zone::local(instant);
        zone::instant(self.after(local.date()).and_time(local.time()))
    }
}

/// The date this many months later, at most the last day of the month.
#[must_use]
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// The first day of the month after `date`.
#[must_use]
pub fn first_of_next_month(date: NaiveDate) -> NaiveDate {
    let next = add_months(date, 1);
    chrono::Datelike::with_day(&next, 1).unwrap_or(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Time;
    use chrono::Datelike;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_end_at_the_end_of_the_month() {
        for (date, months, expected) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2028-01-31", 1, "2028-02-29"),
            ("2028-02-29", 12, "2029-02-28"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-12-15", 1, "2027-01-15"),
            ("2026-11-22", 36, "2029-11-22"),
            ("2026-11-22", 0, "2026-11-22"),
        ] {
            assert_eq!(add_months(day(date), months), day(expected));
        }
        assert_eq!(add_months(day("2026-11-22"), u32::MAX), NaiveDate::MAX);
        assert_eq!(Span::Days(u32::MAX).after(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(first_of_next_month(day("2026-12-31")), day("2027-01-01"));
        assert_eq!(first_of_next_month(day("2026-01-31")), day("2026-02-01"));
    }

    #[test]
    fn codes_of_the_api() {
        assert_eq!(Span::silent(Some(6), Some(2)), Some(Span::Months(6)));
        assert_eq!(Span::silent(Some(1), Some(1)), Some(Span::Months(12)));
        assert_eq!(Span::silent(Some(180), Some(3)), Some(Span::Days(180)));
        assert_eq!(Span::silent(Some(-1), Some(2)), None);
        assert_eq!(Span::silent(Some(6), None), None);
        assert_eq!(Span::period(Some(3), Some(50)), Some(Span::Months(36)));
        assert_eq!(Span::period(Some(2), Some(30)), Some(Span::Months(6)));
        assert_eq!(Span::period(Some(1), Some(40)), Some(Span::Months(6)));
        assert_eq!(Span::period(Some(7), Some(10)), Some(Span::Days(7)));
        assert_eq!(Span::period(Some(i32::MAX), Some(50)), None);
        assert_eq!(Span::period(Some(1), Some(60)), None);
    }

    #[test]
    fn instants_keep_the_time_of_the_services_day() {
        let at = |text: &str| Time::parse(text).unwrap().0;
        // 1 February 00:00 in the service's zone.
        assert_eq!(
            Span::Months(12).after_instant(at("2020-01-31T16:00:00Z")),
            at("2021-01-31T16:00:00Z")
        );
        assert_eq!(
            Span::Months(1).after_instant(at("2020-01-31T16:00:00Z")),
            at("2020-02-29T16:00:00Z")
        );
        assert_eq!(
            Span::Days(1).after_instant(at("2026-12-31T15:59:59Z")),
            at("2027-01-01T15:59:59Z")
        );
    }

    proptest! {
        #[test]
        fn months_land_in_the_right_month(days in 0_u64..80_000, months in 0_u32..600) {
            let date = day("1990-01-01") + Days::new(days);
            let later = add_months(date, months);
            let index = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month0()).unwrap();
            prop_assert_eq!(index(later) - index(date), i32::try_from(months).unwrap());
            prop_assert!(later.day() <= date.day());
            prop_assert!(later.day() == date.day() || first_of_next_month(later) == later.succ_opt().unwrap());
        }
    }
}
