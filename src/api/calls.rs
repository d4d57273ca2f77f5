//! The calls of the service that the console uses, by operation number of the wire contract.

use super::{MutationRequest, Request};
use crate::routes::{CardsView, card_filter::CardFilter};
use gsl_model::wire::{CardListRequest, DailyFlowRequest, MonthUsageRequest};

/// Operation 1: one page of cards.
#[must_use]
pub fn cards(view: &CardsView, limit: u32) -> Request {
    let mut request = filtered(Request::get("/v1/sim-cards"), &view.filter)
        .with("limit", limit.to_string())
        .with("offset", view.page.0.to_string());
    if let Some(sort) = view.sort {
        request = request
            .with("sort", sort.by.key())
            .with("order", if sort.descending { "desc" } else { "asc" });
    }
    request
}

/// Operation 1, these cards only (extension `sim-cards.filters`).
#[must_use]
pub fn cards_by_id(ids: impl Iterator<Item = i64>, limit: u32) -> Request {
    ids.fold(
        Request::get("/v1/sim-cards").with("limit", limit.to_string()),
        |request, id| request.with("sim_card_id", id.to_string()),
    )
}

fn filtered(request: Request, filter: &CardFilter) -> Request {
    filter
        .to_api()
        .into_iter()
        .fold(request, |request, (key, value)| request.with(key, value))
}

/// Operation 1 with the smallest page: only its `count` is wanted.
#[must_use]
pub fn count(filter: &CardFilter) -> Request {
    filtered(Request::get("/v1/sim-cards"), filter).with("limit", "10")
}

/// Operation 1: a card by any of its numbers, for the palette. `kind` is main_search_type (1 container ID, 3 IMEI).
#[must_use]
pub fn find_by_main(kind: u8, number: &str) -> Request {
    Request::get("/v1/sim-cards")
        .with("main_search_type", kind.to_string())
        .with("main_search_key", number)
}

/// Operation 1 by MSISDN.
#[must_use]
pub fn find_by_msisdn(number: &str) -> Request {
    Request::get("/v1/sim-cards").with("msisdn", number)
}

/// Operation 2: one card.
#[must_use]
pub fn card(id: i64) -> Request {
    Request::get(format!("/v1/sim-cards/{id}"))
}

/// Operation 9: real-name state, in real time.
#[must_use]
pub fn real_named(id: i64) -> Request {
    Request::get(format!("/v1/sim-cards/{id}/real-named"))
}

/// Operation 12: usage of up to six billing cycles.
#[must_use]
pub fn month_usages(body: &MonthUsageRequest) -> Request {
    Request::post("/v1/sim-cards/month-usages", body).reading()
}

/// Operation 13: usage by day.
#[must_use]
pub fn daily_flow(body: &DailyFlowRequest) -> Request {
    Request::post("/v1/sim-cards/batch-daily-flow", body).reading()
}

/// Operation 14: plans.
#[must_use]
pub fn price_plans() -> Request {
    Request::get("/v1/price-plans").with("limit", "500")
}

/// Operation 15: the plan instance of a card; `real_time` asks the carrier now.
#[must_use]
pub fn sim_price_plans(id: i64, real_time: bool) -> Request {
    let request = Request::get("/v1/sim-price-plans").with("sim_card_id", id.to_string());
    if real_time {
        request.with("real_time", "true")
    } else {
        request
    }
}

/// Operation 21: tags.
#[must_use]
pub fn tags() -> Request {
    Request::get("/v1/tags").with("limit", "500")
}

/// Operation 25: the six custom attributes.
#[must_use]
pub fn attributes() -> Request {
    Request::get("/v1/attributes").with("limit", "10")
}

/// Extension `sim-cards.summary`: counts for the overview.
#[must_use]
pub fn summary() -> Request {
    Request::get("/v1/sim-cards/summary")
}

/// Extension `card-lists`: keeps a pasted list of card numbers. The same numbers give the same id.
#[must_use]
pub fn keep_list(body: &CardListRequest) -> MutationRequest {
    Request::post("/v1/card-lists", body)
}

/// Extension `card-lists`: a kept list.
#[must_use]
pub fn list(id: i64) -> Request {
    Request::get(format!("/v1/card-lists/{id}"))
}

/// Extension `orders.list`: orders in any of these states.
#[must_use]
pub fn orders(states: &[i32]) -> Request {
    states.iter().fold(
        Request::get("/v1/orders").with("limit", "10"),
        |request, state| request.with("order_status", state.to_string()),
    )
}
