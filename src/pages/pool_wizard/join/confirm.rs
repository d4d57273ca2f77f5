//! Step 3: what it means and cannot be undone, the name, send.

use super::{JoinWizard, check};
use crate::api::pool_wizard_calls as calls;
use crate::features::pools::frame::texts;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::panel;
use crate::routes::pool_wizard::JoinStep;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::ui::field::{Checkbox, Input};
use crate::view::prelude::*;
use gsl_model::label::{self, LabelError};
use gsl_model::wire::{JoinRequest, PoolWorkOrder, decode};

/// What is wrong with a name; None when nothing is.
fn validation_error(join: JoinWizard) -> Option<String> {
    let t = texts(join.app);
    Some(match join.name.with(|name| label::pool_name(name).err())? {
        LabelError::Empty => t.name_empty.to_owned(),
        LabelError::NotText(bad) => (join.app.messages().common.not_text)(bad),
        LabelError::TooLong { .. } | LabelError::NotAllowed(_) => t.name_long.to_owned(),
    })
}

/// The step.
pub fn confirm(join: JoinWizard) -> AnyView {
    let app = join.app;
    let t = texts(app);
    let agreed = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let blocked_reason = Signal::derive(move || {
        if let Some(why) = check::blocked_reason(join) {
            return Some(why);
        }
        if !agreed.get() {
            return Some(t.agree_first.to_owned());
        }
        join.sender.reason()
    });
    let send = Callback::new(move |()| {
        tried.set(true);
        let named = join.into.is_some() || untrack(move || validation_error(join)).is_none();
        if !named || blocked_reason.with_untracked(Option::is_some) {
            return;
        }
        let view = join.view.get_untracked();
        let request = calls::join(
            join.into,
            &JoinRequest {
                pool_name: join
                    .into
                    .is_none()
                    .then(|| join.name.with_untracked(|name| name.trim().to_owned())),
                sim_pool_id: None,
                order_ids: view.orders,
                sim_card_ids: view.cards,
            },
        );
        join.sender
            .send(&request, &[calls::WORK_ORDERS], move |body| {
                if let Ok(sent) = decode::<PoolWorkOrder>(&body) {
                    app.announce((t.sent_as)(sent.work_order_id));
                    join.done(sent.work_order_id, sent.pool_id);
                }
            });
    });
    let error = move || {
        let shown = tried.get() || join.name.with(|name| !name.trim().is_empty());
        shown.then(|| validation_error(join)).flatten()
    };
    let name = join.into.is_none().then(|| {
        view! {
            <Input
                label=t.name
                value=join.name
                on_input=Callback::new(move |name| join.name.set(name))
                on_enter=send
                hint=t.name_hint
                error=MaybeProp::derive(error)
            />
        }
    });
    let summary = move || {
        join.check
            .data()
            .map_or(AnyView::Nothing, |answer| check::summary(join, &answer))
    };
    let (title, button) = match join.into {
        None => (t.confirm_new, t.create),
        Some(_) => (t.confirm_join, t.add_members),
    };
    let meaning = t.meaning.iter().map(|line| view! { <li>{*line}</li> });
    view! {
        {panel(title, view! {
            {name}
            {move || join.chosen().then(|| part(load_state(join.check), 4, summary))}
            <Advice kind=Status::Warn>
                <p><b>{t.meaning_title}</b></p>
                <ul class="wizard-meaning">{meaning.collect_view()}</ul>
            </Advice>
            <p><Checkbox label=t.agree checked=agreed on_change=Callback::new(move |on| agreed.set(on)) /></p>
            {join.sender.failure()}
        })}
        <div class="row wizard-buttons">
            <Button on_click=Callback::new(move |()| join.go(JoinStep::Check))>{t.back_to_check}</Button>
            <Button kind=Kind::Primary disabled_reason=blocked_reason on_click=send>{button}</Button>
        </div>
    }
}
