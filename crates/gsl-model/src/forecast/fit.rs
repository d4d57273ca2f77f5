//! The statistics: weekday factors, level, trend, spread.

use super::levels::Levels;

/// From this many days on, weekdays get factors of their own.
const WEEKDAYS_FROM: usize = 18;
/// From this many days on, a trend is looked for.
const TREND_FROM: usize = 10;
/// A slope counts from this strength on, in standard errors: for three weeks or more, and for fewer days.
const SLOPE_FROM: (f64, f64) = (3.2, 6.0);
/// A step counts from this F statistic on. High, because the days are smoothed and the best position is searched for.
const STEP_FROM: f64 = 90.0;
/// From this many days on, a step is looked for.
const STEP_NEEDS: usize = 24;
/// The fewest days on either side of a step.
const STEP_DAYS: usize = 4;
/// Weekdays count from this F statistic on: for four weeks or more, and for fewer days.
const WEEKDAY_FROM: (f64, f64) = (4.5, 14.0);
/// For the slope, days far from the median are clamped to this many median deviations.
const PULL_IN: f64 = 3.0;

/// The model fitted to a pool.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    weekday: [f64; 7],
    /// Level at `centre`.
    level: f64,
    slope: f64,
    centre: f64,
    /// Standard deviation of one day around the line, without the weekday effect.
    sigma: f64,
    /// Variance of the level.
    level_variance: f64,
    /// Variance of the slope, shrunk like the slope.
    slope_variance: f64,
}

/// Shrinkage factor for an effect of strength `t` (effect over standard error), after James and Stein. An effect below
/// `least` may be due to chance and is dropped.
fn keep(t: f64, least: f64) -> f64 {
    if t.abs() < least {
        0.0
    } else {
        1.0 - 1.0 / (t * t)
    }
}

/// The first threshold for at least `many` days, otherwise the second.
const fn by_length(days: usize, many: usize, thresholds: (f64, f64)) -> f64 {
    if days >= many {
        thresholds.0
    } else {
        thresholds.1
    }
}

#[allow(clippy::cast_precision_loss)]
pub(super) fn count(days: usize) -> f64 {
    days as f64
}

#[allow(clippy::cast_precision_loss)]
fn at(day: i64) -> f64 {
    day as f64
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut days) = (0.0, 0);
    for value in values {
        sum += value;
        days += 1;
    }
    (days > 0).then(|| sum / count(days))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle).copied().unwrap_or(0.0);
    if values.len() % 2 == 1 {
        return upper;
    }
    let lower = middle.checked_sub(1).and_then(|below| values.get(below));
    lower.map_or(upper, |lower| (lower + upper) / 2.0)
}

impl Fit {
    /// Fits days, ascending: number, weekday, use, cycle. `cycle` is the one to forecast. `None` without days.
    pub(super) fn of(days: &[(i64, u32, f64, i64)], cycle: i64) -> Option<Self> {
        let average = mean(days.iter().map(|day| day.2))?;
        let weekday = weekdays(days, average);
        let mut plain: Vec<(f64, f64)> = days
            .iter()
            .map(|day| (at(day.0), day.2 / factor(&weekday, day.1)))
            .collect();
        let step = step(&plain);
        plain.drain(..step);
        let cycles: Vec<i64> = days.iter().skip(step).map(|day| day.3).collect();
        let n = count(plain.len());
        let centre = mean(plain.iter().map(|day| day.0))?;
        let level = mean(plain.iter().map(|day| day.1))?;
        let around = |slope: f64| -> Vec<f64> {
            let residual = |day: &(f64, f64)| day.1 - level - slope * (day.0 - centre);
            plain.iter().map(residual).collect()
        };
        let (slope, slope_variance) = if step > 0 {
            (0.0, 0.0)
        } else {
            trend(&plain, centre, |slope| {
                Levels::of(&around(slope), &cycles, level).design_effect()
            })
        };
        let residuals = around(slope);
        let levels = Levels::of(&residuals, &cycles, level);
        let (shift, shift_variance) = levels.shift(&residuals, &cycles, cycle);
        let sigma = levels.within.sqrt();
        Some(Self {
            weekday,
            level: level + shift,
            slope,
            centre,
            sigma,
            level_variance: levels.within / n + shift_variance,
            slope_variance,
        })
    }

    /// Expected use of a day, never below zero.
    pub(super) fn on(&self, day: i64, weekday: u32) -> f64 {
        let line = self.level + self.slope * (at(day) - self.centre);
        (line * factor(&self.weekday, weekday)).max(0.0)
    }

    /// Standard deviation of the sum of `ahead` days starting with `first`.
    pub(super) fn spread_of_sum(&self, first: i64, ahead: usize) -> f64 {
        let days = count(ahead);
        // Sum of the distances of these days to the centre of the known days.
        let reach = days * (at(first) - self.centre) + days * (days - 1.0) / 2.0;
        let variance = days * self.sigma.powi(2)
            + days * days * self.level_variance
            + reach * reach * self.slope_variance;
        variance.sqrt()
    }
}

fn factor(weekday: &[f64; 7], day: u32) -> f64 {
    usize::try_from(day)
        .ok()
        .and_then(|day| weekday.get(day))
        .copied()
        .unwrap_or(1.0)
}

