//! Add-ons of single cards: the check, buying for several, arrival, the turn of the cycle (Q5.7, Q5.8, Q10.5; console.md
//! section 13).

use axum::http::Method;
use gsl_model::can::{self, CardFacts};
use gsl_model::units::Megabytes;
use gsl_model::wire::{Capabilities, SimCard};
use gsl_server::clock::instant;
use gsl_server::clock::parse_now;
use serde_json::{Value, json};

use crate::common::orders::{id, refused};
use crate::common::{Answer, Service};

pub const PATH: &str = "/v1/card-add-ons";

impl Service {
    pub async fn add_on_check(&self, cards: &[i64]) -> Value {
        let body = json!({ "sim_card_ids": cards });
        self.post(&format!("{PATH}/check"), body).await.ok()
    }

    pub async fn add_ons(&self, cards: &[i64], plan: &Value, key: &str) -> Answer {
        let body = json!({"purchases": [{"sim_card_ids": cards, "price_plan_id": plan}]});
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        self.call(Method::POST, PATH, &headers, body.to_string())
            .await
    }

    /// Why the console's button is disabled for a card of the list; `None` when it is not.
    pub async fn add_on_button(&self, card: &Value) -> Option<&'static str> {
        let announced: Capabilities =
            serde_json::from_value(self.get("/v1/capabilities").await.ok()).unwrap();
        let card: SimCard = serde_json::from_value(card.clone()).unwrap();
        let facts = CardFacts::of(&card, instant(self.clock.now_ms()));
        let smallest = announced
            .smallest_add_ons
            .iter()
            .find(|add_on| add_on.carrier_type == facts.carrier.carrier_type())
            .map_or(Megabytes::ZERO, |add_on| add_on.size);
        can::add_on(&facts, smallest).err().map(|why| why.key())
    }

    /// Pays for what was made and lets it arrive.
    async fn pay_add_ons(&self, made: &Value) {
        let orders: Vec<&Value> = made["orders"].as_array().unwrap().iter().collect();
        let paid = self.pay(&orders).await.ok();
        assert_eq!(paid["amount_cents"], made["total_cents"]);
        self.pass(1);
    }

    pub async fn add_on_orders(&self) -> i64 {
        let list = self.get("/v1/orders?order_type=5").await.ok();
        list["count"].as_i64().unwrap()
    }

    /// Cards that take an add-on of every size, of one carrier.
    pub async fn takers(&self, carrier: i64) -> Vec<Value> {
        let mut cards = self
            .cards(&format!("sim_status=20&carrier_type={carrier}"))
            .await;
        cards.retain(|card| {
            card["sim_type"] == 3 && card["pooled"] == false && card["data_type"] == 2
        });
        cards
    }

    /// One stopped for its plan that takes add-ons, and the offers.
    async fn over_plan(&self) -> (i64, Value) {
        for card in self.cards("stop_reason=over_plan").await {
            let answer = self.add_on_check(&[id(&card)]).await;
            if answer["refusal"].is_null() && card["data_type"] == 2 {
                return (id(&card), answer["offers"].clone());
            }
        }
        panic!("no card over its plan takes add-ons");
    }
}

fn mb(value: &Value) -> i64 {
    (value.as_f64().unwrap() * 1000.0).round() as i64
}

pub fn offer(offers: &Value, size: i64) -> Value {
    let offers = offers.as_array().unwrap();
    let found = offers.iter().find(|offer| offer["size"] == size);
    found.unwrap_or_else(|| panic!("no {size} MB"))["price_plan_id"].clone()
}

/// Total, used and left, which agree.
pub fn figures(card: &Value) -> (i64, i64, i64) {
    let [total, used, left] = ["flow_total", "flow_used", "flow_left"].map(|name| mb(&card[name]));
    assert_eq!(total, used + left, "{card}");
    (total, used, left)
}

