//! A forward pool at an instant: its cards, its total, what is used and left.

use super::{Verdict, verdict};
use crate::{carrier::Carrier, cycle::BillingCycle, state::SimStatus, units::Megabytes, zone};
use chrono::{DateTime, NaiveDate, Utc};

/// Members of a pool by activation. The API has the same three numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// 生效卡: in use or suspended. Only these add their plan to the pool's total (Q13.9).
    pub activated: i64,
    /// Never activated.
    pub inactive: i64,
    /// 已拆机
    pub deregistered: i64,
}

impl Counts {
    /// Counts states. A suspended card has been activated and still adds its plan.
    pub fn of(states: impl IntoIterator<Item = SimStatus>) -> Self {
        let mut counts = Self::default();
        for state in states {
            match state {
                SimStatus::InUse | SimStatus::Suspended => counts.activated += 1,
                SimStatus::Testable | SimStatus::Inactive | SimStatus::Activatable => {
                    counts.inactive += 1;
                }
                SimStatus::Deregistered => counts.deregistered += 1,
            }
        }
        counts
    }

    /// 总卡数
    #[must_use]
    pub const fn quantity(self) -> i64 {
        self.activated + self.inactive + self.deregistered
    }
}

/// 生效总流量: active cards × plan size + add-ons of the cycle; `None` on overflow.
#[must_use]
pub fn effective_total(
    activated: i64,
    package: Megabytes,
    add_ons: Megabytes,
) -> Option<Megabytes> {
    package.checked_mul(activated)?.checked_add(add_ons)
}

/// A card of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// When it was activated; `None` when it was not.
    pub activated: Option<DateTime<Utc>>,
    /// When it was deregistered; `None` when it was not.
    pub deregistered: Option<DateTime<Utc>>,
}

/// An add-on of a pool: it counts in the cycle in which it arrives, from its arrival on (console.md section 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddOn {
    /// Arrival.
    pub effective: DateTime<Utc>,
    /// Size.
    pub size: Megabytes,
}

/// A forward pool with its history.
#[derive(Clone, Copy, Debug)]
pub struct Pool<'a> {
    /// Carrier: determines the days of the cycle.
    pub carrier: Carrier,
    /// Data that each active card adds per cycle.
    pub package: Megabytes,
    /// All cards, including deregistered ones.
    pub members: &'a [Member],
    /// Add-ons bought, of any cycle.
    pub add_ons: &'a [AddOn],
    /// Use of the pool by day, in any order; several entries for a day are added up.
    pub usage: &'a [(NaiveDate, Megabytes)],
}

/// A forward pool at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Billing cycle.
    pub cycle: BillingCycle,
    /// The instant the cycle begins.
    pub effective_time: DateTime<Utc>,
    /// The instant it is over.
    pub expired_time: DateTime<Utc>,
    /// Cards.
    pub counts: Counts,
    /// Add-ons that count.
    pub add_ons: Megabytes,
    /// 生效总流量
    pub total: Megabytes,
    /// Used in the cycle.
    pub used: Megabytes,
    /// Left: total less used, negative when over.
    pub left: Megabytes,
    /// What this means for the cards.
    pub verdict: Verdict,
}

impl Pool<'_> {
    /// The pool at an instant; `None` when a sum overflows.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Option<Position> {
        let cycle = BillingCycle::current(self.carrier, now);
        let (effective_time, expired_time) =
            (cycle.start_at(self.carrier), cycle.end_at(self.carrier));
        let mut counts = Counts::default();
        for member in self.members {
            if member.deregistered.is_some_and(|at| at <= now) {
                counts.deregistered += 1;
            } else if member.activated.is_some_and(|at| at <= now) {
                counts.activated += 1;
            } else {
                counts.inactive += 1;
            }
        }
        let add_ons = Megabytes::sum(
            self.add_ons
                .iter()
                .filter(|add_on| (effective_time..=now).contains(&add_on.effective))
                .map(|add_on| add_on.size),
        )?;
        let today = zone::today(now);
        let used = Megabytes::sum(
            self.usage
                .iter()
                .filter(|(day, _)| cycle.contains(self.carrier, *day) && *day <= today)
                .map(|(_, used)| *used),
        )?;
        let total = effective_total(counts.activated, self.package, add_ons)?;
        let left = total.checked_sub(used)?;
        Some(Position {
            cycle,
            effective_time,
            expired_time,
            counts,
            add_ons,
            total,
            used,
            left,
            verdict: verdict(counts.activated, left),
        })
    }
}
