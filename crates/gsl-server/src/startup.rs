//! How the service begins.

use std::path::Path;

use crate::bulk::make::forget_unfinished;
use crate::export;
use crate::store::Store;

/// Opens an existing database, brings its figures up to the day of `now_ms`, and puts right what the last end of the service
/// cut off: bulk jobs half written, exports half done.
///
/// # Errors
/// One sentence for the person who started the service.
pub fn open(path: &Path, now_ms: i64) -> Result<Store, String> {
    Store::open(path, now_ms, |db| {
        forget_unfinished(db)?;
        export::tasks::recover(db, &export::files::dir(path))
    })
}
