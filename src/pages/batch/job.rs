//! One bulk job: its progress, the result of each card, cancelling, retrying the failed ones.

use super::cells;
use super::items::items;
use super::preview::{act_name, reasons};
use crate::api::{bulk_calls, use_query, work_calls};
use crate::features::background_tasks::{BackgroundTasks, background_tasks};
use crate::features::instants;
use crate::features::mutation::Mutation;
use crate::features::polling::{note, while_running};
use crate::features::query_section::{list_load_state, part};
use crate::i18n::batch::{batch, word};
use crate::i18n::format;
use crate::platform::dom::fresh_key;
use crate::routes::Route;
use crate::routes::batch::{BatchView, BulkJobView};
use crate::state::{App, app};
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::dialog::Dialog;
use crate::view::prelude::*;
use gsl_model::wire::{BulkJob, BulkPlan, decode};
use std::rc::Rc;

/// What a job changes: reloaded after it.
const TOUCHED: [&str; 4] = [
    "/v1/sim-cards",
    work_calls::WORK_ORDERS,
    bulk_calls::BULK_JOBS,
    "/v1/orders",
];

/// The page.
#[component]
pub fn BulkJobPage(
    /// Number.
    id: i64,
) -> impl IntoView {
    let app = app();
    let t = batch(app.locale.get_untracked());
    let view = Memo::new(move |_| match app.nav.route() {
        Route::BulkJob(view) if view.id == id => view,
        _ => BulkJobView {
            id,
            ..BulkJobView::default()
        },
    });
    let query = use_query::<BulkJob>(app.client, move || Some(bulk_calls::job(id)));
    let job = Memo::new(move |_| query.data());
    let running =
        Memo::new(move |_| job.with(|job| job.as_ref().is_some_and(|job| cells::is_open(job))));
    while_running(app, running, Callback::new(move |()| query.refetch()));
    // Cards have changed while it ran; the lists that show them ask again.
    Effect::new(move |was: Option<bool>| {
        let now = running.get();
        if was == Some(true) && !now {
            app.client.invalidate("/v1/sim-cards");
            job.with_untracked(|job| {
                if let Some(job) = job {
                    app.announce((t.changed)(id, &cells::state(app, job)));
                }
            });
        }
        now
    });
    let name = move || job.with(|job| job.as_ref().map(|job| act_name(app, &job.action)));
    let state = list_load_state(query);
    let content = move || match job.get() {
        Some(job) => facts(app, &job),
        None => ().into_view(),
    };
    let new = app.nav.href(&Route::Batch(BatchView::default()));
    view! {
        <div class="head">
            <div>
                <nav class="crumbs" aria-label=t.title><a href=new.clone()>{t.title}</a></nav>
                <h1 tabindex="-1">{(t.job)(id)}</h1>
                <p>{name}</p>
            </div>
            <div class="actions">
                {note(app, running, t.live)}
                <ButtonLink href=new>{t.another}</ButtonLink>
                {cancel(app, id, job)}
                {undo(app, id, job)}
                {retry(app, id, job)}
            </div>
        </div>
        <section class="panel work-facts"><div class="pad">{part(state, 3, content)}</div></section>
        <h2 class="work-items">{t.items}</h2>
        {items(app, view, job, running)}
    }
}

fn facts(app: App, job: &BulkJob) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let row = |name: &'static str, value: AnyView| {
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
    };
    let link = |route: Route, text: String| {
        let href = app.nav.href(&route);
        view! { <a class="mono" href=href>{text}</a> " " }
    };
    let orders = job.work_order_ids.iter().flatten();
    let orders: Vec<AnyView> = orders
        .map(|id| link(Route::work_order(*id), id.to_string()))
        .collect();
    // Up to two hundred: they take the whole width.
    let orders = (!orders.is_empty()).then(
        || view! { <div class="whole"><dt>{t.orders}</dt><dd>{AnyView::Many(orders)}</dd></div> },
    );
    let of_order = job
        .order_id
        .map(|id| row(t.of_order, link(Route::order(id), id.to_string())));
    let retry_of = job
        .retry_of
        .map(|id| row(t.retry_of, link(Route::bulk_job(id), id.to_string())));
    let why = |title: &'static str, groups: Option<&Vec<gsl_model::wire::BulkExcluded>>| {
        let groups = groups.filter(|groups| !groups.is_empty())?;
        Some(
            view! { <details class="batch-why"><summary>{title}</summary>{reasons(app, groups)}</details> },
        )
    };
    view! {
        <dl class="facts work-grid">
            {row(t.state, cells::badge(app, job))}
            {row(t.progress, cells::progress(app, job))}
            {row(t.total, format::count(job.total).into_view())}
            {row(t.selection, word(t.selection_name, &job.selection).to_owned().into_view())}
            {row(t.created, instants::instant(app, job.create_time))}
            {row(t.finished, instants::instant(app, job.finish_time))}
            {row(t.expected, instants::instant(app, job.expected_time))}
            {of_order}
            {orders}
            {retry_of}
        </dl>
        {why(t.failed_why, job.failed_reasons.as_ref())}
        {why(t.excluded_why, job.excluded_reasons.as_ref())}
    }
}

