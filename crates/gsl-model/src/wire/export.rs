//! Export tasks: the extension `exports`.

use super::{BulkSelection, null_is_empty};
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `POST /v1/export-tasks`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRequest {
    /// The rows to export: [`ExportPlan::plan_id`]. List and selection are then left out or the same as in the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<i64>,
    /// See [`crate::export::What`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// Which rows. Cards: as for bulk jobs, at most 500,000; `sort` and `order` in the filter are applied. Other lists:
    /// `filter`, the query string of the list. All rows when absent.
    #[serde(default)]
    pub selection: BulkSelection,
    /// Keys of [`crate::export::columns`] in the desired order; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// `xlsx` (the default) or `csv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Language of headings and values: `zh` (the default) or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Answer of `POST /v1/export-plans`, whose body is that of an export: the rows it will have, kept until an export
/// refers to them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ExportPlan {
    /// Id that the export refers to.
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
    /// The reason in English.
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
    /// Columns in order.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub columns: Vec<String>,
    /// `ids`, `iccids`, `filter` or `file`.
    pub selection: String,
    /// The query string, if the selection is `filter`.
    pub filter: Option<String>,
    /// Cards excluded from the filter's result.
    pub except_count: i64,
    /// `waiting`, `running`, `succeeded`, `failed`, `cancelled`, `expired`.
    pub state: String,
    /// Why it failed.
    pub reason: Option<ExportReason>,
    /// Rows to be written: those of the plan; without a plan those counted at creation, later those of the snapshot.
    pub total: i64,
    /// Rows written so far; less than `total` in the end if rows of the plan no longer exist.
    pub rows: i64,
    /// Bytes of the file, once it has succeeded.
    pub size: Option<i64>,
    /// Name of the file, with the date.
    pub file_name: Option<String>,
    /// How many times it was started.
    pub attempts: i64,
    /// Whether it can be cancelled now.
    pub cancellable: bool,
    /// Whether it can be retried now.
    pub retryable: bool,
    /// Creation.
    pub create_time: Option<Time>,
    /// Start of the last attempt.
    pub start_time: Option<Time>,
    /// The instant that all rows show.
    pub snapshot_time: Option<Time>,
    /// When it ended.
    pub finish_time: Option<Time>,
    /// When its file is deleted.
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
    /// Seconds until this user may start the next export; 0 when allowed now.
    #[serde(default)]
    pub wait_seconds: i64,
    /// This page.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub export_tasks: Vec<ExportTask>,
}
