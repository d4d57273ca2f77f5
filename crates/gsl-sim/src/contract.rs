//! The 39 public operations as `docs/service/gsl-v1.openapi.json` describes them: which request is which operation, and
//! which parameters and fields are documented.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use axum::http::Method;
use serde_json::Value;

/// Made from the official client.
const DOCUMENT: &str = include_str!("../../../docs/service/gsl-v1.openapi.json");

/// Operations that are sent as POST and change nothing.
const POSTED_READS: [&str; 3] = [
    "ShowMonthUsages",
    "ListSimCardFlowPerDay",
    "ListFlowBySimCards",
];

/// Operations the cloud allows once a second.
const SLOW: [&str; 2] = ["ListSimCards", "ListSimPricePlans"];

/// The public operations.
#[derive(Debug, Clone)]
pub struct Contract(Arc<[Operation]>);

/// One public operation.
pub struct Operation {
    /// Its name in the official client, such as `StopSimCard`.
    pub name: String,
    method: Method,
    path: Vec<Segment>,
    query: BTreeSet<String>,
    body: Option<Fields>,
    answer: Fields,
}

impl fmt::Debug for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}

enum Segment {
    Fixed(String),
    /// A whole number.
    Id,
}

/// The documented fields of a JSON value.
enum Fields {
    /// A value without fields, or one that is not described further.
    Any,
    Object(BTreeMap<String, Fields>),
    List(Box<Fields>),
}

impl Contract {
    /// Reads the description that is built in.
    ///
    /// # Errors
    /// What is not as expected in it.
    pub fn read() -> Result<Self, String> {
        let document: Value = serde_json::from_str(DOCUMENT)
            .map_err(|problem| format!("the description of the operations: {problem}"))?;
        let mut operations = Vec::new();
        for (path, methods) in entries(document.get("paths")) {
            for (method, described) in entries(Some(methods)) {
                let method = method.to_uppercase();
                let method = Method::from_bytes(method.as_bytes())
                    .map_err(|problem| format!("{method} {path}: {problem}"))?;
                operations.push(Operation::of(&document, path, method, described)?);
            }
        }
        Ok(Self(operations.into()))
    }

    /// All operations.
    #[must_use]
    pub fn all(&self) -> &[Operation] {
        &self.0
    }

    /// The operation of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Operation> {
        self.0.iter().find(|operation| operation.name == name)
    }

    /// The operation of a request. Ids in a path are whole numbers; anything else there is no operation.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str) -> Option<&Operation> {
        self.0.iter().find(|operation| {
            operation.method == *method && operation.path_fits(path.strip_prefix('/'))
        })
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

impl Operation {
    fn of(document: &Value, path: &str, method: Method, described: &Value) -> Result<Self, String> {
        let name = described.get("operationId").and_then(Value::as_str);
        let parameters = described.get("parameters").and_then(Value::as_array);
        let text = |parameter: &Value, key: &str| {
            parameter
                .get(key)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let segments = path.split('/').skip(1);
        let json = "/content/application~1json/schema";
        let fields = |place: &str| {
            let schema = described.pointer(&format!("{place}{json}"));
            schema.map(|schema| Fields::of(document, schema))
        };
        Ok(Self {
            name: name
                .ok_or_else(|| format!("{method} {path} has no name"))?
                .to_owned(),
            path: segments
                .map(|part| match part.starts_with('{') {
                    true => Segment::Id,
                    false => Segment::Fixed(part.to_owned()),
                })
                .collect(),
            query: parameters
                .into_iter()
                .flatten()
                .filter(|parameter| text(parameter, "in").as_deref() == Some("query"))
                .filter_map(|parameter| text(parameter, "name"))
                .collect(),
            body: fields("/requestBody"),
            answer: fields("/responses/200").unwrap_or(Fields::Any),
            method,
        })
    }

    fn path_fits(&self, path: Option<&str>) -> bool {
        let Some(path) = path else { return false };
        let mut parts = path.split('/');
        let fits = self.path.iter().all(|segment| {
            parts.next().is_some_and(|part| match segment {
                Segment::Fixed(name) => name == part,
                Segment::Id => part.parse::<i64>().is_ok_and(|id| id >= 0),
            })
        });
        fits && parts.next().is_none()
    }

    /// Whether it changes something.
    #[must_use]
    pub fn is_act(&self) -> bool {
        self.method != Method::GET && !POSTED_READS.contains(&self.name.as_str())
    }

    /// Whether the cloud allows it only once a second.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        SLOW.contains(&self.name.as_str())
    }

    /// Whether it acts on the one card in its path.
    #[must_use]
    pub fn is_card_act(&self) -> bool {
        let id = self.path.iter().any(|part| matches!(part, Segment::Id));
        let cards =
            matches!(self.path.get(1), Some(Segment::Fixed(name)) if name.starts_with("sim-cards"));
        self.is_act() && id && cards
    }

