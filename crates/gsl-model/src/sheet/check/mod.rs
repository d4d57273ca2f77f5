//! Finding the columns and checking the rows.

mod columns;
mod seen_numbers;

use super::{
    AcceptedRow, BadRow, Cell, ColumnRequirement, Fault, Field, MAX_NUMBERS, NumberKinds, Report,
    SpreadsheetDamage, Template, ValueFault,
    cell::{StoredAs, read_number},
    values,
};
use crate::{iccid::CardNumber, imei::Imei};
use columns::{Columns, torn_apart};
use seen_numbers::SeenNumbers;

/// Rows buffered before the columns are determined.
const SAMPLE: usize = 64;
/// Longest text of a bad cell that is shown, in characters.
const KEPT: usize = 80;
/// Bytes buffered before the columns are determined with the rows so far.
const LOOKED_AT: usize = 1 << 20;
/// Bytes of bad rows that are kept in full; beyond that, cells are truncated as for display.
const KEPT_WHOLE: usize = 32 << 20;

/// Checks the rows of a file one by one.
#[derive(Debug)]
pub struct Checker {
    stage: Stage,
    seen_numbers: SeenNumbers,
    /// Bytes buffered, or kept of bad rows.
    kept: usize,
    report: Report,
}

#[derive(Debug)]
enum Stage {
    /// The first rows, until the columns are known.
    Looking(Vec<BufferedRow>),
    /// The columns are known.
    Reading(Columns),
    /// No column has card numbers: the rest is only counted.
    Lost,
}

/// A row buffered until the columns are known.
#[derive(Debug)]
struct BufferedRow {
    row: u32,
    cells: Vec<(String, StoredAs)>,
}

impl BufferedRow {
    fn cells(&self) -> Vec<Cell<'_>> {
        let cells = self.cells.iter();
        cells
            .map(|(text, stored)| Cell {
                text,
                stored: *stored,
            })
            .collect()
    }
}

impl Checker {
    /// A checker that has read nothing yet.
    #[must_use]
    pub fn new(template: Template) -> Self {
        Self {
            stage: Stage::Looking(Vec::new()),
            seen_numbers: SeenNumbers::default(),
            kept: 0,
            report: Report {
                template,
                rows: 0,
                header: None,
                column: None,
                missing: Vec::new(),
                accepted: Vec::new(),
                bad: Vec::new(),
                bad_cells: Vec::new(),
                doubtful: Vec::new(),
                odd_imeis: Vec::new(),
            },
        }
    }

    /// Checks the next row; `row` is its number in the spreadsheet, from 1.
    pub fn push(&mut self, row: u32, cells: &[Cell<'_>]) {
        if cells.iter().all(Cell::is_empty) {
            return;
        }
        match &mut self.stage {
            Stage::Reading(_) => self.check(row, cells),
            Stage::Lost => self.report.rows += 1,
            Stage::Looking(waiting) => {
                let cells = cells.iter().map(|cell| (cell.text.to_owned(), cell.stored));
                let cells: Vec<(String, StoredAs)> = cells.collect();
                self.kept += cells.iter().map(|(text, _)| text.len()).sum::<usize>();
                waiting.push(BufferedRow { row, cells });
                if waiting.len() >= SAMPLE || self.kept > LOOKED_AT {
                    let waiting = std::mem::take(waiting);
                    self.kept = 0;
                    self.decide(waiting);
                }
            }
        }
    }

    /// Rows so far that are not empty, without headings; 0 until the columns are known.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        self.report.rows
    }

