//! The forecast of `gsl_model::forecast` held against a straight line through the cycle's average, on the history of
//! seeded pools of every kind.
//!
//! `cargo run --release -p gsl-server --example bench_forecast -- --cards 60000`: for every pool of a demo fleet, on
//! several days of each cycle that is over, the use at the cycle's end is forecast from the days before, and compared with
//! what it became. Errors are mean absolute errors in per cent of the true use. Ends with 1 when the method is worse than
//! the line for any kind of pool.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::{ForecastInput, PastDay, forecast, straight_line};
use gsl_model::units::Megabytes;
use gsl_server::catalog::Catalog;
use gsl_server::clock::{date_of, day_number, day_of, parse_now};
use gsl_server::db;
use gsl_server::pools::{daily, head};
use gsl_server::rules::{carrier, cycle_named};
use gsl_server::seed::{Plan, fill};
use gsl_server::usage_pattern::KINDS;
use rusqlite::Connection;

/// Days of a cycle that are over when the forecast is made.
const OVER: [i64; 6] = [3, 6, 10, 15, 20, 25];

#[derive(Debug, Default)]
struct Errors {
    ours: f64,
    line: f64,
    inside: f64,
    runs: f64,
}

fn argument(name: &str, default: i64) -> i64 {
    let mut args = std::env::args();
    while let Some(arg) = args.next() {
        if arg == name {
            return args
                .next()
                .and_then(|value| value.parse().ok())
                .unwrap_or(default);
        }
    }
    default
}

/// Forecasts made for one pool in one cycle that is over.
fn run(days: &[PastDay], first: NaiveDate, last: NaiveDate, errors: &mut Errors) {
    let sum = |until: NaiveDate| {
        let own = days
            .iter()
            .filter(|day| day.date >= first && day.date < until);
        Megabytes::sum(own.filter_map(|day| day.used)).unwrap()
    };
    let truth = sum(last.succ_opt().unwrap());
    if truth <= Megabytes::ZERO {
        return;
    }
    for over in OVER {
        let today = date_of(day_number(first) + over);
        let known: Vec<_> = days
            .iter()
            .copied()
            .filter(|day| day.date < today)
            .collect();
        let known = ForecastInput {
            days: &known,
            active: known.last().and_then(|day| day.active),
            first,
            last,
            today,
            used: sum(today),
            total: None,
        };
        let (Some(made), Some(line)) = (forecast(&known), straight_line(&known)) else {
            continue;
        };
        let error =
            |guess: Megabytes| (guess.as_f64() - truth.as_f64()).abs() / truth.as_f64() * 100.0;
        errors.ours += error(made.expected);
        errors.line += error(line);
        errors.inside += f64::from(u8::from((made.low..=made.high).contains(&truth))) * 100.0;
        errors.runs += 1.0;
    }
}

fn backtest(db: &Connection, now_ms: i64) -> BTreeMap<u8, Errors> {
    let catalog = Catalog::load(db).unwrap();
    let pools: Vec<(i64, u8)> = db
        .prepare(
            "SELECT pool_id, MAX(shape) FROM pool_orders JOIN pools ON pools.id = pool_id \
             WHERE status IN (1, 2) GROUP BY pool_id",
        )
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let mut by_kind: BTreeMap<u8, Errors> = BTreeMap::new();
    for (id, kind) in pools {
        let pool = head(db, id).unwrap().unwrap();
        let six = BillingCycle::last_six(carrier(pool.carrier), date_of(day_of(now_ms)));
        let cycles: Vec<_> = six
            .iter()
            .map(|name| cycle_named(pool.carrier, *name))
            .collect();
        let days = daily::days(db, &catalog, &pool, &cycles, now_ms).unwrap();
        // Days before the first use are not of the pool's life.
        let days: Vec<_> = days
            .into_iter()
            .skip_while(|day| day.flow == 0)
            .map(|day| PastDay {
                date: date_of(day.day),
                used: Some(Megabytes::from_thousandths(day.flow)),
                active: Some(day.active),
            })
            .collect();
        let Some(born) = days.first().map(|day| day.date) else {
            continue;
        };
        for cycle in cycles.iter().take(5) {
            let (first, last) = (date_of(cycle.first_day), date_of(cycle.last_day));
            if first >= born {
                run(&days, first, last, by_kind.entry(kind).or_default());
            }
        }
    }
    by_kind
}

fn main() {
    let now_ms = parse_now("2026-11-22T12:00:00Z").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bench.db");
    let plan = Plan {
        cards: argument("--cards", 60_000),
        seed: argument("--seed", 1).unsigned_abs(),
        now_ms,
    };
    let by_kind = db::create(&path, |db| {
        fill(db, plan)?;
        Ok(backtest(db, now_ms))
    })
    .unwrap();
    println!(
        "{:10} {:>10} {:>12} {:>15} {:>14}",
        "pools", "forecasts", "our error %", "line's error %", "inside band %"
    );
    let mut good = true;
    for (kind, errors) in &by_kind {
        let (ours, line) = (errors.ours / errors.runs, errors.line / errors.runs);
        println!(
            "{:10} {:>10} {ours:>12.2} {line:>15.2} {:>14.1}",
            KINDS.get(usize::from(*kind)).copied().unwrap_or("?"),
            errors.runs,
            errors.inside / errors.runs
        );
        good &= ours <= line;
    }
    if !good || by_kind.len() < KINDS.len() {
        println!(
            "\nthe method is worse than a straight line somewhere, or a kind of pool is missing"
        );
        std::process::exit(1);
    }
}
