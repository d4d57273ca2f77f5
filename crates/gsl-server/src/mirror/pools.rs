//! Pools of both kinds with six billing cycles, and their cards.

use std::collections::HashMap;

use gsl_client::{BackPoolsQuery, PoolMembersQuery, SimPoolsQuery};
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use gsl_model::wire::{BackPool, PoolMember, SimPool, SyncGroup};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Failure, Mirror, ms, priority};
use crate::clock::{DAY_MS, day_start};
use crate::rules::{self, cycle_named};

/// How long after its end a cycle is read again: carriers lag some days at the turn of a month.
const SETTLES_MS: i64 = 4 * DAY_MS;
/// How often the cards of a cycle that has ended are read until then.
const AGAIN_MS: i64 = 12 * 3_600_000;

/// What the two lists of pools have in common.
struct PoolCycle {
    id: i64,
    name: Option<String>,
    forward: bool,
    plan_id: Option<String>,
    plan_name: Option<String>,
    cycle: BillingCycle,
    begins_ms: Option<i64>,
    status: i32,
    status_ms: Option<i64>,
    total: Option<Megabytes>,
    used: Megabytes,
    activated: i32,
    inactive: i32,
    gone: i32,
    as_of_ms: i64,
    orders: Vec<i64>,
}

fn orders(first: Option<i64>, all: Option<&str>) -> Vec<i64> {
    let listed = all.unwrap_or_default().split(',');
    let mut orders: Vec<i64> = listed.filter_map(|id| id.trim().parse().ok()).collect();
    orders.extend(first);
    orders.sort_unstable();
    orders.dedup();
    orders
}

impl PoolCycle {
    fn forward(pool: &SimPool, now_ms: i64) -> Option<Self> {
        let (activated, gone) = (
            pool.activated_sim_quantity.unwrap_or(0),
            pool.disassembled_sim_quantity.unwrap_or(0),
        );
        Some(Self {
            id: pool.id,
            name: pool.pool_name.clone(),
            forward: true,
            plan_id: pool.price_plan_id.clone(),
            plan_name: pool.price_plan_name.clone(),
            cycle: pool
                .billing_cycle
                .as_deref()
                .and_then(BillingCycle::parse)?,
            begins_ms: ms(pool.effective_time),
            status: pool.status.unwrap_or(1),
            status_ms: None,
            total: pool.flow_total,
            used: pool.flow_used.unwrap_or(Megabytes::ZERO),
            activated,
            inactive: pool
                .inactive_sim_quantity
                .or(pool.quantity.map(|all| all - activated - gone))
                .unwrap_or(0),
            gone,
            as_of_ms: ms(pool.modify_time).unwrap_or(now_ms),
            orders: orders(pool.order_id, pool.order_ids.as_deref()),
        })
    }

    fn backward(pool: &BackPool, now_ms: i64) -> Option<Self> {
        let (activated, gone) = (
            pool.activated_sim_quantity.unwrap_or(0),
            pool.disassembled_sim_quantity.unwrap_or(0),
        );
        Some(Self {
            id: pool.id,
            name: pool.pool_name.clone(),
            forward: false,
            plan_id: pool.price_plan_id.clone(),
            plan_name: pool.price_plan_name.clone(),
            cycle: pool
                .billing_cycle
                .as_deref()
                .and_then(BillingCycle::parse)?,
            begins_ms: ms(pool.effective_time),
            status: pool.pool_status.unwrap_or(2),
            status_ms: ms(pool.status_time),
            total: None,
            used: pool.flow_used.unwrap_or(Megabytes::ZERO),
            activated,
            inactive: pool
                .inactive_sim_quantity
                .or(pool.quantity.map(|all| all - activated - gone))
                .unwrap_or(0),
            gone,
            as_of_ms: ms(pool.modify_time).unwrap_or(now_ms),
            orders: orders(pool.order_id, pool.order_ids.as_deref()),
        })
    }

