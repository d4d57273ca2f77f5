//! `gsl-server check`: each thing that can be wrong is another sentence with a next step, and no output ever holds a key.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, TimeDelta};
use tempfile::TempDir;

const ACCESS_KEY: &str = "TESTAKEXAMPLE0000003";
const SECRET_KEY: &str = "TestSkExample/NotReal+0000000000000000003";

/// What a cloud answers to a request: status and body, given its head.
type Answer = fn(&str) -> (u16, String);

/// A cloud that answers on a port of this machine; its clock is so far ahead.
fn cloud(answer: Answer, ahead: TimeDelta) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(&stream).lines();
            let head: Vec<String> = lines
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty())
                .collect();
            let (status, body) = answer(&head.join("\n"));
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            let now = DateTime::from_timestamp_secs(since.as_secs().try_into().unwrap()).unwrap();
            let date = (now + ahead).format("%a, %d %b %Y %H:%M:%S GMT");
            // The client may have gone.
            let _ = write!(
                stream,
                "HTTP/1.1 {status} X\r\nDate: {date}\r\nX-Request-Id: req-77\r\nConnection: close\r\n\
                 Content-Length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    format!("http://{address}")
}

fn cards(head: &str) -> (u16, String) {
    if head.starts_with("GET /v3/projects?name=cn-north-4 ") {
        let body = r#"{"projects":[{"id":"right","name":"cn-north-4"}]}"#;
        return (200, body.to_owned());
    }
    assert!(
        head.starts_with("GET /v1/sim-cards?limit=10&offset=1 "),
        "{head}"
    );
    (
        200,
        r#"{"limit":10,"offset":1,"count":100000,"sim_cards":[]}"#.to_owned(),
    )
}

fn error(status: u16, code: &str, message: &str) -> (u16, String) {
    let body = format!(r#"{{"error_code":"{code}","error_msg":"{message}"}}"#);
    (status, body)
}

/// An `account.toml` with its key.
fn account(settings: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("account.toml");
    fs::write(
        file,
        format!("access_key = \"{ACCESS_KEY}\"\nsecret_key_file = \"secret key\"\n{settings}"),
    )
    .unwrap();
    let key = dir.path().join("secret key");
    fs::write(&key, format!("{SECRET_KEY}\n")).unwrap();
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    dir
}

fn check(dir: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gsl-server"))
        .current_dir(dir)
        .args(["check", "--account", "account.toml"])
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap()
}

/// The one line that says what is wrong. Nothing that is secret is in any output.
#[track_caller]
fn wrong(dir: &Path) -> String {
    let output = check(dir);
    let (out, err) = (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    );
    let all = format!("{out}{err}").replace("Signature=[redacted]", "");
    for secret in [SECRET_KEY, "TestSk", ACCESS_KEY, "Signature="] {
        assert!(!all.contains(secret), "{out}{err}");
    }
    assert_eq!(output.status.code(), Some(1), "{out}{err}");
    assert!(
        err.starts_with("gsl-server: ") && err.lines().count() == 1,
        "{err}"
    );
    err
}

#[track_caller]
fn wrong_with(answer: Answer) -> String {
    let endpoint = cloud(answer, TimeDelta::zero());
    let dir = account(&format!(
        "endpoint = \"{endpoint}\"\niam_endpoint = \"{endpoint}\"\nproject_id = \"p1\"\n"
    ));
    wrong(dir.path())
}

#[test]
fn an_account_that_can_be_read_is_told_in_six_lines() {
    for project in ["project_id = \"p1\"\n", ""] {
        let endpoint = cloud(cards, TimeDelta::zero());
        let dir = account(&format!(
            "endpoint = \"{endpoint}\"\niam_endpoint = \"{endpoint}\"\n{project}"
        ));
        let output = check(dir.path());
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let starts = [
            &format!("endpoint:    {endpoint} answers"),
            "credentials: accepted, secret key in secret key",
            "permission:  cards can be read",
            "clock:       right",
            "cards:       100,000",
            "first pass:  all cards after about 4 minutes, usage and pools after about 16 minutes",
        ];
        assert_eq!(text.lines().count(), starts.len(), "{text}");
        for (line, start) in text.lines().zip(starts) {
            assert!(line.starts_with(start), "{line}");
        }
    }
}

#[test]
fn what_the_cloud_refuses_is_told_apart() {
    // IAM refuses the keys too.
    let keys = wrong_with(|_| error(401, "APIGW.0301", "verify aksk signature fail"));
    assert!(
        keys.contains("refuses the keys (") && keys.contains("req-77"),
        "{keys}"
    );
    assert!(
        keys.contains("check access_key and the secret key in secret key"),
        "{keys}"
    );

    // IAM takes the keys, and with the project it names they work.
    let project = wrong_with(|head| {
        if head.contains("x-project-id: p1") {
            return error(401, "APIG.0301", "Unauthorized");
        }
        cards(head)
    });
    assert!(
        project.contains("not for the project of project_id"),
        "{project}"
    );
    assert!(project.contains("leave project_id out"), "{project}");

    let permission = wrong_with(|_| error(403, "APIGW.0302", "no right"));
    assert!(
        permission.contains("may not use GSL") && permission.contains("GSL FullAccess"),
        "{permission}"
    );

    let date = wrong_with(|_| {
        error(
            401,
            "APIGW.0301",
            "signature expired, signature time:1,server time:2",
        )
    });
    assert!(
        date.contains("refuses the date") && date.contains("timedatectl"),
        "{date}"
    );

    let busy = wrong_with(|_| error(500, "GSL.00010003", "busy"));
    assert!(
        busy.contains("service unavailable (500 GSL.00010003, request req-77)"),
        "{busy}"
    );

    let proxy = wrong_with(|_| (200, "<html>sign in</html>".to_owned()));
    assert!(proxy.contains("a proxy may have answered"), "{proxy}");

    // Whoever repeats what was sent does not make it appear.
    let echo = wrong_with(|head| error(400, "X", &head.replace('"', "'").replace('\n', " ")));
    assert!(echo.contains("[redacted]"), "{echo}");
}

#[test]
fn a_clock_that_is_off_is_told_though_requests_are_signed_with_the_clouds() {
    let at = |ahead| {
        let endpoint = cloud(cards, ahead);
        account(&format!("endpoint = \"{endpoint}\"\nproject_id = \"p1\"\n"))
    };
    let dir = at(TimeDelta::minutes(20));
    let skew = wrong(dir.path());
    assert!(
        skew.contains("20 minutes behind the cloud's: set it"),
        "{skew}"
    );
    let output = check(at(TimeDelta::minutes(-3)).path());
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("clock:       3 minutes ahead of the cloud's"),
        "{text}"
    );
}

