//! Since when the changes of cards' states are recorded. Of a demo fleet [`history::store`] writes every change.

use rusqlite::{Connection, OptionalExtension, params};

use crate::catalog::Catalog;
use crate::clock::DAY_MS;
use crate::history;
use crate::lifecycle::status;

/// The key of `meta` that says since when changes have been written down, ms; 0 when the past of every card tells.
const SINCE: &str = "state_changes_since";
/// How long changes are kept.
const KEPT_MS: i64 = 400 * DAY_MS;

/// Prepares a database once for recording changes: stopped cards of a demo fleet get the instant that their past tells; of a
/// real account (`account`) nobody knows when cards stopped before. Afterwards it only deletes changes that are too old.
///
/// # Errors
/// When the database refuses.
pub(crate) fn begin(
    db: &mut Connection,
    catalog: &Catalog,
    account: bool,
    now_ms: i64,
) -> rusqlite::Result<()> {
    if since(db)?.is_some() {
        db.execute(
            "DELETE FROM state_changes WHERE at < ?1",
            [now_ms - KEPT_MS],
        )?;
        return Ok(());
    }
    let work = db.transaction()?;
    let stopped: Vec<i64> = work
        .prepare("SELECT id FROM cards WHERE status = ?1 AND stopped_at IS NULL AND NOT ?2")?
        .query_map(params![status::SUSPENDED, account], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for part in stopped.chunks(10_000) {
        for life in history::read_all(&work, catalog, part)?.values() {
            work.prepare_cached("UPDATE cards SET stopped_at = ?2 WHERE id = ?1")?
                .execute(params![life.profile.id, life.stopped_at(now_ms)])?;
        }
    }
    work.execute(
        "INSERT INTO meta (key, value) VALUES (?1, ?2)",
        params![SINCE, if account { now_ms } else { 0 }.to_string()],
    )?;
    work.commit()
}

/// Since when changes have been written down, ms; 0 when the past of every card tells, `None` before they are.
///
/// # Errors
/// When the database cannot be read.
pub fn since(db: &Connection) -> rusqlite::Result<Option<i64>> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([SINCE], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}
