//! `export-tasks`: lists as files (extension `exports`).

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use gsl_model::export::{MOST_CARDS, TaskState, What, column, columns};
use gsl_model::wire::{BulkSelection, ExportRequest, ExportTask, ExportTaskList};

use super::body::LARGE;
use super::bulk_jobs::{bytes, with_filter_as_text};
use super::idempotency::{Key, kept, once};
use super::params::Params;
use super::{AppState, PathText, card_filter, file_range, files, path_number};
use crate::bulk::select;
use crate::db::store::Store;
use crate::error::ApiError;
use crate::export::tasks::{self, New};
use crate::export::{files as export_files, lists, run};
use crate::numbers::{Named, find_all};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// The operations.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/export-tasks", get(list).post(create))
        .route(
            "/v1/export-tasks/{export_task_id}",
            get(show).delete(delete),
        )
        .route("/v1/export-tasks/{export_task_id}/cancel", post(cancel))
        .route("/v1/export-tasks/{export_task_id}/retry", post(retry))
        .route("/v1/export-tasks/{export_task_id}/file", get(file))
}

/// Who asks: the access key, else the token, else everybody without one.
fn user(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let key = text("authorization").and_then(|value| {
        let (_, rest) = value.split_once("Access=")?;
        Some(rest.split([',', ' ']).next().unwrap_or(rest))
    });
    match (key, text("x-auth-token")) {
        (Some(key), _) => format!("key {key}"),
        (None, Some(token)) => {
            let hash = token
                .bytes()
                .fold(0, |hash, byte| crate::rng::mix(hash ^ u64::from(byte)));
            format!("token {hash:016x}")
        }
        (None, None) => String::new(),
    }
}

fn one_of(name: &str, known: &[&str], given: Option<String>) -> Result<String, ApiError> {
    let first = known.first().copied().unwrap_or_default();
    let given = given.unwrap_or_else(|| first.to_owned());
    if known.contains(&given.as_str()) {
        return Ok(given);
    }
    Err(ApiError::parameter(
        name,
        format!("must be one of {}", known.join(", ")),
    ))
}

/// Fills in what is left out, and refuses what is wrong.
fn complete(request: &mut ExportRequest) -> Result<What, ApiError> {
    let known = What::ALL.map(What::key).join(", ");
    let what = What::from_key(&request.what)
        .ok_or_else(|| ApiError::parameter("what", format!("must be one of {known}")))?;
    request.format = Some(one_of("format", &["xlsx", "csv"], request.format.take())?);
    request.language = Some(one_of("language", &["zh", "en"], request.language.take())?);
    let keys = request.columns.take().unwrap_or_else(|| {
        columns(what)
            .iter()
            .map(|column| column.key.to_owned())
            .collect()
    });
    let mut seen = std::collections::HashSet::new();
    for key in &keys {
        if column(what, key).is_none() || !seen.insert(key) {
            let why = format!(
                "has {key:?}, which is no column of {} or is there twice",
                what.key()
            );
            return Err(ApiError::parameter("columns", why));
        }
    }
    if keys.is_empty() {
        return Err(ApiError::parameter("columns", "is empty"));
    }
    request.columns = Some(keys);
    Ok(what)
}

fn as_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Refuses more rows than one export has, with their number.
fn within_limit(rows: i64) -> Result<i64, ApiError> {
    if i64::try_from(MOST_CARDS).is_ok_and(|most| rows > most) {
        let why = format!("has {rows} rows, at most {MOST_CARDS} can be exported at once");
        return Err(ApiError::parameter("selection", why));
    }
    Ok(rows)
}

fn found(named: Vec<Named>) -> Vec<i64> {
    named
        .into_iter()
        .filter_map(|named| named.card.ok())
        .collect()
}

