//! The tables, as a list of migrations: entry `n` takes a database from version `n` to `n + 1`.
//!
//! Instants are milliseconds since 1970 UTC, days are day numbers in UTC+8, data volumes are thousandths of a MB,
//! money is cents. The figures of cards, new every day, have a narrow table of their own, so that a day costs a tenth of
//! what rewriting the cards would. The in-memory fleet index is built from `cards`, `figures` and `card_tags`.

/// Marks a file as a gsl-server database ("GSLS").
pub const APPLICATION_ID: i32 = 0x4753_4C53;

/// All migrations, oldest first.
pub const MIGRATIONS: &[&str] = &[
    V1,
    LABELS,
    super::work_orders::SCRIPT,
    super::bulk::SCRIPT,
    super::pools::SCRIPT,
    super::export::SCRIPT,
    AREA,
    super::orders::SCRIPT,
    super::directional::SCRIPT,
    super::renewals::SCRIPT,
    super::card_add_ons::SCRIPT,
    super::moves::SCRIPT,
    super::moves::SUCCESSORS,
    super::previews::SCRIPT,
    LIST_NUMBERS,
    super::mirror::SCRIPT,
    super::pools::OUTLOOKS,
    super::state_changes::SCRIPT,
    super::bulk::UNDO,
];

const V1: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE plans (
  id INTEGER PRIMARY KEY,
  price_plan_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  flow_total INTEGER NOT NULL,
  package_type INTEGER NOT NULL,
  years INTEGER NOT NULL,
  network_type INTEGER NOT NULL,
  location_type INTEGER NOT NULL,
  country_type INTEGER,
  location_desc TEXT NOT NULL,
  carrier_type INTEGER NOT NULL,
  silent_months INTEGER NOT NULL,
  price INTEGER NOT NULL
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  status INTEGER NOT NULL,
  type INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES plans(id),
  quantity INTEGER NOT NULL,
  create_time INTEGER NOT NULL,
  expected_time INTEGER
);
CREATE INDEX orders_by_status ON orders(status, id);

CREATE TABLE pools (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  forward INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES plans(id),
  status INTEGER NOT NULL,
  create_time INTEGER NOT NULL
);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  uses INTEGER NOT NULL
);

CREATE TABLE attributes (
  id INTEGER PRIMARY KEY,
  slot INTEGER NOT NULL UNIQUE CHECK (slot BETWEEN 1 AND 6),
  name TEXT NOT NULL UNIQUE,
  enabled INTEGER NOT NULL,
  create_time INTEGER NOT NULL,
  modify_time INTEGER NOT NULL
);

CREATE TABLE cards (
  id INTEGER PRIMARY KEY,
  cid TEXT NOT NULL,
  plan INTEGER NOT NULL REFERENCES plans(id),
  order_id INTEGER NOT NULL REFERENCES orders(id),
  pool_id INTEGER REFERENCES pools(id),
  back_pool_id INTEGER REFERENCES pools(id),
  carrier INTEGER NOT NULL,
  status INTEGER NOT NULL,
  stop_reason TEXT,
  sim_type INTEGER NOT NULL,
  card_form TEXT,
  data_type INTEGER NOT NULL,
  msisdn TEXT NOT NULL,
  imsi TEXT NOT NULL,
  imei TEXT,
  node_id TEXT,
  device_status INTEGER,
  device_model TEXT,
  device_status_time INTEGER,
  dbm TEXT,
  signal_level TEXT,
  purchase_time INTEGER NOT NULL,
  act_time INTEGER,
  expire_time INTEGER,
  real_named INTEGER NOT NULL,
  cut_net INTEGER NOT NULL,
  exceed_cut INTEGER NOT NULL,
  exceed_quota INTEGER,
  rebinds_left INTEGER,
  speed INTEGER,
  retention INTEGER NOT NULL,
  attr1 TEXT, attr2 TEXT, attr3 TEXT, attr4 TEXT, attr5 TEXT, attr6 TEXT,
  tag_names TEXT,
  rate INTEGER NOT NULL
);

