//! Migration: what orders need to be bought, paid and carried out.
//!
//! `next_time` is when the order moves on by itself: the next of its planned steps, or, while it waits for payment, its end.
//! A payment and the orders it pays are written in one transaction, so neither can be lost without the other.

/// The script.
pub const SCRIPT: &str = "
ALTER TABLE orders ADD COLUMN price INTEGER;
ALTER TABLE orders ADD COLUMN pay_time INTEGER;
ALTER TABLE orders ADD COLUMN pay_before INTEGER;
ALTER TABLE orders ADD COLUMN payment INTEGER;
ALTER TABLE orders ADD COLUMN form TEXT;
ALTER TABLE orders ADD COLUMN data_type INTEGER;
ALTER TABLE orders ADD COLUMN source_order INTEGER;
ALTER TABLE orders ADD COLUMN company TEXT;
ALTER TABLE orders ADD COLUMN tracking TEXT;
ALTER TABLE orders ADD COLUMN fail_reason TEXT;
ALTER TABLE orders ADD COLUMN freight_collect INTEGER;
ALTER TABLE orders ADD COLUMN address TEXT;
ALTER TABLE orders ADD COLUMN finish_time INTEGER;
ALTER TABLE orders ADD COLUMN next_time INTEGER;
CREATE INDEX orders_due ON orders(next_time) WHERE next_time IS NOT NULL;
CREATE INDEX orders_by_source ON orders(source_order) WHERE source_order IS NOT NULL;

CREATE TABLE order_steps (
  order_id INTEGER NOT NULL REFERENCES orders(id),
  status INTEGER NOT NULL,
  at INTEGER NOT NULL,
  done INTEGER NOT NULL,
  PRIMARY KEY (order_id, status)
) WITHOUT ROWID;

CREATE TABLE quotes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan INTEGER NOT NULL REFERENCES plans(id),
  form TEXT NOT NULL,
  pack INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  total INTEGER NOT NULL,
  create_time INTEGER NOT NULL,
  expire_time INTEGER NOT NULL,
  order_id INTEGER
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('quotes', 6400000000000000);

CREATE TABLE payments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  amount INTEGER NOT NULL,
  pay_time INTEGER NOT NULL
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('payments', 6500000000000000);

CREATE TABLE addresses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  receiver TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT,
  create_time INTEGER NOT NULL
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('addresses', 6600000000000000);
";
