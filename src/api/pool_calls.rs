//! Calls of pools: operations 17 to 20 and the extensions `pools.read` and `pools.act`.

use super::{MutationRequest, Request};
use crate::routes::pool::{CycleFilter, PoolKind, PoolSort, PoolView, PoolsView};
use gsl_model::cycle::BillingCycle;
use gsl_model::wire::PoolName;

/// Path prefix of forward pools.
pub const FORWARD: &str = "/v1/sim-pools";
/// Path prefix of backward pools.
pub const BACKWARD: &str = "/v1/back-pools";

/// Orders.
pub const ORDERS: &str = "/v1/orders";

/// Path prefix of a kind of pools.
#[must_use]
pub const fn base(kind: PoolKind) -> &'static str {
    match kind {
        PoolKind::Forward => FORWARD,
        PoolKind::Backward => BACKWARD,
    }
}

fn one(kind: PoolKind, id: i64, rest: &str) -> String {
    format!("{}/{id}{rest}", base(kind))
}

/// Operations 17 and 19: a page of pools. `extended`: the service sorts and tells how pools stand (extension `pools.read`); forward
/// pools then come with the most urgent first.
#[must_use]
pub fn pools(view: &PoolsView, limit: u32, extended: bool) -> Request {
    let mut request = Request::get(base(view.kind))
        .with("limit", limit.to_string())
        .with("offset", view.page.0.to_string());
    if !view.name.is_empty() {
        request = request.with("pool_name", &view.name);
    }
    if let Some(in_use) = view.in_use {
        request = request.with("status", if in_use { "1" } else { "0" });
    }
    if extended && view.kind == PoolKind::Forward {
        let own = (PoolSort::RunsOut, false);
        let (sort, descending) = view.sort.unwrap_or(own);
        request = request.with("sort", sort.key());
        if descending {
            request = request.with("order", "desc");
        }
        if let Some(risk) = view.risk {
            request = request.with("risk", risk.key());
        }
    }
    match view.cycles {
        CycleFilter::Current => request,
        CycleFilter::One(cycle) => request.with("billing_cycle", cycle.to_string()),
        CycleFilter::All => request.with("all_billing_cycle", "true"),
    }
}

/// Extension: a pool in a cycle; without one, in the running cycle.
#[must_use]
pub fn pool(kind: PoolKind, id: i64, cycle: Option<BillingCycle>) -> Request {
    let request = Request::get(one(kind, id, ""));
    match cycle {
        Some(cycle) => request.with("billing_cycle", cycle.to_string()),
        None => request,
    }
}

/// Extension: the six cycles of a pool, newest first.
#[must_use]
pub fn cycles(kind: PoolKind, id: i64) -> Request {
    Request::get(one(kind, id, "/cycles"))
}

/// Extension: the days of a cycle of a pool.
#[must_use]
pub fn daily(kind: PoolKind, id: i64, cycle: BillingCycle) -> Request {
    Request::get(one(kind, id, "/daily")).with("billing_cycle", cycle.to_string())
}

/// Extension: the days of all six cycles of a pool.
#[must_use]
pub fn all_days(kind: PoolKind, id: i64) -> Request {
    Request::get(one(kind, id, "/daily")).with("all_billing_cycle", "true")
}

/// Extension: the ten members with the highest, or the fastest growing, usage.
#[must_use]
pub fn top(kind: PoolKind, id: i64, cycle: BillingCycle, by_growth: bool) -> Request {
    Request::get(one(kind, id, "/top-members"))
        .with("billing_cycle", cycle.to_string())
        .with("by", if by_growth { "growth" } else { "use" })
}

/// Operations 18 and 20: a page of the members in a cycle. `sim_status` is an extension.
#[must_use]
pub fn members(view: &PoolView, cycle: BillingCycle, limit: u32) -> Request {
    let mut request = Request::get(one(view.kind, view.id, "/members"))
        .with("billing_cycle", cycle.to_string())
        .with("limit", limit.to_string())
        .with("offset", view.page.0.to_string());
    if !view.number.is_empty() {
        request = request.with("cid", &view.number);
    }
    for code in view.state.map_or(&[][..], |state| state.codes()) {
        request = request.with("sim_status", code.to_string());
    }
    request
}

/// Extension: a page of the orders whose cards are in a pool of either kind, newest first.
#[must_use]
pub fn orders(id: i64, page: u32, limit: u32) -> Request {
    Request::get(ORDERS)
        .with("sim_pool_id", id.to_string())
        .with("limit", limit.to_string())
        .with("offset", page.to_string())
}

/// Extension: the add-ons of a forward pool, bought and offered.
#[must_use]
pub fn add_ons(id: i64) -> Request {
    Request::get(one(PoolKind::Forward, id, "/add-ons"))
}

/// Extension: recounts the pool as of now.
#[must_use]
pub fn refresh(kind: PoolKind, id: i64) -> MutationRequest {
    Request::post_empty(one(kind, id, "/refresh"))
}

/// Extension: renames a pool.
#[must_use]
pub fn rename(kind: PoolKind, id: i64, name: &str) -> MutationRequest {
    let body = PoolName {
        pool_name: name.to_owned(),
    };
    Request::put(one(kind, id, ""), &body)
}

/// Extension: 重启已废弃后向流量池, a work order of type 18.
#[must_use]
pub fn restart(id: i64) -> MutationRequest {
    Request::post_empty(one(PoolKind::Backward, id, "/restart"))
}
