//! Tracks a purchased add-on until it has arrived.

use super::texts;
use crate::api::Query;
use crate::features::polling::poll_interval;
use crate::platform::timer::Timer;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::view::prelude::*;
use gsl_model::time::Time;

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ArrivalState {
    /// Nothing to wait for, or not known.
    None,
    /// On its way, expected then.
    Expected(Option<Time>),
    /// It counts.
    Arrived,
}

/// Polls until it has arrived, and announces that once.
pub fn follow<T: 'static>(
    app: App,
    query: Query<T>,
    wait: Memo<ArrivalState>,
    arrived: Callback<()>,
) {
    let timer = StoredValue::new(None::<Timer>);
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    Effect::new(move |_| {
        // Every answer sets the next look.
        query.state.track();
        timer.set_value(match wait.get() {
            ArrivalState::Expected(until) => {
                Some(Timer::after(poll_interval(app, until), move || {
                    query.refetch()
                }))
            }
            _ => None,
        });
    });
    Effect::new(move |before: Option<bool>| {
        let now = wait.get() == ArrivalState::Arrived;
        if before != Some(true) && now {
            app.announce(texts(app).arrived);
            arrived.run(());
        }
        now
    });
}

/// On its way, or arrived.
#[must_use]
pub fn badge(app: App, arrived: bool) -> AnyView {
    let t = texts(app);
    let (kind, text) = if arrived {
        (Status::Ok, t.arrived)
    } else {
        (Status::Warn, t.arriving)
    };
    view! { <StatusBadge kind=kind text=text /> }
}
