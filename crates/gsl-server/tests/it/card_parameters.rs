//! Single cards, bad parameters of the card list, pasted lists.

use crate::common::Service;
use serde_json::{Value, json};

fn text<'a>(card: &'a Value, field: &str) -> &'a str {
    card[field]
        .as_str()
        .unwrap_or_else(|| panic!("{field} in {card}"))
}

#[tokio::test]
async fn a_card_is_shown_by_id_and_by_iccid() {
    let service = Service::new(400);
    let card = service.cards("carrier_type=3&sim_status=20").await[0].clone();
    let (id, cid) = (
        card["sim_card_id"].as_i64().unwrap(),
        text(&card, "cid").to_owned(),
    );
    assert_eq!(service.get(&format!("/v1/sim-cards/{id}")).await.ok(), card);
    assert_eq!(
        service
            .get(&format!("/v1/sim-cards/0?iccid={cid}"))
            .await
            .ok(),
        card
    );
    assert_eq!(
        service
            .get(&format!("/v1/sim-cards/0?iccid={}F", &cid[..19]))
            .await
            .ok(),
        card
    );
    assert_eq!(card["operator_status"], -1);
    assert_eq!(card["stop_reason"], Value::Null);
    assert_eq!(card["flow_time"], "2026-11-21T16:00:00.000Z");
    let used = card["flow_total"].as_f64().unwrap() - card["flow_left"].as_f64().unwrap();
    assert!((used - card["flow_used"].as_f64().unwrap()).abs() < 1e-6);
    for path in [
        "/v1/sim-cards/12345",
        "/v1/sim-cards/0?iccid=89860000000000000000",
        "/v1/sim-cards/9223372036854775807",
    ] {
        assert_eq!(service.get(path).await.error(400), "GSL.00011001", "{path}");
    }
    for path in [
        "/v1/sim-cards/abc",
        "/v1/sim-cards/-1",
        "/v1/sim-cards/99999999999999999999",
        "/v1/sim-cards/0",
        "/v1/sim-cards/0?iccid=123",
        "/v1/sim-cards/%ff",
        "/v1/sim-cards/1.5",
    ] {
        assert_eq!(service.get(path).await.error(400), "GSL.00010004", "{path}");
    }
}

#[tokio::test]
async fn real_name_is_asked_of_mainland_carriers() {
    let service = Service::new(400);
    let card = service.cards("carrier_type=2&real_named=true").await[0].clone();
    let answer = service
        .get(&format!("/v1/sim-cards/{}/real-named", card["sim_card_id"]))
        .await
        .ok();
    assert_eq!(answer, json!({"iccid": card["iccid"], "real_named": true}));
    let abroad = service.cards("carrier_type=4").await[0].clone();
    let path = format!("/v1/sim-cards/{}/real-named", abroad["sim_card_id"]);
    assert_eq!(service.get(&path).await.error(400), "GSL.00011063");
    assert_eq!(
        service.get("/v1/sim-cards/5/real-named").await.error(400),
        "GSL.00011001"
    );
}

#[tokio::test]
async fn bad_parameters_are_named() {
    let service = Service::new(20);
    for (query, name) in [
        ("limit=9", "limit"),
        ("limit=501", "limit"),
        ("limit=x", "limit"),
        ("limit=", "limit"),
        ("offset=0", "offset"),
        ("offset=1000001", "offset"),
        ("sim_status=21", "sim_status"),
        ("sim_status=20,x", "sim_status"),
        ("device_status=5", "device_status"),
        ("sim_type=0", "sim_type"),
        ("main_search_type=4", "main_search_type"),
        ("order=up", "order"),
        ("sort=name", "sort"),
        ("real_named=1", "real_named"),
        ("min_used_flow=1.5", "min_used_flow"),
        ("max_left_flow=99999999999999999999", "max_left_flow"),
        ("tag_id=1,2,3,4,5,6,7,8,9,10,11", "tag_id"),
        ("order_id=-1", "order_id"),
        ("order_ids=a", "order_ids"),
        ("price_plan_id=", "price_plan_id"),
        ("stop_reason=tired", "stop_reason"),
        ("carrier_type=5", "carrier_type"),
        ("expire_days=3651", "expire_days"),
        ("card_list_id=77", "card_list_id"),
        ("sim_card_id=x", "sim_card_id"),
        ("filter_downtime_period=maybe", "filter_downtime_period"),
        ("limit=10&limit=20", "limit"),
    ] {
        let answer = service.get(&format!("/v1/sim-cards?{query}")).await;
        assert_eq!(answer.error(400), "GSL.00010004", "{query}");
        let message = answer.json()["error_msg"].as_str().unwrap().to_owned();
        assert!(message.contains(name), "{query}: {message}");
    }
    let long = "x".repeat(101);
    assert_eq!(
        service
            .get(&format!("/v1/sim-cards?customer_attribute6={long}"))
            .await
            .error(400),
        "GSL.00010004"
    );
    let many = vec!["p"; 31].join(",");
    assert_eq!(
        service
            .get(&format!("/v1/sim-cards?price_plan_id={many}"))
            .await
            .error(400),
        "GSL.00010004"
    );
}

#[tokio::test]
async fn a_pasted_list_becomes_a_filter() {
    let service = Service::new(400);
    let cards = service.cards("imei=&sim_status=20").await;
    let printed = format!(
        "{} {}Q",
        &text(&cards[2], "cid")[..4],
        &text(&cards[2], "cid")[4..19]
    );
    let numbers = json!([
        text(&cards[0], "cid"),
        text(&cards[1], "msisdn"),
        printed,
        text(&cards[3], "imei"),
        "89869999999999999999",
        " ",
        "nonsense"
    ]);
    let list = service
        .post("/v1/card-lists", json!({ "numbers": numbers }))
        .await
        .ok();
    assert_eq!(
        (
            list["total"].as_i64(),
            list["found"].as_i64(),
            list["not_found_count"].as_i64()
        ),
        (Some(6), Some(4), Some(2))
    );
    assert_eq!(
        list["not_found"],
        json!(["89869999999999999999", "nonsense"])
    );
    let id = list["card_list_id"].as_i64().unwrap();
    assert_eq!(
        service.get(&format!("/v1/card-lists/{id}")).await.ok(),
        list
    );
    let found = service.cards(&format!("card_list_id={id}")).await;
    let mut ids: Vec<i64> = found
        .iter()
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    ids.sort_unstable();
    let mut expected: Vec<i64> = cards[..4]
        .iter()
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    expected.sort_unstable();
    assert_eq!(ids, expected);
    let mut shuffled = numbers.as_array().unwrap().clone();
    shuffled.reverse();
    assert_eq!(
        service
            .post("/v1/card-lists", json!({ "numbers": shuffled }))
            .await
            .ok()["card_list_id"],
        id
    );
    for body in [
        json!({}),
        json!({"numbers": []}),
        json!({"numbers": [" "]}),
        json!({"numbers": "x"}),
        json!({"numbers": [1]}),
        json!([1]),
    ] {
        assert_eq!(
            service
                .post("/v1/card-lists", body.clone())
                .await
                .error(400),
            "GSL.00010004",
            "{body}"
        );
    }
    let many: Vec<String> = (0..100_001).map(|number| number.to_string()).collect();
    assert_eq!(
        service
            .post("/v1/card-lists", json!({ "numbers": many }))
            .await
            .error(400),
        "GSL.00010004"
    );
    assert_eq!(
        service.get("/v1/card-lists/5").await.error(400),
        "GSL.00010004"
    );
}
