//! `Idempotency-Key` on every route that changes something: sent twice, also six times at once, it happens once and is
//! answered the same.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use crate::bulk::{Bulk, PACE, WEEK};
use crate::common::{Answer, Service};

/// They only read, tell what would happen, or set how the mirror reads to what it is set to already.
const READS: [&str; 9] = [
    "POST /v1/account/sync/pause",
    "POST /v1/account/sync/resume",
    "POST /v1/account/sync/read-now",
    "POST /v1/sim-cards/month-usages",
    "POST /v1/sim-cards/batch-daily-flow",
    "POST /v1/sim-price-plans/usage/batch-query",
    "POST /v1/bulk-jobs/excluded.csv",
    "POST /v1/sim-pools/pre-check",
    "POST /v1/card-add-ons/check",
];

/// What of them needs orders in a certain state is sent twice in the tests of its own operation.
const ELSEWHERE: [&str; 10] = [
    "POST /v1/orders",
    "POST /v1/payments",
    "POST /v1/card-add-ons",
    "POST /v1/sim-pools/{sim_pool_id}/add-ons",
    "POST /v1/sim-pools/{sim_pool_id}/orders",
    "POST /v1/back-pools/{back_pool_id}/restart",
    "POST /v1/orders/{order_id}/directional",
    "PUT /v1/orders/{order_id}/directional/{entry_id}",
    "DELETE /v1/orders/{order_id}/directional/{entry_id}",
    "POST /v1/renewals",
];

/// A request that may be possible.
struct Try {
    route: &'static str,
    path: String,
    body: Value,
}

fn method(route: &str) -> Method {
    route.split(' ').next().unwrap().parse().unwrap()
}

impl Service {
    async fn with_key(&self, one: &Try, body: &Value, key: &str) -> Answer {
        let body = match body {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            json => json.to_string(),
        };
        let headers = [
            ("idempotency-key", key),
            (
                "content-type",
                if one.route.ends_with("/files") {
                    "text/csv"
                } else {
                    "application/json"
                },
            ),
        ];
        self.call(method(one.route), &one.path, &headers, body)
            .await
    }

    async fn made(&self, path: &str, body: Value, id: &str) -> Value {
        self.pass(1);
        self.post(path, body).await.ok()[id].clone()
    }
}

