//! Operations 3–6: what each does to a card once its work order is done, and when it is refused.

use crate::common::Service;
use crate::common::orders::{id, refused};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn operation_3_activates() {
    let service = Service::new(400);
    let card = service
        .find("sim_status=13", |card| card["carrier_type"] == 2)
        .await;
    let (order, after) = service.done(id(&card), "enable", Value::Null).await;
    assert_eq!(
        (&order["work_order_type"], &order["total_count"]),
        (&json!(10), &json!(1))
    );
    assert_eq!(after["sim_status"], 20);
    assert_eq!(
        (&after["flow_used"], &after["flow_left"]),
        (&json!(0), &after["flow_total"])
    );
    assert_eq!(after["act_date"], order["finish_time"]);
    let (act, expire) = (&after["act_date"], &after["expire_time"]);
    assert!(expire.as_str().unwrap() > act.as_str().unwrap());
    // The index knows it too.
    assert_eq!(
        service
            .count(&format!("sim_status=20&sim_card_id={}", id(&card)))
            .await,
        1
    );
}

#[tokio::test]
async fn operation_3_is_refused_in_use() {
    let service = Service::new(400);
    let card = service.find("sim_status=20", |_| true).await;
    let answer = service.act(id(&card), "enable", Value::Null).await;
    let cid = card["cid"].as_str().unwrap();
    refused(
        &answer,
        403,
        "GSL.00011006",
        &[cid, "在用", "可测试", "可激活"],
    );
}

#[tokio::test]
async fn operations_4_and_5_suspend_and_resume() {
    let service = Service::new(400);
    let card = service.find("sim_status=20&carrier_type=1", |_| true).await;
    let (order, after) = service.done(id(&card), "stop", json!({})).await;
    assert_eq!(order["work_order_type"], 5);
    assert_eq!(
        (
            &after["sim_status"],
            &after["operator_status"],
            &after["stop_reason"]
        ),
        (&json!(14), &json!(5), &json!("user"))
    );
    let again = service.act(id(&card), "stop", json!({})).await;
    refused(&again, 403, "GSL.00011006", &["已停用", "在用"]);
    let (order, after) = service
        .done(id(&card), "reset", json!({"down_up_switch": 1}))
        .await;
    assert_eq!(order["work_order_type"], 4);
    assert_eq!(
        (&after["sim_status"], &after["operator_status"]),
        (&json!(20), &json!(-1))
    );
}

#[tokio::test]
async fn q10_9_only_the_customers_own_stop_is_resumed() {
    let service = Service::new(400);
    for (reason, word) in [
        ("over_plan", "超流量停机"),
        ("expired", "套餐到期停机"),
        ("violation", "违规停机"),
        ("pool", "流量池停机"),
    ] {
        let card = service
            .find(&format!("stop_reason={reason}"), |_| true)
            .await;
        let answer = service.act(id(&card), "reset", json!({})).await;
        refused(
            &answer,
            403,
            "GSL.00011006",
            &[card["cid"].as_str().unwrap(), word],
        );
    }
}

#[tokio::test]
async fn operation_6_cuts_data_and_restores_them() {
    let service = Service::new(400);
    let card = service
        .find("sim_status=20&carrier_type=2", |card| {
            card["cut_net_flag"] == false
        })
        .await;
    let restore = service
        .act(id(&card), "cut-net", json!({"action": "DEL"}))
        .await;
    refused(&restore, 403, "GSL.00011006", &["not cut"]);
    let (order, after) = service
        .done(id(&card), "cut-net", json!({"action": "ADD"}))
        .await;
    assert_eq!(order["work_order_type"], 11);
    assert_eq!(
        (&after["sim_status"], &after["cut_net_flag"]),
        (&json!(20), &json!(true))
    );
    let (order, after) = service
        .done(id(&card), "cut-net", json!({"action": "DEL"}))
        .await;
    assert_eq!(order["work_order_type"], 20);
    assert_eq!(after["cut_net_flag"], false);
    for body in [json!({}), json!({"action": "add"}), json!({"action": 1})] {
        let answer = service.act(id(&card), "cut-net", body).await;
        refused(&answer, 400, "GSL.00010004", &["action"]);
    }
}

#[tokio::test]
async fn operation_6_is_for_china_telecom() {
    let service = Service::new(400);
    for carrier in [1, 3, 4] {
        let card = service
            .find(&format!("sim_status=20&carrier_type={carrier}"), |_| true)
            .await;
        let answer = service
            .act(id(&card), "cut-net", json!({"action": "ADD"}))
            .await;
        refused(&answer, 400, "GSL.00011063", &["China Telecom"]);
    }
}

#[tokio::test]
async fn a_card_is_named_by_iccid_when_its_id_is_0() {
    let service = Service::new(400);
    let waiting = service.find("sim_status=13", |_| true).await;
    let iccid = waiting["iccid"].as_str().unwrap();
    let answer = service
        .call(
            Method::POST,
            &format!("/v1/sim-cards/0/enable?iccid={iccid}"),
            &[],
            Body::empty(),
        )
        .await;
    assert!(answer.ok()["work_order_id"].as_i64().unwrap() > 1 << 50);
    let card = service.find("sim_status=20", |_| true).await;
    let answer = service
        .act(0, "stop", json!({"iccid": card["iccid"]}))
        .await;
    answer.ok();
    assert_eq!(
        service.card(id(&card)).await["pending_work_orders"][0]["action"],
        "suspend"
    );
    // Without a body at all, as the official client sends it.
    let other = service.find("sim_status=20&carrier_type=2", |_| true).await;
    let answer = service
        .call(
            Method::POST,
            &format!("/v1/sim-cards/{}/stop", id(&other)),
            &[],
            Body::empty(),
        )
        .await;
    answer.ok();
    for (uri, code) in [
        ("/v1/sim-cards/5/stop", "GSL.00011001"),
        ("/v1/sim-cards/0/stop", "GSL.00010004"),
        (
            "/v1/sim-cards/0/enable?iccid=89860099999999999999",
            "GSL.00011001",
        ),
        ("/v1/sim-cards/x/enable", "GSL.00010004"),
    ] {
        let answer = service.call(Method::POST, uri, &[], Body::empty()).await;
        assert_eq!(answer.error(400), code, "{uri}");
    }
}
