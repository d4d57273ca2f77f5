//! The result of checking a file.

use std::borrow::Cow;

use super::{
    Field, Language, SpreadsheetDamage, Template, tags_cell, template::ColumnRequirement, write,
};
use crate::text::BadCharacter;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Why a row is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// The row is not empty, but has no card number.
    Empty,
    /// Something other than digits.
    NotDigits(BadCharacter),
    /// No kind of number that is accepted here has this many digits.
    WrongLength {
        /// How many there are.
        digits: u32,
    },
    /// A spreadsheet damaged the number; the lost digits cannot be restored.
    Spoiled {
        /// How.
        how: SpreadsheetDamage,
    },
    /// The card is already in an earlier row.
    Duplicate {
        /// The earlier row, as numbered in the spreadsheet.
        of: u32,
    },
    /// More cards than a job may have.
    TooMany {
        /// The most cards in a job.
        most: u32,
    },
    /// The value of another column is wrong.
    Value {
        /// Its field.
        field: Field,
        /// What is wrong.
        fault: ValueFault,
    },
}

impl Fault {
    /// Stable key of the kind of fault, also on the wire.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotDigits(_) => "not_digits",
            Self::WrongLength { .. } => "wrong_length",
            Self::Spoiled { .. } => "spoiled",
            Self::Duplicate { .. } => "duplicate",
            Self::TooMany { .. } => "too_many",
            Self::Value { .. } => "value",
        }
    }
}

impl Fault {
    /// Stable key of the exact fault: its kind, and what is wrong within that kind.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spoiled { how } => match how {
                SpreadsheetDamage::Scientific => "spoiled.scientific",
                SpreadsheetDamage::Zeros => "spoiled.zeros",
                SpreadsheetDamage::Separators => "spoiled.separators",
                SpreadsheetDamage::Float => "spoiled.float",
            },
            Self::Value { fault, .. } => match fault {
                ValueFault::Missing => "value.missing",
                ValueFault::NotAnImei => "value.not_an_imei",
                ValueFault::NoCheckDigit { .. } => "value.no_check_digit",
                ValueFault::Imeisv { .. } => "value.imeisv",
                ValueFault::NotDigits(_) => "value.not_digits",
                ValueFault::NotText(_) => "value.not_text",
                ValueFault::Spoiled => "value.spoiled",
                ValueFault::UnknownArea => "value.unknown_area",
                ValueFault::NotAThreshold => "value.not_a_threshold",
                ValueFault::TooLong { .. } => "value.too_long",
                ValueFault::TooManyTags { .. } => "value.too_many_tags",
            },
            other => other.kind(),
        }
    }
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum ValueFault {
    /// A value is required.
    Missing,
    /// An IMEI has 15 digits.
    NotAnImei,
    /// 14 digits: an IMEI without its check digit.
    NoCheckDigit {
        /// The IMEI with it.
        imei: u64,
    },
    /// 16 digits: an IMEISV.
    Imeisv {
        /// The IMEI of the same device.
        imei: u64,
    },
    /// Something other than digits.
    NotDigits(BadCharacter),
    /// A character that cannot be part of a text, such as a control character.
    NotText(BadCharacter),
    /// A spreadsheet damaged it.
    Spoiled,
    /// Not the name of a province.
    UnknownArea,
    /// Not a whole number of MB, −1 or more.
    NotAThreshold,
    /// The text is too long.
    TooLong {
        /// The most characters allowed.
        most: u32,
    },
    /// Too many tags.
    TooManyTags {
        /// The most tags on a card.
        most: u32,
    },
}

/// A row that is not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BadRow {
    /// Row number as in the spreadsheet, from 1.
    pub row: u32,
    /// The cell, truncated when very long.
    pub text: String,
    /// Why.
    pub fault: Fault,
}

/// A row that is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedRow {
    /// Row number as in the spreadsheet, from 1.
    pub row: u32,
    /// The card number in plain form: its digits, and the letter of a printed number.
    pub number: String,
    /// The values, one for each column of the template after the card number, in order; empty for an empty cell.
    pub values: Vec<String>,
}

/// How many rows have a fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct FaultCount {
    /// Kind of fault, see [`Fault::kind`].
    pub kind: String,
    /// Rows.
    pub count: u32,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The template used.
    pub template: Template,
    /// Rows that are not empty, without headings.
    pub rows: u32,
    /// Row of the headings; `None` when there are none.
    pub header: Option<u32>,
    /// Column with the card numbers, from 0; `None` when none was found, in which case nothing was checked.
    pub column: Option<u32>,
    /// Columns that the template requires and the file does not have.
    pub missing: Vec<Field>,
    /// Rows to use, in the order of the file.
    pub accepted: Vec<AcceptedRow>,
    /// Rows not used, in the order of the file.
    pub bad: Vec<BadRow>,
    /// The cells of the template's columns for each row of `bad`, the card number first; empty where the file has no
    /// such column.
    pub bad_cells: Vec<Vec<String>>,
    /// Rows used whose number may have been damaged by a spreadsheet, see
    /// [`CardNumber::may_be_spoiled`](crate::iccid::CardNumber::may_be_spoiled); they are used if there is such a card.
    pub doubtful: Vec<u32>,
    /// Rows used whose IMEI is odd, see [`Imei::doubt`](crate::imei::Imei::doubt).
    pub odd_imeis: Vec<u32>,
}

