//! Migration: snapshots of cards that can be renewed. A renewal order names the snapshot that says which cards it is for;
//! `reason` is why a card is left out, and `expires` its expiry as it stood then.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE renewal_snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  way TEXT NOT NULL,
  not_found_count INTEGER NOT NULL,
  not_found TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  expire_time INTEGER NOT NULL
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('renewal_snapshots', 6800000000000000);

CREATE TABLE renewal_cards (
  snapshot INTEGER NOT NULL REFERENCES renewal_snapshots(id) ON DELETE CASCADE,
  card_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  expires INTEGER,
  reason TEXT,
  PRIMARY KEY (snapshot, card_id)
) WITHOUT ROWID;

ALTER TABLE orders ADD COLUMN snapshot INTEGER REFERENCES renewal_snapshots(id);
CREATE INDEX orders_by_snapshot ON orders(snapshot) WHERE snapshot IS NOT NULL;
";
