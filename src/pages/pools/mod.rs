//! 前向流量池 and 后向流量池: every pool with what is left of it, in any of the last six cycles (Q13.1, Q13.2).

mod column_keys;
mod columns;
mod filters;
mod list;

use crate::features::exports::list_menu;
use crate::features::listing::page::ResultsLine;
use crate::features::listing::{ListPage, nothing};
use crate::features::pools::row::Pool;
use crate::features::pools::wizards;
use crate::i18n::pool_wizard::pool_wizard;
use crate::routes::pool::PoolKind;
use crate::state::app;
use crate::ui::badge::Status;
use crate::ui::button::{ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::ui::icon::IconName;
use crate::ui::table::DataTable;
use crate::view::prelude::*;
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
        view! { <ButtonLink kind=Kind::Primary icon=IconName::Plus href=href>{text}</ButtonLink> }
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
    let missing = (!app.client.has(extension::POOLS))
        .then(|| view! { <Advice kind=Status::Idle><p>{t.not_offered}</p></Advice> });
    view! {
        <ListPage title=title purpose=purpose actions=actions notice=missing.into_view() class="pool-list">
            {filters::filters(page)}
            {ResultsLine::of(state, settings.prefs).view(Signal::stored(t.count), AnyView::Nothing)}
            {state.section(paging, 10, table, none)}
        </ListPage>
        {page.renaming.view()}
    }
}
