//! 导出任务列表: every export with its progress, its file, and what can be done with it.

mod actions;
mod cells;
mod notice;

pub use notice::follow;

use crate::api::{export_calls, use_query};
use crate::features::exports::scope::{FilterNames, NeededNames};
use crate::features::exports::wait::seconds_left;
use crate::features::listing::paging::{in_address, paging, row_count};
use crate::features::polling::every;
use crate::features::query_section::{list_load_state, part};
use crate::i18n::exports::exports;
use crate::i18n::format;
use crate::routes::export::ExportsView;
use crate::routes::{Page, Route};
use crate::state::app;
use crate::ui::button::Button;
use crate::ui::feedback::Empty;
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use actions::TaskActions;
use gsl_model::wire::{ExportTask, ExportTaskList, extension};

/// Between two looks while something runs.
const EVERY_MS: i32 = 1000;

/// The page.
#[component]
pub fn ExportsPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let t = exports(app.locale.get_untracked());
    if !app.client.has(extension::EXPORTS) {
        return view! {
            <div class="head"><div><h1 tabindex="-1">{m.shell.exports}</h1><p>{t.purpose}</p></div></div>
            <section class="panel"><div class="pad"><Empty title=m.common.not_offered text=t.not_offered /></div></section>
        };
    }
    let page = Memo::new(move |_| match app.nav.route() {
        Route::Exports(view) => view.page.0,
        _ => 1,
    });
    let size = RwSignal::new(20_u32);
    let query = use_query::<ExportTaskList>(app.client, move || {
        Some(export_calls::tasks(page.get(), size.get()))
    });
    let rows = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.export_tasks.clone())
            .unwrap_or_default()
    });
    let running = Memo::new(move |_| rows.with(|rows| rows.iter().any(|task| task.cancellable)));
    let again = Callback::new(move |()| query.refetch());
    every(Signal::derive(|| EVERY_MS), running, again);
    let row_count = row_count(query, |list| list.count);
    let state = list_load_state(query);
    Effect::new(move |_| {
        if let Some(total) = row_count.total.get() {
            app.announce((t.count)(&format::count(total)));
        }
    });
    let wanted = Memo::new(move |_| {
        rows.with(|rows| {
            let filters = rows.iter().filter_map(|task| task.filter.as_deref());
            filters.fold(NeededNames::default(), |all, filter| {
                all.or(NeededNames::of(filter))
            })
        })
    });
    let names = FilterNames::new(app, wanted);
    let actions = TaskActions::new(app, seconds_left(query));
    let go = in_address(app.nav, |page| {
        Route::Exports(ExportsView { page: Page(page) })
    });
    let paging = paging(page, size, row_count, t.range, go);
    let any = Memo::new(move |_| query.data().is_some_and(|list| list.count > 0));
    let content = move || {
        if any.get() {
            view! {
                <DataTable
                    label=m.shell.exports
                    columns=columns(actions, names)
                    rows=rows
                    key=|task: &ExportTask| task.export_task_id
                    loading=row_count.stale
                    more_label=m.common.more
                />
                {paging.view(app)}
            }
        } else {
            view! { <div class="pad"><Empty title=t.none text=t.none_text /></div> }
        }
    };
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{m.shell.exports}</h1>
                <p>{t.purpose}</p>
            </div>
            <div class="actions">
                {move || running.get().then(|| view! { <span class="muted small live-note">{t.live}</span> })}
                <Button icon=IconName::Refresh on_click=again>{m.common.refresh}</Button>
            </div>
        </div>
        <section class="panel">
            {actions.notices()}
            {part(state, 8, content)}
        </section>
        {actions.view()}
    }
}

fn columns(actions: TaskActions, names: FilterNames) -> Vec<Column<ExportTask>> {
    let app = actions.app;
    let t = exports(app.locale.get_untracked());
    vec![
        Column::new("content", t.content, move |task: &ExportTask| {
            cells::content(app, task)
        })
        .names_row(),
        Column::new("filter", t.filter, move |task: &ExportTask| {
            cells::filter(names, task)
        })
        .class("wide"),
        Column::new("state", t.state, move |task: &ExportTask| {
            cells::state(app, task)
        })
        .primary(),
        Column::new("rows", t.rows, move |task: &ExportTask| {
            cells::rows(app, task)
        })
        .numeric()
        .primary(),
        Column::new("size", t.size, move |task: &ExportTask| {
            cells::size(app, task)
        })
        .numeric(),
        Column::new("took", t.took, move |task: &ExportTask| {
            cells::took(app, task)
        })
        .numeric(),
        Column::new("created", t.created, move |task: &ExportTask| {
            cells::created(app, task)
        }),
        Column::new("actions", t.actions, move |task: &ExportTask| {
            actions.cell(task)
        })
        .last(),
    ]
}
