//! Tabs whose choice is in the address: links, not buttons.

use crate::view::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub text: String,
    /// It is the one shown.
    pub current: bool,
}

/// A row of tabs.
#[component]
pub fn Tabs(
    /// Name of the row.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs; the list keeps its length and order, only `current` and `href` change.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let tab = move |index: usize, first: Tab| {
        // The links stay while the choice changes, so the focus does too.
        let now = Memo::new(move |_| {
            tabs.with(|tabs| tabs.get(index).cloned())
                .unwrap_or_else(|| first.clone())
        });
        view! {
            <a href=move || now.get().href aria-current=move || now.get().current.then_some("page")>{move || now.get().text}</a>
        }
    };
    let initial = tabs.get_untracked();
    view! {
        <nav class="tabs" aria-label=label>{initial.into_iter().enumerate().map(|(i, first)| tab(i, first)).collect_view()}</nav>
    }
}
