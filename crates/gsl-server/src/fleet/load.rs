//! Reads the index out of the database.

use std::collections::HashMap;

use gsl_model::carrier::Carrier;
use gsl_model::figures::since;
use rusqlite::{Connection, Row, params_from_iter};

use super::number::{Cid, digits};
use super::{CUT_NET, Entry, Fleet, NONE, POOLED, REAL_NAMED, RETENTION, THRESHOLD};
use crate::clock::{day_start, instant};
use crate::codes;
use crate::rules;

const COLUMNS: &str = "id, cid, msisdn, imei, order_id, plan, pool_id, status, stop_reason, carrier, sim_type, \
    device_status, real_named, retention, flow_used, flow_left, act_time, expire_time, \
    attr1, attr2, attr3, attr4, attr5, attr6, \
    cut_net, exceed_cut, pool_id IS NOT NULL OR back_pool_id IS NOT NULL, rebinds_left, flow_time";

const SOURCE: &str = "cards LEFT JOIN figures ON card_id = id";

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
    fn has(&self, carrier: u8, row: &Row<'_>) -> rusqlite::Result<bool> {
        let carrier = rules::carrier(carrier);
        let as_of: Option<i64> = row.get(28)?;
        let mut all = self.0.iter();
        Ok(all.any(|(of, since)| *of == carrier && as_of.is_some_and(|as_of| as_of > *since)))
    }
}

fn entry(row: &Row<'_>, running: &Running) -> rusqlite::Result<Entry> {
    let or_none =
        |at: usize| Ok::<i64, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.unwrap_or(NONE));
    let flag = |at: usize, bit: u8| {
        Ok::<u8, rusqlite::Error>(if row.get::<_, bool>(at)? { bit } else { 0 })
    };
    let number = |at: usize| {
        let text = row.get_ref(at)?.as_str_or_null()?.and_then(digits);
        Ok::<i64, rusqlite::Error>(text.unwrap_or(NONE))
    };
    let carrier = row.get(9)?;
    let known = running.has(carrier, row)?;
    let figure = |at: usize| if known { or_none(at) } else { Ok(NONE) };
    Ok(Entry {
        id: row.get(0)?,
        cid: Cid::new(row.get_ref(1)?.as_str()?),
        msisdn: number(2)?,
        imei: number(3)?,
        order_id: row.get(4)?,
        plan: row.get(5)?,
        pool: or_none(6)?,
        status: row.get(7)?,
        reason: row
            .get_ref(8)?
            .as_str_or_null()?
            .and_then(codes::reason_number)
            .unwrap_or(0),
        carrier,
        sim_type: row.get(10)?,
        device_status: row.get::<_, Option<u8>>(11)?.unwrap_or(0),
        flags: flag(12, REAL_NAMED)?
            | flag(13, RETENTION)?
            | flag(24, CUT_NET)?
            | flag(25, THRESHOLD)?
            | flag(26, POOLED)?,
        rebinds: row.get::<_, Option<i8>>(27)?.unwrap_or(-1),
        used: figure(14)?,
        left: figure(15)?,
        act_time: or_none(16)?,
        expire_time: or_none(17)?,
        attributes: [
            row.get(18)?,
            row.get(19)?,
            row.get(20)?,
            row.get(21)?,
            row.get(22)?,
            row.get(23)?,
        ],
        tags: Vec::new(),
    })
}

impl Fleet {
    /// Reads the whole fleet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn load(db: &Connection) -> rusqlite::Result<Self> {
        let mut tags: HashMap<i64, Vec<i64>> = HashMap::new();
        let mut statement =
            db.prepare("SELECT card_id, tag_id FROM card_tags ORDER BY card_id, tag_id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            tags.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let running = Running::read(db)?;
        let mut fleet = Self::default();
        let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM {SOURCE} ORDER BY id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut entry = entry(row, &running)?;
            entry.tags = tags.remove(&entry.id).unwrap_or_default();
            fleet.push(entry);
        }
        fleet.sort();
        Ok(fleet)
    }

    /// Reads some cards anew, after a write to them; new cards come with ids above all others, and those not
    /// found are no more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reload(&mut self, db: &Connection, ids: &[i64]) -> rusqlite::Result<()> {
        let running = Running::read(db)?;
        let mut grown = false;
        for part in ids.chunks(500) {
            let marks = vec!["?"; part.len()].join(",");
            let mut statement = db.prepare(&format!(
                "SELECT {COLUMNS} FROM {SOURCE} WHERE id IN ({marks}) ORDER BY id"
            ))?;
            let entries: Vec<Entry> = statement
                .query_map(params_from_iter(part), |row| entry(row, &running))?
                .collect::<rusqlite::Result<_>>()?;
            for id in part {
                if entries.binary_search_by_key(id, |entry| entry.id).is_err() {
                    self.forget(*id);
                }
            }
            let mut tags = db
                .prepare_cached("SELECT tag_id FROM card_tags WHERE card_id = ? ORDER BY tag_id")?;
            for mut entry in entries {
                entry.tags = tags
                    .query_map([entry.id], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                if self.newest().is_some_and(|newest| entry.id <= newest) {
                    self.refresh(entry);
                } else {
                    self.push(entry);
                    grown = true;
                }
            }
        }
        if grown {
            self.sort();
        }
        Ok(())
    }
}
