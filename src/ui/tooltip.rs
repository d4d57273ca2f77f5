//! Explanations: a tooltip on hover and focus, and a small ⓘ that opens one on request.

use super::icon::{IconName, icon};
use super::popover::{AnchorFollower, is_open};
use super::unique_id;
use crate::platform::dom::{Listener, keep};
use crate::platform::keys::on_escape;
use crate::view::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node, PointerEvent};

/// State that exists only while a tooltip is shown.
type Shown = StoredValue<Option<(AnchorFollower, Listener)>>;

/// A tooltip for the element directly before it, while there is a text. Shows on hover and focus, Esc closes it, the
/// pointer may move into it; the element before gets `aria-describedby`.
#[must_use]
pub fn tip(text: MaybeProp<String>) -> AnyView {
    (move || text.get().map(bubble)).into_view()
}

fn bubble(text: String) -> AnyView {
    let id = unique_id("tip");
    let node = NodeRef::<html::Span>::new();
    let described = id.clone();
    Effect::new(move |_| {
        if let Some(bubble) = node.get() {
            attach(bubble, described.clone());
        }
    });
    view! { <span class="tip" role="tooltip" popover="manual" id=id node_ref=node>{text}</span> }
}

fn attach(bubble: HtmlElement, id: String) {
    let Some(anchor) = bubble.previous_element_sibling() else {
        return;
    };
    let _ = anchor.set_attribute("aria-describedby", &id);
    let shown: Shown = StoredValue::new(None);
    let show = {
        let (anchor, bubble) = (anchor.clone(), bubble.clone());
        move |_: Event| show(&anchor, &bubble, shown)
    };
    let leave = {
        let (anchor, bubble) = (anchor.clone(), bubble.clone());
        move |event: Event| {
            let to = event
                .dyn_ref::<PointerEvent>()
                .and_then(|e| e.related_target())
                .and_then(|t| t.dyn_into::<Node>().ok());
            if !anchor.contains(to.as_ref()) && !bubble.contains(to.as_ref()) || to.is_none() {
                hide(&bubble, shown);
            }
        }
    };
    let blur = {
        let bubble = bubble.clone();
        move |_: Event| hide(&bubble, shown)
    };
    keep([
        Listener::new(&anchor, "pointerenter", show.clone()),
        Listener::new(&anchor, "focus", show),
        Listener::new(&anchor, "pointerleave", leave.clone()),
        Listener::new(&bubble, "pointerleave", leave),
        Listener::new(&anchor, "blur", blur),
    ]);
    keep(DescribedBy(anchor));
}

/// Takes the description away with the tooltip.
struct DescribedBy(Element);

impl Drop for DescribedBy {
    fn drop(&mut self) {
        let _ = self.0.remove_attribute("aria-describedby");
    }
}

fn show(anchor: &Element, bubble: &HtmlElement, shown: Shown) {
    if is_open(bubble) || bubble.show_popover().is_err() {
        return;
    }
    let closing = bubble.clone();
    // Not from inside the listener itself: hiding only, the next showing replaces the guard.
    let escape = on_escape(move || drop(closing.hide_popover()));
    shown.set_value(Some((AnchorFollower::new(anchor, bubble), escape)));
}

fn hide(bubble: &HtmlElement, shown: Shown) {
    let _ = bubble.hide_popover();
    shown.try_set_value(None);
}

/// Text with an explanation on hover and focus, such as a rounded figure with its exact value.
#[component]
pub fn Hint(
    /// The explanation.
    #[prop(into)]
    text: MaybeProp<String>,
    /// Whether the keyboard stops here; false in long tables, where the same text is elsewhere too.
    #[prop(default = true)]
    focusable: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <span class="hint" tabindex=focusable.then_some("0")>{children()}</span>
        {tip(text)}
    }
}

/// A small ⓘ that opens an explanation (a term, a formula). Esc and a click elsewhere close it.
#[component]
pub fn InfoTip(
    /// What the explanation is about; the button's name.
    #[prop(into)]
    label: Signal<String>,
    children: Children,
) -> impl IntoView {
    let (button, panel) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let id = unique_id("info");
    let open = RwSignal::new(false);
    let follow = StoredValue::new(None::<AnchorFollower>);
    let toggled = move |_| {
        let (Some(button), Some(panel)) = (button.get_untracked(), panel.get_untracked()) else {
            return;
        };
        let now = is_open(&panel);
        open.set(now);
        follow.set_value(now.then(|| AnchorFollower::new(&button, &panel)));
    };
    view! {
        <button
            type="button"
            class="info-tip"
            node_ref=button
            aria-label=label
            aria-expanded=move || open.get().to_string()
            popovertarget=id.clone()
        >
            {icon(IconName::Info)}
        </button>
        <div class="tip" popover="auto" id=id node_ref=panel on:toggle=toggled>{children()}</div>
    }
}
