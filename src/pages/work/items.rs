//! 业务受理明细: the cards of a work order, or the work orders of a card.

use crate::api::work_calls;
use crate::features::exports::list_menu;
use crate::features::instants;
use crate::features::listing::filters::options;
use crate::features::listing::{ListAddress, PageSize, SearchKind, nothing, use_list};
use crate::features::polling::while_running;
use crate::i18n::{format, why, work::work};
use crate::routes::Route;
use crate::routes::work::WorkOrderView;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::iccid;
use gsl_model::wire::{WorkOrderDetail, WorkOrderDetailList};
use gsl_model::work_order::ItemStatus;

/// The columns shown, as columns of the export.
const SHOWN: &[&str] = &[
    "work_order_id",
    "cid",
    "status",
    "description",
    "create_time",
    "finish_time",
    "expected_time",
];

/// The table with its filters. `running` asks again while the work order is under way.
pub fn items(app: App, view: Memo<WorkOrderView>, running: Memo<bool>) -> AnyView {
    let w = work(app.locale.get_untracked());
    let id = view.with_untracked(|view| view.id);
    let all = WorkOrderView {
        id,
        ..WorkOrderView::default()
    };
    let view = ListAddress::of(app, view, all, Route::WorkOrder, |view| &mut view.page);
    let size = PageSize::new();
    let asked = Memo::new(move |_| view.with(|view| view.id != 0 || !view.card.is_empty()));
    let list = use_list::<WorkOrderDetailList>(app, move || {
        asked
            .get()
            .then(|| work_calls::work_order_items(&view.get(), size.get()))
    });
    let state = list.state;
    let processing =
        list.has(|row: &WorkOrderDetail| row.status == Some(ItemStatus::Processing.code()));
    let open = Memo::new(move |_| running.get() || processing.get());
    while_running(app, open, state.load.refetch);
    let paging = view.paging(state, size, w.range);
    let table = move || list.table(w.items, columns(app, id == 0));
    // The page is of one work order, or of one card's.
    let order = (id != 0).then_some(("work_order_id", id));
    let export = list_menu(
        ExportKind::WorkOrderItems,
        state,
        order,
        || SHOWN.to_vec(),
        list.rows,
    );
    view! {
        <section class="panel">
            <div class="filters-and-export">{filters(view)}{export}</div>
            {move || if asked.get() {
                state.section(paging, 8, table, move || nothing(w.no_items, ""))
            } else {
                nothing(w.give_card, w.items_purpose)
            }}
        </section>
    }
}

fn badge(app: App, row: &WorkOrderDetail) -> AnyView {
    let w = work(app.locale.get_untracked());
    let known = row.status.and_then(ItemStatus::from_code);
    let kind = match known {
        Some(ItemStatus::Success) => Status::Ok,
        Some(ItemStatus::Failed) => Status::Bad,
        Some(ItemStatus::Processing) => Status::Warn,
        None => Status::Idle,
    };
    let text = known.map_or(app.messages().common.unknown, w.item_name);
    view! { <StatusBadge kind=kind text=text /> }
}

/// The card as a link to its page.
pub fn card_link(app: App, id: Option<i64>, number: &str) -> AnyView {
    let shown = iccid::group(number);
    match id {
        Some(id) => {
            let href = app.nav.href(&Route::card(id));
            view! { <a class="mono" href=href>{shown}</a> }
        }
        None => view! { <span class="mono">{shown}</span> },
    }
}

fn columns(app: App, all_orders: bool) -> Vec<Column<WorkOrderDetail>> {
    let locale = app.locale.get_untracked();
    let w = work(locale);
    let card = Column::new(w.cid, move |row: &WorkOrderDetail| {
        card_link(app, row.sim_card_id, row.cid.as_deref().unwrap_or_default())
    });
    let mut columns = if all_orders {
        let order = Column::new(w.order_number, move |row: &WorkOrderDetail| {
            let id = row.work_order_id.unwrap_or_default();
            let href = app.nav.href(&Route::work_order(id));
            view! { <a class="mono" href=href>{id.to_string()}</a> }
        });
        vec![order.names_row(), card.primary()]
    } else {
        vec![card.names_row()]
    };
    columns.extend([
        Column::new(w.state, move |row: &WorkOrderDetail| badge(app, row)).primary(),
        Column::new(w.reason, move |row: &WorkOrderDetail| {
            let known = row
                .fail_key
                .as_deref()
                .and_then(|key| why::by_key(locale, key));
            match known.or(row.description.as_deref()) {
                Some(text) => view! { <span>{text.to_owned()}</span> },
                None => instants::nothing(app),
            }
        })
        .class("wide")
        .primary(),
        Column::new(w.created, move |row: &WorkOrderDetail| {
            instants::past(app, row.create_time)
        }),
        Column::new(w.finished, move |row: &WorkOrderDetail| {
            instants::past(app, row.finish_time)
        }),
        Column::new(w.expected, move |row: &WorkOrderDetail| {
            instants::instant(app, row.expected_time)
        }),
    ]);
    columns
}

fn filters(view: ListAddress<WorkOrderView>) -> AnyView {
    let w = work(view.app().locale.get_untracked());
    let states = options(w.all, ItemStatus::ALL, ItemStatus::key, |state| {
        (w.item_name)(state).to_owned()
    });
    view! {
        <div class="work-filters">
            {view.search(w.cid, SearchKind::Number, |view| &mut view.card)}
            {view.select(
                w.state,
                states,
                |view| view.state.map_or("", ItemStatus::key).to_owned(),
                |view, key| view.state = ItemStatus::from_key(key),
            )}
        </div>
    }
}

/// How many of something, for texts.
pub fn n(count: Option<i32>) -> String {
    format::count(count.unwrap_or_default().into())
}
