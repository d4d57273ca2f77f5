//! Reading JSON with little generated code.
//!
//! serde's derive generates two to fifteen kilobytes of code for every type. The console reads answers with [`Decode`]
//! instead: one call per field, and errors that name the place, such as `sim_cards[3].iccid`. A field that is absent or
//! `null` becomes `None` or the empty list; for any other type this is an error. Unknown fields are ignored.

use crate::{
    time::Time,
    units::{Cents, Megabytes},
};
pub use serde_json::Value;
use std::fmt::Write;

/// A type that can be read from a JSON value. On an error, the error is noted and an empty value is returned.
pub trait Decode: Sized {
    /// Reads `value`.
    fn decode(value: Value, notes: &mut Notes) -> Self;

    /// The value of a field that is absent.
    fn absent(notes: &mut Notes) -> Self {
        Self::decode(Value::Null, notes)
    }
}

/// Reads a JSON text.
///
/// # Errors
/// The position of the syntax error, or which field has the wrong type.
pub fn decode<T: Decode>(json: &str) -> Result<T, String> {
    let value = serde_json::from_str(json).map_err(|problem| problem.to_string())?;
    let mut notes = Notes::default();
    let read = T::decode(value, &mut notes);
    match notes.first {
        None => Ok(read),
        Some(problem) => Err(problem),
    }
}

enum Step {
    Field(&'static str),
    Item(usize),
}

/// The current path and the first error.
#[derive(Default)]
pub struct Notes {
    path: Vec<Step>,
    first: Option<String>,
}

impl Notes {
    /// Notes that the value is not what was `expected`.
    pub fn expected(&mut self, expected: &str) {
        if self.first.is_some() {
            return;
        }
        let mut text = String::new();
        for step in &self.path {
            let _ = match step {
                Step::Field(name) if text.is_empty() => write!(text, "{name}"),
                Step::Field(name) => write!(text, ".{name}"),
                Step::Item(index) => write!(text, "[{index}]"),
            };
        }
        let _ = write!(text, ": expected {expected}");
        self.first = Some(text);
    }
}

/// The fields of an object that have not been read yet.
#[derive(Default)]
pub struct Fields(serde_json::Map<String, Value>);

impl Fields {
    /// The fields of `value`.
    pub fn of(value: Value, notes: &mut Notes) -> Self {
        match value {
            Value::Object(fields) => Self(fields),
            _ => {
                notes.expected("an object");
                Self::default()
            }
        }
    }

    /// Reads a field.
    pub fn take<T: Decode>(&mut self, name: &'static str, notes: &mut Notes) -> T {
        notes.path.push(Step::Field(name));
        let read = match self.0.remove(name) {
            None => T::absent(notes),
            Some(value) => T::decode(value, notes),
        };
        notes.path.pop();
        read
    }

    /// Whether there is a field of this name that has not been read.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A field that has not been read.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        self.0.keys().next().map(String::as_str)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        (!value.is_null()).then(|| T::decode(value, notes))
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let items = match value {
            Value::Array(items) => items,
            Value::Null => Vec::new(),
            _ => {
                notes.expected("a list");
                Vec::new()
            }
        };
        let mut read = Self::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            notes.path.push(Step::Item(index));
            read.push(T::decode(item, notes));
            notes.path.pop();
        }
        read
    }
}

impl<A: Decode, B: Decode> Decode for (A, B) {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let mut items = match value {
            Value::Array(items) if items.len() == 2 => items.into_iter(),
            _ => {
                notes.expected("a pair");
                Vec::new().into_iter()
            }
        };
        let mut next = || items.next().unwrap_or_default();
        (A::decode(next(), notes), B::decode(next(), notes))
    }
}

impl Decode for String {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        match value {
            Value::String(text) => text,
            _ => {
                notes.expected("a text");
                Self::new()
            }
        }
    }
}

impl Decode for bool {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        value.as_bool().unwrap_or_else(|| {
            notes.expected("true or false");
            false
        })
    }
}

impl Decode for i64 {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        value.as_i64().unwrap_or_else(|| {
            notes.expected("a whole number");
            0
        })
    }
}

macro_rules! narrow {
    ($($type:ty),*) => {
        $(impl Decode for $type {
            fn decode(value: Value, notes: &mut Notes) -> Self {
                Self::try_from(i64::decode(value, notes)).unwrap_or_else(|_| {
                    notes.expected("a smaller number");
                    0
                })
            }
        })*
    };
}

narrow!(i32, u32, u64, usize);

impl Decode for Cents {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        Self(i64::decode(value, notes))
    }
}

impl Decode for Megabytes {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let read = match &value {
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Self::from_mb(whole),
                None => number.as_f64().and_then(Self::from_f64),
            },
            Value::String(text) => Self::parse(text),
            _ => None,
        };
        read.unwrap_or_else(|| {
            notes.expected("an amount of MB");
            Self::ZERO
        })
    }
}

impl Decode for Time {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        value.as_str().and_then(Self::parse).unwrap_or_else(|| {
            notes.expected("a time");
            Self::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::wire::{ErrorBody, SimCard, SimCardList};
    use proptest::prelude::*;

    #[test]
    fn a_problem_names_its_place() {
        let problem = decode::<SimCardList>(
            r#"{"count":2,"sim_cards":[{"sim_card_id":1},{"sim_card_id":2,"iccid":89860}]}"#,
        );
        assert_eq!(problem.unwrap_err(), "sim_cards[1].iccid: expected a text");
        let problem = decode::<SimCardList>(r#"{"sim_cards":[]}"#);
        assert_eq!(problem.unwrap_err(), "count: expected a whole number");
        assert!(
            decode::<SimCardList>(r#"{"count":1"#)
                .unwrap_err()
                .contains("EOF")
        );
        assert_eq!(
            decode::<SimCardList>("[]").unwrap_err(),
            ": expected an object"
        );
    }

    #[test]
    fn what_is_null_or_absent_is_none() {
        let card = decode::<SimCard>(r#"{"sim_card_id":9007199254740993,"iccid":null,"new":{}}"#);
        let expected = SimCard {
            sim_card_id: 9_007_199_254_740_993,
            ..SimCard::default()
        };
        assert_eq!(card.unwrap(), expected);
    }

    #[test]
    fn either_spelling_of_an_error_is_read() {
        let error = decode::<ErrorBody>(r#"{"errorCode":"APIGW.0301","message":"no"}"#).unwrap();
        assert_eq!(
            (error.error_code.as_str(), error.error_msg.as_str()),
            ("APIGW.0301", "no")
        );
    }

    proptest! {
        /// serde's derive, which the service uses, is the reference for `Decode`.
        #[test]
        fn reads_what_serde_reads(
            sim_card_id: i64,
            cid in proptest::option::of("[0-9]{19,20}"),
            order_id: Option<i64>,
            sim_status in proptest::option::of(0_i32..100),
            real_named: Option<bool>,
            used in proptest::option::of(-1_000_000_000_i64..1_000_000_000),
            at in proptest::option::of(0_i64..4_000_000_000),
        ) {
            let card = SimCard {
                sim_card_id, cid, order_id, sim_status, real_named,
                flow_used: used.map(crate::units::Megabytes::from_thousandths),
                act_date: at.and_then(|at| chrono::DateTime::from_timestamp(at, 0)).map(crate::time::Time),
                ..SimCard::default()
            };
            let json = serde_json::to_string(&card).unwrap();
            prop_assert_eq!(decode::<SimCard>(&json).unwrap(), card);
        }
    }
}
