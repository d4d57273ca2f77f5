//! Where popovers go: coordinates computed here and handed to the style sheet as custom properties (`--x`, `--y`), which a
//! strict CSP allows. Popovers live in the top layer, so no portal is needed, in a shadow root neither.

use crate::platform::dom::{self, Listener, px, window};
use web_sys::{Element, EventTarget, HtmlElement};

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

/// Keeps a popover at its anchor while anything scrolls or the window changes; until dropped.
pub struct AnchorFollower {
    _scroll: [Option<Listener>; 2],
    _resize: Listener,
}

impl AnchorFollower {
    /// Places the popover now and from now on.
    pub fn new(anchor: &Element, popover: &HtmlElement) -> Self {
        place(anchor, popover);
        // Scroll events of inner scroll areas do not bubble.
        let watch = |target: EventTarget| {
            let (anchor, popover) = (anchor.clone(), popover.clone());
            Listener::capture(&target, "scroll", move |_| place(&anchor, &popover))
        };
        let root: EventTarget = anchor.get_root_node().into();
        let document: EventTarget = dom::document().into();
        let inner = (root != document).then(|| watch(root));
        let (to, what) = (anchor.clone(), popover.clone());
        let resize = Listener::new(&window(), "resize", move |_| place(&to, &what));
        Self {
            _scroll: [Some(watch(document)), inner],
            _resize: resize,
        }
    }
}
