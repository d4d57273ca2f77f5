//! Renewal: snapshots, why cards are left out, orders, new expiry, the calendar (console.md section 8; Q12.1 to Q12.5).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::common::orders::{id, refused};
use crate::common::{Answer, Service};

/// A working day of the tests, in seconds.
const DAY: i64 = 5;
/// Three working days of a renewal and one to be on the safe side.
pub const DONE: i64 = 4 * DAY;

impl Service {
    pub async fn snapshot(&self, body: Value) -> Value {
        self.post("/v1/renewal-snapshots", body).await.ok()
    }

    pub async fn renew(&self, snapshot: &Value) -> Answer {
        let body = json!({"snapshot_id": snapshot["snapshot_id"]});
        self.post("/v1/renewals", body).await
    }

    /// Cards of a snapshot.
    pub async fn looked_at(&self, snapshot: &Value, query: &str) -> Vec<Value> {
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
    pub async fn renewable(&self, cards: i64) -> Vec<Value> {
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
        (json!({"way": "expiry", "from": "2026-12-01"}), "until"),
        (
            json!({"way": "expiry", "from": "2026-12-02", "until": "2026-12-01"}),
            "until",
        ),
        (json!({"way": "cards"}), "selection"),
        (
            json!({"way": "cards", "selection": {"ids": []}}),
            "selection",
        ),
        (json!({"way": "rest"}), "snapshot_id"),
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

/// From a selection to the paid renewal: the service splits by order, pays what was shown in the step that orders it, and
/// keeps what was left out.
#[tokio::test]
async fn a_selection_is_renewed_in_part_paid_at_once_and_the_rest_offered_again() {
    let service = Service::new(4000);
    let soon = service.cards("expire_days=90").await;
    let ids: Vec<i64> = soon.iter().map(id).collect();
    let by_id = service
        .snapshot(json!({"way": "cards", "selection": {"ids": ids}}))
        .await;
    let found = service
        .snapshot(
            json!({"way": "cards", "selection": {"filter": "expire_days=90", "except": [ids[0]]}}),
        )
        .await;
    assert_eq!(by_id["total"], ids.len());
    assert_eq!(found["total"], ids.len() - 1);
    let orders = found["orders"].as_array().unwrap();
    assert!(orders.len() > 2, "{}", orders.len());
    let first = |order: &Value| order["first_expire_time"].as_str().unwrap().to_owned();
    assert!(
        orders.is_sorted_by_key(first),
        "what expires first is first"
    );
    let (left, taken) = orders.split_last().unwrap();
    let numbers: Vec<&Value> = taken.iter().map(|order| &order["order_id"]).collect();
    let cents: i64 = taken
        .iter()
        .map(|order| order["total_cents"].as_i64().unwrap())
        .sum();
    let renew = |amount: i64, orders: Value| {
        let body = json!({"snapshot_id": found["snapshot_id"], "order_ids": orders, "amount_cents": amount});
        let service = &service;
        async move { service.post("/v1/renewals", body).await }
    };
    // The price that was shown is the price that is paid, or nothing is ordered.
    let wrong = renew(cents - 1, json!(numbers)).await;
    refused(&wrong, 400, "GSL.00010004", &["amount_cents"]);
    let foreign = renew(cents, json!([1])).await;
    refused(&foreign, 400, "GSL.00010004", &["order_ids"]);
    let before = service.get("/v1/orders?order_type=3").await.ok()["count"].clone();
    let made = renew(cents, json!(numbers)).await.ok();
    // The answer was lost: the same again changes nothing.
    assert_eq!(renew(cents, json!(numbers)).await.ok(), made);
    let after = service.get("/v1/orders?order_type=3").await.ok()["count"].clone();
    assert_eq!(
        after.as_i64().unwrap(),
        before.as_i64().unwrap() + i64::try_from(taken.len()).unwrap()
    );
    for order in made["orders"].as_array().unwrap() {
        assert!(order["pay_time"].is_string(), "{order}");
    }
    let rest = service
        .snapshot(json!({"way": "rest", "snapshot_id": found["snapshot_id"]}))
        .await;
    assert_eq!(
        (&rest["cards"], &rest["way"]),
        (&left["cards"], &json!("cards"))
    );
    assert_eq!(rest["orders"][0]["order_id"], left["order_id"]);
    refused(
        &service
            .post(
                "/v1/renewal-snapshots",
                json!({"way": "rest", "snapshot_id": 1}),
            )
            .await,
        400,
        "GSL.00013012",
        &[],
    );
}

/// Days of the calendar, the orders by expiry, and the renewal of some days agree.
#[tokio::test]
async fn what_expires_on_a_day_is_what_its_renewal_looks_at() {
    let service = Service::new(4000);
    let months = service.get("/v1/renewal-calendar").await.ok();
    let month = &months["months"][1];
    let name = month["month"].as_str().unwrap();
    let days = service
        .get(&format!("/v1/renewal-calendar/{name}/days"))
        .await
        .ok();
    let days = days["months"].as_array().unwrap();
    let sum: i64 = days.iter().map(|day| day["cards"].as_i64().unwrap()).sum();
    assert_eq!(sum, month["cards"]);
    let day = &days[0];
    let of_day = service
        .snapshot(json!({"way": "expiry", "from": day["month"], "until": day["month"]}))
        .await;
    assert_eq!(
        (&of_day["total"], &of_day["cards"]),
        (&day["cards"], &day["renewable"])
    );
    let last = &days[days.len() - 1]["month"];
    let of_month = service
        .snapshot(json!({"way": "expiry", "from": day["month"], "until": last}))
        .await;
    assert_eq!(of_month["total"], month["cards"]);
    let bad = service.get("/v1/renewal-calendar/2026/days").await;
    refused(&bad, 400, "GSL.00010004", &["month"]);

    let due = service.get("/v1/renewal-orders?limit=500").await.ok();
    let due = due["orders"].as_array().unwrap();
    let first = |order: &Value| order["first_expire_time"].as_str().unwrap().to_owned();
    assert!(due.len() > 1 && due.is_sorted_by_key(first));
    let one = due[1]["order_id"].to_string();
    let found = service
        .get(&format!("/v1/renewal-orders?order_id={one}"))
        .await
        .ok();
    assert_eq!((&found["count"], &found["orders"][0]), (&json!(1), &due[1]));
}
