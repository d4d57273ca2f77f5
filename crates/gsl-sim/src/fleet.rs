//! The database of the account: made once, then opened.

use std::path::{Path, PathBuf};

use gsl_server::clock::Clock;
use gsl_server::db;
use gsl_server::seed::{self, fill};
use gsl_server::startup;
use gsl_server::store::Store;

/// The database, and the fleet that is made when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fleet {
    /// The file.
    pub db: PathBuf,
    /// Cards.
    pub cards: i64,
    /// The same seed makes the same fleet.
    pub seed: u64,
}

impl Fleet {
    /// Opens the database, after making it when it is missing.
    ///
    /// # Errors
    /// One sentence for the person who started the program.
    pub fn open(&self, clock: &Clock) -> Result<Store, String> {
        let now_ms = clock.now_ms();
        if !Path::exists(&self.db) {
            let plan = seed::Plan {
                cards: self.cards,
                seed: self.seed,
                now_ms,
            };
            db::create(&self.db, |db| fill(db, plan))?;
        }
        startup::open(&self.db, now_ms)
    }
}
