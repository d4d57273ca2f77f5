//! Operations 17 to 20: rows, members, cycles, errors, and that everything adds up.

use crate::common::Service;
use crate::common::pools::{adds_up, back_pool, backward, forward, is_stopped, members, pool};
use gsl_model::cycle::BillingCycle;
use gsl_model::units::Megabytes;
use gsl_model::wire::OrderList;

#[tokio::test]
async fn the_orders_of_a_pool_are_listed_page_by_page() {
    let service = Service::new(2000);
    let (forward, backward) = (forward(&service, "").await, backward(&service, "").await);
    let of_both = forward.pools.iter().map(|pool| (pool.id, &pool.order_ids));
    let of_both = of_both.chain(backward.pools.iter().map(|pool| (pool.id, &pool.order_ids)));
    for (id, ids) in of_both {
        let mut told: Vec<String> = ids
            .as_deref()
            .unwrap_or_default()
            .split(',')
            .map(str::to_owned)
            .collect();
        let mut found = Vec::new();
        for page in 1.. {
            let path = format!("/v1/orders?sim_pool_id={id}&limit=10&offset={page}");
            let list: OrderList = serde_json::from_value(service.get(&path).await.ok()).unwrap();
            assert_eq!(usize::try_from(list.count).unwrap(), told.len());
            if list.orders.is_empty() {
                break;
            }
            found.extend(list.orders.iter().map(|order| order.order_id.to_string()));
        }
        told.sort();
        found.sort();
        assert_eq!(found, told);
    }
    let none = service.get("/v1/orders?sim_pool_id=1").await.ok();
    assert_eq!(none["count"], 0);
    assert_eq!(
        service.get("/v1/orders?sim_pool_id=x").await.error(400),
        "GSL.00010004"
    );
}

#[tokio::test]
async fn operation_17_forward_pools_of_their_current_cycle() {
    let service = Service::new(400);
    let list = forward(&service, "").await;
    assert!(list.count > 3);
    assert_eq!(usize::try_from(list.count).unwrap(), list.pools.len());
    for pool in &list.pools {
        assert_eq!(pool.billing_cycle.as_deref(), Some("2026-11"));
        let unicom = pool.carrier_type == Some(3);
        let (begin, end) = if unicom {
            ("2026-10-26T16:00:00.000Z", "2026-11-26T15:59:59.999Z")
        } else {
            ("2026-10-31T16:00:00.000Z", "2026-11-30T15:59:59.999Z")
        };
        assert_eq!(pool.effective_time.unwrap().to_string(), begin);
        assert_eq!(pool.expired_time.unwrap().to_string(), end);
        assert_eq!(
            pool.modify_time.unwrap().to_string(),
            "2026-11-22T12:00:00.000Z"
        );
        let first = pool.order_id.unwrap().to_string();
        assert_eq!(pool.order_ids.as_deref(), Some(first.as_str()));
        adds_up(&service, pool).await;
        is_stopped(&service, pool).await;
    }
    let used_up = list
        .pools
        .iter()
        .filter(|pool| pool.stopped_quantity > Some(0));
    assert!(used_up.count() > 0, "the demo has one that is used up");
    let waiting = list
        .pools
        .iter()
        .any(|pool| pool.stopped_quantity > Some(0) && pool.inactive_sim_quantity > Some(0));
    assert!(waiting, "and cards to activate in it");
    // The card list says the same of the members.
    for pool in &list.pools {
        assert_eq!(
            service.count(&format!("sim_pool_id={}", pool.id)).await,
            i64::from(pool.quantity.unwrap())
        );
    }
}

#[tokio::test]
async fn operation_17_filters_and_pages() {
    let service = Service::new(400);
    let all = forward(&service, "").await;
    for query in ["status=0,1", "status=0&status=1", "status=1,0&pool_name="] {
        assert_eq!(forward(&service, query).await.count, all.count, "{query}");
    }
    let discarded = forward(&service, "status=0").await;
    assert_eq!(discarded.count, 1);
    assert_eq!(discarded.pools[0].status, Some(0));
    assert_eq!(
        discarded.pools[0].quantity,
        discarded.pools[0].disassembled_sim_quantity
    );
    assert_eq!(discarded.pools[0].flow_total, Some(Megabytes::ZERO));
    assert_eq!(forward(&service, "status=1").await.count, all.count - 1);
    let name = all.pools[1].pool_name.clone().unwrap();
    let part: String = name.chars().skip(1).collect();
    let found = forward(&service, &format!("pool_name={}", urlencode(&part))).await;
    assert!(
        found
            .pools
            .iter()
            .any(|pool| pool.pool_name.as_deref() == Some(name.as_str()))
    );
    assert!(found.count < all.count);
    let page = service.get("/v1/sim-pools?limit=10&offset=2").await.ok();
    assert_eq!(page["pools"].as_array().unwrap().len(), 0);
    assert_eq!(
        (page["limit"].as_i64(), page["offset"].as_i64()),
        (Some(10), Some(2))
    );
}

