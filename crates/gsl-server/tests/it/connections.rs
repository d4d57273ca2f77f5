//! Connections that say nothing, half of something, or do not listen: the service goes on answering.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use gsl_server::connections::{Limits, serve};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::common::Service;
use crate::common::program::address as printed_address;

const SHORT: Duration = Duration::from_millis(400);

fn limits(connections: usize) -> Limits {
    Limits {
        connections,
        head: SHORT,
        stalled: SHORT,
        farewell: Duration::from_secs(3),
    }
}

/// A service on a port of its own, told to stop when dropped.
struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    fn start(app: Router, limits: Limits) -> Self {
        let (stop, told) = oneshot::channel();
        let (tell, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let told = async {
                    let _ = told.await;
                };
                serve(listener, app, limits, told).await.unwrap();
            });
            runtime.shutdown_timeout(Duration::from_secs(1));
        });
        Self {
            address: address.recv().unwrap(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

fn open(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream
}

fn ask(mut stream: &TcpStream, path: &str) {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
}

/// The head of an answer and its body.
fn answer(stream: &TcpStream) -> (String, Vec<u8>) {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(
            reader.read_line(&mut head).unwrap(),
            0,
            "closed after {head:?}"
        );
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse().unwrap())
    });
    let mut body = vec![0; length.expect("a length")];
    reader.read_exact(&mut body).unwrap();
    (head, body)
}

/// Asks and is answered.
#[track_caller]
fn works(address: SocketAddr) {
    let stream = open(address);
    ask(&stream, "/v1/capabilities");
    assert!(answer(&stream).0.starts_with("HTTP/1.1 200"));
}

/// Waits until the other side has closed; answers how long that took. What is on the way is thrown away.
fn closed(mut stream: &TcpStream) -> Duration {
    let started = Instant::now();
    let mut rest = [0; 4096];
    loop {
        match stream.read(&mut rest) {
            Ok(0) => return started.elapsed(),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return started.elapsed(),
            Err(error) => panic!("still open: {error}"),
        }
    }
}

fn is_open(mut stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let read = stream.read(&mut [0]);
    stream.set_nonblocking(false).unwrap();
    matches!(read, Err(error) if error.kind() == ErrorKind::WouldBlock)
}

