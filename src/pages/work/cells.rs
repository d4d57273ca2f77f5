//! Cells that list and detail share: state, progress, result.

use crate::i18n::{format, work::work};
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::meter::Meter;
use crate::view::prelude::*;
use gsl_model::wire::WorkOrder;
use gsl_model::work_order::{WorkOrderSource, WorkOrderStatus, WorkOrderType};

/// The state; `None` for one the console does not know.
pub fn status_of(order: &WorkOrder) -> Option<WorkOrderStatus> {
    order.status.and_then(WorkOrderStatus::from_code)
}

/// Whether it is still in progress.
pub fn is_open(order: &WorkOrder) -> bool {
    status_of(order).is_some_and(|status| !status.is_final())
}

/// A name, or the code where there is no name for it.
fn named<T>(app: App, code: Option<i32>, known: Option<T>, name: fn(T) -> &'static str) -> String {
    let m = app.messages();
    known.map_or_else(
        || code.map_or_else(|| m.common.unknown.to_owned(), m.card().facts.listed_code),
        |known| name(known).to_owned(),
    )
}

/// Type in words.
pub fn kind(app: App, order: &WorkOrder) -> String {
    let code = order.work_order_type;
    let known = code.and_then(WorkOrderType::from_code);
    named(app, code, known, work(app.locale.get_untracked()).kind_name)
}

/// Source in words.
pub fn source(app: App, order: &WorkOrder) -> String {
    let code = order.work_order_source;
    let known = code.and_then(WorkOrderSource::from_code);
    named(
        app,
        code,
        known,
        work(app.locale.get_untracked()).source_name,
    )
}

/// State in words.
pub fn state(app: App, order: &WorkOrder) -> String {
    named(
        app,
        order.status,
        status_of(order),
        work(app.locale.get_untracked()).state_name,
    )
}

/// State as a mark.
pub fn badge(app: App, order: &WorkOrder) -> AnyView {
    let kind = match status_of(order) {
        Some(WorkOrderStatus::Completed) => Status::Ok,
        Some(WorkOrderStatus::Failed | WorkOrderStatus::Rejected) => Status::Bad,
        Some(
            WorkOrderStatus::Reviewing | WorkOrderStatus::Reviewed | WorkOrderStatus::Processing,
        ) => Status::Warn,
        Some(WorkOrderStatus::Cancelled) | None => Status::Idle,
    };
    view! { <StatusBadge kind=kind text=state(app, order) /> }
}

fn n(count: Option<i32>) -> i64 {
    count.unwrap_or_default().into()
}

/// A bar: how many of the cards are decided.
pub fn progress(app: App, order: &WorkOrder) -> AnyView {
    let w = work(app.locale.get_untracked());
    let (done, total) = (
        n(order.success_count) + n(order.fail_count),
        n(order.total_count),
    );
    bar(
        &(w.done_of)(&format::count(done), &format::count(total)),
        done,
        total,
    )
}

/// A bar with its figures.
pub fn bar(text: &str, done: i64, total: i64) -> AnyView {
    view! {
        <span class="use"><span>{text.to_owned()}</span><Meter used=done total=total label=text /></span>
    }
}

/// The result, in the viewer's language; empty before it has ended.
pub fn result(app: App, order: &WorkOrder) -> String {
    let w = work(app.locale.get_untracked());
    if is_open(order) {
        return String::new();
    }
    match (n(order.success_count), n(order.fail_count)) {
        (0, 0) => order.response.clone().unwrap_or_default(),
        (ok, 0) => (w.all_done)(&format::count(ok)),
        (ok, bad) => (w.outcome)(&format::count(ok), &format::count(bad)),
    }
}
