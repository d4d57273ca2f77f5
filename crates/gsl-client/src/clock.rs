//! The cloud's clock, as estimated from its answers.
//!
//! The gateway refuses a signature whose date is more than 15 minutes off. The header `Date` of every answer
//! has the cloud's time; requests are signed with this machine's clock corrected by the difference.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// This machine's clock, and by how much it is off.
#[derive(Debug, Default)]
pub struct Clock {
    offset: Mutex<Option<TimeDelta>>,
}

impl Clock {
    /// This machine's time.
    pub(crate) fn local() -> DateTime<Utc> {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_secs())
            .ok()
            .and_then(|seconds| DateTime::from_timestamp(seconds, since.subsec_nanos()))
            .unwrap_or_default()
    }

    /// The cloud's time if it is known, else this machine's.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let local = Self::local();
        let offset = self.ahead().unwrap_or_default();
        local.checked_add_signed(offset).unwrap_or(local)
    }

    /// By how much the cloud's clock is ahead of this machine's, to about a second; `None` before the first answer.
    #[must_use]
    pub fn ahead(&self) -> Option<TimeDelta> {
        *self.offset.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Updates the offset from an answer: its header `Date`, and this machine's time when the request was sent and the answer
    /// arrived. The header was written at some time in between and has whole seconds; an offset within those bounds is kept.
    pub(crate) fn observe(
        &self,
        date: DateTime<Utc>,
        sent: DateTime<Utc>,
        received: DateTime<Utc>,
    ) {
        let least = date - received;
        let most = (date + TimeDelta::seconds(1) - sent).max(least);
        let mut offset = self.offset.lock().unwrap_or_else(PoisonError::into_inner);
        *offset = Some(offset.unwrap_or_default().clamp(least, most));
    }
}

/// Reads a header `Date`.
pub(crate) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let date = DateTime::parse_from_rfc2822(text.trim()).ok()?;
    Some(date.to_utc())
}

#[cfg(test)]
mod tests {
    use super::{Clock, http_date};
    use chrono::TimeDelta;

    #[test]
    fn a_clock_that_is_right_stays_as_it_is() {
        let clock = Clock::default();
        assert_eq!(clock.ahead(), None);
        let sent = http_date("Sun, 22 Nov 2026 18:17:27 GMT").unwrap();
        // The answer took a minute, and was dated at its end.
        let date = sent + TimeDelta::seconds(60);
        clock.observe(date, sent, sent + TimeDelta::milliseconds(60_400));
        assert_eq!(clock.ahead(), Some(TimeDelta::zero()));
    }

    #[test]
    fn the_clock_follows_the_answers() {
        let clock = Clock::default();
        let here = Clock::local();
        let there = here + TimeDelta::minutes(20);
        clock.observe(
            there,
            here - TimeDelta::seconds(1),
            here + TimeDelta::seconds(1),
        );
        let off = (clock.now() - there).num_seconds().abs();
        assert!(off < 5, "{off}");
        // And back, when this machine's clock was set.
        clock.observe(here, here, here);
        let off = (clock.now() - here).num_seconds().abs();
        assert!(off < 5, "{off}");
    }

    #[test]
    fn dates_of_answers_are_read() {
        let date = http_date("Sun, 22 Nov 2026 18:17:27 GMT").unwrap();
        assert_eq!(crate::sign::date(date), "20261122T181727Z");
        assert_eq!(http_date("yesterday"), None);
    }
}
