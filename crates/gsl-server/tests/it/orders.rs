//! Orders: quote, purchase, payment, the clock, cards, cancelling (Q5.1, Q6.1; console.md sections 8 and 17).

use axum::http::Method;
use serde_json::{Value, json};

use crate::common::orders::refused;
use crate::common::{Answer, Service};

/// A working day of the tests, in seconds.
const DAY: i64 = 5;

impl Service {
    pub async fn plan_named(&self, name: &str) -> Value {
        let list = self.get("/v1/price-plans?limit=500").await.ok();
        let plans = list["price_plans"].as_array().unwrap();
        let found = plans.iter().find(|plan| plan["price_plan_name"] == name);
        found.unwrap_or_else(|| panic!("no plan {name}")).clone()
    }

    pub async fn address(&self) -> i64 {
        let body = json!({"receiver": "王芳", "phone": "+86 138-0013-8000", "address": "深圳市龙岗区坂田街道 1 号"});
        self.post("/v1/addresses", body).await.ok()["address_id"]
            .as_i64()
            .unwrap()
    }

    pub async fn quote(&self, name: &str, pack: i64, packs: i64, form: &str) -> Answer {
        let plan = self.plan_named(name).await["price_plan_id"].clone();
        let body = json!({"price_plan_id": plan, "pack_size": pack, "pack_count": packs, "card_form": form});
        self.post("/v1/orders/quotes", body).await
    }

    /// Quote and order.
    pub async fn buy(&self, name: &str, pack: i64, form: &str) -> Value {
        let quote = self.quote(name, pack, 1, form).await.ok();
        let body = json!({"quote_id": quote["quote_id"], "address_id": self.address().await});
        self.post("/v1/orders", body).await.ok()
    }

    pub async fn pay(&self, orders: &[&Value]) -> Answer {
        let ids: Vec<&Value> = orders.iter().map(|order| &order["order_id"]).collect();
        let sum: i64 = orders
            .iter()
            .filter_map(|order| order["price_cents"].as_i64())
            .sum();
        self.post(
            "/v1/payments",
            json!({"order_ids": ids, "amount_cents": sum}),
        )
        .await
    }

    pub async fn detail(&self, order: &Value) -> Value {
        self.get(&format!("/v1/orders/{}", order["order_id"]))
            .await
            .ok()
    }
}

