//! Works tasks off.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::sync::mpsc;
use std::thread;

use gsl_model::cycle::BillingCycle;
use gsl_model::export::{
    Cell, Column, ColumnKind, ExportKind, MOST_CARDS, TaskState, column, file_name,
};
use gsl_model::sheet::Language;
use gsl_model::units::Megabytes;
use gsl_model::wire::{ExportRequest, SimCard};
use rusqlite::Connection;

use super::choose::left;
use super::csv::Csv;
use super::tasks::{self, FinishedExport};
use super::xlsx::Xlsx;
use super::{ExportError, PAGE, PORTION, Sink, files, lists, rows};
use crate::card_filter;
use crate::card_row;
use crate::catalog::Catalog;
use crate::clock::{Clock, time};
use crate::fleet::Fleet;
use crate::history;
use crate::params::Params;
use crate::store::Store;

/// Lets old files go, then works off the oldest waiting task; `false` when there is none.
///
/// # Errors
/// When the database refuses; the task is begun anew when the service starts.
pub fn tick(store: &Store, clock: &Clock) -> rusqlite::Result<bool> {
    tasks::expire(store, clock.now_ms())?;
    tasks::give_up(store, clock.now_ms())?;
    if !store.read(|db| tasks::any(db, TaskState::Waiting))? {
        return Ok(false);
    }
    let taken =
        store.write(|db| Ok::<_, rusqlite::Error>((tasks::take(db, clock.now_ms())?, vec![])))?;
    let Some((id, request)) = taken else {
        return Ok(false);
    };
    let dir = store.export_dir();
    let outcome = write_file(store, id, &request, clock);
    match outcome {
        Ok(done) => {
            let stored = store.write(|db| {
                Ok::<_, rusqlite::Error>((tasks::succeed(db, id, &done, clock.now_ms())?, vec![]))
            })?;
            if !stored {
                files::remove(&dir, id);
            }
        }
        Err(stop) => {
            files::remove(&dir, id);
            if let ExportError::Failed(key, words) = stop {
                store.write(|db| {
                    tasks::fail(db, id, key, &words, clock.now_ms())?;
                    Ok::<_, rusqlite::Error>(((), vec![]))
                })?;
            }
        }
    }
    Ok(true)
}

/// What is written, read from the request.
struct Job {
    id: i64,
    what: ExportKind,
    language: Language,
    columns: Vec<&'static Column>,
    request: ExportRequest,
}

fn read(id: i64, request: &str) -> Result<Job, ExportError> {
    let unreadable = || ExportError::Failed("internal", "The task cannot be read.".to_owned());
    let request: ExportRequest = serde_json::from_str(request).map_err(|_| unreadable())?;
    let what = ExportKind::from_key(&request.what).ok_or_else(unreadable)?;
    let keys = request.columns.iter().flatten();
    Ok(Job {
        id,
        what,
        language: language(&request),
        columns: keys.filter_map(|key| column(what, key)).collect(),
        request,
    })
}

/// The language of a request.
#[must_use]
pub fn language(request: &ExportRequest) -> Language {
    match request.language.as_deref() {
        Some("en") => Language::En,
        _ => Language::Zh,
    }
}

/// Stops writing when the task is cancelled while the file is packed.
struct CancellableWriter<'a> {
    out: BufWriter<File>,
    store: &'a Store,
    id: i64,
    since: usize,
}

