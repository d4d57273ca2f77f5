//! 导出任务列表: every export with its progress, its file, and what can be done with it.

mod actions;
mod cells;
mod notice;

pub use notice::follow;

use crate::api::{export_calls, use_query};
use crate::i18n::exports::exports;
use crate::i18n::format;
use crate::pages::shared::export::scope::{Names, Wanted};
use crate::pages::shared::export::wait::seconds_left;
use crate::pages::shared::live::every;
use crate::pages::shared::paging::pager;
use crate::pages::shared::part::{Watch, part, watch};
use crate::routes::export::ExportsView;
use crate::routes::{Page, Route};
use crate::state::app;
use crate::ui::button::Button;
use crate::ui::feedback::Empty;
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use actions::Actions;
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
        }
        .into_any();
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
    let total = Memo::new(move |_| query.data().map_or(0, |list| list.count));
    let state = Watch {
        loaded: Memo::new(move |_| query.state.with(|state| state.data.is_some())),
        ..watch(query)
    };
    Effect::new(move |before: Option<i64>| {
        let now = total.get();
        if state.loaded.get() && before != Some(now) {
            app.announce((t.count)(&format::count(now)));
        }
        now
    });
    let wanted = Memo::new(move |_| {
        rows.with(|rows| {
            let filters = rows.iter().filter_map(|task| task.filter.as_deref());
            filters.fold(Wanted::default(), |all, filter| all.or(Wanted::of(filter)))
        })
    });
    let names = Names::new(app, wanted);
    let actions = Actions::new(app, seconds_left(query));
    let go = Callback::new(move |number| {
        app.nav
            .go(&Route::Exports(ExportsView { page: Page(number) }));
    });
    let any = Memo::new(move |_| total.get() > 0);
    let stale = Signal::derive(move || query.state.with(|state| state.of_previous));
    let content = move || {
        if any.get() {
            view! {
                <DataTable
                    label=m.shell.exports
                    columns=columns(actions, names)
                    rows=rows
                    key=|task: &ExportTask| task.export_task_id
                    loading=stale
                    more_label=m.common.more
                />
                {pager(app, page, size, total, t.range, go)}
            }
            .into_any()
        } else {
            view! { <div class="pad"><Empty title=t.none text=t.none_text /></div> }.into_any()
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
            {actions.told()}
            {part(state, 8, content)}
        </section>
        {actions.view()}
    }
    .into_any()
}

fn columns(actions: Actions, names: Names) -> Vec<Column<ExportTask>> {
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
