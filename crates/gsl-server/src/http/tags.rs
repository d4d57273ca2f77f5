//! Operations 22 to 24: making, deleting and setting tags; the extensions `tags.read` and `tags.act`.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{RawQuery, State};
use gsl_model::label;
use gsl_model::wire::{BatchSetTags, Tag, TagRequest};
use rusqlite::{Transaction, params};

use super::call::Call;
use super::{AppState, PathText, path_number};
use crate::error::ApiError;
use crate::idempotency::{once, settled};
use crate::labels::{
    MOST_TAGS, MOST_TAGS_OF_CARD, TagRow, delete_tag, last_tag, replace_tags, tags_of, unknown_tags,
};
use crate::params::Params;
use crate::store::Store;
use crate::temp_files;

/// Most cards in one call.
pub(super) const MOST_CARDS: usize = 500;

/// What the calls of labels are given: their errors have codes of their own.
pub(super) type LabelCall = Result<Call, ApiError>;

fn name(call: &Call) -> Result<String, ApiError> {
    let TagRequest { tag_name } = call.body()?;
    label::tag_name(&tag_name)
        .map(str::to_owned)
        .map_err(|why| ApiError::parameter("tag_name", why))
}

/// 400 when another tag is called so.
fn unique(db: &Transaction<'_>, name: &str, but: i64) -> Result<(), ApiError> {
    let mut same = db.prepare_cached("SELECT 1 FROM tags WHERE name = ?1 AND id <> ?2")?;
    if same.exists(params![name, but])? {
        return Err(ApiError::parameter("tag_name", "exists already"));
    }
    Ok(())
}

/// Operation 22: a new tag.
///
/// # Errors
/// 400 `GSL.00020004`: a bad name, one that exists, or 10,000 tags already.
pub async fn create(State(state): State<AppState>, call: LabelCall) -> Result<Json<Tag>, ApiError> {
    let call = call.map_err(ApiError::of_labels)?;
    let name = name(&call).map_err(ApiError::of_labels)?;
    let made = state.run(move |store, now_ms| {
        store.write(|db| once(db, call.key.as_ref(), now_ms, |db| made(db, name)))
    });
    made.await.map(Json).map_err(ApiError::of_labels)
}

fn made(db: &Transaction<'_>, name: String) -> Result<(Tag, Vec<i64>), ApiError> {
    unique(db, &name, 0)?;
    let count: i64 = db.query_row("SELECT COUNT(*) FROM tags", [], |row| row.get(0))?;
    if count >= MOST_TAGS {
        return Err(ApiError::limit_reached(
            "You can create at most 10,000 tags.",
        ));
    }
    let id = last_tag(db)?.max(crate::labels::FIRST_TAG) + 1;
    db.execute(
        "INSERT INTO tags (id, name, uses) VALUES (?1, ?2, 0)",
        params![id, name],
    )?;
    let tag = TagRow { id, name, uses: 0 };
    Ok((tag.wire(), Vec::new()))
}

/// `GET /v1/tags/{tag_id}`: one tag, with how many cards carry it.
///
/// # Errors
/// 400 `GSL.00016053` when there is none.
pub async fn show(State(state): State<AppState>, path: PathText) -> Result<Json<Tag>, ApiError> {
    let id = path_number(path, "tag_id").map_err(ApiError::of_labels)?;
    let found = state.run(move |store, _| {
        store.read(|db| {
            let found = tags_of(db, &[id])?.pop();
            found.map(Json).ok_or_else(|| ApiError::unknown_ids(&[id]))
        })
    });
    found.await.map_err(ApiError::of_labels)
}

/// `PUT /v1/tags/{tag_id}`: another name; the cards keep the tag.
///
/// # Errors
/// 400 `GSL.00020004` a bad name or one that exists, `GSL.00016053` no such tag.
pub async fn rename(
    State(state): State<AppState>,
    path: PathText,
    call: LabelCall,
) -> Result<Json<bool>, ApiError> {
    let id = path_number(path, "tag_id").map_err(ApiError::of_labels)?;
    let call = call.map_err(ApiError::of_labels)?;
    let name = name(&call).map_err(ApiError::of_labels)?;
    let done = state.run(move |store, now_ms| {
        store.write(|db| {
            once(db, call.key.as_ref(), now_ms, |db| {
                unique(db, &name, id)?;
                match db.execute("UPDATE tags SET name = ?2 WHERE id = ?1", params![id, name])? {
                    0 => Err(ApiError::unknown_ids(&[id])),
                    _ => Ok((true, Vec::new())),
                }
            })
        })
    });
    done.await.map(Json).map_err(ApiError::of_labels)
}

