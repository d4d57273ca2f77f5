//! The query primitive: cancels requests, never shows a stale answer, keeps the previous page visible, reports failures.

use crate::page::{answer, calls, cancelled_calls, hold_calls, release_fetch, settled};
use gsl_console::api::{ApiError, Client, Freshness, Query, Request, use_query};
use gsl_console::view::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

struct Fixture {
    owner: Owner,
    path: RwSignal<Option<&'static str>>,
    query: Query<Vec<i64>>,
    client: Client,
}

/// A query with the path in `path`, and its own owner.
fn fixture(first: &'static str) -> Fixture {
    _ = any_spawner::Executor::init_wasm_bindgen();
    hold_calls();
    let owner = Owner::new();
    let (path, query, client) = owner.with(|| {
        let path = RwSignal::new(Some(first));
        let client = Client::new(String::new(), None);
        (
            path,
            use_query(client, move || path.get().map(Request::get)),
            client,
        )
    });
    Fixture {
        owner,
        path,
        query,
        client,
    }
}

/// The same, with the first call answered.
async fn answered(first: &'static str, body: &str) -> Fixture {
    let it = fixture(first);
    settled().await;
    answer(0, 200, body);
    settled().await;
    it
}

/// An error response of the service.
const REFUSED: &str = r#"{"error_code":"GSL.00010004","error_msg":"limit"}"#;

impl Fixture {
    /// Changes the path.
    async fn turn_to(&self, path: &'static str) {
        self.path.set(Some(path));
        settled().await;
    }

    fn shown(&self) -> Option<Vec<i64>> {
        self.query
            .state
            .with_untracked(|state| state.data.as_ref().map(|data| (**data).clone()))
    }

    fn end(self) {
        self.owner.cleanup();
        release_fetch();
    }
}

#[wasm_bindgen_test]
async fn a_late_answer_to_an_old_request_is_never_shown() {
    let it = fixture("/v1/a");
    settled().await;
    it.turn_to("/v1/b").await;
    assert_eq!(calls(), ["/v1/a", "/v1/b"]);
    assert_eq!(cancelled_calls(), 1, "the old call is cancelled");
    answer(1, 200, "[2]");
    settled().await;
    answer(0, 200, "[1]");
    settled().await;
    assert_eq!(it.shown(), Some(vec![2]));
    it.end();
}

#[wasm_bindgen_test]
async fn the_previous_page_stays_until_the_next_is_there() {
    let it = answered("/v1/a", "[1]").await;
    it.turn_to("/v1/b").await;
    assert_eq!(it.shown(), Some(vec![1]));
    assert!(
        it.query
            .state
            .with_untracked(|state| state.of_previous && state.loading)
    );
    answer(1, 200, "[2]");
    settled().await;
    assert_eq!(it.shown(), Some(vec![2]));
    it.turn_to("/v1/a").await;
    assert_eq!(
        it.shown(),
        Some(vec![1]),
        "a page seen before is there at once"
    );
    it.end();
}

/// The URL that the data on screen answers, and how current it is.
fn standing(it: &Fixture) -> (Option<String>, Freshness) {
    it.owner.with(|| {
        leptos::prelude::untrack(|| {
            let answer = it.query.answer();
            (
                answer.map(|answer| answer.request.url.clone()),
                it.query.freshness(),
            )
        })
    })
}

#[wasm_bindgen_test]
async fn b2_an_answer_is_only_of_what_is_asked_now_and_says_what_that_is() {
    let it = fixture("/v1/cards?status=1&offset=1");
    assert_eq!(
        standing(&it),
        (None, Freshness::Current),
        "nothing has come yet"
    );
    settled().await;
    answer(0, 200, "[161]");
    settled().await;
    let first = Some("/v1/cards?status=1&offset=1".to_owned());
    assert_eq!(standing(&it), (first.clone(), Freshness::Current));
    it.path.set(Some("/v1/cards?offset=1"));
    assert_eq!(
        standing(&it),
        (None, Freshness::OtherQuery),
        "from the moment the question changes, before anything was sent"
    );
    settled().await;
    assert_eq!(it.shown(), Some(vec![161]), "the rows still stand");
    assert_eq!(standing(&it), (None, Freshness::OtherQuery));
    it.turn_to("/v1/cards?status=1&offset=1").await;
    assert_eq!(
        standing(&it),
        (first, Freshness::Current),
        "back at a page seen before"
    );
    it.end();
}

