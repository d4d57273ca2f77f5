//! A failed read: what happened, what to do, code and request id to copy, and the next automatic retry.

use crate::api::ApiError;
use crate::state::messages;
use crate::ui::{button::Button, feedback::ErrorPanel, icon::IconName};
use crate::view::prelude::*;

/// Returns what happened and what to do next.
pub type Explain = fn(&ApiError) -> (&'static str, &'static str);

/// The explanation that applies everywhere.
#[must_use]
pub fn explain(error: &ApiError) -> (&'static str, &'static str) {
    messages().errors.explain(error)
}

/// Explains `error` in the viewer's language and offers a retry.
#[component]
pub fn ApiErrorPanel(
    /// What went wrong.
    error: ApiError,
    /// Seconds until the next automatic retry, None when there is none.
    #[prop(into)]
    retry_in: Signal<Option<u32>>,
    /// Retries now.
    on_retry: Callback<()>,
    /// The explanation that applies in this place.
    #[prop(optional)]
    words: Option<Explain>,
) -> impl IntoView {
    let m = messages();
    let (title, text) = words.unwrap_or(explain)(&error);
    view! {
        <ErrorPanel title=title text=text details=details(&error) copy_label=m.errors.copy_details copied_label=m.common.copied>
            <Button icon=IconName::Refresh on_click=on_retry>{m.common.retry}</Button>
            <span class="muted small">{move || retry_in.get().map(m.errors.retry_in)}</span>
        </ErrorPanel>
    }
}

/// (name, value) of all details that support asks for, without empty values.
#[must_use]
pub fn details(error: &ApiError) -> Vec<(String, String)> {
    let m = &messages().errors;
    let mut details = Vec::new();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            details.push((name.to_owned(), value.to_owned()));
        }
    };
    if let Some(refusal) = error.refusal() {
        if refusal.code.is_empty() {
            put(m.code, &format!("HTTP {}", refusal.status));
        }
        put(m.code, &refusal.code);
        put(m.service_says, &refusal.message);
    }
    if let ApiError::Malformed { problem, raw, .. } = error {
        put(m.service_says, problem);
        put(m.answer, raw);
    }
    put(m.request_id, error.request_id().unwrap_or_default());
    details
}
