//! Names and values that customers give: tags, custom attributes, pools, accounts (console.md sections 10 and 11). Each
//! is text (see [`crate::text`]); lengths are in characters.

use crate::codes::codes;
use crate::text::{self, BadCharacter};

/// Longest name of a tag.
pub const LONGEST_TAG: usize = 100;
/// Longest name of a custom attribute.
pub const LONGEST_ATTRIBUTE: usize = 32;
/// Longest value of a custom attribute.
pub const LONGEST_VALUE: usize = 100;
/// Longest name of a pool.
pub const LONGEST_POOL: usize = 64;
/// Longest name of an account; the documents do not describe its form.
pub const LONGEST_ACCOUNT: usize = 64;

codes! {
    /// `status` of a tag: in use while a card has it.
    TagState {
        Unused = 0, "unused", "未使用", "Unused";
        InUse = 1, "in_use", "使用中", "In use";
    }
}

/// What is wrong with a name or a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelError {
    /// Empty.
    Empty,
    /// Too long.
    TooLong {
        /// The most characters allowed.
        most: usize,
    },
    /// A character that cannot be part of a text, such as a control character.
    NotText(BadCharacter),
    /// A character that is not allowed in this name.
    NotAllowed(BadCharacter),
}

/// The message of the API.
impl std::fmt::Display for LabelError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => out.write_str("must not be empty"),
            Self::TooLong { most } => write!(out, "is longer than {most} characters"),
            Self::NotText(bad) => write!(out, "has a character that is no text: {bad}"),
            Self::NotAllowed(bad) => write!(out, "has a character it must not have: {bad}"),
        }
    }
}

fn read(text: &str, most: usize, allowed: impl Fn(char) -> bool) -> Result<&str, LabelError> {
    let name = text.trim();
    if name.is_empty() {
        return Err(LabelError::Empty);
    }
    value(text, most)?;
    let before = text.len() - text.trim_start().len();
    let before = text.get(..before).unwrap_or_default().chars().count();
    match name.chars().position(|one| !allowed(one)) {
        None => Ok(name),
        Some(index) => Err(LabelError::NotAllowed(BadCharacter::new(
            name.chars().nth(index).unwrap_or_default(),
            before + index,
        ))),
    }
}

fn value(text: &str, most: usize) -> Result<&str, LabelError> {
    let value = text.trim();
    if value.chars().count() > most {
        return Err(LabelError::TooLong { most });
    }
    text::check(text).map_err(LabelError::NotText)?;
    Ok(value)
}

/// Reads the name of a tag, trimmed. It has no comma, because the tags of a card are joined with commas.
///
/// # Errors
/// What is wrong with it.
pub fn tag_name(text: &str) -> Result<&str, LabelError> {
    read(text, LONGEST_TAG, |one| one != ',')
}

/// Reads the name of a custom attribute, trimmed: digits, letters, `_`, `-` and Chinese characters.
///
/// # Errors
/// What is wrong with it.
pub fn attribute_name(text: &str) -> Result<&str, LabelError> {
    read(text, LONGEST_ATTRIBUTE, |one| {
        one.is_ascii_alphanumeric()
            || matches!(one, '_' | '-' | '\u{3007}')
            || matches!(u32::from(one), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
    })
}

/// Reads the value of a custom attribute, trimmed; an empty one deletes the value.
///
/// # Errors
/// What is wrong with it.
pub fn attribute_value(text: &str) -> Result<&str, LabelError> {
    value(text, LONGEST_VALUE)
}

/// Reads the name of a pool, trimmed.
///
/// # Errors
/// What is wrong with it.
pub fn pool_name(text: &str) -> Result<&str, LabelError> {
    read(text, LONGEST_POOL, |_| true)
}

/// Reads the name of an account, trimmed.
///
/// # Errors
/// What is wrong with it.
pub fn account(text: &str) -> Result<&str, LabelError> {
    read(text, LONGEST_ACCOUNT, |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn bad(character: char, at: u32) -> BadCharacter {
        BadCharacter { character, at }
    }

    #[test]
    fn names_are_read_without_blanks_around_them() {
        assert_eq!(tag_name(" 冷链 A "), Ok("冷链 A"));
        assert_eq!(tag_name(&"字".repeat(100)), Ok("字".repeat(100).as_str()));
        assert_eq!(pool_name(" a,b "), Ok("a,b"));
        assert_eq!(account("x"), Ok("x"));
        assert_eq!(attribute_value("  "), Ok(""));
        for good in ["客户_名称-1", "A", "〇一"] {
            assert_eq!(attribute_name(good), Ok(good));
        }
    }

    #[test]
    fn p16_a_tag_with_a_comma_would_be_two_and_is_refused_with_its_place() {
        assert_eq!(tag_name("A,B"), Err(LabelError::NotAllowed(bad(',', 2))));
        assert_eq!(tag_name("A B"), Ok("A B"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        assert_eq!(tag_name("  "), Err(LabelError::Empty));
        assert_eq!(
            tag_name(&"字".repeat(101)),
            Err(LabelError::TooLong { most: 100 })
        );
        assert_eq!(tag_name(" a,b"), Err(LabelError::NotAllowed(bad(',', 3))));
        assert_eq!(
            attribute_name("a b"),
            Err(LabelError::NotAllowed(bad(' ', 2)))
        );
        assert_eq!(
            attribute_name(&"a".repeat(33)),
            Err(LabelError::TooLong { most: 32 })
        );
    }

    #[test]
    fn a14_what_is_no_text_is_in_no_name_and_no_value() {
        for (text, character, at) in [
            ("a\0b", '\0', 2),
            ("ab\u{2}", '\u{2}', 3),
            ("a\u{b}b", '\u{b}', 2),
            ("\u{1f}ab", '\u{1f}', 1),
            ("a\nb", '\n', 2),
            ("a\u{7f}b", '\u{7f}', 2),
            ("a\u{9f}b", '\u{9f}', 2),
            ("a\u{fffe}b", '\u{fffe}', 2),
            ("a\u{1ffff}b", '\u{1ffff}', 2),
            ("a\u{fdd0}b", '\u{fdd0}', 2),
            ("a\u{fffd}b", '\u{fffd}', 2),
        ] {
            for read in [
                tag_name(text),
                attribute_name(text),
                attribute_value(text),
                pool_name(text),
                account(text),
            ] {
                assert_eq!(
                    read,
                    Err(LabelError::NotText(bad(character, at))),
                    "{text:?}"
                );
            }
        }
    }
}
