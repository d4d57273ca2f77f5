//! `card-lists`: numbers out of a spreadsheet, turned into something the card list can filter by.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use gsl_model::wire::CardList;
use rusqlite::{OptionalExtension, params};

use super::body::LARGE;
use super::idempotency::{Call, once, settled};
use super::{AppState, PathText};
use crate::db::store::Store;
use crate::error::ApiError;
use crate::fleet::number::compact;
use crate::rng::mix;

/// Most numbers in one list.
const MOST: usize = 100_000;
/// Most numbers not found that are told.
const MOST_TOLD: usize = 1000;
/// Lists kept; the oldest go first.
const KEPT: i64 = 200;
/// Longest number, in characters.
const LONGEST: usize = 64;

/// The numbers, compact and each once, in the order given. Blank ones do not count.
fn tidy(numbers: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    numbers
        .iter()
        .map(|number| compact(number))
        .filter(|number| !number.is_empty() && seen.insert(number.clone()))
        .collect()
}

/// An id made of the content: below 2^53, never 0, the same for the same numbers in any order.
fn content_id(numbers: &[String]) -> i64 {
    let hash = |number: &String| {
        number
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                mix(hash ^ u64::from(byte))
            })
    };
    let sum = numbers
        .iter()
        .fold(0_u64, |sum, number| sum.wrapping_add(hash(number)));
    (mix(sum ^ numbers.len() as u64) >> 11).max(1) as i64
}

/// `POST /v1/card-lists`: keeps the cards these numbers mean. Sending the same numbers again gives the same list.
///
/// # Errors
/// 400 `GSL.00010004` without numbers or with more than 100,000.
pub async fn create(
    State(state): State<AppState>,
    call: Call<LARGE>,
) -> Result<Json<CardList>, ApiError> {
    let numbers = call.object()?.texts("numbers", LONGEST)?;
    if numbers.len() > MOST {
        return Err(ApiError::parameter(
            "numbers",
            format!("has {} entries, at most {MOST} are allowed", numbers.len()),
        ));
    }
    state
        .run(move |store, now_ms| {
            settled(store, call.key.as_ref(), now_ms, || {
                let list = kept(store, &numbers, now_ms)?;
                let told = find(store, list)?;
                store.write(|db| once(db, call.key.as_ref(), now_ms, |_| Ok((told, Vec::new()))))
            })
            .map(Json)
        })
        .await
}

/// Keeps a list; answers its id.
fn kept(store: &Store, numbers: &[String], now_ms: i64) -> Result<i64, ApiError> {
    let numbers = tidy(numbers);
    if numbers.is_empty() {
        return Err(ApiError::parameter(
            "numbers",
            "must hold at least one number",
        ));
    }
    let list = content_id(&numbers);
    let (cards, missing) = look_up(store, &numbers);
    let told: Vec<&String> = missing.iter().take(MOST_TOLD).copied().collect();
    let told = serde_json::to_string(&told).map_err(ApiError::internal)?;
    store.write(|db| {
        db.execute("DELETE FROM card_lists WHERE id = ?1", [list])?;
        db.execute(
            "INSERT INTO card_lists (id, total, not_found_count, not_found, create_time) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![list, numbers.len(), missing.len(), told, now_ms],
        )?;
        let mut member = db.prepare("INSERT INTO card_list_members (list_id, card_id) VALUES (?1, ?2)")?;
        for card in cards {
            member.execute([list, card])?;
        }
        db.execute(
            "DELETE FROM card_lists WHERE id <> ?1 AND id NOT IN \
             (SELECT id FROM card_lists ORDER BY create_time DESC, id LIMIT ?2)",
            params![list, KEPT],
        )?;
        Ok::<_, ApiError>(((), Vec::new()))
    })?;
    Ok(list)
}

/// The cards the numbers mean, and the numbers that mean none.
fn look_up<'a>(store: &Store, numbers: &'a [String]) -> (BTreeSet<i64>, Vec<&'a String>) {
    let fleet = store.fleet();
    let (mut cards, mut missing) = (BTreeSet::new(), Vec::new());
    for number in numbers {
        let rows = fleet.find_any(number);
        if rows.is_empty() {
            missing.push(number);
        }
        cards.extend(rows.into_iter().filter_map(|row| fleet.id_of(row)));
    }
    (cards, missing)
}

fn unknown() -> ApiError {
    ApiError::parameter("card_list_id", "does not exist")
}

/// A list.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such list.
pub(super) fn find(store: &Store, list: i64) -> Result<CardList, ApiError> {
    store.read(|db| {
        let row = db
            .query_row(
                "SELECT total, not_found_count, not_found FROM card_lists WHERE id = ?1",
                [list],
                |row| {
                    Ok((
                        row.get::<_, i64>(0)?,
                        row.get::<_, i64>(1)?,
                        row.get::<_, String>(2)?,
                    ))
                },
            )
            .optional()?;
        let (total, not_found_count, told) = row.ok_or_else(unknown)?;
        Ok(CardList {
            card_list_id: list,
            total,
            found: total - not_found_count,
            not_found: serde_json::from_str(&told).map_err(ApiError::internal)?,
            not_found_count,
        })
    })
}

/// The cards of a list.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such list.
pub(super) fn members(store: &Store, list: i64) -> Result<Vec<i64>, ApiError> {
    store.read(|db| {
        let known = db
            .query_row("SELECT 1 FROM card_lists WHERE id = ?1", [list], |_| Ok(()))
            .optional()?;
        known.ok_or_else(unknown)?;
        let mut statement =
            db.prepare_cached("SELECT card_id FROM card_list_members WHERE list_id = ?1")?;
        Ok(statement
            .query_map([list], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn list(numbers: &[&str]) -> Vec<String> {
        tidy(
            &numbers
                .iter()
                .map(|number| (*number).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn numbers_are_tidied() {
        assert_eq!(list(&[" 8986-01 ", "898601", "", "12"]), ["898601", "12"]);
    }

    #[test]
    fn the_id_follows_the_content() {
        let id = content_id(&list(&["1", "2", "3"]));
        assert_eq!(id, content_id(&list(&["3", "1", "2", "2"])));
        assert_ne!(id, content_id(&list(&["1", "2"])));
        assert!((1..1 << 53).contains(&id));
    }
}
