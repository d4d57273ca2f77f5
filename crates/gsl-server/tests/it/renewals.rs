//! Renewal: snapshots, why cards are left out, orders, new expiry, the calendar (console.md section 8; Q12.1 to Q12.5).

use std::collections::BTreeMap;

use axum::http::Method;
use gsl_server::error::ApiError;
use serde_json::{Value, json};

use crate::common::orders::{id, refused};
use crate::common::{Answer, Service};

/// A working day of the tests, in seconds.
const DAY: i64 = 5;
/// Three working days of a renewal and one to be on the safe side.
const DONE: i64 = 4 * DAY;

impl Service {
    async fn snapshot(&self, body: Value) -> Value {
        self.post("/v1/renewal-snapshots", body).await.ok()
    }

    async fn renew(&self, snapshot: &Value) -> Answer {
        let body = json!({"snapshot_id": snapshot["snapshot_id"]});
        self.post("/v1/renewals", body).await
    }

    /// Cards of a snapshot.
    async fn looked_at(&self, snapshot: &Value, query: &str) -> Vec<Value> {
        let mut cards = Vec::new();
        for page in 1.. {
            let path = format!(
                "/v1/renewal-snapshots/{}/cards?limit=500&offset={page}&{query}",
                snapshot["snapshot_id"]
            );
            let list = self.get(&path).await.ok();
            cards.extend(list["cards"].as_array().unwrap().iter().cloned());
            if i64::try_from(cards.len()).unwrap() == list["count"].as_i64().unwrap() {
                return cards;
            }
        }
        cards
    }

    /// Orders with at least so many cards that can be renewed.
    async fn renewable(&self, cards: i64) -> Vec<Value> {
        let all = self
            .get("/v1/orders?order_status=5&order_type=1&limit=500")
            .await
            .ok();
        let mut found = Vec::new();
        for order in all["orders"].as_array().unwrap() {
            let seen = self
                .snapshot(json!({"way": "orders", "order_ids": [order["order_id"]]}))
                .await;
            if seen["cards"].as_i64().unwrap() >= cards {
                found.push(order.clone());
            }
        }
        found
    }
}

fn after(old: &Value, years: &Value) -> String {
    let old = old.as_str().unwrap();
    let year: i64 = old[..4].parse().unwrap();
    // No card of the demo expires on 29 February.
    format!("{}{}", year + years.as_i64().unwrap(), &old[4..])
}

