//! The address book 收件信息 (console.md section 17).

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::routing::{get, put};
use axum::{Json, Router};
use gsl_model::order::{AddressError, MOST_ADDRESSES, read_address};
use gsl_model::wire::{Address, AddressList, AddressRequest};
use rusqlite::params;

use super::call::{Call, TypedRequest, sent};
use super::{AppState, PathText, path_number};
use crate::addresses::{COLUMNS, find, read};
use crate::error::ApiError;
use crate::idempotency::once;

/// All routes of addresses.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/addresses", get(list).post(create))
        .route("/v1/addresses/{address_id}", put(change).delete(delete))
}

/// `GET /v1/addresses`: all of them, newest first.
///
/// # Errors
/// 500 when the database refuses.
pub async fn list(State(state): State<AppState>) -> Result<Json<AddressList>, ApiError> {
    state
        .run(|store, _| {
            store.read(|db| {
                let addresses = db
                    .prepare_cached(&format!("SELECT {COLUMNS} FROM addresses ORDER BY id DESC"))?
                    .query_map([], read)?
                    .collect::<rusqlite::Result<_>>()?;
                Ok(Json(AddressList { addresses }))
            })
        })
        .await
}

/// The fields without blanks around them; of several that are wrong the first is named.
fn checked(body: &AddressRequest) -> Result<AddressRequest, ApiError> {
    read_address(body).map_err(|wrong| match wrong.first() {
        Some((name, AddressError::Length(least, most))) => {
            ApiError::parameter(name, format!("must have {least} to {most} characters"))
        }
        Some((name, AddressError::NotPhone)) => {
            ApiError::parameter(name, "may hold digits, spaces, + and - only")
        }
        Some((name, AddressError::NotText(bad))) => ApiError::not_text(name, *bad),
        None => ApiError::parameter("address", "is wrong"),
    })
}

/// `POST /v1/addresses`.
///
/// # Errors
/// 400 `GSL.00010004` naming the field, or when there are 100 already.
pub async fn create(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Address>, ApiError> {
    let TypedRequest { body, key } = sent::<AddressRequest>(&uri, &headers, body).await?;
    let body = checked(&body)?;
    state
        .run(move |store, now_ms| {
            let made = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let count: i64 =
                        db.query_row("SELECT COUNT(*) FROM addresses", [], |row| row.get(0))?;
                    if count >= MOST_ADDRESSES {
                        let why = format!("book is full: at most {MOST_ADDRESSES}");
                        return Err(ApiError::parameter("address", why));
                    }
                    db.execute(
                        "INSERT INTO addresses (receiver, phone, address, postcode, create_time) VALUES (?1, ?2, ?3, ?4, ?5)",
                        params![body.receiver, body.phone, body.address, body.postcode, now_ms],
                    )?;
                    let made = find(db, db.last_insert_rowid())?;
                    Ok((made.ok_or_else(ApiError::no_address)?, Vec::new()))
                })
            })?;
            Ok(Json(made))
        })
        .await
}

/// `PUT /v1/addresses/{address_id}`. Orders keep the address they were made with.
///
/// # Errors
/// 400 `GSL.00010004` naming the field, `GSL.00013006` for an unknown address.
pub async fn change(
    State(state): State<AppState>,
    path: PathText,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Address>, ApiError> {
    let id = path_number(path, "address_id")?;
    let TypedRequest { body, key } = sent::<AddressRequest>(&uri, &headers, body).await?;
    let body = checked(&body)?;
    let changed = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, key.as_ref(), now_ms, |db| {
                db.execute(
                    "UPDATE addresses SET receiver = ?2, phone = ?3, address = ?4, postcode = ?5 WHERE id = ?1",
                    params![id, body.receiver, body.phone, body.address, body.postcode],
                )?;
                let found = find(db, id)?.ok_or_else(ApiError::no_address)?;
                Ok((found, Vec::new()))
            })
        })
    });
    changed.await.map(Json)
}

/// `DELETE /v1/addresses/{address_id}`.
///
/// # Errors
/// 400 `GSL.00013006` for an unknown address.
pub async fn delete(
    State(state): State<AppState>,
    path: PathText,
    Call { key, .. }: Call,
) -> Result<Json<bool>, ApiError> {
    let id = path_number(path, "address_id")?;
    let gone = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, key.as_ref(), now_ms, |db| {
                if db.execute("DELETE FROM addresses WHERE id = ?1", [id])? == 0 {
                    return Err(ApiError::no_address());
                }
                Ok((true, Vec::new()))
            })
        })
    });
    gone.await.map(Json)
}
