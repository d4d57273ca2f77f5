//! One file from its bytes to the outcome, in slices of as many rows as the caller has time for.

use crate::{FileError, decode::decode, delimited::Delimited, row::Row, xlsx::Xlsx};
use gsl_model::{
    iccid::split_pasted_list,
    sheet::{Checker, Report, Stored, Summary, Template},
};

/// Most rows of a file; a spreadsheet has no more.
const MAX_ROWS: u32 = 1_048_576;

/// First bytes of an archive, of an empty one, and of the outer form of Excel before 2007.
const ARCHIVE: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reading and checking a file.
pub struct Session {
    source: Source,
    row: Row,
    read: u32,
    sheets: Vec<String>,
    sheet: Option<String>,
    stage: Stage,
}

enum Source {
    Delimited(Box<Delimited>),
    Xlsx(Box<Xlsx>),
    /// Numbers as pasted, and how many there were.
    Pasted(std::vec::IntoIter<String>, usize),
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
    /// What is wrong with the file.
    pub fn open(
        bytes: Vec<u8>,
        template: Template,
        sheet: Option<&str>,
    ) -> Result<Self, FileError> {
        if bytes.is_empty() {
            return Err(FileError::Empty);
        }
        if bytes.starts_with(OLD_OFFICE) {
            return Err(FileError::OldOrProtected);
        }
        if ARCHIVE.iter().any(|start| bytes.starts_with(start)) {
            let xlsx = Xlsx::open(bytes, sheet)?;
            let (sheets, sheet) = (xlsx.names().to_vec(), xlsx.name().to_owned());
            let mut session = Self::new(Source::Xlsx(Box::new(xlsx)), template);
            (session.sheets, session.sheet) = (sheets, Some(sheet));
            return Ok(session);
        }
        let text = decode(bytes)?;
        let rows = Delimited::new(text);
        Ok(Self::new(Source::Delimited(Box::new(rows)), template))
    }

    /// Takes numbers as pasted, see [`split_pasted_list`]; the row is the place in the list.
    #[must_use]
    pub fn pasted(text: &str, template: Template) -> Self {
        let numbers: Vec<String> = split_pasted_list(text)
            .into_iter()
            .map(str::to_owned)
            .collect();
        let count = numbers.len();
        Self::new(Source::Pasted(numbers.into_iter(), count), template)
    }

    fn new(source: Source, template: Template) -> Self {
        Self {
            source,
            row: Row::default(),
            read: 0,
            sheets: Vec::new(),
            sheet: None,
            stage: Stage::Reading(Box::new(Checker::new(template))),
        }
    }

    /// Goes on for about so many rows; `true` when it is finished.
    ///
    /// # Errors
    /// When the file does not hold together; there is no outcome then.
    pub fn step(&mut self, rows: u32) -> Result<bool, FileError> {
        let Stage::Reading(checker) = &mut self.stage else {
            return Ok(true);
        };
        for _ in 0..rows {
            match self.source.next(&mut self.row) {
                Ok(None) => {}
                Ok(Some(true)) if self.read < MAX_ROWS => {
                    self.read += 1;
                    checker.push(self.row.number, &self.row.cells());
                }
                Ok(Some(_)) => {
                    self.finish();
                    return Ok(true);
                }
                Err(error) => {
                    self.stage = Stage::Failed;
                    return Err(error);
                }
            }
        }
        Ok(false)
    }

    fn finish(&mut self) {
        if let Stage::Reading(checker) = std::mem::replace(&mut self.stage, Stage::Failed) {
            self.stage = Stage::Finished(Box::new(checker.finish()));
        }
    }

    /// How much of the file was read, 0–1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        match (&self.stage, &self.source) {
            (Stage::Finished(_), _) => 1.0,
            (_, Source::Delimited(rows)) => rows.progress(),
            (_, Source::Xlsx(xlsx)) => xlsx.progress(),
            (_, Source::Pasted(left, count)) => 1.0 - left.len() as f64 / (*count).max(1) as f64,
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
        summary.sheets.clone_from(&self.sheets);
        summary.sheet.clone_from(&self.sheet);
        Some(summary)
    }
}

impl Source {
    fn next(&mut self, row: &mut Row) -> Result<Option<bool>, FileError> {
        match self {
            Self::Delimited(rows) => rows.next(row).map(Some),
            Self::Xlsx(xlsx) => xlsx.next(row),
            Self::Pasted(numbers, _) => {
                row.clear();
                let number = numbers.next();
                row.number = row.number.saturating_add(1);
                let more = number.is_some();
                if let Some(number) = number {
                    row.push(&number, Stored::Text);
                }
                Ok(Some(more))
            }
        }
    }
}
