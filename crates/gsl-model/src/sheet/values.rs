//! The cells beside the card number, read by what their column holds.

use super::{
    Field, ValueFault,
    cell::{Cell, plain, read_number},
    report::Fault,
};
use crate::{iccid::CardNumber, region};

/// Most tags of a card (console.md section 10).
pub const MAX_TAGS: usize = 10;
/// Longest name of a tag, in characters.
pub const MAX_TAG: usize = 100;
/// Longest value of a custom attribute, in characters.
pub const MAX_ATTRIBUTE: usize = 100;

/// A value in its plain form, empty for an empty cell; an attribute as it stands.
pub(super) fn read(field: Field, cell: Cell<'_>) -> Result<String, ValueFault> {
    match field {
        Field::Tags => return tags(cell.text),
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
    match read_number(cell) {
        Ok(CardNumber::Imei(digits)) => Ok(digits),
        Err(Fault::Spoiled { .. }) => Err(ValueFault::Spoiled),
        _ => Err(ValueFault::NotAnImei),
    }
}

fn threshold(cell: Cell<'_>) -> Result<String, ValueFault> {
    let text = plain(cell.text);
    if matches!(text, "-1" | "−1" | "-1.0") {
        return Ok("-1".to_owned());
    }
    let digits = cell.exact_integer().unwrap_or_else(|| text.to_owned());
    let mb: i64 = digits.parse().map_err(|_| ValueFault::NotAThreshold)?;
    if mb < 0 || digits.starts_with('+') {
        return Err(ValueFault::NotAThreshold);
    }
    Ok(mb.to_string())
}

/// Names separated as people do it; the comma joins them on the wire, so no name has one. Named twice counts once.
fn tags(text: &str) -> Result<String, ValueFault> {
    let mut names: Vec<&str> = Vec::new();
    for name in text.split([',', '，', ';', '；', '、', '|', '\n']) {
        let name = name.trim();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > MAX_TAGS {
        return Err(ValueFault::TooManyTags {
            most: limit(MAX_TAGS),
        });
    }
    if names.iter().any(|name| name.chars().count() > MAX_TAG) {
        return Err(ValueFault::TooLong {
            most: limit(MAX_TAG),
        });
    }
    Ok(names.join(","))
}

fn attribute(cell: Cell<'_>) -> Result<String, ValueFault> {
    // `5.0` stored as a number is what a spreadsheet shows as 5; a text stays as it is.
    let text = match (cell.stored, cell.exact_integer()) {
        (super::Stored::Number, Some(integer)) => integer,
        _ => cell.text.to_owned(),
    };
    if text.chars().count() > MAX_ATTRIBUTE {
        return Err(ValueFault::TooLong {
            most: limit(MAX_ATTRIBUTE),
        });
    }
    Ok(text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect())
}

fn limit(most: usize) -> u32 {
    u32::try_from(most).unwrap_or(u32::MAX)
}
