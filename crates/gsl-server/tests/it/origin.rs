//! Pages of other sites: they change nothing, by no name, and no form of theirs is read.

use std::fs;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, Version};
use gsl_server::http::origin::{Hosts, LocalAddress};
use gsl_server::http::{AppState, app};
use serde_json::{Value, json};

use crate::common::{Answer, Service, call, send};

const JSON: (&str, &str) = ("content-type", "application/json");
const HERE: (&str, &str) = ("host", "127.0.0.1:8080");

/// A tag is made, or not.
async fn make_tag(service: &Service, headers: &[(&str, &str)]) -> Answer {
    let body = json!({"tag_name": "foreign"}).to_string();
    service.call(Method::POST, "/v1/tags", headers, body).await
}

async fn tags(service: &Service) -> Value {
    service.get("/v1/tags").await.ok()["count"].clone()
}

/// Every operation of the description that changes something.
fn changes(description: &Value) -> Vec<(Method, String, Vec<String>)> {
    let mut found = Vec::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        let plain: Vec<&str> = path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect();
        for (method, operation) in operations.as_object().unwrap() {
            if matches!(method.as_str(), "post" | "put" | "delete" | "patch") {
                let types = operation["requestBody"]["content"].as_object();
                let types = types.map_or_else(Vec::new, |types| types.keys().cloned().collect());
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                found.push((method, plain.join("/"), types));
            }
        }
    }
    assert!(found.len() > 50, "{}", found.len());
    found
}

#[tokio::test]
async fn s1_a_page_of_another_site_changes_nothing() {
    let service = Service::new(5);
    let before = tags(&service).await;
    for foreign in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "Cross-Site")],
        &[("sec-fetch-site", "same-origin, cross-site")],
        &[
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "cross-site"),
        ],
        &[("sec-fetch-site", "")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", "")],
        &[("origin", "http://127.0.0.1")],
        &[("origin", "http://127.0.0.1:8081")],
        &[("origin", "http://localhost:8080")],
        &[("origin", "https://127.0.0.1:8080")],
        &[("origin", "http://127.0.0.1:8080.evil.example")],
        &[("origin", "http://127.0.0.1:8080@evil.example")],
        &[("origin", "http://127.0.0.1:8080/")],
        &[("origin", "127.0.0.1:8080")],
        &[
            ("origin", "http://127.0.0.1:8080"),
            ("origin", "http://evil.example"),
        ],
        &[("origin", "http://127.0.0.1:8080 http://evil.example")],
        // One that fits does not make up for one that does not.
        &[
            ("origin", "http://evil.example"),
            ("sec-fetch-site", "same-origin"),
        ],
        &[
            ("origin", "http://127.0.0.1:8080"),
            ("sec-fetch-site", "same-site"),
        ],
    ] {
        let headers = [&[HERE, JSON], foreign].concat();
        let answer = make_tag(&service, &headers).await;
        assert_eq!(answer.error(403), "APIGW.0201", "{foreign:?}");
    }
    assert_eq!(tags(&service).await, before);
}

#[tokio::test]
async fn s1_the_console_and_programs_go_on_working() {
    let service = Service::new(5);
    for (host, own) in [
        ("127.0.0.1:8080", &[][..]),
        (
            "127.0.0.1:8080",
            &[
                ("origin", "http://127.0.0.1:8080"),
                ("sec-fetch-site", "same-origin"),
            ],
        ),
        ("127.0.0.1:8080", &[("origin", "HTTP://127.0.0.1:8080")]),
        ("127.0.0.1:8080", &[("sec-fetch-site", "none")]),
        ("LocalHost:8080", &[("origin", "http://localhost:8080")]),
        ("localhost", &[("origin", "http://localhost")]),
        ("localhost:80", &[("origin", "http://localhost")]),
        ("localhost", &[("origin", "http://localhost:80")]),
        ("[::1]:8080", &[("origin", "http://[::1]:8080")]),
        // Behind a proxy that ends TLS.
        (
            "localhost",
            &[
                ("origin", "https://localhost"),
                ("x-forwarded-proto", "https"),
            ],
        ),
        (
            "localhost:8443",
            &[
                ("origin", "https://localhost:8443"),
                ("x-forwarded-proto", "https, http"),
            ],
        ),
    ] {
        let headers = [&[("host", host), JSON], own].concat();
        let made = make_tag(&service, &headers).await.ok();
        let path = format!("/v1/tags/{}", made["id"]);
        let gone = service
            .call(Method::DELETE, &path, &headers, Body::empty())
            .await;
        assert!(gone.status.is_success(), "{host} {own:?}");
    }
}

