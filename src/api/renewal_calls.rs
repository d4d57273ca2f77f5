//! Calls of renewal (extensions `orders.renewal.read` and `orders.renewal.act`).

use super::{MutationRequest, Request};
use crate::routes::renewal::{CalendarView, RenewalView, SelectionMethod};
use gsl_model::wire::{BulkSelection, RenewalRequest, SnapshotRequest};

/// Path prefix of snapshots.
pub const SNAPSHOTS: &str = "/v1/renewal-snapshots";
/// Path prefix of the calendar.
pub const CALENDAR: &str = "/v1/renewal-calendar";

/// A page of the orders with cards that expire, by earliest expiry.
#[must_use]
pub fn orders(number: &str, page: u32, limit: u32) -> Request {
    let request = Request::get("/v1/renewal-orders")
        .with("limit", limit.to_string())
        .with("offset", page.to_string());
    if number.is_empty() {
        request
    } else {
        request.with("order_id", number)
    }
}

/// Makes a snapshot of the cards chosen; `list` holds those of a file.
#[must_use]
pub fn look(view: &RenewalView, list: Option<i64>) -> MutationRequest {
    let of = |way: SelectionMethod| view.way == way;
    let (from, until) = view.between.clone().unzip();
    Request::post(
        SNAPSHOTS,
        &SnapshotRequest {
            way: view.way.key().to_owned(),
            order_ids: if of(SelectionMethod::Orders) {
                view.orders.clone()
            } else {
                Vec::new()
            },
            card_list_id: list,
            days: (of(SelectionMethod::Expiry) && from.is_none()).then_some(view.days.into()),
            from,
            until,
            tag_ids: if of(SelectionMethod::Expiry) {
                view.tags.clone()
            } else {
                Vec::new()
            },
            ..SnapshotRequest::default()
        },
    )
}

/// Looks at selected cards.
#[must_use]
pub fn look_at(selection: BulkSelection) -> MutationRequest {
    let body = SnapshotRequest {
        way: "cards".to_owned(),
        selection: Some(selection),
        ..SnapshotRequest::default()
    };
    Request::post(SNAPSHOTS, &body)
}

/// Looks at what a renewal left out.
#[must_use]
pub fn rest(snapshot_id: i64) -> MutationRequest {
    let body = SnapshotRequest {
        way: "rest".to_owned(),
        snapshot_id: Some(snapshot_id),
        ..SnapshotRequest::default()
    };
    Request::post(SNAPSHOTS, &body)
}

/// A snapshot.
#[must_use]
pub fn snapshot(id: i64) -> Request {
    Request::get(format!("{SNAPSHOTS}/{id}"))
}

/// Cards of a snapshot that are left out for a reason.
#[must_use]
pub fn left_out(id: i64, reason: &str, page: u32, limit: u32) -> Request {
    Request::get(format!("{SNAPSHOTS}/{id}/cards"))
        .with("limit", limit.to_string())
        .with("offset", page.to_string())
        .with("reason", reason)
}

/// The cards of a snapshot that can be renewed, as CSV.
#[must_use]
pub fn cards_csv(id: i64, language: &str) -> Request {
    Request::get(format!("{SNAPSHOTS}/{id}/cards.csv")).with("language", language)
}

/// Orders and pays what a snapshot found of these orders.
#[must_use]
pub fn renew(snapshot_id: i64, order_ids: Vec<i64>, cents: i64) -> MutationRequest {
    let body = RenewalRequest {
        snapshot_id,
        order_ids,
        amount_cents: Some(cents),
    };
    Request::post("/v1/renewals", &body)
}

/// The days of a month on which cards expire.
#[must_use]
pub fn days(month: &str) -> Request {
    Request::get(format!("{CALENDAR}/{month}/days"))
}

/// The months in which cards expire.
#[must_use]
pub fn months() -> Request {
    Request::get(CALENDAR)
}

/// What expires in a month.
#[must_use]
pub fn month(view: &CalendarView, limit: u32) -> Request {
    Request::get(format!("{CALENDAR}/{}", view.month))
        .with("limit", limit.to_string())
        .with("offset", view.page.0.to_string())
}
