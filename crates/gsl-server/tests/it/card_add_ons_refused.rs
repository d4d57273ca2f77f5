//! Add-ons of single cards that are refused: each reason by its name, and nothing is made (Q5.8; console.md section 13).

use gsl_server::clock::{day_number, day_start};
use gsl_server::error::ApiError;
use serde_json::{Value, json};

use crate::card_add_ons::{PATH, offer};
use crate::common::Service;
use crate::common::orders::{id, refused};

impl Service {
    fn patch_cards(&self, sql: &str) {
        self.store
            .write(|db| {
                db.execute_batch(sql)?;
                Ok::<_, ApiError>(((), Vec::new()))
            })
            .unwrap();
    }
}

#[tokio::test]
async fn q5_8_every_refusal_is_named_and_nothing_is_made() {
    let service = Service::new(2000);
    let good = service.takers(1).await;
    let offers = service.add_on_check(&[id(&good[0])]).await["offers"].clone();
    let plan = offer(&offers, 30);
    let none = service.add_on_orders().await;
    let early = id(&good[1]);
    let bought = day_start(day_number(
        chrono::NaiveDate::from_ymd_opt(2021, 8, 17).unwrap(),
    ));
    service.patch_cards(&format!(
        "UPDATE cards SET purchase_time = {bought} WHERE id = {early}"
    ));
    let any = |query: &'static str, wanted: fn(&Value) -> bool| {
        let service = &service;
        async move {
            let cards = service.cards(query).await;
            id(cards.iter().find(|card| wanted(card)).unwrap())
        }
    };
    let physical = |card: &Value| card["sim_type"] == 3 && card["pooled"] == false;
    let cases = [
        (
            any("sim_status=20", |card| card["sim_type"] != 3).await,
            "physical_only",
            "only physical cards",
        ),
        (
            any("carrier_type=4&sim_status=20", physical).await,
            "other_carrier_only",
            "offers this",
        ),
        (
            any("sim_status=20&carrier_type=2", |card| {
                card["sim_pool_id"].is_i64() && card["sim_type"] == 3
            })
            .await,
            "use_pool_add_on",
            "in a data pool",
        ),
        (
            any("sim_status=13&carrier_type=1", physical).await,
            "wrong_state",
            "it must be",
        ),
        (
            any("stop_reason=user&carrier_type=1", physical).await,
            "stopped_for",
            "stopped for another reason",
        ),
        (early, "bought_too_early", "2021-08-17"),
        (
            any("sim_status=20&carrier_type=1", |card| {
                card["sim_type"] == 3
                    && card["data_type"] == 1
                    && card["pooled"] == false
                    && card["flow_total"] == 100
            })
            .await,
            "general_data_cap",
            "100 MB a month",
        ),
    ];
    for (card, key, words) in cases {
        let checked = service.add_on_check(&[id(&good[0]), card]).await;
        assert_eq!(checked["cards"][1]["refusal"], key);
        assert_eq!(checked["cards"][0]["refusal"], Value::Null);
        assert!(
            checked["offers"].as_array().unwrap().len() > 1,
            "the other one can be bought for"
        );
        let since = (key == "bought_too_early").then_some("2021-08-17");
        assert_eq!(checked["cards"][1]["since"].as_str(), since);
        let cid = service.card(card).await["cid"].as_str().unwrap().to_owned();
        let answer = service.add_ons(&[id(&good[0]), card], &plan, key).await;
        refused(&answer, 403, "GSL.00013007", &[&cid, words]);
    }
    // Several together.
    let unicom = service.takers(3).await;
    let mixed = [id(&good[0]), id(&unicom[0])];
    refused(
        &service.add_ons(&mixed, &plan, "mixed").await,
        403,
        "GSL.00013007",
        &["several carriers"],
    );
    let eleven: Vec<i64> = good.iter().skip(2).take(11).map(id).collect();
    let orders = service.get("/v1/orders?limit=11").await.ok();
    for (card, order) in eleven.iter().zip(orders["orders"].as_array().unwrap()) {
        service.patch_cards(&format!(
            "UPDATE cards SET order_id = {} WHERE id = {card}",
            order["order_id"]
        ));
    }
    refused(
        &service.add_ons(&eleven, &plan, "eleven").await,
        403,
        "GSL.00013007",
        &["10 batch numbers"],
    );
    // What cannot be asked at all.
    let one = [id(&good[0])];
    for (cards, code) in [
        (vec![], "GSL.00010004"),
        (vec![one[0]; 2], "GSL.00016054"),
        ((1..=501).collect(), "GSL.00011010"),
        (vec![5], "GSL.00011001"),
    ] {
        refused(&service.add_ons(&cards, &plan, "bad").await, 400, code, &[]);
        let body = json!({ "sim_card_ids": cards });
        refused(
            &service.post(&format!("{PATH}/check"), body).await,
            400,
            code,
            &[],
        );
    }
    let base = service.plan_named("中国移动 5GB/月 1年").await["price_plan_id"].clone();
    let foreign = service.plan_named("中国联通 叠加包 30MB").await["price_plan_id"].clone();
    for plan in [base, foreign, json!("0")] {
        refused(
            &service.add_ons(&one, &plan, "plan").await,
            400,
            "GSL.00012002",
            &[],
        );
    }
    assert_eq!(service.add_on_orders().await, none);
}

/// What the button says from a row of the list and the announced sizes is what the service answers.
#[tokio::test]
async fn q5_8_button_and_service_give_one_answer_for_every_card() {
    let service = Service::new(2000);
    let cards = service.cards("").await;
    let mut taken = 0;
    for page in cards.chunks(500) {
        let ids: Vec<i64> = page.iter().map(id).collect();
        let checked = service.add_on_check(&ids).await;
        for (card, answer) in page.iter().zip(checked["cards"].as_array().unwrap()) {
            let button = service.add_on_button(card).await;
            assert_eq!(answer["refusal"].as_str(), button, "{card}");
            taken += i64::from(button.is_none());
        }
    }
    assert!(taken > 100, "{taken}");
}