#[test]
fn s11_half_a_head_and_silence_end_after_the_limit() {
    let service = Service::new(5);
    let running = Running::start(service.app.clone(), limits(4000));
    let silent = open(running.address);
    let mut drip = open(running.address);
    drip.write_all(b"GET /v1/sim-cards HTTP/1.1\r\nHost: local")
        .unwrap();
    let kept = open(running.address);
    ask(&kept, "/v1/capabilities");
    answer(&kept);
    // Another byte now and then does not make the time longer.
    let begun = Instant::now();
    while is_open(&drip) && begun.elapsed() < SHORT * 4 {
        let _ = drip.write_all(b"h");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(
        !is_open(&drip) || closed(&drip) < SHORT,
        "{:?}",
        begun.elapsed()
    );
    assert!(begun.elapsed() < SHORT * 3, "{:?}", begun.elapsed());
    for silent in [&silent, &kept] {
        assert!(closed(silent) < SHORT * 3);
    }
    works(running.address);
}

#[test]
fn s11_two_thousand_half_heads_are_closed_and_keep_nobody_out() {
    let service = Service::new(5);
    let running = Running::start(service.app.clone(), limits(300));
    let mut halves = Vec::new();
    for _ in 0..2000 {
        let mut half = open(running.address);
        half.write_all(b"POST /v1/tags HTTP/1.1\r\nHost: localhost\r\n")
            .unwrap();
        halves.push(half);
        if halves.len().is_multiple_of(500) {
            works(running.address);
        }
    }
    let begun = Instant::now();
    for half in &halves {
        closed(half);
    }
    assert!(begun.elapsed() < SHORT * 6, "{:?}", begun.elapsed());
    works(running.address);
}

#[test]
fn s11_who_is_idle_longest_makes_way_and_who_is_busy_does_not() {
    let (tell, told) = tokio::sync::watch::channel(false);
    let app = Router::new().route("/quick", get(async || "quick")).route(
        "/slow",
        get(move || {
            let mut told = told.clone();
            async move {
                told.wait_for(|over| *over).await.unwrap();
                "slow"
            }
        }),
    );
    let mut limits = limits(4);
    limits.head = Duration::from_secs(20);
    let running = Running::start(app, limits);
    let busy = [open(running.address), open(running.address)];
    for busy in &busy {
        ask(busy, "/slow");
    }
    let first = open(running.address);
    ask(&first, "/quick");
    answer(&first);
    let mut second = open(running.address);
    second.write_all(b"GET /quick HT").unwrap();
    // The first has been idle since its answer, the second since it opened; the one that is longer goes.
    std::thread::sleep(Duration::from_millis(30));
    ask(&first, "/quick");
    answer(&first);
    let third = open(running.address);
    ask(&third, "/quick");
    answer(&third);
    assert!(closed(&second) < Duration::from_secs(1));
    assert!(is_open(&first) && busy.iter().all(is_open));
    let fourth = open(running.address);
    ask(&fourth, "/quick");
    answer(&fourth);
    assert!(closed(&first) < Duration::from_secs(1));
    // Nobody is idle: the next one waits, and is answered when another has ended.
    ask(&third, "/slow");
    ask(&fourth, "/slow");
    std::thread::sleep(Duration::from_millis(100));
    let waits = open(running.address);
    ask(&waits, "/quick");
    std::thread::sleep(Duration::from_millis(100));
    assert!(is_open(&waits) && is_open(&third) && is_open(&fourth));
    tell.send(true).unwrap();
    assert_eq!(answer(&waits).1, b"quick");
    for busy in busy.iter().chain([&third, &fourth]) {
        assert_eq!(
            answer(busy).1,
            b"slow",
            "an answer in progress is never cut off"
        );
    }
}

#[test]
fn s11_an_answer_that_nobody_reads_ends() {
    let app = Router::new().route("/large", get(async || vec![b'x'; 64 << 20]));
    let running = Running::start(app, limits(10));
    let deaf = open(running.address);
    ask(&deaf, "/large");
    // Until the buffers of both sides are full nothing stalls, then the limit counts.
    std::thread::sleep(SHORT * 4);
    let mut got = Vec::new();
    let read = (&deaf).read_to_end(&mut got);
    assert!(read.is_err() || got.len() < 64 << 20, "{} bytes", got.len());
    // One that reads slowly, but reads, gets all of it.
    let slow = open(running.address);
    ask(&slow, "/large");
    let mut reader = BufReader::with_capacity(1 << 20, &slow);
    let mut total = 0;
    let begun = Instant::now();
    while total < 64 << 20 {
        let read = reader.fill_buf().unwrap().len();
        assert_ne!(read, 0, "cut off after {total} bytes");
        reader.consume(read);
        total += read;
        if begun.elapsed() < SHORT * 3 {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn s11_told_to_stop_it_ends_answers_and_drops_the_silent() {
    let app = Router::new().route(
        "/slow",
        get(async || {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "slow"
        }),
    );
    let mut limits = limits(10);
    limits.head = Duration::from_secs(20);
    let mut running = Running::start(app, limits);
    let silent = open(running.address);
    let mut half = open(running.address);
    half.write_all(b"GET /slow HT").unwrap();
    let busy = open(running.address);
    ask(&busy, "/slow");
    std::thread::sleep(Duration::from_millis(100));
    let begun = Instant::now();
    running.stop();
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(answer(&busy).1, b"slow");
    for gone in [&silent, &half] {
        assert!(closed(gone) < Duration::from_secs(1));
    }
    assert!(TcpStream::connect(running.address).is_err());
}

#[test]
fn s11_heads_have_a_size() {
    let service = Service::new(5);
    let running = Running::start(service.app.clone(), limits(10));
    for (much, status) in [(60 << 10, "200"), (300 << 10, "431")] {
        let mut stream = open(running.address);
        let head = format!(
            "GET /v1/capabilities HTTP/1.1\r\nHost: localhost\r\nX-Much: {}\r\n\r\n",
            "x".repeat(much)
        );
        // It may answer before it has read all.
        let _ = stream.write_all(head.as_bytes());
        let mut line = String::new();
        BufReader::new(&stream).read_line(&mut line).unwrap();
        assert!(line.contains(status), "{much}: {line}");
    }
}

/// The program with so many descriptors.
fn program(dir: &std::path::Path, descriptors: u32) -> Child {
    let serve = format!(
        "ulimit -n {descriptors}; exec '{}' serve --listen 127.0.0.1:0 --db a.db --cards 20",
        env!("CARGO_BIN_EXE_gsl-server")
    );
    Command::new("sh")
        .args(["-c", &serve])
        .current_dir(dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn s11_three_hundred_idle_connections_and_256_descriptors() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = program(dir.path(), 256);
    let address: SocketAddr = printed_address(&mut child).parse().unwrap();
    let idle: Vec<TcpStream> = (0..300).map(|_| open(address)).collect();
    let begun = Instant::now();
    for _ in 0..20 {
        works(address);
    }
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    // Many at once need the database, each with descriptors of its own.
    let busy: Vec<TcpStream> = (0..100).map(|_| open(address)).collect();
    for busy in &busy {
        ask(busy, "/v1/sim-cards?limit=20");
    }
    for busy in &busy {
        assert!(answer(busy).0.starts_with("HTTP/1.1 200"));
    }
    drop((idle, busy));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut log = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    let told: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("connections are open"))
        .collect();
    assert_eq!(told.len(), 1, "told once: {log}");
    assert!(
        told[0].starts_with("gsl-server: ") && told[0].contains("limit"),
        "{log}"
    );
    assert!(!log.contains("error"), "{log}");
}
