//! Resetting the network: the explanation with its start, then the steps with the countdown, on the card's page too.

use super::Procedure;
use crate::features::actions::ActionDialog;
use crate::features::actions::pending_orders::order_link;
use crate::i18n::format;
use crate::i18n::guided::guided;
use crate::platform::clock;
use crate::state::Link;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::guided::{NetworkReset, ResetStep, Sent};

/// State of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    Done,
    Now,
    Stopped,
    ToCome,
}

/// The dialog's content.
pub fn reset_view(dialog: ActionDialog, card: i64) -> AnyView {
    (move || match dialog.procedures.reset(card) {
        Some((reset, trouble)) => running(dialog, &reset, trouble),
        None => before(dialog, card),
    })
    .into_view()
}

/// The same on the card's page while one is under way or not dismissed yet.
pub fn reset_panel(dialog: ActionDialog, card: i64) -> AnyView {
    let t = guided(dialog.app.locale.get_untracked());
    (move || {
        let (reset, trouble) = dialog.procedures.reset(card)?;
        Some(view! {
            <section class="panel" aria-label=t.running>
                <header><h2>{t.running}</h2></header>
                <div class="pad act">{running(dialog, &reset, trouble)}</div>
            </section>
        })
    })
    .into_view()
}

fn before(dialog: ActionDialog, card: i64) -> AnyView {
    let t = guided(dialog.app.locale.get_untracked());
    let why = move || dialog.refusal(CardAction::ResetNetwork);
    let start = Callback::new(move |()| dialog.procedures.begin_reset(card));
    view! {
        {move || why().map(|why| view! { <Advice kind=Status::Bad><p>{why}</p></Advice> })}
        <p>{t.reset_what}</p>
        <ul class="tip-list">
            <li>{t.reset_time}</li>
            <li>{dialog.app.kept(t.reset_stays)}</li>
        </ul>
        <p><Button kind=Kind::Primary disabled_reason=Signal::derive(why) on_click=start>{t.start_reset}</Button></p>
    }
}

/// How the three steps stand.
pub fn step_states(step: &ResetStep) -> [StepState; 3] {
    use StepState::{Done, Now, Stopped, ToCome};
    match step {
        ResetStep::Suspending { .. } => [Now, ToCome, ToCome],
        ResetStep::Waiting { .. } => [Done, Now, ToCome],
        ResetStep::Resuming { .. } => [Done, Done, Now],
        ResetStep::Done { .. } => [Done, Done, Done],
        ResetStep::Halted {
            suspended: true, ..
        } => [Done, Stopped, ToCome],
        ResetStep::Halted { .. } => [Stopped, ToCome, ToCome],
    }
}

/// Minutes and seconds: `14:59`.
fn clock_text(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

fn running(dialog: ActionDialog, reset: &NetworkReset, trouble: bool) -> AnyView {
    let app = dialog.app;
    let t = guided(app.locale.get_untracked());
    let names = [t.suspend, t.wait, t.resume];
    let steps = step_states(&reset.step)
        .into_iter()
        .zip(names)
        .map(|(stand, name)| {
            let detail = (stand == StepState::Now).then(|| detail(dialog, reset));
            step_line(t, stand, name, detail)
        });
    let card = reset.sim_card_id;
    let this = Procedure::Reset(reset.clone());
    let again = this.clone();
    let retry = Callback::new(move |()| dialog.procedures.retry(&again));
    let dismiss = Callback::new(move |()| dialog.procedures.dismiss(&this));
    let end = match &reset.step {
        ResetStep::Done { .. } => view! {
            <Advice kind=Status::Ok><p>{t.reset_done}</p></Advice>
            <p><Button on_click=dismiss>{t.dismiss}</Button></p>
        },
        ResetStep::Halted { why, suspended } => {
            let suspended = *suspended;
            let why = (t.halt_reason)(&app.messages().rules, why);
            view! {
                <Advice kind=Status::Bad>
                    <p>{why}</p>
                    {suspended.then(|| view! { <p>{t.still_suspended}</p> })}
                </Advice>
                <p class="row">
                    <Button kind=Kind::Primary on_click=retry>{if suspended { t.resume_now } else { t.retry }}</Button>
                    <Button on_click=dismiss>{t.dismiss}</Button>
                </p>
            }
        }
        _ => view! {
            <p class="row">
                <Button on_click=Callback::new(move |()| dialog.procedures.cancel_reset(card))>{t.cancel}</Button>
                <span class="small muted">{t.cancel_note}</span>
            </p>
            <p class="small muted">{app.kept(t.reset_stays)}</p>
        },
    };
    view! {
        <ol class="steps" aria-label=t.steps>{steps.collect_view()}</ol>
        {trouble.then(|| view! { <p role="status" class="bad">{t.trouble}</p> })}
        {end}
    }
}

/// One step: mark, name, state.
pub fn step_line(
    t: &crate::i18n::guided::Guided,
    stand: StepState,
    name: &'static str,
    detail: Option<AnyView>,
) -> AnyView {
    let (class, mark, word) = match stand {
        StepState::Done => ("done", IconName::Check, t.done),
        StepState::Now => ("now", IconName::Clock, ""),
        StepState::Stopped => ("bad", IconName::Error, t.stopped),
        StepState::ToCome => ("todo", IconName::ChevronRight, t.to_come),
    };
    let current = (stand == StepState::Now).then_some("step");
    view! {
        <li class=class aria-current=current>
            {icon(mark)}
            <b>{name}</b>
            <span class="muted">{word}{detail}</span>
        </li>
    }
}

/// A mutation under way.
pub fn under_way(dialog: ActionDialog, sent: Sent) -> AnyView {
    let t = guided(dialog.app.locale.get_untracked());
    match sent {
        Sent::Yes(Some(order)) => {
            let Link { href, text, .. } = order_link(dialog.app, order);
            view! { {t.at_carrier}" · "<a href=href>{text}</a> }
        }
        Sent::Yes(None) => t.at_carrier.into_view(),
        Sent::No => t.sending.into_view(),
    }
}

fn detail(dialog: ActionDialog, reset: &NetworkReset) -> AnyView {
    let t = guided(dialog.app.locale.get_untracked());
    match &reset.step {
        ResetStep::Suspending { sent, .. } | ResetStep::Resuming { sent, .. } => {
            under_way(dialog, *sent)
        }
        ResetStep::Waiting { until } => {
            let reset = reset.clone();
            let left = move || {
                dialog.procedures.tick.track();
                let left = reset.seconds_left(clock::now().into()).unwrap_or_default();
                (t.left)(&clock_text(left))
            };
            view! { <span role="timer">{left}</span> " · " {(t.waiting_until)(&format::instant(until.0))} }
        }
        _ => ().into_view(),
    }
}
