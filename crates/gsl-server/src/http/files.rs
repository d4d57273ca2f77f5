//! `files`: lists of card numbers uploaded for a day.

use axum::Json;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::header;
use futures_util::StreamExt;
use gsl_model::text;
use gsl_model::wire::TempFile;
use rusqlite::params;
use tokio::sync::Semaphore;

use super::body::LARGE;
use super::origin::XLSX;
use super::{AppState, PathText, path_number};
use crate::clock::DAY_MS;
use crate::error::ApiError;
use crate::idempotency::{Key, once};
use crate::numbers::rows::{Kind, MAPPED, Rows};
use crate::rng::mix;
use crate::temp_files::describe;

/// Files kept; the oldest go first.
const KEPT: i64 = 200;
/// Longest file name kept, in characters.
const LONGEST_NAME: usize = 200;

/// The path for uploads.
pub const PATH: &str = "/v1/files";

/// Uploads held in memory at a time; others wait before any of their bytes are read.
static BODIES: Semaphore = Semaphore::const_new(2);
/// Uploads parsed at a time.
static READING: Semaphore = Semaphore::const_new(1);

/// What was uploaded.
struct Upload {
    name: Option<String>,
    kind: Kind,
    bytes: Vec<u8>,
}

/// The kind of file that a content type stands for.
fn kind_of(content_type: Option<&str>) -> Kind {
    let essence = content_type.and_then(|kind| kind.split(';').next());
    match essence
        .map(|kind| kind.trim().to_ascii_lowercase())
        .as_deref()
    {
        Some("application/json") => Kind::Json,
        Some("text/csv" | XLSX) => Kind::Table,
        _ => Kind::Unknown,
    }
}

/// A buffer for a body, unless its announced length is larger than allowed.
fn room(announced: Option<u64>) -> Result<Vec<u8>, ApiError> {
    if announced.is_some_and(|length| length > LARGE as u64) {
        return Err(too_large());
    }
    Ok(Vec::with_capacity(MAPPED))
}

fn add(bytes: &mut Vec<u8>, more: &[u8]) -> Result<(), ApiError> {
    if bytes.len() + more.len() > LARGE {
        return Err(too_large());
    }
    bytes.extend_from_slice(more);
    Ok(())
}

/// The part `file` of a form, or the body itself.
async fn upload(request: Request) -> Result<Upload, ApiError> {
    let (content_type, announced) = {
        let header = |name| request.headers().get(name)?.to_str().ok();
        let length = header(header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
        let kind = header(header::CONTENT_TYPE).map(str::to_ascii_lowercase);
        (kind, length)
    };
    let is_form = content_type
        .as_deref()
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if !is_form {
        let mut bytes = room(announced)?;
        let mut body = request.into_body().into_data_stream();
        while let Some(part) = body.next().await {
            add(&mut bytes, &part.map_err(|_| too_large())?)?;
        }
        return Ok(Upload {
            name: None,
            kind: kind_of(content_type.as_deref()),
            bytes,
        });
    }
    let unreadable =
        |error: &dyn std::fmt::Display| ApiError::body(format!("is not a readable form: {error}"));
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|error| unreadable(&error.body_text()))?;
    while let Some(mut part) = form.next_field().await.map_err(|error| refused(&error))? {
        if part.name() == Some("file") || part.file_name().is_some() {
            let name: Option<String> = part
                .file_name()
                .map(|name| name.chars().take(LONGEST_NAME).collect());
            if let Some(Err(bad)) = name.as_deref().map(text::check) {
                return Err(ApiError::not_text("filename", bad));
            }
            let kind = kind_of(part.content_type());
            // The form is a little longer than the file.
            let mut bytes = room(None)?;
            while let Some(more) = part.chunk().await.map_err(|error| refused(&error))? {
                add(&mut bytes, &more)?;
            }
            return Ok(Upload { name, kind, bytes });
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

/// `POST /v1/files`: keeps a list of card numbers for 24 hours, with the columns a bulk job may need beside them. CSV,
/// XLSX or a JSON list of texts, as the body or as the part `file` of a form. The same rows get the same id, so that
/// sending twice is safe. A few uploads are processed at a time, the others wait: that bounds the memory they use.
///
/// # Errors
/// 400 `GSL.00010004`: larger than 12 MB, more than 100,000 rows, no card numbers at all, unreadable, a quote that is not
/// closed.
pub async fn create(
    State(state): State<AppState>,
    request: Request,
) -> Result<Json<TempFile>, ApiError> {
    let body = BODIES.acquire().await.map_err(ApiError::internal)?;
    let (headers, target) = (request.headers().clone(), format!("POST {}", request.uri()));
    let upload = upload(request).await?;
    let key = Key::of(&headers, &target, &upload.bytes)?;
    let reading = READING.acquire().await.map_err(ApiError::internal)?;
    state
        .run(move |store, now_ms| {
            // Held to the end of the work, also when the caller has gone.
            let _turn = (body, reading);
            let size = upload.bytes.len();
            let rows = Rows::read(upload.bytes, upload.kind)
                .map_err(|why| ApiError::parameter("file", why.to_string()))?;
            let id = content_id(rows.as_str());
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
                        size,
                        rows.as_str(),
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
            drop(rows);
            let told = describe(store, id, now_ms)?;
            let told = store.write(|db| once(db, key.as_ref(), now_ms, |_| Ok((told, Vec::new()))));
            told.map(Json)
        })
        .await
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
