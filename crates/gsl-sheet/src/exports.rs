//! The functions that the page's script calls. Errors are thrown as JSON text, see [`FileError`].

use crate::{FileError, Session, faults, settings};
use gsl_model::sheet::Language;
use wasm_bindgen::prelude::*;

/// A file that is being checked, or has been. Errors are thrown as JSON text, see [`FileError`].
#[wasm_bindgen]
pub struct Sheet {
    session: Session,
}

#[wasm_bindgen]
impl Sheet {
    /// Opens a file from its bytes. `template` is a template as lines, see `settings.rs`; `sheet` names a sheet of an
    /// XLSX file, the first one by default.
    ///
    /// # Errors
    /// [`FileError`] as JSON; for the kind `encoding`, decode the bytes and try again with UTF-8.
    pub fn open(bytes: Vec<u8>, template: &str, sheet: Option<String>) -> Result<Self, JsValue> {
        let open = || Session::open(bytes, settings::template(template)?, sheet.as_deref());
        let session = open().map_err(thrown)?;
        Ok(Self { session })
    }

    /// Opens a pasted list of numbers.
    ///
    /// # Errors
    /// [`FileError`] as JSON.
    pub fn pasted(text: &str, template: &str) -> Result<Self, JsValue> {
        let session = Session::pasted(text, settings::template(template).map_err(thrown)?);
        Ok(Self { session })
    }

    /// Reads about this many rows; `true` when finished.
    ///
    /// # Errors
    /// [`FileError`] as JSON.
    pub fn step(&mut self, rows: u32) -> Result<bool, JsValue> {
        self.session.step(rows).map_err(thrown)
    }

    /// The share of the file that has been read, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.session.progress()
    }

    /// The result as JSON ([`gsl_model::sheet::Summary`]); empty before it is finished.
    #[must_use]
    pub fn summary(&self) -> String {
        let summary = self.session.summary();
        summary
            .and_then(|summary| serde_json::to_string(&summary).ok())
            .unwrap_or_default()
    }

    /// The numbers to use, one per line, UTF-8.
    #[must_use]
    pub fn numbers(&self) -> Vec<u8> {
        let report = self.session.report();
        report.map_or_else(Vec::new, |report| report.numbers().into_bytes())
    }

    /// Their rows, as numbered in the spreadsheet.
    #[must_use]
    pub fn rows(&self) -> Vec<u32> {
        let report = self.session.report();
        report.map_or_else(Vec::new, |report| {
            report.accepted.iter().map(|row| row.row).collect()
        })
    }

    /// The rows to use as CSV for the service: the fields' keys as headings, UTF-8.
    #[must_use]
    pub fn upload(&self) -> Vec<u8> {
        let report = self.session.report();
        report.map_or_else(Vec::new, |report| report.upload().into_bytes())
    }

    /// `count` bad rows starting at `from`, as a JSON array of [`gsl_model::sheet::BadRow`].
    #[must_use]
    pub fn bad(&self, from: u32, count: u32) -> String {
        let all = self.session.report().map_or(&[][..], |report| &report.bad);
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let page: Vec<_> = all.iter().skip(from).take(count as usize).collect();
        serde_json::to_string(&page).unwrap_or_else(|_| "[]".to_owned())
    }

    /// The bad rows as a file, `csv` or `xlsx`, with the given texts (see [`faults::FaultTexts::parse`]).
    ///
    /// # Errors
    /// [`FileError`] as JSON, of kind `call`.
    #[wasm_bindgen(js_name = badFile)]
    pub fn bad_file(&self, kind: &str, words: &str) -> Result<Vec<u8>, JsValue> {
        let words = faults::FaultTexts::parse(words);
        let none = || thrown(FileError::call("nothing was checked"));
        let report = self.session.report().ok_or_else(none)?;
        faults::file(kind, report, &words).map_err(thrown)
    }
}

/// A template to fill in, `csv` or `xlsx`; the language is `zh-CN` or `en-US`.
///
/// # Errors
/// [`FileError`] as JSON, of kind `call`.
#[wasm_bindgen]
pub fn template(kind: &str, template: &str, language: &str) -> Result<Vec<u8>, JsValue> {
    let make = || {
        let template = settings::template(template)?;
        let language = match language {
            "zh-CN" => Language::Zh,
            "en-US" => Language::En,
            other => return Err(FileError::call(format_args!("language {other}"))),
        };
        faults::write(kind, &template.headings(language), &[])
    };
    make().map_err(thrown)
}

fn thrown(error: FileError) -> JsValue {
    JsValue::from_str(&error.json())
}
