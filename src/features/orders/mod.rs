//! What all pages with orders share: names of codes, badges, and explanations of the service's errors.

pub mod ticks;

use crate::api::ApiError;
use crate::features::exports::language;
use crate::i18n::orders::orders;
use crate::routes::Route;
use crate::state::{App, app};
use crate::ui::badge::{Status, StatusBadge};
use crate::view::prelude::*;
use gsl_model::export::{Words, word};
use gsl_model::order::{OrderStatus, OrderType, PaymentRefusal, awaits_payment};
use gsl_model::wire::Order;

/// The state; `None` if it is unknown to the console.
#[must_use]
pub fn status_of(order: &Order) -> Option<OrderStatus> {
    order.order_status.and_then(OrderStatus::from_code)
}

/// The type, likewise.
#[must_use]
pub fn type_of(order: &Order) -> Option<OrderType> {
    order.order_type.and_then(OrderType::from_code)
}

/// Whether it has cards here: those of a transfer belong to another account now.
#[must_use]
pub fn has_cards(order: &Order) -> bool {
    type_of(order).is_some_and(OrderType::has_cards) && order.account.is_none()
}

/// An order's number, as a link to the order.
#[must_use]
pub fn link(app: App, id: i64) -> AnyView {
    let href = app.nav.href(&Route::order(id));
    view! { <a class="mono" href=href>{id}</a> }
}

/// Whether it is still in progress.
#[must_use]
pub fn is_open(order: &Order) -> bool {
    status_of(order).is_some_and(|status| !status.is_final())
}

/// The name of a code, or the code itself if it has none.
#[must_use]
pub fn named(app: App, words: Words, code: Option<i32>) -> Option<String> {
    let code = code?.to_string();
    Some(word(words, &code, language(app)).map_or(code, str::to_owned))
}

/// The name of an order type.
#[must_use]
pub fn kind(app: App, code: Option<i32>) -> String {
    named(app, Words::OrderType, code).unwrap_or_else(|| app.messages().common.unknown.to_owned())
}

/// The name of a state: 待发货 for a purchase is 续费中 for a renewal.
#[must_use]
pub fn state_name(app: App, code: Option<i32>, of: Option<OrderType>) -> String {
    match (code.and_then(OrderStatus::from_code), of) {
        (Some(status), Some(kind)) => status.name_for(kind, language(app)).to_owned(),
        _ => named(app, Words::OrderState, code)
            .unwrap_or_else(|| app.messages().common.unknown.to_owned()),
    }
}

/// The name of an order's state.
#[must_use]
pub fn state(app: App, order: &Order) -> String {
    state_name(app, order.order_status, type_of(order))
}

/// The state as a badge.
#[must_use]
pub fn badge(app: App, order: &Order) -> AnyView {
    let mark = match status_of(order) {
        Some(OrderStatus::Completed) => Status::Ok,
        Some(OrderStatus::Failed | OrderStatus::Rejected) => Status::Bad,
        Some(OrderStatus::Cancelled | OrderStatus::Unsubscribed) | None => Status::Idle,
        Some(_) => Status::Warn,
    };
    view! { <StatusBadge kind=mark text=state(app, order) /> }
}

/// Whether it awaits payment.
///
/// # Errors
/// Why not, see [`awaits_payment`].
pub fn waits_for_payment(order: &Order) -> Result<(), PaymentRefusal> {
    // An order from before payments were recorded counts as paid.
    let paid = order.pay_time.is_some() || order.pay_before.is_none();
    status_of(order).map_or(Err(PaymentRefusal::Ended), |status| {
        awaits_payment(status, paid)
    })
}

/// Explains a failed call about orders: what happened, what to do (Q5.6).
#[must_use]
pub fn explain(error: &ApiError) -> (&'static str, &'static str) {
    let app = app();
    let t = orders(app.locale.get_untracked());
    match error
        .refusal()
        .map(|refusal| (refusal.status, refusal.code.as_str()))
    {
        Some((_, "GSL.00013001")) => (t.missing, t.missing_text),
        Some((_, "GSL.00013002" | "GSL.00013004")) => (t.refused, t.refused_text),
        Some((403, _)) => (t.denied, t.denied_text),
        _ => app.messages().errors.explain(error),
    }
}
