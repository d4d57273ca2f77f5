//! Rows as CSV: UTF-8 with a byte order mark, RFC 4180, CR LF.
//!
//! Safe to open in a spreadsheet, and exact for a program. In columns of text a value that begins with `=`, `+`, `-`,
//! `@`, TAB, CR or an apostrophe has one apostrophe before it: whoever reads the file takes one leading apostrophe off.
//! In columns of numbers that are names, long ones stand as `="8986…"`. Numbers and times stand as they are.

use std::io::{self, Write};

use chrono::{DateTime, Datelike, Timelike, Utc};

use super::cell::Cell;
use super::{Sink, Stop};
use crate::clock::ZONE_MS;

/// From this length on a spreadsheet shows a number as `8.98601E+19`.
const LONG_NUMBER: usize = 12;

/// The writer.
#[derive(Debug)]
pub struct Csv<W: Write> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Csv<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        Ok(Self {
            out,
            line: Vec::with_capacity(1024),
        })
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Sink for Csv<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Stop> {
        self.line.clear();
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.line.push(b',');
            }
            put(&mut self.line, cell)?;
        }
        self.line.extend_from_slice(b"\r\n");
        self.out.write_all(&self.line)?;
        Ok(())
    }
}

fn put(line: &mut Vec<u8>, cell: &Cell<'_>) -> io::Result<()> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let guarded = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
            quoted(line, if guarded { "'" } else { "" }, text);
        }
        Cell::Digits(text) => digits(line, text),
        Cell::Word(word) => quoted(line, "", word),
        Cell::Integer(number) => write!(line, "{number}")?,
        Cell::Megabytes(volume) => write!(line, "{volume}")?,
        Cell::Time(at) => local(line, at.0)?,
    }
    Ok(())
}

fn digits(line: &mut Vec<u8>, text: &str) {
    let number = text.bytes().all(|byte| byte.is_ascii_digit());
    if !number {
        // No number after all: as any text.
        let guarded = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
        quoted(line, if guarded { "'" } else { "" }, text);
    } else if text.len() >= LONG_NUMBER || text.len() > 1 && text.starts_with('0') {
        line.extend_from_slice(b"\"=\"\"");
        line.extend_from_slice(text.as_bytes());
        line.extend_from_slice(b"\"\"\"");
    } else {
        line.extend_from_slice(text.as_bytes());
    }
}

/// A field, in quotes where it needs them.
fn quoted(line: &mut Vec<u8>, before: &str, text: &str) {
    let needs = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r' | b';' | b'\t');
    let spaced = text.starts_with(' ') || text.ends_with(' ');
    if !spaced && !text.bytes().any(needs) {
        line.extend_from_slice(before.as_bytes());
        line.extend_from_slice(text.as_bytes());
        return;
    }
    line.push(b'"');
    line.extend_from_slice(before.as_bytes());
    for byte in text.bytes() {
        if byte == b'"' {
            line.push(b'"');
        }
        line.push(byte);
    }
    line.push(b'"');
}

/// As the service's zone has it: `2026-11-22 20:00:00`.
fn local(line: &mut Vec<u8>, at: DateTime<Utc>) -> io::Result<()> {
    let at = at + chrono::TimeDelta::milliseconds(ZONE_MS);
    write!(
        line,
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::borrow::Cow;

    fn line(cells: &[Cell<'_>]) -> String {
        let mut csv = Csv::new(Vec::new()).unwrap();
        csv.row(cells).unwrap();
        let text = String::from_utf8(csv.finish().unwrap()).unwrap();
        let text = text.strip_prefix('\u{feff}').unwrap();
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
        for plain in ["a=1", "1-1", "a'b", "x@y", "中文"] {
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
}
