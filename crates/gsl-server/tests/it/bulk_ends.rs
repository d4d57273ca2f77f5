//! Extension `bulk-jobs.act`: cancelling, failing, trying again, restarting, the results as a file.

use crate::bulk::{Bulk, PACE, WEEK};
use crate::common::Service;
use axum::body::Body;
use axum::http::Method;
use gsl_server::work_orders::CarrierSimulation;
use serde_json::{Value, json};

/// Cards in use, more than one portion of them.
const CARDS: i64 = 2200;

fn suspend_all() -> Value {
    json!({"action": "suspend", "selection": {"filter": "sim_status=20&sim_type=3"}})
}

#[tokio::test]
async fn cancelling_leaves_what_is_not_begun() {
    let service = Service::new(CARDS);
    let made = service.make(&suspend_all()).await;
    let all = made["will_act"].as_i64().unwrap();
    assert!(all > 1000, "{all}");
    assert_eq!(service.job(&made).await["state"], "waiting");
    // The first portion is at the carriers, the second handed over but not begun, the rest waits.
    service.tick(PACE);
    service.lapse(2_000);
    service.tick(PACE);
    let job = service.job(&made).await;
    assert_eq!(
        (&job["state"], &job["running"], &job["waiting"]),
        (&json!("running"), &json!(1000), &json!(all - 1000))
    );
    let uri = format!("/v1/bulk-jobs/{}/cancel", made["bulk_job_id"]);
    let cancelled = service.post(&uri, json!({})).await.ok();
    assert_eq!(cancelled["cancelled"], all - 500);
    assert_eq!(
        (
            &cancelled["running"],
            &cancelled["state"],
            &cancelled["cancellable"]
        ),
        (&json!(500), &json!("running"), &json!(false))
    );
    service.tick(PACE);
    service.lapse(WEEK);
    let job = service.job(&made).await;
    assert_eq!(
        (&job["state"], &job["succeeded"], &job["cancelled"]),
        (&json!("cancelled"), &json!(500), &json!(all - 500))
    );
    assert_eq!(service.count("sim_status=20&sim_type=3").await, all - 500);
    assert_eq!(
        service.items(&made, "cancelled").await.len() as i64,
        all - 500
    );
    // Again changes nothing.
    assert_eq!(service.post(&uri, json!({})).await.ok(), job);
    assert!(!service.tick(PACE));
}

#[tokio::test]
async fn a_job_that_is_over_cannot_be_cancelled() {
    let service = Service::new(100);
    let made = service.make(&suspend_all()).await;
    service.finish(&made).await;
    let uri = format!("/v1/bulk-jobs/{}/cancel", made["bulk_job_id"]);
    assert_eq!(
        service.post(&uri, json!({})).await.error(400),
        "GSL.00010004"
    );
}

#[tokio::test]
async fn failed_cards_are_tried_again() {
    let service = Service::new(CARDS);
    let made = service.make(&suspend_all()).await;
    let all = made["will_act"].as_i64().unwrap();
    let retry = format!("/v1/bulk-jobs/{}/retry", made["bulk_job_id"]);
    assert_eq!(
        service.post(&retry, json!({})).await.error(400),
        "GSL.00010004"
    );
    let bad_day = CarrierSimulation {
        failures: 300,
        ..PACE
    };
    while service.job(&made).await["waiting"] != 0 {
        service.tick(bad_day);
    }
    service.lapse(WEEK);
    let job = service.job(&made).await;
    let failed = job["failed"].as_i64().unwrap();
    assert_eq!(job["state"], "partly_failed");
    assert!(failed > 100 && failed < all / 2, "{failed} of {all}");
    assert_eq!(service.count("sim_status=20&sim_type=3").await, failed);
    let reasons = job["failed_reasons"].as_array().unwrap();
    let sum: i64 = reasons
        .iter()
        .map(|group| group["count"].as_i64().unwrap())
        .sum();
    assert_eq!(sum, failed);
    assert!(
        reasons[0]["reason"]["key"]
            .as_str()
            .unwrap()
            .starts_with("carrier_")
    );
    assert_eq!(job["retryable"], true);

    let headers = [("idempotency-key", "again")];
    let send = async || {
        service
            .call(Method::POST, &retry, &headers, Body::empty())
            .await
            .ok()
    };
    let again = send().await;
    assert_eq!(send().await, again);
    assert_eq!(
        (&again["total"], &again["will_act"]),
        (&json!(failed), &json!(failed))
    );
    let second = service.finish(&again).await;
    assert_eq!(
        (&second["state"], &second["retry_of"], &second["selection"]),
        (&json!("succeeded"), &made["bulk_job_id"], &json!("retry"))
    );
    assert_eq!(service.count("sim_status=20&sim_type=3").await, 0);
    assert_eq!(service.get("/v1/bulk-jobs").await.ok()["count"], 2);
    let open = service.get("/v1/bulk-jobs?open=true").await.ok();
    assert_eq!(open["count"], 0);
}

