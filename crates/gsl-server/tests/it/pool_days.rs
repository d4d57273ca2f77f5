//! A pool's usage by the hour and the day, and whose it is.

use crate::common::Service;
use crate::common::pools::{adds_up, forward, pool};
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolDaily, TopMembers};

#[tokio::test]
async fn usage_accrues_with_the_clock_hourly_or_refreshed() {
    let service = Service::new(400);
    let busy = forward(&service, "status=1")
        .await
        .pools
        .into_iter()
        .find(|pool| pool.stopped_quantity == Some(0) && pool.carrier_type != Some(3))
        .unwrap();
    let minutes = |count: i64| service.clock.set(service.clock.now_ms() + count * 60_000);
    minutes(20);
    assert_eq!(
        pool(&service, busy.id).await.flow_used,
        busy.flow_used,
        "not before the hour"
    );
    let refresh = format!("/v1/sim-pools/{}/refresh", busy.id);
    let fresh = service.post(&refresh, serde_json::json!({})).await.ok();
    assert_eq!(fresh["modify_time"], "2026-11-22T12:20:00.000Z");
    let fresh = pool(&service, busy.id).await;
    assert!(fresh.flow_used > busy.flow_used);
    adds_up(&service, &fresh).await;
    assert_eq!(
        service
            .post(&refresh, serde_json::json!({}))
            .await
            .error(403),
        "GSL.00011005"
    );
    minutes(41);
    let later = pool(&service, busy.id).await;
    assert_eq!(
        later.modify_time.unwrap().to_string(),
        "2026-11-22T13:01:00.000Z"
    );
    assert!(later.flow_used > fresh.flow_used);
    adds_up(&service, &later).await;
    minutes(24 * 60);
    let tomorrow = pool(&service, busy.id).await;
    assert!(tomorrow.flow_used > later.flow_used);
    adds_up(&service, &tomorrow).await;
    assert_eq!(
        service
            .post("/v1/sim-pools/5/refresh", serde_json::json!({}))
            .await
            .error(403),
        "GSL.00014003"
    );
}

#[tokio::test]
async fn days_add_up_to_the_cycle() {
    let service = Service::new(400);
    for one in forward(&service, "").await.pools {
        for row in forward(&service, "all_billing_cycle=true")
            .await
            .pools
            .iter()
            .filter(|row| row.id == one.id)
        {
            let cycle = row.billing_cycle.clone().unwrap();
            let path = format!("/v1/sim-pools/{}/daily?billing_cycle={cycle}", one.id);
            let daily: PoolDaily = serde_json::from_value(service.get(&path).await.ok()).unwrap();
            assert_eq!(
                Megabytes::sum(daily.days.iter().map(|day| day.flow)),
                row.flow_used,
                "{path}"
            );
            assert_eq!(daily.flow_total, row.flow_total);
            if cycle == "2026-11" {
                let last = daily.days.last().unwrap();
                assert_eq!((last.date.as_str(), last.complete), ("20261122", false));
                assert_eq!(daily.days.iter().filter(|day| !day.complete).count(), 1);
            }
        }
        let path = format!("/v1/sim-pools/{}/daily?all_billing_cycle=true", one.id);
        let daily: PoolDaily = serde_json::from_value(service.get(&path).await.ok()).unwrap();
        assert!(
            daily
                .days
                .windows(2)
                .all(|pair| pair[0].date < pair[1].date)
        );
    }
}

#[tokio::test]
async fn top_members_by_use_and_growth() {
    let service = Service::new(400);
    let one = forward(&service, "status=1")
        .await
        .pools
        .into_iter()
        .max_by_key(|pool| pool.activated_sim_quantity)
        .unwrap();
    let top = |query: &str| {
        let path = format!("/v1/sim-pools/{}/top-members?{query}", one.id);
        let service = &service;
        async move {
            serde_json::from_value::<TopMembers>(service.get(&path).await.ok())
                .unwrap()
                .members
        }
    };
    let by_use = top("").await;
    assert!(!by_use.is_empty() && by_use.len() <= 10);
    assert!(
        by_use
            .windows(2)
            .all(|pair| pair[0].flow_used >= pair[1].flow_used)
    );
    assert_eq!(top("by=use&limit=1").await, by_use[..1]);
    for member in top("by=growth").await {
        assert_eq!(
            member.flow_used.checked_sub(member.flow_before),
            Some(member.growth)
        );
        assert!(member.growth > Megabytes::ZERO);
    }
    let bad = service
        .get(&format!("/v1/sim-pools/{}/top-members?by=name", one.id))
        .await;
    assert_eq!(bad.error(400), "GSL.00010004");
}