#[test]
fn a_cloud_that_is_not_reached_is_told_apart() {
    let at = |endpoint: &str| {
        let dir = account(&format!("endpoint = \"{endpoint}\"\nproject_id = \"p1\"\n"));
        wrong(dir.path())
    };
    let name = at("https://no-such-name.invalid");
    assert!(
        name.contains("is not known on this machine") && name.contains("DNS"),
        "{name}"
    );
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let nobody = at(&format!("http://{free}"));
    assert!(
        nobody.contains("no connection to") && nobody.contains("firewall"),
        "{nobody}"
    );
    let tls = at(&cloud(cards, TimeDelta::zero()).replace("http:", "https:"));
    assert!(
        tls.contains("no secure connection") && tls.contains("ca-certificates"),
        "{tls}"
    );
}

#[test]
fn a_key_file_that_others_can_read_is_refused_with_the_command_that_mends_it() {
    let dir = account("project_id = \"p1\"\n");
    let key = dir.path().join("secret key");
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    let open = wrong(dir.path());
    assert!(
        open.contains("open to other users of this machine; run: chmod 600 'secret key'"),
        "{open}"
    );
    fs::write(&key, format!("{SECRET_KEY}\n{SECRET_KEY}\n")).unwrap();
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    let two = wrong(dir.path());
    assert!(two.contains("secret key is not a single line"), "{two}");
    fs::remove_file(&key).unwrap();
    assert!(wrong(dir.path()).contains("secret key cannot be read"));
    // The key in the wrong file is not repeated.
    fs::write(
        dir.path().join("account.toml"),
        format!("secret_key = \"{SECRET_KEY}\"\n"),
    )
    .unwrap();
    let misplaced = wrong(dir.path());
    assert!(
        misplaced.contains("account.toml, line 1: secret_key does not belong"),
        "{misplaced}"
    );
}

/// What a crash would leave behind: the limit of the process says so while it waits for an answer.
#[cfg(target_os = "linux")]
#[test]
fn the_process_that_holds_a_key_leaves_no_core_dump() {
    use std::time::{Duration, Instant};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let dir = account(&format!("endpoint = \"{endpoint}\"\nproject_id = \"p1\"\n"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_gsl-server"))
        .current_dir(dir.path())
        .args(["check", "--account", "account.toml"])
        .spawn()
        .unwrap();
    listener.set_nonblocking(true).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    // It has connected, so it has read the key.
    let connection = loop {
        match listener.accept() {
            Ok(connection) => break connection,
            Err(_) => assert!(Instant::now() < deadline, "nobody asks"),
        }
        thread::yield_now();
    };
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id()));
    child.kill().unwrap();
    child.wait().unwrap();
    drop(connection);
    // A process that cannot be dumped is root's to look at.
    if let Ok(limits) = limits {
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let words: Vec<&str> = core.unwrap().split_whitespace().collect();
        assert_eq!(words[4..6], ["0", "0"], "{core:?}");
    }
}
