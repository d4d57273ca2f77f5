//! Directional entries of orders (console.md section 9; Q3.4 to Q3.6, Q4.1, Q4.3).

use axum::http::Method;
use serde_json::{Value, json};

use crate::common::orders::refused;
use crate::common::{Answer, Service};

/// A working day of the tests, in seconds.
const DAY: i64 = 5;
/// China Telecom, general data.
const PLAN: &str = "中国电信 30MB/月 1年";

fn domain(address: &str) -> Value {
    json!({"kind": 1, "protocol": "https", "address": address})
}

fn ip(address: &str) -> Value {
    json!({"kind": 2, "protocol": "tcp", "address": address, "port": 8883})
}

fn states(shown: &Value) -> Vec<i64> {
    let entries = shown["entries"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| entry["state"].as_i64().unwrap())
        .collect()
}

impl Service {
    /// A completed order of general data with a hundred cards.
    async fn completed(&self) -> Value {
        let order = self.buy(PLAN, 100, "consumer_2ff").await;
        self.pay(&[&order]).await.ok();
        self.pass(12 * DAY);
        assert_eq!(self.detail(&order).await["order"]["order_status"], 5);
        order
    }

    async fn entries(&self, order: &Value) -> Value {
        let path = format!("/v1/orders/{}/directional", order["order_id"]);
        self.get(&path).await.ok()
    }

    async fn add(&self, order: &Value, entries: &[Value], whole_order: bool) -> Answer {
        let path = format!("/v1/orders/{}/directional", order["order_id"]);
        let body = json!({"entries": entries, "whole_order": whole_order});
        self.post(&path, body).await
    }

    async fn change(&self, method: Method, order: &Value, entry: &Value, body: Value) -> Answer {
        let path = format!(
            "/v1/orders/{}/directional/{}",
            order["order_id"], entry["entry_id"]
        );
        let json = [("content-type", "application/json")];
        self.call(method, &path, &json, body.to_string()).await
    }
}

#[tokio::test]
async fn q3_4_a_bought_order_becomes_directional_as_a_whole_and_for_good() {
    let service = Service::new(60);
    let order = service.completed().await;
    let before = service.entries(&order).await;
    assert_eq!(before["data_type"], 1);
    assert_eq!(
        (
            &before["most_ips"],
            &before["most_domains"],
            &before["most_entries"]
        ),
        (&json!(5), &json!(10), &json!(10))
    );
    // Q3.5, Q3.6: said once.
    refused(
        &service.add(&order, &[domain("*.example.com")], false).await,
        400,
        "GSL.00010004",
        &["whole_order"],
    );
    let added = service
        .add(&order, &[domain("*.example.com")], true)
        .await
        .ok();
    assert_eq!(states(&added), [2]);
    let by_order = format!("order_id={}", order["order_id"]);
    service.pass(DAY);
    assert_eq!(states(&service.entries(&order).await), [3]);
    assert_eq!(
        service.detail(&order).await["order"]["data_type"],
        1,
        "not before it is in effect"
    );
    // China Telecom: five working days.
    service.pass(4 * DAY);
    let shown = service.entries(&order).await;
    assert_eq!((states(&shown), &shown["data_type"]), (vec![4], &json!(2)));
    let cards = service
        .get(&format!("/v1/sim-cards?{by_order}&limit=200"))
        .await
        .ok();
    let cards = cards["sim_cards"].as_array().unwrap().clone();
    assert_eq!(cards.len(), 100);
    assert!(cards.iter().all(|card| card["data_type"] == 2));
    // Another one needs no word any more.
    assert_eq!(
        states(&service.add(&order, &[ip("8.8.8.8")], false).await.ok()),
        [4, 2]
    );
}

