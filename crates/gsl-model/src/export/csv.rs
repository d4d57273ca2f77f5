//! Rows as CSV (RFC 4180, CR LF); a file begins with [`MARK`].
//!
//! Safe to open in a spreadsheet and exact for a program. Texts, names made of digits and headings have the guard of
//! [`text_safe`]: a program that reads the file removes one leading apostrophe or one `="…"`. Numbers and times are
//! unchanged.

use std::fmt::Write;

use super::Cell;
use crate::sheet::{quoted, text_safe};
use crate::time::Time;
use crate::zone;
use chrono::{Datelike, Timelike};

/// The byte order mark, which makes spreadsheets read the file as UTF-8.
pub const MARK: &str = "\u{feff}";

/// Writes a row with its line end.
pub fn row(line: &mut String, cells: &[Cell<'_>]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        put(line, cell);
    }
    line.push_str("\r\n");
}

fn put(line: &mut String, cell: &Cell<'_>) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::Empty => Ok(()),
        Cell::Text(text) => {
            quoted(line, &text_safe(text));
            Ok(())
        }
        Cell::Tags(text) | Cell::Digits(text) => {
            quoted(line, &text_safe(text));
            Ok(())
        }
        Cell::Word(word) => {
            quoted(line, word);
            Ok(())
        }
        Cell::Integer(number) => write!(line, "{number}"),
        Cell::Megabytes(volume) => write!(line, "{volume}"),
        Cell::Money(yuan) => write!(line, "{yuan}"),
        Cell::Time(at) => {
            local(line, *at);
            Ok(())
        }
    };
}

/// In the service's zone: `2026-11-22 20:00:00`.
fn local(line: &mut String, at: Time) {
    let at = zone::local(at.0);
    let fields = [
        (at.month(), '-'),
        (at.day(), '-'),
        (at.hour(), ' '),
        (at.minute(), ':'),
        (at.second(), ':'),
    ];
    let _ = write!(line, "{:04}", at.year());
    for (number, before) in fields {
        let _ = write!(line, "{before}{number:02}");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::borrow::Cow;

    fn line(cells: &[Cell<'_>]) -> String {
        let mut text = String::new();
        row(&mut text, cells);
        text.strip_suffix("\r\n").unwrap().to_owned()
    }

    #[test]
    fn formulas_are_inert_and_can_be_read_back() {
        for text in [
            "=1+1",
            "+8613800138000",
            "+86",
            "-1",
            "@x",
            "\tx",
            "\rx",
            "'x",
            "''",
            "=\"1\"",
        ] {
            let written = line(&[Cell::Text(text)]);
            let field = match written.strip_prefix('"') {
                Some(rest) => rest.strip_suffix('"').unwrap().replace("\"\"", "\""),
                None => written,
            };
            assert_eq!(field.strip_prefix('\''), Some(text));
        }
        for plain in ["a=1", "100", "a'b", "x@y", "中文"] {
            assert_eq!(line(&[Cell::Text(plain)]), plain);
        }
    }

    #[test]
    fn fields_are_quoted_as_rfc_4180_says() {
        assert_eq!(line(&[Cell::Text("a,b")]), "\"a,b\"");
        assert_eq!(line(&[Cell::Text("a\"b\r\nc")]), "\"a\"\"b\r\nc\"");
        assert_eq!(line(&[Cell::Empty, Cell::Empty]), ",");
    }

    #[test]
    fn numbers_that_are_names_are_not_rounded() {
        let of = |text: &'static str| line(&[Cell::Digits(Cow::Borrowed(text))]);
        assert_eq!(
            of("89860112851063345590"),
            "\"=\"\"89860112851063345590\"\"\""
        );
        assert_eq!(of("007"), "\"=\"\"007\"\"\"");
        assert_eq!((of("0"), of("42")), ("0".to_owned(), "42".to_owned()));
        assert_eq!(of("=1"), "'=1");
        assert_eq!(line(&[Cell::Integer(-1)]), "-1");
    }

    #[test]
    fn times_are_those_of_the_service() {
        let at = Time::parse("2026-11-22T16:05:09.000Z").unwrap();
        assert_eq!(line(&[Cell::Time(at)]), "2026-11-23 00:05:09");
    }
}
