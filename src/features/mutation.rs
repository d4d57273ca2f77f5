//! A mutation: sent once no matter how often its button is pressed; an error is shown next to the button.

use crate::api::{ApiError, MutationRequest, Request};
use crate::features::error_panel::{Explain, details};
use crate::platform::dom::fresh_key;
use crate::state::{App, messages};
use crate::ui::feedback::ErrorPanel;
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// The request to send.
pub enum Call {
    /// The caller has set an idempotency key.
    Keyed(Request),
    /// [`Mutation`] sets an idempotency key.
    New(MutationRequest),
}

impl From<Request> for Call {
    fn from(request: Request) -> Self {
        Self::Keyed(request)
    }
}

impl From<MutationRequest> for Call {
    fn from(mutation: MutationRequest) -> Self {
        Self::New(mutation)
    }
}

/// The state of one mutation. Copy.
#[derive(Clone, Copy)]
pub struct Mutation {
    /// Whether a request is in progress.
    pub busy: RwSignal<bool>,
    /// Why the last attempt failed.
    pub error: RwSignal<Option<ApiError>>,
    /// The last request, with its key.
    last: StoredValue<Option<(String, String)>>,
}

impl Mutation {
    /// No request is in progress.
    #[must_use]
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            last: StoredValue::new(None),
        }
    }

    /// Sending the same request again while its failure is shown is a retry and reuses its key, because the first
    /// answer may have been lost. Any other request gets a new key.
    fn keyed(self, call: Call) -> Request {
        let mutation = match call {
            Call::Keyed(request) => return request,
            Call::New(mutation) => mutation,
        };
        let what = mutation.key();
        let failed = self.error.with_untracked(Option::is_some);
        let known = self.last.get_value();
        let key = known
            .filter(|(sent, _)| failed && *sent == what)
            .map_or_else(fresh_key, |(_, key)| key);
        self.last.set_value(Some((what, key.clone())));
        mutation.once(key)
    }

    /// Why the button of an act does nothing, as its `disabled_reason`: the service only reads, or it is under way. Tracked.
    #[must_use]
    pub fn reason(self, app: App) -> Option<String> {
        app.read_only().or_else(|| self.wait(app))
    }

    /// Why the button of something that changes nothing of the account must wait: a preview, an export. Tracked.
    #[must_use]
    pub fn wait(self, app: App) -> Option<String> {
        self.busy
            .get()
            .then(|| app.messages().common.loading.to_owned())
    }

    /// Whether it was refused because the data shown before is outdated. Tracked.
    #[must_use]
    pub fn is_outdated(self) -> bool {
        self.error.with(|error| {
            let refusal = error.as_ref().and_then(ApiError::refusal);
            refusal.is_some_and(|refusal| refusal.status == 409)
        })
    }

    /// Sends `call` unless a request is in progress. Afterwards, cached answers under the paths in `touched` are
    /// dropped, queries on screen for the last of these paths reload, and `done` receives the body if the page still
    /// exists.
    pub fn run(
        self,
        app: App,
        call: impl Into<Call>,
        touched: &'static [&'static str],
        done: Box<dyn FnOnce(String)>,
    ) {
        self.send(app, call.into(), touched, done);
    }

    fn send(
        self,
        app: App,
        call: Call,
        touched: &'static [&'static str],
        done: Box<dyn FnOnce(String)>,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let request = self.keyed(call);
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

    /// The failure, including the service's message, if there is one.
    #[must_use]
    pub fn failure(self) -> AnyView {
        self.failure_with(words)
    }

    /// Like [`Mutation::failure`], with another explanation.
    #[must_use]
    pub fn failure_with(self, words: Explain) -> AnyView {
        (move || self.error.get().map(|error| refusal(&error, words))).into_view()
    }
}

impl Default for Mutation {
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
}

fn words(error: &ApiError) -> (&'static str, &'static str) {
    let m = messages();
    match error.refusal().map(|refusal| refusal.code.as_str()) {
        Some("GSL.00020004") => (m.labels().not_saved, m.labels().not_saved_next),
        Some("GSL.00016053") => (m.labels().gone, m.labels().gone_next),
        _ => m.errors.explain(error),
    }
}
