//! Extension `bulk-jobs.act`: what was previewed is what is acted on.

use crate::bulk::{Bulk, PACE};
use crate::common::pools::forward;
use crate::common::{Answer, Service};
use axum::http::Method;
use serde_json::{Value, json};

const IN_USE: &str = "sim_status=20&sim_type=3&carrier_type=2";

impl Service {
    async fn send_plan(&self, plan: &Value, key: &str) -> Answer {
        let body = json!({"plan_id": plan["plan_id"]}).to_string();
        self.call(
            Method::POST,
            "/v1/bulk-jobs",
            &[("idempotency-key", key)],
            body,
        )
        .await
    }

    async fn tag_named(&self, name: &str) -> i64 {
        let tag = self.post("/v1/tags", json!({"tag_name": name})).await.ok();
        tag["id"].as_i64().unwrap()
    }

    async fn put_tag(&self, cards: &[i64], tag: i64) {
        let body = json!({"sim_card_ids": cards, "tag_ids": [tag]});
        self.post("/v1/sim-tags/batch-set", body).await.ok();
    }
}

/// Ids of the items that stand so, in the job's order.
async fn cards(service: &Service, made: &Value, status: &str) -> Vec<i64> {
    let items = service.items(made, status).await;
    let ids = items
        .iter()
        .map(|item| item["sim_card_id"].as_i64().unwrap());
    ids.collect()
}

#[tokio::test]
async fn b1_the_cards_of_the_preview_are_acted_on_and_no_others() {
    let service = Service::new(600);
    let (tag, other) = (
        service.tag_named("夜间").await,
        service.tag_named("日间").await,
    );
    let all = service.ids(IN_USE).await;
    let (seen, later) = (all[..8].to_vec(), all[8..13].to_vec());
    service.put_tag(&seen, tag).await;
    let filter = format!("tag_id={tag}");
    for (action, parameters) in [
        ("suspend", json!({})),
        ("set_tags", json!({"tag_ids": [tag]})),
        ("set_attributes", json!({"customer_attribute1": "x"})),
        ("resume", json!({})),
        ("set_threshold", json!({"quota": 5})),
        ("unset_tags", json!({"tag_ids": [tag]})),
    ] {
        service.put_tag(&later, other).await;
        let request =
            json!({"action": action, "parameters": parameters, "selection": {"filter": filter}});
        let plan = service.plan(&request).await;
        assert!(plan["will_act"].as_i64().unwrap() > 0, "{action}: {plan}");
        // Five more cards get the tag.
        service.put_tag(&later, tag).await;
        let made = service.send_plan(&plan, action).await.ok();
        assert_eq!(made["plan_id"], plan["plan_id"]);
        assert_eq!(
            (&made["total"], &made["will_act"]),
            (&plan["total"], &plan["will_act"])
        );
        let job = service.finish(&made).await;
        assert_eq!(job["selection"], "filter");
        let mut acted = cards(&service, &made, "succeeded").await;
        acted.extend(cards(&service, &made, "excluded").await);
        assert_eq!(job["succeeded"], plan["will_act"], "{job}");
        acted.sort_unstable();
        let mut wanted = seen.clone();
        wanted.sort_unstable();
        assert_eq!(acted, wanted, "{action}");
    }
}

#[tokio::test]
async fn b1_a_card_that_changed_since_is_left_out_with_its_reason() {
    let service = Service::new(600);
    let ids = service.ids(IN_USE).await;
    let request = json!({"action": "suspend", "selection": {"filter": IN_USE}});
    let plan = service.plan(&request).await;
    assert_eq!(plan["excluded_count"], 0);
    let stop = format!("/v1/sim-cards/{}/stop", ids[0]);
    service.post(&stop, json!({})).await.ok();
    service.lapse(30_000);
    // Another is under way.
    let stop = format!("/v1/sim-cards/{}/stop", ids[1]);
    service.post(&stop, json!({})).await.ok();
    let made = service.send_plan(&plan, "k").await.ok();
    assert_eq!(made["total"], plan["total"]);
    assert_eq!(
        made["will_act"].as_i64().unwrap(),
        plan["will_act"].as_i64().unwrap() - 2
    );
    let left: Vec<(i64, String)> = service
        .items(&made, "excluded")
        .await
        .iter()
        .map(|item| {
            let key = item["reason"]["key"].as_str().unwrap().to_owned();
            (item["sim_card_id"].as_i64().unwrap(), key)
        })
        .collect();
    assert_eq!(left.len(), 2);
    assert!(left.contains(&(ids[1], "under_way".to_owned())), "{left:?}");
    assert!(left.iter().any(|(card, _)| *card == ids[0]));
    // One that changes once the job is made fails with its reason.
    let rest: Vec<i64> = cards(&service, &made, "running").await;
    assert_eq!(rest.len() as i64, made["will_act"].as_i64().unwrap());
}

