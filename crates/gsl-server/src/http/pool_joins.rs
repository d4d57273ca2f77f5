//! Creating a pool and adding members: what may be picked, the pre-check, the work order (Q13.3, Q13.8, Q13.11).

use axum::Json;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Uri};
use gsl_model::can::DataType;
use gsl_model::label;
use gsl_model::pool::{JoinTarget, Outcome, check_join, effective_total, joinable};
use gsl_model::units::Megabytes;
use gsl_model::wire::{
    JoinCheckAnswer, JoinCheckOrder, JoinCheckRule, JoinRequest, PoolCandidate, PoolCandidateList,
    PoolWorkOrder,
};
use gsl_model::work_order::WorkOrderType;
use rusqlite::{Connection, Transaction, params};

use super::call::{TypedRequest, sent};
use super::card_actions::source;
use super::{AppState, PathText, path_number};
use crate::catalog::Catalog;
use crate::clock::time;
use crate::error::ApiError;
use crate::idempotency::once;
use crate::params::Params;
use crate::pools::PoolRecord;
use crate::pools::figures::{current, end_of};
use crate::pools::join::{
    Candidate, NewPool, candidate, candidates_sql, join, next_pool, orders, target,
};
use crate::pools::list::pool;
use crate::rules::cycle_of_day;
use crate::work_orders::{Action, CarrierSimulation, NewWorkOrder, submit};

/// Most orders of one work order.
const MOST_ORDERS: usize = 500;

/// A name as a pool may have it.
///
/// # Errors
/// 400 `GSL.00010004`.
pub(super) fn name(text: &str) -> Result<String, ApiError> {
    label::pool_name(text)
        .map(str::to_owned)
        .map_err(|why| ApiError::parameter("pool_name", why))
}

/// `GET /v1/sim-pools/candidates`: orders that are in no pool, of a pool's plan when one is named.
///
/// # Errors
/// 400 on a bad parameter, 403 `GSL.00014003` for an unknown pool.
pub async fn candidates(
    State(state): State<AppState>,
    RawQuery(text): RawQuery,
) -> Result<Json<PoolCandidateList>, ApiError> {
    state
        .run(move |store, _| {
            let params = Params::new(text.as_deref());
            let paging = params.paging()?;
            let into = params.integer("sim_pool_id", 0, i64::MAX)?;
            let catalog = store.catalog();
            store.read(|db| {
                let into = into.map(|id| pool(db, id, true)).transpose()?;
                let target = match &into {
                    Some(pool) => target(db, catalog, pool)?,
                    None => JoinTarget::NewForward,
                };
                let plan = into.as_ref().map(|pool| pool.plan);
                let condition = "o.type = 1 AND o.status NOT IN (6, 7, 8, 10) AND (?1 IS NULL OR o.plan = ?1) AND \
                    NOT EXISTS (SELECT 1 FROM pool_orders p WHERE p.order_id = o.id)";
                let count = db.query_row(
                    &format!("SELECT COUNT(*) FROM orders o WHERE {condition}"),
                    [plan],
                    |row| row.get(0),
                )?;
                let found: Vec<Candidate> = db
                    .prepare_cached(&format!(
                        "{} WHERE {condition} ORDER BY o.create_time DESC, o.id DESC LIMIT ?2 OFFSET ?3",
                        candidates_sql("")
                    ))?
                    .query_map(params![plan, paging.limit, paging.skip()], |row| {
                        candidate(row, catalog)
                    })?
                    .collect::<rusqlite::Result<_>>()?;
                let orders = found
                    .into_iter()
                    .map(|order| shown(&order, catalog, joinable(&target, &order.facts)));
                Ok(paging.answer(count, orders.collect()))
            })
        })
        .await
}

fn shown(order: &Candidate, catalog: &Catalog, joinable: bool) -> PoolCandidate {
    let plan = catalog.plan(order.plan);
    PoolCandidate {
        order_id: order.facts.order_id,
        order_status: Some(order.status),
        price_plan_name: plan.map(|plan| plan.name.clone()),
        price_plan_id: plan.map(|plan| plan.price_plan_id.clone()),
        carrier_type: Some(order.facts.carrier.carrier_type()),
        data_type: order.facts.data.map(DataType::code),
        quantity: i32::try_from(order.facts.cards).ok(),
        activated_sim_quantity: i32::try_from(order.activated).ok(),
        create_time: Some(time(order.created)),
        joinable,
    }
}

/// What a join would be.
struct Plan {
    orders: Vec<Candidate>,
    answer: JoinCheckAnswer,
}

