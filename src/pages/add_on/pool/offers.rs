//! The sizes, how many, what it costs, and what the pool holds with it.

use super::super::choice::{Choice, choices, terms};
use super::super::texts;
use super::PoolAddOnWizard;
use crate::api::pool_wizard_calls as calls;
use crate::features::pools::frame::{self, change};
use crate::features::pools::head::carrier;
use crate::features::wizard::RUN;
use crate::features::wizard::points::{all_agreed, boxes};
use crate::features::wizard::{facts, panel, price};
use crate::i18n::format;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::pool::{MOST_PACKAGES, add_on_since};
use gsl_model::time::Time;
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnOffer, BuyAddOn, PoolAddOn, decode};

fn blocked_reason(wizard: PoolAddOnWizard) -> Option<String> {
    let t = texts(wizard.app);
    match wizard.chosen() {
        None => Some(t.size_first.to_owned()),
        Some((_, quantity)) if quantity > MOST_PACKAGES => Some(t.quantity_bad.to_owned()),
        Some(_) if !all_agreed(wizard.agreed, &[("terms", t.agree)]) => {
            Some(t.agree_first.to_owned())
        }
        Some(_) => wizard.sender.reason(),
    }
}

/// A number from the address; anything else is an error.
fn number(
    wizard: PoolAddOnWizard,
    label: &'static str,
    hint: &'static str,
    value: Signal<String>,
    set: fn(&mut crate::routes::pool_wizard::AddOnView, Option<i64>),
    most: i64,
    bad: &'static str,
) -> AnyView {
    let wrong = RwSignal::new(false);
    let input = Callback::new(move |text: String| {
        let text = text.trim();
        let number = text
            .parse()
            .ok()
            .filter(|number| (1..=most).contains(number));
        wrong.set(!text.is_empty() && number.is_none());
        wizard.choose(|view| set(view, number));
    });
    let error = MaybeProp::derive(move || wrong.get().then(|| bad.to_owned()));
    view! { <Input label=label value=value on_input=input hint=hint error=error numeric=true /> }
}

/// The form.
pub fn offers(wizard: PoolAddOnWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let offers = untrack(move || wizard.add_ons.data())
        .map(|add_ons| add_ons.offers.clone())
        .unwrap_or_default();
    let name = crate::ui::unique_id("offer");
    let rows = offers
        .into_iter()
        .map(|offer| choice(wizard, offer, name.clone()))
        .collect();
    let mb = Signal::derive(move || {
        wizard
            .view
            .with(|view| view.mb.map(|mb| mb.to_string()).unwrap_or_default())
    });
    let quantity = Signal::derive(move || {
        let view = wizard.view.get();
        view.quantity
            .or_else(|| wizard.chosen().map(|(_, quantity)| quantity))
            .map(|n| n.to_string())
            .unwrap_or_default()
    });
    let reason = Signal::derive(move || blocked_reason(wizard));
    let buy = Callback::new(move |()| {
        if reason.with_untracked(Option::is_some) {
            return;
        }
        let Some((offer, quantity)) = untrack(move || wizard.chosen()) else {
            return;
        };
        let request = calls::buy(
            wizard.id,
            &BuyAddOn {
                price_plan_id: offer.price_plan_id,
                quantity,
            },
        );
        wizard
            .sender
            .send(&request, &["/v1/orders", calls::POOLS], move |body| {
                if let Ok(bought) = decode::<PoolAddOn>(&body) {
                    app.announce((t.bought_as)(bought.order_id));
                    wizard.draft.forget(&[RUN]);
                    wizard.agreed.set(String::new());
                    wizard.choose(|view| view.done = Some(bought.order_id));
                }
            });
    });
    let button = move || match wizard.chosen() {
        Some((offer, quantity)) => {
            let cents = offer.price_cents.saturating_mul(quantity);
            (t.buy_for)(
                &format::count(quantity),
                &format::size(offer.size),
                &price(cents),
            )
        }
        None => t.buy.to_owned(),
    };
    view! {
        {panel(t.sizes, view! {
            <div class="wizard-pair">
                {number(wizard, t.need_mb, t.need_hint, mb, |view, mb| { view.mb = mb; view.quantity = None; }, 1_000_000_000, frame::texts(app).whole_number)}
            </div>
            {choices(app, rows)}
            <div class="wizard-pair">
                {number(wizard, t.packages, t.packages_hint, quantity, |view, quantity| view.quantity = quantity, MOST_PACKAGES, t.quantity_bad)}
            </div>
        })}
        {effect(wizard)}
        {boxes(t.agree_title, wizard.agreed, vec![("terms", t.agree)])}
        {wizard.sender.failure()}
        <div class="row wizard-buttons">
            <Button kind=Kind::Primary disabled_reason=reason on_click=buy>{button}</Button>
        </div>
    }
}

