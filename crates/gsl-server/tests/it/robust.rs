//! Bad input never hurts: errors have one form, nothing answers 5xx.

use std::sync::OnceLock;

use crate::common::{Service, call};
use axum::body::Body;
use axum::http::Method;
use proptest::prelude::*;
use serde_json::json;

const GETS: [&str; 18] = [
    "/v1/bulk-jobs",
    "/v1/bulk-jobs/1/items",
    "/v1/files/1",
    "/v1/sim-cards",
    "/v1/sim-cards/summary",
    "/v1/sim-cards/0",
    "/v1/sim-cards/0/real-named",
    "/v1/price-plans",
    "/v1/sim-price-plans",
    "/v1/tags",
    "/v1/attributes",
    "/v1/orders",
    "/v1/orders/0",
    "/v1/addresses",
    "/v1/work-orders",
    "/v1/work-orders/0/details",
    "/v1/capabilities",
    "/v1/openapi.json",
];
const POSTS: [&str; 10] = [
    "/v1/sim-cards/month-usages",
    "/v1/sim-cards/batch-daily-flow",
    "/v1/sim-price-plans/usage/batch-query",
    "/v1/card-lists",
    "/v1/orders",
    "/v1/orders/quotes",
    "/v1/payments",
    "/v1/addresses",
    "/v1/renewal-snapshots",
    "/v1/renewals",
];
/// These have codes of their own for a bad body, or take a body that is no object.
const MORE_POSTS: [&str; 15] = [
    "/v1/orders/0/cancel",
    "/v1/bulk-jobs",
    "/v1/sim-cards/0/enable",
    "/v1/sim-cards/0/stop",
    "/v1/sim-cards/0/reset",
    "/v1/sim-cards/0/cut-net",
    "/v1/sim-cards/0/exceed-cut-net",
    "/v1/sim-cards/0/bind-device",
    "/v1/sim-cards/0/clear-real-name",
    "/v1/sim-cards/0/speed-limit",
    "/v1/tags",
    "/v1/sim-tags/batch-set",
    "/v1/attributes",
    "/v1/sim-cards/attributes/batch-set",
    "/v1/files",
];
const NAMES: [&str; 37] = [
    "work_order_type",
    "work_order_source",
    "since",
    "until",
    "limit",
    "offset",
    "main_search_type",
    "main_search_key",
    "sim_status",
    "device_status",
    "tag_id",
    "sim_type",
    "order",
    "sort",
    "msisdn",
    "customer_attribute1",
    "min_used_flow",
    "max_used_flow",
    "min_left_flow",
    "real_named",
    "order_id",
    "filter_downtime_period",
    "order_ids",
    "price_plan_id",
    "stop_reason",
    "carrier_type",
    "sim_pool_id",
    "expire_days",
    "stopped_days",
    "card_list_id",
    "sim_card_id",
    "iccid",
    "real_time",
    "status",
    "tag_name",
    "flow_total",
    "order_status",
];

