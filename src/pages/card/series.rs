//! Usage series as the charts and tables show them: pure, from the answers of operations 12 and 13.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::time;
use gsl_model::units::Megabytes;
use gsl_model::wire::{DailyFlow, MonthUsageResponse};
use gsl_model::zone;

/// Usage of one billing cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CycleUsage {
    /// The cycle.
    pub cycle: BillingCycle,
    /// MB; None when the service gave no figure, or there can be none: on the first day of a cycle.
    pub used: Option<Megabytes>,
    /// The cycle is not over.
    pub running: bool,
}

/// The last six cycles, oldest first, with what operation 12 answered for the card.
#[must_use]
pub fn cycles(
    answer: &MonthUsageResponse,
    carrier: Carrier,
    now: DateTime<Utc>,
) -> Vec<CycleUsage> {
    let current = BillingCycle::current(carrier, now);
    let usages = answer
        .month_usages
        .first()
        .map(|card| card.flow_usages.as_slice())
        .unwrap_or_default();
    let of = |cycle: BillingCycle| {
        let same =
            |text: &Option<String>| text.as_deref().and_then(BillingCycle::parse) == Some(cycle);
        usages
            .iter()
            .find(|usage| same(&usage.billing_cycle))
            .and_then(|usage| usage.flow_used)
    };
    let today = zone::today(now);
    BillingCycle::last_six(carrier, today)
        .map(|cycle| CycleUsage {
            cycle,
            used: of(cycle).filter(|_| cycle.start(carrier) < today),
            running: cycle == current,
        })
        .to_vec()
}

/// A calendar month of the service's zone: this one or the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// First day.
    pub first: NaiveDate,
}

impl Month {
    /// The month now.
    #[must_use]
    pub fn this(now: DateTime<Utc>) -> Self {
        let today = zone::today(now);
        Self {
            first: today.with_day(1).unwrap_or(today),
        }
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        let last = self.first.pred_opt().unwrap_or(self.first);
        Self {
            first: last.with_day(1).unwrap_or(last),
        }
    }

    /// `202611`, as operation 13 asks for.
    #[must_use]
    pub fn param(self) -> String {
        format!("{:04}{:02}", self.first.year(), self.first.month())
    }

    /// `2026-11`
    #[must_use]
    pub fn name(self) -> String {
        format!("{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// Days with their usage, in order, as operation 13 answered; days it left out stay out.
#[must_use]
pub fn days(answer: &[DailyFlow]) -> Vec<(NaiveDate, Megabytes)> {
    let read = answer.iter().filter_map(|day| {
        let date = time::day(day.date.as_deref()?)?;
        let flow = day.sim_flow.first()?.flow?;
        Some((date, flow))
    });
    let mut days: Vec<(NaiveDate, Megabytes)> = Vec::new();
    for day in read {
        // Nearly always appended: the service answers in order.
        days.insert(days.partition_point(|(date, _)| *date <= day.0), day);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::time::Time;

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    #[test]
    fn cycles_are_matched_in_either_spelling_and_missing_ones_stay_unknown() {
        let answer: MonthUsageResponse = serde_json::from_str(
            r#"{"month_usages":[{"sim_card_id":1,"flow_usages":[{"billing_cycle":"202611","flow_used":1.5},{"billing_cycle":"2026-09","flow_used":0}]}]}"#,
        )
        .unwrap();
        let six = cycles(&answer, Carrier::Telecom, at("2026-11-22T00:00:00Z"));
        let names: Vec<_> = six.iter().map(|usage| usage.cycle.to_string()).collect();
        assert_eq!(
            names,
            [
                "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"
            ]
        );
        assert_eq!(
            six[5],
            CycleUsage {
                cycle: six[5].cycle,
                used: Some(Megabytes::from_thousandths(1500)),
                running: true
            }
        );
        assert_eq!(
            (six[3].used, six[3].running, six[4].used),
            (Some(Megabytes::ZERO), false, None)
        );
        let unicom = cycles(&answer, Carrier::Unicom, at("2026-11-27T00:00:00Z"));
        assert_eq!(unicom[5].cycle.to_string(), "2026-12");
    }

    #[test]
    fn a1_of_a_cycle_on_its_first_day_there_is_no_figure() {
        let answer: MonthUsageResponse = serde_json::from_str(
            r#"{"month_usages":[{"sim_card_id":1,"flow_usages":[{"billing_cycle":"202612","flow_used":0},{"billing_cycle":"202611","flow_used":5504}]}]}"#,
        )
        .unwrap();
        for (carrier, now, known) in [
            (Carrier::Mobile, "2026-11-30T16:30:00Z", false),
            (Carrier::Mobile, "2026-12-01T15:59:59Z", false),
            (Carrier::Mobile, "2026-12-01T16:00:00Z", true),
            (Carrier::Unicom, "2026-11-26T16:00:00Z", false),
            (Carrier::Unicom, "2026-11-27T16:00:00Z", true),
        ] {
            let six = cycles(&answer, carrier, at(now));
            let running = six[5];
            assert!(running.running && running.cycle.to_string() == "2026-12");
            assert_eq!(running.used, known.then_some(Megabytes::ZERO), "{now}");
            assert_eq!(six[4].used, Megabytes::from_mb(5504));
        }
    }

    #[test]
    fn months_are_those_of_the_service_zone() {
        let month = Month::this(at("2026-12-31T16:00:00Z"));
        assert_eq!(
            (month.param().as_str(), month.before().param().as_str()),
            ("202701", "202612")
        );
        assert_eq!(Month::this(at("2026-12-31T15:59:59Z")).name(), "2026-12");
    }

    #[test]
    fn days_come_in_order_and_unreadable_ones_are_left_out() {
        let answer: Vec<DailyFlow> = serde_json::from_str(
            r#"[{"date":"20261102","sim_flow":[{"flow":2}]},{"date":"2026-11-01","sim_flow":[{"flow":1}]},{"date":"x","sim_flow":[{"flow":9}]},{"date":"20261103","sim_flow":[]}]"#,
        )
        .unwrap();
        let days: Vec<_> = days(&answer)
            .into_iter()
            .map(|(day, mb)| format!("{day} {mb}"))
            .collect();
        assert_eq!(days, ["2026-11-01 1", "2026-11-02 2"]);
    }
}
