//! Extension `exports`: the rows that were counted are the rows of the file.

use crate::bulk::Bulk;
use crate::common::Service;
use axum::http::Method;
use gsl_server::export::run::tick;
use serde_json::{Value, json};

impl Service {
    async fn export_plan(&self, what: &str, selection: Value) -> Value {
        let request = json!({"what": what, "selection": selection});
        self.post("/v1/export-plans", request).await.ok()
    }

    /// The first column of a planned export and how its task stands.
    async fn planned(&self, plan: &Value, columns: &[&str]) -> (Vec<String>, Value) {
        let request = json!({
            "plan_id": plan["plan_id"], "columns": columns, "format": "csv", "language": "en"
        });
        let task = self.export(&request).await;
        while tick(&self.store, &self.clock).unwrap() {}
        let task = self.task(&task).await;
        assert_eq!(task["state"], "succeeded", "{task}");
        let rows = crate::export::rows(&self.file(&task, &[]).await.bytes);
        let first = rows.into_iter().skip(1).map(|mut row| row.remove(0));
        (first.collect(), task)
    }
}

#[tokio::test]
async fn b1_an_export_has_the_cards_that_were_counted() {
    let filter = "sort=cid&order=asc&sim_status=20&sim_type=3&carrier_type=2";
    for what in ["cards", "card_usage"] {
        let service = Service::new(200);
        let ids = service.ids(filter).await;
        let others = service.ids("sim_status=14&carrier_type=2").await;
        let seen: Vec<String> = ids.iter().map(i64::to_string).collect();
        let plan = service.export_plan(what, json!({"filter": filter})).await;
        assert_eq!(plan["total"].as_u64().unwrap() as usize, seen.len());
        assert_eq!(plan["what"], what);
        assert_eq!(plan["expire_time"], "2026-11-22T12:30:00.000Z");
        // One card goes out of the filter, another comes into it.
        for (card, status) in [(ids[0], 14), (others[0], 20)] {
            service
                .store
                .write(|db| {
                    db.execute("UPDATE cards SET status = ?2 WHERE id = ?1", [card, status])?;
                    Ok::<_, rusqlite::Error>(((), vec![card]))
                })
                .unwrap();
        }
        let (rows, task) = service.planned(&plan, &["sim_card_id"]).await;
        assert_eq!(rows, seen, "{what}");
        assert_eq!(
            (&task["total"], &task["rows"]),
            (&plan["total"], &plan["total"])
        );
        assert_eq!(
            (&task["what"], &task["selection"], &task["filter"]),
            (&json!(what), &json!("filter"), &json!(filter))
        );
        // Done anew when its file is gone, it has the same cards.
        service.pass(8 * 86_400);
        service.get("/v1/export-tasks").await.ok();
        let retry = format!("/v1/export-tasks/{}/retry", task["export_task_id"]);
        service.post(&retry, json!({})).await.ok();
        while tick(&service.store, &service.clock).unwrap() {}
        let again = crate::export::rows(&service.file(&task, &[]).await.bytes);
        assert_eq!(again.len() - 1, seen.len());
    }
}

#[tokio::test]
async fn b1_cards_that_are_gone_since_are_told_by_the_numbers() {
    let service = Service::new(60);
    let plan = service.export_plan("cards", json!({"filter": ""})).await;
    let ids = service.ids("").await;
    let request = json!({"action": "transfer", "parameters": {"account": "b"}, "selection": {"filter": "sim_status=20"}});
    let job = service.finish(&service.make(&request).await).await;
    let gone = job["succeeded"].as_i64().unwrap();
    assert!(gone > 0);
    let again = service.export_plan("cards", json!({"ids": ids})).await;
    assert_eq!(again["total"].as_i64().unwrap(), 60 - gone);
    assert_eq!(plan["total"], 60);
    let (rows, task) = service.planned(&plan, &["sim_card_id"]).await;
    assert_eq!(task["total"], 60);
    assert_eq!(task["rows"].as_i64().unwrap(), 60 - gone);
    assert_eq!(rows.len() as i64, 60 - gone);
}

