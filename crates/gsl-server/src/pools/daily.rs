//! Daily use of a pool, and the members it comes from.

use gsl_model::forecast::{MemberUse, Ranked, top_by_growth, top_by_use};
use gsl_model::units::Megabytes;
use rusqlite::Connection;

use super::PoolRecord;
use super::figures::end_of;
use super::members::{self, Member, used};
use crate::catalog::Catalog;
use crate::clock::{day_of, day_start};
use crate::rules::{Cycle, cycle_named};

/// Use of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Day number.
    pub day: i64,
    /// Thousandths of a MB.
    pub flow: i64,
    /// Active cards at its end.
    pub active: i64,
    /// Stopped, at least part of it.
    pub stopped: bool,
}

/// Use of the days of some cycles up to an instant; the day of the instant counts up to it.
///
/// # Errors
/// When the database cannot be read.
pub fn days(
    db: &Connection,
    catalog: &Catalog,
    head: &PoolRecord,
    cycles: &[Cycle],
    as_of: i64,
) -> rusqlite::Result<Vec<Day>> {
    let members = members::read(db, catalog, head)?;
    days_of(db, head, &members, cycles, as_of)
}

/// As [`days`], for members that have been read already.
///
/// # Errors
/// When the database cannot be read.
pub fn days_of(
    db: &Connection,
    head: &PoolRecord,
    members: &[Member],
    cycles: &[Cycle],
    as_of: i64,
) -> rusqlite::Result<Vec<Day>> {
    let stops: Vec<(i64, Option<i64>)> = db
        .prepare_cached("SELECT from_ms, to_ms FROM pool_stops WHERE pool_id = ?1")?
        .query_map([head.id], |row| {
            Ok((row.get("from_ms")?, row.get("to_ms")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let stopped = |day: i64| {
        stops
            .iter()
            .any(|(from, to)| *from < day_start(day + 1) && to.is_none_or(|to| to > day_start(day)))
            || !head.forward
                && head.status != 2
                && head.arrears_since.is_some_and(|since| day >= since)
    };
    let today = day_of(as_of);
    let mut all = Vec::new();
    for cycle in cycles {
        if end_of(*cycle) <= head.created {
            continue;
        }
        let last = cycle.last_day.min(today);
        let mut sums = vec![0_i64; usize::try_from(last - cycle.first_day + 1).unwrap_or(0)];
        for member in members.iter().filter(|one| one.joined < end_of(*cycle)) {
            let flows = member.life.profile.days(*cycle, last.min(today - 1));
            for (sum, (_, flow)) in sums.iter_mut().zip(flows) {
                *sum = sum.saturating_add(flow);
            }
            if last == today
                && let Some(sum) = sums.last_mut()
            {
                let before = member.life.profile.sum(*cycle, today - 1);
                let flow = used(&member.life, *cycle, as_of).saturating_sub(before);
                *sum = sum.saturating_add(flow);
            }
        }
        let joined: Vec<&Member> = members
            .iter()
            .filter(|one| one.joined < end_of(*cycle))
            .collect();
        let active = active(&joined, cycle.first_day, sums.len());
        let days = (cycle.first_day..).zip(sums.into_iter().zip(active));
        all.extend(days.map(|(day, (flow, active))| Day {
            day,
            flow,
            active,
            stopped: stopped(day),
        }));
    }
    Ok(all)
}

/// The first and the last day that the account has told of all cards of a pool: the sum of their use is the pool's.
///
/// # Errors
/// When the database cannot be read.
pub fn told(db: &Connection, head: &PoolRecord) -> rusqlite::Result<(i64, i64)> {
    db.prepare_cached(&format!(
        "SELECT COALESCE((SELECT MIN(days_from) FROM mirrored_cards WHERE days_from IS NOT NULL), 0) AS first, \
         COALESCE(MIN(COALESCE(days_to, -1)), -1) AS last FROM cards JOIN mirrored_cards ON card_id = cards.id \
         WHERE {} = ?1 AND gone_at IS NULL",
        head.column()
    ))?
    .query_row([head.id], |row| Ok((row.get("first")?, row.get("last")?)))
}

/// Active cards at the end of each of `days` days.
fn active(members: &[&Member], first_day: i64, days: usize) -> Vec<i64> {
    let mut changes = vec![0_i64; days];
    let place = |day: i64| usize::try_from((day - first_day).max(0)).unwrap_or(usize::MAX);
    for member in members {
        let Some(from) = member.life.act_time.map(day_of) else {
            continue;
        };
        if let Some(change) = changes.get_mut(place(from)) {
            *change += 1;
            // Gone before it came, by the clock of a carrier, is gone all the same.
            if let Some(gone) = member.gone_day()
                && let Some(change) = changes.get_mut(place(gone.max(from)))
            {
                *change -= 1;
            }
        }
    }
    changes
        .into_iter()
        .scan(0, |sum, change| {
            *sum += change;
            Some(*sum)
        })
        .collect()
}

/// The members whose use is most, or grew most, in the days of a cycle that are over; against as many days of the cycle
/// before.
///
/// # Errors
/// When the database cannot be read.
pub fn top(
    db: &Connection,
    catalog: &Catalog,
    head: &PoolRecord,
    cycle: Cycle,
    by_growth: bool,
    most: usize,
    now_ms: i64,
) -> rusqlite::Result<Vec<Ranked>> {
    let before = cycle_named(head.carrier, cycle.name.prev());
    let last = cycle.last_day.min(day_of(now_ms) - 1);
    let last_before = before
        .last_day
        .min(before.first_day + (last - cycle.first_day));
    let uses: Vec<MemberUse> = members::read(db, catalog, head)?
        .iter()
        .filter(|member| member.joined < end_of(cycle))
        .map(|Member { life, .. }| MemberUse {
            id: life.profile.id,
            used: Megabytes::from_thousandths(life.profile.sum(cycle, last)),
            before: Megabytes::from_thousandths(life.profile.sum(before, last_before)),
        })
        .collect();
    Ok(if by_growth {
        top_by_growth(&uses, most)
    } else {
        top_by_use(&uses, most)
    })
}
