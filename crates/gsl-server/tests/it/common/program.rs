//! The real program, started on a port of its own, to be killed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A running program. Its clock starts at the same instant every time, so what was due is due again.
pub struct Program {
    child: Child,
    /// Host and port.
    pub address: String,
}

impl Program {
    /// Serves the database `a.db` of `dir`, made of `cards` cards if it is not there. No card fails at the carrier.
    pub fn start(dir: &Path, cards: u32, time_scale: u32) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gsl-server"))
            .current_dir(dir)
            .args(["serve", "--listen", "127.0.0.1:0", "--db", "a.db"])
            .args([
                "--cards",
                &cards.to_string(),
                "--now",
                "2026-11-22T12:00:00Z",
            ])
            .args(["--time-scale", &time_scale.to_string(), "--failures", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let address = address(&mut child);
        Self { child, address }
    }

    /// Ends it as a power cut would: it cannot do anything about it.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The most memory it has had, in MB.
    #[cfg(target_os = "linux")]
    pub fn peak_mb(&self) -> u64 {
        self.memory("VmHWM:") / 1024
    }

    /// A figure of its memory, kB: `VmRSS` now, `VmHWM` at most so far.
    pub fn memory(&self, figure: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with(figure))
            .unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// As [`send`].
    pub fn send(&self, request: &str, headers: &str, body: &str) -> Option<Value> {
        send(&self.address, request, headers, body)
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Value {
        self.send(&format!("GET {path}"), "", "").unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a program that was just started listens: it prints host and port, its output must be piped.
pub fn address(child: &mut Child) -> String {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut printed = lines.map_while(Result::ok);
    printed
        .find_map(|line| Some(line.strip_prefix("gsl-console is at http://")?.to_owned()))
        .expect("the address is printed")
}

/// Sends a request with whole header lines and reads the answer; `None` when the program ended in between.
pub fn send(address: &str, request: &str, headers: &str, body: &str) -> Option<Value> {
    let (status, answer) = exchange(address, request, headers, body)?;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_str(&answer).ok()
}

/// As [`send`], with the status and the text of whatever is answered.
pub fn exchange(address: &str, request: &str, headers: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let kind = if headers.contains("Content-Type:") || body.is_empty() {
        ""
    } else {
        "Content-Type: application/json\r\n"
    };
    let length = if headers.contains("Transfer-Encoding:") {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    let head = format!(
        "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{kind}{headers}{length}\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    // A refusal may come before all of it is sent.
    let sent = stream.write_all(body.as_bytes());
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let answer = String::from_utf8(answer).ok()?;
    let whole = answer.split_once("\r\n\r\n");
    if whole.is_none() {
        sent.and(read.map(|_| ())).ok()?;
    }
    let (head, body) = whole?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}
