//! JSON bodies: typed, every complaint names the field.

use axum::body::{Body, to_bytes};
use gsl_model::text;
use serde_json::{Map, Value};

use crate::error::ApiError;

/// Largest ordinary body.
pub const SMALL: usize = 1 << 20;
/// Largest body of a card list.
pub const LARGE: usize = 12 << 20;

/// Lists of card numbers: pasted ones may have blanks of every kind around them.
const LISTS: [&str; 2] = ["numbers", "iccids"];

/// Reads JSON all of whose texts are text, see [`gsl_model::text`].
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

/// Refuses what is no text, however deep it is; `path` leads to the value.
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

/// A JSON object sent by the caller.
#[derive(Debug)]
pub struct Object(Map<String, Value>);

impl Object {
    /// Reads a body of at most `limit` bytes.
    ///
    /// # Errors
    /// 400 `GSL.00010004` when it is too large, no JSON, or no object.
    pub async fn read(body: Body, limit: usize) -> Result<Self, ApiError> {
        let bytes = to_bytes(body, limit)
            .await
            .map_err(|_| ApiError::body(format!("is incomplete or larger than {limit} bytes")))?;
        if bytes.is_empty() {
            return Err(ApiError::body("is missing"));
        }
        Self::parse(&bytes)
    }

    /// Reads a body that may be left out: empty is an empty object.
    ///
    /// # Errors
    /// 400 `GSL.00010004` when it is no JSON, or no object.
    pub fn parse(bytes: &[u8]) -> Result<Self, ApiError> {
        if bytes.is_empty() {
            return Ok(Self(Map::new()));
        }
        match json(bytes)? {
            Value::Object(map) => Ok(Self(map)),
            _ => Err(ApiError::body("must be a JSON object")),
        }
    }

    fn list(&self, name: &str) -> Result<&[Value], ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::Array(items)) => Ok(items),
            Some(_) => Err(ApiError::parameter(name, "must be a list")),
        }
    }

    /// A list of card ids; empty when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn integers(&self, name: &str) -> Result<Vec<i64>, ApiError> {
        let integer = |item: &Value| item.as_i64().filter(|id| *id >= 0);
        self.list(name)?
            .iter()
            .map(|item| {
                integer(item)
                    .ok_or_else(|| ApiError::parameter(name, "must hold non-negative integers"))
            })
            .collect()
    }

    /// A list of texts of at most `max` characters; empty when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn texts(&self, name: &str, max: usize) -> Result<Vec<String>, ApiError> {
        let text = |item: &Value| {
            item.as_str()
                .filter(|text| text.chars().count() <= max)
                .map(str::to_owned)
        };
        self.list(name)?
            .iter()
            .map(|item| {
                text(item).ok_or_else(|| {
                    ApiError::parameter(
                        name,
                        format!("must hold texts of at most {max} characters"),
                    )
                })
            })
            .collect()
    }

    /// An integer; `None` when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn signed(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value
                .as_i64()
                .map(Some)
                .ok_or_else(|| ApiError::parameter(name, "must be an integer")),
        }
    }

    /// A list of objects; empty when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn objects(&self, name: &str) -> Result<Vec<Self>, ApiError> {
        self.list(name)?
            .iter()
            .map(|item| match item {
                Value::Object(map) => Ok(Self(map.clone())),
                _ => Err(ApiError::parameter(name, "must hold objects")),
            })
            .collect()
    }

    /// A non-negative integer; `None` when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value
                .as_i64()
                .filter(|number| *number >= 0)
                .map(Some)
                .ok_or_else(|| ApiError::parameter(name, "must be a non-negative integer")),
        }
    }

    /// A text; `None` when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn text(&self, name: &str) -> Result<Option<&str>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(ApiError::parameter(name, "must be a text")),
        }
    }
}
