//! Creating pools and adding members: the pre-check names every rule, the work order takes whole orders, and many at
//! once leave totals exact.

use crate::common::Service;
use crate::common::pools::{adds_up, finish, forward, pool};
use gsl_model::pool::JoinRule;
use gsl_model::wire::{JoinCheckAnswer, PoolCandidate, PoolCandidateList, PoolWorkOrder};
use serde_json::{Value, json};

async fn candidates(service: &Service, query: &str) -> Vec<PoolCandidate> {
    let path = format!("/v1/sim-pools/candidates?limit=500&{query}");
    let list: PoolCandidateList = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    assert_eq!(usize::try_from(list.count).unwrap(), list.orders.len());
    list.orders
}

async fn check(service: &Service, body: Value) -> JoinCheckAnswer {
    let answer = service.post("/v1/sim-pools/pre-check", body).await.ok();
    let check: JoinCheckAnswer = serde_json::from_value(answer).unwrap();
    for order in &check.orders {
        let rules: Vec<&str> = order.rules.iter().map(|rule| rule.rule.as_str()).collect();
        let all: Vec<&str> = JoinRule::ALL.iter().map(|rule| rule.key()).collect();
        assert_eq!(rules, all, "every rule, passed or not");
    }
    check
}

/// What is not simply passed, of the last order.
fn complaints(check: &JoinCheckAnswer) -> Vec<(String, String, String)> {
    let rules = &check.orders.last().unwrap().rules;
    rules
        .iter()
        .filter(|rule| rule.outcome != "passed")
        .map(|rule| {
            (
                rule.rule.clone(),
                rule.outcome.clone(),
                rule.reason.clone().unwrap(),
            )
        })
        .collect()
}

fn has(check: &JoinCheckAnswer, rule: &str, outcome: &str, reason: &str) -> bool {
    complaints(check).contains(&(rule.to_owned(), outcome.to_owned(), reason.to_owned()))
}

/// Orders that may join, of one carrier, with cards.
fn joinable(orders: &[PoolCandidate], carrier: i32) -> Vec<&PoolCandidate> {
    orders
        .iter()
        .filter(|order| {
            order.joinable
                && order.carrier_type == Some(carrier)
                && order.order_status == Some(5)
                && order.quantity > Some(0)
        })
        .collect()
}

#[tokio::test]
async fn a_pool_is_made_of_whole_orders_by_a_work_order() {
    let service = Service::new(400);
    let all = candidates(&service, "").await;
    let order = joinable(&all, 1)[0];
    let body = json!({"order_ids": [order.order_id]});
    let told = check(&service, body).await;
    assert!(told.passed);
    assert_eq!(
        complaints(&told),
        [(
            "while_buying".into(),
            "doubtful".into(),
            "carrier_may_refuse".into()
        )]
    );
    assert_eq!(
        (told.cards, told.activated),
        (
            i64::from(order.quantity.unwrap()),
            i64::from(order.activated_sim_quantity.unwrap())
        )
    );
    assert_eq!(
        told.effective_by.unwrap().to_string(),
        "2026-11-30T16:00:00.000Z"
    );

    let before: Vec<Value> = service.cards(&format!("order_id={}", order.order_id)).await;
    let body = json!({"pool_name": "新池", "order_ids": [order.order_id]});
    let sent = service.post("/v1/sim-pools", body.clone()).await.ok();
    let sent: PoolWorkOrder = serde_json::from_value(sent).unwrap();
    assert!(sent.expected_time.is_some());
    let again = service
        .post(
            "/v1/sim-pools",
            json!({"pool_name": "另一", "order_ids": [order.order_id]}),
        )
        .await;
    assert_eq!(
        again.error(403),
        "GSL.00014004",
        "it is on its way into a pool"
    );
    assert!(has(
        &check(&service, json!({"order_ids": [order.order_id]})).await,
        "not_pooled",
        "failed",
        "in_pool"
    ));
    assert_eq!(
        service
            .get(&format!("/v1/sim-pools/{}", sent.pool_id))
            .await
            .error(403),
        "GSL.00014003",
        "not yet"
    );

    let done = finish(&service, sent.work_order_id).await;
    assert_eq!(
        (done.work_order_type, done.total_count),
        (Some(3), order.quantity)
    );
    let made = pool(&service, sent.pool_id).await;
    assert_eq!(made.pool_name.as_deref(), Some("新池"));
    assert_eq!(
        (made.quantity, made.activated_sim_quantity),
        (order.quantity, order.activated_sim_quantity)
    );
    assert_eq!(made.flow_total, told.total_after);
    adds_up(&service, &made).await;
    let after = service.cards(&format!("order_id={}", order.order_id)).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(after["sim_pool_id"], sent.pool_id);
        assert_ne!(
            after["stop_reason"], "over_plan",
            "the plan alone stops nobody in a pool"
        );
        assert_eq!(
            before["flow_used"], after["flow_used"],
            "what was used stays"
        );
    }
    let old = forward(&service, "billing_cycle=2026-10").await.pools;
    assert!(
        old.iter().all(|pool| pool.id != sent.pool_id),
        "it did not exist then"
    );
    let taken = service.post("/v1/sim-pools", body).await;
    assert_eq!(taken.error(400), "GSL.00010004", "name taken");
}

