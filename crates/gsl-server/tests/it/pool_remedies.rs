//! Add-ons of forward pools; backward pools suspended, discarded, restarted.

use crate::common::Service;
use crate::common::pools::{
    adds_up, back_pool, backward, finish, forward, is_stopped, members, pool,
};
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolAddOns, SimPool};
use gsl_server::clock::parse_now;
use serde_json::{Value, json};

/// The pool that is used up and has cards to activate.
async fn used_up(service: &Service) -> SimPool {
    let all = forward(service, "status=1").await.pools;
    all.into_iter()
        .find(|pool| pool.stopped_quantity > Some(0) && pool.inactive_sim_quantity > Some(0))
        .expect("the demo has one")
}

#[tokio::test]
async fn an_add_on_counts_after_five_minutes_until_the_cycle_ends() {
    let service = Service::new(400);
    let stopped = used_up(&service).await;
    let path = format!("/v1/sim-pools/{}/add-ons", stopped.id);
    let shop: PoolAddOns = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    assert_eq!(
        (shop.add_ons.len(), shop.offers.len(), shop.refusal),
        (0, 3, None)
    );
    let offer = shop.offers.last().unwrap();
    let short = Megabytes::ZERO
        .checked_sub(stopped.flow_left.unwrap())
        .unwrap();
    let need = short.checked_add(Megabytes::from_thousandths(1)).unwrap();
    let quantity = gsl_model::pool::packages_needed(need, offer.size).unwrap();
    let body = json!({"price_plan_id": offer.price_plan_id, "quantity": quantity});
    let bought = service.post(&path, body).await.ok();
    assert_eq!(bought["arrived"], false);
    assert_eq!(bought["price_cents"], offer.price_cents * quantity);
    assert_eq!(
        pool(&service, stopped.id).await.addon_total,
        Some(Megabytes::ZERO)
    );
    let orders = service
        .get("/v1/orders?order_status=9&limit=100")
        .await
        .ok();
    let ours = |orders: &Value| {
        orders["orders"]
            .as_array()
            .unwrap()
            .iter()
            .find(|order| order["order_id"] == bought["order_id"])
            .cloned()
    };
    assert_eq!(ours(&orders).unwrap()["order_type"], 6);

    assert_eq!(pool(&service, stopped.id).await.pending_quantity, Some(1));
    // Five minutes at a scale of 17280.
    service
        .clock
        .set(service.clock.now_ms() + 300_000 / 17_280 + 1);
    let after = pool(&service, stopped.id).await;
    assert_eq!(after.addon_total, offer.size.checked_mul(quantity));
    assert_eq!(after.pending_quantity, Some(0));
    assert!(after.flow_left.unwrap() > Megabytes::ZERO);
    assert!(!is_stopped(&service, &after).await);
    adds_up(&service, &after).await;
    let done = service
        .get("/v1/orders?order_status=5&limit=500")
        .await
        .ok();
    assert!(ours(&done).is_some());
    let shop: PoolAddOns = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    assert!(shop.add_ons[0].arrived && shop.add_ons[0].billing_cycle == "2026-11");

    service
        .clock
        .set(parse_now("2026-12-01T00:00:01+08:00").unwrap());
    let next = pool(&service, stopped.id).await;
    assert_eq!(next.billing_cycle.as_deref(), Some("2026-12"));
    assert_eq!(next.addon_total, Some(Megabytes::ZERO));
    let old = forward(&service, "billing_cycle=2026-11").await.pools;
    let old = old.iter().find(|pool| pool.id == stopped.id).unwrap();
    assert_eq!(
        old.addon_total,
        offer.size.checked_mul(quantity),
        "its own cycle keeps it"
    );
    adds_up(&service, old).await;
}

#[tokio::test]
async fn a_pool_stopped_since_yesterday_comes_back_with_what_it_was_given() {
    let service = Service::new(400);
    let id = used_up(&service).await.id;
    service.clock.set(service.clock.now_ms() + 86_400_000);
    let stopped = pool(&service, id).await;
    assert!(is_stopped(&service, &stopped).await);
    let path = format!("/v1/sim-pools/{id}/add-ons");
    let shop: PoolAddOns = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    let offer = shop.offers.first().unwrap();
    let short = Megabytes::ZERO
        .checked_sub(stopped.flow_left.unwrap())
        .unwrap();
    let need = short.checked_add(Megabytes::from_thousandths(1)).unwrap();
    let quantity = gsl_model::pool::packages_needed(need, offer.size).unwrap();
    service
        .post(
            &path,
            json!({"price_plan_id": offer.price_plan_id, "quantity": quantity}),
        )
        .await
        .ok();
    service
        .clock
        .set(service.clock.now_ms() + 300_000 / 17_280 + 1);
    let after = pool(&service, id).await;
    // What the cards would have used this morning they did not use.
    assert_eq!(after.flow_used, stopped.flow_used);
    assert!(after.flow_left.unwrap() > Megabytes::ZERO);
    assert!(!is_stopped(&service, &after).await);
    adds_up(&service, &after).await;
}

