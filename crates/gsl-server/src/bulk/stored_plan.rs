//! Plans that callers have seen, kept for the call that carries them out: it acts on their cards and no others.

use std::collections::HashMap;

use gsl_model::wire::{
    Address, BulkJobRequest, BulkParameters, BulkPlan, BulkReason, BulkSelection,
};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::operation::{BulkOperation, RequestedOperation};
use super::order::price;
use super::plan::{Item, Plan, finish, judge, under_way};
use super::reason::refused;
use super::select::{members, selected};
use crate::addresses;
use crate::clock::time;
use crate::error::ApiError;
use crate::fleet::Fleet;
use crate::idempotency::{Key, once};
use crate::previews::{self, Kind};
use crate::store::Store;
use crate::work_orders::{CarrierSimulation, Refusal};

/// All of a plan but its cards.
#[derive(Debug, Serialize, Deserialize)]
struct StoredPlanHeader {
    action: String,
    parameters: BulkParameters,
    /// Kind of the selection, and what tells it from others.
    selection: String,
    selected: String,
    /// Where the cards are sent.
    address: Option<Address>,
    act: Option<BulkOperation>,
    will_act: i64,
    price: Option<i64>,
    items: usize,
    reasons: Vec<BulkReason>,
    acts: Vec<BulkOperation>,
    /// Place and number, where it is not the container ID of the card.
    numbers: Vec<(usize, String)>,
}

/// A kept plan.
#[derive(Debug)]
pub struct StoredPlan {
    head: StoredPlanHeader,
    id: i64,
    items: Vec<Item>,
}

fn address(db: &Connection, parameters: &BulkParameters) -> rusqlite::Result<Option<Address>> {
    match parameters.address_id {
        Some(id) => addresses::find(db, id),
        None => Ok(None),
    }
}

/// Numbers values from 1 in the order they come first; 0 is none.
struct Numbered<'a, T>(Vec<&'a T>, HashMap<&'a T, i64>);

impl<'a, T: std::hash::Hash + Eq + Clone> Numbered<'a, T> {
    fn number(&mut self, value: Option<&'a T>) -> i64 {
        let Some(value) = value else { return 0 };
        let Self(all, known) = self;
        *known.entry(value).or_insert_with(|| {
            all.push(value);
            i64::try_from(all.len()).unwrap_or(i64::MAX)
        })
    }

    fn values(self) -> Vec<T> {
        self.0.into_iter().cloned().collect()
    }
}

/// Keeps a plan; `kind` is that of the selection. Answers it with its number. With a key that was used before, the answer of
/// then.
///
/// # Errors
/// 400 `GSL.00010004` when the key came with another request, else the database's.
pub fn keep(
    store: &Store,
    request: &BulkJobRequest,
    kind: &str,
    plan: Plan,
    key: Option<&Key>,
    now_ms: i64,
) -> Result<BulkPlan, ApiError> {
    let mut reasons = Numbered(Vec::new(), HashMap::new());
    let mut acts = Numbered(Vec::new(), HashMap::new());
    let mut numbers = Vec::new();
    let count = plan.items.len();
    // Cards, then why not, then what is done: alike stands beside alike.
    let mut ids = vec![0_i64; count * 3];
    let (cards, rest) = ids.split_at_mut(count);
    let (why, what) = rest.split_at_mut(count);
    let fleet = store.fleet();
    let places = plan.items.iter().zip(cards).zip(why).zip(what);
    for (place, (((item, card), why), what)) in places.enumerate() {
        *card = item.card.unwrap_or(-1);
        *why = reasons.number(item.refused.as_ref());
        *what = acts.number(item.act.as_ref());
        if item
            .card
            .is_none_or(|card| fleet.cid_of(card) != item.number)
        {
            numbers.push((place, item.number.clone()));
        }
    }
    drop(fleet);
    let head = StoredPlanHeader {
        action: request.action.clone(),
        parameters: request.parameters.clone(),
        selection: kind.to_owned(),
        selected: selected(&request.selection)?,
        address: store.read(|db| address(db, &request.parameters))?,
        act: plan.act.clone(),
        will_act: plan.told.will_act,
        price: plan.told.price_cents,
        items: count,
        reasons: reasons.values(),
        acts: acts.values(),
        numbers,
    };
    let ready = previews::ready(Kind::Bulk, &head, ids)?;
    store.write(|db| {
        once(db, key, now_ms, |db| {
            let (id, until) = previews::keep(db, &ready, now_ms)?;
            let told = BulkPlan {
                plan_id: Some(id),
                expire_time: Some(time(until)),
                ..plan.told
            };
            Ok((told, Vec::new()))
        })
    })
}

/// The job a plan became.
///
/// # Errors
/// When the database cannot be read.
pub fn job_of(db: &Connection, plan: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM bulk_jobs WHERE plan = ?1 AND ready")?
        .query_row([plan], |row| row.get(0))
        .optional()
}

/// 409 `GSL.00013010` when a plan was carried out already.
///
/// # Errors
/// That, or the database's.
pub fn unused(db: &Connection, plan: i64) -> Result<(), ApiError> {
    match job_of(db, plan)? {
        Some(job) => Err(ApiError::plan_used(plan, job)),
        None => Ok(()),
    }
}