#[tokio::test]
async fn b1_a_filter_is_refused_without_a_preview_and_named_cards_are_not() {
    let service = Service::new(100);
    let id = service.ids(IN_USE).await[0];
    for selection in [
        json!({"filter": IN_USE}),
        json!({"filter": {"sim_status": 20}}),
        json!({"filter": "", "except": [id]}),
    ] {
        let answer = service
            .post(
                "/v1/bulk-jobs",
                json!({"action": "suspend", "selection": selection}),
            )
            .await;
        assert_eq!(answer.error(400), "GSL.00010004");
        assert!(answer.json()["error_msg"].to_string().contains("plan_id"));
    }
    let named = json!({"action": "suspend", "selection": {"ids": [id]}});
    let made = service.post("/v1/bulk-jobs", named).await.ok();
    assert_eq!(
        (&made["will_act"], &made["plan_id"]),
        (&json!(1), &Value::Null)
    );
}

#[tokio::test]
async fn b1_a_plan_is_carried_out_once() {
    let service = Service::new(200);
    let request = json!({"action": "suspend", "selection": {"filter": IN_USE}});
    let plan = service.plan(&request).await;
    // Six at once with one key: one job, one answer.
    let calls = (0..6).map(|_| service.send_plan(&plan, "one"));
    let answers = futures_util::future::join_all(calls).await;
    let made = answers[0].ok();
    assert!(answers.iter().all(|answer| answer.ok() == made));
    let other = service.send_plan(&plan, "two").await;
    assert_eq!(other.error(409), "GSL.00013010");
    let job = made["bulk_job_id"].to_string();
    assert!(other.json()["error_msg"].to_string().contains(&job));
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 1);
    // Also when the plan is gone; the key is answered as before.
    service.pass(31 * 60);
    assert_eq!(
        service.send_plan(&plan, "two").await.error(409),
        "GSL.00013010"
    );
    assert_eq!(service.send_plan(&plan, "one").await.ok(), made);
    // Six keys at once: one of them wins.
    let plan = service
        .plan(&json!({"action": "set_attributes", "parameters": {"customer_attribute1": "x"}, "selection": {"filter": ""}}))
        .await;
    let keys = ["a", "b", "c", "d", "e", "f"];
    let calls = keys.map(|key| service.send_plan(&plan, key));
    let answers = futures_util::future::join_all(calls).await;
    let won = answers.iter().filter(|answer| answer.status == 200);
    assert_eq!(won.count(), 1);
    for lost in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!(lost.error(409), "GSL.00013010");
    }
}