/// Operation 23: deletes a tag and takes it off every card. With `uses` (extension) only while so many cards carry it.
///
/// # Errors
/// 400 `GSL.00016053` when there is none; 409 `GSL.00013009` when other than `uses` cards carry it.
pub async fn delete(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
    call: LabelCall,
) -> Result<Json<bool>, ApiError> {
    let id = path_number(path, "tag_id").map_err(ApiError::of_labels)?;
    let seen = Params::new(query.as_deref()).integer("uses", 0, i64::MAX);
    let seen = seen.map_err(ApiError::of_labels)?;
    let call = call.map_err(ApiError::of_labels)?;
    let done = state.run(move |store, now_ms| {
        store.write_indexed(
            |db| {
                let mut uses = 0;
                once(db, call.key.as_ref(), now_ms, |db| {
                    uses = delete_tag(db, id)?.ok_or_else(|| ApiError::unknown_ids(&[id]))?;
                    if seen.is_some_and(|seen| seen != uses) {
                        let why = format!(
                            "to delete tag {id} does not hold any more: {uses} cards carry it"
                        );
                        return Err(ApiError::plan_gone(why));
                    }
                    Ok((true, Vec::new()))
                })?;
                Ok::<_, ApiError>(uses)
            },
            |fleet, uses| {
                if *uses > 0 {
                    fleet.drop_tag(id);
                }
            },
        )?;
        Ok(Json(true))
    });
    done.await.map_err(ApiError::of_labels)
}

/// Operation 24: these cards carry these tags and no others.
///
/// # Errors
/// 400: `GSL.00016051` no card or more than 500, `GSL.00016052` more than 10 tags, `GSL.00016053` unknown ids,
/// `GSL.00016054` ids given twice, `GSL.00011011` unknown ICCIDs, `GSL.00012016` no such file, `GSL.00020004`.
pub async fn set(State(state): State<AppState>, call: LabelCall) -> Result<Json<bool>, ApiError> {
    let done = async {
        let call = call?;
        let body: BatchSetTags = call.body()?;
        let tags = body.tag_ids;
        let named = CardReferences {
            ids: body.sim_card_ids,
            iccids: body.iccids,
            file: body.file_temp_id,
        };
        if tags.len() > MOST_TAGS_OF_CARD {
            return Err(ApiError::tag_list_size(tags.len()));
        }
        none_twice(&tags)?;
        state
            .run(move |store, now_ms| {
                settled(store, call.key.as_ref(), now_ms, || {
                    let cards = named.resolve(store, now_ms)?;
                    store.write(|db| {
                        once(db, call.key.as_ref(), now_ms, |db| {
                            let unknown = unknown_tags(db, &tags)?;
                            if !unknown.is_empty() {
                                return Err(ApiError::unknown_ids(&unknown));
                            }
                            for card in &cards {
                                let had = store.fleet().tags_of(*card).to_vec();
                                replace_tags(db, *card, &had, &tags)?;
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

/// Cards named in a body: by id, else by ICCID, else by a temporary file.
struct CardReferences {
    ids: Vec<i64>,
    iccids: Vec<String>,
    file: Option<i64>,
}

impl CardReferences {
    fn resolve(self, store: &Store, now_ms: i64) -> Result<Vec<i64>, ApiError> {
        let given = match (&self.file, self.ids.len()) {
            (_, 1..) => self.ids.len(),
            (None, 0) => self.iccids.len(),
            (Some(_), 0) => self.iccids.len().max(1),
        };
        if !(1..=MOST_CARDS).contains(&given) {
            return Err(ApiError::card_list_size(given));
        }
        let cards = if !self.ids.is_empty() {
            none_unknown(store, &self.ids)?;
            self.ids
        } else if !self.iccids.is_empty() {
            by_iccid(store, &self.iccids)?
        } else {
            let rows = temp_files::cards(store, self.file.unwrap_or_default(), now_ms)?;
            let lost: Vec<String> = rows
                .iter()
                .filter(|row| row.card.is_err_and(|problem| !problem.is_duplicate()))
                .map(|row| row.number.clone())
                .collect();
            if !lost.is_empty() {
                return Err(ApiError::unknown_cards(&lost));
            }
            let cards: Vec<i64> = rows.into_iter().filter_map(|row| row.card.ok()).collect();
            if !(1..=MOST_CARDS).contains(&cards.len()) {
                return Err(ApiError::card_list_size(cards.len()));
            }
            cards
        };
        none_twice(&cards)?;
        Ok(cards)
    }
}

fn by_iccid(store: &Store, iccids: &[String]) -> Result<Vec<i64>, ApiError> {
    let fleet = store.fleet();
    let mut cards = Vec::with_capacity(iccids.len());
    let mut missing = Vec::new();
    for iccid in iccids {
        match fleet.card_by_iccid(iccid) {
            Some(card) => cards.push(card),
            None => missing.push(iccid.clone()),
        }
    }
    if missing.is_empty() {
        Ok(cards)
    } else {
        Err(ApiError::unknown_cards(&missing))
    }
}

/// 400 `GSL.00016053` when one of the cards does not exist.
pub(super) fn none_unknown(store: &Store, cards: &[i64]) -> Result<(), ApiError> {
    let fleet = store.fleet();
    let unknown: Vec<i64> = cards
        .iter()
        .filter(|id| fleet.row_of(**id).is_none())
        .copied()
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(ApiError::unknown_ids(&unknown))
    }
}

/// 400 `GSL.00016054` when an id is given twice.
pub(super) fn none_twice(ids: &[i64]) -> Result<(), ApiError> {
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<i64> = ids
        .iter()
        .filter(|id| !seen.insert(**id))
        .copied()
        .collect();
    if twice.is_empty() {
        Ok(())
    } else {
        Err(ApiError::duplicate_ids(
            &twice.into_iter().collect::<Vec<_>>(),
        ))
    }
}
