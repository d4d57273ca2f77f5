//! A mutation: sent once however often its button is pressed, its refusal shown where it was asked for.

use super::error_panel::{Explain, details};
use crate::api::{ApiError, Request};
use crate::state::{App, messages};
use crate::ui::feedback::ErrorPanel;
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// The state of one mutation. Copy.
#[derive(Clone, Copy)]
pub struct Act {
    /// It is under way.
    pub busy: RwSignal<bool>,
    /// Why the last try failed.
    pub error: RwSignal<Option<ApiError>>,
}

impl Act {
    /// Nothing is under way.
    #[must_use]
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    /// Why a button must wait, as its `disabled_reason`.
    #[must_use]
    pub fn reason(self, app: App) -> Option<String> {
        self.busy
            .get()
            .then(|| app.messages().common.loading.to_owned())
    }

    /// Sends `request` unless one is under way. Afterwards the answers below `touched` are asked for anew, the last of
    /// them where it is on screen, and `done` gets the body, if the page is still there.
    pub fn run(
        self,
        app: App,
        request: Request,
        touched: &'static [&'static str],
        done: Box<dyn FnOnce(String)>,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let answer = app.client.raw(&request, None).await;
            if answer.is_ok() {
                for prefix in touched {
                    app.client.invalidate(prefix);
                }
            }
            if !self.busy.try_set(false) {
                return;
            }
            match answer {
                Ok(answer) => done(answer.body),
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// What went wrong, with the service's own words, while something is wrong.
    #[must_use]
    pub fn failure(self) -> AnyView {
        self.told(words)
    }

    /// As [`Act::failure`], with other words for it.
    #[must_use]
    pub fn told(self, words: Explain) -> AnyView {
        (move || self.error.get().map(|error| refusal(&error, words))).into_any()
    }
}

impl Default for Act {
    fn default() -> Self {
        Self::new()
    }
}

/// A refused mutation: what happened, what to do, code and request id to copy.
fn refusal(error: &ApiError, words: Explain) -> AnyView {
    let m = messages();
    let (title, text) = words(error);
    view! {
        <ErrorPanel title=title text=text details=details(error) copy_label=m.errors.copy_details copied_label=m.common.copied />
    }
    .into_any()
}

fn words(error: &ApiError) -> (&'static str, &'static str) {
    let m = messages();
    match error.refusal().map(|refusal| refusal.code.as_str()) {
        Some("GSL.00020004") => (m.labels().not_saved, m.labels().not_saved_next),
        Some("GSL.00016053") => (m.labels().gone, m.labels().gone_next),
        _ => m.errors.explain(error),
    }
}
