//! Decodes a text file: UTF-8 and UTF-16, with or without a byte order mark. Other encodings (GB18030 of Chinese Excel)
//! are decoded by the caller: the browser has its own decoder, the service a library.

use crate::FileError;

/// Bytes inspected to detect UTF-16 without a byte order mark, and files that are not text.
const SAMPLE: usize = 1024;
/// If more than one character in this many is a control character, the file is not text.
const CONTROLS_TELL: usize = 20;

/// The text without its byte order mark. `other` decodes encodings other than UTF-8 and UTF-16.
///
/// # Errors
/// [`FileError::Encoding`] for another encoding, [`FileError::NotASheet`] if it is not text.
pub fn decode(
    bytes: Vec<u8>,
    other: impl FnOnce(&[u8]) -> Option<String>,
) -> Result<String, FileError> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    // In UTF-16, every other byte of digits and Latin letters is zero.
    let pairs = bytes.len().min(SAMPLE) / 2;
    match zeros(&bytes) {
        (0, zeros) if zeros > 0 && zeros * 3 >= pairs => return utf16(&bytes, u16::from_le_bytes),
        (zeros, 0) if zeros > 0 && zeros * 3 >= pairs => return utf16(&bytes, u16::from_be_bytes),
        _ => {}
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(&bytes);
    let control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\t'..=b'\r');
    if sample.iter().filter(control).count() * CONTROLS_TELL > sample.len() {
        return Err(FileError::NotASheet);
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(bytes) => other(bytes.as_bytes()).ok_or(FileError::Encoding),
    }
}

/// The number of zero bytes at even and at odd positions at the start.
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
