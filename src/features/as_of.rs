//! The instant of usage figures, as a text (Q8.2).

use crate::i18n::{common::Common, format};
use crate::platform::{clock, timer::every_visible};
use crate::view::prelude::*;
use chrono::{DateTime, NaiveDate, Utc};
use gsl_model::zone;

/// "as of 24:00 yesterday (UTC+8)", "as of 3 min ago", "as of 2026-11-20 00:00". None means 24:00 of yesterday, as
/// documented for the service.
#[must_use]
pub fn as_of_text(common: &Common, at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> String {
    match at {
        None => common.as_of_yesterday.to_owned(),
        Some(at) if at == zone::last_midnight(now) => common.as_of_yesterday.to_owned(),
        Some(at) => (common.as_of)(&format::ago(common, at, now)),
    }
}

/// The service's date, updated while the tab is visible, because a new billing cycle may start while the page is open.
#[must_use]
pub fn service_day() -> Memo<NaiveDate> {
    let tick = RwSignal::new(0_u32);
    every_visible(5000, move || {
        let _ = tick.try_update(|tick| *tick = tick.wrapping_add(1));
    });
    Memo::new(move |_| {
        tick.track();
        zone::today(clock::now())
    })
}