/// A plan by its number.
///
/// # Errors
/// 409 `GSL.00013009` when there is none, or no longer.
pub fn find(store: &Store, id: i64, now_ms: i64) -> Result<StoredPlan, ApiError> {
    let (mut head, ids): (StoredPlanHeader, _) =
        store.read(|db| previews::find(db, Kind::Bulk, id, now_ms))?;
    let nth = |number: i64| usize::try_from(number - 1).ok();
    let mut numbers = std::mem::take(&mut head.numbers).into_iter().peekable();
    let (cards, rest) = ids.split_at_checked(head.items).unwrap_or_default();
    let (why, what) = rest.split_at_checked(head.items).unwrap_or_default();
    let fleet = store.fleet();
    let mut items = Vec::with_capacity(cards.len());
    for (place, ((card, why), what)) in cards.iter().zip(why).zip(what).enumerate() {
        let own = numbers.next_if(|(at, _)| *at == place);
        items.push(Item {
            card: Some(*card).filter(|card| *card >= 0),
            number: own.map_or_else(|| number(&fleet, *card), |(_, number)| number),
            act: nth(*what).and_then(|at| head.acts.get(at)).cloned(),
            refused: nth(*why).and_then(|at| head.reasons.get(at)).cloned(),
        });
    }
    drop(fleet);
    Ok(StoredPlan { head, id, items })
}

/// The container ID, or the id of a card that is gone.
fn number(fleet: &Fleet, card: i64) -> String {
    match fleet.cid_of(card) {
        gone if gone.is_empty() => card.to_string(),
        cid => cid,
    }
}

impl StoredPlan {
    /// Its number.
    #[must_use]
    pub const fn id(&self) -> i64 {
        self.id
    }

    /// What it was made with.
    #[must_use]
    pub const fn parameters(&self) -> &BulkParameters {
        &self.head.parameters
    }

    /// Kind of its selection.
    #[must_use]
    pub fn selection(&self) -> &str {
        &self.head.selection
    }

    /// Its cards, and those it leaves out.
    #[must_use]
    pub fn items(self) -> Vec<Item> {
        self.items
    }

    /// Whether a request is for this plan: what it says beside the number is what the plan was made with.
    ///
    /// # Errors
    /// 409 `GSL.00013009` when it is not.
    pub fn agrees(&self, request: &BulkJobRequest) -> Result<(), ApiError> {
        let head = &self.head;
        let action = request.action.is_empty() || request.action == head.action;
        let given = BulkParameters {
            sim_pool_id: head.parameters.sim_pool_id,
            account: request
                .parameters
                .account
                .as_deref()
                .map(|text| text.trim().to_owned()),
            ..request.parameters.clone()
        };
        let parameters =
            request.parameters == BulkParameters::default() || given == head.parameters;
        let selection = request.selection == BulkSelection::default()
            || selected(&request.selection)? == head.selected;
        if action && parameters && selection {
            return Ok(());
        }
        Err(ApiError::plan_gone(format!(
            "{} was made by another request",
            self.id
        )))
    }

    /// The plan as it can be carried out now: each card is judged again, and one that does not allow it any more is left
    /// out with the reason.
    ///
    /// # Errors
    /// 409 `GSL.00013009` when what it was made with is not so any more (a tag, attribute or address is gone, the address
    /// says something else, another price, other cards in a pool that goes as a whole), or no card is left.
    pub fn again(
        self,
        store: &Store,
        now_ms: i64,
        simulation: CarrierSimulation,
    ) -> Result<Plan, ApiError> {
        let Self {
            head,
            id,
            mut items,
        } = self;
        let file = head.selection == "file";
        let requested = store
            .read(|db| RequestedOperation::read(&head.action, &head.parameters, file, db))
            .map_err(ApiError::since_the_plan)?;
        let changed = |what: &str| {
            Err(ApiError::plan_gone(format!(
                "{id} does not hold any more: {what}"
            )))
        };
        if store.read(|db| address(db, &head.parameters))? != head.address {
            return changed("the address was changed");
        }
        if price(&head.action, head.will_act) != head.price {
            return changed("the price has changed");
        }
        if let Some(pool) = requested.pool() {
            let now = store.read(|db| members(db, pool))?;
            if !now
                .iter()
                .copied()
                .eq(items.iter().filter_map(|item| item.card))
            {
                return changed("other cards are in the pool");
            }
        }
        let busy = store.read(|db| under_way(db, &requested))?;
        let fleet = store.fleet();
        for item in items.iter_mut().filter(|item| item.refused.is_none()) {
            let (Some(card), Some(act)) = (item.card, item.act.as_ref().or(head.act.as_ref()))
            else {
                continue;
            };
            let judged = match judge(&fleet, act, card) {
                Ok(()) if busy.contains(&card) => {
                    Err(refused(&Refusal::UnderWay { work_order: 0 }))
                }
                judged => judged,
            };
            if let Err(reason) = judged {
                item.act = None;
                item.refused = Some(reason);
            }
        }
        drop(fleet);
        let mut plan = finish(store, &head.action, &requested, items, now_ms, simulation);
        if plan.told.will_act == 0 {
            return changed("none of its cards allows it now");
        }
        plan.told.plan_id = Some(id);
        Ok(plan)
    }
}
