//! Lists of card numbers that the card list can be filtered by, as the database keeps them.

use std::collections::BTreeSet;

use gsl_model::wire::CardList;
use rusqlite::{OptionalExtension, params};

use crate::error::ApiError;
use crate::fleet::number::compact;
use crate::numbers::{Problem, find_all};
use crate::rng::mix;
use crate::store::Store;

/// Most numbers not found that are told.
const MOST_TOLD: usize = 1000;
/// Lists kept; the oldest go first.
const KEPT: i64 = 200;

/// The numbers, compact, in the order given. Blank ones do not count.
fn tidy(numbers: &[String]) -> Vec<String> {
    let numbers = numbers.iter().map(|number| compact(number));
    numbers.filter(|number| !number.is_empty()).collect()
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

/// Keeps a list; answers its id.
pub(crate) fn keep(store: &Store, numbers: &[String], now_ms: i64) -> Result<i64, ApiError> {
    let numbers = tidy(numbers);
    if numbers.is_empty() {
        return Err(ApiError::parameter(
            "numbers",
            "must hold at least one number",
        ));
    }
    let list = content_id(&numbers);
    let meant = look_up(store, &numbers);
    let told = |numbers: &[String]| {
        let first = numbers.get(..MOST_TOLD).unwrap_or(numbers);
        serde_json::to_string(first).map_err(ApiError::internal)
    };
    let (missing, ambiguous) = (told(&meant.missing)?, told(&meant.ambiguous)?);
    store.write(|db| {
        db.execute("DELETE FROM card_lists WHERE id = ?1", [list])?;
        db.execute(
            "INSERT INTO card_lists (id, total, not_found_count, not_found, create_time, duplicate_count, \
             ambiguous_count, ambiguous) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                list,
                numbers.len(),
                meant.missing.len(),
                missing,
                now_ms,
                meant.duplicates,
                meant.ambiguous.len(),
                ambiguous
            ],
        )?;
        let mut member = db.prepare("INSERT INTO card_list_members (list_id, card_id) VALUES (?1, ?2)")?;
        for card in meant.cards {
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

/// What the numbers of a list mean.
#[derive(Default)]
struct MatchedNumbers {
    /// The cards.
    cards: BTreeSet<i64>,
    /// Numbers of a card that another one had named already.
    duplicates: usize,
    /// Numbers that mean more than one card.
    ambiguous: Vec<String>,
    /// Numbers that mean none.
    missing: Vec<String>,
}

/// By the same rule as the numbers of a bulk job.
fn look_up(store: &Store, numbers: &[String]) -> MatchedNumbers {
    let mut meant = MatchedNumbers::default();
    for named in find_all(&store.fleet(), numbers.iter().cloned()) {
        match named.card {
            Ok(card) => {
                meant.cards.insert(card);
            }
            Err(Problem::Ambiguous) => meant.ambiguous.push(named.number),
            Err(problem) if problem.is_duplicate() => meant.duplicates += 1,
            Err(_) => meant.missing.push(named.number),
        }
    }
    meant
}

pub(crate) fn unknown() -> ApiError {
    ApiError::parameter("card_list_id", "does not exist")
}

/// A list.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such list.
pub(crate) fn find(store: &Store, list: i64) -> Result<CardList, ApiError> {
    store.read(|db| {
        let texts = |row: &rusqlite::Row<'_>, column: &str| {
            let text: String = row.get(column)?;
            Ok::<Vec<String>, rusqlite::Error>(serde_json::from_str(&text).unwrap_or_default())
        };
        let known = db
            .query_row(
                "SELECT total, duplicate_count, ambiguous_count, ambiguous, not_found_count, not_found \
                 FROM card_lists WHERE id = ?1",
                [list],
                |row| {
                    let known = CardList {
                        card_list_id: list,
                        total: row.get("total")?,
                        duplicate_count: row.get("duplicate_count")?,
                        ambiguous_count: row.get("ambiguous_count")?,
                        ambiguous: texts(row, "ambiguous")?,
                        not_found_count: row.get("not_found_count")?,
                        not_found: texts(row, "not_found")?,
                        ..CardList::default()
                    };
                    let lost = known.duplicate_count + known.ambiguous_count + known.not_found_count;
                    Ok(CardList {
                        found: known.total - lost,
                        ..known
                    })
                },
            )
            .optional()?;
        known.ok_or_else(unknown)
    })
}

/// The cards of a list.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such list.
pub(crate) fn members(store: &Store, list: i64) -> Result<Vec<i64>, ApiError> {
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
        assert_eq!(
            list(&[" 8986-01 ", "\u{2066}898601\u{2069}", "", "\u{200b}", "12"]),
            ["898601", "898601", "12"]
        );
    }

    #[test]
    fn the_id_follows_the_content() {
        let id = content_id(&list(&["1", "2", "3"]));
        assert_eq!(id, content_id(&list(&["3", "1", "2"])));
        assert_ne!(id, content_id(&list(&["1", "2"])));
        assert_ne!(id, content_id(&list(&["3", "1", "2", "2"])));
        assert!((1..1 << 53).contains(&id));
    }
}
