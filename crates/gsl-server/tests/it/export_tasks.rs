//! Extension `exports`: what is asked for, what is refused, what becomes of a task.

use crate::common::{Service, call};
use axum::body::Body;
use axum::http::Method;
use gsl_server::http::{AppState, app};
use serde_json::{Value, json};

fn all_csv() -> Value {
    json!({"what": "cards", "selection": {"filter": ""}, "format": "csv", "columns": ["cid", "sim_card_id"]})
}

#[tokio::test]
async fn a_selection_is_heard_as_in_bulk_jobs() {
    let service = Service::new(60);
    let cards = service.cards("").await;
    let of = |selection: Value| json!({"what": "cards", "selection": selection, "format": "csv", "columns": ["cid"]});
    let cids = |cards: &[Value]| -> Vec<String> {
        cards
            .iter()
            .map(|card| card["cid"].as_str().unwrap().to_owned())
            .collect()
    };
    let read = |rows: Vec<Vec<String>>| -> Vec<String> {
        rows.into_iter()
            .skip(1)
            .map(|mut row| row.remove(0))
            .collect()
    };
    // All, in the order of the list, and sorted as asked.
    assert_eq!(
        read(service.exported(&of(json!({"filter": ""}))).await),
        cids(&cards)
    );
    let sorted = service.cards("sort=cid&order=desc&carrier_type=2").await;
    let filter = json!({"filter": "sort=cid&order=desc&carrier_type=2"});
    assert_eq!(read(service.exported(&of(filter)).await), cids(&sorted));
    // All but some.
    let except = [&cards[0]["sim_card_id"], &cards[7]["sim_card_id"]];
    let rest = read(
        service
            .exported(&of(json!({"filter": {}, "except": except})))
            .await,
    );
    assert_eq!(rest.len(), 58);
    assert!(!rest.contains(&cids(&cards)[7]));
    // By id in the order given, each once; what is no card is left out.
    let ids = json!({"ids": [cards[5]["sim_card_id"], 7, cards[2]["sim_card_id"], cards[5]["sim_card_id"]]});
    assert_eq!(
        read(service.exported(&of(ids)).await),
        [cids(&cards)[5].clone(), cids(&cards)[2].clone()]
    );
    let numbers = json!({"iccids": [cids(&cards)[9]]});
    assert_eq!(
        read(service.exported(&of(numbers)).await),
        [cids(&cards)[9].clone()]
    );
    let tasks = service.get("/v1/export-tasks").await.ok();
    assert_eq!(tasks["count"], 5);
    let kinds: Vec<&str> = tasks["export_tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["selection"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["iccids", "ids", "filter", "filter", "filter"]);
    assert_eq!(tasks["export_tasks"][2]["except_count"], 2);
}

#[tokio::test]
async fn a_wrong_request_is_refused_by_name() {
    let service = Service::new(20);
    for (request, named) in [
        (json!({"what": "cats"}), "what"),
        (json!({"what": "cards", "format": "pdf"}), "format"),
        (json!({"what": "cards", "language": "fr"}), "language"),
        (json!({"what": "cards", "columns": []}), "columns"),
        (
            json!({"what": "cards", "columns": ["cid", "cid"]}),
            "columns",
        ),
        (json!({"what": "cards", "columns": ["tag_name"]}), "columns"),
        (
            json!({"what": "cards", "selection": {"filter": "", "ids": [1]}}),
            "selection",
        ),
        (
            json!({"what": "cards", "selection": {"ids": []}}),
            "selection",
        ),
        (
            json!({"what": "cards", "selection": {"filter": "sim_status=99"}}),
            "sim_status",
        ),
        (
            json!({"what": "tags", "selection": {"ids": [1]}}),
            "selection",
        ),
    ] {
        let answer = service.post("/v1/export-tasks", request.clone()).await;
        assert_eq!(answer.error(400), "GSL.00010004", "{request}");
        let told = answer.json()["error_msg"].as_str().unwrap().to_owned();
        assert!(told.contains(&format!("error: {named} ")), "{told}");
    }
    // None of them counts as an export.
    let list = service.get("/v1/export-tasks").await.ok();
    assert_eq!(
        (&list["count"], &list["wait_seconds"]),
        (&json!(0), &json!(0))
    );
    for uri in ["/v1/export-tasks/5", "/v1/export-tasks/5/file"] {
        assert_eq!(service.get(uri).await.error(400), "GSL.00010004");
    }
}

#[tokio::test]
async fn ids_that_are_no_cards_do_not_count_towards_the_half_million() {
    let service = Service::new(10);
    let known = service.cards("").await[0]["sim_card_id"].as_i64().unwrap();
    let ids: Vec<i64> = (1..=500_010).chain([known]).collect();
    let request = json!({"what": "cards", "selection": {"ids": ids}});
    assert_eq!(service.export(&request).await["total"], 1);
    assert_eq!(gsl_model::export::MOST_CARDS, 500_000);
}

#[tokio::test]
async fn five_minutes_lie_between_the_exports_of_a_user() {
    let service = Service::new(10);
    // The same service at real pace.
    let real = app(AppState::new(
        service.store.clone(),
        service.clock.clone(),
        1,
    ));
    let ask = async |user: &str, key: &str| {
        let signed = format!("SDK-HMAC-SHA256 Access={user}, SignedHeaders=host, Signature=00");
        let headers = [("authorization", signed.as_str()), ("idempotency-key", key)];
        call(
            &real,
            Method::POST,
            "/v1/export-tasks",
            &headers,
            all_csv().to_string(),
        )
        .await
    };
    let first = ask("A", "k1").await.ok();
    let refused = ask("A", "k2").await;
    assert_eq!(refused.error(403), "GSL.00011007");
    assert!(
        refused.json()["error_msg"]
            .as_str()
            .unwrap()
            .contains(" 300 seconds")
    );
    // Sent again it is the same task; another user does not wait.
    assert_eq!(ask("A", "k1").await.ok(), first);
    ask("B", "k3").await.ok();
    service.pass(299);
    let refused = ask("A", "k2").await;
    assert!(
        refused.json()["error_msg"]
            .as_str()
            .unwrap()
            .contains(" 1 seconds")
    );
    let signed = [(
        "authorization",
        "SDK-HMAC-SHA256 Access=A, SignedHeaders=host",
    )];
    let list = call(
        &real,
        Method::GET,
        "/v1/export-tasks",
        &signed,
        Body::empty(),
    )
    .await
    .ok();
    assert_eq!(
        (&list["wait_seconds"], &list["count"]),
        (&json!(1), &json!(2))
    );
    service.pass(1);
    ask("A", "k2").await.ok();
    // Deleting the task does not shorten the wait.
    let uri = format!("/v1/export-tasks/{}", first["export_task_id"]);
    assert_eq!(
        service
            .call(Method::DELETE, &uri, &[], Body::empty())
            .await
            .ok(),
        json!(true)
    );
    assert_eq!(ask("A", "k4").await.error(403), "GSL.00011007");
    // 17,280 times as fast it is 17 ms.
    let fast = service
        .call(
            Method::POST,
            "/v1/export-tasks",
            &signed,
            all_csv().to_string(),
        )
        .await;
    assert!(
        fast.json()["error_msg"]
            .as_str()
            .unwrap()
            .contains(" 1 seconds")
    );
    service.clock.set(service.clock.now_ms() + 18);
    service
        .call(
            Method::POST,
            "/v1/export-tasks",
            &signed,
            all_csv().to_string(),
        )
        .await
        .ok();
}

#[tokio::test]
async fn a_task_waits_runs_and_expires() {
    let service = Service::new(30);
    let task = service.export(&all_csv()).await;
    assert_eq!(
        (&task["state"], &task["total"]),
        (&json!("waiting"), &json!(30))
    );
    assert_eq!(service.file(&task, &[]).await.error(400), "GSL.00010004");
    service.pass(2);
    service.write_exports();
    let done = service.task(&task).await;
    assert_eq!(
        (&done["state"], &done["rows"]),
        (&json!("succeeded"), &json!(30))
    );
    assert_eq!(done["file_name"], "sim-cards_2026-11-22_200003.csv");
    assert_eq!(done["snapshot_time"], "2026-11-22T12:00:03.000Z");
    assert_eq!(done["expire_time"], "2026-11-29T12:00:03.000Z");
    assert_eq!(
        (&done["cancellable"], &done["retryable"]),
        (&json!(false), &json!(false))
    );
    let file = service.file(&task, &[]).await;
    assert_eq!(done["size"], file.bytes.len());
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"sim-cards_2026-11-22_200003.csv\""
    );
    service
        .clock
        .set(service.clock.now_ms() + gsl_model::export::KEPT_MS);
    assert_eq!(service.file(&task, &[]).await.error(400), "GSL.00010004");
    assert_eq!(service.task(&task).await["state"], "expired");
    let dir = service.store.export_dir();
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 0);
    // Tried again it has the data of then.
    let uri = format!("/v1/export-tasks/{}/retry", task["export_task_id"]);
    assert_eq!(service.post(&uri, json!({})).await.ok()["state"], "waiting");
    service.write_exports();
    assert_eq!(
        service.task(&task).await["file_name"],
        "sim-cards_2026-11-29_200003.csv"
    );
    assert_eq!(
        service.post(&uri, json!({})).await.error(400),
        "GSL.00010004"
    );
    let uri = format!("/v1/export-tasks/{}", task["export_task_id"]);
    service
        .call(Method::DELETE, &uri, &[], Body::empty())
        .await
        .ok();
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 0);
}

