//! How many SQL statements are run, so that a list that asks once for every row is found out.

use std::cell::Cell;

use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

thread_local! {
    static RUN: Cell<u64> = const { Cell::new(0) };
}

/// Counts the statements of a connection from now on.
pub(crate) fn count(db: &Connection) {
    db.trace_v2(
        TraceEventCodes::SQLITE_TRACE_STMT,
        Some(|_: TraceEvent<'_>| RUN.set(RUN.get().wrapping_add(1))),
    );
}

/// Statements that this thread has run so far on connections that are counted.
pub(crate) fn run() -> u64 {
    RUN.get()
}