#[tokio::test]
async fn q13_11_a_create_is_refused_for_each_rule() {
    let service = Service::new(400);
    let all = candidates(&service, "").await;
    let first = joinable(&all, 1)[0].clone();
    let cards = service.cards("").await;
    let of_order = |id: i64| {
        cards
            .iter()
            .filter(|card| card["order_id"] == id)
            .collect::<Vec<_>>()
    };
    let with = |other: i64| json!({"pool_name": "x", "order_ids": [first.order_id, other]});
    let by = |wanted: &dyn Fn(&PoolCandidate) -> bool| {
        all.iter()
            .find(|order| wanted(order))
            .map(|order| order.order_id)
    };

    let same = |order: &PoolCandidate| order.price_plan_id == first.price_plan_id;
    let mut seen = Vec::new();
    let unicom = by(&|order| order.carrier_type == Some(3)).unwrap();
    seen.push((with(unicom), "same_carrier", "other_carrier"));
    let other = by(&|order| order.carrier_type == Some(1) && !same(order)).unwrap();
    seen.push((with(other), "same_plan", "other_plan"));
    let telecom =
        by(&|order| order.carrier_type == Some(2) && order.order_status == Some(5)).unwrap();
    seen.push((
        json!({"pool_name": "x", "order_ids": [telecom]}),
        "while_buying",
        "shipped",
    ));
    let pooled = forward(&service, "").await.pools[0].order_id.unwrap();
    seen.push((
        json!({"pool_name": "x", "order_ids": [pooled]}),
        "not_pooled",
        "in_pool",
    ));
    let test = cards.iter().find(|card| card["sim_status"] == 10).unwrap()["order_id"]
        .as_i64()
        .unwrap();
    seen.push((
        json!({"pool_name": "x", "order_ids": [test]}),
        "not_test",
        "test_cards",
    ));
    let esim = cards.iter().find(|card| card["sim_type"] == 2).unwrap()["order_id"]
        .as_i64()
        .unwrap();
    seen.push((
        json!({"pool_name": "x", "order_ids": [esim]}),
        "physical",
        "not_physical",
    ));
    let dead = service
        .get("/v1/orders?order_status=6&order_status=7&order_status=8&order_status=10&limit=100")
        .await
        .ok();
    let dead = dead["orders"]
        .as_array()
        .unwrap()
        .iter()
        .find(|order| order["order_type"] == 1)
        .unwrap()["order_id"]
        .clone();
    seen.push((
        json!({"pool_name": "x", "order_ids": [dead]}),
        "order_alive",
        "order_dead",
    ));
    let part = of_order(first.order_id)[0]["sim_card_id"].clone();
    seen.push((
        json!({"pool_name": "x", "sim_card_ids": [part]}),
        "whole_order",
        "split",
    ));
    let general = all
        .iter()
        .find(|order| order.data_type == Some(1) && order.carrier_type == Some(1));
    let directional = all
        .iter()
        .find(|order| order.data_type == Some(2) && order.carrier_type == Some(1));
    if let (Some(general), Some(directional)) = (general, directional) {
        let body = json!({"pool_name": "x", "order_ids": [general.order_id, directional.order_id]});
        seen.push((body, "same_data_type", "other_data_type"));
    }
    for (body, rule, reason) in seen {
        let mut ask = body.clone();
        ask.as_object_mut().unwrap().remove("pool_name");
        let told = check(&service, ask).await;
        assert!(!told.passed);
        assert!(
            has(&told, rule, "failed", reason),
            "{rule}: {:?}",
            complaints(&told)
        );
        let refused = service.post("/v1/sim-pools", body).await;
        let text = String::from_utf8_lossy(&refused.bytes).into_owned();
        assert!(text.contains(rule) && text.contains(reason), "{text}");
        assert_eq!(refused.error(403), "GSL.00014004");
    }
    // All cards of an order named one by one are the whole order.
    let whole: Vec<Value> = of_order(first.order_id)
        .iter()
        .map(|card| card["sim_card_id"].clone())
        .collect();
    assert!(check(&service, json!({"sim_card_ids": whole})).await.passed);

    let gone = forward(&service, "status=0").await.pools[0].clone();
    let fitting = all
        .iter()
        .find(|order| order.price_plan_id == gone.price_plan_id)
        .unwrap_or(&first);
    let told = check(
        &service,
        json!({"sim_pool_id": gone.id, "order_ids": [fitting.order_id]}),
    )
    .await;
    assert!(has(&told, "pool_in_use", "failed", "pool_discarded"));
    for (body, status, code) in [
        (
            json!({"pool_name": "x", "order_ids": []}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"pool_name": "", "order_ids": [1]}),
            400,
            "GSL.00010004",
        ),
        (json!({"order_ids": [first.order_id]}), 400, "GSL.00010004"),
        (
            json!({"pool_name": "x", "order_ids": [1, 2]}),
            400,
            "GSL.00016053",
        ),
        (
            json!({"pool_name": "x", "order_ids": "1"}),
            400,
            "GSL.00010004",
        ),
    ] {
        assert_eq!(
            service
                .post("/v1/sim-pools", body.clone())
                .await
                .error(status),
            code,
            "{body}"
        );
    }
    let lost = service
        .post(
            "/v1/sim-pools/5/orders",
            json!({"order_ids": [first.order_id]}),
        )
        .await;
    assert_eq!(lost.error(403), "GSL.00014003");
}