#[tokio::test]
async fn b1_a_plan_that_does_not_hold_any_more_is_409() {
    let service = Service::new(300);
    let tag = service.tag_named("夜间").await;
    let gone = |answer: Answer| {
        assert_eq!(answer.error(409), "GSL.00013009");
        let words = answer.json()["error_msg"].as_str().unwrap().to_owned();
        assert!(words.ends_with("Preview again."), "{words}");
        words
    };
    let plan_of = async |action: &str, parameters: Value| {
        let request =
            json!({"action": action, "parameters": parameters, "selection": {"filter": IN_USE}});
        service.plan(&request).await
    };
    // Unknown, of another request, over.
    gone(service.send_plan(&json!({"plan_id": 7}), "a").await);
    let plan = plan_of("suspend", json!({})).await;
    for other in [
        json!({"action": "resume"}),
        json!({"parameters": {"quota": 5}}),
        json!({"selection": {"filter": ""}}),
        json!({"selection": {"ids": [1]}}),
    ] {
        let mut body = other.clone();
        body["plan_id"] = plan["plan_id"].clone();
        gone(service.post("/v1/bulk-jobs", body).await);
    }
    let until = plan["expire_time"].as_str().unwrap();
    assert_eq!(until, "2026-11-22T12:30:00.000Z");
    service.pass(30 * 60);
    gone(service.send_plan(&plan, "b").await);
    // What it was made with is gone or another.
    let plan = plan_of("set_tags", json!({"tag_ids": [tag]})).await;
    let uri = format!("/v1/tags/{tag}");
    service.call(Method::DELETE, &uri, &[], "").await.ok();
    // Another tag is another, also when it is made next.
    assert_ne!(service.tag_named("日间").await, tag);
    let words = gone(service.send_plan(&plan, "c").await);
    assert!(words.contains(&tag.to_string()), "{words}");
    let plan = plan_of("set_attributes", json!({"customer_attribute1": "x"})).await;
    let off = "/v1/attributes/3300000000900001/disable";
    service.post(off, json!({})).await.ok();
    let words = gone(service.send_plan(&plan, "d").await);
    assert!(words.contains("customer_attribute1"), "{words}");
    let address = json!({"receiver": "王", "phone": "13800000000", "address": "深圳市南山区科技园一号", "postcode": "518000"});
    let made = service.post("/v1/addresses", address.clone()).await.ok();
    let id = made["address_id"].clone();
    let uri = format!("/v1/addresses/{id}");
    let plan = plan_of("replace", json!({"address_id": id})).await;
    let mut moved = address.clone();
    moved["receiver"] = json!("李");
    service
        .call(
            Method::PUT,
            &uri,
            &[("content-type", "application/json")],
            moved.to_string(),
        )
        .await
        .ok();
    gone(service.send_plan(&plan, "e").await);
    let plan = plan_of("replace", json!({"address_id": id})).await;
    service.call(Method::DELETE, &uri, &[], "").await.ok();
    gone(service.send_plan(&plan, "f").await);
    // None of its cards allows it now.
    let plan = plan_of("suspend", json!({})).await;
    let first = service
        .plan(&json!({"action": "suspend", "selection": {"filter": IN_USE}}))
        .await;
    service.send_plan(&first, "g").await.ok();
    gone(service.send_plan(&plan, "h").await);
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 1);
    // A plan that is named for a dry run says so.
    let both = json!({"plan_id": plan["plan_id"], "dry_run": true});
    assert_eq!(
        service.post("/v1/bulk-jobs", both).await.error(400),
        "GSL.00010004"
    );
}

#[tokio::test]
async fn b1_the_file_of_what_is_left_out_is_of_the_plan() {
    let service = Service::new(300);
    let request = json!({"action": "suspend", "selection": {"filter": "carrier_type=2"}});
    let plan = service.plan(&request).await;
    let file = async |body: Value| {
        let uri = "/v1/bulk-jobs/excluded.csv?language=en";
        let answer = service.post(uri, body).await;
        assert_eq!(answer.status, 200);
        String::from_utf8(answer.bytes).unwrap()
    };
    let named = json!({"plan_id": plan["plan_id"]});
    let before = file(named.clone()).await;
    assert_eq!(before, file(request).await);
    let rows = before.trim_end().split("\r\n").count() - 1;
    assert_eq!(rows as i64, plan["excluded_count"]);
    // What changes afterwards does not change it.
    let card = service.ids(IN_USE).await[0];
    let stop = format!("/v1/sim-cards/{card}/stop");
    service.post(&stop, json!({})).await.ok();
    service.lapse(30_000);
    assert_eq!(file(named).await, before);
    let uri = "/v1/bulk-jobs/excluded.csv";
    let answer = service.post(uri, json!({"plan_id": 7})).await;
    assert_eq!(answer.error(409), "GSL.00013009");
}

#[tokio::test]
async fn b1_rows_keep_their_own_values_and_numbers() {
    let service = Service::new(200);
    let cards = service.cards(IN_USE).await;
    let cid = |at: usize| cards[at]["cid"].as_str().unwrap();
    let rows = format!(
        "容器ID,标签\n{},night\n{},\"night,day\"\n89860099999999999999,night\n{},\n{},unknown\n",
        cid(0),
        cid(1),
        cid(2),
        cid(3)
    );
    service.tag_named("night").await;
    service.tag_named("day").await;
    let file = service.upload(rows).await;
    let request =
        json!({"action": "set_tags", "selection": {"file_temp_id": file["file_temp_id"]}});
    let plan = service.plan(&request).await;
    assert_eq!((&plan["total"], &plan["will_act"]), (&json!(5), &json!(2)));
    let made = service.send_plan(&plan, "k").await.ok();
    assert_eq!(made["excluded"], plan["excluded"]);
    let job = service.finish(&made).await;
    assert_eq!(job["succeeded"], 2);
    let items = service.items(&made, "excluded").await;
    assert_eq!(items[0]["number"], "89860099999999999999");
    for (at, day) in [(0, false), (1, true)] {
        let card = cards[at]["sim_card_id"].as_i64().unwrap();
        let tags = service.card(card).await["tag_names"].to_string();
        assert_eq!(
            (tags.contains("night"), tags.contains("day")),
            (true, day),
            "{tags}"
        );
    }
}

