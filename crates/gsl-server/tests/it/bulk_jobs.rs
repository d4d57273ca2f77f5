//! Extension `bulk-jobs.act`: which cards, what happens to them, and what is told.

use crate::bulk::Bulk;
use crate::common::Service;
use axum::http::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_dry_run_changes_nothing_and_agrees_with_the_job() {
    let service = Service::new(600);
    let request = json!({"action": "suspend", "selection": {"filter": "carrier_type=2"}});
    let plan = service.plan(&request).await;
    assert_eq!(plan["bulk_job_id"], Value::Null);
    let total = service.count("carrier_type=2").await;
    let in_use = service
        .count("carrier_type=2&sim_status=20&sim_type=3")
        .await;
    assert_eq!(plan["total"], total);
    assert_eq!(plan["will_act"], in_use);
    assert_eq!(plan["excluded_count"], total - in_use);
    let groups = plan["excluded"].as_array().unwrap();
    let sum: i64 = groups
        .iter()
        .map(|group| group["count"].as_i64().unwrap())
        .sum();
    assert_eq!(sum, total - in_use);
    let suspended = groups
        .iter()
        .find(|group| group["reason"]["sim_status"] == 14)
        .unwrap();
    assert_eq!(suspended["reason"]["key"], "wrong_state");
    assert_eq!(
        suspended["count"],
        service
            .count("carrier_type=2&sim_status=14&sim_type=3")
            .await
    );
    assert!(suspended["examples"][0]["number"].as_str().unwrap().len() >= 19);
    assert_eq!(
        plan["estimate"],
        json!([{
            "carrier_type": 2, "count": in_use,
            "from": "2026-11-22T12:00:05.000Z", "to": "2026-11-22T12:00:10.000Z"
        }])
    );
    let none = service.get("/v1/bulk-jobs").await.ok();
    assert_eq!(
        (&none["count"], &none["bulk_jobs"]),
        (&json!(0), &json!([]))
    );

    let made = service.make(&request).await;
    for field in [
        "total",
        "will_act",
        "excluded_count",
        "excluded",
        "estimate",
    ] {
        assert_eq!(made[field], plan[field], "{field}");
    }
    let job = service.finish(&made).await;
    assert_eq!(job["state"], "succeeded", "{job}");
    assert_eq!(job["succeeded"], in_use);
    assert_eq!(job["excluded"], total - in_use);
    assert_eq!(job["excluded_reasons"], plan["excluded"]);
    assert_eq!(
        service
            .count("carrier_type=2&sim_status=20&sim_type=3")
            .await,
        0
    );
    assert!(service.count("carrier_type=2&stop_reason=user").await >= in_use);
    let order = &job["work_order_ids"][0];
    let order = service.get(&format!("/v1/work-orders/{order}")).await.ok();
    assert_eq!(
        (&order["work_order_type"], &order["status"]),
        (&json!(7), &json!(4))
    );
}

fn text(answer: &crate::common::Answer) -> String {
    String::from_utf8(answer.bytes.clone()).unwrap()
}

#[tokio::test]
async fn all_that_a_plan_leaves_out_can_be_downloaded() {
    let service = Service::new(600);
    let request = json!({"action": "suspend", "selection": {"filter": "carrier_type=2"}});
    let plan = service.plan(&request).await;
    let left_out = plan["excluded_count"].as_u64().unwrap() as usize;
    assert!(left_out > 5 * plan["excluded"].as_array().unwrap().len());
    let file = async |language: &str| {
        let uri = format!("/v1/bulk-jobs/excluded.csv{language}");
        let answer = service
            .call(Method::POST, &uri, &[], request.to_string())
            .await;
        assert_eq!(answer.status, 200, "{}", text(&answer));
        assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
        text(&answer)
    };
    let english = file("?language=en").await;
    let rows: Vec<&str> = english.trim_end().split("\r\n").skip(1).collect();
    assert_eq!(rows.len(), left_out);
    let in_use = service.cards("carrier_type=2&sim_status=20").await;
    for card in &in_use {
        assert!(!english.contains(card["cid"].as_str().unwrap()));
    }
    for group in plan["excluded"].as_array().unwrap() {
        let text = group["reason"]["text"].as_str().unwrap();
        let named = rows.iter().filter(|row| row.contains(text)).count();
        assert_eq!(named as i64, group["count"], "{text}");
        for example in group["examples"].as_array().unwrap() {
            let number = example["number"].as_str().unwrap();
            assert!(rows.iter().any(|row| row.contains(number)), "{number}");
        }
    }
    assert!(file("").await.starts_with("\u{feff}容器ID,"));
    // It makes no job, and refuses what the job would.
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 0);
    for (uri, body) in [
        ("/v1/bulk-jobs/excluded.csv?language=fr", request.clone()),
        ("/v1/bulk-jobs/excluded.csv", json!({"action": "dance"})),
        (
            "/v1/bulk-jobs/excluded.csv",
            json!({"action": "suspend", "selection": {"ids": []}}),
        ),
    ] {
        let answer = service.post(uri, body).await;
        assert_eq!(answer.error(400), "GSL.00010004", "{uri}");
    }
    // The list of the job that is made afterwards is the same.
    let made = service.make(&request).await;
    let uri = format!(
        "/v1/bulk-jobs/{}/items.csv?status=excluded&language=en",
        made["bulk_job_id"]
    );
    assert_eq!(text(&service.get(&uri).await), english);
}

