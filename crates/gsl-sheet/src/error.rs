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
    /// More than anybody's list of cards.
    TooLarge,
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
