//! Query strings: percent-encoding and ordered parameters.

use std::fmt::Write;

/// Decoded parameters in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `a=1&b=2`; invalid percent coding is kept as is.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        Self(
            query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| {
                    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decode(key), decode(value))
                })
                .collect(),
        )
    }

    /// The first value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value.as_str())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Adds a parameter at the end.
    pub fn push(&mut self, key: &str, value: impl Into<String>) {
        self.0.push((key.to_owned(), value.into()));
    }

    /// `path?a=1&b=2`, or the path alone.
    #[must_use]
    pub fn append_to(&self, path: &str) -> String {
        let mut url = path.to_owned();
        for (index, (key, value)) in self.0.iter().enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            encode_into(&mut url, key);
            url.push('=');
            encode_into(&mut url, value);
        }
        url
    }
}

/// Percent-encodes everything but unreserved characters and the few that are readable in a query (`,` `:`).
pub fn encode_into(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// Percent-encodes one value.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text);
    out
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => match tail
                .split_at_checked(2)
                .and_then(|(hex, after)| Some((hex_value(hex)?, after)))
            {
                Some((value, after)) => {
                    bytes.push(value);
                    rest = after;
                }
                None => bytes.push(byte),
            },
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_value(hex: &[u8]) -> Option<u8> {
    u8::from_str_radix(
        std::str::from_utf8(hex)
            .ok()
            .filter(|hex| !hex.starts_with('+'))?,
        16,
    )
    .ok()
}
