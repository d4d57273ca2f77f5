//! A card beside the list: its state and why, what ends the stop, its figures and facts, and the way to its page. The list, its
//! scroll position and the selection stay as they are.

use super::columns::{self, CardColumn};
use super::list::List;
use super::{facts, row};
use crate::features::actions::facts::texts;
use crate::features::actions::offers::Offer;
use crate::features::actions::{Offers, menu};
use crate::platform::clock;
use crate::routes::{CardsView, Route};
use crate::state::messages;
use crate::ui::badge::{Status, StatusBadge, Tag};
use crate::ui::button::{Button, ButtonLink, IconButton, Kind};
use crate::ui::copy::CopyButton;
use crate::ui::feedback::Advice;
use crate::ui::icon::IconName;
use crate::ui::menu::MenuButton;
use crate::view::prelude::*;
use gsl_model::wire::SimCard;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Facts in the order shown; what a card has not is left out.
const FACTS: [CardColumn; 19] = [
    CardColumn::Plan,
    CardColumn::Carrier,
    CardColumn::DataType,
    CardColumn::Order,
    CardColumn::Msisdn,
    CardColumn::Imsi,
    CardColumn::Imei,
    CardColumn::Model,
    CardColumn::Activated,
    CardColumn::RealNamed,
    CardColumn::Threshold,
    CardColumn::Speed,
    CardColumn::Rebinds,
    CardColumn::Attribute(1),
    CardColumn::Attribute(2),
    CardColumn::Attribute(3),
    CardColumn::Attribute(4),
    CardColumn::Attribute(5),
    CardColumn::Attribute(6),
];

/// Shows a card beside the list, or none. The address follows without a step of the history.
pub fn show(list: List, card: Option<i64>) {
    let view = list.view.get_untracked();
    if view.peek != card {
        let view = CardsView { peek: card, ..view };
        list.app.nav.replace(&Route::Cards(view));
    }
}

/// The panel, while a card of the page is shown in it.
#[must_use]
pub fn view(list: List) -> AnyView {
    let m = messages();
    let p = &m.cards().peek;
    let id = Memo::new(move |_| list.view.with(|view| view.peek));
    let card = Memo::new(move |_| {
        let id = id.get()?;
        let on_page =
            |rows: &Vec<SimCard>| rows.iter().find(|card| card.sim_card_id == id).cloned();
        list.rows.rows.with(on_page)
    });
    let there = Memo::new(move |_| card.with(Option::is_some));
    let place = move || {
        let ids = list.ids();
        let at = ids.iter().position(|one| Some(*one) == id.get());
        (at, ids)
    };
    let step = move |down: bool| {
        let (at, ids) = untrack(place);
        let to = at.and_then(|at| {
            if down {
                at.checked_add(1)
            } else {
                at.checked_sub(1)
            }
        });
        if let Some(next) = to.and_then(|to| ids.get(to)) {
            show(list, Some(*next));
        }
    };
    let no_step = move |down: bool| {
        let (at, ids) = place();
        let end = if down {
            at.map(|at| at + 1) == Some(ids.len())
        } else {
            at == Some(0)
        };
        end.then(|| p.page_ends.to_owned())
    };
    let close = move || {
        let row = id.get_untracked().and_then(|id| row_link(list, id));
        show(list, None);
        if let Some(row) = row {
            let _ = row.focus();
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            close();
        }
    };
    let href = move || {
        let id = id.get().unwrap_or_default();
        list.app.nav.href(&Route::card(id))
    };
    (move || {
        there.get().then(|| view! {
            <aside class="peek" aria-label=p.label on:keydown=keys>
                <div class="peek-box">
                    <div class="peek-head">
                        <IconButton icon=IconName::ArrowUp label=p.previous disabled_reason=Signal::derive(move || no_step(false)) on_click=Callback::new(move |()| step(false)) />
                        <IconButton icon=IconName::ArrowDown label=p.next disabled_reason=Signal::derive(move || no_step(true)) on_click=Callback::new(move |()| step(true)) />
                        <span class="grow"></span>
                        <ButtonLink kind=Kind::Quiet href=Signal::derive(href)>{p.open}</ButtonLink>
                        <IconButton icon=IconName::Close label=m.common.close on_click=Callback::new(move |()| close()) />
                    </div>
                    {move || card.get().map(|card| content(list, &card))}
                </div>
            </aside>
        })
    })
    .into_view()
}

