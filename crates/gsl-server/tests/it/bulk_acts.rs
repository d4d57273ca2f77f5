//! Extension `bulk-jobs.act`: what each action does to its cards.

use crate::bulk::Bulk;
use crate::common::Service;
use crate::common::pools::{adds_up, forward, pool};
use gsl_model::wire::SimPool;
use serde_json::{Value, json};

#[tokio::test]
async fn each_action_reaches_its_cards() {
    let service = Service::new(900);
    for (action, parameters, filter, field, wanted) in [
        (
            "activate",
            json!({}),
            "sim_status=13",
            "sim_status",
            json!(20),
        ),
        (
            "resume",
            json!({}),
            "stop_reason=user",
            "sim_status",
            json!(20),
        ),
        (
            "cut_net",
            json!({}),
            "sim_status=20&carrier_type=2",
            "cut_net_flag",
            json!(true),
        ),
        (
            "restore_net",
            json!({}),
            "sim_status=20&carrier_type=2",
            "cut_net_flag",
            json!(false),
        ),
        (
            "set_threshold",
            json!({"quota": 900_000}),
            "sim_status=20&carrier_type=2",
            "exceed_cut_net_quota",
            json!(900_000),
        ),
        (
            "cancel_threshold",
            json!({}),
            "sim_status=20&carrier_type=2",
            "exceed_cut_net_flag",
            json!(false),
        ),
        (
            "speed_limit",
            json!({"speed_value": 512}),
            "sim_status=20&carrier_type=2",
            "speed_value",
            json!(512),
        ),
        (
            "clear_real_name",
            json!({}),
            "sim_status=20&carrier_type=2&real_named=true",
            "real_named",
            json!(false),
        ),
        (
            "rebind",
            json!({}),
            "sim_status=20&carrier_type=2",
            "sim_status",
            json!(20),
        ),
        (
            "bind_area",
            json!({"area": "广东"}),
            "sim_status=20&carrier_type=1",
            "restricted_area",
            json!("广东"),
        ),
        (
            "deregister",
            json!({}),
            "sim_status=14",
            "sim_status",
            json!(30),
        ),
    ] {
        let request =
            json!({"action": action, "parameters": parameters, "selection": {"filter": filter}});
        let plan = service.plan(&request).await;
        assert!(plan["will_act"].as_i64().unwrap() > 0, "{action}: {plan}");
        let made = service.make(&request).await;
        let job = service.finish(&made).await;
        assert_eq!(job["failed"], 0, "{action}: {job}");
        for item in service.items(&made, "succeeded").await {
            let card = service
                .get(&format!("/v1/sim-cards/{}", item["sim_card_id"]))
                .await
                .ok();
            if card["pooled"] == true && card["stop_reason"] != "user" {
                // Activated into a pool with nothing left, or one that is suspended.
                continue;
            }
            assert_eq!(card[field], wanted, "{action} {}", item["iccid"]);
        }
    }
}

#[tokio::test]
async fn deregistered_cards_bring_their_pool_nothing_any_more() {
    let service = Service::new(900);
    let all = forward(&service, "status=1").await.pools;
    let before = all
        .into_iter()
        .find(|pool| pool.activated_sim_quantity > Some(0) && pool.carrier_type == Some(2))
        .expect("the demo has one");
    let filter = format!("sim_pool_id={}&sim_status=20", before.id);
    let request = json!({"action": "deregister", "selection": {"filter": filter}});
    let cards = service.count(&filter).await;
    assert!(cards > 0);
    let job = service.finish(&service.make(&request).await).await;
    assert_eq!(
        (&job["succeeded"], &job["failed"]),
        (&json!(cards), &json!(0))
    );
    let order = service
        .get(&format!("/v1/work-orders/{}", job["work_order_ids"][0]))
        .await
        .ok();
    assert_eq!(order["work_order_type"], 23);
    let after = pool(&service, before.id).await;
    let gone = |pool: &SimPool| i64::from(pool.disassembled_sim_quantity.unwrap());
    assert_eq!(gone(&after), gone(&before) + cards);
    adds_up(&service, &after).await;
    // For good.
    let again = service.plan(&request_of(before.id)).await;
    assert_eq!(again["will_act"], 0);
}