#[tokio::test]
async fn s1_no_operation_is_left_out() {
    let service = Service::new(5);
    let description = service.get("/v1/openapi.json").await.ok();
    for (method, path, types) in changes(&description) {
        let kind = types.first().map_or("application/json", String::as_str);
        let headers = [
            HERE,
            ("content-type", kind),
            ("origin", "http://evil.example"),
        ];
        let answer = service.call(method.clone(), &path, &headers, "{}").await;
        assert_eq!(answer.error(403), "APIGW.0201", "{method} {path}");
    }
    // Methods and paths there are none of are no way around.
    for (method, path) in [
        ("PATCH", "/v1/tags"),
        ("X", "/v1/tags"),
        ("POST", "/"),
        ("POST", "/v1/none"),
    ] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let headers = [HERE, JSON, ("sec-fetch-site", "cross-site")];
        service.call(method, path, &headers, "{}").await.error(403);
    }
}

#[tokio::test]
async fn s1_reading_stays_possible_and_no_override_makes_it_a_change() {
    let service = Service::new(5);
    let made = make_tag(&service, &[]).await.ok();
    let path = format!("/v1/tags/{}", made["id"]);
    let foreign = [
        HERE,
        ("sec-fetch-site", "cross-site"),
        ("origin", "http://evil.example"),
    ];
    for method in [Method::GET, Method::HEAD] {
        for over in [
            "x-http-method-override",
            "x-method-override",
            "x-http-method",
        ] {
            let headers = [&foreign[..], &[(over, "DELETE")]].concat();
            let uri = format!("{path}?_method=DELETE");
            let answer = service
                .call(method.clone(), &uri, &headers, Body::empty())
                .await;
            assert_eq!(answer.status, 200);
        }
    }
    assert_eq!(service.get(&path).await.ok()["tag_name"], "foreign");
    // Nothing lets another page read the answer, or ask first.
    let asked = [&foreign[..], &[("access-control-request-method", "POST")]].concat();
    for (method, status) in [(Method::GET, 200), (Method::OPTIONS, 405)] {
        let answer = service
            .call(method, "/v1/tags", &asked, Body::empty())
            .await;
        assert_eq!(answer.status, status);
        let cors = answer
            .headers
            .keys()
            .find(|name| name.as_str().starts_with("access-control"));
        assert_eq!(cors, None);
    }
}

#[tokio::test]
async fn s1_a_get_that_changes_something_counts_as_a_change() {
    let service = Service::new(400);
    let card = service.cards("sim_status=20").await[0]["sim_card_id"].clone();
    let shown =
        async || service.get(&format!("/v1/sim-cards/{card}")).await.ok()["flow_time"].clone();
    let before = shown().await;
    let now = format!("/v1/sim-price-plans?sim_card_id={card}&real_time=");
    let foreign = [HERE, ("sec-fetch-site", "cross-site")];
    for method in [Method::GET, Method::HEAD] {
        for told in ["true", "TRUE", "true&real_time=false", "x"] {
            let answer = service
                .call(
                    method.clone(),
                    &format!("{now}{told}"),
                    &foreign,
                    Body::empty(),
                )
                .await;
            assert_eq!(answer.status, 403, "{told}");
        }
    }
    assert_eq!(shown().await, before);
    let reading = service
        .call(Method::GET, &format!("{now}false"), &foreign, Body::empty())
        .await;
    assert_eq!(reading.status, 200);
    let own = [HERE, ("sec-fetch-site", "same-origin")];
    service
        .call(Method::GET, &format!("{now}true"), &own, Body::empty())
        .await
        .ok();
    assert_ne!(shown().await, before);
}

