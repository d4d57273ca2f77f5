//! Reads the column of card numbers out of an uploaded text: CSV as spreadsheets write it, one number a line, or a JSON
//! list.

use gsl_model::iccid::{CardNumber, NumberError};
use serde_json::Value;

/// Longest number kept, in characters; what is longer is no number anyway.
pub const LONGEST: usize = 64;

/// Headings under which the number of a card stands.
const HEADINGS: [&str; 9] = [
    "容器id",
    "containerid",
    "cid",
    "iccid",
    "卡号",
    "msisdn",
    "imei",
    "simcard",
    "number",
];

/// The numbers in the text, in order; a heading and blank lines are left out.
///
/// # Errors
/// What is wrong with a JSON list. CSV always reads as something.
pub fn numbers(bytes: &[u8]) -> Result<Vec<String>, String> {
    let text = decode(bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['[', '{']) {
        return json(text);
    }
    let rows = rows(text);
    let column = rows.first().and_then(|first| heading(first));
    let body = rows
        .get(usize::from(column.is_some())..)
        .unwrap_or_default();
    let column = column.unwrap_or(0);
    let cells = body.iter().filter_map(|row| row.get(column));
    Ok(cells
        .map(|cell| tidy(cell))
        .filter(|cell| !cell.is_empty())
        .collect())
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
fn json(text: &str) -> Result<Vec<String>, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("is not valid JSON: {error}"))?;
    let list = match &value {
        Value::Object(map) => map.get("numbers").unwrap_or(&Value::Null),
        other => other,
    };
    let Value::Array(items) = list else {
        return Err("must be a JSON list of numbers as texts".to_owned());
    };
    let mut numbers = Vec::with_capacity(items.len());
    for item in items {
        // A JSON number of 20 digits has lost some of them in most programs.
        let text = item
            .as_str()
            .ok_or_else(|| "must hold the numbers as texts, in quotes".to_owned())?;
        numbers.push(tidy(text));
    }
    numbers.retain(|number| !number.is_empty());
    Ok(numbers)
}

/// On one line, not endless.
fn tidy(cell: &str) -> String {
    let cell = cell.trim();
    cell.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST)
        .collect()
}

/// The column of the numbers when the first row is a heading: the first whose name is known, else the first.
fn heading(first: &[String]) -> Option<usize> {
    let is_words = |cell: &String| {
        matches!(
            CardNumber::parse(cell),
            Err(NumberError::NotDigits | NumberError::Empty)
        )
    };
    if !first.iter().all(is_words) || first.iter().all(|cell| cell.trim().is_empty()) {
        return None;
    }
    let plain = |cell: &String| -> String {
        let kept = cell.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let names: Vec<String> = first.iter().map(plain).collect();
    let known = |name: &String| HEADINGS.iter().any(|heading| name.contains(heading));
    Some(names.iter().position(known).unwrap_or(0))
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
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
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
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            mark if mark == separator && !quoted => row.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    row.push(cell);
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "89860112851063345590";
    const B: &str = "8986011285106334559X";

    fn read(text: &str) -> Vec<String> {
        numbers(text.as_bytes()).unwrap()
    }

    #[test]
    fn one_number_a_line_with_and_without_heading() {
        for text in [
            format!("{A}\n{B}"),
            format!("{A}\r\n{B}\r\n\r\n"),
            format!("\u{feff}容器ID\n{A}\n\n{B}\n"),
            format!("ICCID\r{A}\r{B}"),
            format!("\"Container ID\"\n\"{A}\"\n {B} "),
        ] {
            assert_eq!(read(&text), [A, B], "{text:?}");
        }
        assert_eq!(read(""), Vec::<String>::new());
        assert_eq!(read("容器ID\n"), Vec::<String>::new());
    }

    #[test]
    fn the_column_is_found_by_its_heading() {
        assert_eq!(
            read(&format!("备注,容器ID,状态\nx,{A},在用\n\"a\n,b\",{B},")),
            [A, B]
        );
        assert_eq!(read(&format!("Note;ICCID\n;{A}\n")), [A]);
        assert_eq!(read(&format!("Name\tMSISDN\nn\t{A}\n")), [A]);
        // No heading at all: the first column.
        assert_eq!(read(&format!("{A},x\n{B},y")), [A, B]);
    }

    #[test]
    fn spoiled_numbers_and_the_text_form_of_spreadsheets_are_kept_as_they_are() {
        assert_eq!(read("8.98601E+19\n"), ["8.98601E+19"]);
        assert_eq!(read(&format!("=\"{A}\"\n")), [format!("=\"{A}\"")]);
        assert_eq!(read(&format!("\"=\"\"{A}\"\"\"\n")), [format!("=\"{A}\"")]);
    }

    #[test]
    fn unicode_text_of_a_spreadsheet() {
        let mut bytes = vec![0xFF, 0xFE];
        for unit in format!("容器ID\t状态\r\n{A}\t在用\r\n").encode_utf16() {
            bytes.extend(unit.to_le_bytes());
        }
        assert_eq!(numbers(&bytes).unwrap(), [A]);
        // GBK: the heading is unreadable, the numbers are not.
        let mut bytes = b"\xc8\xdd\xc6\xf7ID,x\r\n".to_vec();
        bytes.extend(A.bytes());
        assert_eq!(numbers(&bytes).unwrap(), [A]);
    }

    #[test]
    fn json_lists() {
        assert_eq!(read(&format!("[\"{A}\", \" \", \"{B}\"]")), [A, B]);
        assert_eq!(read(&format!("{{\"numbers\":[\"{A}\"]}}")), [A]);
        for bad in ["[1]", "[", "{}", "{\"numbers\":\"x\"}", "[null]"] {
            assert!(numbers(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
