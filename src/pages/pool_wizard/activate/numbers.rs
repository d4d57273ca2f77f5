//! Container IDs that were typed or stand in a file.

use gsl_model::pool::{TypedNumberError, written};

/// An entry, with its line in the file or the field, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Line.
    pub line: usize,
    /// As it stands there.
    pub text: String,
}

impl Entry {
    /// An entry and its line; 0 if it is valid.
    #[must_use]
    pub fn new(line: usize, text: &str) -> Self {
        Self {
            line,
            text: text.to_owned(),
        }
    }
}

/// An entry that is no container ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadEntry {
    /// Where and what.
    pub entry: Entry,
    /// What is wrong with it.
    pub why: TypedNumberError,
}

/// Entries that were typed: one a line, or several with commas, semicolons or blanks between them.
#[must_use]
pub fn typed(text: &str) -> Vec<Entry> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '、');
    text.lines()
        .enumerate()
        .flat_map(|(index, line)| {
            line.split(between)
                .filter(|part| !part.is_empty())
                .map(move |part| Entry {
                    line: index + 1,
                    text: part.to_owned(),
                })
        })
        .collect()
}

/// Those that are no container IDs.
#[must_use]
pub fn bad(entries: &[Entry]) -> Vec<BadEntry> {
    entries
        .iter()
        .filter_map(|entry| {
            written(&entry.text).err().map(|why| BadEntry {
                entry: entry.clone(),
                why,
            })
        })
        .collect()
}

/// The digits of a number: a printed one ends in a letter, for which GSL has a digit of its own.
#[must_use]
pub fn digits(number: &str) -> &str {
    number.trim_end_matches(|end: char| end.is_ascii_alphabetic())
}

/// Entries as a draft keeps them: line number and text, one a line.
#[must_use]
pub fn to_keep(entries: &[Entry]) -> String {
    let mut text = String::new();
    for Entry { line, text: entry } in entries {
        text.push_str(&line.to_string());
        text.push(' ');
        text.push_str(entry);
        text.push('\n');
    }
    text
}

/// Reads a draft of [`to_keep`].
#[must_use]
pub fn kept(text: &str) -> Vec<Entry> {
    let entry = |line: &str| {
        let (line, text) = line.split_once(' ')?;
        Some(Entry {
            line: line.parse().ok()?,
            text: text.to_owned(),
        })
    };
    text.lines().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::text::BadCharacter;

    const fn not_digits(character: char, at: u32) -> TypedNumberError {
        TypedNumberError::NotDigits(BadCharacter { character, at })
    }

    fn texts(entries: &[Entry]) -> Vec<(usize, &str)> {
        entries
            .iter()
            .map(|entry| (entry.line, entry.text.as_str()))
            .collect()
    }

    #[test]
    fn typed_numbers_stand_in_lines_or_between_commas() {
        let entries = typed("8986011284071000001\n\n 8986011284071000002， x7;8986 \r\n");
        assert_eq!(
            texts(&entries),
            [
                (1, "8986011284071000001"),
                (3, "8986011284071000002"),
                (3, "x7"),
                (3, "8986")
            ]
        );
        let bad: Vec<_> = bad(&entries)
            .into_iter()
            .map(|bad| (bad.entry.text, bad.why))
            .collect();
        assert_eq!(
            bad,
            [
                ("x7".to_owned(), not_digits('x', 1)),
                ("8986".to_owned(), TypedNumberError::Length)
            ]
        );
    }

    #[test]
    fn a_printed_number_stands_for_its_digits() {
        assert_eq!(digits("8986011284071000001X"), "8986011284071000001");
        assert_eq!(digits("89860112840710000017"), "89860112840710000017");
    }

    #[test]
    fn a_draft_is_read_back() {
        let entries = [
            Entry::new(0, "8986011284071000001"),
            Entry::new(7, "8.98601E+18"),
        ];
        assert_eq!(kept(&to_keep(&entries)), entries);
        let bad = bad(&entries);
        assert_eq!(
            (bad.len(), bad[0].entry.line, bad[0].why),
            (1, 7, not_digits('.', 2))
        );
        assert_eq!(
            super::bad(&[Entry::new(3, "")])[0].why,
            TypedNumberError::Empty
        );
    }
}
