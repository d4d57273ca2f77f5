//! Migration: bulk jobs with their items.
//!
//! A job is written in several transactions; until the last of them it is not `ready` and nobody sees it. What an item
//! does stands in the job's `act`, unless a file gives each row its own. Reasons are kept once.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE bulk_jobs (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  parameters TEXT NOT NULL,
  act TEXT,
  selection TEXT NOT NULL,
  source INTEGER NOT NULL,
  retry_of INTEGER,
  ready INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  total INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  running INTEGER NOT NULL DEFAULT 0,
  succeeded INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  excluded INTEGER NOT NULL,
  cancelled INTEGER NOT NULL DEFAULT 0,
  create_time INTEGER NOT NULL,
  expected_time INTEGER NOT NULL,
  cancel_time INTEGER,
  finish_time INTEGER
);
CREATE INDEX bulk_jobs_open ON bulk_jobs(id) WHERE finish_time IS NULL;

CREATE TABLE bulk_reasons (id INTEGER PRIMARY KEY, reason TEXT NOT NULL UNIQUE);

CREATE TABLE bulk_items (
  job INTEGER NOT NULL REFERENCES bulk_jobs(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  status INTEGER NOT NULL,
  card_id INTEGER,
  number TEXT,
  act TEXT,
  reason INTEGER REFERENCES bulk_reasons(id),
  work_order INTEGER,
  finish_time INTEGER,
  PRIMARY KEY (job, position)
) WITHOUT ROWID;
CREATE INDEX bulk_items_by_status ON bulk_items(job, status, position);
CREATE INDEX bulk_items_by_order ON bulk_items(work_order) WHERE work_order IS NOT NULL;

CREATE TABLE bulk_orders (
  job INTEGER NOT NULL REFERENCES bulk_jobs(id) ON DELETE CASCADE,
  work_order INTEGER NOT NULL,
  collected INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  PRIMARY KEY (job, work_order)
) WITHOUT ROWID;
";

/// Migration: what takes an item back, as JSON, noted before it is done where it depends on what the card had.
pub const UNDO: &str = "ALTER TABLE bulk_items ADD COLUMN undo TEXT;";

/// The first job has the number after this.
pub const BEFORE_FIRST: i64 = 6_600_000_000_000_000;
