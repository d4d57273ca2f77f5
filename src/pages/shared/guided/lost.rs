//! A lost card: suspend it now, then what is possible.

use super::Procedure;
use super::reset::{Stand, step_line, under_way};
use crate::i18n::guided::guided;
use crate::pages::shared::action::Sending;
use crate::pages::shared::action::facts::{duration, refused, texts};
use crate::platform::clock;
use crate::platform::draft::Draft;
use crate::routes::Route;
use crate::routes::act::Do;
use crate::routes::batch::{BatchView, Bulk, From};
use crate::state::App;
use crate::state::selection::Selection;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::can::{Action, CardFacts};
use gsl_model::guided::{Hindrance, Lost, LostStep, Way, WayOn};
use gsl_model::state::SimStatus;
use gsl_model::wire::{SimCard, extension};
use std::rc::Rc;

/// The dialog's content.
pub fn lost_view(desk: Sending, card: i64) -> AnyView {
    (move || {
        let known = desk.card.get()?;
        let begun = desk.guides.lost(card);
        Some(match begun {
            Some((lost, trouble)) => view! { {state(desk, &lost, trouble)} {ways(desk, &known)} },
            None if SimStatus::of(&known) == Some(SimStatus::InUse) => before(desk, &known),
            // Nothing to suspend: it says at once how the card stands.
            None => {
                let lost = Lost::begin(
                    card,
                    &CardFacts::of(&known, clock::now()),
                    clock::now().into(),
                );
                view! { {state(desk, &lost, false)} {ways(desk, &known)} }
            }
        })
    })
    .into_any()
}

fn before(desk: Sending, card: &Rc<SimCard>) -> AnyView {
    let t = guided(desk.app.locale.get_untracked());
    let why = refused(desk.app, Action::Suspend, card);
    let known = Rc::clone(card);
    let start = Callback::new(move |()| desk.guides.begin_lost(&known));
    view! {
        <p>{(texts(desk.app).effect)(Do::Lost, CardFacts::of(card, clock::now()).carrier)}</p>
        <p>{(t.lost_takes)(&duration(desk.app, Do::Suspend, card))}</p>
        <p><Button kind=Kind::Primary disabled_reason=why on_click=start>{t.suspend_now}</Button></p>
        <p class="small muted">{t.lost_many}</p>
    }
    .into_any()
}

fn state(desk: Sending, lost: &Lost, trouble: bool) -> AnyView {
    let app = desk.app;
    let t = guided(app.locale.get_untracked());
    let this = Procedure::Lost(lost.clone());
    let retry = Callback::new(move |()| desk.guides.retry(&this));
    let shown = match &lost.step {
        LostStep::Suspending { sent, .. } => {
            let line = step_line(t, Stand::Now, t.suspend, Some(under_way(desk, *sent)));
            view! { <ol class="steps">{line}</ol> }.into_any()
        }
        LostStep::Safe { comes_back, .. } => {
            let more = comes_back.then(|| view! { <p>{t.comes_back}</p> });
            view! { <Advice kind=Status::Ok><p><b>{t.safe}</b></p>{more}</Advice> }.into_any()
        }
        LostStep::Exposed { .. } => {
            view! { <Advice kind=Status::Warn><p>{t.exposed}</p></Advice> }.into_any()
        }
        LostStep::Halted { why } => {
            let why = (t.obstacle)(&app.messages().rules, why);
            view! {
                <Advice kind=Status::Bad><p>{why}</p></Advice>
                <p><Button kind=Kind::Primary on_click=retry>{t.retry}</Button></p>
            }
            .into_any()
        }
    };
    view! {
        {shown}
        {trouble.then(|| view! { <p role="status" class="bad">{t.trouble}</p> })}
    }
    .into_any()
}

fn ways(desk: Sending, card: &SimCard) -> AnyView {
    let t = guided(desk.app.locale.get_untracked());
    let replaces = desk.app.client.has(extension::REPLACE);
    let lines = Lost::ways_on(&CardFacts::of(card, clock::now()), replaces)
        .into_iter()
        .map(|way| way_line(desk, card, way));
    view! {
        <h3>{t.ways}</h3>
        <ul class="ways">{lines.collect_view()}</ul>
        <p class="small muted">{t.lost_many}</p>
    }
    .into_any()
}

/// A card is replaced by a list of one (Q9.6).
fn replace(app: App, cid: &str) {
    Draft::of("batch").keep("list", cid);
    app.nav.go(&Route::Batch(BatchView {
        act: Some(Bulk::Replace),
        from: From::Paste,
    }));
}

/// Cards are deregistered by bulk jobs only, one as well as many.
fn deregister(app: App, card: i64) {
    app.selected_cards.update(|selected| {
        *selected = Selection::None;
        selected.set([card], true);
    });
    app.nav.go(&Route::Batch(BatchView {
        act: Some(Bulk::Deregister),
        from: From::Selection,
    }));
}

fn way_line(desk: Sending, card: &SimCard, way: Way) -> AnyView {
    let t = guided(desk.app.locale.get_untracked());
    let a = texts(desk.app);
    let act = match way.way {
        WayOn::ActivateThenSuspend => Some(Do::Activate),
        WayOn::ResumeWhenFound => Some(Do::Resume),
        WayOn::Replace | WayOn::Deregister | WayOn::Leave => None,
    };
    let closed = match way.open {
        Err(Hindrance::Card(reason)) => Some((a.reason)(&desk.app.messages().rules, reason)),
        Err(Hindrance::NotOffered) => Some(a.not_offered.to_owned()),
        Ok(()) if way.way == WayOn::Deregister && !desk.app.client.has(extension::BULK_JOBS) => {
            Some(a.not_offered.to_owned())
        }
        Ok(()) => None,
    };
    let (id, cid) = (card.sim_card_id, card.cid.clone().unwrap_or_default());
    let button = (closed.is_none() && way.way != WayOn::Leave).then(|| {
        let open = Callback::new(move |()| match act {
            Some(act) => desk.instead(act, id),
            None if way.way == WayOn::Replace => replace(desk.app, &cid),
            None => deregister(desk.app, id),
        });
        view! { <Button on_click=open>{(t.open_way)(way.way)}</Button> }
    });
    view! {
        <li>
            <b>{(t.way)(way.way)}</b>
            <span class="muted">{(t.way_note)(way.way)}</span>
            {closed.map(|why| view! { <span class="why">{why}</span> })}
            {button}
        </li>
    }
    .into_any()
}
