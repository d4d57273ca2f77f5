//! The bad rows as a file, in the page's words.

use gsl_model::sheet::{BadRow, Fault};

/// Words by key, as the page gives them: `row`, `text` and `reason` for the headings, `field.imei` … for columns, and one
/// for each name of [`Fault::name`] with `{digits}`, `{of}`, `{most}` and `{field}` where the numbers go.
#[derive(Debug, Default)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// Reads them from lines of a key, a tab and the word.
    #[must_use]
    pub fn parse(lines: &str) -> Self {
        let words = lines.lines().filter_map(|line| line.split_once('\t'));
        Self(
            words
                .map(|(key, word)| (key.to_owned(), word.to_owned()))
                .collect(),
        )
    }

    /// The word of a key; without one the key.
    fn get<'a>(&'a self, key: &'a str) -> &'a str {
        let known = self.0.iter().find(|(known, _)| known == key);
        known.map_or(key, |(_, word)| word)
    }
}

/// A fault in words; without words for it its key.
#[must_use]
pub fn reason(fault: Fault, words: &Words) -> String {
    let text = fault.fill(words.get(fault.name()));
    match fault {
        Fault::Value { field, .. } => {
            let field = format!("field.{}", field.key());
            text.replace("{field}", words.get(&field))
        }
        _ => text,
    }
}

/// Headings of the file.
#[must_use]
pub fn headings(words: &Words) -> [&str; 3] {
    ["row", "text", "reason"].map(|key| words.get(key))
}

/// Rows of the file: number of the row, what stands there, the reason.
#[must_use]
pub fn rows(bad: &[BadRow], words: &Words) -> Vec<Vec<String>> {
    bad.iter()
        .map(|bad| {
            vec![
                bad.row.to_string(),
                bad.text.clone(),
                reason(bad.fault, words),
            ]
        })
        .collect()
}
