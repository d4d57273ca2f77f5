//! A value of a row, and its form in a file.

use std::borrow::Cow;

use super::{ColumnKind, word};
use crate::names::yes_no;
use crate::sheet::{Language, tags_cell};
use crate::time::Time;
use crate::units::{Cents, Megabytes};

/// A value as in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawValue<'a> {
    /// `null`
    None,
    /// A text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// MB.
    Megabytes(Megabytes),
    /// An instant.
    Time(Time),
    /// Yes or no.
    Flag(bool),
}

/// A value as in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// An empty cell.
    Empty,
    /// Text entered by people.
    Text(&'a str),
    /// Names of tags.
    Tags(Cow<'a, str>),
    /// A number used as a name, such as an ICCID.
    Digits(Cow<'a, str>),
    /// A word of ours, or a date: a spreadsheet does not change it.
    Word(&'a str),
    /// A number.
    Integer(i64),
    /// MB.
    Megabytes(Megabytes),
    /// Yuan.
    Money(Cents),
    /// An instant.
    Time(Time),
}

impl<'a> Cell<'a> {
    /// The form of the value in a column of this kind.
    #[must_use]
    pub fn of(raw: RawValue<'a>, kind: ColumnKind, language: Language) -> Self {
        match (raw, kind) {
            (RawValue::None, _) => Self::Empty,
            (RawValue::Text(""), _) => Self::Empty,
            (RawValue::Text(text), ColumnKind::Digits) => Self::Digits(Cow::Borrowed(text)),
            (RawValue::Text(joined), ColumnKind::Tags) => Self::Tags(tags_cell(joined)),
            (RawValue::Integer(number), ColumnKind::Digits) => {
                Self::Digits(Cow::Owned(number.to_string()))
            }
            (RawValue::Integer(cents), ColumnKind::Money) => Self::Money(Cents(cents)),
            (RawValue::Integer(code), ColumnKind::Words(words)) => {
                word(words, &code.to_string(), language).map_or(Self::Integer(code), Self::Word)
            }
            (RawValue::Text(code), ColumnKind::Words(words)) => {
                word(words, code, language).map_or(Self::Text(code), Self::Word)
            }
            (RawValue::Text(text), ColumnKind::Time) => {
                Time::parse(text).map_or(Self::Text(text), Self::Time)
            }
            (RawValue::Text(text), _) => Self::Text(text),
            (RawValue::Integer(number), _) => Self::Integer(number),
            (RawValue::Megabytes(volume), _) => Self::Megabytes(volume),
            (RawValue::Time(at), _) => Self::Time(at),
            (RawValue::Flag(flag), _) => Self::Word(yes_no(flag, language)),
        }
    }
}

/// A field of the API.
pub trait Value {
    /// The value.
    fn raw(&self) -> RawValue<'_>;
}

impl<T: Value> Value for Option<T> {
    fn raw(&self) -> RawValue<'_> {
        self.as_ref().map_or(RawValue::None, Value::raw)
    }
}

impl Value for String {
    fn raw(&self) -> RawValue<'_> {
        RawValue::Text(self)
    }
}

macro_rules! values {
    ($($of:ty => $make:expr,)+) => {$(
        impl Value for $of {
            fn raw(&self) -> RawValue<'_> {
                $make(*self)
            }
        }
    )+};
}

values! {
    i64 => RawValue::Integer,
    i32 => |number| RawValue::Integer(i64::from(number)),
    bool => RawValue::Flag,
    Time => RawValue::Time,
    Megabytes => RawValue::Megabytes,
}
