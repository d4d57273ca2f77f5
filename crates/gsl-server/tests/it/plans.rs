//! Operations 14 to 16: plans, the plan of a card in real time, usage of several cards.

use crate::common::Service;
use gsl_server::clock::parse_now;
use serde_json::{Value, json};

/// Thousandths of a MB, exactly as printed.
fn thousandths(value: &Value) -> i64 {
    let text = value.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    assert!(part.len() <= 3, "{text} has at most three decimals");
    let negative = whole.starts_with('-');
    let size = whole.trim_start_matches('-').parse::<i64>().unwrap() * 1000
        + format!("{part:0<3}").parse::<i64>().unwrap();
    if negative { -size } else { size }
}

#[tokio::test]
async fn real_time_usage_is_kept_and_dated() {
    let service = Service::new(400);
    let card = service
        .cards("sim_status=20&carrier_type=1&sort=flow_used&order=desc")
        .await[0]
        .clone();
    let id = card["sim_card_id"].as_i64().unwrap();
    let path = format!("/v1/sim-price-plans?sim_card_id={id}");
    let before = service.get(&path).await.ok();
    assert_eq!(before.as_array().unwrap().len(), 1);
    assert_eq!(before[0]["flow_used"], card["flow_used"]);
    assert_eq!(before[0]["order_id"], card["order_id"].to_string());
    assert_eq!(
        (&before[0]["status"], &before[0]["using"]),
        (&json!(2), &json!("1"))
    );
    let now = service.get(&format!("{path}&real_time=true")).await.ok();
    assert!(thousandths(&now[0]["flow_used"]) > thousandths(&card["flow_used"]));
    assert_eq!(
        service
            .get(&format!("{path}&real_time=true"))
            .await
            .error(403),
        "GSL.00011005"
    );
    let listed = service.get(&format!("/v1/sim-cards/{id}")).await.ok();
    assert_eq!(listed["flow_used"], now[0]["flow_used"]);
    assert_eq!(listed["flow_time"], "2026-11-22T12:00:00.000Z");
    assert_eq!(
        thousandths(&listed["flow_used"]) + thousandths(&listed["flow_left"]),
        thousandths(&listed["flow_total"])
    );
    // The list is sorted by the new figure at once.
    let sorted = service.cards("sort=flow_used").await;
    let used: Vec<f64> = sorted
        .iter()
        .filter_map(|card| card["flow_used"].as_f64())
        .collect();
    assert!(used.is_sorted());
    service
        .clock
        .set(parse_now("2026-11-22T12:00:02Z").unwrap());
    let later = service.get(&format!("{path}&real_time=true")).await.ok();
    assert!(thousandths(&later[0]["flow_used"]) >= thousandths(&now[0]["flow_used"]));
    // Next day the figure is yesterday's again, and no smaller.
    service
        .clock
        .set(parse_now("2026-11-23T00:00:05+08:00").unwrap());
    let next = service.get(&format!("/v1/sim-cards/{id}")).await.ok();
    assert_eq!(next["flow_time"], "2026-11-22T16:00:00.000Z");
    assert!(thousandths(&next["flow_used"]) >= thousandths(&later[0]["flow_used"]));
}

#[tokio::test]
async fn plan_of_a_card_and_its_errors() {
    let service = Service::new(400);
    let waiting = service.cards("sim_status=13").await[0].clone();
    let path = format!(
        "/v1/sim-price-plans?sim_card_id=0&iccid={}&real_time=true",
        waiting["iccid"].as_str().unwrap()
    );
    let plan = service.get(&path).await.ok();
    assert_eq!(
        (&plan[0]["flow_used"], &plan[0]["status"]),
        (&Value::Null, &json!(1))
    );
    assert_eq!(
        service
            .get(&format!(
                "/v1/sim-price-plans?sim_card_id={}&offset=2",
                waiting["sim_card_id"]
            ))
            .await
            .ok(),
        json!([])
    );
    for (query, code) in [
        ("", "GSL.00010004"),
        ("sim_card_id=x", "GSL.00010004"),
        ("sim_card_id=0", "GSL.00010004"),
        ("sim_card_id=5", "GSL.00011001"),
        ("sim_card_id=5&real_time=true", "GSL.00011001"),
        ("sim_card_id=5&real_time=soon", "GSL.00010004"),
    ] {
        assert_eq!(
            service
                .get(&format!("/v1/sim-price-plans?{query}"))
                .await
                .error(400),
            code,
            "{query}"
        );
    }
}

