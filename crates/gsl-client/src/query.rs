//! The query of a request, in the one order that is both signed and sent.

use crate::encoding::encode;

/// Names and values of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Adds a parameter. A name may be repeated.
    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// `limit=500&tag_id=10&tag_id=7`: encoded, and sorted as text by name, then by value. How the gateway sorts the values of a
    /// repeated name is not documented; in this order it does not matter whether it sorts them as text or leaves them.
    #[must_use]
    pub fn encoded(&self) -> String {
        let mut pairs: Vec<(String, String)> = self
            .0
            .iter()
            .map(|(name, value)| (encode(name.as_bytes()), encode(value.as_bytes())))
            .collect();
        pairs.sort();
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&")
    }
}
