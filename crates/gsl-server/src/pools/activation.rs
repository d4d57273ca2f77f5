//! Batch activation: which cards of a pool the four ways mean, and what is refused (console.md section 11, Q13.10).

use std::collections::HashMap;

use gsl_model::iccid::CardNumber;
use gsl_model::pool::{
    LISTED_BREAKS, SegmentBreak, SegmentBreakKind, SegmentError, container_key, segment_ends,
    waits_for_activation, walk_segment, written,
};
use gsl_model::state::SimStatus;
use gsl_model::wire::RefusedNumber;
use rusqlite::Connection;

use crate::catalog::Catalog;
use crate::numbers::first_to_name;
use crate::work_orders::{Action, Refusal, check_cards};

/// Digits of a container ID that no other begins with.
const FULL: usize = 20;

/// The way a batch is picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivationSelection {
    /// 流量池: all that wait, or so many of them by container ID.
    Pool(Option<usize>),
    /// 号段: from a container ID to another.
    Segment(String, String),
    /// 文件, 手动输入: these container IDs.
    Numbers(Vec<String>),
}

/// What was picked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActivationChoice {
    /// Cards to activate.
    pub cards: Vec<i64>,
    /// What is refused, the first hundred.
    pub refused: Vec<RefusedNumber>,
    /// How much is refused in all.
    pub refused_count: usize,
    /// Cards of the whole pool that are under way already; they are simply left alone.
    pub under_way: usize,
}

impl ActivationChoice {
    fn refuse(&mut self, number: &str, reason: &str, state: Option<SimStatus>) {
        self.refused_count += 1;
        if self.refused.len() < LISTED_BREAKS {
            self.refused.push(RefusedNumber {
                number: number.to_owned(),
                reason: reason.to_owned(),
                sim_status: state.map(SimStatus::code),
            });
        }
    }
}

/// A card of the pool.
struct Card {
    id: i64,
    cid: String,
    state: Option<SimStatus>,
}

fn cards(db: &Connection, pool: i64) -> rusqlite::Result<Vec<Card>> {
    db.prepare_cached("SELECT id, cid, status FROM cards WHERE pool_id = ?1 ORDER BY cid")?
        .query_map([pool], |row| {
            Ok(Card {
                id: row.get("id")?,
                cid: row.get("cid")?,
                state: SimStatus::from_code(row.get("status")?),
            })
        })?
        .collect()
}

/// Picks cards of a pool, as they are at an instant.
///
/// # Errors
/// Outside: when the database cannot be read; inside: a segment that is none.
pub fn pick(
    db: &Connection,
    catalog: &Catalog,
    pool: i64,
    way: &ActivationSelection,
    now_ms: i64,
) -> rusqlite::Result<Result<ActivationChoice, SegmentError>> {
    let cards = cards(db, pool)?;
    // Nearly always one card: the 20th digit tells no others apart.
    let mut by_key: HashMap<u64, Vec<&Card>> = HashMap::new();
    for card in &cards {
        if let Some(key) = container_key(&card.cid) {
            by_key.entry(key).or_default().push(card);
        }
    }
    let mut picked = ActivationChoice::default();
    let mut wanted: Vec<&Card> = Vec::new();
    match way {
        ActivationSelection::Pool(_) => wanted.extend(cards.iter().filter(|card| waits(card))),
        ActivationSelection::Segment(start, end) => {
            let ends = match segment_ends(start, end) {
                Ok(ends) => ends,
                Err(error) => return Ok(Err(error)),
            };
            let state_of = |number: u64| {
                let cards = by_key.get(&number)?;
                let busy = cards.iter().find(|card| !waits(card));
                busy.or_else(|| cards.first())?.state
            };
            match walk_segment(ends, state_of) {
                Ok(numbers) => {
                    let cards = numbers.iter().filter_map(|number| by_key.get(number));
                    wanted.extend(cards.flatten());
                }
                Err((breaks, count)) => {
                    for one in breaks {
                        refuse_break(&mut picked, one);
                    }
                    picked.refused_count = count;
                }
            }
        }
        ActivationSelection::Numbers(numbers) => {
            let found: Vec<_> = numbers
                .iter()
                .map(|number| found(number, &by_key))
                .collect();
            let first = first_to_name(
                found
                    .iter()
                    .map(|found| found.as_ref().ok().map(|(card, whole)| (card.id, *whole))),
            );
            for (index, (number, found)) in numbers.iter().zip(found).enumerate() {
                match found {
                    Err((reason, state)) => picked.refuse(number, reason, state),
                    Ok((card, _)) if first.get(&card.id) != Some(&index) => {
                        picked.refuse(number, "duplicate", None);
                    }
                    Ok((card, _)) if waits(card) => wanted.push(card),
                    Ok((card, _)) => picked.refuse(number, "not_inactive", card.state),
                }
            }
        }
    }
    let ids: Vec<i64> = wanted.iter().map(|card| card.id).collect();
    let answers = check_cards(db, catalog, &Action::Activate, &ids, now_ms)?;
    for (card, answer) in wanted.iter().zip(answers) {
        match (answer, way) {
            (Ok(()), _) => picked.cards.push(card.id),
            (Err(Refusal::UnderWay { .. }), ActivationSelection::Pool(_)) => picked.under_way += 1,
            (Err(refusal), _) => picked.refuse(&card.cid, refusal.key(), card.state),
        }
    }
    if let ActivationSelection::Pool(Some(most)) = way {
        picked.cards.truncate(*most);
    }
    Ok(Ok(picked))
}

fn waits(card: &Card) -> bool {
    card.state.is_some_and(waits_for_activation)
}

/// The card a number means, and whether the number is its whole ID.
fn found<'a>(
    number: &str,
    by_key: &HashMap<u64, Vec<&'a Card>>,
) -> Result<(&'a Card, bool), (&'static str, Option<SimStatus>)> {
    let digits = written(number).map_err(|error| (error.key(), None))?;
    let cards = container_key(&digits).and_then(|key| by_key.get(&key));
    let cards = cards.map(Vec::as_slice).unwrap_or_default();
    if let Some(card) = cards.iter().find(|card| card.cid == digits) {
        return Ok((card, true));
    }
    match cards {
        [card] if digits.len() < card.cid.len() => Ok((card, false)),
        [_, _, ..] if digits.len() < FULL => Err(("ambiguous_number", None)),
        _ if CardNumber::parse(&digits).is_ok_and(|number| number.may_be_spoiled()) => {
            Err(("probably_spoiled", None))
        }
        _ => Err(("not_in_pool", None)),
    }
}

fn refuse_break(picked: &mut ActivationChoice, SegmentBreak { number, kind }: SegmentBreak) {
    let (reason, state) = match kind {
        SegmentBreakKind::NotInPool => ("not_in_pool", None),
        SegmentBreakKind::NotInactive(state) => ("not_inactive", Some(state)),
    };
    picked.refuse(&number.to_string(), reason, state);
}
