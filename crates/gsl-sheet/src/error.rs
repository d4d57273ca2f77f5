//! Why a file cannot be read.

use serde::Serialize;
use std::fmt;

/// A file that is not read. As JSON `{"kind":"damaged","detail":"…"}`; the page has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileError {
    /// Nothing in it.
    Empty,
    /// Text in an encoding other than UTF-8 and UTF-16. The caller decodes it and comes again.
    Encoding,
    /// An Excel file of before 2007 or one with a password: both have the same outer form.
    OldOrProtected,
    /// Neither text nor XLSX.
    NotASheet,
    /// It does not hold together.
    Damaged {
        /// Where it broke, for a report.
        detail: String,
    },
    /// More text than anybody's list of cards has: in the file, in a row, or once it is unpacked.
    TooLarge,
    /// More rows than can be used; reading stopped there.
    TooManyRows {
        /// Most rows.
        most: u32,
    },
    /// A cell begins with a quote that is not closed, or closes only in the middle of a later row: where this row ends, and
    /// which follow, cannot be told.
    OpenQuote {
        /// Number of the row, as the spreadsheet counts from 1.
        row: u32,
    },
    /// The sheet asked for is not in the file.
    NoSuchSheet {
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// The call is wrong: a template or a language that cannot be read.
    Call {
        /// What is wrong.
        detail: String,
    },
}

impl FileError {
    /// Broken somewhere.
    pub fn damaged(detail: impl fmt::Display) -> Self {
        Self::Damaged {
            detail: detail.to_string(),
        }
    }

    /// Called wrongly.
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
