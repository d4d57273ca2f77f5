//! The action `replace` of bulk jobs (console.md section 3, 批量补卡): ordered, paid, sent; then the old card is cleared and
//! a new one is there.

use axum::http::Method;
use gsl_server::orders::run::run_due;
use serde_json::{Value, json};

use crate::bulk::{Bulk, PACE, WEEK};
use crate::common::orders::refused;
use crate::common::{NOW, Service};

/// A working day of the tests, ms.
const DAY: i64 = 5_000;

/// What replacing a card costs in the demo, cents.
const PRICE: i64 = 1000;

impl Service {
    pub async fn replace(&self, cards: &[i64]) -> Value {
        let address = self.address().await;
        json!({"action": "replace", "parameters": {"address_id": address}, "selection": {"ids": cards}})
    }

    pub async fn in_use(&self, cards: usize) -> Vec<i64> {
        let found = self.cards("sim_status=20").await;
        let loose = found.iter().filter(|card| card["pooled"] == false);
        loose
            .map(|card| card["sim_card_id"].as_i64().unwrap())
            .take(cards)
            .collect()
    }

    /// Time passes: orders and jobs move, portion by portion.
    pub fn go_on(&self, days: i64) {
        for _ in 0..days {
            let now = self.clock.now_ms() + DAY;
            self.clock.set(now);
            run_due(&self.store, now, PACE).unwrap();
            self.tick(PACE);
            gsl_server::work_orders::run::run_due(&self.store, now, usize::MAX).unwrap();
            self.tick(PACE);
        }
    }
}

#[tokio::test]
async fn paid_and_sent_the_new_card_is_there_and_the_old_one_cleared() {
    let service = Service::new(600);
    let cards = service.in_use(2).await;
    let tag = service
        .post("/v1/tags", json!({"tag_name": "丢失"}))
        .await
        .ok()["id"]
        .clone();
    let labelled = json!({"action": "set_tags", "parameters": {"tag_ids": [tag]}, "selection": {"ids": cards}});
    service.finish(&service.make(&labelled).await).await;
    let old = service.card(cards[0]).await;
    let all = service.count("").await;

    let request = service.replace(&cards).await;
    let plan = service.plan(&request).await;
    assert_eq!(
        (&plan["will_act"], &plan["price_cents"], &plan["order_id"]),
        (&json!(2), &json!(2 * PRICE), &Value::Null)
    );
    let made = service.make(&request).await;
    let order = service.detail(&made).await;
    assert_eq!(
        (
            &order["order"]["order_type"],
            &order["order"]["order_status"]
        ),
        (&json!(7), &json!(1))
    );
    assert_eq!(
        (&order["order"]["price_cents"], &order["order"]["quantity"]),
        (&json!(2 * PRICE), &json!(2))
    );
    assert_eq!(order["address"]["receiver"], "王芳");
    // Until it is paid nothing is asked of anyone, and no second job takes the cards.
    service.go_on(3);
    let job = service.job(&made).await;
    assert_eq!(
        (&job["state"], &job["unpaid"], &job["cancellable"]),
        (&json!("waiting"), &json!(true), &json!(true))
    );
    assert_eq!(job["work_order_ids"], json!([]));
    let again = service.plan(&request).await;
    assert_eq!(again["excluded"][0]["reason"]["key"], "under_way");
    let away =
        json!({"action": "transfer", "parameters": {"account": "b"}, "selection": {"ids": cards}});
    assert_eq!(service.plan(&away).await["will_act"], 0);

    service.pay(&[&order["order"]]).await.ok();
    service.go_on(2);
    let job = service.job(&made).await;
    assert_eq!(
        (&job["running"], &job["unpaid"], &job["cancellable"]),
        (&json!(2), &json!(false), &json!(false))
    );
    // What is paid for is not taken back.
    let uri = format!("/v1/bulk-jobs/{}/cancel", made["bulk_job_id"]);
    assert_eq!(
        service.post(&uri, json!({})).await.error(400),
        "GSL.00010004"
    );
    let work_order = job["work_order_ids"][0].clone();
    let uri = format!("/v1/work-orders/{work_order}");
    assert_eq!(service.get(&uri).await.ok()["cancellable"], false);
    service
        .post(&format!("{uri}/cancel"), json!({}))
        .await
        .error(403);
    assert_eq!(service.card(cards[0]).await["sim_status"], 20);
    service.go_on(8);
    let sent = service.detail(&made).await;
    assert_eq!(sent["order"]["order_status"], 4);
    assert!(sent["order"]["logistics_number"].is_string());
    service.go_on(3);

    let done = service.detail(&made).await;
    assert_eq!(
        (&done["order"]["order_status"], &done["opened_quantity"]),
        (&json!(5), &json!(2))
    );
    let shown = service.get(&uri).await.ok();
    assert_eq!(
        (&shown["work_order_type"], &shown["success_count"]),
        (&json!(16), &json!(2))
    );
    let cleared = service.card(cards[0]).await;
    assert_eq!(cleared["sim_status"], 30);
    for field in ["imei", "tag_names", "customer_attribute1", "device_status"] {
        assert!(
            cleared[field].is_null() || cleared[field] == "",
            "{field}: {cleared}"
        );
    }
    assert_eq!(service.count(&format!("tag_id={tag}")).await, 0);
    // As many new ones, of the same plan, order and term.
    assert_eq!(service.count("").await, all + 2);
    let newest = service.cards("").await;
    let new: Vec<&Value> = newest.iter().take(2).collect();
    let same = |field: &str| new.iter().any(|card| card[field] == old[field]);
    for field in ["price_plan_id", "order_id", "expire_time", "carrier_type"] {
        assert!(same(field), "{field}: {new:?} {old}");
    }
    for card in new {
        assert_eq!(card["sim_status"], 20);
        assert_ne!(card["cid"], old["cid"]);
        let search = format!("main_search_key={}", card["cid"].as_str().unwrap());
        assert_eq!(service.count(&search).await, 1);
    }
    let service = service.restart("2026-11-25T10:00:00+08:00");
    assert_eq!(service.card(cards[0]).await["sim_status"], 30);
}

