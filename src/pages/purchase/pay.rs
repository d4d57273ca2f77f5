//! Step 4: the order exists: pre-check of its pool, payment, or cancellation.

use super::{PurchaseWizard, pool, texts};
use crate::api::purchase_calls;
use crate::features::orders::link;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{at, facts, panel, price};
use crate::i18n::format;
use crate::routes::purchase::{PoolChoice, Step};
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::copy::CopyButton;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::wire::Order;

/// The step.
pub fn pay(wizard: PurchaseWizard) -> AnyView {
    let content = move || {
        wizard
            .order
            .data()
            .map_or(AnyView::Nothing, |detail| draw(wizard, &detail.order))
    };
    part(load_state(wizard.order), 6, content)
}

/// Number, plan, price of an order.
pub fn order_facts(wizard: PurchaseWizard, order: &Order) -> Vec<(&'static str, AnyView)> {
    let t = texts(wizard.app);
    let id = order.order_id;
    let number = view! {
        <span class="row">
            {link(wizard.app, id)}
            <CopyButton text=id.to_string() label=t.copy_number copied_label=wizard.app.messages().common.copied />
        </span>
    };
    let cards = order.quantity.map_or(0, i64::from);
    vec![
        (t.order_number, number.into_view()),
        (
            t.plan,
            order
                .price_plan_name
                .clone()
                .unwrap_or_default()
                .into_view(),
        ),
        (t.quantity, format::count(cards).into_view()),
        (t.amount, price(order.price_cents.unwrap_or(0)).into_view()),
    ]
}

fn draw(wizard: PurchaseWizard, order: &Order) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let (id, cents) = (order.order_id, order.price_cents.unwrap_or(0));
    if order.cancel_refusal.is_some() {
        return ended(wizard);
    }
    let check = pool::pre_check(wizard);
    let pooled = Memo::new(move |_| wizard.view.with(|view| view.pool != PoolChoice::None));
    let verdict = Memo::new(move |_| check.data().map(|answer| answer.passed));
    let reason = Signal::derive(move || {
        let pooled = match (pooled.get(), verdict.get()) {
            (true, None) => Some(t.check_first),
            (true, Some(false)) => Some(t.pay_blocked),
            _ => None,
        };
        pooled.map(str::to_owned).or_else(|| wizard.sender.reason())
    });
    let pay = Callback::new(move |()| {
        let request = purchase_calls::pay(vec![id], cents);
        wizard
            .sender
            .send(&request, &[purchase_calls::ORDERS], move |_| {
                app.announce((t.paid)(id));
                wizard.forget_typed();
                if wizard
                    .view
                    .with_untracked(|view| view.pool == PoolChoice::None)
                {
                    wizard.forget();
                } else {
                    pool::join(wizard, id);
                }
            });
    });
    let cancel = Callback::new(move |()| {
        let request = purchase_calls::cancel(id);
        wizard
            .sender
            .send(&request, &[purchase_calls::ORDERS], move |_| {
                app.announce(t.cancelled);
                again(wizard);
            });
    });
    let verdict_text = move || {
        verdict.get().map(|passed| {
            let (kind, text) = if passed {
                (Status::Ok, t.pre_check_good)
            } else {
                (Status::Bad, t.pre_check_bad)
            };
            view! {
                <Advice kind=kind><p>{text}</p></Advice>
                {(!passed).then(|| view! {
                    <p><Button on_click=Callback::new(move |()| wizard.choose(|view| view.pool = PoolChoice::None))>{t.without_pool}</Button></p>
                })}
            }
        })
    };
    let pool = move || {
        pooled.get().then(|| {
            panel(
                t.pre_check,
                view! { {pool::checked(wizard, check)} <div role="status">{verdict_text}</div> },
            )
        })
    };
    let mut lines = order_facts(wizard, order);
    lines.push((t.pay_before, at(order.pay_before)));
    view! {
        {panel(t.pay_title, view! { {facts(lines)} <p class="small muted">{t.pay_before_note}</p> })}
        {pool}
        {wizard.sender.failure()}
        <div class="row wizard-buttons">
            <Button kind=Kind::Danger disabled_reason=Signal::derive(move || wizard.sender.reason()) on_click=cancel>{t.cancel}</Button>
            <Button kind=Kind::Primary disabled_reason=reason on_click=pay>{(t.pay)(&price(cents))}</Button>
        </div>
    }
}

/// Back to the confirmation with the same choices: a new run, so a new quote and a new order.
fn again(wizard: PurchaseWizard) {
    wizard.draft.forget(&[crate::features::wizard::RUN]);
    wizard.choose(|view| {
        view.order = None;
        view.step = Step::Confirm;
    });
}

fn ended(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    view! {
        <Advice kind=Status::Warn><p><b>{t.ended}</b></p><p>{t.ended_next}</p></Advice>
        <div class="row">
            <Button kind=Kind::Primary on_click=Callback::new(move |()| again(wizard))>{t.order_again}</Button>
        </div>
    }
}
