//! What a job will do, and what not and why.

use std::collections::{HashMap, HashSet};

use gsl_model::wire::{BulkEstimate, BulkExample, BulkExcluded, BulkPlan, BulkReason};
use rusqlite::Connection;

use super::operation::{BulkOperation, RequestedOperation};
use super::order::price;
use super::reason::{refused, row};
use super::{PAUSE_MS, PORTION};
use crate::clock::time;
use crate::error::ApiError;
use crate::fleet::Fleet;
use crate::numbers::ListedCard;
use crate::rules;
use crate::store::Store;
use crate::work_orders::{Action, CarrierSimulation, Refusal};

/// Cards named of each reason.
const EXAMPLES: usize = 5;

/// One card, or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The card.
    pub card: Option<i64>,
    /// What it is called by.
    pub number: String,
    /// What is done to it, when rows have acts of their own.
    pub act: Option<BulkOperation>,
    /// Why it is left out.
    pub refused: Option<BulkReason>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What is done to cards without an act of their own.
    pub act: Option<BulkOperation>,
    /// The cards, in order.
    pub items: Vec<Item>,
    /// For the caller.
    pub told: BulkPlan,
    /// When all is done at the latest, ms.
    pub expected_ms: i64,
}

/// Looks at every card.
///
/// # Errors
/// When the database cannot be read.
pub fn draw_up(
    store: &Store,
    action: &str,
    requested: &RequestedOperation,
    named: Vec<ListedCard>,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<Plan, ApiError> {
    let busy = store.read(|db| under_way(db, requested))?;
    let fleet = store.fleet();
    let own = !matches!(requested, RequestedOperation::Same(_));
    let items: Vec<Item> = named
        .into_iter()
        .map(|named| examine(&fleet, requested, own, &busy, named))
        .collect();
    drop(fleet);
    Ok(finish(store, action, requested, items, now_ms, simulation))
}

fn examine(
    fleet: &Fleet,
    requested: &RequestedOperation,
    own: bool,
    busy: &HashSet<i64>,
    named: ListedCard,
) -> Item {
    let card = named.card.ok();
    let judged = named.card.map_err(row).and_then(|card| {
        let act = requested.of_row(&named.values)?;
        judge(fleet, &act, card)?;
        if busy.contains(&card) {
            return Err(refused(&Refusal::UnderWay { work_order: 0 }));
        }
        Ok(act)
    });
    let (act, refused) = match judged {
        Ok(act) => (Some(act).filter(|_| own), None),
        Err(reason) => (None, Some(reason)),
    };
    Item {
        card,
        number: named.number,
        act,
        refused,
    }
}

/// Whether a card allows an act now.
///
/// # Errors
/// Why not.
pub fn judge(fleet: &Fleet, act: &BulkOperation, card: i64) -> Result<(), BulkReason> {
    let facts = fleet.facts(card).ok_or_else(|| refused(&Refusal::NoCard))?;
    act.check(&facts, fleet.tags_of(card))
}

/// The cards for which a work order with one of two operations is under way, or will be: those of a job with an order, paid
/// or not.
const UNDER_WAY: &str = "SELECT card_id FROM work_order_items JOIN work_orders ON work_orders.id = work_order \
     WHERE status = 2 AND action_key IN (?1, ?2) \
     UNION SELECT card_id FROM bulk_items WHERE status = 0 AND job IN \
     (SELECT j.id FROM bulk_jobs j JOIN orders o ON o.job = j.id \
     WHERE j.ready AND j.finish_time IS NULL AND j.action IN (?1, ?2))";

pub(super) fn under_way(
    db: &Connection,
    requested: &RequestedOperation,
) -> Result<HashSet<i64>, ApiError> {
    let Some(action) = requested.order() else {
        return Ok(HashSet::new());
    };
    let mut statement = db.prepare_cached(UNDER_WAY)?;
    let cards = statement.query_map(action.barred_by(), |row| row.get(0))?;
    Ok(cards.collect::<rusqlite::Result<_>>()?)
}

/// Whether another took a card of a job that is about to have its order since the job was planned.
///
/// # Errors
/// When the database cannot be read.
pub fn overtaken(db: &Connection, job: i64) -> rusqlite::Result<bool> {
    let [own, other] = Action::Replace.barred_by();
    db.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM bulk_items WHERE job = ?3 AND status = 0 AND card_id IN ({UNDER_WAY}))"
    ))?
    .query_row((own, other, job), |row| row.get(0))
}

