//! Steps 3 and 4: the orders that were made, their payment, and when the cards last longer.

use super::{Renewal, texts};
use crate::api::renewal_calls;
use crate::i18n::format;
use crate::pages::shared::order::{badge, waits_for_payment};
use crate::pages::shared::wizard::{at, day, facts, panel, price};
use crate::routes::Route;
use crate::routes::renewal::RenewalView;
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::order::Settled;
use gsl_model::wire::{Order, RenewalSnapshot};

/// The steps.
pub fn done(it: Renewal) -> AnyView {
    match (it.snapshot.data(), it.order.data()) {
        (Some(snapshot), Some(detail)) => draw(it, &snapshot, &detail.order),
        _ => AnyView::Nothing,
    }
}

/// Every order that was made, and what it costs together.
fn orders(it: Renewal, snapshot: &RenewalSnapshot) -> Vec<(&'static str, AnyView)> {
    let t = texts(it.app);
    let links = snapshot.renewal_order_ids.iter().map(|id| {
        let href = it.app.nav.href(&Route::order(*id));
        view! { <a class="mono order-link" href=href>{*id}</a> }
    });
    vec![
        (
            t.orders,
            view! { <span>{links.collect_view()}</span> }.into_any(),
        ),
        (t.cards, format::count(snapshot.cards).into_any()),
        (t.total, price(snapshot.total_cents).into_any()),
    ]
}

fn draw(it: Renewal, snapshot: &RenewalSnapshot, first: &Order) -> AnyView {
    let app = it.app;
    let t = texts(app);
    let mut lines = orders(it, snapshot);
    let again = app.nav.href(&Route::Renewal(RenewalView::default()));
    match waits_for_payment(first) {
        Ok(()) => {
            lines.push((t.pay_before, at(first.pay_before)));
            let (ids, cents) = (snapshot.renewal_order_ids.clone(), snapshot.total_cents);
            let pay = Callback::new(move |()| {
                let request = renewal_calls::pay(ids.clone(), cents);
                let touched = &[renewal_calls::CALENDAR, "/v1/orders"];
                it.sender.send(&request, touched, move |_| {
                    app.announce(t.paid);
                    it.forget();
                });
            });
            let reason = Signal::derive(move || it.sender.reason());
            view! {
                {panel(t.pay_title, view! { {facts(lines)} <p class="small muted">{t.pay_before_note}</p> }.into_any())}
                {it.sender.failure()}
                <div class="row wizard-buttons">
                    <Button kind=Kind::Primary disabled_reason=reason on_click=pay>{(t.pay)(&price(cents))}</Button>
                </div>
            }
            .into_any()
        }
        Err(Settled::Ended) if first.pay_time.is_none() => view! {
            <Advice kind=Status::Warn><p><b>{t.ended}</b></p><p>{t.ended_next}</p></Advice>
            <div class="row"><ButtonLink href=again kind=Kind::Primary>{t.once_more}</ButtonLink></div>
        }
        .into_any(),
        Err(_) => {
            lines.push((t.state, badge(app, first)));
            lines.push((t.expected, day(first.expected_time)));
            let href = app.nav.href(&Route::order(first.order_id));
            panel(t.done, view! {
                {facts(lines)}
                <p>{t.done_next}</p>
                <p class="row">
                    <ButtonLink href=href kind=Kind::Primary>{t.to_order}</ButtonLink>
                    <ButtonLink href=again>{t.once_more}</ButtonLink>
                </p>
            }.into_any())
        }
    }
}
