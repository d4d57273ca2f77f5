//! What the forms of actions offer, in words.

use crate::i18n::Locale;
use gsl_model::region::Name;

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
