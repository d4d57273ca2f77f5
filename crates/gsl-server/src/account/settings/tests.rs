//! What is read, and how mistakes are named.

use super::{AccountSettings, Intervals, Mode, parse};
use gsl_client::{Credentials, Endpoint, Project, Source};
use std::path::{Path, PathBuf};
use std::time::Duration;

const SECRET: &str = "TestSkExample/NotReal+1";
const KEYS: &str = "project_id = \"p1\"\naccess_key = \"TESTAK\"\n";

fn with(text: &str, variables: &[(&str, &str)]) -> Result<AccountSettings, String> {
    let variable = |name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    parse(text, Path::new("/etc/gsl/account.toml"), variable).map_err(|error| {
        assert!(!format!("{error} {error:?}").contains("TestSk"), "{error}");
        error.to_string()
    })
}

fn secret_file(settings: &AccountSettings) -> PathBuf {
    match &settings.client.credentials {
        Credentials::Keys {
            secret_key: Source::File(path),
            ..
        } => path.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn defaults_are_the_documented_endpoint_read_only_and_four_calls_a_second() {
    let settings = with(&format!("{KEYS}secret_key_file = \"secret-key\""), &[]).unwrap();
    assert_eq!(settings.client.endpoint.to_string(), Endpoint::GSL);
    assert_eq!(settings.client.project, Project::Id("p1".into()));
    assert_eq!(settings.mode, Mode::ReadOnly);
    assert_eq!(settings.intervals, Intervals::default());
    let report = settings.client.budget.report();
    assert_eq!(
        (
            report.full_calls_per_second,
            report.full_slow_calls_per_second
        ),
        (4.0, 1.0)
    );
    // Relative to the file, not to where the program was started.
    assert_eq!(secret_file(&settings), PathBuf::from("/etc/gsl/secret-key"));
    assert_eq!(settings.key_place, "secret key in /etc/gsl/secret-key");
}

#[test]
fn every_setting_is_read() {
    let settings = with(
        "endpoint = \"http://127.0.0.1:18080\"\niam_endpoint = \"https://iam.example\"\naccess_key_file = \"ak\"\n\
         secret_key_file = \"/run/sk\"\nsecurity_token_file = \"st\"\nmode = \"read-only\"\ncalls_per_second = 2.5\n\
         slow_calls_per_second = 1\n[intervals]\ncards = \"1h\"\nlists = \"90s\"\nwork_orders = \"1m\"\n\
         usage_after = \"07:00\"\n",
        &[],
    )
    .unwrap();
    assert_eq!(secret_file(&settings), PathBuf::from("/run/sk"));
    assert_eq!(settings.client.budget.report().full_calls_per_second, 2.5);
    assert!(matches!(settings.client.project, Project::LookedUp { .. }));
    assert!(matches!(
        settings.client.credentials,
        Credentials::Keys {
            security_token: Some(_),
            ..
        }
    ));
    assert_eq!(
        settings.intervals,
        Intervals {
            cards: Duration::from_hours(1),
            lists: Duration::from_secs(90),
            work_orders: Duration::from_mins(1),
            usage_hour: 7,
        }
    );
    let token = with("token_file = \"token\"", &[]).unwrap();
    assert_eq!(token.client.project, Project::OfToken);
    assert_eq!(token.key_place, "token in /etc/gsl/token");
}

#[test]
fn the_secret_key_may_come_from_systemd_or_the_environment_but_from_one_place_only() {
    let settings = with(KEYS, &[("GSL_SECRET_KEY", SECRET)]).unwrap();
    assert!(settings.key_place.contains("GSL_SECRET_KEY"));
    assert!(!format!("{settings:?}").contains("TestSk"));

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gsl-secret-key"), SECRET).unwrap();
    let systemd = ("CREDENTIALS_DIRECTORY", folder.path().to_str().unwrap());
    let settings = with(KEYS, &[systemd]).unwrap();
    assert_eq!(secret_file(&settings), folder.path().join("gsl-secret-key"));
    // A folder of systemd that holds other credentials.
    let other = tempfile::tempdir().unwrap();
    let other = ("CREDENTIALS_DIRECTORY", other.path().to_str().unwrap());
    assert!(with(KEYS, &[other]).unwrap_err().contains("is missing"));

    let both = with(KEYS, &[systemd, ("GSL_SECRET_KEY", SECRET)]).unwrap_err();
    assert!(both.contains("given twice"), "{both}");
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_without_its_value() {
    for (text, words) in [
        (
            "acess_key = \"TestSk\"",
            "line 1: there is no setting \"acess_key\"; there are endpoint,",
        ),
        (
            "\n\nsecret_key = \"TestSk\"",
            "line 3: secret_key does not belong into this file",
        ),
        ("password = \"TestSk\"", "token_file"),
        (
            "[intervals]\nevery = \"1m\"",
            "line 2: there is no setting \"every\"; there are cards,",
        ),
        ("mode = \"TestSk\"", "line 1: mode must be \"read-only\""),
        ("mode = \"full\"", "changes nothing"),
        ("mode = true", "line 1: mode must be a text"),
        (
            "endpoint = \"http://gsl.example\"",
            "line 1: endpoint is not usable: http is only for this machine",
        ),
        ("endpoint = \"gsl.example\"", "https://HOST"),
        (
            "project_id = \"TestSk\\r\\nX-Evil: 1\"",
            "line 1: project_id",
        ),
        ("access_key = \"\"", "line 1: access_key"),
        (
            "secret_key_file = [\"TestSk\"]",
            "line 1: secret_key_file must be a text",
        ),
        (
            "calls_per_second = \"TestSk\"",
            "line 1: calls_per_second must be a number",
        ),
        ("calls_per_second = 0", "from 0.01"),
        (
            "calls_per_second = 1\nslow_calls_per_second = 2",
            "slow_calls_per_second",
        ),
        ("intervals = \"15m\"", "must be a section"),
        (
            "[intervals]\ncards = \"1s\"",
            "line 2: cards must be a time such as",
        ),
        ("[intervals]\ncards = \"99999999999999999999h\"", "cards"),
        ("[intervals]\nusage_after = \"24:00\"", "usage_after"),
        ("access_key = \"a\"\naccess_key_file = \"b\"", "given twice"),
        (
            "access_key = \"a\"\naccess_key = \"TestSk\"",
            "line 2: duplicate key",
        ),
        ("access_key = TestSk", "line 1: "),
        ("access_key = \"TestSk", "line 1: "),
        ("access_key = \"a\"", "project_id is missing"),
        (
            "token_file = \"t\"\naccess_key = \"a\"",
            "keep token_file or the keys",
        ),
        (
            "secret_key_file = \"s\"\nproject_id = \"p\"",
            "access_key is missing",
        ),
        (
            KEYS,
            "the secret key is missing: name its file with secret_key_file",
        ),
    ] {
        let text = match words {
            "project_id is missing" => format!("endpoint = \"http://127.0.0.1\"\n{text}"),
            _ => text.to_owned(),
        };
        let error = with(&text, &[])
            .map(|settings| format!("{settings:?}"))
            .unwrap_err();
        assert!(
            error.starts_with("/etc/gsl/account.toml") && error.contains(words),
            "{text}: {error}"
        );
    }
}
