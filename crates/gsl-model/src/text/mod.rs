//! Classes of characters: those that cannot be part of a text, invisible ones, and the dashes and digits of every
//! script. The tables follow the general categories of Unicode 18; a test compares them with all of it.

use serde::{Deserialize, Serialize};

/// A character that is not allowed where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BadCharacter {
    /// The character.
    pub character: char,
    /// Its position in characters, from 1.
    pub at: u32,
}

impl BadCharacter {
    pub(crate) fn new(character: char, index: usize) -> Self {
        Self {
            character,
            at: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
        }
    }

    /// The character for a message: `“O” (U+004F)`; only `U+2066` if it is invisible.
    #[must_use]
    pub fn shown(self) -> String {
        let code = format!("U+{:04X}", u32::from(self.character));
        if !is_text(self.character) || is_blank(self.character) {
            return code;
        }
        format!("“{}” ({code})", self.character)
    }
}

/// `“O” (U+004F) at position 5`.
impl std::fmt::Display for BadCharacter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} at position {}", self.shown(), self.at)
    }
}

/// Whether a character may be part of a text: not a control character (C0, DEL, C1), not a noncharacter (U+FDD0–U+FDEF
/// and the last two of every plane), and not U+FFFD, which replaces a lost character such as half a surrogate pair.
#[must_use]
pub fn is_text(character: char) -> bool {
    let code = u32::from(character);
    let noncharacter = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code);
    !(character.is_control() || noncharacter || character == char::REPLACEMENT_CHARACTER)
}

/// Checks that every character is text, see [`is_text`].
///
/// # Errors
/// The first character that is not.
pub fn check(text: &str) -> Result<(), BadCharacter> {
    check_but(text, &[])
}

/// The same, but with some control characters allowed, such as line breaks between entries.
///
/// # Errors
/// The first character that is not text or allowed.
pub fn check_but(text: &str, allowed: &[char]) -> Result<(), BadCharacter> {
    let bad = |character: char| !is_text(character) && !allowed.contains(&character);
    match text.chars().enumerate().find(|(_, one)| bad(*one)) {
        Some((index, character)) => Err(BadCharacter::new(character, index)),
        None => Ok(()),
    }
}

/// Ranges of characters without width: category Cf, characters a font may leave out (`Default_Ignorable_Code_Point`),
/// and the empty Braille pattern.
const INVISIBLE: [(u32, u32); 26] = [
    (0xad, 0xad),
    (0x34f, 0x34f),
    (0x600, 0x605),
    (0x61c, 0x61c),
    (0x6dd, 0x6dd),
    (0x70f, 0x70f),
    (0x890, 0x891),
    (0x8e2, 0x8e2),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
    (0xffa0, 0xffa0),
    (0xfff0, 0xfffb),
    (0x1_10bd, 0x1_10bd),
    (0x1_10cd, 0x1_10cd),
    (0x1_3430, 0x1_343f),
    (0x1_bca0, 0x1_bca3),
    (0x1_d173, 0x1_d17a),
    (0xe_0000, 0xe_0fff),
];

/// Category Pd, and characters that look like a hyphen: minus signs, the hyphen bullet, the prolonged sound mark, lines.
const DASHES: [(u32, u32); 30] = [
    (0x2d, 0x2d),
    (0x2d7, 0x2d7),
    (0x58a, 0x58a),
    (0x5be, 0x5be),
    (0x1400, 0x1400),
    (0x1806, 0x1806),
    (0x2010, 0x2015),
    (0x2043, 0x2043),
    (0x2053, 0x2053),
    (0x207b, 0x207b),
    (0x208b, 0x208b),
    (0x2212, 0x2212),
    (0x2500, 0x2501),
    (0x2796, 0x2796),
    (0x2e17, 0x2e17),
    (0x2e1a, 0x2e1a),
    (0x2e3a, 0x2e3b),
    (0x2e40, 0x2e40),
    (0x2e5d, 0x2e5d),
    (0x301c, 0x301c),
    (0x3030, 0x3030),
    (0x30a0, 0x30a0),
    (0x30fc, 0x30fc),
    (0xfe31, 0xfe32),
    (0xfe58, 0xfe58),
    (0xfe63, 0xfe63),
    (0xff0d, 0xff0d),
    (0xff70, 0xff70),
    (0x1_0d6e, 0x1_0d6e),
    (0x1_0ead, 0x1_0ead),
];

