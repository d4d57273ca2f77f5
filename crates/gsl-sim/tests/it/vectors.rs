//! The signature check against 18 requests signed by the official signer.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use chrono::{DateTime, TimeDelta, Utc};
use gsl_sim::Keys;
use gsl_sim::gateway::signature::Arrived;
use serde_json::Value;

const VECTORS: &str = include_str!("../../../gsl-client/tests/data/sign-vectors.json");

fn at(vector: &Value) -> DateTime<Utc> {
    let date = vector["input"]["headers"]["X-Sdk-Date"].as_str().unwrap();
    let date = chrono::NaiveDateTime::parse_from_str(date, "%Y%m%dT%H%M%SZ").unwrap();
    date.and_utc()
}

#[test]
fn what_the_official_signer_signs_is_let_in_and_nothing_else() {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 18);
    for vector in vectors {
        let name = text(&vector["name"]);
        let mut headers = HeaderMap::new();
        for (header, value) in vector["headers_sent"].as_object().unwrap() {
            let header: HeaderName = header.parse().unwrap();
            let value = HeaderValue::from_bytes(text(value).as_bytes()).unwrap();
            headers.insert(header, value);
        }
        let target = text(&vector["request_target"]);
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let method = text(&vector["input"]["method"]);
        let body = vector["input"]["body"].as_str().unwrap_or_default();
        let request = Arrived {
            method: &method,
            path,
            query,
            headers: &headers,
            body: body.as_bytes(),
        };
        let keys = Keys {
            access_key: text(&file["ak"]),
            secret_key: text(&file["sk"]),
            security_token: vector["input"]["security_token"]
                .as_str()
                .map(str::to_owned),
        };
        let now = at(vector);
        assert_eq!(request.check(&keys, now), Ok(()), "{name}");

        let quarter = TimeDelta::minutes(15);
        for (off, right) in [
            (quarter, true),
            (-quarter, true),
            (quarter + TimeDelta::seconds(1), false),
            (-quarter - TimeDelta::seconds(1), false),
        ] {
            let checked = request.check(&keys, now + off);
            assert_eq!(checked.is_ok(), right, "{name} {off}: {checked:?}");
        }
        for changed in [
            Arrived {
                method: "PATCH",
                ..request
            },
            Arrived {
                path: "/v1/sim-cards/8/stop",
                ..request
            },
            Arrived {
                query: "limit=11",
                ..request
            },
            Arrived {
                body: b"{\"a\":1}",
                ..request
            },
        ] {
            assert!(changed.check(&keys, now).is_err(), "{name}: {changed:?}");
        }
        let mut other = headers.clone();
        other.insert("x-project-id", HeaderValue::from_static("other"));
        let changed = Arrived {
            headers: &other,
            ..request
        };
        assert!(changed.check(&keys, now).is_err(), "{name}");
        let foreign = Keys {
            secret_key: "other".to_owned(),
            ..keys.clone()
        };
        assert!(request.check(&foreign, now).is_err(), "{name}");
        let foreign = Keys {
            security_token: Some("other".to_owned()),
            ..keys
        };
        assert!(request.check(&foreign, now).is_err(), "{name}");
    }
}
