//! CSV that a spreadsheet opens without harm.

use std::borrow::Cow;

/// Digits from which on a spreadsheet shows a number as `8.98601E+19`.
pub(crate) const LONG_NUMBER: usize = 12;

/// A CSV file of rows (RFC 4180, CR LF) with a byte order mark; every cell made safe by [`text_safe`].
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

/// Writes a cell, in quotes where it needs them.
pub(super) fn quoted(file: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
        file.push('"');
        file.push_str(&cell.replace('"', "\"\""));
        file.push('"');
    } else {
        file.push_str(cell);
    }
}

/// What a spreadsheet takes as this text: numbers that it would round or shorten become `="…"`, and what it would take
/// for a formula gets an apostrophe. Reading takes both off again.
#[must_use]
pub fn text_safe(cell: &str) -> Cow<'_, str> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if number(cell) && (cell.len() >= LONG_NUMBER || (cell.len() > 1 && cell.starts_with('0'))) {
        return Cow::Owned(format!("=\"{cell}\""));
    }
    let signed = cell
        .strip_prefix(['-', '+'])
        .is_some_and(|rest| number(rest) && rest.len() < LONG_NUMBER);
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !signed {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}
