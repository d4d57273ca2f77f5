//! 导出任务列表: every export with its progress, its file, and what can be done with it.

mod actions;
mod cells;
mod notice;

pub use notice::follow;

use crate::api::{export_calls, use_query};
use crate::features::exports::scope::{FilterNames, NeededNames};
use crate::features::exports::wait::seconds_left;
use crate::features::listing::{List, ListAddress, ListPage, PageSize, nothing};
use crate::features::polling::every;
use crate::i18n::exports::exports;
use crate::routes::Route;
use crate::routes::export::ExportsView;
use crate::state::app;
use crate::ui::button::Button;
use crate::ui::icon::IconName;
use crate::ui::table::Column;
use crate::view::prelude::*;
use actions::TaskActions;
use gsl_model::wire::{ExportTask, ExportTaskList, extension};

/// Milliseconds between two polls while a task runs.
const EVERY_MS: i32 = 1000;

/// The page.
#[component]
pub fn ExportsPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let t = exports(app.locale.get_untracked());
    let title = m.shell.exports;
    if !app.client.has(extension::EXPORTS) {
        return view! {
            <ListPage title=title purpose=t.purpose>{nothing(m.common.not_offered, t.not_offered)}</ListPage>
        };
    }
    let view = ListAddress::new(
        app,
        ExportsView::default(),
        |route| match route {
            Route::Exports(view) => Some(view),
            _ => None,
        },
        Route::Exports,
        |view| &mut view.page,
    );
    let size = PageSize::new();
    let query = use_query::<ExportTaskList>(app.client, move || {
        Some(export_calls::tasks(
            view.with(|view| view.page.0),
            size.get(),
        ))
    });
    let list = List::of(app, query);
    let state = list.state;
    let running = list.has(|task: &ExportTask| task.cancellable);
    let again = state.load.refetch;
    every(Signal::derive(|| EVERY_MS), running, again);
    state.announce_count(t.count);
    let wanted = Memo::new(move |_| {
        list.rows.with(|rows| {
            let filters = rows.iter().filter_map(|task| task.filter.as_deref());
            filters.fold(NeededNames::default(), |all, filter| {
                all.or(NeededNames::of(filter))
            })
        })
    });
    let names = FilterNames::new(app, wanted);
    let actions = TaskActions::new(app, seconds_left(query));
    let table = move || list.table(title, columns(actions, names));
    let none = move || nothing(t.none, t.none_text);
    let rows = state.section(view.paging(state, size, t.range), 8, table, none);
    let tools = view! {
        {move || running.get().then(|| view! { <span class="muted small live-note">{t.live}</span> })}
        <Button icon=IconName::Refresh on_click=again>{m.common.refresh}</Button>
    };
    view! {
        <ListPage title=title purpose=t.purpose actions=tools>
            {actions.notices()}
            {rows}
        </ListPage>
        {actions.view()}
    }
}

fn columns(actions: TaskActions, names: FilterNames) -> Vec<Column<ExportTask>> {
    let app = actions.app;
    let t = exports(app.locale.get_untracked());
    vec![
        Column::new(t.content, move |task: &ExportTask| {
            cells::content(app, task)
        })
        .names_row(),
        Column::new(t.filter, move |task: &ExportTask| {
            cells::filter(names, task)
        })
        .class("wide"),
        Column::new(t.state, move |task: &ExportTask| cells::state(app, task)).primary(),
        Column::new(t.rows, move |task: &ExportTask| cells::rows(app, task))
            .numeric()
            .primary(),
        Column::new(t.size, move |task: &ExportTask| cells::size(app, task)).numeric(),
        Column::new(t.took, move |task: &ExportTask| cells::took(app, task)).numeric(),
        Column::new(t.created, move |task: &ExportTask| {
            cells::created(app, task)
        }),
        Column::new(t.actions, move |task: &ExportTask| actions.cell(task)).last(),
    ]
}
