//! What the mirror is doing, to show and to wait for.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gsl_client::BudgetReport;
use gsl_model::wire::{AccountSync, GroupStatus, SyncFailure, SyncGroup, SyncState};
use rusqlite::Connection;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use crate::clock::time;

/// Failures that are kept.
const FAILURES: usize = 20;
/// Over how long calls are counted.
const MINUTE: Duration = Duration::from_secs(60);
/// How often the number of calls is looked at.
pub(super) const SAMPLE_EVERY: Duration = Duration::from_secs(2);

/// The reading of a group under way.
#[derive(Debug, Clone, Copy)]
struct Progress {
    done: i64,
    total: Option<i64>,
    /// Where and when this run of it began.
    from: i64,
    since: Instant,
}

impl Progress {
    fn seconds_left(&self) -> Option<i64> {
        let (left, made) = (self.total? - self.done, self.done - self.from);
        let elapsed = i64::try_from(self.since.elapsed().as_millis()).ok()?;
        (made > 0 && left >= 0).then(|| elapsed.saturating_mul(left) / made / 1000)
    }
}

#[derive(Debug, Clone)]
struct Group {
    running: Option<Progress>,
    observed_ms: Option<i64>,
    next: Instant,
    failure: Option<SyncFailure>,
}

#[derive(Debug)]
struct State {
    paused: bool,
    groups: HashMap<SyncGroup, Group>,
    failures: VecDeque<SyncFailure>,
    /// When so many calls had been made, the oldest first.
    made: VecDeque<(Instant, u64)>,
}

/// The board that the tasks write on.
#[derive(Debug)]
pub(super) struct Board {
    state: Mutex<State>,
    /// Changes when a pause begins or ends, or somebody is in a hurry.
    changed: watch::Sender<u64>,
}

/// When each group was last read completely.
pub(super) fn observed(db: &Connection) -> rusqlite::Result<HashMap<String, i64>> {
    db.prepare_cached("SELECT name, observed_at FROM sync_groups WHERE observed_at IS NOT NULL")?
        .query_map([], |row| Ok((row.get("name")?, row.get("observed_at")?)))?
        .collect()
}

impl Board {
    pub(super) fn new(observed: HashMap<String, i64>) -> Self {
        let group = |group: SyncGroup| Group {
            running: None,
            observed_ms: observed.get(group.key()).copied(),
            next: Instant::now(),
            failure: None,
        };
        Self {
            state: Mutex::new(State {
                paused: false,
                groups: SyncGroup::ALL.map(|of| (of, group(of))).into(),
                failures: VecDeque::new(),
                made: VecDeque::new(),
            }),
            changed: watch::channel(0).0,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, group: SyncGroup, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.state().groups.get_mut(&group) {
            change(group);
        }
    }

    pub(super) fn was_read(&self, group: SyncGroup) -> bool {
        let state = self.state();
        let group = state.groups.get(&group);
        group.is_some_and(|group| group.observed_ms.is_some())
    }

    pub(super) fn running(&self, group: SyncGroup, done: i64, total: Option<i64>) {
        self.change(group, |group| {
            let begun = group.running.get_or_insert(Progress {
                done,
                total,
                from: done,
                since: Instant::now(),
            });
            (begun.done, begun.total) = (done, total);
        });
    }

    /// Read to the end; `None` when there was nothing to read.
    pub(super) fn done(&self, group: SyncGroup, observed_ms: Option<i64>) {
        self.change(group, |group| {
            group.running = None;
            group.failure = None;
            group.observed_ms = observed_ms.or(group.observed_ms);
        });
    }

    pub(super) fn failed(&self, group: SyncGroup, failure: SyncFailure) {
        self.change(group, |group| {
            group.running = None;
            group.failure = Some(failure.clone());
        });
        let mut state = self.state();
        state.failures.push_front(failure);
        state.failures.truncate(FAILURES);
    }

    pub(super) fn next_in(&self, group: SyncGroup, wait: Duration) {
        self.change(group, |group| group.next = Instant::now() + wait);
    }

    pub(super) fn set_paused(&self, paused: bool) {
        self.state().paused = paused;
        self.changed.send_modify(|changes| *changes += 1);
    }

    /// All groups are due now.
    pub(super) fn hurry(&self) {
        let now = Instant::now();
        for group in self.state().groups.values_mut() {
            group.next = now;
        }
        self.changed.send_modify(|changes| *changes += 1);
    }

    /// Waits until a group is due and nothing is paused.
    pub(super) async fn due(&self, group: SyncGroup) {
        let mut changed = self.changed.subscribe();
        loop {
            let (paused, next) = {
                let state = self.state();
                let next = state.groups.get(&group).map(|group| group.next);
                (state.paused, next.unwrap_or_else(Instant::now))
            };
            let waited = if paused {
                changed.changed().await
            } else if next <= Instant::now() {
                return;
            } else {
                timeout_at(next, changed.changed()).await.unwrap_or(Ok(()))
            };
            if waited.is_err() {
                return;
            }
        }
    }

    /// Waits while the mirror is paused.
    pub(super) async fn unpaused(&self) {
        let mut changed = self.changed.subscribe();
        while self.state().paused {
            if changed.changed().await.is_err() {
                return;
            }
        }
    }

    /// Notes how many calls have been made.
    pub(super) fn sample(&self, budget: &BudgetReport) {
        let now = Instant::now();
        let mut state = self.state();
        state.made.push_back((now, budget.made));
        // One older than a minute stays, to count from.
        while state
            .made
            .get(1)
            .is_some_and(|(at, _)| now.duration_since(*at) >= MINUTE)
        {
            state.made.pop_front();
        }
    }

    pub(super) fn status(&self, now_ms: i64, budget: &BudgetReport) -> AccountSync {
        self.sample(budget);
        let state = self.state();
        let now = Instant::now();
        let groups = SyncGroup::ALL.into_iter().filter_map(|group| {
            let of = state.groups.get(&group)?;
            let wait = of.next.saturating_duration_since(now).as_millis();
            let next = now_ms.saturating_add(i64::try_from(wait).unwrap_or(i64::MAX));
            let shown = match (of.running, of.observed_ms) {
                (Some(_), _) => SyncState::Running,
                (None, Some(_)) => SyncState::Done,
                (None, None) => SyncState::Never,
            };
            let idle = of.running.is_none() && !state.paused;
            Some(GroupStatus {
                group: group.key().to_owned(),
                state: shown.key().to_owned(),
                done: of.running.map_or(0, |running| running.done),
                total: of.running.and_then(|running| running.total),
                seconds_left: of.running.and_then(|running| running.seconds_left()),
                observed_at: of.observed_ms.map(time),
                next_at: idle.then(|| time(next)),
                failure: of.failure.clone(),
            })
        });
        let first = state.made.front().map_or(budget.made, |(_, made)| *made);
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        AccountSync {
            paused: state.paused,
            now: Some(time(now_ms)),
            groups: groups.collect(),
            calls_last_minute: whole(budget.made.saturating_sub(first)),
            calls_allowed_per_minute: per_minute(budget.calls_per_second),
            calls_full_per_minute: per_minute(budget.full_calls_per_second),
            calls_waiting: whole(budget.waiting.iter().sum::<usize>() as u64),
            calls_made: whole(budget.made),
            throttled: whole(budget.throttled),
            failures: state.failures.iter().cloned().collect(),
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a rate is a few calls a second"
)]
fn per_minute(rate: f64) -> i64 {
    (rate * 60.0).round() as i64
}
