//! The dialog of an action on one card: effect, duration, irreversible consequences, parameters, reasons against it. Once
//! the request is sent the dialog closes, and a notice links to the work order.

use super::action_dialog::ActionDialog;
use super::card_dialogs::CardDialogs;
use super::facts::{self, number, texts};
use crate::api::{calls, use_query};
use crate::features::actions::guided;
use crate::features::card_state::{badge_of, state_text};
use crate::features::query_section::{failure, load_state};
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::{Button, Kind};
use crate::ui::copy::CopyButton;
use crate::ui::dialog::Dialog;
use crate::ui::feedback::{Advice, Skeleton};
use crate::ui::field::Checkbox;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::action::{CardAction, Consequence};
use gsl_model::carrier::Carrier;
use gsl_model::wire::{RealNamed, SimCard};
use std::rc::Rc;

/// The dialog; closed until the address says otherwise.
#[must_use]
pub fn draw(dialogs: CardDialogs) -> AnyView {
    let dialog = ActionDialog::new(dialogs);
    dialogs.panel.set(Some(Callback::new(move |card| {
        guided::reset_panel(dialog, card)
    })));
    let app = dialog.app;
    let m = app.messages();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(dialog.now.with(Option::is_some)));
    let title = Signal::derive(move || {
        let name = dialog
            .now
            .get()
            .map_or("", |(action, _)| facts::name(app, action));
        let card = dialog.card.with(|card| card.as_deref().map(number));
        (texts(app).title)(name, &card.unwrap_or_default())
    });
    view! {
        <Dialog
            open=open
            title=title
            close_label=m.common.close
            on_close=Callback::new(move |()| dialog.close())
            footer=move || footer(dialog)
        >
            <div class="act">{body(dialog)}</div>
        </Dialog>
    }
}

fn body(dialog: ActionDialog) -> AnyView {
    let known = Memo::new(move |_| dialog.card.with(Option::is_some));
    (move || {
        let Some((action, id)) = dialog.now.get() else {
            return ().into_view();
        };
        if !known.get() {
            let state = load_state(dialog.query);
            let label = dialog.app.messages().common.loading;
            return view! {
                {failure(state)}
                {move || state.error.with(Option::is_none).then(|| view! { <Skeleton rows=4 label=label /> })}
            };
        }
        let content = match action {
            CardAction::ResetNetwork => guided::reset_view(dialog, id),
            CardAction::Lost => guided::lost_view(dialog, id),
            CardAction::QueryRealName => real_name(dialog, id),
            _ => ask(dialog, action),
        };
        view! { {summary(dialog)} {content} }
    })
    .into_view()
}

fn footer(dialog: ActionDialog) -> AnyView {
    let app = dialog.app;
    let m = app.messages();
    let close = Callback::new(move |()| dialog.close());
    (move || {
        let Some((action, _)) = dialog.now.get() else {
            return ().into_view();
        };
        let asks = !matches!(action, CardAction::ResetNetwork | CardAction::Lost | CardAction::QueryRealName);
        if !asks {
            return view! { <Button on_click=close>{m.common.close}</Button> };
        }
        let kind = match action.consequence() {
            Consequence::Reversible => Kind::Primary,
            Consequence::Irreversible | Consequence::Destructive => Kind::Danger,
        };
        let reason = Signal::derive(move || dialog.reason());
        view! {
            <Button on_click=close>{m.common.cancel}</Button>
            <Button kind=kind disabled_reason=reason on_click=Callback::new(move |()| dialog.send())>
                {(texts(app).submit)(facts::name(app, action))}
            </Button>
        }
    })
    .into_view()
}

/// State, carrier and plan of the card, as they are now.
fn summary(dialog: ActionDialog) -> AnyView {
    let app = dialog.app;
    (move || {
        dialog.card.get().map(|card| {
            let carrier = (app.messages().rules.carrier)(Carrier::of(&card));
            let plan = card.price_plan_name.clone();
            view! {
                <p class="row">
                    <StatusBadge kind=badge_of(&card) text=state_text(app, &card) />
                    <span>{carrier}</span>
                    {plan.map(|plan| view! { <span class="muted">{plan}</span> })}
                </p>
            }
        })
    })
    .into_view()
}

