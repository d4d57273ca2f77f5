//! Sending one request with fetch: time limit, cancel, request id.

use super::{ApiError, Request, request::Method};
use crate::platform::timer::Timer;
use gloo_net::http::RequestBuilder;
use std::{cell::Cell, rc::Rc};
use web_sys::AbortController;

/// Longest wait for an answer.
const TIME_LIMIT_MS: i32 = 30_000;

/// A request in progress; dropping it cancels it.
pub struct PendingRequest {
    controller: Option<AbortController>,
}

impl Drop for PendingRequest {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

impl PendingRequest {
    /// Prepares a cancellable request.
    pub fn new() -> Self {
        Self {
            controller: AbortController::new().ok(),
        }
    }

    /// A copy of the handle for the sender.
    pub fn controller(&self) -> Option<AbortController> {
        self.controller.clone()
    }
}

/// A complete answer.
pub struct Answer {
    /// Body text.
    pub body: String,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
    /// `Date`, for services without a clock of their own.
    pub date: Option<String>,
}

/// Sends `request`. When the caller aborts, the error is not shown anywhere.
pub async fn send(
    base: &str,
    token: Option<&str>,
    request: &Request,
    controller: Option<AbortController>,
) -> Result<Answer, ApiError> {
    let url = format!("{base}{}", request.url);
    let mut builder = match request.method {
        Method::Get => RequestBuilder::new(&url),
        Method::Post => RequestBuilder::new(&url).method(gloo_net::http::Method::POST),
        Method::Put => RequestBuilder::new(&url).method(gloo_net::http::Method::PUT),
        Method::Delete => RequestBuilder::new(&url).method(gloo_net::http::Method::DELETE),
    };
    if let Some(token) = token {
        builder = builder.header("X-Auth-Token", token);
    }
    if let Some(once) = &request.once {
        builder = builder
            .header("Idempotency-Key", once)
            .header("X-Request-Source", "console");
    }
    let signal = controller.as_ref().map(AbortController::signal);
    builder = builder.abort_signal(signal.as_ref());
    let sent = match (&request.body, &request.file) {
        // The browser sets the content type.
        (None, Some(file)) => builder.body(file.clone()),
        (Some(body), _) => builder
            .header("Content-Type", "application/json")
            .body(body.as_str()),
        (None, None) => builder.build(),
    };
    let late = Rc::new(Cell::new(false));
    let _limit = Timer::after(TIME_LIMIT_MS, {
        let late = Rc::clone(&late);
        move || {
            late.set(true);
            if let Some(controller) = controller {
                controller.abort();
            }
        }
    });
    let failed = |_| {
        if late.get() {
            ApiError::Timeout
        } else {
            ApiError::Unreachable
        }
    };
    let response = sent.map_err(failed)?.send().await.map_err(failed)?;
    let header = |name: &str| response.headers().get(name);
    let (request_id, date) = (header("x-request-id"), header("date"));
    let body = response.text().await.map_err(failed)?;
    if response.ok() {
        Ok(Answer {
            body,
            request_id,
            date,
        })
    } else {
        Err(ApiError::refused(response.status(), &body, request_id))
    }
}

/// Fetches a file, however long it takes.
pub async fn file(
    base: &str,
    token: Option<&str>,
    request: &Request,
) -> Result<web_sys::Blob, ApiError> {
    let mut builder = RequestBuilder::new(&format!("{base}{}", request.url));
    if let Some(token) = token {
        builder = builder.header("X-Auth-Token", token);
    }
    let lost = |_| ApiError::Unreachable;
    let response = builder.send().await.map_err(lost)?;
    if !response.ok() {
        let request_id = response.headers().get("x-request-id");
        let (status, body) = (response.status(), response.text().await.map_err(lost)?);
        return Err(ApiError::refused(status, &body, request_id));
    }
    let bytes = response.binary().await.map_err(lost)?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    web_sys::Blob::new_with_u8_array_sequence(&parts).map_err(|_| ApiError::Unreachable)
}
