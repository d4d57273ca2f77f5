//! Bodies whose fields are missing, null, of another type or out of range: refused by name, with the code of the operation.

use axum::http::Method;
use serde_json::{Value, json};

use crate::common::{Answer, Service};

const BAD: &str = "GSL.00010004";
const BAD_LABEL: &str = "GSL.00020004";

async fn sent(service: &Service, (method, path): (&Method, &str), body: &Value) -> Answer {
    let json = [("content-type", "application/json")];
    service
        .call(method.clone(), path, &json, body.to_string())
        .await
}

/// 400 with this code and these words.
fn refused(answer: &Answer, code: &str, words: &str, body: &Value) {
    assert_eq!(answer.error(400), code, "{body}");
    let told = answer.json()["error_msg"].as_str().unwrap().to_owned();
    assert!(told.contains(words), "{body}: {told}");
}

#[tokio::test]
async fn a_field_of_another_type_is_named() {
    let service = Service::new(200);
    let card = &service.cards("sim_status=20").await[0];
    let (id, iccid) = (&card["sim_card_id"], &card["iccid"]);
    let tag = &service.get("/v1/tags").await.ok()["tags"][0]["id"];
    let attribute = &service.get("/v1/attributes").await.ok()["attributes"][0]["id"];
    let pool = &service.get("/v1/sim-pools").await.ok()["pools"][0]["id"];
    let (post, put) = (Method::POST, Method::PUT);
    let of_card = |name: &str| format!("/v1/sim-cards/{id}/{name}");
    let fixed = "490154203237518";
    for (method, path, whole, code) in [
        (
            &post,
            "/v1/sim-cards/month-usages".to_owned(),
            json!({"sim_card_ids": [id], "iccids": [iccid], "billing_cycles": ["2026-11"]}),
            BAD,
        ),
        (
            &post,
            "/v1/sim-cards/batch-daily-flow".to_owned(),
            json!({"sim_card_ids": [id], "iccids": [iccid], "month": "202611", "date": null}),
            BAD,
        ),
        (
            &post,
            "/v1/sim-price-plans/usage/batch-query".to_owned(),
            json!({"sim_card_ids": [id], "iccids": [iccid]}),
            BAD,
        ),
        (
            &post,
            "/v1/tags".to_owned(),
            json!({"tag_name": "north"}),
            BAD_LABEL,
        ),
        (
            &put,
            format!("/v1/tags/{tag}"),
            json!({"tag_name": "south"}),
            BAD_LABEL,
        ),
        (
            &post,
            "/v1/sim-tags/batch-set".to_owned(),
            json!({"sim_card_ids": [id], "iccids": [], "tag_ids": [tag], "file_temp_id": null}),
            BAD_LABEL,
        ),
        (
            &post,
            "/v1/attributes".to_owned(),
            json!({"cust_attr_name": "site"}),
            BAD_LABEL,
        ),
        (
            &put,
            format!("/v1/attributes/{attribute}"),
            json!({"cust_attr_name": "site"}),
            BAD_LABEL,
        ),
        (
            &post,
            "/v1/sim-cards/attributes/batch-set".to_owned(),
            json!({"attributes": [{"sim_card_id": id}]}),
            BAD_LABEL,
        ),
        (
            &post,
            "/v1/card-lists".to_owned(),
            json!({"numbers": [iccid]}),
            BAD,
        ),
        (
            &put,
            format!("/v1/sim-pools/{pool}"),
            json!({"pool_name": "north"}),
            BAD,
        ),
        (&post, of_card("stop"), json!({"iccid": null}), BAD),
        (&post, of_card("reset"), json!({"iccid": null}), BAD),
        (
            &post,
            of_card("cut-net"),
            json!({"action": "ADD", "iccid": null}),
            BAD,
        ),
        (
            &post,
            of_card("exceed-cut-net"),
            json!({"action": 1, "quota": "5", "iccid": null}),
            BAD,
        ),
        (
            &post,
            of_card("bind-device"),
            json!({"bind_type": 2, "imei": fixed, "iccid": null}),
            BAD,
        ),
        (
            &post,
            of_card("speed-limit"),
            json!({"speed_value": 512, "iccid": null}),
            BAD,
        ),
        (
            &post,
            of_card("bind-area"),
            json!({"area": "广东", "iccid": null}),
            BAD,
        ),
    ] {
        let to = (method, path.as_str());
        for field in whole.as_object().unwrap().keys() {
            for wrong in [
                json!(1.5),
                json!(true),
                json!({}),
                json!([[]]),
                json!("\u{1}"),
            ] {
                let mut body = whole.clone();
                body[field] = wrong;
                refused(&sent(&service, to, &body).await, code, field, &body);
            }
        }
        let list = json!([whole]);
        refused(
            &sent(&service, to, &list).await,
            code,
            "must be a JSON object",
            &list,
        );
    }
}

