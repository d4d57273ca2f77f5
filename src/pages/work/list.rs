//! 业务受理列表

use super::cells;
use crate::api::{use_query, work_calls};
use crate::features::exports::{all_of, simple_menu};
use crate::features::instants;
use crate::features::listing::paging::{in_address, paging, row_count};
use crate::features::listing::search::{SearchKind, search};
use crate::features::polling::{note, while_running};
use crate::features::query_section::{list_load_state, part};
use crate::i18n::{format, work::work};
use crate::routes::work::{WorkOrderView, WorkOrdersView};
use crate::routes::{Page, Route};
use crate::state::{App, app};
use crate::ui::button::{Button, ButtonLink};
use crate::ui::feedback::Empty;
use crate::ui::field::{Input, Select};
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::wire::{WorkOrder, WorkOrderList};
use gsl_model::work_order::{WorkOrderSource, WorkOrderStatus, WorkOrderType};

/// The columns shown, as columns of the export.
const SHOWN: &[&str] = &[
    "id",
    "work_order_type",
    "status",
    "process_count",
    "total_count",
    "fail_reason",
    "success_count",
    "fail_count",
    "create_time",
    "finish_time",
    "expected_time",
    "work_order_source_desc",
];

/// The page.
#[component]
pub fn WorkOrdersPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let w = work(app.locale.get_untracked());
    let view = Memo::new(move |_| match app.nav.route() {
        Route::WorkOrders(view) => view,
        _ => WorkOrdersView::default(),
    });
    let size = RwSignal::new(20_u32);
    let query = use_query::<WorkOrderList>(app.client, move || {
        Some(work_calls::work_orders(&view.get(), size.get()))
    });
    let rows = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.work_orders.clone())
            .unwrap_or_default()
    });
    let running = Memo::new(move |_| rows.with(|rows| rows.iter().any(cells::is_open)));
    while_running(app, running, Callback::new(move |()| query.refetch()));
    tell_changes(app, rows);
    let row_count = row_count(query, |list| list.count);
    let state = list_load_state(query);
    let page = Memo::new(move |_| view.with(|view| view.page.0));
    let go = in_address(app.nav, move |page| {
        Route::WorkOrders(WorkOrdersView {
            page: Page(page),
            ..view.get_untracked()
        })
    });
    let paging = paging(page, size, row_count, w.range, go);
    let any = Memo::new(move |_| query.data().is_some_and(|list| list.count > 0));
    let content = move || {
        if any.get() {
            return view! {
                <DataTable label=w.title columns=columns(app) rows=rows key=|order: &WorkOrder| order.id loading=row_count.stale more_label=app.messages().common.more />
                {paging.view(app)}
            };
        }
        if view.with(WorkOrdersView::is_filtered) {
            let all = app.nav.href(&Route::WorkOrders(WorkOrdersView::default()));
            return view! {
                <div class="pad"><Empty title=w.none_match text=w.none_match_text>
                    <ButtonLink href=all>{m.common.clear}</ButtonLink>
                </Empty></div>
            };
        }
        view! { <div class="pad"><Empty title=w.none text=w.none_text /></div> }
    };
    Effect::new(move |_| {
        if let Some(total) = row_count.total.get() {
            app.announce((w.count)(&format::count(total)));
        }
    });
    let export = simple_menu(
        app,
        ExportKind::WorkOrders,
        all_of(query, |list| list.count, None),
        SHOWN,
        Signal::from(rows),
    );
    let by_card = app.nav.href(&Route::WorkOrder(WorkOrderView::default()));
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{w.title}</h1>
                <p>{w.purpose}</p>
            </div>
            <div class="actions">
                {note(app, running, w.live)}
                <ButtonLink href=by_card>{w.items_title}</ButtonLink>
                {export}
                <Button icon=IconName::Refresh on_click=state.refetch>{m.common.refresh}</Button>
            </div>
        </div>
        <section class="panel">
            {filters(app, view)}
            {part(state, 8, content)}
        </section>
    }
}

/// Says which of the work orders on the page are in another state than before.
fn tell_changes(app: App, rows: Memo<Vec<WorkOrder>>) {
    let w = work(app.locale.get_untracked());
    Effect::new(move |before: Option<Vec<(i64, Option<i32>)>>| {
        let now: Vec<_> = rows.with(|rows| rows.iter().map(|row| (row.id, row.status)).collect());
        let before = before.unwrap_or_default();
        let moved = |id: i64, status: Option<i32>| {
            before
                .iter()
                .any(|(known, was)| *known == id && *was != status)
        };
        rows.with_untracked(|rows| {
            let mut changed = rows.iter().filter(|row| moved(row.id, row.status));
            match (changed.next(), changed.count()) {
                (Some(order), 0) => app.announce((w.changed)(order.id, &cells::state(app, order))),
                (Some(_), more) => app.announce((w.changed_many)(more + 1)),
                (None, _) => {}
            }
        });
        now
    });
}

