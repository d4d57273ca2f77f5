//! `export-tasks`: lists as files (extension `exports`).

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use gsl_model::export::{ExportKind, TaskState, column, columns};
use gsl_model::wire::{BulkSelection, ExportPlan, ExportRequest, ExportTask, ExportTaskList};
use serde::{Deserialize, Serialize};

use super::body::{LARGE, from_value};
use super::bulk_jobs::with_filter_as_text;
use super::call::Call;
use super::origin::XLSX;
use super::{AppState, PathText, file_range, path_number};
use crate::bulk::select::selected;
use crate::clock::time;
use crate::error::ApiError;
use crate::export::choose::choose;
use crate::export::files as export_files;
use crate::export::tasks::{self, NewExportTask};
use crate::idempotency::{once, settled};
use crate::packed::pack;
use crate::params::Params;
use crate::previews::{self, Kind};
use crate::store::Store;

const CSV: &str = "text/csv; charset=utf-8";

/// The operations.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/export-plans", post(plan))
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
/// All columns are those of a list, without the custom attributes that nobody uses.
fn complete(store: &Store, request: &mut ExportRequest) -> Result<(), ApiError> {
    let what = what(request)?;
    request.format = Some(one_of("format", &["xlsx", "csv"], request.format.take())?);
    request.language = Some(one_of("language", &["zh", "en"], request.language.take())?);
    let keys = match request.columns.take() {
        Some(keys) => keys,
        None => {
            let used = store.read(attributes_in_use)?;
            let all = columns(what).iter().map(|column| column.key.to_owned());
            let unused = |key: &String| {
                let slot = key.strip_prefix("customer_attribute");
                slot.is_some_and(|slot| !used.iter().any(|used| used == slot))
            };
            all.filter(|key| !unused(key)).collect()
        }
    };
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
    Ok(())
}

