//! The cells of the value columns, read by field.

use std::borrow::Cow;

use super::{
    Field, ValueFault,
    cell::{Cell, plain},
    tags,
};
use crate::imei::{Imei, ImeiError};
use crate::label::{self, LabelError};
use crate::{region, threshold};

/// The most tags on a card (console.md section 10).
pub const MAX_TAGS: usize = 10;

/// A value in plain form, empty for an empty cell; an attribute is kept as it is.
pub(super) fn read(field: Field, cell: Cell<'_>) -> Result<String, ValueFault> {
    match field {
        Field::Tags => return tag_names(cell.text),
        _ if Field::ATTRIBUTES.contains(&field) => return attribute(cell),
        _ => {}
    }
    let text = plain(cell.text);
    if text.is_empty() {
        return Ok(String::new());
    }
    match field {
        Field::Number => Ok(text.to_owned()),
        Field::Imei => imei(cell),
        Field::Area => region::province(text)
            .map(|province| province.zh.to_owned())
            .ok_or(ValueFault::UnknownArea),
        _ => threshold(cell),
    }
}

fn imei(cell: Cell<'_>) -> Result<String, ValueFault> {
    let digits = cell.exact_integer();
    let text = digits.as_deref().unwrap_or_else(|| plain(cell.text));
    Imei::read(text)
        .map(String::from)
        .map_err(|error| match error {
            ImeiError::Empty => ValueFault::Missing,
            ImeiError::SpoiledBySpreadsheet => ValueFault::Spoiled,
            ImeiError::NotDigits(bad) => ValueFault::NotDigits(bad),
            ImeiError::NoCheckDigit { imei } => ValueFault::NoCheckDigit { imei },
            ImeiError::Imeisv { imei } => ValueFault::Imeisv { imei },
            ImeiError::WrongLength { .. } => ValueFault::NotAnImei,
        })
}

fn threshold(cell: Cell<'_>) -> Result<String, ValueFault> {
    let digits = cell.exact_integer();
    let text = digits.as_deref().unwrap_or_else(|| plain(cell.text));
    let text = text.strip_suffix(".0").unwrap_or(text);
    threshold::read(text)
        .map(|mb| mb.to_string())
        .ok_or(ValueFault::NotAThreshold)
}

/// Names are joined with commas on the wire, so they contain none. Duplicates count once.
fn tag_names(text: &str) -> Result<String, ValueFault> {
    let mut names: Vec<Cow<'_, str>> = Vec::new();
    for name in tags::names(text) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > MAX_TAGS {
        return Err(ValueFault::TooManyTags {
            most: limit(MAX_TAGS),
        });
    }
    for name in &names {
        label::tag_name(name).map_err(of_label)?;
    }
    Ok(names.join(","))
}

fn attribute(cell: Cell<'_>) -> Result<String, ValueFault> {
    // `5.0` stored as a number is displayed as 5 by spreadsheets; a text is kept as it is.
    let text = match (cell.stored, cell.exact_integer()) {
        (super::StoredAs::Number, Some(integer)) => integer,
        _ => cell.text.to_owned(),
    };
    // A line break within a cell becomes a space.
    let text = text.replace(['\t', '\n', '\r', '\u{85}'], " ");
    label::attribute_value(&text).map_err(of_label)?;
    Ok(text)
}

fn of_label(error: LabelError) -> ValueFault {
    match error {
        LabelError::Empty => ValueFault::Missing,
        LabelError::TooLong { most } => ValueFault::TooLong { most: limit(most) },
        LabelError::NotText(bad) | LabelError::NotAllowed(bad) => ValueFault::NotText(bad),
    }
}

fn limit(most: usize) -> u32 {
    u32::try_from(most).unwrap_or(u32::MAX)
}
