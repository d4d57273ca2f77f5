//! Migration: work orders with their cards, kept answers, and what a card's usage depends on besides pauses.
//!
//! A work order's state is not stored while it runs: `review_time` and `begin_time` say when it enters the next one, so
//! nothing has to be written for that. `outcome` is its last state. Of an item `fate` says from the beginning how the
//! carrier will answer, so that a restart cannot change it.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE work_orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type INTEGER NOT NULL,
  sim_type INTEGER NOT NULL,
  action TEXT NOT NULL,
  action_key TEXT NOT NULL,
  source INTEGER NOT NULL,
  detail TEXT NOT NULL,
  total INTEGER NOT NULL,
  success INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  create_time INTEGER NOT NULL,
  review_time INTEGER NOT NULL,
  begin_time INTEGER NOT NULL,
  expected_time INTEGER NOT NULL,
  finish_time INTEGER,
  outcome INTEGER,
  fail_reason TEXT
);
-- Numbers of sixteen digits, as the service gives them.
INSERT INTO sqlite_sequence (name, seq) VALUES ('work_orders', 6200000000000000);
CREATE INDEX work_orders_by_time ON work_orders(create_time);

CREATE TABLE work_order_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order INTEGER NOT NULL REFERENCES work_orders(id) ON DELETE CASCADE,
  card_id INTEGER NOT NULL REFERENCES cards(id),
  status INTEGER NOT NULL,
  due INTEGER NOT NULL,
  expected_time INTEGER NOT NULL,
  finish_time INTEGER,
  fate TEXT,
  fail_key TEXT,
  description TEXT
);
CREATE INDEX work_order_items_by_order ON work_order_items(work_order, status);
CREATE INDEX work_order_items_by_card ON work_order_items(card_id);
CREATE INDEX work_order_items_due ON work_order_items(due, id) WHERE status = 2;
CREATE INDEX work_order_items_open ON work_order_items(card_id) WHERE status = 2;

CREATE TABLE idempotency_keys (
  key TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  answer TEXT NOT NULL,
  create_time INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_time ON idempotency_keys(create_time);

-- Days on which the customer had data cut while the card stayed in use.
CREATE TABLE usage_cuts (
  card_id INTEGER NOT NULL REFERENCES cards(id),
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  PRIMARY KEY (card_id, from_day)
) WITHOUT ROWID;

-- Caps a card had before its threshold was changed, each up to and including a day.
CREATE TABLE usage_caps (
  card_id INTEGER NOT NULL REFERENCES cards(id),
  to_day INTEGER NOT NULL,
  cap INTEGER,
  PRIMARY KEY (card_id, to_day)
) WITHOUT ROWID;
";
