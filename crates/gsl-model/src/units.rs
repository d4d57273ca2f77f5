//! Amounts: data in megabytes and money in cents, both as whole numbers.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An amount of data in thousandths of a MB, so that sums stay exact. Negative when a card is over its plan (Q8.1).
///
/// On the wire it is a JSON number of MB with at most three decimals; strings (`"3.5"`) are read too. Exact up to nine
/// trillion MB in both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Megabytes(i64);

impl Megabytes {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// From thousandths of a MB.
    #[must_use]
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// From whole MB; `None` when out of range.
    #[must_use]
    pub const fn from_mb(mb: i64) -> Option<Self> {
        match mb.checked_mul(1000) {
            Some(thousandths) => Some(Self(thousandths)),
            None => None,
        }
    }

    /// Thousandths of a MB.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Whole MB, rounded towards minus infinity.
    #[must_use]
    pub const fn whole_mb(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// MB as a float: for drawing and number formatting only, never for sums.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Reads a decimal number such as `33.41`, `-0.5` or `3`; a fourth decimal rounds half away from zero.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !plain(whole) || !plain(fraction) {
            return None;
        }
        let digit = |byte: u8| i64::from(byte - b'0');
        let add = |value: i64, byte: u8| value.checked_mul(10)?.checked_add(digit(byte));
        let whole = whole.bytes().try_fold(0, add)?;
        let value = fraction
            .bytes()
            .chain(*b"000")
            .take(3)
            .try_fold(whole, add)?;
        let value = match fraction.as_bytes().get(3) {
            Some(byte) if *byte >= b'5' => value.checked_add(1)?,
            _ => value,
        };
        Some(Self(if negative { -value } else { value }))
    }

    /// Sum; `None` on overflow.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// Difference; `None` on overflow.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// Multiplied by `times`, such as cards × plan size; `None` on overflow.
    #[must_use]
    pub const fn checked_mul(self, times: i64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(product) => Some(Self(product)),
            None => None,
        }
    }

    /// Sum of many; `None` on overflow.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Share of `total` in thousandths (500 = half), 0 when there is no total. Above 1000 when over.
    #[must_use]
    pub fn permille_of(self, total: Self) -> i64 {
        if total.0 <= 0 {
            return 0;
        }
        let share = i128::from(self.0) * 1000 / i128::from(total.0);
        i64::try_from(share).unwrap_or(if share > 0 { i64::MAX } else { i64::MIN })
    }

    pub(crate) fn from_f64(mb: f64) -> Option<Self> {
        let thousandths = (mb * 1000.0).round();
        // 2^63 is the first float out of range; NaN also fails the comparison.
        #[allow(clippy::cast_possible_truncation)]
        (thousandths.abs() < 9_223_372_036_854_775_808.0).then_some(Self(thousandths as i64))
    }
}

/// MB without trailing zeros: `33.41`, `-0.5`, `1024`.
impl fmt::Display for Megabytes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        match rest {
            0 => write!(out, "{sign}{whole}"),
            _ if rest % 100 == 0 => write!(out, "{sign}{whole}.{}", rest / 100),
            _ if rest % 10 == 0 => write!(out, "{sign}{whole}.{:02}", rest / 10),
            _ => write!(out, "{sign}{whole}.{rest:03}"),
        }
    }
}

