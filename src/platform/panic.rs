//! What a user sees when the program itself fails: a plain overlay with reload and copyable details.

use super::dom::{Listener, document, window};
use std::cell::RefCell;
use std::sync::Once;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Heading and button in a language, by its tag.
pub type Words = fn(&str) -> (&'static str, &'static str);

thread_local! {
    static ROOTS: RefCell<Vec<(HtmlElement, Words)>> = const { RefCell::new(Vec::new()) };
}

/// Installs the hook once per page and registers a root to draw on.
pub fn watch(root: &HtmlElement, words: Words) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|info| show(&info.to_string()))));
    ROOTS.with_borrow_mut(|roots| roots.push((root.clone(), words)));
}

/// Forgets a root that is being unmounted.
pub fn forget(root: &HtmlElement) {
    let _ = ROOTS.try_with(|roots| {
        roots
            .try_borrow_mut()
            .map(|mut roots| roots.retain(|(kept, _)| kept != root))
    });
}

fn show(details: &str) {
    web_sys::console::error_1(&details.into());
    let Ok(roots) = ROOTS.try_with(|roots| {
        roots
            .try_borrow()
            .map(|roots| roots.clone())
            .unwrap_or_default()
    }) else {
        return;
    };
    for (root, words) in roots {
        if let Some(overlay) = overlay(&root, words, details) {
            let _ = root.append_child(&overlay);
        }
    }
}

fn overlay(root: &Element, words: Words, details: &str) -> Option<Element> {
    let document = document();
    let overlay = document.create_element("div").ok()?;
    // The language on the screen.
    let drawn = root.query_selector(".gsl").ok().flatten();
    let language = drawn.and_then(|drawn| drawn.get_attribute("lang"));
    let language = language.unwrap_or_default();
    let (heading, reload_text) = words(&language);
    overlay.set_class_name("panic notranslate");
    for (name, value) in [("role", "alert"), ("translate", "no"), ("lang", &language)] {
        let _ = overlay.set_attribute(name, value);
    }
    let title = document.create_element("h1").ok()?;
    title.set_text_content(Some(heading));
    let text = document.create_element("pre").ok()?;
    text.set_text_content(Some(&format!(
        "gsl-console {}\n{details}",
        env!("CARGO_PKG_VERSION")
    )));
    let reload = document.create_element("button").ok()?;
    reload.set_class_name("btn primary");
    reload.set_text_content(Some(reload_text));
    // The page is going away with the click, so this one listener may live until then.
    std::mem::forget(Listener::new(reload.unchecked_ref(), "click", |_| {
        let _ = window().location().reload();
    }));
    let _ = overlay.append_with_node_3(&title, &text, &reload);
    Some(overlay)
}
