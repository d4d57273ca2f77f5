//! Card numbers as people type and paste them, and as spreadsheets damage them (console.md section 20).
//!
//! No check digit is verified: where the printed number ends in a letter, the service uses a digit of its own choosing,
//! so a valid container ID need not satisfy Luhn.

use crate::carrier::Carrier;
use crate::text::{BadCharacter, number_digits, plain_number};
use std::fmt;

/// Leading digits by which a printed number is matched.
pub const MATCHED_DIGITS: usize = 19;
/// Significant digits that a spreadsheet keeps.
const SPREADSHEET_DIGITS: usize = 15;

/// An ICCID or container ID: 19 or 20 ASCII digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iccid(String);

impl Iccid {
    /// Accepts exactly 19 or 20 ASCII digits.
    #[must_use]
    pub fn new(digits: impl Into<String>) -> Option<Self> {
        let digits = digits.into();
        let sound =
            matches!(digits.len(), 19 | 20) && digits.bytes().all(|byte| byte.is_ascii_digit());
        sound.then_some(Self(digits))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first 19 digits, by which a printed number is matched.
    #[must_use]
    pub fn matched(&self) -> &str {
        self.0.get(..MATCHED_DIGITS).unwrap_or(&self.0)
    }

    /// The carrier by issuer prefix; `None` when the number does not start like an ICCID.
    #[must_use]
    pub fn carrier(&self) -> Option<Carrier> {
        Carrier::from_iccid(&self.0)
    }

    /// Grouped for reading aloud: `8986 0112 8407 1000 2345`.
    #[must_use]
    pub fn group(&self) -> String {
        group(&self.0)
    }
}

impl fmt::Display for Iccid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Inserts a space after every four characters.
#[must_use]
pub fn group(number: &str) -> String {
    let mut grouped = String::with_capacity(number.len() + number.len() / 4);
    for (index, character) in number.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}

/// A number a card can be found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CardNumber {
    /// ICCID or container ID.
    Iccid(Iccid),
    /// As printed on the card: 19 digits and a letter.
    Printed {
        /// The 19 digits.
        digits: Iccid,
        /// The letter, upper case.
        letter: char,
    },
    /// MSISDN, 11–14 digits.
    Msisdn(String),
    /// IMEI, 15 digits. An MSISDN may also have 15, but those of mainland IoT cards have 13.
    Imei(String),
}

/// Why a text is not a card number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberError {
    /// Empty.
    Empty,
    /// A character other than digits, spaces, hyphens, invisible characters and a letter at the end.
    NotDigits(BadCharacter),
    /// No kind of number has this many digits.
    WrongLength {
        /// How many there are.
        digits: usize,
    },
    /// A spreadsheet turned the number into `8.98601E+19`.
    SpoiledBySpreadsheet,
}

impl CardNumber {
    /// Reads what people type or paste. Spaces, hyphens, quotes, the `="…"` of spreadsheets and invisible characters
    /// are ignored, and digits of every script are accepted (see [`plain_number`]).
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if is_scientific(&plain_number(text)) {
            return Err(NumberError::SpoiledBySpreadsheet);
        }
        let text = number_digits(text, true).map_err(NumberError::NotDigits)?;
        let letter = text.chars().next_back().filter(char::is_ascii_alphabetic);
        let digits = if letter.is_some() {
            text.get(..text.len() - 1).unwrap_or_default()
        } else {
            text.as_str()
        };
        let wrong = NumberError::WrongLength {
            digits: digits.len(),
        };
        if let Some(letter) = letter {
            let digits = Iccid::new(digits)
                .filter(|iccid| iccid.0.len() == MATCHED_DIGITS)
                .ok_or(wrong)?;
            return Ok(Self::Printed {
                digits,
                letter: letter.to_ascii_uppercase(),
            });
        }
        match digits.len() {
            0 => Err(NumberError::Empty),
            11..=14 => Ok(Self::Msisdn(text)),
            15 => Ok(Self::Imei(text)),
            19 | 20 => Iccid::new(text).map(Self::Iccid).ok_or(wrong),
            _ => Err(wrong),
        }
    }

    /// What to search for: the whole number, or the first 19 digits of a printed one.
    #[must_use]
    pub fn search_key(&self) -> &str {
        match self {
            Self::Iccid(iccid) | Self::Printed { digits: iccid, .. } => iccid.as_str(),
            Self::Msisdn(number) | Self::Imei(number) => number,
        }
    }

    /// The whole number without spaces: its digits, and the letter of a printed number.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Printed { digits, letter } => format!("{digits}{letter}"),
            other => other.search_key().to_owned(),
        }
    }

    /// ICCID, container ID or printed number.
    #[must_use]
    pub const fn is_iccid(&self) -> bool {
        matches!(self, Self::Iccid(_) | Self::Printed { .. })
    }

    /// Whether the number ends like one that a spreadsheet has damaged: 15 digits followed by zeros. This is also true
    /// for one in ten thousand valid numbers of 19 digits and one in a hundred thousand of 20, so it is a warning,
    /// never a reason to refuse.
    #[must_use]
    pub fn may_be_spoiled(&self) -> bool {
        matches!(self, Self::Iccid(iccid) if ends_in_zeros(iccid.as_str()))
    }
}

/// In groups, as printed: `8986 0112 8407 1000 234X`.
impl fmt::Display for CardNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The letter completes the last group of 19 digits.
            Self::Printed { digits, letter } => write!(out, "{}{letter}", group(digits.as_str())),
            other => out.write_str(&group(other.search_key())),
        }
    }
}

/// Whether all digits after those that a spreadsheet keeps are zero.
fn ends_in_zeros(digits: &str) -> bool {
    digits
        .bytes()
        .skip(SPREADSHEET_DIGITS)
        .all(|byte| byte == b'0')
}

/// `8.98601E+19`, `8,98601e19`, `8E+19`.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    exponent.len() <= 3 && digits(exponent) && digits(whole) && digits(fraction)
}

/// Splits a pasted text into numbers: at line ends, tabs, commas and semicolons, Western or Chinese; at spaces too if
/// every piece is long enough to be a number itself.
#[must_use]
pub fn split_pasted_list(text: &str) -> Vec<&str> {
    let separator = |character: char| {
        matches!(
            character,
            '\n' | '\r'
                | '\t'
                | ','
                | ';'
                | '|'
                | '，'
                | '；'
                | '、'
                | '\u{85}'
                | '\u{2028}'
                | '\u{2029}'
        )
    };
    let mut numbers = Vec::new();
    for part in text
        .split(separator)
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let alone = |piece: &str| piece.chars().count() >= 11;
        if part.split_whitespace().all(alone) {
            numbers.extend(part.split_whitespace());
        } else {
            numbers.push(part);
        }
    }
    numbers
}

#[cfg(test)]
mod tests;