#[tokio::test]
async fn b1_a_pool_that_goes_as_a_whole_is_the_pool_that_was_seen() {
    let service = Service::new(900);
    let pools = forward(&service, "status=1").await.pools;
    let live = pools
        .iter()
        .find(|pool| pool.activated_sim_quantity > Some(0));
    let pool = live.expect("the demo has one").id;
    let request = json!({"action": "transfer", "parameters": {"account": "b"}, "selection": {"filter": format!("sim_pool_id={pool}")}});
    let plan = service.plan(&request).await;
    assert!(plan["will_act"].as_i64().unwrap() > 0, "{plan}");
    let more = service.ids("sim_status=20").await;
    let members = service.ids(&format!("sim_pool_id={pool}")).await;
    let other = *more.iter().find(|id| !members.contains(id)).unwrap();
    service
        .store
        .write(|db| {
            db.execute("UPDATE cards SET pool_id = ?2 WHERE id = ?1", [other, pool])?;
            Ok::<_, rusqlite::Error>(((), vec![other]))
        })
        .unwrap();
    let answer = service.send_plan(&plan, "k").await;
    assert_eq!(answer.error(409), "GSL.00013009");
    assert!(!service.tick(PACE));
}

#[tokio::test]
async fn b1_plans_survive_a_restart_and_their_numbers_are_never_given_again() {
    let service = Service::new(100);
    let request = json!({"action": "suspend", "selection": {"filter": IN_USE}});
    let first = service.plan(&request).await;
    let service = service.restart("2026-11-22T12:10:00Z");
    let second = service.plan(&request).await;
    assert!(second["plan_id"].as_i64() > first["plan_id"].as_i64());
    service.send_plan(&first, "k").await.ok();
}

#[tokio::test]
async fn b1_a_batch_of_a_pool_activates_the_cards_that_were_counted() {
    let service = Service::new(900);
    let mut found = None;
    for pool in forward(&service, "status=1").await.pools {
        let uri = format!("/v1/sim-pools/{}/activate", pool.id);
        let dry = json!({"way": "pool", "dry_run": true});
        let told = service.post(&uri, dry).await.ok();
        if told["cards"].as_i64() > Some(1) {
            found = Some((uri, told));
            break;
        }
    }
    let (uri, told) = found.expect("the demo has one with cards that wait");
    let send = async |picked: &Value| {
        let body = json!({"way": "pool", "picked": picked});
        service.post(&uri, body).await
    };
    // One of them is activated meanwhile: other cards wait now.
    let pool = uri.split('/').nth(3).unwrap();
    let waiting = format!("sim_pool_id={pool}&sim_status=10&sim_status=13");
    let first = service.ids(&waiting).await[0];
    service
        .store
        .write(|db| {
            db.execute("UPDATE cards SET status = 20 WHERE id = ?1", [first])?;
            Ok::<_, rusqlite::Error>(((), vec![first]))
        })
        .unwrap();
    assert_eq!(send(&told["picked"]).await.error(409), "GSL.00013009");
    let now = service
        .post(&uri, json!({"way": "pool", "dry_run": true}))
        .await
        .ok();
    assert_ne!(now["picked"], told["picked"]);
    let sent = send(&now["picked"]).await.ok();
    assert_eq!(sent["cards"], now["cards"]);
}

#[tokio::test]
async fn b1_a_tag_is_taken_off_the_cards_that_were_counted() {
    let service = Service::new(100);
    let tag = service.tag_named("夜间").await;
    let cards = service.ids("").await;
    service.put_tag(&cards[..3], tag).await;
    let delete = async |uses: usize| {
        let uri = format!("/v1/tags/{tag}?uses={uses}");
        service.call(Method::DELETE, &uri, &[], "").await
    };
    service.put_tag(&cards[..4], tag).await;
    assert_eq!(delete(3).await.error(409), "GSL.00013009");
    assert_eq!(service.count(&format!("tag_id={tag}")).await, 4);
    delete(4).await.ok();
    assert_eq!(service.count("").await, 100);
}
