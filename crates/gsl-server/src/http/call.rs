//! A request that changes something, with its body and its key.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Uri};
use serde::de::DeserializeOwned;

use super::body::{LARGE, SMALL, bytes, typed};
use crate::error::ApiError;
use crate::idempotency::Key;

/// A request that changes something: its body, of at most `MOST` bytes, and its key.
#[derive(Debug)]
pub struct Call<const MOST: usize = SMALL> {
    /// The body.
    pub bytes: Bytes,
    /// The key.
    pub key: Option<Key>,
}

impl<S: Send + Sync, const MOST: usize> FromRequest<S> for Call<MOST> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let bytes = bytes(body, MOST).await?;
        let target = format!("{} {}", parts.method, parts.uri);
        let key = Key::of(&parts.headers, &target, &bytes)?;
        Ok(Self { bytes, key })
    }
}

impl<const MOST: usize> Call<MOST> {
    /// The body as a type of the wire.
    ///
    /// # Errors
    /// 400 `GSL.00010004`, see [`typed`].
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        typed(&self.bytes)
    }
}

/// A request with its body read.
pub(super) struct TypedRequest<T> {
    pub body: T,
    pub key: Option<Key>,
}

/// Reads a typed body and the idempotency key.
///
/// # Errors
/// 400 `GSL.00010004`.
pub(super) async fn sent<T: DeserializeOwned>(
    uri: &Uri,
    headers: &HeaderMap,
    body: Body,
) -> Result<TypedRequest<T>, ApiError> {
    let bytes = bytes(body, LARGE).await?;
    Ok(TypedRequest {
        body: typed(&bytes)?,
        key: Key::of(headers, &format!("POST {uri}"), &bytes)?,
    })
}
