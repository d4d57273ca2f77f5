//! XLSX: text and numbers exactly as stored, not as a spreadsheet would display them, so that a number whose digits are
//! all stored is read with all of them.

mod parts;
mod rows;
mod strings;
mod write;
mod xml;

pub use write::workbook;

use crate::{FileError, archive::Archive, row::Row};
use parts::{Parts, SheetPart};
use rows::Rows;
use strings::Strings;
use xml::Xml;

/// The rows of a sheet, after the shared texts have been read.
pub struct Xlsx {
    archive: Archive,
    sheet: SheetPart,
    names: Vec<String>,
    strings: Strings,
    stage: Stage,
}

enum Stage {
    Strings(Box<Xml>),
    Rows(Box<Rows>),
    Done,
}

/// The most bytes of the shared texts including their formatting; they are read as a stream.
const MAX_TEXTS: u64 = 512 << 20;
/// Texts read per step, instead of one row.
const TEXTS_A_ROW: usize = 4;

impl Xlsx {
    /// Opens a file at the named sheet, by default the first that is not hidden.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self, FileError> {
        let archive = Archive::open(bytes)?;
        let parts = Parts::read(&archive)?;
        let names = parts.names();
        let found = match sheet {
            Some(name) => parts.sheets.iter().find(|sheet| sheet.name == name),
            None => parts.first(),
        };
        let Some(sheet) = found.cloned() else {
            return Err(FileError::NoSuchSheet { sheets: names });
        };
        let stage = match &parts.strings {
            Some(part) => Stage::Strings(Box::new(Xml::open(&archive, part, MAX_TEXTS)?)),
            None => Stage::Rows(Box::new(Rows::open(&archive, &sheet.part)?)),
        };
        Ok(Self {
            archive,
            sheet,
            names,
            strings: Strings::default(),
            stage,
        })
    }

    /// Names of all sheets.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Name of the sheet being read.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.sheet.name
    }

    /// Reads one step: `Some(true)` for a row, `Some(false)` when there are no more, `None` when it read shared texts.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn next(&mut self, row: &mut Row) -> Result<Option<bool>, FileError> {
        match &mut self.stage {
            Stage::Done => Ok(Some(false)),
            Stage::Rows(rows) => {
                let more = rows.next(row, &self.strings)?;
                if !more {
                    self.stage = Stage::Done;
                }
                Ok(Some(more))
            }
            Stage::Strings(xml) => {
                for _ in 0..TEXTS_A_ROW {
                    if !self.strings.read_one(xml)? {
                        let rows = Rows::open(&self.archive, &self.sheet.part)?;
                        self.stage = Stage::Rows(Box::new(rows));
                        break;
                    }
                }
                Ok(None)
            }
        }
    }

    /// The share that has been read, 0–1; the shared texts are the first half.
    #[must_use]
    pub fn progress(&self) -> f64 {
        match &self.stage {
            Stage::Strings(xml) => xml.progress() / 2.0,
            Stage::Rows(rows) => 0.5 + rows.progress() / 2.0,
            Stage::Done => 1.0,
        }
    }
}
