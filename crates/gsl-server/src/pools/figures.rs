//! Recounting a pool: its use, its total, which cards stop and which return.

use std::collections::HashMap;

use gsl_model::cycle::BillingCycle;
use gsl_model::pool::{
    BackwardFacts, BackwardState, Counts, ForwardState, Verdict, backward_state, effective_total,
    verdict,
};
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use rusqlite::{Connection, params};

use super::PoolRecord;
use super::members::{self, Member};
use super::outlook;
use crate::catalog::Catalog;
use crate::clock::{date_of, day_of, day_start};
use crate::history;
use crate::history::store_figures;
use crate::lifecycle::{Lifecycle, advance, status};
use crate::rules::{self, Cycle, cycle_named, cycle_of_day};

/// A pool being counted.
struct Count<'a> {
    db: &'a Connection,
    head: &'a PoolRecord,
    package: i64,
    members: Vec<Member>,
    /// Previous values of the changed members, by index.
    before: HashMap<usize, Lifecycle>,
    now_ms: i64,
}

/// How long after its end a cycle is still counted: work orders that were due before the turn may be booked after it.
const BOOKING_MS: i64 = 2 * 24 * 3_600_000;

/// The instant after the last of a cycle, ms.
#[must_use]
pub fn end_of(cycle: Cycle) -> i64 {
    day_start(cycle.last_day + 1)
}

/// Recounts a pool as of now: writes the rows of its cycles that are not final yet, stops or releases its cards, updates its
/// state and writes its outlook. Returns the cards it changed.
///
/// # Errors
/// When the database refuses.
pub fn recount(
    db: &Connection,
    catalog: &Catalog,
    head: &PoolRecord,
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let mut count = Count {
        db,
        head,
        package: catalog.plan(head.plan).map_or(0, |plan| plan.flow_total),
        members: members::read(db, catalog, head)?,
        before: HashMap::new(),
        now_ms,
    };
    let known: HashMap<String, i64> = db
        .prepare_cached("SELECT cycle, as_of FROM pool_cycles WHERE pool_id = ?1")?
        .query_map([head.id], |row| Ok((row.get("cycle")?, row.get("as_of")?)))?
        .collect::<rusqlite::Result<_>>()?;
    let today = day_of(now_ms);
    for name in BillingCycle::last_six(rules::carrier(head.carrier), date_of(today)) {
        let cycle = cycle_named(head.carrier, name);
        let as_of = known.get(&name.to_string()).copied();
        let counted = as_of.is_some_and(|at| at >= end_of(cycle));
        let is_final = counted && now_ms >= end_of(cycle) + BOOKING_MS;
        if end_of(cycle) <= head.created || is_final {
            continue;
        }
        if let Some(as_of) = as_of.filter(|_| head.forward) {
            count.run_out(cycle, day_of(as_of))?;
        }
        if end_of(cycle) > now_ms {
            if head.forward {
                count.stop_or_release(cycle)?;
            } else {
                count.move_backward(name)?;
            }
        }
        count.write(cycle)?;
    }
    let changed = !count.before.is_empty();
    outlook::write(db, catalog, head.id, &count.members, changed, now_ms)?;
    count.finish()
}

