//! What a card's past usage depends on, read from and written to the database: pauses, cuts, days set by hand, earlier
//! caps.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::catalog::Catalog;
use crate::life::{LIFE_COLUMNS, Life, read_life};
use crate::usage::Extra;

/// Columns [`extra`] expects, of an add-on that has arrived.
const EXTRA: &str = "last_day, arrived, size";

type Range = (i64, Option<i64>);

fn range(row: &Row<'_>, at: usize) -> rusqlite::Result<Range> {
    Ok((row.get(at)?, row.get(at + 1)?))
}

fn extra(row: &Row<'_>, at: usize) -> rusqlite::Result<Extra> {
    Ok(Extra {
        last_day: row.get(at)?,
        arrived: row.get(at + 1)?,
        size: row.get(at + 2)?,
    })
}

/// The life of one card with its past; `None` when there is no such card.
///
/// # Errors
/// When the database cannot be read.
pub fn read(db: &Connection, catalog: &Catalog, id: i64) -> rusqlite::Result<Option<Life>> {
    let mut statement =
        db.prepare_cached(&format!("SELECT {LIFE_COLUMNS} FROM cards WHERE id = ?1"))?;
    let found = statement
        .query_row([id], |row| read_life(row, catalog))
        .optional()?;
    let Some(mut life) = found else {
        return Ok(None);
    };
    let profile = &mut life.profile;
    profile.pauses = db
        .prepare_cached("SELECT from_day, to_day FROM usage_pauses WHERE card_id = ?1")?
        .query_map([id], |row| range(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    profile.cuts = db
        .prepare_cached("SELECT from_day, to_day FROM usage_cuts WHERE card_id = ?1")?
        .query_map([id], |row| range(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    profile.overrides = db
        .prepare_cached("SELECT day, flow FROM usage_overrides WHERE card_id = ?1")?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    profile.caps = db
        .prepare_cached("SELECT to_day, cap FROM usage_caps WHERE card_id = ?1 ORDER BY to_day")?
        .query_map([id], |row| range(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    profile.extras = db
        .prepare_cached(&format!(
            "SELECT {EXTRA} FROM card_add_ons WHERE card_id = ?1 AND arrived IS NOT NULL"
        ))?
        .query_map([id], |row| extra(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(life))
}

/// The past of all cards, for going through the whole fleet.
#[derive(Debug)]
pub struct Histories {
    pauses: HashMap<i64, Vec<Range>>,
    cuts: HashMap<i64, Vec<Range>>,
    overrides: HashMap<i64, Vec<(i64, i64)>>,
    caps: HashMap<i64, Vec<Range>>,
    extras: HashMap<i64, Vec<Extra>>,
}

impl Histories {
    /// Reads it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn load(db: &Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            pauses: by_card(
                db,
                "SELECT card_id, from_day, to_day FROM usage_pauses",
                |row| range(row, 1),
            )?,
            cuts: by_card(
                db,
                "SELECT card_id, from_day, to_day FROM usage_cuts",
                |row| range(row, 1),
            )?,
            overrides: by_card(
                db,
                "SELECT card_id, day, flow FROM usage_overrides",
                |row| Ok((row.get(1)?, row.get(2)?)),
            )?,
            caps: by_card(
                db,
                "SELECT card_id, to_day, cap FROM usage_caps ORDER BY card_id, to_day",
                |row| range(row, 1),
            )?,
            extras: by_card(
                db,
                &format!("SELECT card_id, {EXTRA} FROM card_add_ons WHERE arrived IS NOT NULL"),
                |row| extra(row, 1),
            )?,
        })
    }

    /// Reads that of the cards of one pool; `column` is the column of `cards` that names it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of_pool(db: &Connection, column: &str, pool: i64) -> rusqlite::Result<Self> {
        let part = |columns: &str, table: &str, order: &str| {
            format!(
                "SELECT {columns} FROM cards CROSS JOIN {table} ON card_id = cards.id WHERE {column} = {pool}{order}"
            )
        };
        let ranges = |table: &str| {
            by_card(db, &part("card_id, from_day, to_day", table, ""), |row| {
                range(row, 1)
            })
        };
        Ok(Self {
            pauses: ranges("usage_pauses")?,
            cuts: ranges("usage_cuts")?,
            overrides: by_card(
                db,
                &part("card_id, day, flow", "usage_overrides", ""),
                |row| Ok((row.get(1)?, row.get(2)?)),
            )?,
            caps: by_card(
                db,
                &part(
                    "card_id, to_day, cap",
                    "usage_caps",
                    " ORDER BY card_id, to_day",
                ),
                |row| range(row, 1),
            )?,
            extras: by_card(
                db,
                &part(
                    &format!("card_id, {EXTRA}"),
                    "card_add_ons",
                    " AND arrived IS NOT NULL",
                ),
                |row| extra(row, 1),
            )?,
        })
    }

    /// Hands a card its past.
    pub fn complete(&mut self, life: &mut Life) {
        let id = life.profile.id;
        life.profile.pauses = self.pauses.remove(&id).unwrap_or_default();
        life.profile.cuts = self.cuts.remove(&id).unwrap_or_default();
        life.profile.overrides = self.overrides.remove(&id).unwrap_or_default();
        life.profile.extras = self.extras.remove(&id).unwrap_or_default();
        life.profile.caps = self.caps.remove(&id).unwrap_or_default();
    }
}

fn by_card<T>(
    db: &Connection,
    query: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<HashMap<i64, Vec<T>>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    let mut statement = db.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(read(row)?);
    }
    Ok(found)
}

/// Writes what changed in a card's life: state, term, past. The threshold is not part of it.
///
/// # Errors
/// When the database refuses.
pub fn store(db: &Connection, before: &Life, after: &Life) -> rusqlite::Result<()> {
    let id = after.profile.id;
    db.prepare_cached(
        "UPDATE cards SET status = ?2, stop_reason = ?3, act_time = ?4, expire_time = ?5 WHERE id = ?1",
    )?
    .execute(params![
        id,
        after.status,
        after.reason,
        after.act_time,
        after.expire_time
    ])?;
    let (old, new) = (&before.profile, &after.profile);
    ranges(db, "usage_pauses", id, &old.pauses, &new.pauses)?;
    ranges(db, "usage_cuts", id, &old.cuts, &new.cuts)?;
    for (day, flow) in new
        .overrides
        .iter()
        .filter(|day| !old.overrides.contains(day))
    {
        db.prepare_cached(
            "INSERT OR REPLACE INTO usage_overrides (card_id, day, flow) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![id, day, flow])?;
    }
    for (to_day, cap) in new.caps.iter().filter(|cap| !old.caps.contains(cap)) {
        // The first change of a day tells what was valid before it.
        db.prepare_cached(
            "INSERT OR IGNORE INTO usage_caps (card_id, to_day, cap) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![id, to_day, cap])?;
    }
    Ok(())
}

fn ranges(
    db: &Connection,
    table: &str,
    id: i64,
    old: &[Range],
    new: &[Range],
) -> rusqlite::Result<()> {
    for (from, to) in new.iter().filter(|range| !old.contains(range)) {
        db.prepare_cached(&format!(
            "INSERT OR REPLACE INTO {table} (card_id, from_day, to_day) VALUES (?1, ?2, ?3)"
        ))?
        .execute(params![id, from, to])?;
    }
    Ok(())
}
