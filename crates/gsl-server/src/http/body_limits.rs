//! Limits for bodies: how much memory one request may use, and how many large ones are handled at once.
//!
//! Parsed into a tree, JSON takes many times its size: an object with one empty key is 8 bytes on the wire and 700 in memory.
//! So the memory a body will need is estimated from its bytes before it is parsed, and large bodies take turns.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use http_body::Body as _;
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::body::LARGE;
use super::files;
use super::origin::is_json;
use crate::error::ApiError;

/// Bodies up to this many bytes are not limited: at worst one takes 6 MB.
const SLIGHT: u64 = 64 << 10;
/// Large bodies that may be received at once; each is buffered as it is, up to [`LARGE`].
const ARRIVING: usize = 8;
/// Large bodies that are processed at once.
const WORKED_ON: usize = 2;
/// What a body may take as a tree, in bytes: 500,000 numbers of cards as texts, the most an operation takes, and half as
/// much again.
const HEAVIEST: usize = 96 << 20;

/// The permits for large bodies. Cheap to clone.
#[derive(Debug, Clone)]
pub struct BodyLimits {
    arriving: Arc<Semaphore>,
    worked_on: Arc<Semaphore>,
}

impl Default for BodyLimits {
    fn default() -> Self {
        Self {
            arriving: Arc::new(Semaphore::new(ARRIVING)),
            worked_on: Arc::new(Semaphore::new(WORKED_ON)),
        }
    }
}

/// The permits a large body holds; released when the last copy is dropped.
pub type BodyPermit = Arc<[OwnedSemaphorePermit; 2]>;

tokio::task_local! {
    static ROOM: BodyPermit;
}

/// The permits of the current request, to be held by work that outlives it.
#[must_use]
pub fn held() -> Option<BodyPermit> {
    ROOM.try_with(Arc::clone).ok()
}

/// Admits large bodies one after the other, and refuses JSON that would take too much memory. A body that is too large or
/// incomplete is passed on to the operation, which reports it in its own words.
pub async fn bounded(State(rooms): State<BodyLimits>, request: Request, next: Next) -> Response {
    let size = request.body().size_hint();
    let slight = size.upper().is_some_and(|most| most <= SLIGHT);
    // Uploads are read as a stream, never into a tree, and have a limit of their own.
    if slight || request.uri().path() == files::PATH {
        return next.run(request).await;
    }
    let Ok(arriving) = rooms.arriving.acquire_owned().await else {
        return ApiError::timeout().into_response();
    };
    let (parts, body) = request.into_parts();
    let body = if size.lower() > TOO_LARGE as u64 {
        Err("too large")
    } else {
        read(body, usize::try_from(size.lower()).unwrap_or(0)).await
    };
    if is_json(&parts.headers)
        && let Ok(bytes) = &body
        && weight(bytes) > HEAVIEST
    {
        let why = "holds more values than any operation takes: send fewer cards at once";
        return ApiError::body(why).into_response();
    }
    let body = match body {
        Ok(bytes) => Body::from(bytes),
        Err(why) => Body::from_stream(stream::once(async move { Err::<Bytes, _>(why) })),
    };
    let Ok(worked_on) = rooms.worked_on.acquire_owned().await else {
        return ApiError::timeout().into_response();
    };
    let room = Arc::new([arriving, worked_on]);
    ROOM.scope(room, next.run(Request::from_parts(parts, body)))
        .await
}

/// A form around a file of [`LARGE`] bytes is a little larger.
const TOO_LARGE: usize = LARGE + (64 << 10);

/// A whole body, or an error once it is too large for every operation.
async fn read(mut body: Body, announced: usize) -> Result<Bytes, &'static str> {
    let mut bytes = Vec::with_capacity(announced.min(TOO_LARGE));
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| "broken off")?.into_data() else {
            continue;
        };
        if bytes.len() + data.len() > TOO_LARGE {
            return Err("too large");
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes.into())
}

/// A value in a list that has just grown, with the old copy.
const VALUE: usize = 64;
/// A text of its own: the allocation.
const TEXT: usize = 32;
/// An object: the node its entries are in.
const OBJECT: usize = 700;

/// The most memory JSON takes as a tree, in bytes, estimated from its punctuation outside strings. Meaningless for anything
/// that is not JSON, which is not parsed to its end either.
fn weight(json: &[u8]) -> usize {
    let mut weight = json.len();
    let (mut inside, mut escaped) = (false, false);
    for byte in json {
        if inside {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => inside = false,
                _ => {}
            }
            continue;
        }
        weight += match byte {
            b'"' => {
                inside = true;
                TEXT
            }
            b'{' => OBJECT,
            b'[' | b',' | b':' => VALUE,
            _ => 0,
        };
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(count: usize, one: &str) -> usize {
        weight(
            format!(
                "{{\"selection\":{{\"x\":[{}]}}}}",
                vec![one; count].join(",")
            )
            .as_bytes(),
        )
    }

    #[test]
    fn the_largest_lists_that_operations_take_are_light_enough() {
        assert!(many(500_000, "9223372036854775807") < HEAVIEST);
        assert!(many(480_000, "\"8986012345678901234\"") < HEAVIEST);
        // A text may hold anything.
        assert!(weight(format!("\"{}\"", "[{,\\\"".repeat(1 << 20)).as_bytes()) < HEAVIEST);
    }

    #[test]
    fn what_grows_in_memory_is_heavy_before_it_is_read() {
        for (bytes, one) in [
            (12 << 20, "1"),
            (12 << 20, "[]"),
            (12 << 20, "\"\""),
            (2 << 20, "{\"\":0}"),
        ] {
            assert!(many(bytes / (one.len() + 1), one) > HEAVIEST, "{one}");
        }
    }
}
