//! 定向信息 of an order (console.md section 9; questions 3.4–3.6, 4.1–4.3).

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::routing::{get, put};
use axum::{Json, Router};
use gsl_model::carrier::Carrier;
use gsl_model::order::{
    ChangeRefusal, DirectionalState, Entry, EntryKind, OrderStatus, OrderType, can_delete,
    can_edit, check_count, limits, read_entry,
};
use gsl_model::wire::{Directional, DirectionalEntry, DirectionalRequest, EntryRequest, Order};
use rusqlite::Connection;

use super::body::{SMALL, bytes};
use super::call::{TypedRequest, sent};
use super::orders::known;
use super::{AppState, PathText, path_number};
use crate::catalog::Catalog;
use crate::clock::time;
use crate::error::ApiError;
use crate::idempotency::{Key, once};
use crate::orders::directional;
use crate::work_orders::CarrierSimulation;

/// All routes of directional entries.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/orders/{order_id}/directional", get(list).post(add))
        .route(
            "/v1/orders/{order_id}/directional/{entry_id}",
            put(edit).delete(delete),
        )
}

fn carrier(order: &Order) -> Carrier {
    order
        .carrier_type
        .and_then(Carrier::from_carrier_type)
        .unwrap_or(Carrier::Overseas)
}

/// Why an order takes no entries: it has no cards of its own, or came to nothing.
fn no_entries(order: &Order) -> Option<&'static str> {
    use OrderStatus::{Cancelled, Failed, Rejected, Unsubscribed};
    let kind = order.order_type.and_then(OrderType::from_code);
    if !kind.is_some_and(OrderType::has_cards) {
        return Some("order_type");
    }
    let status = order.order_status.and_then(OrderStatus::from_code);
    matches!(status, Some(Cancelled | Failed | Rejected | Unsubscribed)).then_some("order_status")
}

