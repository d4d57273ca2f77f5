//! Which cards can be renewed as of an instant, and why the others cannot (console.md section 8). What is decided here is
//! kept, so that what was looked at is what is bought.

use std::collections::{HashMap, HashSet};

use gsl_model::order::{OrderStatus, OrderType, RenewFacts, RenewRefusal, ordered_late, renewable};
use gsl_model::state::SimStatus;
use gsl_model::units::Cents;
use gsl_model::wire::{RenewalOrder, RenewalReason, RenewalSnapshot};
use rusqlite::{Connection, OptionalExtension, params};

use super::renew::unfinished;
use super::{PHYSICAL, UNFINISHED};
use crate::catalog::Catalog;
use crate::clock::{DAY_MS, instant, time};
use crate::life::status;
use crate::rules;
use crate::work_orders::Pace;

/// How long a snapshot can be used.
pub const KEPT_MS: i64 = DAY_MS;
/// Snapshots kept that nothing was bought of; the oldest go first.
const MOST_KEPT: i64 = 50;

/// What decides of an order whether its cards can be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Type.
    pub kind: Option<OrderType>,
    /// State.
    pub status: Option<OrderStatus>,
    /// It has an unfinished renewal.
    pub renewing: Option<i64>,
}

impl Source {
    /// What is known of an order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of(db: &Connection, order: i64) -> rusqlite::Result<Self> {
        let found: Option<(i32, i32)> = db
            .prepare_cached("SELECT type, status FROM orders WHERE id = ?1")?
            .query_row([order], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(Self {
            kind: found.and_then(|(kind, _)| OrderType::from_code(kind)),
            status: found.and_then(|(_, status)| OrderStatus::from_code(status)),
            renewing: unfinished(db, order)?,
        })
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
    let mut query = db.prepare_cached("SELECT id FROM cards WHERE order_id = ?1 ORDER BY id")?;
    let mut cards = Vec::new();
    for order in orders {
        let found = query.query_map([order], |row| row.get(0))?;
        cards.extend(found.collect::<rusqlite::Result<Vec<i64>>>()?);
    }
    Ok(cards)
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
    let mut orders: HashMap<i64, Source> = HashMap::new();
    let mut read = db.prepare_cached(
        "SELECT order_id, sim_type, status, expire_time, back_pool_id IS NOT NULL FROM cards WHERE id = ?1",
    )?;
    let mut keep = db.prepare_cached(
        "INSERT OR IGNORE INTO renewal_cards (snapshot, card_id, order_id, expires, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for card in cards {
        type Row = (i64, i32, u8, Option<i64>, bool);
        let found: Option<Row> = read
            .query_row([card], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })
            .optional()?;
        let Some((order, sim_type, state, expires, backward)) = found else {
            continue;
        };
        let source = match orders.get(&order) {
            Some(source) => *source,
            None => {
                let source = Source::of(db, order)?;
                orders.insert(order, source);
                source
            }
        };
        let physical = sim_type == PHYSICAL;
        let facts = source.facts(physical, state, expires, busy.contains(card), backward);
        let reason = renewable(&facts, instant(now_ms)).err();
        keep.execute(params![
            id,
            card,
            order,
            expires,
            reason.map(RenewRefusal::key)
        ])?;
    }
    Ok(id)
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
    pace: Pace,
) -> rusqlite::Result<Option<RenewalSnapshot>> {
    let made = made_of(db, id)?;
    let head: Option<(String, i64, String, i64, i64)> = db
        .prepare_cached(
            "SELECT way, not_found_count, not_found, create_time, expire_time FROM renewal_snapshots WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })
        .optional()?;
    let Some((way, not_found_count, not_found, created, until)) = head else {
        return Ok(None);
    };
    if until < now_ms && made.is_empty() {
        return Ok(None);
    }
    let mut counts: HashMap<Option<String>, i64> = db
        .prepare_cached(
            "SELECT reason, COUNT(*) FROM renewal_cards WHERE snapshot = ?1 GROUP BY reason",
        )?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
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
        way,
        total,
        cards,
        not_found_count,
        not_found: serde_json::from_str(&not_found).unwrap_or_default(),
        reasons: reasons.collect(),
        orders,
        total_cents: total_cents.map_or(i64::MAX, |sum| sum.0),
        create_time: Some(time(created)),
        expire_time: Some(time(until)),
        expected_time: finished(now_ms, pace).map(time),
        late: ordered_late(instant(created)),
        renewal_order_ids: made,
    }))
}

/// When a renewal paid now is done, ms.
fn finished(now_ms: i64, pace: Pace) -> Option<i64> {
    use gsl_model::carrier::Carrier;
    use gsl_model::order::{duration, milestones};
    use gsl_model::units::Megabytes;
    // The same for every carrier and plan.
    let kind = OrderType::RenewOrders;
    let takes = duration(kind, Carrier::Mobile, "", Megabytes::from_thousandths(0));
    milestones(kind, takes)
        .iter()
        .find(|step| step.status == OrderStatus::Completed)
        .map(|step| pace.after(now_ms, step.after))
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

/// What is renewed, by order.
fn orders_of(db: &Connection, catalog: &Catalog, id: i64) -> rusqlite::Result<Vec<RenewalOrder>> {
    db.prepare_cached(
        "SELECT r.order_id, o.plan, COUNT(*), MIN(r.expires), MAX(r.expires) FROM renewal_cards r \
         JOIN orders o ON o.id = r.order_id WHERE r.snapshot = ?1 AND r.reason IS NULL GROUP BY r.order_id ORDER BY r.order_id",
    )?
    .query_map([id], |row| {
        let plan = catalog.plan(row.get(1)?);
        let years = plan.map_or(1, |plan| plan.years);
        let cards: i64 = row.get(2)?;
        let (first, last): (i64, i64) = (row.get(3)?, row.get(4)?);
        let unit = plan.map_or(0, |plan| plan.price);
        Ok(RenewalOrder {
            order_id: row.get(0)?,
            price_plan_name: plan.map(|plan| plan.name.clone()),
            carrier_type: plan.map(|plan| plan.carrier_type),
            period_years: years,
            cards,
            unit_price_cents: unit,
            total_cents: unit.saturating_mul(cards),
            first_expire_time: Some(time(first)),
            last_expire_time: Some(time(last)),
            first_new_time: Some(time(rules::expiry(first, years))),
            last_new_time: Some(time(rules::expiry(last, years))),
        })
    })?
    .collect()
}

/// Whether a card that was to be renewed is no longer as it was: stopped, gone, renewed meanwhile.
///
/// # Errors
/// When the database cannot be read.
pub fn changed(db: &Connection, id: i64) -> rusqlite::Result<bool> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM renewal_cards r LEFT JOIN cards c ON c.id = r.card_id WHERE r.snapshot = ?1 \
         AND r.reason IS NULL AND (c.id IS NULL OR c.status <> ?2 OR c.expire_time <> r.expires))",
        params![id, status::IN_USE],
        |row| row.get(0),
    )
}
