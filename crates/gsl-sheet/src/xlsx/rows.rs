//! The rows of a sheet, one by one.

use super::{
    strings::Strings,
    xml::{Xml, add_text, attribute, unescaped},
};
use crate::{
    FileError,
    archive::Archive,
    row::{MAX_CELL, MAX_COLUMNS, Row},
};
use gsl_model::sheet::StoredAs;
use quick_xml::events::{BytesStart, Event};

/// The most bytes of an unpacked sheet; it is read as a stream.
const MAX_BYTES: u64 = 512 << 20;

/// The rows of a sheet that have not been read.
pub struct Rows {
    xml: Xml,
    /// The number of the previous row.
    number: u32,
    value: String,
}

/// The type of a cell's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Index of a shared text.
    Shared,
    /// The text itself.
    Inline,
    /// A number.
    Number,
    /// `1` or `0`.
    Truth,
}

impl Rows {
    /// Opens a sheet.
    ///
    /// # Errors
    /// When the sheet is missing.
    pub fn open(archive: &Archive, part: &str) -> Result<Self, FileError> {
        Ok(Self {
            xml: Xml::open(archive, part, MAX_BYTES)?,
            number: 0,
            value: String::new(),
        })
    }

    /// Reads the next row; `false` when there is none.
    ///
    /// # Errors
    /// When the sheet is damaged.
    pub fn next(&mut self, row: &mut Row, strings: &Strings) -> Result<bool, FileError> {
        row.clear();
        let mut column = 0;
        let mut kind = Kind::Number;
        let (mut reading, mut in_aid) = (false, false);
        loop {
            let event = self.xml.next()?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let told = attribute(element, "r")?.parse::<u32>().ok();
                        self.number = told.unwrap_or_else(|| self.number.saturating_add(1));
                        row.clear();
                        row.number = self.number;
                        column = 0;
                    }
                    "c" => {
                        (column, kind) = cell(element, column)?;
                        self.value.clear();
                    }
                    // Formulas (`f`) are skipped, only their results are read.
                    "v" | "t" => reading = !in_aid,
                    // Phonetic guides in Japanese and Chinese.
                    "rPh" => in_aid = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "v" | "t" => reading = false,
                    "rPh" => in_aid = false,
                    "c" => {
                        fill(row, column, kind, &self.value, strings);
                        column += 1;
                    }
                    "row" if row.fits() => return Ok(true),
                    "row" => return Err(FileError::TooLarge),
                    "sheetData" => return Ok(false),
                    _ => {}
                },
                Event::Eof => return Ok(false),
                // The limit for the longest cell with every character escaped.
                text if reading && self.value.len() < MAX_CELL * 7 => {
                    add_text(text, &mut self.value);
                }
                _ => {}
            }
        }
    }

    /// The share that has been read, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.xml.progress()
    }
}

/// Column and type of a cell; a cell without a reference follows the previous one.
fn cell(element: &BytesStart<'_>, next: usize) -> Result<(usize, Kind), FileError> {
    let column = column_of(&attribute(element, "r")?).unwrap_or(next);
    let kind = match attribute(element, "t")?.as_str() {
        "s" => Kind::Shared,
        "" | "n" => Kind::Number,
        "b" => Kind::Truth,
        _ => Kind::Inline,
    };
    Ok((column, kind))
}

/// Column from 0 of a reference such as `AB12`.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0_usize, |number, letter| {
        number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}

/// Adds a cell at its column, preceded by empty cells where the file skips some.
fn fill(row: &mut Row, column: usize, kind: Kind, value: &str, strings: &Strings) {
    if column >= MAX_COLUMNS || column < row.len() {
        return;
    }
    while row.len() < column {
        row.push("", StoredAs::Text);
    }
    match kind {
        Kind::Number => row.push(value.trim(), StoredAs::Number),
        Kind::Inline => row.push(&unescaped(value), StoredAs::Text),
        Kind::Truth => row.push(
            if value.trim() == "1" { "TRUE" } else { "FALSE" },
            StoredAs::Text,
        ),
        Kind::Shared => {
            let index = value.trim().parse().ok();
            let text = index.and_then(|index| strings.get(index));
            row.push(text.unwrap_or_default(), StoredAs::Text);
        }
    }
}
