//! Temporary files: the extension `files`.

use super::null_is_empty;
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// A list of card numbers kept for 24 hours: `POST /v1/files`, `GET /v1/files/{file_temp_id}`. The same content has the
/// same id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct TempFile {
    /// For `file_temp_id` of operation 24 and the selection of bulk jobs.
    pub file_temp_id: i64,
    /// Name of the uploaded file, when it had one.
    pub name: Option<String>,
    /// Bytes uploaded.
    pub size: i64,
    /// Numbers in it, including duplicates, without heading and blank lines.
    pub total: i64,
    /// Cards found, each counted once.
    pub found: i64,
    /// Numbers that match a card already named.
    #[serde(default)]
    pub duplicate_count: i64,
    /// Numbers without a card, the first 1,000.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub not_found: Vec<String>,
    /// How many of these there are in all.
    #[serde(default)]
    pub not_found_count: i64,
    /// Upload.
    pub create_time: Option<Time>,
    /// When it is deleted.
    pub expire_time: Option<Time>,
}
