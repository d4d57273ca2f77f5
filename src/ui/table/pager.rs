//! Which page, how many rows.

use crate::ui::field::Select;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;

/// All texts of a pager.
#[derive(Clone, Copy, Debug)]
pub struct PagerTexts {
    /// Name of the navigation.
    pub label: &'static str,
    /// To the first page.
    pub first: &'static str,
    /// To the previous page.
    pub previous: &'static str,
    /// To the next page.
    pub next: &'static str,
    /// Name of the field with the page number.
    pub page: &'static str,
    /// Name of the list of sizes.
    pub size: &'static str,
    /// "100 rows a page".
    pub rows: fn(u32) -> String,
}

/// First, previous, page number, next, rows a page; "1–100 of 48,213" at the left.
#[component]
pub fn Pager(
    /// Page shown, from 1.
    #[prop(into)]
    page: Signal<u32>,
    /// Number of pages, at least 1.
    #[prop(into)]
    pages: Signal<u32>,
    /// Goes to a page within 1..=pages.
    on_page: Callback<u32>,
    /// Rows a page.
    #[prop(into)]
    size: Signal<u32>,
    /// Sizes offered.
    sizes: &'static [u32],
    /// Another size.
    on_size: Callback<u32>,
    /// Which rows of how many.
    #[prop(into)]
    range: Signal<String>,
    /// Names of the parts.
    texts: PagerTexts,
) -> impl IntoView {
    let go = move |to: u32| {
        let to = to.clamp(1, pages.get_untracked().max(1));
        if to != page.get_untracked() {
            on_page.run(to);
        }
    };
    // The end of the list is announced by `aria-disabled`; the button keeps the focus.
    let step = move |name: &'static str, drawing: IconName, to: fn(u32) -> u32| {
        let end = move || {
            let target = to(page.get());
            (target < 1 || target > pages.get() || target == page.get()).then_some("true")
        };
        view! {
            <button type="button" class="btn only-icon" aria-label=name title=name aria-disabled=end on:click=move |_| go(to(page.get_untracked()))>
                {icon(drawing)}
            </button>
        }
        .into_any()
    };
    let typed = move |event| {
        if let Ok(number) = event_target_value(&event).trim().parse::<u32>() {
            go(number);
        }
    };
    let options = sizes
        .iter()
        .map(|size| (size.to_string(), (texts.rows)(*size)))
        .collect::<Vec<_>>();
    view! {
        <nav class="pager" aria-label=texts.label>
            <span class="muted">{range}</span>
            <span class="grow"></span>
            {step(texts.first, IconName::First, |_| 1)}
            {step(texts.previous, IconName::ChevronLeft, |page| page.saturating_sub(1))}
            <input
                class="input page-number"
                inputmode="numeric"
                aria-label=texts.page
                prop:value=move || page.get().to_string()
                on:change=typed
            />
            <span class="muted">"/ " {move || pages.get()}</span>
            {step(texts.next, IconName::ChevronRight, |page| page.saturating_add(1))}
            <Select
                label=texts.size
                hide_label=true
                value=Signal::derive(move || size.get().to_string())
                options=options
                on_change=Callback::new(move |text: String| {
                    if let Ok(size) = text.parse() {
                        on_size.run(size);
                    }
                })
            />
        </nav>
    }
    .into_any()
}
