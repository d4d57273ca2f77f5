//! The program itself: what goes wrong ends in one clear line and leaves nothing damaged.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::common::program::address;

const NOW: [&str; 2] = ["--now", "2026-11-22T12:00:00Z"];

fn program(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gsl-server"));
    command.current_dir(dir).args(args).args(NOW);
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    program(dir, args).output().unwrap()
}

/// The one line an error is.
#[track_caller]
fn failure(output: &Output) -> String {
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!output.status.success(), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(
        error.starts_with("gsl-server: ") && !error.contains("panicked"),
        "{error}"
    );
    error
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A running service that ends with the test.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(dir: &Path, args: &[&str]) -> Self {
        let mut child = program(dir, args).stdout(Stdio::piped()).spawn().unwrap();
        let address = address(&mut child);
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn serve_makes_the_database_and_says_where_it_is() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("dist")).unwrap();
    fs::write(dir.path().join("dist/index.html"), "<p>console").unwrap();
    let args = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--db",
        "a.db",
        "--dist",
        "dist",
        "--cards",
        "25",
    ];
    let mut service = Running::start(dir.path(), &args);
    assert!(service.get("/v1/sim-cards").contains("\"count\":25"));
    assert!(service.get("/cards").contains("<p>console"));
    // A second service must not use the same database.
    let second = run(dir.path(), &args);
    assert!(failure(&second).contains("in use"), "{second:?}");
    // Told to stop, it ends by itself and well.
    let told = Command::new("kill")
        .args(["-TERM", &service.child.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert!(service.child.wait().unwrap().success());
    drop(service);
    assert_eq!(
        names(dir.path()),
        ["a.db", "dist"],
        "the log is folded back"
    );
    // Started again it uses the database there is, whatever --cards says.
    let again = Running::start(
        dir.path(),
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--db",
            "a.db",
            "--cards",
            "99",
        ],
    );
    assert!(again.get("/v1/sim-cards").contains("\"count\":25"));
}

#[test]
fn seed_makes_a_database_once() {
    let dir = tempfile::tempdir().unwrap();
    let args = ["seed", "--db", "a.db", "--cards", "30", "--seed", "3"];
    assert!(run(dir.path(), &args).status.success());
    let bytes = fs::read(dir.path().join("a.db")).unwrap();
    assert!(failure(&run(dir.path(), &args)).contains("exists"));
    assert_eq!(fs::read(dir.path().join("a.db")).unwrap(), bytes);
    assert_eq!(names(dir.path()), ["a.db"]);
}

#[test]
fn a_taken_port_is_told_before_any_work() {
    let dir = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = failure(&run(
        dir.path(),
        &[
            "serve", "--listen", &address, "--db", "a.db", "--cards", "10",
        ],
    ));
    assert!(
        error.contains(&address) && error.contains("taken"),
        "{error}"
    );
    assert!(names(dir.path()).is_empty());
}

#[test]
fn a_missing_console_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let error = failure(&run(
        dir.path(),
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--db",
            "a.db",
            "--dist",
            "nowhere",
        ],
    ));
    assert!(error.contains("nowhere"), "{error}");
    assert!(names(dir.path()).is_empty());
    assert!(failure(&run(dir.path(), &["pack", "--dist", "nowhere"])).contains("nowhere"));
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let dir = tempfile::tempdir().unwrap();
    for command in ["serve", "seed"] {
        let error = failure(&run(
            dir.path(),
            &[
                command,
                "--db",
                "no/such/dir/a.db",
                "--listen",
                "127.0.0.1:0",
            ],
        ));
        assert!(error.contains("no/such/dir/a.db"), "{error}");
    }
    fs::create_dir(dir.path().join("folder")).unwrap();
    let error = failure(&run(
        dir.path(),
        &["serve", "--db", "folder", "--listen", "127.0.0.1:0"],
    ));
    assert!(error.contains("folder"), "{error}");
    assert_eq!(names(dir.path()), ["folder"]);
}

