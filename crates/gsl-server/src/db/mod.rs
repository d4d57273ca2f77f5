//! The database file: opening, checking, migrating.

pub mod bulk;
pub mod card_add_ons;
pub mod directional;
pub mod export;
pub mod mirror;
pub mod moves;
pub mod orders;
pub mod pools;
pub mod previews;
pub mod renewals;
pub mod rows;
pub mod schema;
pub mod state_changes;
pub(crate) mod statements;
pub mod work_orders;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use schema::{APPLICATION_ID, MIGRATIONS};

/// The version a migrated database has.
fn newest() -> i32 {
    i32::try_from(MIGRATIONS.len()).unwrap_or(i32::MAX)
}

/// Opens a connection with the settings every connection has.
///
/// # Errors
/// When SQLite cannot open the file.
pub fn connect(path: &Path, writable: bool) -> rusqlite::Result<Connection> {
    let access = if writable {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    } else {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    };
    let db = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Carrying out a work order alone takes more than the sixteen of the default.
    db.set_prepared_statement_cache_capacity(64);
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    // FULL: with a write-ahead log each commit is on the disk before it is answered, so that a power cut takes nothing back.
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;",
    )?;
    Ok(db)
}

/// Creates the tables in an empty database, or brings an older one up to date, all or nothing.
///
/// # Errors
/// When SQLite refuses.
pub fn migrate(db: &mut Connection) -> rusqlite::Result<()> {
    let version: i32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(0);
    let work = db.transaction()?;
    for script in MIGRATIONS.iter().skip(done) {
        work.execute_batch(script)?;
    }
    work.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {};",
        newest()
    ))?;
    work.commit()
}

/// Opens an existing database for the service: refuses what is not ours, then migrates.
///
/// The returned file holds the lock that keeps a second service away from the same database.
///
/// # Errors
/// One sentence for the person who started the service.
pub fn open_existing(path: &Path) -> Result<(File, Connection), String> {
    let shown = path.display();
    if !path.is_file() {
        return Err(format!("{shown} is not a file"));
    }
    let mut header = [0_u8; 16];
    let mut file =
        File::open(path).map_err(|error| format!("cannot open the database {shown}: {error}"))?;
    if file.read_exact(&mut header).is_err() || &header != b"SQLite format 3\0" {
        return Err(format!(
            "{shown} is not a gsl-server database (or is damaged); it was left as it is"
        ));
    }
    if file.try_lock().is_err() {
        return Err(format!(
            "the database {shown} is in use by another gsl-server"
        ));
    }
    let sql = |error: rusqlite::Error| explain(path, &error);
    let mut db = connect(path, true).map_err(sql)?;
    let application: i32 = db
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .map_err(sql)?;
    if application != APPLICATION_ID {
        return Err(format!(
            "{shown} is another program's database; it was left as it is"
        ));
    }
    let version: i32 = db
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(sql)?;
    if version > newest() {
        return Err(format!(
            "{shown} was made by a newer gsl-server (version {version}); it was left as it is"
        ));
    }
    db.execute_batch("BEGIN IMMEDIATE; ROLLBACK;")
        .map_err(sql)?;
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
        .map_err(sql)?;
    migrate(&mut db).map_err(sql)?;
    Ok((file, db))
}

/// Fills a new database: everything goes into a file beside it, which is renamed once it is complete, so that the
/// path never holds half a database.
///
/// # Errors
/// One sentence for the person who started the service.
pub fn create<T>(
    path: &Path,
    fill: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
) -> Result<T, String> {
    let shown = path.display();
    if path.exists() {
        return Err(format!("{shown} exists already"));
    }
    let draft = beside(path, &format!(".seeding-{}", std::process::id()));
    let outcome = write_draft(&draft, fill).and_then(|filled| {
        // What an earlier database of this name left behind would be taken for the new one's log.
        for suffix in ["-wal", "-shm"] {
            let _ = fs::remove_file(beside(path, suffix));
        }
        fs::rename(&draft, path)
            .and_then(|()| sync_folder(path))
            .map_err(|error| error.to_string())?;
        Ok(filled)
    });
    if outcome.is_err() {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(beside(&draft, suffix));
        }
    }
    outcome.map_err(|error| format!("cannot create the database {shown}: {error}"))
}

fn write_draft<T>(
    draft: &Path,
    fill: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
) -> Result<T, String> {
    // Says "no such directory" or "permission denied" where SQLite would only say that it cannot open the file.
    File::create(draft).map_err(|error| error.to_string())?;
    let work = || -> rusqlite::Result<T> {
        let mut db = connect(draft, true)?;
        db.execute_batch(
            "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;",
        )?;
        migrate(&mut db)?;
        let filled = fill(&mut db)?;
        db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        db.close().map_err(|(_, error)| error)?;
        Ok(filled)
    };
    let filled = work().map_err(|error| error.to_string())?;
    File::open(draft)
        .and_then(|file| file.sync_all())
        .map_err(|error| error.to_string())?;
    Ok(filled)
}

/// Syncs the folder of a path, so that a file created or renamed in it survives a power cut.
pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Elsewhere a folder cannot be opened as a file.
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The path with something appended to the file name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// A database error in words for the person who started the service.
#[must_use]
pub fn explain(path: &Path, error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode as Code;
    let shown = path.display();
    match error.sqlite_error_code() {
        Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => {
            format!("cannot write to the database {shown}: {error}")
        }
        Some(Code::DatabaseCorrupt | Code::NotADatabase) => {
            format!(
                "the database {shown} is damaged ({error}); move it away to have a new one made"
            )
        }
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
            format!("the database {shown} is in use by another program")
        }
        _ => format!("cannot use the database {shown}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_answered_survives_a_power_cut() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        create(&path, |_| Ok(())).unwrap();
        let (_lock, opened) = open_existing(&path).unwrap();
        // However a connection came to be, each commit is synced (2 is FULL) into the log before it returns.
        for db in [opened, connect(&path, true).unwrap()] {
            let setting = |name: &str| -> String {
                let value = db.query_row(&format!("PRAGMA {name}"), [], |row| {
                    row.get::<_, rusqlite::types::Value>(0)
                });
                format!("{:?}", value.unwrap())
            };
            assert_eq!(setting("synchronous"), "Integer(2)");
            assert_eq!(setting("journal_mode"), "Text(\"wal\")");
        }
    }
}
