//! Operations 3–8, 10 and 11: what each does to a card once its work order is done, and when it is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use axum::body::Body;
use axum::http::Method;
use common::{Answer, Service};
use serde_json::{Value, json};

/// More than any work order takes.
const LONG: i64 = 30;

fn id(card: &Value) -> i64 {
    card["sim_card_id"].as_i64().unwrap()
}

impl Service {
    /// The first card a query finds that has what is asked.
    async fn find(&self, query: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let cards = self.cards(query).await;
        cards
            .into_iter()
            .find(|card| card["sim_type"] == 3 && wanted(card))
            .unwrap_or_else(|| panic!("no card for {query}"))
    }

    async fn act(&self, card: i64, operation: &str, body: Value) -> Answer {
        self.post(&format!("/v1/sim-cards/{card}/{operation}"), body)
            .await
    }

    /// Asks, waits until it is done, and answers the work order and the card after it.
    async fn done(&self, card: i64, operation: &str, body: Value) -> (Value, Value) {
        let order = self.act(card, operation, body).await.ok()["work_order_id"].clone();
        self.pass(LONG);
        let order = self.get(&format!("/v1/work-orders/{order}")).await.ok();
        assert_eq!(order["status"], 4, "{order}");
        (order, self.card(card).await)
    }
}

/// Refused with this status and code; the words name the card and each of these.
#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str, words: &[&str]) {
    assert_eq!(answer.error(status), code);
    let text = answer.json()["error_msg"].as_str().unwrap().to_owned();
    for word in words {
        assert!(text.contains(word), "{text} should say {word}");
    }
}

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
async fn operation_7_sets_changes_and_cancels_a_threshold() {
    let service = Service::new(400);
    let card = service
        .find("sim_status=20&carrier_type=2&min_used_flow=20", |card| {
            card["exceed_cut_net_flag"] == false && card["pooled"] == false
        })
        .await;
    let card_id = id(&card);
    let used = card["flow_used"].as_f64().unwrap();
    let high = (used as i64 + 1000).to_string();
    let (order, after) = service
        .done(
            card_id,
            "exceed-cut-net",
            json!({"action": 1, "quota": high}),
        )
        .await;
    assert_eq!(order["work_order_type"], 12);
    assert_eq!(after["exceed_cut_net_flag"], true);
    assert_eq!(after["exceed_cut_net_quota"].to_string(), high);
    assert_eq!(after["sim_status"], 20);
    // Below what is used: cut at once, and no figure of the past changes.
    let (_, after) = service
        .done(
            card_id,
            "exceed-cut-net",
            json!({"action": 1, "quota": "1"}),
        )
        .await;
    assert_eq!(
        (&after["sim_status"], &after["stop_reason"]),
        (&json!(14), &json!("over_threshold"))
    );
    assert_eq!(after["flow_used"], card["flow_used"]);
    // Changing the threshold is the remedy.
    let (_, after) = service
        .done(card_id, "exceed-cut-net", json!({"action": 1, "quota": -1}))
        .await;
    assert_eq!(
        (&after["sim_status"], &after["exceed_cut_net_quota"]),
        (&json!(20), &json!(-1))
    );
    let (order, after) = service
        .done(card_id, "exceed-cut-net", json!({"action": 2}))
        .await;
    assert_eq!(order["work_order_type"], 21);
    assert_eq!(after["exceed_cut_net_flag"], false);
    assert_eq!(after["exceed_cut_net_quota"], Value::Null);
    assert_eq!(after["flow_used"], card["flow_used"]);
    for body in [
        json!({"action": 1}),
        json!({"action": 3}),
        json!({"action": 1, "quota": "-2"}),
        json!({"action": 1, "quota": "1.5"}),
        json!({"action": 1, "quota": ""}),
    ] {
        assert_eq!(
            service
                .act(card_id, "exceed-cut-net", body)
                .await
                .error(400),
            "GSL.00010004"
        );
    }
}

#[tokio::test]
async fn operation_7_needs_a_pool_at_china_unicom_and_china_mobile() {
    let service = Service::new(400);
    for carrier in [1, 3] {
        let query = format!("sim_status=20&carrier_type={carrier}");
        let card = service.find(&query, |card| card["pooled"] == false).await;
        let answer = service
            .act(
                id(&card),
                "exceed-cut-net",
                json!({"action": 1, "quota": "10"}),
            )
            .await;
        refused(&answer, 403, "GSL.00011006", &["pool"]);
    }
    let card = service
        .find("sim_status=20&carrier_type=3", |card| {
            card["pooled"] == true
        })
        .await;
    let (_, after) = service
        .done(
            id(&card),
            "exceed-cut-net",
            json!({"action": 1, "quota": "900000"}),
        )
        .await;
    assert_eq!(after["exceed_cut_net_quota"], 900_000);
    let abroad = service.find("sim_status=20&carrier_type=4", |_| true).await;
    let answer = service
        .act(id(&abroad), "exceed-cut-net", json!({"action": 2}))
        .await;
    refused(&answer, 400, "GSL.00011063", &["overseas"]);
}

