//! The rate limiter that all calls of an account share.
//!
//! The cloud allows a user five calls a second, and one a second of the two slow operations ([`Operation::is_slow`]). Whether
//! the limit of five applies per operation or to all of them is not documented, and the customer's other programs use it too.
//! So every call queues here. Calls are evenly spaced, so that no second sees more than the rate plus one, and are ordered by
//! [`Priority`]. A "throttled" answer halves the rate, which then recovers by an eighth of its full value every ten seconds.
//!
//! To prevent starvation, every eighth call goes to the caller that has waited longest. All waiting callers wake up whenever
//! one of them gets a turn; this is meant for hundreds of them, not for hundreds of thousands.

use crate::operations::Operation;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tokio::time::{Duration, Instant, timeout_at};

/// Which calls go first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// A person changes a card and waits for the result.
    PersonAct,
    /// A person looks at something and waits for it.
    PersonRead,
    /// Work orders in progress.
    WorkOrders,
    /// Usage figures.
    Usage,
    /// A pass over the whole fleet.
    FullPass,
}

impl Priority {
    /// All priorities, highest first.
    pub const ALL: [Self; 5] = [
        Self::PersonAct,
        Self::PersonRead,
        Self::WorkOrders,
        Self::Usage,
        Self::FullPass,
    ];
}

/// Calls per second: at least 0.01, at most 1,000.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Rate(f64);

impl Rate {
    /// A rate; `None` when it is out of range.
    #[must_use]
    pub fn per_second(calls: f64) -> Option<Self> {
        (0.01..=1000.0).contains(&calls).then_some(Self(calls))
    }

    /// Calls per second.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// How many calls may be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BudgetSettings {
    /// All calls together; 4 a second.
    pub calls: Rate,
    /// Calls of slow operations, contained in those; 1 a second.
    pub slow_calls: Rate,
}

impl Default for BudgetSettings {
    fn default() -> Self {
        Self {
            calls: Rate(4.0),
            slow_calls: Rate(1.0),
        }
    }
}

/// Added to the interval between slow calls: network latency may bring two calls closer together, and at one a second there
/// is no slack for that.
const MARGIN: Duration = Duration::from_millis(50);

/// How often the rate grows after it has been halved.
const RECOVERY: Duration = Duration::from_secs(10);

/// How many steps of [`RECOVERY`] it takes from zero to the full rate.
const STEPS: f64 = 8.0;

/// The rate never falls below the full rate divided by this.
const FLOOR: f64 = 16.0;

/// Every n-th call goes to the caller that has waited longest, whatever its priority.
const LONGEST_WAIT_FIRST: u64 = 8;

/// A rate that is halved and recovers, and when the next call may be made.
#[derive(Debug)]
struct Lane {
    full: f64,
    rate: f64,
    /// When `rate` was halved or grew.
    changed: Instant,
    halved: Option<Instant>,
    margin: Duration,
    free_at: Instant,
}

impl Lane {
    fn new(rate: Rate, margin: Duration, now: Instant) -> Self {
        Self {
            full: rate.0,
            rate: rate.0,
            changed: now,
            halved: None,
            margin,
            free_at: now,
        }
    }

    fn recover(&mut self, now: Instant) {
        while self.rate < self.full && now.duration_since(self.changed) >= RECOVERY {
            self.rate = (self.rate + self.full / STEPS).min(self.full);
            self.changed += RECOVERY;
        }
    }

    fn interval(&self) -> Duration {
        Duration::from_secs_f64(1.0 / self.rate) + self.margin
    }

    fn take(&mut self, now: Instant) {
        self.recover(now);
        self.free_at = now + self.interval();
    }

    /// Halves the rate, unless that has been done since `sent`: calls that are in flight together are throttled together.
    fn halve(&mut self, sent: Instant, now: Instant) {
        if self.halved.is_some_and(|halved| sent <= halved) {
            return;
        }
        self.recover(now);
        self.rate = (self.rate / 2.0).max(self.full / FLOOR);
        self.changed = now;
        self.halved = Some(now);
        self.free_at = self.free_at.max(now + self.interval());
    }
}

/// A place in the queue: priority, then number.
type Ticket = (Priority, u64);

#[derive(Debug)]
struct State {
    all: Lane,
    slow: Lane,
    fast_queue: BTreeSet<Ticket>,
    slow_queue: BTreeSet<Ticket>,
    next_number: u64,
    made: u64,
    throttled: u64,
    /// Calls of the last second.
    recent: VecDeque<Instant>,
}

enum Turn {
    Now,
    /// Not before then, unless another caller gets a turn or leaves.
    Wait(Instant),
}

impl State {
    fn queue(&mut self, slow: bool) -> &mut BTreeSet<Ticket> {
        if slow {
            &mut self.slow_queue
        } else {
            &mut self.fast_queue
        }
    }

    /// Whose turn it is, once a call may be made.
    fn next(&self, now: Instant) -> Option<Ticket> {
        let slow = (self.slow.free_at <= now).then_some(&self.slow_queue);
        let open = || slow.into_iter().chain([&self.fast_queue]);
        if self.made % LONGEST_WAIT_FIRST == LONGEST_WAIT_FIRST - 1 {
            let firsts = Priority::ALL.into_iter().flat_map(|priority| {
                let of = (priority, 0)..=(priority, u64::MAX);
                open().filter_map(move |queue| queue.range(of.clone()).next())
            });
            firsts.min_by_key(|(_, number)| number).copied()
        } else {
            open().filter_map(BTreeSet::first).min().copied()
        }
    }

