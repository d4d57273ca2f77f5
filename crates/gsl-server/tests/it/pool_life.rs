//! A pool overruns, its cards stop, a remedy brings them back; the turn of the cycle does too. Add-ons, batch
//! activation, backward pools.

use crate::common::Service;
use crate::common::pools::{adds_up, finish, forward, is_stopped, members, pool};
use gsl_model::forecast::advice;
use gsl_model::units::Megabytes;
use gsl_model::wire::{ActivateAnswer, PoolAddOns, SimPool};
use gsl_server::clock::parse_now;
use serde_json::{Value, json};

/// The pool that is used up and has cards to activate.
async fn used_up(service: &Service) -> SimPool {
    let all = forward(service, "status=1").await.pools;
    all.into_iter()
        .find(|pool| pool.stopped_quantity > Some(0) && pool.inactive_sim_quantity > Some(0))
        .expect("the demo has one")
}

async fn activate(service: &Service, id: i64, body: Value) -> ActivateAnswer {
    let answer = service
        .post(&format!("/v1/sim-pools/{id}/activate"), body)
        .await;
    serde_json::from_value(answer.ok()).unwrap()
}

#[tokio::test]
async fn q13_5_activating_as_many_cards_as_advised_brings_a_stopped_pool_back() {
    let service = Service::new(400);
    let stopped = used_up(&service).await;
    assert!(is_stopped(&service, &stopped).await);
    let (total, used) = (stopped.flow_total.unwrap(), stopped.flow_used.unwrap());
    let package = stopped.package_size.unwrap();
    let waiting = i64::from(stopped.inactive_sim_quantity.unwrap());
    let told = advice(used, total, package, Megabytes::ZERO, waiting).unwrap();
    let cards = told.cards.expect("enough cards wait");
    assert!(cards > 0);

    let preview = activate(
        &service,
        stopped.id,
        json!({"way": "pool", "quantity": cards, "dry_run": true}),
    )
    .await;
    assert_eq!((preview.work_order_id, preview.cards), (None, cards));
    assert_eq!(preview.total_before, total);
    assert_eq!(
        preview.total_after,
        total
            .checked_add(package.checked_mul(cards).unwrap())
            .unwrap()
    );
    let sent = activate(
        &service,
        stopped.id,
        json!({"way": "pool", "quantity": cards}),
    )
    .await;
    assert_eq!((sent.cards, sent.total_after), (cards, preview.total_after));
    let during = pool(&service, stopped.id).await;
    assert_eq!(i64::from(during.activating_quantity.unwrap()), cards);
    assert_eq!(during.pending_quantity, Some(1));
    assert_eq!(during.flow_total, Some(total), "only active cards count");

    let order = finish(&service, sent.work_order_id.unwrap()).await;
    assert_eq!(order.work_order_type, Some(1));
    assert_eq!(i64::from(order.success_count.unwrap()), cards);
    let after = pool(&service, stopped.id).await;
    assert_eq!(after.flow_total, Some(preview.total_after));
    assert!(after.flow_left.unwrap() > Megabytes::ZERO);
    assert_eq!(
        (after.stopped_quantity, after.pending_quantity),
        (Some(0), Some(0))
    );
    assert!(!is_stopped(&service, &after).await);
    adds_up(&service, &after).await;
    // The index of the card list knows it too.
    let query = format!("sim_pool_id={}&stop_reason=pool", stopped.id);
    assert_eq!(service.count(&query).await, 0);
}

#[tokio::test]
async fn the_turn_of_the_cycle_releases_at_once() {
    for restart in [false, true] {
        let mut service = Service::new(400);
        let stopped = used_up(&service).await;
        let was = members(&service, "sim-pools", stopped.id, "2026-11").await;
        for (at, is) in [
            ("2026-11-30T15:59:59.999Z", true),
            ("2026-11-30T16:00:00Z", false),
        ] {
            if restart {
                service = service.restart(at);
            } else {
                service.clock.set(parse_now(at).unwrap());
            }
            let then = pool(&service, stopped.id).await;
            assert_eq!(then.stopped_quantity > Some(0), is, "{at}");
            is_stopped(&service, &then).await;
            adds_up(&service, &then).await;
        }
        let query = format!("sim_pool_id={}&stop_reason=pool", stopped.id);
        assert_eq!(service.count(&query).await, 0);
        let old = members(&service, "sim-pools", stopped.id, "2026-11").await;
        for (before, after) in was.iter().zip(&old) {
            assert_eq!(
                before.flow_used, after.flow_used,
                "stopped cards used nothing more"
            );
        }
    }
}

