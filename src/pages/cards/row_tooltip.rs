//! What a row's state means, and what it has no room for, shown on hover and focus.

use crate::platform::{dom::Listener, keys::on_escape};
use crate::ui::popover::AnchorFollower;
use crate::ui::unique_id;
use crate::view::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// One tooltip for all rows; built for the row that asks.
#[derive(Clone, Copy)]
pub struct RowTooltip {
    node: NodeRef<html::Div>,
    anchor: StoredValue<Option<(Element, AnchorFollower, Listener)>>,
    id: StoredValue<String>,
}

impl RowTooltip {
    /// Hidden.
    #[must_use]
    pub fn new() -> Self {
        Self {
            node: NodeRef::new(),
            anchor: StoredValue::new(None),
            id: StoredValue::new(unique_id("tip")),
        }
    }

    /// The box; put it beside the table.
    #[must_use]
    pub fn view(self) -> AnyView {
        view! {
            <div
                class="tip lines"
                role="tooltip"
                popover="manual"
                id=self.id.get_value()
                node_ref=self.node
                on:pointerleave=move |event| self.leave(event.related_target())
            ></div>
        }
    }

    /// Shows `text` beside `anchor`, unless it is there already.
    pub fn show(self, anchor: &Element, text: &str) {
        let Some(node) = self.node.try_get_untracked().flatten() else {
            return;
        };
        if self
            .anchor
            .try_with_value(|now| now.as_ref().is_some_and(|(now, ..)| now == anchor))
            != Some(false)
        {
            return;
        }
        self.hide();
        node.set_text_content(Some(text));
        if node.show_popover().is_ok() {
            let _ = anchor.set_attribute("aria-describedby", &node.id());
            let escape = on_escape(move || self.hide());
            let shown = (anchor.clone(), AnchorFollower::new(anchor, &node), escape);
            let _ = self.anchor.try_set_value(Some(shown));
        }
    }

    /// The pointer or the focus went to `to`: hides unless that is inside.
    pub fn leave(self, to: Option<web_sys::EventTarget>) {
        let to = to.and_then(|to| to.dyn_into::<Node>().ok());
        // Rows send events even while the page is torn down: everything here may already be disposed.
        let inside = self.anchor.try_with_value(|now| {
            now.as_ref()
                .is_some_and(|(anchor, ..)| anchor.contains(to.as_ref()))
        });
        let in_tip = self
            .node
            .try_get_untracked()
            .flatten()
            .is_some_and(|node| node.contains(to.as_ref()));
        if to.is_none() || inside != Some(true) && !in_tip {
            self.hide();
        }
    }

    /// Hides.
    pub fn hide(self) {
        let Some(Some((anchor, ..))) = self.anchor.try_update_value(Option::take) else {
            return;
        };
        let _ = anchor.remove_attribute("aria-describedby");
        if let Some(node) = self.node.try_get_untracked().flatten() {
            let _ = node.hide_popover();
        }
    }
}
