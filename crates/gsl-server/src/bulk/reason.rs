//! Why a card is left out, or failed.

use gsl_model::can::Reason;
use gsl_model::sheet::{Fault, ValueFault};
use gsl_model::wire::BulkReason;
use rusqlite::{Connection, OptionalExtension};

use crate::numbers::Problem;
use crate::work_orders::{Refusal, words};

/// A reason of a key and a sentence.
#[must_use]
pub fn plain(key: &str, text: &str) -> BulkReason {
    BulkReason {
        key: key.to_owned(),
        text: text.to_owned(),
        ..BulkReason::default()
    }
}

/// A sentence with a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// The refusal of an action.
#[must_use]
pub fn refused(refusal: &Refusal) -> BulkReason {
    let mut told = plain(refusal.key(), &sentence(&words::why(refusal)));
    match refusal {
        // The number would make every card a reason of its own.
        Refusal::UnderWay { .. } => {
            "A work order with the same operation is still under way.".clone_into(&mut told.text);
        }
        Refusal::Rule(reason) => match *reason {
            Reason::WrongState { is, .. } => told.sim_status = Some(is.code()),
            Reason::OtherCarrierOnly { is: carrier, .. }
            | Reason::AtTheCarrier { carrier }
            | Reason::PooledOnly { carrier }
            | Reason::OrdinaryRebindOnly { carrier } => {
                told.carrier_type = Some(carrier.carrier_type());
            }
            Reason::StoppedFor { reason } => told.stop_reason = Some(reason.key().to_owned()),
            _ => {}
        },
        Refusal::Speed | Refusal::InPool | Refusal::NoCard => {}
    }
    told
}

/// What is wrong with a row of a list.
#[must_use]
pub fn row(problem: Problem) -> BulkReason {
    let text = match problem {
        Problem::Unknown => "There is no card with this number.",
        Problem::ProbablySpoiled => {
            "There is no card with this number. It ends in zeros as spreadsheets leave them: they have probably spoiled it."
        }
        Problem::Ambiguous => "More than one card has this number.",
        Problem::Duplicate | Problem::Row(Fault::Duplicate { .. }) => {
            "The card stands in the list before."
        }
        Problem::Row(Fault::Empty) => "The row has no card number.",
        Problem::Row(Fault::NotDigits(_)) => "The card number has something other than digits.",
        Problem::Row(Fault::WrongLength { .. }) => "No card number has so many digits.",
        Problem::Row(Fault::Spoiled { .. }) => "A spreadsheet spoiled the card number.",
        Problem::Row(Fault::TooMany { .. }) => "The list is too long.",
        Problem::Row(Fault::Value { fault, .. }) => value(fault),
    };
    plain(problem.key(), text)
}

const fn value(fault: ValueFault) -> &'static str {
    match fault {
        ValueFault::Missing => "A value is missing in the row.",
        _ => "A value in the row is not possible.",
    }
}

/// The number of a reason, kept from now on.
///
/// # Errors
/// When the database refuses.
pub fn keep(db: &Connection, reason: &BulkReason) -> rusqlite::Result<i64> {
    let text = serde_json::to_string(reason)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let known: Option<i64> = db
        .prepare_cached("SELECT id FROM bulk_reasons WHERE reason = ?1")?
        .query_row([&text], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => {
            db.execute("INSERT INTO bulk_reasons (reason) VALUES (?1)", [&text])?;
            Ok(db.last_insert_rowid())
        }
    }
}

/// Reads a kept reason.
#[must_use]
pub fn read(text: Option<String>) -> Option<BulkReason> {
    text.and_then(|text| serde_json::from_str(&text).ok())
}
