//! The list of orders.

use super::list::{List, PAGE_SIZE};
use super::{column_keys, columns, export, filters};
use crate::features::listing::columns::{ColumnSettings, settings};
use crate::features::listing::paging::{PagerState, Paging, count_text, in_address};
use crate::features::listing::refresh::refresh;
use crate::features::orders::{explain, is_open, state};
use crate::features::polling::{note, while_running};
use crate::features::query_section::{list_load_state, section_with};
use crate::i18n::format;
use crate::i18n::orders::orders;
use crate::routes::order::OrdersView;
use crate::routes::{Page, Route};
use crate::state::{app, prefs::PAGE_SIZES};
use crate::ui::badge::Status;
use crate::ui::button::ButtonLink;
use crate::ui::feedback::{Advice, Empty};
use crate::ui::table::DataTable;
use crate::view::prelude::*;
use gsl_model::wire::{Order, extension};

/// The page.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let t = orders(app.locale.get_untracked());
    let list = List::new(app);
    // Rows of the previous page stay while the next comes.
    let state = list_load_state(list.query);
    let total = list.row_count.total;
    let place = PagerState {
        page: Memo::new(move |_| list.view.with(|view| view.page.0)),
        size: Signal::derive(move || list.prefs.with(|prefs| prefs.page_size)),
        sizes: &PAGE_SIZES,
        row_count: list.row_count,
        range: t.range,
        go: in_address(app.nav, move |page| {
            Route::Orders(OrdersView {
                page: Page(page),
                ..list.view.get_untracked()
            })
        }),
        resize: Callback::new(move |size| list.resize(size)),
    };
    let paging = place.kept();
    let none = Memo::new(move |_| list.query.data().is_none_or(|list| list.count == 0));
    let running = Memo::new(move |_| list.rows.with(|rows| rows.iter().any(is_open)));
    while_running(app, running, state.refetch);
    tell_changes(list);
    Effect::new(move |_| {
        if let Some(total) = total.get().filter(|_| state.loaded.get()) {
            app.announce((t.count)(&format::count(total)));
        }
    });
    let content = move || {
        if none.get() {
            nothing(list)
        } else {
            table(list, paging)
        }
    };
    let columns = settings(ColumnSettings {
        app,
        prefs: list.prefs,
        fixed: "id",
        page_size: PAGE_SIZE,
        defaults: Callback::new(|()| column_keys::defaults()),
        heading: Callback::new(move |key: String| column_keys::heading(t, &key).to_owned()),
        moved: t.moved,
        resize: Callback::new(move |size| list.resize(size)),
    });
    let fetched_at = Signal::derive(move || list.query.state.with(|state| state.fetched_at));
    let missing = !app.client.has(extension::ORDERS);
    let busy = move || list.row_count.stale.get().then_some("true");
    let body = move || {
        if missing {
            return view! { <Advice kind=Status::Idle><p>{t.not_offered}</p></Advice> };
        }
        view! {
            <section class="panel order-list">
                {filters::filters(list)}
                <div class="bar small results" class:stale=list.row_count.stale aria-busy=busy>
                    <b class="count">{move || count_text(state.loaded, total, t.count)}</b>
                    {note(app, running, t.live)}
                    <span class="grow"></span>
                    {refresh(list.prefs, state, fetched_at)}
                </div>
                {section_with(state, explain, 10, content)}
            </section>
        }
    };
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{m.shell.orders}</h1>
                <p>{t.purpose}" "{t.invoice_note}</p>
            </div>
            <div class="actions">
                {columns}
                {export::export_menu(list)}
                {super::basic::invoice(app)}
            </div>
        </div>
        {body()}
        {list.order_action.view()}
    }
}

fn nothing(list: List) -> AnyView {
    let app = list.app;
    let t = orders(app.locale.get_untracked());
    if list.view.with(OrdersView::is_filtered) {
        let all = app.nav.href(&Route::Orders(OrdersView::default()));
        return view! {
            <div class="pad"><Empty title=t.none_match>
                <ButtonLink href=all>{app.messages().common.clear}</ButtonLink>
            </Empty></div>
        };
    }
    view! { <div class="pad"><Empty title=t.none text=t.none_text /></div> }
}

fn table(list: List, paging: Paging) -> AnyView {
    let m = list.app.messages();
    view! {
        <DataTable
            label=m.shell.orders
            columns=Signal::derive(move || columns::columns(list))
            rows=list.rows
            key=|order: &Order| order.order_id
            loading=list.row_count.stale
            more_label=m.common.more
        />
        {paging.view(list.app)}
    }
}

/// Says which of the orders on the page are in another state than before.
fn tell_changes(list: List) {
    let app = list.app;
    let t = orders(app.locale.get_untracked());
    Effect::new(move |before: Option<Vec<(i64, Option<i32>)>>| {
        let before = before.unwrap_or_default();
        list.rows.with(|rows| {
            let moved = |row: &&Order| {
                before
                    .iter()
                    .any(|(id, was)| *id == row.order_id && *was != row.order_status)
            };
            let mut changed = rows.iter().filter(moved);
            match (changed.next(), changed.count()) {
                (Some(order), 0) => {
                    app.announce((t.changed)(order.order_id, &state(app, order)));
                }
                (Some(_), more) => app.announce((t.changed_many)(more + 1)),
                (None, _) => {}
            }
            rows.iter()
                .map(|row| (row.order_id, row.order_status))
                .collect()
        })
    });
}