#[tokio::test]
async fn a_pool_that_runs_out_while_nobody_looks_stops_on_that_day() {
    let service = Service::new(400);
    // All cards of the used-up pool are released by an add-on that lasts for less than a day.
    let one = used_up(&service).await;
    let path = format!("/v1/sim-pools/{}/add-ons", one.id);
    let shop: PoolAddOns = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    let small = &shop.offers[0];
    let short = Megabytes::ZERO.checked_sub(one.flow_left.unwrap()).unwrap();
    let quantity = gsl_model::pool::packages_needed(
        short.checked_add(Megabytes::from_thousandths(1)).unwrap(),
        small.size,
    )
    .unwrap();
    let body = json!({"price_plan_id": small.price_plan_id, "quantity": quantity});
    service.post(&path, body).await.ok();
    service.clock.set(service.clock.now_ms() + 1000);
    let released = pool(&service, one.id).await;
    assert_eq!(released.stopped_quantity, Some(0));
    // Five days later somebody looks: both services agree, the one that ran through and the one that was off.
    let mut days = Vec::new();
    for day in 23..=27 {
        service
            .clock
            .set(parse_now(&format!("2026-11-{day}T04:00:00Z")).unwrap());
        days.push(pool(&service, one.id).await);
    }
    let ran = days.last().unwrap().clone();
    assert!(
        is_stopped(&service, &ran).await,
        "it ran out again: {ran:?}"
    );
    adds_up(&service, &ran).await;
    let daily = service
        .get(&format!("/v1/sim-pools/{}/daily", one.id))
        .await
        .ok();
    let days = daily["days"].as_array().unwrap();
    assert_eq!(days.last().unwrap()["flow"].as_f64(), Some(0.0));
    assert_eq!(days.last().unwrap()["stopped"], true);

    let other = Service::new(400);
    other
        .post(
            &path,
            json!({"price_plan_id": small.price_plan_id, "quantity": quantity}),
        )
        .await
        .ok();
    other.clock.set(other.clock.now_ms() + 1000);
    assert_eq!(pool(&other, one.id).await.stopped_quantity, Some(0));
    let other = other.restart("2026-11-27T04:00:00Z");
    let off = pool(&other, one.id).await;
    assert!(is_stopped(&other, &off).await);
    adds_up(&other, &off).await;
    let left = |pool: &SimPool| pool.flow_left.unwrap();
    assert!(left(&off) <= Megabytes::ZERO && left(&ran) <= Megabytes::ZERO);
    let daily = other
        .get(&format!("/v1/sim-pools/{}/daily", one.id))
        .await
        .ok();
    let days = daily["days"].as_array().unwrap();
    assert_eq!(
        days.last().unwrap()["flow"].as_f64(),
        Some(0.0),
        "no use after the day it ran out"
    );
}

