//! The orders whose cards may be renewed, with tick boxes.

use super::{RenewalWizard, texts};
use crate::api::renewal_calls;
use crate::features::listing::filters::search;
use crate::features::listing::paging::paging_here;
use crate::features::listing::{PageSize, SearchKind, use_list};
use crate::features::orders::{link, named, ticks};
use crate::features::wizard::day;
use crate::i18n::format;
use crate::state::App;
use crate::ui::badge::Token;
use crate::ui::feedback::Empty;
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::export::Words;
use gsl_model::order::MOST_ORDERS_TICKED;
use gsl_model::wire::{RenewalDue, RenewalDueList};

/// The panel.
pub fn orders(wizard: RenewalWizard, heading: &'static str, hint: &'static str) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let number = RwSignal::new(String::new());
    let (page, size) = (RwSignal::new(1_u32), PageSize::new());
    let list = use_list::<RenewalDueList>(app, move || {
        Some(renewal_calls::orders(&number.get(), page.get(), size.get()))
    });
    let state = list.state;
    let tick = Callback::new(move |(ids, on): (Vec<i64>, bool)| tick(wizard, &ids, on));
    let ticked_now = Signal::derive(move || wizard.view.with(|view| view.orders.clone()));
    let table = move || {
        let selection = ticks::selection(app, list.ids(), ticked_now, tick, t.tick_page);
        list.table_with(Some(selection), t.orders, columns(app))
    };
    let none = move || {
        let text = if number.with(String::is_empty) {
            t.no_orders
        } else {
            t.no_such_order
        };
        view! { <Empty title=text></Empty> }
    };
    let paging = paging_here(page, size, state.row_count, t.range);
    let rows = state.section(paging, 8, table, none);
    let write = move |text: String| {
        number.set(text.chars().filter(char::is_ascii_digit).collect());
        page.set(1);
    };
    view! {
        <section class="panel" aria-labelledby="renewal-orders">
            <header><h2 id="renewal-orders">{heading}</h2></header>
            <div class="pad">
                <p class="small muted">{hint}</p>
                {search(t.find_order, SearchKind::Number, move || number.get(), write)}
            </div>
            {rows}
            <div class="pad">{ticked(wizard)}</div>
        </section>
    }
}

fn tick(wizard: RenewalWizard, ids: &[i64], on: bool) {
    wizard.choose(|view| ticks::toggle(&mut view.orders, ids, on, MOST_ORDERS_TICKED));
}

/// What is ticked, each with the way to take it off.
fn ticked(wizard: RenewalWizard) -> AnyView {
    let t = texts(wizard.app);
    let text = move || {
        let count = wizard.view.with(|view| view.orders.len());
        match count {
            0 => t.none_ticked.to_owned(),
            MOST_ORDERS_TICKED => t.most_ticked.to_owned(),
            count => (t.ticked)(&format::count(i64::try_from(count).unwrap_or(0))),
        }
    };
    let tokens = move || {
        let orders = wizard.view.with(|view| view.orders.clone());
        let token = |order: i64| {
            let off = Callback::new(move |()| tick(wizard, &[order], false));
            view! { <Token remove_label=(t.take_off)(order) on_remove=off><span class="mono">{order}</span></Token> }
        };
        orders.into_iter().map(token).collect_view()
    };
    view! { <p role="status"><b>{text}</b></p> <div class="tokens">{tokens}</div> }
}

fn columns(app: App) -> Vec<Column<RenewalDue>> {
    let t = texts(app);
    vec![
        Column::new(t.order, move |row: &RenewalDue| {
            row.order_id
                .map_or(AnyView::Nothing, |order| link(app, order))
        })
        .names_row(),
        Column::new(
            t.first_expiry,
            |row: &RenewalDue| day(row.first_expire_time),
        )
        .primary(),
        Column::new(t.plan, |row: &RenewalDue| {
            row.price_plan_name.clone().unwrap_or_default().into_view()
        }),
        Column::new(t.carrier, move |row: &RenewalDue| {
            named(app, Words::Carrier, row.carrier_type)
                .unwrap_or_default()
                .into_view()
        }),
        Column::new(t.expiring, |row: &RenewalDue| {
            format::count(row.cards).into_view()
        })
        .numeric(),
        Column::new(t.renewable, |row: &RenewalDue| {
            format::count(row.renewable).into_view()
        })
        .numeric()
        .primary(),
    ]
}
