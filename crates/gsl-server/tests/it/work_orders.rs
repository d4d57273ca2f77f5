//! Work orders: their states, cancelling, failures.

use std::sync::Arc;

use crate::common::orders::{PACE, ids};
use crate::common::{Service, call};
use axum::body::Body;
use axum::http::Method;
use gsl_model::can::CardFacts;
use gsl_model::wire::SimCard;
use gsl_model::work_order::WorkOrderType;
use gsl_server::clock::instant;
use gsl_server::http::{AppState, app};
use gsl_server::work_orders::{Action, CarrierSimulation, check_cards, facts};
use serde_json::{Value, json};

#[tokio::test]
async fn a_work_order_goes_through_its_states() {
    let service = Service::new(400);
    let card = ids(&service.cards("sim_status=20&carrier_type=2").await)[0];
    let order = service
        .post(&format!("/v1/sim-cards/{card}/stop"), json!({}))
        .await
        .ok()["work_order_id"]
        .as_i64()
        .unwrap();
    // A working day is five seconds: reviewed after half a second, begun after one and a quarter, done after 5 to 10.
    for (seconds, status) in [(0, 1), (1, 2), (1, 3), (2, 3)] {
        service.pass(seconds);
        let now = service.order(order).await;
        assert_eq!(
            (&now["status"], &now["process_count"]),
            (&json!(status), &json!(1))
        );
        assert_eq!(
            (&now["finish_time"], &now["cancellable"]),
            (&Value::Null, &json!(true))
        );
        assert_eq!(now["expected_time"], "2026-11-22T12:00:10.000Z");
        let pending = &service.card(card).await["pending_work_orders"];
        assert_eq!(
            pending,
            &json!([{"work_order_id": order, "work_order_type": 5, "action": "suspend", "status": status,
                "expected_time": "2026-11-22T12:00:10.000Z"}])
        );
        assert_eq!(
            service.card(card).await["sim_status"],
            20,
            "not before it is done"
        );
    }
    service.pass(6);
    let done = service.order(order).await;
    assert_eq!(done["status"], 4);
    assert_eq!(
        [
            &done["total_count"],
            &done["success_count"],
            &done["fail_count"],
            &done["process_count"]
        ],
        [&json!(1), &json!(1), &json!(0), &json!(0)]
    );
    let finish = done["finish_time"].as_str().unwrap();
    assert!(("2026-11-22T12:00:05.000Z".."2026-11-22T12:00:10.001Z").contains(&finish));
    let card = service.card(card).await;
    assert_eq!(
        (&card["sim_status"], &card["pending_work_orders"]),
        (&json!(14), &json!([]))
    );
}

#[tokio::test]
async fn a_second_one_for_the_same_is_refused_while_it_runs() {
    let service = Service::new(400);
    let card = ids(&service.cards("sim_status=20&carrier_type=2").await)[0];
    let uri = format!("/v1/sim-cards/{card}/stop");
    let stop = || service.post(&uri, json!({}));
    let first = stop().await.ok()["work_order_id"].to_string();
    let second = stop().await;
    assert_eq!(second.error(403), "GSL.00011012");
    assert!(
        second.json()["error_msg"]
            .as_str()
            .unwrap()
            .contains(&first)
    );
    // Another operation is free.
    let speed = json!({"speed_value": 512});
    service
        .post(&format!("/v1/sim-cards/{card}/speed-limit"), speed)
        .await
        .ok();
}

#[tokio::test]
async fn what_changed_meanwhile_is_found_out_when_it_is_carried_out() {
    let service = Service::new(400);
    let card = ids(&service.cards("sim_status=20&carrier_type=2").await)[0];
    let (first, second) = (
        service.submit(Action::Suspend, &[card], PACE),
        service.submit(Action::Suspend, &[card], PACE),
    );
    service.pass(30);
    let (first, second) = (service.order(first).await, service.order(second).await);
    let mut states = [
        first["status"].as_i64().unwrap(),
        second["status"].as_i64().unwrap(),
    ];
    states.sort_unstable();
    assert_eq!(states, [4, 6]);
    let failed = if first["status"] == 6 { first } else { second };
    assert!(
        failed["fail_reason"].as_str().unwrap().contains("已停用"),
        "{failed}"
    );
    let uri = format!("/v1/work-orders/{}/details", failed["id"]);
    let detail = service.get(&uri).await.ok()["work_order_details"][0].clone();
    assert_eq!(
        (&detail["status"], &detail["fail_key"]),
        (&json!(3), &json!("wrong_state"))
    );
}

