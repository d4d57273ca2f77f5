//! Orders bought here and the pools they may join (Q13.11).

use serde_json::json;

use crate::common::Service;
use crate::pool_joins::{check, has};

#[tokio::test]
async fn q13_11_an_order_whose_cards_are_to_come_joins_pools_of_the_data_it_was_bought_with() {
    let service = Service::new(2000);
    let pools = service.get("/v1/sim-pools?limit=500&status=1").await.ok();
    let mut seen = 0;
    for pool in pools["pools"].as_array().unwrap().iter().take(6) {
        let cards = format!("/v1/sim-cards?limit=10&sim_pool_id={}", pool["id"]);
        let own = service.get(&cards).await.ok()["sim_cards"][0]["data_type"].clone();
        if own.is_null() {
            continue;
        }
        seen += 1;
        for data in [1, 2] {
            let name = pool["price_plan_name"].as_str().unwrap();
            let quote = service.quote(name, 100, 1, "consumer_2ff").await.ok();
            let to = service.address().await;
            // Directional data say what they reach, general data do not.
            let reach = json!({"kind": 1, "protocol": "https", "address": "a.example.com"});
            let reach: Vec<_> = (data == 2).then_some(reach).into_iter().collect();
            let body = json!({"quote_id": quote["quote_id"], "address_id": to, "data_type": data, "directional": reach});
            let order = service.post("/v1/orders", body).await.ok()["order_id"].clone();
            let asked = json!({"sim_pool_id": pool["id"], "order_ids": [order]});
            let answer = check(&service, asked).await;
            let other = has(&answer, "same_data_type", "failed", "other_data_type");
            assert_eq!(other, own != data, "{name}, bought with {data}: {answer:?}");
        }
    }
    assert!(seen > 2);
}
