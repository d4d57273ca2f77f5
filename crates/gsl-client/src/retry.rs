//! Retries: which failures, how often and how soon.

use crate::error::ErrorKind;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// How often and how soon a call is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Calls made for one request, the first included; 4. One more each for a corrected clock and for renewed keys.
    pub attempts: u32,
    /// Wait after the first failure, doubled after each further one up to 8 s; 500 ms.
    pub delay: Duration,
    /// Wait after the first throttled call, doubled up to 5 s; 2 s.
    pub throttled_delay: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            delay: Duration::from_millis(500),
            throttled_delay: Duration::from_secs(2),
        }
    }
}

impl Retry {
    /// The wait after `failed` calls, plus up to a quarter of jitter so that several programs do not retry in step.
    fn wait(&self, kind: ErrorKind, failed: u32) -> Duration {
        let (first, longest) = match kind {
            ErrorKind::Throttled => (self.throttled_delay, Duration::from_secs(5)),
            _ => (self.delay, Duration::from_secs(8)),
        };
        let doubled = first.saturating_mul(1 << failed.saturating_sub(1).min(16));
        let wait = doubled.min(longest.max(first));
        let random = u32::try_from(RandomState::new().hash_one(failed) % 256).unwrap_or_default();
        wait + wait * random / 1024
    }
}

/// The tries of one request so far.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    pub(crate) clock_corrected: bool,
    pub(crate) keys_renewed: bool,
    failed: u32,
    unreadable: bool,
}

impl Tries {
    /// How long to wait before the next call; `None` to give up. `harmless`: the request may be sent again, because it only
    /// reads or was certainly not accepted.
    pub(crate) fn next(
        &mut self,
        retry: &Retry,
        kind: ErrorKind,
        harmless: bool,
    ) -> Option<Duration> {
        self.failed += 1;
        let passing = match kind {
            ErrorKind::Throttled | ErrorKind::NoAnswer | ErrorKind::Unavailable => true,
            // Only once: a truncated answer may be whole the next time, an answer of another format will not change.
            ErrorKind::Unreadable => !std::mem::replace(&mut self.unreadable, true),
            _ => false,
        };
        (harmless && passing && self.failed < retry.attempts).then(|| retry.wait(kind, self.failed))
    }
}

#[cfg(test)]
mod tests {
    use super::{Retry, Tries};
    use crate::error::ErrorKind;
    use std::time::Duration;

    #[test]
    fn waits_grow_up_to_a_limit() {
        let retry = Retry::default();
        for (kind, failed, expected) in [
            (ErrorKind::NoAnswer, 1, 500),
            (ErrorKind::NoAnswer, 2, 1_000),
            (ErrorKind::NoAnswer, 40, 8_000),
            (ErrorKind::Throttled, 1, 2_000),
            (ErrorKind::Throttled, 2, 4_000),
            (ErrorKind::Throttled, 3, 5_000),
        ] {
            let wait = retry.wait(kind, failed);
            let expected = Duration::from_millis(expected);
            assert!(
                wait >= expected && wait <= expected * 5 / 4,
                "{kind:?} {failed}: {wait:?}"
            );
        }
    }

    #[test]
    fn what_will_not_pass_is_not_tried_again() {
        let next = |kind, harmless| Tries::default().next(&Retry::default(), kind, harmless);
        assert!(next(ErrorKind::Unavailable, true).is_some());
        assert_eq!(next(ErrorKind::Unavailable, false), None);
        assert_eq!(next(ErrorKind::Refused, true), None);
        assert_eq!(next(ErrorKind::CredentialsRefused, true), None);
        let mut tries = Tries::default();
        let mut next = || {
            tries
                .next(&Retry::default(), ErrorKind::NoAnswer, true)
                .is_some()
        };
        assert_eq!([next(), next(), next(), next()], [true, true, true, false]);
        let mut tries = Tries::default();
        let mut next = || {
            tries
                .next(&Retry::default(), ErrorKind::Unreadable, true)
                .is_some()
        };
        assert_eq!([next(), next()], [true, false]);
    }
}
