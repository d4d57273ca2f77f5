//! The program is killed in the middle of a bulk job, again and again: no card is forgotten, none acted on twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The real program. Its clock starts at the same instant every time, so what was due is due again.
struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn start(dir: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gsl-server"))
            .current_dir(dir)
            .args(["serve", "--listen", "127.0.0.1:0", "--db", "a.db"])
            .args(["--cards", "16000", "--now", "2026-11-22T12:00:00Z"])
            // A working day is half a second.
            .args(["--time-scale", "172800", "--failures", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .map_while(Result::ok)
            .find_map(|line| {
                line.strip_prefix("gsl-console is at http://")
                    .map(str::to_owned)
            })
            .expect("the address is printed");
        Self { child, address }
    }

    /// Ends it as a power cut would: it cannot do anything about it.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends a request and reads the answer; `None` when the program ended in between.
    fn send(&self, request: &str, headers: &str, body: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
        serde_json::from_str(body).ok()
    }

    fn get(&self, path: &str) -> Value {
        self.send(&format!("GET {path}"), "", "").unwrap()
    }

    /// Makes the job, or finds it made.
    fn rebind_all(&self) -> Option<Value> {
        let body = json!({
            "action": "rebind", "selection": {"filter": "sim_status=20&carrier_type=2"}
        });
        let key = "Idempotency-Key: rebind-all\r\n";
        self.send("POST /v1/bulk-jobs", key, &body.to_string())
    }

    /// Waits until so many cards of the job are done.
    fn wait_for(&self, job: &Value, done: i64) -> Value {
        let limit = Instant::now() + Duration::from_secs(90);
        loop {
            let stands = self.get(&format!("/v1/bulk-jobs/{job}"));
            if stands["succeeded"].as_i64().unwrap() >= done {
                return stands;
            }
            assert!(Instant::now() < limit, "{done} wanted: {stands}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Rebinds left of every card the job is for, by card.
fn rebinds(program: &Program) -> Vec<(i64, i64)> {
    let mut all = Vec::new();
    for page in 1.. {
        let path = format!("/v1/sim-cards?sim_status=20&carrier_type=2&limit=500&offset={page}");
        let list = program.get(&path);
        let cards = list["sim_cards"].as_array().unwrap();
        if cards.is_empty() {
            break;
        }
        let left = |card: &Value| {
            Some((
                card["sim_card_id"].as_i64()?,
                card["imei_bind_remain_times"].as_i64()?,
            ))
        };
        all.extend(cards.iter().filter_map(left));
    }
    all.sort_unstable();
    all
}

#[test]
fn killed_in_the_middle_no_card_is_forgotten_and_none_acted_on_twice() {
    let dir = tempfile::tempdir().unwrap();
    let program = Program::start(dir.path());
    let before = rebinds(&program);
    // Killed while the job is being written: whatever is seen of it is whole.
    let address = program.address.clone();
    let sender = Program {
        child: Command::new("true").spawn().unwrap(),
        address,
    };
    let asking = std::thread::spawn(move || sender.rebind_all());
    std::thread::sleep(Duration::from_millis(30));
    program.kill();
    let _ = asking.join().unwrap();
    let program = Program::start(dir.path());
    let jobs = program.get("/v1/bulk-jobs");
    assert!(jobs["count"].as_i64().unwrap() <= 1, "{jobs}");
    // Sent again with its key it is one job, made now or then.
    let made = program.rebind_all().unwrap();
    let job = made["bulk_job_id"].clone();
    let cards = made["will_act"].as_i64().unwrap();
    assert!(cards > 1500, "{cards}");
    program.kill();
    // Killed while portions are handed over and the carriers are at work.
    for done in [1, cards / 3, cards / 2] {
        let program = Program::start(dir.path());
        let stands = program.wait_for(&job, done);
        assert!(stands["succeeded"].as_i64().unwrap() <= cards);
        program.kill();
    }
    let program = Program::start(dir.path());
    let stands = program.wait_for(&job, cards);
    assert_eq!(
        (&stands["state"], &stands["failed"]),
        (&json!("succeeded"), &json!(0))
    );
    assert_eq!(program.rebind_all().unwrap(), made);
    assert_eq!(program.get("/v1/bulk-jobs")["count"], 1);
    let total: i64 = stands["work_order_ids"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| {
            program.get(&format!("/v1/work-orders/{order}"))["success_count"]
                .as_i64()
                .unwrap()
        })
        .sum();
    assert_eq!(total, cards);
    assert_eq!(
        program.get("/v1/work-orders")["count"],
        stands["work_order_ids"].as_array().unwrap().len()
    );
    let after = rebinds(&program);
    assert_eq!(before.len(), after.len());
    for ((card, had), (same, has)) in before.iter().zip(&after) {
        let wanted = if *had > 0 { had - 1 } else { 0 };
        assert_eq!((same, has), (card, &wanted));
    }
}
