//! `Idempotency-Key`: a request sent twice happens once.

use crate::common::orders::ids;
use crate::common::{Answer, Service};
use axum::http::Method;
use serde_json::json;

impl Service {
    async fn stop_with_key(&self, card: i64, key: &str) -> Answer {
        let uri = format!("/v1/sim-cards/{card}/stop");
        self.call(Method::POST, &uri, &[("idempotency-key", key)], "{}")
            .await
    }
}

#[tokio::test]
async fn a_repeated_key_happens_once() {
    let service = Service::new(400);
    let cards = ids(&service.cards("sim_status=20&carrier_type=2").await);
    let first = service.stop_with_key(cards[0], "k-1").await.ok();
    assert_eq!(service.stop_with_key(cards[0], "k-1").await.ok(), first);
    service.pass(30);
    // Even when it is long done and would be refused.
    assert_eq!(service.stop_with_key(cards[0], "k-1").await.ok(), first);
    assert_eq!(service.get("/v1/work-orders").await.ok()["count"], 1);
    let other = service.stop_with_key(cards[1], "k-1").await;
    assert_eq!(other.error(400), "GSL.00010004");
    assert!(
        other.json()["error_msg"]
            .as_str()
            .unwrap()
            .contains("Idempotency-Key")
    );
    service.stop_with_key(cards[1], "k-2").await.ok();
    assert_eq!(
        service.stop_with_key(cards[1], "").await.error(400),
        "GSL.00010004"
    );
    // A refused request is not remembered.
    assert_eq!(
        service.stop_with_key(cards[0], "k-3").await.error(403),
        "GSL.00011006"
    );
    let uri = format!("/v1/sim-cards/{}/reset", cards[0]);
    service.post(&uri, json!({})).await.ok();
    service.pass(30);
    service.stop_with_key(cards[0], "k-3").await.ok();
    // After a day the key is free.
    service.pass(90_000);
    let again = service.stop_with_key(cards[2], "k-1").await.ok();
    assert_ne!(again, first);
}

#[tokio::test]
async fn keys_survive_a_restart() {
    let service = Service::new(400);
    let card = ids(&service.cards("sim_status=20&carrier_type=2").await)[0];
    let first = service.stop_with_key(card, "k").await.ok();
    let service = service.restart("2026-11-22T12:01:00Z");
    assert_eq!(service.stop_with_key(card, "k").await.ok(), first);
    assert_eq!(
        service.card(card).await["stop_reason"],
        "user",
        "what was due is done after the start"
    );
}

#[tokio::test]
async fn twice_at_once_happens_once() {
    let service = Service::new(400);
    let card = ids(&service.cards("sim_status=20&carrier_type=2").await)[0];
    let calls = (0..8).map(|_| service.stop_with_key(card, "same"));
    let answers = futures_util::future::join_all(calls).await;
    let first = answers[0].ok();
    assert!(answers.iter().all(|answer| answer.ok() == first));
    assert_eq!(service.get("/v1/work-orders").await.ok()["count"], 1);
}
