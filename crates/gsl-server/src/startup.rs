//! How the service begins.

use std::path::Path;

use crate::bulk::make::forget_unfinished;
use crate::db;
use crate::db::schema::INDEXES;
use crate::export;
use crate::store::{DataSource, Store};

/// Opens an existing database, brings its figures up to the day of `now_ms`, and puts right what the last end of the service
/// cut off: bulk jobs half written, exports half done.
///
/// # Errors
/// One sentence for the person who started the service.
pub fn open(path: &Path, now_ms: i64) -> Result<Store, String> {
    Store::open(path, DataSource::Demo, now_ms, |db| {
        forget_unfinished(db)?;
        export::tasks::recover(db, &export::files::dir(path))
    })
}

/// Opens the mirror of an account; a missing one is made, empty.
///
/// # Errors
/// One sentence for the person who started the service; a database with a demo fleet is refused.
pub fn open_mirror(path: &Path, now_ms: i64) -> Result<Store, String> {
    if !path.exists() {
        db::create(path, |db| {
            let day = crate::clock::day_of(now_ms).to_string();
            db.execute(
                "INSERT INTO meta (key, value) VALUES ('source', 'account'), ('day', ?1)",
                [day],
            )?;
            db.execute_batch(INDEXES)
        })?;
    }
    Store::open(path, DataSource::Account, now_ms, |db| {
        export::tasks::recover(db, &export::files::dir(path))
    })
}