    /// By the plan; else by the day the cycle begins on, which only China Unicom has in the middle of a month.
    fn carrier(&self, of_plan: Option<i32>) -> Carrier {
        let by_cycle = || {
            let begins = self.begins_ms?;
            let unicom = self.cycle.start_at(Carrier::Unicom).timestamp_millis();
            (begins == unicom).then_some(Carrier::Unicom)
        };
        of_plan
            .and_then(Carrier::from_carrier_type)
            .or_else(by_cycle)
            .unwrap_or(Carrier::Mobile)
    }
}

/// Writes pools and their cycles.
fn put_pools(db: &Transaction<'_>, mut cycles: Vec<PoolCycle>) -> rusqlite::Result<()> {
    // The newest cycle last: it says how the pool is called and stands now.
    cycles.sort_by_key(|one| (one.id, one.cycle));
    let mut created: HashMap<i64, i64> = HashMap::new();
    for one in &cycles {
        let plan: Option<(i64, i32, bool, i64)> = db
            .prepare_cached(
                "SELECT id, carrier_type, placeholder, flow_total FROM plans WHERE price_plan_id = ?1 OR name = ?2 \
                 ORDER BY price_plan_id = ?1 DESC, placeholder LIMIT 1",
            )?
            .query_row(params![one.plan_id, one.plan_name], |row| {
                Ok((
                    row.get("id")?,
                    row.get("carrier_type")?,
                    row.get("placeholder")?,
                    row.get("flow_total")?,
                ))
            })
            .optional()?;
        let listed = plan.filter(|(_, _, placeholder, _)| !placeholder);
        let carrier = one.carrier(listed.map(|(_, carrier, ..)| carrier));
        let plan_id = match plan {
            Some((id, ..)) => id,
            None => {
                db.prepare_cached(
                    "INSERT INTO plans (price_plan_id, name, description, flow_total, package_type, years, network_type, \
                     location_type, location_desc, carrier_type, silent_months, price, placeholder) \
                     VALUES (?1, ?2, '', 0, 1, 0, 1, 1, '', ?3, 0, 0, 1)",
                )?
                .execute(params![
                    one.plan_id
                        .clone()
                        .unwrap_or_else(|| format!("?{}", one.plan_name.as_deref().unwrap_or(""))),
                    one.plan_name.as_deref().unwrap_or(""),
                    carrier.carrier_type()
                ])?;
                db.last_insert_rowid()
            }
        };
        let code = rules::carrier_code(carrier);
        let begins = one
            .begins_ms
            .unwrap_or_else(|| day_start(cycle_named(code, one.cycle).first_day));
        // How old the pool is, nobody tells: as old as the first cycle that was seen.
        let made = *created.entry(one.id).or_insert(begins);
        db.prepare_cached(
            "INSERT INTO pools (id, name, forward, plan, status, create_time, carrier, status_time, dirty, mirrored) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 1) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
             forward = excluded.forward, plan = excluded.plan, status = excluded.status, carrier = excluded.carrier, \
             status_time = excluded.status_time, create_time = CASE WHEN create_time = 0 THEN excluded.create_time \
             ELSE MIN(create_time, excluded.create_time) END",
        )?
        .execute(params![
            one.id,
            one.name.as_deref().unwrap_or(""),
            one.forward,
            plan_id,
            one.status,
            made,
            code,
            one.status_ms
        ])?;
        put_cycle(db, one, listed.map(|(.., size)| size))?;
        for order in &one.orders {
            db.prepare_cached(
                "INSERT OR IGNORE INTO orders (id, status, type, plan, quantity, create_time, mirrored) \
                 VALUES (?1, 5, 1, ?2, 0, 0, 1)",
            )?
            .execute([*order, plan_id])?;
            // An order joins at the beginning of the first cycle that it was seen in.
            db.prepare_cached(
                "INSERT INTO pool_orders (order_id, pool_id, joined_at) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (order_id) DO UPDATE SET joined_at = CASE WHEN pool_id = excluded.pool_id \
                 THEN MIN(joined_at, excluded.joined_at) ELSE excluded.joined_at END, pool_id = excluded.pool_id",
            )?
            .execute([*order, one.id, begins])?;
        }
    }
    Ok(())
}