impl Serialize for Megabytes {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        // The float nearest to a decimal of up to 15 digits prints as the same decimal.
        if self.0 % 1000 == 0 {
            out.serialize_i64(self.0 / 1000)
        } else {
            out.serialize_f64(self.as_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Megabytes {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Megabytes;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a number of MB")
            }
            fn visit_i64<E: serde::de::Error>(self, mb: i64) -> Result<Megabytes, E> {
                Megabytes::from_mb(mb).ok_or_else(|| E::custom("MB out of range"))
            }
            fn visit_u64<E: serde::de::Error>(self, mb: u64) -> Result<Megabytes, E> {
                i64::try_from(mb)
                    .ok()
                    .and_then(Megabytes::from_mb)
                    .ok_or_else(|| E::custom("MB out of range"))
            }
            fn visit_f64<E: serde::de::Error>(self, mb: f64) -> Result<Megabytes, E> {
                Megabytes::from_f64(mb).ok_or_else(|| E::custom("MB out of range"))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Megabytes, E> {
                Megabytes::parse(text)
                    .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        input.deserialize_any(Visitor)
    }
}

/// Money in cents (分), as in the plan list (operation 14).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Sum; `None` on overflow.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// Multiplied by `times`; `None` on overflow.
    #[must_use]
    pub const fn checked_mul(self, times: i64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(product) => Some(Self(product)),
            None => None,
        }
    }
}

/// Yuan with two decimals: `12.00`.
impl fmt::Display for Cents {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(
            out,
            "{sign}{}.{:02}",
            self.0.unsigned_abs() / 100,
            self.0.unsigned_abs() % 100
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mb(thousandths: i64) -> Megabytes {
        Megabytes::from_thousandths(thousandths)
    }

    #[test]
    fn json_numbers_are_exact() {
        for (json, thousandths) in [
            ("33.41", 33_410),
            ("-0.5", -500),
            ("0", 0),
            ("1024", 1_024_000),
            ("0.001", 1),
            ("10239.999", 10_239_999),
            ("-1024.1", -1_024_100),
        ] {
            assert_eq!(
                serde_json::from_str::<Megabytes>(json).unwrap(),
                mb(thousandths),
                "{json}"
            );
            assert_eq!(serde_json::to_string(&mb(thousandths)).unwrap(), json);
            assert_eq!(mb(thousandths).to_string(), json);
        }
    }

    #[test]
    fn other_spellings_are_read() {
        for (json, thousandths) in [
            ("\"3.5\"", 3_500),
            ("3.0", 3_000),
            ("1e3", 1_000_000),
            ("0.0005", 1),
            ("\"0.0004\"", 0),
            ("\"-0.0005\"", -1),
        ] {
            assert_eq!(
                serde_json::from_str::<Megabytes>(json).unwrap(),
                mb(thousandths),
                "{json}"
            );
        }
        for json in [
            "\"\"",
            "\".\"",
            "\"a\"",
            "\"1e3\"",
            "null",
            "true",
            "1e40",
            "9223372036854775807",
            "\"--1\"",
        ] {
            assert!(serde_json::from_str::<Megabytes>(json).is_err(), "{json}");
        }
        assert_eq!(
            serde_json::from_str::<Option<Megabytes>>("null").unwrap(),
            None
        );
    }

    #[test]
    fn arithmetic_says_when_it_overflows() {
        assert_eq!(mb(i64::MAX).checked_add(mb(1)), None);
        assert_eq!(mb(i64::MIN).checked_sub(mb(1)), None);
        assert_eq!(Megabytes::from_mb(i64::MAX), None);
        assert_eq!(
            Megabytes::from_mb(30).unwrap().checked_mul(1000),
            Megabytes::from_mb(30_000)
        );
        assert_eq!(Megabytes::sum([mb(1), mb(2), mb(-4)]), Some(mb(-1)));
        assert_eq!(mb(i64::MIN).to_string(), "-9223372036854775.808");
        assert_eq!(Cents(i64::MAX).checked_add(Cents(1)), None);
        assert_eq!(
            Cents(1205)
                .checked_mul(-1)
                .map(|cents| cents.to_string())
                .as_deref(),
            Some("-12.05")
        );
    }

    #[test]
    fn shares() {
        assert_eq!(mb(500).permille_of(mb(1000)), 500);
        assert_eq!(mb(1500).permille_of(mb(1000)), 1500);
        assert_eq!(mb(500).permille_of(mb(0)), 0);
        assert_eq!(mb(i64::MAX).permille_of(mb(1)), i64::MAX);
        assert_eq!(mb(-1).whole_mb(), -1);
    }

    proptest! {
        #[test]
        fn json_round_trip(thousandths in -900_000_000_000_000_i64..900_000_000_000_000) {
            let text = serde_json::to_string(&mb(thousandths)).unwrap();
            prop_assert_eq!(serde_json::from_str::<Megabytes>(&text).unwrap(), mb(thousandths));
        }

        #[test]
        fn text_round_trip(thousandths in (i64::MIN + 1)..=i64::MAX) {
            prop_assert_eq!(Megabytes::parse(&mb(thousandths).to_string()), Some(mb(thousandths)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}") {
            let _ = Megabytes::parse(&text);
        }
    }
}