fn request_of(pool: i64) -> Value {
    let filter = format!("sim_pool_id={pool}&sim_status=30");
    json!({"action": "deregister", "selection": {"filter": filter}})
}

#[tokio::test]
async fn tags_and_attributes_are_set_at_once() {
    let service = Service::new(1200);
    let made = service
        .post("/v1/tags", json!({"tag_name": "批量"}))
        .await
        .ok();
    let tag = made["id"].clone();
    let in_use = service.count("sim_status=20").await;
    assert!(in_use > 500, "several portions");
    let request = json!({
        "action": "set_tags", "parameters": {"tag_ids": [tag]}, "selection": {"filter": "sim_status=20"}
    });
    let job = service.finish(&service.make(&request).await).await;
    assert_eq!(
        (&job["state"], &job["succeeded"]),
        (&json!("succeeded"), &json!(in_use))
    );
    assert_eq!(job["work_order_ids"], json!([]));
    assert_eq!(service.count(&format!("tag_id={tag}")).await, in_use);
    let uses = service.get(&format!("/v1/tags/{tag}")).await.ok()["uses"].clone();
    assert_eq!(uses, in_use);

    let some: Vec<i64> = service
        .ids(&format!("tag_id={tag}"))
        .await
        .into_iter()
        .take(3)
        .collect();
    let before = service
        .get(&format!("/v1/sim-cards/{}", some[0]))
        .await
        .ok();
    let request = json!({
        "action": "unset_tags", "parameters": {"tag_ids": [tag]}, "selection": {"ids": some}
    });
    let made = service.make(&request).await;
    // A small job begins at once.
    let job = service
        .get(&format!("/v1/bulk-jobs/{}", made["bulk_job_id"]))
        .await
        .ok();
    assert_eq!(job["state"], "succeeded");
    assert_eq!(service.count(&format!("tag_id={tag}")).await, in_use - 3);
    let after = service
        .get(&format!("/v1/sim-cards/{}", some[0]))
        .await
        .ok();
    let left = before["tag_names"]
        .as_str()
        .unwrap()
        .replace(",批量", "")
        .replace("批量", "");
    assert_eq!(after["tag_names"].as_str().unwrap_or(""), left);

    let request = json!({
        "action": "set_attributes", "parameters": {"customer_attribute2": "新城", "customer_attribute3": ""},
        "selection": {"ids": some}
    });
    service.finish(&service.make(&request).await).await;
    assert_eq!(
        service
            .count("customer_attribute2=%E6%96%B0%E5%9F%8E")
            .await,
        3
    );
    let card = service
        .get(&format!("/v1/sim-cards/{}", some[1]))
        .await
        .ok();
    assert_eq!(card["customer_attribute3"], Value::Null);
    // And from the database after a restart.
    let service = service.restart(crate::common::NOW);
    assert_eq!(
        service
            .count("customer_attribute2=%E6%96%B0%E5%9F%8E")
            .await,
        3
    );
    assert_eq!(service.count(&format!("tag_id={tag}")).await, in_use - 3);
}

#[tokio::test]
async fn a_card_carries_at_most_ten_tags() {
    let service = Service::new(20);
    let ids = service.ids("").await;
    let mut tags = Vec::new();
    for number in 0..11 {
        let made = service
            .post("/v1/tags", json!({"tag_name": format!("t{number}")}))
            .await;
        tags.push(made.ok()["id"].clone());
    }
    let ten = json!({"sim_card_ids": [ids[0]], "tag_ids": tags[..10]});
    service.post("/v1/sim-tags/batch-set", ten).await.ok();
    let add = |replace: bool| {
        json!({
            "action": "set_tags", "parameters": {"tag_ids": [tags[10]], "replace": replace},
            "selection": {"ids": ids[..2]}
        })
    };
    let plan = service.plan(&add(false)).await;
    assert_eq!(
        (&plan["will_act"], &plan["excluded"][0]["reason"]["key"]),
        (&json!(1), &json!("too_many_tags"))
    );
    assert_eq!(service.plan(&add(true)).await["will_act"], 2);
    service.finish(&service.make(&add(true)).await).await;
    let card = service.get(&format!("/v1/sim-cards/{}", ids[0])).await.ok();
    assert_eq!(card["tag_names"], "t10");
}