/// A size, and how many of them cover what is needed.
fn choice(wizard: PoolAddOnWizard, offer: AddOnOffer, name: String) -> Choice {
    let t = texts(wizard.app);
    let plan = offer.price_plan_id.clone();
    let own = plan.clone();
    let (size, cents) = (offer.size, offer.price_cents);
    let needed = move || {
        let mb = wizard.view.with(|view| view.mb)?;
        let n = wizard.needed(&offer);
        let sum = size.checked_mul(n).unwrap_or(size);
        let mb = format::size(Megabytes::from_mb(mb)?);
        if n > MOST_PACKAGES {
            let most = size.checked_mul(MOST_PACKAGES).unwrap_or(size);
            return Some((t.holds_at_most)(&format::size(most)));
        }
        Some((t.needed)(
            &mb,
            &format::count(n),
            &format::size(sum),
            &price(cents.saturating_mul(n)),
        ))
    };
    Choice {
        name,
        size,
        cents,
        checked: Signal::derive(move || {
            wizard
                .chosen()
                .is_some_and(|(offer, _)| offer.price_plan_id == own)
        }),
        choose: Callback::new(move |()| {
            let plan = plan.clone();
            wizard.choose(move |view| {
                view.plan = plan;
                view.quantity = None;
            });
        }),
        note: needed.into_view(),
    }
}

/// What it brings and what holds for it.
fn effect(wizard: PoolAddOnWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let sums = move || {
        let (offer, quantity) = wizard.chosen()?;
        let pool = wizard.pool.data()?;
        let more = offer.size.checked_mul(quantity)?;
        let (total, left) = (pool.flow_total?, pool.flow_left?);
        let after = left.checked_add(more)?;
        let stops = after.thousandths() <= 0;
        let verdict = match (left.thousandths() <= 0, stops) {
            (_, true) => Some((Status::Bad, (t.still_stopped)(&format::volume(after)))),
            (true, false) => Some((Status::Ok, t.comes_back.to_owned())),
            (false, false) => None,
        };
        Some(view! {
            {facts(vec![
                (frame::texts(app).total_change, change(app, total, total.checked_add(more)?)),
                (t.left_change, change(app, left, after)),
                (t.price, price(offer.price_cents.saturating_mul(quantity)).into_view()),
            ])}
            {verdict.map(|(kind, text)| view! { <Advice kind=kind><p>{text}</p></Advice> })}
        })
    };
    let rules = move || {
        let pool = wizard.pool.data()?;
        let since = add_on_since(carrier(&pool))
            .map(|since| since.to_string())
            .unwrap_or_default();
        let last = pool
            .expired_time
            .map_or_else(String::new, |Time(end)| format::service_date(end));
        let cycle = pool.billing_cycle.clone().unwrap_or_default();
        Some(terms(vec![
            (t.this_cycle_only)(&cycle, &last),
            t.five_minutes.to_owned(),
            (t.add_on_rule)((app.messages().rules.carrier)(carrier(&pool)), &since),
            t.pool_not_card.to_owned(),
            t.no_return.to_owned(),
        ]))
    };
    panel(t.effect, view! { {sums} {rules} })
}
