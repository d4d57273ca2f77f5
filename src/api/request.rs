//! A request before it is sent.

use crate::routes::url::encode_into;
use serde::Serialize;

/// HTTP methods the service uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; safe to repeat.
    Get,
    /// Creates, acts, or reads with a body.
    Post,
    /// Changes.
    Put,
    /// Removes.
    Delete,
}

/// A call: method, path below the API base, query, body. Two equal requests have one key and share one cache entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Path with query, percent-encoded, starting with `/v1/`.
    pub url: String,
    /// JSON text.
    pub body: Option<String>,
    /// A file instead of JSON.
    pub file: Option<web_sys::Blob>,
    /// Idempotent: may be retried automatically.
    pub safe: bool,
    /// `Idempotency-Key`: the same mutation sent again with it happens once. `X-Request-Source: console` goes with it.
    pub once: Option<String>,
}

impl Request {
    /// A call with a body; [`MutationRequest::reading`] for one that only reads.
    #[must_use]
    pub fn post(path: impl Into<String>, body: &impl Serialize) -> MutationRequest {
        let body = serde_json::to_string(body).unwrap_or_else(|_| "null".to_owned());
        MutationRequest::new(Method::Post, path.into(), Some(body))
    }

    /// A POST without a body: an action on what the path names.
    #[must_use]
    pub fn post_empty(path: impl Into<String>) -> MutationRequest {
        MutationRequest::new(Method::Post, path.into(), None)
    }

    /// A file, sent as it is.
    #[must_use]
    pub fn upload(path: impl Into<String>, file: web_sys::Blob) -> MutationRequest {
        let mut call = Self::post_empty(path);
        call.0.file = Some(file);
        call
    }

    /// A change.
    #[must_use]
    pub fn put(path: impl Into<String>, body: &impl Serialize) -> MutationRequest {
        let mut call = Self::post(path, body);
        call.0.method = Method::Put;
        call
    }

    /// A removal.
    #[must_use]
    pub fn delete(path: impl Into<String>) -> MutationRequest {
        MutationRequest::new(Method::Delete, path.into(), None)
    }

    /// A read.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            url: path.into(),
            body: None,
            file: None,
            safe: true,
            once: None,
        }
    }

    /// Whether both ask for the same rows: they differ at most in page, page size and order.
    #[must_use]
    pub fn same_rows(&self, other: &Self) -> bool {
        fn rows(request: &Request) -> impl Iterator<Item = &str> {
            let place = |pair: &&str| {
                let key = pair.split('=').next();
                !matches!(key, Some("limit" | "offset" | "sort" | "order"))
            };
            request.url.split(['?', '&']).filter(place)
        }
        self.method == other.method && self.body == other.body && rows(self).eq(rows(other))
    }

    /// Adds a query parameter; keys may repeat.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl AsRef<str>) -> Self {
        self.url
            .push(if self.url.contains('?') { '&' } else { '?' });
        encode_into(&mut self.url, key);
        self.url.push('=');
        encode_into(&mut self.url, value.as_ref());
        self
    }

    /// Its cache key.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.body {
            None => self.url.clone(),
            Some(body) => format!("{} {body}", self.url),
        }
    }
}

/// A request that changes something and has no idempotency key yet, so it cannot be sent. The caller gives it one
/// ([`MutationRequest::once`]): the same for a retry after a lost answer, a new one for a new intent. `Mutation` of the pages
/// does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MutationRequest(Request);

impl MutationRequest {
    fn new(method: Method, url: String, body: Option<String>) -> Self {
        Self(Request {
            method,
            body,
            safe: false,
            ..Request::get(url)
        })
    }

    /// A POST that only reads (operations 12, 13, 16): it needs no key.
    #[must_use]
    pub fn reading(self) -> Request {
        Request {
            safe: true,
            ..self.0
        }
    }

    /// With an idempotency key: it happens once, however often it is sent.
    #[must_use]
    pub fn once(self, key: impl Into<String>) -> Request {
        Request {
            once: Some(key.into()),
            ..self.0
        }
    }

    /// Method, address and body: equal for equal requests.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{:?} {}", self.0.method, self.0.key())
    }

    /// Path with query.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// JSON text.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_encoded_and_may_repeat() {
        let request = Request::get("/v1/sim-cards")
            .with("tag_id", "7")
            .with("tag_id", "8")
            .with("msisdn", "1 4&0");
        assert_eq!(
            request.url,
            "/v1/sim-cards?tag_id=7&tag_id=8&msisdn=1%204%260"
        );
    }

    #[test]
    fn bodies_are_part_of_the_key() {
        let one = Request::post("/v1/x", &[1]);
        let two = Request::post("/v1/x", &[2]);
        assert_ne!(one.key(), two.key());
        assert_ne!(
            Request::post_empty("/v1/x").key(),
            Request::delete("/v1/x").key()
        );
        assert!(one.reading().safe);
    }

    #[test]
    fn p14_another_page_or_order_asks_for_the_same_rows_and_another_filter_does_not() {
        let list = |page: &str| {
            Request::get("/v1/sim-cards")
                .with("order_id", "7")
                .with("limit", "20")
                .with("offset", page)
        };
        assert!(list("1").same_rows(&list("2")));
        assert!(list("1").same_rows(&list("1").with("sort", "cid").with("order", "desc")));
        assert!(!list("1").same_rows(&list("1").with("tag_id", "1")));
        assert!(!list("1").same_rows(&Request::get("/v1/sim-cards")));
        let body = |n| Request::post("/v1/x?limit=20", &[n]).reading();
        assert!(body(1).same_rows(&body(1)) && !body(1).same_rows(&body(2)));
    }

    #[test]
    fn a13_a_change_is_sent_with_a_key_of_its_own() {
        let plain = Request::post("/v1/x", &[1]);
        let once = plain.clone().once("k");
        assert_eq!((once.once.as_deref(), once.safe), (Some("k"), false));
        assert_eq!(plain.key(), format!("Post {}", once.key()));
    }
}
