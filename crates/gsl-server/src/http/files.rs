//! `files`: lists of card numbers uploaded for a day.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::header;
use gsl_model::sheet::{MAX_NUMBERS, Numbers, Report, Template};
use gsl_model::text;
use gsl_model::wire::TempFile;
use rusqlite::{OptionalExtension, params};

use super::body::LARGE;
use super::{AppState, PathText, path_number};
use crate::clock::{DAY_MS, time};
use crate::db::store::Store;
use crate::error::ApiError;
use crate::numbers::{Named, check, csv, find_rows};
use crate::rng::mix;

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
            let name: Option<String> = part
                .file_name()
                .map(|name| name.chars().take(LONGEST_NAME).collect());
            let bytes = part.bytes().await.map_err(|error| refused(&error))?;
            if let Some(Err(bad)) = name.as_deref().map(text::check) {
                return Err(ApiError::not_text("filename", bad));
            }
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

/// `POST /v1/files`: keeps a list of card numbers for 24 hours, with the columns a bulk job may need beside them. CSV or
/// a JSON list of texts, as the body or as the part `file` of a form. The same rows have the same id, so that sending
/// twice is safe.
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
            let rows = csv::read(&upload.bytes).map_err(|why| ApiError::parameter("file", why))?;
            sound(&check(Template::cards(Numbers::Any), &rows))?;
            let text = serde_json::to_string(&rows).map_err(ApiError::internal)?;
            let id = content_id(&text);
            store.write(|db| {
                db.execute(
                    "DELETE FROM temp_files WHERE expire_time <= ?1 OR id = ?2",
                    [now_ms, id],
                )?;
                db.execute(
                    "INSERT INTO temp_files (id, name, size, rows, create_time, expire_time) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        id,
                        upload.name,
                        upload.bytes.len(),
                        text,
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

/// 400 unless there are numbers, and not too many.
fn sound(report: &Report) -> Result<(), ApiError> {
    let rows = usize::try_from(report.rows).unwrap_or(usize::MAX);
    if rows > MAX_NUMBERS {
        let why = format!("holds {rows} rows, at most {MAX_NUMBERS} are allowed");
        return Err(ApiError::parameter("file", why));
    }
    if report.column.is_none() || rows == 0 {
        let why = "has no column with card numbers, such as Container ID or ICCID";
        return Err(ApiError::parameter("file", why));
    }
    Ok(())
}

/// An id made of the content: below 2^53, never 0.
fn content_id(text: &str) -> i64 {
    let hash = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        mix(hash ^ u64::from(byte))
    });
    (mix(hash ^ text.len() as u64) >> 11).max(1) as i64
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

/// The rows of a file.
///
/// # Errors
/// 400 `GSL.00012016` when there is no such file, or no more.
pub fn rows(store: &Store, id: i64, now_ms: i64) -> Result<Vec<csv::Row>, ApiError> {
    store.read(|db| {
        let text: Option<String> = db
            .query_row(
                "SELECT rows FROM temp_files WHERE id = ?1 AND expire_time > ?2",
                [id, now_ms],
                |row| row.get(0),
            )
            .optional()?;
        let text = text.ok_or_else(ApiError::no_file)?;
        serde_json::from_str(&text).map_err(ApiError::internal)
    })
}

/// The cards of a file, by their numbers alone.
///
/// # Errors
/// 400 `GSL.00012016` when there is no such file, or no more.
pub fn cards(store: &Store, id: i64, now_ms: i64) -> Result<Vec<Named>, ApiError> {
    let rows = rows(store, id, now_ms)?;
    let report = check(Template::cards(Numbers::Any), &rows);
    Ok(find_rows(&store.fleet(), report))
}

fn describe(store: &Store, id: i64, now_ms: i64) -> Result<TempFile, ApiError> {
    let named = cards(store, id, now_ms)?;
    let count = |wanted: &dyn Fn(&&Named) -> bool| {
        i64::try_from(named.iter().filter(wanted).count()).unwrap_or(i64::MAX)
    };
    let lost = |row: &&Named| row.card.is_err_and(|problem| !problem.is_duplicate());
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
                    name: row.get(0)?,
                    size: row.get(1)?,
                    create_time: Some(time(row.get(2)?)),
                    expire_time: Some(time(row.get(3)?)),
                    ..file
                })
            },
        )
        .optional()?
        .ok_or_else(ApiError::no_file)
    })
}
