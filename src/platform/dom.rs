//! Listeners and small DOM questions.

use crate::view::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement};

/// The browser window. A console without one cannot exist, so callers get a plain value.
#[must_use]
pub fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// The document that holds the console.
#[must_use]
pub fn document() -> web_sys::Document {
    leptos::prelude::document()
}

/// A listener that removes itself when dropped.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    capture: bool,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens for `event` on `target` until the guard is dropped.
    pub fn new(
        target: &EventTarget,
        event: &'static str,
        callback: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::add(target, event, false, Closure::new(callback))
    }

    /// Listens before the elements below `target` do, also to events that do not bubble.
    pub fn capture(
        target: &EventTarget,
        event: &'static str,
        callback: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::add(target, event, true, Closure::new(callback))
    }

    fn add(
        target: &EventTarget,
        event: &'static str,
        capture: bool,
        callback: Closure<dyn FnMut(Event)>,
    ) -> Self {
        let listener = callback.as_ref().unchecked_ref();
        let _ = target.add_event_listener_with_callback_and_bool(event, listener, capture);
        Self {
            target: target.clone(),
            event,
            capture,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.event,
            self.callback.as_ref().unchecked_ref(),
            self.capture,
        );
    }
}

/// Listens until the current reactive owner is cleaned up.
pub fn listen(target: &EventTarget, event: &'static str, callback: impl FnMut(Event) + 'static) {
    keep(Listener::new(target, event, callback));
}

/// Keeps a browser-side guard alive until the current reactive owner is cleaned up.
pub fn keep<T: 'static>(guard: T) {
    let guard = StoredValue::new(Some(guard));
    on_cleanup(move || drop(guard.try_update_value(Option::take)));
}

/// The element an event started at, even when it crossed a shadow boundary.
#[must_use]
pub fn origin(event: &Event) -> Option<Element> {
    event
        .composed_path()
        .iter()
        .find_map(|node| node.dyn_into::<Element>().ok())
}

/// Moves keyboard focus to an element that matches `selector` inside `root`, without scrolling surprises.
pub fn focus_within(root: &Element, selector: &str) {
    if let Some(element) = root
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|e| e.dyn_into::<HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

/// The text of a JS error value, for people.
#[must_use]
pub fn js_text(value: &JsValue) -> String {
    value
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| value.as_string())
        .unwrap_or_default()
}

/// Whether the page has no origin of its own, as in a sandboxed frame: the browser then lets it call a service only where
/// that allows everybody.
#[must_use]
pub fn is_without_origin() -> bool {
    window().origin() == "null"
}

/// A length for the style sheet, in whole CSS pixels.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn px(length: f64) -> String {
    format!("{}px", length.round() as i32)
}

/// Lower case, as the browser knows it: the tables of the standard library are large.
#[must_use]
pub fn lower(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

/// 128 random bits in hex: names a mutation, see [`crate::api::Request::once`].
#[must_use]
pub fn fresh_key() -> String {
    let mut bytes = [0_u8; 16];
    // Without it (no browser has none) the clock keeps the keys of one viewer apart.
    let random = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if random.is_err() {
        return format!("{}", js_sys::Date::now().to_bits());
    }
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
