//! Extension `exports`: what is in the files.

use crate::common::Service;
use gsl_model::export::{ExportKind, columns};
use serde_json::{Value, json};

fn keys(what: ExportKind) -> Vec<&'static str> {
    columns(what).iter().map(|column| column.key).collect()
}

#[tokio::test]
async fn usage_is_that_of_operation_12() {
    let service = Service::new(120);
    let request = json!({"what": "card_usage", "format": "csv", "language": "en", "columns": ["sim_card_id"]});
    let rows = service.exported(&request).await;
    let names = &rows[0][1..];
    assert_eq!(names[5], "2026-11 (MB)");
    assert_eq!(names.len(), 6);
    let ids: Vec<i64> = rows[1..]
        .iter()
        .map(|row| row[0].parse().unwrap())
        .collect();
    assert_eq!(ids.len(), 120);
    let cycles: Vec<&str> = names.iter().map(|name| &name[..7]).collect();
    let body = json!({"sim_card_ids": ids, "billing_cycles": cycles});
    let told = service.post("/v1/sim-cards/month-usages", body).await.ok();
    for (row, card) in rows[1..]
        .iter()
        .zip(told["month_usages"].as_array().unwrap())
    {
        assert_eq!(card["sim_card_id"].to_string(), row[0]);
        for (cell, month) in row[1..].iter().zip(card["flow_usages"].as_array().unwrap()) {
            assert_eq!(
                month["flow_used"].as_f64().unwrap(),
                cell.parse::<f64>().unwrap()
            );
        }
    }
}

/// Rows of a list by the keys of its columns.
async fn listed(service: &Service, what: ExportKind, filter: &str) -> Vec<Vec<String>> {
    let request = json!({"what": what.key(), "format": "csv", "language": "en", "columns": keys(what),
        "selection": {"filter": filter}});
    service.exported(&request).await.split_off(1)
}

#[tokio::test]
async fn other_lists_are_exported_too() {
    let service = Service::new(200);
    let ids: Vec<Value> = service
        .cards("sim_status=20&carrier_type=2&sim_type=3")
        .await;
    for card in &ids[..2] {
        let uri = format!("/v1/sim-cards/{}/stop", card["sim_card_id"]);
        service.post(&uri, json!({})).await.ok();
    }
    for (what, uri, items, filter) in [
        (
            ExportKind::Orders,
            "/v1/orders?",
            "orders",
            "order_status=5",
        ),
        (ExportKind::Tags, "/v1/tags?", "tags", "status=1"),
        (
            ExportKind::WorkOrders,
            "/v1/work-orders?",
            "work_orders",
            "work_order_type=5",
        ),
    ] {
        for filter in ["", filter] {
            let rows = listed(&service, what, filter).await;
            let list = service.get(&format!("{uri}limit=500&{filter}")).await.ok();
            let list = list[items].as_array().unwrap();
            assert_eq!(rows.len(), list.len());
            assert!(!list.is_empty(), "{uri}{filter}");
            let id = keys(what)[0];
            for (row, item) in rows.iter().zip(list) {
                assert_eq!(row[0], item[id].to_string());
            }
        }
    }
    let orders = service.get("/v1/work-orders").await.ok();
    let order = &orders["work_orders"][0]["id"];
    let rows = listed(
        &service,
        ExportKind::WorkOrderItems,
        &format!("work_order_id={order}"),
    )
    .await;
    assert_eq!((rows.len(), &rows[0][0]), (1, &order.to_string()));
    assert!(["Processing", "Succeeded"].contains(&rows[0][4].as_str()));
    assert_eq!(
        listed(&service, ExportKind::WorkOrderItems, "").await.len(),
        2
    );
}

#[tokio::test]
async fn pools_and_their_cards_are_exported_too() {
    let service = Service::new(2_000);
    for (what, uri) in [
        (ExportKind::SimPools, "sim-pools"),
        (ExportKind::BackPools, "back-pools"),
    ] {
        for filter in ["", "all_billing_cycle=true"] {
            let rows = listed(&service, what, filter).await;
            let list = service.get(&format!("/v1/{uri}?limit=500&{filter}")).await;
            let list = list.ok()["pools"].as_array().unwrap().clone();
            assert!(!list.is_empty());
            assert_eq!(rows.len(), list.len());
            for (row, pool) in rows.iter().zip(&list) {
                let at = |key| keys(what).iter().position(|known| *known == key).unwrap();
                assert_eq!(row[at("id")], pool["id"].to_string());
                assert_eq!(row[at("billing_cycle")], pool["billing_cycle"]);
                assert_eq!(
                    row[at("flow_used")].parse::<f64>().unwrap(),
                    pool["flow_used"].as_f64().unwrap()
                );
                assert_eq!(row[at("quantity")], pool["quantity"].to_string());
            }
        }
    }
    for (what, uri, name) in [
        (ExportKind::SimPoolMembers, "sim-pools", "sim_pool_id"),
        (ExportKind::BackPoolMembers, "back-pools", "back_pool_id"),
    ] {
        let pools = service.get(&format!("/v1/{uri}")).await.ok();
        let pool = &pools["pools"][0];
        let cycle = pool["billing_cycle"].as_str().unwrap();
        let filter = format!("{name}={}&billing_cycle={cycle}", pool["id"]);
        let rows = listed(&service, what, &filter).await;
        let members = format!("/v1/{uri}/{}/members?{filter}&limit=500", pool["id"]);
        let members = service.get(&members).await.ok();
        let members = members["pool_members"].as_array().unwrap();
        assert!(!members.is_empty());
        assert_eq!(rows.len(), members.len());
        for (row, card) in rows.iter().zip(members) {
            assert_eq!(row[0], card["cid"]);
            assert_eq!(
                row[4].parse::<f64>().unwrap(),
                card["flow_used"].as_f64().unwrap()
            );
        }
        // Without a pool or its cycle there is no list.
        for filter in ["", &format!("{name}={}", pool["id"])] {
            let body = json!({"what": what.key(), "selection": {"filter": filter}});
            let refused = service.post("/v1/export-tasks", body).await;
            assert_eq!(refused.error(400), "GSL.00010004");
        }
    }
}

#[tokio::test]
async fn formulas_in_labels_come_out_unharmed() {
    let service = Service::new(30);
    let id = service.cards("").await[0]["sim_card_id"].as_i64().unwrap();
    for value in [
        "=1+1",
        "+8613800138000",
        "-1",
        "@x",
        "'q",
        "a,\"b\";c",
        "=\"7\"",
    ] {
        let body = json!({"attributes": [{"sim_card_id": id, "customer_attribute1": value}]});
        service
            .post("/v1/sim-cards/attributes/batch-set", body)
            .await
            .ok();
        let request = json!({"what": "cards", "format": "csv", "selection": {"ids": [id]},
            "columns": ["customer_attribute1", "cid"]});
        let task = service.export(&request).await;
        service.write_exports();
        let bytes = service.file(&task, &[]).await.bytes;
        assert_eq!(crate::export::rows(&bytes)[1][0], value);
        let line = String::from_utf8(bytes).unwrap();
        let line = line
            .split("\r\n")
            .nth(1)
            .unwrap()
            .trim_start_matches('"')
            .to_owned();
        assert!(!line.starts_with(['=', '+', '-', '@']), "{line}");
    }
}