#[tokio::test]
async fn q4_3_edited_and_deleted_as_the_state_allows_and_the_last_one_stays() {
    let service = Service::new(60);
    let order = service.completed().await;
    let added = service
        .add(&order, &[domain("one.example.com")], true)
        .await
        .ok();
    let first = added["entries"][0].clone();
    assert_eq!(
        (&first["edit_refusal"], &first["delete_refusal"]),
        (&json!("state"), &json!("state"))
    );
    let edit = |entry: Value, body: Value| {
        let (service, order) = (&service, &order);
        async move { service.change(Method::PUT, order, &entry, body).await }
    };
    refused(
        &edit(first.clone(), domain("two.example.com")).await,
        403,
        "GSL.00013005",
        &["state"],
    );
    service.pass(5 * DAY);
    let last = &service.entries(&order).await["entries"][0];
    assert_eq!(last["delete_refusal"], "last_entry");
    refused(
        &service
            .change(Method::DELETE, &order, &first, Value::Null)
            .await,
        403,
        "GSL.00013005",
        &["last_entry"],
    );
    let changed = edit(first.clone(), domain("two.example.com")).await.ok();
    assert_eq!(states(&changed), [6]);
    service.add(&order, &[ip("8.8.4.4")], false).await.ok();
    let gone = service
        .change(Method::DELETE, &order, &first, Value::Null)
        .await
        .ok();
    assert_eq!(states(&gone), [7, 2]);
    service.pass(5 * DAY);
    let left = service.entries(&order).await;
    assert_eq!(states(&left), [4]);
    assert_eq!(left["entries"][0]["address"], "8.8.4.4");
}

#[tokio::test]
async fn what_review_refuses_says_why_and_can_be_mended() {
    let service = Service::new(60);
    let order = service.completed().await;
    service
        .add(&order, &[domain("nowhere.invalid")], true)
        .await
        .ok();
    service.pass(DAY);
    let shown = service.entries(&order).await;
    assert_eq!(states(&shown), [5]);
    let entry = &shown["entries"][0];
    assert!(
        entry["fail_reason"]
            .as_str()
            .is_some_and(|why| !why.is_empty())
    );
    assert!(entry["edit_refusal"].is_null());
    service
        .change(Method::PUT, &order, entry, domain("somewhere.example.com"))
        .await
        .ok();
    service.pass(5 * DAY);
    assert_eq!(states(&service.entries(&order).await), [4]);
}

#[tokio::test]
async fn each_refusal_names_what_is_wrong() {
    let service = Service::new(60);
    let order = service.completed().await;
    for (entry, field) in [
        (
            json!({"kind": 1, "protocol": "ftp", "address": "a.example.com"}),
            "protocol",
        ),
        (
            json!({"kind": 2, "protocol": "tcp", "address": "*.1.2.3", "port": 1}),
            "address",
        ),
        (
            json!({"kind": 2, "protocol": "tcp", "address": "8.8.8.8", "port": 70_000}),
            "port",
        ),
        (
            json!({"kind": 1, "protocol": "mqtt", "address": "*.example.com", "port": 1883}),
            "address",
        ),
    ] {
        let answer = service.add(&order, &[entry], true).await;
        refused(&answer, 400, "GSL.00010004", &[field]);
    }
    refused(
        &service.add(&order, &[], true).await,
        400,
        "GSL.00010004",
        &["entries"],
    );
    let same = [domain("a.example.com"), domain("a.example.com")];
    refused(
        &service.add(&order, &same, true).await,
        400,
        "GSL.00010004",
        &["address"],
    );
    let ips: Vec<Value> = (1..=6).map(|n| ip(&format!("8.8.8.{n}"))).collect();
    refused(
        &service.add(&order, &ips, true).await,
        403,
        "GSL.00013005",
        &["too_many_ips"],
    );
    let names: Vec<Value> = (1..=11)
        .map(|n| domain(&format!("n{n}.example.com")))
        .collect();
    refused(
        &service.add(&order, &names, true).await,
        403,
        "GSL.00013005",
        &["too_many_domains"],
    );
    let mixed: Vec<Value> = names
        .iter()
        .take(8)
        .chain(ips.iter().take(3))
        .cloned()
        .collect();
    refused(
        &service.add(&order, &mixed, true).await,
        403,
        "GSL.00013005",
        &["too_many"],
    );
    assert!(
        states(&service.entries(&order).await).is_empty(),
        "nothing was kept of what was refused"
    );
    let nobody = json!({"order_id": 1});
    refused(
        &service.add(&nobody, &[domain("a.example.com")], true).await,
        400,
        "GSL.00013001",
        &[],
    );
    let unpaid = service.buy(PLAN, 100, "consumer_2ff").await;
    let path = format!("/v1/orders/{}/cancel", unpaid["order_id"]);
    service.post(&path, Value::Null).await.ok();
    assert_eq!(service.entries(&unpaid).await["refusal"], "order_status");
    refused(
        &service.add(&unpaid, &[domain("a.example.com")], true).await,
        403,
        "GSL.00013005",
        &["order_status"],
    );
}

