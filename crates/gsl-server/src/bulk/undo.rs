//! Taking a job back: a new job that does the opposite to every card it succeeded with. Where the opposite depends on what
//! the card had, that is noted before the card is changed: tags it had already stay on it, a threshold goes back to what it
//! was.

use gsl_model::wire::BulkParameters;
use rusqlite::{Connection, OptionalExtension, params};

use super::operation::BulkOperation;
use crate::work_orders::Action;

/// The action of the job that takes back a job with this one; `None` for what has no opposite.
#[must_use]
pub fn opposite_key(action: &str, parameters: &BulkParameters) -> Option<&'static str> {
    Some(match action {
        "suspend" => "resume",
        "resume" => "suspend",
        "cut_net" => "restore_net",
        "restore_net" => "cut_net",
        "set_threshold" | "cancel_threshold" => "set_threshold",
        "set_tags" if parameters.replace != Some(true) => "unset_tags",
        "set_tags" | "unset_tags" => "set_tags",
        _ => return None,
    })
}

/// What is to be noted of a card before something is done to it: the operation that takes it back, where it depends on the
/// card. `had` are the card's tags.
pub(super) fn to_note(
    db: &Connection,
    had: &[i64],
    card: i64,
    act: &BulkOperation,
) -> rusqlite::Result<Option<BulkOperation>> {
    let some = |tags: Vec<i64>| (!tags.is_empty()).then_some(tags);
    Ok(match act {
        BulkOperation::PutTags(new) => {
            let added = new.iter().filter(|tag| !had.contains(tag));
            some(added.copied().collect()).map(BulkOperation::TakeTags)
        }
        BulkOperation::TakeTags(gone) => {
            let lost = gone.iter().filter(|tag| had.contains(tag));
            some(lost.copied().collect()).map(BulkOperation::PutTags)
        }
        BulkOperation::ReplaceTags(_) => Some(BulkOperation::ReplaceTags(had.to_vec())),
        BulkOperation::Order(Action::Threshold { .. } | Action::CancelThreshold) => {
            let quota: Option<i64> = db
                .prepare_cached("SELECT exceed_quota FROM cards WHERE id = ?1 AND exceed_cut = 1")?
                .query_row([card], |row| row.get(0))
                .optional()?
                .flatten();
            Some(BulkOperation::Order(match quota {
                Some(quota) => Action::Threshold { quota },
                None => Action::CancelThreshold,
            }))
        }
        BulkOperation::Order(_) | BulkOperation::Attributes(_) => None,
    })
}

/// Notes it.
pub(super) fn note(
    db: &Connection,
    job: i64,
    position: i64,
    undo: &BulkOperation,
) -> rusqlite::Result<()> {
    let undo = serde_json::to_string(undo)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    db.prepare_cached("UPDATE bulk_items SET undo = ?3 WHERE job = ?1 AND position = ?2")?
        .execute(params![job, position, undo])?;
    Ok(())
}

/// What takes an operation back whatever the card had.
const fn opposite(act: &BulkOperation) -> Option<BulkOperation> {
    let BulkOperation::Order(action) = act else {
        return None;
    };
    Some(BulkOperation::Order(match action {
        Action::Suspend => Action::Resume,
        Action::Resume => Action::Suspend,
        Action::CutNet => Action::RestoreNet,
        Action::RestoreNet => Action::CutNet,
        _ => return None,
    }))
}

/// The cards a job succeeded with, each with the operation that takes it back, as JSON; without those for which there is
/// nothing to take back.
///
/// # Errors
/// When the database cannot be read.
pub fn undos(db: &Connection, job: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let same: Option<String> = db
        .prepare_cached("SELECT act FROM bulk_jobs WHERE id = ?1")?
        .query_row([job], |row| row.get(0))
        .optional()?
        .flatten();
    let mut succeeded = db.prepare_cached(
        "SELECT card_id, act, undo FROM bulk_items \
         WHERE job = ?1 AND status = 2 AND card_id IS NOT NULL ORDER BY position",
    )?;
    let rows = succeeded.query_map([job], |row| {
        let card: i64 = row.get("card_id")?;
        let (own, noted): (Option<String>, Option<String>) = (row.get("act")?, row.get("undo")?);
        Ok((card, own, noted))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (card, own, noted) = row?;
        let derived = || {
            let act = serde_json::from_str(own.as_ref().or(same.as_ref())?).ok()?;
            serde_json::to_string(&opposite(&act)?).ok()
        };
        if let Some(undo) = noted.or_else(derived) {
            found.push((card, undo));
        }
    }
    Ok(found)
}
