//! Times exports of a big fleet as CSV and XLSX, with the memory they take, beside Python's csv and openpyxl.
//!
//! `cargo run --release -p gsl-server --example bench_export -- [--cards 500000] [--python PROGRAM] [--python-rows 50000]`
//!
//! Printed for each file: rows per second, size, resident memory before and its peak. One more export runs while a
//! thousand cards change all the time; its file must have every card once, and all thousand as of one instant. Python
//! writes the first rows of the same database in the same form (`bench_export.py`), and reads ours again cell by cell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use gsl_server::clock::{Clock, parse_now};
use gsl_server::db;
use gsl_server::export::{files, run};
use gsl_server::http::{AppState, app};
use gsl_server::seed::{Plan, fill};
use gsl_server::startup;
use gsl_server::store::Store;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

const NOW: &str = "2026-11-22T12:00:00Z";
/// Cards that change while an export runs.
const CHANGING: usize = 1_000;

fn text(name: &str) -> Option<String> {
    let mut args = std::env::args();
    args.find(|arg| arg == name)?;
    args.next()
}

fn argument(name: &str, default: i64) -> i64 {
    text(name).map_or(default, |value| value.parse().expect("a number"))
}

/// A figure of `/proc/self/status`, MB.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let kb = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kb.unwrap_or_default() / 1000.0
}

/// The service under test.
struct Bench {
    app: Router,
    store: Arc<Store>,
    clock: Clock,
}

impl Bench {
    async fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("content-type", "application/json");
        let request = request.body(Body::from(body.to_string())).unwrap();
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Writes an export; answers its task, the path of its file, and the seconds.
    async fn export(&self, request: Value) -> (Value, PathBuf, f64) {
        self.clock.set(self.clock.now_ms() + 1_000);
        let task = self.send("POST", "/v1/export-tasks", &request).await;
        let id = task["export_task_id"].as_i64().expect("a task");
        let (store, clock) = (Arc::clone(&self.store), self.clock.clone());
        let started = Instant::now();
        tokio::task::spawn_blocking(move || run::tick(&store, &clock).unwrap())
            .await
            .unwrap();
        let took = started.elapsed().as_secs_f64();
        let task = self
            .send("GET", &format!("/v1/export-tasks/{id}"), &Value::Null)
            .await;
        assert_eq!(task["state"], "succeeded", "{task}");
        let path = files::complete(&self.store.export_dir(), id);
        (task, path, took)
    }

    async fn timed(&self, what: &str, format: &str) -> (PathBuf, f64) {
        let before = memory("VmRSS");
        // Begins the peak anew.
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let request = json!({"what": what, "format": format, "language": "en"});
        let (task, path, took) = self.export(request).await;
        let rate = task["rows"].as_f64().unwrap() / took;
        println!(
            "{what:<10} {format:<5} {:>8} rows {took:>7.2} s {rate:>9.0} rows/s {:>7.1} MB, resident {before:>4.0} MB, peak {:>4.0} MB",
            task["rows"],
            task["size"].as_f64().unwrap() / 1e6,
            memory("VmHWM"),
        );
        (path, rate)
    }

