//! The bad rows as a file in the page's words, to be corrected in a spreadsheet and sent again: all columns of the
//! template with what stands in them, and behind them number and reason of the row, which reading passes over.

use crate::{FileError, workbook};
use gsl_model::sheet::{Fault, Language, Report, csv};

/// Words by key, as the page gives them: `language` (`zh-CN`, `en-US`) for the template's headings, `row` and `reason` for
/// the two others, `field.imei` … for columns, and one for each name of [`Fault::name`] with `{digits}`, `{of}`, `{most}`
/// and `{field}` where the numbers go.
#[derive(Debug, Default)]
pub struct FaultTexts(Vec<(String, String)>);

impl FaultTexts {
    /// Reads them from lines of a key, a tab and the word.
    #[must_use]
    pub fn parse(lines: &str) -> Self {
        let words = lines.lines().filter_map(|line| line.split_once('\t'));
        Self(
            words
                .map(|(key, word)| (key.to_owned(), word.to_owned()))
                .collect(),
        )
    }

    /// The word of a key; without one the key.
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

/// A fault in words; without words for it its key.
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
