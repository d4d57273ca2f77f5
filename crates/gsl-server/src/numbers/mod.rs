//! Lists of card numbers: out of an uploaded text, and which cards they mean (console.md section 20).

pub mod csv;

use std::collections::HashSet;

use gsl_model::iccid::{CardNumber, NumberError};
use gsl_model::sheet::{Cell, Checker, Fault, Numbers, Report, Template};

use crate::fleet::Fleet;

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
pub fn check(mut template: Template, rows: &[csv::Row]) -> Report {
    template.numbers = Numbers::Any;
    let mut checker = Checker::new(template);
    for (number, row) in (1_u32..).zip(rows) {
        let cells: Vec<Cell<'_>> = row.iter().map(|cell| Cell::text(cell)).collect();
        checker.push(number, &cells);
    }
    checker.finish()
}

/// What each row of a checked file means, in the file's order.
#[must_use]
pub fn find_rows(fleet: &Fleet, report: Report) -> Vec<Named> {
    let mut seen = HashSet::with_capacity(report.accepted.len());
    let mut bad = report.bad.into_iter().peekable();
    let mut named = Vec::with_capacity(report.accepted.len() + bad.len());
    for row in report.accepted {
        while let Some(fault) = bad.next_if(|fault| fault.row < row.row) {
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

fn refused(row: gsl_model::sheet::BadRow) -> Named {
    Named {
        number: row.text,
        card: Err(Problem::Row(row.fault)),
        values: Vec::new(),
    }
}

fn once(seen: &mut HashSet<i64>, card: i64) -> Result<i64, Problem> {
    if seen.insert(card) {
        Ok(card)
    } else {
        Err(Problem::Duplicate)
    }
}