#[tokio::test]
async fn every_kind_of_selection_finds_its_cards() {
    let service = Service::new(400);
    let cards = service.cards("sim_status=20&carrier_type=2").await;
    let id = |at: usize| cards[at]["sim_card_id"].clone();
    let cid = |at: usize| cards[at]["cid"].as_str().unwrap().to_owned();
    let plan = async |selection: Value| {
        let request = json!({"action": "cut_net", "selection": selection});
        service.plan(&request).await
    };

    let by_id = plan(json!({"ids": [id(0), id(1), id(0), 5]})).await;
    assert_eq!(
        (&by_id["total"], &by_id["will_act"]),
        (&json!(4), &json!(2))
    );
    let keys: Vec<&str> = by_id["excluded"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["reason"]["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, ["duplicate", "no_card"]);
    assert_eq!(by_id["excluded"][1]["examples"][0]["number"], "5");

    let printed = format!("{} {}", &cid(1)[..4], &cid(1)[4..]);
    let numbers =
        json!({"iccids": [cid(0), printed, cid(0), "8.98E+19", "12", "89860099999999999999"]});
    let by_number = plan(numbers).await;
    assert_eq!(by_number["will_act"], 2);
    let mut keys: Vec<&str> = by_number["excluded"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["reason"]["key"].as_str().unwrap())
        .collect();
    keys.sort_unstable();
    assert_eq!(keys, ["duplicate", "no_card", "spoiled", "wrong_length"]);

    let filter = json!({"sim_status": [20], "carrier_type": 2});
    let all = plan(json!({"filter": filter})).await;
    assert_eq!(all["total"].as_u64().unwrap() as usize, cards.len());
    let but_two = plan(json!({"filter": filter, "except": [id(0), id(3)]})).await;
    assert_eq!(but_two["total"].as_u64().unwrap() as usize, cards.len() - 2);
    let every = plan(json!({"filter": ""})).await;
    assert_eq!(every["total"], 400);

    let file = service
        .upload(format!("ICCID\n{}\n{}\n", cid(2), cid(3)))
        .await;
    let by_file = plan(json!({"file_temp_id": file["file_temp_id"]})).await;
    assert_eq!(
        (&by_file["total"], &by_file["will_act"]),
        (&json!(2), &json!(2))
    );
}

#[tokio::test]
async fn what_is_refused() {
    let service = Service::new(60);
    let id = service.cards("sim_status=20").await[0]["sim_card_id"].clone();
    let one = json!({"ids": [id]});
    for (request, code) in [
        (json!({"selection": one}), "GSL.00010004"),
        (json!({"action": "dance", "selection": one}), "GSL.00010004"),
        (json!({"action": "suspend"}), "GSL.00010004"),
        (
            json!({"action": "suspend", "selection": {}}),
            "GSL.00010004",
        ),
        (
            json!({"action": "suspend", "selection": {"ids": [id], "filter": ""}}),
            "GSL.00010004",
        ),
        (
            json!({"action": "suspend", "selection": {"ids": []}}),
            "GSL.00010004",
        ),
        (
            json!({"action": "suspend", "selection": {"ids": ["x"]}}),
            "GSL.00010004",
        ),
        (
            json!({"action": "suspend", "selection": {"filter": "sim_status=99"}}),
            "GSL.00010004",
        ),
        (
            json!({"action": "suspend", "selection": {"filter": {"tag_id": [[1]]}}}),
            "GSL.00010004",
        ),
        (
            json!({"action": "suspend", "selection": {"file_temp_id": 7}}),
            "GSL.00012016",
        ),
        (
            json!({"action": "suspend", "selection": {"ids": (0..100_001).collect::<Vec<_>>()}}),
            "GSL.00010004",
        ),
        // Nothing to do is no job.
        (
            json!({"action": "activate", "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "set_threshold", "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "set_threshold", "parameters": {"quota": -2}, "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "speed_limit", "parameters": {"speed_value": 7}, "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "rebind", "parameters": {"bind_type": 3}, "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "rebind", "parameters": {"bind_type": 2}, "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "rebind", "parameters": {"bind_type": 2, "imei": "1"}, "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "set_tags", "selection": one}),
            "GSL.00016052",
        ),
        (
            json!({"action": "set_tags", "parameters": {"tag_ids": [5]}, "selection": one}),
            "GSL.00016053",
        ),
        (
            json!({"action": "set_tags", "parameters": {"tag_ids": [5, 5]}, "selection": one}),
            "GSL.00016054",
        ),
        (
            json!({"action": "set_attributes", "selection": one}),
            "GSL.00010004",
        ),
        (
            json!({"action": "set_attributes", "parameters": {"customer_attribute4": "x"}, "selection": one}),
            "GSL.00010004",
        ),
    ] {
        let answer = service.post("/v1/bulk-jobs", request.clone()).await;
        let shown: String = request.to_string().chars().take(200).collect();
        assert_eq!(answer.error(400), code, "{shown}");
    }
    for uri in [
        "/v1/bulk-jobs/5",
        "/v1/bulk-jobs/5/items",
        "/v1/bulk-jobs/5/items.csv",
        "/v1/bulk-jobs?open=maybe",
    ] {
        assert_eq!(service.get(uri).await.error(400), "GSL.00010004", "{uri}");
    }
    for uri in ["/v1/bulk-jobs/5/cancel", "/v1/bulk-jobs/5/retry"] {
        assert_eq!(
            service.post(uri, json!({})).await.error(400),
            "GSL.00010004",
            "{uri}"
        );
    }
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 0);
}

#[tokio::test]
async fn the_same_key_twice_is_one_job() {
    let service = Service::new(200);
    let ids = service.ids("sim_status=20").await;
    let request = json!({"action": "suspend", "selection": {"ids": ids}}).to_string();
    let send = async |key: &str, body: &str| {
        let headers = [("idempotency-key", key), ("x-request-source", "console")];
        service
            .call(Method::POST, "/v1/bulk-jobs", &headers, body.to_owned())
            .await
    };
    let first = send("a-1", &request).await.ok();
    assert_eq!(send("a-1", &request).await.ok(), first);
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 1);
    let other = request.replace("suspend", "resume");
    assert_eq!(send("a-1", &other).await.error(400), "GSL.00010004");
    // Without the key it is another request, and finds everything under way.
    let plan = service.plan(&serde_json::from_str(&request).unwrap()).await;
    assert_eq!(plan["will_act"], 0);
    assert!(
        plan["excluded"]
            .as_array()
            .unwrap()
            .iter()
            .any(|group| group["reason"]["key"] == "under_way")
    );
    let job = service.finish(&first).await;
    let order = &job["work_order_ids"][0];
    let order = service.get(&format!("/v1/work-orders/{order}")).await.ok();
    assert_eq!(order["work_order_source"], 2);
}

#[tokio::test]
async fn answers_have_the_described_fields() {
    let service = Service::new(100);
    let description = service.get("/v1/openapi.json").await.ok();
    let described = |schema: &str| -> Vec<String> {
        let fields = &description["components"]["schemas"][schema]["properties"];
        fields.as_object().unwrap().keys().cloned().collect()
    };
    let has = |value: &Value, schema: &str| {
        let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        let mut wanted = described(schema);
        keys.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(keys, wanted, "{schema}");
    };
    let request = json!({"action": "suspend", "selection": {"filter": ""}});
    let made = service.make(&request).await;
    has(&made, "BulkPlan");
    has(&made["excluded"][0], "BulkExcluded");
    has(&made["excluded"][0]["reason"], "BulkReason");
    has(&made["excluded"][0]["examples"][0], "BulkExample");
    has(&made["estimate"][0], "BulkEstimate");
    has(&service.job(&made).await, "BulkJob");
    has(&service.get("/v1/bulk-jobs").await.ok(), "BulkJobList");
    let uri = format!("/v1/bulk-jobs/{}/items", made["bulk_job_id"]);
    let page = service.get(&uri).await.ok();
    has(&page, "BulkItemList");
    has(&page["items"][0], "BulkItem");
    let file = service.upload("89860112851063345590").await;
    has(&file, "TempFile");
}
