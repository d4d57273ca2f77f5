//! Work orders: what an operator asks of the carriers, and how it comes true.
//!
//! [`submit`] writes a work order and its cards down; each card gets a due time within the working days its carrier
//! takes. [`run::run_due`] carries out what is due: it asks the rules again, changes the card and marks the item done in
//! one transaction, so nothing is lost or done twice whenever the service ends. Every operation that changes cards by
//! work order goes through here: single cards, bulk jobs, rules.

pub mod action;
pub mod apply;
pub mod cancel;
pub mod check;
pub mod filter;
pub mod leave;
pub mod query;
pub mod run;
pub mod simulation;
pub mod words;

use gsl_model::work_order::{ItemStatus, WorkOrderSource, WorkOrderType};
use rusqlite::{OptionalExtension, Transaction, params};

pub use action::Action;
pub use check::{Refusal, check, check_cards, facts};
pub use simulation::CarrierSimulation;

use crate::rng::mix;
use crate::rules;

/// A work order to be made. Its cards are expected to have passed [`check_cards`]; what has changed by the time it is
/// carried out is found out then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorkOrder {
    /// Type number, single or batch; see [`Action::single_type`] and [`Action::batch_type`].
    pub kind: WorkOrderType,
    /// What to do with each card.
    pub action: Action,
    /// Who asks.
    pub source: WorkOrderSource,
    /// The request in words (`req_detail`).
    pub detail: String,
    /// The cards.
    pub cards: Vec<i64>,
}

/// The state a work order ends in when all its cards are decided: completed if one of them was done, else failed.
pub(crate) const OPEN: i32 = ItemStatus::Processing.code();

/// Writes a work order and its cards down and answers its number. Cards that do not exist are left out.
///
/// # Errors
/// When the database refuses.
pub fn submit(
    db: &Transaction<'_>,
    new: &NewWorkOrder,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<i64> {
    let action = serde_json::to_string(&new.action)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let seed = seed(db)?;
    db.execute(
        "INSERT INTO work_orders (type, sim_type, action, action_key, source, detail, total, success, failed, \
         create_time, review_time, begin_time, expected_time) VALUES (?1, 3, ?2, ?3, ?4, ?5, 0, 0, 0, ?6, ?7, ?8, ?8)",
        params![
            new.kind.code(),
            action,
            new.action.key(),
            new.source.code(),
            new.detail,
            now_ms,
            simulation.after(now_ms, simulation::REVIEW),
            simulation.after(now_ms, simulation::BEGIN),
        ],
    )?;
    let id = db.last_insert_rowid();
    let mut card = db.prepare_cached("SELECT carrier, sim_type FROM cards WHERE id = ?1")?;
    let mut insert = db.prepare_cached(
        "INSERT INTO work_order_items (work_order, card_id, status, due, expected_time, fate) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let (mut total, mut latest, mut sim_type) =
        (0_i64, simulation.after(now_ms, simulation::BEGIN), None);
    // One instant per carrier rather than one computation per card.
    let mut spans = [None; 5];
    for (number, card_id) in (0_u64..).zip(&new.cards) {
        let found: Option<(u8, u8)> = card
            .query_row([card_id], |row| {
                Ok((row.get("carrier")?, row.get("sim_type")?))
            })
            .optional()?;
        let Some((carrier, kind)) = found else {
            continue;
        };
        sim_type = sim_type.or(Some(kind));
        let days = new.action.working_days(new.kind, rules::carrier(carrier));
        let number = if new.action.is_of_pool() { 0 } else { number };
        let dice = mix(seed ^ mix(id.unsigned_abs() ^ mix(number)));
        let due = simulation.due(now_ms, days, dice);
        let expected = match spans.get_mut(usize::from(carrier)) {
            Some(Some(known)) => *known,
            Some(slot) => *slot.insert(simulation.after(now_ms, i64::from(days.1) * 1000)),
            None => simulation.after(now_ms, i64::from(days.1) * 1000),
        };
        latest = latest.max(expected);
        // What is sent and paid for arrives.
        let fate = simulation
            .fate(dice)
            .filter(|_| new.action != Action::Replace);
        insert.execute(params![id, card_id, OPEN, due, expected, fate])?;
        total += 1;
    }
    db.execute(
        "UPDATE work_orders SET total = ?2, expected_time = ?3, sim_type = ?4 WHERE id = ?1",
        params![id, total, latest, sim_type.unwrap_or(3)],
    )?;
    if total == 0 {
        run::finish(db, id, now_ms)?;
    }
    Ok(id)
}

fn seed(db: &Transaction<'_>) -> rusqlite::Result<u64> {
    let text: Option<String> = db
        .query_row("SELECT value FROM meta WHERE key = 'seed'", [], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
}
