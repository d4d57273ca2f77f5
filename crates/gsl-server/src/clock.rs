//! The service clock: the machine's time, a time set with `--now` that then runs on, or a hand-moved one for tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, Utc};
use gsl_model::time::Time;

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;
/// The service's zone, UTC+8, in milliseconds.
pub const ZONE_MS: i64 = 8 * 3_600_000;
/// Latest instant the service handles (end of the year 9998): keeps every date sum inside chrono's range.
const MAX_MS: i64 = 253_370_764_799_999;

/// Where the service takes "now" from. Cheap to clone; clones share a manual clock's hand.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Machine,
    From { start_ms: i64, started: Instant },
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own time.
    #[must_use]
    pub fn machine() -> Self {
        Self(Kind::Machine)
    }

    /// Starts at `now_ms` (milliseconds since 1970, UTC) and runs on with real speed.
    #[must_use]
    pub fn starting_at(now_ms: i64) -> Self {
        Self(Kind::From {
            start_ms: now_ms,
            started: Instant::now(),
        })
    }

    /// Stands still until [`Clock::set`] moves it.
    #[must_use]
    pub fn manual(now_ms: i64) -> Self {
        Self(Kind::Manual(Arc::new(AtomicI64::new(now_ms))))
    }

    /// Moves a manual clock; other clocks ignore it.
    pub fn set(&self, now_ms: i64) {
        if let Kind::Manual(hand) = &self.0 {
            hand.store(now_ms, Ordering::SeqCst);
        }
    }

    /// Milliseconds since 1970, UTC.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        let now = match &self.0 {
            Kind::Machine => {
                let since = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
            }
            Kind::From { start_ms, started } => start_ms
                .saturating_add(i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX)),
            Kind::Manual(hand) => hand.load(Ordering::SeqCst),
        };
        now.clamp(0, MAX_MS)
    }

    /// Today's day number in the service's zone.
    #[must_use]
    pub fn today(&self) -> i64 {
        day_of(self.now_ms())
    }
}

/// Days since 1970-01-01 in the service's zone for an instant.
#[must_use]
pub fn day_of(ms: i64) -> i64 {
    (ms + ZONE_MS).div_euclid(DAY_MS)
}

/// The instant at which a day begins in the service's zone.
#[must_use]
pub fn day_start(day: i64) -> i64 {
    day * DAY_MS - ZONE_MS
}

/// The calendar date of a day number; 1970-01-01 when out of range, which the clock's limits exclude.
#[must_use]
pub fn date_of(day: i64) -> NaiveDate {
    i32::try_from(day)
        .ok()
        .and_then(NaiveDate::from_epoch_days)
        .unwrap_or(NaiveDate::default())
}

/// The day number of a calendar date.
#[must_use]
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.to_epoch_days())
}

/// The instant as chrono has it.
#[must_use]
pub fn instant(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

/// An instant for the wire.
#[must_use]
pub fn time(ms: i64) -> Time {
    Time(instant(ms))
}

/// Reads `--now`: RFC 3339 with zone.
///
/// # Errors
/// A sentence saying what is expected.
pub fn parse_now(text: &str) -> Result<i64, String> {
    let ms = DateTime::parse_from_rfc3339(text)
        .map_err(|_| {
            format!("--now {text:?} is not an RFC 3339 time such as 2026-11-22T12:00:00Z")
        })?
        .timestamp_millis();
    // 2000..2100: everything the seed derives (orders years back, plans years ahead) stays in range.
    if (946_684_800_000..4_102_444_800_000).contains(&ms) {
        Ok(ms)
    } else {
        Err(format!("--now {text:?} is outside the years 2000 to 2099"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn days_turn_at_sixteen_hours_utc() {
        let before = parse_now("2026-11-22T15:59:59.999Z").unwrap();
        assert_eq!(date_of(day_of(before)).to_string(), "2026-11-22");
        assert_eq!(date_of(day_of(before + 1)).to_string(), "2026-11-23");
        assert_eq!(day_start(day_of(before + 1)), before + 1);
        assert_eq!(day_number(date_of(20_000)), 20_000);
    }

    #[test]
    fn wire_times_carry_milliseconds_and_z() {
        let ms = parse_now("2020-02-01T00:00:00+08:00").unwrap();
        assert_eq!(time(ms).to_string(), "2020-01-31T16:00:00.000Z");
    }

    #[test]
    fn now_needs_a_zone_and_a_sane_year() {
        assert!(parse_now("2026-11-22").is_err());
        assert!(parse_now("1926-11-22T00:00:00Z").is_err());
    }

    #[test]
    fn manual_clocks_share_their_hand() {
        let clock = Clock::manual(5);
        let copy = clock.clone();
        clock.set(9);
        assert_eq!(copy.now_ms(), 9);
    }
}
