//! Reads: what is sent, what is tried again, what the failures are called.

use crate::cloud::{Cloud, Do, PROJECT};
use gsl_client::{
    Card, Client, Credentials, Endpoint, ErrorKind, Page, Priority, Project, Settings,
    SimCardsQuery, Source, TagsQuery, Unreached,
};
use std::time::Duration;

const TAGS: &str = r#"{"limit":500,"offset":1,"count":1,"tags":[{"id":7,"tag_name":"华东"}]}"#;

fn tags() -> Do {
    Do::Answer(200, TAGS.to_owned())
}

fn error(status: u16, code: &str) -> Do {
    let body = format!(r#"{{"error_code":"{code}","error_msg":"words of the service"}}"#);
    Do::Answer(status, body)
}

async fn list(client: &Client) -> Result<usize, gsl_client::Error> {
    let calls = client.at(Priority::PersonRead);
    let answer = calls.list_tags(&TagsQuery::default()).await?;
    Ok(answer.value.tags.len())
}

#[tokio::test]
async fn a_request_is_signed_and_its_answer_read() {
    let cloud = Cloud::start().await;
    cloud.next([tags()]);
    let query = TagsQuery {
        page: Page::new(2, 10).unwrap(),
        tag_name: Some("华东 +1%&x=y/~".to_owned()),
        status: Some(1),
    };
    let answer = cloud
        .client()
        .at(Priority::PersonRead)
        .list_tags(&query)
        .await
        .unwrap();
    assert_eq!(answer.value.tags[0].tag_name.as_deref(), Some("华东"));
    assert_eq!(answer.request_id.as_deref(), Some("in-the-header"));
    let seen = &cloud.seen()[0];
    assert!(seen.accepted);
    assert_eq!(
        seen.query,
        "limit=10&offset=2&status=1&tag_name=%E5%8D%8E%E4%B8%9C%20%2B1%25%26x%3Dy%2F~"
    );
    assert_eq!(seen.headers["x-project-id"], PROJECT);
    let mut names: Vec<&str> = seen.headers.keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "authorization",
            "content-type",
            "host",
            "user-agent",
            "x-project-id",
            "x-sdk-date"
        ]
    );
}

