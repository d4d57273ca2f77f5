//! The parameters of operation 1 and of the extension `sim-cards.filters`.

use crate::clock::{day_of, day_start};
use crate::codes;
use crate::error::ApiError;
use crate::fleet::SortKey;
use crate::fleet::filter::{Bounds, CardFilter};
use crate::fleet::number::{cid_search, digits};
use crate::params::Params;
use crate::store::Store;

/// Known state codes.
const STATUSES: [u8; 6] = [10, 11, 13, 14, 20, 30];

/// Reads the filter.
///
/// # Errors
/// 400 `GSL.00010004` naming the parameter.
pub fn read(params: &Params, store: &Store, now_ms: i64) -> Result<CardFilter, ApiError> {
    let mut filter = CardFilter {
        status: params.codes("sim_status", &STATUSES)?,
        reason: reasons(params)?,
        carrier: params.codes("carrier_type", &[1, 2, 3, 4])?,
        sim_type: params.code("sim_type", &[1, 2, 3])?,
        device_status: params.code("device_status", &[1, 2, 3, 4])?,
        tags: params.integers("tag_id", 10)?.unwrap_or_default(),
        msisdn: params.text("msisdn", 32)?,
        used: bounds(params, "min_used_flow", "max_used_flow")?,
        left: bounds(params, "min_left_flow", "max_left_flow")?,
        real_named: params.boolean("real_named")?,
        hide_retention: params.boolean("filter_downtime_period")?.unwrap_or(false),
        pool: params.integer("sim_pool_id", 0, i64::MAX)?,
        only: params.integers("sim_card_id", 500)?,
        expires: params
            .integer("expire_days", 0, 3650)?
            .map(|days| (now_ms, days)),
        stopped_since: params
            .integer("stopped_days", 1, 3650)?
            .map(|days| stopped_from(days, now_ms)),
        ..CardFilter::default()
    };
    for (slot, number) in filter.attributes.iter_mut().zip(1..) {
        *slot = params.text(&format!("customer_attribute{number}"), 100)?;
    }
    search(params, &mut filter)?;
    if let Some(order) = params.integer("order_id", 0, i64::MAX)? {
        filter.orders.push(vec![order]);
    }
    if let Some(orders) = params.integers("order_ids", 500)? {
        filter.orders.push(orders);
    }
    if let Some(plans) = params.texts("price_plan_id", 30)? {
        let known = |wire: &String| store.catalog().by_price_plan_id(wire).map(|plan| plan.id);
        filter.plans = Some(plans.iter().filter_map(known).collect());
    }
    if let Some(list) = params.integer("card_list_id", 0, i64::MAX)? {
        filter.list = Some(crate::card_lists::members(store, list)?);
    }
    Ok(filter)
}

/// The first instant of so many days of the service's zone, today being one.
#[must_use]
pub fn stopped_from(days: i64, now_ms: i64) -> i64 {
    day_start(day_of(now_ms) + 1 - days)
}

/// `main_search_type` and `main_search_key`; without a type the key is a container ID.
fn search(params: &Params, filter: &mut CardFilter) -> Result<(), ApiError> {
    let kind = params.code("main_search_type", &[1, 2, 3])?;
    let Some(key) = params.text("main_search_key", 128)? else {
        return Ok(());
    };
    match kind {
        Some(2) => filter.orders.push(digits(key.trim()).into_iter().collect()),
        Some(3) => filter.imei = Some(key),
        _ => filter.cid = Some(cid_search(&key)),
    }
    Ok(())
}

fn reasons(params: &Params) -> Result<Vec<u8>, ApiError> {
    let keys = params.texts("stop_reason", 64)?.unwrap_or_default();
    keys.iter()
        .map(|key| {
            codes::reason_number(key).ok_or_else(|| {
                let known: Vec<&str> = codes::reasons().map(|(_, reason)| reason.key()).collect();
                ApiError::parameter(
                    "stop_reason",
                    format!("must be one of {}", known.join(", ")),
                )
            })
        })
        .collect()
}

/// Whole MB on the wire, thousandths inside.
fn bounds(params: &Params, min: &str, max: &str) -> Result<Bounds, ApiError> {
    let thousandths = |name: &str| {
        Ok::<_, ApiError>(
            params
                .integer(name, i64::MIN, i64::MAX)?
                .map(|mb| mb.saturating_mul(1000)),
        )
    };
    Ok(Bounds {
        min: thousandths(min)?,
        max: thousandths(max)?,
    })
}

/// What to sort by, and whether downwards. Without `sort`: newest first.
///
/// # Errors
/// 400 `GSL.00010004`.
pub fn sorting(params: &Params) -> Result<(SortKey, bool), ApiError> {
    let descending = params.descending()?;
    let key = match params.text("sort", 32)?.as_deref() {
        None => return Ok((SortKey::Newest, true)),
        Some("cid") => SortKey::Cid,
        Some("flow_used") => SortKey::Used,
        Some("flow_left") => SortKey::Left,
        Some("act_date") => SortKey::Activated,
        Some("expire_time") => SortKey::Expires,
        Some("stopped_since") => SortKey::Stopped,
        Some("sim_status") => SortKey::Status,
        Some("price_plan") => SortKey::Plan,
        Some("order_id") => SortKey::Order,
        Some(_) => {
            let why = "must be one of cid, flow_used, flow_left, act_date, expire_time, stopped_since, sim_status, price_plan, order_id";
            return Err(ApiError::parameter("sort", why));
        }
    };
    Ok((key, descending))
}