#[wasm_bindgen_test]
async fn p14_the_count_of_another_page_holds_and_that_of_another_filter_does_not() {
    let it = answered("/v1/cards?status=1&offset=1", "[161]").await;
    it.turn_to("/v1/cards?status=1&offset=2").await;
    assert_eq!(standing(&it), (None, Freshness::OtherPage));
    it.turn_to("/v1/cards?status=2&offset=2").await;
    assert_eq!(standing(&it), (None, Freshness::OtherQuery));
    answer(2, 200, "[7]");
    settled().await;
    answer(1, 200, "[161]");
    settled().await;
    assert_eq!(it.shown(), Some(vec![7]), "late answers change nothing");
    assert_eq!(standing(&it).1, Freshness::Current);
    it.end();
}

#[wasm_bindgen_test]
async fn p14_a_refresh_that_fails_leaves_the_answer_and_a_late_failure_of_an_older_question_too() {
    let it = answered("/v1/a", "[1]").await;
    it.turn_to("/v1/b").await;
    it.turn_to("/v1/a").await;
    answer(1, 500, "late");
    settled().await;
    assert_eq!(
        standing(&it),
        (Some("/v1/a".to_owned()), Freshness::Current)
    );
    answer(2, 400, REFUSED);
    settled().await;
    assert_eq!(
        standing(&it),
        (Some("/v1/a".to_owned()), Freshness::Current)
    );
    assert!(it.query.state.with_untracked(|state| state.error.is_some()));
    it.end();
}

#[wasm_bindgen_test]
async fn a_failure_under_a_new_address_does_not_leave_old_data() {
    let it = answered("/v1/a", "[1]").await;
    it.turn_to("/v1/b").await;
    answer(1, 400, REFUSED);
    settled().await;
    assert_eq!(it.shown(), None);
    let state = it.query.state.get_untracked();
    assert_eq!(
        state.error.as_ref().and_then(ApiError::request_id),
        Some("r1")
    );
    assert_eq!(
        state.retry_in, None,
        "a refused input is not repeated by itself"
    );
    it.end();
}

#[wasm_bindgen_test]
async fn a_passing_failure_counts_down_to_another_try() {
    let it = fixture("/v1/a");
    settled().await;
    answer(0, 503, "upstream");
    settled().await;
    assert_eq!(
        it.query.state.get_untracked().retry_in,
        Some(5),
        "at once, whatever the call says that asks whether the service is away"
    );
    assert_eq!(calls(), ["/v1/a", "/v1/capabilities"]);
    answer(1, 200, "{}");
    settled().await;
    it.query.refetch();
    settled().await;
    answer(2, 200, "[3]");
    settled().await;
    assert_eq!(it.shown(), Some(vec![3]));
    assert_eq!(it.query.state.get_untracked().retry_in, None);
    it.end();
}

#[wasm_bindgen_test]
async fn calls_that_fail_together_ask_once_whether_the_service_is_away() {
    let it = fixture("/v1/a");
    settled().await;
    answer(0, 503, "upstream");
    settled().await;
    it.turn_to("/v1/b").await;
    answer(2, 503, "upstream");
    settled().await;
    assert_eq!(calls(), ["/v1/a", "/v1/capabilities", "/v1/b"]);
    assert!(!it.client.away.get_untracked(), "one answer is missing");
    answer(1, 503, "upstream");
    settled().await;
    assert!(it.client.away.get_untracked());
    it.end();
}

#[wasm_bindgen_test]
async fn a_mutation_refreshes_what_it_touched_and_nothing_else() {
    let it = answered("/v1/tags", "[1]").await;
    it.client.invalidate("/v1/attributes");
    settled().await;
    assert_eq!(calls().len(), 1);
    it.client.invalidate("/v1/tags");
    settled().await;
    assert_eq!(calls().len(), 2);
    it.end();
}

#[wasm_bindgen_test]
async fn what_changes_together_with_a_touch_elsewhere_is_asked_all_the_same() {
    let it = answered("/v1/a", "[1]").await;
    it.client.invalidate("/v1/tags");
    it.turn_to("/v1/b").await;
    assert_eq!(calls(), ["/v1/a", "/v1/b"]);
    answer(1, 200, "[2]");
    settled().await;
    it.client.invalidate("/v1/tags");
    it.query.refetch();
    settled().await;
    assert_eq!(calls(), ["/v1/a", "/v1/b", "/v1/b"]);
    it.end();
}

#[wasm_bindgen_test]
async fn leaving_cancels_what_is_under_way() {
    let it = fixture("/v1/a");
    settled().await;
    it.owner.cleanup();
    settled().await;
    assert_eq!(cancelled_calls(), 1);
    release_fetch();
}

#[wasm_bindgen_test]
async fn an_unreadable_answer_is_kept_for_the_report() {
    let it = answered("/v1/a", "[1, 2").await;
    match it.query.state.get_untracked().status.error {
        Some(ApiError::Malformed {
            raw, request_id, ..
        }) => {
            assert_eq!(raw, "[1, 2");
            assert_eq!(request_id.as_deref(), Some("r0"));
        }
        other => panic!("{other:?}"),
    }
    it.end();
}
