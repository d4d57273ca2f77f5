//! Operations 1, 2 and 9, and the extensions around the card list.

use crate::common::Service;
use serde_json::{Value, json};

fn text<'a>(card: &'a Value, field: &str) -> &'a str {
    card[field]
        .as_str()
        .unwrap_or_else(|| panic!("{field} in {card}"))
}

#[tokio::test]
async fn pages_cover_the_fleet_once_newest_first() {
    let service = Service::new(400);
    let cards = service.cards("").await;
    assert_eq!(cards.len(), 400);
    let ids: Vec<i64> = cards
        .iter()
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    assert!(ids.windows(2).all(|pair| pair[0] > pair[1]));
    let bought: Vec<&str> = cards
        .iter()
        .map(|card| text(card, "purchase_time"))
        .collect();
    assert!(bought.windows(2).all(|pair| pair[0] >= pair[1]));
    let first = service.get("/v1/sim-cards").await.ok();
    assert_eq!(
        (
            first["limit"].as_i64(),
            first["offset"].as_i64(),
            first["count"].as_i64()
        ),
        (Some(10), Some(1), Some(400))
    );
    assert_eq!(first["sim_cards"].as_array().unwrap().len(), 10);
    let last = service.get("/v1/sim-cards?limit=30&offset=14").await.ok();
    assert_eq!(last["sim_cards"].as_array().unwrap().len(), 10);
    assert_eq!(last["sim_cards"][9]["sim_card_id"], json!(ids[399]));
    let beyond = service
        .get("/v1/sim-cards?limit=500&offset=1000000")
        .await
        .ok();
    assert_eq!(
        (
            beyond["count"].as_i64(),
            beyond["sim_cards"].as_array().unwrap().len()
        ),
        (Some(400), 0)
    );
}