#[tokio::test]
async fn carriers_fail_some_and_the_rest_is_done() {
    let service = Service::new(400);
    let cards = ids(&service.cards("sim_status=20").await);
    let order = service.submit(
        Action::Suspend,
        &cards,
        CarrierSimulation {
            failures: 200,
            ..PACE
        },
    );
    service.pass(30);
    let done = service.order(order).await;
    let (success, failed) = (
        done["success_count"].as_u64().unwrap(),
        done["fail_count"].as_u64().unwrap(),
    );
    assert_eq!(done["status"], 4);
    assert_eq!(success + failed, cards.len() as u64);
    assert!(
        failed > cards.len() as u64 / 10 && failed < cards.len() as u64 / 3,
        "{failed}"
    );
    let failures = service
        .get(&format!(
            "/v1/work-orders/{order}/details?status=3&limit=500"
        ))
        .await
        .ok();
    assert_eq!(failures["count"], failed);
    for row in failures["work_order_details"].as_array().unwrap() {
        let key = row["fail_key"].as_str().unwrap();
        assert!(key.starts_with("carrier_"), "{row}");
        assert!(
            row["description"]
                .as_str()
                .unwrap()
                .starts_with("The carrier")
        );
        let card = service.card(row["sim_card_id"].as_i64().unwrap()).await;
        assert_eq!(card["sim_status"], 20);
    }
    assert_eq!(service.count("stop_reason=user").await as u64 - success, {
        let before = Service::new(400);
        before.count("stop_reason=user").await as u64
    });
    let all = service.submit(
        Action::Suspend,
        &ids(&service.cards("sim_status=20").await)[..3],
        CarrierSimulation {
            failures: 1000,
            ..PACE
        },
    );
    service.pass(30);
    let all = service.order(all).await;
    assert_eq!((&all["status"], &all["fail_count"]), (&json!(6), &json!(3)));
    assert!(
        all["fail_reason"]
            .as_str()
            .unwrap()
            .starts_with("The carrier")
    );
}

#[tokio::test]
async fn slower_carriers_finish_later() {
    let service = Service::new(400);
    let mobile = ids(&service.cards("sim_status=20&carrier_type=1").await);
    let telecom = ids(&service.cards("sim_status=20&carrier_type=2").await);
    let (slow, quick) = (
        service.submit(Action::Suspend, &mobile, PACE),
        service.submit(Action::Suspend, &telecom, PACE),
    );
    assert_eq!(
        service.order(slow).await["expected_time"],
        "2026-11-22T12:00:25.000Z"
    );
    assert_eq!(
        service.order(quick).await["expected_time"],
        "2026-11-22T12:00:10.000Z"
    );
    service.pass(10);
    let (slow, quick) = (service.order(slow).await, service.order(quick).await);
    assert_eq!((&quick["status"], &slow["status"]), (&json!(4), &json!(3)));
    let (done, waits) = (
        slow["success_count"].as_i64().unwrap(),
        slow["process_count"].as_i64().unwrap(),
    );
    assert!(done > 0 && waits > 0, "{slow}");
}

