//! The orders that were paid, when they arrive, what was left out, and the cards once the data count. The address shows this
//! again whenever it is opened.

use super::super::arrival::{ArrivalState, badge, follow};
use super::super::texts;
use super::{CardAddOnWizard, cards};
use crate::features::orders::link;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{at, facts, panel};
use crate::i18n::format;
use crate::routes::{CardsView, Route};
use crate::ui::badge::Status;
use crate::ui::button::ButtonLink;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::order::OrderStatus;
use gsl_model::wire::Order;

/// An order: its number, plan, how many cards, and what stands at its end.
fn line(wizard: CardAddOnWizard, order: &Order, end: AnyView) -> AnyView {
    let cards = format::count(order.quantity.map_or(0, i64::from));
    let plan = order.price_plan_name.clone().unwrap_or_default();
    view! {
        <li>
            <span>{end}</span>
            <p class="row">{link(wizard.app, order.order_id)}<span>{plan}</span><span>"× "{cards}</span></p>
        </li>
    }
}

/// After the payment.
pub fn arrive(wizard: CardAddOnWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let wait = Memo::new(move |_| match wizard.made() {
        Some(orders) if orders.iter().all(done) => ArrivalState::Arrived,
        Some(orders) => {
            ArrivalState::Expected(orders.iter().filter_map(|order| order.expected_time).max())
        }
        None => ArrivalState::None,
    });
    let arrived = Callback::new(move |()| {
        app.client.invalidate("/v1/sim-cards");
        wizard.check.refetch();
    });
    follow(app, wizard.orders, wait, arrived);
    let content = move || {
        let orders = wizard.made().unwrap_or_default();
        let lines = orders
            .iter()
            .map(|order| line(wizard, order, badge(app, done(order))));
        let expected = orders.iter().filter_map(|order| order.expected_time).max();
        let waits = wait.get() != ArrivalState::Arrived;
        let expected = waits.then(|| facts(vec![(t.expected, at(expected))]));
        view! {
            <ul class="wizard-rules">{lines.collect_view()}</ul>
            {expected}
            <p role="status">{if waits { t.cards_arriving } else { t.cards_arrived }}</p>
        }
    };
    let shown = wizard.view.with_untracked(|view| view.cards.clone());
    let (to, name) = match shown.as_slice() {
        [card] => (Route::card(*card), t.to_card),
        _ => (Route::Cards(CardsView::default()), t.to_cards),
    };
    let to = app.nav.href(&to);
    let again = app.nav.href(&Route::card_add_on(shown));
    let left = wizard.view.with_untracked(|view| view.rest.clone());
    let rest = (!left.is_empty()).then(|| {
        let count = format::count(i64::try_from(left.len()).unwrap_or(i64::MAX));
        let href = app.nav.href(&Route::card_add_on(left));
        let content = view! {
            <p>{(t.rest)(&count)}</p>
            <p class="row"><ButtonLink href=href>{(t.buy_rest)(&count)}</ButtonLink></p>
        };
        panel(t.rest_title, content.into_view())
    });
    let now = move || {
        (wait.get() == ArrivalState::Arrived).then(|| {
            let table = part(load_state(wizard.check), 4, move || cards::table(wizard));
            panel(t.cards, table)
        })
    };
    let ended = move || {
        let orders = wizard.made()?;
        let open = |order: &Order| order.pay_time.is_some();
        (!orders.iter().any(open)).then(|| {
            view! { <Advice kind=Status::Warn><p><b>{t.ended}</b></p><p>{t.ended_next}</p></Advice> }
        })
    };
    view! {
        {ended}
        {panel(t.paid, view! {
            {part(load_state(wizard.orders), 4, content)}
            <p class="row">
                <ButtonLink href=to>{name}</ButtonLink>
                <ButtonLink href=again>{t.buy_more}</ButtonLink>
            </p>
        })}
        {rest}
        {now}
    }
}

fn done(order: &Order) -> bool {
    order.order_status == Some(OrderStatus::Completed.code())
}
