//! The cards of an order: they appear when it is completed (Q9.1).

use super::columns::cards_href;
use super::order_data::OrderData;
use crate::api::{calls, use_query};
use crate::features::card_state::{badge_of, state_text};
use crate::features::instants;
use crate::features::listing::paging::{in_address, paging, row_count};
use crate::features::orders::has_cards;
use crate::features::query_section::{list_load_state, part};
use crate::i18n::format;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::order::OrderView;
use crate::routes::{CardsView, Page, Route};
use crate::ui::badge::StatusBadge;
use crate::ui::feedback::Empty;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::iccid;
use gsl_model::time::Time;
use gsl_model::wire::{OrderDetail, SimCard, SimCardList};
use std::rc::Rc;

/// The tab.
pub fn cards(data: OrderData) -> AnyView {
    let (app, t) = (data.app, data.t);
    let size = RwSignal::new(20_u32);
    let page = Memo::new(move |_| data.view.with(|view| view.page.0));
    let has_cards = Memo::new(move |_| {
        data.order
            .with(|order| order.as_ref().is_none_or(|one| has_cards(&one.order)))
    });
    let query = use_query::<SimCardList>(app.client, move || {
        let view = CardsView {
            filter: CardFilter::one(Field::Order, Value::Ids(vec![data.id])),
            page: Page(page.get()),
            ..CardsView::default()
        };
        has_cards.get().then(|| calls::cards(&view, size.get()))
    });
    let rows = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.sim_cards.clone())
            .unwrap_or_default()
    });
    let row_count = row_count(query, |list| list.count);
    let go = in_address(app.nav, move |page| {
        Route::Order(OrderView {
            page: Page(page),
            ..data.view.get_untracked()
        })
    });
    let paging = paging(page, size, row_count, t.cards_range, go);
    let over = Memo::new(move |_| {
        let none = |one: &Rc<OrderDetail>| one.opened_quantity == 0;
        !data.running.get() && data.order.with(|order| order.as_ref().is_some_and(none))
    });
    let any = Memo::new(move |_| query.data().is_some_and(|list| list.count > 0));
    let content = move || {
        if !any.get() && over.get() {
            return view! { <div class="pad"><Empty title=t.brought_none /></div> };
        }
        if !any.get() {
            return view! { <div class="pad"><Empty title=t.no_cards text=t.no_cards_text /></div> };
        }
        view! {
            <p class="order-cards"><a href=cards_href(app, data.id)>{t.in_list}</a></p>
            <DataTable
                label=t.tab_cards
                columns=columns(data)
                rows=rows
                key=|card: &SimCard| card.sim_card_id
                loading=row_count.stale
                more_label=app.messages().common.more
            />
            {paging.view(app)}
        }
    };
    let state = list_load_state(query);
    (move || {
        if has_cards.get() {
            part(state, 6, content)
        } else {
            view! { <div class="pad"><Empty title=t.never_cards /></div> }
        }
    })
    .into_view()
}

fn columns(data: OrderData) -> Vec<Column<SimCard>> {
    let (app, t) = (data.app, data.t);
    let day = move |at: Option<Time>| {
        at.map_or_else(
            || instants::nothing(app),
            |at| format::service_date(at.0).into_view(),
        )
    };
    vec![
        Column::new("cid", t.container, move |card: &SimCard| {
            let href = app.nav.href(&Route::card(card.sim_card_id));
            let cid = iccid::group(card.cid.as_deref().unwrap_or_default());
            view! { <a class="mono" href=href>{cid}</a> }
        })
        .names_row(),
        Column::new("state", t.card_state, move |card: &SimCard| {
            view! { <StatusBadge kind=badge_of(card) text=state_text(app, card) /> }
        })
        .primary(),
        Column::new("msisdn", "MSISDN", move |card: &SimCard| {
            card.msisdn.clone().unwrap_or_default().into_view()
        })
        .class("mono"),
        Column::new("activated", t.activated, move |card: &SimCard| {
            day(card.act_date)
        }),
        Column::new("expires", t.expires, move |card: &SimCard| {
            day(card.expire_time)
        })
        .primary(),
    ]
}
