//! How a mirrored account stands (extension `account`).

use super::{MutationRequest, Request};

/// The endpoint.
pub const SYNC: &str = "/v1/account/sync";

/// What was read when, and what is being read.
#[must_use]
pub fn sync() -> Request {
    Request::get(SYNC)
}

/// Reads nothing more until somebody resumes.
#[must_use]
pub fn pause() -> MutationRequest {
    Request::post_empty(format!("{SYNC}/pause"))
}

/// Resumes.
#[must_use]
pub fn resume() -> MutationRequest {
    Request::post_empty(format!("{SYNC}/resume"))
}

/// Reads everything as soon as the call budget allows.
#[must_use]
pub fn read_now() -> MutationRequest {
    Request::post_empty(format!("{SYNC}/read-now"))
}
