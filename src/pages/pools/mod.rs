//! 前向流量池 and 后向流量池: every pool with what is left of it, in any of the last six cycles (Q13.1, Q13.2).

mod columns;
mod list;

use crate::features::exports::list_menu;
use crate::features::listing::page::ResultsLine;
use crate::features::listing::{ListPage, SearchKind, nothing};
use crate::features::pools::row::Pool;
use crate::features::pools::wizards;
use crate::i18n::pool_wizard::pool_wizard;
use crate::routes::pool::{CycleFilter, PoolKind, PoolsView};
use crate::state::app;
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::ui::icon::IconName;
use crate::ui::table::DataTable;
use crate::view::prelude::*;
use gsl_model::cycle::BillingCycle;
use gsl_model::export::ExportKind;
use gsl_model::wire::extension;
use list::{PoolsList, Row};

/// A list of pools.
#[component]
pub fn PoolsPage(
    /// Which one.
    kind: PoolKind,
) -> impl IntoView {
    let app = app();
    let m = app.messages();
    let page = PoolsList::new(app, kind);
    let PoolsList {
        t, view, settings, ..
    } = page;
    let state = page.answer.state;
    let (title, purpose, empty, what) = match kind {
        PoolKind::Forward => (
            m.shell.forward_pools,
            t.forward_purpose,
            (t.none_forward, t.none_forward_text),
            ExportKind::SimPools,
        ),
        PoolKind::Backward => (
            m.shell.backward_pools,
            t.backward_purpose,
            (t.none_backward, t.none_backward_text),
            ExportKind::BackPools,
        ),
    };
    let paging = view.paging(state, page.size, t.range);
    state.announce_count(t.count);
    let table = move || {
        view! {
            <DataTable
                label=title
                columns=Signal::derive(move || columns::columns(page))
                rows=Signal::derive(move || page.rows())
                key=|row: &Row| row.key
                loading=state.row_count.stale
                more_label=m.common.more
            />
        }
    };
    let none = move || {
        if view.is_filtered() {
            view.no_match(t.none_match, "")
        } else {
            nothing(empty.0, empty.1)
        }
    };
    let create = (kind == PoolKind::Forward).then(|| wizards::create(app)).flatten().map(|href| {
        let text = pool_wizard(app.locale.get_untracked()).new_title;
        match app.why_not(extension::POOLS_ACT) {
            Some(why) => {
                let nothing = Callback::new(|()| ());
                view! { <Button kind=Kind::Primary icon=IconName::Plus disabled_reason=why on_click=nothing>{text}</Button> }
            }
            None => view! { <ButtonLink kind=Kind::Primary icon=IconName::Plus href=href>{text}</ButtonLink> },
        }
    });
    let shown = Signal::derive(move || {
        page.rows()
            .iter()
            .map(|row| Pool::clone(&row.pool))
            .collect()
    });
    let actions = view! {
        {settings.button(Callback::new(move |size| page.resize(size)))}
        {list_menu(what, state, None, move || settings.fields(), shown)}
        {create}
    };
    let missing = (!app.client.has(extension::POOLS_READ))
        .then(|| view! { <Advice kind=Status::Idle><p>{t.not_offered}</p></Advice> });
    view! {
        <ListPage title=title purpose=purpose actions=actions notice=missing.into_view() class="pool-list">
            {filters(page)}
            {ResultsLine::of(state, settings.prefs).view(Signal::stored(t.count), AnyView::Nothing)}
            {state.section(paging, 10, table, none)}
        </ListPage>
        {page.renaming.view()}
    }
}

/// Part of the name, state, billing cycle of the whole table.
fn filters(list: PoolsList) -> AnyView {
    view! {
        <div class="label-filters">
            {list.view.search(list.t.search, SearchKind::Words, |view| &mut view.name)}
            {(list.kind == PoolKind::Forward).then(|| states(list))}
            {cycles(list)}
        </div>
    }
}

fn states(list: PoolsList) -> AnyView {
    let t = list.t;
    let options = [
        ("all", t.all),
        ("in_use", t.in_use),
        ("discarded", t.discarded),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()));
    let read = |view: &PoolsView| {
        let key = match view.in_use {
            None => "all",
            Some(true) => "in_use",
            Some(false) => "discarded",
        };
        key.to_owned()
    };
    let write = |view: &mut PoolsView, key: &str| {
        view.in_use = match key {
            "in_use" => Some(true),
            "discarded" => Some(false),
            _ => None,
        };
    };
    list.view
        .select(t.column_status, options.to_vec(), read, write)
}

fn cycles(list: PoolsList) -> AnyView {
    let t = list.t;
    let mut options = vec![("current".to_owned(), t.cycle_current.to_owned())];
    options.extend(
        PoolsList::cycles()
            .iter()
            .map(|cycle| (cycle.to_string(), cycle.to_string())),
    );
    options.push(("all".to_owned(), t.cycle_all.to_owned()));
    let read = |view: &PoolsView| match view.cycles {
        CycleFilter::Current => "current".to_owned(),
        CycleFilter::One(cycle) => cycle.to_string(),
        CycleFilter::All => "all".to_owned(),
    };
    let write = |view: &mut PoolsView, key: &str| {
        view.cycles = match key {
            "all" => CycleFilter::All,
            key => BillingCycle::parse(key).map_or(CycleFilter::Current, CycleFilter::One),
        };
        view.own.clear();
    };
    list.view.select(t.cycle_table, options, read, write)
}
