//! Rows as XLSX: the rows go to a temporary file one by one, and are packed at the end.

use std::io::Write;
use std::path::Path;

use gsl_model::export::{Cell, ColumnKind};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{ExportError, Sink};
use crate::clock::{DAY_MS, ZONE_MS};

/// Longest text a cell holds, in characters.
const LONGEST: usize = 32_767;
/// Days from the day zero of spreadsheets (1899-12-30) to 1970-01-01.
const EPOCH: i64 = 25_569;

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        Self::Failed(
            "storage",
            format!("The file could not be written: {error}."),
        )
    }
}

/// The writer.
pub struct Xlsx {
    book: Workbook,
    text: Format,
    time: Format,
    row: u32,
    columns: usize,
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

impl Xlsx {
    /// Begins a file with headings; temporary files go into `dir`.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn new(dir: &Path, headings: &[(String, ColumnKind)]) -> Result<Self, ExportError> {
        let mut book = Workbook::new();
        book.set_tempdir(dir)?;
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold().set_align(FormatAlign::Left);
        for (at, (_, kind)) in headings.iter().enumerate() {
            let width = match kind {
                ColumnKind::Digits => 23.0,
                ColumnKind::Time => 20.0,
                _ => 16.0,
            };
            sheet.set_column_width(column(at), width)?;
        }
        for (at, (heading, _)) in headings.iter().enumerate() {
            sheet.write_string_with_format(0, column(at), heading, &bold)?;
        }
        Ok(Self {
            book,
            text: Format::new().set_num_format("@"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            row: 1,
            columns: headings.len(),
        })
    }

    /// Packs the file.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn finish(mut self, out: impl Write + Send) -> Result<(), ExportError> {
        if let Some(last) = self.columns.checked_sub(1) {
            let sheet = self.book.worksheet_from_index(0)?;
            sheet.autofilter(0, 0, self.row.saturating_sub(1), column(last))?;
        }
        self.book.save_to_writer(out)?;
        Ok(())
    }
}

impl Sink for Xlsx {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        let (row, sheet) = (self.row, self.book.worksheet_from_index(0)?);
        for (at, cell) in cells.iter().enumerate() {
            put(sheet, row, column(at), cell, &self.text, &self.time)?;
        }
        self.row += 1;
        Ok(())
    }
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell<'_>,
    text: &Format,
    time: &Format,
) -> Result<(), ExportError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) if words.len() > LONGEST => {
            let cut: String = words.chars().take(LONGEST).collect();
            sheet.write_string(row, at, cut)?;
        }
        Cell::Text(words) => {
            sheet.write_string(row, at, *words)?;
        }
        // Ten names of at most 100 characters.
        Cell::Tags(names) => {
            sheet.write_string(row, at, names.as_ref())?;
        }
        Cell::Word(word) => {
            sheet.write_string(row, at, *word)?;
        }
        // Formatted as text, so that it stays one when somebody edits it.
        Cell::Digits(digits) => {
            sheet.write_string_with_format(row, at, digits.as_ref(), text)?;
        }
        // 2^53 is far beyond every count, quota and speed.
        #[allow(clippy::cast_precision_loss)]
        Cell::Integer(number) => {
            sheet.write_number(row, at, *number as f64)?;
        }
        Cell::Megabytes(volume) => {
            sheet.write_number(row, at, volume.as_f64())?;
        }
        Cell::Money(yuan) => {
            #[allow(clippy::cast_precision_loss)]
            sheet.write_number(row, at, yuan.0 as f64 / 100.0)?;
        }
        Cell::Time(when) => {
            let local = when.0.timestamp_millis() + ZONE_MS;
            // Whole seconds, as the format shows them.
            let local = local - local.rem_euclid(1000);
            #[allow(clippy::cast_precision_loss)]
            let serial = EPOCH as f64 + local as f64 / DAY_MS as f64;
            sheet.write_number_with_format(row, at, serial, time)?;
        }
    }
    Ok(())
}
