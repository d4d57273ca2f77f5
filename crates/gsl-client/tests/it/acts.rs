//! Acts: never twice, and never "failed" when that is not certain.

use crate::cloud::{ACCESS_KEY, Cloud, Do, SECRET_KEY};
use gsl_client::{
    Card, Client, Credentials, Endpoint, ErrorKind, Operation, Outcome, Priority, Settings, Source,
};
use gsl_model::wire::WorkOrderId;
use std::time::Duration;

const ORDER: &str = r#"{"work_order_id":42}"#;

fn order() -> Do {
    Do::Answer(200, ORDER.to_owned())
}

fn error(status: u16, code: &str) -> Do {
    Do::Answer(
        status,
        format!(r#"{{"error_code":"{code}","error_msg":"no"}}"#),
    )
}

async fn stop(client: &Client) -> Outcome<WorkOrderId> {
    client
        .at(Priority::PersonAct)
        .stop_sim_card(Card::Id(7))
        .await
}

#[tokio::test]
async fn an_act_that_was_accepted_gives_its_work_order() {
    let cloud = Cloud::start().await;
    cloud.next([order()]);
    let Outcome::Accepted(answer) = stop(&cloud.client()).await else {
        panic!("not accepted");
    };
    assert_eq!(answer.value.work_order_id, 42);
    assert_eq!(answer.request_id.as_deref(), Some("in-the-header"));
    assert_eq!(cloud.seen()[0].path, "/v1/sim-cards/7/stop");
}

#[tokio::test]
async fn an_act_whose_answer_was_lost_is_unknown_and_is_not_sent_again() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    for fault in [
        Do::DropBefore,
        Do::DropAfter,
        Do::TimeoutAfter,
        Do::Truncate(ORDER.to_owned()),
        Do::Slow(Duration::from_secs(3), ORDER.to_owned()),
        Do::Redirect(302),
        Do::Redirect(307),
        Do::Answer(200, "<html>".to_owned()),
        Do::Answer(200, "{}".to_owned()),
        error(500, "GSL.00010003"),
        error(502, ""),
        error(408, ""),
    ] {
        let before = cloud.state().now();
        cloud.next([fault.clone(), order()]);
        let Outcome::Unknown(unknown) = stop(&client).await else {
            panic!("{fault:?} is not known to have failed, nor to have succeeded");
        };
        assert_eq!(unknown.operation, Operation::StopSimCard);
        assert_eq!(unknown.cause.operation(), Some(Operation::StopSimCard));
        let since = unknown.sent_at - before;
        assert!((-1..2).contains(&since.num_seconds()), "{since:?}");
        assert_eq!(cloud.seen().len(), 1, "{fault:?}");
        cloud.state().next.clear();
    }
}

#[tokio::test]
async fn an_act_that_was_refused_for_certain_is_not_accepted() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    for (fault, expected) in [
        (error(400, "GSL.00011001"), ErrorKind::NotFound),
        (error(403, "GSL.00016010"), ErrorKind::Refused),
        (error(403, ""), ErrorKind::NoPermission),
        (error(401, "APIGW.0301"), ErrorKind::CredentialsRefused),
    ] {
        cloud.next([fault.clone(), order()]);
        let Outcome::NotAccepted(error) = stop(&client).await else {
            panic!("{fault:?}");
        };
        assert_eq!(error.kind(), expected);
        assert_eq!(error.is_unfinished_order(), expected == ErrorKind::Refused);
        assert_eq!(cloud.seen().len(), 1, "{fault:?}");
        cloud.state().next.clear();
    }
}

#[tokio::test]
async fn a_throttled_act_is_sent_again() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    cloud.next([error(429, "APIGW.0308"), error(429, "APIG.0308"), order()]);
    assert!(matches!(stop(&client).await, Outcome::Accepted(_)));
    let seen = cloud.seen();
    let accepted = seen.iter().filter(|seen| seen.accepted).count();
    assert_eq!((seen.len(), accepted), (3, 1));

    // First throttled, then no answer: unknown.
    cloud.next([error(429, "APIGW.0308"), Do::DropAfter, order()]);
    assert!(matches!(stop(&client).await, Outcome::Unknown(_)));
    assert_eq!(cloud.seen().len(), 2);
}

#[tokio::test]
async fn an_act_that_found_nobody_was_not_accepted() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let cloud = Cloud::start().await;
    let keys = Credentials::keys(Source::value(ACCESS_KEY), Source::value(SECRET_KEY));
    let endpoint: Endpoint = format!("http://{free}").parse().unwrap();
    let settings = Settings {
        endpoint,
        ..cloud.settings(keys)
    };
    let client = Client::new(settings).unwrap();
    let Outcome::NotAccepted(error) = stop(&client).await else {
        panic!("nothing was sent");
    };
    assert_eq!(error.kind(), ErrorKind::NoAnswer);
    // It was tried again: three calls of the budget.
    assert_eq!(client.budget().report().made, 3);
}

#[tokio::test]
async fn an_answer_that_says_false_is_unknown() {
    let cloud = Cloud::start().await;
    let calls = cloud.client().at(Priority::PersonAct);
    cloud.next([Do::Answer(200, "false".to_owned())]);
    let Outcome::Unknown(unknown) = calls.delete_tag(7).await else {
        panic!("what false means is not documented");
    };
    assert_eq!(unknown.cause.message(), "expected true, not false");
    cloud.next([Do::Answer(200, "true".to_owned())]);
    assert!(matches!(calls.delete_tag(7).await, Outcome::Accepted(_)));
}

#[tokio::test]
async fn an_act_after_a_connection_that_was_closed_goes_over_a_new_one() {
    let cloud = Cloud::start().await;
    let client = cloud.client();
    for _ in 0..20 {
        cloud.next([Do::AnswerLast(200, ORDER.to_owned())]);
        assert!(matches!(stop(&client).await, Outcome::Accepted(_)));
    }
    assert_eq!(cloud.seen().iter().filter(|seen| seen.accepted).count(), 20);
}
