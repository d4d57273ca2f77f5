//! The activity feed: recent actions with their results, from the work orders and bulk jobs of the service. A bulk job and
//! its work orders are one line.

use crate::api::{bulk_calls, use_query, work_calls};
use crate::features::instants;
use crate::features::query_section::{list_load_state, part};
use crate::i18n::activity::{Activity, activity};
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::work::WorkOrdersView;
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::names::Language;
use gsl_model::time::Time;
use gsl_model::wire::{BulkJob, BulkJobList, WorkOrder, WorkOrderList, extension};
use gsl_model::work_order::{WorkOrderSource, WorkOrderStatus, WorkOrderType};

/// Rows shown.
const SHOWN: usize = 8;
/// Work orders and jobs asked for: those of jobs fall out.
const ASKED: u32 = 20;

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
    at: Option<Time>,
    what: String,
    who: String,
    page: Route,
    result: String,
    kind: Status,
}

/// The section, with the way to all work orders.
#[must_use]
pub fn feed(app: App) -> AnyView {
    let t = activity(app.locale.get_untracked());
    let orders = use_query::<WorkOrderList>(app.client, || {
        Some(work_calls::work_orders(&WorkOrdersView::default(), ASKED))
    });
    let jobs = use_query::<BulkJobList>(app.client, move || {
        let offered = app.client.has(extension::BULK_JOBS_READ);
        offered.then(|| bulk_calls::jobs(ASKED))
    });
    let events = Memo::new(move |_| {
        let (orders, jobs) = (orders.data(), jobs.data());
        let orders = orders.as_ref().map_or(&[][..], |list| &list.work_orders);
        let jobs = jobs.as_ref().map_or(&[][..], |list| &list.bulk_jobs);
        newest(t, app.locale.get_untracked().language(), orders, jobs)
    });
    let all = app.nav.href(&Route::WorkOrders(WorkOrdersView::default()));
    let rows = move || {
        if events.with(Vec::is_empty) {
            return view! { <p class="pad muted">{t.none}</p> };
        }
        let rows = events.get().into_iter().map(|event| row(app, event));
        view! { <ul class="activity">{rows.collect_view()}</ul> }
    };
    view! {
        <section class="panel" aria-labelledby="activity">
            <header>
                <h2 id="activity">{t.title}</h2>
                <span class="grow"></span>
                <a href=all>{t.all}</a>
            </header>
            {part(list_load_state(orders), 4, rows)}
        </section>
    }
}

fn row(app: App, event: Event) -> AnyView {
    let href = app.nav.href(&event.page);
    let mark = match event.kind {
        Status::Ok => IconName::Check,
        Status::Bad => IconName::Error,
        Status::Warn | Status::Idle => IconName::Clock,
    };
    view! {
        <li>
            <span class="muted small">{instants::past(app, event.at)}</span>
            <div>
                <p><a href=href>{event.what}</a>" "<span class="muted small">{event.who}</span></p>
                <p class=format!("small activity-result {}", event.kind.class())>{icon(mark)}{event.result}</p>
            </div>
        </li>
    }
}

/// The newest of both, newest first.
fn newest(t: &Activity, language: Language, orders: &[WorkOrder], jobs: &[BulkJob]) -> Vec<Event> {
    // The list of jobs does not tell their work orders: those of several cards that began with one are its.
    let of_job = |order: &WorkOrder| {
        let many = order.work_order_type.and_then(WorkOrderType::from_code);
        let begun = order.create_time;
        jobs.iter().any(|job| {
            let action = CardAction::from_bulk_key(&job.action);
            let kind = action.and_then(|action| action.order_type(true));
            kind.is_some()
                && kind == many
                && job.create_time.zip(begun).is_some_and(|(job, order)| {
                    (order.0 - job.0).num_seconds().abs() <= SAME_TIME_SECONDS
                })
        })
    };
    let orders = orders.iter().filter(|order| !of_job(order));
    let mut events: Vec<Event> = orders
        .map(|order| of_order(t, language, order))
        .chain(jobs.iter().map(|job| job_event(t, language, job)))
        .collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.at.map(|at| at.0)));
    events.truncate(SHOWN);
    events
}

/// A job's work orders are made when it begins.
const SAME_TIME_SECONDS: i64 = 60;

