//! Orders join pools: the facts the rules ask for, and the join itself (Q13.3, Q13.8, Q13.11).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gsl_model::can::DataType;
use gsl_model::pool::{ForwardState, JoinTarget, OrderFacts, PoolFacts};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{PoolRecord, head};
use crate::catalog::Catalog;
use crate::clock::{date_of, day_of};
use crate::db::rows::{FromRow, ids};
use crate::history::store_figures;
use crate::lifecycle::{advance, cap, own_cap, status};
use crate::{history, rules};

/// A pool that comes into being with its first order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewPool {
    /// Name.
    pub name: String,
    /// Plan, by its number in the database.
    pub plan: i64,
}

/// Pools are numbered from here where there are none.
const FIRST_POOL: i64 = 5_100_000_000_000_100;

/// The number of the next pool; those of joins under way are taken.
///
/// # Errors
/// When the database cannot be read.
pub fn next_pool(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row(
        "SELECT MAX(?1, COALESCE((SELECT MAX(id) FROM pools), 0), \
         COALESCE((SELECT MAX(pool_id) FROM pool_orders), 0)) + 31",
        [FIRST_POOL],
        |row| row.get(0),
    )
}

/// An order as the rules see it, with what else an operator wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What the rules ask.
    pub facts: OrderFacts,
    /// State of the order.
    pub status: i32,
    /// Plan, by its number in the database.
    pub plan: i64,
    /// Active cards.
    pub activated: i64,
    /// Creation, ms.
    pub created: i64,
}

crate::from_row! {
    /// An order and what is told of its cards, of `orders o` and its cards counted as `c`.
    pub struct CandidateRow {
        id: i64 = "o.id",
        status: i32 = "o.status",
        kind: i32 = "o.type",
        plan: i64 = "o.plan",
        quantity: i64 = "o.quantity",
        create_time: i64 = "o.create_time",
        pool: Option<i64> = "(SELECT pool_id FROM pool_orders p WHERE p.order_id = o.id)",
        cards: Option<i64> = "c.cards",
        form: Option<i32> = "c.form",
        test: Option<bool> = "c.test",
        data_type: Option<i32> = "COALESCE(c.data, o.data_type)",
        activated: Option<i64> = "c.activated",
    }
}

/// Orders with their cards counted; `cards` says of which orders the cards are counted.
#[must_use]
pub fn candidates_sql(cards: &str) -> String {
    format!(
        "SELECT {} FROM orders o LEFT JOIN (SELECT order_id, COUNT(*) AS cards, MIN(sim_type) AS form, \
         MAX(status = 10) AS test, MIN(data_type) AS data, SUM(status IN (14, 20)) AS activated FROM cards {cards} \
         GROUP BY order_id) c ON c.order_id = o.id",
        CandidateRow::COLUMNS
    )
}

/// Order states that came to nothing: cancelled, failed, refused, returned.
const DEAD: [i32; 4] = [6, 7, 8, 10];
/// Order states before shipping: in review, reviewed, to be shipped.
const BUYING: [i32; 3] = [1, 2, 3];

/// Reads an order from a row of [`candidates_sql`].
///
/// # Errors
/// When a column has an impossible type.
pub fn candidate(row: &rusqlite::Row<'_>, catalog: &Catalog) -> rusqlite::Result<Candidate> {
    let row = CandidateRow::from_row(row)?;
    let plan = catalog.plan(row.plan);
    // An order still being bought has no cards of its own yet.
    let cards = row.cards.filter(|made| *made > 0).unwrap_or(row.quantity);
    // What was bought counts; of orders from before it was kept it is what the plan has by default.
    let default = plan.map_or(2, |plan| rules::data_type(plan.flow_total, true).into());
    Ok(Candidate {
        facts: OrderFacts {
            order_id: row.id,
            carrier: plan.map_or(gsl_model::carrier::Carrier::Overseas, |plan| {
                rules::carrier(u8::try_from(plan.carrier_type).unwrap_or(4))
            }),
            plan: plan.map_or(String::new(), |plan| plan.name.clone()),
            data: DataType::from_code(row.data_type.unwrap_or(default)),
            physical: row.form.is_none_or(|form| form == 3),
            test: row.test.unwrap_or(false),
            buying: BUYING.contains(&row.status),
            alive: row.kind == 1 && !DEAD.contains(&row.status),
            pool: row.pool,
            cards,
            joining: cards,
        },
        status: row.status,
        plan: row.plan,
        activated: row.activated.unwrap_or(0),
        created: row.create_time,
    })
}

