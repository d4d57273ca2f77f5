//! Operations 14 and 15: plans on offer, and the plan of a card.

use axum::Json;
use axum::extract::{RawQuery, State};
use gsl_model::units::{Cents, Megabytes};
use gsl_model::wire::{PricePlan, PricePlanList, SimCard, SimPricePlan};
use rusqlite::{OptionalExtension, params};

use super::{AppState, account, cards, usage};
use crate::card_row;
use crate::catalog::Plan;
use crate::clock::{day_of, day_start};
use crate::error::ApiError;
use crate::lifecycle::status;
use crate::mirror::Mirror;
use crate::params::Params;
use crate::rules::cycle_of_day;
use crate::store::Store;

/// Between two real-time queries for one card, ms.
const QUERY_GAP_MS: i64 = 2000;

/// Carrier codes of the enumeration.
fn is_carrier_code(code: i64) -> bool {
    matches!(code, 1..=4 | 101 | 102 | 201 | 501..=511)
}

/// Whether a plan is of a carrier code: the physical carriers by their own, regions abroad by region.
fn plan_has_carrier(plan: &Plan, code: i64) -> bool {
    match code {
        201 => plan.location_type == 2,
        501..=511 => plan
            .country_type
            .is_some_and(|country| i64::from(country) == code - 500),
        _ => i64::from(plan.carrier_type) == code,
    }
}

fn wire(plan: &Plan) -> PricePlan {
    let base = plan.years > 0;
    PricePlan {
        price_plan_id: Some(plan.price_plan_id.clone()),
        price_plan_name: Some(plan.name.clone()),
        description: Some(plan.description.clone()),
        flow_total: Some(Megabytes::from_thousandths(plan.flow_total)),
        package_type: Some(plan.package_type),
        period: Some(if base { plan.years } else { 1 }),
        period_type: Some(if base { 50 } else { 20 }),
        effect_type: Some(if base { 1 } else { 2 }),
        silent_period_day: Some(plan.silent_months),
        silent_period_unit: Some(2),
        auto_renew: Some(false),
        location_desc: Some(plan.location_desc.clone()),
        location_type: Some(plan.location_type),
        sim_type: Some(3),
        carrier_type: Some(plan.carrier_type),
        price: Some(Cents(plan.price)),
    }
}

/// Operation 14: plans on offer.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn list(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<PricePlanList>, ApiError> {
    let params = Params::new(query.as_deref());
    let paging = params.paging()?;
    let name = params.text("main_search_key", 256)?;
    let flow_total = params.integer("flow_total", 0, i64::MAX)?;
    let network = params.code("network_type", &[1, 2])?;
    let location = params.code("location_type", &[1, 2, 3, 4, 5])?;
    let country = params.integer("country_type", 1, 11)?;
    let carrier = params.integer("carrier_type", 0, i64::from(i32::MAX))?;
    if carrier.is_some_and(|code| !is_carrier_code(code)) {
        return Err(ApiError::parameter(
            "carrier_type",
            "must be a known carrier code",
        ));
    }
    let wanted = |plan: &&Plan| {
        name.as_ref()
            .is_none_or(|name| plan.name.contains(name.as_str()))
            && flow_total.is_none_or(|mb| mb.checked_mul(1000) == Some(plan.flow_total))
            && network.is_none_or(|code| plan.network_type == i32::from(code))
            && location.is_none_or(|code| plan.location_type == i32::from(code))
            && country
                .is_none_or(|code| plan.country_type.is_some_and(|own| i64::from(own) == code))
            && carrier.is_none_or(|code| plan_has_carrier(plan, code))
    };
    let plans: Vec<PricePlan> = state
        .store
        .catalog()
        .plans()
        .iter()
        .filter(wanted)
        .map(wire)
        .collect();
    Ok(paging.answer_part(plans))
}

/// Operation 15: the plan of a card, a flat array of one; with `real_time=true` the usage up to now, which the card
/// list then shows too.
///
/// # Errors
/// 400 on a bad parameter or unknown card, 403 when a real-time query for the card was made within two seconds.
pub async fn of_card(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<SimPricePlan>>, ApiError> {
    if let Some(mirror) = state.mirror().cloned() {
        return of_account(&state, &mirror, query).await;
    }
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            let id = params.integer("sim_card_id", 0, i64::MAX)?;
            let id = id.ok_or_else(|| ApiError::parameter("sim_card_id", "is required"))?;
            let real_time = params.boolean("real_time")?.unwrap_or(false);
            let id = cards::resolve(store, id, &params)?;
            if real_time {
                query_now(store, id, now_ms)?;
            }
            let found = store.read(|db| card_row::with_plans(db, store.catalog(), &[id]))?;
            let (card, plan) = found.into_iter().next().ok_or_else(ApiError::no_card)?;
            let plan = plan.ok_or_else(|| ApiError::internal("a card without plan"))?;
            Ok(Json(paging.slice(vec![instance(card, plan)])))
        })
        .await
}

