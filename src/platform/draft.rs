//! Input that was not sent yet: kept for the browser session, so that neither a reload nor the back button loses it;
//! where the browser refuses, only the back button does not (see [`super::storage`]).

use super::storage::StorageKind;
use crate::view::prelude::*;
use js_sys::JsString;
use wasm_bindgen::JsValue;

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
        format!("draft.{form}.{field}")
    }

    /// What a field holds; empty when nothing was typed.
    #[must_use]
    pub fn text(self, field: &str) -> String {
        self.long_text(field).map_or_else(String::new, String::from)
    }

    /// Keeps a field.
    pub fn keep(self, field: &str, text: &str) {
        if text.is_empty() {
            StorageKind::Session.forget(&self.key(field));
        } else {
            self.keep_long(field, &text.into());
        }
    }

    /// A field as a signal: starts with the stored value and stores every change.
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
        StorageKind::Session.read(&self.key(field))
    }

    /// Keeps such a field.
    pub fn keep_long(self, field: &str, text: &JsValue) {
        StorageKind::Session.write(&self.key(field), text);
    }

    /// Forgets fields: they were sent.
    pub fn forget(self, fields: &[&str]) {
        for field in fields {
            self.keep(field, "");
        }
    }
}
