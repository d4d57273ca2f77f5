//! The mirror of an account: reads it through [`crate::account`] and writes the tables that everything else reads.
//!
//! Each [`SyncGroup`] is read on its own schedule ([`Schedule`]) in a task of its own; all calls wait for their turn in the
//! account's one budget. What was read is written page by page, so that the console is usable from the first page on, and a
//! restart goes on where the last run ended. Nothing is deleted because the cloud forgets it: a card that a complete pass did
//! not see gets the time it was missed at, and leaves the lists.

/// Reads every page of a list, and waits between two while the mirror is paused: evaluates to all rows.
macro_rules! all_pages {
    ($mirror:ident, $priority:expr, $operation:ident($($of:expr),*), $page:ident => $query:expr, $rows:ident) => {{
        let (mut rows, mut next) = (Vec::new(), Some(::gsl_client::Page::default()));
        while let Some($page) = next {
            $mirror.0.board.unpaused().await;
            let query = $query;
            let call = $mirror.0.account.$operation($priority, $($of,)* &query);
            let list = call.await?.value;
            next = $page.next(list.count).filter(|_| !list.$rows.is_empty());
            rows.extend(list.$rows);
        }
        rows
    }};
}

mod card_rows;
mod cards;
mod failure;
mod lists;
mod one_card;
mod pools;
mod schedule;
mod status;
mod usage;
mod work_orders;

use std::sync::Arc;

use gsl_client::Priority;
use gsl_model::wire::{AccountSync, SyncGroup};
use rusqlite::Transaction;

use crate::account::Account;
use crate::clock::Clock;
use crate::store::Store;
pub use failure::Failure;
pub use schedule::Schedule;
use status::Board;

/// A mirror. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Mirror(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    account: Arc<dyn Account>,
    store: Arc<Store>,
    clock: Clock,
    schedule: Schedule,
    board: Board,
}

impl Mirror {
    /// A mirror of this account in this database, see [`crate::startup::open_mirror`]. It reads nothing until
    /// [`Mirror::run`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(
        account: Arc<dyn Account>,
        store: Arc<Store>,
        clock: Clock,
        schedule: Schedule,
    ) -> rusqlite::Result<Self> {
        let observed = store.read(status::observed)?;
        Ok(Self(Arc::new(Inner {
            account,
            store,
            clock,
            schedule,
            board: Board::new(observed),
        })))
    }

    /// How the mirror stands.
    #[must_use]
    pub fn status(&self) -> AccountSync {
        self.0
            .board
            .status(self.0.clock.now_ms(), &self.0.account.budget())
    }

    /// Reads nothing more until [`Mirror::resume`]; the call under way is finished.
    pub fn pause(&self) {
        self.0.board.set_paused(true);
    }

    /// Goes on.
    pub fn resume(&self) {
        self.0.board.set_paused(false);
    }

    /// Reads every group as soon as the budget allows; resumes when paused.
    pub fn read_now(&self) {
        self.0.board.set_paused(false);
        self.0.board.hurry();
    }

    /// Whether a group has been read completely at least once.
    #[must_use]
    pub fn was_read(&self, group: SyncGroup) -> bool {
        self.0.board.was_read(group)
    }

    /// Reads the account for ever. Dropping the future stops it between two writes.
    pub async fn run(&self) {
        let loops = SyncGroup::ALL.map(|group| self.keep(group));
        let sampled = async {
            loop {
                self.0.board.sample(&self.0.account.budget());
                tokio::time::sleep(status::SAMPLE_EVERY).await;
            }
        };
        futures_util::future::join(futures_util::future::join_all(loops), sampled).await;
    }

    /// Reads one group whenever it is due.
    async fn keep(&self, group: SyncGroup) {
        let mut failures = 0_u32;
        loop {
            self.0.board.due(group).await;
            let next = match self.read(group).await {
                Ok(()) => {
                    failures = 0;
                    if self.was_read(group) {
                        self.0.schedule.next(group)
                    } else {
                        // It waits for another group.
                        schedule::LOOK_AGAIN
                    }
                }
                Err(failure) => {
                    failures = failures.saturating_add(1);
                    self.0.schedule.after_failure(&failure, failures)
                }
            };
            self.0.board.next_in(group, next);
        }
    }

    /// Reads one group now, to its end.
    ///
    /// # Errors
    /// Why it stopped; what was read before is kept, and the next time goes on there.
    pub async fn read(&self, group: SyncGroup) -> Result<(), Failure> {
        let done = match group {
            SyncGroup::Cards => self.read_cards().await,
            SyncGroup::Plans => self.read_plans().await,
            SyncGroup::Tags => self.read_tags().await,
            SyncGroup::Attributes => self.read_attributes().await,
            SyncGroup::Pools => self.read_pools().await,
            SyncGroup::Members => self.read_members().await,
            SyncGroup::WorkOrders => self.read_work_orders().await,
            SyncGroup::Usage => self.read_months().await,
            SyncGroup::DailyUse => self.read_days().await,
        };
        let now_ms = self.0.clock.now_ms();
        match done {
            Ok(Some(observed_ms)) => {
                self.write(move |db| {
                    db.prepare_cached(
                        "INSERT INTO sync_groups (name, observed_at) VALUES (?1, ?2) \
                         ON CONFLICT (name) DO UPDATE SET observed_at = excluded.observed_at",
                    )?
                    .execute((group.key(), observed_ms))?;
                    Ok(((), Vec::new()))
                })
                .await?;
                self.0.board.done(group, Some(observed_ms));
                Ok(())
            }
            Ok(None) => {
                self.0.board.done(group, None);
                Ok(())
            }
            Err(failure) => {
                self.0.board.failed(group, failure.wire(group, now_ms));
                Err(failure)
            }
        }
    }

    /// Runs a change in one transaction off the async threads; see [`Store::write`].
    async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<(T, Vec<i64>)> + Send + 'static,
    ) -> Result<T, Failure> {
        let store = Arc::clone(&self.0.store);
        let done = tokio::task::spawn_blocking(move || store.write(change));
        Ok(done.await.map_err(Failure::storage)??)
    }

    /// Runs a query off the async threads.
    async fn query<T: Send + 'static>(
        &self,
        query: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let store = Arc::clone(&self.0.store);
        let done = tokio::task::spawn_blocking(move || store.read(query));
        Ok(done.await.map_err(Failure::storage)??)
    }

    /// Says how far a group is, and waits here while the mirror is paused.
    async fn step(&self, group: SyncGroup, done: i64, total: Option<i64>) {
        self.0.board.running(group, done, total);
        self.0.board.unpaused().await;
    }
}

/// The priority of a group's calls.
const fn priority(group: SyncGroup) -> Priority {
    match group {
        SyncGroup::WorkOrders => Priority::WorkOrders,
        SyncGroup::Usage | SyncGroup::DailyUse => Priority::Usage,
        _ => Priority::FullPass,
    }
}

/// An instant of the wire in ms.
fn ms(time: Option<gsl_model::time::Time>) -> Option<i64> {
    time.map(|time| time.0.timestamp_millis())
}
