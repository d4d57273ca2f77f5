//! A pool's days and outlook, computed from the answer with the days of all six cycles. Pure; the forecast itself is in
//! gsl-model.

use crate::features::pools::row::Pool;
use chrono::{DateTime, NaiveDate, Utc};
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::{Outlook, PoolNow, UsedDay, outlook};
use gsl_model::time;
use gsl_model::units::Megabytes;
use gsl_model::wire::PoolDay;
use gsl_model::zone;

/// A day of a cycle: its use and the cumulative use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CycleDay {
    /// The day.
    pub date: NaiveDate,
    /// Use of the day; `None` for future days.
    pub used: Option<Megabytes>,
    /// Usage of the cycle by day; None for future days.
    pub sum: Option<Megabytes>,
    /// The pool was stopped for all or part of the day.
    pub stopped: bool,
}

/// Every day of a cycle, including future ones.
#[must_use]
pub fn days(answer: &[PoolDay], carrier: Carrier, cycle: BillingCycle) -> Vec<CycleDay> {
    let mut sum = Megabytes::ZERO;
    cycle
        .dates(carrier)
        .map(|date| {
            let known = answer.iter().find(|day| time::day(&day.date) == Some(date));
            if let Some(known) = known {
                sum = sum.checked_add(known.flow).unwrap_or(sum);
            }
            CycleDay {
                date,
                used: known.map(|known| known.flow),
                sum: known.map(|_| sum),
                stopped: known.is_some_and(|known| known.stopped),
            }
        })
        .collect()
}

/// The fewest additional cards whose plans bring an exhausted pool above zero now; None when it is not exhausted.
#[must_use]
pub fn cards_to_return(pool: &Pool) -> Option<i64> {
    let missing = Megabytes::ZERO.checked_sub(pool.totals().left?)?;
    if missing < Megabytes::ZERO {
        return None;
    }
    let above = missing.checked_add(Megabytes::from_thousandths(1))?;
    gsl_model::pool::packages_needed(above, pool.package_size?)
}

/// The pool's figures for gsl-model; `None` while the pool is inactive or its carrier is unknown.
#[must_use]
pub fn standing(pool: &Pool) -> Option<PoolNow> {
    if pool.rests() {
        return None;
    }
    Some(PoolNow {
        carrier: pool.carrier()?,
        active: pool.active(),
        waiting: pool.waiting(),
        package: pool.package_size,
        used: pool.flow_used.unwrap_or_default(),
        total: pool.totals().total.filter(|_| pool.status.is_some()),
    })
}

/// The outlook of a pool from its row of the running cycle and the days of all cycles; `None` without any usable day.
#[must_use]
pub fn forecast(pool: &Pool, answer: &[PoolDay], now: DateTime<Utc>) -> Option<Outlook> {
    let days: Vec<UsedDay> = answer
        .iter()
        .filter_map(|day| {
            Some(UsedDay {
                date: time::day(&day.date)?,
                flow: day.flow,
                active: day.active,
                stopped: day.stopped,
                complete: day.complete,
            })
        })
        .collect();
    outlook(&standing(pool)?, &days, zone::today(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::time::Time;

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    fn mb(n: i64) -> Megabytes {
        Megabytes::from_mb(n).unwrap()
    }

    /// 30 MB a day from the first of November on, 10 active cards of 80 MB, 20 waiting.
    fn pool() -> (Pool, Vec<PoolDay>) {
        let pool = Pool {
            carrier_type: Some(2),
            status: Some(1),
            activated_sim_quantity: Some(10),
            inactive_sim_quantity: Some(20),
            package_size: Some(mb(80)),
            flow_used: Some(mb(630)),
            ..Pool::default()
        };
        let day = |day: i64| PoolDay {
            date: format!("202611{day:02}"),
            flow: mb(30),
            active: 10,
            stopped: false,
            complete: day < 22,
        };
        (pool, (1..=21).map(day).collect())
    }

    #[test]
    fn a_steady_pool_runs_out_when_it_should_and_the_remedies_suffice() {
        let (pool, days) = pool();
        let forecast = forecast(&pool, &days, at("2026-11-22T00:00:00Z")).unwrap();
        assert_eq!(forecast.forecast.expected, mb(900));
        assert_eq!(
            forecast.forecast.runs_out,
            NaiveDate::from_ymd_opt(2026, 11, 27)
        );
        let remedy = forecast.expected.unwrap();
        assert_eq!(remedy.add_on_mb, 101);
        // Each card brings 80 MB and uses 27 of them in nine days.
        assert_eq!((remedy.cards, forecast.gain), (Some(2), Some(mb(53))));
        assert!(forecast.high.unwrap().add_on_mb >= remedy.add_on_mb);
    }

    #[test]
    fn a_used_up_pool_returns_with_the_first_thousandth_above_zero() {
        let (pool, _) = pool();
        let left = |left: i64| Pool {
            flow_used: mb(800).checked_sub(mb(left)),
            ..pool.clone()
        };
        assert_eq!(cards_to_return(&left(1)), None);
        assert_eq!(cards_to_return(&left(0)), Some(1));
        assert_eq!(cards_to_return(&left(-79)), Some(1));
        assert_eq!(cards_to_return(&left(-80)), Some(2));
    }

    #[test]
    fn stopped_days_and_days_without_cards_are_no_days() {
        let (pool, mut days) = pool();
        for day in days.iter_mut().skip(15) {
            day.stopped = true;
            day.flow = Megabytes::ZERO;
        }
        for day in days.iter_mut().take(5) {
            day.active = 0;
            day.flow = Megabytes::ZERO;
        }
        let forecast = forecast(&pool, &days, at("2026-11-22T00:00:00Z")).unwrap();
        assert_eq!(forecast.forecast.based_on, 10);
        assert_eq!(forecast.used, mb(630), "the row knows more than the days");
    }

    #[test]
    fn a_backward_pool_has_no_remedies() {
        let (pool, days) = pool();
        let pool = Pool {
            status: None,
            pool_status: Some(2),
            package_size: None,
            ..pool
        };
        let forecast = super::forecast(&pool, &days, at("2026-11-22T00:00:00Z")).unwrap();
        assert_eq!(
            (forecast.expected, forecast.forecast.runs_out),
            (None, None)
        );
        let suspended = Pool {
            pool_status: Some(-1),
            ..pool
        };
        assert_eq!(
            super::forecast(&suspended, &days, at("2026-11-22T00:00:00Z")),
            None
        );
    }

    #[test]
    fn days_of_a_unicom_cycle_add_up_from_the_27th() {
        let day = |date: &str, flow| PoolDay {
            date: date.to_owned(),
            flow: mb(flow),
            ..PoolDay::default()
        };
        let answer = [day("20261026", 9), day("20261027", 1), day("20261028", 2)];
        let cycle = BillingCycle::new(2026, 11).unwrap();
        let days = days(&answer, Carrier::Unicom, cycle);
        assert_eq!(days.len(), 31);
        let sums: Vec<_> = days.iter().take(3).map(|day| day.sum).collect();
        assert_eq!(sums, [Some(mb(1)), Some(mb(3)), None]);
    }
}
