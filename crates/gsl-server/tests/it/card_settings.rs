//! Operations 7, 8, 10 and 11: what each does to a card once its work order is done, and when it is refused.

use crate::common::Service;
use crate::common::orders::{id, refused};
use serde_json::{Value, json};

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
async fn operation_11_at_china_unicom_needs_personal_real_name() {
    let service = Service::new(400);
    let card = service
        .find("sim_status=20&carrier_type=3&real_named=true", |_| true)
        .await;
    let card_id = id(&card);
    service
        .store
        .write(|db| {
            let unnamed = "UPDATE cards SET real_named = 0 WHERE id = ?1";
            db.execute(unnamed, [card_id])?;
            Ok::<_, rusqlite::Error>(((), vec![card_id]))
        })
        .unwrap();
    let answer = service
        .act(card_id, "speed-limit", json!({"speed_value": 512}))
        .await;
    refused(&answer, 403, "GSL.00011006", &["real-name"]);
}

#[tokio::test]
async fn a_card_of_china_mobile_is_bound_to_a_province() {
    let service = Service::new(400);
    let card = service.find("sim_status=20&carrier_type=1", |_| true).await;
    assert_eq!(card["restricted_area"], Value::Null);
    // By any of its names.
    for (name, area) in [("广东", "广东"), ("Fujian", "福建")] {
        let (order, after) = service
            .done(id(&card), "bind-area", json!({"area": name}))
            .await;
        assert_eq!(
            (&order["work_order_type"], &after["restricted_area"]),
            (&json!(24), &json!(area))
        );
        assert_eq!(after["sim_status"], 20);
    }
    for wrong in [json!({}), json!({"area": "Atlantis"})] {
        let answer = service.act(id(&card), "bind-area", wrong).await;
        refused(&answer, 400, "GSL.00010004", &["area"]);
    }
    let telecom = service.find("sim_status=20&carrier_type=2", |_| true).await;
    let answer = service
        .act(id(&telecom), "bind-area", json!({"area": "广东"}))
        .await;
    refused(&answer, 400, "GSL.00011063", &[]);
    let waiting = service.find("sim_status=13&carrier_type=1", |_| true).await;
    let answer = service
        .act(id(&waiting), "bind-area", json!({"area": "广东"}))
        .await;
    refused(&answer, 403, "GSL.00011006", &[]);
}
