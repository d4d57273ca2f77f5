//! A row of cells, its memory used again for the next.

use gsl_model::sheet::{Cell, Stored};

/// A row as it was read.
#[derive(Debug, Default)]
pub struct Row {
    /// Its number, as the spreadsheet counts from 1.
    pub number: u32,
    text: String,
    /// Where each cell ends in the text.
    cells: Vec<(usize, Stored)>,
}

impl Row {
    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Adds a cell.
    pub fn push(&mut self, text: &str, stored: Stored) {
        self.text.push_str(text);
        self.cells.push((self.text.len(), stored));
    }

    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
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
