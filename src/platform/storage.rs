//! localStorage, which may be full, blocked or absent: then preferences live as long as the page.

use super::dom::window;
use gsl_model::wire::{Decode, decode};
use serde::Serialize;

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Reads the raw text under `gsl.<key>`.
#[must_use]
pub fn text(key: &str) -> Option<String> {
    store()?.get_item(&format!("gsl.{key}")).ok().flatten()
}

/// Writes raw text under `gsl.<key>`; a refusal is not an error for the user.
pub fn set_text(key: &str, value: &str) {
    if let Some(store) = store() {
        let _ = store.set_item(&format!("gsl.{key}"), value);
    }
}

/// Reads a JSON value; something unreadable counts as absent.
#[must_use]
pub fn get<T: Decode>(key: &str) -> Option<T> {
    decode(&text(key)?).ok()
}

/// Writes a JSON value.
pub fn set<T: Serialize>(key: &str, value: &T) {
    if let Ok(value) = serde_json::to_string(value) {
        set_text(key, &value);
    }
}

/// Removes an entry.
pub fn remove(key: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(&format!("gsl.{key}"));
    }
}

/// The keys that begin with `prefix`, without `gsl.`.
#[must_use]
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(store) = store() else {
        return Vec::new();
    };
    let count = store.length().unwrap_or_default();
    (0..count)
        .filter_map(|index| store.key(index).ok().flatten())
        .filter_map(|key| key.strip_prefix("gsl.").map(str::to_owned))
        .filter(|key| key.starts_with(prefix))
        .collect()
}
