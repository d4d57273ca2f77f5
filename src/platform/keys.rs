//! Keys. Every key pressed inside a console passes [`guard`] first: what an input method takes for itself reaches no handler
//! of ours, so that none has to ask, and keys that are typed stay ours where the console is embedded. Keys that work
//! wherever the focus is in the console come through [`listen`]; architecture tests see to it that there is no other way.

use super::dom::{self, Listener, document, origin};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent};

/// What `keyCode` says of a key that an input method has taken.
const TAKEN: u32 = 229;

/// Whether the key belongs to an input method: it composes a text, or ends that. Safari ends the composition before it
/// tells of the Enter or Esc that did it, so `isComposing` is false by then; only `keyCode` still says so.
fn composing(key: &KeyboardEvent) -> bool {
    key.is_composing() || key.key_code() == TAKEN
}

/// Keeps the keys of input methods from everything below `root`, until the current owner is cleaned up. An `embedded`
/// console also keeps the keys that are typed in it from the page around it.
pub fn guard(root: &HtmlElement, embedded: bool) {
    // From the first key that an input method takes until that key is up again.
    let taken = Rc::new(Cell::new(false));
    let down = Rc::clone(&taken);
    dom::keep(Listener::capture(root, "keydown", move |event| {
        down.set(event.dyn_ref().is_some_and(composing));
        if down.get() {
            event.stop_propagation();
        }
    }));
    let up = Rc::clone(&taken);
    dom::keep(Listener::capture(root, "keyup", move |event| {
        up.set(event.dyn_ref().is_some_and(KeyboardEvent::is_composing));
    }));
    let begun = Rc::clone(&taken);
    dom::listen(root, "compositionstart", move |_| begun.set(true));
    // Esc gives the composition up, not the dialog around the field.
    dom::keep(Listener::capture(root, "cancel", move |event| {
        if taken.replace(false) {
            event.prevent_default();
            event.stop_propagation();
        }
    }));
    if embedded {
        for event in ["keydown", "keypress", "keyup"] {
            dom::listen(root, event, |event| {
                if event.dyn_ref().is_some_and(|key| is_typed(&event, key)) {
                    event.stop_propagation();
                }
            });
        }
    }
}

/// A key as one types it, or edits with in a field, a dialog or a menu: no business of the page around the console.
fn is_typed(event: &Event, key: &KeyboardEvent) -> bool {
    let name = key.key();
    let edits = || {
        name.starts_with("Arrow")
            || [
                "Enter",
                "Escape",
                "Backspace",
                "Delete",
                "Home",
                "End",
                "PageUp",
                "PageDown",
            ]
            .contains(&name.as_str())
    };
    bare(key) && (name.chars().count() == 1 || edits() && is_typing(event))
}

/// Without Ctrl, ⌘ or Alt.
fn bare(key: &KeyboardEvent) -> bool {
    !key.ctrl_key() && !key.meta_key() && !key.alt_key()
}

/// Whether a key may mean a command by itself: nothing is held down with it, nobody is typing, and no dialog or menu has
/// the keyboard.
#[must_use]
pub fn is_single(key: &KeyboardEvent) -> bool {
    bare(key) && !is_typing(key)
}

fn is_typing(event: &Event) -> bool {
    const FIELDS: &str = "input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable],dialog,[role=menu]";
    within(event, FIELDS)
}

fn within(event: &Event, selector: &str) -> bool {
    origin(event).is_some_and(|at| at.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Calls `run` for keys pressed inside `root`, until the current owner is cleaned up; a console that has the page to itself
/// also receives those pressed while nothing has focus. Events that were already handled are not passed on.
pub fn listen(root: &HtmlElement, standalone: bool, run: impl FnMut(&KeyboardEvent) + 'static) {
    attend(root, standalone, Box::new(run));
}

fn attend(root: &HtmlElement, standalone: bool, mut run: Box<dyn FnMut(&KeyboardEvent)>) {
    let target: EventTarget = if standalone {
        document().into()
    } else {
        root.clone().into()
    };
    let root = root.clone();
    dom::listen(&target, "keydown", move |event| {
        let ours = |at: Element| root.contains(Some(&at)) || nothing_has_focus(&at);
        if !event.default_prevented()
            && origin(&event).is_some_and(ours)
            && let Some(key) = event.dyn_ref()
            && !composing(key)
        {
            run(key);
        }
    });
}

/// Whether the focused element means that nothing has focus: the document's body, or the document itself.
pub(super) fn nothing_has_focus(at: &Element) -> bool {
    ["BODY", "HTML"].contains(&at.tag_name().as_str())
}

/// Calls `run` when Esc is pressed anywhere, for what shows beside the pointer and goes away with it (WCAG 1.4.13).
pub fn on_escape(mut run: impl FnMut() + 'static) -> Listener {
    Listener::capture(&document(), "keydown", move |event| {
        if event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|key| key.key() == "Escape" && !composing(key))
        {
            run();
        }
    })
}
