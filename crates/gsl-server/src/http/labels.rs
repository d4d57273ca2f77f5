//! Operations 21 and 25: tags and custom attributes.

use axum::Json;
use axum::extract::{RawQuery, State};
use gsl_model::names::term;
use gsl_model::wire::{Attribute, AttributeList, Tag, TagList};
use rusqlite::{Connection, Row, params};

use super::AppState;
use super::params::Params;
use crate::clock::time;
use crate::db::rows::{self, FromRow};
use crate::error::ApiError;

/// Operation 21: tags, by part of the name and by use.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn tags(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<TagList>, ApiError> {
    state
        .run(move |store, _| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            store.read(|db| {
                let (count, tags) = tag_rows(db, &params, paging.skip(), paging.limit)?;
                Ok(paging.answer(count, tags))
            })
        })
        .await
}

/// Tags that match, newest first, and how many there are in all.
///
/// # Errors
/// 400 on a bad parameter.
pub fn tag_rows(
    db: &Connection,
    params: &Params,
    skip: i64,
    limit: i64,
) -> Result<(i64, Vec<Tag>), ApiError> {
    let name = params.text("tag_name", 100)?;
    let used = params.code("status", &[0, 1])?;
    let condition = "(?1 IS NULL OR instr(name, ?1) > 0) AND (?2 IS NULL OR (uses > 0) = ?2)";
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM tags WHERE {condition}"),
        params![name, used],
        |row| row.get(0),
    )?;
    let mut statement = db.prepare_cached(&format!(
        "SELECT {} FROM tags WHERE {condition} ORDER BY id DESC LIMIT ?3 OFFSET ?4",
        TagRow::COLUMNS
    ))?;
    let rows = statement.query_map(params![name, used, limit, skip], tag)?;
    let tags = rows.collect::<rusqlite::Result<_>>()?;
    Ok((count, tags))
}

/// Tags by id.
///
/// # Errors
/// When the database cannot be read.
pub fn tags_of(db: &Connection, ids: &[i64]) -> rusqlite::Result<Vec<Tag>> {
    db.prepare_cached(&format!(
        "SELECT {} FROM tags WHERE id IN (SELECT value FROM json_each(?1))",
        TagRow::COLUMNS
    ))?
    .query_map([rows::ids(ids)], tag)?
    .collect()
}

crate::from_row! {
    pub(super) struct TagRow {
        pub(super) id: i64,
        pub(super) name: String,
        pub(super) uses: i64,
    }
}

/// A tag for the wire, from a row of [`TagRow`].
fn tag(row: &Row<'_>) -> rusqlite::Result<Tag> {
    TagRow::from_row(row).map(TagRow::wire)
}

impl TagRow {
    /// The tag for the wire.
    pub(super) fn wire(self) -> Tag {
        Tag {
            id: self.id,
            tag_name: Some(self.name),
            status: Some(i32::from(self.uses > 0)),
            uses: Some(self.uses),
        }
    }
}

/// Operation 25: custom attributes one to six.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn attributes(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<AttributeList>, ApiError> {
    state
        .run(move |store, _| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            let name = params.text("cust_attr_name", 32)?;
            let enabled = params.code("status", &[0, 1])?;
            let all: Vec<Attribute> = store.read(|db| {
                let mut statement = db.prepare_cached(
                    "SELECT id, slot, name, enabled, create_time, modify_time FROM attributes \
                     WHERE (?1 IS NULL OR instr(name, ?1) > 0) AND (?2 IS NULL OR enabled = ?2) ORDER BY slot",
                )?;
                let rows = statement.query_map(params![name, enabled], |row| {
                    let slot: usize = row.get("slot")?;
                    let default = term::ATTRIBUTES.get(slot.wrapping_sub(1)).copied();
                    Ok(Attribute {
                        id: row.get("id")?,
                        default_attr_name_cn: default.map(|name| name.zh.to_owned()),
                        default_attr_name_en: default.map(|name| name.en.to_owned()),
                        cust_attr_name: row.get("name")?,
                        status: row.get("enabled")?,
                        create_time: Some(time(row.get("create_time")?)),
                        modify_time: Some(time(row.get("modify_time")?)),
                        slot: i32::try_from(slot).ok(),
                    })
                })?;
                Ok::<_, ApiError>(rows.collect::<rusqlite::Result<_>>()?)
            })?;
            Ok(paging.answer_part(all))
        })
        .await
}
