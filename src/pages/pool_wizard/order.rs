//! A work order that a wizard made: its number, how far it is, and what became of each card.

use super::order_cards;
use crate::api::{pool_wizard_calls as calls, use_query};
use crate::features::polling::poll_interval;
use crate::features::pools::frame::texts;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{at, facts};
use crate::i18n::format;
use crate::platform::timer::Timer;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::copy::CopyButton;
use crate::ui::feedback::{Advice, Progress};
use crate::view::prelude::*;
use gsl_model::wire::WorkOrder;
use gsl_model::work_order::WorkOrderStatus;

const fn badge(status: WorkOrderStatus) -> Status {
    match status {
        WorkOrderStatus::Completed => Status::Ok,
        WorkOrderStatus::Failed | WorkOrderStatus::Rejected => Status::Bad,
        WorkOrderStatus::Cancelled => Status::Idle,
        _ => Status::Warn,
    }
}

/// Polls a work order until it has ended, then reloads what it changed.
#[must_use]
pub fn order(app: App, id: i64) -> AnyView {
    let t = texts(app);
    let query = use_query::<WorkOrder>(app.client, move || Some(calls::work_order(id)));
    let status = Memo::new(move |_| {
        query
            .data()
            .and_then(|order| WorkOrderStatus::from_code(order.status?))
    });
    let ended = Memo::new(move |_| status.get().is_some_and(WorkOrderStatus::is_final));
    let timer = StoredValue::new(None::<Timer>);
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    let cards = order_cards::Cards::new(app, id);
    Effect::new(move |_| {
        let Some(order) = query.data() else { return };
        let again = (!ended.get()).then(|| {
            Timer::after(poll_interval(app, order.expected_time), move || {
                query.refetch();
                cards.refetch();
            })
        });
        timer.set_value(again);
    });
    Effect::new(move |before: Option<bool>| {
        let now = ended.get();
        if before == Some(false) && now {
            app.client.invalidate(calls::POOLS);
            cards.refetch();
            if let Some(status) = status.get_untracked() {
                app.announce((t.order_state)(status));
            }
        }
        now
    });
    let content = move || {
        let Some(order) = query.data() else {
            return AnyView::Nothing;
        };
        let count = |count: Option<i32>| i64::from(count.unwrap_or(0));
        let (total, good, bad) = (
            count(order.total_count),
            count(order.success_count),
            count(order.fail_count),
        );
        let percent = if total > 0 {
            (good + bad) * 100 / total
        } else {
            0
        };
        let state = status.get().map(|status| {
            view! { <StatusBadge kind=badge(status) text=(t.order_state)(status) /> }
        });
        let number = view! {
            <span class="row">
                <span class="mono">{id}</span>
                <CopyButton text=id.to_string() label=t.copy_number copied_label=app.messages().common.copied />
            </span>
        };
        let why = order.fail_reason.clone().filter(|why| !why.is_empty());
        view! {
            {facts(vec![
                (t.order_number, number.into_view()),
                (t.state, state.unwrap_or(AnyView::Nothing)),
                (t.expected, at(order.expected_time)),
                (t.cards_done, (t.tally)(&format::count(good), &format::count(bad), &format::count(total)).into_view()),
            ])}
            {(!ended.get()).then(|| view! {
                <div class="progress"><Progress label=t.under_way value=u32::try_from(percent).unwrap_or(0) /></div>
                <p class="small muted">{t.under_way_note}</p>
            })}
            {why.map(|why| view! { <Advice kind=Status::Bad><p>{why}</p></Advice> })}
        }
    };
    let id = crate::ui::unique_id("order");
    view! {
        <section class="panel" aria-labelledby=id.clone()>
            <header><h2 id=id>{t.order}</h2></header>
            <div class="pad">
                {part(load_state(query), 4, content)}
            </div>
            {cards.view()}
        </section>
    }
}
