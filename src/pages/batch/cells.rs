//! Cells that the list of jobs and a job's page share.

use crate::i18n::batch::{batch, word};
use crate::i18n::format;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::meter::Meter;
use crate::view::prelude::*;
use gsl_model::wire::BulkJob;

/// Whether it is still in progress.
pub fn is_open(job: &BulkJob) -> bool {
    job.finish_time.is_none()
}

/// State in words.
pub fn state(app: App, job: &BulkJob) -> String {
    let t = batch(app.locale.get_untracked());
    let known = if job.unpaid {
        t.unpaid
    } else {
        word(t.state_name, &job.state)
    };
    known.to_owned()
}

/// State as a mark.
pub fn badge(app: App, job: &BulkJob) -> AnyView {
    let kind = match job.state.as_str() {
        "succeeded" => Status::Ok,
        "failed" | "partly_failed" => Status::Bad,
        "cancelled" => Status::Idle,
        _ => Status::Warn,
    };
    view! { <StatusBadge kind=kind text=state(app, job) /> }
}

/// Cards decided of those to act on.
pub fn done(job: &BulkJob) -> (i64, i64) {
    (
        job.succeeded + job.failed + job.cancelled,
        job.total - job.excluded,
    )
}

/// A bar: how many cards are decided.
pub fn progress(app: App, job: &BulkJob) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let (done, total) = done(job);
    let text = (t.part_way)(&format::count(done), &format::count(total));
    view! { <span class="use"><span>{text.clone()}</span><Meter used=done total=total label=text /></span> }
}
