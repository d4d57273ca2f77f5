//! JSON bodies: typed, every complaint names the field.

use axum::body::{Body, to_bytes};
use serde_json::{Map, Value};

use crate::error::ApiError;

/// Largest ordinary body.
pub const SMALL: usize = 1 << 20;
/// Largest body of a card list.
pub const LARGE: usize = 12 << 20;

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
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(map)) => Ok(Self(map)),
            Ok(_) => Err(ApiError::body("must be a JSON object")),
            Err(error) => Err(ApiError::body(format!("is not valid JSON: {error}"))),
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

    /// An integer, as a number or as text; `None` when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn number_or_text(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.0.get(name) {
            Some(Value::String(text)) => text
                .trim()
                .parse()
                .map(Some)
                .map_err(|_| ApiError::parameter(name, "must be an integer")),
            _ => self.signed(name),
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