impl Count<'_> {
    /// Changes a member and keeps its previous value.
    fn change(&mut self, place: usize, change: impl FnOnce(&mut Lifecycle)) {
        if let Some(member) = self.members.get_mut(place) {
            let before = member.life.clone();
            change(&mut member.life);
            if member.life != before {
                self.before.entry(place).or_insert(before);
            }
        }
    }

    /// The members whose state and stop reason fit.
    fn places(&self, fits: impl Fn(&Lifecycle) -> bool) -> Vec<usize> {
        let all = self.members.iter().enumerate();
        all.filter(|(_, member)| fits(&member.life))
            .map(|(place, _)| place)
            .collect()
    }

    /// Add-ons that arrived in a cycle, by an instant.
    fn add_ons(&self, cycle: Cycle, by_ms: i64) -> rusqlite::Result<i64> {
        self.db
            .prepare_cached(
                "SELECT COALESCE(SUM(size), 0) FROM pool_add_ons \
                 WHERE pool_id = ?1 AND effective >= ?2 AND effective < ?3 AND effective <= ?4",
            )?
            .query_row(
                params![
                    self.head.id,
                    day_start(cycle.first_day),
                    end_of(cycle),
                    by_ms
                ],
                |row| row.get(0),
            )
    }

    /// The total of so many active cards and those add-ons; a total beyond all bounds counts as the largest.
    fn total(&self, active: i64, add_ons: i64) -> i64 {
        effective_total(
            active,
            Megabytes::from_thousandths(self.package),
            Megabytes::from_thousandths(add_ons),
        )
        .map_or(i64::MAX, Megabytes::thousandths)
    }

    /// Finds the day since the last count on which the pool ran out while nobody looked, and stops its cards from the
    /// day after until now or the cycle's end.
    fn run_out(&mut self, cycle: Cycle, from_day: i64) -> rusqlite::Result<()> {
        let last = cycle.last_day.min(day_of(self.now_ms) - 1);
        if from_day > last {
            return Ok(());
        }
        let mut sums = vec![0_i64; usize::try_from(last - cycle.first_day + 1).unwrap_or(0)];
        for member in &self.members {
            for (sum, (_, flow)) in sums.iter_mut().zip(member.life.profile.days(cycle, last)) {
                *sum = sum.saturating_add(flow);
            }
        }
        let mut used = 0_i64;
        for (day, sum) in (cycle.first_day..).zip(sums) {
            used = used.saturating_add(sum);
            if day < from_day {
                continue;
            }
            let active = self
                .members
                .iter()
                .filter(|member| member.standing(day) == 1);
            let active = i64::try_from(active.count()).unwrap_or(0);
            let total = self.total(active, self.add_ons(cycle, day_start(day + 1) - 1)?);
            let left = Megabytes::from_thousandths(total.saturating_sub(used));
            if verdict(active, left) == Verdict::StopActive {
                return self.stop_from(cycle, day + 1);
            }
        }
        Ok(())
    }

    /// Stops the active cards from a past day on.
    fn stop_from(&mut self, cycle: Cycle, from: i64) -> rusqlite::Result<()> {
        let over = day_of(self.now_ms) > cycle.last_day;
        if over && from > cycle.last_day {
            return Ok(());
        }
        for place in self.places(|life| life.status == status::IN_USE) {
            self.change(place, |life| {
                if over {
                    life.profile.pauses.push((from, Some(cycle.last_day)));
                } else {
                    suspend(life, StopReason::Pool, from);
                }
            });
        }
        self.db.execute(
            "INSERT OR IGNORE INTO pool_stops (pool_id, from_ms, to_ms) VALUES (?1, ?2, ?3)",
            params![self.head.id, day_start(from), over.then(|| end_of(cycle))],
        )?;
        Ok(())
    }

    /// Stops the active cards when nothing is left, else releases those stopped for the pool.
    fn stop_or_release(&mut self, cycle: Cycle) -> rusqlite::Result<()> {
        let now_ms = self.now_ms;
        let today = day_of(now_ms);
        let counts = self.counts(today);
        let used = self.used(cycle, now_ms);
        let total = self.total(counts.activated, self.add_ons(cycle, now_ms)?);
        let left = Megabytes::from_thousandths(total.saturating_sub(used));
        let stopped = self.places(|life| has_reason(life, StopReason::Pool));
        match verdict(counts.activated, left) {
            Verdict::StopActive => {
                for place in self.places(|life| life.status == status::IN_USE) {
                    self.change(place, |life| {
                        life.profile.freeze(now_ms);
                        suspend(life, StopReason::Pool, today);
                    });
                }
                // Cards found stopped by a service that kept no such record were stopped with their day.
                let since = stopped
                    .iter()
                    .filter_map(|place| self.members.get(*place))
                    .filter_map(|member| open_pause(&member.life))
                    .min();
                self.db.execute(
                    "INSERT INTO pool_stops (pool_id, from_ms) SELECT ?1, ?2 \
                     WHERE NOT EXISTS (SELECT 1 FROM pool_stops WHERE pool_id = ?1 AND to_ms IS NULL)",
                    params![self.head.id, since.map_or(now_ms, day_start)],
                )?;
            }
            Verdict::Release => {
                for place in stopped {
                    self.change(place, |life| {
                        // What a card stopped in this cycle did not use today it does not use afterwards either: a
                        // morning counted at the release could empty the pool at once.
                        if open_pause(life).is_some_and(|from| from >= cycle.first_day) {
                            life.profile.freeze(now_ms);
                        }
                        resume(life, today);
                    });
                }
                // Released by the turn of the cycle rather than now when the stop is older.
                self.db.execute(
                    "UPDATE pool_stops SET to_ms = CASE WHEN from_ms < ?2 THEN ?2 ELSE ?3 END \
                     WHERE pool_id = ?1 AND to_ms IS NULL",
                    params![self.head.id, day_start(cycle.first_day), now_ms],
                )?;
            }
        }
        let state = ForwardState::of(counts).code();
        if state != self.head.status {
            self.set_status(state)?;
        }
        Ok(())
    }

    /// Moves a backward pool between in use, suspended and discarded, its cards with it.
    fn move_backward(&mut self, current: BillingCycle) -> rusqlite::Result<()> {
        let today = day_of(self.now_ms);
        let fired = self.head.threshold_cycle.as_deref();
        let facts = BackwardFacts {
            arrears_since: self.head.arrears_since.map(date_of),
            threshold_fired: fired.and_then(BillingCycle::parse),
        };
        let state = backward_state(facts, date_of(today), current);
        let reason = if facts.arrears_since.is_some() {
            StopReason::PoolFrozen
        } else {
            StopReason::BackPoolThreshold
        };
        for other in [StopReason::PoolFrozen, StopReason::BackPoolThreshold] {
            if state == BackwardState::InUse || other != reason {
                for place in self.places(|life| has_reason(life, other)) {
                    self.change(place, |life| resume(life, today));
                }
            }
        }
        if state != BackwardState::InUse {
            let now_ms = self.now_ms;
            for place in self.places(|life| life.status == status::IN_USE) {
                self.change(place, |life| {
                    life.profile.freeze(now_ms);
                    suspend(life, reason, today);
                });
            }
        }
        if state.code() != self.head.status {
            self.set_status(state.code())?;
        }
        Ok(())
    }

    fn set_status(&self, code: i32) -> rusqlite::Result<()> {
        self.db.execute(
            "UPDATE pools SET status = ?2, status_time = ?3 WHERE id = ?1",
            params![self.head.id, code, self.now_ms],
        )?;
        Ok(())
    }

    fn counts(&self, day: i64) -> Counts {
        let mut counts = Counts::default();
        for member in self
            .members
            .iter()
            .filter(|one| one.joined < day_start(day + 1))
        {
            match member.standing(day) {
                1 => counts.activated += 1,
                0 => counts.inactive += 1,
                _ => counts.deregistered += 1,
            }
        }
        counts
    }

    /// Used in a cycle by those who had joined by its end.
    fn used(&self, cycle: Cycle, as_of: i64) -> i64 {
        self.members
            .iter()
            .filter(|member| member.joined < end_of(cycle))
            .fold(0_i64, |sum, member| {
                sum.saturating_add(member.used(cycle, as_of))
            })
    }

    fn write(&self, cycle: Cycle) -> rusqlite::Result<()> {
        let as_of = self.now_ms.min(end_of(cycle));
        let current = as_of < end_of(cycle);
        let counts = self.counts(day_of(as_of).min(cycle.last_day));
        let add_ons = self.add_ons(cycle, as_of)?;
        let stopped = if current {
            let for_pool = |life: &Lifecycle| {
                [
                    StopReason::Pool,
                    StopReason::PoolFrozen,
                    StopReason::BackPoolThreshold,
                ]
                .into_iter()
                .any(|reason| has_reason(life, reason))
            };
            self.places(for_pool).len()
        } else {
            0
        };
        self.db
            .prepare_cached(
                "INSERT OR REPLACE INTO pool_cycles (pool_id, cycle, used, total, add_ons, activated, inactive, \
                 gone, stopped, as_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                self.head.id,
                cycle.name.to_string(),
                self.used(cycle, as_of),
                self.total(counts.activated, add_ons),
                add_ons,
                counts.activated,
                counts.inactive,
                counts.deregistered,
                i64::try_from(stopped).unwrap_or(0),
                as_of,
            ])?;
        Ok(())
    }

    /// Writes the cards that changed.
    fn finish(self) -> rusqlite::Result<Vec<i64>> {
        let mut touched = Vec::with_capacity(self.before.len());
        for (place, before) in &self.before {
            let Some(member) = self.members.get(*place) else {
                continue;
            };
            history::store(self.db, before, &member.life, self.now_ms)?;
            // A stop of days ago changes what was used since.
            let figures = advance(&mut member.life.clone(), self.now_ms);
            store_figures(self.db, before.profile.id, member.life.status, figures)?;
            touched.push(before.profile.id);
        }
        touched.sort_unstable();
        self.db
            .prepare_cached("UPDATE pools SET dirty = 0 WHERE id = ?1")?
            .execute([self.head.id])?;
        Ok(touched)
    }
}

