//! Bytes of a text file as text: UTF-8 and UTF-16, with a byte order mark or without. Other encodings (GB18030 of
//! Chinese Excel) the caller decodes: the browser has a decoder of its own, the service a library.

use crate::FileError;

/// Bytes looked at to tell UTF-16 without a byte order mark, and text from other things.
const SAMPLE: usize = 1024;
/// One control character in so many tells that it is no text.
const CONTROLS_TELL: usize = 20;

/// The text without its byte order mark. `other` decodes what is neither UTF-8 nor UTF-16.
///
/// # Errors
/// [`FileError::Encoding`] for another encoding, [`FileError::NotASheet`] for what is no text.
pub fn decode(
    bytes: Vec<u8>,
    other: impl FnOnce(&[u8]) -> Option<String>,
) -> Result<String, FileError> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    // Of UTF-16 every other byte is zero wherever there are digits or Latin letters.
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

/// Zero bytes at even and at odd places of the beginning.
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