#[test]
fn what_is_no_database_of_ours_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.db");
    let good = {
        assert!(
            run(dir.path(), &["seed", "--db", "good.db", "--cards", "50"])
                .status
                .success()
        );
        fs::read(dir.path().join("good.db")).unwrap()
    };
    let mut torn = good.clone();
    torn.truncate(good.len() / 2);
    let mut scratched = good.clone();
    scratched[4096..].fill(0xA5);
    let mut foreign = good.clone();
    foreign[68..72].fill(0);
    let mut newer = good;
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    for (what, bytes, word) in [
        ("empty", Vec::new(), "not a gsl-server database"),
        (
            "text",
            b"hello, this is not a database at all".to_vec(),
            "not a gsl-server database",
        ),
        ("torn", torn, "damaged"),
        ("scratched", scratched, "damaged"),
        ("foreign", foreign, "another program"),
        ("newer", newer, "newer"),
    ] {
        fs::write(&path, &bytes).unwrap();
        let error = failure(&run(
            dir.path(),
            &["serve", "--db", "a.db", "--listen", "127.0.0.1:0"],
        ));
        assert!(
            error.contains(word) && error.contains("a.db"),
            "{what}: {error}"
        );
        assert!(fs::read(&path).unwrap() == bytes, "{what} was changed");
    }
}

#[test]
fn s3_it_listens_beyond_this_machine_only_when_that_is_said() {
    let dir = tempfile::tempdir().unwrap();
    for open in ["0.0.0.0:0", "[::]:0"] {
        let error = failure(&run(
            dir.path(),
            &["serve", "--listen", open, "--db", "a.db"],
        ));
        for word in [open, "no sign-in", "--insecure"] {
            assert!(error.contains(word), "{error}");
        }
        assert!(names(dir.path()).is_empty(), "refused before any work");
    }
    let args = [
        "serve",
        "--db",
        "a.db",
        "--cards",
        "5",
        "--insecure",
        "--host",
        "console.example",
    ];
    let mut open = program(
        dir.path(),
        &[&args[..], &["--listen", "0.0.0.0:0"]].concat(),
    )
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .unwrap();
    let mut printed = BufReader::new(open.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let address = printed
        .find_map(|line| {
            line.strip_prefix("gsl-console is at http://0.0.0.0:")
                .map(str::to_owned)
        })
        .expect("the address is printed");
    let ask = |host: &str| {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{address}")).unwrap();
        write!(
            stream,
            "GET /v1/tags HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().to_owned()
    };
    for (host, status) in [
        ("console.example", "200"),
        ("127.0.0.1", "200"),
        ("localhost:1234", "200"),
        ("0.0.0.0", "421"),
        ("rebind.test", "421"),
    ] {
        assert_eq!(ask(host), status, "{host}");
    }
    open.kill().unwrap();
    open.wait().unwrap();
    let mut warning = String::new();
    open.stderr
        .take()
        .unwrap()
        .read_to_string(&mut warning)
        .unwrap();
    assert!(
        warning.contains("open to the network without sign-in") && warning.lines().count() == 1,
        "{warning}"
    );
}

#[test]
fn s3_localhost_is_an_address() {
    let dir = tempfile::tempdir().unwrap();
    let service = Running::start(
        dir.path(),
        &[
            "serve",
            "--listen",
            "localhost:0",
            "--db",
            "a.db",
            "--cards",
            "5",
        ],
    );
    assert!(
        service.address.starts_with("127.0.0.1:"),
        "{}",
        service.address
    );
    assert!(service.get("/v1/sim-cards").contains("\"count\":5"));
}

#[test]
fn wrong_arguments_are_told() {
    let dir = tempfile::tempdir().unwrap();
    for args in [
        &["serve", "--cards", "x"][..],
        &["dance"],
        &[],
        &["serve", "--port", "1"],
    ] {
        failure(&run(dir.path(), args));
    }
    let help = run(dir.path(), &["--help"]);
    assert!(
        help.status.success() && String::from_utf8_lossy(&help.stdout).contains("--time-scale")
    );
}
