//! Export tasks in tests.

use axum::body::Body;
use axum::http::Method;
use gsl_server::export::run::tick;
use serde_json::Value;

use crate::common::{Answer, Service};

impl Service {
    /// Asks for an export when the wait is over.
    pub async fn export(&self, request: &Value) -> Value {
        self.pass(1);
        self.post("/v1/export-tasks", request.clone()).await.ok()
    }

    /// How a task stands.
    pub async fn task(&self, task: &Value) -> Value {
        let id = &task["export_task_id"];
        self.get(&format!("/v1/export-tasks/{id}")).await.ok()
    }

    /// Works off all tasks.
    pub fn write_exports(&self) {
        while tick(&self.store, &self.clock).unwrap() {}
    }

    /// The file of a task.
    pub async fn file(&self, task: &Value, headers: &[(&str, &str)]) -> Answer {
        let uri = format!("/v1/export-tasks/{}/file", task["export_task_id"]);
        self.call(Method::GET, &uri, headers, Body::empty()).await
    }

    /// The rows of a CSV export, asked for and written now.
    pub async fn exported(&self, request: &Value) -> Vec<Vec<String>> {
        let task = self.export(request).await;
        self.write_exports();
        let done = self.task(&task).await;
        assert_eq!(done["state"], "succeeded", "{done}");
        rows(&self.file(&task, &[]).await.bytes)
    }
}

/// Reads CSV as RFC 4180 has it; a leading apostrophe and `="…"` are taken off.
pub fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut input = text.strip_prefix('\u{feff}').unwrap().chars().peekable();
    let (mut rows, mut row, mut field, mut inside) = (vec![], vec![], String::new(), false);
    while let Some(c) = input.next() {
        match c {
            '"' if inside && input.peek() == Some(&'"') => {
                input.next();
                field.push('"');
            }
            '"' => inside = !inside,
            ',' if !inside => row.push(plain(std::mem::take(&mut field))),
            '\r' if !inside => {
                assert_eq!(input.next(), Some('\n'));
                row.push(plain(std::mem::take(&mut field)));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(c),
        }
    }
    assert!(row.is_empty() && field.is_empty() && !inside);
    rows
}

fn plain(field: String) -> String {
    if let Some(rest) = field.strip_prefix('\'') {
        return rest.to_owned();
    }
    match field
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(digits) => digits.to_owned(),
        None => field,
    }
}
