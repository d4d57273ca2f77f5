//! Faults on demand: what can go wrong between a client and the cloud, at the next call, at every n-th call or at random, for
//! one operation or all of them.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gsl_server::rng::Rng;

use crate::contract::{Contract, Operation};

/// Something that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 429 of the gateway; the service does not see the call.
    Throttled,
    /// 500 of the service, which has not accepted the call.
    Unavailable,
    /// 504 of the gateway, after the service has accepted the call.
    TimeoutAfter,
    /// The connection is closed, and the service has not seen the call.
    DropBefore,
    /// The connection is closed after the service has accepted the call.
    DropAfter,
    /// The answer is delayed.
    Slow,
    /// The answer ends in the middle.
    Truncated,
    /// From this page of a list on, all rows move up three places, as if the first three had been deleted; the next such
    /// fault of the same list brings them back. Does not affect other operations.
    Shift,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Throttled,
        Self::Unavailable,
        Self::TimeoutAfter,
        Self::DropBefore,
        Self::DropAfter,
        Self::Slow,
        Self::Truncated,
        Self::Shift,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Throttled => "throttled",
            Self::Unavailable => "unavailable",
            Self::TimeoutAfter => "timeout-after",
            Self::DropBefore => "drop-before",
            Self::DropAfter => "drop-after",
            Self::Slow => "slow",
            Self::Truncated => "truncated",
            Self::Shift => "shift",
        }
    }

    fn fits(self, operation: &Operation) -> bool {
        self != Self::Shift || operation.is_list()
    }
}

/// Which calls a fault affects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum When {
    /// The next n calls.
    Next(u32),
    /// Every n-th call from now on.
    Every(u32),
    /// This share of all calls, 0 to 1, at random.
    Rate(f64),
}

/// A fault, or a random one, and the calls it affects.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The fault; `None` for one at random.
    pub fault: Option<Fault>,
    /// Calls of this operation only.
    pub operation: Option<String>,
    /// Which of them.
    pub when: When,
}

impl Rule {
    /// For calls of all operations.
    #[must_use]
    pub fn new(fault: Fault, when: When) -> Self {
        Self {
            fault: Some(fault),
            operation: None,
            when,
        }
    }

    /// For calls of this operation alone, by its name in the official client.
    #[must_use]
    pub fn of(mut self, operation: &str) -> Self {
        self.operation = Some(operation.to_owned());
        self
    }
}

impl FromStr for Rule {
    type Err = String;

    /// `drop-after:StopSimCard=next`, `any=every-2`, `throttled=0.1`
    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || {
            let keys = Fault::ALL.map(Fault::key).join(", ");
            format!(
                "{text:?} is no fault such as drop-after:StopSimCard=next, slow=0.05 or any=every-2; there are {keys}"
            )
        };
        let (what, when) = text.split_once('=').ok_or_else(expected)?;
        let (fault, operation) = match what.split_once(':') {
            Some((fault, operation)) => (fault, Some(operation.to_owned())),
            None => (what, None),
        };
        let fault = match fault {
            "any" => None,
            key => {
                let found = Fault::ALL.into_iter().find(|fault| fault.key() == key);
                Some(found.ok_or_else(expected)?)
            }
        };
        let count = |text: &str| text.parse().ok().filter(|count| *count > 0);
        let when = match when.split_once('-') {
            None if when == "next" => Some(When::Next(1)),
            Some(("next", calls)) => count(calls).map(When::Next),
            Some(("every", calls)) => count(calls).map(When::Every),
            _ => {
                let rate = when.parse().ok().filter(|rate| (0.0..=1.0).contains(rate));
                rate.map(When::Rate)
            }
        };
        Ok(Self {
            fault,
            operation,
            when: when.ok_or_else(expected)?,
        })
    }
}

/// The rules for coming calls. Clones share their state.
#[derive(Debug, Clone)]
pub struct Faults(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    rules: Vec<(Rule, u32)>,
    rng: Rng,
    delay: Duration,
    /// How many rows are hidden at the head of a list, by operation.
    hidden: BTreeMap<String, usize>,
}

/// Rows by which a list shifts.
const SHIFT: usize = 3;

impl Faults {
    /// No rules yet. The same seed affects the same calls.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State {
            rules: Vec::new(),
            rng: Rng::new(seed, 17),
            delay: Duration::from_secs(2),
            hidden: BTreeMap::new(),
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a rule. The first rule that affects a call wins.
    pub fn add(&self, rule: Rule) {
        self.state().rules.push((rule, 0));
    }

    /// Removes all rules and restores all lists.
    pub fn clear(&self) {
        let mut state = self.state();
        state.rules.clear();
        state.hidden.clear();
    }

    /// How long a slow answer takes.
    pub fn delay(&self) -> Duration {
        self.state().delay
    }

