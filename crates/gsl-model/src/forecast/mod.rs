//! How much a pool will have used by the end of its cycle, when it runs out, and what prevents that (the pool remedies
//! of Q13.5).
//!
//! # Method
//!
//! The unit is one day of the whole pool. Only completed days on which the pool served its cards count; today is
//! forecast like any future day. Days of previous cycles count too; at most the last [`WINDOW`] days are used.
//!
//! 1. **Cards**: if the number of active cards is known for every day, the use per card is forecast and multiplied by the
//!    cards active now. Activated and removed cards then cause no trend.
//! 2. **Weekday**: from eighteen days on, the factor of a weekday is its mean over the mean of all days, shrunk towards 1
//!    after James and Stein, or dropped when chance alone could explain it (F statistic). A steady pool keeps factors
//!    of 1, an office pool gets its weekends.
//! 3. **Level and trend**: least squares through the days with the weekday effect removed. For the *slope*, days far from
//!    the median are clamped first: a burst must not tilt the line, but it does count for the level. The slope is shrunk
//!    by `1 − 1/t²`, where `t` is slope over standard error, and dropped when `t` is small: noise is not a trend.
//! 4. **Step**: when a change of level on one day explains the days clearly better than a constant and better than a line
//!    (cards activated, cards stopped), only the days after it count for the level, and there is no trend.
//! 5. **Levels of cycles**: cycles differ by more than the spread of their days explains. By how much is estimated from the
//!    known cycles, starting from a prior of a few per cent. The level of the running cycle is the line, shifted towards
//!    the mean of its own days by the weight these have against the prior. A slope counts only as far as these
//!    differences do not already explain it.
//! 6. The expected use is the use so far plus the sum of the remaining days; no day is below zero.
//! 7. **Band**: covers four fifths of outcomes. The residuals give the standard deviation of one day. The variance of the
//!    sum is that of the single days plus the uncertainty of level and slope, both growing with the number of days.
//!
//! Everything that is promised (cards, MB, dates) is computed in whole thousandths of a MB from figures that are
//! rounded once; floating point stays inside the statistics.
//! `cargo run --release -p gsl-server --example bench_forecast` compares the method with a straight line through the
//! cycle's average.

mod advice;
mod fit;
mod levels;
mod members;
mod outlook;

pub use advice::{Advice, advice};
pub use members::{MemberUse, Ranked, top_by_growth, top_by_use};
pub use outlook::{Outlook, PoolNow, Remedy, RemedyAction, Risk, UsedDay, outlook};

use crate::units::Megabytes;
use chrono::{Datelike, NaiveDate};
use fit::Fit;

/// The most days of history that are used: nine weeks.
pub const WINDOW: usize = 63;

/// The central four fifths of a normal distribution lie within this many standard deviations.
const BAND: f64 = 1.281_551_565_5;

/// A completed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastDay {
    /// The day.
    pub date: NaiveDate,
    /// Use of the pool; `None` when it was stopped that day.
    pub used: Option<Megabytes>,
    /// Active cards at the end of the day, where known.
    pub active: Option<i64>,
}

/// What is known of a pool.
#[derive(Clone, Copy, Debug)]
pub struct ForecastInput<'a> {
    /// Completed days, including those of earlier cycles, ascending.
    pub days: &'a [PastDay],
    /// First day of the cycle.
    pub first: NaiveDate,
    /// Last day of the cycle.
    pub last: NaiveDate,
    /// Today: the first day that is not complete.
    pub today: NaiveDate,
    /// Active cards now, where known.
    pub active: Option<i64>,
    /// Used in the cycle up to now, today included.
    pub used: Megabytes,
    /// 生效总流量; `None` for backward pools, which have none.
    pub total: Option<Megabytes>,
}

/// A future day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForecastDay {
    /// The day.
    pub date: NaiveDate,
    /// Expected use of the cycle at the end of this day.
    pub used: Megabytes,
    /// Lower edge of the band.
    pub low: Megabytes,
    /// Upper edge of the band.
    pub high: Megabytes,
}

/// A forecast of the cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Expected use at the cycle's end.
    pub expected: Megabytes,
    /// Lower edge: one in ten outcomes is below.
    pub low: Megabytes,
    /// Upper edge: one in ten outcomes is above.
    pub high: Megabytes,
    /// Today and the remaining days, for the chart.
    pub days: Vec<ForecastDay>,
    /// The day on which the pool is expected to run out; `None` when it does not, or has no total.
    pub runs_out: Option<NaiveDate>,
    /// The same day if use follows the upper edge.
    pub runs_out_early: Option<NaiveDate>,
    /// The same day if use follows the lower edge.
    pub runs_out_late: Option<NaiveDate>,
    /// The number of days the forecast is based on.
    pub based_on: usize,
}

