//! `files`: lists of card numbers uploaded for a day.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::header;
use gsl_model::wire::TempFile;
use rusqlite::{OptionalExtension, params};

use super::body::LARGE;
use super::card_lists::content_id;
use super::{AppState, PathText, path_number};
use crate::clock::{DAY_MS, time};
use crate::db::store::Store;
use crate::error::ApiError;
use crate::numbers::{Problem, csv, find_all};

/// Most numbers in one file.
pub const MOST: usize = 100_000;
/// Most numbers without a card that are told.
const MOST_TOLD: usize = 1000;
/// Files kept; the oldest go first.
const KEPT: i64 = 200;
/// Longest file name kept, in characters.
const LONGEST_NAME: usize = 200;

/// What was uploaded.
struct Upload {
    name: Option<String>,
    bytes: Vec<u8>,
}

/// The part `file` of a form, or the body itself.
async fn upload(request: Request) -> Result<Upload, ApiError> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let is_form = kind
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"));
    if !is_form {
        let bytes = to_bytes(request.into_body(), LARGE)
            .await
            .map_err(|_| too_large())?;
        return Ok(Upload {
            name: None,
            bytes: bytes.to_vec(),
        });
    }
    let unreadable =
        |error: &dyn std::fmt::Display| ApiError::body(format!("is not a readable form: {error}"));
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|error| unreadable(&error.body_text()))?;
    while let Some(part) = form.next_field().await.map_err(|error| refused(&error))? {
        if part.name() == Some("file") || part.file_name().is_some() {
            let name = part
                .file_name()
                .map(|name| name.chars().take(LONGEST_NAME).collect());
            let bytes = part.bytes().await.map_err(|error| refused(&error))?;
            return Ok(Upload {
                name,
                bytes: bytes.to_vec(),
            });
        }
    }
    Err(ApiError::parameter("file", "is missing in the form"))
}

fn refused(error: &axum::extract::multipart::MultipartError) -> ApiError {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        too_large()
    } else {
        ApiError::body(format!("is not a readable form: {}", error.body_text()))
    }
}

fn too_large() -> ApiError {
    ApiError::parameter(
        "file",
        format!("is incomplete or larger than {} MB", LARGE >> 20),
    )
}

/// `POST /v1/files`: keeps a list of card numbers for 24 hours. CSV (the column named container ID, ICCID, … or the
/// first) or a JSON list of texts, as the body or as the part `file` of a form. The same numbers in the same order have
/// the same id, so that sending twice is safe.
///
/// # Errors
/// 400 `GSL.00010004`: larger than 12 MB, more than 100,000 numbers, none at all, unreadable.
pub async fn create(
    State(state): State<AppState>,
    request: Request,
) -> Result<Json<TempFile>, ApiError> {
    let upload = upload(request).await?;
    state
        .run(move |store, now_ms| {
            let numbers =
                csv::numbers(&upload.bytes).map_err(|why| ApiError::parameter("file", why))?;
            if numbers.is_empty() {
                return Err(ApiError::parameter("file", "holds no number"));
            }
            if numbers.len() > MOST {
                let why = format!("holds {} numbers, at most {MOST} are allowed", numbers.len());
                return Err(ApiError::parameter("file", why));
            }
            let id = content_id(&in_order(&numbers));
            store.write(|db| {
                db.execute("DELETE FROM temp_files WHERE expire_time <= ?1 OR id = ?2", [now_ms, id])?;
                db.execute(
                    "INSERT INTO temp_files (id, name, size, total, numbers, create_time, expire_time) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![
                        id,
                        upload.name,
                        upload.bytes.len(),
                        numbers.len(),
                        numbers.join("\n"),
                        now_ms,
                        now_ms + DAY_MS
                    ],
                )?;
                db.execute(
                    "DELETE FROM temp_files WHERE id NOT IN \
                     (SELECT id FROM temp_files ORDER BY create_time DESC, id = ?1 DESC LIMIT ?2)",
                    [id, KEPT],
                )?;
                Ok::<_, ApiError>(((), Vec::new()))
            })?;
            describe(store, id, now_ms).map(Json)
        })
        .await
}

/// The numbers with their places, since the results of a job follow the order of its file.
fn in_order(numbers: &[String]) -> Vec<String> {
    let placed = numbers.iter().enumerate();
    placed
        .map(|(at, number)| format!("{at} {number}"))
        .collect()
}

/// `GET /v1/files/{file_temp_id}`: what is known of a file.
///
/// # Errors
/// 400 `GSL.00012016` when there is none, or no more.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<TempFile>, ApiError> {
    let id = path_number(path, "file_temp_id")?;
    let found = state.run(move |store, now_ms| describe(store, id, now_ms).map(Json));
    found.await
}

/// The numbers of a file, in order.
///
/// # Errors
/// 400 `GSL.00012016` when there is no such file, or no more.
pub fn numbers(store: &Store, id: i64, now_ms: i64) -> Result<Vec<String>, ApiError> {
    store.read(|db| {
        let text: Option<String> = db
            .query_row(
                "SELECT numbers FROM temp_files WHERE id = ?1 AND expire_time > ?2",
                [id, now_ms],
                |row| row.get(0),
            )
            .optional()?;
        let text = text.ok_or_else(ApiError::no_file)?;
        Ok(text.split('\n').map(str::to_owned).collect())
    })
}

fn describe(store: &Store, id: i64, now_ms: i64) -> Result<TempFile, ApiError> {
    let numbers = numbers(store, id, now_ms)?;
    let meanings = find_all(&store.fleet(), &numbers);
    let count = |wanted: fn(&Result<i64, Problem>) -> bool| {
        let counted = meanings.iter().filter(|meaning| wanted(meaning)).count();
        i64::try_from(counted).unwrap_or(i64::MAX)
    };
    let lost = |meaning: &Result<i64, Problem>| matches!(meaning, Err(problem) if *problem != Problem::Duplicate);
    let not_found = numbers
        .iter()
        .zip(&meanings)
        .filter(|(_, meaning)| lost(meaning))
        .take(MOST_TOLD)
        .map(|(number, _)| number.clone())
        .collect();
    store.read(|db| {
        db.query_row(
            "SELECT name, size, total, create_time, expire_time FROM temp_files WHERE id = ?1",
            [id],
            |row| {
                Ok(TempFile {
                    file_temp_id: id,
                    name: row.get(0)?,
                    size: row.get(1)?,
                    total: row.get(2)?,
                    found: count(Result::is_ok),
                    duplicate_count: count(|meaning| *meaning == Err(Problem::Duplicate)),
                    not_found,
                    not_found_count: count(
                        |meaning| matches!(meaning, Err(problem) if *problem != Problem::Duplicate),
                    ),
                    create_time: Some(time(row.get(3)?)),
                    expire_time: Some(time(row.get(4)?)),
                })
            },
        )
        .optional()?
        .ok_or_else(ApiError::no_file)
    })
}
