//! Percent-encoding as the signature requires it, and hexadecimal digits.

use std::fmt::Write;

/// Encodes all but `A–Z a–z 0–9 - _ . ~`; digits in capitals, a space is `%20`.
pub(crate) fn encode(text: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(*byte));
            }
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Decodes `%XX`; a `%` that is not followed by two digits stays.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = match first {
            b'%' => digit(after.first()).zip(digit(after.get(1))),
            _ => None,
        };
        match pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                decoded.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                decoded.push(*first);
                rest = after;
            }
        }
    }
    decoded
}

/// Hexadecimal, lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use proptest::prelude::*;

    #[test]
    fn unreserved_characters_stay() {
        assert_eq!(
            encode("aZ09-_.~ +/%中".as_bytes()),
            "aZ09-_.~%20%2B%2F%25%E4%B8%AD"
        );
        assert_eq!(decode("%4a%4A%2%zz%"), b"JJ%2%zz%");
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(text: Vec<u8>) {
            prop_assert_eq!(decode(&encode(&text)), text);
        }
    }
}