#[tokio::test]
async fn q10_5_a_card_over_its_plan_comes_back() {
    let service = Service::new(400);
    let (card, offers) = service.over_plan().await;
    let before = service.card(card).await;
    let made = service
        .add_ons(&[card], &offer(&offers, 1024), "one")
        .await
        .ok();
    let order = &made["orders"][0];
    assert_eq!(
        (&order["order_type"], &order["order_status"]),
        (&json!(5), &json!(1))
    );
    assert_eq!(order["quantity"], 1);
    assert!(order["pay_before"].is_string());
    assert_eq!(service.card(card).await, before, "nothing before payment");
    let waiting = service.add_on_check(&[card]).await["cards"][0].clone();
    assert_eq!(mb(&waiting["ordered"]), 1_024_000);
    let paid = service.pay(&[order]).await.ok();
    assert_eq!(paid["amount_cents"], 700);
    // About five minutes, here divided by the scale.
    assert_eq!(service.card(card).await["stop_reason"], "over_plan");
    assert_eq!(service.detail(order).await["order"]["order_status"], 9);
    service.pass(1);
    let detail = service.detail(order).await;
    assert_eq!(detail["order"]["order_status"], 5);
    assert_eq!(detail["add_on_card_ids"], json!([card]));
    let after = service.card(card).await;
    assert_eq!(
        (&after["sim_status"], &after["stop_reason"]),
        (&json!(20), &Value::Null)
    );
    let (total, used, left) = figures(&after);
    assert_eq!(total, mb(&before["flow_total"]) + 1_024_000);
    assert_eq!(used, mb(&before["flow_used"]), "what was used stays");
    assert!(left > 0);
    // The list and operations 15 and 16 agree, up to now as well.
    let listed = service.cards(&format!("sim_card_id={card}")).await;
    assert_eq!(figures(&listed[0]), (total, used, left));
    for query in ["", "&real_time=true"] {
        let plan = service
            .get(&format!("/v1/sim-price-plans?sim_card_id={card}{query}"))
            .await
            .ok();
        assert_eq!(figures(&plan[0]), (total, used, left), "{query}");
    }
    let usage = service
        .post(
            "/v1/sim-price-plans/usage/batch-query",
            json!({ "sim_card_ids": [card] }),
        )
        .await
        .ok();
    assert_eq!(figures(&usage[0]), (total, used, left));
    let stands = service.add_on_check(&[card]).await["cards"][0].clone();
    assert_eq!(
        (mb(&stands["allowance"]), mb(&stands["ordered"])),
        (total, 0)
    );
    // It stays in use, and uses the data.
    service.pass(2 * 86_400);
    let later = service.card(card).await;
    let (now_total, now_used, _) = figures(&later);
    assert_eq!(now_total, total);
    assert!(now_used > used, "{later}");
}

#[tokio::test]
async fn an_add_on_is_gone_at_the_turn_of_the_cycle() {
    let service = Service::new(400);
    let card = service
        .takers(2)
        .await
        .into_iter()
        .find(|card| {
            card["expire_time"].as_str() > Some("2027-02")
                && card["exceed_cut_net_flag"] == false
                && mb(&card["flow_left"]) > mb(&card["flow_used"])
        })
        .unwrap();
    let (card, plan) = (id(&card), mb(&card["flow_total"]));
    let offers = service.add_on_check(&[card]).await["offers"].clone();
    let made = service
        .add_ons(&[card], &offer(&offers, 100), "turn")
        .await
        .ok();
    service.pay_add_ons(&made).await;
    assert_eq!(figures(&service.card(card).await).0, plan + 100_000);
    // The last day of the cycle still has it, and so do the figures as of its end.
    for now in ["2026-11-30T23:00:00+08:00", "2026-12-01T09:00:00+08:00"] {
        service.clock.set(parse_now(now).unwrap());
        assert_eq!(
            figures(&service.card(card).await).0,
            plan + 100_000,
            "{now}"
        );
    }
    let checked = service.add_on_check(&[card]).await;
    assert_eq!(mb(&checked["cards"][0]["allowance"]), plan);
    let real_time = format!("/v1/sim-price-plans?sim_card_id={card}&real_time=true");
    assert_eq!(figures(&service.get(&real_time).await.ok()[0]).0, plan);
    service
        .clock
        .set(parse_now("2026-12-02T09:00:00+08:00").unwrap());
    assert_eq!(figures(&service.card(card).await).0, plan);
    let service = service.restart("2026-12-03T09:00:00+08:00");
    assert_eq!(figures(&service.card(card).await).0, plan);
}

