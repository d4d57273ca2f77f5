//! Fields of request bodies that are read more strictly or more leniently than their type. `null` counts as absent.

use serde::de::{Error, IgnoredAny, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The longest card number accepted in a list, in characters.
pub const LONGEST_NUMBER: usize = 64;

/// An id, not negative.
struct Id(i64);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        match i64::deserialize(input)? {
            id @ 0.. => Ok(Self(id)),
            negative => Err(Error::invalid_value(
                Unexpected::Signed(negative),
                &"a non-negative integer",
            )),
        }
    }
}

/// The number of a card, of at most [`LONGEST_NUMBER`] characters.
struct Number(String);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        match text.chars().count() {
            0..=LONGEST_NUMBER => Ok(Self(text)),
            length => Err(Error::invalid_length(
                length,
                &format!("a text of at most {LONGEST_NUMBER} characters").as_str(),
            )),
        }
    }
}

/// Reads an id.
pub(super) fn id<'de, D: Deserializer<'de>>(input: D) -> Result<i64, D::Error> {
    Id::deserialize(input).map(|id| id.0)
}

/// Reads an id that may be absent.
pub(super) fn optional_id<'de, D: Deserializer<'de>>(input: D) -> Result<Option<i64>, D::Error> {
    Option::<Id>::deserialize(input).map(|id| id.map(|id| id.0))
}

/// Reads a list of ids.
pub(super) fn ids<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<i64>, D::Error> {
    let ids = Option::<Vec<Id>>::deserialize(input)?.unwrap_or_default();
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Reads a list of card numbers.
pub(super) fn numbers<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    let numbers = Option::<Vec<Number>>::deserialize(input)?.unwrap_or_default();
    Ok(numbers.into_iter().map(|number| number.0).collect())
}

/// Reads a speed. A number outside the range of the type becomes 0, which no carrier offers, so it is refused as an
/// unknown speed.
pub(super) fn speed<'de, D: Deserializer<'de>>(input: D) -> Result<i32, D::Error> {
    i64::deserialize(input).map(|speed| i32::try_from(speed).unwrap_or(0))
}

/// Skips a field without meaning, whatever its value.
pub(super) fn ignored<'de, D: Deserializer<'de>, T>(input: D) -> Result<Option<T>, D::Error> {
    IgnoredAny::deserialize(input).map(|_| None)
}

/// A text, or a whole number as in the documentation's own example.
struct Quota(String);

impl<'de> Deserialize<'de> for Quota {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Quota;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text or an integer")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Quota, E> {
                Ok(Quota(text.to_owned()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Quota, E> {
                Ok(Quota(number.to_string()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Quota, E> {
                Ok(Quota(number.to_string()))
            }
        }
        input.deserialize_any(Either)
    }
}

/// Reads a threshold: text in the contract, a number in the documentation's own example.
pub(super) fn quota<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    Option::<Quota>::deserialize(input).map(|quota| quota.map(|quota| quota.0))
}

#[cfg(test)]
mod tests {
    use crate::wire::{
        BatchSetTags, CardAttributes, CardListRequest, ExceedCutNetRequest, SimFlowRequest,
        SpeedLimitRequest, StopResetRequest,
    };
    use serde::de::DeserializeOwned;

    fn read<T: DeserializeOwned>(json: &str) -> Result<T, String> {
        serde_json::from_str(json).map_err(|problem| problem.to_string())
    }

    #[test]
    fn ids_are_whole_and_not_negative() {
        let body = read::<BatchSetTags>(r#"{"sim_card_ids":[0,9007199254740993],"iccids":null}"#);
        assert_eq!(body.unwrap().sim_card_ids, [0, 9_007_199_254_740_993]);
        for bad in [
            r#"{"sim_card_ids":[-1]}"#,
            r#"{"sim_card_ids":[1.5]}"#,
            r#"{"sim_card_ids":["1"]}"#,
            r#"{"sim_card_ids":1}"#,
            r#"{"tag_ids":[-1]}"#,
            r#"{"file_temp_id":-1}"#,
        ] {
            assert!(read::<BatchSetTags>(bad).is_err(), "{bad}");
        }
        let problem = read::<BatchSetTags>(r#"{"tag_ids":[-1]}"#).unwrap_err();
        assert!(problem.contains("a non-negative integer"), "{problem}");
        assert!(read::<CardAttributes>(r#"{"iccid":"1"}"#).is_err());
        assert!(read::<CardAttributes>(r#"{"sim_card_id":-1}"#).is_err());
    }

    #[test]
    fn numbers_of_cards_have_a_length() {
        let list = |length| format!(r#"{{"numbers":["{}"]}}"#, "é".repeat(length));
        assert!(read::<CardListRequest>(&list(64)).is_ok());
        let problem = read::<CardListRequest>(&list(65)).unwrap_err();
        assert!(problem.contains("at most 64 characters"), "{problem}");
        assert!(read::<SimFlowRequest>(r#"{"iccids":[8986]}"#).is_err());
        assert_eq!(
            read::<CardListRequest>("{}"),
            Ok(CardListRequest::default())
        );
    }

    #[test]
    fn a_threshold_is_a_text_or_a_whole_number() {
        let quota = |json: &str| read::<ExceedCutNetRequest>(json).map(|body| body.quota);
        assert_eq!(quota(r#"{"quota":"5 "}"#), Ok(Some("5 ".into())));
        assert_eq!(quota(r#"{"quota":-1}"#), Ok(Some("-1".into())));
        assert_eq!(quota(r#"{"quota":500}"#), Ok(Some("500".into())));
        assert_eq!(quota(r#"{"quota":null}"#), Ok(None));
        assert!(quota(r#"{"quota":1.5}"#).is_err());
        assert!(quota(r#"{"quota":true}"#).is_err());
    }

    #[test]
    fn a_speed_beyond_all_bounds_is_none_that_is_offered() {
        let speed = |json: &str| read::<SpeedLimitRequest>(json).map(|body| body.speed_value);
        assert_eq!(speed(r#"{"speed_value":-1}"#), Ok(-1));
        assert_eq!(speed(r#"{"speed_value":4294967297}"#), Ok(0));
        assert!(speed("{}").is_err());
    }

    #[test]
    fn what_is_not_looked_at_may_hold_anything() {
        for json in [
            r#"{"down_up_switch":1}"#,
            r#"{"down_up_switch":[{}]}"#,
            "{}",
        ] {
            assert_eq!(read(json), Ok(StopResetRequest::default()), "{json}");
        }
    }
}
