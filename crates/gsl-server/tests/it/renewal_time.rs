//! Renewal as time passes: what changes meanwhile, what is sent twice or never paid, what expires; the calendar.

use std::collections::BTreeMap;

use axum::http::Method;
use gsl_server::error::ApiError;
use serde_json::{Value, json};

use crate::common::Service;
use crate::common::orders::{id, refused};
use crate::renewals::DONE;

#[tokio::test]
async fn few_orders_are_renewed_all_together_and_a_day_later_the_snapshot_is_gone() {
    let service = Service::new(200);
    let all = service.snapshot(json!({"way": "orders"})).await;
    let orders = all["orders"].as_array().unwrap();
    assert!(orders.len() > 1 && orders.len() <= 50, "{}", orders.len());
    service.pass(24 * 3600 + 1);
    let path = format!("/v1/renewal-snapshots/{}", all["snapshot_id"]);
    refused(&service.get(&path).await, 400, "GSL.00013012", &[]);
}

#[tokio::test]
async fn what_has_changed_since_is_looked_at_again() {
    let service = Service::new(2000);
    let order = service.renewable(5).await[0]["order_id"].clone();
    let body = json!({"way": "orders", "order_ids": [order]});
    let (first, second) = (
        service.snapshot(body.clone()).await,
        service.snapshot(body.clone()).await,
    );
    let made = service.renew(&first).await.ok();
    // Two windows: the second finds the renewal of the first.
    let running = made["orders"][0]["order_id"].to_string();
    refused(
        &service.renew(&second).await,
        403,
        "GSL.00013004",
        &[&running],
    );
    service.pay(&[&made["orders"][0]]).await.ok();
    service.pass(DONE);
    // It would count from an expiry that is none any more.
    refused(
        &service.renew(&second).await,
        403,
        "GSL.00013008",
        &["changed"],
    );
    assert_eq!(
        service.renew(&service.snapshot(body).await).await.status,
        200
    );
}

#[tokio::test]
async fn a_double_submit_makes_one_renewal_and_an_unpaid_one_makes_way() {
    let service = Service::new(2000);
    let order = service.renewable(5).await[0]["order_id"].clone();
    let body = json!({"way": "orders", "order_ids": [order]});
    let seen = service.snapshot(body.clone()).await;
    let sent = json!({"snapshot_id": seen["snapshot_id"]}).to_string();
    let headers = [("Idempotency-Key", "renewal-1")];
    let first = service
        .call(Method::POST, "/v1/renewals", &headers, sent.clone())
        .await
        .ok();
    let second = service
        .call(Method::POST, "/v1/renewals", &headers, sent.clone())
        .await
        .ok();
    assert_eq!(first, second);
    assert_eq!(
        service
            .get("/v1/orders?order_type=2&order_status=1&limit=500")
            .await
            .ok()["orders"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|made| made["source_order_id"] == order)
            .count(),
        1
    );
    // Never paid: cancelled by itself a day later, and the order can be renewed again.
    service.pass(24 * 3600 + 60);
    assert_eq!(
        service.detail(&first["orders"][0]).await["order"]["order_status"],
        6
    );
    assert!(service.snapshot(body).await["cards"].as_i64() > Some(0));
}

#[tokio::test]
async fn a_card_that_expires_while_its_renewal_is_carried_out_comes_back() {
    // Ten seconds before midnight in UTC+8; the card ends eight seconds later, and the day's turn finds it.
    let service = Service::at(2000, "2026-11-22T15:59:50Z");
    let soon = service.snapshot(json!({"way": "expiry", "days": 30})).await;
    let card = service.looked_at(&soon, "renewable=true").await[0].clone();
    let end = gsl_model::time::Time::parse("2026-11-22T15:59:58Z").unwrap();
    let end_ms = end.0.timestamp_millis();
    service
        .store
        .write(|db| {
            db.execute(
                "UPDATE cards SET expire_time = ?2 WHERE id = ?1",
                [id(&card), end_ms],
            )?;
            Ok::<_, ApiError>(((), vec![id(&card)]))
        })
        .unwrap();
    let seen = service
        .snapshot(json!({"way": "orders", "order_ids": [card["order_id"]]}))
        .await;
    let made = service.renew(&seen).await.ok();
    let paid: Vec<&Value> = made["orders"].as_array().unwrap().iter().collect();
    service.pay(&paid).await.ok();
    service.pass(12);
    let stopped = service.card(id(&card)).await;
    assert_eq!(
        (&stopped["sim_status"], &stopped["stop_reason"]),
        (&json!(14), &json!("expired"))
    );
    service.pass(DONE);
    let back = service.card(id(&card)).await;
    assert_eq!(
        (&back["sim_status"], &back["expire_time"]),
        (&json!(20), &json!("2027-11-22T15:59:58.000Z"))
    );
}

#[tokio::test]
async fn the_calendar_counts_every_card_in_use_once() {
    let service = Service::new(2000);
    let in_use = service.cards("sim_status=20").await;
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for card in &in_use {
        let end = gsl_model::time::Time::parse(card["expire_time"].as_str().unwrap())
            .unwrap()
            .0;
        let local = gsl_model::zone::today(end).to_string();
        *expected.entry(local[..7].to_owned()).or_default() += 1;
    }
    let told = service.get("/v1/renewal-calendar").await.ok();
    let months = told["months"].as_array().unwrap();
    let counted: BTreeMap<String, i64> = months
        .iter()
        .map(|month| {
            (
                month["month"].as_str().unwrap().to_owned(),
                month["cards"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(counted, expected);
    let name = |month: &Value| month["month"].as_str().unwrap().to_owned();
    assert!(months.is_sorted_by_key(name));
    for month in months {
        let path = format!(
            "/v1/renewal-calendar/{}?limit=500",
            month["month"].as_str().unwrap()
        );
        let due = service.get(&path).await.ok();
        assert_eq!(due["count"], month["orders"]);
        let sum = |field: &str| {
            due["orders"]
                .as_array()
                .unwrap()
                .iter()
                .map(|order| order[field].as_i64().unwrap())
                .sum::<i64>()
        };
        assert_eq!(
            (sum("cards"), sum("renewable")),
            (
                month["cards"].as_i64().unwrap(),
                month["renewable"].as_i64().unwrap()
            )
        );
    }
    for bad in ["2026", "2026-13", "2026-1x", "20260-1"] {
        let answer = service.get(&format!("/v1/renewal-calendar/{bad}")).await;
        refused(&answer, 400, "GSL.00010004", &["month"]);
    }
}
