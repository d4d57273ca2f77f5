//! Tasks in the database.

use gsl_model::export::{KEPT_MS, TaskState, WAIT_MS};
use gsl_model::wire::{ExportReason, ExportRequest, ExportTask};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{ExportError, files};
use crate::clock::time;
use crate::db::export::BEFORE_FIRST;
use crate::db::rows::FromRow;
use crate::packed::unpack;
use crate::store::Store;

crate::from_row! {
    struct TaskRow {
        id: i64,
        what: String,
        format: String,
        language: String,
        columns: String,
        selection: String,
        filter: Option<String>,
        except_count: i64,
        state: String,
        fail_key: Option<String>,
        fail_text: Option<String>,
        total: i64,
        done: i64,
        size: Option<i64>,
        file_name: Option<String>,
        attempts: i64,
        create_time: Option<i64>,
        start_time: Option<i64>,
        snapshot_time: Option<i64>,
        finish_time: Option<i64>,
        expire_time: Option<i64>,
    }
}

fn task(row: &Row<'_>) -> rusqlite::Result<ExportTask> {
    let row = TaskRow::from_row(row)?;
    let is = |state: &TaskState| state.key() == row.state;
    let (key, text) = (row.fail_key, row.fail_text);
    Ok(ExportTask {
        export_task_id: row.id,
        what: row.what,
        format: row.format,
        language: row.language,
        columns: row.columns.split(',').map(str::to_owned).collect(),
        selection: row.selection,
        filter: row.filter,
        except_count: row.except_count,
        cancellable: [TaskState::Waiting, TaskState::Running].iter().any(is),
        retryable: [TaskState::Failed, TaskState::Cancelled, TaskState::Expired]
            .iter()
            .any(is),
        reason: key.map(|key| ExportReason {
            key,
            text: text.unwrap_or_default(),
        }),
        state: row.state,
        total: row.total,
        rows: row.done,
        size: row.size,
        file_name: row.file_name,
        attempts: row.attempts,
        create_time: row.create_time.map(time),
        start_time: row.start_time.map(time),
        snapshot_time: row.snapshot_time.map(time),
        finish_time: row.finish_time.map(time),
        expire_time: row.expire_time.map(time),
    })
}

/// A page of tasks, newest first, and how many there are.
///
/// # Errors
/// When the database cannot be read.
pub fn page(db: &Connection, skip: i64, limit: i64) -> rusqlite::Result<(i64, Vec<ExportTask>)> {
    let count = db.query_row("SELECT COUNT(*) FROM export_tasks", [], |row| row.get(0))?;
    let mut statement = db.prepare_cached(&format!(
        "SELECT {} FROM export_tasks ORDER BY id DESC LIMIT ?1 OFFSET ?2",
        TaskRow::COLUMNS
    ))?;
    let tasks = statement
        .query_map([limit, skip], task)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((count, tasks))
}

/// One task.
///
/// # Errors
/// When the database cannot be read.
pub fn one(db: &Connection, id: i64) -> rusqlite::Result<Option<ExportTask>> {
    db.prepare_cached(&format!(
        "SELECT {} FROM export_tasks WHERE id = ?1",
        TaskRow::COLUMNS
    ))?
    .query_row([id], task)
    .optional()
}

/// Milliseconds until a user may ask for the next export.
///
/// # Errors
/// When the database cannot be read.
pub fn wait(db: &Connection, user: &str, scale: i64, now_ms: i64) -> rusqlite::Result<i64> {
    let asked: Option<i64> = db
        .prepare_cached("SELECT asked_time FROM export_users WHERE user = ?1")?
        .query_row([user], |row| row.get(0))
        .optional()?;
    // A clock that was set back keeps nobody waiting longer than that.
    let wait = WAIT_MS / scale.max(1);
    Ok(asked.map_or(0, |asked| (asked + wait - now_ms).clamp(0, wait)))
}

/// Notes that a user asked for an export.
///
/// # Errors
/// When the database refuses.
pub fn asked(db: &Connection, user: &str, now_ms: i64) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO export_users (user, asked_time) VALUES (?1, ?2)")?
        .execute(params![user, now_ms])?;
    Ok(())
}

/// A task to be written down.
#[derive(Debug)]
pub struct NewExportTask<'a> {
    /// With defaults filled in; of its selection the filter is enough.
    pub request: &'a ExportRequest,
    /// Columns, joined by commas.
    pub columns: &'a str,
    /// `ids`, `iccids`, `filter` or `file`.
    pub selection: &'a str,
    /// Cards left out of the filter.
    pub except_count: i64,
    /// The request as JSON.
    pub json: &'a str,
    /// Rows as counted.
    pub total: i64,
    /// The rows, packed; `None` when the filter is read once the task runs.
    pub keys: Option<&'a [u8]>,
}