#[tokio::test]
async fn a_shipped_order_whose_cards_are_still_to_come_joins_at_once() {
    let service = Service::new(2_000);
    let all = candidates(&service, "").await;
    let shipped = all
        .iter()
        .find(|order| order.joinable && order.order_status == Some(4))
        .unwrap();
    let sent = service
        .post(
            "/v1/sim-pools",
            json!({"pool_name": "已发货", "order_ids": [shipped.order_id]}),
        )
        .await
        .ok();
    let made = pool(&service, sent["pool_id"].as_i64().unwrap()).await;
    assert_eq!(made.order_id, Some(shipped.order_id));
}

#[tokio::test]
async fn members_are_added_and_an_order_still_being_bought_joins_at_once() {
    let service = Service::new(2_000);
    let all = candidates(&service, "").await;
    let buying = all
        .iter()
        .find(|order| order.joinable && matches!(order.order_status, Some(1..=3)))
        .unwrap();
    let sent = service
        .post(
            "/v1/sim-pools",
            json!({"pool_name": "购买中", "order_ids": [buying.order_id]}),
        )
        .await
        .ok();
    let id = sent["pool_id"].as_i64().unwrap();
    let made = pool(&service, id).await;
    assert_eq!(
        (made.quantity, made.order_id),
        (Some(0), Some(buying.order_id)),
        "its cards are still to come"
    );

    let into = forward(&service, "status=1").await.pools;
    let mut added = 0;
    for target in into.iter().filter(|pool| pool.carrier_type != Some(2)) {
        for order in candidates(&service, &format!("sim_pool_id={}", target.id)).await {
            assert_eq!(
                order.price_plan_id, target.price_plan_id,
                "only orders of the same plan are offered"
            );
            if !order.joinable || order.order_status != Some(5) {
                continue;
            }
            let before = pool(&service, target.id).await;
            let path = format!("/v1/sim-pools/{}/orders", target.id);
            let told = check(
                &service,
                json!({"sim_pool_id": target.id, "order_ids": [order.order_id]}),
            )
            .await;
            assert_eq!(told.total_before, before.flow_total);
            let sent = service
                .post(&path, json!({"order_ids": [order.order_id]}))
                .await
                .ok();
            assert_eq!(pool(&service, target.id).await.pending_quantity, Some(1));
            finish(&service, sent["work_order_id"].as_i64().unwrap()).await;
            let after = pool(&service, target.id).await;
            assert_eq!(
                (after.flow_total, after.pending_quantity),
                (told.total_after, Some(0))
            );
            let path = format!("/v1/orders?limit=500&sim_pool_id={}", target.id);
            let orders = service.get(&path).await.ok();
            let told = after.order_ids.as_deref().unwrap().split(',').count();
            assert_eq!(orders["count"], told);
            assert_eq!(
                after.quantity.unwrap(),
                before.quantity.unwrap() + order.quantity.unwrap()
            );
            assert!(
                after
                    .order_ids
                    .as_deref()
                    .unwrap()
                    .contains(&order.order_id.to_string())
            );
            adds_up(&service, &after).await;
            added += 1;
        }
    }
    assert!(added > 0, "the demo has orders to add");
}

#[tokio::test]
async fn a_cancelled_work_order_frees_its_orders() {
    let service = Service::new(400);
    let all = candidates(&service, "").await;
    let order = joinable(&all, 1)[0].order_id;
    let body = json!({"pool_name": "算了", "order_ids": [order]});
    let sent = service.post("/v1/sim-pools", body.clone()).await.ok();
    service
        .post(
            &format!("/v1/work-orders/{}/cancel", sent["work_order_id"]),
            json!({}),
        )
        .await
        .ok();
    service.clock.set(service.clock.now_ms() + 3_600_000);
    assert!(
        forward(&service, "pool_name=%E7%AE%97")
            .await
            .pools
            .is_empty()
    );
    assert!(check(&service, json!({"order_ids": [order]})).await.passed);
    service.post("/v1/sim-pools", body).await.ok();
}
