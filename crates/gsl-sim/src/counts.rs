//! Counts of calls, for tests of clients: how often they call, and how much at once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde::Serialize;

use crate::contract::Operation;
use crate::gateway::LastSecond;

/// The counts so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Authenticated calls by operation, throttled ones included.
    pub calls: BTreeMap<String, u64>,
    /// Calls the gateway has refused for their signature, project or permission.
    pub unauthorized: u64,
    /// Calls throttled for exceeding a limit, not as a fault on demand.
    pub throttled: u64,
    /// Faults on demand that occurred, by name.
    pub faults: BTreeMap<String, u64>,
    /// Acts the service has accepted, whatever the caller was answered, by operation.
    pub accepted: BTreeMap<String, u64>,
    /// The most calls within any second.
    pub most_per_second: usize,
    /// The most calls of the slow operations within any second.
    pub most_slow_per_second: usize,
    /// The most operations on one card at once, requested or running as a work order. More than one breaks the cloud's rule.
    pub most_on_one_card: usize,
}

/// Counts while calls come in. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Counts(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    report: Report,
    all: LastSecond,
    slow: LastSecond,
    /// Calls that were let in: what the limits apply to.
    let_in: LastSecond,
    slow_let_in: LastSecond,
    /// Requests in progress, by card.
    asked: HashMap<i64, usize>,
}

impl Counts {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The counts so far.
    #[must_use]
    pub fn report(&self) -> Report {
        let state = self.state();
        Report {
            most_per_second: state.all.most(),
            most_slow_per_second: state.slow.most(),
            ..state.report.clone()
        }
    }

    /// Resets all counts.
    pub fn reset(&self) {
        let mut state = self.state();
        let asked = std::mem::take(&mut state.asked);
        *state = State {
            asked,
            ..State::default()
        };
    }

    pub(crate) fn unauthorized(&self) {
        self.state().report.unauthorized += 1;
    }

    pub(crate) fn fault(&self, key: &str) {
        let mut state = self.state();
        *state.report.faults.entry(key.to_owned()).or_default() += 1;
    }

    pub(crate) fn accepted(&self, operation: &Operation) {
        let mut state = self.state();
        let name = operation.name.clone();
        *state.report.accepted.entry(name).or_default() += 1;
    }

    /// Counts a call. `limits`: calls allowed within a second, and slow ones. The error is the limit that is exceeded.
    pub(crate) fn call(
        &self,
        operation: &Operation,
        limits: Option<(usize, usize)>,
    ) -> Result<(), usize> {
        let now = Instant::now();
        let mut state = self.state();
        *state
            .report
            .calls
            .entry(operation.name.clone())
            .or_default() += 1;
        state.all.add(now);
        if operation.is_slow() {
            state.slow.add(now);
        }
        let Some((all, slow)) = limits else {
            return Ok(());
        };
        let passed = if state.let_in.count(now) >= all {
            Some(all)
        } else if operation.is_slow() && state.slow_let_in.count(now) >= slow {
            Some(slow)
        } else {
            None
        };
        if let Some(limit) = passed {
            state.report.throttled += 1;
            return Err(limit);
        }
        state.let_in.add(now);
        if operation.is_slow() {
            state.slow_let_in.add(now);
        }
        Ok(())
    }

    /// Counts an act on a card that has so many running work orders.
    pub(crate) fn on_card(&self, card: i64, running: usize) -> OnCard {
        let mut state = self.state();
        let asked = state.asked.entry(card).or_default();
        *asked += 1;
        let at_once = *asked + running;
        state.report.most_on_one_card = state.report.most_on_one_card.max(at_once);
        OnCard {
            counts: self.clone(),
            card,
        }
    }
}

/// An act on a card in progress.
pub(crate) struct OnCard {
    counts: Counts,
    card: i64,
}

impl Drop for OnCard {
    fn drop(&mut self) {
        let mut state = self.counts.state();
        if let Some(asked) = state.asked.get_mut(&self.card) {
            *asked -= 1;
            if *asked == 0 {
                state.asked.remove(&self.card);
            }
        }
    }
}