/// Writes a task down; answers its number.
///
/// # Errors
/// When the database refuses.
pub fn insert(db: &Connection, new: &NewExportTask<'_>, now_ms: i64) -> rusqlite::Result<i64> {
    // Never the number of a task that was deleted: its file may still be read.
    let newest: Option<i64> =
        db.query_row("SELECT MAX(id) FROM export_tasks", [], |row| row.get(0))?;
    let id = newest
        .unwrap_or(BEFORE_FIRST)
        .max(BEFORE_FIRST + now_ms / 1000)
        + 1;
    db.execute(
        "INSERT INTO export_tasks (id, what, format, language, columns, selection, filter, except_count, request, state, \
         total, create_time) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting', ?10, ?11)",
        params![
            id,
            new.request.what,
            new.request.format,
            new.request.language,
            new.columns,
            new.selection,
            new.request.selection.filter,
            new.except_count,
            new.json,
            new.total,
            now_ms
        ],
    )?;
    if let Some(keys) = new.keys {
        db.execute(
            "INSERT INTO export_rows (task, keys) VALUES (?1, ?2)",
            params![id, keys],
        )?;
    }
    Ok(id)
}

/// The rows a task was written down with, and how many they were.
///
/// # Errors
/// When the database cannot be read.
pub fn rows(db: &Connection, id: i64) -> rusqlite::Result<Option<(i64, Vec<i64>)>> {
    let kept: Option<(i64, Vec<u8>)> = db
        .query_row(
            "SELECT total, keys FROM export_rows JOIN export_tasks ON id = task WHERE task = ?1",
            [id],
            |row| Ok((row.get("total")?, row.get("keys")?)),
        )
        .optional()?;
    Ok(kept.and_then(|(total, keys)| Some((total, unpack(&keys)?))))
}

/// Takes the oldest waiting task; `None` when there is none.
///
/// # Errors
/// When the database refuses.
pub fn take(db: &Connection, now_ms: i64) -> rusqlite::Result<Option<(i64, String)>> {
    db.query_row(
        "UPDATE export_tasks SET state = 'running', start_time = ?1, done = 0, attempts = attempts + 1, fail_key = NULL, \
         fail_text = NULL WHERE id = (SELECT id FROM export_tasks WHERE state = 'waiting' ORDER BY id LIMIT 1) \
         RETURNING id, request",
        [now_ms],
        |row| Ok((row.get("id")?, row.get("request")?)),
    )
    .optional()
}

/// Whether any task stands so; asked before the one writer is taken.
///
/// # Errors
/// When the database cannot be read.
pub fn any(db: &Connection, state: TaskState) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM export_tasks WHERE state = ?1)")?
        .query_row([state.key()], |row| row.get(0))
}

/// Ends a task whose runner is gone: there is one runner, and it asks this between two tasks.
///
/// # Errors
/// When the database refuses.
pub fn give_up(store: &Store, now_ms: i64) -> rusqlite::Result<()> {
    if !store.read(|db| any(db, TaskState::Running))? {
        return Ok(());
    }
    store.write(|db| {
        db.execute(
            "UPDATE export_tasks SET state = 'failed', fail_key = 'internal', fail_text = 'The export broke off.', \
             finish_time = ?1 WHERE state = 'running'",
            [now_ms],
        )?;
        Ok::<_, rusqlite::Error>(((), Vec::new()))
    })
}

/// Writes down how far a task is; `false` when it is no longer to be done.
///
/// # Errors
/// When the database refuses.
pub fn progress(db: &Connection, id: i64, rows: i64, total: i64) -> rusqlite::Result<bool> {
    let touched = db
        .prepare_cached(
            "UPDATE export_tasks SET done = ?2, total = ?3 WHERE id = ?1 AND state = 'running'",
        )?
        .execute([id, rows, total])?;
    Ok(touched == 1)
}

/// Whether a task is still to be done.
///
/// # Errors
/// When the database cannot be read.
pub fn wanted(db: &Connection, id: i64) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM export_tasks WHERE id = ?1 AND state = 'running')",
    )?
    .query_row([id], |row| row.get(0))
}

