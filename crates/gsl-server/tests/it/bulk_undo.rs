//! Bulk jobs: undoing what a job did.

use crate::bulk::Bulk;
use crate::common::Service;
use serde_json::{Value, json};

async fn undo(service: &Service, made: &Value) -> Value {
    let uri = format!("/v1/bulk-jobs/{}/undo", made["bulk_job_id"]);
    let again = service.post(&uri, json!({})).await.ok();
    service.finish(&again).await
}

#[tokio::test]
async fn a_suspension_is_taken_back_for_the_cards_it_succeeded_with() {
    let service = Service::new(300);
    let suspended = service.count("stop_reason=user").await;
    let request = json!({"action": "suspend", "selection": {"filter": "sim_status=20&sim_type=3"}});
    let made = service.make(&request).await;
    let uri = format!("/v1/bulk-jobs/{}/undo", made["bulk_job_id"]);
    assert_eq!(
        service.post(&uri, json!({})).await.error(400),
        "GSL.00010004"
    );
    let job = service.finish(&made).await;
    assert_eq!(job["undoable"], true);
    let back = undo(&service, &made).await;
    assert_eq!(
        (&back["action"], &back["selection"], &back["succeeded"]),
        (&json!("resume"), &json!("undo"), &job["succeeded"])
    );
    assert_eq!(service.count("stop_reason=user").await, suspended);
}

#[tokio::test]
async fn tags_that_a_card_had_before_stay_on_it() {
    let service = Service::new(300);
    let tag = service
        .post("/v1/tags", json!({"tag_name": "depot"}))
        .await
        .ok()["id"]
        .clone();
    let cards = service.cards("sim_status=20").await;
    let ids: Vec<&Value> = cards
        .iter()
        .take(10)
        .map(|card| &card["sim_card_id"])
        .collect();
    let job = |ids: &[&Value]| json!({"action": "set_tags", "parameters": {"tag_ids": [tag]}, "selection": {"ids": ids}});
    let with_tag = || format!("tag_id={tag}");
    let first = service.make(&job(&ids[..4])).await;
    service.finish(&first).await;
    let made = service.make(&job(&ids)).await;
    service.finish(&made).await;
    assert_eq!(service.count(&with_tag()).await, 10);
    let back = undo(&service, &made).await;
    assert_eq!(
        (&back["action"], &back["succeeded"]),
        (&json!("unset_tags"), &json!(6))
    );
    assert_eq!(service.count(&with_tag()).await, 4);
}

#[tokio::test]
async fn a_threshold_goes_back_to_what_each_card_had() {
    let service = Service::new(600);
    let cards = service.cards("sim_status=20&carrier_type=2").await;
    let before = |card: &Value| {
        let set = card["exceed_cut_net_flag"] == true;
        (
            set,
            if set {
                card["exceed_cut_net_quota"].clone()
            } else {
                Value::Null
            },
        )
    };
    let ids: Vec<&Value> = cards.iter().map(|card| &card["sim_card_id"]).collect();
    let request = json!({"action": "set_threshold", "parameters": {"quota": 7_000_000}, "selection": {"ids": ids}});
    let made = service.make(&request).await;
    let job = service.finish(&made).await;
    assert!(job["succeeded"].as_i64().unwrap() > 0);
    let back = undo(&service, &made).await;
    assert_eq!(back["succeeded"], job["succeeded"]);
    let mut set = 0;
    for card in &cards {
        let now = service.card(card["sim_card_id"].as_i64().unwrap()).await;
        assert_eq!(before(&now), before(card));
        set += i32::from(before(card).0);
    }
    assert!(set > 0, "no card of the fleet had a threshold");
}

#[tokio::test]
async fn what_has_no_opposite_is_not_taken_back() {
    let service = Service::new(300);
    let request = json!({"action": "clear_real_name", "selection": {"filter": "sim_status=20&carrier_type=2"}});
    let made = service.make(&request).await;
    let job = service.finish(&made).await;
    assert_eq!(job["undoable"], false);
    let uri = format!("/v1/bulk-jobs/{}/undo", made["bulk_job_id"]);
    assert_eq!(
        service.post(&uri, json!({})).await.error(400),
        "GSL.00010004"
    );
}
