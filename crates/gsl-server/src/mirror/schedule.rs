//! How often each group is read.

use std::time::Duration;

use gsl_model::wire::SyncGroup;

use super::Failure;
use crate::clock::{day_of, day_start};

/// How often each group is read. The cloud has no "changed since": each reading is a whole one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Between two passes over all cards. 100,000 cards take 200 calls at one a second.
    pub cards: Duration,
    /// Plans, tags, attributes, pools: a few calls each.
    pub lists: Duration,
    /// Cards of pools; the cloud counts pools by the hour.
    pub members: Duration,
    /// Work orders, those under way with their cards.
    pub work_orders: Duration,
    /// How often to look whether use has to be read. It is read once a day, and of new cards at once.
    pub usage: Duration,
    /// The hour of the day in UTC+8 from which on the use of the day before is complete in the cloud.
    pub usage_hour: u32,
}

impl Default for Schedule {
    fn default() -> Self {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        Self {
            cards: minutes(15),
            lists: minutes(5),
            members: minutes(60),
            work_orders: Duration::from_secs(45),
            usage: minutes(1),
            usage_hour: 6,
        }
    }
}

const HOUR_MS: i64 = 3_600_000;

/// How soon a group that waits for another one looks again.
pub(super) const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// The first wait after a failure, the longest, and that of a failure that somebody has to put right.
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_secs(600);
const WAIT_FOR_SOMEBODY: Duration = Duration::from_secs(900);

impl Schedule {
    pub(super) const fn next(&self, group: SyncGroup) -> Duration {
        match group {
            SyncGroup::Cards => self.cards,
            SyncGroup::Plans | SyncGroup::Tags | SyncGroup::Attributes | SyncGroup::Pools => {
                self.lists
            }
            SyncGroup::Members => self.members,
            SyncGroup::WorkOrders => self.work_orders,
            SyncGroup::Usage | SyncGroup::DailyUse => self.usage,
        }
    }

    /// The last day whose use the cloud has in full at an instant.
    pub(super) fn last_full_day(&self, now_ms: i64) -> i64 {
        day_of(now_ms - i64::from(self.usage_hour) * HOUR_MS) - 1
    }

    /// When to try again after so many failures in a row.
    pub(super) fn after_failure(&self, failure: &Failure, failures: u32) -> Duration {
        if failure.needs_somebody() {
            return WAIT_FOR_SOMEBODY;
        }
        let doubled = FIRST_WAIT.saturating_mul(1 << failures.saturating_sub(1).min(10));
        doubled.min(LONGEST_WAIT)
    }
}

/// 24:00 of the day before an instant, in the service's zone: what the figures of the card list are as of.
pub(super) fn figures_as_of(observed_ms: i64) -> i64 {
    day_start(day_of(observed_ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::parse_now;

    #[test]
    fn use_of_yesterday_is_read_after_six() {
        let schedule = Schedule::default();
        let day = |text: &str| schedule.last_full_day(parse_now(text).unwrap());
        let today = day_of(parse_now("2026-11-22T12:00:00Z").unwrap());
        // 05:59 and 06:00 in UTC+8.
        assert_eq!(day("2026-11-21T21:59:00Z"), today - 2);
        assert_eq!(day("2026-11-21T22:00:00Z"), today - 1);
    }

    #[test]
    fn waits_grow_and_end() {
        let schedule = Schedule::default();
        let failure = Failure::Storage(String::new());
        let wait = |failures| schedule.after_failure(&failure, failures).as_secs();
        assert_eq!([wait(1), wait(2), wait(3), wait(40)], [15, 30, 60, 600]);
    }
}
