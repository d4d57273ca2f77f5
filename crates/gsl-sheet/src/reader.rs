//! The rows of a file, whose format is detected by its first bytes.

use crate::{FileError, decode::decode, delimited::Delimited, row::Row, xlsx::Xlsx};
use gsl_model::{
    iccid::split_pasted_list,
    sheet::{Cell, StoredAs},
};

/// The most rows of a file, including blank ones; a spreadsheet cannot have more.
pub const MAX_ROWS: u32 = 1_048_576;
/// Bytes of a pasted text that are split at a time.
const PORTION: usize = 64 << 10;

/// First bytes of an archive, of an empty archive, and of the container format of Excel before 2007.
const ARCHIVE: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The result of one reading step.
#[derive(Debug, PartialEq, Eq)]
pub enum ReadStep<'a> {
    /// A row: its number in the spreadsheet, from 1, and its cells. It may be blank.
    Row(u32, Vec<Cell<'a>>),
    /// No row yet: the shared texts are being read.
    Busy,
    /// There are no more rows.
    End,
}

/// A file that is read row by row. Its memory is bounded for every input: the file, its text, and for XLSX at most 48
/// MB of shared texts.
pub struct Reader {
    source: Source,
    row: Row,
    read: u32,
}

enum Source {
    Delimited(Box<Delimited>),
    Xlsx(Box<Xlsx>),
    Pasted(Pasted),
}

impl Reader {
    /// Opens a file. `sheet` is for XLSX: the name of a sheet, by default the first that is not hidden. `other` decodes
    /// text that is neither UTF-8 nor UTF-16.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(
        bytes: Vec<u8>,
        sheet: Option<&str>,
        other: impl FnOnce(&[u8]) -> Option<String>,
    ) -> Result<Self, FileError> {
        if bytes.is_empty() {
            return Err(FileError::Empty);
        }
        if bytes.starts_with(OLD_OFFICE) {
            return Err(FileError::OldOrProtected);
        }
        if ARCHIVE.iter().any(|start| bytes.starts_with(start)) {
            return Ok(Self::new(Source::Xlsx(Box::new(Xlsx::open(bytes, sheet)?))));
        }
        Ok(Self::table(decode(bytes, other)?))
    }

    /// Reads pasted numbers, see [`split_pasted_list`]; the row number is the position in the list.
    #[must_use]
    pub fn pasted(text: String) -> Self {
        Self::new(Source::Pasted(Pasted {
            text,
            at: 0,
            numbers: Vec::new().into_iter(),
        }))
    }

    /// Reads the text of a CSV file, or cells copied from a spreadsheet.
    #[must_use]
    pub fn table(text: String) -> Self {
        Self::new(Source::Delimited(Box::new(Delimited::new(text))))
    }

    fn new(source: Source) -> Self {
        Self {
            source,
            row: Row::default(),
            read: 0,
        }
    }

    /// Reads one step further.
    ///
    /// # Errors
    /// When the file is damaged, or exceeds a limit.
    pub fn turn(&mut self) -> Result<ReadStep<'_>, FileError> {
        let more = match &mut self.source {
            Source::Delimited(rows) => Some(rows.next(&mut self.row)?),
            Source::Xlsx(xlsx) => xlsx.next(&mut self.row)?,
            Source::Pasted(numbers) => Some(numbers.next(&mut self.row)),
        };
        match more {
            None => return Ok(ReadStep::Busy),
            Some(false) => return Ok(ReadStep::End),
            Some(true) => {}
        }
        self.read += 1;
        if self.read > MAX_ROWS {
            return Err(FileError::TooManyRows { most: MAX_ROWS });
        }
        Ok(ReadStep::Row(self.row.number, self.row.cells()))
    }

    /// Names of an XLSX file's sheets, and which of them is read.
    #[must_use]
    pub fn sheets(&self) -> (&[String], Option<&str>) {
        match &self.source {
            Source::Xlsx(xlsx) => (xlsx.names(), Some(xlsx.name())),
            _ => (&[], None),
        }
    }

    /// The share of the file that has been read, 0–1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        match &self.source {
            Source::Delimited(rows) => rows.progress(),
            Source::Xlsx(xlsx) => xlsx.progress(),
            Source::Pasted(pasted) => pasted.at as f64 / pasted.text.len().max(1) as f64,
        }
    }
}

/// A pasted text, split portion by portion.
struct Pasted {
    text: String,
    at: usize,
    numbers: std::vec::IntoIter<String>,
}

impl Pasted {
    fn next(&mut self, row: &mut Row) -> bool {
        let number = row.number;
        row.clear();
        loop {
            if let Some(text) = self.numbers.next() {
                row.number = number.saturating_add(1);
                row.push(&text, StoredAs::Text);
                return true;
            }
            if self.at >= self.text.len() {
                return false;
            }
            let portion = self.portion();
            let numbers = split_pasted_list(portion).into_iter().map(str::to_owned);
            let numbers: Vec<String> = numbers.collect();
            self.at += portion.len();
            self.numbers = numbers.into_iter();
        }
    }

    /// The next portion of the text, up to a character that always separates numbers.
    fn portion(&self) -> &str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| matches!(byte, b'\n' | b'\r' | b',' | b';' | b'\t');
        let bytes = rest.as_bytes();
        let head = bytes.get(..PORTION).unwrap_or(bytes);
        let within = head.iter().rposition(ends).filter(|_| rest.len() > PORTION);
        let end = within.or_else(|| {
            let tail = bytes.get(PORTION..)?;
            tail.iter().position(ends).map(|at| PORTION + at)
        });
        let end = end.map_or(rest.len(), |at| at + 1);
        rest.get(..end).unwrap_or(rest)
    }
}
