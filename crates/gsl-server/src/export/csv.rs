//! Rows as CSV, by the rule the console writes its own files with.

use std::io::{self, Write};

use gsl_model::export::{Cell, csv};

use super::{ExportError, Sink};

/// The writer.
#[derive(Debug)]
pub struct Csv<W: Write> {
    out: W,
    line: String,
}

impl<W: Write> Csv<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(csv::MARK.as_bytes())?;
        Ok(Self {
            out,
            line: String::with_capacity(1024),
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
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.line.clear();
        csv::row(&mut self.line, cells);
        self.out.write_all(self.line.as_bytes())?;
        Ok(())
    }
}
