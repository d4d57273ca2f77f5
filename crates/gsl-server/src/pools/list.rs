//! Which pools and which of their cards a list has.

use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::Risk;
use gsl_model::units::Megabytes;
use gsl_model::wire::{BackPool, PoolMember, PoolRiskCount, SimPool};
use rusqlite::Connection;

use super::figures::{current, end_of};
use super::rows::{self, Cycles, PoolSort, Query};
use super::{PoolRecord, head, members};
use crate::card_row::{self, plan_instance};
use crate::catalog::Catalog;
use crate::clock::{date_of, day_of, time};
use crate::error::ApiError;
use crate::history;
use crate::lifecycle::Lifecycle;
use crate::params::Params;
use crate::rules::{Cycle, cycle_named};
use crate::store::Store;

/// The name of the path's parameter.
pub(crate) const fn id_name(forward: bool) -> &'static str {
    if forward {
        "sim_pool_id"
    } else {
        "back_pool_id"
    }
}

/// The pool of a path.
///
/// # Errors
/// 403 `GSL.00014003` when there is none of its kind.
pub(crate) fn pool(db: &Connection, id: i64, forward: bool) -> Result<PoolRecord, ApiError> {
    head(db, id)?
        .filter(|head| head.forward == forward)
        .ok_or_else(ApiError::no_pool)
}

/// The cycle a request names; `None` when it names none.
///
/// # Errors
/// 400 `GSL.00010004` for what is no cycle, 403 `GSL.00011004` for one in the future or older than six.
fn cycle(params: &Params, now_ms: i64) -> Result<Option<BillingCycle>, ApiError> {
    let Some(text) = params.text("billing_cycle", 16)? else {
        return Ok(None);
    };
    let cycle = BillingCycle::parse(&text)
        .ok_or_else(|| ApiError::parameter("billing_cycle", "must be a cycle such as 2021-04"))?;
    let today = date_of(day_of(now_ms));
    let kept = gsl_model::carrier::Carrier::ALL
        .iter()
        .any(|carrier| BillingCycle::last_six(*carrier, today).contains(&cycle));
    if kept {
        Ok(Some(cycle))
    } else {
        Err(ApiError::illegal_cycle(&cycle.to_string()))
    }
}

/// The cycle a request must name: of a pool, so that only its own carrier's calendar counts.
pub(crate) fn own_cycle(
    params: &Params,
    pool: &PoolRecord,
    now_ms: i64,
) -> Result<Option<Cycle>, ApiError> {
    let Some(name) = cycle(params, now_ms)? else {
        return Ok(None);
    };
    let cycle = cycle_named(pool.carrier, name);
    let newest = current(pool, now_ms);
    let mut oldest = newest.name;
    for _ in 1..gsl_model::cycle::CYCLES_KEPT {
        oldest = oldest.prev();
    }
    if name > newest.name || name < oldest {
        return Err(ApiError::illegal_cycle(&name.to_string()));
    }
    Ok(Some(cycle))
}

fn query(
    params: &Params,
    now_ms: i64,
    forward: bool,
    (skip, limit): (i64, i64),
) -> Result<Query, ApiError> {
    let one = cycle(params, now_ms)?;
    let all = params.boolean("all_billing_cycle")?.unwrap_or(false);
    let cycles = match (all, one) {
        (true, _) => Cycles::All,
        (false, Some(cycle)) => Cycles::One(cycle),
        (false, None) => Cycles::Current,
    };
    let status = if forward {
        params.codes("status", &[0, 1])?
    } else {
        Vec::new()
    };
    let sort = params.text("sort", 32)?.map(|key| {
        PoolSort::from_key(&key).ok_or_else(|| {
            let why = "must be one of pool_name, runs_out, activated_sim_quantity, flow_total, flow_used, flow_left";
            ApiError::parameter("sort", why)
        })
    });
    let risk = params.texts("risk", Risk::ALL.len())?.unwrap_or_default();
    let risk = risk.iter().map(|key| {
        Risk::from_key(key)
            .ok_or_else(|| ApiError::parameter("risk", "must be one of dry, at_risk, lasts"))
    });
    Ok(Query {
        forward,
        ids: None,
        name: params.text("pool_name", 64)?,
        status: status.into_iter().map(i32::from).collect(),
        cycles,
        risk: risk.collect::<Result<_, _>>()?,
        sort: sort.transpose()?.unwrap_or_default(),
        descending: params.descending()?,
        today: day_of(now_ms),
        limit,
        skip,
    })
}

