//! One file from its bytes to the result, in slices of as many rows as the caller has time for.

use crate::{FileError, ReadStep, Reader};
use gsl_model::sheet::{Checker, MAX_NUMBERS, Report, Summary, Template};

/// Reading and checking a file.
pub struct Session {
    reader: Reader,
    stage: Stage,
}

enum Stage {
    Reading(Box<Checker>),
    Finished(Box<Report>),
    /// Ended by an error.
    Failed,
}

impl Session {
    /// Opens a file, whose format is detected by its first bytes. `sheet` is for XLSX: the name of a sheet, the first
    /// one by default.
    ///
    /// # Errors
    /// What is wrong with the file; [`FileError::Encoding`] when its text is neither UTF-8 nor UTF-16.
    pub fn open(
        bytes: Vec<u8>,
        template: Template,
        sheet: Option<&str>,
    ) -> Result<Self, FileError> {
        let reader = Reader::open(bytes, sheet, |_| None)?;
        Ok(Self::new(reader, template))
    }

    /// Reads pasted text: numbers, with the position in the list as the row; or, if the template has more columns,
    /// cells copied from a spreadsheet.
    #[must_use]
    pub fn pasted(text: &str, template: Template) -> Self {
        let text = text.to_owned();
        let reader = if template.values().next().is_some() {
            Reader::table(text)
        } else {
            Reader::pasted(text)
        };
        Self::new(reader, template)
    }

    /// Starts with an open file.
    #[must_use]
    pub fn new(reader: Reader, template: Template) -> Self {
        Self {
            reader,
            stage: Stage::Reading(Box::new(Checker::new(template))),
        }
    }

    /// Reads about this many rows; `true` when finished.
    ///
    /// # Errors
    /// When the file is damaged, or has more rows than a job may have; there is no result then.
    pub fn step(&mut self, rows: u32) -> Result<bool, FileError> {
        for _ in 0..rows {
            let Stage::Reading(checker) = &mut self.stage else {
                return Ok(true);
            };
            let turn = self.reader.turn().and_then(|turn| take(checker, turn));
            match turn {
                Ok(true) => {}
                Ok(false) => self.finish(),
                Err(error) => {
                    self.stage = Stage::Failed;
                    return Err(error);
                }
            }
        }
        Ok(!matches!(self.stage, Stage::Reading(_)))
    }

    fn finish(&mut self) {
        if let Stage::Reading(checker) = std::mem::replace(&mut self.stage, Stage::Failed) {
            self.stage = Stage::Finished(Box::new(checker.finish()));
        }
    }

    /// The share of the file that has been read, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        match &self.stage {
            Stage::Finished(_) => 1.0,
            Stage::Reading(_) | Stage::Failed => self.reader.progress(),
        }
    }

    /// The result, once finished.
    #[must_use]
    pub const fn report(&self) -> Option<&Report> {
        match &self.stage {
            Stage::Finished(report) => Some(report),
            Stage::Reading(_) | Stage::Failed => None,
        }
    }

    /// The summary of the result, once finished.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        let mut summary = self.report()?.summary();
        let (sheets, sheet) = self.reader.sheets();
        summary.sheets = sheets.to_vec();
        summary.sheet = sheet.map(str::to_owned);
        Some(summary)
    }
}

/// Passes a row to the checker; `false` when there is nothing more to read.
///
/// # Errors
/// [`FileError::TooManyRows`] at the first row that exceeds the limit of a job.
pub fn take(checker: &mut Checker, turn: ReadStep<'_>) -> Result<bool, FileError> {
    match turn {
        ReadStep::End => Ok(false),
        ReadStep::Busy => Ok(true),
        ReadStep::Row(number, cells) => {
            checker.push(number, &cells);
            let most = u32::try_from(MAX_NUMBERS).unwrap_or(u32::MAX);
            if checker.rows() <= most {
                return Ok(true);
            }
            // Without a column of card numbers, this is the error to report, not the number of rows.
            if checker.is_lost() {
                return Ok(false);
            }
            Err(FileError::TooManyRows { most })
        }
    }
}
