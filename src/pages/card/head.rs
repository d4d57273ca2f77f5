//! The way back, the card's number, its state, carrier, networks and access point (Q3.3, Q9.5).

use super::advice::Advice;
use super::{CardData, ticket};
use crate::features::actions::facts::texts;
use crate::features::actions::menu;
use crate::features::card_state::{badge_of, state_text};
use crate::routes::{CardsView, Route};
use crate::state::App;
use crate::ui::badge::StatusBadge;
use crate::ui::button::ButtonLink;
use crate::ui::copy::CopyButton;
use crate::ui::menu::MenuButton;
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::iccid;
use gsl_model::wire::SimCard;

/// The networks of a carrier: `3G、4G`.
pub fn networks(app: App, carrier: Carrier) -> String {
    let m = app.messages();
    carrier
        .networks()
        .iter()
        .map(|network| (m.rules.network)(*network))
        .collect::<Vec<_>>()
        .join(m.common.comma)
}

/// The heading of the page; it stays the same element while the card loads.
pub fn head(app: App, data: CardData, advice: Memo<Option<Advice>>) -> AnyView {
    let m = app.messages();
    let number = Memo::new(move |_| {
        data.card.with(|card| {
            card.as_ref()
                .and_then(|card| card.number().map(str::to_owned))
        })
    });
    Effect::new(move |_| {
        if let Some(number) = number.get() {
            app.set_title(&iccid::group(&number));
        }
    });
    let list = app.nav.href(&Route::Cards(CardsView::default()));
    view! {
        <div class="head card-head">
            <div>
                <nav class="crumbs small" aria-label=m.card().breadcrumb>
                    <a href=list>{m.shell.card_list}</a>
                    <span aria-hidden="true">" / "</span>
                    <span aria-current="page">{m.card().title}</span>
                </nav>
                <div class="card-number">
                    <h1 tabindex="-1" class:mono=move || number.with(Option::is_some)>
                        {move || number.get().map_or_else(|| m.card().title.to_owned(), |number| iccid::group(&number))}
                    </h1>
                    {move || number.get().map(|number| view! {
                        <CopyButton text=number label=(m.card().copy_of)(m.card().facts.cid) copied_label=m.common.copied />
                    })}
                </div>
                {move || data.card.get().map(|card| summary(app, &card))}
            </div>
            {actions(app, data, advice)}
        </div>
    }
}

/// What its state leads on to, the checklist, and everything else in a menu.
fn actions(app: App, data: CardData, advice: Memo<Option<Advice>>) -> AnyView {
    let t = texts(app);
    let known = Memo::new(move |_| data.offers.with(Option::is_some));
    // The way back from a stop is in the advice below.
    let main = move || {
        data.offers.with(|offers| {
            let usual = offers.as_ref()?.usual()?;
            let said_below = usual.action == CardAction::Resume && usual.why_not.is_none();
            (!said_below).then(|| data.dialogs.button(usual))
        })
    };
    let check = move || {
        let route = data.offers.with(|offers| offers.as_ref()?.check());
        route.map(|route| view! { <ButtonLink href=app.nav.href(&route)>{t.check}</ButtonLink> })
    };
    let items = Signal::derive(move || {
        let items = data
            .offers
            .with(|offers| Some(menu::items(data.dialogs, offers.as_ref()?)));
        items.unwrap_or_default()
    });
    (move || {
        known.get().then(|| {
            view! {
                <div class="actions" role="group" aria-label=t.column>
                    {main}
                    {check}
                    {ticket::button(app, data, advice)}
                    <MenuButton label=t.more items=items />
                </div>
            }
        })
    })
    .into_view()
}

fn summary(app: App, card: &SimCard) -> AnyView {
    let m = app.messages();
    let carrier = Carrier::of(card);
    let access = match carrier.apn() {
        Some(apn) => view! {
            <span>{m.card().apn}" "<span class="mono">{apn}</span></span>
            <CopyButton text=apn label=(m.card().copy_of)(m.card().apn) copied_label=m.common.copied />
            <InfoTip label=m.card().apn_how>{m.rules.apn_note}</InfoTip>
        },
        None => view! { <span>{m.card().apn_overseas}</span> },
    };
    view! {
        <div class="card-summary">
            <StatusBadge kind=badge_of(card) text=state_text(app, card) />
            <span>{(m.rules.carrier)(carrier)}</span>
            <span aria-hidden="true">"·"</span>
            <span>{networks(app, carrier)}</span>
            <span aria-hidden="true">"·"</span>
            {access}
        </div>
    }
}
