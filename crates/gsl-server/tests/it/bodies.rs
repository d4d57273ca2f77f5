//! What bodies take of the memory: bounded for each, and for many at once.

use std::thread;

use serde_json::json;

use crate::common::program::{Program, exchange};

/// Every operation that takes a large body, and some that take a small one.
const OPERATIONS: [&str; 8] = [
    "/v1/bulk-jobs",
    "/v1/bulk-jobs/excluded.csv",
    "/v1/card-lists",
    "/v1/export-tasks",
    "/v1/sim-pools/pre-check",
    "/v1/renewal-snapshots",
    "/v1/sim-cards/attributes/batch-set",
    "/v1/sim-tags/batch-set",
];

/// Megabytes all of it may take at its worst: the program, two bodies being worked on and six waiting.
const MOST_MB: u64 = 600;

/// So many of one kind in every place where an operation may look.
fn body(bytes: usize, one: &str) -> String {
    let list = vec![one; bytes / (one.len() + 1) / 5].join(",");
    let selection = format!("{{\"ids\":[{list}],\"iccids\":[{list}]}}");
    format!(
        "{{\"action\":\"suspend\",\"what\":\"cards\",\"dry_run\":true,\"selection\":{selection},\"numbers\":[{list}],\
         \"iccids\":[{list}],\"attributes\":[{list}]}}"
    )
}

/// Sends the same to all operations at once; answers the statuses.
fn send_to_all(program: &Program, kind: &str, body: &str) -> Vec<u16> {
    thread::scope(|scope| {
        let sent: Vec<_> = OPERATIONS
            .iter()
            .map(|path| {
                let head = format!("Content-Type: {kind}\r\n");
                scope
                    .spawn(move || exchange(&program.address, &format!("POST {path}"), &head, body))
            })
            .collect();
        sent.into_iter()
            .map(|sent| sent.join().unwrap().map_or(0, |(status, _)| status))
            .collect()
    })
}

#[cfg(target_os = "linux")]
#[test]
fn s5_memory_is_bounded_whatever_is_sent_and_by_how_many() {
    let dir = tempfile::tempdir().unwrap();
    let program = Program::start(dir.path(), 200, 172_800);
    let whole = (12 << 20) - 1000;
    let mut peaks = Vec::new();
    for (what, body) in [
        ("numbers", body(whole, "1")),
        ("empty texts", body(whole, "\"\"")),
        ("empty lists", body(whole, "[]")),
        ("small objects", body(whole, "{\"\":0}")),
        ("as many objects as are read", body(700_000, "{\"\":0}")),
        ("as many numbers as are read", body(2_000_000, "1")),
        (
            "as many texts as are read",
            body(9 << 20, "\"8986012345678901234\""),
        ),
        (
            "one text",
            format!(
                "{{\"selection\":{{\"filter\":\"{}\"}}}}",
                "a=1&".repeat(whole / 4)
            ),
        ),
        ("a deep one", "[".repeat(whole)),
        ("no JSON", "1,".repeat(whole / 2)),
    ] {
        for status in send_to_all(&program, "application/json", &body) {
            // Not one of them is answered with success, by the service's fault, or not at all.
            assert!(
                (400..500).contains(&status) || status == 504 || status == 200,
                "{what}: {status}"
            );
        }
        peaks.push((what, program.peak_mb()));
        assert!(program.peak_mb() < MOST_MB, "{peaks:?}");
    }
    println!("peak in MB after each: {peaks:?}");
    // And it still works.
    assert_eq!(program.get("/v1/sim-cards")["count"], 200);
}

#[test]
fn s5_large_lists_that_are_allowed_are_taken() {
    let dir = tempfile::tempdir().unwrap();
    let program = Program::start(dir.path(), 200, 172_800);
    let known = program.get("/v1/sim-cards")["sim_cards"][0].clone();
    let mut ids: Vec<i64> = (1..500_000).map(|id| 9_000_000_000_000_000 + id).collect();
    ids.push(known["sim_card_id"].as_i64().unwrap());
    let request = json!({"what": "cards", "format": "csv", "selection": {"ids": ids}});
    let task = program
        .send("POST /v1/export-tasks", "", &request.to_string())
        .unwrap();
    assert_eq!(task["total"], 1);
    let mut numbers: Vec<String> = (1..100_000).map(|n| format!("8986{n:016}")).collect();
    numbers.push(known["cid"].as_str().unwrap().to_owned());
    let request = json!({"numbers": numbers}).to_string();
    let list = program.send("POST /v1/card-lists", "", &request).unwrap();
    assert_eq!(
        (&list["total"], &list["found"]),
        (&json!(100_000), &json!(1))
    );
}

#[test]
fn s5_too_many_values_are_refused_in_words_and_chunks_are_counted_too() {
    let dir = tempfile::tempdir().unwrap();
    let program = Program::start(dir.path(), 20, 172_800);
    let heavy = format!("{{\"numbers\":[{}1]}}", "1,".repeat(3 << 20));
    let json_type = "Content-Type: application/json\r\n";
    let (status, told) =
        exchange(&program.address, "POST /v1/card-lists", json_type, &heavy).unwrap();
    assert_eq!(status, 400);
    assert!(
        told.contains("more values than any operation takes"),
        "{told}"
    );
    // Too large, in one piece or in chunks without a length.
    let huge = format!("{{\"numbers\":[\"{}\"]}}", "1".repeat(13 << 20));
    let chunked = |body: &str| {
        let head = format!("{json_type}Transfer-Encoding: chunked\r\n");
        let body = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        exchange(&program.address, "POST /v1/card-lists", &head, &body).unwrap()
    };
    for (status, told) in [
        exchange(&program.address, "POST /v1/card-lists", json_type, &huge).unwrap(),
        chunked(&huge),
    ] {
        assert_eq!(status, 400);
        assert!(told.contains("incomplete or larger than"), "{told}");
    }
    assert!(chunked(&heavy).1.contains("more values"));
    assert_eq!(chunked("{\"numbers\":[\"1\"]}").0, 200);
}