/// Asks every rule.
fn check(
    db: &Connection,
    catalog: &Catalog,
    request: &JoinRequest,
    into: Option<&PoolRecord>,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<Plan, ApiError> {
    let named = request.order_ids.len() + request.sim_card_ids.len();
    if named == 0 {
        return Err(ApiError::parameter(
            "order_ids",
            "must name at least one order",
        ));
    }
    if request.order_ids.len() > MOST_ORDERS {
        return Err(ApiError::parameter(
            "order_ids",
            format!("has more than {MOST_ORDERS} entries"),
        ));
    }
    let orders = orders(db, catalog, &request.order_ids, &request.sim_card_ids)?
        .map_err(|unknown| ApiError::unknown_ids(&unknown))?;
    let target = match into {
        Some(pool) => target(db, catalog, pool)?,
        None => JoinTarget::NewForward,
    };
    let facts: Vec<_> = orders.iter().map(|order| order.facts.clone()).collect();
    let join = check_join(&target, &facts);
    let first = orders.first();
    let carrier = into.map_or_else(
        || first.map_or(4, |order| crate::rules::carrier_code(order.facts.carrier)),
        |pool| pool.carrier,
    );
    let package = into
        .map(|pool| pool.plan)
        .or(first.map(|order| order.plan))
        .and_then(|plan| catalog.plan(plan))
        .map_or(Megabytes::ZERO, |plan| {
            Megabytes::from_thousandths(plan.flow_total)
        });
    let before = match into {
        Some(pool) => total(db, pool, now_ms)?,
        None => Megabytes::ZERO,
    };
    let activated: i64 = orders.iter().map(|order| order.activated).sum();
    let days = WorkOrderType::CreatePool.working_days(crate::rules::carrier(carrier));
    let answer = JoinCheckAnswer {
        passed: join.passed(),
        orders: join
            .orders
            .iter()
            .zip(&facts)
            .map(|(check, facts)| JoinCheckOrder {
                order_id: check.order_id,
                passed: check.passed(),
                cards: facts.joining,
                rules: check
                    .rules
                    .iter()
                    .map(|(rule, outcome)| told(rule.key(), outcome))
                    .collect(),
            })
            .collect(),
        cards: facts.iter().map(|facts| facts.joining).sum(),
        activated,
        total_before: Some(before),
        total_after: effective_total(activated, package, before),
        expected_time: Some(time(simulation.after(now_ms, i64::from(days.1) * 1000))),
        effective_by: Some(time(end_of(cycle_of_day(
            carrier,
            crate::clock::day_of(now_ms),
        )))),
    };
    Ok(Plan { orders, answer })
}

fn told(rule: &str, outcome: &Outcome) -> JoinCheckRule {
    let (is, needs) = outcome
        .reason()
        .map(|reason| reason.values())
        .unwrap_or_default();
    JoinCheckRule {
        rule: rule.to_owned(),
        outcome: outcome.key().to_owned(),
        reason: outcome.reason().map(|reason| reason.key().to_owned()),
        is,
        needs,
    }
}

/// 生效总流量 of a pool now.
pub(super) fn total(
    db: &Connection,
    pool: &PoolRecord,
    now_ms: i64,
) -> Result<Megabytes, ApiError> {
    let total: Option<i64> = db
        .prepare_cached("SELECT total FROM pool_cycles WHERE pool_id = ?1 AND cycle = ?2")?
        .query_map((pool.id, current(pool, now_ms).name.to_string()), |row| {
            row.get(0)
        })?
        .next()
        .transpose()?;
    Ok(Megabytes::from_thousandths(total.unwrap_or(0)))
}

/// `POST /v1/sim-pools/pre-check`: every rule for every order, changing nothing.
///
/// # Errors
/// 400 on a bad body or unknown orders (`GSL.00016053`), 403 `GSL.00014003` for an unknown pool.
pub async fn pre_check(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<JoinCheckAnswer>, ApiError> {
    let TypedRequest { body, .. } = sent::<JoinRequest>(&uri, &headers, body).await?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            store.read(|db| {
                let into = body.sim_pool_id.map(|id| pool(db, id, true)).transpose()?;
                let plan = check(
                    db,
                    store.catalog(),
                    &body,
                    into.as_ref(),
                    now_ms,
                    simulation,
                )?;
                Ok(Json(plan.answer))
            })
        })
        .await
}