/// Counts the rows; numbers become ids.
fn count(
    store: &Store,
    what: What,
    selection: &mut BulkSelection,
    now_ms: i64,
) -> Result<(&'static str, i64), ApiError> {
    let given = selection.clone();
    if given == BulkSelection::default() {
        selection.filter = Some(String::new());
    }
    let kind = select::kind(selection)?;
    if !what.is_cards() {
        let Some(filter) = selection
            .filter
            .as_deref()
            .filter(|_| given.except.is_empty())
        else {
            return Err(ApiError::parameter(
                "selection",
                "must be a filter for this list",
            ));
        };
        let page = |db: &_| lists::page(store, db, what, filter, now_ms, (0, 1));
        return Ok((kind, within_limit(store.read(page)?.0)?));
    }
    if let Some(filter) = &selection.filter {
        let params = Params::new(Some(filter));
        let filter = card_filter::read(&params, store, now_ms)?;
        let (sort, descending) = card_filter::sorting(&params)?;
        let all = store
            .fleet()
            .list(&filter, sort, descending, 1, usize::MAX)
            .ids;
        let left = run::left(all, &given.except).len();
        return match left {
            0 => Err(ApiError::parameter("selection", "has no card")),
            _ => Ok((kind, within_limit(as_i64(left))?)),
        };
    }
    let ids = if let Some(ids) = given.ids {
        found(select::by_id(&store.fleet(), &ids))
    } else if let Some(numbers) = given.iccids {
        let numbers = numbers
            .iter()
            .map(|text| text.chars().take(64).collect::<String>());
        found(find_all(&store.fleet(), numbers.collect::<Vec<_>>()))
    } else if let Some(file) = given.file_temp_id {
        found(files::cards(store, file, now_ms)?)
    } else {
        Vec::new()
    };
    if ids.is_empty() {
        return Err(ApiError::parameter("selection", "has no card"));
    }
    let total = within_limit(as_i64(ids.len()))?;
    *selection = BulkSelection {
        ids: Some(ids),
        ..BulkSelection::default()
    };
    Ok((kind, total))
}

fn unknown() -> ApiError {
    ApiError::parameter("export_task_id", "does not exist")
}

/// 403 with the seconds left, unless the user may ask now; notes that they did.
fn admit(db: &rusqlite::Connection, user: &str, scale: i64, now_ms: i64) -> Result<(), ApiError> {
    let wait = tasks::wait(db, user, scale, now_ms)?;
    if wait > 0 {
        return Err(ApiError::export_too_soon(seconds(wait)));
    }
    Ok(tasks::asked(db, user, now_ms)?)
}

/// Begun seconds count.
fn seconds(ms: i64) -> i64 {
    (ms + 999) / 1000
}

/// `POST /v1/export-tasks`: writes a list into a file in the background.
///
/// # Errors
/// 400 `GSL.00010004` a bad list, column, format or selection, more than 500,000 cards (with their number), no card;
/// `GSL.00012016` no such file. 403 `GSL.00011007` less than five minutes after this user's last export, with the seconds
/// left.
pub async fn create(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<ExportTask>, ApiError> {
    let body = bytes(body, LARGE).await?;
    let key = Key::of(&headers, &format!("POST {uri}"), &body)?;
    let (user, scale) = (user(&headers), state.time_scale);
    state
        .run(move |store, now_ms| {
            if let Some(key) = &key
                && let Some(told) = store.read(|db| kept(db, key, now_ms))?
            {
                return Ok(Json(told));
            }
            let mut request: ExportRequest = serde_json::from_value(with_filter_as_text(&body)?)
                .map_err(|error| ApiError::body(format!("is wrong: {error}")))?;
            let what = complete(&mut request)?;
            let (selection, total) = count(store, what, &mut request.selection, now_ms)?;
            let json = serde_json::to_string(&request).map_err(ApiError::internal)?;
            let new = New {
                request: &request,
                columns: &request.columns.clone().unwrap_or_default().join(","),
                selection,
                json: &json,
                total,
            };
            let task = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    admit(db, &user, scale, now_ms)?;
                    let id = tasks::insert(db, &new, now_ms)?;
                    Ok((tasks::one(db, id)?.ok_or_else(unknown)?, vec![]))
                })
            })?;
            Ok(Json(task))
        })
        .await
}

/// `GET /v1/export-tasks`: tasks, newest first, and how long this user has to wait for the next.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<ExportTaskList>, ApiError> {
    let (user, scale) = (user(&headers), state.time_scale);
    state
        .run(move |store, now_ms| {
            let paging = Params::new(query.as_deref()).paging()?;
            tasks::expire(store, now_ms)?;
            store.read(|db| {
                let (count, export_tasks) = tasks::page(db, paging.skip(), paging.limit)?;
                Ok(Json(ExportTaskList {
                    limit: paging.limit,
                    offset: paging.offset,
                    count,
                    wait_seconds: seconds(tasks::wait(db, &user, scale, now_ms)?),
                    export_tasks,
                }))
            })
        })
        .await
}

fn find(store: &Store, id: i64) -> Result<ExportTask, ApiError> {
    store.read(|db| tasks::one(db, id)?.ok_or_else(unknown))
}

