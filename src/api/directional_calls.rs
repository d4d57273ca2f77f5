//! Calls of directional data (extensions `orders.directional.read` and `orders.directional.act`).

use super::{MutationRequest, Request};
use gsl_model::wire::{DirectionalRequest, EntryRequest};

fn path(order: i64) -> String {
    format!("/v1/orders/{order}/directional")
}

/// The entries of an order.
#[must_use]
pub fn entries(order: i64) -> Request {
    Request::get(path(order))
}

/// Adds entries.
#[must_use]
pub fn add(order: i64, body: &DirectionalRequest) -> MutationRequest {
    Request::post(path(order), body)
}

/// Changes an entry.
#[must_use]
pub fn edit(order: i64, entry: i64, body: &EntryRequest) -> MutationRequest {
    Request::put(format!("{}/{entry}", path(order)), body)
}

/// Deletes an entry.
#[must_use]
pub fn delete(order: i64, entry: i64) -> MutationRequest {
    Request::delete(format!("{}/{entry}", path(order)))
}
