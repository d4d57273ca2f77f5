//! The edges of a table that scrolls sideways: whether columns lie beyond them, and a column brought into view.

use crate::platform::dom::keep;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// Ends with its owner.
struct Observed(ResizeObserver, #[allow(dead_code)] Closure<dyn FnMut()>);

impl Drop for Observed {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

/// Keeps `data-beyond` of the scroll area true: `start`, `end` or both, where columns lie beyond that edge.
pub(super) fn watch(area: &HtmlElement) {
    let own = area.clone();
    let callback = Closure::<dyn FnMut()>::new(move || mark(&own));
    let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(area);
    if let Some(table) = area.first_element_child() {
        observer.observe(&table);
    }
    keep(Observed(observer, callback));
}

/// Looks once, after scrolling.
pub(super) fn mark(area: &HtmlElement) {
    let start = area.scroll_left() > 1;
    let end = area.scroll_width() - area.client_width() - area.scroll_left() > 1;
    let beyond = match (start, end) {
        (true, true) => "start end",
        (true, false) => "start",
        (false, true) => "end",
        (false, false) => "",
    };
    if area.get_attribute("data-beyond").as_deref() != Some(beyond) {
        let _ = area.set_attribute("data-beyond", beyond);
    }
}

/// Scrolls sideways until a header is between the columns that stay in place.
pub(super) fn reveal(header: &HtmlElement) {
    let Some(area) = header.closest(".table-wrap").ok().flatten() else {
        return;
    };
    let Some(area) = area.dyn_ref::<HtmlElement>() else {
        return;
    };
    let whole = area.get_bounding_client_rect();
    let (mut left, mut right) = (whole.left(), whole.right());
    let fixed = |selector: &str| {
        let found = area.query_selector(selector).ok().flatten();
        found.map(|cell| cell.get_bounding_client_rect())
    };
    for selector in ["thead .pick + *", "thead .stick-start"] {
        if let Some(cell) = fixed(selector) {
            left = left.max(cell.right());
        }
    }
    if let Some(cell) = fixed("thead .stick-end") {
        right = right.min(cell.left());
    }
    let own = header.get_bounding_client_rect();
    let by = if own.left() < left {
        own.left() - left
    } else {
        (own.right() - right).max(0.0)
    };
    if by != 0.0 {
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a screen")]
        area.set_scroll_left(area.scroll_left() + by.round() as i32);
    }
}
