//! JSON bodies: parsed into the wire types; every error names the field.

use axum::body::{Body, Bytes, to_bytes};
use gsl_model::text;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::ApiError;

/// Largest ordinary body.
pub const SMALL: usize = 1 << 20;
/// Largest body of a card list.
pub const LARGE: usize = 12 << 20;

/// Lists of card numbers, which may have been pasted with whitespace of any kind around them.
const LISTS: [&str; 2] = ["numbers", "iccids"];

/// Parses JSON and checks all strings in it, see [`gsl_model::text`].
///
/// # Errors
/// 400 `GSL.00010004`: no JSON; a text with a control character or another character that is no text, with its field,
/// the character and its position.
pub fn json(bytes: &[u8]) -> Result<Value, ApiError> {
    let value = serde_json::from_slice(bytes)
        .map_err(|error| ApiError::body(format!("is not valid JSON: {error}")))?;
    only_text(&value, "")?;
    Ok(value)
}

/// Refuses strings with characters that are no text, at any depth; `path` leads to the value.
fn only_text(value: &Value, path: &str) -> Result<(), ApiError> {
    match value {
        Value::String(text) => {
            let list = path.split_once('[').map_or(path, |(list, _)| list);
            let allowed: &[char] = match list.rsplit('.').next() {
                Some(name) if LISTS.contains(&name) => &['\t', '\n', '\r'],
                _ => &[],
            };
            text::check_but(text, allowed).map_err(|bad| ApiError::not_text(path, bad))
        }
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.try_for_each(|(index, item)| match item {
                Value::Number(_) | Value::Bool(_) | Value::Null => Ok(()),
                item => only_text(item, &format!("{path}[{index}]")),
            })
        }
        Value::Object(map) => map.iter().try_for_each(|(name, value)| {
            if let Err(bad) = text::check(name) {
                return Err(ApiError::body(format!(
                    "has a field whose name has a character that is no text: {bad}"
                )));
            }
            match path {
                "" => only_text(value, name),
                path => only_text(value, &format!("{path}.{name}")),
            }
        }),
        Value::Number(_) | Value::Bool(_) | Value::Null => Ok(()),
    }
}

/// All bytes of a body.
///
/// # Errors
/// 400 `GSL.00010004` when it ends too early or has more than `limit` bytes.
pub async fn bytes(body: Body, limit: usize) -> Result<Bytes, ApiError> {
    let read = to_bytes(body, limit).await;
    read.map_err(|_| ApiError::body(format!("is incomplete or larger than {limit} bytes")))
}

/// Reads a body as a type of the wire. Unknown fields are ignored.
///
/// # Errors
/// 400 `GSL.00010004`: it is missing, no JSON, no object, or a field is missing or not what it should be; the field is named.
pub fn typed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    if bytes.is_empty() {
        return Err(ApiError::body("is missing"));
    }
    from_value(json(bytes)?)
}

/// As [`typed`], for a body that may be left out: then it is an object without fields.
///
/// # Errors
/// As [`typed`].
pub fn typed_or_empty<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    typed(if bytes.is_empty() { b"{}" } else { bytes })
}

/// As [`typed`], of JSON that has been read.
///
/// # Errors
/// As [`typed`].
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, ApiError> {
    if !value.is_object() {
        return Err(ApiError::body("must be a JSON object"));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let (path, why) = (error.path().to_string(), in_words(error.inner()));
        match path.as_str() {
            // The message names the field that is missing.
            "." => ApiError::body(format!("is not as expected: {why}")),
            path => ApiError::body(format!("is not as expected: {path}: {why}")),
        }
    })
}

/// serde's message, without the names of Rust's integer types.
fn in_words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once("expected ") {
        Some((said, "i32" | "i64" | "u32" | "u64" | "usize")) => {
            format!("{said}expected an integer")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::wire::{BatchSetAttributes, BuyAddOn, CutNetRequest, SimFlowRequest};

    fn told<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
        typed::<T>(json.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (told, expected) in [
            (told::<SimFlowRequest>(""), "is missing"),
            (told::<SimFlowRequest>("[]"), "must be a JSON object"),
            (told::<SimFlowRequest>("{"), "is not valid JSON"),
            (
                told::<SimFlowRequest>(r#"{"sim_card_ids":[1,"2"]}"#),
                "sim_card_ids[1]: invalid type: string \"2\", expected an integer",
            ),
            (
                told::<BatchSetAttributes>(
                    r#"{"attributes":[{"sim_card_id":7},{"sim_card_id":-7}]}"#,
                ),
                "attributes[1].sim_card_id: invalid value: integer `-7`, expected a non-negative integer",
            ),
            (
                told::<BatchSetAttributes>(r#"{"attributes":[{"iccid":"1"}]}"#),
                "attributes[0]: missing field `sim_card_id`",
            ),
            (
                told::<BuyAddOn>("{}"),
                "is not as expected: missing field `price_plan_id`",
            ),
        ] {
            assert!(told.contains(expected), "{told}");
        }
    }

    #[test]
    fn what_may_be_left_out_is_empty() {
        assert_eq!(typed_or_empty(b""), Ok(CutNetRequest::default()));
        assert_eq!(
            typed(br#"{"iccids":null,"new":{}}"#),
            Ok(SimFlowRequest::default())
        );
        // As every reader of JSON that keeps what comes last.
        let twice = typed::<SimFlowRequest>(br#"{"sim_card_ids":[1],"sim_card_ids":[2]}"#);
        assert_eq!(twice.unwrap().sim_card_ids, [2]);
    }
}
