//! Characters that are no text: refused by every field of every operation, with the field, the character and its place.

use crate::common::{Answer, Service};
use axum::http::Method;
use serde_json::{Value, json};

/// Characters no field takes, as they stand in a message.
const NO_TEXT: [(char, &str); 11] = [
    ('\0', "U+0000"),
    ('\u{1}', "U+0001"),
    ('\u{2}', "U+0002"),
    ('\u{b}', "U+000B"),
    ('\u{1f}', "U+001F"),
    ('\u{7f}', "U+007F"),
    ('\u{85}', "U+0085"),
    ('\u{fffe}', "U+FFFE"),
    ('\u{ffff}', "U+FFFF"),
    ('\u{fdd0}', "U+FDD0"),
    ('\u{10ffff}', "U+10FFFF"),
];

#[track_caller]
fn names(answer: &Answer, field: &str, what: &str) {
    assert_eq!(answer.status.as_u16(), 400, "{field}: {}", text_of(answer));
    let message = text_of(answer);
    assert!(
        message.contains(what) && message.contains(field) && message.contains("position"),
        "{field} {what}: {message}"
    );
}

fn text_of(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.bytes).into_owned()
}

/// The schema itself, or what it refers to.
fn resolved<'a>(api: &'a Value, mut schema: &'a Value) -> &'a Value {
    while let Some(name) = schema["$ref"].as_str() {
        schema = api.pointer(name.trim_start_matches('#')).unwrap();
    }
    schema
}

/// A body for every text of a schema, with the name of the field that holds `bad`; all other fields are left out.
fn bodies(api: &Value, schema: &Value, bad: &str, depth: usize) -> Vec<(String, Value)> {
    let schema = resolved(api, schema);
    if depth > 5 {
        return Vec::new();
    }
    let mut all = Vec::new();
    for part in ["allOf", "oneOf", "anyOf"] {
        for one in schema[part].as_array().into_iter().flatten() {
            all.extend(bodies(api, one, bad, depth + 1));
        }
    }
    let is = |kind: &str| {
        schema["type"] == kind
            || schema["type"]
                .as_array()
                .is_some_and(|kinds| kinds.contains(&json!(kind)))
    };
    if is("string") {
        all.push((String::new(), json!(bad)));
    }
    if is("array") {
        let items = bodies(api, &schema["items"], bad, depth + 1);
        all.extend(
            items
                .into_iter()
                .map(|(name, value)| (name, json!([value]))),
        );
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        for (inner, value) in bodies(api, property, bad, depth + 1) {
            let told = if inner.is_empty() {
                name.clone()
            } else {
                inner
            };
            all.push((told, json!({ name: value })));
        }
    }
    all
}

fn path_of(template: &str) -> String {
    let parts = template
        .split('/')
        .map(|part| if part.starts_with('{') { "1" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn a14_every_text_of_every_body_is_text() {
    let service = Service::new(20);
    let api = service.get("/v1/openapi.json").await.ok();
    let mut fields = 0;
    for (path, operations) in api["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if schema.is_null() || path == "/v1/files" {
                continue;
            }
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            for (character, what) in NO_TEXT {
                for (field, body) in bodies(&api, schema, &format!("a{character}b"), 0) {
                    let sent = [("content-type", "application/json")];
                    let answer = service
                        .call(method.clone(), &path_of(path), &sent, body.to_string())
                        .await;
                    names(&answer, &field, &format!("{what} at position 2"));
                    fields += 1;
                }
            }
        }
    }
    assert!(fields > 60 * NO_TEXT.len(), "{fields}");
}

#[tokio::test]
async fn a14_every_parameter_of_every_query_is_text() {
    let service = Service::new(20);
    let api = service.get("/v1/openapi.json").await.ok();
    let mut parameters = 0;
    for (path, operations) in api["paths"].as_object().unwrap() {
        // Those of one card, order or pool ask for that first.
        let Some(operation) = operations.get("get").filter(|_| !path.contains('{')) else {
            continue;
        };
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = resolved(&api, parameter);
            let name = parameter["name"].as_str().unwrap();
            if parameter["in"] != "query" {
                continue;
            }
            // What is asked for first is there.
            let all = operation["parameters"].as_array().into_iter().flatten();
            let others: String = all
                .map(|other| resolved(&api, other))
                .filter(|other| other["required"] == true && other["name"] != name)
                .map(|other| format!("&{}=1", other["name"].as_str().unwrap()))
                .collect();
            for (sent, what) in [
                ("a%00b", "U+0000 at position 2"),
                ("%EF%BF%BE", "U+FFFE at position 1"),
                ("ab%C2%9F", "U+009F at position 3"),
                // Half a surrogate pair, and a byte that is no UTF-8.
                ("a%ED%A0%80", "U+FFFD at position 2"),
                ("a%FF", "U+FFFD at position 2"),
            ] {
                let answer = service.get(&format!("{path}?{name}={sent}{others}")).await;
                names(&answer, name, what);
                parameters += 1;
            }
        }
    }
    assert!(parameters > 200, "{parameters}");
}

