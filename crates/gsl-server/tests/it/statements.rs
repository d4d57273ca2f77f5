//! What a list costs: as many SQL statements for a page of many rows as for a page of few.

use gsl_server::error::ApiError;
use gsl_server::work_orders::Action;
use serde_json::{Value, json};

use crate::common::Service;
use crate::common::orders::{PACE, id};

/// Rows that the seed has too few of.
const MORE_ROWS: &str = "
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
INSERT INTO tags (id, name, uses) SELECT 900000 + i, 'tag ' || i, 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
INSERT INTO bulk_jobs (id, action, parameters, selection, source, ready, batch, total, waiting, excluded, create_time,
  expected_time, finish_time) SELECT i, 'stop', '{}', 'ids', 2, 1, 1, 600, 0, 0, 0, 0, 0 FROM n;

INSERT INTO bulk_reasons (id, reason) VALUES (1, '{\"key\":\"no_card\"}');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
INSERT INTO bulk_items (job, position, status, number, reason) SELECT 7, i, 4, 'x' || i, 1 FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
INSERT INTO export_tasks (id, what, format, language, columns, selection, except_count, request, state, total,
  create_time) SELECT i, 'cards', 'csv', 'en', 'cid', 'ids', 0, '{}', 'cancelled', 5, 0 FROM n;
";

/// Rows of an answer: the one list in it.
fn rows(answer: &Value) -> usize {
    let lists = match answer {
        Value::Array(rows) => vec![rows],
        Value::Object(fields) => fields.values().filter_map(Value::as_array).collect(),
        _ => Vec::new(),
    };
    assert_eq!(lists.len(), 1, "{answer}");
    lists[0].len()
}

/// Asks, and answers how many rows came and how many statements they took.
async fn cost(service: &Service, path: &str, body: Option<Value>) -> (usize, u64) {
    let before = service.store.statements();
    let answer = match body {
        Some(body) => service.post(path, body).await.ok(),
        None => service.get(path).await.ok(),
    };
    (rows(&answer), service.store.statements() - before)
}

#[tokio::test]
async fn a_page_of_many_rows_costs_as_many_statements_as_one_of_few() {
    let service = Service::new(2000);
    service
        .store
        .write(|db| {
            db.execute_batch(MORE_ROWS)?;
            Ok::<_, ApiError>(((), Vec::new()))
        })
        .unwrap();
    let cards = service.cards("sim_status=20").await;
    let cards: Vec<i64> = cards.iter().map(id).collect();
    assert!(cards.len() > 500);
    for card in &cards[..20] {
        service.submit(Action::Suspend, &[*card], PACE);
    }
    let order = service.submit(Action::Suspend, &cards[20..], PACE);
    let found = service
        .post(
            "/v1/renewal-snapshots",
            json!({ "way": "expiry", "days": 90 }),
        )
        .await
        .ok();
    let snapshot = &found["snapshot_id"];
    let mut pools = Vec::new();
    for kind in ["sim-pools", "back-pools"] {
        let list = service.get(&format!("/v1/{kind}?limit=500")).await.ok();
        let mut all = list["pools"].as_array().unwrap().clone();
        all.sort_by_key(|pool| pool["quantity"].as_i64());
        let largest = all.pop().unwrap();
        pools.push(format!("{kind}/{}", largest["id"]));
        let cycle = largest["billing_cycle"].as_str().unwrap().to_owned();
        pools.push(cycle);
    }
    let members = |at: usize| {
        format!(
            "/v1/{}/members?billing_cycle={}&limit=",
            pools[at],
            pools[at + 1]
        )
    };
    let lists = [
        "/v1/sim-cards?limit=".to_owned(),
        "/v1/sim-cards?sim_status=20&sort=flow_used&limit=".to_owned(),
        "/v1/work-orders?limit=".to_owned(),
        format!("/v1/work-orders/{order}/details?limit="),
        "/v1/sim-pools?all_billing_cycle=true&limit=".to_owned(),
        "/v1/back-pools?all_billing_cycle=true&limit=".to_owned(),
        members(0),
        members(2),
        "/v1/sim-pools/candidates?limit=".to_owned(),
        "/v1/price-plans?limit=".to_owned(),
        "/v1/tags?limit=".to_owned(),
        "/v1/orders?limit=".to_owned(),
        "/v1/bulk-jobs?limit=".to_owned(),
        "/v1/bulk-jobs/7/items?limit=".to_owned(),
        "/v1/export-tasks?limit=".to_owned(),
        format!("/v1/renewal-snapshots/{snapshot}/cards?limit="),
    ];
    for list in lists {
        let (few, cheap) = cost(&service, &format!("{list}10"), None).await;
        let (many, dear) = cost(&service, &format!("{list}500"), None).await;
        assert!(few <= 10 && few < many, "{list}: {few} and {many} rows");
        assert_eq!(cheap, dear, "{list}: {few} and {many} rows");
    }
    let top = format!("/v1/{}/top-members?limit=", pools[0]);
    let (few, cheap) = cost(&service, &format!("{top}2"), None).await;
    let (many, dear) = cost(&service, &format!("{top}100"), None).await;
    assert!(few < many, "{few} and {many} members");
    assert_eq!(cheap, dear, "top members");
}

#[tokio::test]
async fn usage_of_many_cards_costs_as_many_statements_as_of_few() {
    let service = Service::new(2000);
    let cards = service.cards("").await;
    let cards: Vec<i64> = cards.iter().map(id).collect();
    for (path, most, more) in [
        (
            "/v1/sim-cards/month-usages",
            500,
            json!({ "billing_cycles": ["2026-10"] }),
        ),
        (
            "/v1/sim-cards/batch-daily-flow",
            100,
            json!({ "date": "20261120" }),
        ),
        ("/v1/sim-price-plans/usage/batch-query", 50, json!({})),
    ] {
        let body = |cards: &[i64]| {
            let mut body = more.clone();
            body["sim_card_ids"] = json!(cards);
            Some(body)
        };
        let (_, cheap) = cost(&service, path, body(&cards[..2])).await;
        let (_, dear) = cost(&service, path, body(&cards[..most])).await;
        assert_eq!(cheap, dear, "{path}");
    }
}

#[tokio::test]
async fn the_renewal_calendar_costs_the_same_for_any_number_of_orders() {
    let mut costs = Vec::new();
    for cards in [300, 2000] {
        let service = Service::new(cards);
        let months = service.get("/v1/renewal-calendar").await.ok();
        let months = months["months"].as_array().unwrap();
        let fullest = months.iter().max_by_key(|month| month["orders"].as_i64());
        let month = fullest.unwrap()["month"].as_str().unwrap().to_owned();
        let (_, months) = cost(&service, "/v1/renewal-calendar", None).await;
        let (orders, month) = cost(&service, &format!("/v1/renewal-calendar/{month}"), None).await;
        costs.push((orders, months, month));
    }
    let [(few, ..), (many, ..)] = costs[..] else {
        panic!("two services");
    };
    assert!(few < many, "{costs:?}");
    assert_eq!(
        (costs[0].1, costs[0].2),
        (costs[1].1, costs[1].2),
        "{costs:?}"
    );
}
