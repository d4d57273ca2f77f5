//! Keys and tokens come into no text that somebody may read.

use crate::cloud::{ACCESS_KEY, Cloud, Do, SECRET_KEY};
use gsl_client::{Card, Client, Credentials, Outcome, Priority, Source, TagsQuery};

const TOKEN: &str = "gQpjbi1ub3J0aC00EXAMPLETOKEN==";

#[tokio::test]
async fn a_service_that_repeats_what_it_was_sent_gives_nothing_away() {
    let cloud = Cloud::start().await;
    let keys = Credentials::temporary_keys(
        Source::value(ACCESS_KEY),
        Source::value(SECRET_KEY),
        Source::value(TOKEN),
    );
    let token = Credentials::token(Source::value(TOKEN));
    for (credentials, secrets) in [
        (keys, vec![ACCESS_KEY, SECRET_KEY, TOKEN]),
        (token, vec![TOKEN]),
    ] {
        let settings = cloud.settings(credentials);
        let mut shown = format!("{settings:?}");
        let client = Client::new(settings).unwrap();
        shown += &format!("{client:?}");
        for status in [400, 401, 500] {
            cloud.next([Do::Echo(status), Do::Echo(status), Do::Echo(status)]);
            let calls = client.at(Priority::PersonRead);
            let error = calls.list_tags(&TagsQuery::default()).await.unwrap_err();
            assert!(error.message().contains("[redacted]"), "{error}");
            shown += &format!("{error} {error:?} {error:#?} {:?}", calls);
            cloud.state().next.clear();
            // The body of a success is quoted when it is not what it should be.
            let echo = format!("\"{}\"", secrets.join(" "));
            cloud.next([Do::AnswerUnchecked(200, echo)]);
            let outcome = calls.delete_tag(7).await;
            assert!(matches!(outcome, Outcome::Unknown(_)));
            shown += &format!("{outcome:?}");
        }
        cloud.next([Do::Echo(504)]);
        shown += &format!(
            "{:?}",
            client
                .at(Priority::PersonAct)
                .stop_sim_card(Card::Id(7))
                .await
        );
        for seen in cloud.seen() {
            for name in ["authorization", "x-auth-token", "x-security-token"] {
                let Some(value) = seen.headers.get(name) else {
                    continue;
                };
                let value = value.to_str().unwrap();
                let signature = value.rsplit("Signature=").next().unwrap();
                assert!(!shown.contains(signature), "{name} in {shown}");
            }
        }
        for secret in secrets {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
