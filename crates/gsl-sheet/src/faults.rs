//! The bad rows as a file with the page's texts, to be corrected in a spreadsheet and uploaded again: the cells of all
//! columns of the template, followed by the row number and the reason, which are ignored on upload.

use crate::{FileError, workbook};
use gsl_model::sheet::{Fault, Language, Report, csv};

/// Texts by key, from the page: `language` (`zh-CN`, `en-US`) for the template's headings, `row` and `reason` for the
/// other two, `field.imei` … for columns, and one for each [`Fault::name`], with `{digits}`, `{of}`, `{most}` and
/// `{field}` as placeholders.
#[derive(Debug, Default)]
pub struct FaultTexts(Vec<(String, String)>);

impl FaultTexts {
    /// Reads them from lines of key, tab and text.
    #[must_use]
    pub fn parse(lines: &str) -> Self {
        let words = lines.lines().filter_map(|line| line.split_once('\t'));
        Self(
            words
                .map(|(key, word)| (key.to_owned(), word.to_owned()))
                .collect(),
        )
    }

    /// The text of a key, or the key itself.
    fn get<'a>(&'a self, key: &'a str) -> &'a str {
        let known = self.0.iter().find(|(known, _)| known == key);
        known.map_or(key, |(_, word)| word)
    }

    fn language(&self) -> Language {
        match self.get("language") {
            "en-US" => Language::En,
            _ => Language::Zh,
        }
    }
}

/// A fault as a text, or its key if there is none.
#[must_use]
pub fn reason(fault: Fault, words: &FaultTexts) -> String {
    let text = fault.fill(words.get(fault.name()));
    match fault {
        Fault::Value { field, .. } => {
            let field = format!("field.{}", field.key());
            text.replace("{field}", words.get(&field))
        }
        _ => text,
    }
}

/// Headings of the file: those of the template, then row and reason.
#[must_use]
pub fn headings<'a>(report: &'a Report, words: &'a FaultTexts) -> Vec<&'a str> {
    let mut headings = report.template.headings(words.language());
    headings.extend([words.get("row"), words.get("reason")]);
    headings
}

/// Rows of the file.
#[must_use]
pub fn rows(report: &Report, words: &FaultTexts) -> Vec<Vec<String>> {
    let values = report.template.values().count();
    let row = report.rejected().map(|(bad, cells)| {
        let mut row = cells.to_vec();
        row.resize(1 + values, String::new());
        row.extend([bad.row.to_string(), reason(bad.fault, words)]);
        row
    });
    row.collect()
}

/// The bad rows as a file, `csv` or `xlsx`.
///
/// # Errors
/// [`FileError::Call`] for another kind.
pub fn file(kind: &str, report: &Report, words: &FaultTexts) -> Result<Vec<u8>, FileError> {
    write(kind, &headings(report, words), &rows(report, words))
}

/// A file of headings and rows, `csv` or `xlsx`.
///
/// # Errors
/// [`FileError::Call`] for another kind.
pub fn write(kind: &str, headings: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, FileError> {
    match kind {
        "xlsx" => Ok(workbook("Sheet1", headings, rows)),
        "csv" => {
            let rows = rows.iter().map(|row| row.iter().map(String::as_str));
            let all = std::iter::once(headings.to_vec());
            Ok(csv(all.chain(rows.map(Iterator::collect))).into_bytes())
        }
        other => Err(FileError::call(format_args!("kind of file {other}"))),
    }
}
