//! The result: the card, how many lines failed, and the lines, failed ones first.

use super::{finding, remedy};
use crate::api::{calls, use_query};
use crate::features::actions::{CardDialogs, Offers};
use crate::features::card_state::{badge_of, state_text};
use crate::features::query_section::{failure, load_state};
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::label::CheckView;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::ButtonLink;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::can::{self, CardFacts};
use gsl_model::checklist::{self, Area, Check, Line, Outcome, Remedy, Situation};
use gsl_model::iccid;
use gsl_model::wire::{RealNamed, SimCard, SimPricePlan, extension};

/// Runs the checklist on a card and draws it; again when more data arrives.
pub fn result(dialogs: CardDialogs, card: SimCard, view: Memo<CheckView>) -> AnyView {
    let app = dialogs.app;
    let m = app.messages();
    let c = m.check();
    let id = card.sim_card_id;
    let facts = CardFacts::of(&card, clock::now());
    let plans =
        use_query::<Vec<SimPricePlan>>(app.client, move || Some(calls::sim_price_plans(id, false)));
    let asked = RwSignal::new(false);
    let live = use_query::<Vec<SimPricePlan>>(app.client, move || {
        asked.get().then(|| calls::sim_price_plans(id, true))
    });
    let named = use_query::<RealNamed>(app.client, move || {
        can::check(CardAction::QueryRealName, &facts)
            .is_ok()
            .then(|| calls::real_named(id))
    });
    let ask = Callback::new(move |()| {
        if asked.get_untracked() {
            live.refetch();
        } else {
            asked.set(true);
        }
    });
    let (head, shown) = (card.clone(), card.clone());
    let offers = Offers::of(app, &card);
    let tells_area = app.client.has(extension::AREA_READ);
    let lines = Memo::new(move |_| {
        let answer = live.data();
        let asked = live.state.with(|state| state.fetched_at);
        let plan_at = asked.filter(|_| answer.is_some());
        let plans = answer.or_else(|| plans.data());
        let real_named = named.data().and_then(|answer| answer.real_named);
        view.with(|view| {
            checklist::run(&Situation {
                symptom: view.symptom,
                plan: plans.as_ref().and_then(|plans| plans.first()),
                plan_at,
                real_named,
                place: Some(&view.place),
                area: tells_area.then_some(match card.restricted_area.as_deref() {
                    Some(area) => Area::Bound(area),
                    None => Area::Free,
                }),
                ..Situation::of(&card, clock::now().into())
            })
        })
    });
    let tally = Memo::new(move |_| {
        lines.with(|lines| {
            let (passed, by_hand, failed) = checklist::tally(lines);
            (c.tally)(failed, by_hand, passed)
        })
    });
    Effect::new(move |_| app.announce(tally.get()));
    let list = move || {
        let place = view.with(|view| view.place.clone());
        lines.with(|lines| {
            // What the state calls for is offered once: at the line that says what is wrong.
            let elsewhere: Vec<Remedy> = lines
                .iter()
                .filter(|line| line.check != Check::State)
                .flat_map(|line| line.remedies.clone())
                .collect();
            let repeated = |remedy: &Remedy| {
                let action = action_of(*remedy);
                action.is_some() && elsewhere.iter().any(|other| action_of(*other) == action)
            };
            [Outcome::Failed, Outcome::ByHand, Outcome::Passed]
                .into_iter()
                .flat_map(|outcome| lines.iter().filter(move |line| line.outcome == outcome))
                .map(|line| {
                    let mut line = line.clone();
                    if line.check == Check::State {
                        line.remedies.retain(|remedy| !repeated(remedy));
                    }
                    row(dialogs, &shown, &offers, &line, &place, ask)
                })
                .collect_view()
        })
    };
    let href = app.nav.href(&Route::card(id));
    view! {
        <section class="panel" aria-labelledby="check-result">
            <header>
                <h2 id="check-result">{c.result}</h2>
                <span class="mono">{iccid::group(head.number().unwrap_or_default())}</span>
                <StatusBadge kind=badge_of(&head) text=state_text(app, &head) />
                <span class="muted">{(m.rules.carrier)(facts.carrier)}</span>
                <span class="grow"></span>
                <ButtonLink href=href>{c.to_card}</ButtonLink>
            </header>
            <div class="pad">
                <p><b>{tally}</b></p>
                {failure(load_state(plans))}
                {failure(load_state(live))}
                {failure(load_state(named))}
                <ul class="check-lines">{list}</ul>
            </div>
        </section>
    }
}

/// The action on the card that a remedy is.
fn action_of(remedy: Remedy) -> Option<CardAction> {
    match remedy {
        Remedy::Action(action) => Some(action),
        Remedy::Recovery(recovery) => CardAction::recovering(recovery),
        _ => None,
    }
}

const fn badge(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Passed => Status::Ok,
        Outcome::ByHand => Status::Warn,
        Outcome::Failed => Status::Bad,
    }
}

fn row(
    dialogs: CardDialogs,
    card: &SimCard,
    offers: &Offers,
    line: &Line,
    place: &str,
    ask: Callback<()>,
) -> AnyView {
    let app = dialogs.app;
    let c = app.messages().check();
    let found = finding::text(app, line);
    let hand = (line.outcome == Outcome::ByHand).then(|| (c.by_hand)(line.check));
    let notes = finding::notes(c, line);
    let remedies: Vec<AnyView> = line
        .remedies
        .iter()
        .map(|one| remedy::view(dialogs, card, offers, *one, place, ask))
        .collect();
    let remedies = (!remedies.is_empty()).then(|| {
        let remedies = remedies.into_iter().map(|one| view! { <li>{one}</li> });
        view! { <ul class="check-remedies" aria-label=c.remedies>{remedies.collect_view()}</ul> }
    });
    view! {
        <li class="check-line" data-check=line.check.key()>
            <StatusBadge kind=badge(line.outcome) text=(c.outcome)(line.outcome) />
            <div>
                <h3>{(c.line)(line.check)}</h3>
                <p>{found}</p>
                {hand.map(|hand| view! { <p>{hand}</p> })}
                {notes.into_iter().map(|note| view! { <p class="small muted">{note}</p> }).collect_view()}
                {remedies}
            </div>
        </li>
    }
}
