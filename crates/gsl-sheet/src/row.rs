//! A row of cells, its memory used again for the next.

use gsl_model::sheet::{Cell, StoredAs};

/// Columns read of a row.
pub const MAX_COLUMNS: usize = 256;
/// Longest text of a cell, in characters: what Excel allows. A longer one is cut, and is too long for every column.
pub const MAX_CELL: usize = 32_767;
/// Longest text of a row, in bytes.
const MAX_ROW: usize = 1 << 20;

/// A row as it was read.
#[derive(Debug, Default)]
pub struct Row {
    /// Its number, as the spreadsheet counts from 1.
    pub number: u32,
    text: String,
    /// Where each cell ends in the text.
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

    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether all of its text was kept.
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
