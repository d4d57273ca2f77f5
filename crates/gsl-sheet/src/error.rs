//! Why a file cannot be read.

use serde::Serialize;
use std::fmt;

/// A file that cannot be read. As JSON `{"kind":"damaged","detail":"…"}`; the page has the texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileError {
    /// Empty.
    Empty,
    /// Text in an encoding other than UTF-8 and UTF-16. The caller decodes it and tries again.
    Encoding,
    /// An Excel file from before 2007, or one with a password: both use the same container format.
    OldOrProtected,
    /// Neither text nor XLSX.
    NotASheet,
    /// Damaged.
    Damaged {
        /// Where, for a bug report.
        detail: String,
    },
    /// More text than any real list of cards has: in the file, in a row, or after unpacking.
    TooLarge,
    /// More rows than can be used; the rest was not read.
    TooManyRows {
        /// The most rows allowed.
        most: u32,
    },
    /// A cell starts with a quote that is not closed, or is closed only in the middle of a later row: it cannot be
    /// determined where this row ends.
    OpenQuote {
        /// Number of the row in the spreadsheet, from 1.
        row: u32,
    },
    /// The requested sheet is not in the file.
    NoSuchSheet {
        /// The sheets in the file.
        sheets: Vec<String>,
    },
    /// Invalid arguments: a template or a language that cannot be read.
    Call {
        /// What is wrong.
        detail: String,
    },
}

impl FileError {
    /// The file is damaged.
    pub fn damaged(detail: impl fmt::Display) -> Self {
        Self::Damaged {
            detail: detail.to_string(),
        }
    }

    /// The arguments are invalid.
    pub fn call(detail: impl fmt::Display) -> Self {
        Self::Call {
            detail: detail.to_string(),
        }
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| r#"{"kind":"not_a_sheet"}"#.to_owned())
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.json())
    }
}

impl std::error::Error for FileError {}