/// Forward pools that match, and how many there are in all.
///
/// # Errors
/// As operation 17.
pub fn forward_rows(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    now_ms: i64,
    page: (i64, i64),
) -> Result<(i64, Vec<SimPool>), ApiError> {
    Ok(rows::forward(
        db,
        catalog,
        &query(params, now_ms, true, page)?,
    )?)
}

/// The matching forward pools by risk; empty for past cycles.
///
/// # Errors
/// As operation 17.
pub fn forward_risks(
    db: &Connection,
    params: &Params,
    now_ms: i64,
) -> Result<Vec<PoolRiskCount>, ApiError> {
    let query = query(params, now_ms, true, (0, -1))?;
    if query.cycles != Cycles::Current {
        return Ok(Vec::new());
    }
    Ok(rows::risks(db, &query)?)
}

/// Backward pools that match, and how many there are in all.
///
/// # Errors
/// As operation 19.
pub fn backward_rows(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    now_ms: i64,
    page: (i64, i64),
) -> Result<(i64, Vec<BackPool>), ApiError> {
    Ok(rows::backward(
        db,
        catalog,
        &query(params, now_ms, false, page)?,
    )?)
}

/// The rows of some forward pools, in the cycles asked for.
///
/// # Errors
/// As operation 17.
pub(crate) fn forward_of(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    ids: &[i64],
    now_ms: i64,
) -> Result<Vec<SimPool>, ApiError> {
    Ok(rows::forward(db, catalog, &only(params, ids, now_ms, true)?)?.1)
}

/// The rows of some backward pools, in the cycles asked for.
///
/// # Errors
/// As operation 19.
pub(crate) fn backward_of(
    db: &Connection,
    catalog: &Catalog,
    params: &Params,
    ids: &[i64],
    now_ms: i64,
) -> Result<Vec<BackPool>, ApiError> {
    Ok(rows::backward(db, catalog, &only(params, ids, now_ms, false)?)?.1)
}

/// Some pools, whatever their name and state.
fn only(params: &Params, ids: &[i64], now_ms: i64, forward: bool) -> Result<Query, ApiError> {
    Ok(Query {
        ids: Some(ids.to_vec()),
        name: None,
        status: Vec::new(),
        ..query(params, now_ms, forward, (0, -1))?
    })
}

/// Cards of a pool that match in a cycle, and how many there are in all.
///
/// # Errors
/// As operations 18 and 20.
pub(crate) fn member_rows(
    store: &Store,
    db: &Connection,
    pool: &PoolRecord,
    params: &Params,
    now_ms: i64,
    page: (i64, i64),
) -> Result<(i64, Vec<PoolMember>), ApiError> {
    let wanted = members_wanted(params, store)?;
    let cycle = asked_cycle(params, pool, now_ms)?;
    let (count, ids) = member_ids(store, db, pool, cycle, &wanted, page)?;
    Ok((count, members_of(store, db, pool, params, &ids, now_ms)?))
}

fn asked_cycle(params: &Params, pool: &PoolRecord, now_ms: i64) -> Result<Cycle, ApiError> {
    own_cycle(params, pool, now_ms)?
        .ok_or_else(|| ApiError::parameter("billing_cycle", "is required, such as 2021-04"))
}

/// How many members match, and which cards they are.
///
/// # Errors
/// As the list of members.
pub(crate) fn member_keys(
    store: &Store,
    db: &Connection,
    pool: &PoolRecord,
    params: &Params,
    now_ms: i64,
) -> Result<(i64, Vec<i64>), ApiError> {
    let wanted = members_wanted(params, store)?;
    let cycle = asked_cycle(params, pool, now_ms)?;
    member_ids(store, db, pool, cycle, &wanted, (0, -1))
}

