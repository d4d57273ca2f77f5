//! Asking again while something runs: only then, and only while the tab is visible.

use crate::api::client::Service;
use crate::platform::timer::Timer;
use crate::state::App;
use crate::view::prelude::*;

/// Seconds between two looks. A service whose work takes days is asked less often.
#[must_use]
pub fn seconds(app: App) -> u32 {
    let accelerated = app.client.service.with(|service| match service {
        Service::Known(known) => known.time_scale.unwrap_or(1) > 1,
        Service::Unknown => false,
    });
    if accelerated { 2 } else { 30 }
}

/// Calls `again` every few seconds while `running`.
pub fn while_running(app: App, running: Memo<bool>, again: Callback<()>) {
    every(poll_interval(app), running, again);
}

/// Milliseconds between two looks, see [`seconds`].
#[must_use]
pub fn poll_interval(app: App) -> Signal<i32> {
    Signal::derive(move || i32::try_from(seconds(app)).unwrap_or(30) * 1000)
}

/// Calls `again` every so many milliseconds while `running`.
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

/// Says that the page refreshes itself, while it does.
#[must_use]
pub fn note(app: App, running: Memo<bool>, text: fn(u32) -> String) -> AnyView {
    (move || {
        running
            .get()
            .then(|| view! { <span class="muted small live-note">{text(seconds(app))}</span> })
    })
    .into_any()
}
