//! Lists of cards from spreadsheets: which column has the card numbers, which rows are valid, and what is wrong with
//! the others (console.md sections 3 and 20).
//!
//! The reader of the file passes its cells as text, row by row, to a [`Checker`], which collects the valid and the bad
//! rows. 100,000 rows take a fraction of a second. Nothing here depends on CSV or XLSX.

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

/// The most cards in one bulk job, and the most rows in a file for one.
pub const MAX_NUMBERS: usize = 100_000;

/// Checks rows that are all in memory: row numbers as in the spreadsheet, from 1, and cells.
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