#[tokio::test]
async fn a_retry_keeps_what_each_row_asked_for() {
    let service = Service::new(300);
    let cards = service.cards("sim_status=20&carrier_type=2").await;
    let cid = |at: usize| cards[at]["cid"].as_str().unwrap();
    let rows = format!("number,threshold\n{},700000\n{},800000\n", cid(0), cid(1));
    let file = service.upload(rows).await;
    let request =
        json!({"action": "set_threshold", "selection": {"file_temp_id": file["file_temp_id"]}});
    let made = service.make(&request).await;
    // Handed over when made; here every item meets a carrier that refuses.
    service
        .store
        .write(|db| {
            db.execute("UPDATE work_order_items SET fate = 'carrier_busy'", [])?;
            Ok::<_, rusqlite::Error>(((), Vec::new()))
        })
        .unwrap();
    assert_eq!(service.finish(&made).await["state"], "failed");
    let uri = format!("/v1/bulk-jobs/{}/retry", made["bulk_job_id"]);
    let again = service.post(&uri, json!({})).await.ok();
    assert_eq!(service.finish(&again).await["state"], "succeeded");
    for (at, quota) in [(0, 700_000), (1, 800_000)] {
        let id = cards[at]["sim_card_id"].as_i64().unwrap();
        assert_eq!(service.card(id).await["exceed_cut_net_quota"], quota);
    }
}

#[tokio::test]
async fn a_card_that_changes_while_the_job_runs_fails_by_itself() {
    let service = Service::new(CARDS);
    let made = service.make(&suspend_all()).await;
    let last = service.items(&made, "waiting").await.pop().unwrap();
    let id = last["sim_card_id"].as_i64().unwrap();
    service
        .post(&format!("/v1/sim-cards/{id}/stop"), json!({}))
        .await
        .ok();
    service.lapse(WEEK);
    assert_eq!(service.card(id).await["sim_status"], 14);
    let job = service.finish(&made).await;
    assert_eq!(
        (&job["failed"], &job["state"]),
        (&json!(1), &json!("partly_failed"))
    );
    let failed = service.items(&made, "failed").await;
    assert_eq!(failed[0]["sim_card_id"], id);
    assert_eq!(failed[0]["reason"]["key"], "wrong_state");
    assert_eq!(failed[0]["reason"]["sim_status"], 14);
}

#[tokio::test]
async fn a_tag_deleted_meanwhile_fails_its_cards() {
    let service = Service::new(CARDS);
    let tag = service
        .post("/v1/tags", json!({"tag_name": "kurz"}))
        .await
        .ok()["id"]
        .clone();
    let request = json!({
        "action": "set_tags", "parameters": {"tag_ids": [tag]}, "selection": {"filter": "sim_status=20"}
    });
    let made = service.make(&request).await;
    service.tick(PACE);
    service
        .call(
            Method::DELETE,
            &format!("/v1/tags/{tag}"),
            &[],
            Body::empty(),
        )
        .await
        .ok();
    let job = service.finish(&made).await;
    assert_eq!(job["succeeded"], 500);
    assert_eq!(job["failed_reasons"][0]["reason"]["key"], "tag_unknown");
}