fn of_order(t: &Activity, language: Language, order: &WorkOrder) -> Event {
    let name = order
        .work_order_type
        .and_then(WorkOrderType::from_code)
        .map_or(t.order, |kind| kind.name(language));
    let total = i64::from(order.total_count.unwrap_or(1));
    let (done, failed) = (
        i64::from(order.success_count.unwrap_or_default()),
        i64::from(order.fail_count.unwrap_or_default()),
    );
    let status = order.status.and_then(WorkOrderStatus::from_code);
    let over = status.is_none_or(WorkOrderStatus::is_final);
    let stopped = status == Some(WorkOrderStatus::Cancelled);
    let source = order.work_order_source.and_then(WorkOrderSource::from_code);
    Event {
        at: order.create_time,
        what: (t.what)(name, &format::count(total)),
        who: source.map_or_else(String::new, |source| source.name(language).to_owned()),
        page: Route::work_order(order.id),
        result: result(t, over, stopped, [done, failed, total]),
        kind: kind(over, stopped, failed),
    }
}

fn job_event(t: &Activity, language: Language, job: &BulkJob) -> Event {
    let action = CardAction::from_bulk_key(&job.action);
    let name = action.map_or(t.order, |action| action.bulk_name(language));
    let total = job.total - job.excluded;
    let over = job.finish_time.is_some();
    let stopped = job.state == "cancelled";
    Event {
        at: job.create_time,
        what: (t.what)(name, &format::count(total)),
        who: t.job.to_owned(),
        page: Route::bulk_job(job.bulk_job_id),
        result: result(t, over, stopped, [job.succeeded, job.failed, total]),
        kind: kind(over, stopped, job.failed),
    }
}

fn result(t: &Activity, over: bool, stopped: bool, [done, failed, total]: [i64; 3]) -> String {
    let n = format::count;
    match (over, stopped, failed) {
        (_, true, _) => t.cancelled.to_owned(),
        (false, ..) => (t.part_way)(&n(done + failed), &n(total)),
        (true, false, 0) => t.done.to_owned(),
        (true, false, failed) => (t.outcome)(&n(done), &n(failed)),
    }
}

const fn kind(over: bool, stopped: bool, failed: i64) -> Status {
    match (over, stopped) {
        (_, true) | (false, _) => Status::Idle,
        (true, false) if failed > 0 => Status::Bad,
        (true, false) => Status::Ok,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn at(text: &str) -> Option<Time> {
        Time::parse(text)
    }

    #[test]
    fn newest_first_and_the_work_orders_of_a_job_are_its_one_line() {
        let job = BulkJob {
            bulk_job_id: 5,
            action: "suspend".to_owned(),
            state: "partly_failed".to_owned(),
            total: 290,
            succeeded: 286,
            failed: 4,
            create_time: at("2026-11-24T08:00:00Z"),
            finish_time: at("2026-11-24T09:00:00Z"),
            ..BulkJob::default()
        };
        let order = |id, kind: WorkOrderType, time: &str| WorkOrder {
            id,
            work_order_type: Some(kind.code()),
            status: Some(WorkOrderStatus::Completed.code()),
            total_count: Some(1),
            success_count: Some(1),
            create_time: at(time),
            ..WorkOrder::default()
        };
        let orders = [
            order(1, WorkOrderType::BatchSuspend, "2026-11-24T08:00:10Z"),
            order(2, WorkOrderType::Resume, "2026-11-24T07:00:00Z"),
            order(3, WorkOrderType::Suspend, "2026-11-24T08:30:00Z"),
        ];
        let t = activity(Locale::EnUs);
        let events = newest(t, Language::En, &orders, &[job]);
        let pages: Vec<Route> = events.iter().map(|event| event.page.clone()).collect();
        assert_eq!(
            pages,
            [
                Route::work_order(3),
                Route::bulk_job(5),
                Route::work_order(2)
            ]
        );
        let said: Vec<&str> = events.iter().map(|event| event.result.as_str()).collect();
        assert_eq!(said, ["Done", "286 done, 4 failed", "Done"]);
        assert_eq!(
            events.first().map(|event| event.what.as_str()),
            Some("Suspend, 1 card")
        );
    }
}
