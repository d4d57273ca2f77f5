//! Instants on the wire.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// An instant as the API writes it: `2020-01-31T16:00:00.000Z`.
///
/// Reads the forms used by the service and its documentation: `Z`, `+00:00`, `+0000` or another offset, with or without
/// a fraction; a time without a zone is UTC (the official client leaves it out in queries). Writes UTC with
/// milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub DateTime<Utc>);

impl Time {
    /// Reads a time string; `None` when it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut input = Input(text.trim().as_bytes());
        let date = input.date()?;
        if !matches!(input.next()?, b'T' | b't' | b' ') {
            return None;
        }
        let (hour, minute, second) = (input.number(2)?, input.after(b':')?, input.after(b':')?);
        let millis = input.fraction()?;
        let local = date.and_hms_milli_opt(hour, minute, second, millis)?;
        let east = input.offset()?;
        local
            .checked_sub_signed(TimeDelta::minutes(east))
            .map(|utc| Self(utc.and_utc()))
    }
}

/// Reads a day as in answers and addresses, `20261122` or `2026-11-22`; `None` when it is not one. chrono's own parser
/// handles a dozen more formats and is as large as a page of the console.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let mut input = Input(text.as_bytes());
    let date = if text.len() == 8 {
        let year = i32::try_from(input.number(4)?).ok()?;
        NaiveDate::from_ymd_opt(year, input.number(2)?, input.number(2)?)
    } else {
        input.date()
    };
    date.filter(|_| input.0.is_empty())
}

/// The rest of a time string.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self, digits: usize) -> Option<u32> {
        (0..digits).try_fold(0_u32, |value, _| {
            let digit = self.next()?;
            digit
                .is_ascii_digit()
                .then(|| value * 10 + u32::from(digit - b'0'))
        })
    }

    fn after(&mut self, separator: u8) -> Option<u32> {
        if self.next()? == separator {
            self.number(2)
        } else {
            None
        }
    }

    fn date(&mut self) -> Option<NaiveDate> {
        let year = i32::try_from(self.number(4)?).ok()?;
        let (month, day) = (self.after(b'-')?, self.after(b'-')?);
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// Milliseconds; further digits are ignored.
    fn fraction(&mut self) -> Option<u32> {
        if self.0.first() != Some(&b'.') {
            return Some(0);
        }
        self.next();
        let digits = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == 0 {
            return None;
        }
        let millis = self.number(digits.min(3))?
            * 10_u32.pow(3_u32.saturating_sub(u32::try_from(digits).ok()?));
        (3..digits).for_each(|_| {
            self.next();
        });
        Some(millis)
    }

    /// Minutes east of UTC, up to the end of the text.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.next() {
            None => return Some(0),
            Some(b'Z' | b'z') => return self.0.is_empty().then_some(0),
            Some(b'+') => 1,
            Some(b'-') => -1,
            Some(_) => return None,
        };
        let hours = self.number(2)?;
        if self.0.first() == Some(&b':') {
            self.next();
        }
        let minutes = self.number(2)?;
        (self.0.is_empty() && hours < 24 && minutes < 60)
            .then(|| sign * i64::from(hours * 60 + minutes))
    }
}

impl From<DateTime<Utc>> for Time {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant)
    }
}

impl From<Time> for DateTime<Utc> {
    fn from(time: Time) -> Self {
        time.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.0;
        // A leap second is read as .999 of the previous second; no service sends one.
        let millis = at.timestamp_subsec_millis().min(999);
        write!(
            out,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{millis:03}Z",
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            at.second()
        )
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Time;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a time such as 2020-01-31T16:00:00.000Z")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Time, E> {
                Time::parse(text)
                    .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        input.deserialize_str(Visitor).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_documented_spelling_is_the_same_instant() {
        let expected = Time::parse("2020-01-31T16:00:00.000Z").unwrap();
        for text in [
            "2020-01-31T16:00:00Z",
            "2020-01-31T16:00:00.000+00:00",
            "2020-01-31T16:00:00.000+0000",
            "2020-02-01T00:00:00+08:00",
            "2020-01-31T11:30:00.000-0430",
            "2020-01-31T16:00:00",
            " 2020-01-31 16:00:00.000000000Z ",
        ] {
            assert_eq!(Time::parse(text), Some(expected), "{text}");
        }
        assert_eq!(expected.to_string(), "2020-01-31T16:00:00.000Z");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2020-01-31",
            "2020-02-30T00:00:00Z",
            "2020-01-31T24:00:00Z",
            "2020-01-31T16:00:00.Z",
            "2020-01-31T16:00:00Zulu",
            "2020-01-31T16:00:00+25:00",
            "２０２０-01-31T16:00:00Z",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
        assert!(serde_json::from_str::<Time>("\"yesterday\"").is_err());
        assert!(serde_json::from_str::<Time>("1580486400000").is_err());
    }

    #[test]
    fn a_day_is_read_in_both_spellings_and_nothing_else_is() {
        let leap = NaiveDate::from_ymd_opt(2028, 2, 29);
        assert_eq!(day("2028-02-29"), leap);
        assert_eq!(day("20280229"), leap);
        for text in [
            "",
            "2026-02-29",
            "20260229",
            "2026-2-9",
            "2026-13-01",
            "2026-11-22 ",
            "2026/11/22",
            "+2026-11-22",
            "-026-11-22",
            "2026112",
            "202611222",
            "２０２６１１２２",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn fractions_keep_milliseconds() {
        assert_eq!(
            Time::parse("2020-01-31T16:00:00.5Z").unwrap().to_string(),
            "2020-01-31T16:00:00.500Z"
        );
        assert_eq!(
            Time::parse("2020-01-31T16:00:00.1239Z")
                .unwrap()
                .to_string(),
            "2020-01-31T16:00:00.123Z"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(millis in 0_i64..253_402_300_800_000) {
            let time = Time(DateTime::from_timestamp_millis(millis).unwrap());
            let text = serde_json::to_string(&time).unwrap();
            prop_assert_eq!(serde_json::from_str::<Time>(&text).unwrap(), time);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = Time::parse(&text);
        }

        #[test]
        fn nearly_right_text_is_read_or_refused(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{0,14}[Z+-]?[0-9:]{0,6}") {
            if let Some(time) = Time::parse(&text) {
                prop_assert_eq!(Time::parse(&time.to_string()), Some(time));
            }
        }
    }
}