#[tokio::test]
async fn four_ways_to_activate_each_with_good_and_bad_input() {
    let service = Service::new(400);
    let one = used_up(&service).await;
    let id = one.id;
    let mut all = members(&service, "sim-pools", id, "2026-11").await;
    all.sort_by_key(|member| member.cid.clone());
    let cid = |at: usize| all[at].cid.clone().unwrap();
    let waits = |at: usize| matches!(all[at].sim_status, Some(10 | 13));
    let waiting: Vec<usize> = (0..all.len()).filter(|at| waits(*at)).collect();
    let active = (0..all.len()).find(|at| !waits(*at)).unwrap();
    let path = format!("/v1/sim-pools/{id}/activate");
    let dry = |body: Value| {
        let mut body = body;
        body["dry_run"] = json!(true);
        let (service, path) = (&service, &path);
        async move {
            serde_json::from_value::<ActivateAnswer>(service.post(path, body).await.ok()).unwrap()
        }
    };
    let whole = dry(json!({"way": "pool"})).await;
    assert_eq!(whole.cards, i64::try_from(waiting.len()).unwrap());
    assert_eq!(whole.refused_count, 0);

    // A segment of neighbours that all wait, if there are any, else of one.
    let run = waiting
        .windows(2)
        .find(|pair| pair[0] + 1 == pair[1])
        .map_or((waiting[0], waiting[0]), |pair| (pair[0], pair[1]));
    let segment = dry(json!({"way": "segment", "start": cid(run.0), "end": cid(run.1)})).await;
    assert_eq!(segment.cards, i64::try_from(run.1 - run.0 + 1).unwrap());
    let broken = json!({"way": "segment", "start": cid(0), "end": cid(all.len() - 1)});
    let told = dry(broken.clone()).await;
    assert_eq!(told.cards, 0);
    assert!(
        told.refused
            .iter()
            .any(|one| one.reason == "not_inactive" && one.sim_status == Some(14))
    );
    let refused = service.post(&path, broken).await;
    assert!(String::from_utf8_lossy(&refused.bytes).contains("not_inactive"));
    assert_eq!(refused.error(403), "GSL.00014004");
    let beyond = format!("{}", cid(all.len() - 1)[..19].parse::<u64>().unwrap() + 1);
    let told =
        dry(json!({"way": "segment", "start": cid(all.len() - 1)[..19], "end": beyond})).await;
    assert!(
        told.refused
            .iter()
            .any(|one| one.reason == "not_in_pool" && one.number == beyond)
    );
    for (start, end, name) in [
        (cid(0), "8986A".to_owned(), "end"),
        (String::new(), cid(0), "start"),
        (cid(1), cid(0), "end"),
        (cid(0), cid(0)[..19].to_owned(), "end"),
    ] {
        let answer = service
            .post(&path, json!({"way": "segment", "start": start, "end": end}))
            .await;
        assert!(String::from_utf8_lossy(&answer.bytes).contains(name));
        assert_eq!(answer.error(400), "GSL.00010004");
    }

    let stranger = service
        .cards("sim_status=13")
        .await
        .into_iter()
        .find(|card| card["sim_pool_id"] != id)
        .unwrap()["cid"]
        .clone();
    let mixed = json!([
        cid(waiting[0]),
        cid(waiting[0]),
        cid(active),
        stranger,
        "8.98E+19",
        "",
        "123",
        format!(" {} ", &cid(waiting[1])[..19])
    ]);
    for way in ["file", "manual"] {
        let told = dry(json!({"way": way, "numbers": mixed})).await;
        assert_eq!(told.cards, 2);
        let reasons: Vec<&str> = told.refused.iter().map(|one| one.reason.as_str()).collect();
        assert_eq!(
            reasons,
            [
                "duplicate",
                "not_inactive",
                "not_in_pool",
                "not_digits",
                "empty",
                "length"
            ]
        );
        let answer = service
            .post(&path, json!({"way": way, "numbers": mixed}))
            .await;
        assert_eq!(answer.error(403), "GSL.00014004");
    }
    for body in [
        json!({"way": "manual", "numbers": []}),
        json!({"way": "all"}),
        json!({"way": "pool", "quantity": 0}),
        json!({}),
    ] {
        assert_eq!(
            service.post(&path, body.clone()).await.error(400),
            "GSL.00010004",
            "{body}"
        );
    }
    assert_eq!(
        service
            .post("/v1/sim-pools/5/activate", json!({"way": "pool"}))
            .await
            .error(403),
        "GSL.00014003"
    );

    let sent = activate(
        &service,
        id,
        json!({"way": "manual", "numbers": mixed, "skip_refused": true}),
    )
    .await;
    assert_eq!((sent.cards, sent.refused_count), (2, 6));
    let again = dry(json!({"way": "pool"})).await;
    assert_eq!(
        (again.cards, again.under_way),
        (whole.cards - 2, 2),
        "in progress is left alone"
    );
    let twice = dry(json!({"way": "manual", "numbers": [cid(waiting[0])]})).await;
    assert_eq!(twice.refused[0].reason, "under_way");
    finish(&service, sent.work_order_id.unwrap()).await;
    let after = pool(&service, id).await;
    assert_eq!(
        after.activated_sim_quantity.unwrap(),
        one.activated_sim_quantity.unwrap() + 2
    );
    adds_up(&service, &after).await;
    let gone = forward(&service, "status=0").await.pools[0].id;
    let refused = service
        .post(
            &format!("/v1/sim-pools/{gone}/activate"),
            json!({"way": "pool"}),
        )
        .await;
    assert_eq!(refused.error(403), "GSL.00014004");
}

#[tokio::test]
async fn a_batch_with_one_idempotency_key_happens_once() {
    let service = Service::new(400);
    let id = used_up(&service).await.id;
    let path = format!("/v1/sim-pools/{id}/activate");
    let send = || {
        service.call(
            axum::http::Method::POST,
            &path,
            &[
                ("content-type", "application/json"),
                ("idempotency-key", "k1"),
            ],
            json!({"way": "pool", "quantity": 1}).to_string(),
        )
    };
    let (first, second) = (send().await.ok(), send().await.ok());
    assert_eq!(first, second);
    assert_eq!(
        service.get("/v1/work-orders?work_order_type=1").await.ok()["count"],
        1
    );
}