/// An action that makes a work order.
fn ask(dialog: ActionDialog, action: CardAction) -> AnyView {
    let app = dialog.app;
    let t = texts(app);
    let refusal = move || {
        dialog.refusal(action).map(|why| {
            view! { <Advice kind=Status::Bad><p><b>{(t.not_now)(facts::name(app, action))}</b></p><p>{why}</p></Advice> }
        })
    };
    let tick = (t.irreversible)(action).map(|label| {
        let change = Callback::new(move |on| dialog.ticked.set(on));
        view! { <Checkbox label=label checked=dialog.ticked on_change=change /> }
    });
    let what = dialog
        .card
        .get_untracked()
        .map(|card| about(dialog, action, &card));
    // Drawn once: refreshing the card must not discard the input.
    view! {
        {refusal}
        {what}
        {dialog.form.view()}
        {tick}
        {dialog.mutation.failure()}
    }
}

/// Effect, duration, notes.
fn about(dialog: ActionDialog, action: CardAction, card: &Rc<SimCard>) -> AnyView {
    let app = dialog.app;
    let t = texts(app);
    let carrier = Carrier::of(card);
    let mut mind: Vec<AnyView> = (t.mind)(action, carrier)
        .iter()
        .map(|line| view! { <li>{*line}</li> })
        .collect();
    if action == CardAction::Suspend {
        mind.push(view! { <li>{t.suspend_many}</li> });
    }
    match (action, carrier.apn()) {
        (CardAction::Activate, Some(apn)) => mind.push(
            view! {
                <li>
                    {app.messages().card().apn}" "<span class="mono">{apn}</span>
                    <CopyButton text=apn label=app.messages().check().copy_apn copied_label=app.messages().common.copied />
                </li>
            },
        ),
        (CardAction::Rebind, _) => mind.extend(
            card.imei_bind_remain_times
                .filter(|_| carrier == Carrier::Telecom)
                .map(|left| view! { <li><b>{(t.rebinds_left)(left)}</b></li> }),
        ),
        _ => {}
    }
    view! {
        <dl class="facts">
            <div><dt>{t.effect_label}</dt><dd>{(t.effect)(action, carrier)}</dd></div>
            <div><dt>{t.duration_label}</dt><dd>{facts::duration(app, action, card)}</dd></div>
            {(!mind.is_empty()).then(|| view! { <div><dt>{t.mind_label}</dt><dd><ul class="tip-list">{mind}</ul></dd></div> })}
        </dl>
    }
}

/// 查询实名: asked when the button says so.
fn real_name(dialog: ActionDialog, id: i64) -> AnyView {
    let app = dialog.app;
    let t = texts(app);
    let asked = RwSignal::new(false);
    let query = use_query::<RealNamed>(app.client, move || {
        asked.get().then(|| calls::real_named(id))
    });
    let state = load_state(query);
    let press = move |()| {
        if asked.get_untracked() {
            query.refetch();
        } else {
            asked.set(true);
        }
    };
    let reason = Signal::derive(move || {
        dialog.refusal(CardAction::QueryRealName).or_else(|| {
            state
                .loading
                .get()
                .then(|| app.messages().common.loading.to_owned())
        })
    });
    let why = move || {
        dialog
            .refusal(CardAction::QueryRealName)
            .map(|why| view! { <Advice kind=Status::Bad><p>{why}</p></Advice> })
    };
    let answer = move || {
        query.data().map(|answer| match answer.real_named {
            Some(done) => {
                let kind = if done { Status::Ok } else { Status::Idle };
                view! { <StatusBadge kind=kind text=(t.real_named)(done) /> }
            }
            None => view! { <span>{t.real_named_unknown}</span> },
        })
    };
    let what = dialog
        .card
        .get_untracked()
        .map(|card| about(dialog, CardAction::QueryRealName, &card));
    view! {
        {why}
        {what}
        <p class="small muted">{t.real_name_note}</p>
        <p class="row">
            <Button icon=IconName::Refresh disabled_reason=reason on_click=Callback::new(press)>{facts::name(app, CardAction::QueryRealName)}</Button>
            <span role="status">{answer}</span>
        </p>
        {failure(state)}
    }
}
