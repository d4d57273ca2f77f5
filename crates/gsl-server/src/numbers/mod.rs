//! Lists of card numbers: out of an uploaded text, and which cards they mean (console.md section 20).

pub mod rows;

use std::collections::HashMap;

use gsl_model::iccid::{CardNumber, NumberError};
use gsl_model::sheet::{BadRow, Checker, Fault, NumberKinds, Report, Template};
use gsl_model::text::{is_text, number_digits};

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
    /// No such card, and the number ends as one does that a spreadsheet has spoiled.
    ProbablySpoiled,
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
            Self::ProbablySpoiled => "probably_spoiled",
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
pub struct ListedCard {
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
            Ok(number) if number.may_be_spoiled() => Problem::ProbablySpoiled,
            Ok(_) => Problem::Unknown,
            Err(NumberError::Empty) => Problem::Row(Fault::Empty),
            Err(NumberError::NotDigits(bad)) => Problem::Row(Fault::NotDigits(bad)),
            Err(NumberError::WrongLength { digits }) => Problem::Row(Fault::WrongLength {
                digits: u32::try_from(digits).unwrap_or(u32::MAX),
            }),
            Err(NumberError::SpoiledBySpreadsheet) => Problem::Row(Fault::Spoiled {
                how: gsl_model::sheet::SpreadsheetDamage::Scientific,
            }),
        }),
        _ => Err(Problem::Ambiguous),
    }
}

/// Of those that name cards, by index: which stands for each card. One that is the card's whole ID comes before those
/// that only mean it; else the first. The order of a list so decides neither which cards are meant nor how.
pub fn first_to_name(named: impl Iterator<Item = Option<(i64, bool)>>) -> HashMap<i64, usize> {
    let mut first: HashMap<i64, (bool, usize)> = HashMap::new();
    for (index, card) in named.enumerate() {
        let Some((card, whole)) = card else { continue };
        let known = first.entry(card).or_insert((whole, index));
        if whole && !known.0 {
            *known = (true, index);
        }
    }
    let first = first.into_iter();
    first.map(|(card, (_, index))| (card, index)).collect()
}

/// A card named again is a duplicate.
fn mark_duplicates(fleet: &Fleet, named: &mut [ListedCard]) {
    let first = first_to_name(named.iter().map(|row| {
        let card = row.card.ok()?;
        let whole =
            number_digits(&row.number, false).is_ok_and(|digits| digits == fleet.cid_of(card));
        Some((card, whole))
    }));
    for (index, row) in named.iter_mut().enumerate() {
        if row.card.is_ok_and(|card| first.get(&card) != Some(&index)) {
            row.card = Err(Problem::Duplicate);
        }
    }
}

/// What each number means, in order; a card named again is a duplicate.
#[must_use]
pub fn find_all(fleet: &Fleet, numbers: impl IntoIterator<Item = String>) -> Vec<ListedCard> {
    let name = |number: String| ListedCard {
        card: find(fleet, &number),
        number,
        values: Vec::new(),
    };
    let mut named: Vec<ListedCard> = numbers.into_iter().map(name).collect();
    mark_duplicates(fleet, &mut named);
    named
}

/// Checks the rows of a file by the rules the console checks them by.
#[must_use]
pub fn check(mut template: Template, rows: &Rows) -> Report {
    template.numbers = NumberKinds::Any;
    let mut checker = Checker::new(template);
    rows.each(|number, cells| checker.push(number, cells));
    checker.finish()
}

/// What each row of a checked file means, in the file's order.
#[must_use]
pub fn find_rows(fleet: &Fleet, report: Report) -> Vec<ListedCard> {
    let mut bad = report.bad.into_iter().zip(report.bad_cells).peekable();
    let mut named = Vec::with_capacity(report.accepted.len() + bad.len());
    for row in report.accepted {
        while let Some(fault) = bad.next_if(|(fault, _)| fault.row < row.row) {
            named.push(refused(fault));
        }
        named.push(ListedCard {
            card: find(fleet, &row.number),
            number: row.number,
            values: row.values,
        });
    }
    named.extend(bad.map(refused));
    mark_duplicates(fleet, &mut named);
    named
}

/// A row that cannot be used, under its card's number where it has one: that is what it is found and corrected by. What is
/// no text goes into no answer and no file.
fn refused((row, cells): (BadRow, Vec<String>)) -> ListedCard {
    let shown = |one: char| {
        if is_text(one) {
            one
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    let mut cells = cells.into_iter();
    let number = cells.next().filter(|number| !number.trim().is_empty());
    let short = |number: String| number.trim().chars().take(LONGEST).collect();
    let number: String = number.map_or(row.text, short);
    ListedCard {
        number: number.chars().map(shown).collect(),
        card: Err(Problem::Row(row.fault)),
        values: cells.collect(),
    }
}
