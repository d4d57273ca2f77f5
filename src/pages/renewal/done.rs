//! Step 3: the orders that were made, when the cards last longer, and what was left out and can still be renewed. The address
//! shows this again whenever it is opened.

use super::{RenewalWizard, look_by, texts};
use crate::api::renewal_calls;
use crate::features::orders::{badge, link, waits_for_payment};
use crate::features::wizard::{at, day, facts, panel, price};
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::renewal::RenewalView;
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::order::OrderStatus;
use gsl_model::wire::{Order, RenewalOrder, RenewalSnapshot};

/// The step; drawn again when an order has moved on.
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

fn draw(wizard: RenewalWizard, snapshot: &RenewalSnapshot, made: &[Order]) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let paid = made.iter().any(|order| order.pay_time.is_some());
    let waiting = made.iter().any(|order| waits_for_payment(order).is_ok());
    let again = app.nav.href(&Route::Renewal(RenewalView::default()));
    if !paid && !waiting {
        return view! {
            <Advice kind=Status::Warn><p><b>{t.ended}</b></p><p>{t.ended_next}</p></Advice>
            {rest(wizard, snapshot, made)}
            <div class="row"><ButtonLink href=again kind=Kind::Primary>{t.once_more}</ButtonLink></div>
        };
    }
    let cents: i64 = made.iter().filter_map(|order| order.price_cents).sum();
    let cards: i64 = made
        .iter()
        .filter_map(|order| order.quantity)
        .map(i64::from)
        .sum();
    let first = made.iter().filter_map(|order| order.expected_time);
    let last = first.max_by_key(|at| at.0);
    let mut lines = vec![
        (t.cards, format::count(cards).into_view()),
        (t.total, price(cents).into_view()),
    ];
    if waiting {
        let until = made.iter().filter_map(|order| order.pay_before);
        lines.push((t.pay_before, at(until.min_by_key(|until| until.0))));
    } else if made.iter().all(completed) {
        lines.push((t.state, badge_of(wizard, made)));
    } else {
        lines.push((t.expected, day(last)));
    }
    let orders = made.iter().map(|order| {
        let cards = format::count(order.quantity.unwrap_or(0).into());
        let plan = order.price_plan_name.clone().unwrap_or_default();
        view! {
            <li>
                <span>{badge(app, order)}</span>
                <p class="row">{link(app, order.order_id)}<span>{plan}</span><span>"× "{cards}</span></p>
            </li>
        }
    });
    let renewed: Vec<i64> = made
        .iter()
        .filter_map(|order| order.source_order_id)
        .collect();
    let filter = CardFilter::one(Field::Order, Value::Ids(renewed));
    let cards = app.nav.href(&Route::cards_where(filter));
    let next = if waiting {
        t.pay_before_note
    } else {
        t.done_next
    };
    let heading = if waiting { t.pay_title } else { t.done };
    view! {
        {panel(heading, view! {
            {facts(lines)}
            <ul class="wizard-rules">{orders.collect_view()}</ul>
            <p>{next}</p>
            <p class="row">
                <ButtonLink href=cards kind=Kind::Primary>{t.to_cards}</ButtonLink>
                <ButtonLink href=again>{t.once_more}</ButtonLink>
            </p>
        })}
        {rest(wizard, snapshot, made)}
    }
}

fn completed(order: &Order) -> bool {
    order.order_status == Some(OrderStatus::Completed.code())
}

fn badge_of(wizard: RenewalWizard, made: &[Order]) -> AnyView {
    made.first()
        .map_or(AnyView::Nothing, |order| badge(wizard.app, order))
}

/// What was left out and can still be renewed.
fn rest(wizard: RenewalWizard, snapshot: &RenewalSnapshot, made: &[Order]) -> Option<AnyView> {
    let t = texts(wizard.app);
    let renewed = |order: &&RenewalOrder| {
        let own = |made: &Order| made.source_order_id == Some(order.order_id);
        !made.iter().filter(|order| !cancelled(order)).any(own)
    };
    let left: Vec<&RenewalOrder> = snapshot.orders.iter().filter(renewed).collect();
    if left.is_empty() {
        return None;
    }
    let cards = left.iter().map(|order| order.cards).sum();
    let cents = left.iter().map(|order| order.total_cents);
    let text = (t.rest)(cards, &price(cents.fold(0, i64::saturating_add)));
    let id = snapshot.snapshot_id;
    let reason = Signal::derive(move || wizard.sender.reason());
    let go = Callback::new(move |()| look_by(wizard, &renewal_calls::rest(id)));
    let content = view! {
        <p>{text}</p>
        {wizard.sender.failure()}
        <p class="row"><Button disabled_reason=reason on_click=go>{(t.renew_rest)(cards)}</Button></p>
    };
    Some(panel(t.rest_title, content.into_view()))
}

fn cancelled(order: &Order) -> bool {
    order.order_status == Some(OrderStatus::Cancelled.code())
}
