//! Extension `files`: lists of numbers kept for a day.

use crate::common::{Answer, Service};
use axum::http::Method;
use serde_json::{Value, json};

async fn send(service: &Service, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    let headers = [("content-type", kind)];
    service
        .call(Method::POST, "/v1/files", &headers, body.into())
        .await
}

async fn cids(service: &Service) -> Vec<String> {
    let cards = service.cards("sim_status=20").await;
    cards
        .iter()
        .map(|card| card["cid"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_file_is_kept_a_day_and_used_by_operation_24() {
    let service = Service::new(300);
    let cids = cids(&service).await;
    let csv = format!(
        "\u{feff}容器ID,备注\r\n{},x\r\n\"{}\",y\r\n",
        cids[0], cids[1]
    );
    let file = send(&service, "text/csv", csv.clone()).await.ok();
    assert_eq!((&file["total"], &file["found"]), (&json!(2), &json!(2)));
    assert_eq!(file["size"], csv.len());
    assert_eq!(file["expire_time"], "2026-11-23T12:00:00.000Z");
    let id = file["file_temp_id"].as_i64().unwrap();
    let uri = format!("/v1/files/{id}");
    assert_eq!(service.get(&uri).await.ok(), file);

    let made = service
        .post("/v1/tags", json!({"tag_name": "文件"}))
        .await
        .ok();
    let set = json!({"file_temp_id": id, "tag_ids": [made["id"]]});
    service
        .post("/v1/sim-tags/batch-set", set.clone())
        .await
        .ok();
    assert_eq!(service.count(&format!("tag_id={}", made["id"])).await, 2);

    let service = service.restart("2026-11-23T12:00:00Z");
    assert_eq!(service.get(&uri).await.error(400), "GSL.00012016");
    let late = service.post("/v1/sim-tags/batch-set", set).await;
    assert_eq!(late.error(400), "GSL.00012016");
}

#[tokio::test]
async fn sending_twice_is_safe_and_the_form_does_not_matter() {
    let service = Service::new(50);
    let cids = cids(&service).await;
    let lines = cids.join("\n");
    let json = serde_json::to_vec(&cids).unwrap();
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"卡.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{lines}\r\n--x--\r\n"
    );
    let by_body = send(&service, "text/csv", lines.clone()).await.ok();
    let by_json = send(&service, "application/json", json).await.ok();
    let by_form = send(&service, "multipart/form-data; boundary=x", form)
        .await
        .ok();
    for other in [&by_json, &by_form] {
        assert_eq!(other["file_temp_id"], by_body["file_temp_id"]);
    }
    assert_eq!(by_form["name"], "卡.csv");
    let mut turned = cids.clone();
    turned.reverse();
    let other = send(&service, "text/csv", turned.join("\n")).await.ok();
    assert_ne!(
        other["file_temp_id"], by_body["file_temp_id"],
        "order counts"
    );
    // Sent again an hour later it is kept an hour longer.
    let service = service.restart("2026-11-22T13:00:00Z");
    let again = send(&service, "text/csv", lines).await.ok();
    assert_eq!(again["file_temp_id"], by_body["file_temp_id"]);
    assert_eq!(again["expire_time"], "2026-11-23T13:00:00.000Z");
}

#[tokio::test]
async fn every_number_is_accounted_for() {
    let service = Service::new(300);
    let cids = cids(&service).await;
    let printed = format!("{} {}X", &cids[0][..4], &cids[0][4..19]);
    let list = [
        &cids[0],
        &printed,
        "89860099999999999999",
        "8.98601E+19",
        "12345",
        "abc",
        &cids[1],
    ];
    let file = send(&service, "application/json", json!(list).to_string())
        .await
        .ok();
    assert_eq!(file["total"], 7);
    assert_eq!(file["found"], 2);
    assert_eq!(file["duplicate_count"], 1);
    assert_eq!(file["not_found_count"], 4);
    assert_eq!(
        file["not_found"],
        json!(["89860099999999999999", "8.98601E+19", "12345", "abc"])
    );
}

#[tokio::test]
async fn limits_are_told() {
    let service = Service::new(5);
    let wrong = |answer: Answer| -> String {
        assert_eq!(answer.error(400), "GSL.00010004");
        answer.json()["error_msg"].as_str().unwrap().to_owned()
    };
    let huge = "8".repeat((12 << 20) + 1);
    assert!(wrong(send(&service, "text/csv", huge.clone()).await).contains("12 MB"));
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{huge}\r\n--x--\r\n"
    );
    let kind = "multipart/form-data; boundary=x";
    assert!(wrong(send(&service, kind, form).await).contains("12 MB"));
    let many = "8986011285106334559\n".repeat(100_001);
    assert!(wrong(send(&service, "text/csv", many).await).contains("100001 rows"));
    assert!(wrong(send(&service, "text/csv", "容器ID\n\n").await).contains("no column"));
    assert!(wrong(send(&service, "application/json", "[1]").await).contains("texts"));
    assert!(wrong(send(&service, kind, "--x--\r\n").await).contains("file"));
    assert!(wrong(send(&service, "multipart/form-data", "x").await).contains("form"));
    for path in ["5", "x", "-1"] {
        let code = service.get(&format!("/v1/files/{path}")).await.error(400);
        let wanted = if path == "5" {
            "GSL.00012016"
        } else {
            "GSL.00010004"
        };
        assert_eq!(code, wanted);
    }
    let most = (0..100_000)
        .map(|number| format!("{:019}\n", 8_986_011_285_106_000_000_i64 + number))
        .collect::<String>();
    let file: Value = send(&service, "text/csv", most).await.ok();
    assert_eq!(file["total"], 100_000);
    assert_eq!(file["not_found"].as_array().unwrap().len(), 1000);
}
