//! Migration: what pools need beside their cards.
//!
//! Orders join pools as a whole; `joined_at` is null while the work order that joins them is under way. A row of
//! `pool_cycles` is what a pool was in a cycle as of an instant; it is final once that instant is the cycle's end.
//! `shape` says how the use of an order's cards runs over the days, see `crate::usage_pattern`.

/// The script.
pub const SCRIPT: &str = "
ALTER TABLE pools ADD COLUMN carrier INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pools ADD COLUMN status_time INTEGER;
ALTER TABLE pools ADD COLUMN arrears_since INTEGER;
ALTER TABLE pools ADD COLUMN threshold_cycle TEXT;
ALTER TABLE pools ADD COLUMN queried_at INTEGER;
ALTER TABLE pools ADD COLUMN dirty INTEGER NOT NULL DEFAULT 1;
UPDATE pools SET carrier = (SELECT carrier_type FROM plans WHERE plans.id = plan);
CREATE INDEX pools_dirty ON pools(id) WHERE dirty = 1;

CREATE TABLE pool_orders (
  order_id INTEGER PRIMARY KEY REFERENCES orders(id),
  pool_id INTEGER NOT NULL,
  joined_at INTEGER,
  work_order INTEGER,
  shape INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX pool_orders_by_pool ON pool_orders(pool_id);
CREATE INDEX pool_orders_pending ON pool_orders(work_order) WHERE joined_at IS NULL;
INSERT INTO pool_orders (order_id, pool_id, joined_at)
  SELECT order_id, COALESCE(pool_id, back_pool_id), MIN(purchase_time) FROM cards
  WHERE pool_id IS NOT NULL OR back_pool_id IS NOT NULL GROUP BY order_id;

CREATE TABLE pool_cycles (
  pool_id INTEGER NOT NULL REFERENCES pools(id),
  cycle TEXT NOT NULL,
  used INTEGER NOT NULL,
  total INTEGER NOT NULL,
  add_ons INTEGER NOT NULL,
  activated INTEGER NOT NULL,
  inactive INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  stopped INTEGER NOT NULL,
  as_of INTEGER NOT NULL,
  PRIMARY KEY (pool_id, cycle)
) WITHOUT ROWID;

CREATE TABLE pool_add_ons (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pool_id INTEGER NOT NULL REFERENCES pools(id),
  order_id INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES plans(id),
  quantity INTEGER NOT NULL,
  size INTEGER NOT NULL,
  price INTEGER NOT NULL,
  buy_time INTEGER NOT NULL,
  effective INTEGER NOT NULL,
  counted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX pool_add_ons_by_pool ON pool_add_ons(pool_id);
CREATE INDEX pool_add_ons_coming ON pool_add_ons(effective) WHERE counted = 0;

CREATE TABLE pool_stops (
  pool_id INTEGER NOT NULL REFERENCES pools(id),
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (pool_id, from_ms)
) WITHOUT ROWID;
";

/// What the running cycle of a forward pool will come to. `cycle` is the cycle it is of, `risk` the place of
/// `gsl_model::forecast::Risk` in the order of urgency, `due` the day on which it ran or is expected to run dry, `price` the
/// cents of the cheapest remedy, `answer` the JSON of the wire. `days` are the days it was made of, read on the day
/// `days_read`: those that are over only change when the pool does.
pub const OUTLOOKS: &str = "
CREATE TABLE pool_outlooks (
  pool_id INTEGER PRIMARY KEY REFERENCES pools(id),
  cycle TEXT NOT NULL,
  risk INTEGER,
  due INTEGER,
  price INTEGER NOT NULL,
  answer TEXT,
  days_read INTEGER NOT NULL,
  days TEXT NOT NULL
);
UPDATE pools SET dirty = 1;
";
