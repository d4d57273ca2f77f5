//! The steps of an order: states reached with their dates, later ones with the expected day (Q6.1).

use super::order_data::OrderData;
use crate::features::orders::{state, state_name, status_of, type_of, waits_for_payment};
use crate::i18n::format;
use crate::platform::clock;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::time::Time;
use gsl_model::wire::{Order, OrderDetail};
use gsl_model::{workday, zone};

struct Step {
    name: String,
    reached: Option<Time>,
    expected: Option<Time>,
    class: &'static str,
    current: bool,
}

/// The stepper and its notes.
pub fn steps(data: OrderData, detail: &OrderDetail) -> AnyView {
    let t = data.t;
    let order = &detail.order;
    let mut lines = lines(data, detail);
    // A day that several steps share stands at the last of them.
    let days: Vec<Option<String>> = lines
        .iter()
        .map(|step| step.expected.map(|at| format::service_date(at.0)))
        .collect();
    for (at, step) in lines.iter_mut().enumerate() {
        if days
            .get(at)
            .is_some_and(|day| days.get(at + 1) == Some(day))
        {
            step.expected = None;
        }
    }
    let lines = lines.into_iter().map(|step| {
        let reached = step.class == "done" || step.class == "bad";
        let when = match (step.reached, step.expected) {
            (Some(Time(at)), _) => {
                view! { <span title=format::instant_full(at)>{format::instant(at)}</span> }
            }
            (None, Some(Time(at))) => view! {
                <span title=format::instant_full(at)>{(t.expected_on)(&format::service_date(at))}</span>
            },
            (None, None) => ().into_view(),
        };
        let said = if reached { t.reached } else { t.waits };
        view! {
            <li class=step.class aria-current=step.current.then_some("step")>
                <b>{step.name}<span class="sr-only">" "{said}</span></b>
                {when}
            </li>
        }
    });
    let notes = notes(data, order)
        .into_iter()
        .map(|note| view! { <p class="small muted">{note}</p> });
    let failed = failure(data, order);
    view! {
        {failed}
        <section class="panel" aria-label=t.steps>
            <div class="pad">
                <ol class="order-steps" aria-label=t.steps>{lines.collect_view()}</ol>
                {notes.collect_view()}
            </div>
        </section>
    }
}

fn failure(data: OrderData, order: &Order) -> Option<AnyView> {
    let t = data.t;
    let what = state(data.app, order);
    let why = order
        .fail_reason
        .clone()
        .unwrap_or_else(|| t.no_reason.to_owned());
    let text = format!("{}: {why}", t.reason);
    status_of(order)?.shows_failure().then(|| {
        view! { <Advice kind=Status::Bad><p><b>{what.clone()}</b>" "{text.clone()}</p></Advice> }
    })
}

fn lines(data: OrderData, detail: &OrderDetail) -> Vec<Step> {
    let t = data.t;
    let order = &detail.order;
    let kind = type_of(order);
    let status = status_of(order);
    let mut lines = vec![Step {
        name: t.placed.to_owned(),
        reached: order.create_time,
        expected: None,
        class: "done",
        current: false,
    }];
    let ended_early =
        status.is_some_and(|status| status.is_final() && status != OrderStatus::Completed);
    let at = detail
        .steps
        .iter()
        .position(|step| Some(step.order_status) == order.order_status);
    for (index, step) in detail.steps.iter().enumerate() {
        let reached = match at {
            Some(at) => index <= at,
            None => step.reached_time.is_some(),
        };
        // A finished order has no further steps.
        if ended_early && !reached {
            continue;
        }
        let name = if step.order_status == OrderStatus::Completed.code() {
            t.done.to_owned()
        } else {
            state_name(data.app, Some(step.order_status), kind)
        };
        lines.push(Step {
            name,
            reached: step.reached_time.filter(|_| reached),
            expected: step.expected_time,
            class: if reached { "done" } else { "" },
            current: at == Some(index),
        });
    }
    if ended_early {
        lines.push(Step {
            name: state(data.app, order),
            reached: detail.finish_time,
            expected: None,
            class: "bad",
            current: true,
        });
    }
    lines
}

fn notes(data: OrderData, order: &Order) -> Vec<String> {
    let t = data.t;
    let mut notes = Vec::new();
    let Some(status) = status_of(order).filter(|status| !status.is_final()) else {
        return notes;
    };
    if waits_for_payment(order).is_ok() {
        notes.push(t.not_paid_note.to_owned());
        if let Some(Time(at)) = order.pay_before {
            notes.push((t.pay_before)(&format::instant(at)));
        }
    } else if let Some(Time(at)) = order.expected_time
        && status != OrderStatus::Shipped
    {
        // The day itself stands at its step.
        let left = working_days_until(at);
        if left > 0 {
            notes.push((t.working_days)(left));
        }
    }
    match type_of(order) {
        Some(OrderType::Purchase) if status != OrderStatus::Shipped => {
            notes.push(t.shipping_note.to_owned());
            notes.push(t.logistics_later.to_owned());
        }
        Some(kind) if kind.is_renewal() && order.expected_time.is_none() => {
            notes.push(t.renewal_note.to_owned());
        }
        _ => {}
    }
    notes
}

/// Working days after today up to the day of an instant.
fn working_days_until(at: chrono::DateTime<chrono::Utc>) -> u32 {
    let until = zone::today(at);
    let mut day = zone::today(clock::now());
    let mut left = 0;
    while day < until && left < 99 {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        left += u32::from(workday::is_working_day(day));
    }
    left
}
