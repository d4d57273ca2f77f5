//! Calls of bulk jobs and of temporary files: the extensions `bulk-jobs.read`, `bulk-jobs.act` and `files`.

use super::{MutationRequest, Request};
use crate::routes::batch::BulkJobView;
use gsl_model::wire::BulkJobRequest;

/// Path prefix of bulk jobs.
pub const BULK_JOBS: &str = "/v1/bulk-jobs";

/// What a job would do (dry run): the service keeps it as a plan.
#[must_use]
pub fn plan(request: &BulkJobRequest) -> MutationRequest {
    Request::post(BULK_JOBS, request)
}

/// Everything a plan leaves out, as CSV; `language` is `zh` or `en`.
#[must_use]
pub fn excluded(plan: i64, language: &str) -> Request {
    let path = format!("{BULK_JOBS}/excluded.csv?language={language}");
    Request::post(path, &BulkJobRequest::of_plan(plan)).reading()
}

/// Makes the job of a plan.
#[must_use]
pub fn make(plan: i64) -> MutationRequest {
    Request::post(BULK_JOBS, &BulkJobRequest::of_plan(plan))
}

/// The last jobs, newest first.
#[must_use]
pub fn jobs(limit: u32) -> Request {
    Request::get(BULK_JOBS).with("limit", limit.to_string())
}

/// A job with its progress.
#[must_use]
pub fn job(id: i64) -> Request {
    Request::get(format!("{BULK_JOBS}/{id}"))
}

/// Its cards with their results.
#[must_use]
pub fn items(view: &BulkJobView, limit: u32) -> Request {
    filtered(Request::get(format!("{BULK_JOBS}/{}/items", view.id)), view)
        .with("limit", limit.to_string())
        .with("offset", view.page.0.to_string())
}

/// The same as CSV, all of it; `language` is `zh` or `en`.
#[must_use]
pub fn items_csv(view: &BulkJobView, language: &str) -> Request {
    filtered(
        Request::get(format!("{BULK_JOBS}/{}/items.csv", view.id)),
        view,
    )
    .with("language", language)
}

fn filtered(request: Request, view: &BulkJobView) -> Request {
    match view.state {
        Some(state) => request.with("status", state.key()),
        None => request,
    }
}

/// Cancels what has not been started.
#[must_use]
pub fn cancel(id: i64) -> MutationRequest {
    Request::post_empty(format!("{BULK_JOBS}/{id}/cancel"))
}

/// A new job for the cards that failed.
#[must_use]
pub fn retry(id: i64) -> MutationRequest {
    Request::post_empty(format!("{BULK_JOBS}/{id}/retry"))
}

/// A new job that takes back what a job did.
#[must_use]
pub fn undo(id: i64) -> MutationRequest {
    Request::post_empty(format!("{BULK_JOBS}/{id}/undo"))
}

/// Keeps a list of cards for a day. The same list has the same number.
#[must_use]
pub fn keep_file(file: web_sys::Blob) -> MutationRequest {
    Request::upload("/v1/files", file)
}