fn has_reason(life: &Lifecycle, reason: StopReason) -> bool {
    life.status == status::SUSPENDED && life.reason.as_deref() == Some(reason.key())
}

fn open_pause(life: &Lifecycle) -> Option<i64> {
    let open = life.profile.pauses.iter().filter(|(_, to)| to.is_none());
    open.map(|(from, _)| *from).min()
}

fn suspend(life: &mut Lifecycle, reason: StopReason, from: i64) {
    life.status = status::SUSPENDED;
    life.reason = Some(reason.key().to_owned());
    let pauses = &mut life.profile.pauses;
    if pauses.iter().all(|(_, to)| to.is_some()) {
        // The day may have had a range before, which the new one takes over.
        pauses.retain(|(begin, _)| *begin != from);
        pauses.push((from, None));
    }
}

fn resume(life: &mut Lifecycle, today: i64) {
    life.status = status::IN_USE;
    life.reason = None;
    for (_, to) in life
        .profile
        .pauses
        .iter_mut()
        .filter(|(_, to)| to.is_none())
    {
        *to = Some(today - 1);
    }
}

/// The cycle a pool is in at an instant.
#[must_use]
pub fn current(head: &PoolRecord, now_ms: i64) -> Cycle {
    cycle_of_day(head.carrier, day_of(now_ms))
}