#[tokio::test]
async fn b1_an_export_has_the_rows_of_other_lists_that_were_counted() {
    let service = Service::new(600);
    // Work orders: under way when they are counted, over when the file is written.
    let cards = service.ids("sim_status=20&sim_type=3&carrier_type=2").await;
    for card in &cards[..3] {
        let stop = format!("/v1/sim-cards/{card}/stop");
        service.post(&stop, json!({})).await.ok();
    }
    let numbers = |list: &Value, rows: &str, id: &str| -> Vec<String> {
        let rows = list[rows].as_array().unwrap().iter();
        rows.map(|row| row[id].to_string()).collect()
    };
    let open = "status=1&status=2&status=3";
    let list = service
        .get(&format!("/v1/work-orders?limit=500&{open}"))
        .await
        .ok();
    let orders = numbers(&list, "work_orders", "id");
    assert!(orders.len() >= 3);
    let tag = service
        .post("/v1/tags", json!({"tag_name": "夜间"}))
        .await
        .ok();
    let tags = numbers(&service.get("/v1/tags?limit=500").await.ok(), "tags", "id");
    let bought = numbers(
        &service.get("/v1/orders?limit=500").await.ok(),
        "orders",
        "order_id",
    );
    let pools = service.get("/v1/sim-pools?limit=500").await.ok();
    let plans = [
        ("work_orders", open.to_owned(), "id", orders.len()),
        ("tags", String::new(), "id", tags.len()),
        ("orders", String::new(), "order_id", bought.len()),
        (
            "sim_pools",
            String::new(),
            "id",
            pools["count"].as_u64().unwrap() as usize,
        ),
        ("back_pools", "all_billing_cycle=true".to_owned(), "id", 0),
    ];
    let mut kept = Vec::new();
    for (what, filter, column, count) in &plans {
        let plan = service.export_plan(what, json!({"filter": filter})).await;
        if *count > 0 {
            assert_eq!(plan["total"].as_u64().unwrap() as usize, *count, "{what}");
        }
        kept.push((*what, plan, *column));
    }
    // All of them change: the work orders end, a tag goes and another comes.
    service.pass(60);
    service.get("/v1/work-orders").await.ok();
    let uri = format!("/v1/tags/{}", tag["id"]);
    service.call(Method::DELETE, &uri, &[], "").await.ok();
    service
        .post("/v1/tags", json!({"tag_name": "日间"}))
        .await
        .ok();
    for (what, plan, column) in kept {
        let (rows, task) = service.planned(&plan, &[column]).await;
        assert_eq!(task["total"], plan["total"], "{what}");
        match what {
            "work_orders" => assert_eq!(rows, orders),
            "orders" => assert_eq!(rows, bought),
            "tags" => {
                let gone = tag["id"].to_string();
                let left = tags.iter().filter(|id| **id != gone);
                assert_eq!(rows.iter().collect::<Vec<_>>(), left.collect::<Vec<_>>());
                assert_eq!(task["rows"].as_i64().unwrap() + 1, task["total"]);
            }
            _ => assert_eq!(rows.len() as u64, plan["total"].as_u64().unwrap(), "{what}"),
        }
    }
}

#[tokio::test]
async fn b1_an_export_plan_that_does_not_hold_is_409() {
    let service = Service::new(60);
    let plan = service.export_plan("cards", json!({"filter": ""})).await;
    let send = async |mut body: Value, id: &Value| {
        body["plan_id"] = id.clone();
        service.post("/v1/export-tasks", body).await
    };
    for (body, id) in [
        (json!({"what": "tags"}), &plan["plan_id"]),
        (
            json!({"selection": {"filter": "sim_status=20"}}),
            &plan["plan_id"],
        ),
        (json!({}), &json!(7)),
    ] {
        assert_eq!(send(body, id).await.error(409), "GSL.00013009");
    }
    // A bulk job's plan is none of an export, and the other way round.
    let job = json!({"plan_id": plan["plan_id"]});
    assert_eq!(
        service.post("/v1/bulk-jobs", job).await.error(409),
        "GSL.00013009"
    );
    service.pass(30 * 60);
    assert_eq!(
        send(json!({}), &plan["plan_id"]).await.error(409),
        "GSL.00013009"
    );
    let list = service.get("/v1/export-tasks").await.ok();
    assert_eq!(
        (&list["count"], &list["wait_seconds"]),
        (&json!(0), &json!(0))
    );
}
