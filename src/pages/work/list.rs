//! 业务受理列表

use super::cells;
use crate::api::work_calls;
use crate::features::exports::list_menu;
use crate::features::instants;
use crate::features::listing::filters::options;
use crate::features::listing::{ListAddress, ListPage, PageSize, SearchKind, nothing, use_list};
use crate::features::polling::{note, while_running};
use crate::i18n::{format, work::work};
use crate::routes::Route;
use crate::routes::work::{WorkOrderView, WorkOrdersView};
use crate::state::{App, app};
use crate::ui::button::{Button, ButtonLink};
use crate::ui::icon::IconName;
use crate::ui::table::Column;
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
    let view = ListAddress::new(
        app,
        WorkOrdersView::default(),
        |route| match route {
            Route::WorkOrders(view) => Some(view),
            _ => None,
        },
        Route::WorkOrders,
        |view| &mut view.page,
    );
    let size = PageSize::new();
    let list = use_list::<WorkOrderList>(app, move || {
        Some(work_calls::work_orders(&view.get(), size.get()))
    });
    let state = list.state;
    let running = list.has(cells::is_open);
    while_running(app, running, state.load.refetch);
    let changed = move |order: &WorkOrder| (w.changed)(order.id, &cells::state(app, order));
    list.announce_changes(|order| order.status, changed, w.changed_many);
    state.announce_count(w.count);
    let table = move || list.table(w.title, columns(app));
    let none = move || {
        if view.is_filtered() {
            view.no_match(w.none_match, w.none_match_text)
        } else {
            nothing(w.none, w.none_text)
        }
    };
    let rows = state.section(view.paging(state, size, w.range), 8, table, none);
    let export = list_menu(
        ExportKind::WorkOrders,
        state,
        None,
        || SHOWN.to_vec(),
        list.rows,
    );
    let by_card = app.nav.href(&Route::WorkOrder(WorkOrderView::default()));
    let actions = view! {
        {note(app, running, w.live)}
        <ButtonLink href=by_card>{w.items_title}</ButtonLink>
        {export}
        <Button icon=IconName::Refresh on_click=state.load.refetch>{m.common.refresh}</Button>
    };
    view! {
        <ListPage title=w.title purpose=w.purpose actions=actions>
            {filters(view)}
            {rows}
        </ListPage>
    }
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
        Column::new(w.number, move |order: &WorkOrder| {
            let href = app.nav.href(&Route::work_order(order.id));
            view! { <a class="mono" href=href>{order.id.to_string()}</a> }
        })
        .names_row(),
        Column::new(w.kind, move |order: &WorkOrder| {
            cells::kind(app, order).into_view()
        })
        .primary(),
        Column::new(w.state, move |order: &WorkOrder| cells::badge(app, order)).primary(),
        Column::new(w.progress_of, move |order: &WorkOrder| {
            cells::progress(app, order)
        })
        .primary(),
        Column::new(w.result, move |order: &WorkOrder| {
            match cells::result(app, order) {
                text if text.is_empty() => instants::nothing(app),
                text => text.into_view(),
            }
        }),
        Column::new(w.succeeded, move |order: &WorkOrder| {
            count(order.success_count)
        })
        .numeric(),
        Column::new(w.failed, move |order: &WorkOrder| count(order.fail_count)).numeric(),
        Column::new(w.created, move |order: &WorkOrder| {
            instants::past(app, order.create_time)
        }),
        Column::new(w.finished, move |order: &WorkOrder| {
            instants::past(app, order.finish_time)
        }),
        Column::new(w.expected, move |order: &WorkOrder| {
            instants::instant(app, order.expected_time)
        }),
        Column::new(w.source, move |order: &WorkOrder| {
            cells::source(app, order).into_view()
        }),
    ]
}

fn filters(view: ListAddress<WorkOrdersView>) -> AnyView {
    let w = work(view.app().locale.get_untracked());
    let kinds = options(w.all, WorkOrderType::ALL, WorkOrderType::key, |kind| {
        (w.kind_name)(kind).to_owned()
    });
    let states = options(w.all, WorkOrderStatus::ALL, WorkOrderStatus::key, |state| {
        (w.state_name)(state).to_owned()
    });
    let sources = options(
        w.all,
        WorkOrderSource::ALL,
        WorkOrderSource::key,
        |source| (w.source_name)(source).to_owned(),
    );
    view! {
        <div class="work-filters">
            {view.search(w.number, SearchKind::Number, |view| &mut view.number)}
            {view.select(
                w.kind,
                kinds,
                |view| view.kind.map_or("", WorkOrderType::key).to_owned(),
                |view, key| view.kind = WorkOrderType::from_key(key),
            )}
            {view.select(
                w.state,
                states,
                |view| view.state.map_or("", WorkOrderStatus::key).to_owned(),
                |view, key| view.state = WorkOrderStatus::from_key(key),
            )}
            {view.select(
                w.source,
                sources,
                |view| view.source.map_or("", WorkOrderSource::key).to_owned(),
                |view, key| view.source = WorkOrderSource::from_key(key),
            )}
            {view.day(w.since, |view| day(view.since), |view, text| view.since = text.parse().ok())}
            {view.day(w.until, |view| day(view.until), |view, text| view.until = text.parse().ok())}
        </div>
    }
}

fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map(format::date).unwrap_or_default()
}