fn urlencode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn all_six_cycles_of_every_pool() {
    let service = Service::new(400);
    let all = forward(&service, "all_billing_cycle=true").await;
    let now = forward(&service, "").await;
    for current in &now.pools {
        let rows: Vec<_> = all
            .pools
            .iter()
            .filter(|pool| pool.id == current.id)
            .collect();
        let cycles: Vec<&str> = rows
            .iter()
            .map(|row| row.billing_cycle.as_deref().unwrap())
            .collect();
        let expected: Vec<String> = (0..rows.len())
            .scan(BillingCycle::parse("2026-11").unwrap(), |cycle, _| {
                let name = cycle.to_string();
                *cycle = cycle.prev();
                Some(name)
            })
            .collect();
        assert_eq!(cycles, expected, "newest first, none missing");
        let born = current.create_time.unwrap();
        assert_eq!(
            rows.len() == 6,
            born < rows.last().unwrap().effective_time.unwrap() || rows.len() == 6
        );
        for row in rows {
            adds_up(&service, row).await;
            assert!(
                row.expired_time.unwrap() >= born,
                "a pool has no cycles before it was made"
            );
        }
        let six = service
            .get(&format!("/v1/sim-pools/{}/cycles", current.id))
            .await
            .ok();
        assert_eq!(six["count"].as_u64().unwrap() as usize, cycles.len());
        assert_eq!(six["pools"][0]["billing_cycle"], "2026-11");
    }
    let old = forward(&service, "billing_cycle=2026-06").await;
    assert!(
        old.count > 0 && old.count < now.count,
        "young pools are not in it"
    );
    assert!(
        old.pools
            .iter()
            .all(|pool| pool.billing_cycle.as_deref() == Some("2026-06"))
    );
    assert_eq!(forward(&service, "billing_cycle=202606").await, old);
    assert!(
        backward(&service, "all_billing_cycle=true").await.count
            > backward(&service, "").await.count
    );
}

#[tokio::test]
async fn illegal_cycles_and_unknown_pools() {
    let service = Service::new(200);
    let id = forward(&service, "").await.pools[0].id;
    let back = backward(&service, "").await.pools[0].id;
    for list in [
        "sim-pools?".to_owned(),
        "back-pools?".to_owned(),
        format!("sim-pools/{id}/members?"),
        format!("back-pools/{back}/members?"),
        format!("sim-pools/{id}?"),
        format!("sim-pools/{id}/daily?"),
        format!("back-pools/{back}/top-members?"),
    ] {
        for cycle in ["2026-05", "2026-12", "1999-01", "9999-12"] {
            let answer = service
                .get(&format!("/v1/{list}billing_cycle={cycle}"))
                .await;
            assert_eq!(answer.error(403), "GSL.00011004", "{list}{cycle}");
        }
        for cycle in ["2026-13", "november", "2026-1", "0"] {
            let answer = service
                .get(&format!("/v1/{list}billing_cycle={cycle}"))
                .await;
            assert_eq!(answer.error(400), "GSL.00010004", "{list}{cycle}");
        }
    }
    for path in [
        "/v1/sim-pools/5/members?billing_cycle=2026-11".to_owned(),
        "/v1/back-pools/5/members?billing_cycle=2026-11".to_owned(),
        format!("/v1/back-pools/{id}/members?billing_cycle=2026-11"),
        format!("/v1/sim-pools/{back}/members?billing_cycle=2026-11"),
        format!("/v1/sim-pools/{back}"),
        "/v1/sim-pools/5/daily".to_owned(),
    ] {
        assert_eq!(
            service.get(&path).await.error(403),
            "GSL.00014003",
            "{path}"
        );
    }
    for path in [
        format!("/v1/sim-pools/{id}/members"),
        format!("/v1/sim-pools/{id}/members?billing_cycle=2026-11&limit=9"),
        "/v1/sim-pools/x/members?billing_cycle=2026-11".to_owned(),
        "/v1/sim-pools?status=2".to_owned(),
        "/v1/sim-pools?all_billing_cycle=yes".to_owned(),
        "/v1/back-pools?offset=0".to_owned(),
    ] {
        assert_eq!(
            service.get(&path).await.error(400),
            "GSL.00010004",
            "{path}"
        );
    }
}

