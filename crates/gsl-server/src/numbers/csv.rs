//! Reads the rows out of an uploaded text: CSV as spreadsheets write it, one number a line, or a JSON list of numbers.
//! Which column has the numbers, and which of them are sound, is for [`gsl_model::sheet`] to say.

use serde_json::Value;

/// Longest cell kept, in characters: more than ten tags of a hundred.
const LONGEST: usize = 1200;
/// Most cells kept of a row.
const WIDEST: usize = 64;

/// A row of cells.
pub type Row = Vec<String>;

/// The rows in the text, blank ones too, so that they are counted as the spreadsheet does.
///
/// # Errors
/// What is wrong with a JSON list. CSV always reads as something.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let text = decode(bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['[', '{']) {
        json(text)
    } else {
        Ok(rows(text))
    }
}

/// UTF-8, or UTF-16 with its mark, as spreadsheets save "Unicode text". Numbers survive other encodings too.
fn decode(bytes: &[u8]) -> String {
    let units = |pair: fn([u8; 2]) -> u16| -> Vec<u16> {
        let pairs = bytes.chunks_exact(2);
        pairs
            .filter_map(|two| Some(pair(two.try_into().ok()?)))
            .collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => String::from_utf16_lossy(&units(u16::from_le_bytes)),
        [0xFE, 0xFF, ..] => String::from_utf16_lossy(&units(u16::from_be_bytes)),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A list of texts, or an object that has one as `numbers`.
fn json(text: &str) -> Result<Vec<Row>, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("is not valid JSON: {error}"))?;
    let list = match &value {
        Value::Object(map) => map.get("numbers").unwrap_or(&Value::Null),
        other => other,
    };
    let Value::Array(items) = list else {
        return Err("must be a JSON list of numbers as texts".to_owned());
    };
    // A JSON number of 20 digits has lost some of them in most programs.
    let text = |item: &Value| item.as_str().map(|text| vec![tidy(text)]);
    items
        .iter()
        .map(text)
        .collect::<Option<_>>()
        .ok_or_else(|| "must hold the numbers as texts, in quotes".to_owned())
}

/// Not endless.
fn tidy(cell: &str) -> String {
    cell.trim().chars().take(LONGEST).collect()
}

/// The cells, by RFC 4180; separated by what the first line uses most of comma, semicolon and tab. A quote inside a cell
/// that does not begin with one stands for itself, as in `="8986…"`.
fn rows(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t']
        .into_iter()
        .max_by_key(|mark| (first.matches(*mark).count(), *mark == ','))
        .unwrap_or(',');
    let mut rows = Vec::new();
    let mut row = Row::new();
    let mut cell = String::new();
    let end_cell = |row: &mut Row, cell: &mut String| {
        if row.len() < WIDEST {
            row.push(tidy(cell));
        }
        cell.clear();
    };
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\r' | '\n' if !quoted => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                end_cell(&mut row, &mut cell);
                rows.push(std::mem::take(&mut row));
            }
            mark if mark == separator && !quoted => end_cell(&mut row, &mut cell),
            other => cell.push(other),
        }
    }
    if !row.is_empty() || !cell.is_empty() {
        end_cell(&mut row, &mut cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "89860112851063345590";

    fn cells(text: &str) -> Vec<Row> {
        read(text.as_bytes()).unwrap()
    }

    #[test]
    fn rows_end_as_any_system_ends_them() {
        for text in [
            "a,b\nc,d",
            "a,b\r\nc,d\r\n",
            "\u{feff}a,b\rc,d",
            "\"a\",b\nc, d ",
        ] {
            assert_eq!(cells(text), [["a", "b"], ["c", "d"]], "{text:?}");
        }
        assert_eq!(cells(""), Vec::<Row>::new());
        assert_eq!(cells("a\n\nb"), [["a"], [""], ["b"]], "blank rows count");
    }

    #[test]
    fn the_separator_is_the_first_line_s() {
        assert_eq!(cells("a;b\nc,c;d"), [["a", "b"], ["c,c", "d"]]);
        assert_eq!(cells("a\tb\nc;c\td"), [["a", "b"], ["c;c", "d"]]);
    }

    #[test]
    fn quotes_hold_together_and_stand_for_themselves() {
        assert_eq!(
            cells("\"a\n,b\",\"say \"\"x\"\"\""),
            [["a\n,b", "say \"x\""]]
        );
        assert_eq!(cells(&format!("=\"{A}\"\n")), [[format!("=\"{A}\"")]]);
        assert_eq!(
            cells(&format!("\"=\"\"{A}\"\"\"\n")),
            [[format!("=\"{A}\"")]]
        );
    }

    #[test]
    fn unicode_text_of_a_spreadsheet() {
        let mut bytes = vec![0xFF, 0xFE];
        for unit in format!("容器ID\t状态\r\n{A}\t在用\r\n").encode_utf16() {
            bytes.extend(unit.to_le_bytes());
        }
        assert_eq!(read(&bytes).unwrap(), [["容器ID", "状态"], [A, "在用"]]);
        // GBK: the heading is unreadable, the numbers are not.
        let mut bytes = b"\xc8\xdd\xc6\xf7ID,x\r\n".to_vec();
        bytes.extend(A.bytes());
        assert_eq!(read(&bytes).unwrap()[1], [A]);
    }

    #[test]
    fn json_lists() {
        assert_eq!(cells(&format!("[\"{A}\", \" x \"]")), [[A], ["x"]]);
        assert_eq!(cells(&format!("{{\"numbers\":[\"{A}\"]}}")), [[A]]);
        for bad in ["[1]", "[", "{}", "{\"numbers\":\"x\"}", "[null]"] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
