//! Reading the result from the JSON of the module that reads files.

use super::{Fault, Field, SpreadsheetDamage, ValueFault};
use crate::text::BadCharacter;
use crate::wire::decode::{Decode, Fields, Notes, Value};

impl Decode for Field {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let field = value.as_str().and_then(Self::from_key);
        field.unwrap_or_else(|| {
            notes.expected("a column");
            Self::Number
        })
    }
}

impl Decode for SpreadsheetDamage {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        match value.as_str() {
            Some("scientific") => Self::Scientific,
            Some("zeros") => Self::Zeros,
            Some("separators") => Self::Separators,
            Some("float") => Self::Float,
            _ => {
                notes.expected("a way of spoiling");
                Self::Scientific
            }
        }
    }
}

fn bad_character(fields: &mut Fields, notes: &mut Notes) -> BadCharacter {
    let character: String = fields.take("character", notes);
    BadCharacter {
        character: character.chars().next().unwrap_or_default(),
        at: fields.take("at", notes),
    }
}

impl Decode for Fault {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let mut fields = Fields::of(value, notes);
        let kind: String = fields.take("kind", notes);
        match kind.as_str() {
            "empty" => Self::Empty,
            "not_digits" => Self::NotDigits(bad_character(&mut fields, notes)),
            "wrong_length" => Self::WrongLength {
                digits: fields.take("digits", notes),
            },
            "spoiled" => Self::Spoiled {
                how: fields.take("how", notes),
            },
            "duplicate" => Self::Duplicate {
                of: fields.take("of", notes),
            },
            "too_many" => Self::TooMany {
                most: fields.take("most", notes),
            },
            "value" => Self::Value {
                field: fields.take("field", notes),
                fault: fields.take("fault", notes),
            },
            _ => {
                notes.expected("a fault");
                Self::Empty
            }
        }
    }
}

impl Decode for ValueFault {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let mut fields = Fields::of(value, notes);
        let what: String = fields.take("what", notes);
        match what.as_str() {
            "missing" => Self::Missing,
            "not_an_imei" => Self::NotAnImei,
            "no_check_digit" => Self::NoCheckDigit {
                imei: fields.take("imei", notes),
            },
            "imeisv" => Self::Imeisv {
                imei: fields.take("imei", notes),
            },
            "not_digits" => Self::NotDigits(bad_character(&mut fields, notes)),
            "not_text" => Self::NotText(bad_character(&mut fields, notes)),
            "spoiled" => Self::Spoiled,
            "unknown_area" => Self::UnknownArea,
            "not_a_threshold" => Self::NotAThreshold,
            "too_long" => Self::TooLong {
                most: fields.take("most", notes),
            },
            "too_many_tags" => Self::TooManyTags {
                most: fields.take("most", notes),
            },
            _ => {
                notes.expected("a fault of a value");
                Self::Missing
            }
        }
    }
}
