//! What is typed into the forms of actions, read.

use crate::i18n::Locale;
use gsl_model::region::Name;

/// Thresholds above this are none: a pebibyte.
const MOST_MB: i64 = i32::MAX as i64;

/// A threshold in MB: 0 cuts at the first byte, −1 never, else a positive number. None for anything else.
#[must_use]
pub fn quota(text: &str) -> Option<i64> {
    // People write −1 with the minus sign of a text too.
    let plain: String = text
        .trim()
        .chars()
        .map(|c| if c == '−' || c == '–' { '-' } else { c })
        .collect();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    plain.parse().ok().filter(|mb| (-1..=MOST_MB).contains(mb))
}

/// An IMEI as the service takes it: 14 to 17 digits; spaces and hyphens are for reading.
#[must_use]
pub fn imei(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let good =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (14..=17).contains(&digits.len());
    good.then_some(digits)
}

/// A province: 广东, `Guangdong`.
#[must_use]
pub fn province(locale: Locale, name: &Name) -> String {
    match locale {
        Locale::ZhCn => name.zh.to_owned(),
        Locale::EnUs => {
            let mut letters = name.pinyin().chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
    }
}

/// A speed: `64 Kbps`, `3 Mbps`, `7.25 Mbps` (1 Mbps = 1024 Kbps).
#[must_use]
pub fn speed(kbps: i32) -> String {
    if kbps < 1024 {
        return format!("{kbps} Kbps");
    }
    let hundredths = i64::from(kbps % 1024) * 100 / 1024;
    let decimals = format!("{hundredths:02}");
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{}{point}{decimals} Mbps", kbps / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds() {
        for (text, mb) in [
            ("0", 0),
            (" 500 ", 500),
            ("-1", -1),
            ("−1", -1),
            ("2147483647", MOST_MB),
        ] {
            assert_eq!(quota(text), Some(mb), "{text}");
        }
        for bad in [
            "",
            "-",
            "-2",
            "1.5",
            "1e3",
            "+1",
            "2147483648",
            "99999999999999999999",
            "1,000",
            "０",
        ] {
            assert_eq!(quota(bad), None, "{bad}");
        }
    }

    #[test]
    fn devices() {
        assert_eq!(
            imei("8612 3456-7890 123").as_deref(),
            Some("861234567890123")
        );
        for bad in ["", "8612345678901", "861234567890123456", "86123456789012A"] {
            assert_eq!(imei(bad), None, "{bad}");
        }
    }

    #[test]
    fn speeds_are_written_as_carriers_name_them() {
        for (kbps, text) in [
            (1, "1 Kbps"),
            (512, "512 Kbps"),
            (1024, "1 Mbps"),
            (7424, "7.25 Mbps"),
            (153_600, "150 Mbps"),
        ] {
            assert_eq!(speed(kbps), text);
        }
    }
}
