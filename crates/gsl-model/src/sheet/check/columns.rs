//! Which column holds what.

use super::super::{
    Cell, Column, ColumnRequirement, Fault, Field, NumberKinds, Template,
    cell::{plain, read_number},
    field::comparable,
};

/// Headings are looked for in this many rows at the top.
const HEADER_WITHIN: usize = 10;

/// Which column holds what, and the row of the headings.
#[derive(Debug)]
pub(super) struct Columns {
    /// The column with the card numbers.
    pub(super) number: usize,
    /// One for each value of the template, in order.
    pub(super) values: Vec<Option<usize>>,
    /// Index of the row of headings.
    pub(super) header: Option<usize>,
    /// Required fields of the template without a column.
    pub(super) missing: Vec<Field>,
}

impl Columns {
    /// Finds the columns from the first rows; `None` when no column has card numbers.
    pub(super) fn find(rows: &[Vec<Cell<'_>>], template: &Template) -> Option<Self> {
        let numbers = template.numbers;
        let headings = rows
            .iter()
            .take(HEADER_WITHIN)
            .enumerate()
            .find_map(|(at, row)| best_heading(row, numbers).map(|number| (number, Some(at))));
        let (number, header) = headings.or_else(|| by_content(rows, numbers))?;
        let row = header.and_then(|at| rows.get(at)).map(Vec::as_slice);
        let values = value_columns(template, row, number);
        let missing = missing(template, &values);
        Some(Self {
            number,
            values,
            header,
            missing,
        })
    }
}

/// The column whose heading matches a card number best.
fn best_heading(header: &[Cell<'_>], numbers: NumberKinds) -> Option<usize> {
    let ranked = header
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| names_card(*cell, numbers).map(|rank| (rank, at)));
    ranked.min().map(|(_, at)| at)
}

/// How well a heading matches a card number, 0 best. IMEI and MSISDN match only if such numbers are accepted for cards.
fn names_card(cell: Cell<'_>, numbers: NumberKinds) -> Option<usize> {
    let other = || matches!(comparable(cell.text).as_str(), "msisdn" | "imei");
    Field::Number
        .named_by(plain(cell.text))
        .filter(|_| numbers == NumberKinds::Any || !other())
}

/// The column with the most card numbers. Its first cell is a heading if it contains no digit.
fn by_content(rows: &[Vec<Cell<'_>>], numbers: NumberKinds) -> Option<(usize, Option<usize>)> {
    let width = rows.iter().map(Vec::len).max()?;
    let score = |at: usize| -> usize {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| likeness(*cell, numbers)).sum()
    };
    let best = (0..width).rev().max_by_key(|at| score(*at))?;
    let only = |at: usize| {
        let filled = |row: &Vec<Cell<'_>>| {
            let mut cells = row.iter().enumerate();
            cells.all(|(index, cell)| index == at || cell.is_empty())
        };
        rows.iter().all(filled)
    };
    if score(best) == 0 && !only(best) {
        return rows.iter().any(|row| torn_apart(row)).then_some((0, None));
    }
    let first = rows.first().and_then(|row| row.get(best));
    let heading = first.is_some_and(|cell| {
        !cell.is_empty() && !cell.text.contains(|letter: char| letter.is_numeric())
    });
    Some((best, (heading && rows.len() > 1).then_some(0)))
}

/// A score for how much a cell looks like a card number.
fn likeness(cell: Cell<'_>, numbers: NumberKinds) -> usize {
    match read_number(cell) {
        Ok(number) if number.is_iccid() || numbers == NumberKinds::Any => 8,
        Err(Fault::Spoiled { .. }) => 4,
        Ok(_) => 2,
        Err(Fault::WrongLength { digits }) if digits > 15 => 2,
        Err(Fault::WrongLength { digits }) if digits > 8 => 1,
        Err(_) => 0,
    }
}

/// The columns of the values: by heading; without headings, in the template's order after the card number. A heading
/// that is exactly the customer's name of an attribute wins over one that is merely similar (`A-1` is not `A1`), and no
/// column is used twice.
fn value_columns(
    template: &Template,
    header: Option<&[Cell<'_>]>,
    number: usize,
) -> Vec<Option<usize>> {
    let columns: Vec<_> = template.values().collect();
    let Some(header) = header else {
        return (0..columns.len())
            .map(|index| Some(number + 1 + index))
            .collect();
    };
    let mut places: Vec<Option<usize>> = vec![None; columns.len()];
    for names in [named_exactly, named_nearly, named_as_usual] {
        for (index, column) in columns.iter().enumerate() {
            let free = |at: &usize| *at != number && !places.contains(&Some(*at));
            let mut cells = header.iter().enumerate();
            let found = cells.find(|(at, cell)| free(at) && names(column, plain(cell.text)));
            let found = found.map(|(at, _)| at);
            if let Some(place) = places.get_mut(index) {
                *place = place.or(found);
            }
        }
    }
    places
}

fn named_exactly(column: &Column, text: &str) -> bool {
    column.heading.as_deref().map(str::trim) == Some(text)
}

fn named_nearly(column: &Column, text: &str) -> bool {
    let own = column.heading.as_deref().map(comparable);
    own.is_some_and(|own| !own.is_empty() && own == comparable(text))
}

fn named_as_usual(column: &Column, text: &str) -> bool {
    column.field.named_by(text).is_some()
}

fn missing(template: &Template, places: &[Option<usize>]) -> Vec<Field> {
    let columns = || template.values().zip(places);
    let absent = |need: ColumnRequirement| {
        columns()
            .filter(move |(column, place)| column.need == need && place.is_none())
            .map(|(column, _)| column.field)
    };
    let any = |need: ColumnRequirement| {
        columns().any(|(column, place)| column.need == need && place.is_some())
    };
    let mut missing: Vec<Field> = absent(ColumnRequirement::EveryRow).collect();
    if !any(ColumnRequirement::AnyColumn) {
        missing.extend(absent(ColumnRequirement::AnyColumn));
    }
    missing
}

/// `8,986,011,284,071,000,000` in a file that separates cells with commas.
pub(super) fn torn_apart(cells: &[Cell<'_>]) -> bool {
    let digits = |cell: &Cell<'_>| {
        let text = cell.text.trim();
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(text.len())
    };
    let mut groups = cells.iter().filter(|cell| !cell.is_empty());
    let first = groups.next().and_then(digits);
    let rest: Option<Vec<usize>> = groups.map(digits).collect();
    first.zip(rest).is_some_and(|(first, rest)| {
        first <= 3 && rest.len() >= 5 && rest.iter().all(|length| *length == 3)
    })
}