/// The zero of every script that has decimal digits; the other nine follow it (category Nd).
const ZEROS: [u32; 77] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x1_04a0, 0x1_0d30, 0x1_0d40, 0x1_1066, 0x1_10f0, 0x1_1136, 0x1_11d0, 0x1_12f0, 0x1_1450,
    0x1_14d0, 0x1_1650, 0x1_16c0, 0x1_16d0, 0x1_16da, 0x1_1730, 0x1_18e0, 0x1_1950, 0x1_1bf0,
    0x1_1c50, 0x1_1d50, 0x1_1da0, 0x1_1de0, 0x1_1f50, 0x1_6130, 0x1_6a60, 0x1_6ac0, 0x1_6b50,
    0x1_6d70, 0x1_ccf0, 0x1_d7ce, 0x1_d7d8, 0x1_d7e2, 0x1_d7ec, 0x1_d7f6, 0x1_e140, 0x1_e2f0,
    0x1_e4f0, 0x1_e5f1, 0x1_e950, 0x1_fbf0,
];

fn is_in(ranges: &[(u32, u32)], character: char) -> bool {
    let code = u32::from(character);
    ranges
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&code))
}

/// Whether a character is invisible: direction marks, soft hyphens, joiners, byte order marks, tags, blank letters.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    !character.is_ascii() && is_in(&INVISIBLE, character)
}

/// Spaces of every kind, and invisible characters.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// Hyphens, dashes and minus signs of every kind.
#[must_use]
pub fn is_dash(character: char) -> bool {
    is_in(&DASHES, character)
}

/// The ASCII digit for a decimal digit of any script.
#[must_use]
pub fn digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    let code = u32::from(character);
    let value = ZEROS
        .iter()
        .filter_map(|zero| code.checked_sub(*zero))
        .find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// A character of a number in normal form: digits of every script and full-width letters as ASCII, every dash as `-`.
/// `None` for characters to ignore: spaces, quotes and the `=` of spreadsheets.
fn counting(character: char) -> Option<char> {
    let plain = match character {
        '!'..='~' => character,
        '\u{2018}'..='\u{201f}' | '\u{2032}' | '\u{2033}' => return None,
        _ if is_blank(character) => return None,
        _ if is_dash(character) => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
        other => digit(other).unwrap_or(other),
    };
    (!matches!(plain, '\'' | '"' | '=' | '`')).then_some(plain)
}

/// A number as people type and paste it, in normal form: digits of every script as ASCII digits, dashes of every kind
/// as `-`; without spaces, invisible characters and quotes.
#[must_use]
pub fn plain_number(text: &str) -> String {
    text.chars().filter_map(counting).collect()
}

/// The digits of a number as people write it, see [`plain_number`], without dashes and `+`. If `letter` is set, it may
/// end in a letter.
///
/// # Errors
/// The first other character.
pub fn number_digits(text: &str, letter: bool) -> Result<String, BadCharacter> {
    let mut digits = String::with_capacity(20);
    let mut ended = None;
    for (index, character) in text.chars().enumerate() {
        match counting(character) {
            None | Some('-' | '+') => {}
            Some(plain) => {
                if let Some(bad) = ended {
                    return Err(bad);
                }
                if !plain.is_ascii_digit() {
                    let bad = BadCharacter::new(character, index);
                    if !letter || !plain.is_ascii_alphabetic() || digits.is_empty() {
                        return Err(bad);
                    }
                    ended = Some(bad);
                }
                digits.push(plain);
            }
        }
    }
    Ok(digits)
}

#[cfg(test)]
mod tests;