fn columns(app: App) -> Vec<Column<WorkOrder>> {
    let w = work(app.locale.get_untracked());
    let count = |count: Option<i32>| {
        count
            .map(|count| format::count(count.into()))
            .unwrap_or_default()
            .into_view()
    };
    vec![
        Column::new("id", w.number, move |order: &WorkOrder| {
            let href = app.nav.href(&Route::work_order(order.id));
            view! { <a class="mono" href=href>{order.id.to_string()}</a> }
        })
        .names_row(),
        Column::new("type", w.kind, move |order: &WorkOrder| {
            cells::kind(app, order).into_view()
        })
        .primary(),
        Column::new("state", w.state, move |order: &WorkOrder| {
            cells::badge(app, order)
        })
        .primary(),
        Column::new("progress", w.progress_of, move |order: &WorkOrder| {
            cells::progress(app, order)
        })
        .primary(),
        Column::new(
            "result",
            w.result,
            move |order: &WorkOrder| match cells::result(app, order) {
                text if text.is_empty() => instants::nothing(app),
                text => text.into_view(),
            },
        ),
        Column::new("success", w.succeeded, move |order: &WorkOrder| {
            count(order.success_count)
        })
        .numeric(),
        Column::new("failed", w.failed, move |order: &WorkOrder| {
            count(order.fail_count)
        })
        .numeric(),
        Column::new("created", w.created, move |order: &WorkOrder| {
            instants::past(app, order.create_time)
        }),
        Column::new("finished", w.finished, move |order: &WorkOrder| {
            instants::past(app, order.finish_time)
        }),
        Column::new("expected", w.expected, move |order: &WorkOrder| {
            instants::instant(app, order.expected_time)
        }),
        Column::new("source", w.source, move |order: &WorkOrder| {
            cells::source(app, order).into_view()
        }),
    ]
}

/// (key, name) of everything that can be chosen, "all" first.
fn options<T: Copy>(
    all: &str,
    known: &[T],
    key: fn(T) -> &'static str,
    name: fn(T) -> &'static str,
) -> Vec<(String, String)> {
    std::iter::once((String::new(), all.to_owned()))
        .chain(
            known
                .iter()
                .map(|one| (key(*one).to_owned(), name(*one).to_owned())),
        )
        .collect()
}

fn filters(app: App, view: Memo<WorkOrdersView>) -> AnyView {
    let w = work(app.locale.get_untracked());
    let go = move |change: &dyn Fn(&mut WorkOrdersView)| {
        let mut next = view.get_untracked();
        change(&mut next);
        next.page = Page::default();
        app.nav.replace(&Route::WorkOrders(next));
    };
    let number = search(
        w.number,
        SearchKind::Number,
        move || view.with(|view| view.number.clone()),
        move |number| go(&|view| number.clone_into(&mut view.number)),
    );
    let value = move |read: fn(&WorkOrdersView) -> &'static str| {
        Signal::derive(move || view.with(|view| read(view).to_owned()))
    };
    let choose = move |set: fn(&mut WorkOrdersView, &str)| {
        Callback::new(move |key: String| go(&|view| set(view, &key)))
    };
    let day = move |read: fn(&WorkOrdersView) -> Option<chrono::NaiveDate>| {
        Signal::derive(move || view.with(|view| read(view).map(format::date).unwrap_or_default()))
    };
    let kinds = options(w.all, WorkOrderType::ALL, WorkOrderType::key, w.kind_name);
    let states = options(
        w.all,
        WorkOrderStatus::ALL,
        WorkOrderStatus::key,
        w.state_name,
    );
    let sources = options(
        w.all,
        WorkOrderSource::ALL,
        WorkOrderSource::key,
        w.source_name,
    );
    view! {
        <div class="work-filters">
            {number}
            <Select
                label=w.kind
                value=value(|view| view.kind.map_or("", WorkOrderType::key))
                options=kinds
                on_change=choose(|view, key| view.kind = WorkOrderType::from_key(key))
            />
            <Select
                label=w.state
                value=value(|view| view.state.map_or("", WorkOrderStatus::key))
                options=states
                on_change=choose(|view, key| view.state = WorkOrderStatus::from_key(key))
            />
            <Select
                label=w.source
                value=value(|view| view.source.map_or("", WorkOrderSource::key))
                options=sources
                on_change=choose(|view, key| view.source = WorkOrderSource::from_key(key))
            />
            <Input
                label=w.since
                value=day(|view| view.since)
                on_input=choose(|view, text| view.since = text.parse().ok())
                kind="date"
            />
            <Input
                label=w.until
                value=day(|view| view.until)
                on_input=choose(|view, text| view.until = text.parse().ok())
                kind="date"
            />
        </div>
    }
}
