//! CSV: RFC 4180, separated by commas, semicolons or tabs.

use crate::{FileError, row::Row};
use gsl_model::sheet::Stored;
use std::io::Cursor;

/// Characters looked at to tell the separator.
const SAMPLE: usize = 65_536;
/// Columns read of a row.
const MAX_COLUMNS: usize = 256;

/// The rows of a CSV file.
pub struct Delimited {
    reader: csv::Reader<Cursor<Vec<u8>>>,
    record: csv::StringRecord,
    size: u64,
    /// Line breaks inside cells so far: they make lines, not rows.
    inner_breaks: u64,
}

impl Delimited {
    /// Begins with the text of a file.
    #[must_use]
    pub fn new(text: String) -> Self {
        // Lines end in a line feed, also the last, so that they can be counted; a carriage return before it is white space
        // at the end of a cell. Only files of old Macs have nothing else.
        let mut text = if text.contains('\n') {
            text
        } else {
            text.replace('\r', "\n")
        };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let (separator, text) = match hint(&text) {
            // Its line stays, blank, so that the rows keep their numbers.
            Some((separator, length)) => {
                text.drain(..length);
                (separator, text)
            }
            None => (separator(&text), text),
        };
        let size = text.len() as u64;
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(Cursor::new(text.into_bytes()));
        Self {
            reader,
            record: csv::StringRecord::new(),
            size,
            inner_breaks: 0,
        }
    }

    /// Reads the next row; `false` when there is none. Blank lines are passed over, but counted.
    ///
    /// # Errors
    /// When it does not hold together.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, FileError> {
        row.clear();
        let more = self.reader.read_record(&mut self.record);
        if !more.map_err(FileError::damaged)? {
            return Ok(false);
        }
        let breaks = self.record.as_slice().bytes().filter(|byte| *byte == b'\n');
        self.inner_breaks += breaks.count() as u64;
        // The reader stands in the line behind the row.
        let line = self.reader.position().line().saturating_sub(1);
        let number = line.saturating_sub(self.inner_breaks);
        row.number = u32::try_from(number).unwrap_or(u32::MAX);
        for cell in self.record.iter().take(MAX_COLUMNS) {
            row.push(cell, Stored::Text);
        }
        Ok(true)
    }

    /// How much of the file was read, 0–1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        let read = self.reader.position().byte();
        read as f64 / self.size.max(1) as f64
    }
}

/// `sep=;` in the first line, as Excel reads and writes it: the separator, and the length of the hint.
fn hint(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix("sep=")?;
    let separator = rest.bytes().next().filter(u8::is_ascii)?;
    let line_end = rest.get(1..)?;
    let ends = line_end.starts_with('\n') || line_end.starts_with("\r\n");
    ends.then_some((separator, "sep=;".len()))
}

/// The character that separates most: of comma, semicolon and tab the one most frequent outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b'\t', 0_u32), (b';', 0), (b',', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(SAMPLE) {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted {
            for (separator, count) in &mut counts {
                *count += u32::from(*separator == byte);
            }
        }
    }
    // Of equals the last, the comma.
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(separator, _)| separator)
}
