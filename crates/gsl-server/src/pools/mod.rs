//! Pools: their figures kept exact, their cards stopped and released, orders joined, cards activated, add-ons bought
//! (operations 17 to 20, console.md sections 11 to 13).
//!
//! [`settle::settle`] keeps everything in step with the clock and with what changed: before a request is answered, pools
//! whose cards were touched are counted anew, all of them when the hour turns. Counting, stopping and releasing are one
//! transaction, so totals are exact however many join, activate and turn at once.

pub mod activation;
pub mod add_on;
pub mod daily;
pub mod figures;
pub mod join;
pub mod list;
pub mod members;
pub mod outlook;
pub mod rows;
pub mod settle;

use rusqlite::{Connection, OptionalExtension};

/// What decides how a pool is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRecord {
    /// 流量池号
    pub id: i64,
    /// Name.
    pub name: String,
    /// Forward or backward.
    pub forward: bool,
    /// Plan, by its number in the database.
    pub plan: i64,
    /// Carrier code 1 to 4.
    pub carrier: u8,
    /// State: forward 1 or 0, backward 2, −1 or −2.
    pub status: i32,
    /// When it was made, ms.
    pub created: i64,
    /// First day of the account's arrears.
    pub arrears_since: Option<i64>,
    /// The cycle in which an automation rule stopped it.
    pub threshold_cycle: Option<String>,
}

impl PoolRecord {
    /// The column of `cards` that names pools of its kind.
    #[must_use]
    pub const fn column(&self) -> &'static str {
        if self.forward {
            "pool_id"
        } else {
            "back_pool_id"
        }
    }
}

/// The pool with this id; `None` when there is none.
///
/// # Errors
/// When the database cannot be read.
pub fn head(db: &Connection, id: i64) -> rusqlite::Result<Option<PoolRecord>> {
    db.prepare_cached(
        "SELECT id, name, forward, plan, carrier, status, create_time, arrears_since, threshold_cycle \
         FROM pools WHERE id = ?1",
    )?
    .query_row([id], |row| {
        Ok(PoolRecord {
            id: row.get("id")?,
            name: row.get("name")?,
            forward: row.get("forward")?,
            plan: row.get("plan")?,
            carrier: row.get("carrier")?,
            status: row.get("status")?,
            created: row.get("create_time")?,
            arrears_since: row.get("arrears_since")?,
            threshold_cycle: row.get("threshold_cycle")?,
        })
    })
    .optional()
}
