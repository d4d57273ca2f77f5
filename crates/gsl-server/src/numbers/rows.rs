//! The rows of an uploaded list: CSV or XLSX, read by `gsl-sheet` as the console reads them, or a JSON list of numbers.
//! Which column has the numbers, and which of them are sound, is for [`gsl_model::sheet`] to say.
//!
//! Memory is bounded whatever is sent: reading stops at the first row beyond what a job takes, rows are written down one by
//! one, and what is written down has a limit of its own.

use std::fmt;

use encoding_rs::GB18030;
use gsl_model::sheet::{Cell, Checker, MAX_NUMBERS, NumberKinds, StoredAs, Template};
use gsl_sheet::{FileError, ReadStep, Reader, decode, take};
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// Most bytes of all rows written down.
const MOST: usize = 32 << 20;

/// Room for large texts. Above 32 MB the allocator takes a mapping of its own, of which only what is filled costs memory, and
/// which goes back to the system at once when it is freed.
pub const MAPPED: usize = (32 << 20) + (1 << 20);

/// What the caller says the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A JSON list of texts, or an object that has one as `numbers`.
    Json,
    /// CSV or XLSX.
    Table,
    /// Any of them; the bytes tell.
    Unknown,
}

/// Why rows were not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file itself.
    File(FileError),
    /// The list of JSON.
    Json(String),
    /// No column has card numbers, or no row has anything.
    NoNumbers,
}

impl From<FileError> for Refused {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = match self {
            Self::Json(why) => return out.write_str(why),
            Self::NoNumbers => {
                return out
                    .write_str("has no column with card numbers, such as Container ID or ICCID");
            }
            Self::File(error) => error,
        };
        match error {
            FileError::Empty => out.write_str("is empty"),
            FileError::Encoding => out.write_str("is text in none of UTF-8, UTF-16 and GB18030"),
            FileError::OldOrProtected => {
                out.write_str("is an old .xls file or has a password; save it as .xlsx without one")
            }
            FileError::NotASheet => out.write_str("is neither CSV nor XLSX"),
            FileError::Damaged { detail } => write!(out, "is damaged: {detail}"),
            FileError::TooLarge => write!(
                out,
                "holds more than {} MB of text, or more than 1 MB in one row or cell",
                MOST >> 20
            ),
            FileError::TooManyRows { most } => write!(
                out,
                "holds {} rows or more, at most {most} are allowed",
                most.saturating_add(1)
            ),
            FileError::OpenQuote { row } => write!(
                out,
                "has a quotation mark in row {row} that opens a cell and is not closed in it, so that the rows behind it cannot be told apart"
            ),
            FileError::NoSuchSheet { .. } => out.write_str("has no such sheet"),
            FileError::Call { detail } => out.write_str(detail),
        }
    }
}

/// The rows with anything in them, each a line of JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows(String);

/// A row as it is written down.
#[derive(Debug, Serialize, Deserialize)]
struct Line<'a> {
    /// Number, as the spreadsheet counts from 1.
    r: u32,
    /// Cells without empty ones at the end.
    c: Vec<std::borrow::Cow<'a, str>>,
    /// Which cells are stored as numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    n: Vec<usize>,
}

impl Rows {
    /// Reads what was uploaded.
    ///
    /// # Errors
    /// Why not.
    pub fn read(bytes: Vec<u8>, kind: Kind) -> Result<Self, Refused> {
        let mut rows = Collected::default();
        if kind == Kind::Json || (kind == Kind::Unknown && is_json(&bytes)) {
            let text = decode(bytes, |_| None)?;
            let mut json = serde_json::Deserializer::from_str(&text);
            let read = Numbered(&mut rows)
                .deserialize(&mut json)
                .and_then(|()| json.end());
            if let Err(error) = read {
                return Err(match rows.stopped {
                    Some(stopped) => stopped,
                    None => Refused::Json(format!(
                        "must be a JSON list of numbers as texts, in quotes: {error}"
                    )),
                });
            }
        } else {
            let mut reader = Reader::open(bytes, None, gb18030)?;
            loop {
                let turn = reader.turn()?;
                if turn == ReadStep::End || !rows.take(turn)? {
                    break;
                }
            }
        }
        rows.finish()
    }

    /// What was written down.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes up again what was written down.
    #[must_use]
    pub fn written(text: String) -> Self {
        Self(text)
    }

    /// Hands the rows to a check. A line that cannot be read is passed over: there is none.
    pub fn each(&self, mut check: impl FnMut(u32, &[Cell<'_>])) {
        let lines = serde_json::Deserializer::from_str(&self.0).into_iter::<Line<'_>>();
        for line in lines.map_while(Result::ok) {
            let cells = line.c.iter().enumerate().map(|(at, text)| Cell {
                text,
                stored: if line.n.contains(&at) {
                    StoredAs::Number
                } else {
                    StoredAs::Text
                },
            });
            check(line.r, &cells.collect::<Vec<_>>());
        }
    }
}

/// What a Chinese spreadsheet writes as CSV.
fn gb18030(bytes: &[u8]) -> Option<String> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Begins as a JSON list of texts or an object does; a heading in brackets does not.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut letters = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    match letters.next() {
        Some(b'{') => true,
        Some(b'[') => letters
            .next()
            .is_some_and(|byte| b"\"]{[-0123456789tfn".contains(byte)),
        _ => false,
    }
}

/// Rows as they come.
struct Collected {
    text: String,
    checker: Checker,
    stopped: Option<Refused>,
}

impl Default for Collected {
    fn default() -> Self {
        Self {
            text: String::with_capacity(MAPPED),
            checker: Checker::new(Template::cards(NumberKinds::Any)),
            stopped: None,
        }
    }
}

impl Collected {
    /// `false` when nothing more need be read.
    fn take(&mut self, turn: ReadStep<'_>) -> Result<bool, FileError> {
        if let ReadStep::Row(number, cells) = &turn {
            self.write(*number, cells)?;
        }
        // Without a column of card numbers nothing further is of use.
        Ok(take(&mut self.checker, turn)? && !self.checker.is_lost())
    }

