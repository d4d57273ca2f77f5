//! Where popovers go: coordinates computed here and handed to the style sheet as custom properties (`--x`, `--y`), which a
//! strict CSP allows. Popovers live in the top layer, so no portal is needed, in a shadow root neither.

use crate::platform::dom::{self, Listener, px, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement};

/// Distance kept from the window's edges, in CSS pixels.
const EDGE: f64 = 8.0;
/// Distance kept from the anchor. The style sheet makes a tooltip sensitive across it, so that the pointer can cross.
const GAP: f64 = 4.0;

/// Puts an open `popover` below `anchor`, or above it where there is no room; inside the window in any case.
pub fn place(anchor: &Element, popover: &HtmlElement) {
    let (at, size) = (
        anchor.get_bounding_client_rect(),
        popover.get_bounding_client_rect(),
    );
    let extent = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (
        extent(window().inner_width()),
        extent(window().inner_height()),
    );
    let x = at.left().min(width - size.width() - EDGE).max(EDGE);
    let below = at.bottom() + GAP;
    let above = at.top() - GAP - size.height();
    let y = if below + size.height() + EDGE > height && above >= EDGE {
        above
    } else {
        below
    };
    let style = popover.style();
    let _ = style.set_property("--x", &px(x));
    let _ = style.set_property("--y", &px(y));
    let _ = style.set_property("--anchor-width", &px(at.width()));
}

/// Whether the browser shows this popover.
pub fn is_open(popover: &HtmlElement) -> bool {
    popover.matches(":popover-open").unwrap_or(false)
}

/// A capturing listener: scroll events of inner scroll areas do not bubble.
struct Capture {
    target: EventTarget,
    callback: Closure<dyn FnMut(Event)>,
}

impl Drop for Capture {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback_and_bool("scroll", callback, true);
    }
}

/// Keeps a popover at its anchor while anything scrolls or the window changes; until dropped.
pub struct Follow {
    _scroll: [Option<Capture>; 2],
    _resize: Listener,
}

impl Follow {
    /// Places the popover now and from now on.
    pub fn new(anchor: &Element, popover: &HtmlElement) -> Self {
        place(anchor, popover);
        let watch = |target: EventTarget| {
            let (anchor, popover) = (anchor.clone(), popover.clone());
            let callback = Closure::<dyn FnMut(Event)>::new(move |_| place(&anchor, &popover));
            let listener = callback.as_ref().unchecked_ref();
            target
                .add_event_listener_with_callback_and_bool("scroll", listener, true)
                .ok()?;
            Some(Capture { target, callback })
        };
        let root: EventTarget = anchor.get_root_node().into();
        let document: EventTarget = dom::document().into();
        let inner = (root != document).then(|| watch(root)).flatten();
        let (to, what) = (anchor.clone(), popover.clone());
        let resize = Listener::new(&window(), "resize", move |_| place(&to, &what));
        Self {
            _scroll: [watch(document), inner],
            _resize: resize,
        }
    }
}