#[tokio::test]
async fn q12_1_orders_are_renewed_paid_and_their_cards_last_longer() {
    let service = Service::new(2000);
    let orders = service.renewable(5).await;
    let ids: Vec<&Value> = orders
        .iter()
        .take(2)
        .map(|order| &order["order_id"])
        .collect();
    assert_eq!(ids.len(), 2);
    let seen = service
        .snapshot(json!({"way": "orders", "order_ids": ids}))
        .await;
    // Everything adds up.
    let told: i64 = seen["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| reason["count"].as_i64().unwrap())
        .sum();
    assert_eq!(told + seen["cards"].as_i64().unwrap(), seen["total"]);
    let parts = seen["orders"].as_array().unwrap();
    assert_eq!(parts.len(), 2);
    let mut sum = 0;
    for part in parts {
        let price = part["unit_price_cents"].as_i64().unwrap() * part["cards"].as_i64().unwrap();
        assert_eq!(part["total_cents"], price);
        assert_eq!(
            part["first_new_time"],
            after(&part["first_expire_time"], &part["period_years"])
        );
        assert_eq!(
            part["last_new_time"],
            after(&part["last_expire_time"], &part["period_years"])
        );
        sum += price;
    }
    assert_eq!(seen["total_cents"], sum);
    let cards = service.looked_at(&seen, "renewable=true").await;
    assert_eq!(cards.len(), seen["cards"].as_u64().unwrap() as usize);

    let made = service.renew(&seen).await.ok();
    // The same snapshot is the same orders.
    assert_eq!(service.renew(&seen).await.ok(), made);
    assert_eq!(made["total_cents"], sum);
    let made: Vec<&Value> = made["orders"].as_array().unwrap().iter().collect();
    for (order, part) in made.iter().zip(parts) {
        assert_eq!(
            (&order["order_type"], &order["order_status"]),
            (&json!(2), &json!(1))
        );
        assert_eq!(
            (&order["source_order_id"], &order["quantity"]),
            (&part["order_id"], &part["cards"])
        );
    }
    // One at a time.
    let again = service
        .snapshot(json!({"way": "orders", "order_ids": [ids[0]]}))
        .await;
    assert_eq!(again["cards"], 0);
    assert!(
        again["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .any(|reason| reason["reason"] == "renewing")
    );
    refused(&service.renew(&again).await, 400, "GSL.00013012", &[]);
    let mine = made
        .iter()
        .find(|order| order["source_order_id"] == *ids[0]);
    let running = service.detail(&orders[0]).await["renewal_order_id"].clone();
    assert_eq!(running, mine.unwrap()["order_id"]);

    service.pay(&made).await.ok();
    service.pass(DONE);
    for order in &made {
        assert_eq!(service.detail(order).await["order"]["order_status"], 5);
    }
    let years: BTreeMap<String, &Value> = parts
        .iter()
        .map(|part| (part["order_id"].to_string(), &part["period_years"]))
        .collect();
    for card in &cards {
        let new = service.card(id(card)).await;
        assert_eq!(
            new["expire_time"],
            after(&card["expire_time"], years[&card["order_id"].to_string()])
        );
        assert_eq!(new["expire_time"], card["new_expire_time"]);
    }
    for card in service.looked_at(&seen, "reason=not_in_use").await {
        assert_eq!(
            service.card(id(&card)).await["expire_time"],
            card["expire_time"]
        );
    }
    let first = parts.iter().find(|part| part["order_id"] == *ids[0]);
    // Renewed once more, years are added once more.
    let again = service
        .snapshot(json!({"way": "orders", "order_ids": [ids[0]]}))
        .await;
    assert_eq!(
        again["orders"][0]["first_expire_time"],
        first.unwrap()["first_new_time"]
    );
}

#[tokio::test]
async fn q12_4_part_of_an_order_by_file() {
    let service = Service::new(2000);
    let order = service.renewable(5).await[0]["order_id"].clone();
    let all = service
        .snapshot(json!({"way": "orders", "order_ids": [order]}))
        .await;
    let path = format!(
        "/v1/renewal-snapshots/{}/cards.csv?language=en",
        all["snapshot_id"]
    );
    let file = service.get(&path).await;
    assert_eq!(file.status, 200);
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len() as u64, all["cards"].as_u64().unwrap() + 1);
    assert!(lines[0].contains("Container ID"), "{}", lines[0]);
    let cards = service.looked_at(&all, "renewable=true").await;
    // Long numbers are text for spreadsheets.
    assert!(
        lines[1].starts_with(&format!(
            "\"=\"\"{}\"\"\"",
            cards[0]["cid"].as_str().unwrap()
        )),
        "{}",
        lines[1]
    );

    let numbers = [
        cards[0]["cid"].clone(),
        cards[2]["cid"].clone(),
        json!("89860412345678900000"),
    ];
    let list = service
        .post("/v1/card-lists", json!({"numbers": numbers}))
        .await
        .ok();
    let part = service
        .snapshot(json!({"way": "file", "card_list_id": list["card_list_id"]}))
        .await;
    assert_eq!(
        (&part["cards"], &part["total"], &part["not_found_count"]),
        (&json!(2), &json!(2), &json!(1))
    );
    assert_eq!(part["not_found"], json!(["89860412345678900000"]));
    let made = service.renew(&part).await.ok();
    assert_eq!(
        (
            &made["orders"][0]["order_type"],
            &made["orders"][0]["quantity"]
        ),
        (&json!(3), &json!(2))
    );
    service.pay(&[&made["orders"][0]]).await.ok();
    service.pass(DONE);
    for (at, card) in cards.iter().take(3).enumerate() {
        let expected = if at == 1 {
            &card["expire_time"]
        } else {
            &card["new_expire_time"]
        };
        assert_eq!(&service.card(id(card)).await["expire_time"], expected);
    }
}

#[tokio::test]
async fn by_days_to_expiry_and_tags_with_the_reasons_of_those_left_out() {
    let service = Service::new(4000);
    for days in [30, 60, 90] {
        let seen = service
            .snapshot(json!({"way": "expiry", "days": days}))
            .await;
        assert_eq!(
            seen["total"],
            service.count(&format!("expire_days={days}")).await
        );
    }
    let seen = service.snapshot(json!({"way": "expiry", "days": 90})).await;
    for reason in seen["reasons"].as_array().unwrap() {
        let key = reason["reason"].as_str().unwrap();
        let cards = service.looked_at(&seen, &format!("reason={key}")).await;
        assert_eq!(
            cards.len() as u64,
            reason["count"].as_u64().unwrap(),
            "{key}"
        );
        let card = service.card(id(&cards[0])).await;
        match key {
            "not_in_use" => assert_ne!(card["sim_status"], 20),
            "backward_pool" => assert!(card["back_pool_id"].is_i64()),
            "not_physical" => assert_ne!(card["sim_type"], 3),
            "renewing" => assert!(
                service.detail(&json!({"order_id": card["order_id"]})).await["renewal_order_id"]
                    .is_i64()
            ),
            other => panic!("{other} was not expected in a demo fleet"),
        }
    }
    let tags = service.get("/v1/tags?limit=100").await.ok();
    let tag = tags["tags"]
        .as_array()
        .unwrap()
        .iter()
        .find(|tag| tag["uses"].as_i64() > Some(300))
        .unwrap()["id"]
        .clone();
    let tagged = service
        .snapshot(json!({"way": "expiry", "days": 90, "tag_ids": [tag]}))
        .await;
    assert_eq!(
        tagged["total"],
        service.count(&format!("expire_days=90&tag_id={tag}")).await
    );
    assert!(tagged["total"].as_i64() < seen["total"].as_i64());
}

#[tokio::test]
async fn bad_snapshots_are_refused_by_name() {
    let service = Service::new(4000);
    let eleven: Vec<i64> = (1..12).collect();
    for (body, word) in [
        (json!({"way": "letter"}), "way"),
        (json!({"way": "orders", "order_ids": eleven}), "order_ids"),
        (json!({"way": "orders"}), "order_ids"),
        (json!({"way": "expiry"}), "days"),
        (json!({"way": "expiry", "days": 31}), "days"),
        (
            json!({"way": "expiry", "days": 30, "tag_ids": [1]}),
            "tag_ids",
        ),
        (json!({"way": "file"}), "card_list_id"),
        (json!({"way": "file", "card_list_id": 1}), "card_list_id"),
    ] {
        let answer = service.post("/v1/renewal-snapshots", body).await;
        refused(&answer, 400, "GSL.00010004", &[word]);
    }
    let unknown = json!({"way": "orders", "order_ids": [1]});
    refused(
        &service.post("/v1/renewal-snapshots", unknown).await,
        400,
        "GSL.00013001",
        &[],
    );
    for path in ["", "/cards", "/cards.csv"] {
        let answer = service.get(&format!("/v1/renewal-snapshots/1{path}")).await;
        refused(&answer, 400, "GSL.00013012", &[]);
    }
    refused(
        &service.renew(&json!({"snapshot_id": 1})).await,
        400,
        "GSL.00013012",
        &[],
    );
}

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
        "GSL.00013007",
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
