//! A pasted list: valid numbers, numbers damaged by a spreadsheet, and other text (console.md section 20).

use gsl_model::iccid::{CardNumber, NumberError, split_pasted_list};
use gsl_model::text::digit;

/// Most numbers one list may have.
pub const MOST: usize = 100_000;

/// What a pasted text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedNumbers {
    /// Valid numbers without spaces, in the order pasted, duplicates included, so that the service counts them.
    pub numbers: Vec<String>,
    /// Those of them that end in zeros as a spreadsheet leaves them.
    pub doubtful: Vec<String>,
    /// As pasted; the original numbers are lost.
    pub spoiled: Vec<String>,
    /// As pasted: not card numbers, and why.
    pub bad: Vec<(String, NumberError)>,
}

impl PastedNumbers {
    /// Reads a pasted text.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut pasted = Self::default();
        for part in split_pasted_list(text).into_iter().take(MOST) {
            match CardNumber::parse(part) {
                Ok(number) => {
                    if number.may_be_spoiled() {
                        pasted.doubtful.push(number.written());
                    }
                    pasted.numbers.push(number.written());
                }
                Err(NumberError::Empty) => {}
                Err(NumberError::SpoiledBySpreadsheet) => pasted.spoiled.push(part.to_owned()),
                Err(why) => pasted.bad.push((part.to_owned(), why)),
            }
        }
        pasted
    }

    /// Whether this is a list and not one thing typed into a field: several entries, at least one of them a number or
    /// nearly one.
    #[must_use]
    pub fn is_list(text: &str) -> bool {
        let parts = split_pasted_list(text);
        parts.len() > 1
            && parts.iter().take(50).any(|part| {
                nearly_a_number(part)
                    || CardNumber::parse(part) == Err(NumberError::SpoiledBySpreadsheet)
            })
    }
}

/// Whether a text has so many digits that a card number is meant, whatever else is in it.
#[must_use]
pub fn nearly_a_number(text: &str) -> bool {
    const DIGITS: usize = 10;
    text.chars().filter_map(digit).nth(DIGITS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::text::BadCharacter;

    #[test]
    fn a_column_of_a_spreadsheet() {
        let text = "ICCID\n89860112840710002345\n8986 0304 7722 9105 331X\n8.98601E+19\n1064987122203\n89860112840710002345\n";
        assert!(PastedNumbers::is_list(text));
        let pasted = PastedNumbers::read(text);
        assert_eq!(
            pasted.numbers,
            [
                "89860112840710002345",
                "8986030477229105331X",
                "1064987122203",
                "89860112840710002345",
            ]
        );
        assert_eq!(pasted.spoiled, ["8.98601E+19"]);
        assert_eq!(pasted.bad, [("ICCID".to_owned(), not_digits('I', 1))]);
    }

    const fn not_digits(character: char, at: u32) -> NumberError {
        NumberError::NotDigits(BadCharacter { character, at })
    }

    #[test]
    fn a3_numbers_that_end_in_zeros_are_sent_and_told() {
        let pasted = PastedNumbers::read("89860117900012300000\n89860112840710002345");
        assert_eq!(pasted.numbers.len(), 2);
        assert_eq!(pasted.doubtful, ["89860117900012300000"]);
        assert!(pasted.spoiled.is_empty());
    }

    #[test]
    fn a17_a_list_of_numbers_that_cannot_be_read_is_a_list_all_the_same() {
        let text = "8986O112840710002345\n8986O112840710002346\n898601128407100023456";
        assert!(PastedNumbers::is_list(text));
        let pasted = PastedNumbers::read(text);
        assert!(pasted.numbers.is_empty());
        let why: Vec<NumberError> = pasted.bad.iter().map(|(_, why)| *why).collect();
        assert_eq!(
            why,
            [
                not_digits('O', 5),
                not_digits('O', 5),
                NumberError::WrongLength { digits: 21 }
            ]
        );
        let isolated =
            "\u{2066}89860112840710002345\u{2069}\n\u{2066}8986﹘0112⁃84071000ー2346\u{2069}";
        assert!(PastedNumbers::is_list(isolated));
        assert_eq!(
            PastedNumbers::read(isolated).numbers,
            ["89860112840710002345", "89860112840710002346"]
        );
    }

    #[test]
    fn one_number_or_words_are_typed_not_listed() {
        assert!(!PastedNumbers::is_list("8986 0112 8407 1000 2345"));
        assert!(!PastedNumbers::is_list("north, south"));
    }
}
