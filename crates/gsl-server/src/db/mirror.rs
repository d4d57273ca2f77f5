//! Migration: what a mirror of a real account needs.
//!
//! The mirror writes the tables that everything is read from; rows that come from an account are `mirrored`, so that what the
//! demo makes up about its own rows (when an order was placed, how a day went) is not claimed of them. A time of 0 is not known.
//! `mirrored_cards` says of each card in which pass it was seen, and up to which day its use has been read.

/// The script.
pub const SCRIPT: &str = "
ALTER TABLE cards ADD COLUMN mirrored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN gone_at INTEGER;
ALTER TABLE cards ADD COLUMN iccid TEXT;
ALTER TABLE cards ADD COLUMN account TEXT;
ALTER TABLE cards ADD COLUMN instance INTEGER;
ALTER TABLE cards ADD COLUMN network TEXT;
ALTER TABLE orders ADD COLUMN mirrored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plans ADD COLUMN placeholder INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pools ADD COLUMN mirrored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pool_cycles ADD COLUMN members_at INTEGER;
ALTER TABLE work_orders ADD COLUMN mirrored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE work_orders ADD COLUMN response TEXT;
ALTER TABLE work_orders ADD COLUMN items_at INTEGER;
ALTER TABLE work_order_items ADD COLUMN cid TEXT;

CREATE TABLE mirrored_cards (
  card_id INTEGER PRIMARY KEY REFERENCES cards(id),
  pass INTEGER NOT NULL,
  missed INTEGER NOT NULL DEFAULT 0,
  digest INTEGER NOT NULL,
  observed_at INTEGER NOT NULL,
  days_from INTEGER,
  days_to INTEGER,
  months_day INTEGER
);

-- Cards whose use has to be read are found without looking at the others.
CREATE INDEX mirrored_cards_by_days ON mirrored_cards(COALESCE(days_to, 0));
CREATE INDEX mirrored_cards_by_months ON mirrored_cards(COALESCE(months_day, 0));

CREATE TABLE month_usages (
  card_id INTEGER NOT NULL REFERENCES cards(id),
  cycle TEXT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (card_id, cycle)
) WITHOUT ROWID;

CREATE TABLE pool_members (
  pool_id INTEGER NOT NULL REFERENCES pools(id),
  cycle TEXT NOT NULL,
  card_id INTEGER NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (pool_id, cycle, card_id)
) WITHOUT ROWID;

-- How the reading of a group stands. Of the cards also where a pass is, so that it goes on after a restart.
CREATE TABLE sync_groups (
  name TEXT PRIMARY KEY,
  observed_at INTEGER,
  started_at INTEGER,
  pass INTEGER NOT NULL DEFAULT 0,
  page INTEGER NOT NULL DEFAULT 1,
  count INTEGER,
  sweep INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
";
