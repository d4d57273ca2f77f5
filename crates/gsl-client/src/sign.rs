//! SDK-HMAC-SHA256, the signature of Huawei Cloud's API gateway.
//!
//! The secret key is the key of the HMAC itself; nothing is derived from date or region. What is signed is the method, the
//! path, the query, chosen headers and the hash of the body:
//!
//! ```
//! let request = gsl_client::sign::Request {
//!     method: "GET",
//!     path: "/v1/tags",
//!     query: "limit=10",
//!     headers: &[("Host", "gsl.cn-north-4.myhuaweicloud.com"), ("X-Sdk-Date", "20261122T181727Z")],
//!     body: b"",
//! };
//! let header = gsl_client::sign::authorization(&request, "20261122T181727Z", "AK", "SK");
//! assert!(header.starts_with("SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature="));
//! ```

use crate::encoding::{decode, encode, hex};
use chrono::{DateTime, Datelike, Timelike, Utc};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Name of the algorithm.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Method, in capitals.
    pub method: &'a str,
    /// Path as it is sent. An encoded slash in it would be signed as a real one.
    pub path: &'a str,
    /// Query as it is sent: encoded, in the order of [`crate::Query::encoded`], without `?`.
    pub query: &'a str,
    /// Headers to sign, in any order and case. Those with `_` in their name are left out.
    pub headers: &'a [(&'a str, &'a str)],
    /// The exact bytes sent; empty when there are none.
    pub body: &'a [u8],
}

impl Request<'_> {
    /// Lower-case names and trimmed values of what is signed, sorted.
    fn signed(&self) -> Vec<(String, &str)> {
        let mut headers: Vec<(String, &str)> = self
            .headers
            .iter()
            .filter(|(name, _)| !name.contains('_'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
            .collect();
        headers.sort();
        headers
    }

    /// `host;x-sdk-date`
    #[must_use]
    pub fn signed_headers(&self) -> String {
        let names: Vec<String> = self.signed().into_iter().map(|(name, _)| name).collect();
        names.join(";")
    }

    /// The text whose hash is signed.
    #[must_use]
    pub fn canonical(&self) -> String {
        let headers: String = self
            .signed()
            .into_iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        format!(
            "{}\n{}\n{}\n{headers}\n{}\n{}",
            self.method,
            canonical_path(self.path),
            self.query,
            self.signed_headers(),
            hex(&Sha256::digest(self.body)),
        )
    }

    /// The text that is signed.
    #[must_use]
    pub fn string_to_sign(&self, date: &str) -> String {
        let hash = hex(&Sha256::digest(self.canonical()));
        format!("{ALGORITHM}\n{date}\n{hash}")
    }
}

/// Decoded, split at slashes, each part encoded again, with a slash at its end. Only what is signed has that slash.
fn canonical_path(path: &str) -> String {
    let decoded = decode(path);
    let parts: Vec<String> = decoded.split(|byte| *byte == b'/').map(encode).collect();
    let mut path = parts.join("/");
    if !path.ends_with('/') {
        path.push('/');
    }
    path
}

/// The value of the header `Authorization`. `date` is that of the header `X-Sdk-Date`, see [`date`].
#[must_use]
pub fn authorization(
    request: &Request<'_>,
    date: &str,
    access_key: &str,
    secret_key: &str,
) -> String {
    let signature = hmac_sha256(
        secret_key.as_bytes(),
        request.string_to_sign(date).as_bytes(),
    );
    format!(
        "{ALGORITHM} Access={access_key}, SignedHeaders={}, Signature={}",
        request.signed_headers(),
        hex(&signature),
    )
}

fn hmac_sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(text);
            mac.finalize().into_bytes().to_vec()
        }
        // HMAC takes keys of every length.
        Err(_) => Vec::new(),
    }
}

/// An instant as the header `X-Sdk-Date` writes it: `20261122T181727Z`.
#[must_use]
pub fn date(at: DateTime<Utc>) -> String {
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}
