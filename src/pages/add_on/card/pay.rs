//! The orders exist: payment of all of them together, then waiting until the add-ons have arrived.

use super::super::arrival::{ArrivalState, badge, follow};
use super::super::texts;
use super::{CardAddOnWizard, cards};
use crate::api::purchase_calls;
use crate::features::orders::link;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{at, facts, panel, price};
use crate::i18n::format;
use crate::routes::{CardsView, Route};
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::order::OrderStatus;
use gsl_model::wire::Order;

fn total(orders: &[Order]) -> i64 {
    let cents = |order: &Order| order.price_cents.unwrap_or(0);
    orders.iter().map(cents).fold(0, i64::saturating_add)
}

/// The payment.
pub fn pay(wizard: CardAddOnWizard) -> AnyView {
    let t = texts(wizard.app);
    let content = move || {
        if wizard.orders.data().is_none() {
            return AnyView::Nothing;
        }
        let open = |order: &Order| order.cancel_refusal.is_none();
        let made = wizard.made().unwrap_or_default();
        let made: Vec<Order> = made.into_iter().filter(open).collect();
        match made.is_empty() {
            false => unpaid(wizard, &made),
            true => {
                let again = Callback::new(move |()| {
                    wizard.forget();
                    wizard.choose(|view| view.orders.clear());
                });
                view! {
                    <Advice kind=Status::Warn><p><b>{t.ended}</b></p><p>{t.ended_next}</p></Advice>
                    <p class="row"><Button kind=Kind::Primary on_click=again>{t.order_again}</Button></p>
                }
            }
        }
    };
    part(load_state(wizard.orders), 6, content)
}

fn unpaid(wizard: CardAddOnWizard, orders: &[Order]) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let cents = total(orders);
    let ids: Vec<i64> = orders.iter().map(|order| order.order_id).collect();
    let reason = Signal::derive(move || wizard.sender.reason());
    let pay = Callback::new(move |()| {
        let request = purchase_calls::pay(ids.clone(), cents);
        wizard.sender.send(&request, &["/v1/orders"], move |_| {
            app.announce(t.paid);
            wizard.forget();
        });
    });
    let before = orders.iter().filter_map(|order| order.pay_before).min();
    let lines = orders.iter().map(|order| {
        line(
            wizard,
            order,
            price(order.price_cents.unwrap_or(0)).into_view(),
        )
    });
    view! {
        {panel(t.to_pay, view! {
            <ul class="wizard-rules">{lines.collect_view()}</ul>
            {facts(vec![(t.amount, price(cents).into_view()), (t.pay_before, at(before))])}
            <p class="small muted">{t.pay_before_note}</p>
        })}
        {wizard.sender.failure()}
        <div class="row wizard-buttons">
            <Button kind=Kind::Primary disabled_reason=reason on_click=pay>{(t.pay)(&price(cents))}</Button>
        </div>
    }
}

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
    let now = move || {
        (wait.get() == ArrivalState::Arrived).then(|| {
            let table = part(load_state(wizard.check), 4, move || {
                cards::table(wizard, false)
            });
            panel(t.cards, table)
        })
    };
    view! {
        {panel(t.paid, view! {
            {part(load_state(wizard.orders), 4, content)}
            <p class="row">
                <ButtonLink href=to>{name}</ButtonLink>
                <ButtonLink href=again>{t.buy_more}</ButtonLink>
            </p>
        })}
        {now}
    }
}

fn done(order: &Order) -> bool {
    order.order_status == Some(OrderStatus::Completed.code())
}
