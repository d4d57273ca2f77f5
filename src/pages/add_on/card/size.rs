//! The sizes, what one brings, what it costs, and the order.

use super::super::choice::{Choice, choices, terms};
use super::super::texts;
use super::CardAddOnWizard;
use crate::api::add_on_calls as calls;
use crate::features::pools::frame::change;
use crate::features::wizard::points::{Point, all_agreed, boxes};
use crate::features::wizard::{facts, panel, price};
use crate::i18n::format;
use crate::platform::clock;
use crate::routes::Route;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::pool::add_on_since;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnCard, CardAddOnOffer, CardAddOnOrders, CardAddOnRequest, decode};

fn n(count: usize) -> String {
    format::count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn sum(offer: &CardAddOnOffer, cards: usize) -> i64 {
    let cards = i64::try_from(cards).unwrap_or(i64::MAX);
    offer.price_cents.saturating_mul(cards)
}

/// Whether a card has room for it.
fn fits(card: &AddOnCard, size: Megabytes) -> bool {
    card.room.is_none_or(|room| size <= room)
}

fn full(takers: &[AddOnCard], size: Megabytes) -> usize {
    takers.iter().filter(|card| !fits(card, size)).count()
}

/// What is to be acknowledged.
fn terms_to_know(wizard: CardAddOnWizard) -> Vec<Point> {
    vec![("terms", texts(wizard.app).agree)]
}

/// Why it cannot be ordered. Tracked.
fn blocked_reason(wizard: CardAddOnWizard) -> Option<String> {
    let t = texts(wizard.app);
    let Some(check) = wizard.check.data() else {
        return Some(wizard.app.messages().common.loading.to_owned());
    };
    let takers = wizard.takers();
    if takers.len() < check.cards.len() {
        return Some(t.drop_first.to_owned());
    }
    match check.refusal.as_deref() {
        Some("carriers") => return Some(t.several_carriers.to_owned()),
        Some("orders") => return Some((t.several_batches)(&format::count(check.batches))),
        _ => {}
    }
    let Some(offer) = wizard.offer() else {
        return Some(t.size_first.to_owned());
    };
    let full = full(&takers, offer.size);
    if full > 0 {
        return Some((t.no_room_first)(&n(full)));
    }
    if !all_agreed(wizard.agreed, &terms_to_know(wizard)) {
        return Some(t.agree_first.to_owned());
    }
    wizard.sender.reason()
}

/// The form; nothing while no card takes one, or they cannot be bought for together.
pub fn sizes(wizard: CardAddOnWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let name = crate::ui::unique_id("offer");
    let rows = move || {
        let offers = wizard.check.data()?.offers.clone();
        (!offers.is_empty()).then(|| {
            let rows = offers
                .into_iter()
                .map(|offer| choice(wizard, offer, name.clone()))
                .collect();
            let capped = wizard
                .takers()
                .iter()
                .any(|card| card.data_type == Some(DataType::General.code()));
            let cap = capped.then(|| view! { <p class="small muted">{t.cap}</p> });
            panel(
                t.sizes,
                view! { {choices(app, rows)} {cap} {move || without(wizard)} },
            )
        })
    };
    let offered = Memo::new(move |_| {
        let check = wizard.check.data();
        check.is_some_and(|check| !check.offers.is_empty())
    });
    let rest = move || offered.get().then(|| order(wizard));
    view! { {rows} {rest} }
}

/// A size, and what it costs for all cards or for how many it is too much.
fn choice(wizard: CardAddOnWizard, offer: CardAddOnOffer, name: String) -> Choice {
    let t = texts(wizard.app);
    let takers = untrack(move || wizard.takers());
    let full = full(&takers, offer.size);
    let note = if full > 0 {
        (t.no_room)(&n(full))
    } else {
        (t.offer_sum)(&n(takers.len()), &price(sum(&offer, takers.len())))
    };
    let (plan, own) = (offer.price_plan_id.clone(), offer.price_plan_id);
    Choice {
        name,
        size: offer.size,
        cents: offer.price_cents,
        checked: Signal::derive(move || wizard.view.with(|view| view.plan == own)),
        choose: Callback::new(move |()| {
            let plan = plan.clone();
            wizard.choose(|view| view.plan = plan);
        }),
        note: note.into_view(),
    }
}

/// Leaves out the cards that have no room for the size chosen.
fn without(wizard: CardAddOnWizard) -> Option<AnyView> {
    let t = texts(wizard.app);
    let size = wizard.offer()?.size;
    let takers = wizard.takers();
    let full = full(&takers, size);
    (full > 0 && full < takers.len()).then(|| {
        let fitting = takers.iter().filter(|card| fits(card, size));
        let fitting: Vec<i64> = fitting.map(|card| card.sim_card_id).collect();
        let keep = Callback::new(move |()| wizard.only(fitting.clone()));
        view! { <p class="row"><Button on_click=keep>{(t.without_full)(&n(full))}</Button></p> }
    })
}

fn order(wizard: CardAddOnWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let reason = Signal::derive(move || blocked_reason(wizard));
    let place = Callback::new(move |()| {
        if reason.with_untracked(Option::is_some) {
            return;
        }
        let view = wizard.view.get_untracked();
        let request = calls::place(&CardAddOnRequest {
            sim_card_ids: view.cards.clone(),
            price_plan_id: view.plan.clone(),
        });
        wizard.sender.send(
            &request,
            &["/v1/orders", calls::CARD_ADD_ONS],
            move |body| {
                if let Ok(made) = decode::<CardAddOnOrders>(&body) {
                    app.announce((t.placed)(&n(made.orders.len())));
                    let mut view = wizard.view.get_untracked();
                    view.orders = made.orders.iter().map(|order| order.order_id).collect();
                    app.nav.go(&Route::CardAddOn(view));
                }
            },
        );
    });
    let button = move || match wizard.offer() {
        Some(offer) => (t.place)(&price(sum(&offer, wizard.takers().len()))),
        None => t.place_none.to_owned(),
    };
    view! {
        {panel(t.effect, view! {
            {move || effect(wizard)}
            {move || rules(wizard)}
            {boxes(t.agree_title, wizard.agreed, terms_to_know(wizard))}
        })}
        {wizard.sender.failure()}
        <div class="row wizard-buttons">
            <Button kind=Kind::Primary disabled_reason=reason on_click=place>{button}</Button>
        </div>
    }
}

/// What it brings: of one card the figures, of several how many come back.
fn effect(wizard: CardAddOnWizard) -> Option<AnyView> {
    let app = wizard.app;
    let t = texts(app);
    let (offer, takers) = (wizard.offer()?, wizard.takers());
    let batches = wizard.check.data()?.batches;
    // What cannot be bought has no effect.
    if full(&takers, offer.size) > 0 {
        return None;
    }
    let orders = format::count(batches);
    let orders = if batches > 1 {
        (t.order_each)(&orders)
    } else {
        orders
    };
    let mut lines = vec![
        (t.cards, n(takers.len()).into_view()),
        (t.orders, orders.into_view()),
        (t.amount, price(sum(&offer, takers.len())).into_view()),
    ];
    if let [card] = takers.as_slice() {
        let after = card.allowance.checked_add(offer.size)?;
        let left = card.allowance.checked_sub(card.used)?;
        lines.push((t.cycle_data, change(app, card.allowance, after)));
        lines.push((
            t.left_change,
            change(app, left, left.checked_add(offer.size)?),
        ));
    }
    let stopped =
        |card: &&AddOnCard| card.stop_reason.as_deref() == Some(StopReason::OverPlan.key());
    let enough = |card: &&AddOnCard| {
        let after = card.allowance.checked_add(offer.size);
        after.is_some_and(|after| card.used <= after)
    };
    let over = takers.iter().filter(stopped).count();
    let back = takers.iter().filter(stopped).filter(enough).count();
    let told = |count: usize, kind: Status, text: fn(&str) -> String| {
        (count > 0).then(|| view! { <Advice kind=kind><p>{text(&n(count))}</p></Advice> })
    };
    Some(view! {
        {facts(lines)}
        {told(back, Status::Ok, t.back_again)}
        {told(over - back, Status::Bad, t.stays_stopped)}
    })
}

fn rules(wizard: CardAddOnWizard) -> Option<AnyView> {
    let (m, t) = (wizard.app.messages(), texts(wizard.app));
    let check = wizard.check.data()?;
    let carrier = check.carrier_type.and_then(Carrier::from_carrier_type)?;
    let cycle = BillingCycle::current(carrier, clock::now());
    let since = add_on_since(carrier).map(format::date).unwrap_or_default();
    let mut list = vec![
        (t.this_cycle_only)(&cycle.to_string(), &format::date(cycle.end(carrier))),
        t.five_minutes.to_owned(),
        (t.add_on_rule)((m.rules.carrier)(carrier), &since),
        t.no_return.to_owned(),
    ];
    if check.batches > 1 {
        list.push(t.together.to_owned());
    }
    Some(terms(list))
}