#[tokio::test]
async fn s1_bodies_have_the_types_of_their_operation() {
    let service = Service::new(5);
    let description = service.get("/v1/openapi.json").await.ok();
    let before = tags(&service).await;
    for (method, path, types) in changes(&description) {
        for kind in [
            "text/plain",
            "text/plain;charset=UTF-8",
            "text/plain; application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/octet-stream",
            "application/jsonx",
            "application/problem+json",
            "text/json",
            "text/csv",
            "application/json, text/plain",
            "application/json; charset=gbk",
            "json",
            " ",
        ] {
            let essence = kind.split(';').next().unwrap();
            if types.iter().any(|taken| taken == essence) && !kind.contains("gbk") {
                continue;
            }
            let answer = service
                .call(method.clone(), &path, &[HERE, ("content-type", kind)], "{}")
                .await;
            assert_eq!(answer.error(415), "APIGW.0201", "{method} {path} {kind}");
        }
        let two = [HERE, JSON, ("content-type", "text/plain")];
        service
            .call(method.clone(), &path, &two, "{}")
            .await
            .error(415);
        let none = Request::builder()
            .method(method.clone())
            .uri(&path)
            .header("host", "localhost");
        let answer = send(&service.app, none.body(Body::from("{}")).unwrap()).await;
        let told = answer.json()["error_msg"].as_str().unwrap().to_owned();
        assert_eq!(answer.error(415), "APIGW.0201", "{method} {path}");
        assert!(
            told.contains("is missing") && told.contains("application/json"),
            "{told}"
        );
        // What the description says is taken.
        for kind in types {
            let answer = service
                .call(
                    method.clone(),
                    &path,
                    &[HERE, ("content-type", &kind)],
                    "{}",
                )
                .await;
            assert_ne!(answer.status, 415, "{method} {path} {kind}");
        }
    }
    assert_eq!(tags(&service).await, before);
}

#[tokio::test]
async fn s1_json_has_parameters_and_an_empty_body_no_type() {
    let service = Service::new(400);
    for kind in [
        "application/json",
        "application/json;charset=UTF-8",
        "Application/JSON ; Charset=\"utf-8\"",
        "application/json; charset=utf8; profile=x",
    ] {
        let made = make_tag(&service, &[("content-type", kind)]).await.ok();
        let path = format!("/v1/tags/{}", made["id"]);
        let gone = Request::delete(path).header("host", "localhost");
        assert!(
            send(&service.app, gone.body(Body::empty()).unwrap())
                .await
                .status
                .is_success()
        );
    }
    let card = service.cards("sim_status=20&carrier_type=2").await[0]["sim_card_id"].clone();
    let stop = Request::post(format!("/v1/sim-cards/{card}/stop")).header("host", "localhost");
    send(&service.app, stop.body(Body::empty()).unwrap())
        .await
        .ok();
}

