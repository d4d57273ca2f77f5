//! Migration: directional entries of orders. `due` is when an entry enters its next state, `expected` when it is in
//! effect, or gone.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE directional (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders(id),
  kind INTEGER NOT NULL,
  protocol TEXT NOT NULL,
  address TEXT NOT NULL,
  port INTEGER,
  state INTEGER NOT NULL,
  create_time INTEGER NOT NULL,
  due INTEGER,
  expected INTEGER
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('directional', 6700000000000000);
CREATE INDEX directional_by_order ON directional(order_id, id);
CREATE INDEX directional_due ON directional(due) WHERE due IS NOT NULL;
";