#[tokio::test]
async fn q6_1_bought_paid_shipped_completed_and_the_cards_are_there() {
    let service = Service::new(60);
    let quote = service
        .quote("中国移动 5GB/月 1年", 10, 2, "consumer_2ff")
        .await
        .ok();
    assert_eq!(quote["cards"], 20);
    let unit = quote["unit_price_cents"].as_i64().unwrap();
    assert_eq!(
        (unit, &quote["total_cents"]),
        (1500 * 12, &json!(unit * 20))
    );
    assert_eq!(quote["freight_collect"], true);
    let body = json!({"quote_id": quote["quote_id"], "address_id": service.address().await});
    let order = service.post("/v1/orders", body.clone()).await.ok();
    assert_eq!(
        (&order["order_status"], &order["order_type"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        (&order["price_cents"], &order["quantity"]),
        (&quote["total_cents"], &json!(20))
    );
    assert!(order["pay_before"].is_string() && order["pay_time"].is_null());
    // The same quote is the same order.
    assert_eq!(
        service.post("/v1/orders", body).await.ok()["order_id"],
        order["order_id"]
    );

    let paid = service.pay(&[&order]).await.ok();
    assert_eq!(paid["amount_cents"], quote["total_cents"]);
    assert_eq!(paid["orders"][0]["expected_time"], quote["expected_time"]);
    for (days, status) in [(0, 1), (1, 3), (8, 3), (10, 4)] {
        let mut fresh = service.detail(&order).await;
        if days > 0 {
            let passed: i64 = if days == 1 {
                1
            } else if days == 8 {
                7
            } else {
                2
            };
            service.pass(passed * DAY + i64::from(days == 10));
            fresh = service.detail(&order).await;
        }
        assert_eq!(fresh["order"]["order_status"], status, "after {days}");
        assert_eq!(fresh["opened_quantity"], 0);
        assert_eq!(fresh["order"]["logistics_number"].is_string(), status == 4);
        assert_eq!(fresh["order"]["ship_time"].is_string(), status == 4);
    }
    let mine = format!("order_id={}", order["order_id"]);
    assert_eq!(service.count(&mine).await, 0);
    service.pass(2 * DAY);
    let done = service.detail(&order).await;
    assert_eq!(
        (&done["order"]["order_status"], &done["opened_quantity"]),
        (&json!(5), &json!(20))
    );
    assert_eq!(done["address"]["receiver"], "王芳");
    assert!(done["finish_time"].is_string());
    let steps = done["steps"].as_array().unwrap();
    let times: Vec<&str> = steps
        .iter()
        .map(|step| step["reached_time"].as_str().unwrap())
        .collect();
    assert!(times.is_sorted() && times.len() == 5);
    let cards = service.cards(&mine).await;
    assert_eq!(cards.len(), 20);
    assert!(
        cards
            .iter()
            .all(|card| card["sim_status"] == 13 && card["card_form"] == "consumer_2ff")
    );
    // They can be found and used like any other.
    let cid = cards[3]["cid"].as_str().unwrap();
    assert_eq!(
        service
            .count(&format!("main_search_type=1&main_search_key={cid}"))
            .await,
        1
    );
    let id = cards[3]["sim_card_id"].as_i64().unwrap();
    let (_, active) = service.done(id, "enable", json!({})).await;
    assert_eq!(active["sim_status"], 20);
    // After a restart as well.
    let service = service.restart("2026-11-23T12:00:00Z");
    assert_eq!(service.count(&mine).await, 20);
    assert_eq!(service.detail(&order).await["order"]["order_status"], 5);
}

#[tokio::test]
async fn q6_1_industrial_cards_of_china_mobile_take_six_weeks() {
    let service = Service::new(60);
    let large = service
        .buy("中国移动 500MB/月 1年", 100, "industrial_smd")
        .await;
    let small = service
        .buy("中国移动 100MB/月 1年", 100, "industrial_smd")
        .await;
    service.pay(&[&large, &small]).await.ok();
    service.pass(12 * DAY);
    assert_eq!(service.detail(&small).await["order"]["order_status"], 5);
    assert_eq!(service.detail(&large).await["order"]["order_status"], 3);
    service.pass(20 * DAY);
    assert_eq!(service.detail(&large).await["order"]["order_status"], 5);
}

#[tokio::test]
async fn overseas_cards_come_testable() {
    let service = Service::new(60);
    let order = service
        .buy("海外香港 100MB/月 1年", 100, "consumer_triple")
        .await;
    service.pay(&[&order]).await.ok();
    service.pass(12 * DAY);
    let cards = service
        .cards(&format!("order_id={}", order["order_id"]))
        .await;
    assert_eq!(cards.len(), 100);
    assert!(cards.iter().all(|card| card["sim_status"] == 10));
}

#[tokio::test]
async fn an_order_not_paid_in_a_day_is_cancelled_by_itself() {
    let service = Service::new(60);
    let order = service
        .buy("中国联通 30MB/月 1年", 100, "consumer_dual")
        .await;
    service.pass(24 * 3600 - 1);
    assert_eq!(service.detail(&order).await["order"]["order_status"], 1);
    service.pass(1);
    let ended = service.detail(&order).await;
    assert_eq!(ended["order"]["order_status"], 6);
    assert_eq!(ended["order"]["cancel_refusal"], "ended");
    assert!(ended["order"]["pay_before"].is_null());
    refused(
        &service.pay(&[&order]).await,
        403,
        "GSL.00013002",
        &["ended"],
    );
}

#[tokio::test]
async fn q3_10_cancelled_before_payment_only() {
    let service = Service::new(60);
    let first = service
        .buy("中国联通 30MB/月 1年", 100, "consumer_dual")
        .await;
    let second = service
        .buy("中国联通 30MB/月 1年", 100, "consumer_dual")
        .await;
    let cancel = |order: &Value| format!("/v1/orders/{}/cancel", order["order_id"]);
    let done = service.post(&cancel(&first), json!({})).await.ok();
    assert_eq!(done["order_status"], 6);
    refused(
        &service.post(&cancel(&first), json!({})).await,
        403,
        "GSL.00013002",
        &["ended"],
    );
    // All or none: the cancelled one keeps the other from being paid.
    refused(
        &service.pay(&[&first, &second]).await,
        403,
        "GSL.00013002",
        &["ended"],
    );
    assert!(service.detail(&second).await["order"]["pay_time"].is_null());
    let paid = service.pay(&[&second]).await.ok();
    assert_eq!(paid["orders"][0]["cancel_refusal"], "paid");
    refused(
        &service.pay(&[&second]).await,
        403,
        "GSL.00013002",
        &["paid"],
    );
    refused(
        &service.post(&cancel(&second), json!({})).await,
        403,
        "GSL.00013002",
        &["paid"],
    );
}

#[tokio::test]
async fn a_double_submit_makes_one_order_and_one_payment() {
    let service = Service::new(60);
    let quote = service
        .quote("中国电信 1GB/月 3年", 100, 1, "consumer_smd")
        .await
        .ok();
    let address = service.address().await;
    let count = service.get("/v1/orders").await.ok()["count"].clone();
    let key = [
        ("content-type", "application/json"),
        ("idempotency-key", "twice"),
    ];
    let body = json!({"quote_id": quote["quote_id"], "address_id": address}).to_string();
    let mut made = Vec::new();
    for _ in 0..3 {
        let answer = service
            .call(Method::POST, "/v1/orders", &key, body.clone())
            .await;
        made.push(answer.ok());
    }
    assert_eq!((&made[0], &made[0]), (&made[1], &made[2]));
    let key = [
        ("content-type", "application/json"),
        ("idempotency-key", "paid"),
    ];
    let order = &made[0];
    let body =
        json!({"order_ids": [order["order_id"]], "amount_cents": order["price_cents"]}).to_string();
    let first = service
        .call(Method::POST, "/v1/payments", &key, body.clone())
        .await
        .ok();
    assert_eq!(
        service
            .call(Method::POST, "/v1/payments", &key, body)
            .await
            .ok(),
        first
    );
    let now = service.get("/v1/orders").await.ok()["count"].clone();
    assert_eq!(now.as_i64().unwrap(), count.as_i64().unwrap() + 1);
}

#[tokio::test]
async fn a_paid_order_joins_a_pool_and_its_cards_are_born_in_it() {
    let service = Service::new(60);
    let order = service
        .buy("中国电信 500MB/月 1年", 100, "consumer_2ff")
        .await;
    service.pay(&[&order]).await.ok();
    let body = json!({"pool_name": "新购池", "order_ids": [order["order_id"]]});
    let pool = service.post("/v1/sim-pools", body).await.ok()["pool_id"].clone();
    let joined = service.detail(&order).await;
    assert_eq!(
        (&joined["order"]["pool_id"], &joined["order"]["pool_kind"]),
        (&pool, &json!(1))
    );
    service.pass(12 * DAY);
    assert_eq!(service.count(&format!("sim_pool_id={pool}")).await, 100);
    let shown = service.get(&format!("/v1/sim-pools/{pool}")).await.ok();
    assert_eq!(shown["inactive_sim_quantity"], 100);
}

#[tokio::test]
async fn q6_1_seeded_orders_tell_what_their_state_has_and_go_on_with_the_clock() {
    let service = Service::new(400);
    let list = service.get("/v1/orders?limit=500").await.ok();
    let orders = list["orders"].as_array().unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for order in orders {
        let (status, kind) = (
            order["order_status"].as_i64().unwrap(),
            order["order_type"].as_i64().unwrap(),
        );
        seen.insert((status, kind));
        assert!(order["price_cents"].as_i64().unwrap() > 0, "{order}");
        assert!(order["trade_number"].as_str().unwrap().starts_with("CS"));
        let sent = kind == 1 && matches!(status, 4 | 5);
        assert_eq!(order["logistics_number"].is_string(), sent, "{order}");
        assert_eq!(order["ship_time"].is_string(), sent, "{order}");
        assert_eq!(order["fail_reason"].is_string(), matches!(status, 7 | 8));
        let renewal = matches!(kind, 2 | 3);
        assert_eq!(order["source_order_id"].is_i64(), renewal, "{order}");
        let made = order["create_time"].as_str().unwrap();
        assert!(order["pay_time"].as_str().is_none_or(|paid| paid > made));
        if order["pay_time"].is_null() {
            assert!(matches!(status, 1 | 6), "{order}");
        }
        let detail = service.detail(order).await;
        let reached: Vec<&str> = detail["steps"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|step| step["reached_time"].as_str())
            .collect();
        assert!(reached.is_sorted() && !reached.is_empty(), "{detail}");
        if status == 5 {
            assert_eq!(reached.len(), detail["steps"].as_array().unwrap().len());
        }
        assert_eq!(detail["address"].is_object(), kind == 1);
    }
    assert!((1..=10).all(|status| seen.iter().any(|(one, _)| *one == status)));
    assert!((1..=6).all(|kind| seen.iter().any(|(_, one)| *one == kind)));

    // Six weeks and some days later none is under way any more, and those bought have their cards.
    service.pass(50 * 86_400);
    for order in orders {
        let detail = service.detail(order).await;
        let (was, now) = (&order["order_status"], &detail["order"]["order_status"]);
        match was.as_i64().unwrap() {
            1 if order["pay_time"].is_null() => assert_eq!(now, 6),
            1..=4 | 9 => {
                assert_eq!(now, 5, "{detail}");
                if order["order_type"] == 1 {
                    assert_eq!(detail["opened_quantity"], order["quantity"]);
                }
            }
            _ => assert_eq!(now, was),
        }
    }
}

#[tokio::test]
async fn an_order_that_ends_unpaid_leaves_the_pool_it_joined() {
    let service = Service::new(60);
    let plan = "中国联通 30MB/月 1年";
    let cancelled = service.buy(plan, 100, "consumer_dual").await;
    let forgotten = service.buy(plan, 100, "consumer_dual").await;
    let both = json!([cancelled["order_id"], forgotten["order_id"]]);
    let made = service
        .post(
            "/v1/sim-pools",
            json!({"pool_name": "新池", "order_ids": both}),
        )
        .await
        .ok();
    let pool = &made["pool_id"];
    let members = format!("/v1/orders?sim_pool_id={pool}");
    assert_eq!(service.get(&members).await.ok()["count"], 2);
    assert_eq!(&service.detail(&cancelled).await["order"]["pool_id"], pool);
    let path = format!("/v1/orders/{}/cancel", cancelled["order_id"]);
    let ended = service.post(&path, json!({})).await.ok();
    assert!(ended["pool_id"].is_null(), "it has left");
    assert_eq!(service.get(&members).await.ok()["count"], 1);
    // Nobody paid for the other one.
    service.pass(24 * 3600);
    let ended = service.detail(&forgotten).await;
    assert_eq!(ended["order"]["order_status"], 6);
    assert!(ended["order"]["pool_id"].is_null());
    assert_eq!(service.get(&members).await.ok()["count"], 0);
    let empty = service.get(&format!("/v1/sim-pools/{pool}")).await.ok();
    assert_eq!(empty["quantity"], 0);
    assert!(empty["order_id"].is_null(), "{empty}");
    // The pool is still there to be joined; what has ended cannot.
    let path = format!("/v1/sim-pools/{pool}/orders");
    let again = json!({"order_ids": [cancelled["order_id"]]});
    assert!(service.post(&path, again).await.status.is_client_error());
    let third = service.buy(plan, 100, "consumer_dual").await;
    let joins = json!({"order_ids": [third["order_id"]]});
    service.post(&path, joins).await.ok();
    service.pay(&[&third]).await.ok();
    service.pass(12 * 5);
    let detail = service.detail(&third).await;
    assert_eq!(detail["order"]["order_status"], 5);
    assert_eq!(&detail["order"]["pool_id"], pool);
    let full = service.get(&format!("/v1/sim-pools/{pool}")).await.ok();
    assert_eq!(full["quantity"], 100);
}

#[tokio::test]
async fn a_completed_renewal_moves_the_expiry_by_the_bought_period() {
    let service = Service::new(2000);
    let open = "/v1/orders?order_type=2&order_status=1&order_status=2&order_status=3&limit=100";
    let all = service.get(open).await.ok();
    let paid = |order: &&Value| !order["pay_time"].is_null();
    let order = all["orders"].as_array().unwrap().iter().find(paid).unwrap();
    let years = order["period_years"].as_i64().unwrap();
    let query = format!("order_id={}&sim_status=20", order["source_order_id"]);
    let before = service.cards(&query).await;
    assert!(!before.is_empty());
    for _ in 0..40 {
        service.pass(6 * 3600);
        if service.detail(order).await["order"]["order_status"] == 5 {
            break;
        }
    }
    assert_eq!(service.detail(order).await["order"]["order_status"], 5);
    for card in before {
        let after = service.card(card["sim_card_id"].as_i64().unwrap()).await;
        let (old, new) = (
            card["expire_time"].as_str().unwrap(),
            after["expire_time"].as_str().unwrap(),
        );
        let year: i64 = old[..4].parse().unwrap();
        // No card of the demo expires on 29 February.
        assert_eq!(new, format!("{}{}", year + years, &old[4..]));
    }
}
