//! Migration: add-ons of single cards. A row is made with its order; when that is done, on the day `arrived`, the
//! add-on counts for the cycle until its `last_day`, and is gone after it.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE card_add_ons (
  order_id INTEGER NOT NULL REFERENCES orders(id),
  card_id INTEGER NOT NULL REFERENCES cards(id),
  size INTEGER NOT NULL,
  last_day INTEGER,
  arrived INTEGER,
  PRIMARY KEY (order_id, card_id)
) WITHOUT ROWID;
CREATE INDEX card_add_ons_by_card ON card_add_ons(card_id);
";
