//! Step 2: every rule for every order, passed or failed, and the pool's new total.

use super::JoinWizard;
use crate::features::pools::frame::{change, texts};
use crate::features::pools::rules;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{at, day, facts, panel};
use crate::i18n::format;
use crate::routes::pool_wizard::JoinStep;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::units::Megabytes;
use gsl_model::wire::JoinCheckAnswer;

/// Up to this many orders are shown unfolded; beyond it only those that fail.
const UNFOLDED: usize = 3;

/// Why the next step cannot be taken; None when every rule is kept.
pub fn blocked_reason(join: JoinWizard) -> Option<String> {
    let t = texts(join.app);
    if !join.chosen() {
        return Some(t.choose_first.to_owned());
    }
    match join.check.data() {
        None => Some(t.not_checked.to_owned()),
        Some(answer) if !answer.passed => Some(t.rules_broken.to_owned()),
        Some(_) => None,
    }
}

/// The step.
pub fn check(join: JoinWizard) -> AnyView {
    let app = join.app;
    let t = texts(app);
    let announced = Memo::new(move |_| join.check.data().map(|answer| verdict(join, &answer)));
    Effect::new(move |_| {
        if let Some(text) = announced.get() {
            app.announce(text);
        }
    });
    let content = move || {
        join.check.data().map_or(AnyView::Nothing, |answer| {
            let few = answer.orders.len() <= UNFOLDED;
            let orders = answer
                .orders
                .iter()
                .map(|order| rules::order(app, order, few))
                .collect_view();
            let kind = if answer.passed {
                Status::Ok
            } else {
                Status::Bad
            };
            let told = verdict(join, &answer);
            view! {
                <Advice kind=kind><p><b>{told}</b></p></Advice>
                <div class="wizard-orders">{orders}</div>
                {summary(join, &answer)}
            }
        })
    };
    let next = Signal::derive(move || blocked_reason(join));
    let none = (!untrack(move || join.chosen())).then(|| view! { <p>{t.nothing_chosen}</p> });
    view! {
        {panel(t.pre_check, view! {
            <p class="small muted">{t.pre_check_note}</p>
            {none}
            {move || join.chosen().then(|| part(load_state(join.check), 8, content))}
        })}
        <div class="row wizard-buttons">
            <Button on_click=Callback::new(move |()| join.go(JoinStep::Choose))>{t.back_to_choose}</Button>
            <Button kind=Kind::Primary disabled_reason=next on_click=Callback::new(move |()| join.go(JoinStep::Confirm))>
                {t.to_confirm}
            </Button>
        </div>
    }
}

fn verdict(join: JoinWizard, answer: &JoinCheckAnswer) -> String {
    let t = texts(join.app);
    let broken = answer.orders.iter().filter(|order| !order.passed).count();
    let of = |n: usize| format::count(i64::try_from(n).unwrap_or(i64::MAX));
    if broken == 0 {
        (t.all_pass)(&of(answer.orders.len()))
    } else {
        (t.some_fail)(&of(broken), &of(answer.orders.len()))
    }
}

/// Cards, totals and dates.
pub fn summary(join: JoinWizard, answer: &JoinCheckAnswer) -> AnyView {
    let app = join.app;
    let t = texts(app);
    let before = answer.total_before.unwrap_or(Megabytes::ZERO);
    let after = answer.total_after.unwrap_or(before);
    view! {
        {facts(vec![
            (t.joining_cards, format::count(answer.cards).into_view()),
            (t.joining_active, format::count(answer.activated).into_view()),
            (t.total_change, change(app, before, after)),
            (t.expected, at(answer.expected_time)),
            (t.effective_by, day(answer.effective_by)),
        ])}
        <p class="small muted">{t.only_active}</p>
    }
}
