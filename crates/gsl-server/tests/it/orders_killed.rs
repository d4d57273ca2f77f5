//! The program is killed right after a payment and while an order is under way: neither is lost, cards are made once.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::common::program::Program;

/// A working day is half a second.
fn start(dir: &std::path::Path) -> Program {
    Program::start(dir, 200, 172_800)
}

fn post(program: &Program, path: &str, key: &str, body: &Value) -> Value {
    let key = format!("Idempotency-Key: {key}\r\nContent-Type: application/json\r\n");
    program
        .send(&format!("POST {path}"), &key, &body.to_string())
        .unwrap()
}

#[test]
fn killed_between_payment_and_cards_nothing_is_lost_and_nothing_made_twice() {
    let dir = tempfile::tempdir().unwrap();
    let program = start(dir.path());
    let plans = program.get("/v1/price-plans?limit=500");
    let plan = &plans["price_plans"][0]["price_plan_id"];
    let address = json!({"receiver": "a", "phone": "123456", "address": "some street"});
    let address = post(&program, "/v1/addresses", "address", &address)["address_id"].clone();
    let quote = json!({"price_plan_id": plan, "pack_size": 100, "pack_count": 3, "card_form": "consumer_2ff"});
    let quote = post(&program, "/v1/orders/quotes", "quote", &quote);
    let bought = json!({"quote_id": quote["quote_id"], "address_id": address});
    let order = post(&program, "/v1/orders", "order", &bought);
    program.kill();
    // The order is there; sent again it is the same one.
    let program = start(dir.path());
    assert_eq!(post(&program, "/v1/orders", "order", &bought), order);
    let money = json!({"order_ids": [order["order_id"]], "amount_cents": order["price_cents"]});
    let paid = post(&program, "/v1/payments", "pay", &money);
    program.kill();
    let path = format!("/v1/orders/{}", order["order_id"]);
    let mut reached = 0;
    // Killed again and again on its way.
    for _ in 0..3 {
        let program = start(dir.path());
        assert_eq!(post(&program, "/v1/payments", "pay", &money), paid);
        let now = program.get(&path);
        assert_eq!(now["order"]["pay_time"], paid["pay_time"]);
        let status = now["order"]["order_status"].as_i64().unwrap();
        assert!(status >= reached, "what was reached stays reached");
        reached = status;
        program.kill();
    }
    let program = start(dir.path());
    let limit = Instant::now() + Duration::from_secs(60);
    while program.get(&path)["order"]["order_status"] != 5 {
        assert!(Instant::now() < limit, "the order completes");
        std::thread::sleep(Duration::from_millis(20));
    }
    program.kill();
    let program = start(dir.path());
    assert_eq!(program.get(&path)["opened_quantity"], 300);
    let cards = program.get(&format!("/v1/sim-cards?order_id={}", order["order_id"]));
    assert_eq!(cards["count"], 300);
}
