//! When things are done, and which of them go wrong.

use gsl_model::workday::is_working_day;

use crate::clock::{DAY_MS, date_of, day_of, day_start};
use crate::rules::working_days_after;

/// Thousandths of a working day until a work order is reviewed.
pub const REVIEW: i64 = 100;
/// Thousandths of a working day until its processing begins.
pub const BEGIN: i64 = 250;

/// How fast the carriers are and how often they fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarrierSimulation {
    /// Divides processing times. At 1 working days are those of the calendar; above, a working day is so much of a day
    /// and weekends do not count.
    pub scale: i64,
    /// Of a thousand items so many fail at the carrier.
    pub failures: u64,
}

/// How a carrier may fail: key and words.
const FAILURES: [(&str, &str); 3] = [
    (
        "carrier_timeout",
        "The carrier did not answer in time. Submit the operation again.",
    ),
    (
        "carrier_busy",
        "The carrier is processing another change of this card. Try again later.",
    ),
    (
        "carrier_refused",
        "The carrier refused the change: its record of the card is not in step. Try again later.",
    ),
];

impl CarrierSimulation {
    /// The instant some thousandths of working days later.
    #[must_use]
    pub fn after(self, now_ms: i64, milli_days: i64) -> i64 {
        if self.scale > 1 {
            return now_ms.saturating_add(milli_days * DAY_MS / 1000 / self.scale);
        }
        let day = day_of(now_ms);
        // On a weekend the carriers begin on Monday.
        let (from, into_day) = if is_working_day(date_of(day)) {
            (day, now_ms - day_start(day))
        } else {
            (working_days_after(day, 1), 0)
        };
        let exact = into_day + milli_days * DAY_MS / 1000;
        let whole = u32::try_from(exact / DAY_MS).unwrap_or(u32::MAX);
        day_start(working_days_after(from, whole)) + exact % DAY_MS
    }

    /// When an item is done, somewhere between the least and the most working days.
    #[must_use]
    pub fn due(self, now_ms: i64, (least, most): (u32, u32), dice: u64) -> i64 {
        let room = i64::from(most.saturating_sub(least)) * 1000;
        let share = i64::try_from(dice % 1000).unwrap_or(0);
        self.after(now_ms, i64::from(least) * 1000 + room * share / 1000)
    }

    /// The key of the failure an item will meet at the carrier, or `None`.
    #[must_use]
    pub fn fate(self, dice: u64) -> Option<&'static str> {
        let dice = dice >> 20;
        if dice % 1000 >= self.failures {
            return None;
        }
        let at = usize::try_from((dice >> 16) % 3).unwrap_or(0);
        FAILURES.get(at).map(|(key, _)| *key)
    }
}

/// A failure of a carrier in words.
#[must_use]
pub fn failure_words(key: &str) -> &'static str {
    let found = FAILURES.iter().find(|(known, _)| *known == key);
    found.map_or("The carrier refused the change.", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{parse_now, time};

    fn at(text: &str) -> i64 {
        parse_now(text).unwrap()
    }

    #[test]
    fn a_scaled_working_day_is_five_seconds() {
        let simulation = CarrierSimulation {
            scale: 17_280,
            failures: 0,
        };
        assert_eq!(simulation.after(1_000, 1_000), 6_000);
        assert_eq!(simulation.after(1_000, BEGIN), 2_250);
        for dice in [0, 500, 999, u64::MAX] {
            let due = simulation.due(0, (1, 5), dice);
            assert!((5_000..=25_000).contains(&due), "{due}");
        }
    }

    #[test]
    fn in_earnest_working_days_are_those_of_the_calendar() {
        let simulation = CarrierSimulation {
            scale: 1,
            failures: 0,
        };
        for (from, milli_days, until) in [
            // 2026-11-20 is a Friday.
            (
                "2026-11-19T10:00:00+08:00",
                1000,
                "2026-11-20T10:00:00+08:00",
            ),
            (
                "2026-11-20T10:00:00+08:00",
                1000,
                "2026-11-23T10:00:00+08:00",
            ),
            (
                "2026-11-20T20:00:00+08:00",
                250,
                "2026-11-23T02:00:00+08:00",
            ),
            (
                "2026-11-21T10:00:00+08:00",
                500,
                "2026-11-23T12:00:00+08:00",
            ),
            (
                "2026-11-22T10:00:00+08:00",
                2000,
                "2026-11-25T00:00:00+08:00",
            ),
            (
                "2026-11-23T00:00:00+08:00",
                5000,
                "2026-11-30T00:00:00+08:00",
            ),
        ] {
            let done = simulation.after(at(from), milli_days);
            assert_eq!(time(done), time(at(until)), "{from} + {milli_days}");
        }
    }

    #[test]
    fn about_so_many_fail_and_always_the_same() {
        let simulation = CarrierSimulation {
            scale: 1,
            failures: 20,
        };
        let failed = |simulation: CarrierSimulation| {
            (0..10_000_u64)
                .filter(|number| simulation.fate(crate::rng::mix(*number)).is_some())
                .count()
        };
        assert!(
            (150..250).contains(&failed(simulation)),
            "{}",
            failed(simulation)
        );
        assert_eq!(failed(simulation), failed(simulation));
        assert_eq!(
            failed(CarrierSimulation {
                failures: 0,
                ..simulation
            }),
            0
        );
        let all = CarrierSimulation {
            failures: 1000,
            ..simulation
        };
        assert_eq!(failed(all), 10_000);
        for number in 0..50 {
            let key = all.fate(crate::rng::mix(number)).unwrap();
            assert!(failure_words(key).starts_with("The carrier "));
        }
    }
}
