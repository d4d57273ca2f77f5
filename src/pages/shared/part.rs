//! A part of a page that loads by its own query: skeleton, content, or what went wrong with the way to try again.

use super::as_of::as_of_text;
use super::error_panel::{ApiErrorPanel, Explain, explain};
use crate::api::{ApiError, Fit, Query};
use crate::i18n::format;
use crate::platform::clock;
use crate::state::messages;
use crate::ui::feedback::Skeleton;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::zone;

/// A query without its data, so that what draws it is compiled once.
#[derive(Clone, Copy)]
pub struct Watch {
    /// There are data.
    pub loaded: Memo<bool>,
    /// A call is under way.
    pub loading: Memo<bool>,
    /// The data are of the previous question.
    pub stale: Memo<bool>,
    /// Why the last call failed.
    pub error: Memo<Option<ApiError>>,
    /// Seconds until the next automatic try.
    pub retry_in: Memo<Option<u32>>,
    /// Asks again.
    pub refetch: Callback<()>,
}

/// Follows a query.
#[must_use]
pub fn watch<T: 'static>(query: Query<T>) -> Watch {
    Watch {
        loaded: Memo::new(move |_| {
            query.fit() == Fit::Now && query.state.with(|state| state.data.is_some())
        }),
        loading: Memo::new(move |_| query.state.with(|state| state.loading)),
        stale: Memo::new(move |_| query.fit() != Fit::Now),
        error: Memo::new(move |_| query.state.with(|state| state.error.clone())),
        retry_in: Memo::new(move |_| query.state.with(|state| state.retry_in)),
        refetch: Callback::new(move |()| query.refetch()),
    }
}

/// Follows the query of a list: what it showed before stays while the next comes.
#[must_use]
pub fn watch_list<T: 'static>(query: Query<T>) -> Watch {
    Watch {
        loaded: Memo::new(move |_| query.state.with(|state| state.data.is_some())),
        ..watch(query)
    }
}

/// Draws a part: the failure above whatever is already known, a skeleton before the first answer.
#[must_use]
pub fn part(watch: Watch, rows: usize, content: impl Fn() -> AnyView + 'static) -> AnyView {
    told(watch, explain, rows, content)
}

/// As [`part`], with words of its own for what went wrong.
#[must_use]
pub fn told(
    watch: Watch,
    words: Explain,
    rows: usize,
    content: impl Fn() -> AnyView + 'static,
) -> AnyView {
    let m = messages();
    view! {
        <div class="part" class:stale=watch.stale aria-busy=move || watch.loading.get().then_some("true")>
            {failure_in(watch, words)}
            {move || match (watch.loaded.get(), watch.error.with(Option::is_some)) {
                (true, _) => content(),
                (false, true) => ().into_any(),
                (false, false) => view! { <Skeleton rows=rows label=m.common.loading /> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// What went wrong, while something is wrong.
#[must_use]
pub fn failure(watch: Watch) -> AnyView {
    failure_in(watch, explain)
}

fn failure_in(watch: Watch, words: Explain) -> AnyView {
    (move || {
        watch.error.get().map(|error| view! { <ApiErrorPanel error=error retry_in=watch.retry_in on_retry=watch.refetch words=words /> })
    })
    .into_any()
}

/// When figures are from: None is 24:00 of yesterday, as the service documents (Q8.2).
#[must_use]
pub fn as_of(at: Option<DateTime<Utc>>) -> AnyView {
    let m = messages();
    let now = clock::now();
    let yesterday = zone::last_midnight(now);
    let text = as_of_text(&m.common, at, now);
    let full = format::instant_full(at.unwrap_or(yesterday));
    view! { <span class="as-of muted small" title=full>{text}</span> }.into_any()
}
