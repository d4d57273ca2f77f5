//! What callers were shown before they act: how many cards or rows, and which. It is kept, and the call that follows names
//! it and acts on exactly that; a filter read a second time may find others.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::ApiError;
use crate::packed::{pack, unpack};

/// How long one is kept, ms.
pub const KEPT_MS: i64 = 30 * 60 * 1000;
/// How many are kept; the oldest go first.
const MOST: i64 = 200;
/// Bytes all of them take at most, but for the newest; the oldest go first.
const MOST_BYTES: i64 = 64 << 20;

/// What a preview is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A bulk job.
    Bulk,
    /// An export.
    Export,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Self::Bulk => "bulk",
            Self::Export => "export",
        }
    }
}

/// Made ready to be kept, outside of any transaction.
#[derive(Debug)]
pub struct PreparedPreview {
    kind: Kind,
    head: String,
    body: Vec<u8>,
}

/// Puts together what is kept: `head` and the ids that were shown.
///
/// # Errors
/// When the head is no JSON.
pub fn ready(
    kind: Kind,
    head: &impl Serialize,
    ids: impl IntoIterator<Item = i64>,
) -> Result<PreparedPreview, ApiError> {
    Ok(PreparedPreview {
        kind,
        head: serde_json::to_string(head).map_err(ApiError::internal)?,
        body: pack(ids),
    })
}

/// Keeps a preview; answers its number and until when. Old ones go.
///
/// # Errors
/// When the database refuses.
pub fn keep(db: &Connection, ready: &PreparedPreview, now_ms: i64) -> rusqlite::Result<(i64, i64)> {
    let until = now_ms + KEPT_MS;
    db.execute(
        "INSERT INTO previews (kind, create_time, expire_time, head, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![ready.kind.key(), now_ms, until, ready.head, ready.body],
    )?;
    let id = db.last_insert_rowid();
    db.execute(
        "DELETE FROM previews WHERE id <> ?1 AND (expire_time <= ?2 OR id IN ( \
         SELECT id FROM (SELECT id, row_number() OVER newer AS place, \
         sum(length(body) + length(head)) OVER newer AS bytes FROM previews WINDOW newer AS (ORDER BY id DESC)) \
         WHERE place > ?3 OR bytes > ?4))",
        params![id, now_ms, MOST, MOST_BYTES],
    )?;
    Ok((id, until))
}

/// A preview that still holds: its head and the ids.
///
/// # Errors
/// 409 `GSL.00013009` when there is none, or its time is over.
pub fn find<T: DeserializeOwned>(
    db: &Connection,
    kind: Kind,
    id: i64,
    now_ms: i64,
) -> Result<(T, Vec<i64>), ApiError> {
    let found: Option<(String, Vec<u8>)> = db
        .prepare_cached(
            "SELECT head, body FROM previews WHERE id = ?1 AND kind = ?2 AND expire_time > ?3",
        )?
        .query_row(params![id, kind.key(), now_ms], |row| {
            Ok((row.get("head")?, row.get("body")?))
        })
        .optional()?;
    let (head, body) =
        found.ok_or_else(|| ApiError::plan_gone(format!("{id} does not exist or has expired")))?;
    let head = serde_json::from_str(&head).map_err(ApiError::internal)?;
    let ids = unpack(&body).ok_or_else(|| ApiError::internal("a preview cannot be read"))?;
    Ok((head, ids))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_oldest_go_and_their_numbers_are_never_given_again() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::db::migrate(&mut db).unwrap();
        let ready = ready(Kind::Export, &"x", [7, 8]).unwrap();
        let first = keep(&db, &ready, 0).unwrap().0;
        for _ in 0..MOST {
            keep(&db, &ready, 1).unwrap();
        }
        let gone = find::<String>(&db, Kind::Export, first, 1).unwrap_err();
        assert_eq!(gone.status().as_u16(), 409);
        let count = || -> i64 {
            db.query_row("SELECT COUNT(*) FROM previews", [], |row| row.get(0))
                .unwrap()
        };
        assert_eq!(count(), MOST);
        let (last, until) = keep(&db, &ready, KEPT_MS + 1).unwrap();
        assert_eq!((count(), last - first), (1, MOST + 1));
        let (head, ids) = find::<String>(&db, Kind::Export, last, until - 1).unwrap();
        assert_eq!((head.as_str(), ids), ("x", vec![7, 8]));
        for (kind, now_ms) in [(Kind::Bulk, until - 1), (Kind::Export, until)] {
            assert!(find::<String>(&db, kind, last, now_ms).is_err());
        }
    }
}