#[tokio::test]
async fn sorting_is_total_with_empty_values_last() {
    let service = Service::new(400);
    for (sort, field) in [
        ("cid", "cid"),
        ("flow_used", "flow_used"),
        ("flow_left", "flow_left"),
        ("act_date", "act_date"),
        ("expire_time", "expire_time"),
        ("sim_status", "sim_status"),
        ("order_id", "order_id"),
    ] {
        for order in ["asc", "desc"] {
            let cards = service.cards(&format!("sort={sort}&order={order}")).await;
            assert_eq!(cards.len(), 400);
            let values: Vec<&Value> = cards.iter().map(|card| &card[field]).collect();
            let filled = values.iter().take_while(|value| !value.is_null()).count();
            assert!(
                values[filled..].iter().all(|value| value.is_null()),
                "{sort} {order}"
            );
            for pair in values[..filled].windows(2) {
                let ordered = match (pair[0].as_f64(), pair[1].as_f64()) {
                    (Some(a), Some(b)) => a.partial_cmp(&b).unwrap(),
                    _ => pair[0].as_str().unwrap().cmp(pair[1].as_str().unwrap()),
                };
                assert!(
                    if order == "asc" {
                        ordered.is_le()
                    } else {
                        ordered.is_ge()
                    },
                    "{sort} {order} {pair:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn plans_sort_by_carrier_and_data_and_cards_of_one_plan_stand_together() {
    let service = Service::new(400);
    let key = |card: &Value| {
        let number = |field: &str| card[field].as_f64().unwrap();
        (number("carrier_type"), number("flow_total"))
    };
    let up = service.cards("sort=price_plan&sim_status=20").await;
    assert!(up.windows(2).all(|pair| key(&pair[0]) <= key(&pair[1])));
    let mut plans: Vec<&Value> = up.iter().map(|card| &card["price_plan_name"]).collect();
    plans.dedup();
    let distinct: std::collections::HashSet<String> =
        plans.iter().map(ToString::to_string).collect();
    assert!(distinct.len() > 3);
    assert_eq!(plans.len(), distinct.len());
    let mut down = service
        .cards("sort=price_plan&order=desc&sim_status=20")
        .await;
    down.reverse();
    assert_eq!(up, down);
}

/// Each filter, and what it must mean for the cards as shown.
#[tokio::test]
async fn every_filter_finds_exactly_the_cards_that_fit() {
    let service = Service::new(400);
    let all = service.cards("").await;
    let some = |field: &str| {
        all.iter()
            .map(|card| &card[field])
            .find(|value| !value.is_null())
            .unwrap()
            .clone()
    };
    let tags = service.get("/v1/tags?limit=500&status=1").await.ok();
    let (tag_id, tag) = (
        tags["tags"][0]["id"].as_i64().unwrap(),
        tags["tags"][0]["tag_name"].as_str().unwrap().to_owned(),
    );
    let (second_id, second) = (
        tags["tags"][5]["id"].as_i64().unwrap(),
        tags["tags"][5]["tag_name"].as_str().unwrap().to_owned(),
    );
    let (order, pool) = (some("order_id"), some("sim_pool_id"));
    let (imei, msisdn, cid) = (some("imei"), some("msisdn"), some("cid"));
    let cid = cid.as_str().unwrap().to_owned();
    let nineteen = cid[..19].to_owned();
    let city = some("customer_attribute2");
    let plan = service.get("/v1/price-plans?limit=500").await.ok()["price_plans"]
        .as_array()
        .unwrap()
        .iter()
        .find(|plan| plan["price_plan_name"] == all[0]["price_plan_name"])
        .unwrap()
        .clone();
    let has_tag = |card: &Value, tag: &str| {
        card["tag_names"]
            .as_str()
            .is_some_and(|names| names.split(',').any(|name| name == tag))
    };
    let id = all[7]["sim_card_id"].as_i64().unwrap();
    type Fits<'a> = Box<dyn Fn(&Value) -> bool + 'a>;
    let cases: Vec<(String, Fits<'_>)> = vec![
        (
            "sim_status=14".into(),
            Box::new(|card| card["sim_status"] == 14),
        ),
        (
            "sim_status=20&sim_status=13".into(),
            Box::new(|card| card["sim_status"] == 20 || card["sim_status"] == 13),
        ),
        (
            "sim_status=10,30".into(),
            Box::new(|card| card["sim_status"] == 10 || card["sim_status"] == 30),
        ),
        ("sim_type=2".into(), Box::new(|card| card["sim_type"] == 2)),
        (
            "device_status=3".into(),
            Box::new(|card| card["device_status"] == 3),
        ),
        (
            "real_named=true".into(),
            Box::new(|card| card["real_named"] == true),
        ),
        (
            "real_named=false".into(),
            Box::new(|card| card["real_named"] == false),
        ),
        (
            "carrier_type=2&carrier_type=4".into(),
            Box::new(|card| card["carrier_type"] == 2 || card["carrier_type"] == 4),
        ),
        (
            "stop_reason=user,expired".into(),
            Box::new(|card| card["stop_reason"] == "user" || card["stop_reason"] == "expired"),
        ),
        (
            format!("tag_id={tag_id}"),
            Box::new(|card| has_tag(card, &tag)),
        ),
        (
            format!("tag_id={tag_id}&tag_id={second_id}"),
            Box::new(|card| has_tag(card, &tag) || has_tag(card, &second)),
        ),
        (
            format!("order_id={order}"),
            Box::new(|card| card["order_id"] == order),
        ),
        (
            format!("order_ids={order}&order_ids=1"),
            Box::new(|card| card["order_id"] == order),
        ),
        (
            format!("main_search_type=2&main_search_key={order}"),
            Box::new(|card| card["order_id"] == order),
        ),
        (
            format!("main_search_type=1&main_search_key={cid}"),
            Box::new(|card| card["cid"] == *cid),
        ),
        (
            format!("main_search_type=1&main_search_key={nineteen}X"),
            Box::new(|card| text(card, "cid").starts_with(&nineteen)),
        ),
        (
            "main_search_type=1&main_search_key=898600".into(),
            Box::new(|card| text(card, "cid").starts_with("898600")),
        ),
        (
            "main_search_key=8986+03".into(),
            Box::new(|card| text(card, "cid").starts_with("898603")),
        ),
        (
            format!(
                "main_search_type=3&main_search_key={}",
                imei.as_str().unwrap()
            ),
            Box::new(|card| card["imei"] == imei),
        ),
        (
            format!("msisdn={}", msisdn.as_str().unwrap()),
            Box::new(|card| card["msisdn"] == msisdn),
        ),
        (
            format!("sim_pool_id={pool}"),
            Box::new(|card| card["sim_pool_id"] == pool),
        ),
        (
            format!(
                "price_plan_id={}&price_plan_id=nope",
                plan["price_plan_id"].as_str().unwrap()
            ),
            Box::new(|card| card["price_plan_name"] == plan["price_plan_name"]),
        ),
        (
            format!(
                "customer_attribute2={}",
                form_urlencoded::byte_serialize(city.as_str().unwrap().as_bytes())
                    .collect::<String>()
            ),
            Box::new(|card| card["customer_attribute2"] == city),
        ),
        (
            "min_used_flow=20&max_used_flow=300".into(),
            Box::new(|card| {
                card["flow_used"]
                    .as_f64()
                    .is_some_and(|mb| (20.0..=300.0).contains(&mb))
            }),
        ),
        (
            "max_left_flow=0".into(),
            Box::new(|card| card["flow_left"].as_f64().is_some_and(|mb| mb <= 0.0)),
        ),
        (
            "min_left_flow=-5".into(),
            Box::new(|card| card["flow_left"].as_f64().is_some_and(|mb| mb >= -5.0)),
        ),
        (
            format!("sim_card_id={id}&sim_card_id=3"),
            Box::new(|card| card["sim_card_id"] == id),
        ),
        (
            "expire_days=60".into(),
            Box::new(|card| {
                card["sim_status"] != 30
                    && card["expire_time"].as_str().is_some_and(|end| {
                        ("2026-11-22T12:00:00.000Z"..="2027-01-21T12:00:00.000Z").contains(&end)
                    })
            }),
        ),
        (
            "carrier_type=1&sim_status=20&min_used_flow=1".into(),
            Box::new(|card| {
                card["carrier_type"] == 1
                    && card["sim_status"] == 20
                    && card["flow_used"].as_f64().is_some_and(|mb| mb >= 1.0)
            }),
        ),
        ("some_unknown_parameter=1".into(), Box::new(|_| true)),
    ];
    for (query, fits) in cases {
        let found: Vec<i64> = service
            .cards(&query)
            .await
            .iter()
            .map(|card| card["sim_card_id"].as_i64().unwrap())
            .collect();
        let expected: Vec<i64> = all
            .iter()
            .filter(|card| fits(card))
            .map(|card| card["sim_card_id"].as_i64().unwrap())
            .collect();
        assert!(!expected.is_empty(), "{query} proves nothing");
        assert_eq!(found, expected, "{query}");
    }
    assert!(service.count("filter_downtime_period=true").await <= 400);
    assert_eq!(
        service
            .count("main_search_type=2&main_search_key=abc")
            .await,
        0
    );
    assert_eq!(service.count("msisdn=%27%20OR%201%3D1").await, 0);
}

#[tokio::test]
async fn number_retention_can_be_left_out() {
    let service = Service::new(3000);
    let kept = service.count("filter_downtime_period=true").await;
    assert!(kept < 3000 && kept > 2900, "{kept}");
    assert_eq!(service.count("filter_downtime_period=false").await, 3000);
}

#[tokio::test]
async fn the_summary_counts_what_the_list_counts() {
    let service = Service::new(400);
    let summary = service.get("/v1/sim-cards/summary").await.ok();
    assert_eq!(summary["total"], service.count("").await);
    assert_eq!(summary["as_of"], "2026-11-22T12:00:00.000Z");
    let groups = [
        ("by_status", "sim_status", "sim_status", 6),
        ("by_reason", "stop_reason", "stop_reason", 10),
        ("by_carrier", "carrier_type", "carrier_type", 4),
        ("expiring", "days", "expire_days", 3),
    ];
    for (group, field, parameter, size) in groups {
        let entries = summary[group].as_array().unwrap();
        assert_eq!(entries.len(), size);
        for entry in entries {
            let value = entry[field]
                .as_str()
                .map_or_else(|| entry[field].to_string(), str::to_owned);
            assert!(
                entry["count"].as_i64().unwrap() > 0,
                "{group} {value} proves nothing"
            );
            assert_eq!(
                entry["count"],
                service.count(&format!("{parameter}={value}")).await,
                "{group} {value}"
            );
        }
    }
    for (days, key) in [(0, "over_plan"), (6, "separation")] {
        assert_eq!(summary["by_reason"][days]["stop_reason"], key);
        assert_eq!(summary["by_reason"][days]["operator_status"], days + 1);
    }
    assert_eq!(summary["by_reason"][8]["operator_status"], Value::Null);
}
