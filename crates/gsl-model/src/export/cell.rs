//! One value of a row, and how a column makes it.

use std::borrow::Cow;

use super::{Kind, word, yes_no};
use crate::sheet::{Language, tags_cell};
use crate::time::Time;
use crate::units::{Cents, Megabytes};

/// A value as the API has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raw<'a> {
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

/// A value as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text of people.
    Text(&'a str),
    /// Names of tags.
    Tags(Cow<'a, str>),
    /// A number that is a name.
    Digits(Cow<'a, str>),
    /// A word of ours, or a date: nothing that a spreadsheet could harm.
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
    /// The value in a column of this kind.
    #[must_use]
    pub fn of(raw: Raw<'a>, kind: Kind, language: Language) -> Self {
        match (raw, kind) {
            (Raw::None, _) => Self::Empty,
            (Raw::Text(""), _) => Self::Empty,
            (Raw::Text(text), Kind::Digits) => Self::Digits(Cow::Borrowed(text)),
            (Raw::Text(joined), Kind::Tags) => Self::Tags(tags_cell(joined)),
            (Raw::Integer(number), Kind::Digits) => Self::Digits(Cow::Owned(number.to_string())),
            (Raw::Integer(cents), Kind::Money) => Self::Money(Cents(cents)),
            (Raw::Integer(code), Kind::Words(words)) => {
                word(words, &code.to_string(), language).map_or(Self::Integer(code), Self::Word)
            }
            (Raw::Text(code), Kind::Words(words)) => {
                word(words, code, language).map_or(Self::Text(code), Self::Word)
            }
            (Raw::Text(text), Kind::Time) => Time::parse(text).map_or(Self::Text(text), Self::Time),
            (Raw::Text(text), _) => Self::Text(text),
            (Raw::Integer(number), _) => Self::Integer(number),
            (Raw::Megabytes(volume), _) => Self::Megabytes(volume),
            (Raw::Time(at), _) => Self::Time(at),
            (Raw::Flag(flag), _) => Self::Word(yes_no(flag, language)),
        }
    }
}

/// A field of the API.
pub trait Value {
    /// What it is.
    fn raw(&self) -> Raw<'_>;
}

impl<T: Value> Value for Option<T> {
    fn raw(&self) -> Raw<'_> {
        self.as_ref().map_or(Raw::None, Value::raw)
    }
}

impl Value for String {
    fn raw(&self) -> Raw<'_> {
        Raw::Text(self)
    }
}

macro_rules! values {
    ($($of:ty => $make:expr,)+) => {$(
        impl Value for $of {
            fn raw(&self) -> Raw<'_> {
                $make(*self)
            }
        }
    )+};
}

values! {
    i64 => Raw::Integer,
    i32 => |number| Raw::Integer(i64::from(number)),
    bool => Raw::Flag,
    Time => Raw::Time,
    Megabytes => Raw::Megabytes,
}
