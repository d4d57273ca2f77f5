//! Instants in cells: relative up to a day, with the full instant and zone on hover.

use crate::i18n::format;
use crate::platform::clock;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::time::Time;

/// A dash, which screen readers read as "none".
#[must_use]
pub fn nothing(app: App) -> AnyView {
    let none = app.messages().common.none;
    view! { <span class="muted"><span aria-hidden="true">"—"</span><span class="sr-only">{none}</span></span> }
}

/// An instant in the past.
#[must_use]
pub fn past(app: App, at: Option<Time>) -> AnyView {
    shown(app, at, |app, at| {
        format::ago(&app.messages().common, at, clock::now())
    })
}

/// An instant in the future, always absolute.
#[must_use]
pub fn instant(app: App, at: Option<Time>) -> AnyView {
    shown(app, at, |_, at| format::instant(at))
}

type Write = fn(App, chrono::DateTime<chrono::Utc>) -> String;

fn shown(app: App, at: Option<Time>, write: Write) -> AnyView {
    let Some(Time(at)) = at else {
        return nothing(app);
    };
    view! { <span title=format::instant_full(at)>{write(app, at)}</span> }
}