#[tokio::test]
async fn what_is_missing_null_or_out_of_range_is_refused_by_its_rule() {
    let service = Service::new(200);
    let card = &service.cards("sim_status=20&carrier_type=2").await[0];
    let id = &card["sim_card_id"];
    let of_card = |name: &str| format!("/v1/sim-cards/{id}/{name}");
    let (usages, now) = (
        "/v1/sim-cards/month-usages",
        "/v1/sim-price-plans/usage/batch-query",
    );
    let (tags, attributes) = (
        "/v1/sim-tags/batch-set",
        "/v1/sim-cards/attributes/batch-set",
    );
    let long = "8".repeat(65);
    for (path, body, code, words) in [
        (
            usages.to_owned(),
            json!({"sim_card_ids": [id]}),
            BAD,
            "billing_cycles",
        ),
        (
            usages.to_owned(),
            json!({"billing_cycles": ["2026-11"]}),
            BAD,
            "both empty",
        ),
        (
            now.to_owned(),
            json!({"sim_card_ids": null}),
            BAD,
            "both empty",
        ),
        (
            now.to_owned(),
            json!({"sim_card_ids": [id, -1]}),
            BAD,
            "sim_card_ids[1]",
        ),
        (now.to_owned(), json!({"iccids": [long]}), BAD, "iccids[0]"),
        (
            "/v1/card-lists".to_owned(),
            json!({"numbers": [long]}),
            BAD,
            "numbers[0]",
        ),
        ("/v1/card-lists".to_owned(), json!({}), BAD, "numbers"),
        (
            "/v1/tags".to_owned(),
            json!({"tag_name": null}),
            BAD_LABEL,
            "tag_name",
        ),
        (
            "/v1/attributes".to_owned(),
            json!({}),
            BAD_LABEL,
            "cust_attr_name",
        ),
        (
            tags.to_owned(),
            json!({"tag_ids": []}),
            "GSL.00016051",
            "not 0",
        ),
        (
            tags.to_owned(),
            json!({"sim_card_ids": [id], "tag_ids": [-1]}),
            BAD_LABEL,
            "tag_ids[0]",
        ),
        (
            tags.to_owned(),
            json!({"file_temp_id": -1}),
            BAD_LABEL,
            "file_temp_id",
        ),
        (attributes.to_owned(), json!({}), "GSL.00016051", "not 0"),
        (
            attributes.to_owned(),
            json!({"attributes": [{}]}),
            BAD_LABEL,
            "sim_card_id",
        ),
        (
            attributes.to_owned(),
            json!({"attributes": [{"sim_card_id": id, "customer_attribute3": "x".repeat(101)}]}),
            BAD_LABEL,
            "customer_attribute3",
        ),
        (of_card("cut-net"), json!({}), BAD, "must be ADD or DEL"),
        (
            of_card("exceed-cut-net"),
            json!({"action": 3}),
            BAD,
            "must be 1 (set) or 2 (cancel)",
        ),
        (
            of_card("exceed-cut-net"),
            json!({"action": 1, "quota": -2}),
            BAD,
            "quota",
        ),
        (
            of_card("bind-device"),
            json!({"bind_type": 3}),
            BAD,
            "bind_type",
        ),
        (of_card("bind-device"), json!({"bind_type": 2}), BAD, "imei"),
        (of_card("bind-area"), json!({}), BAD, "area"),
        (of_card("speed-limit"), json!({}), BAD, "speed_value"),
        // No carrier offers it, whatever its size.
        (
            of_card("speed-limit"),
            json!({"speed_value": 1_i64 << 40}),
            "GSL.00011016",
            "",
        ),
    ] {
        refused(&service.post(&path, body.clone()).await, code, words, &body);
    }
}

#[tokio::test]
async fn what_nobody_knows_or_looks_at_is_left_alone() {
    let service = Service::new(200);
    let card = &service.cards("sim_status=20").await[0];
    let path = format!("/v1/sim-cards/{}/stop", card["sim_card_id"]);
    let body = json!({"down_up_switch": "off", "of_tomorrow": [{}], "iccid": null});
    assert!(service.post(&path, body).await.ok()["work_order_id"].is_i64());
}