#[tokio::test]
async fn unpaid_it_lapses_and_nothing_is_done() {
    let service = Service::new(300);
    let cards = service.in_use(2).await;
    let request = service.replace(&cards).await;
    let made = service.make(&request).await;
    let order = service.detail(&made).await["order"].clone();
    service
        .clock
        .set(service.clock.now_ms() + 24 * 3_600_000 + 1);
    service.go_on(1);
    assert_eq!(service.detail(&made).await["order"]["order_status"], 6);
    let job = service.job(&made).await;
    assert_eq!(
        (&job["state"], &job["cancelled"], &job["unpaid"]),
        (&json!("cancelled"), &json!(2), &json!(false))
    );
    refused(
        &service.pay(&[&order]).await,
        403,
        "GSL.00013002",
        &["ended"],
    );
    service.lapse(WEEK);
    assert_eq!(service.card(cards[0]).await["sim_status"], 20);
    // The cards are free again.
    assert_eq!(service.plan(&request).await["will_act"], 2);
}

#[tokio::test]
async fn cancelling_the_order_or_the_job_ends_both() {
    let service = Service::new(300);
    let cards = service.in_use(2).await;
    let request = service.replace(&cards).await;
    let made = service.make(&request).await;
    let uri = format!("/v1/orders/{}/cancel", made["order_id"]);
    service.post(&uri, json!({})).await.ok();
    service.go_on(1);
    assert_eq!(service.job(&made).await["state"], "cancelled");

    let made = service.make(&request).await;
    let uri = format!("/v1/bulk-jobs/{}/cancel", made["bulk_job_id"]);
    let job = service.post(&uri, json!({})).await.ok();
    assert_eq!(job["state"], "cancelled");
    let order = service.detail(&made).await["order"].clone();
    assert_eq!(order["order_status"], 6);
    refused(
        &service.pay(&[&order]).await,
        403,
        "GSL.00013002",
        &["ended"],
    );
}

#[tokio::test]
async fn sent_twice_it_is_one_order_and_a_restart_in_the_middle_does_it_once() {
    let service = Service::new(300);
    let cards = service.in_use(3).await;
    let all = service.count("").await;
    let request = service.replace(&cards).await.to_string();
    let key = [("Idempotency-Key", "replace")];
    let send = || service.call(Method::POST, "/v1/bulk-jobs", &key, request.clone());
    let made = send().await.ok();
    assert_eq!(send().await.ok(), made);
    let listed = service.get("/v1/orders?order_type=7").await.ok();
    assert_eq!(listed["count"], 1);
    let order = service.detail(&made).await["order"].clone();
    service.pay(&[&order]).await.ok();
    service.go_on(5);
    let service = service.restart(NOW);
    service.clock.set(service.clock.now_ms() + 5 * DAY);
    service.go_on(5);
    // Some of the cards, then the end.
    service.clock.set(service.clock.now_ms() + 2 * DAY);
    gsl_server::work_orders::run::run_due(&service.store, service.clock.now_ms(), 1).unwrap();
    let service = service.restart("2026-11-23T10:00:00+08:00");
    service.clock.set(service.clock.now_ms() + 20 * DAY);
    service.go_on(4);
    assert_eq!(service.detail(&made).await["order"]["order_status"], 5);
    assert_eq!(service.job(&made).await["succeeded"], 3);
    assert_eq!(service.count("").await, all + 3);
}

#[tokio::test]
async fn refused_without_address_and_for_cards_that_are_no_more() {
    let service = Service::new(300);
    let cards = service.in_use(1).await;
    let body = |parameters: Value, ids: &[i64]| json!({"action": "replace", "parameters": parameters, "selection": {"ids": ids}});
    let missing = service.post("/v1/bulk-jobs", body(json!({}), &cards)).await;
    assert_eq!(missing.error(400), "GSL.00010004");
    let unknown = service
        .post("/v1/bulk-jobs", body(json!({"address_id": 1}), &cards))
        .await;
    assert_eq!(unknown.error(400), "GSL.00013006");
    let address = service.address().await;
    let gone = service.ids("sim_status=30").await;
    let plan = service
        .plan(&body(json!({"address_id": address}), &gone))
        .await;
    assert_eq!(
        (&plan["will_act"], &plan["price_cents"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(plan["excluded"][0]["reason"]["key"], "wrong_state");
    assert_eq!(
        service.get("/v1/orders?order_type=7").await.ok()["count"],
        0
    );
}
