//! Pools in tests: lists, members, and that everything adds up.

use gsl_model::pool::effective_total;
use gsl_model::units::Megabytes;
use gsl_model::wire::{
    BackPool, BackPoolList, PoolMember, PoolMemberList, SimPool, SimPoolList, WorkOrder,
};

use super::Service;

pub async fn forward(service: &Service, query: &str) -> SimPoolList {
    let path = format!("/v1/sim-pools?limit=500&{query}");
    serde_json::from_value(service.get(&path).await.ok()).unwrap()
}

pub async fn backward(service: &Service, query: &str) -> BackPoolList {
    let path = format!("/v1/back-pools?limit=500&{query}");
    serde_json::from_value(service.get(&path).await.ok()).unwrap()
}

pub async fn pool(service: &Service, id: i64) -> SimPool {
    let answer = service.get(&format!("/v1/sim-pools/{id}")).await.ok();
    serde_json::from_value(answer).unwrap()
}

pub async fn back_pool(service: &Service, id: i64) -> BackPool {
    let answer = service.get(&format!("/v1/back-pools/{id}")).await.ok();
    serde_json::from_value(answer).unwrap()
}

/// All members in a cycle, page by page.
pub async fn members(service: &Service, kind: &str, id: i64, cycle: &str) -> Vec<PoolMember> {
    let mut all = Vec::new();
    for page in 1.. {
        let path = format!("/v1/{kind}/{id}/members?billing_cycle={cycle}&limit=100&offset={page}");
        let list: PoolMemberList = serde_json::from_value(service.get(&path).await.ok()).unwrap();
        if list.pool_members.is_empty() {
            assert_eq!(usize::try_from(list.count).unwrap(), all.len());
            break;
        }
        all.extend(list.pool_members);
    }
    all
}

/// A row agrees with itself and with its members.
pub async fn adds_up(service: &Service, pool: &SimPool) {
    let what = format!("{pool:?}");
    let total = effective_total(
        pool.activated_sim_quantity.unwrap().into(),
        pool.package_size.unwrap(),
        pool.addon_total.unwrap_or_default(),
    );
    assert_eq!(total, pool.flow_total, "{what}");
    let left = pool
        .flow_total
        .unwrap()
        .checked_sub(pool.flow_used.unwrap());
    assert_eq!(left, pool.flow_left, "{what}");
    let of_states = [
        pool.activated_sim_quantity,
        pool.inactive_sim_quantity,
        pool.disassembled_sim_quantity,
    ];
    let cards: i32 = of_states.iter().map(|count| count.unwrap()).sum();
    assert_eq!(Some(cards), pool.quantity, "{what}");
    let cycle = pool.billing_cycle.as_deref().unwrap();
    let members = members(service, "sim-pools", pool.id, cycle).await;
    assert_eq!(
        members.len(),
        usize::try_from(pool.quantity.unwrap()).unwrap(),
        "{what}"
    );
    let used = Megabytes::sum(members.iter().map(|member| member.flow_used.unwrap()));
    assert_eq!(used, pool.flow_used, "{what}");
}

/// Nothing left, and no card of the pool in use: it is stopped.
pub async fn is_stopped(service: &Service, pool: &SimPool) -> bool {
    let cycle = pool.billing_cycle.as_deref().unwrap();
    let members = members(service, "sim-pools", pool.id, cycle).await;
    let in_use = members.iter().any(|member| member.sim_status == Some(20));
    let stopped = members
        .iter()
        .filter(|member| member.stop_reason.as_deref() == Some("pool"))
        .count();
    assert_eq!(i32::try_from(stopped).ok(), pool.stopped_quantity);
    assert!(
        stopped == 0 || !in_use,
        "all active cards stop, or none: {pool:?}"
    );
    assert_eq!(
        stopped > 0,
        pool.flow_left.unwrap() <= Megabytes::ZERO && stopped + usize::from(in_use) > 0
    );
    stopped > 0
}

/// Lets time pass until a work order has ended.
pub async fn finish(service: &Service, work_order_id: i64) -> WorkOrder {
    for _ in 0..400 {
        let path = format!("/v1/work-orders/{work_order_id}");
        let order: WorkOrder = serde_json::from_value(service.get(&path).await.ok()).unwrap();
        if order.status.is_some_and(|status| status >= 4) {
            return order;
        }
        service.clock.set(service.clock.now_ms() + 500);
    }
    panic!("work order {work_order_id} never ends");
}