/// Requests of a route, several for those that not every card or pool allows.
async fn tries(service: &Service, route: &'static str, turn: usize) -> Vec<Try> {
    let at = |path: String, body: Value| Try { route, path, body };
    let one = |path: String, body: Value| vec![at(path, body)];
    let rest = route.split_once(' ').unwrap().1.to_owned();
    let name = format!("名{turn}");
    let each_card = async |action: &str, body: Value| -> Vec<Try> {
        let cards = service.ids("sim_type=3").await;
        let of = |id: &i64| at(format!("/v1/sim-cards/{id}/{action}"), body.clone());
        cards.iter().map(of).collect()
    };
    let card = service.ids("sim_status=20&sim_type=3&carrier_type=2").await[turn];
    let tag = || {
        service.made(
            "/v1/tags",
            json!({"tag_name": format!("标签{turn}{route}").chars().take(30).collect::<String>()}),
            "id",
        )
    };
    let address = json!({"receiver": name, "phone": "13800000000", "address": "深圳市南山区科技园一号", "postcode": "518000"});
    let export = json!({"what": "tags", "format": "csv"});
    match route {
        "POST /v1/tags" => one(rest, json!({"tag_name": name})),
        "PUT /v1/tags/{tag_id}" => one(
            format!("/v1/tags/{}", tag().await),
            json!({"tag_name": format!("新{turn}")}),
        ),
        "DELETE /v1/tags/{tag_id}" => one(format!("/v1/tags/{}", tag().await), Value::Null),
        "POST /v1/sim-tags/batch-set" => {
            let tag = tag().await;
            one(rest, json!({"sim_card_ids": [card], "tag_ids": [tag]}))
        }
        "POST /v1/attributes" => {
            let free = "DELETE FROM attributes WHERE slot = 6";
            service
                .store
                .write(|db| Ok::<_, rusqlite::Error>((db.execute(free, [])?, vec![])))
                .unwrap();
            one(rest, json!({"cust_attr_name": name}))
        }
        "PUT /v1/attributes/{attribute_id}" => one(
            "/v1/attributes/3300000000900001".to_owned(),
            json!({"cust_attr_name": format!("新{turn}")}),
        ),
        "POST /v1/attributes/{attribute_id}/enable"
        | "POST /v1/attributes/{attribute_id}/disable" => one(
            rest.replace("{attribute_id}", "3300000000900002"),
            Value::Null,
        ),
        "POST /v1/sim-cards/attributes/batch-set" => one(
            rest,
            json!({"attributes": [{"sim_card_id": card, "customer_attribute1": name}]}),
        ),
        "POST /v1/card-lists" => one(
            rest,
            json!({"numbers": [format!("8986011285106334{turn:04}")]}),
        ),
        "POST /v1/files" => one(rest, json!(format!("ICCID\n8986011285106334{turn:04}\n"))),
        "POST /v1/bulk-jobs" => {
            let selection = json!({"filter": format!("sim_card_id={card}")});
            let request = json!({"action": "suspend", "selection": selection});
            let plan = service.plan(&request).await["plan_id"].clone();
            one(rest, json!({"plan_id": plan}))
        }
        "POST /v1/bulk-jobs/{bulk_job_id}/cancel" => {
            let request = json!({"action": "rebind", "selection": {"ids": [card]}});
            let job = service.make(&request).await["bulk_job_id"].clone();
            one(format!("/v1/bulk-jobs/{job}/cancel"), Value::Null)
        }
        "POST /v1/bulk-jobs/{bulk_job_id}/retry" => {
            let request = json!({"action": "cut_net", "selection": {"ids": [card]}});
            let made = service.make(&request).await;
            let job = made["bulk_job_id"].as_i64().unwrap();
            let bad_day = "UPDATE work_order_items SET fate = 'carrier_timeout' WHERE work_order IN \
                           (SELECT work_order FROM bulk_orders WHERE job = ?1)";
            service
                .store
                .write(|db| Ok::<_, rusqlite::Error>((db.execute(bad_day, [job])?, vec![])))
                .unwrap();
            service.tick(PACE);
            service.lapse(WEEK);
            one(format!("/v1/bulk-jobs/{job}/retry"), Value::Null)
        }
        "POST /v1/bulk-jobs/{bulk_job_id}/undo" => {
            let request = json!({"action": "cut_net", "selection": {"ids": [card]}});
            let made = service.make(&request).await;
            let job = made["bulk_job_id"].as_i64().unwrap();
            service.tick(PACE);
            service.lapse(WEEK);
            one(format!("/v1/bulk-jobs/{job}/undo"), Value::Null)
        }
        "POST /v1/sim-cards/{sim_card_id}/enable" => each_card("enable", Value::Null).await,
        "POST /v1/sim-cards/{sim_card_id}/stop" => each_card("stop", json!({})).await,
        "POST /v1/sim-cards/{sim_card_id}/reset" => each_card("reset", json!({})).await,
        "POST /v1/sim-cards/{sim_card_id}/cut-net" => {
            each_card("cut-net", json!({"action": "ADD"})).await
        }
        "POST /v1/sim-cards/{sim_card_id}/exceed-cut-net" => {
            each_card("exceed-cut-net", json!({"action": 1, "quota": "900"})).await
        }
        "POST /v1/sim-cards/{sim_card_id}/bind-device" => {
            each_card("bind-device", json!({"bind_type": 1})).await
        }
        "POST /v1/sim-cards/{sim_card_id}/clear-real-name" => {
            each_card("clear-real-name", Value::Null).await
        }
        "POST /v1/sim-cards/{sim_card_id}/speed-limit" => {
            each_card("speed-limit", json!({"speed_value": 512})).await
        }
        "POST /v1/sim-cards/{sim_card_id}/bind-area" => {
            each_card("bind-area", json!({"area": "广东"})).await
        }
        "POST /v1/work-orders/{work_order_id}/cancel" => {
            let mut all = Vec::new();
            for card in service.ids("sim_status=20&sim_type=3&carrier_type=1").await {
                let answer = service
                    .post(&format!("/v1/sim-cards/{card}/stop"), json!({}))
                    .await;
                if answer.status == 200 {
                    let order = answer.ok()["work_order_id"].clone();
                    all.push(at(format!("/v1/work-orders/{order}/cancel"), Value::Null));
                    break;
                }
            }
            all
        }
        "POST /v1/sim-pools" => {
            let list = service.get("/v1/sim-pools/candidates?limit=500").await.ok();
            let orders = list["orders"]
                .as_array()
                .or(list["candidates"].as_array())
                .unwrap();
            let of = |order: &Value| {
                at(
                    rest.clone(),
                    json!({"pool_name": format!("池{turn}"), "order_ids": [order["order_id"]]}),
                )
            };
            orders.iter().map(of).collect()
        }
        "PUT /v1/sim-pools/{sim_pool_id}" | "PUT /v1/back-pools/{back_pool_id}" => {
            let kind = rest.split('/').nth(2).unwrap();
            let pool = ids_of_pools(service, kind).await[0];
            one(
                format!("/v1/{kind}/{pool}"),
                json!({"pool_name": format!("新池{turn}{}", kind.len())}),
            )
        }
        "POST /v1/sim-pools/{sim_pool_id}/refresh"
        | "POST /v1/back-pools/{back_pool_id}/refresh" => {
            let kind = rest.split('/').nth(2).unwrap();
            service.pass(5);
            let pools = ids_of_pools(service, kind).await;
            one(
                format!("/v1/{kind}/{}/refresh", pools[turn % pools.len()]),
                Value::Null,
            )
        }
        "POST /v1/sim-pools/{sim_pool_id}/activate" => {
            let pools = ids_of_pools(service, "sim-pools").await;
            let of = |pool: &i64| {
                at(
                    format!("/v1/sim-pools/{pool}/activate"),
                    json!({"way": "pool", "quantity": 1}),
                )
            };
            pools.iter().map(of).collect()
        }
        "POST /v1/export-plans" => one(rest, export),
        "POST /v1/export-tasks" => {
            service.pass(1);
            one(rest, export)
        }
        "DELETE /v1/export-tasks/{export_task_id}"
        | "POST /v1/export-tasks/{export_task_id}/cancel"
        | "POST /v1/export-tasks/{export_task_id}/retry" => {
            let task = service
                .made("/v1/export-tasks", export, "export_task_id")
                .await;
            if route.ends_with("retry") {
                service
                    .post(&format!("/v1/export-tasks/{task}/cancel"), json!({}))
                    .await
                    .ok();
                service.pass(1);
            }
            one(
                rest.replace("{export_task_id}", &task.to_string()),
                Value::Null,
            )
        }
        "POST /v1/orders/quotes" => {
            let list = service.get("/v1/price-plans?limit=500").await.ok();
            let plans = list["price_plans"].as_array().unwrap();
            let of = |plan: &Value| {
                at(
                    rest.clone(),
                    json!({"price_plan_id": plan["price_plan_id"], "card_form": "consumer_2ff", "pack_size": 100, "pack_count": 1}),
                )
            };
            plans.iter().map(of).collect()
        }
        "POST /v1/orders/{order_id}/cancel" => {
            let address = service.made("/v1/addresses", address, "address_id").await;
            let request = json!({"action": "replace", "parameters": {"address_id": address}, "selection": {"ids": [card]}});
            let order = service.make(&request).await["order_id"].clone();
            one(format!("/v1/orders/{order}/cancel"), Value::Null)
        }
        "POST /v1/renewal-snapshots" => {
            let list = service.get("/v1/orders?limit=500").await.ok();
            let of = |order: &Value| {
                at(
                    rest.clone(),
                    json!({"way": "orders", "order_ids": [order["order_id"]]}),
                )
            };
            list["orders"].as_array().unwrap().iter().map(of).collect()
        }
        "POST /v1/addresses" => one(rest, address),
        "PUT /v1/addresses/{address_id}" | "DELETE /v1/addresses/{address_id}" => {
            let id = service
                .made("/v1/addresses", address.clone(), "address_id")
                .await;
            let body = if route.starts_with("PUT") {
                address
            } else {
                Value::Null
            };
            one(format!("/v1/addresses/{id}"), body)
        }
        _ => panic!("{route} is a new route: say how it is sent twice"),
    }
}

