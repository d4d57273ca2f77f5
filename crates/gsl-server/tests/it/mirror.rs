//! A mirror of an account beside the account: after a first reading both say the same, whatever happened on the way.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::Duration;

use gsl_model::wire::{SyncGroup, SyncState};
use serde_json::{Value, json};

use crate::common::Service;
use crate::common::cloud::{Cloud, Mirrored};

/// Fields that the public API does not document and nothing tells.
const UNKNOWN: &[&str] = &[
    "purchase_time",
    "card_form",
    "data_type",
    "restricted_area",
    "pending_work_orders",
    "stopped_since",
];
/// Fields of a card that follow from what it documents.
const DERIVED: &[&str] = &[
    "carrier_type",
    "flow_total",
    "flow_time",
    "pooled",
    "back_pool_id",
];

fn by_id(rows: Vec<Value>, id: &str) -> BTreeMap<i64, Value> {
    rows.into_iter()
        .map(|row| (row[id].as_i64().unwrap(), row))
        .collect()
}

async fn same_cards(account: &Service, mirror: &Service) {
    let theirs = by_id(account.cards("").await, "sim_card_id");
    let ours = by_id(mirror.cards("").await, "sim_card_id");
    assert_eq!(theirs.len(), ours.len());
    for (id, theirs) in &theirs {
        let ours = &ours[id];
        for (name, value) in theirs.as_object().unwrap() {
            if UNKNOWN.contains(&name.as_str()) {
                continue;
            }
            // Three reasons have no code in the public API.
            if ["stop_reason", "operator_status"].contains(&name.as_str())
                && theirs["operator_status"].is_null()
            {
                continue;
            }
            // Without figures nothing is as of an instant, and the plan alone says the size.
            if ["flow_total", "flow_time"].contains(&name.as_str()) && theirs["flow_used"].is_null()
            {
                continue;
            }
            assert_eq!(&ours[name], value, "{name} of {theirs}");
        }
    }
    for name in DERIVED {
        assert!(ours.values().any(|card| !card[*name].is_null()), "{name}");
    }
}

/// The list of `path` in pages of 500.
async fn all(service: &Service, path: &str, rows: &str) -> Vec<Value> {
    let joint = if path.contains('?') { '&' } else { '?' };
    let answer = service.get(&format!("{path}{joint}limit=500")).await.ok();
    answer[rows].as_array().unwrap().clone()
}