#[tokio::test]
async fn between_the_27th_and_the_31st_the_calendars_differ() {
    let service = Service::at(400, "2026-11-28T12:00:00Z");
    let list = forward(&service, "").await;
    for pool in &list.pools {
        let cycle = if pool.carrier_type == Some(3) {
            "2026-12"
        } else {
            "2026-11"
        };
        assert_eq!(pool.billing_cycle.as_deref(), Some(cycle));
        adds_up(&service, pool).await;
    }
    let next = forward(&service, "billing_cycle=2026-12").await;
    assert!(next.count > 0 && next.pools.iter().all(|pool| pool.carrier_type == Some(3)));
    let mobile = list
        .pools
        .iter()
        .find(|pool| pool.carrier_type == Some(1))
        .unwrap();
    let path = format!("/v1/sim-pools/{}/members?billing_cycle=2026-12", mobile.id);
    assert_eq!(
        service.get(&path).await.error(403),
        "GSL.00011004",
        "not begun for this pool"
    );
}

#[tokio::test]
async fn operations_19_and_20_backward_pools() {
    let service = Service::new(400);
    let list = backward(&service, "").await;
    let states: std::collections::BTreeSet<i32> = list
        .pools
        .iter()
        .map(|pool| pool.pool_status.unwrap())
        .collect();
    assert_eq!(states.into_iter().collect::<Vec<_>>(), [-2, -1, 2]);
    for pool in &list.pools {
        assert_eq!(pool.carrier_type, Some(2), "China Telecom only");
        let members = members(&service, "back-pools", pool.id, "2026-11").await;
        assert_eq!(
            members.len(),
            usize::try_from(pool.quantity.unwrap()).unwrap()
        );
        let used = Megabytes::sum(members.iter().map(|member| member.flow_used.unwrap()));
        assert_eq!(used, pool.flow_used);
        let in_use = members
            .iter()
            .filter(|member| member.sim_status == Some(20))
            .count();
        assert!(pool.pool_status == Some(2) || in_use == 0, "{pool:?}");
        assert_eq!(pool.status_reason.is_some(), pool.pool_status != Some(2));
        let json = service
            .get(&format!("/v1/back-pools/{}", pool.id))
            .await
            .ok();
        assert!(json.get("flow_total").is_none() && json.get("flow_left").is_none());
    }
}

#[tokio::test]
async fn members_by_number_state_and_cycle() {
    let service = Service::new(400);
    let pool = forward(&service, "status=1").await.pools[0].clone();
    let all = members(&service, "sim-pools", pool.id, "2026-11").await;
    let one = &all[all.len() - 1];
    let cid = one.cid.clone().unwrap();
    let find = |key: String| {
        let path = format!(
            "/v1/sim-pools/{}/members?billing_cycle=2026-11&cid={key}",
            pool.id
        );
        let service = &service;
        async move { service.get(&path).await.ok() }
    };
    for key in [cid.clone(), cid[..19].to_owned()] {
        let found = find(key).await;
        assert_eq!(found["count"], 1);
        assert_eq!(found["pool_members"][0]["id"], one.id);
    }
    assert_eq!(find("89860099999999999999".into()).await["count"], 0);
    let stranger = service
        .cards("")
        .await
        .into_iter()
        .find(|card| card["sim_pool_id"].is_null())
        .unwrap();
    assert_eq!(
        find(stranger["cid"].as_str().unwrap().into()).await["count"],
        0
    );
    let path = format!(
        "/v1/sim-pools/{}/members?billing_cycle=2026-11&sim_status=13&sim_status=10",
        pool.id
    );
    let waiting = service.get(&path).await.ok();
    assert_eq!(
        waiting["count"].as_i64(),
        pool.inactive_sim_quantity.map(i64::from)
    );
}

#[tokio::test]
async fn names_are_changed_and_unique() {
    let service = Service::new(200);
    let pools = forward(&service, "").await.pools;
    let back = backward(&service, "").await.pools[0].id;
    let put = |path: String, name: &str| {
        let body = serde_json::json!({"pool_name": name}).to_string();
        let service = &service;
        async move {
            let json = [("content-type", "application/json")];
            service
                .call(axum::http::Method::PUT, &path, &json, body)
                .await
        }
    };
    let path = format!("/v1/sim-pools/{}", pools[0].id);
    assert_eq!(put(path.clone(), " 华北 ").await.ok()["pool_name"], "华北");
    assert_eq!(
        pool(&service, pools[0].id).await.pool_name.as_deref(),
        Some("华北")
    );
    assert_eq!(
        put(path.clone(), "华北").await.ok()["pool_name"],
        "华北",
        "its own name"
    );
    let taken = pools[1].pool_name.clone().unwrap();
    let long = "长".repeat(65);
    for bad in ["", "  ", "a\nb", long.as_str(), taken.as_str()] {
        assert_eq!(
            put(path.clone(), bad).await.error(400),
            "GSL.00010004",
            "{bad}"
        );
    }
    put(format!("/v1/back-pools/{back}"), "后向一").await.ok();
    assert_eq!(
        back_pool(&service, back).await.pool_name.as_deref(),
        Some("后向一")
    );
    assert_eq!(
        put("/v1/sim-pools/7".into(), "x").await.error(403),
        "GSL.00014003"
    );
}
