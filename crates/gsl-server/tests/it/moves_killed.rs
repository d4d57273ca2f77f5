//! The program is killed while cards are transferred and replaced: everything is done once.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::common::program::Program;

/// A working day is half a second.
fn start(dir: &std::path::Path) -> Program {
    Program::start(dir, 2000, 172_800)
}

fn post(program: &Program, path: &str, key: &str, body: &Value) -> Value {
    let key = format!("Idempotency-Key: {key}\r\nContent-Type: application/json\r\n");
    program
        .send(&format!("POST {path}"), &key, &body.to_string())
        .unwrap()
}

/// Cards in use that are in no pool.
fn loose(program: &Program) -> Vec<Value> {
    let list = program.get("/v1/sim-cards?limit=500&sim_status=20");
    let cards = list["sim_cards"].as_array().unwrap();
    let loose = cards.iter().filter(|card| card["pooled"] == false);
    loose.cloned().collect()
}

fn numbers(cards: &[Value]) -> Vec<&str> {
    let numbers = cards.iter().map(|card| card["cid"].as_str().unwrap());
    numbers.collect()
}

/// How many cards the orders of some cards have.
fn of_their_orders(program: &Program, cards: &[Value]) -> i64 {
    let mut orders: Vec<i64> = cards
        .iter()
        .map(|card| card["order_id"].as_i64().unwrap())
        .collect();
    orders.sort_unstable();
    orders.dedup();
    let count = |order: &i64| {
        let list = program.get(&format!("/v1/sim-cards?order_id={order}"));
        list["count"].as_i64().unwrap()
    };
    orders.iter().map(count).sum()
}

fn wait(program: &Program, made: &Value, status: i64) {
    let limit = Instant::now() + Duration::from_secs(60);
    let path = format!("/v1/orders/{}", made["order_id"]);
    while program.get(&path)["order"]["order_status"] != status {
        assert!(Instant::now() < limit, "{}", program.get(&path));
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn killed_again_and_again_each_card_goes_once() {
    let dir = tempfile::tempdir().unwrap();
    let program = start(dir.path());
    let cards = loose(&program);
    let (away, lost) = cards[..60].split_at(40);
    let before = of_their_orders(&program, &cards[..60]);
    let (away, lost) = (numbers(away), numbers(lost));
    let to = json!({"receiver": "a", "phone": "123456", "address": "some street"});
    let address = post(&program, "/v1/addresses", "address", &to)["address_id"].clone();
    let transfer = json!({"action": "transfer", "parameters": {"account": "b"}, "selection": {"iccids": away}});
    let replace = json!({"action": "replace", "parameters": {"address_id": address}, "selection": {"iccids": lost}});
    let gone = post(&program, "/v1/bulk-jobs", "transfer", &transfer);
    let new = post(&program, "/v1/bulk-jobs", "replace", &replace);
    program.kill();
    let program = start(dir.path());
    assert_eq!(post(&program, "/v1/bulk-jobs", "transfer", &transfer), gone);
    assert_eq!(post(&program, "/v1/bulk-jobs", "replace", &replace), new);
    let money = json!({"order_ids": [new["order_id"]], "amount_cents": new["price_cents"]});
    let paid = post(&program, "/v1/payments", "pay", &money);
    program.kill();
    // Killed while the carriers are at work.
    for _ in 0..4 {
        let program = start(dir.path());
        assert_eq!(post(&program, "/v1/payments", "pay", &money), paid);
        std::thread::sleep(Duration::from_millis(400));
        program.kill();
    }
    let program = start(dir.path());
    wait(&program, &gone, 5);
    wait(&program, &new, 5);
    program.kill();
    let program = start(dir.path());
    let detail = |made: &Value| program.get(&format!("/v1/orders/{}", made["order_id"]));
    assert_eq!(detail(&gone)["opened_quantity"], 40);
    assert_eq!(detail(&new)["opened_quantity"], 20);
    for number in away {
        let search = format!("/v1/sim-cards?main_search_key={}", number);
        assert_eq!(program.get(&search)["count"], 0);
    }
    for number in lost {
        let search = format!("/v1/sim-cards?main_search_key={}", number);
        assert_eq!(program.get(&search)["sim_cards"][0]["sim_status"], 30);
    }
    // Forty are gone, and as many new ones are there as were replaced.
    assert_eq!(of_their_orders(&program, &cards[..60]), before - 40 + 20);
    assert_eq!(program.get("/v1/orders?order_type=7")["count"], 1);
}