/// Weekday factors with a mean of 1, none below a twentieth.
fn weekdays(days: &[(i64, u32, f64, i64)], average: f64) -> [f64; 7] {
    let none = [1.0; 7];
    if days.len() < WEEKDAYS_FROM || average <= 0.0 {
        return none;
    }
    let mut raw = none;
    let (mut within, mut between, mut freedom) = (0.0, 0.0, 0.0);
    // Relative to the mean of the surrounding days, so that a trend is not mistaken for a weekday effect.
    let relative: Vec<(u32, f64)> = days
        .iter()
        .map(|day| {
            let around = days
                .iter()
                .filter(|other| (other.0 - day.0).abs() <= 3)
                .map(|other| other.2);
            let around = mean(around).filter(|around| *around > 0.0);
            (day.1, day.2 / around.unwrap_or(average))
        })
        .collect();
    for (weekday, slot) in (0_u32..).zip(raw.iter_mut()) {
        let own = || {
            relative
                .iter()
                .filter(|day| day.0 == weekday)
                .map(|day| day.1)
        };
        let Some(own_mean) = mean(own()) else {
            return none;
        };
        let n = count(own().count());
        within += own().map(|value| (value - own_mean).powi(2)).sum::<f64>();
        freedom += n - 1.0;
        between += n * (own_mean - 1.0).powi(2);
        *slot = own_mean;
    }
    if freedom < 1.0 {
        return none;
    }
    // F statistic of the weekdays; about 1 when there is no weekday effect.
    let noise = within / freedom;
    let kept = if noise <= 0.0 {
        1.0
    } else {
        let f = between / 6.0 / noise;
        if f > by_length(days.len(), 28, WEEKDAY_FROM) {
            1.0 - 1.0 / f
        } else {
            0.0
        }
    };
    let shrunk = raw.map(|value| (1.0 + kept * (value - 1.0)).max(0.05));
    let centre = mean(shrunk.into_iter()).unwrap_or(1.0);
    shrunk.map(|value| value / centre)
}

/// The range that days are clamped to before a slope or step is looked for, so that a burst does not cause one.
fn fence(plain: &[(f64, f64)]) -> (f64, f64) {
    let middle = median(plain.iter().map(|day| day.1).collect());
    let deviation = median(plain.iter().map(|day| (day.1 - middle).abs()).collect());
    let most = PULL_IN * 1.4826 * deviation;
    (middle - most, middle + most)
}

/// The first day after the last change of level, when a step explains the days clearly better than a constant and
/// better than a line; 0 otherwise.
fn step(plain: &[(f64, f64)]) -> usize {
    let days = plain.len();
    if days < STEP_NEEDS {
        return 0;
    }
    // Running median of five days: it removes a burst of a day or two and leaves a step in place.
    let values: Vec<f64> = (0..days)
        .map(|middle| {
            let from = middle.saturating_sub(2);
            median(
                plain
                    .iter()
                    .skip(from)
                    .take(middle + 3 - from)
                    .map(|day| day.1)
                    .collect(),
            )
        })
        .collect();
    let squares = |part: &[f64]| {
        let own = mean(part.iter().copied()).unwrap_or(0.0);
        part.iter().map(|value| (value - own).powi(2)).sum::<f64>()
    };
    let best = (STEP_DAYS..=days - STEP_DAYS)
        .filter_map(|day| {
            let (before, after) = values.split_at_checked(day)?;
            Some((day, squares(before) + squares(after)))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let Some((day, left)) = best else { return 0 };
    let points: Vec<(f64, f64)> = plain
        .iter()
        .zip(&values)
        .map(|(day, value)| (day.0, *value))
        .collect();
    let gain = squares(&values) - left;
    let noise = left / (count(days) - 3.0);
    if gain > STEP_FROM * noise && left < 0.8 * around_line(&points) && gain > 0.0 {
        day
    } else {
        0
    }
}

/// Sum of squares around the least-squares line.
fn around_line(points: &[(f64, f64)]) -> f64 {
    let x = mean(points.iter().map(|point| point.0)).unwrap_or(0.0);
    let y = mean(points.iter().map(|point| point.1)).unwrap_or(0.0);
    let (mut spread, mut both) = (0.0, 0.0);
    for point in points {
        spread += (point.0 - x).powi(2);
        both += (point.0 - x) * (point.1 - y);
    }
    let slope = if spread > 0.0 { both / spread } else { 0.0 };
    points
        .iter()
        .map(|point| (point.1 - y - slope * (point.0 - x)).powi(2))
        .sum()
}

/// Slope per day and its variance, both shrunk; zero for few days. The design effect accounts for the correlation of
/// days within a cycle.
fn trend(plain: &[(f64, f64)], centre: f64, design_effect: impl Fn(f64) -> f64) -> (f64, f64) {
    if plain.len() < TREND_FROM {
        return (0.0, 0.0);
    }
    let (low, high) = fence(plain);
    // Not `clamp`: its panic would pull float formatting into the binary.
    let tame = |value: f64| value.max(low).min(high);
    let spread: f64 = plain.iter().map(|day| (day.0 - centre).powi(2)).sum();
    if spread <= 0.0 {
        return (0.0, 0.0);
    }
    let level = mean(plain.iter().map(|day| tame(day.1))).unwrap_or(low);
    let slope = plain
        .iter()
        .map(|day| (day.0 - centre) * (tame(day.1) - level))
        .sum::<f64>()
        / spread;
    let squares: f64 = plain
        .iter()
        .map(|day| (tame(day.1) - level - slope * (day.0 - centre)).powi(2))
        .sum();
    let variance = squares / (count(plain.len()) - 2.0) / spread * design_effect(slope);
    if variance <= 0.0 {
        return (slope, 0.0);
    }
    let kept = keep(
        slope / variance.sqrt(),
        by_length(plain.len(), 21, SLOPE_FROM),
    );
    (slope * kept, variance * kept)
}