/// Moves the focus into the panel, which is drawn.
pub fn focus(list: List) {
    if let Some(heading) = find(list, ".peek h2") {
        let _ = heading.focus();
    }
}

fn find(list: List, selector: &str) -> Option<HtmlElement> {
    let root = list.app.root.try_get_untracked().flatten()?;
    root.query_selector(selector).ok()??.dyn_into().ok()
}

fn row_link(list: List, id: i64) -> Option<HtmlElement> {
    find(list, &format!(".cards-table tr[data-id='{id}'] a[href]"))
}

fn content(list: List, card: &SimCard) -> AnyView {
    let app = list.app;
    let m = messages();
    let number = row::number(card);
    let state = facts::state(m, card, clock::now());
    let copy = card.number().map(|text| {
        let label = (m.cards().cell.copy)(&number);
        view! { <CopyButton text=text.to_owned() label=label copied_label=m.common.copied /> }
    });
    let stopped = state.of.is_some();
    let mut lines = state.tip.clone();
    if !stopped {
        lines.clear();
    }
    let why = (!lines.is_empty()).then(|| {
        let first = state
            .line
            .clone()
            .map(|line| view! { <p><b>{line}</b></p> });
        let lines: Vec<AnyView> = lines.iter().map(|line| view! { <p>{*line}</p> }).collect();
        view! { <Advice kind=Status::Bad>{first}{lines}</Advice> }
    });
    let waits = (!stopped).then(|| {
        state
            .line
            .clone()
            .map(|line| view! { <p class="muted">{line}</p> })
    });
    let offers = Offers::of(app, card);
    let action = |offer: &Offer, kind: Kind| {
        let label = offer.label;
        match offer.page() {
            Some(page) => {
                view! { <ButtonLink kind=kind href=app.nav.href(&page)>{label}</ButtonLink> }
            }
            None => {
                view! { <Button kind=kind on_click=list.dialogs.opener(offer)>{label}</Button> }
            }
        }
    };
    let pool = row::pool_to_refill(card).map(|pool| {
        let label = m.cards().cell.open_pool;
        view! { <ButtonLink kind=Kind::Primary href=app.nav.href(&pool)>{label}</ButtonLink> }
    });
    let remedy = offers
        .remedy_now()
        .map(|offer| action(offer, Kind::Primary));
    let remedy = remedy.or(pool);
    let usual = offers
        .usual_now()
        .filter(|usual| offers.remedy_now() != Some(*usual))
        .map(|offer| action(offer, Kind::Secondary));
    let items = menu::items(list.dialogs, &offers);
    let attributes = list.attribute_names();
    let fact = |column: CardColumn| {
        let text = facts::plain(m, column, card, &attributes)?;
        let name = columns::heading(m.cards(), column, &attributes);
        Some(view! { <div><dt>{name}</dt><dd><bdi>{text}</bdi></dd></div> })
    };
    let shown: Vec<AnyView> = FACTS.into_iter().filter_map(fact).collect();
    let tags: Vec<AnyView> = card.tags().map(|tag| view! { <Tag text=tag /> }).collect();
    let tags = (!tags.is_empty()).then(|| {
        view! { <div><dt>{(m.cards().table.column)(CardColumn::Tags)}</dt><dd>{tags}</dd></div> }
    });
    let big = |column: CardColumn, value: AnyView| {
        view! { <div><dt>{(m.cards().table.column)(column)}</dt><dd>{value}</dd></div> }
    };
    let context = row::RowContext {
        list,
        m,
        attributes: std::rc::Rc::new(attributes.clone()),
    };
    view! {
        <h2 tabindex="-1"><span class="mono">{number}</span>{copy}</h2>
        <p class="peek-state">
            {state.of.map(|of| view! { <span class="muted">{of}</span> })}
            <StatusBadge kind=state.kind text=state.name.clone() />
        </p>
        {why}
        {waits}
        <div class="row">{remedy}{usual}<MenuButton label=texts(app).more items=items /></div>
        <dl class="peek-figures">
            {big(CardColumn::Used, row::used_of(&context, card))}
            {big(CardColumn::Left, row::left(&context, card))}
            {big(CardColumn::Expires, row::expire(&context, card))}
        </dl>
        <dl class="peek-facts">{shown}{tags}</dl>
    }
}