#[tokio::test]
async fn paid_before_a_restart_it_arrives_after_it_once() {
    let service = Service::new(400);
    let (card, offers) = service.over_plan().await;
    let before = figures(&service.card(card).await);
    let made = service
        .add_ons(&[card], &offer(&offers, 1024), "restart")
        .await
        .ok();
    service.pay(&[&made["orders"][0]]).await.ok();
    let service = service.restart("2026-11-22T12:10:00Z");
    let after = service.card(card).await;
    assert_eq!(after["sim_status"], 20);
    assert_eq!(figures(&after).0, before.0 + 1_024_000);
    let service = service.restart("2026-11-22T12:20:00Z");
    assert_eq!(figures(&service.card(card).await), figures(&after));
}

#[tokio::test]
async fn too_little_leaves_it_stopped() {
    let service = Service::new(400);
    let (card, offers) = service.over_plan().await;
    let (total, used, _) = figures(&service.card(card).await);
    // So much over that 30 MB do not help.
    let plan = offer(&offers, 30);
    let missing = (used - total) / 30_000 + 1;
    for time in 1..=missing {
        let made = service
            .add_ons(&[card], &plan, &format!("little-{time}"))
            .await
            .ok();
        service.pay_add_ons(&made).await;
        let now = service.card(card).await;
        let left = figures(&now).2;
        assert_eq!(left, total - used + time * 30_000);
        assert_eq!(now["stop_reason"] == "over_plan", left < 0, "{now}");
        assert_eq!(now["sim_status"] == 20, left >= 0);
    }
}

#[tokio::test]
async fn q5_8_an_order_for_each_batch_number_made_once() {
    let service = Service::new(2000);
    let takers = service.takers(1).await;
    let first = takers[0].clone();
    let mut cards: Vec<Value> = takers
        .iter()
        .filter(|card| card["order_id"] == first["order_id"])
        .take(3)
        .cloned()
        .collect();
    let mine = cards.len() as i64;
    let other = takers
        .iter()
        .find(|card| card["order_id"] != first["order_id"]);
    cards.push(other.unwrap().clone());
    let cards: Vec<i64> = cards.iter().map(id).collect();
    let checked = service.add_on_check(&cards).await;
    let offers = checked["offers"].as_array().unwrap();
    assert_eq!(offers.len(), 3);
    assert!(offers.iter().all(|offer| offer["carrier_type"] == 1));
    let plan = offer(&checked["offers"], 100);
    let (none, made) = (
        service.add_on_orders().await,
        service.add_ons(&cards, &plan, "twice").await.ok(),
    );
    let again = service.add_ons(&cards, &plan, "twice").await.ok();
    assert_eq!(again, made, "sent twice, made once");
    assert_eq!(service.add_on_orders().await, none + 2);
    let orders = made["orders"].as_array().unwrap();
    let mut counts: Vec<i64> = orders
        .iter()
        .map(|order| order["quantity"].as_i64().unwrap())
        .collect();
    counts.sort_unstable();
    assert_eq!((orders.len(), counts), (2, vec![1, mine]));
    let named: Vec<String> = orders
        .iter()
        .map(|order| format!("order_id={}", order["order_id"]))
        .collect();
    let listed = service
        .get(&format!("/v1/orders?{}", named.join("&")))
        .await
        .ok();
    assert_eq!(listed["count"], 2, "several are asked for by their numbers");
    assert_eq!(made["total_cents"], 250 * (mine + 1));
    // Paid alone, one arrives alone; the other is cancelled and never does.
    let alone = orders.iter().find(|order| order["quantity"] == 1).unwrap();
    let rest = orders.iter().find(|order| order["quantity"] != 1);
    service.pay(&[alone]).await.ok();
    if let Some(rest) = rest {
        let path = format!("/v1/orders/{}/cancel", rest["order_id"]);
        service.post(&path, json!({})).await.ok();
    }
    service.pass(86_400);
    let last = service.add_on_check(&cards).await["cards"][mine as usize].clone();
    let untouched = service.add_on_check(&cards).await["cards"][0].clone();
    assert_eq!(mb(&untouched["ordered"]), 0);
    assert_eq!(
        mb(&untouched["allowance"]),
        mb(&service.card(cards[0]).await["flow_total"])
    );
    assert_eq!(
        mb(&last["allowance"]),
        mb(&takers_total(&takers, cards[mine as usize])) + 100_000
    );
}

