//! What was typed and not sent yet: kept for the browser session, so that neither a reload nor the back button loses it.

use super::dom::window;
use crate::view::prelude::*;
use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

fn store() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// The fields of one form. Copy.
#[derive(Clone, Copy)]
pub struct Draft(StoredValue<String>);

impl Draft {
    /// The draft of the form with this name.
    #[must_use]
    pub fn of(form: &str) -> Self {
        Self(StoredValue::new(form.to_owned()))
    }

    fn key(self, field: &str) -> String {
        let form = self.0.try_get_value().unwrap_or_default();
        format!("gsl.draft.{form}.{field}")
    }

    /// What a field holds; empty when nothing was typed.
    #[must_use]
    pub fn text(self, field: &str) -> String {
        let found = store().and_then(|store| store.get_item(&self.key(field)).ok().flatten());
        found.unwrap_or_default()
    }

    /// Keeps a field. A store that is full or blocked is not an error for the viewer.
    pub fn keep(self, field: &str, text: &str) {
        let Some(store) = store() else { return };
        let key = self.key(field);
        let _ = if text.is_empty() {
            store.remove_item(&key)
        } else {
            store.set_item(&key, text)
        };
    }

    /// A field as a signal: begins with what is kept, and keeps what it is set to.
    #[must_use]
    pub fn signal(self, field: &'static str) -> RwSignal<String> {
        let signal = RwSignal::new(self.text(field));
        Effect::new(move |before: Option<()>| {
            signal.with(|text| {
                if before.is_some() {
                    self.keep(field, text);
                }
            });
        });
        signal
    }

    /// A field of megabytes, which stays the browser's string; None when it is empty.
    #[must_use]
    pub fn long_text(self, field: &str) -> Option<JsString> {
        let found = Reflect::get(&store()?.into(), &self.key(field).into()).ok()?;
        found.dyn_into().ok()
    }

    /// Keeps such a field as far as there is room: half of it would be a lie.
    pub fn keep_long(self, field: &str, text: &JsValue) {
        let Some(store) = store() else { return };
        let kept = Reflect::set(&store.into(), &self.key(field).into(), text);
        if kept.is_err() {
            self.keep(field, "");
        }
    }

    /// Forgets fields: they were sent.
    pub fn forget(self, fields: &[&str]) {
        for field in fields {
            self.keep(field, "");
        }
    }
}
