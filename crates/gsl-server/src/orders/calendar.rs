//! The renewal calendar: what expires in which month of the service's zone, and on which of its days, counted over the
//! fleet index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gsl_model::order::renewable;
use gsl_model::wire::{RenewalDue, RenewalMonth};
use rusqlite::Connection;

use super::snapshot::{RenewalSource, busy};
use crate::catalog::Catalog;
use crate::clock::{date_of, day_of, instant, time};
use crate::fleet::Fleet;
use crate::fleet::expiring::Expiring;

/// `2026-12-03` of an instant in the service's zone.
fn day_name(at_ms: i64) -> String {
    date_of(day_of(at_ms)).to_string()
}

/// `2026-12` of an instant in the service's zone.
fn month_of(at_ms: i64) -> String {
    day_name(at_ms).chars().take(7).collect()
}

/// Looks at every card in use that expires from now on, each with whether it can be renewed.
fn walk(
    db: &Connection,
    fleet: &Fleet,
    now_ms: i64,
    mut seen: impl FnMut(&Expiring, RenewalSource, bool),
) -> rusqlite::Result<()> {
    let busy = busy(db)?;
    let orders: BTreeSet<i64> = fleet.expiring(now_ms).map(|card| card.order_id).collect();
    let sources = RenewalSource::of(db, &orders.into_iter().collect::<Vec<_>>())?;
    for card in fleet.expiring(now_ms) {
        let source = sources.get(&card.order_id).copied().unwrap_or_default();
        let facts = source.facts(
            card.physical,
            card.status,
            Some(card.expires),
            busy.contains(&card.id),
            card.backward_pool,
        );
        seen(&card, source, renewable(&facts, instant(now_ms)).is_ok());
    }
    Ok(())
}

/// Months, or the days of one month, ascending.
///
/// # Errors
/// When the database cannot be read.
pub fn months(
    db: &Connection,
    fleet: &Fleet,
    days_of: Option<&str>,
    now_ms: i64,
) -> rusqlite::Result<Vec<RenewalMonth>> {
    let mut months: BTreeMap<String, (i64, i64, BTreeSet<i64>)> = BTreeMap::new();
    let mut days: HashMap<i64, Option<String>> = HashMap::new();
    walk(db, fleet, now_ms, |card, _, can| {
        let name = days
            .entry(day_of(card.expires))
            .or_insert_with(|| match days_of {
                None => Some(month_of(card.expires)),
                Some(month) => Some(day_name(card.expires)).filter(|day| day.starts_with(month)),
            });
        let Some(name) = name else {
            return;
        };
        let month = match months.get_mut(name) {
            Some(month) => month,
            None => months.entry(name.clone()).or_default(),
        };
        month.0 += 1;
        month.1 += i64::from(can);
        month.2.insert(card.order_id);
    })?;
    let row = |(month, (cards, renewable, orders)): (String, (i64, i64, BTreeSet<i64>))| {
        let orders = i64::try_from(orders.len()).unwrap_or(i64::MAX);
        RenewalMonth {
            month,
            cards,
            renewable,
            orders,
        }
    };
    Ok(months.into_iter().map(row).collect())
}

/// The cards in use that expire from one day to another in the service's zone, each included; by expiry.
#[must_use]
pub fn between(fleet: &Fleet, first_day: i64, last_day: i64, now_ms: i64) -> Vec<i64> {
    let within = |at: i64| (first_day..=last_day).contains(&day_of(at));
    let mut cards: Vec<(i64, i64)> = fleet
        .expiring(now_ms)
        .filter(|card| within(card.expires))
        .map(|card| (card.expires, card.id))
        .collect();
    cards.sort_unstable();
    cards.into_iter().map(|(_, id)| id).collect()
}

/// What of which order expires in a month, or at any time, by earliest expiry.
///
/// # Errors
/// When the database cannot be read.
pub fn month(
    db: &Connection,
    catalog: &Catalog,
    fleet: &Fleet,
    month: Option<&str>,
    now_ms: i64,
) -> rusqlite::Result<Vec<RenewalDue>> {
    struct Row {
        cards: i64,
        can: i64,
        first: i64,
        last: i64,
        source: RenewalSource,
    }
    let mut orders: HashMap<i64, Row> = HashMap::new();
    let mut days: HashMap<i64, bool> = HashMap::new();
    walk(db, fleet, now_ms, |card, source, can| {
        let within = *days
            .entry(day_of(card.expires))
            .or_insert_with(|| month.is_none_or(|month| month_of(card.expires) == month));
        if !within {
            return;
        }
        let row = orders.entry(card.order_id).or_insert(Row {
            cards: 0,
            can: 0,
            first: card.expires,
            last: card.expires,
            source,
        });
        row.cards += 1;
        row.can += i64::from(can);
        row.first = row.first.min(card.expires);
        row.last = row.last.max(card.expires);
    })?;
    let mut rows: Vec<(i64, Row)> = orders.into_iter().collect();
    rows.sort_by_key(|(order, row)| (row.first, *order));
    let due = rows.into_iter().map(|(order, row)| {
        let plan = catalog.plan(row.source.plan);
        RenewalDue {
            order_id: Some(order),
            price_plan_name: plan.map(|plan| plan.name.clone()),
            carrier_type: plan.map(|plan| plan.carrier_type),
            cards: row.cards,
            renewable: row.can,
            first_expire_time: Some(time(row.first)),
            last_expire_time: Some(time(row.last)),
            renewal_order_id: row.source.renewing,
        }
    });
    Ok(due.collect())
}