#[tokio::test]
async fn unknown_paths_and_methods_are_answered_in_the_api_s_form() {
    let service = Service::new(5);
    for path in [
        "/",
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v1/sim-cards/1/2/3",
        "/v1/sim-cards/",
        "/other",
    ] {
        assert_eq!(service.get(path).await.error(404), "APIGW.0101", "{path}");
    }
    for (method, path) in [
        (Method::DELETE, "/v1/sim-cards"),
        (Method::GET, "/v1/card-lists"),
        (Method::PUT, "/v1/tags"),
    ] {
        assert_eq!(
            service
                .call(method, path, &[], Body::empty())
                .await
                .error(405),
            "APIGW.0101",
            "{path}"
        );
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let service = Service::new(5);
    let huge = format!("{{\"numbers\":[\"{}\"]}}", "1".repeat(13 << 20));
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    let bodies: [&[u8]; 9] = [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\"x\"",
        b"{\"sim_card_ids\":{}}",
        b"\xff\xfe",
        huge.as_bytes(),
        deep.as_bytes(),
    ];
    for path in POSTS {
        for body in bodies {
            let answer = service.call(Method::POST, path, &[], body.to_vec()).await;
            assert_eq!(answer.error(400), "GSL.00010004", "{path}");
        }
    }
}

#[tokio::test]
async fn credentials_are_accepted_and_not_asked_for() {
    let service = Service::new(5);
    for headers in [
        vec![],
        vec![("x-auth-token", "whatever")],
        vec![
            (
                "authorization",
                "SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=00",
            ),
            ("x-sdk-date", "20261122T181727Z"),
            ("content-type", "application/json"),
        ],
    ] {
        let answer = service
            .call(Method::GET, "/v1/sim-cards", &headers, Body::empty())
            .await;
        assert_eq!(answer.ok()["count"], 5);
    }
}

#[tokio::test]
async fn an_empty_fleet_is_no_trouble() {
    let service = Service::new(0);
    assert_eq!(
        service.get("/v1/sim-cards?sort=cid").await.ok(),
        json!({"limit": 10, "offset": 1, "count": 0, "sim_cards": []})
    );
    assert_eq!(service.get("/v1/sim-cards/summary").await.ok()["total"], 0);
}

#[tokio::test]
async fn request_ids_differ() {
    let service = Service::new(0);
    let (one, two) = (service.get("/v1/tags").await, service.get("/v1/tags").await);
    assert_ne!(one.headers["x-request-id"], two.headers["x-request-id"]);
}

#[tokio::test]
async fn capabilities_and_description() {
    let service = Service::new(5);
    let known = service.get("/v1/capabilities").await.ok();
    assert_eq!(known["now"], "2026-11-22T12:00:00.000Z");
    assert_eq!(known["time_scale"], 17_280);
    assert_eq!(
        known["extensions"].as_array().unwrap().len(),
        gsl_model::wire::extension::ALL.len()
    );
    let description = service.get("/v1/openapi.json").await.ok();
    let named = &description["components"]["schemas"]["Capabilities"]["properties"]["extensions"]["items"]
        ["enum"];
    for extension in known["extensions"].as_array().unwrap() {
        assert!(named.as_array().unwrap().contains(extension), "{extension}");
    }
    // Every described operation exists, and nothing described answers "no such API".
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 15, "{}", paths.len());
    for (path, operations) in paths {
        // `{sim_card_id}` and the like.
        let path: Vec<&str> = path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect();
        let path = path.join("/");
        for method in operations.as_object().unwrap().keys() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let answer = service.call(method.clone(), &path, &[], "{}").await;
            let missing = match answer.status.as_u16() {
                405 => true,
                // Over a demo fleet there is no account to tell of.
                404 => !path.starts_with("/v1/account/"),
                _ => false,
            };
            assert!(!missing, "{method} {path}");
        }
    }
    // Every parameter the fuzzing uses on the card list is described, and the other way round.
    let described: Vec<&str> = paths["/v1/sim-cards"]["get"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|parameter| parameter["name"].as_str())
        .collect();
    for name in [
        "stop_reason",
        "card_list_id",
        "expire_days",
        "sim_card_id",
        "carrier_type",
        "sim_pool_id",
        "order_ids",
    ] {
        assert!(described.contains(&name), "{name}");
    }
}