async fn ids_of_pools(service: &Service, kind: &str) -> Vec<i64> {
    if kind == "sim-pools" {
        let pools = crate::common::pools::forward(service, "").await.pools;
        return pools.iter().map(|pool| pool.id).collect();
    }
    let pools = crate::common::pools::backward(service, "").await.pools;
    pools.iter().map(|pool| pool.id).collect()
}

#[tokio::test]
async fn a13_every_change_sent_again_with_its_key_happens_once() {
    let service = Service::new(900);
    let description = service.get("/v1/openapi.json").await.ok();
    let mut routes = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if method == "get" {
                continue;
            }
            let route: &'static str = format!("{} {path}", method.to_uppercase()).leak();
            if READS.contains(&route) {
                continue;
            }
            let described = operation["parameters"]
                .to_string()
                .contains("Idempotency-Key");
            assert!(described, "{route} does not say so");
            routes.insert(route);
        }
    }
    for route in ELSEWHERE {
        assert!(routes.remove(route), "{route}");
    }
    let mut turn = 0;
    for route in routes {
        // One after the other.
        turn += 1;
        let mut done = false;
        for (at, one) in tries(&service, route, turn).await.iter().enumerate() {
            let key = format!("two-{turn}-{at}");
            let first = service.with_key(one, &one.body, &key).await;
            if first.status != 200 {
                continue;
            }
            done = true;
            let again = service.with_key(one, &one.body, &key).await;
            assert_eq!(again.ok(), first.ok(), "{route}");
            let other = service.with_key(one, &json!({"other": 1}), &key).await;
            let told = other.json()["error_msg"].to_string();
            assert_eq!(other.status, 400, "{route}: {told}");
            break;
        }
        assert!(done, "{route}: nothing to send");
        // Six at once.
        turn += 1;
        done = false;
        for (at, one) in tries(&service, route, turn).await.iter().enumerate() {
            let key = format!("six-{turn}-{at}");
            let calls = (0..6).map(|_| service.with_key(one, &one.body, &key));
            let answers = futures_util::future::join_all(calls).await;
            if answers.iter().all(|answer| answer.status != 200) {
                continue;
            }
            done = true;
            let first = answers[0].ok();
            for answer in &answers {
                assert_eq!(answer.ok(), first, "{route}");
            }
            break;
        }
        assert!(done, "{route}: nothing to send six times");
    }
}
