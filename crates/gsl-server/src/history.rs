//! What a card's past usage depends on, read from and written to the database: pauses, cuts, days set by hand, earlier
//! caps.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use crate::catalog::Catalog;
use crate::db::rows::{FromRow, ids};
use crate::lifecycle::{Figures, Lifecycle, LifecycleRow, status};
use crate::usage::Extra;

type Range = (i64, Option<i64>);

crate::from_row! {
    struct RangeRow {
        card_id: i64,
        from_day: i64,
        to_day: Option<i64>,
    }
}

crate::from_row! {
    struct DayRow {
        card_id: i64,
        day: i64,
        flow: i64,
    }
}

crate::from_row! {
    struct CapRow {
        card_id: i64,
        to_day: i64,
        cap: Option<i64>,
    }
}

crate::from_row! {
    struct ExtraRow {
        card_id: i64,
        last_day: i64,
        arrived: i64,
        size: i64,
    }
}

/// The life of one card with its past; `None` when there is no such card.
///
/// # Errors
/// When the database cannot be read.
pub fn read(db: &Connection, catalog: &Catalog, id: i64) -> rusqlite::Result<Option<Lifecycle>> {
    let query = format!("SELECT {} FROM cards WHERE id = ?1", LifecycleRow::COLUMNS);
    let mut statement = db.prepare_cached(&query)?;
    let mut found = statement.query_map([id], LifecycleRow::from_row)?;
    let Some(row) = found.next().transpose()? else {
        return Ok(None);
    };
    let mut life = row.life(catalog);
    Histories::read(db, &HistoryScope::Card(id))?.complete(&mut life);
    Ok(Some(life))
}

/// The lives of cards with their past, by id; ids without a card are left out. The number of statements does not depend
/// on the number of cards.
///
/// # Errors
/// When the database cannot be read.
pub fn read_all(
    db: &Connection,
    catalog: &Catalog,
    cards: &[i64],
) -> rusqlite::Result<HashMap<i64, Lifecycle>> {
    let mut past = Histories::read(db, &HistoryScope::Cards(cards))?;
    let query = format!(
        "SELECT {} FROM cards WHERE id IN (SELECT value FROM json_each(?1))",
        LifecycleRow::COLUMNS
    );
    let mut statement = db.prepare_cached(&query)?;
    let rows = statement.query_map([ids(cards)], LifecycleRow::from_row)?;
    rows.map(|row| {
        let mut life = row?.life(catalog);
        past.complete(&mut life);
        Ok((life.profile.id, life))
    })
    .collect()
}

/// Which cards' history is read.
#[derive(Debug)]
pub enum HistoryScope<'a> {
    /// The whole fleet's.
    Fleet,
    /// That of the cards of a pool: the column of `cards` that names it, and its id.
    Pool(&'static str, i64),
    /// Some cards'.
    Cards(&'a [i64]),
    /// One card's.
    Card(i64),
}

impl HistoryScope<'_> {
    /// What stands after `FROM`, and its parameter, to find their rows in a table.
    fn rows_of(&self, table: &str, condition: &str) -> (String, Vec<Value>) {
        match self {
            Self::Fleet => (format!("{table} WHERE {condition}"), Vec::new()),
            Self::Pool(column, pool) => (
                format!(
                    "cards CROSS JOIN {table} ON card_id = cards.id WHERE {column} = ?1 AND {condition}"
                ),
                vec![Value::Integer(*pool)],
            ),
            Self::Cards(cards) => (
                format!(
                    "json_each(?1) AS asked CROSS JOIN {table} ON card_id = asked.value WHERE {condition}"
                ),
                vec![Value::Text(ids(cards))],
            ),
            Self::Card(card) => (
                format!("{table} WHERE card_id = ?1 AND {condition}"),
                vec![Value::Integer(*card)],
            ),
        }
    }
}

/// The history of many cards.
#[derive(Debug)]
pub struct Histories {
    pauses: HashMap<i64, Vec<Range>>,
    cuts: HashMap<i64, Vec<Range>>,
    overrides: HashMap<i64, Vec<(i64, i64)>>,
    caps: HashMap<i64, Vec<Range>>,
    extras: HashMap<i64, Vec<Extra>>,
}

