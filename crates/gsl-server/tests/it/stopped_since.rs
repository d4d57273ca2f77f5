//! Which cards stopped today and why: the changes that are written down, the filter, the sorting, the summary.

use crate::common::Service;
use serde_json::{Value, json};

/// Stopped cards by reason within so many days, as the summary says.
async fn summary(service: &Service, days: usize) -> Vec<(String, i64)> {
    let summary = service.get("/v1/sim-cards/summary").await.ok();
    let counts = &summary["stopped"][days - 1];
    assert_eq!(counts["days"], days);
    let by_reason = counts["by_reason"].as_array().unwrap().iter();
    by_reason
        .map(|one| {
            let reason = one["stop_reason"].as_str().unwrap().to_owned();
            (reason, one["count"].as_i64().unwrap())
        })
        .collect()
}

async fn finish(service: &Service, order: &Value) {
    let path = format!("/v1/work-orders/{}", order["work_order_id"]);
    for _ in 0..400 {
        let status = service.get(&path).await.ok()["status"].as_i64().unwrap();
        if status >= 4 {
            return;
        }
        service.clock.set(service.clock.now_ms() + 500);
    }
    panic!("it never ends");
}

#[tokio::test]
async fn o2_a_card_that_stops_says_since_when_and_is_counted_today() {
    let service = Service::new(400);
    let before = summary(&service, 1).await;
    for (reason, count) in &before {
        let listed = service
            .count(&format!("stopped_days=1&stop_reason={reason}"))
            .await;
        assert_eq!(listed, *count, "{reason}");
    }
    let card = service.cards("sim_status=20&carrier_type=1").await[0].clone();
    assert_eq!(card["stopped_since"], Value::Null);
    let id = card["sim_card_id"].as_i64().unwrap();
    let sent = service.clock.now_ms();
    let order = service
        .post(&format!("/v1/sim-cards/{id}/stop"), json!({}))
        .await
        .ok();
    finish(&service, &order).await;
    let stopped = service.card(id).await;
    let since = stopped["stopped_since"].as_str().unwrap();
    let since = gsl_model::time::Time::parse(since)
        .unwrap()
        .0
        .timestamp_millis();
    assert!(since >= sent && since <= service.clock.now_ms());
    let user = |counts: &[(String, i64)]| counts.iter().find(|one| one.0 == "user").unwrap().1;
    assert_eq!(user(&summary(&service, 1).await), user(&before) + 1);
    // The newest stop first; cards that are not stopped last.
    let newest = service.cards("sort=stopped_since&order=desc").await;
    assert_eq!(newest[0]["sim_card_id"], id);

    let order = service
        .post(&format!("/v1/sim-cards/{id}/reset"), json!({}))
        .await
        .ok();
    finish(&service, &order).await;
    let back = service.card(id).await;
    assert_eq!(
        (&back["sim_status"], &back["stopped_since"]),
        (&json!(20), &Value::Null)
    );
    assert_eq!(user(&summary(&service, 1).await), user(&before));
}

#[tokio::test]
async fn o2_every_stopped_card_of_the_demo_has_a_day_and_the_next_day_moves_the_window() {
    let service = Service::new(2000);
    let stopped = service.count("sim_status=14").await;
    let dated = service.count("stopped_days=366").await;
    assert!(
        dated > stopped / 2 && dated <= stopped,
        "{dated} of {stopped}"
    );
    let all = service.cards("sim_status=14").await;
    assert!(all.iter().all(|card| card["stopped_since"].is_string()));
    let today: i64 = summary(&service, 1).await.iter().map(|one| one.1).sum();
    assert!(today > 0);
    assert_eq!(
        service.get("/v1/sim-cards/summary").await.ok()["states_since"],
        Value::Null
    );
    let next = service.restart("2026-11-23T12:00:00Z");
    let since_yesterday: i64 = summary(&next, 2).await.iter().map(|one| one.1).sum();
    let new_today: i64 = summary(&next, 1).await.iter().map(|one| one.1).sum();
    assert_eq!(since_yesterday, next.count("stopped_days=2").await);
    assert!(since_yesterday > new_today);
    for wrong in ["stopped_days=0", "stopped_days=3651", "stopped_days=x"] {
        let path = format!("/v1/sim-cards?{wrong}");
        assert_eq!(next.get(&path).await.error(400), "GSL.00010004");
    }
}