CREATE TABLE figures (
  card_id INTEGER PRIMARY KEY REFERENCES cards(id),
  flow_used INTEGER,
  flow_left INTEGER,
  flow_time INTEGER,
  queried_at INTEGER
);

CREATE TABLE card_tags (
  card_id INTEGER NOT NULL REFERENCES cards(id),
  tag_id INTEGER NOT NULL REFERENCES tags(id),
  PRIMARY KEY (card_id, tag_id)
) WITHOUT ROWID;

CREATE TABLE usage_pauses (
  card_id INTEGER NOT NULL REFERENCES cards(id),
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  PRIMARY KEY (card_id, from_day)
) WITHOUT ROWID;

CREATE TABLE usage_overrides (
  card_id INTEGER NOT NULL REFERENCES cards(id),
  day INTEGER NOT NULL,
  flow INTEGER NOT NULL,
  PRIMARY KEY (card_id, day)
) WITHOUT ROWID;

CREATE TABLE card_lists (
  id INTEGER PRIMARY KEY,
  total INTEGER NOT NULL,
  not_found_count INTEGER NOT NULL,
  not_found TEXT NOT NULL,
  create_time INTEGER NOT NULL
);

CREATE TABLE card_list_members (
  list_id INTEGER NOT NULL REFERENCES card_lists(id) ON DELETE CASCADE,
  card_id INTEGER NOT NULL REFERENCES cards(id),
  PRIMARY KEY (list_id, card_id)
) WITHOUT ROWID;
";

/// Tag names are put together when a card is read, so that renaming or deleting a tag touches no card; `uses` follows
/// `card_tags` by itself. Temporary files.
const LABELS: &str = "
ALTER TABLE cards DROP COLUMN tag_names;

CREATE TRIGGER card_tags_put AFTER INSERT ON card_tags BEGIN
  UPDATE tags SET uses = uses + 1 WHERE id = NEW.tag_id;
END;

CREATE TRIGGER card_tags_taken AFTER DELETE ON card_tags BEGIN
  UPDATE tags SET uses = uses - 1 WHERE id = OLD.tag_id;
END;

CREATE TABLE temp_files (
  id INTEGER PRIMARY KEY,
  name TEXT,
  size INTEGER NOT NULL,
  rows TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  expire_time INTEGER NOT NULL
);
";

/// 绑定限制区域: the province, in Chinese.
const AREA: &str = "
ALTER TABLE cards ADD COLUMN area TEXT;
";

/// What the numbers of a list that mean no card of their own are: of a card named before, or of several cards.
const LIST_NUMBERS: &str = "
ALTER TABLE card_lists ADD COLUMN duplicate_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card_lists ADD COLUMN ambiguous_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card_lists ADD COLUMN ambiguous TEXT NOT NULL DEFAULT '[]';
";

/// Indexes over the big tables, made after seeding because that is several times faster. Idempotent.
pub const INDEXES: &str = "
CREATE UNIQUE INDEX IF NOT EXISTS cards_by_cid ON cards(cid);
CREATE INDEX IF NOT EXISTS cards_by_order ON cards(order_id);
CREATE INDEX IF NOT EXISTS cards_by_pool ON cards(pool_id) WHERE pool_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS cards_by_back_pool ON cards(back_pool_id) WHERE back_pool_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS card_tags_by_tag ON card_tags(tag_id, card_id);
";

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn a_database_of_the_first_version_is_brought_up_to_date() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0]).unwrap();
        db.execute_batch(
            "PRAGMA user_version = 1;
             INSERT INTO tags VALUES (1, 'a', 1), (2, 'b', 0);
             PRAGMA foreign_keys = OFF;
             INSERT INTO card_tags VALUES (7, 1);",
        )
        .unwrap();
        crate::db::migrate(&mut db).unwrap();
        let version: usize = db
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap();
        assert_eq!(version, MIGRATIONS.len());
        db.execute_batch(
            "INSERT INTO card_tags VALUES (7, 2), (8, 2); DELETE FROM card_tags WHERE tag_id = 1",
        )
        .unwrap();
        let uses: String = db
            .query_row("SELECT group_concat(uses) FROM tags", [], |row| row.get(0))
            .unwrap();
        assert_eq!(uses, "0,2");
    }
}