    fn turn(&mut self, ticket: Ticket, slow: bool, now: Instant) -> Turn {
        let mut free_at = self.all.free_at;
        if slow {
            free_at = free_at.max(self.slow.free_at);
        }
        if free_at > now {
            return Turn::Wait(free_at);
        }
        if self.next(now) != Some(ticket) {
            // The head of the queue is awake too, and notifies once it has taken its turn or left.
            return Turn::Wait(now + self.all.interval());
        }
        self.queue(slow).remove(&ticket);
        self.all.take(now);
        if slow {
            self.slow.take(now);
        }
        self.made += 1;
        self.forget(now);
        self.recent.push_back(now);
        Turn::Now
    }

    fn forget(&mut self, now: Instant) {
        let old = |at: &Instant| now.duration_since(*at) >= Duration::from_secs(1);
        while self.recent.front().is_some_and(old) {
            self.recent.pop_front();
        }
    }
}

/// The budget of an account, shared by all of its clients.
#[derive(Debug)]
pub struct Budget {
    state: Mutex<State>,
    changed: Notify,
}

impl Default for Budget {
    fn default() -> Self {
        Self::new(BudgetSettings::default())
    }
}

/// The right to make one call now.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Permit {
    at: Instant,
    slow: bool,
}

/// The current state of the budget, for display.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BudgetReport {
    /// Calls a second now.
    pub calls_per_second: f64,
    /// Calls a second when nothing is throttled.
    pub full_calls_per_second: f64,
    /// Slow calls a second now.
    pub slow_calls_per_second: f64,
    /// Slow calls a second when nothing is throttled.
    pub full_slow_calls_per_second: f64,
    /// Calls made within the last second.
    pub used: usize,
    /// Calls left for this second at the current rate.
    pub left: usize,
    /// Calls made since the start.
    pub made: u64,
    /// Calls the cloud throttled since the start.
    pub throttled: u64,
    /// Calls that wait, in the order of [`Priority::ALL`].
    pub waiting: [usize; 5],
}

impl Budget {
    /// An unused budget.
    #[must_use]
    pub fn new(settings: BudgetSettings) -> Self {
        let now = Instant::now();
        Self {
            state: Mutex::new(State {
                all: Lane::new(settings.calls, Duration::ZERO, now),
                slow: Lane::new(settings.slow_calls, MARGIN, now),
                fast_queue: BTreeSet::new(),
                slow_queue: BTreeSet::new(),
                next_number: 0,
                made: 0,
                throttled: 0,
                recent: VecDeque::new(),
            }),
            changed: Notify::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn. Dropping the future leaves the queue.
    pub async fn acquire(&self, priority: Priority, operation: Operation) -> Permit {
        let place = Place::take(self, priority, operation.is_slow());
        loop {
            let changed = self.changed.notified();
            let mut changed = std::pin::pin!(changed);
            changed.as_mut().enable();
            let now = Instant::now();
            let turn = self.state().turn(place.ticket, place.slow, now);
            match turn {
                Turn::Now => {
                    return Permit {
                        at: now,
                        slow: place.slow,
                    };
                }
                // Woken or timed out: check again.
                Turn::Wait(until) => drop(timeout_at(until, changed).await),
            }
        }
    }

    /// Reports that the cloud throttled a call: halves the rate, and that of slow calls if it was one of them.
    pub fn throttled(&self, call: Permit) {
        let now = Instant::now();
        let mut state = self.state();
        state.throttled += 1;
        state.all.halve(call.at, now);
        if call.slow {
            state.slow.halve(call.at, now);
        }
    }

    /// The current state of the budget.
    #[must_use]
    pub fn report(&self) -> BudgetReport {
        let now = Instant::now();
        let mut state = self.state();
        state.all.recover(now);
        state.slow.recover(now);
        state.forget(now);
        let used = state.recent.len();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = state.all.rate as usize;
        BudgetReport {
            calls_per_second: state.all.rate,
            full_calls_per_second: state.all.full,
            slow_calls_per_second: state.slow.rate,
            full_slow_calls_per_second: state.slow.full,
            used,
            left: whole.saturating_sub(used),
            made: state.made,
            throttled: state.throttled,
            waiting: Priority::ALL.map(|priority| {
                let of = (priority, 0)..=(priority, u64::MAX);
                state.fast_queue.range(of.clone()).count() + state.slow_queue.range(of).count()
            }),
        }
    }
}

/// A caller in the queue.
struct Place<'a> {
    budget: &'a Budget,
    ticket: Ticket,
    slow: bool,
}

impl<'a> Place<'a> {
    fn take(budget: &'a Budget, priority: Priority, slow: bool) -> Self {
        let mut state = budget.state();
        let ticket = (priority, state.next_number);
        state.next_number += 1;
        state.queue(slow).insert(ticket);
        drop(state);
        Self {
            budget,
            ticket,
            slow,
        }
    }
}

impl Drop for Place<'_> {
    /// After the turn, or when the caller gave up waiting.
    fn drop(&mut self) {
        let slow = self.slow;
        self.budget.state().queue(slow).remove(&self.ticket);
        self.budget.changed.notify_waiters();
    }
}
