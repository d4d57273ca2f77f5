//! Notices at the edge: not modal, never take the focus, stay until dismissed by the user or by the caller.

use super::icon::{IconName, icon};
use super::popover::is_open;
use crate::view::prelude::*;

/// (id, reports a failure, text, address and name of where there is more).
pub type Item = (u32, bool, String, Option<(String, String)>);

/// The notices, newest last. The region lives in the top layer, so that it is visible beside an open dialog.
#[component]
pub fn Toasts(
    /// Name of the region.
    #[prop(into)]
    label: Signal<String>,
    /// Name of each × button.
    #[prop(into)]
    dismiss_label: Signal<String>,
    /// What they say.
    #[prop(into)]
    items: Signal<Vec<Item>>,
    /// Takes one away.
    on_dismiss: Callback<u32>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(region) = node.get() else { return };
        let count = items.with(Vec::len);
        if is_open(&region) {
            let _ = region.hide_popover();
        }
        if count > 0 {
            // Shown again, so that it is above whatever opened since.
            let _ = region.show_popover();
        }
    });
    let toast = move |(id, bad, text, link): Item| {
        let link = link.map(|(href, name)| view! { " " <a href=href>{name}</a> });
        view! {
            <li class="toast" class:bad=bad>
                {icon(if bad { IconName::Error } else { IconName::Check })}
                <span>{text}{link}</span>
                <button
                    type="button"
                    class="btn quiet only-icon"
                    aria-label=dismiss_label
                    title=dismiss_label
                    on:click=move |_| on_dismiss.run(id)
                >
                    {icon(IconName::Close)}
                </button>
            </li>
        }
    };
    // The region comes and goes; what announces is always there.
    let newest = move || {
        items.with(|items| {
            items
                .last()
                .map(|(_, _, text, _)| text.clone())
                .unwrap_or_default()
        })
    };
    view! {
        <div class="sr-only" role="status">{newest}</div>
        <section class="toasts" popover="manual" node_ref=node aria-label=label>
            <ul>
                <For each=move || items.get() key=|item| item.0 children=toast />
            </ul>
        </section>
    }
}
