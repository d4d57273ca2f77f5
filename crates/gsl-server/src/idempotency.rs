//! The header `Idempotency-Key`: a mutation sent twice with one key happens once and is answered the same.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};

use axum::http::HeaderMap;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::DAY_MS;
use crate::error::ApiError;
use crate::store::Store;

/// Name of the header.
pub const HEADER: &str = "idempotency-key";
/// How long an answer is kept.
const KEPT_MS: i64 = DAY_MS;
/// Longest key.
const MAX_KEY: usize = 128;

/// A key and what it was sent with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    key: String,
    request: String,
}

impl Key {
    /// The key of a request, `None` when it has none. `target` is method, path and query.
    ///
    /// # Errors
    /// 400 `GSL.00010004` for a key that is empty, longer than 128 characters or not visible ASCII.
    pub fn of(headers: &HeaderMap, target: &str, body: &[u8]) -> Result<Option<Self>, ApiError> {
        let Some(value) = headers.get(HEADER) else {
            return Ok(None);
        };
        let key = value
            .to_str()
            .ok()
            .filter(|key| (1..=MAX_KEY).contains(&key.len()))
            .filter(|key| key.bytes().all(|byte| byte.is_ascii_graphic()))
            .ok_or_else(|| {
                let why = format!("must have 1 to {MAX_KEY} visible characters");
                ApiError::parameter("Idempotency-Key", why)
            })?;
        Ok(Some(Self {
            key: key.to_owned(),
            request: fingerprint(&[target.as_bytes(), body]),
        }))
    }
}

/// 128 bits of FNV-1a over the parts and their lengths.
pub(crate) fn fingerprint(parts: &[&[u8]]) -> String {
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for part in parts {
        let length = (part.len() as u64).to_le_bytes();
        for byte in length.iter().chain(*part) {
            hash ^= u128::from(*byte);
            hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    format!("{hash:032x}")
}

/// Makes a change once per key, inside the transaction that keeps its answer. A change that is refused leaves nothing
/// behind: sent again, it is tried again. For use in [`crate::store::Store::write`]: also answers the cards touched.
///
/// # Errors
/// What the change answers; 400 `GSL.00010004` when the key came with another request before.
pub fn once<T: Serialize + DeserializeOwned>(
    db: &Transaction<'_>,
    key: Option<&Key>,
    now_ms: i64,
    change: impl FnOnce(&Transaction<'_>) -> Result<(T, Vec<i64>), ApiError>,
) -> Result<(T, Vec<i64>), ApiError> {
    let Some(key) = key else {
        return change(db);
    };
    db.execute(
        "DELETE FROM idempotency_keys WHERE create_time < ?1",
        [now_ms - KEPT_MS],
    )?;
    if let Some(answer) = kept(db, key, now_ms)? {
        return Ok((answer, Vec::new()));
    }
    let (answer, touched) = change(db)?;
    let text = serde_json::to_string(&answer).map_err(ApiError::internal)?;
    db.execute(
        "INSERT INTO idempotency_keys (key, request, answer, create_time) VALUES (?1, ?2, ?3, ?4)",
        params![key.key, key.request, text, now_ms],
    )?;
    Ok((answer, touched))
}

/// Keys whose requests are being worked on by [`settled`].
static AT_WORK: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static FREED: Condvar = Condvar::new();

/// A key nobody else works with until it is dropped.
struct KeyLock<'a>(&'a str);

impl<'a> KeyLock<'a> {
    fn with(key: &'a Key) -> Self {
        let mut taken = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
        while !taken.insert(key.key.clone()) {
            taken = FREED.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        Self(&key.key)
    }
}

impl Drop for KeyLock<'_> {
    fn drop(&mut self) {
        AT_WORK
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(self.0);
        FREED.notify_all();
    }
}

/// As [`once`] for work of several transactions, whose last keeps the answer with [`once`]: whoever sends the same meanwhile
/// waits for that answer.
///
/// # Errors
/// As [`once`].
pub fn settled<T: DeserializeOwned>(
    store: &Store,
    key: Option<&Key>,
    now_ms: i64,
    work: impl FnOnce() -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    let Some(key) = key else {
        return work();
    };
    let _alone = KeyLock::with(key);
    match store.read(|db| kept(db, key, now_ms))? {
        Some(answer) => Ok(answer),
        None => work(),
    }
}

/// The answer kept for a key.
///
/// # Errors
/// 400 `GSL.00010004` when the key came with another request before.
pub fn kept<T: DeserializeOwned>(
    db: &Connection,
    key: &Key,
    now_ms: i64,
) -> Result<Option<T>, ApiError> {
    let kept: Option<(String, String)> = db
        .query_row(
            "SELECT request, answer FROM idempotency_keys WHERE key = ?1 AND create_time >= ?2",
            params![key.key, now_ms - KEPT_MS],
            |row| Ok((row.get("request")?, row.get("answer")?)),
        )
        .optional()?;
    match kept {
        None => Ok(None),
        Some((request, _)) if request != key.request => {
            let why = "was used with another request before";
            Err(ApiError::parameter("Idempotency-Key", why))
        }
        Some((_, answer)) => serde_json::from_str(&answer)
            .map(Some)
            .map_err(ApiError::internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_tell_requests_apart() {
        let of = |target: &str, body: &str| fingerprint(&[target.as_bytes(), body.as_bytes()]);
        assert_eq!(of("POST /a", "x").len(), 32);
        assert_eq!(of("POST /a", "x"), of("POST /a", "x"));
        for other in [
            of("POST /a", "y"),
            of("POST /b", "x"),
            of("POST /ax", ""),
            of("", "POST /ax"),
        ] {
            assert_ne!(other, of("POST /a", "x"));
        }
    }

    #[test]
    fn keys_are_visible_text() {
        let with = |value: &[u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(HEADER, value.try_into().unwrap());
            Key::of(&headers, "POST /a", b"")
        };
        assert_eq!(Key::of(&HeaderMap::new(), "POST /a", b""), Ok(None));
        assert!(with(b"3f0c-77").unwrap().is_some());
        assert!(with(&[b'k'; 128]).is_ok());
        for bad in [&b""[..], b"a b", &[b'k'; 129], &[0xE4, 0xB8]] {
            assert!(with(bad).is_err(), "{bad:?}");
        }
    }
}
