//! Which cards can be renewed as of an instant, and why the others cannot (console.md section 8). What is decided here is
//! kept, so that what was looked at is what is bought.

use std::collections::{BTreeSet, HashMap, HashSet};

use gsl_model::order::{OrderStatus, OrderType, RenewFacts, RenewRefusal, ordered_late, renewable};
use gsl_model::state::SimStatus;
use gsl_model::units::Cents;
use gsl_model::wire::{RenewalOrder, RenewalReason, RenewalSnapshot};
use rusqlite::{Connection, OptionalExtension, params};

use super::{PHYSICAL, UNFINISHED};
use crate::catalog::Catalog;
use crate::clock::{DAY_MS, instant, time};
use crate::db::rows::{FromRow, ids};
use crate::lifecycle::status;
use crate::rules;
use crate::work_orders::CarrierSimulation;

/// How long a snapshot can be used.
pub const KEPT_MS: i64 = DAY_MS;
/// Snapshots kept that nothing was bought of; the oldest go first.
const MOST_KEPT: i64 = 50;

crate::from_row! {
    struct SourceRow {
        id: i64 = "o.id",
        plan: i64 = "o.plan",
        kind: i32 = "o.type",
        status: i32 = "o.status",
    }
}

/// What decides of an order whether its cards can be renewed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RenewalSource {
    /// Plan, by its number in the database.
    pub plan: i64,
    /// Type.
    pub kind: Option<OrderType>,
    /// State.
    pub status: Option<OrderStatus>,
    /// It has an unfinished renewal.
    pub renewing: Option<i64>,
}

impl RenewalSource {
    /// What is known of orders, by order. One statement for all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of(db: &Connection, orders: &[i64]) -> rusqlite::Result<HashMap<i64, Self>> {
        db.prepare_cached(&format!(
            "SELECT {}, (SELECT MAX(r.id) FROM orders r WHERE r.source_order = o.id AND r.type IN (2, 3) \
             AND r.status {UNFINISHED}) AS renewing FROM orders o WHERE o.id IN (SELECT value FROM json_each(?1))",
            SourceRow::COLUMNS
        ))?
        .query_map([ids(orders)], |row| {
            let renewing = row.get("renewing")?;
            let row = SourceRow::from_row(row)?;
            let source = Self {
                plan: row.plan,
                kind: OrderType::from_code(row.kind),
                status: OrderStatus::from_code(row.status),
                renewing,
            };
            Ok((row.id, source))
        })?
        .collect()
    }

    /// The facts of one of its cards.
    #[must_use]
    pub fn facts(
        self,
        physical: bool,
        status: u8,
        expires_ms: Option<i64>,
        under_way: bool,
        backward_pool: bool,
    ) -> RenewFacts {
        RenewFacts {
            physical,
            status: SimStatus::from_code(i32::from(status)),
            expires: expires_ms.map(instant),
            under_way,
            order_type: self.kind,
            order_status: self.status,
            backward_pool,
            renewing: self.renewing.is_some(),
        }
    }
}

/// The cards that a work order under way will change.
///
/// # Errors
/// When the database cannot be read.
pub fn busy(db: &Connection) -> rusqlite::Result<HashSet<i64>> {
    db.prepare_cached("SELECT card_id FROM work_order_items WHERE status = 2")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Completed orders of a kind that has cards, with a card in use that has not expired, and without an unfinished renewal;
/// one more than `most` at most.
///
/// # Errors
/// When the database cannot be read.
pub fn renewable_orders(db: &Connection, most: usize, now_ms: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(&format!(
        "SELECT o.id FROM orders o WHERE o.status = 5 AND o.type IN (1, 4) AND EXISTS (SELECT 1 FROM cards c \
         WHERE c.order_id = o.id AND c.status = ?1 AND c.sim_type = ?2 AND c.back_pool_id IS NULL AND c.expire_time > ?3) \
         AND NOT EXISTS (SELECT 1 FROM orders r WHERE r.source_order = o.id AND r.type IN (2, 3) \
         AND r.status {UNFINISHED}) ORDER BY o.id LIMIT ?4"
    ))?
    .query_map(
        params![status::IN_USE, PHYSICAL, now_ms, most as i64 + 1],
        |row| row.get(0),
    )?
    .collect()
}

/// The cards of orders.
///
/// # Errors
/// When the database cannot be read.
pub fn cards_of(db: &Connection, orders: &[i64]) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(
        "WITH asked(place, number) AS (SELECT key, value FROM json_each(?1)) SELECT id FROM asked \
         CROSS JOIN cards ON order_id = number ORDER BY place, id",
    )?
    .query_map([ids(orders)], |row| row.get(0))?
    .collect()
}