#[tokio::test]
async fn a_cancelled_task_leaves_no_file() {
    let service = Service::new(30);
    let task = service.export(&all_csv()).await;
    let uri = format!("/v1/export-tasks/{}/cancel", task["export_task_id"]);
    assert_eq!(
        service.post(&uri, json!({})).await.ok()["state"],
        "cancelled"
    );
    assert_eq!(
        service.post(&uri, json!({})).await.ok()["state"],
        "cancelled"
    );
    service.write_exports();
    assert_eq!(service.task(&task).await["state"], "cancelled");
    let over = service.export(&all_csv()).await;
    service.write_exports();
    let uri = format!("/v1/export-tasks/{}/cancel", over["export_task_id"]);
    assert_eq!(
        service.post(&uri, json!({})).await.error(400),
        "GSL.00010004"
    );
    assert_eq!(service.task(&over).await["state"], "succeeded");
}

#[tokio::test]
async fn a_task_is_cancelled_in_the_middle() {
    let service = Service::new(gsl_server::export::PORTION as i64 + 200);
    for format in ["csv", "xlsx"] {
        let request = json!({"what": "card_usage", "format": format});
        let task = service.export(&request).await;
        let (store, clock) = (service.store.clone(), service.clock.clone());
        let runner =
            std::thread::spawn(move || gsl_server::export::run::tick(&store, &clock).unwrap());
        while service.task(&task).await["rows"] == 0 {
            std::thread::yield_now();
        }
        let uri = format!("/v1/export-tasks/{}/cancel", task["export_task_id"]);
        assert_eq!(
            service.post(&uri, json!({})).await.ok()["state"],
            "cancelled"
        );
        assert!(runner.join().unwrap());
        assert_eq!(service.task(&task).await["state"], "cancelled");
        assert_eq!(service.file(&task, &[]).await.error(400), "GSL.00010004");
        let left = std::fs::read_dir(service.store.export_dir()).unwrap();
        assert_eq!(left.count(), 0, "no file is left");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_fails_with_a_reason() {
    let service = Service::new(30);
    // Something else is where the files go.
    std::fs::write(service.store.export_dir(), "").unwrap();
    let task = service.export(&all_csv()).await;
    service.write_exports();
    let failed = service.task(&task).await;
    assert_eq!(
        (&failed["state"], &failed["reason"]["key"]),
        (&json!("failed"), &json!("storage"))
    );
    std::fs::remove_file(service.store.export_dir()).unwrap();
    let uri = format!("/v1/export-tasks/{}/retry", task["export_task_id"]);
    service.post(&uri, json!({})).await.ok();
    service.write_exports();
    assert_eq!(service.task(&task).await["state"], "succeeded");
}

#[tokio::test]
async fn a_download_goes_on_where_it_stopped() {
    let service = Service::new(40);
    let task = service.export(&all_csv()).await;
    service.write_exports();
    let whole = service.file(&task, &[]).await;
    let etag = whole.headers["etag"].to_str().unwrap();
    assert_eq!(whole.headers["accept-ranges"], "bytes");
    let size = whole.bytes.len();
    let rest = service
        .file(&task, &[("range", "bytes=100-"), ("if-range", etag)])
        .await;
    assert_eq!(rest.status, 206);
    assert_eq!(
        rest.headers["content-range"],
        format!("bytes 100-{}/{size}", size - 1)
    );
    assert_eq!(rest.bytes, whole.bytes[100..]);
    let part = service.file(&task, &[("range", "bytes=5-9")]).await;
    assert_eq!(
        (part.status.as_u16(), &part.bytes[..]),
        (206, &whole.bytes[5..10])
    );
    let other = service
        .file(&task, &[("range", "bytes=100-"), ("if-range", "\"old\"")])
        .await;
    assert_eq!(
        (other.status.as_u16(), other.bytes),
        (200, whole.bytes.clone())
    );
    let beyond = service.file(&task, &[("range", "bytes=9999999-")]).await;
    assert_eq!(beyond.status, 416);
    assert_eq!(beyond.headers["content-range"], format!("bytes */{size}"));
}