#[tokio::test]
async fn s2_only_our_own_names_are_answered_for() {
    let service = Service::new(5);
    let dist = service.dir.path().join("dist");
    fs::create_dir(&dist).unwrap();
    fs::write(dist.join("index.html"), "<p>console").unwrap();
    let state =
        AppState::new(Arc::clone(&service.store), service.clock.clone(), 1).with_files(dist);
    let hosts = Hosts::new(["console.example", "192.168.7.7"]).unwrap();
    let (app, named) = (app(state.clone()), app(state.with_hosts(hosts)));
    let paths = [
        "/",
        "/cards",
        "/index.html",
        "/v1/sim-cards",
        "/v1/none",
        "/nothing.js",
    ];
    for foreign in [
        "rebind.test:8120",
        "rebind.test",
        "localhost.rebind.test",
        "127.0.0.1.rebind.test:8080",
        "localhost.",
        "0.0.0.0:8080",
        "127.0.0.2:8080",
        "[::]:8080",
        "[::2]",
        "[::ffff:127.0.0.1]",
        "192.168.7.7",
        "console.example",
    ] {
        for path in paths {
            for method in [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS] {
                let answer = call(
                    &app,
                    method.clone(),
                    path,
                    &[("host", foreign)],
                    Body::empty(),
                )
                .await;
                assert_eq!(answer.status, 421, "{method} {path} {foreign}");
            }
        }
    }
    for own in [
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:8080",
    ] {
        for path in ["/", "/cards", "/v1/sim-cards"] {
            let answer = call(&app, Method::GET, path, &[("host", own)], Body::empty()).await;
            assert_eq!(answer.status, 200, "{path} {own}");
        }
    }
    for own in [
        "console.example",
        "Console.Example:443",
        "192.168.7.7:80",
        "localhost",
    ] {
        assert_eq!(
            call(&named, Method::GET, "/", &[("host", own)], Body::empty())
                .await
                .status,
            200
        );
    }
    for foreign in ["www.console.example", "example", "192.168.7.8"] {
        let answer = call(
            &named,
            Method::GET,
            "/",
            &[("host", foreign)],
            Body::empty(),
        )
        .await;
        assert!(
            answer.json()["error_msg"]
                .as_str()
                .unwrap()
                .contains("--host")
        );
        assert_eq!(answer.error(421), "APIGW.0201");
    }
    // A page of a name that was configured is of this service, of a neighbour not.
    for (origin, status) in [
        ("http://console.example", 200),
        ("http://www.console.example", 403),
    ] {
        let headers = [("host", "console.example"), ("origin", origin)];
        let body = json!({"tag_name": "named"}).to_string();
        assert_eq!(
            call(&named, Method::POST, "/v1/tags", &headers, body)
                .await
                .status,
            status
        );
    }
}

#[tokio::test]
async fn s2_the_host_has_to_be_said_once_and_readably() {
    let service = Service::new(5);
    let ask = async |version: Version, target: &str, hosts: &[&str]| {
        let mut request = Request::get(target).version(version);
        for host in hosts {
            request = request.header("host", *host);
        }
        send(&service.app, request.body(Body::empty()).unwrap())
            .await
            .status
            .as_u16()
    };
    let path = "/v1/sim-cards";
    for version in [Version::HTTP_10, Version::HTTP_11] {
        assert_eq!(ask(version, path, &[]).await, 400);
        assert_eq!(ask(version, path, &["localhost"]).await, 200);
        assert_eq!(ask(version, path, &["localhost", "rebind.test"]).await, 400);
        assert_eq!(ask(version, path, &["localhost", "localhost"]).await, 400);
        for bad in [
            "",
            "localhost:port",
            "a@localhost",
            "http://localhost",
            "localhost/x",
            "localhost, localhost",
        ] {
            assert_eq!(ask(version, path, &[bad]).await, 400, "{bad}");
        }
        // A whole address as the target: its host is the one that counts, and the header cannot say another.
        let target = "http://localhost:8080/v1/sim-cards";
        assert_eq!(ask(version, target, &["localhost:8080"]).await, 200);
        assert_eq!(ask(version, target, &[]).await, 200);
        assert_eq!(ask(version, target, &["rebind.test"]).await, 400);
        assert_eq!(
            ask(version, "http://rebind.test/v1/sim-cards", &["localhost"]).await,
            421
        );
        assert_eq!(
            ask(version, "http://rebind.test/v1/sim-cards", &["rebind.test"]).await,
            421
        );
    }
    // Where a connection came in is an address of ours, and only for it.
    for (host, status) in [
        ("10.9.8.7:8080", 200),
        ("10.9.8.8:8080", 421),
        ("rebind.test", 421),
    ] {
        let request = Request::get(path).header("host", host);
        let request = request.extension(LocalAddress("10.9.8.7".parse().unwrap()));
        let answer = send(&service.app, request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{host}");
    }
}