#[tokio::test]
async fn repeated_names_are_sent_in_the_order_that_is_signed() {
    let cloud = Cloud::start().await;
    cloud.next([Do::Answer(200, r#"{"count":0,"sim_cards":[]}"#.to_owned())]);
    let query = SimCardsQuery {
        tag_id: vec![7, 10, 100],
        order_ids: vec![22, 3],
        price_plan_id: vec!["b".to_owned(), "a c".to_owned()],
        ..SimCardsQuery::default()
    };
    let calls = cloud.client().at(Priority::FullPass);
    calls.list_sim_cards(&query).await.unwrap();
    assert_eq!(
        cloud.seen()[0].query,
        "limit=500&offset=1&order_ids=22&order_ids=3&price_plan_id=a%20c&price_plan_id=b&tag_id=10&tag_id=100&tag_id=7"
    );
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    for fault in [
        error(429, "APIGW.0308"),
        error(500, "GSL.00010003"),
        error(504, "APIG.0201"),
        Do::DropBefore,
        Do::DropAfter,
        Do::TimeoutAfter,
        Do::Truncate(TAGS.to_owned()),
        Do::Slow(Duration::from_secs(3), TAGS.to_owned()),
        Do::Answer(200, "<html>a proxy</html>".to_owned()),
    ] {
        cloud.next([fault.clone(), tags()]);
        assert_eq!(list(&client).await.unwrap(), 1, "{fault:?}");
        assert_eq!(cloud.seen().len(), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn what_will_not_pass_is_not_tried_again_and_says_what_to_do() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    for (fault, expected) in [
        (error(401, "APIGW.0301"), ErrorKind::CredentialsRefused),
        (error(403, "APIG.0302"), ErrorKind::NoPermission),
        (error(400, "GSL.00011001"), ErrorKind::NotFound),
        (error(404, ""), ErrorKind::NotFound),
        (error(403, "GSL.00011004"), ErrorKind::Refused),
        (Do::Redirect(302), ErrorKind::Unreadable),
        (Do::Redirect(307), ErrorKind::Unreadable),
    ] {
        // A redirect is tried once more, but never followed.
        cloud.next([fault.clone(), fault.clone()]);
        let error = list(&client).await.unwrap_err();
        assert_eq!(error.kind(), expected, "{fault:?}");
        assert_eq!(error.request_id(), Some("in-the-header"));
        assert!(!error.kind().next_step().is_empty());
        let seen = cloud.seen();
        let calls = if expected == ErrorKind::Unreadable {
            2
        } else {
            1
        };
        assert_eq!(seen.len(), calls, "{fault:?}");
        assert!(seen.iter().all(|seen| seen.path == "/v1/tags"));
        cloud.state().next.clear();
    }
}

#[tokio::test]
async fn attempts_end() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    for (fault, expected) in [
        (error(429, "APIG.0308"), ErrorKind::Throttled),
        (error(500, "GSL.00010005"), ErrorKind::Unavailable),
        (Do::DropBefore, ErrorKind::NoAnswer),
    ] {
        cloud.next([fault.clone(), fault.clone(), fault.clone(), tags()]);
        assert_eq!(
            list(&client).await.unwrap_err().kind(),
            expected,
            "{fault:?}"
        );
        assert_eq!(cloud.seen().len(), 3, "{fault:?}");
        cloud.state().next.clear();
    }
    assert_eq!(client.budget().report().throttled, 3);
    assert!(client.budget().report().calls_per_second < 1000.0);
}

#[tokio::test]
async fn a_body_of_an_error_is_read_in_both_forms() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    for body in [
        r#"{"error_code":"GSL.00010004","error_msg":"limit"}"#,
        r#"{"code":"GSL.00010004","message":"limit"}"#,
    ] {
        cloud.next([Do::Answer(400, body.to_owned())]);
        let error = list(&client).await.unwrap_err();
        assert_eq!(
            (error.code(), error.message()),
            (Some("GSL.00010004"), "limit")
        );
        assert_eq!(error.status(), Some(400));
    }
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_read_on() {
    let cloud = Cloud::start().await;
    let large = Do::Answer(200, format!("[{}1]", "1,".repeat(200_000)));
    cloud.next([large.clone(), large]);
    let error = list(&cloud.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreadable);
    assert!(error.message().contains("100000 bytes"), "{error}");
}

#[tokio::test]
async fn an_answer_that_is_not_the_contracts_names_the_place() {
    let cloud = Cloud::start().await;
    let bad = Do::Answer(200, r#"{"count":1,"tags":[{"id":"seven"}]}"#.to_owned());
    cloud.next([bad.clone(), bad]);
    let error = list(&cloud.client()).await.unwrap_err();
    assert_eq!(error.message(), "tags[0].id: expected a whole number");
}

#[tokio::test]
async fn asking_the_carrier_is_not_repeated_when_no_answer_came() {
    let cloud = Cloud::start().await;
    let calls = cloud.client().at(Priority::PersonRead);
    for (real_time, expected) in [(false, 2), (true, 1)] {
        cloud.next([Do::DropAfter, Do::Answer(200, "[]".to_owned())]);
        let plans = calls
            .list_sim_price_plans(Card::Id(7), real_time, Page::default())
            .await;
        assert_eq!(plans.is_ok(), !real_time);
        assert_eq!(cloud.seen().len(), expected);
        cloud.state().next.clear();
    }
}

#[tokio::test]
async fn nobody_there_is_no_answer() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let cloud = Cloud::start().await;
    let encrypted = cloud.endpoint.to_string().replace("http:", "https:");
    for (endpoint, unreached) in [
        (format!("http://{free}"), Unreached::Connection),
        // Somebody who does not speak TLS.
        (encrypted, Unreached::Tls),
        ("https://no-such-name.invalid".to_owned(), Unreached::Name),
    ] {
        let keys = Credentials::keys(Source::value("AK"), Source::value("SK"));
        let settings = Settings {
            endpoint: endpoint.parse::<Endpoint>().unwrap(),
            ..cloud.settings(keys)
        };
        let error = list(&Client::new(settings).unwrap()).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::NoAnswer, None));
        assert_eq!(error.unreached(), Some(unreached), "{endpoint}: {error}");
        assert!(!error.message().is_empty());
    }
}

#[tokio::test]
async fn the_project_is_looked_up_once() {
    let cloud = Cloud::start().await;
    let keys = Credentials::keys(
        Source::value(crate::cloud::ACCESS_KEY),
        Source::value(crate::cloud::SECRET_KEY),
    );
    let client = || {
        Client::new(Settings {
            project: Project::LookedUp {
                iam: cloud.endpoint.clone(),
                name: "cn-north-4".to_owned(),
            },
            ..cloud.settings(keys.clone())
        })
        .unwrap()
    };
    let known = client();
    assert_eq!(
        (list(&known).await.unwrap(), list(&known).await.unwrap()),
        (0, 0)
    );
    let seen = cloud.seen();
    let paths: Vec<&str> = seen.iter().map(|seen| seen.path.as_str()).collect();
    assert_eq!(paths, ["/v3/projects", "/v1/tags", "/v1/tags"]);
    assert!(!seen[0].headers.contains_key("x-project-id"));
    assert_eq!(seen[0].query, "name=cn-north-4");
    assert_eq!(seen[2].headers["x-project-id"], PROJECT);

    for (projects, expected) in [
        (r#"{"projects":[]}"#, "no project"),
        (
            r#"{"projects":[{"id":"1","name":"cn-north-4_test"}]}"#,
            "no project",
        ),
        (
            r#"{"projects":[{"id":"1","name":"cn-north-4"},{"id":"2","name":"cn-north-4"}]}"#,
            "several projects",
        ),
    ] {
        cloud.state().projects = projects.to_owned();
        let error = list(&client()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ProjectUnclear);
        assert!(error.message().contains(expected), "{error}");
        assert!(cloud.seen().iter().all(|seen| seen.path == "/v3/projects"));
    }
}
