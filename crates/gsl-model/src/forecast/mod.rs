//! What a pool will have used by the end of its cycle, when it runs out, and what keeps it above zero
//! (the pool remedies of Q13.5).
//!
//! # Method
//!
//! The unit is one day of the whole pool. Only days that are over and in which the pool served its cards count; today is
//! forecast like any other day to come. Days of cycles before count too, at most [`WINDOW`] back.
//!
//! 1. **Cards**: where it is known how many cards were active on each day, their use is what is forecast, times the cards
//!    active now. Cards activated or gone are no trend.
//! 2. **Weekday**: from eighteen days on, each weekday's mean over the mean of all days, shrunk towards 1 in the way of
//!    James and Stein, or dropped when chance alone might make them (F statistic). A steady pool keeps
//!    factors of 1, an office pool gets its weekends.
//! 3. **Level and trend**: least squares through the days without their weekday, after days far off the median have been
//!    pulled in for the *slope* only (a burst must not tilt the line, but it does count for the level). The slope is
//!    shrunk by `1 − 1/t²`, where `t` is slope over standard error, and dropped when `t` is small: noise makes no trend.
//! 4. **Step**: when a change of level on one day explains the days clearly better than a constant and than a line
//!    (cards activated, cards stopped), only the days after it count for the level, and there is no trend.
//! 5. **Levels of cycles**: cycles differ more than their days explain. How much is learned from the known ones (and
//!    taken for a few per cent before). The running cycle's level is the line, moved towards the mean of its own days by
//!    as much as those outweigh what is known; a slope counts only as far as such differences leave it standing.
//! 6. The expected use is what was used plus the sum of the days to come; no day is below zero.
//! 7. **Band**: four fifths of outcomes. The residuals give the spread of one day; the sum of the days to come has that
//!    spread per day plus the uncertainty of level and slope, both growing with the number of days.
//!
//! Everything that is a promise (cards, MB, dates) is computed in whole thousandths of a MB from the figures rounded
//! once; floating point stays inside the statistics. `cargo run --release -p gsl-server --example bench_forecast` holds
//! the method against a straight line through the cycle's average.

mod advice;
mod fit;
mod levels;
mod members;

pub use advice::{Advice, advice};
pub use members::{MemberUse, Ranked, top_by_growth, top_by_use};

use crate::units::Megabytes;
use chrono::{Datelike, NaiveDate};
use fit::Fit;

/// Days before the end of the known ones that are looked at: nine weeks.
pub const WINDOW: usize = 63;

/// Standard deviations that hold four fifths of a normal distribution.
const BAND: f64 = 1.281_551_565_5;

/// A day that is over.
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
    /// Days that are over, of earlier cycles too, ascending.
    pub days: &'a [PastDay],
    /// First day of the cycle.
    pub first: NaiveDate,
    /// Last day of the cycle.
    pub last: NaiveDate,
    /// Today: the first day that is not over.
    pub today: NaiveDate,
    /// Active cards now, where known.
    pub active: Option<i64>,
    /// Used in the cycle up to now, today included.
    pub used: Megabytes,
    /// 生效总流量; `None` for backward pools, which have none.
    pub total: Option<Megabytes>,
}

/// A day to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForecastDay {
    /// The day.
    pub date: NaiveDate,
    /// Use of the cycle at its end, expected.
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
    /// Today and the days to come, for the chart.
    pub days: Vec<ForecastDay>,
    /// The day on which the pool is expected to run out; `None` when it lasts, or has no total.
    pub runs_out: Option<NaiveDate>,
    /// That day if the use follows the upper edge.
    pub runs_out_early: Option<NaiveDate>,
    /// That day if the use follows the lower edge.
    pub runs_out_late: Option<NaiveDate>,
    /// Days the forecast rests on.
    pub based_on: usize,
}

/// Forecasts the cycle; `None` when no day of the past served, today is outside the cycle, or no day of the cycle itself is
/// known yet, as on its first: what cycles before came to is not what this one will.
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
    // Per card only when every day tells: a mixture would compare what cannot be compared.
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

/// The straight line through the cycle's average that the method is held against: what was used on the days over,
/// spread evenly over all days. `None` on the first day, when there is no average.
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

/// The number of the cycle a day is in: cycles begin on the same day of every month.
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

/// Rounds MB to thousandths; sane for anything a float can hold.
#[allow(clippy::cast_possible_truncation)]
fn megabytes(mb: f64) -> Megabytes {
    Megabytes::from_thousandths((mb.max(0.0) * 1000.0).round() as i64)
}

#[cfg(test)]
mod tests;
