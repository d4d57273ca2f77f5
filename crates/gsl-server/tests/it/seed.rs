//! The demo fleet: complete, plausible, the same every time.

use std::collections::BTreeMap;

use gsl_server::clock::parse_now;
use gsl_server::db;
use gsl_server::seed::{Plan, fill};
use rusqlite::Connection;

fn fleet(dir: &tempfile::TempDir, name: &str, cards: i64, seed: u64, now: &str) -> Connection {
    let path = dir.path().join(name);
    let plan = Plan {
        cards,
        seed,
        now_ms: parse_now(now).unwrap(),
    };
    db::create(&path, |db| fill(db, plan)).unwrap();
    db::connect(&path, true).unwrap()
}

fn tally(db: &Connection, column: &str) -> BTreeMap<String, i64> {
    let mut statement = db
        .prepare(&format!(
            "SELECT COALESCE(CAST({column} AS TEXT), '-'), COUNT(*) FROM cards GROUP BY 1"
        ))
        .unwrap();
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Every day of a cycle's edge, both kinds of cycle, and an ordinary day.
const DAYS: [&str; 6] = [
    "2026-11-22T12:00:00Z",
    "2026-11-01T01:00:00+08:00",
    "2026-11-02T01:00:00+08:00",
    "2026-11-27T09:00:00+08:00",
    "2026-11-28T09:00:00+08:00",
    "2028-02-29T23:59:59+08:00",
];

#[test]
fn two_hundred_cards_show_everything() {
    let dir = tempfile::tempdir().unwrap();
    for (number, now) in DAYS.iter().enumerate() {
        for seed in [1, 2] {
            let db = fleet(&dir, &format!("{number}-{seed}.db"), 200, seed, now);
            let status = tally(&db, "status");
            for code in ["10", "11", "13", "14", "20", "30"] {
                assert!(
                    status.get(code).is_some_and(|count| *count >= 2),
                    "{now} seed {seed}: status {code} in {status:?}"
                );
            }
            let reason = tally(&db, "stop_reason");
            for key in [
                "over_plan",
                "over_threshold",
                "pool",
                "expired",
                "user",
                "violation",
                "separation",
                "not_real_named",
                "pool_frozen",
                "back_pool_threshold",
            ] {
                assert!(
                    reason.get(key).is_some_and(|count| *count >= 2),
                    "{now} seed {seed}: {key} in {reason:?}"
                );
            }
            assert_eq!(tally(&db, "carrier").len(), 4);
            let orders: i64 = db
                .query_row("SELECT COUNT(DISTINCT status) FROM orders", [], |row| {
                    row.get(0)
                })
                .unwrap();
            assert_eq!(orders, 10);
        }
    }
}

#[test]
fn figures_agree_with_states() {
    let dir = tempfile::tempdir().unwrap();
    for (number, now) in DAYS.iter().enumerate() {
        let db = fleet(&dir, &format!("{number}.db"), 2000, 7, now);
        let none = |condition: &str| {
            let count: i64 = db
                .query_row(
                    &format!("SELECT COUNT(*) FROM cards LEFT JOIN figures ON card_id = id WHERE {condition}"),
                    [],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(count, 0, "{now}: {condition}");
        };
        none("stop_reason = 'over_plan' AND flow_left >= 0");
        none("stop_reason = 'over_threshold' AND flow_used <= exceed_quota * 1000");
        none("status = 20 AND pool_id IS NULL AND back_pool_id IS NULL AND flow_left < 0");
        none("status IN (14, 20) AND flow_used IS NULL");
        none("status NOT IN (14, 20) AND flow_used IS NOT NULL");
        none("(status = 14) <> (stop_reason IS NOT NULL)");
        none("status IN (10, 11, 13) AND act_time IS NOT NULL");
        none("(act_time IS NULL) <> (expire_time IS NULL)");
        none("stop_reason = 'pool' AND pool_id IS NULL");
        none("stop_reason IN ('pool_frozen', 'back_pool_threshold') AND back_pool_id IS NULL");
        none("carrier = 2 AND stop_reason = 'separation'");
        none("length(cid) NOT IN (19, 20) OR length(msisdn) <> 13 OR length(imsi) <> 15");
        let used_up: i64 = db
            .query_row(
                "SELECT COUNT(*) FROM (SELECT SUM(flow_left) AS left FROM cards JOIN figures ON card_id = id WHERE stop_reason = 'pool' \
                 GROUP BY pool_id) WHERE left > 0",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(
            used_up, 0,
            "{now}: a pool that stopped its cards has nothing left"
        );
        let (cards, msisdn, imsi, imei): (i64, i64, i64, i64) = db
            .query_row(
                "SELECT COUNT(*), COUNT(DISTINCT msisdn), COUNT(DISTINCT imsi), \
                 COUNT(DISTINCT imei) - COUNT(imei) FROM cards",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .unwrap();
        assert_eq!((cards, msisdn, imsi, imei), (2000, 2000, 2000, 0));
        let broken: i64 = db
            .query_row("SELECT COUNT(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(broken, 0);
    }
}

/// Every row of every table, in order.
fn content(db: &Connection) -> Vec<String> {
    let mut all = Vec::new();
    for table in [
        "meta",
        "plans",
        "orders",
        "pools",
        "tags",
        "attributes",
        "cards",
        "card_tags",
        "figures",
        "usage_pauses",
        "usage_overrides",
    ] {
        let mut statement = db
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            all.push(
                (0..columns)
                    .map(|at| format!("{:?}|", row.get_ref(at).unwrap()))
                    .collect(),
            );
        }
    }
    all
}

#[test]
fn the_same_seed_makes_the_same_fleet() {
    let dir = tempfile::tempdir().unwrap();
    let one = content(&fleet(&dir, "a.db", 300, 5, DAYS[0]));
    assert_eq!(one, content(&fleet(&dir, "b.db", 300, 5, DAYS[0])));
    assert_ne!(one, content(&fleet(&dir, "c.db", 300, 6, DAYS[0])));
    assert!(one.len() > 300);
}

#[test]
fn odd_sizes_work() {
    let dir = tempfile::tempdir().unwrap();
    for cards in [0, 1, 3, 17] {
        let db = fleet(&dir, &format!("{cards}.db"), cards, 1, DAYS[0]);
        let count: i64 = db
            .query_row("SELECT COUNT(*) FROM cards", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, cards);
    }
}