/// What a finished task is.
#[derive(Debug)]
pub struct FinishedExport {
    /// Rows written.
    pub rows: i64,
    /// Rows it was to have.
    pub total: i64,
    /// Bytes.
    pub size: i64,
    /// Name of the file.
    pub name: String,
    /// The instant of the rows.
    pub snapshot_ms: i64,
}

/// Ends a running task well; `false` when it was stopped meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn succeed(
    db: &Connection,
    id: i64,
    done: &FinishedExport,
    now_ms: i64,
) -> rusqlite::Result<bool> {
    let touched = db.execute(
        "UPDATE export_tasks SET state = 'succeeded', done = ?2, total = ?8, size = ?3, file_name = ?4, \
         snapshot_time = ?5, finish_time = ?6, expire_time = ?7 WHERE id = ?1 AND state = 'running'",
        params![id, done.rows, done.size, done.name, done.snapshot_ms, now_ms, now_ms + KEPT_MS, done.total],
    )?;
    Ok(touched == 1)
}

/// Ends a running task for a reason.
///
/// # Errors
/// When the database refuses.
pub fn fail(db: &Connection, id: i64, key: &str, text: &str, now_ms: i64) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE export_tasks SET state = 'failed', fail_key = ?2, fail_text = ?3, finish_time = ?4 \
         WHERE id = ?1 AND state = 'running'",
        params![id, key, text, now_ms],
    )?;
    Ok(())
}

/// Stops a task that waits or runs; `false` when there was nothing to stop.
///
/// # Errors
/// When the database refuses.
pub fn cancel(db: &Connection, id: i64, now_ms: i64) -> rusqlite::Result<bool> {
    let touched = db.execute(
        "UPDATE export_tasks SET state = 'cancelled', finish_time = ?2 WHERE id = ?1 AND state IN ('waiting', 'running')",
        [id, now_ms],
    )?;
    Ok(touched == 1)
}

/// Lets a task wait once more; `false` when it is not one that can be tried again.
///
/// # Errors
/// When the database refuses.
pub fn retry(db: &Connection, id: i64) -> rusqlite::Result<bool> {
    let touched = db.execute(
        "UPDATE export_tasks SET state = 'waiting', done = 0, attempts = 0, size = NULL, file_name = NULL, \
         fail_key = NULL, fail_text = NULL, start_time = NULL, snapshot_time = NULL, finish_time = NULL, \
         expire_time = NULL WHERE id = ?1 AND state IN ('failed', 'cancelled', 'expired')",
        [id],
    )?;
    Ok(touched == 1)
}

/// As the service starts: what was running begins anew, unless it ended badly every time; half files go.
///
/// # Errors
/// When the database refuses.
pub fn recover(db: &Connection, dir: &std::path::Path) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE export_tasks SET state = CASE WHEN attempts < ?1 THEN 'waiting' ELSE 'failed' END, \
         fail_key = CASE WHEN attempts < ?1 THEN NULL ELSE 'interrupted' END, \
         fail_text = CASE WHEN attempts < ?1 THEN NULL ELSE 'The service ended each time this export ran.' END, done = 0 \
         WHERE state = 'running'",
        [super::MOST_ATTEMPTS],
    )?;
    let mut statement = db.prepare("SELECT id FROM export_tasks WHERE state = 'succeeded'")?;
    let kept = statement.query_map([], |row| row.get(0))?;
    files::sweep(dir, &kept.collect::<rusqlite::Result<Vec<i64>>>()?);
    Ok(())
}

/// Lets files go whose time is over.
///
/// # Errors
/// When the database refuses.
pub fn expire(store: &Store, now_ms: i64) -> rusqlite::Result<()> {
    let over: Vec<i64> = store.read(|db| {
        let mut statement = db.prepare_cached(
            "SELECT id FROM export_tasks WHERE state = 'succeeded' AND expire_time <= ?1",
        )?;
        statement
            .query_map([now_ms], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()
    })?;
    for id in over {
        store.write(|db| {
            db.execute(
                "UPDATE export_tasks SET state = 'expired' WHERE id = ?1 AND state = 'succeeded'",
                [id],
            )?;
            Ok::<_, rusqlite::Error>(((), Vec::new()))
        })?;
        files::remove(&store.export_dir(), id);
    }
    Ok(())
}

/// Stops the writing of a file as soon as its task is stopped.
///
/// # Errors
/// [`ExportError::Called`].
pub fn still_wanted(store: &Store, id: i64) -> Result<(), ExportError> {
    if store.read(|db| wanted(db, id))? {
        Ok(())
    } else {
        Err(ExportError::Called)
    }
}
