//! Step 5: paid: when the cards arrive, the pool, and the next steps.

use super::{PurchaseWizard, pay, pool, texts};
use crate::features::orders::badge;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{day, facts, panel};
use crate::routes::Route;

use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::purchase::PoolChoice;
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::wire::Order;

/// The step.
pub fn done(wizard: PurchaseWizard) -> AnyView {
    let content = move || {
        wizard
            .order
            .data()
            .map_or(AnyView::Nothing, |detail| draw(wizard, &detail.order))
    };
    part(load_state(wizard.order), 6, content)
}

fn draw(wizard: PurchaseWizard, order: &Order) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let id = order.order_id;
    let carrier = order.carrier_type.and_then(Carrier::from_carrier_type);
    let born = if carrier.is_some_and(Carrier::is_mainland) {
        t.born_mainland
    } else {
        t.born_abroad
    };
    let mut lines = pay::order_facts(wizard, order);
    lines.push((t.state, badge(app, order)));
    lines.push((t.expected, day(order.expected_time)));
    let filter = CardFilter::one(Field::Order, Value::Ids(vec![id]));
    let cards = app.nav.href(&Route::cards_where(filter));
    view! {
        {panel(t.done, view! {
            {facts(lines)}
            <p>{t.done_next} " " {born}</p>
            <p class="row">
                <ButtonLink href=app.nav.href(&Route::order(id)) kind=Kind::Primary>{t.to_order}</ButtonLink>
                <ButtonLink href=cards>{t.to_cards}</ButtonLink>
                <ButtonLink href=app.nav.href(&Route::purchase())>{t.once_more}</ButtonLink>
            </p>
        })}
        {move || joining(wizard, id)}
    }
}

/// The pool, when one was chosen.
fn joining(wizard: PurchaseWizard, id: i64) -> AnyView {
    let t = texts(wizard.app);
    let (pool, joined) = wizard.view.with(|view| (view.pool, view.joined));
    if pool == PoolChoice::None {
        return AnyView::Nothing;
    }
    let content = match joined {
        Some(work_order) => {
            let href = wizard.app.nav.href(&Route::work_order(work_order));
            view! {
                <p>{(t.joined)(work_order)}</p>
                <p><ButtonLink href=href>{t.to_work_order}</ButtonLink></p>
            }
        }
        None => {
            let now = Callback::new(move |()| pool::join(wizard, id));
            view! {
                <Advice kind=Status::Warn><p>{t.not_joined}</p></Advice>
                {(pool == PoolChoice::New).then(|| pool::name(wizard))}
                {wizard.joiner.failure()}
                <p>
                    <Button kind=Kind::Primary disabled_reason=Signal::derive(move || wizard.joiner.reason()) on_click=now>{t.join_now}</Button>
                </p>
            }
        }
    };
    panel(t.joining, content)
}
