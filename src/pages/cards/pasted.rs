//! A pasted list: sound numbers, those a spreadsheet has spoiled, and what is no number at all (console.md section 20).

use gsl_model::iccid::{CardNumber, NumberError, split_pasted_list};

/// Most numbers one list may have.
pub const MOST: usize = 100_000;

/// What a pasted text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Distinct sound numbers, as the service searches them, in the order pasted.
    pub numbers: Vec<String>,
    /// As pasted; the number behind them is lost.
    pub spoiled: Vec<String>,
    /// As pasted; no card numbers.
    pub bad: Vec<String>,
}

impl Pasted {
    /// Reads a pasted text.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut pasted = Self::default();
        let mut seen = std::collections::HashSet::new();
        for part in split_pasted_list(text).into_iter().take(MOST) {
            match CardNumber::parse(part) {
                Ok(number) => {
                    let key = number.search_key().to_owned();
                    if seen.insert(key.clone()) {
                        pasted.numbers.push(key);
                    }
                }
                Err(NumberError::Empty) => {}
                Err(NumberError::SpoiledBySpreadsheet) => pasted.spoiled.push(part.to_owned()),
                Err(_) => pasted.bad.push(part.to_owned()),
            }
        }
        pasted
    }

    /// Whether this is a list and not one thing typed into a field: several entries, at least one of them a number.
    #[must_use]
    pub fn is_list(text: &str) -> bool {
        let parts = split_pasted_list(text);
        parts.len() > 1
            && parts.iter().take(50).any(|part| {
                matches!(
                    CardNumber::parse(part),
                    Ok(_) | Err(NumberError::SpoiledBySpreadsheet)
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_a_spreadsheet() {
        let text = "ICCID\n89860112840710002345\n8986 0304 7722 9105 331X\n8.98601E+19\n1064987122203\n89860112840710002345\n";
        assert!(Pasted::is_list(text));
        let pasted = Pasted::read(text);
        assert_eq!(
            pasted.numbers,
            [
                "89860112840710002345",
                "8986030477229105331",
                "1064987122203"
            ]
        );
        assert_eq!(pasted.spoiled, ["8.98601E+19"]);
        assert_eq!(pasted.bad, ["ICCID"]);
    }

    #[test]
    fn one_number_or_words_are_typed_not_listed() {
        assert!(!Pasted::is_list("8986 0112 8407 1000 2345"));
        assert!(!Pasted::is_list("north, south"));
    }
}