    /// Sets how long a slow answer takes; 2 s by default.
    pub fn set_delay(&self, delay: Duration) {
        self.state().delay = delay;
    }

    /// Replaces all rules by those of a list, separated by commas, and sets the delay where it says so: `delay=500` in ms.
    ///
    /// # Errors
    /// What is invalid; then nothing has changed.
    pub fn set(&self, text: &str, contract: &Contract) -> Result<(), String> {
        let mut rules = Vec::new();
        let mut delay = None;
        for item in text
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
        {
            if let Some(ms) = item.strip_prefix("delay=") {
                let ms = ms
                    .parse()
                    .map_err(|_| format!("{item:?} is no number of ms"))?;
                delay = Some(Duration::from_millis(ms));
                continue;
            }
            let rule: Rule = item.parse()?;
            if let Some(name) = &rule.operation
                && contract.named(name).is_none()
            {
                return Err(format!("{name:?} is no operation such as ListSimCards"));
            }
            rules.push((rule, 0));
        }
        let mut state = self.state();
        state.rules = rules;
        state.hidden.clear();
        state.delay = delay.unwrap_or(state.delay);
        Ok(())
    }

    /// The fault of this call.
    pub(crate) fn take(&self, operation: &Operation) -> Option<Fault> {
        let mut state = self.state();
        let State {
            rules, rng, hidden, ..
        } = &mut *state;
        let mut met = None;
        for (rule, calls) in rules.iter_mut() {
            let concerns = rule
                .operation
                .as_ref()
                .is_none_or(|name| *name == operation.name);
            if !concerns || rule.fault.is_some_and(|fault| !fault.fits(operation)) {
                continue;
            }
            *calls += 1;
            let meets = match &mut rule.when {
                When::Next(left) => {
                    let meets = *left > 0;
                    *left = left.saturating_sub(1);
                    meets
                }
                When::Every(number) => *calls % (*number).max(1) == 0,
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                When::Rate(rate) => rng.draw() % 1_000_000 < (*rate * 1e6) as u64,
            };
            if meets {
                let possible: Vec<Fault> = Fault::ALL
                    .into_iter()
                    .filter(|fault| fault.fits(operation))
                    .collect();
                met = rule.fault.or_else(|| rng.pick(&possible).copied());
                break;
            }
        }
        rules.retain(|(rule, _)| rule.when != When::Next(0));
        if met == Some(Fault::Shift) && hidden.remove(&operation.name).is_none() {
            hidden.insert(operation.name.clone(), SHIFT);
        }
        met
    }

    /// How many rows are hidden at the head of this list.
    pub(crate) fn hidden(&self, operation: &Operation) -> usize {
        self.state()
            .hidden
            .get(&operation.name)
            .copied()
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_meet_the_calls_they_are_for() {
        let contract = Contract::read().unwrap();
        let operation = |name: &str| contract.named(name).unwrap();
        let (list, stop) = (operation("ListTags"), operation("StopSimCard"));
        let faults = Faults::new(1);
        faults
            .set(
                "drop-after:StopSimCard=next, throttled:ListTags=every-2,delay=7",
                &contract,
            )
            .unwrap();
        assert_eq!(faults.delay(), Duration::from_millis(7));
        assert_eq!(faults.take(stop), Some(Fault::DropAfter));
        assert_eq!(faults.take(stop), None);
        let met = [faults.take(list), faults.take(list), faults.take(list)];
        assert_eq!(met, [None, Some(Fault::Throttled), None]);

        // A list shifts and comes back; what is no list does not shift.
        faults.set("shift=next-2", &contract).unwrap();
        assert_eq!(faults.take(stop), None);
        assert_eq!(faults.take(list), Some(Fault::Shift));
        assert_eq!((faults.hidden(list), faults.hidden(stop)), (SHIFT, 0));
        assert_eq!(faults.take(list), Some(Fault::Shift));
        assert_eq!((faults.hidden(list), faults.take(list)), (0, None));

        faults.set("any=0.25", &contract).unwrap();
        let met = (0..4_000).filter(|_| faults.take(stop).is_some()).count();
        assert!((900..1_100).contains(&met), "{met}");
        faults.clear();
        assert_eq!(faults.take(stop), None);
    }

    #[test]
    fn what_is_no_fault_is_named() {
        let contract = Contract::read().unwrap();
        let faults = Faults::new(1);
        for (text, word) in [
            ("slow", "slow"),
            ("sluggish=next", "sluggish"),
            ("slow=2", "slow=2"),
            ("slow=next-0", "next-0"),
            ("slow:Stop=next", "Stop"),
            ("delay=soon", "delay"),
        ] {
            let error = faults.set(text, &contract).unwrap_err();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