#[tokio::test]
async fn bought_with_directional_data_the_entries_wait_for_the_cards() {
    let service = Service::new(60);
    let quote = service.quote(PLAN, 100, 1, "consumer_2ff").await.ok();
    let address = service.address().await;
    let buy = |directional: Value, data_type: i32| json!({"quote_id": quote["quote_id"], "address_id": address, "data_type": data_type, "directional": directional});
    for body in [buy(json!([]), 2), buy(json!([domain("a.example.com")]), 1)] {
        let answer = service.post("/v1/orders", body).await;
        refused(&answer, 400, "GSL.00010004", &["directional"]);
    }
    let body = buy(json!([domain("a.example.com"), ip("8.8.8.8")]), 2);
    let order = service.post("/v1/orders", body).await.ok();
    assert_eq!(order["data_type"], 2);
    service.pay(&[&order]).await.ok();
    assert_eq!(states(&service.entries(&order).await), [1, 1]);
    // Deleted at once while it waits for its order.
    let entry = service.entries(&order).await["entries"][1].clone();
    let left = service
        .change(Method::DELETE, &order, &entry, Value::Null)
        .await
        .ok();
    assert_eq!(states(&left), [1]);
    service.pass(12 * DAY);
    assert_eq!(service.detail(&order).await["order"]["order_status"], 5);
    assert_ne!(states(&service.entries(&order).await), [1]);
    service.pass(5 * DAY);
    assert_eq!(states(&service.entries(&order).await), [4]);
}

#[tokio::test]
async fn sent_twice_it_happens_once() {
    let service = Service::new(60);
    let order = service.completed().await;
    let path = format!("/v1/orders/{}/directional", order["order_id"]);
    let body = json!({"entries": [domain("a.example.com")], "whole_order": true});
    let headers = [
        ("content-type", "application/json"),
        ("Idempotency-Key", "entry-1"),
    ];
    for _ in 0..2 {
        let answer = service
            .call(Method::POST, &path, &headers, body.to_string())
            .await;
        assert_eq!(states(&answer.ok()), [2]);
    }
    assert_eq!(states(&service.entries(&order).await).len(), 1);
}

#[tokio::test]
async fn entries_move_on_after_a_restart_each_once() {
    let service = Service::new(60);
    let order = service.completed().await;
    service
        .add(&order, &[domain("a.example.com")], true)
        .await
        .ok();
    let second = service.add(&order, &[ip("8.8.8.8")], false).await.ok();
    let expected = second["entries"][1]["expected_time"].clone();
    service.pass(5 * DAY);
    let entry = service.entries(&order).await["entries"][1].clone();
    let going = service
        .change(Method::DELETE, &order, &entry, Value::Null)
        .await
        .ok();
    assert_eq!(states(&going), [4, 7]);
    assert_ne!(going["entries"][1]["expected_time"], expected);
    // Stopped before it is gone, and started again the next day.
    let service = service.restart("2026-11-24T04:00:00Z");
    let left = service.entries(&order).await;
    assert_eq!((states(&left), &left["data_type"]), (vec![4], &json!(2)));
    assert_eq!(left["entries"][0]["delete_refusal"], "last_entry");
    let service = service.restart("2026-11-25T04:00:00Z");
    assert_eq!(service.entries(&order).await["entries"], left["entries"]);
}

#[tokio::test]
async fn the_demo_fleet_has_entries_in_every_state() {
    let service = Service::new(2000);
    let orders = service
        .get("/v1/orders?order_type=1&order_status=5&limit=500")
        .await
        .ok();
    let mut found = Vec::new();
    for order in orders["orders"].as_array().unwrap() {
        let shown = service.entries(order).await;
        found.extend(states(&shown));
        assert_eq!(
            shown["data_type"] == 2 && order["pool_id"].is_null(),
            !states(&shown).is_empty(),
            "{order}"
        );
    }
    found.sort_unstable();
    found.dedup();
    assert_eq!(
        found,
        [2, 3, 4, 5, 6, 7],
        "未生效 only before an order is completed"
    );
}
