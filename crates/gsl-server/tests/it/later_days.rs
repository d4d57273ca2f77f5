//! The service started again on a later day: figures and states move on with the calendar.

use std::collections::BTreeMap;

use crate::common::Service;
use gsl_server::clock::parse_now;
use serde_json::Value;

async fn by_id(service: &Service) -> BTreeMap<i64, Value> {
    service
        .cards("")
        .await
        .into_iter()
        .map(|card| (card["sim_card_id"].as_i64().unwrap(), card))
        .collect()
}

#[tokio::test]
async fn the_next_day_adds_a_day() {
    let service = Service::new(400);
    let before = by_id(&service).await;
    let service = service.restart("2026-11-23T12:00:00Z");
    let after = by_id(&service).await;
    let mut grown = 0;
    for (id, card) in &after {
        if card["flow_used"].is_null() {
            continue;
        }
        assert_eq!(card["flow_time"], "2026-11-22T16:00:00.000Z", "{id}");
        let (old, new) = (
            before[id]["flow_used"].as_f64(),
            card["flow_used"].as_f64().unwrap(),
        );
        if let Some(old) = old {
            assert!(new >= old, "{id}: {old} {new}");
            grown += i32::from(new > old);
        }
    }
    assert!(grown > 100, "{grown}");
}

#[tokio::test]
async fn a_running_service_turns_the_day_too() {
    let service = Service::new(400);
    service
        .clock
        .set(parse_now("2026-11-23T12:00:00Z").unwrap());
    let running = by_id(&service).await;
    let restarted = by_id(&Service::new(400).restart("2026-11-23T12:00:00Z")).await;
    assert_eq!(running, restarted);
}

#[tokio::test]
async fn a_new_cycle_brings_stopped_cards_back_and_resets_the_figures() {
    let service = Service::new(400);
    let before = by_id(&service).await;
    let service = service.restart("2026-12-02T12:00:00+08:00");
    let after = by_id(&service).await;
    let mut seen = [0, 0, 0];
    for (id, card) in &before {
        let now = &after[id];
        // Overdrawn cards work again, unless one day was enough to overdraw them anew or their term ended.
        if matches!(
            card["stop_reason"].as_str(),
            Some("over_plan" | "over_threshold" | "pool" | "back_pool_threshold")
        ) {
            let ended = now["stop_reason"] == "expired";
            let again =
                now["flow_used"].as_f64() > now["flow_total"].as_f64().map(|total| total * 0.4);
            assert!(now["sim_status"] == 20 || ended || again, "{id} {now}");
            seen[0] += 1;
        }
        if matches!(
            card["stop_reason"].as_str(),
            Some("user" | "violation" | "expired" | "pool_frozen")
        ) {
            assert_eq!(now["sim_status"], 14);
            seen[1] += 1;
        }
        if now["sim_status"] == 20 && now["carrier_type"] == 1 {
            assert!(
                now["flow_used"].as_f64().unwrap() < now["flow_total"].as_f64().unwrap() * 0.5,
                "{now}"
            );
            seen[2] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 5), "{seen:?}");
}

#[tokio::test]
async fn waiting_cards_are_activated_and_terms_end() {
    let service = Service::new(400);
    let (before, expiring) = (
        by_id(&service).await,
        service.cards("expire_days=90&sim_status=20").await,
    );
    let service = service.restart("2027-06-15T12:00:00+08:00");
    let after = by_id(&service).await;
    // Those that orders under way brought meanwhile wait, as they should.
    let waits = |id: &&i64| [10, 13].contains(&after[*id]["sim_status"].as_i64().unwrap());
    assert_eq!(
        before.keys().filter(waits).count(),
        0,
        "all waited longer than six months"
    );
    let forced: Vec<&Value> = before
        .values()
        .filter(|card| card["sim_status"] == 13)
        .map(|card| &after[&card["sim_card_id"].as_i64().unwrap()])
        .collect();
    assert!(forced.len() > 10);
    for card in forced {
        // Mainland cards: on the first of a month, at midnight in UTC+8 (Q2.2).
        let act = card["act_date"].as_str().unwrap();
        assert!(act.ends_with("T16:00:00.000Z"), "{act}");
        assert!(card["expire_time"].as_str().is_some() && card["flow_used"].as_f64().is_some());
    }
    assert!(!expiring.is_empty());
    for card in expiring {
        let now = &after[&card["sim_card_id"].as_i64().unwrap()];
        assert_eq!(
            (
                &now["sim_status"],
                &now["stop_reason"],
                &now["operator_status"]
            ),
            (&14.into(), &"expired".into(), &4.into())
        );
    }
}
