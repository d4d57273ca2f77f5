//! The action `transfer` of bulk jobs (console.md section 3, 批量转移实体卡): cards go to another account, with an order.

use axum::http::Method;
use serde_json::{Value, json};

use crate::bulk::{Bulk, PACE, WEEK};
use crate::common::pools::{adds_up, backward, forward, pool};
use crate::common::{NOW, Service};

fn to(account: &str, selection: Value) -> Value {
    json!({"action": "transfer", "parameters": {"account": account}, "selection": selection})
}

async fn loose(service: &Service, cards: usize) -> Vec<i64> {
    let found = service.cards("sim_status=20").await;
    let loose = found.iter().filter(|card| card["pooled"] == false);
    let ids: Vec<i64> = loose
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .take(cards)
        .collect();
    assert_eq!(ids.len(), cards);
    ids
}

async fn order(service: &Service, job: &Value) -> Value {
    service.detail(job).await["order"].clone()
}

#[tokio::test]
async fn cards_go_and_the_order_completes_with_the_job() {
    let service = Service::new(900);
    let ids = loose(&service, 3).await;
    let cids: Vec<Value> = {
        let mut cids = Vec::new();
        for id in &ids {
            cids.push(service.card(*id).await["cid"].clone());
        }
        cids
    };
    let all = service.count("").await;
    let uses = service.get("/v1/tags?limit=500").await.ok();
    let request = to(
        "  华东分公司 ",
        json!({"iccids": [cids[0], cids[1], cids[2], "89860112851063345590"]}),
    );
    let plan = service.plan(&request).await;
    assert_eq!(
        (&plan["will_act"], &plan["excluded_count"]),
        (&json!(3), &json!(1))
    );
    assert_eq!(
        (&plan["price_cents"], &plan["order_id"]),
        (&Value::Null, &Value::Null)
    );
    let made = service.make(&request).await;
    let first = order(&service, &made).await;
    assert_eq!(
        (
            &first["order_type"],
            &first["order_status"],
            &first["quantity"]
        ),
        (&json!(4), &json!(1), &json!(3))
    );
    assert_eq!(
        (
            &first["account"],
            &first["price_cents"],
            &first["bulk_job_id"]
        ),
        (&json!("华东分公司"), &Value::Null, &made["bulk_job_id"])
    );
    assert_eq!(first["cancel_refusal"], "paid");
    // Until the carriers have done it the cards are there, and no second job takes them.
    assert_eq!(service.plan(&request).await["will_act"], 0);
    assert_eq!(service.card(ids[0]).await["cid"], cids[0]);

    let job = service.finish(&made).await;
    assert_eq!(
        (&job["state"], &job["succeeded"]),
        (&json!("succeeded"), &json!(3))
    );
    let done = service.detail(&made).await;
    assert_eq!(done["order"]["order_status"], 5);
    assert!(done["finish_time"].is_string());
    assert_eq!(done["opened_quantity"], 3);
    let steps = done["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 3);
    assert!(steps.iter().all(|step| step["reached_time"].is_string()));

    // Gone from lists, counts, searches and by id.
    assert_eq!(service.count("").await, all - 3);
    assert_eq!(
        service.get("/v1/sim-cards/summary").await.ok()["total"],
        all - 3
    );
    for (id, cid) in ids.iter().zip(&cids) {
        service.get(&format!("/v1/sim-cards/{id}")).await.error(400);
        let search = format!("main_search_key={}", cid.as_str().unwrap());
        assert_eq!(service.count(&search).await, 0);
        assert_eq!(service.count(&format!("sim_card_id={id}")).await, 0);
    }
    let after = service.get("/v1/tags?limit=500").await.ok();
    for tag in after["tags"].as_array().unwrap() {
        let counted = service.count(&format!("tag_id={}", tag["id"])).await;
        assert_eq!(tag["uses"], counted, "{uses}");
    }
    let again = service.plan(&request).await;
    assert_eq!(
        (&again["will_act"], &again["excluded"][0]["reason"]["key"]),
        (&json!(0), &json!("no_card"))
    );
    // The work order still tells of them.
    let work_order = &job["work_order_ids"][0];
    let shown = service
        .get(&format!("/v1/work-orders/{work_order}"))
        .await
        .ok();
    assert_eq!(
        (&shown["work_order_type"], &shown["success_count"]),
        (&json!(2), &json!(3))
    );
    let items = service
        .get(&format!("/v1/work-orders/{work_order}/details"))
        .await
        .ok();
    assert_eq!(items["count"], 3);
    for item in items["work_order_details"].as_array().unwrap() {
        assert!(cids.contains(&item["cid"]), "{item}");
    }
    for item in service.items(&made, "succeeded").await {
        assert!(cids.contains(&item["iccid"]), "{item}");
    }
    // After a restart they are gone still, and a new day finds nothing odd.
    let service = service.restart("2026-11-24T10:00:00+08:00");
    for (id, cid) in ids.iter().zip(&cids) {
        service.get(&format!("/v1/sim-cards/{id}")).await.error(400);
        let search = format!("main_search_key={}", cid.as_str().unwrap());
        assert_eq!(service.count(&search).await, 0);
    }
    let list = service.get("/v1/orders?order_type=4&limit=500").await.ok();
    let listed = list["orders"]
        .as_array()
        .unwrap()
        .iter()
        .any(|order| order["order_id"] == made["order_id"]);
    assert!(listed);
}

#[tokio::test]
async fn a_card_leaves_its_pool_only_with_the_whole_pool() {
    let service = Service::new(900);
    let pools = forward(&service, "status=1").await.pools;
    let before = pools
        .into_iter()
        .find(|pool| pool.activated_sim_quantity > Some(0))
        .expect("the demo has one");
    let filter = format!("sim_pool_id={}", before.id);
    let members = service.ids(&filter).await;
    // One by one, or only some of them: refused with the reason.
    for selection in [
        json!({"ids": [members[0]]}),
        json!({"filter": format!("{filter}&limit=10")}),
        json!({"filter": filter, "except": [members[0]]}),
    ] {
        let plan = service.plan(&to("另一个账号", selection)).await;
        assert_eq!(plan["will_act"], 0, "{plan}");
        let keys = plan["excluded"].as_array().unwrap();
        assert!(
            keys.iter().any(|group| group["reason"]["key"] == "in_pool"),
            "{plan}"
        );
    }
    let made = service
        .make(&to("另一个账号", json!({"filter": filter})))
        .await;
    let job = service.finish(&made).await;
    assert_eq!(job["failed"], 0, "{job}");
    assert_eq!(job["parameters"]["sim_pool_id"], before.id);
    let gone = job["succeeded"].as_i64().unwrap();
    assert!(gone > 0);
    assert_eq!(service.count(&filter).await, members.len() as i64 - gone);
    let after = pool(&service, before.id).await;
    assert_eq!(after.activated_sim_quantity, Some(0));
    adds_up(&service, &after).await;
}

#[tokio::test]
async fn a_backward_pool_goes_by_its_number_too() {
    let service = Service::new(900);
    let mut made = None;
    for pool in backward(&service, "").await.pools {
        let request = to("b", json!({"filter": format!("sim_pool_id={}", pool.id)}));
        let plan = service.plan(&request).await["plan_id"].clone();
        let answer = service
            .post("/v1/bulk-jobs", json!({"plan_id": plan}))
            .await;
        if answer.status == 200 {
            made = Some((pool.id, answer.ok()));
            break;
        }
    }
    let (pool, made) = made.expect("the demo has one with cards in use");
    let job = service.finish(&made).await;
    assert_eq!(
        (&job["failed"], &job["state"]),
        (&json!(0), &json!("succeeded"))
    );
    let again = to("b", json!({"filter": format!("sim_pool_id={pool}")}));
    let left = service.post("/v1/bulk-jobs", again).await;
    left.error(400);
}

#[tokio::test]
async fn what_is_refused_makes_neither_job_nor_order() {
    let service = Service::new(300);
    let ids = loose(&service, 2).await;
    let orders = service.get("/v1/orders").await.ok()["count"].clone();
    let long = "账".repeat(65);
    for account in ["", "   ", "a\nb", long.as_str()] {
        let answer = service
            .post("/v1/bulk-jobs", to(account, json!({"ids": ids})))
            .await;
        assert_eq!(answer.error(400), "GSL.00010004");
        let words = answer.json()["error_msg"].to_string();
        assert!(words.contains("account"), "{words}");
    }
    let missing = json!({"action": "transfer", "selection": {"ids": ids}});
    service.post("/v1/bulk-jobs", missing).await.error(400);
    // Not of a living, physical card.
    let deregistered = service.ids("sim_status=30").await;
    let plan = service.plan(&to("b", json!({"ids": deregistered}))).await;
    assert_eq!(plan["will_act"], 0);
    assert_eq!(plan["excluded"][0]["reason"]["key"], "wrong_state");
    service
        .post("/v1/bulk-jobs", to("b", json!({"ids": deregistered})))
        .await
        .error(400);
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 0);
    assert_eq!(service.get("/v1/orders").await.ok()["count"], orders);
}

