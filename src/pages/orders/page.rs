//! The list of orders.

use super::list::OrdersList;
use super::{columns, filters};
use crate::features::exports::list_menu;
use crate::features::listing::page::ResultsLine;
use crate::features::listing::{ListPage, nothing};
use crate::features::orders::{explain, is_open, state};
use crate::features::polling::{note, while_running};
use crate::state::app;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::wire::{Order, extension};

/// The page.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let page = OrdersList::new(app);
    let OrdersList {
        t,
        view,
        list,
        settings,
        ..
    } = page;
    let rows = list.state.explained(explain);
    let paging = view.paging(rows, page.size, t.range);
    let running = list.has(is_open);
    while_running(app, running, rows.load.refetch);
    let changed = move |order: &Order| (t.changed)(order.order_id, &state(app, order));
    list.announce_changes(|order| order.order_status, changed, t.changed_many);
    rows.announce_count(t.count);
    let table = move || {
        list.table(
            m.shell.orders,
            Signal::derive(move || columns::columns(page)),
        )
    };
    let none = move || {
        if view.is_filtered() {
            view.no_match(t.none_match, "")
        } else {
            nothing(t.none, t.none_text)
        }
    };
    let actions = view! {
        {settings.button(Callback::new(move |size| page.resize(size)))}
        {list_menu(ExportKind::Orders, rows, None, move || settings.fields(), list.rows)}
        {super::basic::invoice(app)}
    };
    let purpose = format!("{} {}", t.purpose, t.invoice_note);
    let body = if app.client.has(extension::ORDERS) {
        view! {
            {filters::filters(page)}
            {ResultsLine::of(rows, settings.prefs).view(Signal::stored(t.count), note(app, running, t.live))}
            {rows.section(paging, 10, table, none)}
        }
    } else {
        view! { <Advice kind=Status::Idle><p>{t.not_offered}</p></Advice> }
    };
    view! {
        <ListPage title=m.shell.orders purpose=purpose actions=actions class="order-list">{body}</ListPage>
        {page.order_action.view()}
    }
}