fn without(mut rows: Vec<Value>, names: &[&str]) -> Vec<Value> {
    for row in &mut rows {
        for name in names {
            row.as_object_mut().unwrap().remove(*name);
        }
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_first_reading_the_mirror_is_the_account() {
    let cloud = Cloud::start(2_000).await;
    let (account, mirrored) = (&cloud.service, Mirrored::open(&cloud));
    let mirror = &mirrored.service;
    // Some work orders, ended and under way.
    let ids: Vec<i64> = account
        .cards("sim_status=20")
        .await
        .iter()
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    for id in &ids[..3] {
        account
            .post(&format!("/v1/sim-cards/{id}/stop"), json!({}))
            .await
            .ok();
    }
    account.pass(100_000);
    mirror.clock.set(account.clock.now_ms());
    account
        .post(&format!("/v1/sim-cards/{}/stop", ids[4]), json!({}))
        .await
        .ok();

    mirrored.read_all().await;
    same_cards(account, mirror).await;

    let told = |mut summary: Value| {
        // Three reasons have no code.
        let reasons = summary["by_reason"].as_array().unwrap().clone();
        summary["by_reason"] = reasons
            .into_iter()
            .filter(|one| !one["operator_status"].is_null())
            .collect();
        // The mirror knows changes of state since it first read; the account knows its whole past.
        let known = summary.as_object_mut().unwrap();
        known.remove("stopped");
        known.remove("states_since");
        summary
    };
    let summary = mirror.get("/v1/sim-cards/summary").await.ok();
    assert!(summary["states_since"].is_string(), "{summary}");
    assert_eq!(
        told(mirror.get("/v1/sim-cards/summary").await.ok()),
        told(account.get("/v1/sim-cards/summary").await.ok())
    );
    for filter in [
        "sim_status=14",
        "order_id=0",
        "min_used_flow=100&sort=flow_used&order=desc",
        "expire_days=60",
    ] {
        assert_eq!(
            mirror.count(filter).await,
            account.count(filter).await,
            "{filter}"
        );
    }

    for kind in ["sim-pools", "back-pools"] {
        let unknown = [
            "create_time",
            "status_reason",
            "pending_quantity",
            "stopped_quantity",
            // Computed by the demo service; the console forecasts from the daily use of a mirrored pool.
            "outlook",
        ];
        let path = format!("/v1/{kind}?all_billing_cycle=true");
        let theirs = without(all(account, &path, "pools").await, &unknown);
        let ours = without(all(mirror, &path, "pools").await, &unknown);
        assert!(!theirs.is_empty());
        assert_eq!(ours, theirs, "{kind}");
        for pool in &theirs {
            let (id, cycle) = (&pool["id"], pool["billing_cycle"].as_str().unwrap());
            let path = format!("/v1/{kind}/{id}/members?billing_cycle={cycle}");
            let unknown = ["stop_reason"];
            let theirs = without(all(account, &path, "pool_members").await, &unknown);
            let ours = without(all(mirror, &path, "pool_members").await, &unknown);
            assert_eq!(ours, theirs, "{path}");
        }
    }

    for (path, rows) in [
        ("/v1/tags", "tags"),
        ("/v1/attributes", "attributes"),
        ("/v1/price-plans", "price_plans"),
    ] {
        assert_eq!(
            all(mirror, path, rows).await,
            all(account, path, rows).await,
            "{path}"
        );
    }
    let unknown = ["expected_time", "action", "cancellable", "fail_key"];
    let orders = all(account, "/v1/work-orders", "work_orders").await;
    assert_eq!(orders.len(), 4);
    assert_eq!(
        without(
            all(mirror, "/v1/work-orders", "work_orders").await,
            &unknown
        ),
        without(orders.clone(), &unknown)
    );
    for order in orders {
        let path = format!("/v1/work-orders/{}/details", order["id"]);
        let theirs = without(all(account, &path, "work_order_details").await, &unknown);
        assert_eq!(
            without(all(mirror, &path, "work_order_details").await, &unknown),
            theirs
        );
    }

    let every: Vec<i64> = account
        .cards("")
        .await
        .iter()
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    for ids in every.chunks(100) {
        for month in ["202610", "202611"] {
            let body = json!({"sim_card_ids": ids, "month": month});
            let theirs = account
                .post("/v1/sim-cards/batch-daily-flow", body.clone())
                .await
                .ok();
            assert_eq!(
                mirror
                    .post("/v1/sim-cards/batch-daily-flow", body)
                    .await
                    .ok(),
                theirs
            );
        }
        for unicom in [false, true] {
            let same: Vec<i64> = ids.to_vec();
            let cycles = if unicom {
                ["2026-12", "2026-11"]
            } else {
                ["2026-11", "2026-06"]
            };
            let body = json!({"sim_card_ids": same, "billing_cycles": cycles});
            let theirs = account
                .post("/v1/sim-cards/month-usages", body.clone())
                .await;
            if theirs.status != 200 {
                continue;
            }
            let ours = mirror.post("/v1/sim-cards/month-usages", body).await.ok();
            let (ours, theirs) = (ours["month_usages"].as_array().unwrap(), theirs.ok());
            for (ours, theirs) in ours.iter().zip(theirs["month_usages"].as_array().unwrap()) {
                assert_eq!(ours["sim_card_id"], theirs["sim_card_id"]);
                let flows = ours["flow_usages"].as_array().unwrap();
                for (ours, theirs) in flows.iter().zip(theirs["flow_usages"].as_array().unwrap()) {
                    // A cycle of the other calendar is not asked for.
                    assert!(
                        ours["flow_used"].is_null() || ours == theirs,
                        "{ours} {theirs}"
                    );
                }
            }
        }
    }
    let status = mirror.get("/v1/account/sync").await.ok();
    for group in status["groups"].as_array().unwrap() {
        assert_eq!(group["state"], SyncState::Done.key(), "{group}");
        assert!(
            group["failure"].is_null() && !group["observed_at"].is_null(),
            "{group}"
        );
    }
    // Lists of what an account can be read for, over the same tables.
    for path in ["/v1/orders", "/v1/renewal-calendar", "/v1/capabilities"] {
        mirror.get(path).await.ok();
    }
    // What only the account knows is asked there.
    let id = ids[0];
    let plans = mirror
        .get(&format!(
            "/v1/sim-price-plans?sim_card_id={id}&real_time=true"
        ))
        .await
        .ok();
    let card = mirror.card(id).await;
    assert_eq!(card["flow_used"], plans[0]["flow_used"]);
    assert_eq!(card["flow_used"], account.card(id).await["flow_used"]);
    assert_eq!(
        plans[0]["price_plan_id"],
        account
            .get(&format!("/v1/sim-price-plans?sim_card_id={id}"))
            .await
            .ok()[0]["price_plan_id"]
    );
    let real_named = mirror.get(&format!("/v1/sim-cards/{id}/real-named")).await;
    assert!(real_named.status == 200 || real_named.error(400) == "GSL.00011063");
    let refused = mirror
        .post(&format!("/v1/sim-cards/{id}/stop"), json!({}))
        .await;
    assert_eq!(refused.error(403), "GSL.00013013");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_is_broken_off_goes_on_where_it_was() {
    let cloud = Cloud::start(5_200).await;
    let mut mirrored = Mirrored::open(&cloud);
    mirrored.mirror.read(SyncGroup::Tags).await.unwrap();
    let mut broken = 0_u64;
    for round in 0..40_u64 {
        // Dropped at another moment each time, in the middle of a call or of a write.
        let cut = Duration::from_millis(5 + round * 37 % 190);
        let reading = mirrored.mirror.read(SyncGroup::Cards);
        match tokio::time::timeout(cut, reading).await {
            Ok(done) => {
                done.unwrap();
                break;
            }
            Err(_) => broken += 1,
        }
        mirrored = mirrored.again(&cloud);
        let known = mirrored.service.count("").await;
        let shown = mirrored.service.cards("").await;
        assert_eq!(known as usize, shown.len());
    }
    assert!(broken > 2, "broken off {broken} times");
    mirrored.mirror.read(SyncGroup::Cards).await.unwrap();
    assert_eq!(mirrored.service.count("").await, 5_200);
    let pages = cloud.faults.card_pages.load(Ordering::SeqCst);
    // Eleven pages each pass; every break repeats one page at most.
    assert!(pages <= 2 * 12 + broken, "{pages} pages, {broken} breaks");
    mirrored.mirror.read(SyncGroup::Members).await.unwrap();
    let theirs = by_id(cloud.service.cards("").await, "sim_card_id");
    for (id, card) in by_id(mirrored.service.cards("").await, "sim_card_id") {
        for name in [
            "cid",
            "tag_names",
            "sim_status",
            "order_id",
            "flow_used",
            "flow_left",
        ] {
            assert_eq!(card[name], theirs[&id][name]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_shift_are_not_lost_and_cards_that_leave_are_gone_with_their_time() {
    let cloud = Cloud::start(3_100).await;
    let mirrored = Mirrored::open(&cloud);
    let first: Vec<i64> = cloud
        .service
        .cards("sort=cid&order=asc")
        .await
        .iter()
        .take(40)
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    // After three pages, forty cards of the first page leave: all rows after them move forward by forty.
    *cloud.faults.leaving.lock().unwrap() = Some((3, first.clone()));
    mirrored.mirror.read(SyncGroup::Cards).await.unwrap();
    // Those that left had been seen; of the others none slipped past.
    assert_eq!(mirrored.service.count("").await, 3_100);
    mirrored.mirror.read(SyncGroup::Cards).await.unwrap();
    assert_eq!(mirrored.service.count("").await, 3_060);

    let gone = mirrored
        .service
        .get(&format!("/v1/sim-cards/{}", first[0]))
        .await
        .ok();
    assert_eq!(gone["sim_card_id"], first[0]);
    let gone_at: i64 = mirrored
        .service
        .store
        .read(|db| {
            db.query_row(
                "SELECT gone_at FROM cards WHERE id = ?1",
                [first[0]],
                |row| row.get(0),
            )
        })
        .unwrap_or_else(|error: rusqlite::Error| panic!("{error}"));
    assert_eq!(gone_at, mirrored.service.clock.now_ms());

    // One comes back.
    cloud.faults.gone.lock().unwrap().remove(&first[0]);
    mirrored.mirror.read(SyncGroup::Cards).await.unwrap();
    assert_eq!(mirrored.service.count("").await, 3_061);
    assert_eq!(
        mirrored.service.get("/v1/sim-cards/summary").await.ok()["total"],
        3_061
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_account_is_away_old_data_stay_and_say_their_age() {
    let cloud = Cloud::start(600).await;
    let mirrored = Mirrored::open(&cloud);
    // Nothing read yet is not an empty list.
    for path in [
        "/v1/sim-pools",
        "/v1/work-orders",
        "/v1/tags",
        "/v1/price-plans",
    ] {
        assert_eq!(
            mirrored.service.get(path).await.error(503),
            "GSL.00013014",
            "{path}"
        );
    }
    mirrored.mirror.read(SyncGroup::Cards).await.unwrap();
    let id = mirrored.service.cards("").await[0]["sim_card_id"].clone();
    for (path, body) in [
        (
            "month-usages",
            json!({"sim_card_ids": [id], "billing_cycles": ["2026-11"]}),
        ),
        (
            "batch-daily-flow",
            json!({"sim_card_ids": [id], "month": "202611"}),
        ),
    ] {
        let answer = mirrored
            .service
            .post(&format!("/v1/sim-cards/{path}"), body)
            .await;
        assert_eq!(answer.error(503), "GSL.00013014", "{path}");
    }
    mirrored.read_all().await;
    let before = mirrored.service.get("/v1/account/sync").await.ok();

    cloud.faults.away.store(true, Ordering::SeqCst);
    mirrored.service.pass(1_200);
    for group in SyncGroup::ALL {
        let failed = mirrored.mirror.read(group).await;
        // Use is read once a day: there is nothing to ask for.
        let asks = ![SyncGroup::Usage, SyncGroup::DailyUse].contains(&group);
        assert_eq!(failed.is_err(), asks, "{group:?} {failed:?}");
    }
    let mirrored = mirrored.again(&cloud);
    assert_eq!(mirrored.service.count("").await, 600);
    let failed = mirrored.mirror.read(SyncGroup::Cards).await;
    assert!(failed.is_err());
    let after = mirrored.service.get("/v1/account/sync").await.ok();
    let cards = |status: &Value| status["groups"][0].clone();
    assert_eq!(cards(&after)["observed_at"], cards(&before)["observed_at"]);
    assert_eq!(cards(&after)["failure"]["kind"], "unavailable");
    assert_eq!(cards(&after)["failure"]["operation"], "ListSimCards");
    assert_eq!(after["failures"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_in_another_state_leaves_a_trace() {
    let cloud = Cloud::start(300).await;
    let mirrored = Mirrored::open(&cloud);
    mirrored.mirror.read(SyncGroup::Cards).await.unwrap();
    let id = cloud.service.cards("sim_status=20").await[0]["sim_card_id"]
        .as_i64()
        .unwrap();
    cloud
        .service
        .post(&format!("/v1/sim-cards/{id}/stop"), json!({}))
        .await
        .ok();
    mirrored.mirror.read(SyncGroup::WorkOrders).await.unwrap();
    // It is carried out; the next look at the work orders reads the card anew, before the next pass.
    cloud.service.pass(100_000);
    mirrored.service.clock.set(cloud.service.clock.now_ms());
    mirrored.mirror.read(SyncGroup::WorkOrders).await.unwrap();
    assert_eq!(mirrored.service.card(id).await["sim_status"], 14);
    let read = |db: &rusqlite::Connection| {
        db.prepare("SELECT card_id, at, old_status, new_status, new_reason FROM state_changes")?
            .query_map([], |row| {
                Ok((
                    row.get::<_, i64>("card_id")?,
                    row.get::<_, i64>("at")?,
                    row.get::<_, i32>("old_status")?,
                    row.get::<_, i32>("new_status")?,
                    row.get::<_, String>("new_reason")?,
                ))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()
    };
    let changes = mirrored.service.store.read(read).unwrap();
    assert_eq!(
        changes,
        [(
            id,
            mirrored.service.clock.now_ms(),
            20,
            14,
            "user".to_owned()
        )]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_of_an_account_or_of_a_demo() {
    let cloud = Cloud::start(10).await;
    let mirrored = Mirrored::open(&cloud);
    let Mirrored { mirror, service } = mirrored;
    let Service {
        app,
        clock,
        store,
        dir,
    } = service;
    drop((app, mirror, store));
    let path = dir.path().join("mirror.db");
    let error = gsl_server::startup::open(&path, clock.now_ms()).unwrap_err();
    assert!(
        error.contains("--account") && error.contains("--db"),
        "{error}"
    );
    let Service {
        app,
        clock,
        store,
        dir,
    } = Service::new(10);
    drop((app, store));
    let error =
        gsl_server::startup::open_mirror(&dir.path().join("gsl.db"), clock.now_ms()).unwrap_err();
    assert!(
        error.contains("demo fleet") && error.contains("--db"),
        "{error}"
    );
}