/// The same over a real account, which alone knows the plans of a card.
async fn of_account(
    state: &AppState,
    mirror: &Mirror,
    query: Option<String>,
) -> Result<Json<Vec<SimPricePlan>>, ApiError> {
    let (id, real_time) = state
        .run(move |store, _| {
            let params = Params::new(query.as_deref());
            params.paging()?;
            let id = params.integer("sim_card_id", 0, i64::MAX)?;
            let id = id.ok_or_else(|| ApiError::parameter("sim_card_id", "is required"))?;
            let real_time = params.boolean("real_time")?.unwrap_or(false);
            Ok((cards::resolve(store, id, &params)?, real_time))
        })
        .await?;
    let plans = mirror.plans_of_card(id, real_time).await;
    plans.map(Json).map_err(|error| account::failed(&error))
}

/// Brings the stored figures of a card up to now.
fn query_now(store: &Store, id: i64, now_ms: i64) -> Result<(), ApiError> {
    store.write(|db| {
        let used = usage::read_used(db, store.catalog(), id)?;
        let asked = "SELECT queried_at FROM figures WHERE card_id = ?1";
        let last: Option<i64> = db.query_row(asked, [id], |row| row.get(0)).optional()?.flatten();
        if last.is_some_and(|last| (0..QUERY_GAP_MS).contains(&(now_ms - last))) {
            return Err(ApiError::query_running());
        }
        db.execute(
            "INSERT INTO figures (card_id, queried_at) VALUES (?1, ?2) \
             ON CONFLICT (card_id) DO UPDATE SET queried_at = excluded.queried_at",
            params![id, now_ms],
        )?;
        if matches!(used.life.status, status::IN_USE | status::SUSPENDED)
            && used.life.act_time.is_some()
        {
            let now_used = used.life.profile.up_to_now(now_ms);
            let cycle = cycle_of_day(used.life.profile.carrier, day_of(now_ms));
            let left = used.life.allowance(&cycle) - now_used;
            // As of the very turn they would be the figures of the cycle that has just ended.
            let as_of = now_ms.max(day_start(cycle.first_day) + 1);
            db.execute(
                "UPDATE figures SET flow_used = ?2, flow_left = ?3, flow_time = ?4 WHERE card_id = ?1",
                params![id, now_used, left, as_of],
            )?;
        }
        Ok(((), vec![id]))
    })
}

fn instance(card: SimCard, plan: &Plan) -> SimPricePlan {
    let over = card.stop_reason.as_deref() == Some("over_plan");
    let status = match card.sim_status {
        Some(20) => 2,
        Some(14) if over => 3,
        Some(14) => 5,
        Some(30) => 0,
        _ => 1,
    };
    SimPricePlan {
        id: card.sim_price_plan_id,
        account_id: card.account_id,
        sim_card_id: Some(card.sim_card_id),
        status: Some(status),
        price_plan_id: Some(plan.price_plan_id.clone()),
        cid: card.cid,
        order_id: card.order_id.map(|order| order.to_string()),
        create_time: card.purchase_time,
        active_time: card.act_date,
        stop_time: card.expire_time,
        flow_total: card.flow_total,
        flow_used: card.flow_used,
        flow_left: card.flow_left,
        flow_time: card.flow_time,
        using: Some(if status == 2 { "1" } else { "0" }.to_owned()),
        price_plan_name: card.price_plan_name,
        description: Some(plan.description.clone()),
        package_type: Some(0),
        effect_type: Some(1),
        silent_period_day: Some(plan.silent_months),
        silent_period_unit: Some(2),
        auto_renew: Some(0),
        location_desc: Some(plan.location_desc.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carrier_codes_abroad_mean_regions() {
        let plans = crate::seed::plans::all();
        let count = |code| {
            plans
                .iter()
                .filter(|plan| plan_has_carrier(plan, code))
                .count()
        };
        assert_eq!(count(501), 3);
        assert_eq!(count(201), 3);
        assert_eq!(count(4), 18);
        assert_eq!(count(1) + count(2) + count(3) + count(4), plans.len());
        assert!(is_carrier_code(511) && !is_carrier_code(5) && !is_carrier_code(512));
    }
}
