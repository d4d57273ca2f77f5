//! When a chart has to be redrawn: its size, the pixel ratio, the theme.

use crate::platform::dom::{Listener, keep, window};
use crate::view::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, MutationObserver, MutationObserverInit, ResizeObserver};

struct Size(ResizeObserver, #[allow(dead_code)] Closure<dyn FnMut()>);

impl Drop for Size {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

struct Theme(MutationObserver, #[allow(dead_code)] Closure<dyn FnMut()>);

impl Drop for Theme {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

/// Calls `redraw` on every such change until the current owner is cleaned up. The first call comes from the size
/// observer, which reports once when it starts.
pub fn watch(element: &Element, redraw: impl Fn() + Clone + 'static) {
    let callback = Closure::<dyn FnMut()>::new(redraw.clone());
    if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
        keep(Size(observer, callback));
    }
    if let Some(root) = element.closest(".gsl").ok().flatten() {
        let callback = Closure::<dyn FnMut()>::new(redraw.clone());
        if let Ok(observer) = MutationObserver::new(callback.as_ref().unchecked_ref()) {
            let what = MutationObserverInit::new();
            what.set_attribute_filter(&js_sys::Array::of1(&"data-theme".into()));
            let _ = observer.observe_with_options(&root, &what);
            keep(Theme(observer, callback));
        }
    }
    if let Ok(Some(dark)) = window().match_media("(prefers-color-scheme: dark)") {
        let redraw = redraw.clone();
        keep(Listener::new(&dark, "change", move |_| redraw()));
    }
    follow_ratio(StoredValue::new(None), redraw);
}

/// A media query can only watch for leaving one ratio: watch the new one after each change.
fn follow_ratio(held: StoredValue<Option<Listener>>, redraw: impl Fn() + Clone + 'static) {
    let ratio = window().device_pixel_ratio();
    let ratio = String::from(js_sys::Number::from(ratio).to_js_string());
    let Ok(Some(query)) = window().match_media(&format!("(resolution: {ratio}dppx)")) else {
        return;
    };
    let listener = Listener::new(&query, "change", move |_| {
        redraw();
        let redraw = redraw.clone();
        // Not while the listener that is being replaced runs.
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            if held.try_with_value(|_| ()).is_some() {
                follow_ratio(held, redraw);
            }
        });
    });
    held.try_set_value(Some(listener));
}
