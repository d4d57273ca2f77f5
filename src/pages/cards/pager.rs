//! Which rows are shown, and the way to others.

use super::list::List;
use super::settings;
use crate::i18n::format;
use crate::state::messages;
use crate::ui::button::{Button, IconButton};
use crate::ui::field::Select;
use crate::ui::icon::IconName;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Below the table.
#[component]
pub fn Pager(
    /// The page.
    list: List,
) -> impl IntoView {
    let m = messages();
    let t = &m.cards.table;
    let page = Memo::new(move |_| list.view.with(|view| view.page.0));
    let range = move || {
        let total = list.total.get().unwrap_or_default();
        let size = i64::from(list.prefs.with(|prefs| prefs.page_size));
        let from = i64::from(page.get() - 1) * size + 1;
        let to = (from + size - 1).min(total);
        (from <= to).then(|| (t.range)(&format::count(from), &format::count(to), &format::count(total)))
    };
    let first = Signal::derive(move || page.get() <= 1);
    let last = Signal::derive(move || page.get() >= list.pages());
    let step = move |by: i64| {
        Callback::new(move |()| {
            let to = i64::from(page.get_untracked()) + by;
            list.page(u32::try_from(to).unwrap_or(1));
        })
    };
    let jump = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        match typed.trim().parse::<u32>() {
            Ok(to) => list.page(to),
            // Back to what is shown.
            Err(_) => set_value(&event, &page.get_untracked().to_string()),
        }
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            set_value(&event, &page.get_untracked().to_string());
        }
    };
    let off = move |signal: Signal<bool>| MaybeProp::derive(move || signal.get().then(String::new));
    view! {
        <nav class="pager small" aria-label=t.pages>
            <span class="muted">{range}</span>
            <span class="grow"></span>
            <IconButton icon=IconName::First label=t.first_page disabled_reason=off(first) on_click=Callback::new(move |()| list.page(1)) />
            <Button disabled_reason=off(first) on_click=step(-1)>{m.common.previous_page}</Button>
            <input
                class="input page-input"
                inputmode="numeric"
                aria-label=m.common.page_label
                prop:value=move || page.get().to_string()
                on:change=jump
                on:keydown=keydown
            />
            <span>{move || (t.page_of)(&format::count(i64::from(list.pages())))}</span>
            <Button disabled_reason=off(last) on_click=step(1)>{m.common.next_page}</Button>
            <Select
                label=t.page_size
                hide_label=true
                value=Signal::derive(move || list.prefs.with(|prefs| prefs.page_size.to_string()))
                options=settings::sizes(t.per_page)
                on_change=Callback::new(move |size: String| settings::resize(list, &size))
            />
        </nav>
    }
    .into_any()
}

fn set_value(event: &web_sys::Event, value: &str) {
    use wasm_bindgen::JsCast;
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.set_value(value);
    }
}
