//! Times the list API over a big fleet: every single filter × sort order, first and last page.
//!
//! `cargo run --release -p gsl-server --example bench_list -- [--cards 500000] [--rounds 5]`
//!
//! The fleet is seeded into a temporary directory (timed), opened as the service does (timed), and asked through the
//! whole HTTP stack without a socket. Printed per sort order: p50 and p95 over all filters and both pages of 100 cards,
//! then the slowest requests. Nothing is asserted.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use gsl_server::clock::{Clock, parse_now};
use gsl_server::db;
use gsl_server::http::{AppState, app};
use gsl_server::seed::{Plan, fill};
use gsl_server::startup;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

const PAGE: i64 = 100;
const SORTS: [&str; 6] = [
    "",
    "cid",
    "flow_used",
    "flow_left",
    "act_date",
    "expire_time",
];

fn argument(name: &str, default: i64) -> i64 {
    let args: Vec<String> = std::env::args().collect();
    let at = args.iter().position(|arg| arg == name);
    at.and_then(|at| args.get(at + 1))
        .map_or(default, |value| value.parse().expect("a number"))
}

async fn get(app: &Router, path: &str) -> (Value, Duration) {
    let request = Request::get(path).header("host", "localhost");
    let request = request.body(Body::empty()).unwrap();
    let started = Instant::now();
    let answer = app.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    let took = started.elapsed();
    assert!(
        status.is_success(),
        "{path}: {status} {}",
        String::from_utf8_lossy(&bytes)
    );
    (serde_json::from_slice(&bytes).unwrap(), took)
}

/// One query for every filter parameter, with values that the fleet has.
async fn filters(app: &Router) -> Vec<String> {
    let (cards, _) = get(app, "/v1/sim-cards?limit=500&sim_status=20&offset=200").await;
    let cards = cards["sim_cards"].as_array().unwrap();
    let some = |field: &str| {
        let value = cards
            .iter()
            .map(|card| &card[field])
            .find(|value| !value.is_null())
            .expect(field);
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>()
    };
    // Pooled cards fill whole orders: look through a few pages for one.
    let mut pool = Value::Null;
    for page in (1..).take_while(|page| *page < 1000) {
        let (some, _) = get(
            app,
            &format!("/v1/sim-cards?limit=500&carrier_type=3&offset={page}"),
        )
        .await;
        let found = some["sim_cards"].as_array().unwrap();
        let pooled = found
            .iter()
            .map(|card| &card["sim_pool_id"])
            .find(|pool| !pool.is_null());
        if let Some(found) = pooled {
            pool = found.clone();
            break;
        }
    }
    let (tags, _) = get(app, "/v1/tags?status=1").await;
    let (plans, _) = get(app, "/v1/price-plans?limit=500").await;
    let plan = plans["price_plans"]
        .as_array()
        .unwrap()
        .iter()
        .find(|plan| plan["price_plan_name"] == cards[0]["price_plan_name"]);
    let numbers: Vec<String> = cards
        .iter()
        .map(|card| format!("\"{}\"", card["cid"].as_str().unwrap()))
        .collect();
    let body = format!("{{\"numbers\":[{}]}}", numbers.join(","));
    let request = Request::post("/v1/card-lists")
        .header("host", "localhost")
        .header("content-type", "application/json")
        .body(Body::from(body))
        .unwrap();
    let list = app
        .clone()
        .oneshot(request)
        .await
        .unwrap()
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes();
    let list: Value = serde_json::from_slice(&list).unwrap();
    let cid = some("cid");
    vec![
        String::new(),
        format!("main_search_type=1&main_search_key={cid}"),
        format!("main_search_type=1&main_search_key={}", &cid[..6]),
        format!("main_search_type=2&main_search_key={}", some("order_id")),
        format!("main_search_type=3&main_search_key={}", some("imei")),
        "sim_status=20".to_owned(),
        "sim_status=14".to_owned(),
        "sim_status=13&sim_status=10".to_owned(),
        "device_status=3".to_owned(),
        format!("tag_id={}", tags["tags"][0]["id"]),
        format!(
            "tag_id={}&tag_id={}",
            tags["tags"][3]["id"], tags["tags"][7]["id"]
        ),
        "sim_type=3".to_owned(),
        format!("msisdn={}", some("msisdn")),
        format!("customer_attribute1={}", some("customer_attribute1")),
        format!("customer_attribute2={}", some("customer_attribute2")),
        format!("customer_attribute3={}", some("customer_attribute3")),
        "customer_attribute4=none".to_owned(),
        "min_used_flow=100".to_owned(),
        "max_used_flow=1000".to_owned(),
        "min_left_flow=10".to_owned(),
        "max_left_flow=0".to_owned(),
        "real_named=true".to_owned(),
        format!("order_id={}", some("order_id")),
        "filter_downtime_period=true".to_owned(),
        format!("order_ids={},{}", some("order_id"), cards[400]["order_id"]),
        format!(
            "price_plan_id={}",
            plan.unwrap()["price_plan_id"].as_str().unwrap()
        ),
        "stop_reason=over_plan".to_owned(),
        "carrier_type=1".to_owned(),
        format!("sim_pool_id={pool}"),
        "expire_days=90".to_owned(),
        format!("card_list_id={}", list["card_list_id"]),
        format!("sim_card_id={}", cards[0]["sim_card_id"]),
    ]
}

fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times
        .get(at)
        .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

fn main() {
    let (cards, rounds) = (argument("--cards", 500_000), argument("--rounds", 5));
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bench.db");
    let now_ms = parse_now("2026-11-22T12:00:00Z").unwrap();
    let started = Instant::now();
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
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "seeding {cards} cards: {:.1} s, {} MB",
        started.elapsed().as_secs_f64(),
        size / 1_000_000
    );
    let started = Instant::now();
    let store = Arc::new(startup::open(&path, now_ms).unwrap());
    println!(
        "starting on the same day: {:.2} s",
        started.elapsed().as_secs_f64()
    );
    drop(store);
    let started = Instant::now();
    let store = Arc::new(startup::open(&path, now_ms + 86_400_000).unwrap());
    println!(
        "starting on the next day: {:.2} s",
        started.elapsed().as_secs_f64()
    );
    let clock = Clock::manual(now_ms + 86_400_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(bench(app(AppState::new(store, clock, 17_280)), rounds));
}

async fn bench(app: Router, rounds: i64) {
    let filters = filters(&app).await;
    let mut all = Vec::new();
    let mut slowest: Vec<(f64, String)> = Vec::new();
    println!(
        "\n{:24} {:>8} {:>8} {:>8}",
        "sort", "p50 ms", "p95 ms", "max ms"
    );
    for sort in SORTS {
        for order in if sort.is_empty() {
            &["desc"][..]
        } else {
            &["asc", "desc"]
        } {
            let mut times = Vec::new();
            for filter in &filters {
                let sorted = if sort.is_empty() {
                    String::new()
                } else {
                    format!("&sort={sort}&order={order}")
                };
                let (first, _) = get(
                    &app,
                    &format!("/v1/sim-cards?limit={PAGE}&{filter}{sorted}"),
                )
                .await;
                let count = first["count"].as_i64().unwrap();
                let last = (count + PAGE - 1) / PAGE;
                for page in [1, last.max(1)] {
                    let path = format!("/v1/sim-cards?limit={PAGE}&offset={page}&{filter}{sorted}");
                    let mut own = Vec::new();
                    for _ in 0..rounds {
                        own.push(get(&app, &path).await.1);
                    }
                    times.extend(&own);
                    slowest.push((percentile(&mut own, 95), format!("{path}  ({count} cards)")));
                }
            }
            let name = if sort.is_empty() {
                "newest first".to_owned()
            } else {
                format!("{sort} {order}")
            };
            let max = percentile(&mut times, 100);
            println!(
                "{name:24} {:8.2} {:8.2} {max:8.2}",
                percentile(&mut times, 50),
                percentile(&mut times, 95)
            );
            all.extend(times);
        }
    }
    let (p50, p95, max) = (
        percentile(&mut all, 50),
        percentile(&mut all, 95),
        percentile(&mut all, 100),
    );
    println!(
        "{:24} {p50:8.2} {p95:8.2} {max:8.2}   {} requests, {} filters",
        "all",
        all.len(),
        filters.len()
    );
    slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\nslowest (p95 ms of {rounds}):");
    for (time, path) in slowest.iter().take(8) {
        println!("{time:8.2}  {path}");
    }
    let mut times = Vec::new();
    for _ in 0..20 {
        times.push(get(&app, "/v1/sim-cards/summary").await.1);
    }
    println!(
        "\nsummary: p50 {:.2} ms, p95 {:.2} ms",
        percentile(&mut times, 50),
        percentile(&mut times, 95)
    );
}
