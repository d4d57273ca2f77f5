//! A workbook of one sheet whose cells are all text, so that a spreadsheet does not change card numbers.

use super::xml::{ESCAPE, escape};
use std::fmt::Write as _;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const ROOT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Style 1 is text (format 49, `@`), style 2 the same in bold.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>"#;
/// 1 January 1980, so that the same content gives the same file.
const DATE: u16 = 0x0021;

/// The file: headings in bold in the first row, which is frozen, and the rows below.
#[must_use]
pub fn workbook(name: &str, headings: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let workbook = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        escaped(&sheet_name(name))
    );
    stored(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT_RELATIONS),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet(headings, rows)),
    ])
}

/// A valid sheet name: at most 31 characters, none of `[]:*?/\`.
fn sheet_name(name: &str) -> String {
    let allowed = |letter: &char| !r"[]:*?/\'".contains(*letter) && !letter.is_control();
    let name: String = name.chars().filter(allowed).take(31).collect();
    if name.trim().is_empty() {
        "Sheet1".to_owned()
    } else {
        name
    }
}

fn sheet(headings: &[&str], rows: &[Vec<String>]) -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
    );
    // The style of the column applies to cells that are still empty.
    let _ = write!(
        xml,
        r#"<col min="1" max="{}" width="26" style="1" customWidth="1"/></cols><sheetData>"#,
        headings.len().max(1)
    );
    write_row(&mut xml, headings.iter().copied(), 2);
    for row in rows {
        write_row(&mut xml, row.iter().map(String::as_str), 1);
    }
    xml.push_str("</sheetData></worksheet>");
    xml
}

fn write_row<'a>(xml: &mut String, cells: impl Iterator<Item = &'a str>, style: u8) {
    xml.push_str("<row>");
    for cell in cells {
        let _ = write!(
            xml,
            r#"<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
            escaped(cell)
        );
    }
    xml.push_str("</row>");
}

/// Text for XML. Characters that XML does not allow, carriage returns (which XML reads as line feeds) and texts that
/// look like an escape are written as `_x000D_`.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ if needs_escape(letter) => {
                let _ = write!(safe, "_x{:04X}_", u32::from(letter));
            }
            '_' if text.get(at..).is_some_and(looks_escaped) => safe.push_str("_x005F_"),
            _ => safe.push(letter),
        }
    }
    safe
}

fn needs_escape(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether the text starts like an escape, or would once the character after `_x0041` is escaped.
fn looks_escaped(text: &str) -> bool {
    let after = text.get(ESCAPE - 1..).and_then(|rest| rest.chars().next());
    after.is_some_and(|after| after == '_' || needs_escape(after))
        && text
            .get(..ESCAPE - 1)
            .is_some_and(|start| escape(&format!("{start}_")).is_some())
}

/// An uncompressed archive of files.
fn stored(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let size = length(text.len());
        // Version 2.0, names in UTF-8, stored, time 0, date.
        let mut common = Vec::new();
        for number in [20_u16, 0x0800, 0, 0, DATE] {
            common.extend(number.to_le_bytes());
        }
        for number in [crc(text.as_bytes()), size, size] {
            common.extend(number.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        common.extend([0, 0]);

        let offset = length(archive.len());
        archive.extend(b"PK\x03\x04");
        archive.extend(&common);
        archive.extend(name.bytes());
        archive.extend(text.bytes());

        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.bytes());
    }
    let count = u16::try_from(files.len()).unwrap_or(0).to_le_bytes();
    let start = length(archive.len());
    let size = length(directory.len());
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00");
    archive.extend(count);
    archive.extend(count);
    archive.extend(size.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// CRC-32 bit by bit: the files are small, and the usual tables would take 16 kB.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc: u32, _| {
            (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_archives() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        let mut other = flate2::Crc::new();
        other.update(CONTENT_TYPES.as_bytes());
        assert_eq!(crc(CONTENT_TYPES.as_bytes()), other.sum());
    }
}
