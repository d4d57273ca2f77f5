//! What all charts share around their canvas: the accessible name, walking with the keys and the pointer, the tooltip.

use super::watch::watch;
use crate::platform::dom::px;
use crate::view::prelude::*;
use web_sys::{HtmlCanvasElement, KeyboardEvent, PointerEvent};

/// Where the places of a chart are, in CSS pixels of the canvas.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Frame {
    /// Left edge of the first place.
    pub left: f64,
    /// Width of all places.
    pub width: f64,
}

/// A chart with one place per tip. `draw` draws everything and says where the places are, or nothing while the canvas has
/// no size; it is called again when a tip changes.
pub(super) fn walk(
    label: Signal<String>,
    tips: Signal<Vec<String>>,
    height: u32,
    draw: impl Fn(&HtmlCanvasElement) -> Option<Frame> + Clone + 'static,
) -> AnyView {
    let node = NodeRef::<html::Canvas>::new();
    let frame = RwSignal::new(Frame::default());
    let at = RwSignal::new(None::<usize>);
    let redraw = move || {
        if let Some(canvas) = node.try_get_untracked().flatten()
            && let Some(drawn) = draw(&canvas)
        {
            frame.try_set(drawn);
        }
    };
    let first = redraw.clone();
    Effect::new(move |_| {
        if let Some(canvas) = node.get() {
            watch(&canvas, first.clone());
        }
    });
    Effect::new(move |_| {
        tips.track();
        at.set(None);
        redraw();
    });
    let count = move || tips.with_untracked(Vec::len);
    let pointed = move |event: PointerEvent| {
        let x = f64::from(event.offset_x()) - frame.get_untracked().left;
        at.set(index_at(x, frame.get_untracked().width, count()));
    };
    let keys = move |event: KeyboardEvent| {
        let Some(last) = count().checked_sub(1) else {
            return;
        };
        let to = match (event.key().as_str(), at.get_untracked()) {
            ("ArrowRight", now) => Some(now.map_or(0, |now| (now + 1).min(last))),
            ("ArrowLeft", now) => Some(now.map_or(last, |now| now.saturating_sub(1))),
            ("Home", _) => Some(0),
            ("End", _) => Some(last),
            ("Escape", Some(_)) => None,
            _ => return,
        };
        event.prevent_default();
        at.set(to);
    };
    let tip = move || {
        at.get()
            .and_then(|at| tips.with(|tips| tips.get(at).cloned()))
    };
    let center = move || {
        let (frame, index) = (frame.get(), at.get().unwrap_or_default());
        let (left, width) = slot(frame, index, tips.with(Vec::len).max(1));
        left + width / 2.0
    };
    // Near an edge the tooltip grows inwards.
    let third = move |third: usize| {
        let count = tips.with(Vec::len).max(1);
        at.get().is_some_and(|at| at * 3 / count == third)
    };
    let band = move || {
        at.get().map(|index| {
            let (left, width) = slot(frame.get(), index, tips.with(Vec::len).max(1));
            view! { <i class="chart-band" style:left=px(left) style:width=px(width)></i> }
        })
    };
    view! {
        <div
            class="chart"
            role="group"
            tabindex="0"
            aria-label=label
            style:height=format!("{height}px")
            on:keydown=keys
            on:pointermove=pointed
            on:pointerleave=move |_| at.set(None)
            on:blur=move |_| at.set(None)
        >
            {band}
            <canvas node_ref=node aria-hidden="true"></canvas>
            <div
                class="chart-tip"
                class:shown=move || at.get().is_some()
                class:from-start=move || third(0)
                class:from-end=move || third(2)
                style:left=move || px(center())
                aria-live="polite"
            >
                {tip}
            </div>
        </div>
    }
}

#[allow(clippy::cast_precision_loss)]
fn slot(frame: Frame, index: usize, count: usize) -> (f64, f64) {
    let width = frame.width / count as f64;
    (frame.left + width * index as f64, width)
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
fn index_at(x: f64, width: f64, count: usize) -> Option<usize> {
    if x < 0.0 || x >= width || count == 0 {
        return None;
    }
    Some(((x / width * count as f64) as usize).min(count - 1))
}

#[cfg(test)]
mod tests {
    use super::index_at;

    #[test]
    fn the_pointer_finds_its_place() {
        assert_eq!(index_at(-1.0, 100.0, 10), None);
        assert_eq!(index_at(0.0, 100.0, 10), Some(0));
        assert_eq!(index_at(99.9, 100.0, 10), Some(9));
        assert_eq!(index_at(100.0, 100.0, 10), None);
    }
}
