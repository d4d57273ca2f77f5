//! The open database of a running service: one writer, a few readers, the fleet index.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, TryLockError};

use rusqlite::{Connection, Transaction};

use crate::catalog::{Catalog, CatalogVersions};
use crate::db::{connect, explain, open_existing, statements};
use crate::fleet::Fleet;
use crate::pools::settle;
use crate::roll::roll;
use crate::state_changes;

/// Everything the operations work on. All methods block; call them off the async threads.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    // Dropped before the writer: the last connection to close checkpoints the log, which a read-only one cannot.
    readers: Mutex<Vec<Connection>>,
    /// Statements that queries have run, see [`Store::statements`].
    statements: AtomicU64,
    writer: Mutex<Connection>,
    fleet: RwLock<Fleet>,
    catalog: CatalogVersions,
    source: DataSource,
    /// The day up to which the figures are complete, see [`Store::roll_to`].
    day: Mutex<i64>,
    pools: RecountSchedule,
    _lock: File,
}

/// Where the data of a database come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataSource {
    /// A demo fleet: this service makes its days, carries out work orders and counts pools.
    Demo,
    /// A real account: this service only reads what the account says.
    Account,
}

impl DataSource {
    /// What a database says about itself.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of(db: &Connection) -> rusqlite::Result<Self> {
        let account = db
            .prepare_cached("SELECT 1 FROM meta WHERE key = 'source' AND value = 'account'")?
            .exists([])?;
        Ok(if account { Self::Account } else { Self::Demo })
    }
}

/// When pools have to be counted anew, see [`Store::settle_pools`].
#[derive(Debug)]
struct RecountSchedule {
    /// A card of a pool was touched, or a pool.
    touched: AtomicBool,
    /// All of them from this instant on.
    all: AtomicI64,
    /// Something else comes due then.
    next: AtomicI64,
}

/// Refuses a database with data of another source.
fn check_source(path: &Path, wanted: DataSource, found: DataSource) -> Result<(), String> {
    let shown = path.display();
    match (wanted, found) {
        (DataSource::Account, DataSource::Demo) => Err(format!(
            "{shown} holds a demo fleet; an account needs a database of its own: name a new file with --db"
        )),
        (DataSource::Demo, DataSource::Account) => Err(format!(
            "{shown} is the mirror of a real account; start with --account FILE, or name another file with --db"
        )),
        _ => Ok(()),
    }
}

/// A new day: a demo fleet lives on to it; of an account only the calendar turns, its figures come with the next reading.
fn turn_day(db: &mut Connection, source: DataSource, now_ms: i64) -> rusqlite::Result<()> {
    match source {
        DataSource::Demo => roll(db, now_ms),
        DataSource::Account => {
            let day = crate::clock::day_of(now_ms).to_string();
            db.execute("UPDATE meta SET value = ?1 WHERE key = 'day'", [day])?;
            Ok(())
        }
    }
}

/// Recounts all pools at start, so that each has figures; returns when the next recount is due.
fn count_pools(db: &mut Connection, catalog: &Catalog, now_ms: i64) -> rusqlite::Result<i64> {
    let work = db.transaction()?;
    let settled = settle::settle(&work, catalog, true, now_ms)?;
    work.commit()?;
    Ok(settled.next)
}