type Job = Memo<Option<Rc<BulkJob>>>;

fn cancel(app: App, id: i64, job: Job) -> AnyView {
    let m = app.messages();
    let t = batch(app.locale.get_untracked());
    let open = RwSignal::new(false);
    let mutation = Mutation::new();
    let not_now = Signal::derive(move || {
        let why = job.with(|job| match job {
            Some(job) if job.cancellable => None,
            Some(job) if cells::is_open(job) && job.action == "replace" => {
                Some(t.paid_for.to_owned())
            }
            Some(job) if cells::is_open(job) => Some(t.cancelling.to_owned()),
            _ => Some(t.over.to_owned()),
        });
        app.read_only().or(why)
    });
    let really = Callback::new(move |()| {
        mutation.run(
            app,
            bulk_calls::cancel(id),
            &TOUCHED,
            Box::new(move |_| {
                open.set(false);
                app.announce((t.cancelled)(id));
            }),
        );
    });
    let close = Callback::new(move |()| open.set(false));
    let ask = Callback::new(move |()| {
        mutation.error.set(None);
        open.set(true);
    });
    let open_job =
        Memo::new(move |_| job.with(|job| job.as_ref().is_some_and(|job| cells::is_open(job))));
    view! {
        {move || open_job.get().then(|| view! { <Button disabled_reason=not_now on_click=ask>{t.cancel}</Button> })}
        <Dialog
            open=open
            title=(t.cancel_title)(id)
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=close>{t.cancel_keep}</Button>
                <Button kind=Kind::Danger disabled_reason=Signal::derive(move || mutation.reason(app)) on_click=really>{t.cancel}</Button>
            }
        >
            <p>{t.cancel_text}</p>
            {mutation.failure()}
        </Dialog>
    }
}

/// The button that takes back what the job did, once it is over.
fn undo(app: App, id: i64, job: Job) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let mutation = Mutation::new();
    let background_tasks = background_tasks();
    let key = StoredValue::new(fresh_key());
    let wait = Signal::derive(move || mutation.reason(app));
    let undoable = Memo::new(move |_| job.with(|job| job.as_ref().is_some_and(|job| job.undoable)));
    let press = Callback::new(move |()| {
        let call = bulk_calls::undo(id).once(key.get_value());
        let done = move |body: String| follow_up(app, background_tasks, &body);
        mutation.run(app, call, &TOUCHED, Box::new(done));
    });
    let button = move || {
        let button = || view! { <Button disabled_reason=wait on_click=press>{t.undo}</Button> };
        undoable.get().then(button)
    };
    view! { {button} {mutation.failure()} }
}

/// Leads to the job that was made.
fn follow_up(app: App, background_tasks: BackgroundTasks, body: &str) {
    let made = decode::<BulkPlan>(body).ok();
    if let Some(made) = made.and_then(|plan| plan.bulk_job_id) {
        background_tasks.wait_for(background_tasks.jobs, made);
        app.nav.go(&Route::bulk_job(made));
    }
}

fn retry(app: App, id: i64, job: Job) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let mutation = Mutation::new();
    let background_tasks = background_tasks();
    // One job however often it is pressed.
    let key = StoredValue::new(fresh_key());
    let not_now = Signal::derive(move || {
        let why = job.with(|job| match job {
            Some(job) if job.retryable => None,
            Some(job) if cells::is_open(job) => Some(t.retry_not_over.to_owned()),
            _ => Some(t.retry_none.to_owned()),
        });
        why.or_else(|| mutation.reason(app))
    });
    let failed = move || format::count(job.with(|job| job.as_ref().map_or(0, |job| job.failed)));
    let again = Callback::new(move |()| {
        mutation.run(
            app,
            bulk_calls::retry(id).once(key.get_value()),
            &TOUCHED,
            Box::new(move |body| follow_up(app, background_tasks, &body)),
        );
    });
    let any = Memo::new(move |_| job.with(|job| job.as_ref().is_some_and(|job| job.failed > 0)));
    let button = move || {
        any.get().then(|| {
            view! { <Button kind=Kind::Primary disabled_reason=not_now on_click=again>{move || (t.retry)(&failed())}</Button> }
        })
    };
    view! { {button} {mutation.failure()} }
}
