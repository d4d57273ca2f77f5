//! Dialogs and side panels on the browser's own `<dialog>`: focus stays inside, Esc closes, focus returns to the opener.

use super::icon::{IconName, icon};
use super::unique_id;
use crate::view::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Shape of a dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogKind {
    /// A decision, in the middle.
    #[default]
    Center,
    /// In the middle, with more room.
    Wide,
    /// A quick look at the right; a click beside it closes it.
    Side,
    /// The command palette: at the top, without a visible title; a click beside it closes it.
    Palette,
}

impl DialogKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Center => "dialog",
            Self::Wide => "dialog wide",
            Self::Side => "dialog side-panel",
            Self::Palette => "dialog palette",
        }
    }
}

/// A modal dialog; its content exists while it is open.
#[component]
pub fn Dialog(
    /// Whether it is open; set to false when it closes.
    open: RwSignal<bool>,
    /// Its heading and name.
    #[prop(into)]
    title: Signal<String>,
    /// Name of the × button.
    #[prop(into)]
    close_label: Signal<String>,
    /// Shape.
    #[prop(optional)]
    kind: DialogKind,
    /// Buttons at the bottom, the main one last.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// Called after it closed, however it was closed.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if !open.get() {
            if dialog.open() {
                dialog.close();
            }
        } else if !dialog.open() && dialog.show_modal().is_ok() {
            // The content is drawn by an effect of its own.
            spawn_local(async move {
                leptos::task::tick().await;
                focus_first(&dialog);
            });
        }
    });
    let closed = move |_| {
        open.try_set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    // The dialog has no padding of its own: a click whose target is the dialog itself was on the backdrop.
    let click = move |event: web_sys::MouseEvent| {
        let beside = event
            .target()
            .and_then(|t| t.dyn_into::<Element>().ok())
            .is_some_and(|t| t.tag_name() == "DIALOG");
        if beside && matches!(kind, DialogKind::Side | DialogKind::Palette) {
            open.set(false);
        }
    };
    let labelled = title_id.clone();
    let content = move || {
        let (children, footer, title_id) = (children.clone(), footer.clone(), title_id.clone());
        view! {
            <div class="dialog-box">
                <header class:sr-only=kind == DialogKind::Palette>
                    <h2 id=title_id tabindex="-1">{title}</h2>
                    <button
                        type="button"
                        class="btn quiet only-icon"
                        aria-label=close_label
                        title=close_label
                        on:click=move |_| open.set(false)
                    >
                        {icon(IconName::Close)}
                    </button>
                </header>
                <div class="dialog-body">{children()}</div>
                {footer.map(|footer| view! { <footer>{footer.run()}</footer> })}
            </div>
        }
    };
    view! {
        <dialog class=kind.class() node_ref=node aria-labelledby=labelled on:close=closed on:click=click>
            {move || open.get().then(content.clone())}
        </dialog>
    }
}

fn focus_first(dialog: &HtmlElement) {
    for selector in ["[autofocus]", "h2"] {
        if let Some(element) = dialog
            .query_selector(selector)
            .ok()
            .flatten()
            .and_then(|e| e.dyn_into::<HtmlElement>().ok())
        {
            let _ = element.focus();
            return;
        }
    }
}