#[tokio::test]
async fn a14_filters_names_of_fields_and_names_of_files_are_text() {
    let service = Service::new(20);
    let job = |filter: Value| json!({"action": "suspend", "selection": {"filter": filter}, "dry_run": true});
    for filter in [json!({"msisdn": "1\u{0}2"}), json!("msisdn=1%002")] {
        let answer = service.post("/v1/bulk-jobs", job(filter)).await;
        names(&answer, "msisdn", "U+0000 at position 2");
    }
    let answer = service
        .post("/v1/tags", json!({"tag_name": "a", "x\u{2}": 1}))
        .await;
    names(&answer, "name", "U+0002 at position 2");
    let lone = "{\"tag_name\":\"\\ud800\"}";
    let kind = [("content-type", "application/json")];
    let answer = service.call(Method::POST, "/v1/tags", &kind, lone).await;
    assert_eq!(answer.error(400), "GSL.00020004");
    let form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\u{1}b.csv\"\r\n\r\n1064612345678\r\n--x--\r\n";
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    let answer = service.call(Method::POST, "/v1/files", &kind, form).await;
    assert_eq!(answer.error(400), "GSL.00010004");
}

#[tokio::test]
async fn a14_nothing_that_is_no_text_comes_in_with_a_file() {
    let service = Service::new(200);
    let cards = service.cards("sim_status=20").await;
    let cid = cards[0]["cid"].as_str().unwrap();
    let other = cards[1]["cid"].as_str().unwrap();
    let csv = format!("number,attribute1\n{cid},a\u{0}b\n{other},汉字 \u{200d}ok\n");
    let kind = [("content-type", "text/csv")];
    let file = service
        .call(Method::POST, "/v1/files", &kind, csv)
        .await
        .ok();
    service
        .post("/v1/attributes", json!({"cust_attr_name": "A"}))
        .await;
    let plan = service
        .post(
            "/v1/bulk-jobs",
            json!({"action": "set_attributes", "selection": {"file_temp_id": file["file_temp_id"]}, "dry_run": true}),
        )
        .await
        .ok();
    assert_eq!(
        (&plan["will_act"], &plan["excluded_count"]),
        (&json!(1), &json!(1)),
        "{plan}"
    );
}

#[tokio::test]
async fn a14_text_of_every_script_stays_as_it_is() {
    let service = Service::new(20);
    for name in [
        "冷链 A",
        "שלום",
        "👩\u{200d}🔧",
        "\u{2067}עברית\u{2069}",
        "é\u{301}",
    ] {
        let made = service
            .post("/v1/tags", json!({ "tag_name": name }))
            .await
            .ok();
        assert_eq!(made["tag_name"], name);
    }
    let cards = service.cards("").await;
    let numbers = json!([format!("\t{}\r\n", cards[0]["cid"].as_str().unwrap())]);
    let list = service
        .post("/v1/card-lists", json!({ "numbers": numbers }))
        .await
        .ok();
    assert_eq!(
        list["found"], 1,
        "blanks around a pasted number are no fault"
    );
}