#[tokio::test]
async fn usage_of_several_cards() {
    let service = Service::new(400);
    let cards = service.cards("sim_status=20").await;
    let path = "/v1/sim-price-plans/usage/batch-query";
    let flows = service
        .post(
            path,
            json!({"iccids": [cards[0]["iccid"], cards[1]["iccid"]]}),
        )
        .await
        .ok();
    for (flow, card) in flows.as_array().unwrap().iter().zip(&cards) {
        for field in [
            "sim_card_id",
            "iccid",
            "flow_used",
            "flow_left",
            "flow_total",
            "price_plan_name",
        ] {
            assert_eq!(flow[field], card[field], "{field}");
        }
        assert_eq!(flow["id"], card["sim_price_plan_id"]);
    }
    let by_id = service
        .post(
            path,
            json!({"sim_card_ids": [cards[0]["sim_card_id"], cards[1]["sim_card_id"]]}),
        )
        .await
        .ok();
    assert_eq!(by_id, flows);
    assert_eq!(
        service.post(path, json!({})).await.error(400),
        "GSL.00010004"
    );
    assert_eq!(
        service
            .post(path, json!({"iccids": vec!["8"; 51]}))
            .await
            .error(400),
        "GSL.00011010"
    );
    assert_eq!(
        service
            .post(path, json!({"iccids": ["89860012345678901234"]}))
            .await
            .error(400),
        "GSL.00011011"
    );
    assert_eq!(
        service
            .post(path, json!({"sim_card_ids": [1]}))
            .await
            .error(400),
        "GSL.00011001"
    );
}

#[tokio::test]
async fn plans_on_offer_are_filtered() {
    let service = Service::new(0);
    let all = service.get("/v1/price-plans?limit=500").await.ok();
    let plans = all["price_plans"].as_array().unwrap();
    assert_eq!(all["count"].as_u64().unwrap() as usize, plans.len());
    for plan in plans {
        assert!(
            plan["price"].as_i64().unwrap() > 0 && plan["flow_total"].as_i64().unwrap() >= 30,
            "{plan}"
        );
    }
    for (query, field, value) in [
        ("carrier_type=3", "carrier_type", json!(3)),
        ("flow_total=1024", "flow_total", json!(1024)),
        ("location_type=2", "location_desc", json!("欧洲")),
        ("country_type=4", "location_desc", json!("日本")),
        ("carrier_type=501", "location_desc", json!("香港")),
    ] {
        let found = service
            .get(&format!("/v1/price-plans?limit=500&{query}"))
            .await
            .ok();
        let expected = plans.iter().filter(|plan| plan[field] == value).count();
        assert!(expected > 0);
        assert_eq!(
            found["count"].as_u64().unwrap() as usize,
            expected,
            "{query}"
        );
        assert!(
            found["price_plans"]
                .as_array()
                .unwrap()
                .iter()
                .all(|plan| plan[field] == value),
            "{query}"
        );
    }
    let named = service
        .get("/v1/price-plans?main_search_key=%E5%8F%A0%E5%8A%A0%E5%8C%85")
        .await
        .ok();
    assert_eq!(named["count"], 9);
    for query in [
        "carrier_type=5",
        "carrier_type=x",
        "country_type=0",
        "network_type=3",
        "flow_total=-1",
        "limit=5",
    ] {
        assert_eq!(
            service
                .get(&format!("/v1/price-plans?{query}"))
                .await
                .error(400),
            "GSL.00010004",
            "{query}"
        );
    }
}

#[tokio::test]
async fn tags_attributes_and_orders_are_filtered() {
    let service = Service::new(200);
    let count = |path: String| {
        let service = &service;
        async move { service.get(&path).await.ok()["count"].as_i64().unwrap() }
    };
    assert_eq!(count("/v1/tags".into()).await, 40);
    assert_eq!(
        count("/v1/tags?status=0".into()).await + count("/v1/tags?status=1".into()).await,
        40
    );
    assert_eq!(
        count("/v1/tags?tag_name=%25".into()).await,
        0,
        "no wildcard"
    );
    assert_eq!(count("/v1/attributes?status=1".into()).await, 3);
    assert_eq!(count("/v1/attributes".into()).await, 5);
    let all = count("/v1/orders".into()).await;
    let mut sum = 0;
    for state in 1..=10 {
        let found = count(format!("/v1/orders?order_status={state}")).await;
        assert!(found > 0, "{state}");
        sum += found;
    }
    assert_eq!(sum, all);
    let open = service
        .get("/v1/orders?order_status=1&order_status=2,3&limit=100")
        .await
        .ok();
    for order in open["orders"].as_array().unwrap() {
        assert!((1..=3).contains(&order["order_status"].as_i64().unwrap()));
        // One that is not paid promises nothing.
        let due = order["expected_time"].as_str();
        assert_eq!(due.is_some(), !order["pay_time"].is_null(), "{order}");
        assert!(due.is_none_or(|due| due > order["create_time"].as_str().unwrap()));
    }
    for path in [
        "/v1/tags?status=2",
        "/v1/attributes?status=x",
        "/v1/orders?order_status=11",
        "/v1/orders?offset=0",
    ] {
        assert_eq!(service.get(path).await.error(400), "GSL.00010004", "{path}");
    }
}
