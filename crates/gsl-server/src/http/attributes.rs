//! Operations 26 to 30: making, naming, switching and setting custom attributes.

use axum::Json;
use axum::extract::State;
use gsl_model::label;
use gsl_model::wire::{
    AttributeCreated, AttributeFailure, AttributeRequest, BatchSetAttributes, CardAttributes,
};
use rusqlite::{Transaction, params};

use super::call::Call;
use super::tags::{LabelCall, MOST_CARDS, none_twice, none_unknown};
use super::{AppState, PathText, path_number};
use crate::error::ApiError;
use crate::idempotency::{once, settled};
use crate::labels::{enabled_slots, set_attributes};
use crate::store::Store;

fn name(call: &Call) -> Result<String, ApiError> {
    let AttributeRequest { cust_attr_name } = call.body()?;
    let name = label::attribute_name(&cust_attr_name);
    name.map(str::to_owned).map_err(|why| {
        let rule = "must have 1 to 32 digits, letters, _, - or Chinese characters";
        ApiError::parameter("cust_attr_name", format!("{why}; it {rule}"))
    })
}

/// 400 when another attribute is called so.
fn unique(db: &Transaction<'_>, name: &str, but: i64) -> Result<(), ApiError> {
    let mut same = db.prepare_cached("SELECT 1 FROM attributes WHERE name = ?1 AND id <> ?2")?;
    if same.exists(params![name, but])? {
        return Err(ApiError::parameter("cust_attr_name", "exists already"));
    }
    Ok(())
}

/// Operation 26: a new attribute in the lowest free slot, enabled.
///
/// # Errors
/// 400 `GSL.00020004`: a bad name, one that exists, or six attributes already.
pub async fn create(
    State(state): State<AppState>,
    call: LabelCall,
) -> Result<Json<AttributeCreated>, ApiError> {
    let call = call.map_err(ApiError::of_labels)?;
    let name = name(&call).map_err(ApiError::of_labels)?;
    let made = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, call.key.as_ref(), now_ms, |db| {
                let taken: Vec<i64> = db
                    .prepare_cached("SELECT slot FROM attributes")?
                    .query_map([], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                let slot = (1..=6)
                    .find(|slot| !taken.contains(slot))
                    .ok_or_else(|| ApiError::limit_reached("登录用户最多可以创建6个自定义属性"))?;
                unique(db, &name, 0)?;
                let id = crate::labels::FIRST_ATTRIBUTE + slot;
                db.execute(
                    "INSERT INTO attributes (id, slot, name, enabled, create_time, modify_time) \
                     VALUES (?1, ?2, ?3, 1, ?4, ?4)",
                    params![id, slot, name, now_ms],
                )?;
                Ok((AttributeCreated { id }, Vec::new()))
            })
        })
    });
    made.await.map(Json).map_err(ApiError::of_labels)
}

/// Operation 27: another name.
///
/// # Errors
/// 400 `GSL.00020004` a bad name or one that exists, `GSL.00016053` no such attribute.
pub async fn rename(
    State(state): State<AppState>,
    path: PathText,
    call: LabelCall,
) -> Result<Json<bool>, ApiError> {
    let id = path_number(path, "attribute_id").map_err(ApiError::of_labels)?;
    let call = call.map_err(ApiError::of_labels)?;
    let name = name(&call).map_err(ApiError::of_labels)?;
    let done = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, call.key.as_ref(), now_ms, |db| {
                unique(db, &name, id)?;
                let changed = db.execute(
                    "UPDATE attributes SET name = ?2, modify_time = ?3 WHERE id = ?1",
                    params![id, name, now_ms],
                )?;
                match changed {
                    0 => Err(ApiError::unknown_ids(&[id])),
                    _ => Ok((true, Vec::new())),
                }
            })
        })
    });
    done.await.map(Json).map_err(ApiError::of_labels)
}

/// Operation 28: the attribute can be set and is shown.
///
/// # Errors
/// 400 `GSL.00016053` no such attribute.
pub async fn enable(
    State(state): State<AppState>,
    path: PathText,
    call: LabelCall,
) -> Result<Json<bool>, ApiError> {
    switch(state, path, call, true).await
}

/// Operation 29: the attribute cannot be set any more; values stay.
///
/// # Errors
/// 400 `GSL.00016053` no such attribute.
pub async fn disable(
    State(state): State<AppState>,
    path: PathText,
    call: LabelCall,
) -> Result<Json<bool>, ApiError> {
    switch(state, path, call, false).await
}