#[tokio::test]
async fn sent_twice_it_is_one_order_and_cancelled_in_time_nothing_goes() {
    let service = Service::new(300);
    let ids = loose(&service, 2).await;
    let request = to("b", json!({"ids": ids})).to_string();
    let send = || {
        service.call(
            Method::POST,
            "/v1/bulk-jobs",
            &[("Idempotency-Key", "move")],
            request.clone(),
        )
    };
    let made = send().await.ok();
    assert_eq!(send().await.ok(), made);
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 1);
    let uri = format!("/v1/bulk-jobs/{}/cancel", made["bulk_job_id"]);
    let job = service.post(&uri, json!({})).await.ok();
    assert_eq!(
        (&job["state"], &job["cancelled"]),
        (&json!("cancelled"), &json!(2))
    );
    assert_eq!(job["order_id"], made["order_id"]);
    assert_eq!(order(&service, &made).await["order_status"], 6);
    service.lapse(WEEK);
    assert!(!service.tick(PACE));
    assert_eq!(service.card(ids[0]).await["sim_status"], 20);
    assert_eq!(order(&service, &made).await["order_status"], 6);
}

#[tokio::test]
async fn the_clock_reviews_the_order_but_only_the_job_completes_it() {
    let service = Service::new(300);
    let made = service
        .make(&to("b", json!({"ids": loose(&service, 2).await})))
        .await;
    service.pass(4);
    assert_eq!(order(&service, &made).await["order_status"], 2);
    // A restart in the middle loses nothing.
    let service = service.restart(NOW);
    service.pass(60);
    gsl_server::work_orders::run::run_due(&service.store, service.clock.now_ms(), 1).unwrap();
    service.tick(PACE);
    service.lapse(WEEK);
    service.tick(PACE);
    assert_eq!(order(&service, &made).await["order_status"], 5);
    assert_eq!(service.job(&made).await["succeeded"], 2);
}