fn entries(db: &Connection, order: i64) -> rusqlite::Result<Vec<DirectionalEntry>> {
    let mut found: Vec<DirectionalEntry> = db
        .prepare_cached(
            "SELECT id, kind, protocol, address, port, state, create_time, expected FROM directional \
             WHERE order_id = ?1 ORDER BY id",
        )?
        .query_map([order], |row| {
            let state: i32 = row.get("state")?;
            let rejected = state == DirectionalState::Rejected.code();
            let effective = state == DirectionalState::Effective.code();
            Ok(DirectionalEntry {
                entry_id: row.get("id")?,
                kind: row.get("kind")?,
                protocol: row.get("protocol")?,
                address: row.get("address")?,
                port: row.get("port")?,
                state,
                create_time: Some(time(row.get("create_time")?)),
                expected_time: row.get::<_, Option<i64>>("expected")?.filter(|_| !effective).map(time),
                fail_reason: rejected.then(|| "The address cannot be reached.".to_owned()),
                edit_refusal: None,
                delete_refusal: None,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let staying = staying(&found);
    for entry in &mut found {
        let state = state_of(entry);
        let others = staying - usize::from(state != DirectionalState::Deleting);
        let key = |refusal: ChangeRefusal| refusal.key().to_owned();
        entry.edit_refusal = can_edit(state).err().map(key);
        entry.delete_refusal = can_delete(state, others).err().map(key);
    }
    Ok(found)
}

fn state_of(entry: &DirectionalEntry) -> DirectionalState {
    DirectionalState::from_code(entry.state).unwrap_or(DirectionalState::Pending)
}

/// Entries that are not being deleted.
fn staying(entries: &[DirectionalEntry]) -> usize {
    let stays = |entry: &&DirectionalEntry| state_of(entry) != DirectionalState::Deleting;
    entries.iter().filter(stays).count()
}

fn shown(
    db: &Connection,
    order: &Order,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<Directional, ApiError> {
    let most = limits(carrier(order), false);
    let number = |limit: Option<usize>| limit.and_then(|limit| i64::try_from(limit).ok());
    Ok(Directional {
        order_id: order.order_id,
        data_type: order.data_type,
        refusal: no_entries(order).map(str::to_owned),
        most_ips: number(most.ips),
        most_domains: number(most.domains),
        most_entries: number(most.entries),
        expected_time: Some(time(directional::effective(
            carrier(order),
            now_ms,
            simulation,
        )))
        .filter(|_| carrier(order).is_mainland()),
        entries: entries(db, order.order_id)?,
    })
}

/// `GET /v1/orders/{order_id}/directional`.
///
/// # Errors
/// 400 `GSL.00013001` for an unknown order.
pub async fn list(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<Directional>, ApiError> {
    let id = path_number(path, "order_id")?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            store.read(|db| {
                let order = known(db, store.catalog(), id)?;
                shown(db, &order, now_ms, simulation).map(Json)
            })
        })
        .await
}

/// An entry as typed, read by the rules of console.md section 9.
pub(super) fn sound(request: &EntryRequest) -> Result<Entry, ApiError> {
    read_entry(
        Some(request.kind),
        &request.protocol,
        &request.address,
        request.port,
    )
    .map_err(|error| ApiError::parameter(error.field(), format!("is refused: {}", error.key())))
}

/// An order that takes entries.
fn taking(db: &Connection, catalog: &Catalog, id: i64) -> Result<Order, ApiError> {
    let order = known(db, catalog, id)?;
    match no_entries(&order) {
        Some(key) => Err(ApiError::directional_refuses(key)),
        None => Ok(order),
    }
}

/// The limits, once `more` have been added and the entry `except` is not counted.
pub(super) fn within(
    carrier: Carrier,
    there: &[DirectionalEntry],
    more: &[Entry],
    except: Option<i64>,
) -> Result<(), ApiError> {
    let counted = there.iter().filter(|entry| {
        Some(entry.entry_id) != except && state_of(entry) != DirectionalState::Deleting
    });
    let (mut ips, mut domains) = (0, 0);
    let kinds = counted
        .map(|entry| entry.kind)
        .chain(more.iter().map(|entry| entry.kind.code()));
    for kind in kinds {
        if kind == EntryKind::Ip.code() {
            ips += 1;
        } else {
            domains += 1;
        }
    }
    check_count(limits(carrier, false), ips, domains)
        .map_err(|refusal| ApiError::directional_refuses(refusal.key()))?;
    let same = |one: &DirectionalEntry, other: &Entry| {
        Some(one.entry_id) != except
            && one.protocol == other.protocol.name()
            && one.address == other.address
            && one.port == other.port.map(i64::from)
    };
    let twice = more.iter().enumerate().any(|(at, entry)| {
        there.iter().any(|one| same(one, entry)) || more.iter().take(at).any(|one| one == entry)
    });
    if twice {
        return Err(ApiError::parameter("address", "is entered already"));
    }
    Ok(())
}

/// `POST /v1/orders/{order_id}/directional`: adds entries.
///
/// # Errors
/// 400 `GSL.00010004` naming the field, `GSL.00013001` for an unknown order, 403 `GSL.00013005` when the order takes none
/// or not so many.
pub async fn add(
    State(state): State<AppState>,
    path: PathText,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Directional>, ApiError> {
    let id = path_number(path, "order_id")?;
    let TypedRequest { body, key } = sent::<DirectionalRequest>(&uri, &headers, body).await?;
    let more: Vec<Entry> = body.entries.iter().map(sound).collect::<Result<_, _>>()?;
    if more.is_empty() || more.len() > 100 {
        return Err(ApiError::parameter("entries", "must hold 1 to 100 entries"));
    }
    changed(&state, id, key, move |it| {
        if it.order.data_type != Some(2) && it.there.is_empty() && !body.whole_order {
            let why =
                "must be true: all cards of the order become directional, and never general again";
            return Err(ApiError::parameter("whole_order", why));
        }
        within(it.carrier, &it.there, &more, None)?;
        for entry in &more {
            directional::store(it.db, id, entry, it.now_ms)?;
        }
        if it.order.order_status == Some(OrderStatus::Completed.code()) {
            directional::review(it.db, id, it.carrier, it.now_ms, it.simulation)?;
        }
        Ok(())
    })
    .await
}

/// What a change of an order's entries sees.
struct Change<'a> {
    db: &'a Connection,
    order: Order,
    carrier: Carrier,
    there: Vec<DirectionalEntry>,
    now_ms: i64,
    simulation: CarrierSimulation,
}

impl Change<'_> {
    /// When a change made now has happened at the carrier.
    fn done_ms(&self) -> i64 {
        directional::effective(self.carrier, self.now_ms, self.simulation)
    }
}

/// Changes the entries of an order that takes them, once for a key; answers how they stand then.
async fn changed(
    state: &AppState,
    id: i64,
    key: Option<Key>,
    act: impl FnOnce(&Change<'_>) -> Result<(), ApiError> + Send + 'static,
) -> Result<Json<Directional>, ApiError> {
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let answer = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let order = taking(db, store.catalog(), id)?;
                    let change = Change {
                        db,
                        carrier: carrier(&order),
                        there: entries(db, id)?,
                        order,
                        now_ms,
                        simulation,
                    };
                    act(&change)?;
                    Ok((shown(db, &change.order, now_ms, simulation)?, Vec::new()))
                })
            })?;
            Ok(Json(answer))
        })
        .await
}

