//! Migration: export tasks, and when each user last asked for one.
//!
//! `request` holds which rows, with ids already found; it may be megabytes and is read only when a task runs.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE export_tasks (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  format TEXT NOT NULL,
  language TEXT NOT NULL,
  columns TEXT NOT NULL,
  selection TEXT NOT NULL,
  filter TEXT,
  except_count INTEGER NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL,
  fail_key TEXT,
  fail_text TEXT,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  size INTEGER,
  file_name TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  create_time INTEGER NOT NULL,
  start_time INTEGER,
  snapshot_time INTEGER,
  finish_time INTEGER,
  expire_time INTEGER
);
CREATE INDEX export_tasks_by_state ON export_tasks(state, id);

CREATE TABLE export_users (user TEXT PRIMARY KEY, asked_time INTEGER NOT NULL) WITHOUT ROWID;
";

/// The first task has the number after this.
pub const BEFORE_FIRST: i64 = 6_700_000_000_000_000;
