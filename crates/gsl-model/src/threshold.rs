//! The threshold of 达量断网 (operation 7): MB; 0 cuts at the first byte, −1 means no limit.

use crate::text::{digit, is_dash};

/// The largest threshold: what its field on the wire can hold, about two million GB.
pub const MOST_MB: i64 = i32::MAX as i64;

/// Whether a number is a valid threshold.
#[must_use]
pub fn is_sound(mb: i64) -> bool {
    (-1..=MOST_MB).contains(&mb)
}

/// Reads a threshold as people type it: digits of any script, −1 with any kind of minus sign, spaces around it. `None`
/// for anything else.
#[must_use]
pub fn read(text: &str) -> Option<i64> {
    let mut plain = String::new();
    for character in text.trim().chars() {
        match digit(character) {
            Some(digit) => plain.push(digit),
            None if plain.is_empty() && is_dash(character) => plain.push('-'),
            None => return None,
        }
    }
    plain.parse().ok().filter(|mb| is_sound(*mb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_whole_megabytes_from_minus_one_on() {
        for (text, mb) in [
            ("0", 0),
            (" 500 ", 500),
            ("-1", -1),
            ("−1", -1),
            ("–1", -1),
            ("５００", 500),
            ("007", 7),
            ("2147483647", MOST_MB),
        ] {
            assert_eq!(read(text), Some(mb), "{text}");
        }
        for bad in [
            "",
            "-",
            "-2",
            "1.5",
            "1e3",
            "+1",
            "1 000",
            "1,000",
            "2147483648",
            "99999999999999999999",
            "1-",
            "--1",
            "500 MB",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