    fn write(&mut self, number: u32, cells: &[Cell<'_>]) -> Result<(), FileError> {
        let Some(last) = cells.iter().rposition(|cell| !cell.text.is_empty()) else {
            return Ok(());
        };
        let cells = || cells.iter().take(last + 1);
        let line = Line {
            r: number,
            c: cells().map(|cell| cell.text.into()).collect(),
            n: cells()
                .enumerate()
                .filter(|(_, cell)| cell.stored == StoredAs::Number)
                .map(|(at, _)| at)
                .collect(),
        };
        let line = serde_json::to_string(&line).map_err(FileError::damaged)?;
        if self.text.len() + line.len() >= MOST {
            return Err(FileError::TooLarge);
        }
        self.text += &line;
        self.text.push('\n');
        Ok(())
    }

    fn finish(self) -> Result<Rows, Refused> {
        let report = self.checker.finish();
        if report.column.is_none() || report.rows == 0 {
            return Err(Refused::NoNumbers);
        }
        let most = u32::try_from(MAX_NUMBERS).unwrap_or(u32::MAX);
        if report.rows > most {
            return Err(FileError::TooManyRows { most }.into());
        }
        Ok(Rows(self.text))
    }
}

/// The numbers of a JSON list, or of the list `numbers` of an object.
struct Numbered<'a>(&'a mut Collected);

impl<'de> DeserializeSeed<'de> for Numbered<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Numbered<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of numbers as texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        // A JSON number of 20 digits has lost some of them in most programs.
        while let Some(text) = list.next_element::<std::borrow::Cow<'de, str>>()? {
            number += 1;
            let turn = ReadStep::Row(number, vec![Cell::text(text.trim())]);
            match self.0.take(turn) {
                Ok(true) => {}
                Ok(false) => self.0.stopped = Some(Refused::NoNumbers),
                Err(error) => self.0.stopped = Some(error.into()),
            }
            if self.0.stopped.is_some() {
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut found = false;
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if key == "numbers" && !found {
                found = true;
                map.next_value_seed(Numbered(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if found {
            Ok(())
        } else {
            Err(A::Error::missing_field("numbers"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "89860112851063345590";

    fn cells(text: impl AsRef<[u8]>) -> Vec<(u32, Vec<String>)> {
        let mut found = Vec::new();
        let rows = Rows::read(text.as_ref().to_vec(), Kind::Unknown).unwrap();
        rows.each(|number, cells| {
            let cells = cells.iter().map(|cell| cell.text.to_owned());
            found.push((number, cells.collect()));
        });
        found
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (
            number,
            cells.iter().map(|cell| (*cell).to_owned()).collect(),
        )
    }

    #[test]
    fn rows_are_written_down_with_their_numbers() {
        let csv = format!("ICCID,备注\r\n\r\n{A}, x ,,\r\"{A}\",\"a\n\"\"b\"\"\"");
        assert_eq!(
            cells(csv),
            [
                row(1, &["ICCID", "备注"]),
                row(3, &[A, " x "]),
                row(4, &[A, "a\n\"b\""])
            ]
        );
    }

    #[test]
    fn a_text_in_gb18030_is_read_as_the_browser_reads_it() {
        let mut bytes = b"\xc8\xdd\xc6\xf7ID,x\r\n".to_vec();
        bytes.extend(A.bytes());
        assert_eq!(cells(bytes), [row(1, &["容器ID", "x"]), row(2, &[A])]);
    }

    #[test]
    fn numbers_of_a_workbook_stay_numbers() {
        let line = Line {
            r: 2,
            c: vec!["a".into(), "5.0".into()],
            n: vec![1],
        };
        let rows = Rows::written(serde_json::to_string(&line).unwrap());
        rows.each(|_, cells| assert_eq!(cells, [Cell::text("a"), Cell::number("5.0")]));
    }

    #[test]
    fn json_lists() {
        assert_eq!(
            cells(format!("[\"{A}\", \" 12 \"]")),
            [row(1, &[A]), row(2, &["12"])]
        );
        assert_eq!(
            cells(format!("{{\"x\":[{{}}],\"numbers\":[\"{A}\"]}}")),
            [row(1, &[A])]
        );
        for bad in [
            "[1]",
            "[\"1\",",
            "{}",
            "{\"numbers\":\"x\"}",
            "[null]",
            "[\"1\"] x",
        ] {
            let read = Rows::read(bad.into(), Kind::Unknown);
            assert!(matches!(read, Err(Refused::Json(_))), "{bad} {read:?}");
        }
        let brackets = format!("[ICCID],[x]\n{A},1\n");
        assert_eq!(cells(brackets).len(), 2, "a heading in brackets is no JSON");
    }

    #[test]
    fn a_list_of_json_stops_at_the_limit() {
        let many = format!("[{}\"\"]", "\"1\",".repeat(200_000));
        let refused = Rows::read(many.into_bytes(), Kind::Json).unwrap_err();
        assert!(refused.to_string().contains("100001 rows"), "{refused}");
    }
}