fn put_cycle(db: &Transaction<'_>, one: &PoolCycle, size: Option<i64>) -> rusqlite::Result<()> {
    let column = if one.forward {
        "pool_id"
    } else {
        "back_pool_id"
    };
    let reasons = if one.forward {
        [StopReason::Pool, StopReason::Pool]
    } else {
        [StopReason::PoolFrozen, StopReason::BackPoolThreshold]
    };
    let stopped: i64 = db
        .prepare_cached(&format!(
            "SELECT COUNT(*) FROM cards WHERE {column} = ?1 AND stop_reason IN (?2, ?3) AND gone_at IS NULL"
        ))?
        .query_row(params![one.id, reasons[0].key(), reasons[1].key()], |row| row.get(0))?;
    let total = one.total.map_or(0, Megabytes::thousandths);
    // What is more than the active cards bring are add-ons.
    let brought = size.map(|size| size.saturating_mul(one.activated.into()));
    let add_ons = brought.map_or(0, |brought| total.saturating_sub(brought).max(0));
    db.prepare_cached(
        "INSERT INTO pool_cycles (pool_id, cycle, used, total, add_ons, activated, inactive, gone, stopped, as_of) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (pool_id, cycle) DO UPDATE SET used = excluded.used, \
         total = excluded.total, add_ons = excluded.add_ons, activated = excluded.activated, inactive = excluded.inactive, \
         gone = excluded.gone, stopped = excluded.stopped, as_of = excluded.as_of",
    )?
    .execute(params![
        one.id,
        one.cycle.to_string(),
        one.used.thousandths(),
        total,
        add_ons,
        one.activated,
        one.inactive,
        one.gone,
        stopped,
        one.as_of_ms
    ])?;
    Ok(())
}

/// A pool in a cycle whose cards have to be read.
#[derive(Debug, Clone)]
struct Due {
    pool: i64,
    forward: bool,
    cycle: String,
    /// The cycle is running: the cards say where they are now.
    running: bool,
}

