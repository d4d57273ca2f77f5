//! Over a real account nothing acts: every route that changes something is refused, whatever the console sends.

use axum::http::Method;
use serde_json::json;

use crate::common::cloud::{Cloud, Mirrored};

/// What may be sent all the same: questions with a body, and what the service keeps for itself.
const OWN: [&str; 18] = [
    "POST /v1/sim-cards/month-usages",
    "POST /v1/sim-cards/batch-daily-flow",
    "POST /v1/sim-price-plans/usage/batch-query",
    "POST /v1/sim-pools/pre-check",
    "POST /v1/card-add-ons/check",
    "POST /v1/card-lists",
    "POST /v1/files",
    "POST /v1/bulk-jobs",
    "POST /v1/bulk-jobs/excluded.csv",
    "POST /v1/export-plans",
    "POST /v1/export-tasks",
    "DELETE /v1/export-tasks/{export_task_id}",
    "POST /v1/export-tasks/{export_task_id}/cancel",
    "POST /v1/export-tasks/{export_task_id}/retry",
    "POST /v1/renewal-snapshots",
    "POST /v1/account/sync/pause",
    "POST /v1/account/sync/resume",
    "POST /v1/account/sync/read-now",
];

/// The code of "this service only reads".
const READ_ONLY: &str = "GSL.00013013";

#[tokio::test(flavor = "multi_thread")]
async fn every_act_is_refused_and_the_account_sees_none() {
    let cloud = Cloud::start(200).await;
    let mirrored = Mirrored::open(&cloud);
    mirrored.read_all().await;
    let (account, mirror) = (&cloud.service, &mirrored.service);
    let card = account.cards("sim_status=20").await[0]["sim_card_id"].clone();
    let orders = account.get("/v1/work-orders").await.ok()["count"].clone();

    let described = mirror.get("/v1/openapi.json").await.ok();
    let mut acts = 0;
    for (path, operations) in described["paths"].as_object().unwrap() {
        for name in operations.as_object().unwrap().keys() {
            let Ok(method) = name.to_uppercase().parse::<Method>() else {
                continue;
            };
            let route = format!("{method} {path}");
            if ![Method::POST, Method::PUT, Method::DELETE].contains(&method)
                || OWN.contains(&route.as_str())
            {
                continue;
            }
            let uri = path
                .split('/')
                .map(|part| {
                    if part.starts_with('{') {
                        card.to_string()
                    } else {
                        part.to_owned()
                    }
                })
                .collect::<Vec<_>>()
                .join("/");
            let headers = [
                ("content-type", "application/json"),
                ("idempotency-key", "k1"),
            ];
            let answer = mirror
                .call(method, &uri, &headers, json!({}).to_string())
                .await;
            assert_eq!(answer.error(403), READ_ONLY, "{route}");
            acts += 1;
        }
    }
    assert!(acts > 30, "acts were not found: {acts}");

    // A preview is a question, the job is an act.
    let preview = json!({"action": "suspend", "selection": {"ids": [card]}, "dry_run": true});
    let planned = mirror.post("/v1/bulk-jobs", preview.clone()).await.ok();
    for body in [
        json!({"action": "suspend", "selection": {"ids": [card]}}),
        json!({"plan_id": planned["plan_id"], "action": "suspend", "selection": {"ids": [card]}}),
    ] {
        assert_eq!(
            mirror.post("/v1/bulk-jobs", body).await.error(403),
            READ_ONLY
        );
    }

    assert_eq!(account.get("/v1/work-orders").await.ok()["count"], orders);
    // Counts are as of the reading, whatever time it is.
    let status = mirror.get("/v1/account/sync").await.ok();
    let observed = status["groups"][0]["observed_at"].clone();
    mirror.pass(7_200);
    let summary = mirror.get("/v1/sim-cards/summary").await.ok();
    assert!(
        observed.is_string() && summary["as_of"] == observed,
        "{summary}"
    );
    let known = mirror.get("/v1/capabilities").await.ok();
    assert_eq!(known["read_only"], true);
    let names = known["extensions"].as_array().unwrap();
    assert!(
        names
            .iter()
            .all(|name| !name.as_str().unwrap().ends_with(".act"))
    );
    assert!(names.contains(&json!("pools.read")) && names.contains(&json!("account")));
}