    /// Whether it answers pages of rows with their count.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(&self.answer, Fields::Object(fields) if fields.contains_key("count"))
            && self.query.contains("offset")
    }

    /// The documented parameters of a query, in their order.
    #[must_use]
    pub fn documented_query(&self, query: &str) -> String {
        let kept = query.split('&').filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            let name = form_urlencoded::parse(name.as_bytes()).next();
            name.is_some_and(|(name, _)| self.query.contains(&*name))
        });
        kept.collect::<Vec<_>>().join("&")
    }

    /// The documented fields of a body; what is not JSON stays as it is.
    #[must_use]
    pub fn documented_body(&self, body: &[u8]) -> Option<Vec<u8>> {
        self.body.as_ref()?.only(body)
    }

    /// The documented fields of an answer; what is not JSON stays as it is.
    #[must_use]
    pub fn documented_answer(&self, answer: &[u8]) -> Option<Vec<u8>> {
        self.answer.only(answer)
    }
}

impl Fields {
    fn of(document: &Value, schema: &Value) -> Self {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let found = name
                .strip_prefix('#')
                .and_then(|name| document.pointer(name));
            return found.map_or(Self::Any, |schema| Self::of(document, schema));
        }
        if let Some(items) = schema.get("items") {
            return Self::List(Box::new(Self::of(document, items)));
        }
        match schema.get("properties") {
            Some(properties) => Self::Object(
                entries(Some(properties))
                    .map(|(name, schema)| (name.clone(), Self::of(document, schema)))
                    .collect(),
            ),
            None => Self::Any,
        }
    }

    fn only(&self, json: &[u8]) -> Option<Vec<u8>> {
        let mut value = serde_json::from_slice(json).ok()?;
        self.keep(&mut value);
        serde_json::to_vec(&value).ok()
    }

    fn keep(&self, value: &mut Value) {
        match (self, value) {
            (Self::Object(fields), Value::Object(map)) => {
                map.retain(|name, _| fields.contains_key(name));
                for (name, value) in map {
                    if let Some(fields) = fields.get(name) {
                        fields.keep(value);
                    }
                }
            }
            (Self::List(fields), Value::Array(items)) => {
                items.iter_mut().for_each(|item| fields.keep(item));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_told_apart() {
        let contract = Contract::read().unwrap();
        assert_eq!(contract.all().len(), 39);
        let find = |method: &str, path: &str| {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            contract.find(&method, path).map(|found| found.name.clone())
        };
        for (method, path, expected) in [
            ("GET", "/v1/sim-cards", Some("ListSimCards")),
            ("GET", "/v1/sim-cards/7", Some("ShowSimCard")),
            ("POST", "/v1/sim-cards/0/stop", Some("StopSimCard")),
            (
                "POST",
                "/v1/sim-cards/month-usages",
                Some("ShowMonthUsages"),
            ),
            ("GET", "/v1/sim-pools/7/members", Some("ListSimPoolMembers")),
            ("GET", "/v1/sim-cards/summary", None),
            ("GET", "/v1/sim-cards/-7", None),
            ("GET", "/v1/sim-cards/7/", None),
            ("PUT", "/v1/tags/7", None),
            ("GET", "/v1/capabilities", None),
            ("GET", "v1/sim-cards", None),
            ("GET", "/", None),
        ] {
            assert_eq!(find(method, path).as_deref(), expected, "{method} {path}");
        }
    }

    #[test]
    fn operations_are_of_their_kinds() {
        let contract = Contract::read().unwrap();
        let of = |kind: fn(&Operation) -> bool| contract.all().iter().filter(|it| kind(it)).count();
        assert_eq!(of(Operation::is_act), 20);
        assert_eq!(of(Operation::is_slow), 2);
        // Operations 3 to 8, 10, 11, 36 and 37.
        assert_eq!(of(Operation::is_card_act), 10);
        assert_eq!(of(Operation::is_list), 13);
    }

    #[test]
    fn only_what_is_documented_is_kept() {
        let contract = Contract::read().unwrap();
        let list = contract.named("ListSimCards").unwrap();
        let query = "limit=10&carrier_type=3&tag%5Fid=1&tag_id=2&a";
        assert_eq!(list.documented_query(query), "limit=10&tag%5Fid=1&tag_id=2");
        let answer =
            br#"{"count":1,"more":2,"sim_cards":[{"sim_card_id":7,"pending_work_orders":[]}]}"#;
        assert_eq!(
            list.documented_answer(answer).unwrap(),
            br#"{"count":1,"sim_cards":[{"sim_card_id":7}]}"#
        );
        assert_eq!(list.documented_body(b"{}"), None);
        let stop = contract.named("StopSimCard").unwrap();
        assert_eq!(
            stop.documented_body(br#"{"iccid":"1","reason":"x"}"#)
                .unwrap(),
            br#"{"iccid":"1"}"#
        );
        assert_eq!(stop.documented_body(b"{"), None);
    }
}
