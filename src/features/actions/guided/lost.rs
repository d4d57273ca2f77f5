//! A lost card: suspend it first, then the options.

use super::Procedure;
use super::reset::{StepState, step_line, under_way};
use crate::features::actions::ActionDialog;
use crate::features::actions::facts::{duration, texts};
use crate::i18n::guided::guided;
use crate::platform::clock;
use crate::platform::draft::Draft;
use crate::routes::Route;
use crate::routes::batch::{BatchView, SourceKind};
use crate::state::App;
use crate::state::selection::Selection;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::can::CardFacts;
use gsl_model::carrier::Carrier;
use gsl_model::guided::{LostCard, LostStep, NextStep, NextStepOption, NextStepRefusal};
use gsl_model::state::SimStatus;
use gsl_model::wire::{SimCard, extension};
use std::rc::Rc;

/// The dialog's content.
pub fn lost_view(dialog: ActionDialog, card: i64) -> AnyView {
    (move || {
        let known = dialog.card.get()?;
        let begun = dialog.procedures.lost(card);
        Some(match begun {
            Some((lost, trouble)) => {
                view! { {state(dialog, &lost, trouble)} {ways(dialog, &known)} }
            }
            None if SimStatus::of(&known) == Some(SimStatus::InUse) => before(dialog, &known),
            // Nothing to suspend: shows the state of the card at once.
            None => {
                let lost = LostCard::begin(
                    card,
                    &CardFacts::of(&known, clock::now()),
                    clock::now().into(),
                );
                view! { {state(dialog, &lost, false)} {ways(dialog, &known)} }
            }
        })
    })
    .into_view()
}

fn before(dialog: ActionDialog, card: &Rc<SimCard>) -> AnyView {
    let t = guided(dialog.app.locale.get_untracked());
    let why = Signal::derive(move || dialog.refusal(CardAction::Suspend));
    let known = Rc::clone(card);
    let start = Callback::new(move |()| dialog.procedures.begin_lost(&known));
    view! {
        <p>{(texts(dialog.app).effect)(CardAction::Lost, Carrier::of(card))}</p>
        <p>{(t.lost_takes)(&duration(dialog.app, CardAction::Suspend, card))}</p>
        <p><Button kind=Kind::Primary disabled_reason=why on_click=start>{t.suspend_now}</Button></p>
        <p class="small muted">{t.lost_many}</p>
    }
}

fn state(dialog: ActionDialog, lost: &LostCard, trouble: bool) -> AnyView {
    let app = dialog.app;
    let t = guided(app.locale.get_untracked());
    let this = Procedure::Lost(lost.clone());
    let retry = Callback::new(move |()| dialog.procedures.retry(&this));
    let shown = match &lost.step {
        LostStep::Suspending { sent, .. } => {
            let line = step_line(t, StepState::Now, t.suspend, Some(under_way(dialog, *sent)));
            view! { <ol class="steps">{line}</ol> }
        }
        LostStep::Safe { comes_back, .. } => {
            let more = comes_back.then(|| view! { <p>{t.comes_back}</p> });
            view! { <Advice kind=Status::Ok><p><b>{t.safe}</b></p>{more}</Advice> }
        }
        LostStep::Exposed { .. } => {
            view! { <Advice kind=Status::Warn><p>{t.exposed}</p></Advice> }
        }
        LostStep::Halted { why } => {
            let why = (t.halt_reason)(&app.messages().rules, why);
            view! {
                <Advice kind=Status::Bad><p>{why}</p></Advice>
                <p><Button kind=Kind::Primary on_click=retry>{t.retry}</Button></p>
            }
        }
    };
    view! {
        {shown}
        {trouble.then(|| view! { <p role="status" class="bad">{t.trouble}</p> })}
    }
}

fn ways(dialog: ActionDialog, card: &SimCard) -> AnyView {
    let t = guided(dialog.app.locale.get_untracked());
    let replaces = dialog.app.client.has(extension::REPLACE);
    let lines = LostCard::next_steps(&CardFacts::of(card, clock::now()), replaces)
        .into_iter()
        .map(|way| way_line(dialog, card, way));
    view! {
        <h3>{t.ways}</h3>
        <ul class="ways">{lines.collect_view()}</ul>
        <p class="small muted">{t.lost_many}</p>
    }
}

/// A card is replaced by a list of one (Q9.6).
fn replace(app: App, cid: &str) {
    Draft::of("batch").keep("list", cid);
    app.nav.go(&Route::Batch(BatchView {
        action: Some(CardAction::Replace),
        from: SourceKind::Paste,
    }));
}

/// Cards are deregistered by bulk jobs only, one as well as many.
fn deregister(app: App, card: i64) {
    app.selected_cards.update(|selected| {
        *selected = Selection::None;
        selected.set([card], true);
    });
    app.nav.go(&Route::Batch(BatchView {
        action: Some(CardAction::Deregister),
        from: SourceKind::Selection,
    }));
}

fn way_line(dialog: ActionDialog, card: &SimCard, way: NextStepOption) -> AnyView {
    let t = guided(dialog.app.locale.get_untracked());
    let a = texts(dialog.app);
    let action = match way.way {
        NextStep::ActivateThenSuspend => Some(CardAction::Activate),
        NextStep::ResumeWhenFound => Some(CardAction::Resume),
        NextStep::Replace | NextStep::Deregister | NextStep::Leave => None,
    };
    let closed = match way.open {
        Err(NextStepRefusal::Card(reason)) => {
            Some((a.reason)(&dialog.app.messages().rules, reason))
        }
        Err(NextStepRefusal::NotOffered) => Some(a.not_offered.to_owned()),
        Ok(())
            if way.way == NextStep::Deregister
                && !dialog.app.client.has(extension::BULK_JOBS_ACT) =>
        {
            Some(a.not_offered.to_owned())
        }
        Ok(()) => None,
    };
    let (id, cid) = (card.sim_card_id, card.cid.clone().unwrap_or_default());
    let button = (closed.is_none() && way.way != NextStep::Leave).then(|| {
        let open = Callback::new(move |()| match action {
            Some(action) => dialog.replace_with(action, id),
            None if way.way == NextStep::Replace => replace(dialog.app, &cid),
            None => deregister(dialog.app, id),
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
}
