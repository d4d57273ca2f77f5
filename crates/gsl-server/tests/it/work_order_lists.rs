//! Operations 33 and 34.

use crate::common::Service;
use crate::common::orders::{PACE, ids};
use axum::body::Body;
use axum::http::Method;
use gsl_server::work_orders::Action;
use serde_json::{Value, json};

#[tokio::test]
async fn operation_33_lists_and_filters() {
    let service = Service::new(400);
    let cards = ids(&service.cards("sim_status=20&carrier_type=2").await);
    let first = service.submit(Action::Suspend, &cards[..5], PACE);
    service.pass(30);
    for card in &cards[5..17] {
        service
            .post(&format!("/v1/sim-cards/{card}/stop"), json!({}))
            .await
            .ok();
    }
    let count = |query: &'static str| {
        let service = &service;
        async move {
            service.get(&format!("/v1/work-orders?{query}")).await.ok()["count"]
                .as_i64()
                .unwrap()
        }
    };
    assert_eq!(count("").await, 13);
    assert_eq!(count("status=4").await, 1);
    assert_eq!(count("status=1").await, 12);
    assert_eq!(count("status=4&status=1").await, 13);
    assert_eq!(count("work_order_type=5").await, 12);
    assert_eq!(count("work_order_type=7&sim_type=3").await, 1);
    assert_eq!(count("sim_type=1").await, 0);
    assert_eq!(count("work_order_source=2").await, 1);
    assert_eq!(count("work_order_source=8").await, 12);
    assert_eq!(count("since=2026-11-22T12:00:30Z").await, 12);
    assert_eq!(count("until=2026-11-22T12:00:30Z").await, 1);
    assert_eq!(count("main_search_key=abc").await, 0);
    let uri = format!("/v1/work-orders?main_search_key={first}");
    assert_eq!(service.get(&uri).await.ok()["work_orders"][0]["id"], first);
    let uri = format!("/v1/work-orders?sim_card_id={}", cards[2]);
    assert_eq!(service.get(&uri).await.ok()["work_orders"][0]["id"], first);
    let page = service.get("/v1/work-orders?limit=10&offset=2").await.ok();
    assert_eq!((&page["limit"], &page["offset"]), (&json!(10), &json!(2)));
    let rows = page["work_orders"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2]["id"], first, "the oldest comes last");
    assert_eq!(rows[2]["work_order_source_desc"], "用户（控制台）");
    for query in [
        "status=8",
        "work_order_type=25",
        "since=yesterday",
        "main_search_key=123456789012345678",
    ] {
        let answer = service.get(&format!("/v1/work-orders?{query}")).await;
        assert_eq!(answer.error(400), "GSL.00010004", "{query}");
    }
    // They are kept for a year.
    service
        .clock
        .set(gsl_server::clock::parse_now("2027-11-23T12:00:00Z").unwrap());
    assert_eq!(count("").await, 0);
}

#[tokio::test]
async fn operation_34_lists_the_cards() {
    let service = Service::new(400);
    let cards = service.cards("sim_status=20&carrier_type=2").await;
    let order = service.submit(Action::Suspend, &ids(&cards)[..12], PACE);
    let list = service
        .get(&format!("/v1/work-orders/{order}/details"))
        .await
        .ok();
    assert_eq!((&list["count"], &list["limit"]), (&json!(12), &json!(10)));
    let row = &list["work_order_details"][0];
    assert_eq!(
        (&row["status"], &row["work_order_id"]),
        (&json!(2), &json!(order))
    );
    assert_eq!(
        (&row["finish_time"], &row["sim_type"]),
        (&Value::Null, &json!(3))
    );
    assert!(row["create_time"] == "2026-11-22T12:00:00.000Z" && row["cid"].as_str().is_some());
    let cid = row["cid"].as_str().unwrap();
    let one = service
        .get(&format!(
            "/v1/work-orders/{order}/details?main_search_key={cid}"
        ))
        .await
        .ok();
    assert_eq!(
        (&one["count"], &one["work_order_details"][0]["cid"]),
        (&json!(1), &json!(cid))
    );
    let by_card = service
        .get(&format!("/v1/work-orders/0/details?main_search_key={cid}"))
        .await
        .ok();
    assert_eq!(by_card["count"], 1);
    service.pass(30);
    for (query, count) in [
        ("status=1", 12),
        ("status=2,3", 0),
        ("sim_type=2", 0),
        ("sim_type=3", 12),
    ] {
        let list = service
            .get(&format!("/v1/work-orders/{order}/details?{query}"))
            .await
            .ok();
        assert_eq!(list["count"], count, "{query}");
    }
    for uri in [
        "/v1/work-orders/7/details",
        "/v1/work-orders/0/details",
        "/v1/work-orders/x/details",
    ] {
        assert_eq!(service.get(uri).await.error(400), "GSL.00010004", "{uri}");
    }
}

#[tokio::test]
async fn the_console_is_a_source_of_its_own() {
    let service = Service::new(400);
    let card = ids(&service.cards("sim_status=20&carrier_type=2").await)[0];
    let uri = format!("/v1/sim-cards/{card}/stop");
    let headers = [("x-request-source", "console")];
    let order = service
        .call(Method::POST, &uri, &headers, Body::empty())
        .await
        .ok()["work_order_id"]
        .clone();
    let order = service.get(&format!("/v1/work-orders/{order}")).await.ok();
    assert_eq!(order["work_order_source"], 2);
}