#[tokio::test]
async fn rows_of_a_file_bring_their_own_values() {
    let service = Service::new(500);
    let cards = service.cards("sim_status=20&carrier_type=2").await;
    let cid = |at: usize| cards[at]["cid"].as_str().unwrap().to_owned();
    let card = async |at: usize| {
        let id = &cards[at]["sim_card_id"];
        service.get(&format!("/v1/sim-cards/{id}")).await.ok()
    };
    let file = async |text: String| {
        let kept = service.upload(text).await;
        kept["file_temp_id"].clone()
    };
    let made = async |action: &str, parameters: Value, file: Value| {
        let request = json!({"action": action, "parameters": parameters, "selection": {"file_temp_id": file}});
        let made = service.make(&request).await;
        service.finish(&made).await
    };

    let rows = file(format!(
        "number,threshold\n{},700000\n{},\n{},x\n",
        cid(0),
        cid(1),
        cid(2)
    ))
    .await;
    let job = made("set_threshold", json!({"quota": 800_000}), rows.clone()).await;
    assert_eq!(
        (&job["succeeded"], &job["excluded"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(job["excluded_reasons"][0]["reason"]["key"], "value");
    assert_eq!(card(0).await["exceed_cut_net_quota"], 700_000);
    assert_eq!(card(1).await["exceed_cut_net_quota"], 800_000);
    let job = made("set_threshold", json!({}), rows).await;
    assert_eq!(
        (&job["succeeded"], &job["excluded"]),
        (&json!(1), &json!(2))
    );

    let rows = file(format!(
        "容器ID,IMEI\n{},860000000000017\n{},\n",
        cid(3),
        cid(4)
    ))
    .await;
    let job = made("rebind", json!({"bind_type": 2}), rows).await;
    assert_eq!(
        (&job["succeeded"], &job["excluded"]),
        (&json!(1), &json!(1)),
        "{job}"
    );
    assert_eq!(card(3).await["imei"], "860000000000017");
    let bare = file(format!("ICCID,备注\n{},x\n", cid(3))).await;
    let request = json!({"action": "rebind", "parameters": {"bind_type": 2}, "selection": {"file_temp_id": bare}});
    let answer = service.post("/v1/bulk-jobs", request).await;
    assert_eq!(answer.error(400), "GSL.00010004");
    assert!(
        answer.json()["error_msg"]
            .as_str()
            .unwrap()
            .contains("IMEI")
    );

    let rows = file(format!(
        "number,tags\n{},\"冷链,nobody knows\"\n{},冷链\n",
        cid(5),
        cid(6)
    ))
    .await;
    let job = made("set_tags", json!({}), rows).await;
    assert_eq!(job["excluded_reasons"][0]["reason"]["key"], "tag_unknown");
    assert!(
        card(6).await["tag_names"]
            .as_str()
            .unwrap()
            .contains("冷链")
    );

    let rows = file(format!(
        "number,attribute1,attribute2\n{},甲,\n{},乙,\n",
        cid(7),
        cid(8)
    ))
    .await;
    let city = card(7).await["customer_attribute2"].clone();
    made("set_attributes", json!({}), rows).await;
    assert_eq!(card(7).await["customer_attribute1"], "甲");
    assert_eq!(card(8).await["customer_attribute1"], "乙");
    assert_eq!(
        card(7).await["customer_attribute2"],
        city,
        "an empty cell changes nothing"
    );
}
