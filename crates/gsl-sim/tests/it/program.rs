//! The program, with faults and counts set from another process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sends a request without keeping the connection, and reads all that comes back.
fn ask(address: &str, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    // A connection that is closed on purpose may be reset.
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn faults_and_counts_can_be_reached_from_another_process() {
    let folder = TempDir::new().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gsl-sim"))
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--control",
            "127.0.0.1:0",
            "--cards",
            "20",
        ])
        .args(["--faults", "throttled=next", "--db"])
        .arg(folder.path().join("gsl-sim.db"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let _program = Program(child);
    let mut address = |name: &str| {
        let line = lines.next().unwrap().unwrap();
        line.strip_prefix(name).unwrap().to_owned()
    };
    let (control, sim) = (address("control is at "), address("gsl-sim is at "));

    let tags = || ask(&sim, "GET /v1/tags", "");
    assert!(tags().starts_with("HTTP/1.1 429"));
    assert!(tags().starts_with("HTTP/1.1 200"));
    let bad = ask(&control, "PUT /faults", "sluggish=next");
    assert!(
        bad.starts_with("HTTP/1.1 400") && bad.contains("sluggish"),
        "{bad}"
    );
    let set = ask(&control, "PUT /faults", "drop-before:ListTags=every-2");
    assert!(set.starts_with("HTTP/1.1 200"), "{set}");
    assert!(tags().starts_with("HTTP/1.1 200"));
    assert_eq!(tags(), "");
    ask(&control, "DELETE /faults", "");
    assert!(tags().starts_with("HTTP/1.1 200") && tags().starts_with("HTTP/1.1 200"));

    let counts = ask(&control, "GET /counts", "");
    for part in ["\"ListTags\":6", "\"throttled\":1", "\"drop-before\":1"] {
        assert!(counts.contains(part), "{part}: {counts}");
    }
    ask(&control, "DELETE /counts", "");
    assert!(!ask(&control, "GET /counts", "").contains("ListTags"));
}
