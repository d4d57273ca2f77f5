//! Lists of card numbers: out of an uploaded text, and which cards they mean (console.md section 20).

pub mod rows;

use std::collections::HashSet;

use gsl_model::iccid::{CardNumber, NumberError};
use gsl_model::sheet::{BadRow, Checker, Fault, Numbers, Report, Template};

use crate::fleet::Fleet;
use rows::Rows;

/// Longest number of a row that cannot be used, in characters.
const LONGEST: usize = 80;

/// Why a row of a list is no card to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The row itself.
    Row(Fault),
    /// No such card.
    Unknown,
    /// The number means more than one card.
    Ambiguous,
    /// A card that was named before.
    Duplicate,
}

impl Problem {
    /// Lasting name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Row(fault) => fault.kind(),
            Self::Unknown => "no_card",
            Self::Ambiguous => "ambiguous_number",
            Self::Duplicate => "duplicate",
        }
    }

    /// Whether it is only that the card was named before.
    #[must_use]
    pub const fn is_duplicate(self) -> bool {
        matches!(self, Self::Duplicate | Self::Row(Fault::Duplicate { .. }))
    }
}

/// A row of a list: its number as it stands there, the card, and what stands beside it, in the template's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The number.
    pub number: String,
    /// The card it means, or why none.
    pub card: Result<i64, Problem>,
    /// The other columns.
    pub values: Vec<String>,
}

/// The one card a number means.
///
/// # Errors
/// Why it means none, or several.
pub fn find(fleet: &Fleet, number: &str) -> Result<i64, Problem> {
    match fleet.find_any(number).as_slice() {
        [row] => fleet.id_of(*row).ok_or(Problem::Unknown),
        [] => Err(match CardNumber::parse(number) {
            Ok(_) => Problem::Unknown,
            Err(NumberError::Empty) => Problem::Row(Fault::Empty),
            Err(NumberError::NotDigits) => Problem::Row(Fault::NotDigits),
            Err(NumberError::WrongLength { digits }) => Problem::Row(Fault::WrongLength {
                digits: u32::try_from(digits).unwrap_or(u32::MAX),
            }),
            Err(NumberError::SpoiledBySpreadsheet) => Problem::Row(Fault::Spoiled {
                how: gsl_model::sheet::Spoiled::Zeros,
            }),
        }),
        _ => Err(Problem::Ambiguous),
    }
}

/// What each number means, in order; a card named again is a duplicate.
#[must_use]
pub fn find_all(fleet: &Fleet, numbers: impl IntoIterator<Item = String>) -> Vec<Named> {
    let mut seen = HashSet::new();
    let name = |number: String| {
        let found = find(fleet, &number).and_then(|card| once(&mut seen, card));
        Named {
            number,
            card: found,
            values: Vec::new(),
        }
    };
    numbers.into_iter().map(name).collect()
}

/// Checks the rows of a file by the rules the console checks them by.
#[must_use]
pub fn check(mut template: Template, rows: &Rows) -> Report {
    template.numbers = Numbers::Any;
    let mut checker = Checker::new(template);
    rows.each(|number, cells| checker.push(number, cells));
    checker.finish()
}

/// What each row of a checked file means, in the file's order.
#[must_use]
pub fn find_rows(fleet: &Fleet, report: Report) -> Vec<Named> {
    let mut seen = HashSet::with_capacity(report.accepted.len());
    let mut bad = report.bad.into_iter().zip(report.bad_cells).peekable();
    let mut named = Vec::with_capacity(report.accepted.len() + bad.len());
    for row in report.accepted {
        while let Some(fault) = bad.next_if(|(fault, _)| fault.row < row.row) {
            named.push(refused(fault));
        }
        named.push(Named {
            card: find(fleet, &row.number).and_then(|card| once(&mut seen, card)),
            number: row.number,
            values: row.values,
        });
    }
    named.extend(bad.map(refused));
    named
}

/// A row that cannot be used, under its card's number where it has one: that is what it is found and corrected by.
fn refused((row, cells): (BadRow, Vec<String>)) -> Named {
    let mut cells = cells.into_iter();
    let number = cells.next().filter(|number| !number.trim().is_empty());
    let short = |number: String| number.trim().chars().take(LONGEST).collect();
    Named {
        number: number.map_or(row.text, short),
        card: Err(Problem::Row(row.fault)),
        values: cells.collect(),
    }
}

fn once(seen: &mut HashSet<i64>, card: i64) -> Result<i64, Problem> {
    if seen.insert(card) {
        Ok(card)
    } else {
        Err(Problem::Duplicate)
    }
}