#[tokio::test]
async fn answers_have_the_described_fields() {
    let service = Service::new(400);
    let description = service.get("/v1/openapi.json").await.ok();
    let fields = |schema: &str| {
        let mut names: Vec<String> = description["components"]["schemas"][schema]["properties"]
            .as_object()
            .unwrap_or_else(|| panic!("{schema}"))
            .keys()
            .cloned()
            .collect();
        names.sort();
        names
    };
    let keys = |value: &serde_json::Value| {
        let mut names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let card = service.get("/v1/sim-cards").await.ok()["sim_cards"][0].clone();
    assert_eq!(keys(&card), fields("SimDeviceVO"));
    let id = card["sim_card_id"].clone();
    let plan = service
        .get(&format!("/v1/sim-price-plans?sim_card_id={id}"))
        .await
        .ok();
    assert_eq!(keys(&plan[0]), fields("SimPricePlanVO"));
    let working = service.cards("sim_status=20&carrier_type=2").await[0]["sim_card_id"].clone();
    let stopped = service
        .post(&format!("/v1/sim-cards/{working}/stop"), json!({}))
        .await
        .ok();
    assert_eq!(keys(&stopped), fields("WorkOrderId"));
    let pending = service.get(&format!("/v1/sim-cards/{working}")).await.ok();
    assert_eq!(
        keys(&pending["pending_work_orders"][0]),
        fields("PendingWorkOrder")
    );
    let details = format!("/v1/work-orders/{}/details", stopped["work_order_id"]);
    for (path, list, schema) in [
        ("/v1/price-plans", "price_plans", "ProPricePlanVo"),
        ("/v1/tags", "tags", "CmTagVO"),
        ("/v1/attributes", "attributes", "CmAttributeVO"),
        ("/v1/orders", "orders", "Order"),
        ("/v1/work-orders", "work_orders", "WorkOrderVo"),
        (&details, "work_order_details", "WorkOrderDetailVo"),
    ] {
        assert_eq!(
            keys(&service.get(path).await.ok()[list][0]),
            fields(schema),
            "{path}"
        );
    }
    let flow = service
        .post(
            "/v1/sim-price-plans/usage/batch-query",
            json!({"sim_card_ids": [id]}),
        )
        .await
        .ok();
    assert_eq!(keys(&flow[0]), fields("SimCardsFlowVO"));
    assert_eq!(
        keys(&service.get("/v1/sim-cards/summary").await.ok()),
        fields("Summary")
    );
    assert_eq!(
        keys(&service.get("/v1/capabilities").await.ok()),
        fields("Capabilities")
    );
}

fn shared() -> &'static (tokio::runtime::Runtime, Service) {
    static SHARED: OnceLock<(tokio::runtime::Runtime, Service)> = OnceLock::new();
    SHARED.get_or_init(|| (tokio::runtime::Runtime::new().unwrap(), Service::new(60)))
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,20}",
        "-?[0-9]{1,3}",
        "[0-9,]{0,12}",
        "\\PC{0,20}",
        Just("true".to_owned()),
        Just("desc".to_owned()),
        Just("%ff%00%".to_owned()),
        Just("flow_left".to_owned()),
        Just("over_plan,user".to_owned()),
        "[a-z'\";%_]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_query_string_is_the_service_s_fault(
        path in prop::sample::select(GETS.to_vec()),
        pairs in prop::collection::vec((prop::sample::select(NAMES.to_vec()), value()), 0..5),
        raw in any::<bool>(),
    ) {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &pairs {
            query.append_pair(name, value);
        }
        let mut query = query.finish();
        if raw {
            query = pairs.iter().map(|(name, value)| format!("{name}={}", value.replace(|c: char| !c.is_ascii_graphic() || "#<>\"`{}|\\^".contains(c), "+"))).collect::<Vec<_>>().join("&");
        }
        let (runtime, service) = shared();
        let answer = runtime.block_on(call(&service.app, Method::GET, &format!("{path}?{query}"), &[], Body::empty()));
        prop_assert!(answer.status.as_u16() < 500, "{} {}: {}", path, query, String::from_utf8_lossy(&answer.bytes));
        prop_assert!(answer.headers.contains_key("x-request-id"));
        if !answer.status.is_success() {
            answer.error(answer.status.as_u16());
        }
    }

    #[test]
    fn no_body_is_the_service_s_fault(
        path in prop::sample::select([&POSTS[..], &MORE_POSTS].concat()),
        fields in prop::collection::vec((
            prop::sample::select(vec!["sim_card_ids", "iccids", "billing_cycles", "month", "date", "numbers", "tag_ids", "tag_name", "cust_attr_name", "attributes", "file_temp_id", "action", "selection", "parameters",
                "iccid", "action", "quota", "bind_type", "imei", "speed_value"]),
            prop_oneof![
                Just("null".to_owned()), Just("[]".to_owned()), Just("{}".to_owned()), "\"[0-9-]{0,10}\"",
                "\\[(\"[0-9-]{0,22}\"|[0-9]{1,19}|-1|1.5|null)(,\"[0-9-]{0,8}\"|,[0-9]{1,5}){0,3}\\]",
                "-?[0-9]{1,30}", Just("1e999".to_owned()), "[\\[\\]{}\",:a-z0-9]{0,12}",
            ],
        ), 0..5),
    ) {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let (runtime, service) = shared();
        let answer = runtime.block_on(call(&service.app, Method::POST, path, &[], format!("{{{}}}", body.join(","))));
        prop_assert!(answer.status.as_u16() < 500, "{} {:?}: {}", path, body, String::from_utf8_lossy(&answer.bytes));
        if !answer.status.is_success() {
            answer.error(answer.status.as_u16());
        }
    }

    #[test]
    fn no_path_is_the_service_s_fault(path in "[a-z0-9/%.~-]{0,30}") {
        let (runtime, service) = shared();
        let answer = runtime.block_on(call(&service.app, Method::GET, &format!("/v1/{path}"), &[], Body::empty()));
        prop_assert!(answer.status.as_u16() < 500);
    }
}
