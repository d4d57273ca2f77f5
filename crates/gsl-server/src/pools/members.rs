//! The cards of a pool with all that their usage depends on.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::PoolRecord;
use crate::catalog::Catalog;
use crate::clock::{day_of, day_start};
use crate::db::rows::{FromRow, ids};
use crate::history::{Histories, HistoryScope};
use crate::lifecycle::{Lifecycle, LifecycleRow, status};
use crate::rules::Cycle;

/// A card of a pool.
#[derive(Debug, Clone)]
pub struct Member {
    /// State and usage.
    pub life: Lifecycle,
    /// When its order joined, ms.
    pub joined: i64,
}

/// The cards of a pool whose order has joined it, by id.
///
/// # Errors
/// When the database cannot be read.
pub fn read(
    db: &Connection,
    catalog: &Catalog,
    pool: &PoolRecord,
) -> rusqlite::Result<Vec<Member>> {
    let column = pool.column();
    let mut past = Histories::read(db, &HistoryScope::Pool(column, pool.id))?;
    let mut statement = db.prepare_cached(&format!(
        "SELECT {}, (SELECT joined_at FROM pool_orders WHERE pool_orders.order_id = cards.order_id) AS joined_at \
         FROM cards WHERE {column} = ?1 ORDER BY id",
        LifecycleRow::COLUMNS
    ))?;
    let mut rows = statement.query(params![pool.id])?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        let mut life = LifecycleRow::from_row(row)?.life(catalog);
        past.complete(&mut life);
        let joined: Option<i64> = row.get("joined_at")?;
        members.push(Member {
            joined: joined.unwrap_or(life.purchase_time),
            life,
        });
    }
    Ok(members)
}

impl Member {
    /// Used in a cycle as of an instant.
    #[must_use]
    pub fn used(&self, cycle: Cycle, as_of: i64) -> i64 {
        used(&self.life, cycle, as_of)
    }

    /// The day from which the card is gone, once deregistered.
    #[must_use]
    pub fn gone_day(&self) -> Option<i64> {
        if self.life.status != status::DEREGISTERED {
            return None;
        }
        let open = self
            .life
            .profile
            .pauses
            .iter()
            .filter(|(_, to)| to.is_none());
        let last = open.map(|(from, _)| *from).max();
        Some(last.unwrap_or_else(|| day_of(self.life.purchase_time)))
    }

    /// What the card was to the pool at the end of a day: 1 active, 0 not yet, −1 gone.
    #[must_use]
    pub fn standing(&self, day: i64) -> i8 {
        if self.gone_day().is_some_and(|gone| gone <= day) {
            -1
        } else if self.life.act_time.is_some_and(|at| at < day_start(day + 1)) {
            1
        } else {
            0
        }
    }
}

/// Whether the account has told which cards a pool had in a cycle.
///
/// # Errors
/// When the database cannot be read.
pub fn are_told(db: &Connection, pool: i64, cycle: Cycle) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "SELECT 1 FROM pool_cycles WHERE pool_id = ?1 AND cycle = ?2 AND members_at IS NOT NULL",
    )?
    .exists(params![pool, cycle.name.to_string()])
}

/// What cards of a pool used in a cycle, as the account told it.
///
/// # Errors
/// When the database cannot be read.
pub fn told(
    db: &Connection,
    pool: i64,
    cycle: Cycle,
    cards: &[i64],
) -> rusqlite::Result<HashMap<i64, i64>> {
    db.prepare_cached(
        "SELECT card_id, used FROM pool_members WHERE pool_id = ?1 AND cycle = ?2 \
         AND card_id IN (SELECT value FROM json_each(?3))",
    )?
    .query_map(params![pool, cycle.name.to_string(), ids(cards)], |row| {
        Ok((row.get("card_id")?, row.get("used")?))
    })?
    .collect()
}

/// Used by a card in a cycle as of an instant.
#[must_use]
pub fn used(life: &Lifecycle, cycle: Cycle, as_of: i64) -> i64 {
    let day = day_of(as_of);
    if day > cycle.last_day {
        life.profile.sum(cycle, cycle.last_day)
    } else if day < cycle.first_day {
        0
    } else {
        life.profile.up_to_now(as_of)
    }
}