/// A summary of the result, as JSON between the module that reads files and the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Summary {
    /// Rows that are not empty, without headings.
    pub rows: u32,
    /// Rows to use.
    pub accepted: u32,
    /// Rows not used.
    pub bad: u32,
    /// Rows not used by kind of fault, most frequent first.
    pub faults: Vec<FaultCount>,
    /// Row of the headings.
    pub header: Option<u32>,
    /// Column with the card numbers, from 0; `None` when none was found.
    pub column: Option<u32>,
    /// Columns that the template requires and the file does not have.
    pub missing: Vec<Field>,
    /// Rows used whose number may be damaged, the first 100.
    pub doubtful: Vec<u32>,
    /// Rows used whose IMEI has a wrong check digit or is all zeros, the first 100.
    #[serde(default)]
    pub odd_imeis: Vec<u32>,
    /// How many there are in all.
    #[serde(default)]
    pub odd_imei_count: u32,
    /// Names of the file's sheets; empty for CSV.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// The sheet that was read.
    #[serde(default)]
    pub sheet: Option<String>,
}

/// The most doubtful rows listed in a summary.
const DOUBTFUL_NAMED: usize = 100;

impl Report {
    /// The summary.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let mut faults: Vec<FaultCount> = Vec::new();
        for bad in &self.bad {
            let kind = bad.fault.kind();
            match faults.iter_mut().find(|known| known.kind == kind) {
                Some(known) => known.count += 1,
                None => faults.push(FaultCount {
                    kind: kind.to_owned(),
                    count: 1,
                }),
            }
        }
        faults.sort_by_key(|fault| std::cmp::Reverse(fault.count));
        Summary {
            rows: self.rows,
            accepted: count(self.accepted.len()),
            bad: count(self.bad.len()),
            faults,
            header: self.header,
            column: self.column,
            missing: self.missing.clone(),
            doubtful: self.doubtful.iter().take(DOUBTFUL_NAMED).copied().collect(),
            odd_imeis: self
                .odd_imeis
                .iter()
                .take(DOUBTFUL_NAMED)
                .copied()
                .collect(),
            odd_imei_count: count(self.odd_imeis.len()),
            sheets: Vec::new(),
            sheet: None,
        }
    }

    /// Adds a row that is not used.
    pub(super) fn reject(&mut self, bad: BadRow, cells: Vec<String>) {
        self.bad.push(bad);
        self.bad_cells.push(cells);
    }

    /// The rows not used, with their cells, see [`Report::bad_cells`].
    pub fn rejected(&self) -> impl Iterator<Item = (&BadRow, &[String])> {
        self.bad
            .iter()
            .zip(self.bad_cells.iter().map(Vec::as_slice))
    }

    /// The rows to use in the format of the service: CSV with the fields' keys as headings, without a byte order mark.
    #[must_use]
    pub fn upload(&self) -> String {
        let values = || self.template.values().map(|column| column.field.key());
        let mut file = std::iter::once(Field::Number.key())
            .chain(values())
            .collect::<Vec<_>>()
            .join(",");
        file.push('\n');
        for row in &self.accepted {
            file.push_str(&row.number);
            for (column, value) in self.template.values().zip(&row.values) {
                file.push(',');
                let cell = match column.field {
                    Field::Tags => tags_cell(value),
                    _ => Cow::Borrowed(value.as_str()),
                };
                write::quoted(&mut file, &write::text_safe(&cell));
            }
            file.push('\n');
        }
        file
    }

    /// The numbers to use, one per line.
    #[must_use]
    pub fn numbers(&self) -> String {
        let mut text = String::with_capacity(self.accepted.len() * 21);
        for row in &self.accepted {
            text.push_str(&row.number);
            text.push('\n');
        }
        text.pop();
        text
    }

    /// The headings of the columns that are missing, for messages.
    #[must_use]
    pub fn missing_headings(&self, language: Language) -> Vec<&str> {
        let columns = self.template.values();
        columns
            .filter(|column| {
                column.need != ColumnRequirement::Optional && self.missing.contains(&column.field)
            })
            .map(|column| column.heading(language))
            .collect()
    }
}
