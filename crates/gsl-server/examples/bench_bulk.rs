//! Times a bulk job over 100,000 cards, and what other requests feel of it.
//!
//! `cargo run --release -p gsl-server --example bench_bulk -- [--cards 120000]`
//!
//! Printed: the dry run by filter and by file, the making of the job, one portion, the results as CSV; and for each the
//! slowest of the list requests sent meanwhile. Nothing is asserted.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use gsl_server::bulk::run::tick;
use gsl_server::clock::{Clock, parse_now};
use gsl_server::db;
use gsl_server::http::{AppState, app};
use gsl_server::seed::{Plan, fill};
use gsl_server::startup;
use gsl_server::work_orders::CarrierSimulation;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

async fn send(app: &Router, method: Method, path: &str, body: String) -> Vec<u8> {
    let kind = if path == "/v1/files" {
        "text/csv"
    } else {
        "application/json"
    };
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("content-type", kind);
    let request = request.body(Body::from(body)).unwrap();
    let answer = app.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    assert!(
        status.is_success(),
        "{path}: {}",
        String::from_utf8_lossy(&bytes)
    );
    bytes.to_vec()
}

/// Does something while another client keeps listing cards and renaming a tag; prints how long both took.
async fn timed<T>(app: &Router, what: &str, work: impl Future<Output = T>) -> T {
    let over = Arc::new(AtomicBool::new(false));
    let (other, flag) = (app.clone(), Arc::clone(&over));
    let client = tokio::spawn(async move {
        let mut slowest = (Duration::ZERO, Duration::ZERO);
        while !flag.load(Ordering::Relaxed) {
            let started = Instant::now();
            send(
                &other,
                Method::GET,
                "/v1/sim-cards?sort=flow_used&limit=100",
                String::new(),
            )
            .await;
            slowest.0 = slowest.0.max(started.elapsed());
            let started = Instant::now();
            let body = r#"{"cust_attr_name":"客户名称"}"#.to_owned();
            send(&other, Method::PUT, "/v1/attributes/3300000000900001", body).await;
            slowest.1 = slowest.1.max(started.elapsed());
        }
        slowest
    });
    let started = Instant::now();
    let answer = work.await;
    let took = started.elapsed();
    over.store(true, Ordering::Relaxed);
    let (read, write) = client.await.unwrap();
    println!("{what:<28} {took:>10.1?}   slowest list {read:>9.1?}   slowest change {write:>9.1?}");
    answer
}

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let at = args.iter().position(|arg| arg == "--cards");
    let cards = at
        .and_then(|at| args.get(at + 1))
        .map_or(120_000, |value| value.parse().expect("a number"));
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("gsl.db");
    let now_ms = parse_now("2026-11-22T12:00:00Z").unwrap();
    db::create(&path, |db| {
        fill(
            db,
            Plan {
                cards,
                seed: 1,
                now_ms,
            },
        )
    })
    .unwrap();
    let store = Arc::new(startup::open(&path, now_ms).unwrap());
    let app = app(AppState::new(
        Arc::clone(&store),
        Clock::manual(now_ms),
        17_280,
    ));
    let simulation = CarrierSimulation {
        scale: 17_280,
        failures: 0,
    };

    let ids: Vec<i64> = store
        .read(|db| {
            let mut all = db.prepare("SELECT id FROM cards ORDER BY id LIMIT 100000")?;
            let ids = all.query_map([], |row| row.get(0))?;
            ids.collect::<rusqlite::Result<Vec<i64>>>()
        })
        .unwrap();
    let except: Vec<i64> = store
        .read(|db| {
            let mut rest = db.prepare("SELECT id FROM cards ORDER BY id LIMIT -1 OFFSET 100000")?;
            let ids = rest.query_map([], |row| row.get(0))?;
            ids.collect::<rusqlite::Result<Vec<i64>>>()
        })
        .unwrap();
    let numbers: String = ids
        .iter()
        .map(|id| format!("{}\n", store.fleet().cid_of(*id)))
        .collect();

    let post = |path: &'static str, body: String| {
        let app = app.clone();
        async move {
            let answer = send(&app, Method::POST, path, body).await;
            serde_json::from_slice::<Value>(&answer).unwrap()
        }
    };
    let request = |selection: Value, dry_run: bool| {
        json!({"action": "suspend", "selection": selection, "dry_run": dry_run}).to_string()
    };
    let by_filter = json!({"filter": "", "except": except});
    let plan = timed(
        &app,
        "dry run, filter",
        post("/v1/bulk-jobs", request(by_filter, true)),
    )
    .await;
    println!("  {} of {} will act", plan["will_act"], plan["total"]);
    let file = timed(&app, "upload of a file", post("/v1/files", numbers)).await;
    let by_file = json!({"file_temp_id": file["file_temp_id"]});
    timed(
        &app,
        "dry run, file",
        post("/v1/bulk-jobs", request(by_file, true)),
    )
    .await;
    timed(
        &app,
        "dry run, ids",
        post("/v1/bulk-jobs", request(json!({"ids": ids}), true)),
    )
    .await;
    let made = timed(
        &app,
        "making the job",
        post(
            "/v1/bulk-jobs",
            json!({"plan_id": plan["plan_id"]}).to_string(),
        ),
    )
    .await;
    let portions = Arc::clone(&store);
    timed(&app, "twenty portions", async move {
        let work = move || {
            for _ in 0..20 {
                tick(&portions, now_ms, simulation).unwrap();
            }
        };
        tokio::task::spawn_blocking(work).await.unwrap();
    })
    .await;
    let csv = format!("/v1/bulk-jobs/{}/items.csv", made["bulk_job_id"]);
    let file = timed(
        &app,
        "results as CSV",
        send(&app, Method::GET, &csv, String::new()),
    )
    .await;
    println!("  {} kB", file.len() / 1000);
    let stop = format!("/v1/bulk-jobs/{}/cancel", made["bulk_job_id"]);
    timed(
        &app,
        "cancelling",
        send(&app, Method::POST, &stop, String::new()),
    )
    .await;
}
