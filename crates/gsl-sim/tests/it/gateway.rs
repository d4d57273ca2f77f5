//! Who is let in, how often, and what is refused in which words.

use crate::common::{
    PROJECT, Running, SECRET_KEY, all_cards, keys, open_gateway, start, start_open,
};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use chrono::TimeDelta;
use gsl_client::{
    Budget, BudgetSettings, Client, Credentials, Error, ErrorKind, Priority, Rate, Retry, Settings,
    Source, TagsQuery,
};
use gsl_sim::{Gateway, Keys, Prefix};
use serde_json::Value;
use std::sync::Arc;
use std::time::Instant;
use tower::ServiceExt;

async fn read(settings: Settings) -> Result<(), Error> {
    let client = Client::new(settings).unwrap();
    let answer = client
        .at(Priority::PersonRead)
        .list_tags(&TagsQuery::default())
        .await;
    answer.map(|_| ())
}

async fn refused(
    running: &Running,
    secret_key: &str,
    project: &str,
) -> (ErrorKind, String, String) {
    let error = read(running.settings(secret_key, project))
        .await
        .unwrap_err();
    let code = error.code().unwrap_or_default().to_owned();
    // 32 hexadecimal digits of the header.
    assert_eq!(error.request_id().unwrap().len(), 32);
    (error.kind(), code, error.message().to_owned())
}

#[tokio::test]
async fn who_asks_is_checked() {
    let running = start(|account| account.behind(open_gateway()).with_prefix(Prefix::Apig)).await;
    read(running.settings(SECRET_KEY, PROJECT)).await.unwrap();
    for (secret_key, project, word) in [
        ("wrong", PROJECT, "verify aksk signature fail"),
        (SECRET_KEY, "other", "project"),
    ] {
        let (kind, code, message) = refused(&running, secret_key, project).await;
        assert_eq!(
            (kind, code.as_str()),
            (ErrorKind::CredentialsRefused, "APIG.0301")
        );
        assert!(message.contains(word), "{message}");
    }
    let report = running.account.counts().report();
    // A refused key is looked for once more, in case it was renewed.
    assert!(report.unauthorized >= 2, "{report:?}");
    assert_eq!(report.calls["ListTags"], 1);

    let permitted = false;
    let gateway = Gateway {
        permitted,
        ..open_gateway()
    };
    let running = start(|account| account.behind(gateway)).await;
    let (kind, code, _) = refused(&running, SECRET_KEY, PROJECT).await;
    assert_eq!(
        (kind, code.as_str()),
        (ErrorKind::NoPermission, "APIGW.0302")
    );
}

#[tokio::test]
async fn temporary_keys_come_with_their_token() {
    let keys = Keys {
        security_token: Some("token".to_owned()),
        ..keys()
    };
    let gateway = Gateway {
        keys,
        ..open_gateway()
    };
    let running = start(|account| account.behind(gateway)).await;
    let (kind, ..) = refused(&running, SECRET_KEY, PROJECT).await;
    assert_eq!(kind, ErrorKind::CredentialsRefused);
    let with = |token: &str| {
        let keys = Credentials::temporary_keys(
            Source::value(crate::common::ACCESS_KEY),
            Source::value(SECRET_KEY),
            Source::value(token),
        );
        Settings {
            credentials: keys,
            ..running.settings(SECRET_KEY, PROJECT)
        }
    };
    assert!(read(with("other")).await.is_err());
    read(with("token")).await.unwrap();
}

#[tokio::test]
async fn a_date_more_than_15_minutes_off_is_refused_and_can_be_corrected() {
    let clock_ahead = TimeDelta::minutes(20);
    let gateway = Gateway {
        clock_ahead,
        ..open_gateway()
    };
    let running = start(|account| account.behind(gateway)).await;
    let client = running.client();
    let calls = client.at(Priority::PersonRead);
    calls.list_tags(&TagsQuery::default()).await.unwrap();
    let ahead = client.clock().ahead().unwrap();
    assert!((ahead - clock_ahead).num_seconds().abs() < 5, "{ahead}");
    assert_eq!(running.account.counts().report().unauthorized, 1);
}

