//! The 39 operations as methods, by area.

mod cards;
mod labels;
mod plans;
mod pools;
mod sms;
mod tri_carrier;
mod usage;
mod work_orders;

use crate::budget::Priority;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::operations::Operation;
use crate::outcome::{Answer, Outcome};
use crate::query::Query;
use crate::request::{Parts, Read};
use gsl_model::wire::{Decode, decode};
use hyper::body::Bytes;
use serde::Serialize;

/// The result of a read.
pub type Reading<T> = Result<Answer<T>, Error>;

/// Which card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card<'a> {
    /// By SIM卡标识.
    Id(i64),
    /// By the number printed on it: its ICCID; of a tri-carrier card its container ID.
    Number(&'a str),
}

impl Card<'_> {
    /// The id in the path; 0 means that the number is used.
    fn id(self) -> i64 {
        match self {
            Self::Id(id) => id,
            Self::Number(_) => 0,
        }
    }

    fn number(self) -> Option<String> {
        match self {
            Self::Id(_) => None,
            Self::Number(number) => Some(number.to_owned()),
        }
    }

    /// The query of operations that take the number as a parameter.
    fn query(self) -> Query {
        let mut query = Query::default();
        if let Self::Number(number) = self {
            query.push("iccid", number);
        }
        query
    }
}

/// The operations, called with a priority. Every method waits for its turn in the budget, signs, sends and reads.
///
/// Reads fail with an [`Error`], acts return an [`Outcome`].
///
/// Dropping a read while it waits is free. An act must not be dropped once it runs: it may have been sent, and nothing would
/// record that. Spawn it, and store the intent before calling.
#[derive(Clone, Debug)]
pub struct Calls {
    client: Client,
    priority: Priority,
}

impl Client {
    /// The operations, called with a priority.
    #[must_use]
    pub fn at(&self, priority: Priority) -> Calls {
        Calls {
            client: self.clone(),
            priority,
        }
    }
}

impl Calls {
    /// Reads with a query.
    async fn get<T: Decode>(&self, operation: Operation, id: i64, query: Query) -> Reading<T> {
        let mut parts = Parts::of(operation, id);
        parts.query = query;
        self.client.read(self.priority, parts, decode::<T>).await
    }

    /// Reads with a body.
    async fn ask<T: Decode>(&self, operation: Operation, body: &impl Serialize) -> Reading<T> {
        let mut parts = Parts::of(operation, 0);
        parts.body = Some(json(body).map_err(|error| error.of(Some(operation)))?);
        self.client.read(self.priority, parts, decode::<T>).await
    }

    /// Acts without a body.
    async fn act<T>(
        &self,
        operation: Operation,
        id: i64,
        query: Query,
        read: Read<T>,
    ) -> Outcome<T> {
        let mut parts = Parts::of(operation, id);
        parts.query = query;
        self.client.act(self.priority, operation, parts, read).await
    }

    /// Acts with a body.
    async fn post<T>(
        &self,
        operation: Operation,
        id: i64,
        body: &impl Serialize,
        read: Read<T>,
    ) -> Outcome<T> {
        let mut parts = Parts::of(operation, id);
        parts.body = match json(body) {
            Ok(body) => Some(body),
            Err(error) => return Outcome::NotAccepted(error.of(Some(operation))),
        };
        self.client.act(self.priority, operation, parts, read).await
    }
}

fn json(body: &impl Serialize) -> Result<Bytes, Error> {
    serde_json::to_vec(body)
        .map(Bytes::from)
        .map_err(|problem| Error::new(ErrorKind::Refused, problem.to_string()))
}

/// Reads the answer of operations that say `true`. The documentation shows the bare word, the official client declares a
/// string and accepts an empty answer too. `false` is not documented: whether anything was set is then not known.
fn yes(text: &str) -> Result<(), String> {
    match text.trim() {
        "" | "null" | "true" | "\"true\"" => Ok(()),
        text => match serde_json::from_str::<serde_json::Value>(text) {
            Ok(answer) if ["true", "\"true\""].contains(&inner(&answer).as_str()) => Ok(()),
            _ => Err(format!("expected true, not {}", crate::error::short(text))),
        },
    }
}

fn inner(answer: &serde_json::Value) -> String {
    answer
        .get("body")
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::yes;

    #[test]
    fn yes_is_read_in_every_spelling() {
        for text in [
            "true",
            " true\n",
            "\"true\"",
            "",
            "null",
            r#"{"body":"true"}"#,
            r#"{"body":true}"#,
        ] {
            assert_eq!(yes(text), Ok(()), "{text}");
        }
        for text in [
            "false",
            "\"false\"",
            "{}",
            "[]",
            r#"{"body":false}"#,
            "<html>",
        ] {
            assert!(yes(text).is_err(), "{text}");
        }
    }
}
