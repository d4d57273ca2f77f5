//! Billing cycles differ in level: by how much, and what this means for the running one.

use super::fit::{count, mean};
use std::collections::BTreeMap;

/// Prior for the standard deviation between the levels of cycles, as a share of the level.
const APART: f64 = 0.04;
/// Weight of that prior, in cycles.
const BELIEF: f64 = 3.0;
/// Prior for the standard deviation of a day, as a share of the level; its weight is two days.
const SPREAD: f64 = 1.0 / 3.0;

/// Variance within cycles and between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Levels {
    /// Variance of a day within its cycle.
    pub(super) within: f64,
    /// Variance of the cycles' levels.
    between: f64,
    /// Average number of days in a cycle.
    days: f64,
}

fn groups(residuals: &[f64], cycles: &[i64]) -> BTreeMap<i64, Vec<f64>> {
    let mut groups: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (residual, cycle) in residuals.iter().zip(cycles) {
        groups.entry(*cycle).or_default().push(*residual);
    }
    groups
}

impl Levels {
    /// From the residuals of the line.
    pub(super) fn of(residuals: &[f64], cycles: &[i64], level: f64) -> Self {
        let groups = groups(residuals, cycles);
        let (mut squares, mut freedom) = (0.0, 0.0);
        let mut means = Vec::new();
        for own in groups.values() {
            let middle = mean(own.iter().copied()).unwrap_or(0.0);
            squares += own.iter().map(|one| (one - middle).powi(2)).sum::<f64>();
            freedom += count(own.len()) - 1.0;
            means.push((middle, count(own.len())));
        }
        let prior = (level * SPREAD).powi(2);
        let within = (squares + prior * 2.0) / (freedom + 2.0);
        let cycles = count(means.len());
        let seen = if means.len() > 1 {
            let excess = means
                .iter()
                .map(|(middle, days)| middle.powi(2) - within / days)
                .sum::<f64>();
            (excess / (cycles - 1.0)).max(0.0)
        } else {
            0.0
        };
        let known = cycles - 1.0;
        let between = ((level * APART).powi(2) * BELIEF + seen * known) / (BELIEF + known);
        Self {
            within,
            between,
            days: count(residuals.len()) / cycles.max(1.0),
        }
    }

    /// By how much the correlation of days within a cycle reduces what they say about a slope, compared with independent days.
    pub(super) fn design_effect(&self) -> f64 {
        let all = self.between + self.within;
        if all <= 0.0 {
            return 1.0;
        }
        1.0 + (self.days - 1.0).max(0.0) * self.between / all
    }

    /// How far the level of a cycle is from the line, and the variance that remains. The shift is the mean of the
    /// cycle's residuals, shrunk the more the fewer they are. With a single cycle nothing is shrunk: the line is fitted
    /// to it alone.
    pub(super) fn shift(&self, residuals: &[f64], cycles: &[i64], cycle: i64) -> (f64, f64) {
        let groups = groups(residuals, cycles);
        let Some(own) = groups.get(&cycle) else {
            return (0.0, self.between);
        };
        if groups.len() == 1 {
            return (0.0, 0.0);
        }
        let days = count(own.len());
        let middle = mean(own.iter().copied()).unwrap_or(0.0);
        let precision = days * self.between + self.within;
        if precision <= 0.0 {
            return (middle, 0.0);
        }
        (
            middle * days * self.between / precision,
            self.between * self.within / precision,
        )
    }
}
