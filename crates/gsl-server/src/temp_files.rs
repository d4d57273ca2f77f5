//! Lists of card numbers uploaded for a day, as the database keeps them.

use gsl_model::sheet::{NumberKinds, Template};
use gsl_model::wire::TempFile;
use rusqlite::OptionalExtension;

use crate::clock::time;
use crate::error::ApiError;
use crate::numbers::rows::Rows;
use crate::numbers::{ListedCard, check, find_rows};
use crate::store::Store;

/// Most numbers without a card that are told.
const MOST_TOLD: usize = 1000;

/// The rows of a file.
///
/// # Errors
/// 400 `GSL.00012016` when there is no such file, or no more.
pub fn rows(store: &Store, id: i64, now_ms: i64) -> Result<Rows, ApiError> {
    store.read(|db| {
        let text: Option<String> = db
            .query_row(
                "SELECT rows FROM temp_files WHERE id = ?1 AND expire_time > ?2",
                [id, now_ms],
                |row| row.get(0),
            )
            .optional()?;
        text.map(Rows::written).ok_or_else(ApiError::no_file)
    })
}

/// The cards of a file, by their numbers alone.
///
/// # Errors
/// 400 `GSL.00012016` when there is no such file, or no more.
pub fn cards(store: &Store, id: i64, now_ms: i64) -> Result<Vec<ListedCard>, ApiError> {
    let rows = rows(store, id, now_ms)?;
    let report = check(Template::cards(NumberKinds::Any), &rows);
    Ok(find_rows(&store.fleet(), report))
}

/// What is known of a file.
///
/// # Errors
/// 400 `GSL.00012016` when there is no such file, or no more.
pub fn describe(store: &Store, id: i64, now_ms: i64) -> Result<TempFile, ApiError> {
    let named = cards(store, id, now_ms)?;
    let count = |wanted: &dyn Fn(&&ListedCard) -> bool| {
        i64::try_from(named.iter().filter(wanted).count()).unwrap_or(i64::MAX)
    };
    let lost = |row: &&ListedCard| row.card.is_err_and(|problem| !problem.is_duplicate());
    let file = TempFile {
        file_temp_id: id,
        total: count(&|_| true),
        found: count(&|row| row.card.is_ok()),
        duplicate_count: count(&|row| row.card.is_err_and(|problem| problem.is_duplicate())),
        not_found: named
            .iter()
            .filter(lost)
            .take(MOST_TOLD)
            .map(|row| row.number.clone())
            .collect(),
        not_found_count: count(&lost),
        ..TempFile::default()
    };
    store.read(|db| {
        db.query_row(
            "SELECT name, size, create_time, expire_time FROM temp_files WHERE id = ?1",
            [id],
            |row| {
                Ok(TempFile {
                    name: row.get("name")?,
                    size: row.get("size")?,
                    create_time: Some(time(row.get("create_time")?)),
                    expire_time: Some(time(row.get("expire_time")?)),
                    ..file
                })
            },
        )
        .optional()?
        .ok_or_else(ApiError::no_file)
    })
}
