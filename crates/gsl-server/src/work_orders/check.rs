//! Whether a card allows an action now: the rules, and no other work order of the kind under way.

use gsl_model::can::{self, CardFacts, DataType, Reason};
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use gsl_model::zone;
use rusqlite::{Connection, OptionalExtension, Row};

use super::Action;
use crate::catalog::Catalog;
use crate::clock::instant;
use crate::rules;

/// Why a card is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The rules say no.
    Rule(Reason),
    /// A work order with the same action waits for this card already.
    UnderWay {
        /// Its number.
        work_order: i64,
    },
    /// The carrier does not offer this speed.
    Speed,
    /// It is in a pool and would leave it alone.
    InPool,
    /// There is no such card.
    NoCard,
}

impl Refusal {
    /// Lasting name, to group by; see [`super::words`] for the words.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Rule(reason) => reason.key(),
            Self::UnderWay { .. } => "under_way",
            Self::Speed => "speed_not_offered",
            Self::InPool => "in_pool",
            Self::NoCard => "no_card",
        }
    }
}

/// Whether the rules allow an action, parameters included.
///
/// # Errors
/// The first reason why not.
pub fn check(card: &CardFacts, action: &Action) -> Result<(), Refusal> {
    if let Some(action) = action.card_action() {
        can::check(action, card).map_err(Refusal::Rule)?;
    }
    match action {
        Action::SpeedLimit { speed_value }
            if !gsl_model::speed::is_offered(card.carrier, *speed_value) =>
        {
            Err(Refusal::Speed)
        }
        Action::Transfer { pool: None, .. } if card.pooled => Err(Refusal::InPool),
        _ => Ok(()),
    }
}

const FACTS: &str = "SELECT carrier, status, stop_reason, pool_id IS NOT NULL OR back_pool_id IS NOT NULL AS pooled, data_type, plan, real_named, rebinds_left, cut_net, exceed_cut, sim_type, purchase_time FROM cards WHERE id = ?1";

fn read(row: &Row<'_>, catalog: &Catalog) -> rusqlite::Result<CardFacts> {
    let reason = row.get_ref("stop_reason")?.as_str_or_null()?;
    let plan = catalog.plan(row.get("plan")?);
    Ok(CardFacts {
        carrier: rules::carrier(row.get("carrier")?),
        status: SimStatus::from_code(row.get("status")?),
        stop: reason.and_then(StopReason::from_key),
        pooled: row.get("pooled")?,
        data_type: DataType::from_code(row.get("data_type")?),
        allowance: plan.map(|plan| Megabytes::from_thousandths(plan.flow_total)),
        real_named: Some(row.get("real_named")?),
        rebinds_left: row.get("rebinds_left")?,
        cut_net: row.get("cut_net")?,
        threshold: row.get("exceed_cut")?,
        physical: row.get::<_, i32>("sim_type")? == 3,
        tri_carrier: false,
        bought: Some(zone::today(instant(row.get("purchase_time")?))),
    })
}

/// The facts of a card; `None` when there is no such card.
///
/// # Errors
/// When the database cannot be read.
pub fn facts(db: &Connection, catalog: &Catalog, id: i64) -> rusqlite::Result<Option<CardFacts>> {
    db.prepare_cached(FACTS)?
        .query_row([id], |row| read(row, catalog))
        .optional()
}

/// The work order under way that will do the same to a card.
///
/// # Errors
/// When the database cannot be read.
pub fn under_way(db: &Connection, action: &Action, card: i64) -> rusqlite::Result<Option<i64>> {
    let [own, other] = action.barred_by();
    db.prepare_cached(
        "SELECT work_order FROM work_order_items JOIN work_orders ON work_orders.id = work_order \
         WHERE card_id = ?1 AND status = 2 AND action_key IN (?2, ?3) LIMIT 1",
    )?
    .query_row((card, own, other), |row| row.get(0))
    .optional()
}

/// Which of some cards allow an action: one answer per card, in their order.
///
/// # Errors
/// When the database cannot be read.
pub fn check_cards(
    db: &Connection,
    catalog: &Catalog,
    action: &Action,
    cards: &[i64],
) -> rusqlite::Result<Vec<Result<(), Refusal>>> {
    cards
        .iter()
        .map(|card| {
            let Some(facts) = facts(db, catalog, *card)? else {
                return Ok(Err(Refusal::NoCard));
            };
            if let Err(refusal) = check(&facts, action) {
                return Ok(Err(refusal));
            }
            Ok(match under_way(db, action, *card)? {
                Some(work_order) => Err(Refusal::UnderWay { work_order }),
                None => Ok(()),
            })
        })
        .collect()
}
