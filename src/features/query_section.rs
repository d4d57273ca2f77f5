//! A section of a page with its own query: skeleton, content, or the failure with a retry button.

use crate::api::{ApiError, Freshness, Query, QueryStatus};
use crate::features::as_of::as_of_text;
use crate::features::error_panel::{ApiErrorPanel, Explain, explain};
use crate::i18n::format;
use crate::platform::clock;
use crate::state::{app, messages};
use crate::ui::feedback::Skeleton;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::zone;

/// The state of a query without its data, so that the code that draws it is compiled once.
#[derive(Clone, Copy)]
pub struct LoadState {
    /// Whether there is data.
    pub loaded: Memo<bool>,
    /// Whether a call is in progress.
    pub loading: Memo<bool>,
    /// Whether the data belongs to the previous request.
    pub stale: Memo<bool>,
    /// Why the last call failed.
    pub error: Memo<Option<ApiError>>,
    /// Seconds until the next automatic retry.
    pub retry_in: Memo<Option<u32>>,
    /// Reads again.
    pub refetch: Callback<()>,
}

/// The state of a query.
#[must_use]
pub fn load_state<T: 'static>(query: Query<T>) -> LoadState {
    follow(query.status())
}

fn follow(query: QueryStatus) -> LoadState {
    LoadState {
        loaded: Memo::new(move |_| {
            query.freshness() == Freshness::Current && query.get().asked.is_some()
        }),
        loading: Memo::new(move |_| query.get().loading),
        stale: Memo::new(move |_| query.freshness() != Freshness::Current),
        error: Memo::new(move |_| query.get().error),
        retry_in: Memo::new(move |_| query.get().retry_in),
        refetch: Callback::new(move |()| query.refetch()),
    }
}

/// The state of a list's query: the previous rows stay while the next ones load.
#[must_use]
pub fn list_load_state<T: 'static>(query: Query<T>) -> LoadState {
    keeping_rows(query.status())
}

/// Like [`list_load_state`], without the type of the data.
#[must_use]
pub fn keeping_rows(query: QueryStatus) -> LoadState {
    LoadState {
        loaded: Memo::new(move |_| query.get().asked.is_some()),
        ..follow(query)
    }
}

/// Draws a section: a skeleton before the first answer; later the content, with the failure above it if there is one.
#[must_use]
pub fn part(load_state: LoadState, rows: usize, content: impl Into<ViewFn>) -> AnyView {
    section(load_state, explain, rows, content.into())
}

/// Like [`part`], with its own explanation of failures.
#[must_use]
pub fn section_with(
    load_state: LoadState,
    words: Explain,
    rows: usize,
    content: impl Into<ViewFn>,
) -> AnyView {
    section(load_state, words, rows, content.into())
}

fn section(load_state: LoadState, words: Explain, rows: usize, content: ViewFn) -> AnyView {
    let m = messages();
    let away = app().client.away;
    view! {
        <div class="part" class:stale=load_state.stale aria-busy=move || load_state.loading.get().then_some("true")>
            {failure_in(load_state, words)}
            {move || match (load_state.loaded.get(), load_state.error.with(Option::is_some)) {
                (true, _) => content.run(),
                (false, true) if !away.get() => ().into_view(),
                (false, _) => view! { <Skeleton rows=rows label=m.common.loading /> },
            }}
        </div>
    }
}

/// The failure, if there is one.
#[must_use]
pub fn failure(load_state: LoadState) -> AnyView {
    failure_in(load_state, explain)
}

fn failure_in(load_state: LoadState, words: Explain) -> AnyView {
    let away = app().client.away;
    (move || {
        // While the service is away one banner says so for all of them.
        let shown = load_state.error.get().filter(|error| !(away.get() && error.is_outage()));
        shown.map(|error| view! { <ApiErrorPanel error=error retry_in=load_state.retry_in on_retry=load_state.refetch words=words /> })
    })
    .into_view()
}

/// The instant of figures; None means 24:00 of yesterday, as documented for the service (Q8.2).
#[must_use]
pub fn as_of(at: Option<DateTime<Utc>>) -> AnyView {
    let m = messages();
    let now = clock::now();
    let yesterday = zone::last_midnight(now);
    let text = as_of_text(&m.common, at, now);
    let full = format::instant_full(at.unwrap_or(yesterday));
    view! { <span class="as-of muted small" title=full>{text}</span> }
}
