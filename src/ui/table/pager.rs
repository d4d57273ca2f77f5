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
    /// Number of pages, at least 1; none while that is not known.
    #[prop(into)]
    pages: Signal<Option<u32>>,
    /// The rows answer the previous request.
    #[prop(into)]
    stale: Signal<bool>,
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
        if let Some(last) = pages.get_untracked() {
            let to = to.clamp(1, last.max(1));
            if to != page.get_untracked() {
                on_page.run(to);
            }
        }
    };
    // The end of the list is announced by `aria-disabled`; the button keeps the focus.
    let step = move |name: &'static str, drawing: IconName, to: fn(u32) -> u32| {
        let end = move || {
            let target = to(page.get());
            let within = pages.get().is_some_and(|last| (1..=last).contains(&target));
            (!within || target == page.get()).then_some("true")
        };
        view! {
            <button type="button" class="btn only-icon" aria-label=name title=name aria-disabled=end on:click=move |_| go(to(page.get_untracked()))>
                {icon(drawing)}
            </button>
        }
    };
    let field = NodeRef::<html::Input>::new();
    let typed = move |event| {
        if let Some(number) = page_number(&event_target_value(&event)) {
            go(number);
        }
        // The field shows the current page, whatever was typed.
        if let Some(field) = field.get_untracked() {
            field.set_value(&page.get_untracked().to_string());
        }
    };
    let options = sizes
        .iter()
        .map(|size| (size.to_string(), (texts.rows)(*size)))
        .collect::<Vec<_>>();
    view! {
        <nav class="pager" class:stale=stale aria-label=texts.label aria-busy=move || stale.get().then_some("true")>
            <span class="muted">{range}</span>
            <span class="grow"></span>
            {step(texts.first, IconName::First, |_| 1)}
            {step(texts.previous, IconName::ChevronLeft, |page| page.saturating_sub(1))}
            <input
                class="input page-number"
                inputmode="numeric"
                aria-label=texts.page
                node_ref=field
                prop:value=move || page.get().to_string()
                on:change=typed
            />
            <span class="muted">"/ " {move || pages.get().map_or_else(|| "…".to_owned(), |last| last.to_string())}</span>
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
}

/// A page number as typed, half or full width; one too large for any list is a large one.
fn page_number(text: &str) -> Option<u32> {
    let digit = |c: char| match c {
        '\u{ff10}'..='\u{ff19}' => Some(u32::from(c) - 0xff10),
        c => c.to_digit(10),
    };
    let mut digits = text.trim().chars().peekable();
    digits.peek()?;
    digits.try_fold(0_u32, |number, c| {
        Some(number.saturating_mul(10).saturating_add(digit(c)?))
    })
}

#[cfg(test)]
mod tests {
    use super::page_number;

    #[test]
    fn p15_a_typed_page_is_digits_of_either_width_and_nothing_else() {
        for (text, number) in [
            (" 7 ", Some(7)),
            ("\u{ff11}\u{ff12}", Some(12)),
            ("0", Some(0)),
            ("99999999999999999999", Some(u32::MAX)),
            ("", None),
            (" ", None),
            ("abc", None),
            ("-1", None),
            ("1e3", None),
            ("2.5", None),
        ] {
            assert_eq!(page_number(text), number, "{text:?}");
        }
    }
}