/// The orders named, or those of the cards named, each once; the numbers without an order are answered as the error.
///
/// # Errors
/// Outside: when the database cannot be read.
pub fn orders(
    db: &Connection,
    catalog: &Catalog,
    order_ids: &[i64],
    card_ids: &[i64],
) -> rusqlite::Result<Result<Vec<Candidate>, Vec<i64>>> {
    forget_ended(db)?;
    let mut wanted: Vec<(i64, Option<i64>)> = Vec::new();
    for id in order_ids {
        if !wanted.iter().any(|(known, _)| known == id) {
            wanted.push((*id, None));
        }
    }
    let cards: BTreeSet<i64> = card_ids.iter().copied().collect();
    let mut order_of: HashMap<i64, i64> = db
        .prepare_cached(
            "SELECT id, order_id FROM cards WHERE id IN (SELECT value FROM json_each(?1))",
        )?
        .query_map([ids(card_ids)], |row| {
            Ok((row.get("id")?, row.get("order_id")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut unknown = Vec::new();
    let mut by_card: BTreeMap<i64, i64> = BTreeMap::new();
    for card in cards {
        match order_of.remove(&card) {
            Some(order) => *by_card.entry(order).or_default() += 1,
            None => unknown.push(card),
        }
    }
    wanted.extend(
        by_card
            .into_iter()
            .map(|(order, cards)| (order, Some(cards))),
    );
    let named: Vec<i64> = wanted.iter().map(|(id, _)| *id).collect();
    let mut orders: HashMap<i64, Candidate> = db
        .prepare_cached(&format!(
            "{} WHERE o.id IN (SELECT value FROM json_each(?1))",
            candidates_sql("WHERE order_id IN (SELECT value FROM json_each(?1))")
        ))?
        .query_map([ids(&named)], |row| {
            let order = candidate(row, catalog)?;
            Ok((order.facts.order_id, order))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut found = Vec::new();
    for (id, joining) in wanted {
        match orders.remove(&id) {
            Some(mut order) => {
                order.facts.joining = joining.unwrap_or(order.facts.cards);
                found.push(order);
            }
            None => unknown.push(id),
        }
    }
    Ok(if unknown.is_empty() {
        Ok(found)
    } else {
        Err(unknown)
    })
}

/// Frees orders whose join came to nothing. On a read connection there is nothing to free by force: the next change will.
fn forget_ended(db: &Connection) -> rusqlite::Result<()> {
    if db.is_readonly("main")? {
        return Ok(());
    }
    db.execute(
        "DELETE FROM pool_orders WHERE joined_at IS NULL AND work_order IN \
         (SELECT id FROM work_orders WHERE outcome IS NOT NULL)",
        [],
    )?;
    Ok(())
}

/// The pool as the rules see it.
///
/// # Errors
/// When the database cannot be read.
pub fn target(
    db: &Connection,
    catalog: &Catalog,
    pool: &PoolRecord,
) -> rusqlite::Result<JoinTarget> {
    // By its cards; while they are still to come by its orders.
    let data: Option<i32> = db
        .prepare_cached(
            "SELECT COALESCE((SELECT data_type FROM cards WHERE pool_id = ?1 LIMIT 1), \
             (SELECT o.data_type FROM pool_orders p JOIN orders o ON o.id = p.order_id WHERE p.pool_id = ?1 LIMIT 1))",
        )?
        .query_row([pool.id], |row| row.get(0))?;
    Ok(JoinTarget::Forward(PoolFacts {
        carrier: rules::carrier(pool.carrier),
        plan: catalog
            .plan(pool.plan)
            .map_or(String::new(), |plan| plan.name.clone()),
        data: data.and_then(DataType::from_code),
        created: date_of(day_of(pool.created)),
        state: ForwardState::from_code(pool.status).unwrap_or(ForwardState::InUse),
    }))
}

/// Takes an order into a pool, all of its cards at once; makes the pool when it does not exist yet. Does nothing for an
/// order that has joined. Answers the cards that changed.
///
/// # Errors
/// When the database refuses.
pub fn join(
    db: &Connection,
    catalog: &Catalog,
    pool: i64,
    create: Option<&NewPool>,
    order: i64,
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let waiting: Option<i64> = db
        .prepare_cached(
            "SELECT order_id FROM pool_orders WHERE order_id = ?1 AND pool_id = ?2 AND joined_at IS NULL",
        )?
        .query_row([order, pool], |row| row.get(0))
        .optional()?;
    if waiting.is_none() {
        return Ok(Vec::new());
    }
    if let (None, Some(new)) = (head(db, pool)?, create) {
        db.execute(
            "INSERT INTO pools (id, name, forward, plan, status, create_time, carrier, status_time) \
             SELECT ?1, ?2, 1, id, 1, ?4, carrier_type, ?4 FROM plans WHERE id = ?3",
            params![pool, new.name, new.plan, now_ms],
        )?;
    }
    db.execute(
        "UPDATE pool_orders SET joined_at = ?2 WHERE order_id = ?1",
        [order, now_ms],
    )?;
    let cards: Vec<i64> = db
        .prepare_cached("SELECT id FROM cards WHERE order_id = ?1 ORDER BY id")?
        .query_map([order], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for card in &cards {
        take_in(db, catalog, pool, *card, now_ms)?;
    }
    db.execute("UPDATE pools SET dirty = 1 WHERE id = ?1", [pool])?;
    Ok(cards)
}

/// A card loses the cap of its plan from tomorrow on; what was used so far stays as it was. One that was stopped for its
/// plan comes back.
fn take_in(
    db: &Connection,
    catalog: &Catalog,
    pool: i64,
    card: i64,
    now_ms: i64,
) -> rusqlite::Result<()> {
    let Some(before) = history::read(db, catalog, card)? else {
        return Ok(());
    };
    let (data_type, quota): (i32, Option<i64>) = db
        .prepare_cached("SELECT data_type, exceed_quota FROM cards WHERE id = ?1")?
        .query_row([card], |row| {
            Ok((row.get("data_type")?, row.get("exceed_quota")?))
        })?;
    db.prepare_cached("UPDATE cards SET pool_id = ?2 WHERE id = ?1")?
        .execute([card, pool])?;
    let mut life = before.clone();
    life.profile.keep_caps(day_of(now_ms));
    life.own_cap = own_cap(true, life.flow_total, data_type);
    life.profile.cap = cap(quota, life.threshold, life.own_cap);
    let figures = advance(&mut life, now_ms);
    history::store(db, &before, &life, now_ms)?;
    if life.status != status::DEREGISTERED {
        store_figures(db, card, life.status, figures)?;
    }
    Ok(())
}

/// Ends the arrears of a backward pool; its cards come back when it is counted, which is next.
///
/// # Errors
/// When the database refuses.
pub fn restart(db: &Connection, pool: i64) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE pools SET arrears_since = NULL, threshold_cycle = NULL, dirty = 1 \
         WHERE id = ?1 AND status <> 2",
        [pool],
    )?;
    Ok(())
}
