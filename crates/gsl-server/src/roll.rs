//! A new day: every card is brought up to 24:00 of yesterday.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, params};

use crate::catalog::Catalog;
use crate::clock::day_of;
use crate::life::{Figures, LIFE_COLUMNS, Life, advance, read_life};

type ByCard<T> = HashMap<i64, Vec<T>>;

/// Applies [`advance`] to every card unless the figures are of `now_ms`'s day already, in one transaction.
///
/// # Errors
/// When the database refuses; then nothing changed.
pub fn roll(db: &mut Connection, now_ms: i64) -> rusqlite::Result<()> {
    let mark = day_of(now_ms).to_string();
    let done: String = db.query_row("SELECT value FROM meta WHERE key = 'day'", [], |row| {
        row.get(0)
    })?;
    if done == mark {
        return Ok(());
    }
    let catalog = Catalog::load(db)?;
    let work = db.transaction()?;
    let mut pauses = by_card(
        &work,
        "SELECT card_id, from_day, to_day FROM usage_pauses",
        |row| Ok((row.get(1)?, row.get(2)?)),
    )?;
    let mut overrides = by_card(
        &work,
        "SELECT card_id, day, flow FROM usage_overrides",
        |row| Ok((row.get(1)?, row.get(2)?)),
    )?;
    let mut changed = Vec::new();
    {
        let mut cards = work.prepare(&format!(
            "SELECT {LIFE_COLUMNS} FROM cards WHERE status <> 30 ORDER BY id"
        ))?;
        let mut store = work.prepare(
            "INSERT INTO figures (card_id, flow_used, flow_left, flow_time) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (card_id) DO UPDATE SET flow_used = excluded.flow_used, \
             flow_left = excluded.flow_left, flow_time = excluded.flow_time",
        )?;
        let mut rows = cards.query([])?;
        while let Some(row) = rows.next()? {
            let mut life = read_life(row, &catalog)?;
            let id = life.profile.id;
            life.profile.pauses = pauses.remove(&id).unwrap_or_default();
            life.profile.overrides = overrides.remove(&id).unwrap_or_default();
            let before = life.clone();
            if let Some(Figures { used, left, as_of }) = advance(&mut life, now_ms) {
                store.execute(params![id, used, left, as_of])?;
            }
            // Cards are not written while they are being read.
            if life != before {
                changed.push((before, life));
            }
        }
    }
    store_changes(&work, &changed)?;
    work.execute("UPDATE meta SET value = ?1 WHERE key = 'day'", [mark])?;
    work.commit()
}

/// States, terms and pauses that the day changed: few.
fn store_changes(work: &Transaction<'_>, changed: &[(Life, Life)]) -> rusqlite::Result<()> {
    let mut card = work.prepare(
        "UPDATE cards SET status = ?2, stop_reason = ?3, act_time = ?4, expire_time = ?5 WHERE id = ?1",
    )?;
    let mut pause = work.prepare(
        "INSERT OR REPLACE INTO usage_pauses (card_id, from_day, to_day) VALUES (?1, ?2, ?3)",
    )?;
    for (before, life) in changed {
        let id = life.profile.id;
        card.execute(params![
            id,
            life.status,
            life.reason,
            life.act_time,
            life.expire_time
        ])?;
        for moved in &life.profile.pauses {
            if !before.profile.pauses.contains(moved) {
                pause.execute(params![id, moved.0, moved.1])?;
            }
        }
    }
    Ok(())
}

fn by_card<T>(
    db: &Connection,
    query: &str,
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<ByCard<T>> {
    let mut found: ByCard<T> = HashMap::new();
    let mut statement = db.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(read(row)?);
    }
    Ok(found)
}
