//! Numbers, data volumes and times as text. Both languages write 1,234.56 and 2026-11-22; only words differ.

use super::common::Common;
use crate::platform::clock;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use gsl_model::units::Megabytes;

/// `48,213`
#[must_use]
pub fn count(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
    if n < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 card`, `48,213 cards`: a count in English.
#[must_use]
pub fn counted(n: &str, what: &str) -> String {
    let end = if n == "1" { "" } else { "s" };
    format!("{n} {what}{end}")
}

/// Thousandths with two decimals, rounded half up: `1,404.02`.
#[must_use]
fn two_decimals(thousandths: i64) -> String {
    let hundredths = (thousandths.abs() + 5) / 10;
    let sign = if thousandths < 0 && hundredths > 0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{}.{:02}", count(hundredths / 100), hundredths % 100)
}

/// MB with two decimals, no unit: for columns whose header names the unit.
#[must_use]
pub fn mb(value: Megabytes) -> String {
    two_decimals(value.thousandths())
}

/// A volume with its unit, MB below 1024 MB, GB from there on.
#[must_use]
pub fn volume(value: Megabytes) -> String {
    let thousandths = value.thousandths();
    if thousandths.abs() < 1_024_000 {
        format!("{} MB", two_decimals(thousandths))
    } else {
        format!("{} GB", two_decimals(thousandths / 1024))
    }
}

/// The exact volume for hovers: all three decimals, in MB.
#[must_use]
pub fn exact(value: Megabytes) -> String {
    let thousandths = value.thousandths();
    let sign = if thousandths < 0 { "−" } else { "" };
    format!(
        "{sign}{}.{:03} MB",
        count(thousandths.abs() / 1000),
        thousandths.abs() % 1000
    )
}

/// A plan size without needless decimals: `100 MB`, `1 GB`, `1.5 GB`.
#[must_use]
pub fn size(value: Megabytes) -> String {
    let text = volume(value);
    let (number, unit) = text.split_once(' ').unwrap_or((&text, ""));
    let number = if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        number
    };
    format!("{number} {unit}")
}

/// `2026-11-22`
#[must_use]
pub fn date(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The day of an instant in the service's zone.
#[must_use]
pub fn service_date(at: DateTime<Utc>) -> String {
    date(gsl_model::zone::local(at).date())
}

/// An instant in the viewer's zone: `2026-11-22 14:05`.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    let local = at.naive_utc() + TimeDelta::minutes(i64::from(clock::viewer_offset_minutes(at)));
    format!(
        "{} {:02}:{:02}",
        date(local.date()),
        local.hour(),
        local.minute()
    )
}

/// An instant in the viewer's zone to the second, with the zone: for hovers.
#[must_use]
pub fn instant_full(at: DateTime<Utc>) -> String {
    let east = clock::viewer_offset_minutes(at);
    let local = at.naive_utc() + TimeDelta::minutes(i64::from(east));
    let sign = if east < 0 { '−' } else { '+' };
    let (hours, minutes) = (east.abs() / 60, east.abs() % 60);
    let zone = if minutes == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{minutes:02}")
    };
    format!(
        "{} {:02}:{:02}:{:02} {zone}",
        date(local.date()),
        local.hour(),
        local.minute(),
        local.second()
    )
}

/// Relative up to a day, then the instant.
#[must_use]
pub fn ago(common: &Common, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (now - at).num_seconds();
    match seconds {
        ..5 => common.just_now.to_owned(),
        5..60 => (common.seconds_ago)(seconds),
        60..3600 => (common.minutes_ago)(seconds / 60),
        3600..86_400 => (common.hours_ago)(seconds / 3600),
        _ => instant(at),
    }
}

/// Text that people gave, for a place inside a sentence: what is written from right to left does not reorder what stands
/// beside it. Everything else stays as it is.
#[must_use]
pub fn isolated(text: &str) -> String {
    // Hebrew to Arabic and their presentation forms, the scripts of the SMP, and the marks that change direction.
    let turns = |c| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if !text.contains(turns) {
        return text.to_owned();
    }
    // An end of its own would end ours.
    let inner = text.replace('\u{2069}', "");
    format!("\u{2068}{inner}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b8_only_what_turns_direction_is_isolated() {
        for plain in ["", "北区", "fleet 7", "é ü", "ＡＢ１"] {
            assert_eq!(isolated(plain), plain);
        }
        assert_eq!(isolated("עברית 123"), "\u{2068}עברית 123\u{2069}");
        assert_eq!(isolated("عربي"), "\u{2068}عربي\u{2069}");
        assert_eq!(
            isolated("a\u{202e}b\u{2069}c"),
            "\u{2068}a\u{202e}bc\u{2069}"
        );
    }

    #[test]
    fn thousands_are_grouped() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (48_213, "48,213"),
            (-1_234_567, "−1,234,567"),
        ] {
            assert_eq!(count(n), text);
        }
    }

    #[test]
    fn volumes_switch_unit_by_size() {
        let of = |thousandths| Megabytes::from_thousandths(thousandths);
        assert_eq!(volume(of(33_410)), "33.41 MB");
        assert_eq!(volume(of(-3_410)), "−3.41 MB");
        assert_eq!(volume(of(1_024_000)), "1.00 GB");
        assert_eq!(size(of(102_400_000)), "100 GB");
        assert_eq!(size(of(100_000)), "100 MB");
        assert_eq!(exact(of(33_410)), "33.410 MB");
        assert_eq!(mb(of(-4)), "0.00");
    }
}
