//! One file from its bytes to the outcome, in slices of as many rows as the caller has time for.

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
    /// Broken off by an error.
    Failed,
}

impl Session {
    /// Opens a file; what it is, its first bytes tell. `sheet` is for XLSX: by its name, else the first.
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

    /// Takes what was pasted: numbers, the row being the place in the list; where more columns are wanted, cells as a
    /// spreadsheet copies them.
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

    /// Begins with a file that is open.
    #[must_use]
    pub fn new(reader: Reader, template: Template) -> Self {
        Self {
            reader,
            stage: Stage::Reading(Box::new(Checker::new(template))),
        }
    }

    /// Goes on for about so many rows; `true` when it is finished.
    ///
    /// # Errors
    /// When the file does not hold together, or has more rows than a job takes; there is no outcome then.
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

    /// How much of the file was read, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        match &self.stage {
            Stage::Finished(_) => 1.0,
            Stage::Reading(_) | Stage::Failed => self.reader.progress(),
        }
    }

    /// The outcome, once finished.
    #[must_use]
    pub const fn report(&self) -> Option<&Report> {
        match &self.stage {
            Stage::Finished(report) => Some(report),
            Stage::Reading(_) | Stage::Failed => None,
        }
    }

    /// The outcome in short, once finished.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        let mut summary = self.report()?.summary();
        let (sheets, sheet) = self.reader.sheets();
        summary.sheets = sheets.to_vec();
        summary.sheet = sheet.map(str::to_owned);
        Some(summary)
    }
}

/// Hands a row to the check; `false` when there is nothing more to read.
///
/// # Errors
/// [`FileError::TooManyRows`] at the first row beyond what a job takes.
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
            // Without a column of card numbers the length does not matter: that is what has to be said.
            if checker.is_lost() {
                return Ok(false);
            }
            Err(FileError::TooManyRows { most })
        }
    }
}
