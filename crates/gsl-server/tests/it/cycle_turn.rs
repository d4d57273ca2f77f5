//! The turn of the billing cycle in a running service: who comes back by itself, who does not.

use crate::common::Service;
use crate::common::orders::id;
use gsl_server::clock::parse_now;
use serde_json::{Value, json};

/// The first of the month has been counted: figures are as of 24:00 of the day before.
const AFTER: &str = "2026-12-02T12:00:00+08:00";

/// A China Telecom card in use, without threshold or pool, that used something this month but little of its plan.
async fn modest(service: &Service) -> Value {
    service
        .find("sim_status=20&carrier_type=2&min_used_flow=20", |card| {
            card["exceed_cut_net_flag"] == false
                && card["pooled"] == false
                && card["expire_time"].as_str() > Some("2027-02")
                && card["flow_left"].as_f64().unwrap() > card["flow_used"].as_f64().unwrap()
        })
        .await
}

fn standing(card: &Value) -> (i64, Option<&str>) {
    (
        card["sim_status"].as_i64().unwrap(),
        card["stop_reason"].as_str(),
    )
}

#[tokio::test]
async fn a_card_over_its_threshold_comes_back() {
    let service = Service::new(400);
    let card = id(&modest(&service).await);
    // Half of what a month takes, so that one day does not reach it.
    let quota = (service.card(card).await["flow_used"].as_f64().unwrap() / 2.0) as i64;
    let body = json!({"action": 1, "quota": quota.to_string()});
    let (_, stopped) = service.done(card, "exceed-cut-net", body).await;
    assert_eq!(standing(&stopped), (14, Some("over_threshold")));
    let used = stopped["flow_used"].clone();
    service
        .clock
        .set(parse_now("2026-11-30T12:00:00+08:00").unwrap());
    let still = service.card(card).await;
    assert_eq!(standing(&still), (14, Some("over_threshold")));
    let more = still["flow_used"].as_f64().unwrap() - used.as_f64().unwrap();
    let day = used.as_f64().unwrap() / 5.0;
    assert!(
        (0.0..day).contains(&more),
        "only what was left of the day it was cut: {more}"
    );
    service.clock.set(parse_now(AFTER).unwrap());
    let back = service.card(card).await;
    assert_eq!(standing(&back), (20, None));
    assert!(back["flow_used"].as_f64().unwrap() < quota as f64);
    assert_eq!(
        back["exceed_cut_net_quota"].as_i64(),
        Some(quota),
        "the threshold stays"
    );
}

#[tokio::test]
async fn a_card_the_customer_stopped_too_does_not() {
    let service = Service::new(400);
    let card = id(&modest(&service).await);
    let (_, stopped) = service.done(card, "stop", json!({})).await;
    assert_eq!(standing(&stopped), (14, Some("user")));
    let quota = (stopped["flow_used"].as_f64().unwrap() / 2.0) as i64;
    let body = json!({"action": 1, "quota": quota.to_string()});
    let (_, over) = service.done(card, "exceed-cut-net", body).await;
    assert_eq!(
        standing(&over),
        (14, Some("user")),
        "over its threshold as well"
    );
    service.clock.set(parse_now(AFTER).unwrap());
    let card_after = service.card(card).await;
    assert_eq!(standing(&card_after), (14, Some("user")));
    assert_eq!(card_after["flow_used"], 0, "nothing used while stopped");
    let (_, back) = service.done(card, "reset", json!({})).await;
    assert_eq!(standing(&back), (20, None));
}

#[tokio::test]
async fn resumed_before_the_turn_it_is_cut_for_its_threshold() {
    let service = Service::new(400);
    let card = id(&modest(&service).await);
    let (_, stopped) = service.done(card, "stop", json!({})).await;
    let quota = (stopped["flow_used"].as_f64().unwrap() / 2.0) as i64;
    let body = json!({"action": 1, "quota": quota.to_string()});
    service.done(card, "exceed-cut-net", body).await;
    let (_, resumed) = service.done(card, "reset", json!({})).await;
    assert_eq!(standing(&resumed), (14, Some("over_threshold")));
    service.clock.set(parse_now(AFTER).unwrap());
    assert_eq!(standing(&service.card(card).await), (20, None));
}

#[tokio::test]
async fn cards_over_their_plan_and_of_used_up_pools_come_back_in_a_running_service() {
    let service = Service::new(400);
    let mut stopped = Vec::new();
    for reason in ["over_plan", "pool", "back_pool_threshold"] {
        let cards = service.cards(&format!("stop_reason={reason}")).await;
        assert!(cards.len() >= 3, "{reason}");
        stopped.extend(cards);
    }
    service.clock.set(parse_now(AFTER).unwrap());
    let mut back = 0;
    for card in &stopped {
        let now = service.card(id(card)).await;
        let ended = now["stop_reason"] == "expired";
        let again = now["flow_used"].as_f64() > now["flow_total"].as_f64().map(|total| total * 0.4);
        assert!(now["sim_status"] == 20 || ended || again, "{now}");
        back += usize::from(now["sim_status"] == 20);
    }
    assert!(back * 2 > stopped.len(), "{back} of {}", stopped.len());
}

#[tokio::test]
async fn what_was_used_before_a_stop_stays_used() {
    let service = Service::new(400);
    let card = id(&modest(&service).await);
    let real_time = format!("/v1/sim-price-plans?sim_card_id={card}&real_time=true");
    let before = service.get(&real_time).await.ok()[0]["flow_used"].clone();
    service.done(card, "stop", json!({})).await;
    let stopped = service.get(&real_time).await.ok()[0]["flow_used"].clone();
    assert!(stopped.as_f64() >= before.as_f64(), "{stopped} {before}");
    service.pass(600);
    assert_eq!(service.get(&real_time).await.ok()[0]["flow_used"], stopped);
    service.done(card, "reset", json!({})).await;
    assert_eq!(service.get(&real_time).await.ok()[0]["flow_used"], stopped);
    // The next day it goes on.
    service.pass(86_400);
    service.pass(86_400);
    let later = service.card(card).await["flow_used"].as_f64().unwrap();
    assert!(later > stopped.as_f64().unwrap());
}

#[tokio::test]
async fn a_card_with_data_cut_uses_none() {
    let service = Service::new(400);
    let card = id(&modest(&service).await);
    let (_, cut) = service
        .done(card, "cut-net", json!({"action": "ADD"}))
        .await;
    assert_eq!(standing(&cut), (20, None));
    service.pass(86_400);
    let next = service.card(card).await["flow_used"].clone();
    service.pass(2 * 86_400);
    assert_eq!(service.card(card).await["flow_used"], next);
    service
        .done(card, "cut-net", json!({"action": "DEL"}))
        .await;
    service.pass(2 * 86_400);
    assert!(service.card(card).await["flow_used"].as_f64() > next.as_f64());
}
