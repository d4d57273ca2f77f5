//! The program is killed in the middle of a bulk job, again and again: no card is forgotten, none acted on twice.

use std::time::{Duration, Instant};

use crate::common::program::Program;
use serde_json::{Value, json};

/// A working day is half a second.
fn start(dir: &std::path::Path) -> Program {
    Program::start(dir, 16_000, 172_800)
}

/// Makes the job, or finds it made.
fn rebind_all(address: &str) -> Option<Value> {
    let send = |key: &str, body: Value| {
        let key = format!("Idempotency-Key: {key}\r\n");
        crate::common::program::send(address, "POST /v1/bulk-jobs", &key, &body.to_string())
    };
    let plan = send(
        "plan-all",
        json!({
            "action": "rebind", "selection": {"filter": "sim_status=20&carrier_type=2"}, "dry_run": true
        }),
    )?;
    send("rebind-all", json!({"plan_id": plan["plan_id"]}))
}

/// Waits until so many cards of the job are done.
fn wait_for(program: &Program, job: &Value, done: i64) -> Value {
    let limit = Instant::now() + Duration::from_secs(90);
    loop {
        let stands = program.get(&format!("/v1/bulk-jobs/{job}"));
        if stands["succeeded"].as_i64().unwrap() >= done {
            return stands;
        }
        assert!(Instant::now() < limit, "{done} wanted: {stands}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Rebinds left of every card the job is for, by card.
fn rebinds(program: &Program) -> Vec<(i64, i64)> {
    let mut all = Vec::new();
    for page in 1.. {
        let path = format!("/v1/sim-cards?sim_status=20&carrier_type=2&limit=500&offset={page}");
        let list = program.get(&path);
        let cards = list["sim_cards"].as_array().unwrap();
        if cards.is_empty() {
            break;
        }
        let left = |card: &Value| {
            Some((
                card["sim_card_id"].as_i64()?,
                card["imei_bind_remain_times"].as_i64()?,
            ))
        };
        all.extend(cards.iter().filter_map(left));
    }
    all.sort_unstable();
    all
}

#[test]
fn killed_in_the_middle_no_card_is_forgotten_and_none_acted_on_twice() {
    let dir = tempfile::tempdir().unwrap();
    let program = start(dir.path());
    let before = rebinds(&program);
    // Killed while the job is being written: whatever is seen of it is whole.
    let address = program.address.clone();
    let asking = std::thread::spawn(move || rebind_all(&address));
    std::thread::sleep(Duration::from_millis(30));
    program.kill();
    let _ = asking.join().unwrap();
    let program = start(dir.path());
    let jobs = program.get("/v1/bulk-jobs");
    assert!(jobs["count"].as_i64().unwrap() <= 1, "{jobs}");
    // Sent again with its key it is one job, made now or then.
    let made = rebind_all(&program.address).unwrap();
    let job = made["bulk_job_id"].clone();
    let cards = made["will_act"].as_i64().unwrap();
    assert!(cards > 1500, "{cards}");
    program.kill();
    // Killed while portions are handed over and the carriers are at work.
    for done in [1, cards / 3, cards / 2] {
        let program = start(dir.path());
        let stands = wait_for(&program, &job, done);
        assert!(stands["succeeded"].as_i64().unwrap() <= cards);
        program.kill();
    }
    let program = start(dir.path());
    let stands = wait_for(&program, &job, cards);
    assert_eq!(
        (&stands["state"], &stands["failed"]),
        (&json!("succeeded"), &json!(0))
    );
    assert_eq!(rebind_all(&program.address).unwrap(), made);
    assert_eq!(program.get("/v1/bulk-jobs")["count"], 1);
    let total: i64 = stands["work_order_ids"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| {
            program.get(&format!("/v1/work-orders/{order}"))["success_count"]
                .as_i64()
                .unwrap()
        })
        .sum();
    assert_eq!(total, cards);
    assert_eq!(
        program.get("/v1/work-orders")["count"],
        stands["work_order_ids"].as_array().unwrap().len()
    );
    let after = rebinds(&program);
    assert_eq!(before.len(), after.len());
    for ((card, had), (same, has)) in before.iter().zip(&after) {
        let wanted = if *had > 0 { had - 1 } else { 0 };
        assert_eq!((same, has), (card, &wanted));
    }
}
