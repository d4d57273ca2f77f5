//! Reads the index out of the database.

use std::collections::HashMap;

use gsl_model::carrier::Carrier;
use gsl_model::figures::since;
use rusqlite::types::{FromSql, FromSqlResult, ValueRef};
use rusqlite::{Connection, Params, Row};

use super::number::{Cid, digits};
use super::{CUT_NET, Entry, Fleet, NONE, POOLED, REAL_NAMED, RETENTION, THRESHOLD};
use crate::clock::{day_start, instant};
use crate::codes;
use crate::db::rows::{self, FromRow};
use crate::rules;

crate::from_row! {
    struct EntryRow {
        id: i64,
        cid: Cid,
        msisdn: Number,
        imei: Number,
        order_id: i64,
        plan: i64,
        pool: Option<i64> = "pool_id",
        status: u8,
        stop_reason: Reason,
        carrier: u8,
        sim_type: u8,
        device_status: Option<u8>,
        real_named: bool,
        retention: bool,
        flow_used: Option<i64>,
        flow_left: Option<i64>,
        act_time: Option<i64>,
        expire_time: Option<i64>,
        stopped_at: Option<i64>,
        attr1: Option<String>,
        attr2: Option<String>,
        attr3: Option<String>,
        attr4: Option<String>,
        attr5: Option<String>,
        attr6: Option<String>,
        cut_net: bool,
        exceed_cut: bool,
        pooled: bool = "pool_id IS NOT NULL OR back_pool_id IS NOT NULL",
        rebinds_left: Option<i8>,
        flow_time: Option<i64>,
    }
}

/// Cards that the account no longer has are on no list.
const SOURCE: &str = "cards LEFT JOIN figures ON card_id = id WHERE gone_at IS NULL";

/// Until when figures are of cycles before the running one, for each carrier. Lists filter and sort by the use of the
/// running cycle; of a card whose figures are older nothing is known yet.
struct Running([(Carrier, i64); 4]);

impl Running {
    /// As of the day that the figures have been brought up to.
    fn read(db: &Connection) -> rusqlite::Result<Self> {
        let day: String = db
            .prepare_cached("SELECT value FROM meta WHERE key = 'day'")?
            .query_row([], |row| row.get(0))?;
        let now = instant(day_start(day.parse().unwrap_or(0)));
        let of = |carrier| (carrier, since(carrier, now).timestamp_millis());
        Ok(Self(Carrier::ALL.map(of)))
    }

    /// Whether the figures of a row are of it.
    fn has(&self, row: &EntryRow) -> bool {
        let carrier = rules::carrier(row.carrier);
        let since = self.0.iter().find(|(of, _)| *of == carrier);
        since.is_some_and(|(_, since)| row.flow_time.is_some_and(|as_of| as_of > *since))
    }
}

/// A text that is a number, or [`NONE`].
struct Number(i64);

impl FromSql for Number {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_str_or_null()?.and_then(digits);
        Ok(Self(number.unwrap_or(NONE)))
    }
}

/// The number of a stop reason, 0 without one.
struct Reason(u8);

impl FromSql for Reason {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_str_or_null()?.and_then(codes::reason_number);
        Ok(Self(number.unwrap_or(0)))
    }
}

impl FromSql for Cid {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self::new(value.as_str()?))
    }
}

fn entry(row: &Row<'_>, running: &Running) -> rusqlite::Result<Entry> {
    let row = EntryRow::from_row(row)?;
    let known = running.has(&row);
    let figure = |value: Option<i64>| value.filter(|_| known).unwrap_or(NONE);
    let flag = |set: bool, bit: u8| if set { bit } else { 0 };
    Ok(Entry {
        id: row.id,
        cid: row.cid,
        msisdn: row.msisdn.0,
        imei: row.imei.0,
        order_id: row.order_id,
        plan: row.plan,
        pool: row.pool.unwrap_or(NONE),
        status: row.status,
        reason: row.stop_reason.0,
        carrier: row.carrier,
        sim_type: row.sim_type,
        device_status: row.device_status.unwrap_or(0),
        flags: flag(row.real_named, REAL_NAMED)
            | flag(row.retention, RETENTION)
            | flag(row.cut_net, CUT_NET)
            | flag(row.exceed_cut, THRESHOLD)
            | flag(row.pooled, POOLED),
        rebinds: row.rebinds_left.unwrap_or(-1),
        used: figure(row.flow_used),
        left: figure(row.flow_left),
        act_time: row.act_time.unwrap_or(NONE),
        expire_time: row.expire_time.unwrap_or(NONE),
        stopped_at: row.stopped_at.unwrap_or(NONE),
        attributes: [
            row.attr1, row.attr2, row.attr3, row.attr4, row.attr5, row.attr6,
        ],
        tags: Vec::new(),
    })
}

