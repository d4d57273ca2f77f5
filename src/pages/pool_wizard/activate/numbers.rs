//! Container IDs that were typed or stand in a CSV file.

use gsl_model::pool::{WrittenError, written};

/// An entry, with its line in the file or the field, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Line.
    pub line: usize,
    /// As it stands there.
    pub text: String,
}

/// An entry that is no container ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Where and what.
    pub entry: Entry,
    /// What is wrong with it.
    pub why: WrittenError,
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
pub fn bad(entries: &[Entry]) -> Vec<Bad> {
    entries
        .iter()
        .filter_map(|entry| {
            written(&entry.text).err().map(|why| Bad {
                entry: entry.clone(),
                why,
            })
        })
        .collect()
}

/// Headings of the only column that counts.
const HEADINGS: [&str; 4] = ["容器ID", "Container ID", "cid", "ICCID"];

/// What marks a cell as text in a spreadsheet taken off: `="8986…"`, `'8986…`.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    let cell = cell.strip_prefix('\'').unwrap_or(cell);
    cell.strip_prefix("=\"")
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(cell)
        .trim()
}

/// The entries of a CSV file: those of the container ID column, whatever stands in the others. Without that heading in
/// the first line, those of the first column.
#[must_use]
pub fn of_csv(text: &str) -> Vec<Entry> {
    let rows = rows(text);
    let heading = |cell: &String| {
        HEADINGS
            .iter()
            .any(|known| plain(cell).eq_ignore_ascii_case(known))
    };
    let column = rows
        .first()
        .and_then(|(_, cells)| cells.iter().position(heading));
    rows.iter()
        .skip(usize::from(column.is_some()))
        .filter_map(|(line, cells)| {
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                return None;
            }
            let cell = cells
                .get(column.unwrap_or(0))
                .map_or("", |cell| plain(cell));
            Some(Entry {
                line: *line,
                text: cell.to_owned(),
            })
        })
        .collect()
}

/// Rows of a CSV file (RFC 4180; comma, semicolon or tab) with the line each begins at.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let head = text.lines().next().unwrap_or_default();
    let comma = ['\t', ';']
        .into_iter()
        .find(|mark| head.contains(*mark) && !head.contains(','))
        .unwrap_or(',');
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut began, mut quoted) = (1, 1, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            // Inside `="8986…"` quotes belong to the cell: only a cell that begins with one is quoted.
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\n' => {
                line += 1;
                if quoted {
                    cell.push(c);
                    continue;
                }
                cells.push(std::mem::take(&mut cell));
                rows.push((began, std::mem::take(&mut cells)));
                began = line;
            }
            '\r' if !quoted => {}
            c if c == comma && !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell);
        rows.push((began, cells));
    }
    rows
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
                ("x7".to_owned(), WrittenError::NotDigits),
                ("8986".to_owned(), WrittenError::Length)
            ]
        );
    }

    #[test]
    fn only_the_container_id_column_counts() {
        let file = "卡状态,容器ID,备注\r\n在用,=\"8986011284071000001\",\"a, b\"\r\n,\r\n可激活,'8986011284071000002,x\n";
        assert_eq!(
            texts(&of_csv(file)),
            [(2, "8986011284071000001"), (4, "8986011284071000002")]
        );
        let file = "container id;state\n1;20\n";
        assert_eq!(texts(&of_csv(file)), [(2, "1")]);
        // Quoted as a whole, as spreadsheets write `="…"`.
        assert_eq!(texts(&of_csv("cid\n\"=\"\"898\"\"\"\n")), [(2, "898")]);
    }

    #[test]
    fn a_file_without_heading_is_read_by_its_first_column() {
        assert_eq!(
            texts(&of_csv("8986011284071000001,20\n8.98601E+18,20")),
            [(1, "8986011284071000001"), (2, "8.98601E+18")]
        );
    }

    #[test]
    fn a_row_without_its_number_is_named() {
        let entries = of_csv("容器ID,卡状态\n,在用\n");
        assert_eq!(bad(&entries)[0].why, WrittenError::Empty);
    }

    #[test]
    fn a_quoted_line_break_does_not_shift_the_lines() {
        let entries = of_csv("备注,cid\n\"a\nb\",1\nc,2");
        assert_eq!(texts(&entries), [(2, "1"), (4, "2")]);
        assert_eq!(kept(&to_keep(&entries)), entries);
    }
}
