//! A new day: every card is brought up to 24:00 of yesterday.

use chrono::Datelike;
use gsl_model::can::REBINDS_PER_MONTH;
use rusqlite::{Connection, params};

use crate::catalog::Catalog;
use crate::clock::{DAY_MS, date_of, day_of};
use crate::db::rows::FromRow;
use crate::history::{self, Histories, HistoryScope};
use crate::lifecycle::{Figures, LifecycleRow, advance};

/// How long work orders are kept (console.md section 15).
const KEPT_MS: i64 = 366 * DAY_MS;

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
    let mut past = Histories::read(&work, &HistoryScope::Fleet)?;
    let mut changed = Vec::new();
    {
        let mut cards = work.prepare(&format!(
            "SELECT {} FROM cards WHERE status <> 30 ORDER BY id",
            LifecycleRow::COLUMNS
        ))?;
        let mut store = work.prepare(
            "INSERT INTO figures (card_id, flow_used, flow_left, flow_time) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (card_id) DO UPDATE SET flow_used = excluded.flow_used, \
             flow_left = excluded.flow_left, flow_time = excluded.flow_time",
        )?;
        let mut rows = cards.query([])?;
        while let Some(row) = rows.next()? {
            let mut life = LifecycleRow::from_row(row)?.life(&catalog);
            let id = life.profile.id;
            past.complete(&mut life);
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
    for (before, life) in &changed {
        history::store(&work, before, life, now_ms)?;
    }
    if month(done.parse().unwrap_or(0)) != month(day_of(now_ms)) {
        // Rebinds are counted by calendar month (Q9.3).
        work.execute(
            "UPDATE cards SET rebinds_left = ?1 WHERE rebinds_left < ?1",
            [REBINDS_PER_MONTH],
        )?;
    }
    work.execute(
        "DELETE FROM work_orders WHERE outcome IS NOT NULL AND create_time < ?1",
        [now_ms - KEPT_MS],
    )?;
    work.execute("UPDATE meta SET value = ?1 WHERE key = 'day'", [mark])?;
    work.commit()
}

/// The calendar month of a day.
fn month(day: i64) -> (i32, u32) {
    let date = date_of(day);
    (date.year(), date.month())
}
