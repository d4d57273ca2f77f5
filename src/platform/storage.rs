//! Browser storage: localStorage, and sessionStorage for drafts. Either may be full, blocked or absent: values then stay in
//! memory until the page is closed or reloaded, and subscribers are notified so that they can warn the user.

use super::dom::window;
use crate::view::removal::{Subscribers, subscribe};
use gsl_model::wire::{Decode, decode};
use js_sys::{Function, JsString, Map, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

thread_local! {
    /// Values the browser refused to store.
    static MEMORY: Map<JsValue, JsValue> = Map::new_typed();
    static REFUSED: Subscribers = const { Subscribers::new() };
}

/// Which of the browser's two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StorageKind {
    /// From visit to visit.
    Local,
    /// As long as the tab.
    Session,
}

impl StorageKind {
    fn store(self) -> Option<Storage> {
        let window = window();
        match self {
            Self::Local => window.local_storage(),
            Self::Session => window.session_storage(),
        }
        .ok()
        .flatten()
    }

    /// The value under `gsl.<key>` as a JavaScript string: it may be megabytes.
    pub(super) fn read(self, key: &str) -> Option<JsString> {
        let key = JsValue::from(format!("gsl.{key}"));
        let there = MEMORY.with(|memory| memory.get(&key));
        there
            .dyn_into()
            .or_else(|_| {
                Reflect::get(&self.store().into(), &key)
                    .unwrap_or_default()
                    .dyn_into()
            })
            .ok()
    }

    /// Keeps `text` under `gsl.<key>`; false where that is in memory only.
    pub(super) fn write(self, key: &str, text: &JsValue) -> bool {
        let name = JsValue::from(format!("gsl.{key}"));
        let kept = self.store().is_some_and(|store| {
            let set = Reflect::get(&store, &"setItem".into()).unwrap_or_default();
            set.dyn_ref::<Function>()
                .is_some_and(|set| set.call2(&store, &name, text).is_ok())
        });
        MEMORY.with(|memory| {
            if kept {
                memory.delete(&name);
            } else {
                memory.set(&name, text);
            }
        });
        if !kept {
            REFUSED.with(Subscribers::call);
        }
        kept
    }

    pub(super) fn forget(self, key: &str) {
        let key = format!("gsl.{key}");
        if let Some(store) = self.store() {
            let _ = store.remove_item(&key);
        }
        MEMORY.with(|memory| memory.delete(&key.into()));
    }
}

/// Calls `tell` when the browser refuses to keep something, until the current owner is cleaned up.
pub fn follow_refusals(tell: impl Fn() + 'static) {
    subscribe(&REFUSED, tell);
}

/// Whether the browser keeps anything at all.
#[must_use]
pub fn keeps() -> bool {
    let probe = |store: Storage| {
        store
            .set_item("gsl.probe", "")
            .and_then(|()| store.remove_item("gsl.probe"))
    };
    StorageKind::Local
        .store()
        .is_some_and(|store| probe(store).is_ok())
}

/// Reads the raw text under `gsl.<key>`.
#[must_use]
pub fn text(key: &str) -> Option<String> {
    StorageKind::Local.read(key).map(String::from)
}

/// Writes raw text under `gsl.<key>`; false where it lasts only until the page is closed or reloaded, which
/// [`follow_refusals`] reports to the user.
pub fn set_text(key: &str, value: &str) -> bool {
    StorageKind::Local.write(key, &value.into())
}

/// Reads a JSON value; something unreadable counts as absent.
#[must_use]
pub fn get<T: Decode>(key: &str) -> Option<T> {
    decode(&text(key)?).ok()
}

/// Writes a JSON value, as [`set_text`] does.
pub fn set<T: Serialize>(key: &str, value: &T) -> bool {
    serde_json::to_string(value).is_ok_and(|value| set_text(key, &value))
}

/// Removes an entry.
pub fn remove(key: &str) {
    StorageKind::Local.forget(key);
}

/// The keys that begin with `prefix`, without `gsl.`.
#[must_use]
pub fn keys(prefix: &str) -> Vec<String> {
    let store = StorageKind::Local.store();
    let count = store
        .as_ref()
        .map_or(0, |store| store.length().unwrap_or_default());
    let mut keys: Vec<String> = (0..count)
        .filter_map(|index| store.as_ref()?.key(index).ok().flatten())
        .collect();
    // An older text of the same key may still be in the browser.
    MEMORY.with(|memory| {
        for key in memory.keys() {
            if let Some(key) = key.ok().and_then(|key| key.as_string())
                && !keys.contains(&key)
            {
                keys.push(key);
            }
        }
    });
    keys.retain_mut(|key| {
        let ours = key
            .strip_prefix("gsl.")
            .filter(|key| key.starts_with(prefix));
        let Some(ours) = ours.map(str::to_owned) else {
            return false;
        };
        *key = ours;
        true
    });
    keys
}