#[tokio::test]
async fn operation_8_china_telecom_has_two_successes_a_month() {
    let service = Service::new(400);
    let card = service
        .find("sim_status=20&carrier_type=2", |card| {
            card["imei_bind_remain_times"] == 2
        })
        .await;
    let card_id = id(&card);
    let fixed = json!({"bind_type": 2, "imei": "860123040000017"});
    let (order, after) = service.done(card_id, "bind-device", fixed.clone()).await;
    assert_eq!(order["work_order_type"], 13);
    assert_eq!(
        (&after["imei"], &after["imei_bind_remain_times"]),
        (&json!("860123040000017"), &json!(1))
    );
    let (_, after) = service
        .done(card_id, "bind-device", json!({"bind_type": 1}))
        .await;
    assert_eq!(after["imei_bind_remain_times"], 0);
    assert_eq!(
        after["imei"], "860123040000017",
        "the device in use is the same"
    );
    let answer = service
        .act(card_id, "bind-device", json!({"bind_type": 1}))
        .await;
    refused(&answer, 403, "GSL.00011006", &["2 rebinds"]);
    // The next calendar month in UTC+8 brings two more, without a restart.
    service
        .clock
        .set(gsl_server::clock::parse_now("2026-11-30T15:59:00Z").unwrap());
    assert_eq!(service.card(card_id).await["imei_bind_remain_times"], 0);
    service.pass(60);
    assert_eq!(service.card(card_id).await["imei_bind_remain_times"], 2);
    for body in [
        json!({"bind_type": 2}),
        json!({"bind_type": 2, "imei": "12"}),
        json!({"bind_type": 2, "imei": "8.6E+14"}),
        json!({"bind_type": 0}),
    ] {
        assert_eq!(
            service.act(card_id, "bind-device", body).await.error(400),
            "GSL.00010004"
        );
    }
}

#[tokio::test]
async fn operation_8_ends_a_stop_for_a_changed_device_at_china_mobile() {
    let service = Service::new(400);
    let card = service
        .find("stop_reason=separation&carrier_type=1", |_| true)
        .await;
    let answer = service
        .act(
            id(&card),
            "bind-device",
            json!({"bind_type": 2, "imei": "860123040000017"}),
        )
        .await;
    refused(&answer, 403, "GSL.00011006", &["device in use"]);
    let (_, after) = service
        .done(id(&card), "bind-device", json!({"bind_type": 1}))
        .await;
    assert_eq!(
        (&after["sim_status"], &after["stop_reason"]),
        (&json!(20), &Value::Null)
    );
    assert_ne!(
        after["imei"], card["imei"],
        "bound to the device it is in now"
    );
    assert_eq!(after["imei_bind_remain_times"], Value::Null);
    let unicom = service.find("sim_status=20&carrier_type=3", |_| true).await;
    let answer = service
        .act(id(&unicom), "bind-device", json!({"bind_type": 1}))
        .await;
    refused(
        &answer,
        400,
        "GSL.00011063",
        &["China Unicom", "1 to 3 working days"],
    );
}

#[tokio::test]
async fn operation_10_clears_real_name_data() {
    let service = Service::new(400);
    let card = service
        .find("real_named=true&sim_status=20&carrier_type=2", |_| true)
        .await;
    let (order, after) = service
        .done(id(&card), "clear-real-name", Value::Null)
        .await;
    assert_eq!(order["work_order_type"], 14);
    assert_eq!(after["real_named"], false);
    assert_eq!(
        service
            .count(&format!("real_named=true&sim_card_id={}", id(&card)))
            .await,
        0
    );
    let again = service.act(id(&card), "clear-real-name", Value::Null).await;
    refused(&again, 403, "GSL.00011006", &["real-name"]);
    let mobile = service.find("sim_status=20&carrier_type=1", |_| true).await;
    let answer = service
        .act(id(&mobile), "clear-real-name", Value::Null)
        .await;
    refused(
        &answer,
        400,
        "GSL.00011063",
        &["China Mobile", "China Telecom"],
    );
}

#[tokio::test]
async fn operation_11_limits_the_speed() {
    let service = Service::new(400);
    let card = service.find("sim_status=20&carrier_type=2", |_| true).await;
    let (order, after) = service
        .done(id(&card), "speed-limit", json!({"speed_value": 3072}))
        .await;
    assert_eq!(
        (&order["work_order_type"], &after["speed_value"]),
        (&json!(15), &json!(3072))
    );
    let (_, after) = service
        .done(id(&card), "speed-limit", json!({"speed_value": -1}))
        .await;
    assert_eq!(after["speed_value"], -1);
    for value in [json!(3000), json!(0), json!(99_999_999_999_i64)] {
        let answer = service
            .act(id(&card), "speed-limit", json!({"speed_value": value}))
            .await;
        refused(
            &answer,
            400,
            "GSL.00011016",
            &[card["cid"].as_str().unwrap()],
        );
    }
    let missing = service.act(id(&card), "speed-limit", json!({})).await;
    refused(&missing, 400, "GSL.00010004", &["speed_value"]);
    let unicom = service
        .find("sim_status=20&carrier_type=3&real_named=true", |_| true)
        .await;
    let (_, after) = service
        .done(id(&unicom), "speed-limit", json!({"speed_value": 7424}))
        .await;
    assert_eq!(after["speed_value"], 7424);
    let mobile = service.find("sim_status=20&carrier_type=1", |_| true).await;
    let answer = service
        .act(id(&mobile), "speed-limit", json!({"speed_value": 512}))
        .await;
    refused(&answer, 400, "GSL.00011063", &["China Mobile"]);
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
