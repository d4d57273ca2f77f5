//! The program is killed while it writes an export: no half file is ever offered, and the export is done anew.

use std::time::{Duration, Instant};

use crate::common::program::Program;
use serde_json::Value;

fn wait_for(program: &Program, id: &Value, enough: impl Fn(&Value) -> bool) -> Value {
    let limit = Instant::now() + Duration::from_secs(60);
    loop {
        let task = program.get(&format!("/v1/export-tasks/{id}"));
        if enough(&task) {
            return task;
        }
        assert!(Instant::now() < limit, "{task}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn killed_in_the_middle_an_export_is_done_anew() {
    let dir = tempfile::tempdir().unwrap();
    let program = Program::start(dir.path(), 2_500, 1_000_000);
    let body = r#"{"what":"card_usage","format":"xlsx"}"#;
    let task = program.send("POST /v1/export-tasks", "", body).unwrap();
    let id = &task["export_task_id"];
    let running = wait_for(&program, id, |task| task["rows"].as_i64() > Some(0));
    assert_eq!(running["state"], "running", "the kill comes in the middle");
    program.kill();
    let files = dir.path().join("a.db.exports");
    assert!(
        !files.join(id.to_string()).exists(),
        "no file under its name"
    );
    let program = Program::start(dir.path(), 2_500, 1_000_000);
    let done = wait_for(&program, id, |task| task["state"] == "succeeded");
    assert_eq!(
        (&done["rows"], &done["attempts"]),
        (&2_500.into(), &2.into())
    );
    let kept: Vec<_> = std::fs::read_dir(&files).unwrap().flatten().collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(
        kept[0].metadata().unwrap().len(),
        done["size"].as_u64().unwrap()
    );
}
