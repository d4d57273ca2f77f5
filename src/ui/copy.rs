//! Copying to the clipboard.

use super::icon::{IconName, icon};
use crate::platform::dom::{document, window};
use crate::platform::timer::Timer;
use crate::view::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// How long the button says that it copied.
const SAYS_COPIED_MS: i32 = 2000;

/// Receives text that the browser refused to copy; a context of the console.
#[derive(Clone, Copy)]
pub struct CopyFallback(pub RwSignal<String>);

/// Copies `text` (for identifiers: ungrouped) and says so, also to screen readers.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// The button's name, with what it copies.
    #[prop(into)]
    label: Signal<String>,
    /// Said after copying.
    #[prop(into)]
    copied_label: Signal<String>,
    /// Shows the name beside the icon.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let timer = StoredValue::new(None::<Timer>);
    let button = NodeRef::<html::Button>::new();
    let refused = use_context::<CopyFallback>();
    let click = move |_| {
        let Some(button) = button.get_untracked() else {
            return;
        };
        let text = text.get_untracked();
        spawn_local(async move {
            if copy(&text, &button).await {
                copied.try_set(true);
                timer.try_set_value(Some(Timer::after(SAYS_COPIED_MS, move || {
                    copied.try_set(false);
                })));
            } else if let Some(CopyFallback(take)) = refused {
                take.try_set(text);
            }
        });
    };
    view! {
        <button
            type="button"
            class=if named { "btn" } else { "btn quiet only-icon copy" }
            node_ref=button
            aria-label=label
            title=label
            on:click=click
        >
            {move || icon(if copied.get() { IconName::Check } else { IconName::Copy })}
            {named.then(|| view! { <span>{label}</span> })}
        </button>
        <span class="copied" role="status">{move || copied.get().then(|| copied_label.get())}</span>
    }
}

/// Writes to the clipboard; in pages without the right to do so, through a text area that lives for a moment beside the
/// button. Says whether it worked.
pub async fn copy(text: &str, beside: &HtmlElement) -> bool {
    let clipboard =
        js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).unwrap_or_default();
    if let Ok(clipboard) = clipboard.dyn_into::<web_sys::Clipboard>()
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    by_selection(text, beside).unwrap_or(false)
}

fn by_selection(text: &str, beside: &HtmlElement) -> Option<bool> {
    let area = document()
        .create_element("textarea")
        .ok()?
        .dyn_into::<HtmlTextAreaElement>()
        .ok()?;
    area.set_class_name("sr-only");
    area.set_value(text);
    beside.parent_element()?.append_child(&area).ok()?;
    area.select();
    let done = document()
        .dyn_into::<HtmlDocument>()
        .ok()?
        .exec_command("copy")
        .unwrap_or(false);
    area.remove();
    let _ = beside.focus();
    Some(done)
}