/// `POST /v1/sim-pools`: 创建流量池, a work order of type 3. Orders still being bought, which have no cards yet, join at
/// once.
///
/// # Errors
/// As the pre-check; 403 `GSL.00014004` naming what is broken; 400 for a bad name or one there is already.
pub async fn create(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PoolWorkOrder>, ApiError> {
    let request = sent::<JoinRequest>(&uri, &headers, body).await?;
    let called = name(request.body.pool_name.as_deref().unwrap_or_default())?;
    submit_join(state, request, None, Some(called), headers).await
}

/// `POST /v1/sim-pools/{id}/orders`: 新增成员, a work order of type 3.
///
/// # Errors
/// As creating a pool; 403 `GSL.00014003` for an unknown pool.
pub async fn add(
    State(state): State<AppState>,
    path: PathText,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PoolWorkOrder>, ApiError> {
    let id = path_number(path, "sim_pool_id")?;
    let request = sent::<JoinRequest>(&uri, &headers, body).await?;
    submit_join(state, request, Some(id), None, headers).await
}

async fn submit_join(
    state: AppState,
    request: TypedRequest<JoinRequest>,
    into: Option<i64>,
    called: Option<String>,
    headers: HeaderMap,
) -> Result<Json<PoolWorkOrder>, ApiError> {
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let answer = store.write(|db| {
                once(db, request.key.as_ref(), now_ms, |db| {
                    let into = into.map(|id| pool(db, id, true)).transpose()?;
                    if let Some(called) = &called
                        && name_taken(db, called, None)?
                    {
                        return Err(ApiError::parameter(
                            "pool_name",
                            "is the name of another pool",
                        ));
                    }
                    let plan = check(
                        db,
                        catalog,
                        &request.body,
                        into.as_ref(),
                        now_ms,
                        simulation,
                    )?;
                    if !plan.answer.passed {
                        return Err(ApiError::pool_refuses(broken(&plan.answer)));
                    }
                    let pool = match &into {
                        Some(pool) => pool.id,
                        None => next_pool(db)?,
                    };
                    let create = called
                        .clone()
                        .zip(plan.orders.first())
                        .map(|(name, order)| NewPool {
                            name,
                            plan: order.plan,
                        });
                    let action = Action::JoinPool { pool, create };
                    let source = source(&headers);
                    hand_over(db, catalog, &plan, &action, source, now_ms, simulation)
                })
            })?;
            store.pool_changed();
            Ok(Json(answer))
        })
        .await
}

/// Makes the work order, and lets orders without cards join.
fn hand_over(
    db: &Transaction<'_>,
    catalog: &Catalog,
    plan: &Plan,
    action: &Action,
    source: gsl_model::work_order::WorkOrderSource,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<(PoolWorkOrder, Vec<i64>), ApiError> {
    let Action::JoinPool { pool, create } = action else {
        return Err(ApiError::internal("no join"));
    };
    let mut cards: Vec<i64> = Vec::new();
    // No work order item will take these in: their cards are still to come.
    let mut without: Vec<i64> = Vec::new();
    for order in &plan.orders {
        let own: Vec<i64> = db
            .prepare_cached("SELECT id FROM cards WHERE order_id = ?1 ORDER BY id")?
            .query_map([order.facts.order_id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if own.is_empty() {
            without.push(order.facts.order_id);
        }
        cards.extend(own);
    }
    let new = NewWorkOrder {
        kind: action.single_type(),
        action: action.clone(),
        source,
        detail: action.words(),
        cards,
    };
    let work_order_id = submit(db, &new, now_ms, simulation)?;
    for order in &plan.orders {
        db.execute(
            "INSERT INTO pool_orders (order_id, pool_id, work_order) VALUES (?1, ?2, ?3)",
            params![order.facts.order_id, pool, work_order_id],
        )?;
    }
    for order in without {
        join(db, catalog, *pool, create.as_ref(), order, now_ms)?;
    }
    Ok((
        PoolWorkOrder {
            work_order_id,
            pool_id: *pool,
            expected_time: plan.answer.expected_time,
        },
        Vec::new(),
    ))
}

/// Whether another pool has this name.
pub(super) fn name_taken(
    db: &Connection,
    name: &str,
    except: Option<i64>,
) -> Result<bool, ApiError> {
    let found: i64 = db.query_row(
        "SELECT EXISTS (SELECT 1 FROM pools WHERE name = ?1 AND id IS NOT ?2)",
        params![name, except],
        |row| row.get(0),
    )?;
    Ok(found != 0)
}

/// What is broken, in words.
fn broken(answer: &JoinCheckAnswer) -> String {
    let mut said = Vec::new();
    for order in &answer.orders {
        for rule in order.rules.iter().filter(|rule| rule.outcome == "failed") {
            let reason = rule.reason.as_deref().unwrap_or(&rule.rule);
            said.push(format!("order {} {}: {reason}", order.order_id, rule.rule));
        }
    }
    said.join("; ")
}