impl Histories {
    /// Reads it: five statements, however many cards.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(db: &Connection, whose: &HistoryScope<'_>) -> rusqlite::Result<Self> {
        let ranges = |table: &str| {
            by_card(db, whose.rows_of(table, "1"), |row: RangeRow| {
                (row.card_id, (row.from_day, row.to_day))
            })
        };
        Ok(Self {
            pauses: ranges("usage_pauses")?,
            cuts: ranges("usage_cuts")?,
            overrides: by_card(db, whose.rows_of("usage_overrides", "1"), |row: DayRow| {
                (row.card_id, (row.day, row.flow))
            })?,
            caps: by_card(
                db,
                whose.rows_of("usage_caps", "1 ORDER BY card_id, to_day"),
                |row: CapRow| (row.card_id, (row.to_day, row.cap)),
            )?,
            extras: by_card(
                db,
                whose.rows_of("card_add_ons", "arrived IS NOT NULL"),
                |row: ExtraRow| {
                    let extra = Extra {
                        last_day: row.last_day,
                        arrived: row.arrived,
                        size: row.size,
                    };
                    (row.card_id, extra)
                },
            )?,
        })
    }

    /// Adds a card's history to its profile.
    pub fn complete(&mut self, life: &mut Lifecycle) {
        let id = life.profile.id;
        life.profile.pauses = self.pauses.remove(&id).unwrap_or_default();
        life.profile.cuts = self.cuts.remove(&id).unwrap_or_default();
        life.profile.overrides = self.overrides.remove(&id).unwrap_or_default();
        life.profile.extras = self.extras.remove(&id).unwrap_or_default();
        life.profile.caps = self.caps.remove(&id).unwrap_or_default();
    }
}

fn by_card<R: FromRow, T>(
    db: &Connection,
    (source, parameter): (String, Vec<Value>),
    card_and: impl Fn(R) -> (i64, T),
) -> rusqlite::Result<HashMap<i64, Vec<T>>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    let mut statement = db.prepare_cached(&format!("SELECT {} FROM {source}", R::COLUMNS))?;
    for row in statement.query_map(params_from_iter(parameter), R::from_row)? {
        let (card, one) = card_and(row?);
        found.entry(card).or_default().push(one);
    }
    Ok(found)
}

/// Writes what changed in a card's life by `now_ms`: state, term, past, and when the state changed. The threshold is not part
/// of it.
///
/// # Errors
/// When the database refuses.
pub fn store(
    db: &Connection,
    before: &Lifecycle,
    after: &Lifecycle,
    now_ms: i64,
) -> rusqlite::Result<()> {
    let id = after.profile.id;
    if (before.status, &before.reason) != (after.status, &after.reason) {
        let at = if after.status == status::SUSPENDED {
            after.stopped_at(now_ms)
        } else {
            now_ms
        };
        db.prepare_cached(
            "INSERT INTO state_changes (card_id, at, old_status, old_reason, new_status, new_reason) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            at,
            before.status,
            before.reason,
            after.status,
            after.reason
        ])?;
    }
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
        // The first change of a day records what was valid before it.
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

/// Figures queried in real time stay: they are newer than last midnight's.
pub(crate) fn store_figures(
    db: &Connection,
    card: i64,
    state: u8,
    figures: Option<Figures>,
) -> rusqlite::Result<()> {
    if state == status::DEREGISTERED {
        db.execute(
            "UPDATE figures SET flow_used = NULL, flow_left = NULL, flow_time = NULL WHERE card_id = ?1",
            [card],
        )?;
    }
    let Some(Figures { used, left, as_of }) = figures else {
        return Ok(());
    };
    db.prepare_cached(
        "INSERT INTO figures (card_id, flow_used, flow_left, flow_time) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (card_id) DO UPDATE SET flow_used = excluded.flow_used, \
         flow_left = excluded.flow_left, flow_time = excluded.flow_time \
         WHERE flow_time IS NULL OR flow_time <= excluded.flow_time",
    )?
    .execute(params![card, used, left, as_of])?;
    Ok(())
}