/// Counts what comes of the items.
pub(super) fn finish(
    store: &Store,
    action: &str,
    requested: &RequestedOperation,
    items: Vec<Item>,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Plan {
    let mut groups: HashMap<&BulkReason, Vec<usize>> = HashMap::new();
    let mut carriers = [0_i64; 5];
    let fleet = store.fleet();
    for (at, item) in items.iter().enumerate() {
        match &item.refused {
            Some(reason) => groups.entry(reason).or_default().push(at),
            None => {
                let carrier = item.card.and_then(|card| fleet.facts(card));
                let code = carrier.map_or(0, |facts| rules::carrier_code(facts.carrier));
                if let Some(count) = carriers.get_mut(usize::from(code)) {
                    *count += 1;
                }
            }
        }
    }
    drop(fleet);
    let excluded: Vec<BulkExcluded> = groups
        .into_iter()
        .map(|(reason, places)| BulkExcluded {
            reason: reason.clone(),
            count: count(places.len()),
            examples: places
                .iter()
                .take(EXAMPLES)
                .filter_map(|at| items.get(*at))
                .map(|item| BulkExample {
                    sim_card_id: item.card,
                    number: item.number.clone(),
                })
                .collect(),
        })
        .collect();
    let excluded = most_first(excluded);
    let excluded_count = excluded.iter().map(|group| group.count).sum::<i64>();
    let will_act = count(items.len()) - excluded_count;
    let (estimate, expected_ms) = estimate(requested, carriers, will_act, now_ms, simulation);
    let told = BulkPlan {
        plan_id: None,
        expire_time: None,
        bulk_job_id: None,
        action: action.to_owned(),
        total: count(items.len()),
        will_act,
        excluded_count,
        excluded,
        estimate,
        price_cents: price(action, will_act),
        order_id: None,
    };
    let act = match requested {
        RequestedOperation::Same(act) => Some(act.clone()),
        _ => None,
    };
    Plan {
        act,
        items,
        told,
        expected_ms,
    }
}

/// Groups of cards, the largest first.
#[must_use]
pub fn most_first(mut groups: Vec<BulkExcluded>) -> Vec<BulkExcluded> {
    groups.sort_by(|a, b| (b.count, &a.reason).cmp(&(a.count, &b.reason)));
    groups
}

fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

/// By carrier, and when the last card is done. Handing over takes its time too.
fn estimate(
    requested: &RequestedOperation,
    carriers: [i64; 5],
    will_act: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> (Vec<BulkEstimate>, i64) {
    let portions = will_act / count(PORTION);
    let handed_over = now_ms + portions * i64::try_from(PAUSE_MS).unwrap_or(0);
    let asked = requested.order().map(|action| match will_act {
        1 => (action.single_type(), action),
        _ => (action.batch_type(), action),
    });
    let mut last = handed_over;
    let known = (0_u8..).zip(carriers).filter(|(_, count)| *count > 0);
    let estimates = known
        .map(|(code, count)| {
            let (from, to) = match &asked {
                None => (now_ms, handed_over),
                Some((kind, action)) => {
                    let (least, most) = action.working_days(*kind, rules::carrier(code));
                    (
                        simulation.after(now_ms, i64::from(least) * 1000),
                        simulation.after(handed_over, i64::from(most) * 1000),
                    )
                }
            };
            last = last.max(to);
            BulkEstimate {
                carrier_type: i32::from(code),
                count,
                from: Some(time(from)),
                to: Some(time(to)),
            }
        })
        .collect();
    (estimates, last)
}