impl Store {
    /// Opens an existing database with data of this source and brings its figures up to the day of `now_ms`; `recover` puts
    /// right what the last end of the service cut off. See [`crate::startup::open`].
    ///
    /// # Errors
    /// One sentence for the person who started the service.
    pub(crate) fn open(
        path: &Path,
        source: DataSource,
        now_ms: i64,
        recover: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    ) -> Result<Self, String> {
        let (lock, mut db) = open_existing(path)?;
        let sql = |error: rusqlite::Error| explain(path, &error);
        check_source(path, source, DataSource::of(&db).map_err(sql)?)?;
        turn_day(&mut db, source, now_ms).map_err(sql)?;
        recover(&db).map_err(sql)?;
        let catalog = Catalog::load(&db).map_err(sql)?;
        let account = source == DataSource::Account;
        state_changes::begin(&mut db, &catalog, account, now_ms).map_err(sql)?;
        let next = match source {
            DataSource::Demo => count_pools(&mut db, &catalog, now_ms).map_err(sql)?,
            DataSource::Account => i64::MAX,
        };
        let fleet = Fleet::load(&db).map_err(sql)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(db),
            readers: Mutex::default(),
            statements: AtomicU64::new(0),
            fleet: RwLock::new(fleet),
            catalog: CatalogVersions::new(catalog),
            source,
            day: Mutex::new(crate::clock::day_of(now_ms)),
            pools: RecountSchedule {
                touched: AtomicBool::new(false),
                all: AtomicI64::new(settle::next_hour(now_ms)),
                next: AtomicI64::new(next),
            },
            _lock: lock,
        })
    }

    /// Plans and attributes, which change rarely.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        self.catalog.newest()
    }

    /// Reads the plans anew, after a write to them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reload_catalog(&self) -> rusqlite::Result<()> {
        self.catalog.put(self.read(Catalog::load)?);
        Ok(())
    }

    /// Whether the data come from a real account.
    #[must_use]
    pub fn is_mirror(&self) -> bool {
        self.source == DataSource::Account
    }

    /// The fleet index for reading. Keep it only as long as a query takes.
    pub fn fleet(&self) -> RwLockReadGuard<'_, Fleet> {
        self.fleet.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a query on a read connection; a connection is opened when all are busy and kept for the next.
    ///
    /// # Errors
    /// What the query answers, or that no connection can be opened.
    pub fn read<T, E: From<rusqlite::Error>>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let db = match idle {
            Some(db) => db,
            None => {
                let db = connect(&self.path, false)?;
                if self.is_mirror() {
                    // Several groups of an account are read at once, each with a connection.
                    db.execute_batch("PRAGMA cache_size = -4000;")?;
                }
                statements::count(&db);
                db
            }
        };
        let before = statements::run();
        let answer = query(&db);
        let run = statements::run().wrapping_sub(before);
        self.statements.fetch_add(run, Ordering::Relaxed);
        let mut idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < 8 {
            idle.push(db);
        }
        answer
    }

    /// How many SQL statements [`Store::read`] has run so far: a measure of what a request costs, whatever the machine.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Where the database is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One instant of the data: what `choose` finds in the index, and a connection of its own in a read transaction that
    /// sees the same instant, however long it takes. No change comes in between.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snapshot<T>(
        &self,
        choose: impl FnOnce(&Fleet) -> T,
    ) -> rusqlite::Result<(T, Connection)> {
        let db = connect(&self.path, false)?;
        db.execute_batch("PRAGMA cache_size = -8000;")?;
        // The turn of a day writes the database before it changes the index.
        let _day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        let fleet = self.fleet();
        let chosen = choose(&fleet);
        db.execute_batch("BEGIN")?;
        // The transaction begins with the first read.
        let _: i64 = db.query_row("SELECT COUNT(*) FROM meta", [], |row| row.get(0))?;
        Ok((chosen, db))
    }

    /// Runs a change in one transaction; `change` also answers which cards it touched, and their rows in the index are
    /// read anew before anyone sees the change.
    ///
    /// # Errors
    /// What the change answers; then nothing was written.
    pub fn write<T, E: From<rusqlite::Error>>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<(T, Vec<i64>), E>,
    ) -> Result<T, E> {
        let mut db = self.writer();
        let work = db.transaction()?;
        let (answer, touched) = change(&work)?;
        if !self.is_mirror() && settle::touch(&work, &touched)? {
            self.pools.touched.store(true, Ordering::Release);
        }
        if touched.is_empty() {
            work.commit()?;
            return Ok(answer);
        }
        let mut fleet = self.fleet.write().unwrap_or_else(PoisonError::into_inner);
        work.commit()?;
        fleet.reload(&db, &touched)?;
        Ok(answer)
    }

    /// Runs a change in one transaction whose effect on the index the caller knows: `index` brings it up to date, before
    /// anyone sees the change. For changes that would touch too many rows to read anew.
    ///
    /// # Errors
    /// What the change answers; then nothing was written.
    pub fn write_indexed<T, E: From<rusqlite::Error>>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
        index: impl FnOnce(&mut Fleet, &T),
    ) -> Result<T, E> {
        let mut db = self.writer();
        let work = db.transaction()?;
        let answer = change(&work)?;
        let mut fleet = self.fleet.write().unwrap_or_else(PoisonError::into_inner);
        work.commit()?;
        index(&mut fleet, &answer);
        Ok(answer)
    }

    /// Brings the figures up to the day of `now_ms`: a no-op unless the day changed since the last call.
    ///
    /// # Errors
    /// When the database refuses; the old figures stay.
    pub fn roll_to(&self, now_ms: i64) -> rusqlite::Result<()> {
        let today = crate::clock::day_of(now_ms);
        // Another thread is doing it: answer with the current figures, whose date says how old they are.
        let mut day = match self.day.try_lock() {
            Ok(day) => day,
            Err(TryLockError::Poisoned(day)) => day.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(()),
        };
        if *day == today {
            return Ok(());
        }
        let mut db = self.writer();
        turn_day(&mut db, self.source, now_ms)?;
        let fresh = Fleet::load(&db)?;
        *self.fleet.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        *day = today;
        self.pools.all.store(i64::MIN, Ordering::Release);
        self.pools.next.store(i64::MIN, Ordering::Release);
        Ok(())
    }

    /// Notes that a pool itself was changed, independently of its cards.
    pub fn pool_changed(&self) {
        self.pools.touched.store(true, Ordering::Release);
    }

    /// Counts pools anew as of `now_ms`: those touched since the last time, all of them when the hour has turned; a no-op
    /// when there is nothing to do.
    ///
    /// # Errors
    /// When the database refuses; the old figures stay.
    pub fn settle_pools(&self, now_ms: i64) -> rusqlite::Result<()> {
        if self.is_mirror() {
            return Ok(());
        }
        let touched = self.pools.touched.load(Ordering::Acquire);
        if !touched && now_ms < self.pools.next.load(Ordering::Acquire) {
            return Ok(());
        }
        let mut db = if touched {
            self.writer()
        } else {
            // Only the clock is due: another thread may be counting already, and the rows carry their own time.
            match self.writer.try_lock() {
                Ok(db) => db,
                Err(TryLockError::Poisoned(db)) => db.into_inner(),
                Err(TryLockError::WouldBlock) => return Ok(()),
            }
        };
        // Touching a pool needs the writer, so no change is missed.
        self.pools.touched.store(false, Ordering::Release);
        let all = now_ms >= self.pools.all.load(Ordering::Acquire);
        let settled = self.settle(&mut db, all, now_ms);
        match &settled {
            Ok(next) => {
                if all {
                    self.pools
                        .all
                        .store(settle::next_hour(now_ms), Ordering::Release);
                }
                self.pools.next.store(*next, Ordering::Release);
            }
            Err(_) => self.pools.touched.store(true, Ordering::Release),
        }
        settled.map(|_| ())
    }

    fn settle(&self, db: &mut Connection, all: bool, now_ms: i64) -> rusqlite::Result<i64> {
        let work = db.transaction()?;
        let settled = settle::settle(&work, self.catalog(), all, now_ms)?;
        if settled.touched.is_empty() {
            work.commit()?;
        } else {
            let mut fleet = self.fleet.write().unwrap_or_else(PoisonError::into_inner);
            work.commit()?;
            fleet.reload(db, &settled.touched)?;
        }
        Ok(settled.next)
    }
}
