//! Bytes of a text file as text: UTF-8 and UTF-16, with a byte order mark or without. Other encodings (GB18030 of
//! Chinese Excel) the browser decodes.

use crate::FileError;

/// Bytes looked at to tell UTF-16 without a byte order mark, and characters to tell text from other things.
const SAMPLE: usize = 1024;

/// The text without its byte order mark.
///
/// # Errors
/// [`FileError::Encoding`] for another encoding, [`FileError::NotASheet`] for what is no text.
pub fn decode(bytes: Vec<u8>) -> Result<String, FileError> {
    let text = text(bytes)?;
    let binary = |letter: char| letter.is_ascii_control() && !letter.is_ascii_whitespace();
    if text.chars().take(SAMPLE).any(binary) {
        return Err(FileError::NotASheet);
    }
    Ok(text)
}

fn text(bytes: Vec<u8>) -> Result<String, FileError> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    match zeros(&bytes) {
        (0, 0) => {}
        (0, _) => return utf16(&bytes, u16::from_le_bytes),
        (_, 0) => return utf16(&bytes, u16::from_be_bytes),
        _ => return Err(FileError::NotASheet),
    }
    let mut text = String::from_utf8(bytes).map_err(|_| FileError::Encoding)?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Zero bytes at even and at odd places of the beginning: of UTF-16 text, most of one kind and none of the other.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let zeros = bytes.iter().take(SAMPLE).enumerate();
    let zeros = zeros.filter(|(_, byte)| **byte == 0);
    zeros.fold((0, 0), |(even, odd), (at, _)| {
        if at % 2 == 0 {
            (even + 1, odd)
        } else {
            (even, odd + 1)
        }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, FileError> {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|_| FileError::NotASheet)
}
