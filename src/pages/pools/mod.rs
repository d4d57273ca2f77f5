//! 前向流量池 and 后向流量池: every pool with what is left of it, in any of the last six cycles (Q13.1, Q13.2).

mod columns;
mod list;

use crate::features::exports::list_menu;
use crate::features::listing::page::ResultsLine;
use crate::features::listing::{ListPage, SearchKind, nothing};
use crate::features::pools::row::Pool;
use crate::features::pools::wizards;
use crate::i18n::format;
use crate::i18n::pool_wizard::pool_wizard;
use crate::routes::pool::{CycleFilter, PoolKind, PoolsView};
use crate::routes::{Page, Route};
use crate::state::app;
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::ui::icon::IconName;
use crate::ui::table::DataTable;
use crate::ui::tabs::{Tab, Tabs};
use crate::view::prelude::*;
use gsl_model::cycle::BillingCycle;
use gsl_model::export::ExportKind;
use gsl_model::forecast::Risk;
use gsl_model::wire::extension;
use list::{PoolsList, Row};

/// A list of pools.
#[component]
pub fn PoolsPage(
    /// Forward or backward.
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
            {risks(page)}
            {filters(page)}
            {ResultsLine::of(state, settings.prefs).view(Signal::stored(t.count), track_note(page))}
            {state.section(paging, 10, table, none)}
        </ListPage>
        {page.renaming.view()}
    }
}

/// Tabs of the forward pools of the running cycle by risk, with counts.
fn risks(list: PoolsList) -> AnyView {
    let t = list.t;
    let tabs = Signal::derive(move || {
        let counts = list.risks.get();
        let view = list.view.get();
        let tab = |risk: Option<Risk>, name: &'static str| {
            let pools: i64 = counts
                .iter()
                .filter(|count| risk.is_none_or(|risk| count.risk == risk.key()))
                .map(|count| count.pools)
                .sum();
            let shown = PoolsView {
                risk,
                page: Page::default(),
                ..view.clone()
            };
            Tab {
                href: list.app.nav.href(&Route::Pools(shown)),
                // Of all pools the line above the table has the number, those without a forecast included.
                text: match risk {
                    Some(_) => format!("{name} {}", format::count(pools)),
                    None => name.to_owned(),
                },
                current: view.risk == risk,
            }
        };
        vec![
            tab(None, t.all),
            tab(Some(Risk::Dry), t.dry),
            tab(Some(Risk::AtRisk), t.at_risk),
            tab(Some(Risk::Lasts), t.lasts),
        ]
    });
    let known = Memo::new(move |_| list.risks.with(|risks| !risks.is_empty()));
    (move || {
        known
            .get()
            .then(|| view! { <Tabs label=t.risks tabs=tabs /> })
    })
    .into_view()
}

/// The legend of the run-dry track.
fn track_note(list: PoolsList) -> AnyView {
    (move || {
        let shown = list
            .settings
            .shown()
            .iter()
            .any(|one| one.key == "runs_out");
        let known = list.risks.with(|risks| !risks.is_empty());
        (shown && known).then(|| view! { <span class="muted">{list.t.track_note}</span> })
    })
    .into_view()
}

/// Filters: part of the name, state, billing cycle of the table.
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
        if view.cycles != CycleFilter::Current {
            view.risk = None;
        }
        view.own.clear();
    };
    list.view.select(t.cycle_table, options, read, write)
}
