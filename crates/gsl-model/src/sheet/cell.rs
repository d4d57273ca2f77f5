//! One cell as a card number, and how spreadsheets damage such numbers.

use super::report::Fault;
use crate::iccid::{CardNumber, NumberError};
use serde::{Deserialize, Serialize};

/// Significant digits that a spreadsheet keeps exactly.
const EXACT_DIGITS: usize = 15;
/// Significant digits a spreadsheet shows in `8.98601E+19`.
const SHOWN_DIGITS: usize = 6;

/// How a file stores a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StoredAs {
    /// As text.
    #[default]
    Text,
    /// As a number: `text` is the value in the file, not what a spreadsheet would display.
    Number,
}

/// A cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its text.
    pub text: &'a str,
    /// How it is stored.
    pub stored: StoredAs,
}

impl<'a> Cell<'a> {
    /// A cell of text.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self {
            text,
            stored: StoredAs::Text,
        }
    }

    /// A cell stored as a number.
    #[must_use]
    pub const fn number(text: &'a str) -> Self {
        Self {
            text,
            stored: StoredAs::Number,
        }
    }

    /// Whether it has only white space.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim_matches(is_blank).is_empty()
    }

    /// The digits of an integer small enough for a spreadsheet to keep exactly, in any notation: `1064812345678.0`,
    /// `1,064,812,345,678`, stored as `1.064812345678E12`. `None` when it is not an integer, or too long.
    #[must_use]
    pub fn exact_integer(&self) -> Option<String> {
        let text = plain(self.text);
        let digits = scientific(text, self.stored)
            .or_else(|| decimal(text).map(str::to_owned))
            .or_else(|| grouped(text))?;
        (digits.len() <= EXACT_DIGITS).then_some(digits)
    }
}

/// How a spreadsheet damaged a number of more than 15 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpreadsheetDamage {
    /// `8.98601E+19`
    Scientific,
    /// 15 digits followed by zeros; only reported when there is no such card.
    Zeros,
    /// `8,986,011,284,071,000,000`
    Separators,
    /// `8986011284071000000.0`
    Float,
}

/// Reads a card number: ICCID, container ID, printed number, MSISDN or IMEI.
///
/// # Errors
/// What is wrong with it.
pub fn read_number(cell: Cell<'_>) -> Result<CardNumber, Fault> {
    // Positions are counted within the number, without the marks that tell a spreadsheet it is text.
    let fault = match CardNumber::parse(plain(cell.text)) {
        Ok(number) => return Ok(number),
        Err(NumberError::Empty) => return Err(Fault::Empty),
        Err(NumberError::WrongLength { digits }) => {
            let digits = u32::try_from(digits).unwrap_or(u32::MAX);
            return Err(Fault::WrongLength { digits });
        }
        Err(NumberError::SpoiledBySpreadsheet) => Fault::Spoiled {
            how: SpreadsheetDamage::Scientific,
        },
        Err(NumberError::NotDigits(bad)) => Fault::NotDigits(bad),
    };
    if let Some(digits) = cell.exact_integer() {
        return read_number(Cell::text(&digits));
    }
    let text = plain(cell.text);
    Err(match fault {
        Fault::NotDigits(_) if grouped(text).is_some() => Fault::Spoiled {
            how: SpreadsheetDamage::Separators,
        },
        Fault::NotDigits(_) if decimal(text).is_some() => Fault::Spoiled {
            how: SpreadsheetDamage::Float,
        },
        other => other,
    })
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
}

/// A number, province or heading without surrounding white space, a byte order mark, and the marks that tell
/// spreadsheets a cell is text: a leading apostrophe and `="…"`. Not for free text.
pub(super) fn plain(text: &str) -> &str {
    let text = text.trim_matches(is_blank);
    let text = text.strip_prefix('\'').unwrap_or(text);
    let formula = text
        .strip_prefix("=\"")
        .and_then(|inner| inner.strip_suffix('"'));
    formula.unwrap_or(text).trim()
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The whole part of `123.0`.
fn decimal(text: &str) -> Option<&str> {
    let (whole, fraction) = text.split_once('.')?;
    let zeros = fraction.bytes().all(|byte| byte == b'0');
    (all_digits(whole) && zeros).then_some(whole)
}

/// The digits of `1,234,567` or `1.234.567`, optionally with a fraction of zeros.
fn grouped(text: &str) -> Option<String> {
    let separator = text
        .chars()
        .find(|character| matches!(character, ',' | '.' | '，'))?;
    let point = if separator == '.' { ',' } else { '.' };
    let whole = match text.split_once(point) {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    let mut groups = whole.split(separator);
    let first = groups
        .next()
        .filter(|first| first.len() <= 3 && all_digits(first))?;
    let mut digits = first.to_owned();
    let mut count = 0;
    for group in groups {
        if group.len() != 3 || !all_digits(group) {
            return None;
        }
        digits.push_str(group);
        count += 1;
    }
    (count > 0).then_some(digits)
}

/// The integer of `1.064812345678E12`. A text may have been rounded by a spreadsheet for display, so it must have every
/// digit written out.
fn scientific(text: &str, stored: StoredAs) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent: usize = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if !all_digits(whole) || !(fraction.is_empty() || all_digits(fraction)) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let missing = exponent.checked_sub(fraction.len())?;
    let written = whole.len() + fraction.len();
    let rounded = missing > 0 || written <= SHOWN_DIGITS;
    if written + missing > EXACT_DIGITS || (rounded && stored == StoredAs::Text) {
        return None;
    }
    Some(format!("{whole}{fraction}{}", "0".repeat(missing)))
}