#[tokio::test]
async fn more_than_five_calls_a_second_are_throttled() {
    let running = start(|account| account.behind(Gateway::new(keys()))).await;
    let mut settings = running.settings(SECRET_KEY, PROJECT);
    settings.retry = Retry {
        attempts: 1,
        ..settings.retry
    };
    let client = Client::new(settings).unwrap();
    let calls = client.at(Priority::PersonRead);
    let began = Instant::now();
    let mut throttled = 0;
    for _ in 0..7 {
        match calls.list_tags(&TagsQuery::default()).await {
            Ok(_) => {}
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Throttled);
                assert!(error.message().contains("limit:5,time:1 second"), "{error}");
                throttled += 1;
            }
        }
    }
    // All within the second, unless this machine was held up.
    assert!(throttled == 2 || began.elapsed().as_millis() > 900);
    let report = running.account.counts().report();
    assert_eq!(report.throttled, throttled);
    assert!(report.most_per_second == 7 || began.elapsed().as_millis() > 900);

    // A client that keeps to a budget below the limits is never throttled. The budget leaves room for a machine that is busy.
    let running = start(|account| account.behind(Gateway::new(keys()))).await;
    let rate = |calls| Rate::per_second(calls).unwrap();
    let within = Settings {
        budget: Arc::new(Budget::new(BudgetSettings {
            calls: rate(3.0),
            slow_calls: rate(0.7),
        })),
        ..running.settings(SECRET_KEY, PROJECT)
    };
    let client = Client::new(within).unwrap();
    let (tags, other_tags) = (TagsQuery::default(), TagsQuery::default());
    let calls = client.at(Priority::PersonRead);
    let (one, other, ..) = tokio::join!(
        calls.list_tags(&tags),
        calls.list_tags(&other_tags),
        all_cards(&client),
        all_cards(&client),
    );
    one.and(other).unwrap();
    let report = running.account.counts().report();
    assert_eq!((report.throttled, report.most_slow_per_second), (0, 1));
    assert!(report.most_per_second <= 5, "{report:?}");
}

async fn raw(running: &Running, method: Method, path: &str, body: &str) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json")
        .header("idempotency-key", "0123456789abcdef")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let answer = running.account.router().oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[tokio::test]
async fn what_is_not_documented_is_not_there() {
    let running = start(|account| account).await;
    for (method, path) in [
        (Method::GET, "/v1/capabilities"),
        (Method::GET, "/v1/sim-cards/summary"),
        (Method::GET, "/v1/orders"),
        (Method::PUT, "/v1/tags/1"),
        (Method::POST, "/v1/bulk-jobs"),
        (Method::GET, "/"),
    ] {
        let (status, body) = raw(&running, method, path, "").await;
        let code = body["error_code"].as_str();
        assert_eq!(
            (status, code),
            (StatusCode::NOT_FOUND, Some("APIGW.0101")),
            "{path}"
        );
        assert!(body["request_id"].is_string());
    }

    let (_, all) = raw(&running, Method::GET, "/v1/sim-cards?limit=10", "").await;
    let card = all["sim_cards"][0].as_object().unwrap();
    for ours in ["carrier_type", "pending_work_orders", "flow_total"] {
        assert!(!card.contains_key(ours), "{ours}: {card:?}");
    }
    // Sorting and filters of the console's own are not known here.
    let path = "/v1/sim-cards?limit=10&carrier_type=2&expire_within=1";
    let (_, same) = raw(&running, Method::GET, path, "").await;
    assert_eq!(same, all);
    let (status, body) = raw(&running, Method::GET, "/v1/sim-cards?limit=501", "").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(body["error_code"], "GSL.00010004");

    // No key makes an act safe to repeat.
    let tag = r#"{"tag_name":"once"}"#;
    let (first, _) = raw(&running, Method::POST, "/v1/tags", tag).await;
    let (second, _) = raw(&running, Method::POST, "/v1/tags", tag).await;
    assert_eq!((first, second), (StatusCode::OK, StatusCode::BAD_REQUEST));
}

#[tokio::test]
async fn a_request_without_signature_is_refused() {
    let running = start_open().await;
    let (status, body) = raw(&running, Method::GET, "/v1/tags", "").await;
    let code = body["error_code"].as_str();
    assert_eq!(
        (status, code),
        (StatusCode::UNAUTHORIZED, Some("APIGW.0301"))
    );
}
