//! 业务受理明细: the cards of a work order, or the work orders of a card.

use crate::api::{use_query, work_calls};
use crate::features::exports::{all_of, simple_menu};
use crate::features::instants;
use crate::features::listing::paging::{in_address, paging, row_count};
use crate::features::listing::search::{SearchKind, search};
use crate::features::polling::while_running;
use crate::features::query_section::{list_load_state, part};
use crate::i18n::{format, why, work::work};
use crate::routes::work::WorkOrderView;
use crate::routes::{Page, Route};
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::feedback::Empty;
use crate::ui::field::Select;
use crate::ui::table::{Column, DataTable};
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
    let size = RwSignal::new(20_u32);
    let query = use_query::<WorkOrderDetailList>(app.client, move || {
        let view = view.get();
        (view.id != 0 || !view.card.is_empty())
            .then(|| work_calls::work_order_items(&view, size.get()))
    });
    let rows = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.work_order_details.clone())
            .unwrap_or_default()
    });
    let open = Memo::new(move |_| {
        running.get()
            || rows.with(|rows| {
                rows.iter()
                    .any(|row| row.status == Some(ItemStatus::Processing.code()))
            })
    });
    while_running(app, open, Callback::new(move |()| query.refetch()));
    let row_count = row_count(query, |list| list.count);
    let state = list_load_state(query);
    let page = Memo::new(move |_| view.with(|view| view.page.0));
    let go = in_address(app.nav, move |page| {
        Route::WorkOrder(WorkOrderView {
            page: Page(page),
            ..view.get_untracked()
        })
    });
    let paging = paging(page, size, row_count, w.range, go);
    let any = Memo::new(move |_| query.data().is_some_and(|list| list.count > 0));
    let all_orders = view.with_untracked(|view| view.id == 0);
    let content = move || {
        if any.get() {
            return view! {
                <DataTable
                    label=w.items
                    columns=columns(app, all_orders)
                    rows=rows
                    key=|row: &WorkOrderDetail| row.id
                    loading=row_count.stale
                    more_label=app.messages().common.more
                />
                {paging.view(app)}
            };
        }
        view! { <div class="pad"><Empty title=w.no_items /></div> }
    };
    let asked = Memo::new(move |_| view.with(|view| view.id != 0 || !view.card.is_empty()));
    // The page is of one work order, or of one card's.
    let order = view.with_untracked(|view| (view.id != 0).then_some(("work_order_id", view.id)));
    let export = simple_menu(
        app,
        ExportKind::WorkOrderItems,
        all_of(query, |list| list.count, order),
        SHOWN,
        Signal::from(rows),
    );
    view! {
        <section class="panel">
            <div class="filters-and-export">{filters(app, view)}{export}</div>
            {move || if asked.get() {
                part(state, 8, content)
            } else {
                view! { <div class="pad"><Empty title=w.give_card text=w.items_purpose /></div> }
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
    let card = Column::new("cid", w.cid, move |row: &WorkOrderDetail| {
        card_link(app, row.sim_card_id, row.cid.as_deref().unwrap_or_default())
    });
    let mut columns = if all_orders {
        let order = Column::new("order", w.order_number, move |row: &WorkOrderDetail| {
            let id = row.work_order_id.unwrap_or_default();
            let href = app.nav.href(&Route::work_order(id));
            view! { <a class="mono" href=href>{id.to_string()}</a> }
        });
        vec![order.names_row(), card.primary()]
    } else {
        vec![card.names_row()]
    };
    columns.extend([
        Column::new("state", w.state, move |row: &WorkOrderDetail| {
            badge(app, row)
        })
        .primary(),
        Column::new("reason", w.reason, move |row: &WorkOrderDetail| {
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
        Column::new("created", w.created, move |row: &WorkOrderDetail| {
            instants::past(app, row.create_time)
        }),
        Column::new("finished", w.finished, move |row: &WorkOrderDetail| {
            instants::past(app, row.finish_time)
        }),
        Column::new("expected", w.expected, move |row: &WorkOrderDetail| {
            instants::instant(app, row.expected_time)
        }),
    ]);
    columns
}

fn filters(app: App, view: Memo<WorkOrderView>) -> AnyView {
    let w = work(app.locale.get_untracked());
    let go = move |change: &dyn Fn(&mut WorkOrderView)| {
        let mut next = view.get_untracked();
        change(&mut next);
        next.page = Page::default();
        app.nav.replace(&Route::WorkOrder(next));
    };
    let card = search(
        w.cid,
        SearchKind::Number,
        move || view.with(|view| view.card.clone()),
        move |card| go(&|view| card.clone_into(&mut view.card)),
    );
    let state =
        Signal::derive(move || view.with(|view| view.state.map_or("", ItemStatus::key).to_owned()));
    let states = std::iter::once((String::new(), w.all.to_owned()))
        .chain(
            ItemStatus::ALL
                .iter()
                .map(|one| (one.key().to_owned(), (w.item_name)(*one).to_owned())),
        )
        .collect::<Vec<_>>();
    let choose =
        Callback::new(move |key: String| go(&|view| view.state = ItemStatus::from_key(&key)));
    view! {
        <div class="work-filters">
            {card}
            <Select label=w.state value=state options=states on_change=choose />
        </div>
    }
}

/// How many of something, for texts.
pub fn n(count: Option<i32>) -> String {
    format::count(count.unwrap_or_default().into())
}
