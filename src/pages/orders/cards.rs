//! The cards of an order: they appear when it is completed (Q9.1).

use super::columns::cards_href;
use super::order_data::OrderData;
use crate::api::calls;
use crate::features::card_state::{badge_of, state_text};
use crate::features::instants;
use crate::features::listing::{ListAddress, PageSize, nothing, use_list};
use crate::features::orders::has_cards;
use crate::i18n::format;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::{CardsView, Route};
use crate::ui::badge::StatusBadge;
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::iccid;
use gsl_model::time::Time;
use gsl_model::wire::{OrderDetail, SimCard, SimCardList};
use std::rc::Rc;

/// The tab.
pub fn cards(data: OrderData) -> AnyView {
    let (app, t) = (data.app, data.t);
    let all = data.view.get_untracked();
    let view = ListAddress::of(app, data.view, all, Route::Order, |view| &mut view.page);
    let size = PageSize::new();
    let has_cards = Memo::new(move |_| {
        data.order
            .with(|order| order.as_ref().is_none_or(|one| has_cards(&one.order)))
    });
    let list = use_list::<SimCardList>(app, move || {
        let view = CardsView {
            filter: CardFilter::one(Field::Order, Value::Ids(vec![data.id])),
            page: view.with(|view| view.page),
            ..CardsView::default()
        };
        has_cards.get().then(|| calls::cards(&view, size.get()))
    });
    let state = list.state;
    let paging = view.paging(state, size, t.cards_range);
    let over = Memo::new(move |_| {
        let none = |one: &Rc<OrderDetail>| one.opened_quantity == 0;
        !data.running.get() && data.order.with(|order| order.as_ref().is_some_and(none))
    });
    let table = move || {
        view! {
            <p class="order-cards"><a href=cards_href(app, data.id)>{t.in_list}</a></p>
            {list.table(t.tab_cards, columns(data))}
        }
    };
    let none = move || {
        if over.get() {
            nothing(t.brought_none, "")
        } else {
            nothing(t.no_cards, t.no_cards_text)
        }
    };
    (move || {
        if has_cards.get() {
            state.section(paging, 6, table, none)
        } else {
            nothing(t.never_cards, "")
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
        Column::new(t.container, move |card: &SimCard| {
            let href = app.nav.href(&Route::card(card.sim_card_id));
            let cid = iccid::group(card.cid.as_deref().unwrap_or_default());
            view! { <a class="mono" href=href>{cid}</a> }
        })
        .names_row(),
        Column::new(t.card_state, move |card: &SimCard| {
            view! { <StatusBadge kind=badge_of(card) text=state_text(app, card) /> }
        })
        .primary(),
        Column::new("MSISDN", move |card: &SimCard| {
            card.msisdn.clone().unwrap_or_default().into_view()
        })
        .class("mono"),
        Column::new(t.activated, move |card: &SimCard| day(card.act_date)),
        Column::new(t.expires, move |card: &SimCard| day(card.expire_time)).primary(),
    ]
}