fn takers_total(takers: &[Value], card: i64) -> Value {
    let found = takers.iter().find(|taker| id(taker) == card).unwrap();
    found["flow_total"].clone()
}

#[tokio::test]
async fn general_data_end_at_a_hundred_what_is_ordered_included() {
    let service = Service::new(2000);
    let card = service
        .find("sim_status=20", |card| {
            card["data_type"] == 1 && card["pooled"] == false && mb(&card["flow_total"]) == 30_000
        })
        .await;
    let (card, cid) = (id(&card), card["cid"].as_str().unwrap().to_owned());
    for (time, room) in [(1, 70), (2, 40)] {
        let checked = service.add_on_check(&[card]).await;
        assert_eq!(checked["cards"][0]["room"], room);
        let hundred = service
            .add_ons(&[card], &offer(&checked["offers"], 100), "hundred")
            .await;
        refused(
            &hundred,
            403,
            "GSL.00013007",
            &[&cid, &format!("{room} MB")],
        );
        let plan = offer(&checked["offers"], 30);
        let made = service
            .add_ons(&[card], &plan, &format!("general-{time}"))
            .await
            .ok();
        // The second is not paid, and counts all the same.
        if time == 1 {
            service.pay_add_ons(&made).await;
        }
    }
    let full = service.add_on_check(&[card]).await;
    assert_eq!(full["cards"][0]["refusal"], "general_data_cap");
    assert_eq!(full["offers"], json!([]));
    // After a day without payment the order ends and makes room.
    service.pass(86_401);
    let checked = service.add_on_check(&[card]).await;
    assert_eq!(checked["cards"][0]["room"], 40);
    // With 90 of 100 MB there is room, but for no add-on: the button knows it too, from the next figures on.
    let made = service
        .add_ons(&[card], &offer(&checked["offers"], 30), "third")
        .await;
    service.pay_add_ons(&made.ok()).await;
    service.pass(86_400);
    let row = service.card(card).await;
    assert_eq!(row["flow_total"], 90);
    let full = service.add_on_check(&[card]).await;
    assert_eq!(full["cards"][0]["refusal"], "general_data_cap");
    assert_eq!(service.add_on_button(&row).await, Some("general_data_cap"));
}

/// One confirmation for cards of several carriers and more batch numbers than one purchase takes: all or nothing, paid for
/// what was shown, once.
#[tokio::test]
async fn q5_8_several_purchases_are_ordered_and_paid_together_once() {
    let service = Service::new(2000);
    let mut purchases = Vec::new();
    let mut cents = 0;
    for carrier in [1, 2, 3] {
        let takers = service.takers(carrier).await;
        let cards: Vec<i64> = takers.iter().take(2).map(id).collect();
        let checked = service.add_on_check(&cards).await;
        let small = &checked["offers"][0];
        cents += small["price_cents"].as_i64().unwrap() * 2;
        purchases.push(json!({"sim_card_ids": cards, "price_plan_id": small["price_plan_id"]}));
    }
    let send = |body: Value, key: &'static str| {
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        let service = &service;
        async move {
            service
                .call(Method::POST, PATH, &headers, body.to_string())
                .await
        }
    };
    let none = service.add_on_orders().await;
    let wrong = json!({"purchases": purchases, "amount_cents": cents + 1});
    refused(
        &send(wrong, "wrong").await,
        400,
        "GSL.00010004",
        &["amount_cents"],
    );
    let mut twice = purchases.clone();
    twice.push(purchases[0].clone());
    let twice = json!({"purchases": twice, "amount_cents": cents});
    refused(&send(twice, "same-card").await, 400, "GSL.00016054", &[]);
    refused(
        &send(json!({"purchases": []}), "none").await,
        400,
        "GSL.00010004",
        &[],
    );
    assert_eq!(service.add_on_orders().await, none, "all or none");
    let body = json!({"purchases": purchases, "amount_cents": cents});
    let made = send(body.clone(), "together").await.ok();
    assert_eq!(
        send(body, "together").await.ok(),
        made,
        "sent twice, bought once"
    );
    let orders = made["orders"].as_array().unwrap();
    assert!(orders.len() >= 3 && orders.iter().all(|order| order["pay_time"].is_string()));
    assert_eq!(made["total_cents"], cents);
    let after = service.add_on_orders().await;
    assert_eq!(after, none + i64::try_from(orders.len()).unwrap());
}
