//! Export tasks (extension `exports`).

use super::{MutationRequest, Request};
use gsl_model::wire::ExportRequest;

/// The endpoint.
pub const EXPORT_TASKS: &str = "/v1/export-tasks";

/// Tasks, newest first, and how long this user has to wait for the next.
#[must_use]
pub fn tasks(page: u32, limit: u32) -> Request {
    Request::get(EXPORT_TASKS)
        .with("limit", limit.to_string())
        .with("offset", page.to_string())
}

/// A task with its progress.
#[must_use]
pub fn task(id: i64) -> Request {
    Request::get(format!("{EXPORT_TASKS}/{id}"))
}

/// Which rows an export has, and how many; the service keeps them for the export.
#[must_use]
pub fn plan(request: &ExportRequest) -> MutationRequest {
    Request::post("/v1/export-plans", request)
}

/// A new task.
#[must_use]
pub fn create(request: &ExportRequest) -> MutationRequest {
    Request::post(EXPORT_TASKS, request)
}

/// Stops a task.
#[must_use]
pub fn cancel(id: i64) -> MutationRequest {
    Request::post_empty(format!("{EXPORT_TASKS}/{id}/cancel"))
}

/// Runs a task again, with current data.
#[must_use]
pub fn retry(id: i64) -> MutationRequest {
    Request::post_empty(format!("{EXPORT_TASKS}/{id}/retry"))
}

/// Removes a task and its file.
#[must_use]
pub fn delete(id: i64) -> MutationRequest {
    Request::delete(format!("{EXPORT_TASKS}/{id}"))
}

/// The file of a task.
#[must_use]
pub fn file(id: i64) -> Request {
    Request::get(format!("{EXPORT_TASKS}/{id}/file"))
}

/// What a list was asked for without its page: the filter of an export of the same rows.
#[must_use]
pub fn filter_of(list: &Request) -> String {
    let (_, query) = list.url.split_once('?').unwrap_or_default();
    let asked = |pair: &&str| !pair.starts_with("limit=") && !pair.starts_with("offset=");
    query.split('&').filter(asked).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_the_list_without_its_page() {
        let list = Request::get("/v1/tags")
            .with("limit", "20")
            .with("tag_name", "a&limit=b")
            .with("offset", "3");
        assert_eq!(filter_of(&list), "tag_name=a%26limit%3Db");
        assert_eq!(filter_of(&Request::get("/v1/tags")), "");
    }
}
