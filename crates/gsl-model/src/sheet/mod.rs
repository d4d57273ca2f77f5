//! Lists of cards out of spreadsheets: which column has the card numbers, which rows are sound, and what is wrong with
//! the others (console.md sections 3 and 20).
//!
//! Whoever reads the file hands over its cells as text, row by row; [`Checker`] remembers the sound rows and the bad
//! ones. 100,000 rows take a fraction of a second. Nothing here knows CSV or XLSX.

mod cell;
mod check;
mod decode;
mod field;
mod report;
mod tags;
mod template;
mod values;
mod words;
mod write;

pub use crate::names::Language;
pub use cell::{Cell, SpreadsheetDamage, StoredAs, read_number};
pub use check::Checker;
pub use field::{Field, names_card};
pub use report::{AcceptedRow, BadRow, Fault, FaultCount, Report, Summary, ValueFault};
pub use tags::tags_cell;
pub use template::{Column, ColumnRequirement, NumberKinds, Template};
pub use values::MAX_TAGS;
pub(crate) use write::quoted;
pub use write::{csv, text_safe, unguarded};

/// Most cards of one bulk job, and most rows of a file for one.
pub const MAX_NUMBERS: usize = 100_000;

/// Checks rows that are all at hand: their numbers, as the spreadsheet counts them from 1, and their cells.
pub fn check<'a, Row>(template: Template, rows: impl IntoIterator<Item = (u32, Row)>) -> Report
where
    Row: AsRef<[Cell<'a>]>,
{
    let mut checker = Checker::new(template);
    for (number, cells) in rows {
        checker.push(number, cells.as_ref());
    }
    checker.finish()
}

#[cfg(test)]
mod tests;