    /// Every card once, and the changing ones as of one instant.
    async fn while_cards_change(&self, cards: usize) {
        let step = (cards / CHANGING).max(1);
        let moving: Vec<i64> = {
            let fleet = self.store.fleet();
            let rows = (0..u32::try_from(cards).unwrap()).step_by(step);
            let ids = rows.take(CHANGING).filter_map(|row| fleet.id_of(row));
            ids.collect()
        };
        let changed: HashSet<String> = moving.iter().map(i64::to_string).collect();
        let over = Arc::new(AtomicBool::new(false));
        let (store, flag) = (Arc::clone(&self.store), Arc::clone(&over));
        let changer = std::thread::spawn(move || {
            let mut times = 0_u32;
            while !flag.load(Ordering::Relaxed) {
                times += 1;
                let change = |db: &rusqlite::Transaction<'_>| {
                    let mut update =
                        db.prepare_cached("UPDATE cards SET attr1 = ?2 WHERE id = ?1")?;
                    for id in &moving {
                        update.execute((id, format!("v{times}")))?;
                    }
                    Ok::<_, rusqlite::Error>(((), moving.clone()))
                };
                store.write(change).unwrap();
            }
            times
        });
        let request = json!({"what": "cards", "format": "csv", "columns": ["sim_card_id", "customer_attribute1"]});
        let (_, path, took) = self.export(request).await;
        over.store(true, Ordering::Relaxed);
        let times = changer.join().unwrap();
        let (mut seen, mut values, mut touched) = (HashSet::new(), HashSet::new(), 0);
        for line in BufReader::new(std::fs::File::open(path).unwrap())
            .lines()
            .skip(1)
        {
            let line = line.unwrap();
            let (id, value) = line.split_once(',').unwrap();
            let id = id.trim_matches(['"', '=']).to_owned();
            if changed.contains(&id) {
                touched += 1;
                values.insert(value.to_owned());
            }
            assert!(seen.insert(id), "a row twice");
        }
        assert_eq!((seen.len(), touched), (cards, changed.len()));
        assert_eq!(values.len(), 1, "of one instant");
        println!(
            "{cards} rows while {CHANGING} cards changed {times} times: {took:.1} s, none twice, none missing, of one instant"
        );
    }
}

/// Python's rows per second for a format, writing as many rows as it is given.
fn python(program: &str, args: &[&str]) -> f64 {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bench_export.py");
    let output = Command::new(program)
        .arg(script)
        .args(args)
        .output()
        .expect("Python runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let told: Value = serde_json::from_str(&told).unwrap();
    let rate = told["rows"].as_f64().unwrap() / told["seconds"].as_f64().unwrap();
    println!(
        "{:<16} {:>8} rows {:>7.2} s {rate:>9.0} rows/s, peak {:>4.0} MB",
        told["writer"].as_str().unwrap(),
        told["rows"],
        told["seconds"].as_f64().unwrap(),
        told["peak_mb"].as_f64().unwrap()
    );
    rate
}

#[tokio::main]
async fn main() {
    let cards = argument("--cards", 500_000);
    let now_ms = parse_now(NOW).unwrap();
    if let Some(path) = text("--make") {
        let plan = Plan {
            cards,
            seed: 1,
            now_ms,
        };
        db::create(Path::new(&path), |db| fill(db, plan)).unwrap();
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("gsl.db");
    // Made by another process, so that making it does not count as memory of exports.
    let made = Command::new(std::env::current_exe().unwrap())
        .args(["--cards", &cards.to_string(), "--make"])
        .arg(&path)
        .status()
        .unwrap();
    assert!(made.success());
    let clock = Clock::manual(now_ms);
    let store = Arc::new(startup::open(&path, now_ms).unwrap());
    let app = app(AppState::new(Arc::clone(&store), clock.clone(), 1_000_000));
    let bench = Bench { app, store, clock };
    let (csv, csv_rate) = bench.timed("cards", "csv").await;
    let (_, xlsx_rate) = bench.timed("cards", "xlsx").await;
    bench.timed("card_usage", "csv").await;
    bench.timed("card_usage", "xlsx").await;
    if let Some(program) = text("--python") {
        let rows = argument("--python-rows", 50_000).min(cards).to_string();
        let (db, csv) = (path.display().to_string(), csv.display().to_string());
        let out = dir.path().join("python").display().to_string();
        let theirs = python(&program, &["csv", &db, &rows, &out, &csv]);
        println!("CSV: {:.1} times as fast", csv_rate / theirs);
        let theirs = python(&program, &["xlsx", &db, &rows, &out]);
        println!("XLSX: {:.1} times as fast", xlsx_rate / theirs);
    }
    bench
        .while_cards_change(usize::try_from(cards).unwrap())
        .await;
}
