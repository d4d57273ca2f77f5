//! Lists of card numbers: out of an uploaded text, and which cards they mean (console.md section 20).

pub mod csv;

use std::collections::HashSet;

use gsl_model::iccid::{CardNumber, NumberError};

use crate::fleet::Fleet;

/// Why a number means no card to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Something other than digits.
    NotDigits,
    /// No kind of number has so many digits.
    WrongLength,
    /// Turned into `8.98601E+19`, or everything past 15 digits zero.
    Spoiled,
    /// No such card.
    Unknown,
    /// More than one card.
    Ambiguous,
    /// A card that was named before.
    Duplicate,
}

impl Problem {
    /// Lasting name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotDigits => "number_not_digits",
            Self::WrongLength => "number_wrong_length",
            Self::Spoiled => "number_spoiled",
            Self::Unknown => "number_unknown",
            Self::Ambiguous => "number_ambiguous",
            Self::Duplicate => "number_duplicate",
        }
    }
}

/// The one card a number means.
///
/// # Errors
/// Why it means none, or several.
pub fn find(fleet: &Fleet, number: &str) -> Result<i64, Problem> {
    match fleet.find_any(number).as_slice() {
        [row] => fleet.id_of(*row).ok_or(Problem::Unknown),
        [] => Err(match CardNumber::parse(number) {
            Ok(known) if known.may_be_spoiled() => Problem::Spoiled,
            Ok(_) => Problem::Unknown,
            Err(NumberError::Empty | NumberError::NotDigits) => Problem::NotDigits,
            Err(NumberError::WrongLength { .. }) => Problem::WrongLength,
            Err(NumberError::SpoiledBySpreadsheet) => Problem::Spoiled,
        }),
        _ => Err(Problem::Ambiguous),
    }
}

/// What each number means, in order; a card named again is a duplicate.
#[must_use]
pub fn find_all(fleet: &Fleet, numbers: &[String]) -> Vec<Result<i64, Problem>> {
    let mut seen = HashSet::with_capacity(numbers.len());
    numbers
        .iter()
        .map(|number| {
            let card = find(fleet, number)?;
            if seen.insert(card) {
                Ok(card)
            } else {
                Err(Problem::Duplicate)
            }
        })
        .collect()
}