    /// No column has card numbers: further rows are only counted.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        matches!(self.stage, Stage::Lost)
    }

    /// The result, after the last row.
    #[must_use]
    pub fn finish(mut self) -> Report {
        if let Stage::Looking(waiting) = &mut self.stage {
            let waiting = std::mem::take(waiting);
            self.decide(waiting);
        }
        self.report
    }

    fn decide(&mut self, waiting: Vec<BufferedRow>) {
        let rows: Vec<Vec<Cell<'_>>> = waiting.iter().map(BufferedRow::cells).collect();
        let Some(columns) = Columns::find(&rows, &self.report.template) else {
            self.report.rows = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
            self.stage = Stage::Lost;
            return;
        };
        self.report.missing.clone_from(&columns.missing);
        self.report.column = u32::try_from(columns.number).ok();
        let header = columns.header.and_then(|at| waiting.get(at));
        self.report.header = header.map(|waiting| waiting.row);
        // Rows above the headings are a title.
        let first = columns.header.map_or(0, |at| at + 1);
        self.stage = Stage::Reading(columns);
        for (row, cells) in waiting.iter().zip(&rows).skip(first) {
            self.check(row.row, cells);
        }
    }

    fn columns(&self) -> Option<&Columns> {
        match &self.stage {
            Stage::Reading(columns) => Some(columns),
            Stage::Looking(_) | Stage::Lost => None,
        }
    }

    fn check(&mut self, row: u32, cells: &[Cell<'_>]) {
        self.report.rows += 1;
        let number_cell = self
            .columns()
            .and_then(|columns| cells.get(columns.number))
            .copied()
            .unwrap_or_default();
        match self.read_row(row, number_cell, cells) {
            Ok(accepted) => self.report.accepted.push(accepted),
            Err(fault) => {
                let text = shown(fault, number_cell, cells, self.columns(), &self.report);
                let own = self.own_cells(number_cell, cells);
                self.report.reject(BadRow { row, text, fault }, own);
            }
        }
    }

    /// The cells of the template's columns, the card number first.
    fn own_cells(&mut self, number: Cell<'_>, cells: &[Cell<'_>]) -> Vec<String> {
        let places = self.columns().map_or(&[][..], |columns| &columns.values);
        let torn = torn_apart(cells);
        let values = places.iter().map(|place| match place {
            Some(place) if !torn => cells.get(*place).map_or("", |cell| cell.text),
            _ => "",
        });
        let number = if torn {
            joined(cells)
        } else {
            number.text.to_owned()
        };
        let mut own = vec![number];
        own.extend(values.map(str::to_owned));
        self.kept += own.iter().map(String::len).sum::<usize>();
        if self.kept > KEPT_WHOLE {
            for text in &mut own {
                *text = short(text);
            }
        }
        own
    }

    fn read_row(
        &mut self,
        row: u32,
        number_cell: Cell<'_>,
        cells: &[Cell<'_>],
    ) -> Result<AcceptedRow, Fault> {
        let number = self.number(number_cell, cells)?;
        let values = self.values(cells)?;
        if let Some(of) = self.seen_numbers.earlier(&number, row) {
            return Err(Fault::Duplicate { of });
        }
        if self.report.accepted.len() >= MAX_NUMBERS {
            let most = u32::try_from(MAX_NUMBERS).unwrap_or(u32::MAX);
            return Err(Fault::TooMany { most });
        }
        if number.may_be_spoiled() {
            self.report.doubtful.push(row);
        }
        if self.has_odd_imei(&values) {
            self.report.odd_imeis.push(row);
        }
        Ok(AcceptedRow {
            row,
            number: number.written(),
            values,
        })
    }

    fn number(&self, cell: Cell<'_>, cells: &[Cell<'_>]) -> Result<CardNumber, Fault> {
        let number = read_number(cell).map_err(|fault| match fault {
            Fault::NotDigits(_) | Fault::WrongLength { .. } if torn_apart(cells) => {
                Fault::Spoiled {
                    how: SpreadsheetDamage::Separators,
                }
            }
            other => other,
        })?;
        if self.report.template.numbers == NumberKinds::Iccid && !number.is_iccid() {
            let digits = u32::try_from(number.search_key().len()).unwrap_or(u32::MAX);
            return Err(Fault::WrongLength { digits });
        }
        Ok(number)
    }

    fn values(&self, cells: &[Cell<'_>]) -> Result<Vec<String>, Fault> {
        let places = self
            .columns()
            .into_iter()
            .flat_map(|columns| &columns.values);
        let columns = self.report.template.values().zip(places);
        columns
            .map(|(column, place)| {
                let wrong = |fault| Fault::Value {
                    field: column.field,
                    fault,
                };
                let cell = place.and_then(|place| cells.get(place)).copied();
                let value = values::read(column.field, cell.unwrap_or_default()).map_err(wrong)?;
                if value.is_empty() && column.need == ColumnRequirement::EveryRow {
                    return Err(wrong(ValueFault::Missing));
                }
                Ok(value)
            })
            .collect()
    }

    fn has_odd_imei(&self, values: &[String]) -> bool {
        let columns = self.report.template.values().zip(values);
        columns
            .filter(|(column, _)| column.field == Field::Imei)
            .filter_map(|(_, value)| Imei::read(value).ok())
            .any(|imei| imei.doubt().is_some())
    }
}

/// What the user is shown for a bad row: the cell with the fault.
fn shown(
    fault: Fault,
    number: Cell<'_>,
    cells: &[Cell<'_>],
    columns: Option<&Columns>,
    report: &Report,
) -> String {
    let text = match fault {
        Fault::Value { field, fault } if fault != ValueFault::Missing => {
            let at = report
                .template
                .values()
                .position(|column| column.field == field);
            let place = columns
                .zip(at)
                .and_then(|(columns, at)| columns.values.get(at)?.as_ref());
            place
                .and_then(|place| cells.get(*place))
                .copied()
                .unwrap_or(number)
                .text
        }
        Fault::Spoiled {
            how: SpreadsheetDamage::Separators,
        } if torn_apart(cells) => return joined(cells),
        Fault::Empty => cells
            .iter()
            .find(|cell| !cell.is_empty())
            .map_or("", |cell| cell.text),
        _ => number.text,
    };
    short(text.trim())
}

/// The groups of digits that were split at commas.
fn joined(cells: &[Cell<'_>]) -> String {
    let groups: Vec<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
    groups.join(",")
}

fn short(text: &str) -> String {
    match text.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
