//! Calls of the wizards of forward pools (extension `pools.act`), and of the work orders they make.

use super::{MutationRequest, Request, pool_calls};
use crate::routes::pool::PoolKind;
use gsl_model::wire::{ActivateRequest, BuyAddOn, JoinRequest};

pub use super::pool_calls::{FORWARD as POOLS, add_ons};

/// Path prefix of work orders.
pub const WORK_ORDERS: &str = "/v1/work-orders";

/// A forward pool in the running cycle.
#[must_use]
pub fn pool(id: i64) -> Request {
    pool_calls::pool(PoolKind::Forward, id, None)
}

/// Orders that are in no pool; of a pool's plan when one is named.
#[must_use]
pub fn candidates(into: Option<i64>, page: u32, limit: u32) -> Request {
    let request = Request::get(format!("{POOLS}/candidates"))
        .with("limit", limit.to_string())
        .with("offset", page.to_string());
    match into {
        Some(pool) => request.with("sim_pool_id", pool.to_string()),
        None => request,
    }
}

/// Checks every rule of joining for every order (dry run).
#[must_use]
pub fn pre_check(body: &JoinRequest) -> Request {
    Request::post(format!("{POOLS}/pre-check"), body).reading()
}

/// 创建流量池 without a pool, 新增成员 with one.
#[must_use]
pub fn join(into: Option<i64>, body: &JoinRequest) -> MutationRequest {
    match into {
        None => Request::post(POOLS, body),
        Some(pool) => Request::post(format!("{POOLS}/{pool}/orders"), body),
    }
}

/// 批量激活.
#[must_use]
pub fn activate(pool: i64, body: &ActivateRequest) -> MutationRequest {
    Request::post(format!("{POOLS}/{pool}/activate"), body)
}

/// What 批量激活 would do.
#[must_use]
pub fn try_activation(pool: i64, body: &ActivateRequest) -> Request {
    let body = ActivateRequest {
        dry_run: true,
        ..body.clone()
    };
    activate(pool, &body).reading()
}

/// Buys add-ons of one size.
#[must_use]
pub fn buy(pool: i64, body: &BuyAddOn) -> MutationRequest {
    Request::post(format!("{POOLS}/{pool}/add-ons"), body)
}

/// One work order.
#[must_use]
pub fn work_order(id: i64) -> Request {
    Request::get(format!("{WORK_ORDERS}/{id}"))
}

/// Operation 34: the cards of a work order, all or those in one state.
#[must_use]
pub fn work_order_cards(id: i64, status: Option<i32>, page: u32, limit: u32) -> Request {
    let request = Request::get(format!("{WORK_ORDERS}/{id}/details"))
        .with("limit", limit.to_string())
        .with("offset", page.to_string());
    match status {
        Some(status) => request.with("status", status.to_string()),
        None => request,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_is_a_read_and_an_activation_is_not() {
        let body = ActivateRequest {
            way: "pool".to_owned(),
            quantity: Some(5),
            ..ActivateRequest::default()
        };
        let ask = try_activation(7, &body);
        assert_eq!(ask.url, "/v1/sim-pools/7/activate");
        assert!(ask.safe);
        assert_eq!(
            ask.body.as_deref(),
            Some(r#"{"way":"pool","quantity":5,"dry_run":true,"skip_refused":false}"#)
        );
    }

    #[test]
    fn a_pool_is_named_by_the_path_when_members_are_added() {
        let body = JoinRequest {
            order_ids: vec![3],
            ..JoinRequest::default()
        };
        assert_eq!(join(None, &body).url(), "/v1/sim-pools");
        assert_eq!(join(Some(7), &body).url(), "/v1/sim-pools/7/orders");
        assert_eq!(
            candidates(Some(7), 2, 100).url,
            "/v1/sim-pools/candidates?limit=100&offset=2&sim_pool_id=7"
        );
        assert_eq!(
            work_order_cards(9, Some(3), 1, 50).url,
            "/v1/work-orders/9/details?limit=50&offset=1&status=3"
        );
    }
}
