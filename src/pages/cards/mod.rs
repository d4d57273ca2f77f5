//! SIM卡列表

pub mod columns;
mod empty;
mod export;
pub mod facts;
mod filter_bar;
mod kept_selection;
mod list;
mod list_report;
mod live;
pub mod names;
pub mod pasted;
mod peek;
mod results;
mod row;
mod row_tooltip;
mod selection_bar;
mod settings;
pub mod suggest;
mod table;
mod tools;
mod views;

use crate::features::account::first_pass_line;
use crate::features::actions::loader::action_dialogs;
use crate::features::deferred::arriving;
use crate::features::listing::ListPage;
use crate::features::query_section::failure;
use crate::platform::picked;
use crate::routes::card_filter::{CardFilter, Field};
use crate::state::{messages, selection::Selection};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::feedback::{Advice, Skeleton};
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use gsl_model::wire::extension;
use list::List;
use wasm_bindgen::JsCast;

/// What stands below the filter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Nothing has come yet.
    Loading,
    /// Nothing is there because of an error.
    Failed,
    /// Nothing matches.
    Empty,
    /// Rows.
    Rows,
}

/// The list of SIM cards.
#[component]
pub fn CardsPage() -> impl IntoView {
    let m = messages();
    let list = List::new();
    views::open_default(list);
    let report = RwSignal::new(None);
    let paging = results::card_pager(list);
    let content = Memo::new(move |_| {
        list.cards.state.with(|state| match &state.data {
            Some(data) if !data.sim_cards.is_empty() => Content::Rows,
            // The answer is of a page past the end or of the previous filter.
            Some(data) if data.count > 0 || list.row_count.stale.get() => Content::Loading,
            Some(_) => Content::Empty,
            None if list
                .only
                .with(|only| only.as_ref().is_some_and(Vec::is_empty)) =>
            {
                Content::Empty
            }
            None if state.error.is_some() => Content::Failed,
            None => Content::Loading,
        })
    });
    let (want_tools, settings_open) = (RwSignal::new(false), RwSignal::new(false));
    let reported = Memo::new(move |_| {
        let listed = list
            .view
            .with(|view| view.filter.get(Field::List).is_some());
        listed || report.with(Option::is_some)
    });
    let selected = selection_bar::visible(list);
    let peeking = Memo::new(move |_| list.view.with(|view| view.peek.is_some()));
    let wanted = Signal::derive(move || {
        want_tools.get()
            || settings_open.get()
            || reported.get()
            || selected.get()
            || content.get() == Content::Empty
            || peeking.get()
    });
    let give_up = Callback::new(move |()| {
        want_tools.set(false);
        settings_open.set(false);
    });
    let tools = arriving(list.app, wanted, async || tools::bring().await, give_up);
    // Whether the bar stands in place of the count; what it says of a selection that has ended stands beside it.
    let replaced = Memo::new(move |_| {
        let some = list.app.selected_cards.with(|now| *now != Selection::None);
        let only = list.view.with(|view| view.selected_only);
        (some || only) && tools.with(Option::is_some)
    });
    let failure = move || {
        // What an expired list is said to be, it is said above.
        let failed = list.state.load.error.with(Option::is_some) && !list.list_lost.get();
        failed.then(|| view! { <div class="pad">{failure(list.state.load)}</div> })
    };
    let filtered = Memo::new(move |_| list.view.with(|view| !view.filter.is_empty()));
    let waiting = move || {
        view! { <div class="pad" aria-busy="true"><Skeleton rows=12 label=m.cards().table.loading /></div> }
    };
    let rows = move || match content.get() {
        Content::Loading => waiting(),
        Content::Failed if list.list_lost.get() => match tools.get() {
            Some(tools) => (tools.empty)(list),
            None => waiting(),
        },
        Content::Failed => ().into_view(),
        Content::Empty => match tools.get() {
            Some(tools) => (tools.empty)(list),
            None => waiting(),
        },
        Content::Rows => {
            view! { <table::CardTable list=list /> {paging.view(list.app)} }
        }
    };
    let file = RwSignal::new(None);
    // On a narrow screen the filter is folded away, so that rows are on the first screen.
    let unfolded = RwSignal::new(false);
    let dragged = RwSignal::new(false);
    let drag = move |event: web_sys::DragEvent| {
        if picked::has_files(&event) {
            event.prevent_default();
            dragged.set(true);
        }
    };
    let leave = move |event: web_sys::DragEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let page = event
            .current_target()
            .and_then(|page| page.dyn_into::<web_sys::Node>().ok());
        if !page.is_some_and(|page| page.contains(to.as_ref())) {
            dragged.set(false);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        dragged.set(false);
        if picked::has_files(&event) {
            event.prevent_default();
            file.set(picked::dropped(&event));
        }
    };
    view! {
        <div class="cards-drop" class:over=dragged class:peeking=peeking on:dragover=drag on:dragleave=leave on:drop=drop>
        <ListPage
            title=m.cards().title
            purpose=m.cards().purpose
            actions=export::export_menu(list)
            class="cards-page"
            label=m.cards().title
        >
            {views::tabs(list)}
            <div class="toolbar filter-bar" class:open=unfolded>
                <button type="button" class="btn filter-toggle" aria-expanded=move || unfolded.get().to_string() on:click=move |_| unfolded.update(|open| *open = !*open)>
                    {icon(IconName::Filter)}
                    {move || (m.cards().filter.fold)(list.view.with(|view| view.filter.iter().count()))}
                </button>
                <filter_bar::FilterBar list=list report=report tools=tools want_tools=want_tools file=file unfolded=unfolded />
                {move || filtered.get().then(|| {
                    let clear = Callback::new(move |()| {
                        report.set(None);
                        list.filter(CardFilter::default());
                    });
                    view! { <Button kind=Kind::Quiet class="filter-clear" on_click=clear>{m.cards().filter.clear}</Button> }
                })}
                <views::Views list=list />
                <IconButton icon=IconName::Columns label=m.cards().prefs.open on_click=Callback::new(move |()| settings_open.set(true)) />
            </div>
            {first_pass_line(list.app)}
            {move || not_understood(list)}
            {move || reported.get().then(|| tools.get().map(|tools| (tools.report)(list, report)))}
            {move || tools.get().map(|tools| (tools.selection)(list, selected))}
            <results::Results list=list hidden=Signal::from(replaced) />
            {failure}
            {rows}
        </ListPage>
        {move || tools.get().map(|tools| (tools.peek)(list))}
        </div>
        {move || tools.get().map(|tools| (tools.settings)(list, settings_open))}
        {action_dialogs(list.dialogs)}
    }
}

/// Filters in the address that this service does not support: they are named, not silently dropped.
fn not_understood(list: List) -> AnyView {
    let m = messages();
    let idle = list.view.with(|view| {
        view.filter
            .not_understood(list.app.client.has(extension::FILTERS))
    });
    if idle.is_empty() {
        return ().into_view();
    }
    let lines = list.names.with(|names| {
        idle.iter()
            .map(|field| (m.cards().filter.not_understood)(&names::field_name(m, *field, names)))
            .map(|line| view! { <p>{line}</p> })
            .collect_view()
    });
    view! { <Advice>{lines}</Advice> }
}