/// Forecasts the cycle. `None` when there is no past day on which the pool served its cards, when today is outside the
/// cycle, or when no day of this cycle is known yet, as on its first: earlier cycles alone do not predict this one.
#[must_use]
pub fn forecast(known: &ForecastInput<'_>) -> Option<Forecast> {
    if known.today < known.first || known.today > known.last {
        return None;
    }
    let mut own = known.days.iter().map(|day| day.date);
    if !own.any(|date| (known.first..known.today).contains(&date)) {
        return None;
    }
    let recent: Vec<&PastDay> = known
        .days
        .iter()
        .filter(|day| day.date < known.today && day.used.is_some())
        .rev()
        .take(WINDOW)
        .collect();
    // Per card only when the number of cards is known for every day: otherwise days with and without it would be mixed.
    let cards = known.active.filter(|now| {
        *now > 0
            && recent
                .iter()
                .all(|day| day.active.is_some_and(|then| then > 0))
    });
    let mut served: Vec<(i64, u32, f64, i64)> = recent
        .into_iter()
        .filter_map(|day| {
            let weekday = day.date.weekday().num_days_from_monday();
            let scale = match (cards, day.active) {
                (Some(now), Some(then)) => ratio(now, then),
                _ => 1.0,
            };
            let used = day.used?.as_f64() * scale;
            Some((
                day_number(day.date),
                weekday,
                used,
                cycle_of(day.date, known.first),
            ))
        })
        .collect();
    served.reverse();
    let fit = Fit::of(&served, cycle_of(known.first, known.first))?;
    let before_today = used_before_today(known);
    let start = before_today.as_f64();
    let (mut sum, mut days) = (0.0, Vec::new());
    let mut date = known.today;
    let mut ahead = 0_usize;
    while date <= known.last {
        let of_day = fit.on(day_number(date), date.weekday().num_days_from_monday());
        sum += of_day;
        ahead += 1;
        let spread = BAND * fit.spread_of_sum(day_number(known.today), ahead);
        let floor = known.used.as_f64();
        days.push(ForecastDay {
            date,
            used: megabytes((start + sum).max(floor)),
            low: megabytes((start + sum - spread).max(floor)),
            high: megabytes((start + sum + spread).max(floor)),
        });
        date = date.succ_opt()?;
    }
    let end = *days.last()?;
    let out = |path: fn(&ForecastDay) -> Megabytes| {
        let total = known.total?;
        days.iter()
            .find(|day| path(day) >= total)
            .map(|day| day.date)
    };
    Some(Forecast {
        expected: end.used,
        low: end.low,
        high: end.high,
        runs_out: out(|day| day.used),
        runs_out_early: out(|day| day.high),
        runs_out_late: out(|day| day.low),
        days,
        based_on: served.len(),
    })
}

/// The straight line that the method is compared with: the use of the completed days, spread evenly over the whole
/// cycle. `None` on the first day, when there is no average.
#[must_use]
pub fn straight_line(known: &ForecastInput<'_>) -> Option<Megabytes> {
    let over = known.today.signed_duration_since(known.first).num_days();
    let all = known.last.signed_duration_since(known.first).num_days() + 1;
    let used = i128::from(used_before_today(known).thousandths());
    let whole = (over > 0).then(|| used * i128::from(all) / i128::from(over))?;
    i64::try_from(whole).ok().map(Megabytes::from_thousandths)
}

fn used_before_today(known: &ForecastInput<'_>) -> Megabytes {
    let over = known
        .days
        .iter()
        .filter(|day| (known.first..known.today).contains(&day.date))
        .filter_map(|day| day.used);
    Megabytes::sum(over).unwrap_or(known.used)
}

/// The number of the cycle that a day belongs to: cycles begin on the same day of every month.
fn cycle_of(date: NaiveDate, first: NaiveDate) -> i64 {
    let month = i64::from(date.year()) * 12 + i64::from(date.month0());
    month + i64::from(date.day() >= first.day())
}

fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

#[allow(clippy::cast_precision_loss)]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}

/// Rounds MB to thousandths; defined for every value of a float.
#[allow(clippy::cast_possible_truncation)]
fn megabytes(mb: f64) -> Megabytes {
    Megabytes::from_thousandths((mb.max(0.0) * 1000.0).round() as i64)
}

#[cfg(test)]
mod tests;