/// `GET /v1/export-tasks/{export_task_id}`: how a task stands.
///
/// # Errors
/// 400 `GSL.00010004` when there is none.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<ExportTask>, ApiError> {
    let id = path_number(path, "export_task_id")?;
    state
        .run(move |store, now_ms| {
            tasks::expire(store, now_ms)?;
            find(store, id).map(Json)
        })
        .await
}

/// `POST /v1/export-tasks/{export_task_id}/cancel`: stops a task. Sent again it changes nothing.
///
/// # Errors
/// 400 `GSL.00010004` when there is none, or it is over and was not cancelled.
pub async fn cancel(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<ExportTask>, ApiError> {
    let id = path_number(path, "export_task_id")?;
    state
        .run(move |store, now_ms| {
            find(store, id)?;
            store.write(|db| Ok::<_, ApiError>((tasks::cancel(db, id, now_ms)?, vec![])))?;
            let task = find(store, id)?;
            if !task.is(TaskState::Cancelled) {
                return Err(ApiError::parameter("export_task_id", "is over already"));
            }
            Ok(Json(task))
        })
        .await
}

/// `POST /v1/export-tasks/{export_task_id}/retry`: does a failed, cancelled or expired task anew, with the data of then.
///
/// # Errors
/// 400 `GSL.00010004` when there is none, or it is none of these; 403 `GSL.00011007` as for a new one, unless it failed.
pub async fn retry(
    State(state): State<AppState>,
    path: PathText,
    headers: HeaderMap,
) -> Result<Json<ExportTask>, ApiError> {
    let id = path_number(path, "export_task_id")?;
    let (user, scale) = (user(&headers), state.time_scale);
    state
        .run(move |store, now_ms| {
            tasks::expire(store, now_ms)?;
            let task = store.write(|db| {
                let task = tasks::one(db, id)?.ok_or_else(unknown)?;
                if !task.is(TaskState::Failed) && task.retryable {
                    admit(db, &user, scale, now_ms)?;
                }
                if !tasks::retry(db, id)? {
                    let why = "has not failed, and is neither cancelled nor expired";
                    return Err(ApiError::parameter("export_task_id", why));
                }
                Ok((tasks::one(db, id)?.ok_or_else(unknown)?, vec![]))
            })?;
            Ok(Json(task))
        })
        .await
}

/// `DELETE /v1/export-tasks/{export_task_id}`: the task and its file; a running one is stopped. Answers `true`.
///
/// # Errors
/// 400 `GSL.00010004` when there is none.
pub async fn delete(State(state): State<AppState>, path: PathText) -> Result<Json<bool>, ApiError> {
    let id = path_number(path, "export_task_id")?;
    state
        .run(move |store, _| {
            let gone = store.write(|db| {
                let gone = db.execute("DELETE FROM export_tasks WHERE id = ?1", [id])?;
                Ok::<_, ApiError>((gone, vec![]))
            })?;
            if gone == 0 {
                return Err(unknown());
            }
            export_files::remove(&store.export_dir(), id);
            Ok(Json(true))
        })
        .await
}

/// `GET /v1/export-tasks/{export_task_id}/file`: the file or a part of it.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such task, or no file of it.
pub async fn file(
    State(state): State<AppState>,
    path: PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let id = path_number(path, "export_task_id")?;
    let (task, file) = state
        .run(move |store, now_ms| {
            tasks::expire(store, now_ms)?;
            let task = find(store, id)?;
            if !task.is(TaskState::Succeeded) {
                let why = format!("has no file: it is {}", task.state);
                return Err(ApiError::parameter("export_task_id", why));
            }
            let path = export_files::complete(&store.export_dir(), id);
            let file = std::fs::File::open(path).map_err(ApiError::internal)?;
            Ok((task, file))
        })
        .await?;
    let finished = task.finish_time.map_or(0, |at| at.0.timestamp_millis());
    let etag = format!("\"{id}-{finished}-{}\"", task.size.unwrap_or(0));
    let kind = if task.format == "csv" { CSV } else { XLSX };
    let name = task.file_name.unwrap_or_default();
    file_range::answer(file, &headers, &etag, kind, &name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn more_than_half_a_million_rows_are_refused_with_their_number() {
        assert_eq!(within_limit(500_000).unwrap(), 500_000);
        let told = within_limit(500_001).unwrap_err().to_string();
        assert!(told.contains("has 500001 rows, at most 500000"), "{told}");
    }
}
