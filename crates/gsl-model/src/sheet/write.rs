//! CSV that is safe to open in a spreadsheet: the guard used in all our CSV files, and its removal.
//!
//! A spreadsheet evaluates every cell of a CSV file, quoted or not. One of two guards protects a text:
//!
//! | text | written as | why |
//! |---|---|---|
//! | starts like a formula: `=`, `+`, `-`, `@`, also in full width or after spaces; TAB, CR, LF | `'…` | it would be run |
//! | starts with an apostrophe | `''…` | a reader removes one |
//! | 12 digits or more, or a leading zero | `="…"` | rounded to 15 digits, shown as 8.98601E+19, shortened |
//! | other numbers, dates, times, amounts: `1E5`, `1-2`, `3/4`, `1.50`, `10:30`, `5%`, `2026-11-22`, `Mar 5` | `="…"` |
//! converted to another form |
//! | `true`, `false` | `="…"` | converted to a truth value |
//!
//! A whole number of at most 11 digits is not guarded: a spreadsheet displays and saves the same digits. [`unguarded`]
//! removes exactly one guard; it is the inverse of [`text_safe`] for every text.

use std::borrow::Cow;

/// From this many digits on, a spreadsheet displays a number as `8.98601E+19`.
const LONG_NUMBER: usize = 12;
/// Longest text that `="…"` may hold, in characters.
const LONGEST_FORMULA: usize = 255;
/// Characters of numbers, dates, times and amounts besides digits and months.
const SIGNS_OF_VALUES: &str = " .,:/-+%()'$¥€£年月日时時分秒上下午";
/// Months; their first three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A CSV file (RFC 4180, CR LF) with a byte order mark; every cell is guarded by [`text_safe`].
pub fn csv<'a, Row>(rows: impl IntoIterator<Item = Row>) -> String
where
    Row: IntoIterator<Item = &'a str>,
{
    let mut file = String::from('\u{feff}');
    for row in rows {
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                file.push(',');
            }
            quoted(&mut file, &text_safe(cell));
        }
        file.push_str("\r\n");
    }
    file
}

/// Writes a cell, quoted if necessary.
pub(crate) fn quoted(file: &mut String, cell: &str) {
    let spaced = cell.starts_with(' ') || cell.ends_with(' ');
    if !spaced && !cell.contains([',', '"', '\n', '\r', ';', '\t', '|']) {
        file.push_str(cell);
        return;
    }
    file.push('"');
    for (at, piece) in cell.split('"').enumerate() {
        if at > 0 {
            file.push_str("\"\"");
        }
        file.push_str(piece);
    }
    file.push('"');
}

/// The text with the guard it needs in CSV, see the module.
#[must_use]
pub fn text_safe(text: &str) -> Cow<'_, str> {
    if text.starts_with('\'') || begins_formula(text) {
        return Cow::Owned(format!("'{text}"));
    }
    if !becomes_value(text) {
        return Cow::Borrowed(text);
    }
    if text.chars().count() > LONGEST_FORMULA {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Owned(format!("=\"{text}\""))
}

/// The text of a CSV cell without its guard, of which it has at most one. An apostrophe is a guard only before a text
/// that needs one.
#[must_use]
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    if let Some(text) = cell.strip_prefix('\'') {
        let guard = text.starts_with('\'') || begins_formula(text) || becomes_value(text);
        return Cow::Borrowed(if guard { text } else { cell });
    }
    let inner = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        None => Cow::Borrowed(cell),
        Some(text) if !text.contains('"') => Cow::Borrowed(text),
        // Inside a formula, quotes in a text are doubled; otherwise it is another formula and stays as it is.
        Some(text) if text.replace("\"\"", "").contains('"') => Cow::Borrowed(cell),
        Some(text) => Cow::Owned(text.replace("\"\"", "\"")),
    }
}

/// Whether a spreadsheet might run it.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Whether a spreadsheet would convert it.
fn becomes_value(text: &str) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.len() >= LONG_NUMBER || (text.len() > 1 && text.starts_with('0'));
    }
    if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
        return true;
    }
    if !text
        .chars()
        .map(narrow)
        .any(|letter| letter.is_ascii_digit())
    {
        return false;
    }
    let text: String = text.chars().map(narrow).collect();
    let sign = |letter: char| letter.is_ascii_alphanumeric() || SIGNS_OF_VALUES.contains(letter);
    text.chars().all(sign)
        && text
            .trim_end_matches(is_half_of_day)
            .split(|letter: char| !letter.is_ascii_alphabetic())
            .all(is_word_of_values)
}

/// `5 a`, `5:00 pm`.
fn is_half_of_day(letter: char) -> bool {
    matches!(letter, 'a' | 'p' | 'm')
}

/// Empty, an exponent or a month.
fn is_word_of_values(word: &str) -> bool {
    matches!(word, "" | "e")
        || (word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word)))
}

/// A full-width character as a normal one, in lower case.
fn narrow(letter: char) -> char {
    let narrow = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        '\u{ffe5}' => Some('¥'),
        '\u{3000}' | '\u{a0}' => Some(' '),
        _ => None,
    };
    narrow.unwrap_or(letter).to_ascii_lowercase()
}
