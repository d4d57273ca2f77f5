//! `card-lists`: card numbers from a spreadsheet, stored as something the card list can filter by.

use axum::Json;
use axum::extract::State;
use gsl_model::wire::{CardList, CardListRequest};

use super::body::LARGE;
use super::call::Call;
use super::{AppState, PathText};
use crate::card_lists::{find, keep, unknown};
use crate::error::ApiError;
use crate::idempotency::{once, settled};

/// Most numbers in one list.
const MOST: usize = 100_000;

/// `POST /v1/card-lists`: stores the cards that these numbers stand for. The same numbers give the same list.
///
/// # Errors
/// 400 `GSL.00010004` without numbers or with more than 100,000.
pub async fn create(
    State(state): State<AppState>,
    call: Call<LARGE>,
) -> Result<Json<CardList>, ApiError> {
    let CardListRequest { numbers } = call.body()?;
    if numbers.len() > MOST {
        return Err(ApiError::parameter(
            "numbers",
            format!("has {} entries, at most {MOST} are allowed", numbers.len()),
        ));
    }
    state
        .run(move |store, now_ms| {
            settled(store, call.key.as_ref(), now_ms, || {
                let list = keep(store, &numbers, now_ms)?;
                let told = find(store, list)?;
                store.write(|db| once(db, call.key.as_ref(), now_ms, |_| Ok((told, Vec::new()))))
            })
            .map(Json)
        })
        .await
}

/// `GET /v1/card-lists/{id}`.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such list.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<CardList>, ApiError> {
    let list = path
        .ok()
        .and_then(|path| path.0.parse().ok())
        .ok_or_else(unknown)?;
    state.run(move |store, _| find(store, list).map(Json)).await
}
