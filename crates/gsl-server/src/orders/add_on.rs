//! Add-ons of single cards: which cards take one, buying for several, and their arrival (console.md section 13, Q5.7,
//! Q5.8).

use gsl_model::can::CardFacts;
use gsl_model::order::OrderType;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use rusqlite::{Connection, OptionalExtension, params};

use super::UNFINISHED;
use super::buy::{NewOrder, place};
use crate::catalog::{Catalog, Plan};
use crate::clock::day_of;
use crate::history;
use crate::lifecycle::{Figures, resume, status};
use crate::rules::cycle_of_day;
use crate::usage::Extra;
use crate::work_orders::check;

/// Package type of add-ons.
const ADD_ON: i32 = 2;

/// A card as add-ons see it.
#[derive(Debug, Clone)]
pub struct CardForAddOns {
    /// Card.
    pub id: i64,
    /// Container ID.
    pub cid: String,
    /// Its batch number.
    pub batch: i64,
    /// Carrier code.
    pub carrier: i32,
    /// Number of its plan.
    pub plan: i64,
    /// Its forward pool.
    pub pool: Option<i64>,
    /// What the rules ask. The allowance includes what is ordered and has not arrived.
    pub facts: CardFacts,
    /// Ordered and not arrived, thousandths of a MB.
    pub ordered: i64,
    /// Used in this cycle up to now, thousandths of a MB.
    pub used: i64,
}

/// How a card stands; `None` when there is none.
///
/// # Errors
/// When the database cannot be read.
pub fn standing(
    db: &Connection,
    catalog: &Catalog,
    id: i64,
    now_ms: i64,
) -> rusqlite::Result<Option<CardForAddOns>> {
    let Some(life) = history::read(db, catalog, id)? else {
        return Ok(None);
    };
    let ordered: i64 = db
        .prepare_cached(&format!(
            "SELECT COALESCE(SUM(size), 0) FROM card_add_ons JOIN orders ON orders.id = order_id \
             WHERE card_id = ?1 AND arrived IS NULL AND status {UNFINISHED}"
        ))?
        .query_row([id], |row| row.get(0))?;
    let today = cycle_of_day(life.profile.carrier, day_of(now_ms));
    let allowance = life.allowance(&today).saturating_add(ordered);
    let Some(facts) = check::facts(db, catalog, id, now_ms)? else {
        return Ok(None);
    };
    db.prepare_cached("SELECT cid, order_id, plan, pool_id FROM cards WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(CardForAddOns {
                id,
                cid: row.get("cid")?,
                batch: row.get("order_id")?,
                carrier: facts.carrier.carrier_type(),
                plan: row.get("plan")?,
                pool: row.get("pool_id")?,
                facts: CardFacts {
                    allowance: Some(Megabytes::from_thousandths(allowance)),
                    ..facts
                },
                ordered,
                used: life.profile.up_to_now(now_ms),
            })
        })
        .optional()
}

/// Add-ons a carrier offers, smallest first.
#[must_use]
pub fn offered(catalog: &Catalog, carrier: i32) -> Vec<&Plan> {
    let mut plans: Vec<&Plan> = catalog
        .plans()
        .iter()
        .filter(|plan| plan.package_type == ADD_ON && plan.carrier_type == carrier)
        .collect();
    plans.sort_by_key(|plan| plan.flow_total);
    plans
}

/// Makes the order of one batch number: an add-on for each of its cards. Answers its number.
///
/// # Errors
/// When the database refuses.
pub fn order(db: &Connection, plan: &Plan, cards: &[i64], now_ms: i64) -> rusqlite::Result<i64> {
    let count = i64::try_from(cards.len()).unwrap_or(i64::MAX);
    let new = NewOrder {
        kind: OrderType::CardAddOn,
        plan,
        cards: count,
        total: plan.price.saturating_mul(count),
        form: None,
        data_type: None,
        freight_collect: None,
        address: None,
        source: None,
        snapshot: None,
    };
    let id = place(db, &new, now_ms)?;
    let mut insert = db
        .prepare_cached("INSERT INTO card_add_ons (order_id, card_id, size) VALUES (?1, ?2, ?3)")?;
    for card in cards {
        insert.execute([id, *card, plan.flow_total])?;
    }
    Ok(id)
}

/// The cards an order brings add-ons to; none of any other order.
///
/// # Errors
/// When the database cannot be read.
pub fn cards_of(db: &Connection, order: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT card_id FROM card_add_ons WHERE order_id = ?1 ORDER BY card_id")?
        .query_map([order], |row| row.get(0))?
        .collect()
}

/// The add-ons of a completed order arrive at `at_ms`: the cards have more data in the cycle of that day, and those that
/// were stopped for their plan come back if they have data left at `now_ms`. Answers the cards. Arriving twice is
/// arriving once.
///
/// # Errors
/// When the database refuses.
pub fn arrive(
    db: &Connection,
    catalog: &Catalog,
    order: i64,
    at_ms: i64,
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let rows: Vec<(i64, i64)> = db
        .prepare_cached(
            "SELECT card_id, size FROM card_add_ons WHERE order_id = ?1 AND arrived IS NULL ORDER BY card_id",
        )?
        .query_map([order], |row| Ok((row.get("card_id")?, row.get("size")?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (card, size) in &rows {
        arrive_at(db, catalog, order, (*card, *size), at_ms, now_ms)?;
    }
    Ok(rows.into_iter().map(|(card, _)| card).collect())
}

fn arrive_at(
    db: &Connection,
    catalog: &Catalog,
    order: i64,
    (card, size): (i64, i64),
    at_ms: i64,
    now_ms: i64,
) -> rusqlite::Result<()> {
    let Some(before) = history::read(db, catalog, card)? else {
        return Ok(());
    };
    let mut life = before.clone();
    let (arrived, carrier) = (day_of(at_ms), life.profile.carrier);
    let last_day = cycle_of_day(carrier, arrived).last_day;
    life.profile.keep_caps(arrived);
    life.profile.extras.push(Extra {
        last_day,
        arrived,
        size,
    });
    db.prepare_cached(
        "UPDATE card_add_ons SET arrived = ?3, last_day = ?4 WHERE order_id = ?1 AND card_id = ?2",
    )?
    .execute(params![order, card, arrived, last_day])?;
    let cycle = cycle_of_day(carrier, day_of(now_ms));
    let used = life.profile.up_to_now(now_ms);
    let lives = matches!(life.status, status::IN_USE | status::SUSPENDED);
    if life.status == status::SUSPENDED
        && life.reason.as_deref() == Some(StopReason::OverPlan.key())
        && !life.profile.over(used, &cycle)
    {
        resume(&mut life);
    }
    history::store(db, &before, &life, now_ms)?;
    let figures = Figures {
        used,
        left: life.allowance(&cycle) - used,
        as_of: now_ms,
    };
    history::store_figures(db, card, life.status, lives.then_some(figures))
}