async fn switch(
    state: AppState,
    path: PathText,
    call: LabelCall,
    on: bool,
) -> Result<Json<bool>, ApiError> {
    let id = path_number(path, "attribute_id").map_err(ApiError::of_labels)?;
    let key = call.map_err(ApiError::of_labels)?.key;
    let done = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, key.as_ref(), now_ms, |db| {
                let changed = db.execute(
                    "UPDATE attributes SET enabled = ?2, \
                     modify_time = CASE enabled WHEN ?2 THEN modify_time ELSE ?3 END WHERE id = ?1",
                    params![id, on, now_ms],
                )?;
                match changed {
                    0 => Err(ApiError::unknown_ids(&[id])),
                    _ => Ok((true, Vec::new())),
                }
            })
        })
    });
    done.await.map(Json).map_err(ApiError::of_labels)
}

/// What one entry of operation 30 asks for.
struct AttributeChange {
    id: i64,
    iccid: Option<String>,
    values: Vec<(usize, String)>,
}

fn requested(entry: CardAttributes) -> Result<AttributeChange, ApiError> {
    let mut values = Vec::new();
    for (slot, value) in (1_usize..).zip(entry.values()) {
        if let Some(value) = value {
            label::attribute_value(value)
                .map_err(|why| ApiError::parameter(&format!("customer_attribute{slot}"), why))?;
            values.push((slot, value.to_owned()));
        }
    }
    Ok(AttributeChange {
        id: entry.sim_card_id,
        iccid: entry.iccid,
        values,
    })
}

/// Operation 30: sets attributes of cards, all or none.
///
/// # Errors
/// 400: `GSL.00016051` no card or more than 500, `GSL.00016053` unknown ids, `GSL.00016054` cards given twice,
/// `GSL.00011011` unknown ICCIDs, `GSL.00012031` an attribute that is not enabled, by card, `GSL.00020004`.
pub async fn set(State(state): State<AppState>, call: LabelCall) -> Result<Json<bool>, ApiError> {
    let done = async {
        let call = call?;
        let BatchSetAttributes {
            attributes: entries,
        } = call.body()?;
        if !(1..=MOST_CARDS).contains(&entries.len()) {
            return Err(ApiError::card_list_size(entries.len()));
        }
        let mut wishes = entries
            .into_iter()
            .map(requested)
            .collect::<Result<Vec<_>, _>>()?;
        state
            .run(move |store, now_ms| {
                settled(store, call.key.as_ref(), now_ms, || {
                    find_cards(store, &mut wishes)?;
                    let cards: Vec<i64> = wishes.iter().map(|requested| requested.id).collect();
                    none_unknown(store, &cards)?;
                    none_twice(&cards)?;
                    store.write(|db| {
                        once(db, call.key.as_ref(), now_ms, |db| {
                            none_disabled(db, &wishes)?;
                            for requested in &wishes {
                                set_attributes(db, requested.id, &requested.values)?;
                            }
                            Ok((true, cards))
                        })
                    })
                })
            })
            .await
    };
    done.await.map(Json).map_err(ApiError::of_labels)
}

/// Fills in the ids of cards named by ICCID.
fn find_cards(store: &Store, wishes: &mut [AttributeChange]) -> Result<(), ApiError> {
    let fleet = store.fleet();
    let mut missing = Vec::new();
    for requested in wishes.iter_mut().filter(|requested| requested.id == 0) {
        let Some(iccid) = &requested.iccid else {
            let why = "is needed when sim_card_id is 0";
            return Err(ApiError::parameter("iccid", why));
        };
        match fleet.card_by_iccid(iccid) {
            Some(card) => requested.id = card,
            None => missing.push(iccid.clone()),
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(ApiError::unknown_cards(&missing))
    }
}

/// 400 `GSL.00012031` with the cards that would get a value in an attribute that is not enabled.
fn none_disabled(db: &Transaction<'_>, wishes: &[AttributeChange]) -> Result<(), ApiError> {
    let enabled = enabled_slots(db)?;
    let failures: Vec<AttributeFailure> = wishes
        .iter()
        .filter_map(|requested| {
            let (slot, _) = requested
                .values
                .iter()
                .find(|(slot, _)| !enabled.contains(slot))?;
            Some(AttributeFailure {
                fail_reason: format!("Custom attribute {slot} is not enabled."),
                sim_card_id: requested.id,
            })
        })
        .collect();
    if failures.is_empty() {
        Ok(())
    } else {
        Err(ApiError::card_failures(&failures))
    }
}