crate::from_row! {
    struct ExaminedCard {
        id: i64,
        order_id: i64,
        sim_type: i32,
        status: u8,
        expire_time: Option<i64>,
        backward: bool = "back_pool_id IS NOT NULL",
    }
}

/// Looks at cards and keeps what was seen; answers the snapshot's number.
///
/// # Errors
/// When the database refuses.
pub fn make(
    db: &Connection,
    way: &str,
    cards: &[i64],
    not_found: (i64, &str),
    now_ms: i64,
) -> rusqlite::Result<i64> {
    db.execute(
        "DELETE FROM renewal_snapshots WHERE id NOT IN (SELECT snapshot FROM orders WHERE snapshot IS NOT NULL) AND \
         (expire_time < ?1 OR id NOT IN (SELECT id FROM renewal_snapshots ORDER BY id DESC LIMIT ?2))",
        [now_ms, MOST_KEPT],
    )?;
    db.execute(
        "INSERT INTO renewal_snapshots (way, not_found_count, not_found, create_time, expire_time) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![way, not_found.0, not_found.1, now_ms, now_ms + KEPT_MS],
    )?;
    let id = db.last_insert_rowid();
    let busy = busy(db)?;
    let looked: Vec<ExaminedCard> = db
        .prepare_cached(&format!(
            "WITH asked(place, card) AS (SELECT key, value FROM json_each(?1)) SELECT {} FROM asked \
             CROSS JOIN cards ON id = card ORDER BY place",
            ExaminedCard::COLUMNS
        ))?
        .query_map([ids(cards)], ExaminedCard::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    let orders: BTreeSet<i64> = looked.iter().map(|card| card.order_id).collect();
    let sources = RenewalSource::of(db, &orders.into_iter().collect::<Vec<_>>())?;
    let mut keep = db.prepare_cached(
        "INSERT OR IGNORE INTO renewal_cards (snapshot, card_id, order_id, expires, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for card in looked {
        let source = sources.get(&card.order_id).copied().unwrap_or_default();
        let facts = source.facts(
            card.sim_type == PHYSICAL,
            card.status,
            card.expire_time,
            busy.contains(&card.id),
            card.backward,
        );
        let reason = renewable(&facts, instant(now_ms)).err();
        keep.execute(params![
            id,
            card.id,
            card.order_id,
            card.expire_time,
            reason.map(RenewRefusal::key)
        ])?;
    }
    Ok(id)
}

crate::from_row! {
    struct SnapshotRow {
        way: String,
        not_found_count: i64,
        not_found: String,
        create_time: i64,
        expire_time: i64,
    }
}

/// A snapshot; `None` when there is none, or no longer.
///
/// # Errors
/// When the database cannot be read.
pub fn read(
    db: &Connection,
    catalog: &Catalog,
    id: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<Option<RenewalSnapshot>> {
    let made = made_of(db, id)?;
    let head = db
        .prepare_cached(&format!(
            "SELECT {} FROM renewal_snapshots WHERE id = ?1",
            SnapshotRow::COLUMNS
        ))?
        .query_row([id], SnapshotRow::from_row)
        .optional()?;
    let Some(head) = head else {
        return Ok(None);
    };
    if head.expire_time < now_ms && made.is_empty() {
        return Ok(None);
    }
    let mut counts: HashMap<Option<String>, i64> = db
        .prepare_cached(
            "SELECT reason, COUNT(*) AS cards FROM renewal_cards WHERE snapshot = ?1 GROUP BY reason",
        )?
        .query_map([id], |row| Ok((row.get("reason")?, row.get("cards")?)))?
        .collect::<rusqlite::Result<_>>()?;
    let total = counts.values().sum();
    let cards = counts.remove(&None).unwrap_or(0);
    let reasons = RenewRefusal::ALL.iter().filter_map(|refusal| {
        let count = *counts.get(&Some(refusal.key().to_owned()))?;
        let reason = refusal.key().to_owned();
        Some(RenewalReason { reason, count })
    });
    let orders = orders_of(db, catalog, id)?;
    let total_cents = orders.iter().try_fold(Cents(0), |sum, order| {
        sum.checked_add(Cents(order.total_cents))
    });
    Ok(Some(RenewalSnapshot {
        snapshot_id: id,
        way: head.way,
        total,
        cards,
        not_found_count: head.not_found_count,
        not_found: serde_json::from_str(&head.not_found).unwrap_or_default(),
        reasons: reasons.collect(),
        orders,
        total_cents: total_cents.map_or(i64::MAX, |sum| sum.0),
        create_time: Some(time(head.create_time)),
        expire_time: Some(time(head.expire_time)),
        expected_time: finished(now_ms, simulation).map(time),
        late: ordered_late(instant(head.create_time)),
        renewal_order_ids: made,
    }))
}

/// When a renewal paid now is done, ms.
fn finished(now_ms: i64, simulation: CarrierSimulation) -> Option<i64> {
    use gsl_model::carrier::Carrier;
    use gsl_model::order::{duration, milestones};
    use gsl_model::units::Megabytes;
    // The same for every carrier and plan.
    let kind = OrderType::RenewOrders;
    let takes = duration(kind, Carrier::Mobile, "", Megabytes::from_thousandths(0));
    milestones(kind, takes)
        .iter()
        .find(|step| step.status == OrderStatus::Completed)
        .map(|step| simulation.after(now_ms, step.after))
}

/// The renewal orders made of a snapshot.
///
/// # Errors
/// When the database cannot be read.
pub fn made_of(db: &Connection, id: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM orders WHERE snapshot = ?1 ORDER BY id")?
        .query_map([id], |row| row.get(0))?
        .collect()
}

crate::from_row! {
    struct RenewedRow {
        order_id: i64 = "r.order_id",
        plan: i64 = "o.plan",
        cards: i64 = "COUNT(*)",
        first: i64 = "MIN(r.expires)",
        last: i64 = "MAX(r.expires)",
    }
}

/// What is renewed, by order.
fn orders_of(db: &Connection, catalog: &Catalog, id: i64) -> rusqlite::Result<Vec<RenewalOrder>> {
    db.prepare_cached(&format!(
        "SELECT {} FROM renewal_cards r JOIN orders o ON o.id = r.order_id \
         WHERE r.snapshot = ?1 AND r.reason IS NULL GROUP BY r.order_id ORDER BY MIN(r.expires), r.order_id",
        RenewedRow::COLUMNS
    ))?
    .query_map([id], |row| {
        let row = RenewedRow::from_row(row)?;
        let plan = catalog.plan(row.plan);
        let years = plan.map_or(1, |plan| plan.years);
        let unit = plan.map_or(0, |plan| plan.price);
        Ok(RenewalOrder {
            order_id: row.order_id,
            price_plan_name: plan.map(|plan| plan.name.clone()),
            carrier_type: plan.map(|plan| plan.carrier_type),
            period_years: years,
            cards: row.cards,
            unit_price_cents: unit,
            total_cents: unit.saturating_mul(row.cards),
            first_expire_time: Some(time(row.first)),
            last_expire_time: Some(time(row.last)),
            first_new_time: Some(time(rules::expiry(row.first, years))),
            last_new_time: Some(time(rules::expiry(row.last, years))),
        })
    })?
    .collect()
}

/// The way of a snapshot and those of its cards that could be renewed and are not: of orders that were left out, or whose
/// renewal was cancelled. `None` when there is no such snapshot.
///
/// # Errors
/// When the database cannot be read.
pub fn rest(db: &Connection, id: i64) -> rusqlite::Result<Option<(String, Vec<i64>)>> {
    let way: Option<String> = db
        .query_row(
            "SELECT way FROM renewal_snapshots WHERE id = ?1",
            [id],
            |row| row.get(0),
        )
        .optional()?;
    let Some(way) = way else {
        return Ok(None);
    };
    let cards = db
        .prepare_cached(
            "SELECT card_id FROM renewal_cards WHERE snapshot = ?1 AND reason IS NULL AND order_id NOT IN \
             (SELECT source_order FROM orders WHERE snapshot = ?1 AND status <> ?2) ORDER BY card_id",
        )?
        .query_map([id, OrderStatus::Cancelled.code().into()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some((way, cards)))
}

/// Whether a card of some orders that was to be renewed is no longer as it was: stopped, gone, renewed meanwhile.
///
/// # Errors
/// When the database cannot be read.
pub fn changed(db: &Connection, id: i64, orders: &[i64]) -> rusqlite::Result<bool> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM renewal_cards r LEFT JOIN cards c ON c.id = r.card_id WHERE r.snapshot = ?1 \
         AND r.order_id IN (SELECT value FROM json_each(?3)) \
         AND r.reason IS NULL AND (c.id IS NULL OR c.status <> ?2 OR c.expire_time <> r.expires))",
        params![id, status::IN_USE, ids(orders)],
        |row| row.get(0),
    )
}
