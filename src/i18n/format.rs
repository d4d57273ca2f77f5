//! Numbers, data volumes and times as text. Both languages write 1,234.56 and 2026-11-22; only words differ.

use super::common::Common;
use crate::platform::clock;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use gsl_model::amount;
pub use gsl_model::amount::{Scale, percent, size};
use gsl_model::units::Megabytes;

/// `48,213`
#[must_use]
pub fn count(n: i64) -> String {
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}", amount::grouped(n.unsigned_abs()))
}

/// `1 card`, `48,213 cards`: a count in English.
#[must_use]
pub fn counted(n: &str, what: &str) -> String {
    let end = if n == "1" { "" } else { "s" };
    format!("{n} {what}{end}")
}

/// MB with two decimals and without unit, for columns with the unit in the heading.
#[must_use]
pub fn mb(value: Megabytes) -> String {
    Scale::mb(&[value]).number(value)
}

/// A volume with its unit: MB below 1024 MB, otherwise GB. Figures shown side by side share a [`Scale`].
#[must_use]
pub fn volume(value: Megabytes) -> String {
    Scale::of(&[value]).text(value)
}

/// The exact volume for hovers: all three decimals, in MB.
#[must_use]
pub fn exact(value: Megabytes) -> String {
    Scale::EXACT.text(value)
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

/// An instant in the viewer's zone with seconds and zone, for hovers.
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

/// Relative up to a day, otherwise the instant.
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

/// Isolates text entered by people for use within a sentence, so that right-to-left text does not reorder the text
/// around it. Text without right-to-left characters is returned unchanged.
#[must_use]
pub fn isolated(text: &str) -> String {
    // Hebrew to Arabic and their presentation forms, right-to-left scripts of the SMP, and the direction marks.
    let turns = |c| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if !text.contains(turns) {
        return text.to_owned();
    }
    // A closing mark inside the text would end the isolation early.
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
        assert_eq!(mb(of(-4)), "−0.004");
        assert_eq!(mb(of(0)), "0.00");
    }
}
