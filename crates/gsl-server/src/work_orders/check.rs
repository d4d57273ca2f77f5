//! Whether a card allows an action now: the rules, and no other work order of the kind under way.

use axum::http::StatusCode;
use gsl_model::can::{self, CardFacts, Reason};
use rusqlite::{Connection, OptionalExtension};

use super::{Action, words};
use crate::card_row;
use crate::catalog::Catalog;
use crate::error::ApiError;

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

impl ApiError {
    /// 403 `GSL.00011006`, or 400 `GSL.00011063` when the carrier is why and `GSL.00011016` for a speed it does not offer:
    /// a card does not allow an action now. (The service's own codes for states are cut off in its documentation.)
    #[must_use]
    pub fn refused(card: &str, action: &Action, refusal: &Refusal) -> Self {
        let (status, code) = match refusal {
            Refusal::Rule(Reason::OtherCarrierOnly { .. } | Reason::AtTheCarrier { .. }) => {
                (StatusCode::BAD_REQUEST, "GSL.00011063")
            }
            Refusal::Speed => (StatusCode::BAD_REQUEST, "GSL.00011016"),
            Refusal::NoCard => return Self::no_card(),
            Refusal::UnderWay { .. } => (StatusCode::FORBIDDEN, "GSL.00011012"),
            Refusal::Rule(_) | Refusal::InPool => (StatusCode::FORBIDDEN, "GSL.00011006"),
        };
        Self::new(status, code, words::refusal(card, action, refusal))
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

/// The facts of a card at an instant; `None` when there is no such card.
///
/// # Errors
/// When the database cannot be read.
pub fn facts(
    db: &Connection,
    catalog: &Catalog,
    id: i64,
    now_ms: i64,
) -> rusqlite::Result<Option<CardFacts>> {
    let found = card_row::facts(db, catalog, &[id], now_ms)?.pop();
    Ok(found.map(|(_, facts)| facts))
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

/// Which of some cards allow an action at an instant: one answer per card, in their order.
///
/// # Errors
/// When the database cannot be read.
pub fn check_cards(
    db: &Connection,
    catalog: &Catalog,
    action: &Action,
    cards: &[i64],
    now_ms: i64,
) -> rusqlite::Result<Vec<Result<(), Refusal>>> {
    let mut known = card_row::facts(db, catalog, cards, now_ms)?
        .into_iter()
        .peekable();
    cards
        .iter()
        .map(|card| {
            let Some((_, facts)) = known.next_if(|(id, _)| id == card) else {
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
