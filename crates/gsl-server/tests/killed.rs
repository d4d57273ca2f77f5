//! The program is killed in the middle of its work, again and again: no work order is lost, none is done twice.
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

use serde_json::Value;

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
            .args(["--cards", "1500", "--now", "2026-11-22T12:00:00Z"])
            // A working day is two seconds.
            .args(["--time-scale", "43200", "--failures", "0"])
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

    /// Sends a request, under a key if one is given, and reads the answer.
    fn send(&self, request: &str, key: &str, body: &str) -> Value {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{key}Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
        serde_json::from_str(body).unwrap()
    }

    fn get(&self, path: &str) -> Value {
        self.send(&format!("GET {path}"), "", "")
    }

    /// Asks for a rebind under a key of the card's own.
    fn rebind(&self, card: i64) -> i64 {
        let request = format!("POST /v1/sim-cards/{card}/bind-device");
        let key = format!("Idempotency-Key: card-{card}\r\n");
        let answer = self.send(&request, &key, r#"{"bind_type":1}"#);
        answer["work_order_id"].as_i64().unwrap()
    }

    fn count(&self, status: u8) -> usize {
        let list = self.get(&format!("/v1/work-orders?status={status}"));
        usize::try_from(list["count"].as_u64().unwrap()).unwrap()
    }

    /// Waits until so many work orders are completed.
    fn wait_for(&self, done: usize) -> usize {
        let limit = Instant::now() + Duration::from_secs(60);
        loop {
            let now = self.count(4);
            if now >= done {
                return now;
            }
            assert!(Instant::now() < limit, "{now} of {done} done");
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

#[test]
fn killed_in_the_middle_nothing_is_lost_and_nothing_done_twice() {
    let dir = tempfile::tempdir().unwrap();
    let program = Program::start(dir.path());
    // China Telecom counts rebinds: two left; done twice it would be none.
    let list = program.get("/v1/sim-cards?sim_status=20&carrier_type=2&limit=500");
    let cards: Vec<i64> = list["sim_cards"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|card| card["imei_bind_remain_times"] == 2 && card["sim_type"] == 3)
        .filter_map(|card| card["sim_card_id"].as_i64())
        .take(120)
        .collect();
    assert_eq!(cards.len(), 120);
    let (early, late) = cards.split_at(60);
    let mut orders: Vec<i64> = early.iter().map(|card| program.rebind(*card)).collect();
    // Killed as soon as the answers are out.
    program.kill();
    let program = Program::start(dir.path());
    orders.extend(late.iter().map(|card| program.rebind(*card)));
    // Killed three times while the carriers are at work.
    let mut done = program.wait_for(1);
    assert!(done < cards.len(), "the rest is still to be done");
    program.kill();
    for part in [3, 2] {
        let program = Program::start(dir.path());
        assert!(program.count(4) >= done, "what was done stays done");
        done = program.wait_for(done.max(cards.len() / part));
        program.kill();
    }
    let program = Program::start(dir.path());
    assert_eq!(program.wait_for(cards.len()), cards.len());
    // Sent once more with their keys, all are answered as before.
    for (card, order) in cards.iter().zip(&orders) {
        assert_eq!(program.rebind(*card), *order);
    }
    assert_eq!(program.get("/v1/work-orders")["count"], cards.len());
    assert_eq!(program.count(4), cards.len());
    for (card, order) in cards.iter().zip(&orders) {
        let rows = program.get(&format!("/v1/work-orders/{order}/details"));
        assert_eq!(rows["count"], 1);
        let row = &rows["work_order_details"][0];
        assert_eq!(
            (row["sim_card_id"].as_i64(), row["status"].as_i64()),
            (Some(*card), Some(1))
        );
        let card = program.get(&format!("/v1/sim-cards/{card}"));
        assert_eq!(card["imei_bind_remain_times"], 1, "{card}");
    }
}
