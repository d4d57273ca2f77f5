//! CSV: RFC 4180 as spreadsheets write it, separated by commas, semicolons, tabs or vertical bars.
//!
//! Outside quotes CR, LF and CR LF each end a row, even mixed; inside quotes they are part of the cell. A quote that is
//! not at the start of a cell is an ordinary character. A cell has at most one guard ([`unguarded`]).

use crate::{
    FileError,
    row::{MAX_CELL, Row},
};
use gsl_model::{
    iccid::CardNumber,
    sheet::{Cell, Fault, StoredAs, names_card, read_number, unguarded},
};

/// Bytes inspected to detect the separator.
const SAMPLE: usize = 65_536;
/// Headings are looked for in this many rows.
const HEADINGS_WITHIN: usize = 10;
/// In a tie, the last one wins.
const SEPARATORS: [u8; 4] = *b"|\t;,";

/// The rows of a CSV file.
pub struct Delimited {
    text: String,
    at: usize,
    dialect: Dialect,
    number: u32,
}

/// How rows are split into cells.
#[derive(Clone, Copy)]
struct Dialect {
    separator: u8,
    /// In the headings: the index of the card number, and how many there are.
    headings: Option<(usize, usize)>,
}

impl Delimited {
    /// Starts with the text of a file.
    #[must_use]
    pub fn new(mut text: String) -> Self {
        let dialect = match hint(&text) {
            // Its line is kept as a blank one, so that the row numbers stay the same.
            Some((separator, length)) => {
                text.drain(..length);
                dialect(&text, &[separator])
            }
            None => dialect(&text, &SEPARATORS),
        };
        Self {
            text,
            at: 0,
            dialect,
            number: 0,
        }
    }

    /// Reads the next row; `false` when there is none. A blank line is a row of empty cells.
    ///
    /// # Errors
    /// [`FileError::OpenQuote`] with the row whose quote is never closed or is closed in the middle of a later row.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, FileError> {
        row.clear();
        if self.at >= self.text.len() {
            return Ok(false);
        }
        self.number = self.number.saturating_add(1);
        row.number = self.number;
        let open = FileError::OpenQuote { row: self.number };
        let cell = |text: &str| row.push(&unguarded(text), StoredAs::Text);
        self.at = record(&self.text, self.at, self.dialect, cell).ok_or(open)?;
        row.fits().then_some(true).ok_or(FileError::TooLarge)
    }

    /// The share of the file that has been read, 0–1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        self.at as f64 / self.text.len().max(1) as f64
    }
}

/// Reads the cells of the row that starts at `at`; returns the start of the next. `None` when a quote is not closed, or
/// evidently closed by mistake.
fn record(
    text: &str,
    mut at: usize,
    dialect: Dialect,
    mut cell: impl FnMut(&str),
) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends = |byte: &u8| *byte == dialect.separator || matches!(byte, b'\r' | b'\n');
    let rest_of_cell = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(ends).unwrap_or(rest.len())
    };
    let mut quoted = String::new();
    loop {
        if bytes.get(at) == Some(&b'"') {
            quoted.clear();
            let start = at + 1;
            let closed = unquote(text, start, &mut quoted)?;
            let end = rest_of_cell(closed + 1);
            let inside = text.get(start..closed).unwrap_or_default();
            let breaks = inside.contains(['\r', '\n']);
            if breaks && (end > closed + 1 || has_rows(inside, dialect)) {
                return None;
            }
            append(&mut quoted, text.get(closed + 1..end).unwrap_or_default());
            cell(&quoted);
            at = end;
        } else {
            let end = rest_of_cell(at);
            cell(text.get(at..end).unwrap_or_default());
            at = end;
        }
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => return Some(at + 2),
            (Some(b'\r' | b'\n'), _) => return Some(at + 1),
            (Some(_), _) => at += 1,
            (None, _) => return Some(at),
        }
    }
}

/// Appends the text of a quoted cell; returns the position of the closing quote.
fn unquote(text: &str, start: usize, cell: &mut String) -> Option<usize> {
    let mut at = start;
    loop {
        let quote = at + text.get(at..)?.find('"')?;
        append(cell, text.get(at..quote).unwrap_or_default());
        if text.as_bytes().get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        append(cell, "\"");
        at = quote + 2;
    }
}

/// Appends up to the size limit of a cell.
fn append(cell: &mut String, text: &str) {
    if cell.len() < MAX_CELL * 4 {
        cell.push_str(text);
    }
}

/// Whether a multi-line cell contains whole rows: lines with a card number in its column and as many cells as there are
/// headings.
fn has_rows(inside: &str, dialect: Dialect) -> bool {
    let Some((card, width)) = dialect.headings else {
        return false;
    };
    let separator = char::from(dialect.separator);
    let mut lines = inside.split(['\r', '\n']).skip(1);
    lines.any(|line| {
        let number = line.split(separator).nth(card).map(CardNumber::parse);
        number.is_some_and(|number| number.is_ok_and(|number| number.is_iccid()))
            && width > 1
            && line.split(separator).count() == width
    })
}

/// `sep=;` in the first line, which Excel reads and writes: the separator, and the length of the hint.
fn hint(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix("sep=")?;
    let apart = |byte: &u8| byte.is_ascii() && !matches!(byte, b'\r' | b'\n' | b'"');
    let separator = rest.bytes().next().filter(apart)?;
    let line_end = rest.get(1..)?;
    (line_end.is_empty() || line_end.starts_with(['\r', '\n']))
        .then_some((separator, "sep=;".len()))
}

/// The separator that splits the headings: the one with which the earliest row has a heading for the card number;
/// otherwise the one that isolates a card number in the first row; then the one with the most cells; in a tie, the
/// last.
fn dialect(text: &str, separators: &[u8]) -> Dialect {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let forms = separators
        .iter()
        .map(|separator| fitness(sample, *separator));
    let best = forms.max_by_key(|(fitness, _)| *fitness);
    best.map_or(
        Dialect {
            separator: b',',
            headings: None,
        },
        |(_, dialect)| dialect,
    )
}

/// How well a separator fits, higher is better: whether a card number is in the right place, how early the headings
/// are, how many cells there are.
type DialectScore = (bool, usize, usize);

fn fitness(sample: &str, separator: u8) -> (DialectScore, Dialect) {
    let mut dialect = Dialect {
        separator,
        headings: None,
    };
    let (mut at, mut rows, mut best) = (0, 0, (false, 0, 0));
    while rows < HEADINGS_WITHIN && at < sample.len() {
        let (mut cells, mut heading, mut numbers, mut filled) = (0, None, Vec::new(), false);
        let look = |text: &str| {
            let text = unguarded(text);
            filled |= !text.trim().is_empty();
            if names_card(&text) {
                heading = heading.or(Some(cells));
            }
            let read = read_number(Cell::text(&text));
            if matches!(read, Ok(_) | Err(Fault::Spoiled { .. })) {
                numbers.push(cells);
            }
            cells += 1;
        };
        let Some(next) = record(sample, at, dialect, look) else {
            break;
        };
        at = next;
        if !filled {
            continue;
        }
        rows += 1;
        match (dialect.headings, heading) {
            (Some((card, _)), _) if numbers.contains(&card) => {
                return ((true, best.1, best.2), dialect);
            }
            (Some(_), _) => {}
            (None, Some(card)) => {
                dialect.headings = Some((card, cells));
                best = (false, 2 + HEADINGS_WITHIN - rows, cells);
            }
            (None, None) if rows == 1 => best = (!numbers.is_empty(), 0, cells),
            (None, None) => {}
        }
    }
    (best, dialect)
}
