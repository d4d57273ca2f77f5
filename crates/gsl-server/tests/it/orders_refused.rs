//! What the calls of orders refuse, what the address book keeps, and how orders are found.

use axum::http::Method;
use serde_json::{Value, json};

use crate::common::orders::refused;
use crate::common::{Answer, Service};

#[tokio::test]
async fn each_refusal_names_what_is_wrong() {
    let service = Service::new(60);
    let named = |answer: Answer, word: &str| refused(&answer, 400, "GSL.00010004", &[word]);
    let name = "中国移动 1GB/月 1年";
    named(
        service.quote(name, 10, 1, "consumer_2ff").await,
        "pack_size",
    );
    named(
        service.quote(name, 100, 0, "consumer_2ff").await,
        "pack_count",
    );
    named(service.quote(name, 1000, 51, "consumer_2ff").await, "cards");
    named(service.quote(name, 100, 1, "nano").await, "card_form");
    let add_on = service
        .quote("中国移动 叠加包 30MB", 100, 1, "consumer_2ff")
        .await;
    refused(&add_on, 400, "GSL.00012002", &[]);
    let quote = service.quote(name, 100, 1, "consumer_2ff").await.ok()["quote_id"].clone();
    let address = service.address().await;
    let order = |quote: &Value, address: i64, data: i64| json!({"quote_id": quote, "address_id": address, "data_type": data});
    named(
        service.post("/v1/orders", order(&quote, address, 3)).await,
        "data_type",
    );
    let nowhere = service.post("/v1/orders", order(&quote, 1, 2)).await;
    refused(&nowhere, 400, "GSL.00013006", &[]);
    let unknown = service
        .post("/v1/orders", order(&json!(5), address, 2))
        .await;
    refused(&unknown, 400, "GSL.00013003", &[]);
    service.pass(30 * 60 + 1);
    let late = service.post("/v1/orders", order(&quote, address, 2)).await;
    refused(&late, 400, "GSL.00013003", &["expired"]);
    let mine = service.buy(name, 100, "consumer_2ff").await;
    let pay = |ids: Value, cents: i64| json!({"order_ids": ids, "amount_cents": cents});
    let id = &mine["order_id"];
    named(
        service.post("/v1/payments", pay(json!([id]), 1)).await,
        "amount_cents",
    );
    named(
        service.post("/v1/payments", pay(json!([]), 0)).await,
        "order_ids",
    );
    named(
        service.post("/v1/payments", pay(json!([id, id]), 0)).await,
        "order_ids",
    );
    refused(
        &service.post("/v1/payments", pay(json!([7]), 0)).await,
        400,
        "GSL.00013001",
        &[],
    );
    refused(&service.get("/v1/orders/7").await, 400, "GSL.00013001", &[]);
    named(service.get("/v1/orders/x").await, "order_id");
    named(service.get("/v1/orders?order_type=8").await, "order_type");
    named(
        service.get("/v1/orders?carrier_type=9").await,
        "carrier_type",
    );
    for (field, value) in [
        ("receiver", ""),
        ("phone", "abcdef"),
        ("address", "x"),
        ("postcode", "12345678901"),
    ] {
        let mut body =
            json!({"receiver": "a", "phone": "123456", "address": "some street", "postcode": ""});
        body[field] = json!(value);
        named(service.post("/v1/addresses", body).await, field);
    }
}

#[tokio::test]
async fn addresses_are_kept_changed_and_deleted() {
    let service = Service::new(60);
    let id = service.address().await;
    let path = format!("/v1/addresses/{id}");
    let json_type = [("content-type", "application/json")];
    let body = json!({"receiver": "李雷", "phone": "0755 123456", "address": "深圳市南山区 2 号", "postcode": "518000"});
    let put = service
        .call(Method::PUT, &path, &json_type, body.to_string())
        .await
        .ok();
    assert_eq!(
        (&put["receiver"], &put["postcode"]),
        (&json!("李雷"), &json!("518000"))
    );
    let list = service.get("/v1/addresses").await.ok();
    assert_eq!(list["addresses"], json!([put]));
    assert_eq!(
        service.call(Method::DELETE, &path, &[], "").await.ok(),
        json!(true)
    );
    assert_eq!(
        service
            .call(Method::DELETE, &path, &[], "")
            .await
            .error(400),
        "GSL.00013006"
    );
    let gone = service
        .call(Method::PUT, &path, &json_type, body.to_string())
        .await;
    assert_eq!(gone.error(400), "GSL.00013006");
}

#[tokio::test]
async fn orders_are_found_by_type_carrier_plan_and_number() {
    let service = Service::new(300);
    for query in [
        "order_type=1",
        "order_type=5&order_type=6",
        "carrier_type=2",
        "order_type=1&carrier_type=3,4",
    ] {
        let list = service
            .get(&format!("/v1/orders?limit=500&{query}"))
            .await
            .ok();
        let orders = list["orders"].as_array().unwrap();
        assert!(!orders.is_empty(), "{query}");
        for order in orders {
            let (kind, carrier) = (
                order["order_type"].to_string(),
                order["carrier_type"].to_string(),
            );
            let fits = |name: &str, value: &str| {
                let asked: Vec<&str> = query
                    .split('&')
                    .filter_map(|part| part.strip_prefix(name))
                    .collect();
                asked.is_empty()
                    || asked
                        .iter()
                        .any(|part| part.split(',').any(|each| each == value))
            };
            assert!(
                fits("order_type=", &kind) && fits("carrier_type=", &carrier),
                "{query}: {order}"
            );
        }
    }
    let first = service.get("/v1/orders").await.ok()["orders"][0].clone();
    let one = service
        .get(&format!("/v1/orders?order_id={}", first["order_id"]))
        .await
        .ok();
    assert_eq!((&one["count"], &one["orders"][0]), (&json!(1), &first));
    let plan = first["price_plan_id"].as_str().unwrap();
    let same = service
        .get(&format!("/v1/orders?limit=500&price_plan_id={plan}"))
        .await
        .ok();
    assert!(
        same["orders"]
            .as_array()
            .unwrap()
            .iter()
            .all(|order| order["price_plan_id"] == plan)
    );
    assert_eq!(
        service.get("/v1/orders?price_plan_id=none").await.ok()["count"],
        0
    );
}
