//! Many joins, activations, refreshes and cycle turns at once leave totals exact.

use std::sync::Arc;

use crate::common::Service;
use crate::common::pools::{adds_up, forward, members};
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolCandidate, PoolCandidateList};
use gsl_server::clock::parse_now;
use serde_json::json;

async fn candidates(service: &Service, query: &str) -> Vec<PoolCandidate> {
    let path = format!("/v1/sim-pools/candidates?limit=500&{query}");
    let list: PoolCandidateList = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    assert_eq!(usize::try_from(list.count).unwrap(), list.orders.len());
    list.orders
}

/// Joins, activations, add-ons, refreshes and cycle turns from many sides at once; at every quiet moment each pool adds
/// up, and at the end it is what was asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_leave_totals_exact() {
    let service = Arc::new(Service::new(3_000));
    let pools: Vec<_> = forward(&service, "status=1")
        .await
        .pools
        .into_iter()
        .filter(|pool| pool.carrier_type == Some(1))
        .collect();
    let mut expected: std::collections::BTreeMap<i64, i32> = std::collections::BTreeMap::new();
    for pool in &pools {
        expected.insert(pool.id, pool.quantity.unwrap());
    }
    let mut offers: Vec<(i64, i64, i32)> = Vec::new();
    let mut used = std::collections::BTreeSet::new();
    for pool in &pools {
        for order in candidates(&service, &format!("sim_pool_id={}", pool.id)).await {
            if order.joinable && order.order_status == Some(5) && used.insert(order.order_id) {
                offers.push((pool.id, order.order_id, order.quantity.unwrap()));
            }
        }
    }
    assert!(offers.len() > 3, "{offers:?}");
    let mut tasks = Vec::new();
    // Every join is sent by three at once; one wins.
    for (pool, order, quantity) in &offers {
        *expected.get_mut(pool).unwrap() += quantity;
        for _ in 0..3 {
            let (service, pool, order) = (Arc::clone(&service), *pool, *order);
            tasks.push(tokio::spawn(async move {
                let answer = service
                    .post(
                        &format!("/v1/sim-pools/{pool}/orders"),
                        json!({"order_ids": [order]}),
                    )
                    .await;
                u32::from(answer.status.is_success())
            }));
        }
    }
    for pool in &pools {
        let id = pool.id;
        for way in 0..3 {
            let service = Arc::clone(&service);
            tasks.push(tokio::spawn(async move {
                for _ in 0..4 {
                    match way {
                        0 => drop(
                            service
                                .post(
                                    &format!("/v1/sim-pools/{id}/activate"),
                                    json!({"way": "pool", "quantity": 2}),
                                )
                                .await,
                        ),
                        1 => drop(
                            service
                                .post(&format!("/v1/sim-pools/{id}/refresh"), json!({}))
                                .await,
                        ),
                        _ => drop(
                            service
                                .get("/v1/sim-pools?limit=100&all_billing_cycle=true")
                                .await
                                .ok(),
                        ),
                    }
                }
                0
            }));
        }
    }
    let clock = {
        let service = Arc::clone(&service);
        tokio::spawn(async move {
            for hour in 0..60 {
                service
                    .clock
                    .set(parse_now("2026-11-28T12:00:00Z").unwrap() + hour * 3_600_000);
                drop(service.get("/v1/sim-pools").await.ok());
            }
        })
    };
    let mut joined = 0;
    for task in tasks {
        joined += task.await.unwrap();
    }
    clock.await.unwrap();
    assert_eq!(joined as usize, offers.len(), "each join happened once");
    // Everything under way is done.
    for _ in 0..60 {
        service.clock.set(service.clock.now_ms() + 1_000);
        let open = service
            .get("/v1/work-orders?status=1&status=2&status=3")
            .await
            .ok();
        if open["count"] == 0 {
            break;
        }
    }
    service
        .clock
        .set(parse_now("2026-12-02T00:00:00Z").unwrap());
    let last = forward(&service, "status=1").await.pools;
    for pool in &pools {
        let now = last.iter().find(|other| other.id == pool.id).unwrap();
        assert_eq!(now.billing_cycle.as_deref(), Some("2026-12"));
        assert_eq!(now.quantity, expected.get(&pool.id).copied());
        adds_up(&service, now).await;
        let cards = service.cards(&format!("sim_pool_id={}", pool.id)).await;
        let active = cards
            .iter()
            .filter(|card| matches!(card["sim_status"].as_i64(), Some(14 | 20)))
            .count();
        assert_eq!(i32::try_from(active).ok(), now.activated_sim_quantity);
        assert_eq!(
            now.flow_total,
            now.package_size
                .unwrap()
                .checked_mul(i64::try_from(active).unwrap())
        );
        assert!(
            now.flow_left.unwrap() > Megabytes::ZERO,
            "the cycle has just begun"
        );
        assert_eq!(now.stopped_quantity, Some(0));
        let before = members(&service, "sim-pools", pool.id, "2026-11").await;
        let old = forward(&service, "billing_cycle=2026-11").await.pools;
        let old = old.iter().find(|other| other.id == pool.id).unwrap();
        assert_eq!(
            Megabytes::sum(before.iter().map(|member| member.flow_used.unwrap())),
            old.flow_used
        );
    }
}