/// Pools and cycles whose cards are not known for good: of running ones they change, of one that has ended they are read
/// until the carriers have settled it.
fn due(db: &Connection, now_ms: i64) -> rusqlite::Result<Vec<Due>> {
    let rows: Vec<(Due, u8, Option<i64>)> = db
        .prepare_cached(
            "SELECT p.id AS pool, forward, carrier, cycle, members_at FROM pool_cycles c JOIN pools p ON p.id = c.pool_id \
             ORDER BY cycle DESC, p.id",
        )?
        .query_map([], |row| {
            let due = Due {
                pool: row.get("pool")?,
                forward: row.get("forward")?,
                cycle: row.get("cycle")?,
                running: false,
            };
            Ok((due, row.get("carrier")?, row.get("members_at")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let due = rows.into_iter().filter_map(|(mut due, carrier, read_at)| {
        let cycle = cycle_named(carrier, BillingCycle::parse(&due.cycle)?);
        let ends = day_start(cycle.last_day + 1);
        due.running = day_start(cycle.first_day) <= now_ms && now_ms < ends;
        let wanted = read_at
            .is_none_or(|at| due.running || at < ends + SETTLES_MS && now_ms - at > AGAIN_MS);
        wanted.then_some(due)
    });
    Ok(due.collect())
}

/// The cards of a pool in a cycle; answers the cards that changed their pool.
fn put_members(
    db: &Transaction<'_>,
    due: &Due,
    members: &[PoolMember],
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("DELETE FROM pool_members WHERE pool_id = ?1 AND cycle = ?2")?
        .execute(params![due.pool, due.cycle])?;
    let mut inside = Vec::with_capacity(members.len());
    for member in members {
        let by_cid: Option<i64> = db
            .prepare_cached("SELECT id FROM cards WHERE cid = ?1")?
            .query_row([&member.cid], |row| row.get(0))
            .optional()?;
        let Some(card) = by_cid.or((member.id > 0).then_some(member.id)) else {
            continue;
        };
        inside.push(card);
        db.prepare_cached(
            "INSERT OR REPLACE INTO pool_members (pool_id, cycle, card_id, used) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            due.pool,
            due.cycle,
            card,
            member.flow_used.map_or(0, Megabytes::thousandths)
        ])?;
    }
    db.prepare_cached("UPDATE pool_cycles SET members_at = ?3 WHERE pool_id = ?1 AND cycle = ?2")?
        .execute(params![due.pool, due.cycle, now_ms])?;
    if !due.running || due.forward {
        return Ok(Vec::new());
    }
    // The card list names forward pools only: who is in a backward pool, its list of cards tells.
    let mut touched: Vec<i64> = db
        .prepare_cached(
            "UPDATE cards SET back_pool_id = NULL WHERE back_pool_id = ?1 \
             AND id NOT IN (SELECT value FROM json_each(?2)) RETURNING id",
        )?
        .query_map(params![due.pool, crate::db::rows::ids(&inside)], |row| {
            row.get(0)
        })?
        .collect::<rusqlite::Result<_>>()?;
    let joined: Vec<i64> = db
        .prepare_cached(
            "UPDATE cards SET back_pool_id = ?1 WHERE id IN (SELECT value FROM json_each(?2)) \
             AND back_pool_id IS NOT ?1 RETURNING id",
        )?
        .query_map(params![due.pool, crate::db::rows::ids(&inside)], |row| {
            row.get(0)
        })?
        .collect::<rusqlite::Result<_>>()?;
    touched.extend(joined);
    Ok(touched)
}

impl Mirror {
    pub(super) async fn read_pools(&self) -> Result<Option<i64>, Failure> {
        let group = SyncGroup::Pools;
        let began = self.0.clock.now_ms();
        self.step(group, 0, None).await;
        let forward = all_pages!(
            self,
            priority(group),
            list_sim_pools(),
            page => SimPoolsQuery { page, all_billing_cycle: Some(true), ..SimPoolsQuery::default() },
            pools
        );
        let backward = all_pages!(
            self,
            priority(group),
            list_back_pools(),
            page => BackPoolsQuery { page, all_billing_cycle: Some(true), ..BackPoolsQuery::default() },
            pools
        );
        let forward = forward
            .iter()
            .filter_map(|pool| PoolCycle::forward(pool, began));
        let backward = backward
            .iter()
            .filter_map(|pool| PoolCycle::backward(pool, began));
        let cycles: Vec<PoolCycle> = forward.chain(backward).collect();
        self.write(move |db| Ok((put_pools(db, cycles)?, Vec::new())))
            .await?;
        self.plans_changed().await?;
        Ok(Some(began))
    }

    /// Cards of pools. Waits for the first list of pools and the first pass over the cards.
    pub(super) async fn read_members(&self) -> Result<Option<i64>, Failure> {
        let group = SyncGroup::Members;
        let began = self.0.clock.now_ms();
        if !self.was_read(SyncGroup::Pools) || !self.was_read(SyncGroup::Cards) {
            return Ok(None);
        }
        let all = self.query(move |db| due(db, began)).await?;
        let total = i64::try_from(all.len()).ok();
        for (done, due) in (0_i64..).zip(all) {
            self.step(group, done, total).await;
            let of = |page| PoolMembersQuery {
                page,
                billing_cycle: due.cycle.clone(),
                cid: None,
            };
            let members = if due.forward {
                all_pages!(self, priority(group), list_sim_pool_members(due.pool), page => of(page), pool_members)
            } else {
                all_pages!(self, priority(group), list_back_pool_members(due.pool), page => of(page), pool_members)
            };
            let now_ms = self.0.clock.now_ms();
            self.write(move |db| Ok(((), put_members(db, &due, &members, now_ms)?)))
                .await?;
        }
        Ok(Some(began))
    }
}
