//! A row of cells, whose memory is reused for the next.

use gsl_model::sheet::{Cell, StoredAs};

/// Columns read per row.
pub const MAX_COLUMNS: usize = 256;
/// Longest text of a cell, in characters, as in Excel. A longer one is truncated, and is then too long for every column.
pub const MAX_CELL: usize = 32_767;
/// Longest text of a row, in bytes.
const MAX_ROW: usize = 1 << 20;

/// A row that has been read.
#[derive(Debug, Default)]
pub struct Row {
    /// Its number in the spreadsheet, from 1.
    pub number: u32,
    text: String,
    /// The end of each cell in the text.
    cells: Vec<(usize, StoredAs)>,
    too_long: bool,
}

impl Row {
    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.too_long = false;
    }

    /// Adds a cell, up to [`MAX_COLUMNS`] of them.
    pub fn push(&mut self, text: &str, stored: StoredAs) {
        if self.cells.len() >= MAX_COLUMNS {
            return;
        }
        let text = match text.char_indices().nth(MAX_CELL) {
            Some((end, _)) => text.get(..end).unwrap_or_default(),
            None => text,
        };
        if self.text.len() + text.len() > MAX_ROW {
            self.too_long = true;
        } else {
            self.text.push_str(text);
        }
        self.cells.push((self.text.len(), stored));
    }

    /// The number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether its text is within the limit.
    #[must_use]
    pub const fn fits(&self) -> bool {
        !self.too_long
    }

    /// The cells.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell<'_>> {
        let mut start = 0;
        let cells = self.cells.iter().map(|(end, stored)| {
            let text = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            Cell {
                text,
                stored: *stored,
            }
        });
        cells.collect()
    }
}
