//! Tags and custom attributes as the database keeps them (console.md section 10).

use gsl_model::wire::Tag;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::db::rows::{self, FromRow};
use crate::error::ApiError;
use crate::params::Params;

/// Tags have ids from here on.
pub const FIRST_TAG: i64 = 3_300_000_000_000_000;
/// The attribute of a slot has this id plus the slot.
pub const FIRST_ATTRIBUTE: i64 = FIRST_TAG + 900_000;
/// Most tags of a customer.
pub const MOST_TAGS: i64 = 10_000;
/// Most tags of a card.
pub const MOST_TAGS_OF_CARD: usize = 10;

/// Which of the tags do not exist.
///
/// # Errors
/// When the database cannot be read.
pub fn unknown_tags(db: &Connection, tags: &[i64]) -> rusqlite::Result<Vec<i64>> {
    let mut known = db.prepare_cached("SELECT 1 FROM tags WHERE id = ?1")?;
    let mut unknown = Vec::new();
    for tag in tags {
        if !known.exists([tag])? {
            unknown.push(*tag);
        }
    }
    Ok(unknown)
}

/// The slots 1 to 6 whose attribute is enabled.
///
/// # Errors
/// When the database cannot be read.
pub fn enabled_slots(db: &Connection) -> rusqlite::Result<Vec<usize>> {
    let mut statement =
        db.prepare_cached("SELECT slot FROM attributes WHERE enabled ORDER BY slot")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Slots and names of the attributes that can be set.
///
/// # Errors
/// When the database cannot be read.
pub fn enabled_attributes(db: &Connection) -> rusqlite::Result<Vec<(usize, String)>> {
    let mut statement =
        db.prepare_cached("SELECT slot, name FROM attributes WHERE enabled ORDER BY slot")?;
    statement
        .query_map([], |row| Ok((row.get("slot")?, row.get("name")?)))?
        .collect()
}

/// Puts tags on a card; those it has already stay.
///
/// # Errors
/// When the database refuses.
pub fn put_tags(db: &Connection, card: i64, tags: &[i64]) -> rusqlite::Result<()> {
    let mut put =
        db.prepare_cached("INSERT OR IGNORE INTO card_tags (card_id, tag_id) VALUES (?1, ?2)")?;
    for tag in tags {
        put.execute([card, *tag])?;
    }
    Ok(())
}

/// Takes tags off a card.
///
/// # Errors
/// When the database refuses.
pub fn take_tags(db: &Connection, card: i64, tags: &[i64]) -> rusqlite::Result<()> {
    let mut take = db.prepare_cached("DELETE FROM card_tags WHERE card_id = ?1 AND tag_id = ?2")?;
    for tag in tags {
        take.execute([card, *tag])?;
    }
    Ok(())
}

/// Makes a card carry these tags and no others; `had` are those it carries now.
///
/// # Errors
/// When the database refuses.
pub fn replace_tags(db: &Connection, card: i64, had: &[i64], tags: &[i64]) -> rusqlite::Result<()> {
    let gone: Vec<i64> = had
        .iter()
        .filter(|tag| !tags.contains(tag))
        .copied()
        .collect();
    take_tags(db, card, &gone)?;
    put_tags(db, card, tags)
}

/// Sets some attributes of a card: slot 1 to 6 and value, an empty one takes the value away.
///
/// # Errors
/// When the database refuses.
pub fn set_attributes(
    db: &Connection,
    card: i64,
    values: &[(usize, String)],
) -> rusqlite::Result<()> {
    for (slot, value) in values.iter().filter(|(slot, _)| (1..=6).contains(slot)) {
        let mut set =
            db.prepare_cached(&format!("UPDATE cards SET attr{slot} = ?2 WHERE id = ?1"))?;
        set.execute(params![card, Some(value).filter(|value| !value.is_empty())])?;
    }
    Ok(())
}

/// Deletes a tag and takes it off every card; `None` when there is no such tag, else how many cards carried it. The
/// caller then calls [`crate::fleet::Fleet::drop_tag`].
///
/// # Errors
/// When the database refuses.
pub fn delete_tag(db: &Connection, tag: i64) -> rusqlite::Result<Option<i64>> {
    let uses = db
        .query_row("SELECT uses FROM tags WHERE id = ?1", [tag], |row| {
            row.get(0)
        })
        .optional()?;
    if uses.is_some() {
        db.execute("DELETE FROM card_tags WHERE tag_id = ?1", [tag])?;
        db.execute("DELETE FROM tags WHERE id = ?1", [tag])?;
        db.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE \
             SET value = MAX(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            params![DELETED, tag.to_string()],
        )?;
    }
    Ok(uses)
}

/// Where the highest id of a deleted tag is kept.
const DELETED: &str = "deleted_tag";

/// The highest id a tag has or had: whoever still names a tag that is gone never means another.
///
/// # Errors
/// When the database cannot be read.
pub fn last_tag(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row(
        "SELECT MAX(COALESCE((SELECT MAX(id) FROM tags), 0), \
         COALESCE((SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?1), 0))",
        [DELETED],
        |row| row.get(0),
    )
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
    pub(crate) struct TagRow {
        pub(crate) id: i64,
        pub(crate) name: String,
        pub(crate) uses: i64,
    }
}

/// A tag for the wire, from a row of [`TagRow`].
fn tag(row: &Row<'_>) -> rusqlite::Result<Tag> {
    TagRow::from_row(row).map(TagRow::wire)
}

impl TagRow {
    /// The tag for the wire.
    pub(crate) fn wire(self) -> Tag {
        Tag {
            id: self.id,
            tag_name: Some(self.name),
            status: Some(i32::from(self.uses > 0)),
            uses: Some(self.uses),
        }
    }
}