/// The slots of the custom attributes that are enabled.
fn attributes_in_use(db: &rusqlite::Connection) -> Result<Vec<String>, ApiError> {
    let mut enabled = db.prepare_cached("SELECT slot FROM attributes WHERE enabled = 1")?;
    let slots = enabled.query_map([], |row| row.get::<_, i64>(0))?;
    let slots = slots.map(|slot| slot.map(|slot| slot.to_string()));
    Ok(slots.collect::<Result<_, _>>()?)
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

/// What is kept of rows that were shown.
#[derive(Serialize, Deserialize)]
struct ExportPreview {
    what: String,
    /// Kind of the selection, and what tells it from others.
    selection: String,
    selected: String,
    filter: Option<String>,
    except_count: i64,
    total: i64,
}

/// `POST /v1/export-plans`: which rows an export with this body has, kept for half an hour: the export that names the plan
/// has these rows and no others.
///
/// # Errors
/// 400 `GSL.00010004` a bad list or selection, more than 500,000 cards (with their number), no card; `GSL.00012016` no such
/// file.
pub async fn plan(
    State(state): State<AppState>,
    Call { bytes: body, key }: Call<LARGE>,
) -> Result<Json<ExportPlan>, ApiError> {
    state
        .run(move |store, now_ms| {
            settled(store, key.as_ref(), now_ms, || {
                let request = read(&body)?;
                let (shown, keys) = shown(store, &request, now_ms)?;
                let ready = previews::ready(Kind::Export, &shown, keys)?;
                store.write(|db| {
                    once(db, key.as_ref(), now_ms, |db| {
                        let (plan_id, until) = previews::keep(db, &ready, now_ms)?;
                        let told = ExportPlan {
                            plan_id,
                            what: shown.what,
                            total: shown.total,
                            expire_time: Some(time(until)),
                        };
                        Ok((told, vec![]))
                    })
                })
            })
            .map(Json)
        })
        .await
}

fn read(body: &[u8]) -> Result<ExportRequest, ApiError> {
    from_value(with_filter_as_text(body)?)
}

fn what(request: &ExportRequest) -> Result<ExportKind, ApiError> {
    let known = ExportKind::ALL.map(ExportKind::key).join(", ");
    ExportKind::from_key(&request.what)
        .ok_or_else(|| ApiError::parameter("what", format!("must be one of {known}")))
}

/// The rows of a request as they are now.
fn shown(
    store: &Store,
    request: &ExportRequest,
    now_ms: i64,
) -> Result<(ExportPreview, Vec<i64>), ApiError> {
    let mut selection = request.selection.clone();
    let chosen = choose(store, what(request)?, &mut selection, now_ms)?;
    let shown = ExportPreview {
        what: request.what.clone(),
        selection: chosen.kind.to_owned(),
        selected: selected(&selection)?,
        filter: selection.filter,
        except_count: i64::try_from(selection.except.len()).unwrap_or(i64::MAX),
        total: chosen.total,
    };
    Ok((shown, chosen.keys))
}

/// The rows of the plan that a request names.
fn planned(
    store: &Store,
    request: &ExportRequest,
    plan: i64,
    now_ms: i64,
) -> Result<(ExportPreview, Vec<i64>), ApiError> {
    let (shown, keys): (ExportPreview, _) =
        store.read(|db| previews::find(db, Kind::Export, plan, now_ms))?;
    let same = (request.what.is_empty() || request.what == shown.what)
        && (request.selection == BulkSelection::default()
            || selected(&request.selection)? == shown.selected);
    if !same {
        let why = format!("{plan} was made by another request");
        return Err(ApiError::plan_gone(why));
    }
    Ok((shown, keys))
}

/// `POST /v1/export-tasks`: writes a list into a file in the background: the rows of a plan, or those of a selection.
///
/// # Errors
/// 400 `GSL.00010004` a bad list, column, format or selection, more than 500,000 cards (with their number), no card;
/// `GSL.00012016` no such file. 403 `GSL.00011007` less than five minutes after this user's last export, with the seconds
/// left. 409 `GSL.00013009` the plan is gone or is of another list.
pub async fn create(
    State(state): State<AppState>,
    headers: HeaderMap,
    Call { bytes: body, key }: Call<LARGE>,
) -> Result<Json<ExportTask>, ApiError> {
    let (user, scale) = (user(&headers), state.time_scale);
    state
        .run(move |store, now_ms| {
            settled(store, key.as_ref(), now_ms, || {
                let mut request = read(&body)?;
                let (shown, keys) = match request.plan_id.take() {
                    Some(plan) => planned(store, &request, plan, now_ms)
                        .map(|(shown, keys)| (shown, Some(keys)))?,
                    // Nobody was shown what the filter finds: it is read when the task runs.
                    None => {
                        let (shown, keys) = shown(store, &request, now_ms)?;
                        let named = shown.filter.is_none();
                        (shown, named.then_some(keys))
                    }
                };
                request.what.clone_from(&shown.what);
                complete(store, &mut request)?;
                request.selection = BulkSelection {
                    filter: shown.filter.clone(),
                    except: match keys {
                        Some(_) => Vec::new(),
                        None => std::mem::take(&mut request.selection.except),
                    },
                    ..BulkSelection::default()
                };
                let json = serde_json::to_string(&request).map_err(ApiError::internal)?;
                let packed = keys.map(pack);
                let new = NewExportTask {
                    request: &request,
                    columns: &request.columns.clone().unwrap_or_default().join(","),
                    selection: &shown.selection,
                    except_count: shown.except_count,
                    json: &json,
                    total: shown.total,
                    keys: packed.as_deref(),
                };
                store.write(|db| {
                    once(db, key.as_ref(), now_ms, |db| {
                        admit(db, &user, scale, now_ms)?;
                        let id = tasks::insert(db, &new, now_ms)?;
                        Ok((tasks::one(db, id)?.ok_or_else(unknown)?, vec![]))
                    })
                })
            })
            .map(Json)
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
                let Json(list) = paging.answer(count, export_tasks);
                Ok(Json(ExportTaskList {
                    wait_seconds: seconds(tasks::wait(db, &user, scale, now_ms)?),
                    ..list
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
    Call { key, .. }: Call,
) -> Result<Json<ExportTask>, ApiError> {
    let id = path_number(path, "export_task_id")?;
    let stopped = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, key.as_ref(), now_ms, |db| {
                tasks::cancel(db, id, now_ms)?;
                let task = tasks::one(db, id)?.ok_or_else(unknown)?;
                if !task.is(TaskState::Cancelled) {
                    return Err(ApiError::parameter("export_task_id", "is over already"));
                }
                Ok((task, vec![]))
            })
        })
    });
    stopped.await.map(Json)
}

/// `POST /v1/export-tasks/{export_task_id}/retry`: does a failed, cancelled or expired task anew, with the data of then.
///
/// # Errors
/// 400 `GSL.00010004` when there is none, or it is none of these; 403 `GSL.00011007` as for a new one, unless it failed.
pub async fn retry(
    State(state): State<AppState>,
    path: PathText,
    headers: HeaderMap,
    Call { key, .. }: Call,
) -> Result<Json<ExportTask>, ApiError> {
    let id = path_number(path, "export_task_id")?;
    let (user, scale) = (user(&headers), state.time_scale);
    let waits = state.run(move |store, now_ms| {
        tasks::expire(store, now_ms)?;
        store.write(|db| {
            once(db, key.as_ref(), now_ms, |db| {
                let task = tasks::one(db, id)?.ok_or_else(unknown)?;
                if !task.is(TaskState::Failed) && task.retryable {
                    admit(db, &user, scale, now_ms)?;
                }
                if !tasks::retry(db, id)? {
                    let why = "has not failed, and is neither cancelled nor expired";
                    return Err(ApiError::parameter("export_task_id", why));
                }
                Ok((tasks::one(db, id)?.ok_or_else(unknown)?, vec![]))
            })
        })
    });
    waits.await.map(Json)
}

/// `DELETE /v1/export-tasks/{export_task_id}`: the task and its file; a running one is stopped. Answers `true`.
///
/// # Errors
/// 400 `GSL.00010004` when there is none.
pub async fn delete(
    State(state): State<AppState>,
    path: PathText,
    Call { key, .. }: Call,
) -> Result<Json<bool>, ApiError> {
    let id = path_number(path, "export_task_id")?;
    state
        .run(move |store, now_ms| {
            store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    match db.execute("DELETE FROM export_tasks WHERE id = ?1", [id])? {
                        0 => Err(unknown()),
                        _ => Ok((true, vec![])),
                    }
                })
            })?;
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
