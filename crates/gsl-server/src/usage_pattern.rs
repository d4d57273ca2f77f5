//! How the use of a pooled order's cards runs over the days: the demo pools are of different kinds, so that a forecast
//! has something to find.

use chrono::{Datelike, Weekday};

use crate::clock::date_of;
use crate::rng::mix;

/// The kind of an order's use; its cards share it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UsagePattern {
    /// 1 weekly, 2 growing, 3 bursty, anything else steady.
    pub kind: u8,
    /// The order, so that its cards have their bursts on the same days.
    pub order: i64,
}

/// All kinds by number.
pub const KINDS: [&str; 4] = ["steady", "weekly", "growing", "bursty"];

impl UsagePattern {
    /// What a day's use is multiplied by, in thousandths; about 1000 over the months.
    #[must_use]
    pub fn factor(self, day: i64, first_day: Option<i64>) -> i64 {
        match self.kind {
            1 => match date_of(day).weekday() {
                Weekday::Sat | Weekday::Sun => 350,
                _ => 1260,
            },
            2 => {
                let age = first_day.map_or(0, |first| day - first).clamp(0, 300);
                600 + age * 3
            }
            3 => {
                let dice = mix(mix(self.order.unsigned_abs()) ^ day.unsigned_abs());
                if dice % 100 < 6 {
                    2500 + i64::try_from((dice >> 32) % 2000).unwrap_or(0)
                } else {
                    840
                }
            }
            _ => 1000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_keeps_about_the_same_use_over_a_year() {
        for kind in 0..4 {
            let shape = UsagePattern { kind, order: 77 };
            let sum: i64 = (20_000..20_364)
                .map(|day| shape.factor(day, Some(20_000)))
                .sum();
            assert!((850..1200).contains(&(sum / 364)), "{kind}: {}", sum / 364);
        }
        let weekly = UsagePattern { kind: 1, order: 1 };
        // Day 20_000 was a Friday.
        assert_eq!(
            (weekly.factor(20_001, None), weekly.factor(20_000, None)),
            (350, 1260)
        );
    }
}