crate::from_row! {
    struct TagRow {
        card_id: i64,
        tag_id: i64,
    }
}

/// The tags of cards, ascending, by card.
fn tags(
    db: &Connection,
    source: &str,
    params: impl Params,
) -> rusqlite::Result<HashMap<i64, Vec<i64>>> {
    let query = format!(
        "SELECT {} FROM {source} ORDER BY card_id, tag_id",
        TagRow::COLUMNS
    );
    let mut tags: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut statement = db.prepare_cached(&query)?;
    for row in statement.query_map(params, TagRow::from_row)? {
        let TagRow { card_id, tag_id } = row?;
        tags.entry(card_id).or_default().push(tag_id);
    }
    Ok(tags)
}

/// Place of each plan by carrier, data, term and name, by its number.
fn plan_places(db: &Connection) -> rusqlite::Result<HashMap<i64, usize>> {
    let query = "SELECT id FROM plans ORDER BY carrier_type, flow_total, years, name, id";
    let mut statement = db.prepare_cached(query)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let places = ids.zip(0..).map(|(id, place)| Ok((id?, place)));
    places.collect()
}

impl Fleet {
    /// Reads the whole fleet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn load(db: &Connection) -> rusqlite::Result<Self> {
        let mut tags = tags(db, "card_tags", [])?;
        let running = Running::read(db)?;
        let mut fleet = Self::default();
        let mut statement = db.prepare(&format!(
            "SELECT {} FROM {SOURCE} ORDER BY id",
            EntryRow::COLUMNS
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut entry = entry(row, &running)?;
            entry.tags = tags.remove(&entry.id).unwrap_or_default();
            fleet.push(entry);
        }
        fleet.plan_places = plan_places(db)?;
        fleet.sort();
        Ok(fleet)
    }

    /// Reloads some cards after a write to them; those that are not found are removed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reload(&mut self, db: &Connection, ids: &[i64]) -> rusqlite::Result<()> {
        let running = Running::read(db)?;
        let mut grown = false;
        let mut between = Vec::new();
        for part in ids.chunks(500) {
            let mut statement = db.prepare_cached(&format!(
                "SELECT {} FROM {SOURCE} AND id IN (SELECT value FROM json_each(?1)) ORDER BY id",
                EntryRow::COLUMNS
            ))?;
            let entries: Vec<Entry> = statement
                .query_map([rows::ids(part)], |row| entry(row, &running))?
                .collect::<rusqlite::Result<_>>()?;
            for id in part {
                if entries.binary_search_by_key(id, |entry| entry.id).is_err() {
                    self.forget(*id);
                }
            }
            let mut tags = tags(
                db,
                "json_each(?1) AS asked CROSS JOIN card_tags ON card_id = asked.value",
                [rows::ids(part)],
            )?;
            for mut entry in entries {
                entry.tags = tags.remove(&entry.id).unwrap_or_default();
                if self.row_of(entry.id).is_some() {
                    self.refresh(entry);
                } else if self.newest().is_some_and(|newest| entry.id <= newest) {
                    between.push(entry);
                } else {
                    self.push(entry);
                    grown = true;
                }
            }
        }
        grown |= !between.is_empty();
        if !between.is_empty() {
            self.insert(between);
        } else if grown {
            self.sort();
        }
        if grown {
            // New cards may be of a plan that no card had before.
            self.plan_places = plan_places(db)?;
        }
        Ok(())
    }
}
