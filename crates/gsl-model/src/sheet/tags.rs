//! The tags of a card in one cell, as people type them and as exports write them.
//!
//! People separate names with commas, semicolons, `、`, `|` or line breaks. A name may contain such a character, except
//! the comma that joins names on the wire; it is then written in quotation marks, with quotation marks inside doubled,
//! as in CSV.

use std::borrow::Cow;

const QUOTE: char = '"';

/// Whether people use this character to separate names.
const fn separates(one: char) -> bool {
    matches!(one, ',' | '，' | ';' | '；' | '、' | '|' | '\n')
}

/// The cell for the tags as joined on the wire: unchanged, unless a name would be misread.
#[must_use]
pub fn tags_cell(joined: &str) -> Cow<'_, str> {
    let needs_quotes = |name: &str| name.starts_with(QUOTE) || name.contains(separates);
    if !joined.split(',').any(|name| needs_quotes(name.trim())) {
        return Cow::Borrowed(joined);
    }
    let mut cell = String::new();
    for name in joined
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        if !cell.is_empty() {
            cell.push(',');
        }
        if needs_quotes(name) {
            cell.push(QUOTE);
            cell.push_str(&name.replace(QUOTE, "\"\""));
            cell.push(QUOTE);
        } else {
            cell.push_str(name);
        }
    }
    Cow::Owned(cell)
}

/// The names in a cell, trimmed, without empty ones.
pub(super) fn names(cell: &str) -> Vec<Cow<'_, str>> {
    let mut names = Vec::new();
    let mut rest = cell;
    loop {
        let (name, after) = quoted_name(rest).unwrap_or_else(|| {
            let (name, after) = rest.split_at(rest.find(separates).unwrap_or(rest.len()));
            (Cow::Borrowed(name.trim()), after)
        });
        if !name.is_empty() {
            names.push(name);
        }
        let mut after = after.chars();
        if after.next().is_none() {
            return names;
        }
        rest = after.as_str();
    }
}

/// A quoted name at the start of `text`, and the rest: empty, or starting with a separator. `None` when the quotation
/// marks are part of a name, as in `"A" north`.
fn quoted_name(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inside = text.trim_start().strip_prefix(QUOTE)?;
    let mut from = 0;
    loop {
        let end = from + inside.get(from..)?.find(QUOTE)?;
        let after = inside.get(end + QUOTE.len_utf8()..)?;
        if after.starts_with(QUOTE) {
            from = end + 2 * QUOTE.len_utf8();
            continue;
        }
        let after = after.trim_start_matches(|one: char| one.is_whitespace() && !separates(one));
        if !after.is_empty() && !after.starts_with(separates) {
            return None;
        }
        let name = inside.get(..end)?.trim();
        let name = match name.contains(QUOTE) {
            true => Cow::Owned(name.replace("\"\"", "\"")),
            false => Cow::Borrowed(name),
        };
        return Some((name, after));
    }
}
