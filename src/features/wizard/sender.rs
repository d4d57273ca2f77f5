//! Sends a wizard's request: once, however often its button is pressed and the page reloaded.

use crate::api::{ApiError, MutationRequest, error::Refusal};
use crate::features::error_panel::details;
use crate::features::mutation::Mutation;
use crate::platform::dom::fresh_key;
use crate::platform::draft::Draft;
use crate::state::App;
use crate::ui::feedback::ErrorPanel;
use crate::view::prelude::*;

/// Draft field that identifies this run of the wizard.
pub const RUN: &str = "run";

/// Title and text of a refusal, where the wizard can say more than the general explanation.
pub type Explain = fn(App, &Refusal) -> Option<(&'static str, &'static str)>;

/// Sends for one wizard. Copy.
#[derive(Clone, Copy)]
pub struct Sender {
    app: App,
    draft: Draft,
    mutation: Mutation,
    explain: Explain,
    run: &'static str,
}

/// 64 bits of FNV-1a: tells requests of one wizard apart.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Sender {
    /// Of the wizard with this draft.
    #[must_use]
    pub fn new(app: App, draft: Draft, explain: Explain) -> Self {
        Self {
            app,
            draft,
            mutation: Mutation::new(),
            explain,
            run: RUN,
        }
    }

    /// With another field that names the run: for a form within a wizard, which is sent more than once.
    #[must_use]
    pub fn under(self, run: &'static str) -> Self {
        Self { run, ..self }
    }

    /// The key of a request; `turn` makes another of the same one.
    #[must_use]
    pub fn key(self, request: &MutationRequest, turn: &str) -> String {
        let mut run = self.draft.text(self.run);
        if run.is_empty() {
            run = fresh_key();
            self.draft.keep(self.run, &run);
        }
        format!("{run}{turn}-{:x}", fingerprint(&request.key()))
    }

    /// What is sent next is another request, even when it says the same.
    pub fn anew(self) {
        self.draft.forget(&[self.run]);
    }

    /// Why the button of an act does nothing, see [`Mutation::reason`].
    #[must_use]
    pub fn reason(self) -> Option<String> {
        self.mutation.reason(self.app)
    }

    /// Why the button of a preview must wait.
    #[must_use]
    pub fn wait(self) -> Option<String> {
        self.mutation.wait(self.app)
    }

    /// Whether the last try failed. Tracked.
    #[must_use]
    pub fn has_failed(self) -> bool {
        self.mutation.error.with(Option::is_some)
    }

    /// Whether what was shown before does not hold any more. Tracked.
    #[must_use]
    pub fn is_outdated(self) -> bool {
        self.mutation.is_outdated()
    }

    /// Sends; `done` gets the answer. The key is the same for the same request until it has succeeded, also after a
    /// reload.
    pub fn send(
        self,
        request: &MutationRequest,
        touched: &'static [&'static str],
        done: impl FnOnce(String) + 'static,
    ) {
        let key = self.key(request, "");
        self.mutation
            .run(self.app, request.clone().once(key), touched, Box::new(done));
    }

    /// The failure, while there is one.
    #[must_use]
    pub fn failure(self) -> AnyView {
        (move || self.mutation.error.get().map(|error| self.refusal(&error))).into_view()
    }

    /// A refusal in words.
    #[must_use]
    pub fn refusal(self, error: &ApiError) -> AnyView {
        let m = self.app.messages();
        let own = error
            .refusal()
            .and_then(|refusal| (self.explain)(self.app, refusal));
        let (title, text) = own.unwrap_or_else(|| m.errors.explain(error));
        view! {
            <ErrorPanel title=title text=text details=details(error) copy_label=m.errors.copy_details copied_label=m.common.copied />
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn another_request_has_another_fingerprint() {
        assert_eq!(fingerprint("a"), fingerprint("a"));
        assert_ne!(fingerprint("a 1"), fingerprint("a 2"));
    }
}
