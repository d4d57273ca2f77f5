//! Operations 21 and 25: tags and custom attributes.

use axum::Json;
use axum::extract::{RawQuery, State};
use gsl_model::names::term;
use gsl_model::wire::{Attribute, AttributeList, TagList};
use rusqlite::params;

use super::AppState;
use crate::clock::time;
use crate::error::ApiError;
use crate::labels::tag_rows;
use crate::params::Params;

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
