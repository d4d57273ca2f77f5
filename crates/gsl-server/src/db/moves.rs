//! Migration: cards that leave, and the orders of bulk jobs.
//!
//! A card that went to another account is deleted, so that no list, count or figure has it any more. What work orders and
//! orders still tell of it is kept in `gone_cards`; its number is never given again. A job that is `held` waits for the
//! payment of its order.

/// The script.
pub const SCRIPT: &str = "
ALTER TABLE orders ADD COLUMN job INTEGER;
ALTER TABLE orders ADD COLUMN account TEXT;
-- Its cards have more than one plan; the one that stands in the order is that of most of them.
ALTER TABLE orders ADD COLUMN mixed INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX orders_by_job ON orders(job) WHERE job IS NOT NULL;
ALTER TABLE bulk_jobs ADD COLUMN held INTEGER NOT NULL DEFAULT 0;

CREATE TABLE gone_cards (
  id INTEGER PRIMARY KEY,
  cid TEXT NOT NULL,
  sim_type INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  pool_id INTEGER,
  account TEXT NOT NULL,
  leave_time INTEGER NOT NULL
);
CREATE INDEX gone_cards_by_order ON gone_cards(order_id);
CREATE INDEX card_list_members_by_card ON card_list_members(card_id);

-- The same table; items outlive their card.
CREATE TABLE work_order_items_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order INTEGER NOT NULL REFERENCES work_orders(id) ON DELETE CASCADE,
  card_id INTEGER NOT NULL,
  status INTEGER NOT NULL,
  due INTEGER NOT NULL,
  expected_time INTEGER NOT NULL,
  finish_time INTEGER,
  fate TEXT,
  fail_key TEXT,
  description TEXT
);
INSERT INTO work_order_items_new SELECT id, work_order, card_id, status, due, expected_time, finish_time, fate, fail_key, \
  description FROM work_order_items;
DROP TABLE work_order_items;
ALTER TABLE work_order_items_new RENAME TO work_order_items;
CREATE INDEX work_order_items_by_order ON work_order_items(work_order, status);
CREATE INDEX work_order_items_by_card ON work_order_items(card_id);
CREATE INDEX work_order_items_due ON work_order_items(due, id) WHERE status = 2;
CREATE INDEX work_order_items_open ON work_order_items(card_id) WHERE status = 2;
";

/// Migration: which card a new one took the place of.
pub const SUCCESSORS: &str = "
ALTER TABLE cards ADD COLUMN replaces INTEGER;
ALTER TABLE gone_cards ADD COLUMN replaces INTEGER;
";
