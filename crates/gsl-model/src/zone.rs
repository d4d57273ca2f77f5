//! The service's zone: all periods, cycles and days are in UTC+8, without daylight saving.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// Minutes east of UTC.
pub const OFFSET_MINUTES: i64 = 8 * 60;

const OFFSET: TimeDelta = TimeDelta::hours(8);

/// The service's local time at an instant.
#[must_use]
pub fn local(now: DateTime<Utc>) -> NaiveDateTime {
    now.naive_utc()
        .checked_add_signed(OFFSET)
        .unwrap_or(NaiveDateTime::MAX)
}

/// The instant of a local time of the service.
#[must_use]
pub fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    local
        .checked_sub_signed(OFFSET)
        .unwrap_or(NaiveDateTime::MIN)
        .and_utc()
}

/// The service's date at an instant.
#[must_use]
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    local(now).date()
}

/// The instant at which a day begins.
#[must_use]
pub fn midnight(date: NaiveDate) -> DateTime<Utc> {
    instant(date.and_time(NaiveTime::MIN))
}

/// 24:00 of yesterday: the instant of figures that are not real time (Q8.2).
#[must_use]
pub fn last_midnight(now: DateTime<Utc>) -> DateTime<Utc> {
    midnight(today(now))
}

/// Calendar days in the service's zone from one instant to another; negative when `to` is earlier.
#[must_use]
pub fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    today(to).signed_duration_since(today(from)).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Time;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    #[test]
    fn the_day_turns_at_16_utc() {
        let day = |text: &str| today(at(text)).to_string();
        assert_eq!(day("2026-11-22T15:59:59.999Z"), "2026-11-22");
        assert_eq!(day("2026-11-22T16:00:00Z"), "2026-11-23");
        assert_eq!(day("2026-12-31T16:00:00Z"), "2027-01-01");
        assert_eq!(day("2028-02-28T16:00:00Z"), "2028-02-29");
        assert_eq!(
            last_midnight(at("2026-11-22T15:59:59Z")),
            at("2026-11-21T16:00:00Z")
        );
        assert_eq!(
            last_midnight(at("2026-11-22T16:00:00Z")),
            at("2026-11-22T16:00:00Z")
        );
        assert_eq!(
            days_between(at("2026-11-22T15:59:59Z"), at("2026-11-22T16:00:00Z")),
            1
        );
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        assert_eq!(today(DateTime::<Utc>::MAX_UTC), NaiveDate::MAX);
        let _ = midnight(NaiveDate::MIN);
    }

    proptest! {
        #[test]
        fn a_day_holds_its_instants(seconds in 0_i64..4_102_444_800) {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let begin = last_midnight(now);
            prop_assert!(begin <= now && now < begin + TimeDelta::days(1));
            prop_assert_eq!(today(begin), today(now));
            prop_assert_eq!(instant(local(now)), now);
        }
    }
}
