//! The counts of the overview, from the service's summary or, without one, from separate requests.

use gsl_model::carrier::Carrier;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::wire::Summary;

/// Windows of expiry on the overview, days (console.md section 8: the same as the renewal ways).
pub const EXPIRY_DAYS: [u16; 3] = [30, 60, 90];

/// Cards in a state; zero when the summary has no entry for it.
#[must_use]
pub fn of_status(summary: &Summary, status: SimStatus) -> i64 {
    summary
        .by_status
        .iter()
        .filter(|count| count.sim_status == status.code())
        .map(|count| count.count)
        .sum()
}

/// Cards stopped for a reason.
#[must_use]
pub fn of_reason(summary: &Summary, reason: StopReason) -> i64 {
    summary
        .by_reason
        .iter()
        .filter(|count| count.stop_reason == reason.key())
        .map(|count| count.count)
        .sum()
}

/// Cards of a carrier.
#[must_use]
pub fn of_carrier(summary: &Summary, carrier: Carrier) -> i64 {
    summary
        .by_carrier
        .iter()
        .filter(|count| Carrier::from_carrier_type(count.carrier_type) == Some(carrier))
        .map(|count| count.count)
        .sum()
}

/// Cards that expire within `days`; `None` when the summary has no such window.
#[must_use]
pub fn expiring(summary: &Summary, days: u16) -> Option<i64> {
    summary
        .expiring
        .iter()
        .find(|count| count.days == i32::from(days))
        .map(|count| count.count)
}

/// Stop reasons that have cards, recoverable ones first.
#[must_use]
pub fn reasons_by_recovery(summary: &Summary) -> Vec<(StopReason, i64)> {
    StopReason::BY_RECOVERY
        .into_iter()
        .map(|reason| (reason, of_reason(summary, reason)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// Stop reasons of the cards that stopped within `days` and are still stopped, most frequent first; `None` when the service
/// does not report it.
#[must_use]
pub fn stopped_within(summary: &Summary, days: i32) -> Option<Vec<(StopReason, i64)>> {
    let stopped = summary.stopped.iter().find(|one| one.days == days)?;
    let known = stopped.by_reason.iter().filter(|one| one.count > 0);
    let mut reasons: Vec<(StopReason, i64)> = known
        .filter_map(|one| Some((StopReason::from_key(&one.stop_reason)?, one.count)))
        .collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Some(reasons)
}

/// Percentage of the whole, rounded down; at least 1 for a nonzero count, so that its bar is visible.
#[must_use]
pub fn percent(count: i64, total: i64) -> i64 {
    if total <= 0 || count <= 0 {
        0
    } else {
        (count.saturating_mul(100) / total).clamp(1, 100)
    }
}

/// Permille of the whole, rounded.
#[must_use]
pub fn permille(count: i64, total: i64) -> i64 {
    if total <= 0 {
        0
    } else {
        (count.saturating_mul(1000) + total / 2) / total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::wire::{ExpiringCount, ReasonCount, StatusCount, StoppedCount};

    fn reason(key: &str, count: i64) -> ReasonCount {
        ReasonCount {
            stop_reason: key.to_owned(),
            operator_status: None,
            count,
        }
    }

    #[test]
    fn states_left_out_count_zero_and_unasked_windows_are_unknown() {
        let summary = Summary {
            total: 3,
            by_status: vec![StatusCount {
                sim_status: 20,
                count: 3,
            }],
            expiring: vec![ExpiringCount { days: 30, count: 0 }],
            ..Summary::default()
        };
        assert_eq!(
            (
                of_status(&summary, SimStatus::InUse),
                of_status(&summary, SimStatus::Testable)
            ),
            (3, 0)
        );
        assert_eq!(
            (expiring(&summary, 30), expiring(&summary, 60)),
            (Some(0), None)
        );
    }

    #[test]
    fn what_can_be_ended_comes_first_and_unknown_reasons_do_not_break_the_rest() {
        let summary = Summary {
            by_reason: vec![
                reason("expired", 90),
                reason("pool", 9),
                reason("new_one", 5),
                reason("user", 2),
                reason("violation", 0),
            ],
            ..Summary::default()
        };
        assert_eq!(
            reasons_by_recovery(&summary),
            [
                (StopReason::User, 2),
                (StopReason::Pool, 9),
                (StopReason::Expired, 90)
            ]
        );
    }

    #[test]
    fn o2_what_stopped_today_is_known_by_reason_or_not_at_all() {
        assert_eq!(stopped_within(&Summary::default(), 1), None);
        let today = StoppedCount {
            days: 1,
            by_reason: vec![reason("user", 2), reason("expired", 0), reason("pool", 9)],
        };
        let summary = Summary {
            stopped: vec![today],
            ..Summary::default()
        };
        let found = stopped_within(&summary, 1).unwrap();
        assert_eq!(found, [(StopReason::Pool, 9), (StopReason::User, 2)]);
        assert_eq!(stopped_within(&summary, 2), None);
    }

    #[test]
    fn what_is_there_has_a_visible_bar() {
        assert_eq!(
            (
                percent(0, 10),
                percent(1, 100_000),
                percent(5, 10),
                percent(10, 10),
                percent(1, 0)
            ),
            (0, 1, 50, 100, 0)
        );
        assert_eq!(
            (
                permille(1, 3),
                permille(2, 3),
                permille(0, 0),
                permille(5, 5)
            ),
            (333, 667, 0, 1000)
        );
    }
}
