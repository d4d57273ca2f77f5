//! Steps 3 and 4: the orders that were made, their payment, and when the cards last longer.

use super::{RenewalWizard, texts};
use crate::api::{purchase_calls, renewal_calls};
use crate::features::orders::{badge, waits_for_payment};
use crate::features::wizard::{at, day, facts, panel, price};
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::renewal::RenewalView;
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::wire::{Order, RenewalSnapshot};

/// Those awaiting payment: some may have been cancelled or paid separately.
pub fn waiting(made: &[Order]) -> Vec<&Order> {
    made.iter()
        .filter(|order| waits_for_payment(order).is_ok())
        .collect()
}

/// The steps; drawn again when an order has moved on.
pub fn done(wizard: RenewalWizard) -> impl Fn() -> AnyView + 'static {
    let moved = Memo::new(move |_| {
        let made = wizard.orders.data()?;
        let of = |order: &Order| (order.order_status, order.pay_time, order.expected_time);
        Some(made.orders.iter().map(of).collect::<Vec<_>>())
    });
    move || {
        moved.track();
        match (wizard.snapshot.data(), untrack(|| wizard.orders.data())) {
            (Some(snapshot), Some(made)) => draw(wizard, &snapshot, &made.orders),
            _ => AnyView::Nothing,
        }
    }
}

/// Orders, their cards, and what they cost together.
fn lines(wizard: RenewalWizard, orders: &[&Order], cents: i64) -> Vec<(&'static str, AnyView)> {
    let t = texts(wizard.app);
    let links = orders.iter().map(|order| {
        let href = wizard.app.nav.href(&Route::order(order.order_id));
        view! { <a class="mono order-link" href=href>{order.order_id}</a> }
    });
    let cards: i64 = orders
        .iter()
        .filter_map(|order| order.quantity)
        .map(i64::from)
        .sum();
    vec![
        (t.orders, view! { <span>{links.collect_view()}</span> }),
        (t.cards, format::count(cards).into_view()),
        (t.total, price(cents).into_view()),
    ]
}

fn cost(orders: &[&Order]) -> i64 {
    orders.iter().filter_map(|order| order.price_cents).sum()
}

fn draw(wizard: RenewalWizard, snapshot: &RenewalSnapshot, made: &[Order]) -> AnyView {
    let waiting = waiting(made);
    if !waiting.is_empty() {
        return pay(wizard, &waiting);
    }
    let paid: Vec<&Order> = made
        .iter()
        .filter(|order| order.pay_time.is_some())
        .collect();
    let t = texts(wizard.app);
    let again = wizard.app.nav.href(&Route::Renewal(RenewalView::default()));
    let Some(first) = paid.first() else {
        return view! {
            <Advice kind=Status::Warn><p><b>{t.ended}</b></p><p>{t.ended_next}</p></Advice>
            <div class="row"><ButtonLink href=again kind=Kind::Primary>{t.once_more}</ButtonLink></div>
        };
    };
    let app = wizard.app;
    let mut lines = lines(wizard, &paid, cost(&paid));
    lines.push((t.state, badge(app, first)));
    lines.push((t.expected, day(first.expected_time)));
    let href = app.nav.href(&Route::order(first.order_id));
    let renewed: Vec<i64> = paid
        .iter()
        .filter_map(|order| order.source_order_id)
        .filter(|source| snapshot.orders.iter().any(|one| one.order_id == *source))
        .collect();
    let filter = CardFilter::one(Field::Order, Value::Ids(renewed));
    let cards = app.nav.href(&Route::cards_where(filter));
    panel(
        t.done,
        view! {
            {facts(lines)}
            <p>{t.done_next}</p>
            <p class="row">
                <ButtonLink href=href kind=Kind::Primary>{t.to_order}</ButtonLink>
                <ButtonLink href=cards>{t.to_cards}</ButtonLink>
                <ButtonLink href=again>{t.once_more}</ButtonLink>
            </p>
        },
    )
}

fn pay(wizard: RenewalWizard, waiting: &[&Order]) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let cents = cost(waiting);
    let mut lines = lines(wizard, waiting, cents);
    let until = waiting.iter().filter_map(|order| order.pay_before);
    lines.push((t.pay_before, at(until.min_by_key(|until| until.0))));
    let ids: Vec<i64> = waiting.iter().map(|order| order.order_id).collect();
    let pay = Callback::new(move |()| {
        let request = purchase_calls::pay(ids.clone(), cents);
        let touched = &[renewal_calls::CALENDAR, purchase_calls::ORDERS];
        wizard.sender.send(&request, touched, move |_| {
            app.announce(t.paid);
            wizard.forget();
        });
    });
    let reason = Signal::derive(move || wizard.sender.reason());
    view! {
        {panel(t.pay_title, view! { {facts(lines)} <p class="small muted">{t.pay_before_note}</p> })}
        {wizard.sender.failure()}
        <div class="row wizard-buttons">
            <Button kind=Kind::Primary disabled_reason=reason on_click=pay>{(t.pay)(&price(cents))}</Button>
        </div>
    }
}
