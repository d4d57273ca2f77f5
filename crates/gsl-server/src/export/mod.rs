//! Export tasks: lists written to files in the background (extension `exports`; Q9.7).
//!
//! Rows that were shown and counted before ([`choose`]) are those the file has. A task is written down with them, or with
//! the filter when nobody was shown anything, and worked off by one runner, oldest first. It takes one instant of the data:
//! which cards match is decided, and a read transaction begun, while no change can come in between; every row is read in that
//! transaction, a little ahead of the writing, so memory does not grow with them. The file has another name until it is
//! complete and on the disk; only then the task succeeds. A task that was running when the service ended begins anew.

pub mod choose;
pub mod csv;
pub mod files;
pub mod lists;
pub mod rows;
pub mod run;
pub mod tasks;
pub mod xlsx;

use std::fmt;
use std::io;

use gsl_model::export::Cell;

use crate::error::ApiError;

/// Cards between two looks whether the task was cancelled; its progress is written down as well.
pub const PORTION: usize = 1_000;
/// Rows of other lists between two looks.
pub const PAGE: usize = 4_000;
/// A task that never ends well is begun at most so often.
pub const MOST_ATTEMPTS: i64 = 5;

/// Why a file is not written to its end.
#[derive(Debug)]
pub enum ExportError {
    /// The task was cancelled or deleted.
    Called,
    /// It cannot be done: key and words.
    Failed(&'static str, String),
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Failed(
            "storage",
            format!("The file could not be written: {error}."),
        )
    }
}

impl From<rusqlite::Error> for ExportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed("internal", format!("The data could not be read: {error}."))
    }
}

impl From<ApiError> for ExportError {
    fn from(error: ApiError) -> Self {
        Self::Failed("selection", error.to_string())
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Called => out.write_str("cancelled"),
            Self::Failed(_, words) => out.write_str(words),
        }
    }
}

/// Takes the rows of a file, one by one.
pub trait Sink {
    /// Writes a row.
    ///
    /// # Errors
    /// When it cannot be stored.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError>;
}
