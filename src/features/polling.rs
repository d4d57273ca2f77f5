//! Polling: only while something is running and only while the tab is visible.

use crate::platform::clock;
use crate::platform::timer::Timer;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::time::Time;

/// Milliseconds between two polls: short when the result is expected within minutes, or the service has accelerated processing.
#[must_use]
pub fn poll_interval(app: App, expected: Option<Time>) -> i32 {
    let soon = expected.is_some_and(|at| (at.0 - clock::now()).num_seconds() < 600);
    if soon || app.client.time_scale() > 1 {
        2_000
    } else {
        30_000
    }
}

/// Calls `again` every few seconds while `running`.
pub fn while_running(app: App, running: Memo<bool>, again: Callback<()>) {
    every(
        Signal::derive(move || poll_interval(app, None)),
        running,
        again,
    );
}

/// Calls `again` every `ms` milliseconds while `running`.
pub fn every(ms: Signal<i32>, running: Memo<bool>, again: Callback<()>) {
    let timer = StoredValue::new(None::<Timer>);
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    Effect::new(move |_| {
        timer.set_value(None);
        if running.get() {
            timer.set_value(Some(Timer::every(ms.get(), move || {
                if !crate::platform::dom::document().hidden() {
                    again.run(());
                }
            })));
        }
    });
}

/// A note that the page refreshes itself, shown while it does.
#[must_use]
pub fn note(app: App, running: Memo<bool>, text: fn(u32) -> String) -> AnyView {
    (move || {
        running
            .get()
            .then(|| view! { <span class="muted small live-note">{text(poll_interval(app, None).unsigned_abs() / 1000)}</span> })
    })
    .into_view()
}
