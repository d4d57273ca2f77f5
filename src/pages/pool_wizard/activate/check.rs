//! Step 2: what would happen, what is refused and why, the total before and after, send (Q13.9).

use super::ActivateWizard;
use super::entries::count;
use crate::api::pool_wizard_calls as calls;
use crate::features::pools::frame::{change, texts};
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{at, facts, panel};
use crate::i18n::format;
use crate::routes::pool_wizard::ActivationMethod;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::ui::field::Checkbox;
use crate::view::prelude::*;
use gsl_model::state::SimStatus;
use gsl_model::units::Megabytes;
use gsl_model::wire::{ActivateAnswer, RefusedNumber, decode};

/// Why it cannot be sent.
fn blocked_reason(wizard: ActivateWizard) -> Option<String> {
    let t = texts(wizard.app);
    let Some(answer) = wizard.dry.data() else {
        return Some(t.not_checked.to_owned());
    };
    if answer.refused_count > 0 && !wizard.skip.get() {
        return Some(t.refused_first.to_owned());
    }
    if answer.cards == 0 {
        return Some(t.nothing_to_activate.to_owned());
    }
    wizard.sender.reason()
}

/// The step.
pub fn check(wizard: ActivateWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let reason = Signal::derive(move || blocked_reason(wizard));
    let send = Callback::new(move |()| {
        if reason.with_untracked(Option::is_some) {
            return;
        }
        let skip = wizard.skip.get_untracked();
        let Some(mut body) = untrack(move || wizard.request(false, skip)) else {
            return;
        };
        // Exactly the cards that were counted.
        body.picked = untrack(move || wizard.dry.data().map(|answer| answer.picked.clone()));
        let touched: &[&str] = &[calls::WORK_ORDERS, "/v1/sim-cards", calls::POOLS];
        wizard
            .sender
            .send(&calls::activate(wizard.id, &body), touched, move |body| {
                let sent = decode::<ActivateAnswer>(&body)
                    .ok()
                    .and_then(|answer| answer.work_order_id);
                if let Some(number) = sent {
                    app.announce((t.sent_as)(number));
                    wizard.done(number);
                }
            });
    });
    // The number of waiting cards has changed: count again.
    Effect::new(move |_| {
        if wizard.sender.is_outdated() {
            wizard.dry.refetch();
        }
    });
    let content = move || {
        wizard
            .dry
            .data()
            .map_or(AnyView::Nothing, |answer| outcome(wizard, &answer))
    };
    let complete = Memo::new(move |_| wizard.request(true, false).is_some());
    let body = move || {
        if complete.get() {
            part(load_state(wizard.dry), 6, content)
        } else {
            view! { <p>{t.incomplete}</p> }
        }
    };
    let button = move || {
        let cards = wizard.dry.data().map_or(0, |answer| answer.cards);
        (t.activate_cards)(&format::count(cards))
    };
    view! {
        {panel(t.preview_title, body.into_view())}
        {wizard.sender.failure()}
        <div class="row wizard-buttons">
            <Button on_click=Callback::new(move |()| wizard.go(false))>{t.back_to_choose}</Button>
            <Button kind=Kind::Primary disabled_reason=reason on_click=send>{button}</Button>
        </div>
    }
}

fn outcome(wizard: ActivateWizard, answer: &ActivateAnswer) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let cards = format::count(answer.cards);
    let more = answer
        .total_after
        .checked_sub(answer.total_before)
        .unwrap_or_default();
    let under_way = (answer.under_way > 0)
        .then(|| view! { <p>{(t.already_under_way)(&format::count(answer.under_way))}</p> });
    let mut rows = vec![
        (
            t.cards_to_activate,
            view! { <b class="big">{cards.clone()}</b> },
        ),
        (
            t.total_change,
            change(app, answer.total_before, answer.total_after),
        ),
    ];
    let pool = wizard.pool.data();
    let used = pool.as_ref().and_then(|pool| pool.flow_used);
    let left = used.and_then(|used| {
        let left = |total: Megabytes| total.checked_sub(used);
        left(answer.total_before).zip(left(answer.total_after))
    });
    rows.extend(left.map(|(before, after)| (t.left_change, change(app, before, after))));
    rows.push((t.expected, at(answer.expected_time)));
    let stopped = pool
        .and_then(|pool| pool.stopped_quantity)
        .unwrap_or_default();
    let returns = left.filter(|_| stopped > 0 && answer.cards > 0).map(|(_, after)| {
        let stopped = format::count(stopped.into());
        if after > Megabytes::ZERO {
            view! { <p><StatusBadge kind=Status::Ok text=(t.they_return)(&stopped) /></p> }
        } else {
            let missing = Megabytes::ZERO.checked_sub(after).unwrap_or_default();
            view! { <p><StatusBadge kind=Status::Bad text=(t.they_stay)(&stopped, &format::volume(missing)) /></p> }
        }
    });
    view! {
        {facts(rows)}
        {returns}
        <p>{(t.adds)(&cards, &format::volume(more))}</p>
        {under_way}
        {refused(wizard, answer)}
    }
}

/// What is refused, each number with its reason; lists may go on without them.
fn refused(wizard: ActivateWizard, answer: &ActivateAnswer) -> AnyView {
    let t = texts(wizard.app);
    if answer.refused_count == 0 {
        return AnyView::Nothing;
    }
    let all = format::count(answer.refused_count);
    let listed = matches!(
        wizard.view.with_untracked(|view| view.way),
        ActivationMethod::File | ActivationMethod::Input
    );
    let title = if listed {
        (t.numbers_refused)(&all)
    } else {
        (t.segment_broken)(&all)
    };
    let lines = answer
        .refused
        .iter()
        .map(|one| line(wizard, one))
        .collect_view();
    let named = i64::try_from(answer.refused.len()).unwrap_or(i64::MAX);
    let more = usize::try_from(answer.refused_count - named).unwrap_or(0);
    let skip = (listed && answer.cards > 0).then(|| {
        let label = (t.leave_out)(&all, &format::count(answer.cards));
        view! { <p><Checkbox label=label checked=wizard.skip on_change=Callback::new(move |on| wizard.skip.set(on)) /></p> }
    });
    view! {
        <div role="alert">
            <Advice kind=Status::Bad>
                <p><b>{title}</b></p>
                <ul class="wizard-refused">{lines}</ul>
                {(more > 0).then(|| view! { <p>{(t.and_more)(&count(more))}</p> })}
            </Advice>
        </div>
        {skip}
    }
}

fn line(wizard: ActivateWizard, one: &RefusedNumber) -> AnyView {
    let (m, t) = (wizard.app.messages(), texts(wizard.app));
    let state = one
        .sim_status
        .and_then(SimStatus::from_code)
        .map(|status| (m.common.bracket)("", (m.rules.status)(status)));
    let why = (t.refusal)(&one.reason).map_or_else(|| one.reason.clone(), str::to_owned);
    view! { <li><b class="mono">{one.number.clone()}</b>" "{why}{state}</li> }
}
