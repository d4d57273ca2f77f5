//! The waiting time between two exports, counting down (Q9.7).

use crate::api::{ApiError, Query};
use crate::platform::clock;
use crate::platform::timer::every_visible;
use crate::view::prelude::*;
use gsl_model::wire::ExportTaskList;

/// The service's error code for an export that comes too soon.
const TOO_SOON: &str = "GSL.00011007";

/// Seconds left, from the list of tasks and the time since it was fetched.
#[must_use]
pub fn seconds_left(list: Query<ExportTaskList>) -> Memo<i64> {
    let tick = RwSignal::new(0_u32);
    every_visible(1000, move || {
        let _ = tick.try_update(|tick| *tick = tick.wrapping_add(1));
    });
    Memo::new(move |_| {
        tick.track();
        list.state.with(|state| {
            let wait_seconds = state.data.as_ref().map_or(0, |list| list.wait_seconds);
            let since = state
                .fetched_at
                .map_or(0, |at| (clock::now() - at).num_seconds());
            (wait_seconds - since).max(0)
        })
    })
}

/// `4:32`
#[must_use]
pub fn clock_text(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Whether the export was refused only because it came too soon.
#[must_use]
pub fn too_soon(error: &ApiError) -> bool {
    error
        .refusal()
        .is_some_and(|refusal| refusal.code == TOO_SOON)
}