#[tokio::test]
async fn the_results_as_a_file_can_be_read_again() {
    let service = Service::new(300);
    let cards = service.cards("sim_status=20").await;
    let other = service.cards("sim_status=13").await;
    let cid = |card: &Value| card["cid"].as_str().unwrap().to_owned();
    let numbers = [
        cid(&cards[0]),
        cid(&other[0]),
        "=1+1,\"x\"".to_owned(),
        cid(&cards[1]),
    ];
    let made = service
        .make(&json!({"action": "suspend", "selection": {"iccids": numbers}}))
        .await;
    service.finish(&made).await;
    let uri = format!("/v1/bulk-jobs/{}/items.csv", made["bulk_job_id"]);
    let answer = service.get(&uri).await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    assert!(
        answer.headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains(".csv")
    );
    assert!(answer.bytes.starts_with("\u{feff}容器ID,".as_bytes()));
    let rows = crate::export::rows(&answer.bytes);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[1][0], numbers[0]);
    assert_eq!(rows[1][1], cards[0]["sim_card_id"].to_string());
    assert_eq!(
        (rows[1][2].as_str(), rows[2][2].as_str()),
        ("成功", "被排除")
    );
    assert_eq!(rows[2][3], "SIM卡当前状态不允许该操作");
    assert_eq!(
        (rows[3][0].as_str(), rows[3][4].as_str()),
        ("=1+1,\"x\"", "not_digits")
    );
    assert!(rows[1][6].starts_with("2026-11-22 20:"));
    // What was written is a list the service takes again, number by number.
    let file = service.upload(answer.bytes).await;
    assert_eq!(
        (&file["total"], &file["found"]),
        (&json!(4), &json!(3)),
        "{file}"
    );
    let english = service
        .get(&format!("{uri}?language=en&status=excluded"))
        .await;
    let rows = crate::export::rows(&english.bytes);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0][0], "Container ID");
    assert_eq!(
        service.get(&format!("{uri}?language=fr")).await.error(400),
        "GSL.00010004"
    );
    assert_eq!(
        service.get(&format!("{uri}?status=odd")).await.error(400),
        "GSL.00010004"
    );
}

#[tokio::test]
async fn jobs_go_on_after_a_restart_and_half_written_ones_are_forgotten() {
    let service = Service::new(CARDS);
    let made = service.make(&suspend_all()).await;
    service.tick(PACE);
    service
        .store
        .write(|db| {
            db.execute(
                "INSERT INTO bulk_jobs (id, action, parameters, selection, source, ready, batch, total, waiting, \
                 excluded, create_time, expected_time) VALUES (7, 'suspend', '{}', 'ids', 2, 0, 1, 1, 1, 0, 0, 0)",
                [],
            )?;
            db.execute("INSERT INTO bulk_items (job, position, status, card_id) VALUES (7, 1, 0, 1)", [])?;
            Ok::<_, rusqlite::Error>(((), Vec::new()))
        })
        .unwrap();
    assert_eq!(
        service.get("/v1/bulk-jobs").await.ok()["count"],
        1,
        "not ready, not shown"
    );
    let service = service.restart("2026-11-22T12:30:00Z");
    let left: i64 = service
        .store
        .read(|db| {
            db.query_row("SELECT COUNT(*) FROM bulk_items WHERE job = 7", [], |row| {
                row.get(0)
            })
        })
        .map_err(|error: rusqlite::Error| error)
        .unwrap();
    assert_eq!(left, 0);
    let job = service.finish(&made).await;
    assert_eq!(
        (&job["state"], &job["succeeded"]),
        (&json!("succeeded"), &made["will_act"])
    );
}
