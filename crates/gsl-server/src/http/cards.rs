//! Operations 1, 2 and 9.

use axum::Json;
use axum::extract::{RawQuery, State};
use gsl_model::carrier::Carrier;
use gsl_model::wire::{RealNamed, SimCard, SimCardList};

use super::{AppState, PathText, account, path_id};
use crate::card_filter;
use crate::card_row;
use crate::error::ApiError;
use crate::params::Params;
use crate::store::Store;
use crate::work_orders::query::pending;

/// Operation 1: a page of cards.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn list(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<SimCardList>, ApiError> {
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            let filter = card_filter::read(&params, store, now_ms)?;
            let (sort, descending) = card_filter::sorting(&params)?;
            let (page, limit) = (
                usize::try_from(paging.offset),
                usize::try_from(paging.limit),
            );
            let page = store.fleet().list(
                &filter,
                sort,
                descending,
                page.unwrap_or(1),
                limit.unwrap_or(10),
            );
            let sim_cards = store.read(|db| {
                let mut cards = card_row::read_all(db, store.catalog(), &page.ids)?;
                let mut pending = pending(db, &page.ids, now_ms)?;
                for card in &mut cards {
                    let orders = pending.remove(&card.sim_card_id).unwrap_or_default();
                    card.pending_work_orders = Some(orders);
                }
                Ok::<_, ApiError>(cards)
            })?;
            Ok(paging.answer(page.count, sim_cards))
        })
        .await
}

/// The card of `sim_card_id`, or of `iccid` when that is 0.
///
/// # Errors
/// 400 `GSL.00011001` when there is none, `GSL.00010004` when `iccid` is missing or no ICCID.
pub(super) fn resolve(store: &Store, id: i64, params: &Params) -> Result<i64, ApiError> {
    card_of(store, id, params.text("iccid", 64)?.as_deref())
}

/// The card of an id, or of an ICCID when that is 0.
///
/// # Errors
/// As [`resolve`].
pub(super) fn card_of(store: &Store, id: i64, iccid: Option<&str>) -> Result<i64, ApiError> {
    if id != 0 {
        return Ok(id);
    }
    let iccid =
        iccid.ok_or_else(|| ApiError::parameter("iccid", "is needed when sim_card_id is 0"))?;
    if !(19..=20).contains(&iccid.trim().chars().count()) {
        return Err(ApiError::parameter(
            "iccid",
            "must have 19 or 20 characters",
        ));
    }
    store
        .fleet()
        .card_by_iccid(iccid)
        .ok_or_else(ApiError::no_card)
}

async fn one(state: &AppState, path: PathText, query: Option<String>) -> Result<SimCard, ApiError> {
    let id = path_id(path)?;
    state
        .run(move |store, now_ms| {
            let id = resolve(store, id, &Params::new(query.as_deref()))?;
            store.read(|db| {
                let mut card = card_row::read_all(db, store.catalog(), &[id])?
                    .pop()
                    .ok_or_else(ApiError::no_card)?;
                let orders = pending(db, &[id], now_ms)?.remove(&id).unwrap_or_default();
                card.pending_work_orders = Some(orders);
                Ok(card)
            })
        })
        .await
}

/// Operation 2: one card.
///
/// # Errors
/// 400 `GSL.00011001` when there is none.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<Json<SimCard>, ApiError> {
    Ok(Json(one(&state, path, query).await?))
}

/// Operation 9: the real-name state at this moment; mainland carriers only.
///
/// # Errors
/// 400 `GSL.00011001` without such a card, `GSL.00011063` for an overseas card.
pub async fn real_named(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<Json<RealNamed>, ApiError> {
    let card = one(&state, path, query).await?;
    if !Carrier::of(&card).is_mainland() {
        return Err(ApiError::carrier_not_supported());
    }
    if let Some(mirror) = state.mirror() {
        let told = mirror.real_named(card.sim_card_id).await;
        return told.map(Json).map_err(|error| account::failed(&error));
    }
    Ok(Json(RealNamed {
        iccid: card.iccid,
        real_named: card.real_named,
    }))
}