/// These cards as members, in the cycle asked for; those that are gone are left out.
///
/// # Errors
/// As the list of members.
pub(crate) fn members_of(
    store: &Store,
    db: &Connection,
    pool: &PoolRecord,
    params: &Params,
    cards: &[i64],
    now_ms: i64,
) -> Result<Vec<PoolMember>, ApiError> {
    let cycle = asked_cycle(params, pool, now_ms)?;
    let told = if store.is_mirror() {
        Some(members::told(db, pool.id, cycle, cards)?)
    } else {
        None
    };
    // As of when the pool was counted, so that members add up to it.
    let as_of: Option<i64> = db
        .prepare_cached("SELECT as_of FROM pool_cycles WHERE pool_id = ?1 AND cycle = ?2")?
        .query_map((pool.id, cycle.name.to_string()), |row| row.get(0))?
        .next()
        .transpose()?;
    let as_of = as_of.unwrap_or(now_ms);
    let mut lives = history::read_all(db, store.catalog(), cards)?;
    let mut cids = card_row::cids(db, cards)?;
    let members = cards.iter().filter_map(|card| {
        let (life, cid) = (lives.remove(card)?, cids.remove(card)?);
        let used = match &told {
            Some(told) => told.get(card).copied().unwrap_or(0),
            None => members::used(&life, cycle, as_of),
        };
        Some(member(life, cid, used))
    });
    Ok(members.collect())
}

/// Which members: all, or one by its number, in some states.
struct MemberFilter {
    /// `Some(None)` when the number belongs to no card.
    card: Option<Option<i64>>,
    states: Vec<u8>,
}

fn members_wanted(params: &Params, store: &Store) -> Result<MemberFilter, ApiError> {
    let cid = params.text("cid", 64)?;
    Ok(MemberFilter {
        card: cid.map(|cid| store.fleet().card_by_iccid(&cid)),
        states: params.codes("sim_status", &[10, 11, 13, 14, 20, 30])?,
    })
}

fn member_ids(
    store: &Store,
    db: &Connection,
    pool: &PoolRecord,
    cycle: Cycle,
    wanted: &MemberFilter,
    (skip, limit): (i64, i64),
) -> Result<(i64, Vec<i64>), ApiError> {
    let mut condition = if store.is_mirror() {
        if !members::are_told(db, pool.id, cycle)? {
            return Err(ApiError::not_read_yet(
                "the cards of this pool in this billing cycle",
            ));
        }
        format!(
            "id IN (SELECT card_id FROM pool_members WHERE pool_id = {} AND cycle = '{}')",
            pool.id, cycle.name
        )
    } else {
        format!(
            "{} = {} AND order_id IN (SELECT order_id FROM pool_orders WHERE pool_id = {} AND joined_at < {})",
            pool.column(),
            pool.id,
            pool.id,
            end_of(cycle)
        )
    };
    match wanted.card {
        None => {}
        Some(Some(card)) => condition.push_str(&format!(" AND +id = {card}")),
        Some(None) => return Ok((0, Vec::new())),
    }
    if !wanted.states.is_empty() {
        let codes: Vec<String> = wanted.states.iter().map(u8::to_string).collect();
        condition.push_str(&format!(" AND status IN ({})", codes.join(",")));
    }
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM cards WHERE {condition}"),
        [],
        |row| row.get(0),
    )?;
    let ids = db
        .prepare(&format!(
            "SELECT id FROM cards WHERE {condition} ORDER BY id LIMIT {limit} OFFSET {skip}"
        ))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((count, ids))
}

fn member(life: Lifecycle, cid: String, used: i64) -> PoolMember {
    let id = life.profile.id;
    PoolMember {
        id,
        cid: Some(cid),
        sim_price_plan_id: Some(plan_instance(id)),
        flow_used: Some(Megabytes::from_thousandths(used)),
        sim_status: Some(life.status.into()),
        stop_reason: life.reason,
        order_id: Some(life.profile.shape.order),
        act_date: life.act_time.map(time),
    }
}
