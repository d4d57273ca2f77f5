//! The files of export tasks: a directory beside the database.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::db::sync_folder;
use crate::store::Store;

/// The directory of a database.
#[must_use]
pub fn dir(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".exports");
    name.into()
}

impl Store {
    /// Where files of export tasks are.
    #[must_use]
    pub fn export_dir(&self) -> PathBuf {
        dir(self.path())
    }
}

/// A complete file.
#[must_use]
pub fn complete(dir: &Path, task: i64) -> PathBuf {
    dir.join(task.to_string())
}

/// A file being written.
#[must_use]
pub fn draft(dir: &Path, task: i64) -> PathBuf {
    dir.join(format!("{task}.part"))
}

/// Makes a draft the complete file: on the disk before its name.
///
/// # Errors
/// When the disk refuses.
pub fn keep(dir: &Path, task: i64) -> io::Result<u64> {
    let draft = draft(dir, task);
    let file = File::open(&draft)?;
    file.sync_all()?;
    let size = file.metadata()?.len();
    fs::rename(draft, complete(dir, task))?;
    File::open(dir)?.sync_all()?;
    // The first export makes the folder.
    sync_folder(dir)?;
    Ok(size)
}

/// Removes what there is of a task.
pub fn remove(dir: &Path, task: i64) {
    let _ = fs::remove_file(complete(dir, task));
    let _ = fs::remove_file(draft(dir, task));
}

/// Removes everything but the files of these tasks: halves, and what an earlier database of this name left.
pub fn sweep(dir: &Path, tasks: &[i64]) {
    let wanted: HashSet<String> = tasks.iter().map(i64::to_string).collect();
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        if !wanted.contains(&*entry.file_name().to_string_lossy()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
