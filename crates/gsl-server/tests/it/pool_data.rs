//! Pools and the data type of orders whose cards are still to come (Q13.11).

use crate::common::Service;
use serde_json::{Value, json};

/// What the pre-check says of the data type.
async fn same_data(service: &Service, pool: &Value, order: &Value) -> Value {
    let asked = json!({"sim_pool_id": pool["id"], "order_ids": [order]});
    let answer = service.post("/v1/sim-pools/pre-check", asked).await.ok();
    let rules = answer["orders"][0]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["rule"] == "same_data_type");
    rule.unwrap()["outcome"].clone()
}

#[tokio::test]
async fn q13_11_an_order_joins_pools_of_the_data_it_was_bought_with() {
    let service = Service::new(2000);
    let to = service.address().await;
    let entry = json!({"kind": 2, "protocol": "tcp", "address": "8.8.8.8", "port": 8883});
    let pools = service.get("/v1/sim-pools?limit=500&status=1").await.ok();
    let mut seen = 0;
    for pool in pools["pools"].as_array().unwrap().iter().take(6) {
        let cards = format!("/v1/sim-cards?limit=10&sim_pool_id={}", pool["id"]);
        let own = service.get(&cards).await.ok()["sim_cards"][0]["data_type"].clone();
        if own.is_null() {
            continue;
        }
        seen += 1;
        for (data, reach) in [(1, json!([])), (2, json!([entry]))] {
            let name = pool["price_plan_name"].as_str().unwrap();
            let quote = service.quote(name, 100, 1, "consumer_2ff").await.ok()["quote_id"].clone();
            let body = json!({"quote_id": quote, "address_id": to, "data_type": data, "directional": reach});
            let order = service.post("/v1/orders", body).await.ok()["order_id"].clone();
            let wanted = if own == data { "passed" } else { "failed" };
            assert_eq!(
                same_data(&service, pool, &order).await,
                wanted,
                "{name} {data}"
            );
        }
    }
    assert!(seen > 2);
}
