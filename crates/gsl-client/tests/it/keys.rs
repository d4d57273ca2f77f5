//! Keys, tokens and the clock.

use crate::cloud::{ACCESS_KEY, Cloud, Do, SECRET_KEY};
use chrono::TimeDelta;
use gsl_client::{
    Card, Client, Credentials, ErrorKind, Outcome, Priority, Project, Settings, Source, TagsQuery,
};
use std::fs;
use std::path::Path;

async fn list(client: &Client) -> Result<usize, gsl_client::Error> {
    let calls = client.at(Priority::PersonRead);
    let answer = calls.list_tags(&TagsQuery::default()).await?;
    Ok(answer.value.tags.len())
}

/// A file as a tool renews it: a new one, closed to others, takes the name.
fn write(path: &Path, text: &str) {
    let next = path.with_extension("next");
    fs::write(&next, text).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&next, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    fs::rename(&next, path).unwrap();
}

#[tokio::test]
async fn temporary_keys_are_renewed_outside() {
    let cloud = Cloud::start().await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    write(&file("ak"), ACCESS_KEY);
    write(&file("sk"), SECRET_KEY);
    write(&file("token"), "gQpjbi1ub3J0aC00==\n");
    cloud.state().security_token = Some("gQpjbi1ub3J0aC00==".to_owned());
    let keys = Credentials::temporary_keys(
        Source::file(file("ak")),
        Source::file(file("sk")),
        Source::file(file("token")),
    );
    let client = Client::new(cloud.settings(keys)).unwrap();
    list(&client).await.unwrap();
    let signed = cloud.seen()[0].headers["authorization"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(signed.contains("x-security-token"), "{signed}");

    {
        let mut state = cloud.state();
        state.access_key = "OTHERAK0000000000002".to_owned();
        state.secret_key = "OtherSk".to_owned();
        state.security_token = Some("renewed==".to_owned());
    }
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CredentialsRefused);
    write(&file("ak"), "OTHERAK0000000000002");
    write(&file("sk"), "OtherSk");
    write(&file("token"), "renewed==");
    list(&client).await.unwrap();
}

#[tokio::test]
async fn a_token_is_read_again_when_it_was_refused() {
    let cloud = Cloud::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    write(&path, "MIIFirst");
    cloud.state().token = Some("MIIFirst".to_owned());
    let settings = Settings {
        project: Project::OfToken,
        ..cloud.settings(Credentials::token(Source::file(&path)))
    };
    let client = Client::new(settings).unwrap();
    list(&client).await.unwrap();
    let seen = cloud.seen();
    assert_eq!(seen[0].headers["x-auth-token"], "MIIFirst");
    assert!(!seen[0].headers.contains_key("authorization"));
    assert!(!seen[0].headers.contains_key("x-project-id"));

    // Changed in place within the same tick of the file system's clock, and of the same length: only reading tells.
    let about = fs::metadata(&path).unwrap();
    fs::write(&path, "MIIOther").unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(about.modified().unwrap()).unwrap();
    cloud.state().token = Some("MIIOther".to_owned());
    cloud.state().otherwise = r#"{"work_order_id":1}"#.to_owned();
    let act = client
        .at(Priority::PersonAct)
        .stop_sim_card(Card::Id(7))
        .await;
    assert!(
        matches!(act, Outcome::Accepted(_)),
        "a refused token proves that nothing was accepted"
    );
    assert_eq!(cloud.seen().len(), 2);

    cloud.state().token = Some("MIIThird".to_owned());
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CredentialsRefused);
    assert_eq!(cloud.seen().len(), 1, "the file holds nothing new");
}

#[tokio::test]
async fn requests_are_signed_with_the_clouds_clock() {
    for minutes in [-40, 20, 60 * 24 * 400] {
        let cloud = Cloud::start().await;
        cloud.state().ahead = TimeDelta::minutes(minutes);
        let client = cloud.client();
        list(&client).await.unwrap();
        assert_eq!(
            cloud.seen().len(),
            2,
            "one refused, one retried with the right date"
        );
        let off = client.clock().ahead().unwrap() - TimeDelta::minutes(minutes);
        assert!(off.num_seconds().abs() < 3, "{off:?}");

        // It is known from now on, also to acts.
        cloud.state().otherwise = r#"{"work_order_id":1}"#.to_owned();
        let act = client
            .at(Priority::PersonAct)
            .stop_sim_card(Card::Id(7))
            .await;
        let Outcome::Accepted(answer) = act else {
            panic!("{act:?}");
        };
        assert!((answer.sent_at - cloud.state().now()).num_seconds().abs() < 3);
        assert_eq!(cloud.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_first_act_with_a_wrong_clock_is_sent_once_more() {
    let cloud = Cloud::start().await;
    cloud.state().ahead = TimeDelta::minutes(-30);
    cloud.state().otherwise = r#"{"work_order_id":1}"#.to_owned();
    let act = cloud
        .client()
        .at(Priority::PersonAct)
        .stop_sim_card(Card::Id(7))
        .await;
    assert!(matches!(act, Outcome::Accepted(_)), "{act:?}");
    let accepted: Vec<bool> = cloud.seen().iter().map(|seen| seen.accepted).collect();
    assert_eq!(accepted, [false, true]);
}

#[tokio::test]
async fn a_date_refused_for_another_reason_is_not_sent_again() {
    let cloud = Cloud::start().await;
    let words = r#"{"error_code":"APIGW.0303","error_msg":"Incorrect app authentication information: signature expired, signature time:20230527T000431Z,server time:20230527T020608Z"}"#;
    cloud.next([
        Do::Answer(401, words.to_owned()),
        Do::Answer(401, words.to_owned()),
    ]);
    let error = list(&cloud.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ClockRefused);
    assert_eq!(cloud.seen().len(), 1);
}

#[tokio::test]
async fn wrong_keys_are_refused() {
    let cloud = Cloud::start().await;
    for (access_key, secret_key) in [("WRONGAK", SECRET_KEY), (ACCESS_KEY, "WrongSk")] {
        let keys = Credentials::keys(Source::value(access_key), Source::value(secret_key));
        let client = Client::new(cloud.settings(keys)).unwrap();
        let error = list(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::CredentialsRefused);
        assert_eq!(cloud.seen().len(), 1);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_client_does_not_start_with_a_key_that_is_open_to_others() {
    let cloud = Cloud::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sk");
    write(&path, SECRET_KEY);
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let keys = Credentials::keys(Source::value(ACCESS_KEY), Source::file(&path));
    let error = Client::new(cloud.settings(keys)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::KeysUnreadable);
    assert!(
        error
            .message()
            .ends_with(&format!("chmod 600 {}", path.display())),
        "{error}"
    );
}

#[tokio::test]
async fn a_key_that_is_taken_away_stops_the_calls() {
    let cloud = Cloud::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sk");
    write(&path, SECRET_KEY);
    let keys = Credentials::keys(Source::value(ACCESS_KEY), Source::file(&path));
    let client = Client::new(cloud.settings(keys)).unwrap();
    list(&client).await.unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(
        list(&client).await.unwrap_err().kind(),
        ErrorKind::KeysUnreadable
    );
    let act = client
        .at(Priority::PersonAct)
        .stop_sim_card(Card::Id(7))
        .await;
    assert!(matches!(act, Outcome::NotAccepted(_)), "{act:?}");
    assert_eq!(cloud.seen().len(), 1);
}