impl Write for CancellableWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.since += bytes.len();
        if self.since > 1 << 20 {
            self.since = 0;
            let wanted = self.store.read(|db| tasks::wanted(db, self.id));
            if !wanted.map_err(io::Error::other)? {
                return Err(io::Error::other("cancelled"));
            }
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn write_file(
    store: &Store,
    id: i64,
    request: &str,
    clock: &Clock,
) -> Result<FinishedExport, ExportError> {
    let job = read(id, request)?;
    let dir = store.export_dir();
    fs::create_dir_all(&dir)?;
    let (snapshot_ms, chosen, db) = open(store, &job, clock)?;
    let total = chosen.total;
    let headings = headings(&db, &job, snapshot_ms)?;
    let out = BufWriter::with_capacity(1 << 18, File::create(files::draft(&dir, id))?);
    let written;
    let extension;
    if job.request.format.as_deref() == Some("csv") {
        let mut csv = Csv::new(out)?;
        let names: Vec<Cell<'_>> = headings.iter().map(|(name, _)| Cell::Text(name)).collect();
        csv.row(&names)?;
        written = all_rows(store, db, &job, &chosen, snapshot_ms, &mut csv)?;
        csv.finish()?;
        extension = "csv";
    } else {
        let mut xlsx = Xlsx::new(&dir, &headings)?;
        written = all_rows(store, db, &job, &chosen, snapshot_ms, &mut xlsx)?;
        let watched = CancellableWriter {
            out,
            store,
            id,
            since: 0,
        };
        let packed = xlsx.finish(watched);
        tasks::still_wanted(store, id)?;
        packed?;
        extension = "xlsx";
    }
    let size = files::keep(&dir, id)?;
    Ok(FinishedExport {
        rows: written,
        total,
        size: i64::try_from(size).unwrap_or(i64::MAX),
        name: file_name(job.what, time(snapshot_ms).0, extension),
        snapshot_ms,
    })
}

/// The rows of a file: ids of cards, or keys of rows, and how many rows they are to be.
struct Rows {
    total: i64,
    keys: Vec<i64>,
}

/// Begins the one instant: rows that were not shown before are chosen and the transaction begun with no change in between.
fn open(store: &Store, job: &Job, clock: &Clock) -> Result<(i64, Rows, Connection), ExportError> {
    let now_ms = clock.now_ms();
    let filter = job.request.selection.filter.as_deref().unwrap_or_default();
    let shown = store.read(|db| tasks::rows(db, job.id))?;
    // Older tasks of cards have their ids in the request.
    let shown = shown.or_else(|| {
        let ids = job.request.selection.ids.clone()?;
        Some((as_i64(ids.len()), ids))
    });
    let rows = |total, keys| Rows { total, keys };
    let (rows, db) = match (shown, job.what.is_cards()) {
        (Some((total, ids)), true) => {
            let (known, db) = store.snapshot(|fleet| {
                let known = ids.iter().filter(|id| fleet.row_of(**id).is_some());
                known.copied().collect()
            })?;
            (rows(total, known), db)
        }
        (Some((total, keys)), false) => (rows(total, keys), store.snapshot(|_| ())?.1),
        (None, true) => {
            let params = Params::new(Some(filter));
            let filter = card_filter::read(&params, store, now_ms)?;
            let (sort, descending) = card_filter::sorting(&params)?;
            let (ids, db) = store.snapshot(|fleet: &Fleet| {
                let all = fleet.list(&filter, sort, descending, 1, usize::MAX).ids;
                left(all, &job.request.selection.except)
            })?;
            (rows(as_i64(ids.len()), ids), db)
        }
        (None, false) => {
            let ((), db) = store.snapshot(|_| ())?;
            let (total, keys) = lists::keys(store, &db, job.what, filter, now_ms)?;
            (rows(total, keys), db)
        }
    };
    if rows.total > as_i64(MOST_CARDS) {
        return Err(too_many(rows.total));
    }
    Ok((now_ms, rows, db))
}

fn too_many(rows: i64) -> ExportError {
    let words = format!("{rows} rows match now, at most {MOST_CARDS} can be exported.");
    ExportError::Failed("too_many_cards", words)
}

/// The headings: custom attributes under their own names, and the cycles.
fn headings(
    db: &Connection,
    job: &Job,
    now_ms: i64,
) -> Result<Vec<(String, ColumnKind)>, ExportError> {
    let mut names = Vec::new();
    for column in &job.columns {
        let own: Option<String> = match column.key.strip_prefix("customer_attribute") {
            Some(slot) if job.what.is_cards() => db
                .prepare_cached("SELECT MAX(name) FROM attributes WHERE slot = ?1")?
                .query_row([slot], |row| row.get(0))?,
            _ => None,
        };
        let heading = own.unwrap_or_else(|| column.heading(job.language).to_owned());
        names.push((heading, column.kind));
    }
    if job.what == ExportKind::CardUsage {
        let cycles = rows::cycles(now_ms);
        names.extend(
            cycles
                .iter()
                .map(|cycle| (format!("{cycle} (MB)"), ColumnKind::Megabytes)),
        );
    }
    Ok(names)
}

fn as_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn keep_on(store: &Store, id: i64, rows: usize, total: i64) -> Result<(), ExportError> {
    let wanted = store.write(|db| {
        let wanted = tasks::progress(db, id, as_i64(rows), total)?;
        Ok::<_, rusqlite::Error>((wanted, vec![]))
    })?;
    if wanted {
        Ok(())
    } else {
        Err(ExportError::Called)
    }
}

fn all_rows(
    store: &Store,
    db: Connection,
    job: &Job,
    rows: &Rows,
    now_ms: i64,
    sink: &mut dyn Sink,
) -> Result<i64, ExportError> {
    if job.what.is_cards() {
        card_rows(store, db, job, rows, now_ms, sink)
    } else {
        list_rows(store, &db, job, rows, now_ms, sink)
    }
}

/// A card and what it used in the cycles asked for.
type Read = (SimCard, Vec<Option<Megabytes>>);

/// Cards are read by a thread of their own, at most this many portions ahead of what is written.
const AHEAD: usize = 2;

fn card_rows(
    store: &Store,
    db: Connection,
    job: &Job,
    Rows { total, keys: ids }: &Rows,
    now_ms: i64,
    sink: &mut dyn Sink,
) -> Result<i64, ExportError> {
    let fields = lists::fields::<SimCard>(&job.columns);
    let cycles = match job.what {
        ExportKind::CardUsage => rows::cycles(now_ms),
        _ => Vec::new(),
    };
    let catalog = store.catalog();
    let (ahead, portions) = mpsc::sync_channel::<Result<Vec<Read>, ExportError>>(AHEAD);
    thread::scope(|scope| {
        scope.spawn(move || {
            for portion in ids.chunks(PORTION) {
                let read = read_portion(&db, catalog, portion, &cycles, now_ms);
                let failed = read.is_err();
                // Nobody listens any more when the task was cancelled.
                if ahead.send(read).is_err() || failed {
                    break;
                }
            }
        });
        let mut written = 0;
        for portion in portions {
            keep_on(store, job.id, written, *total)?;
            for (card, used) in &portion? {
                let own = fields
                    .iter()
                    .map(|(field, kind)| Cell::of(field(card), *kind, job.language));
                let months = used
                    .iter()
                    .map(|used| used.map_or(Cell::Empty, Cell::Megabytes));
                let cells: Vec<Cell<'_>> = own.chain(months).collect();
                sink.row(&cells)?;
                written += 1;
            }
        }
        Ok(as_i64(written))
    })
}

fn read_portion(
    db: &Connection,
    catalog: &Catalog,
    ids: &[i64],
    cycles: &[BillingCycle],
    now_ms: i64,
) -> Result<Vec<Read>, ExportError> {
    let cards = card_row::read_all_running(db, catalog, ids, time(now_ms))?;
    let lives = match cycles {
        [] => HashMap::new(),
        _ => history::read_all(db, catalog, ids)?,
    };
    let used = |card: &SimCard| match lives.get(&card.sim_card_id) {
        Some(life) => rows::usage(life, cycles, now_ms),
        None => vec![None; cycles.len()],
    };
    let read = cards.into_iter().map(|card| (used(&card), card));
    Ok(read.map(|(used, card)| (card, used)).collect())
}

fn list_rows(
    store: &Store,
    db: &Connection,
    job: &Job,
    rows: &Rows,
    now_ms: i64,
    sink: &mut dyn Sink,
) -> Result<i64, ExportError> {
    let filter = job.request.selection.filter.as_deref().unwrap_or_default();
    let mut written = 0;
    for keys in rows.keys.chunks(PAGE) {
        keep_on(store, job.id, written, rows.total)?;
        let page = lists::rows(store, db, job.what, filter, keys, now_ms)?;
        page.write(&job.columns, job.language, sink)?;
        written += page.count();
    }
    Ok(as_i64(written))
}
