//! Migration: what callers were shown before they act, see [`crate::previews`].
//!
//! `head` is JSON, `body` ids as [`crate::packed`] writes them. Numbers are never given again, so that nobody acts on what
//! another was shown. A job keeps the number of its plan, also when the plan is gone.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE previews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  expire_time INTEGER NOT NULL,
  head TEXT NOT NULL,
  body BLOB NOT NULL
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('previews', 6550000000000000);

ALTER TABLE bulk_jobs ADD COLUMN plan INTEGER;
CREATE UNIQUE INDEX bulk_jobs_by_plan ON bulk_jobs(plan) WHERE plan IS NOT NULL AND ready;

-- Which rows an export has, apart from its progress.
CREATE TABLE export_rows (
  task INTEGER PRIMARY KEY REFERENCES export_tasks(id) ON DELETE CASCADE,
  keys BLOB NOT NULL
);
";