type TwoTexts = Result<Path<(String, String)>, axum::extract::rejection::PathRejection>;

fn two_numbers(path: TwoTexts) -> Result<(i64, i64), ApiError> {
    let number = |name: &str, text: Option<&str>| {
        text.and_then(|text| text.parse::<i64>().ok())
            .filter(|id| *id >= 0)
            .ok_or_else(|| ApiError::parameter(name, "must be a non-negative integer"))
    };
    let texts = path.ok().map(|Path(texts)| texts);
    Ok((
        number("order_id", texts.as_ref().map(|texts| texts.0.as_str()))?,
        number("entry_id", texts.as_ref().map(|texts| texts.1.as_str()))?,
    ))
}

fn entry_of(there: &[DirectionalEntry], id: i64) -> Result<&DirectionalEntry, ApiError> {
    let found = there.iter().find(|entry| entry.entry_id == id);
    found.ok_or_else(|| ApiError::parameter("entry_id", "is no entry of this order"))
}

/// `PUT /v1/orders/{order_id}/directional/{entry_id}`: changes an entry, which is 修改中 until it is in effect.
///
/// # Errors
/// As adding; 403 `GSL.00013005` when its state does not allow it.
pub async fn edit(
    State(state): State<AppState>,
    path: TwoTexts,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Directional>, ApiError> {
    let (id, entry_id) = two_numbers(path)?;
    let TypedRequest { body, key } = sent::<EntryRequest>(&uri, &headers, body).await?;
    let new = sound(&body)?;
    changed(&state, id, key, move |it| {
        let entry = entry_of(&it.there, entry_id)?;
        can_edit(state_of(entry))
            .map_err(|refusal| ApiError::directional_refuses(refusal.key()))?;
        let more = std::slice::from_ref(&new);
        within(it.carrier, &it.there, more, Some(entry_id))?;
        directional::edit(it.db, entry_id, &new, state_of(entry), it.done_ms())?;
        Ok(())
    })
    .await
}

/// `DELETE /v1/orders/{order_id}/directional/{entry_id}`; the last entry must stay (Q4.3).
///
/// # Errors
/// 400 `GSL.00010004` and `GSL.00013001` for unknown ones, 403 `GSL.00013005` when its state does not allow it or it is the
/// last.
pub async fn delete(
    State(state): State<AppState>,
    path: TwoTexts,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Directional>, ApiError> {
    let (id, entry_id) = two_numbers(path)?;
    let bytes = bytes(body, SMALL).await?;
    let key = Key::of(&headers, &format!("DELETE {uri}"), &bytes)?;
    changed(&state, id, key, move |it| {
        let entry = entry_of(&it.there, entry_id)?;
        if let Some(refusal) = &entry.delete_refusal {
            return Err(ApiError::directional_refuses(refusal));
        }
        directional::delete(it.db, entry_id, state_of(entry), it.done_ms())?;
        Ok(())
    })
    .await
}