#[tokio::test]
async fn add_ons_are_refused_by_name() {
    let service = Service::new(400);
    let one = used_up(&service).await;
    let path = format!("/v1/sim-pools/{}/add-ons", one.id);
    let shop: PoolAddOns = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    let plan = &shop.offers[0].price_plan_id;
    for (body, status, code) in [
        (
            json!({"price_plan_id": "1", "quantity": 1}),
            400,
            "GSL.00012002",
        ),
        (
            json!({"price_plan_id": one.price_plan_id, "quantity": 1}),
            400,
            "GSL.00012002",
        ),
        (
            json!({"price_plan_id": plan, "quantity": 0}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"price_plan_id": plan, "quantity": 1001}),
            400,
            "GSL.00010004",
        ),
        (json!({"quantity": 1}), 400, "GSL.00010004"),
    ] {
        assert_eq!(
            service.post(&path, body.clone()).await.error(status),
            code,
            "{body}"
        );
    }
    let body = json!({"price_plan_id": plan, "quantity": 1});
    assert_eq!(
        service
            .post("/v1/sim-pools/5/add-ons", body)
            .await
            .error(403),
        "GSL.00014003"
    );
    let gone = forward(&service, "status=0").await.pools[0].id;
    let shop = service
        .get(&format!("/v1/sim-pools/{gone}/add-ons"))
        .await
        .ok();
    assert_eq!(shop["refusal"], "discarded");
    let body = json!({"price_plan_id": shop["offers"][0]["price_plan_id"], "quantity": 1});
    let refused = service
        .post(&format!("/v1/sim-pools/{gone}/add-ons"), body)
        .await;
    assert_eq!(refused.error(403), "GSL.00014004");
}

#[tokio::test]
async fn backward_pools_suspend_lapse_restart_and_end_with_the_cycle() {
    let service = Service::new(400);
    let all = backward(&service, "").await.pools;
    let with = |status: i32, reason: Option<&str>| {
        all.iter()
            .find(|pool| {
                pool.pool_status == Some(status) && pool.status_reason.as_deref() == reason
            })
            .unwrap()
            .id
    };
    let (lapsed, frozen) = (with(-2, Some("arrears")), with(-1, Some("arrears")));
    let threshold = with(-1, Some("threshold"));
    for id in [frozen, with(2, None)] {
        let refused = service
            .post(&format!("/v1/back-pools/{id}/restart"), json!({}))
            .await;
        assert_eq!(refused.error(403), "GSL.00014004");
    }
    let path = format!("/v1/back-pools/{lapsed}/restart");
    let order = service.post(&path, json!({})).await.ok();
    assert_eq!(
        service.post(&path, json!({})).await.error(403),
        "GSL.00014004",
        "once is enough"
    );
    let done = finish(&service, order["work_order_id"].as_i64().unwrap()).await;
    assert_eq!((done.work_order_type, done.fail_count), (Some(18), Some(0)));
    let back = back_pool(&service, lapsed).await;
    assert_eq!(
        (back.pool_status, back.stopped_quantity, back.status_reason),
        (Some(2), Some(0), None)
    );
    let cards = members(&service, "back-pools", lapsed, "2026-11").await;
    assert!(
        cards
            .iter()
            .all(|card| card.stop_reason.as_deref() != Some("pool_frozen"))
    );

    // Six days of arrears are fifteen on 1 December, which is also when a threshold's stop ends.
    assert_eq!(back_pool(&service, frozen).await.pool_status, Some(-1));
    service
        .clock
        .set(parse_now("2026-11-30T20:00:00+08:00").unwrap());
    assert_eq!(back_pool(&service, frozen).await.pool_status, Some(-1));
    assert_eq!(back_pool(&service, threshold).await.pool_status, Some(-1));
    service
        .clock
        .set(parse_now("2026-12-01T00:00:00+08:00").unwrap());
    let discarded = back_pool(&service, frozen).await;
    assert_eq!(discarded.pool_status, Some(-2));
    assert_eq!(
        discarded.status_time.unwrap().to_string(),
        "2026-11-30T16:00:00.000Z"
    );
    let free = back_pool(&service, threshold).await;
    assert_eq!(
        (free.pool_status, free.stopped_quantity),
        (Some(2), Some(0))
    );
}
