//! Export tasks: the extension `exports`.

use super::{BulkSelection, null_is_empty};
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `POST /v1/export-tasks`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRequest {
    /// The rows that were shown: [`ExportPlan::plan_id`]. List and selection are then left out, or as they were there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<i64>,
    /// See [`crate::export::What`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// Which rows. Cards: as for bulk jobs, at most 500,000; `sort` and `order` in the filter are heard. Other lists:
    /// `filter`, the query string of their list. Absent means all.
    #[serde(default)]
    pub selection: BulkSelection,
    /// Keys of [`crate::export::columns`] in the order wanted; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// `xlsx` (also when absent) or `csv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Of headings and words: `zh` (also when absent) or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Answer of `POST /v1/export-plans`, whose body is that of an export: which rows it will have, kept for the export that
/// names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ExportPlan {
    /// What the export names.
    pub plan_id: i64,
    /// See [`crate::export::What`].
    pub what: String,
    /// Rows.
    pub total: i64,
    /// Until when it is kept.
    pub expire_time: Option<Time>,
}

/// Why an export failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ExportReason {
    /// Stable key: `too_many_cards`, `selection`, `storage`, `interrupted`, `internal`.
    pub key: String,
    /// In English words.
    pub text: String,
}

/// An export task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ExportTask {
    /// Its number.
    pub export_task_id: i64,
    /// See [`crate::export::What`].
    pub what: String,
    /// `xlsx` or `csv`.
    pub format: String,
    /// `zh` or `en`.
    pub language: String,
    /// Columns in their order.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub columns: Vec<String>,
    /// `ids`, `iccids`, `filter` or `file`.
    pub selection: String,
    /// The query string, with `filter`.
    pub filter: Option<String>,
    /// Cards left out of the filter.
    pub except_count: i64,
    /// `waiting`, `running`, `succeeded`, `failed`, `cancelled`, `expired`.
    pub state: String,
    /// Why it failed.
    pub reason: Option<ExportReason>,
    /// Rows it will have: of the plan; without one as counted when it was asked for, then as of the snapshot.
    pub total: i64,
    /// Rows written so far; in the end fewer than `total` when some of a plan are gone since.
    pub rows: i64,
    /// Bytes of the file, once it has succeeded.
    pub size: Option<i64>,
    /// Name of the file, with the date.
    pub file_name: Option<String>,
    /// How often it was begun.
    pub attempts: i64,
    /// Whether it can be cancelled now.
    pub cancellable: bool,
    /// Whether it can be tried again now.
    pub retryable: bool,
    /// When it was asked for.
    pub create_time: Option<Time>,
    /// When it was begun.
    pub start_time: Option<Time>,
    /// The instant all rows are of.
    pub snapshot_time: Option<Time>,
    /// When it ended.
    pub finish_time: Option<Time>,
    /// When its file goes.
    pub expire_time: Option<Time>,
}

/// A page of export tasks, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ExportTaskList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Tasks in all.
    pub count: i64,
    /// Seconds until this user may ask for the next export; 0 when now.
    #[serde(default)]
    pub wait_seconds: i64,
    /// This page.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub export_tasks: Vec<ExportTask>,
}
