//! SIM卡诊断: the checklist of Q10.1 for one card; and the region checker (Q3.2).

mod finding;
mod lines;
mod regions;
mod remedy;

pub use regions::RegionsPage;

use crate::api::{Request, calls, use_query};
use crate::features::actions::CardDialogs;
use crate::features::actions::loader::action_dialogs;
use crate::features::query_section::{load_state, part};
use crate::routes::Route;
use crate::routes::label::CheckView;
use crate::state::{App, app};
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Empty;
use crate::ui::field::{Input, Select};
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::checklist::Symptom;
use gsl_model::iccid;
use gsl_model::iccid::{CardNumber, NumberError};
use gsl_model::text::plain_number;
use gsl_model::wire::{SimCard, SimCardList};
use std::rc::Rc;

/// Cards offered when a number fits several.
const OFFERED: usize = 10;

/// Operation 1 with the number in the parameter its length tells: 15 digits are an IMEI, 11 to 13 an MSISDN.
fn find(number: &str) -> Option<Request> {
    let plain = plain_number(number).replace('-', "");
    Some(match plain.len() {
        0 => return None,
        15 => calls::find_by_main(3, &plain),
        11..=13 => calls::find_by_msisdn(&plain),
        _ => calls::find_by_main(1, &plain),
    })
}

/// The page.
#[component]
pub fn CheckPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let c = m.check();
    let view = Memo::new(move |_| match app.nav.route() {
        Route::Check(view) => view,
        _ => CheckView::default(),
    });
    let number = Memo::new(move |_| view.with(|view| view.number.clone()));
    let found = use_query::<SimCardList>(app.client, move || number.with(|number| find(number)));
    let state = load_state(found);
    // Only the card of the current number; a dialog never opens for the previous one.
    let only = move || match found.answer()?.data.sim_cards.as_slice() {
        [card] => Some(Rc::new(card.clone())),
        _ => None,
    };
    let dialogs = CardDialogs::new(
        app,
        move |route| match route {
            Route::Check(view) => view.action.zip(only().map(|card| card.sim_card_id)),
            _ => None,
        },
        move |open| {
            Route::Check(CheckView {
                action: open.map(|(action, _)| action),
                ..view.get_untracked()
            })
        },
        move |_| only(),
    );
    let content = move || {
        let cards = found.answer();
        let cards = cards
            .as_ref()
            .map(|answer| answer.data.sim_cards.as_slice())
            .unwrap_or_default();
        match cards {
            [] => {
                let number = number.get();
                let why = match CardNumber::parse(&number) {
                    Err(NumberError::NotDigits(bad)) => (m.common.not_a_digit)(bad),
                    _ => m.rules.not_here_yet.to_owned(),
                };
                view! { <div role="alert"><Empty title=(c.not_found)(&number) text=why /></div> }
            }
            [card] => lines::result(dialogs, card.clone(), view),
            several => offers(app, several),
        }
    };
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{m.shell.check}</h1>
                <p>{c.purpose}</p>
            </div>
        </div>
        <div class="check-page">
            {form(app, view)}
            {move || number.with(|number| !number.is_empty()).then(|| part(state, 12, content))}
        </div>
        {action_dialogs(dialogs)}
    }
}

/// Number, symptom and place; submitted with the button.
fn form(app: App, view: Memo<CheckView>) -> AnyView {
    let c = app.messages().check();
    let now = view.get_untracked();
    let (number, place) = (RwSignal::new(now.number), RwSignal::new(now.place));
    let symptom = RwSignal::new(now.symptom);
    let tried = RwSignal::new(false);
    // The address changed, by a link or Back: the fields follow.
    Effect::new(move |_| {
        let now = view.get();
        number.set(now.number);
        place.set(now.place);
        symptom.set(now.symptom);
    });
    let run = Callback::new(move |()| {
        let next = CheckView {
            number: number.with_untracked(|text| text.trim().to_owned()),
            symptom: symptom.get_untracked(),
            place: place.with_untracked(|text| text.trim().to_owned()),
            action: None,
        };
        tried.set(next.number.is_empty());
        if next.number.is_empty() {
            return;
        }
        if next == view.get_untracked() {
            app.client.invalidate("/v1/sim-cards");
        } else {
            app.nav.go(&Route::Check(next));
        }
    });
    let error = move || tried.get().then(|| c.number_empty.to_owned());
    let symptoms: Vec<(String, String)> = Symptom::ALL
        .map(|symptom| {
            (
                symptom.key().to_owned(),
                (c.symptom_name)(symptom).to_owned(),
            )
        })
        .to_vec();
    view! {
        <section class="panel check-form">
            <Input
                label=c.number
                value=number
                on_input=Callback::new(move |text| number.set(text))
                on_enter=run
                hint=c.number_hint
                error=MaybeProp::derive(error)
            />
            <Select
                label=c.symptom
                value=Signal::derive(move || symptom.get().key().to_owned())
                options=symptoms
                on_change=Callback::new(move |key: String| symptom.set(Symptom::from_key(&key).unwrap_or_default()))
            />
            <Input label=c.place value=place on_input=Callback::new(move |text| place.set(text)) on_enter=run hint=c.place_hint />
            <div class="check-run">
                <Button kind=Kind::Primary icon=IconName::Search on_click=run>{c.run}</Button>
            </div>
        </section>
    }
}

/// A number that begins several cards' numbers.
fn offers(app: App, cards: &[SimCard]) -> AnyView {
    let c = app.messages().check();
    let offer = |card: &SimCard| {
        let cid = card.number()?;
        let href = app.nav.href(&Route::Check(CheckView::of(cid)));
        Some(view! { <li><a class="mono" href=href>{iccid::group(cid)}</a></li> })
    };
    view! {
        <section class="panel"><div class="pad">
            <p>{c.several}</p>
            <ul class="check-offers">{cards.iter().take(OFFERED).filter_map(offer).collect_view()}</ul>
        </div></section>
    }
}