#[tokio::test]
async fn cancelling_leaves_undone_what_is_not_done() {
    let service = Service::new(400);
    let mobile = ids(&service.cards("sim_status=20&carrier_type=1").await);
    let order = service.submit(Action::Suspend, &mobile, PACE);
    service.pass(12);
    let uri = format!("/v1/work-orders/{order}/cancel");
    let cancelled = service.post(&uri, json!({})).await.ok();
    assert_eq!(
        (&cancelled["status"], &cancelled["cancellable"]),
        (&json!(5), &json!(false))
    );
    let done = cancelled["success_count"].as_i64().unwrap();
    assert!(done > 0 && (done as usize) < mobile.len());
    assert_eq!(
        cancelled["fail_count"].as_i64().unwrap() + done,
        mobile.len() as i64
    );
    assert_eq!(
        service.post(&uri, json!({})).await.ok(),
        cancelled,
        "sent twice"
    );
    service.pass(60);
    assert_eq!(service.order(order).await, cancelled);
    let left = service
        .get(&format!(
            "/v1/work-orders/{order}/details?status=3&limit=10"
        ))
        .await
        .ok();
    assert_eq!(left["work_order_details"][0]["fail_key"], "cancelled");
    let card = left["work_order_details"][0]["sim_card_id"]
        .as_i64()
        .unwrap();
    assert_eq!(service.card(card).await["sim_status"], 20);
    let other = service.submit(Action::Suspend, &[card], PACE);
    service.pass(60);
    let late = service
        .post(&format!("/v1/work-orders/{other}/cancel"), json!({}))
        .await;
    assert_eq!(late.error(403), "GSL.00011012");
    let unknown = service.post("/v1/work-orders/7/cancel", json!({})).await;
    assert_eq!(unknown.error(400), "GSL.00010004");
}

/// The facts the service decides by are those the console reads off the card.
#[tokio::test]
async fn service_and_console_know_the_same_facts() {
    // On the first day of a cycle there are figures of the cycle before only.
    for now in ["2026-11-22T12:00:00Z", "2026-12-01T02:00:00+08:00"] {
        let service = Service::at(400, now);
        let (now_ms, catalog) = (service.clock.now_ms(), service.store.catalog());
        let cards: Vec<SimCard> = service
            .cards("")
            .await
            .into_iter()
            .map(|card| serde_json::from_value(card).unwrap())
            .collect();
        let of_before = |card: &&SimCard| CardFacts::of(card, instant(now_ms)).allowance.is_none();
        let first_day = now.starts_with("2026-12-01");
        assert_eq!(cards.iter().filter(of_before).count() > 100, first_day);
        for card in &cards {
            let known = service
                .store
                .read(|db| facts(db, catalog, card.sim_card_id, now_ms));
            let wanted = CardFacts::of(card, instant(now_ms));
            assert_eq!(known.unwrap(), Some(wanted), "{}", card.sim_card_id);
        }
    }
    let service = Service::new(400);
    let (now_ms, catalog) = (service.clock.now_ms(), service.store.catalog());
    let card = service.cards("sim_status=20").await[0]["sim_card_id"]
        .as_i64()
        .unwrap();
    // One answer for each, where it was asked for, those that do not exist and those asked for twice included.
    let asked = [5, card, 7, card];
    let answers = service
        .store
        .read(|db| check_cards(db, catalog, &Action::Suspend, &asked, now_ms))
        .unwrap();
    let keys = answers
        .iter()
        .map(|one| one.map_err(|refusal| refusal.key()));
    let no_card = Err("no_card");
    assert_eq!(keys.collect::<Vec<_>>(), [no_card, Ok(()), no_card, Ok(())]);
    assert_eq!(Action::Suspend.batch_type(), WorkOrderType::BatchSuspend);
}

#[tokio::test]
async fn in_earnest_it_takes_working_days() {
    let service = Service::new(400);
    let card = ids(&service.cards("sim_status=20&carrier_type=2").await)[0];
    let app = app(AppState::new(
        Arc::clone(&service.store),
        service.clock.clone(),
        1,
    ));
    let uri = format!("/v1/sim-cards/{card}/stop");
    let order = call(&app, Method::POST, &uri, &[], Body::empty())
        .await
        .ok()["work_order_id"]
        .clone();
    // Sunday evening: two working days end with Tuesday.
    let uri = format!("/v1/work-orders/{order}");
    assert_eq!(
        service.get(&uri).await.ok()["expected_time"],
        "2026-11-24T16:00:00.000Z"
    );
    service
        .clock
        .set(gsl_server::clock::parse_now("2026-11-23T12:00:00Z").unwrap());
    assert_eq!(service.get(&uri).await.ok()["status"], 3);
    service
        .clock
        .set(gsl_server::clock::parse_now("2026-11-24T16:00:00Z").unwrap());
    assert_eq!(service.get(&uri).await.ok()["status"], 4);
}
