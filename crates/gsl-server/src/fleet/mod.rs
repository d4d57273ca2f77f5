//! The fleet index: the columns that lists filter and sort by, held in memory.
//!
//! The database is the truth; this is a copy of about 145 bytes per card, read at start and brought up to date with
//! every write ([`Fleet::refresh`]). It makes any combination of filters a few passes over arrays (about a millisecond
//! each for half a million cards) where SQL would need an index per combination. A list query asks the fleet which
//! cards make up the page and how many match, then reads just those rows by primary key.

pub mod bits;
pub mod dict;
pub mod expiring;
pub mod facts;
pub mod filter;
pub mod labels;
pub mod load;
pub mod number;
pub mod sorted;

use std::collections::{HashMap, HashSet};

use bits::Bits;
use dict::Dict;
use filter::CardFilter;
use number::Cid;
use sorted::{Sorted, page_by_rank, page_of};

/// Stands for "no value" in the numeric columns.
pub const NONE: i64 = i64::MIN;

/// Above the number of every stop reason.
const REASONS: usize = 32;
/// Above every rank of a state with its reason.
const STATE_RANKS: usize = 256 * REASONS;

/// Real-name done.
pub const REAL_NAMED: u8 = 1;
/// In number retention (停机保号).
pub const RETENTION: u8 = 2;

/// Data cut by hand (单独断网).
pub const CUT_NET: u8 = 4;
/// A threshold is set (达量断网).
pub const THRESHOLD: u8 = 8;
/// In a forward or backward pool.
pub const POOLED: u8 = 16;

/// The values of one card that the index holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// SIM card id.
    pub id: i64,
    /// Container ID.
    pub cid: Cid,
    /// MSISDN as a number.
    pub msisdn: i64,
    /// IMEI as a number, or [`NONE`].
    pub imei: i64,
    /// Batch number.
    pub order_id: i64,
    /// Plan, by its number in the database.
    pub plan: i64,
    /// Forward pool or [`NONE`].
    pub pool: i64,
    /// State code.
    pub status: u8,
    /// Number of the stop reason, see `codes`; 0 when not stopped.
    pub reason: u8,
    /// 1 CM, 2 CT, 3 CU, 4 overseas.
    pub carrier: u8,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: u8,
    /// Device state, 0 for none.
    pub device_status: u8,
    /// [`REAL_NAMED`], [`RETENTION`], [`CUT_NET`], [`THRESHOLD`], [`POOLED`].
    pub flags: u8,
    /// Rebinds left this month, −1 where they are not counted.
    pub rebinds: i8,
    /// Used in the running cycle, thousandths of a MB, or [`NONE`] while there is no figure of it.
    pub used: i64,
    /// Left in the running cycle, in the same way.
    pub left: i64,
    /// Activation or [`NONE`], ms.
    pub act_time: i64,
    /// Expiry or [`NONE`], ms.
    pub expire_time: i64,
    /// Since when it has been stopped or [`NONE`], ms.
    pub stopped_at: i64,
    /// Custom attributes one to six.
    pub attributes: [Option<String>; 6],
    /// Tag ids, ascending.
    pub tags: Vec<i64>,
}

/// What a card list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// Newest first: the order of the ids, backwards.
    Newest,
    /// Container ID.
    Cid,
    /// Data used.
    Used,
    /// Data left.
    Left,
    /// Activation.
    Activated,
    /// Expiry.
    Expires,
    /// Since when it has been stopped.
    Stopped,
    /// State, then stop reason.
    Status,
    /// Plan: by carrier, data, term and name.
    Plan,
    /// Batch number.
    Order,
}

/// One page of a list: the cards and how many match in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Card ids in list order.
    pub ids: Vec<i64>,
    /// Matching cards.
    pub count: i64,
}

/// The columns and the sort orders. Row numbers are positions in the ascending list of card ids.
#[derive(Debug, Default)]
pub struct Fleet {
    ids: Vec<i64>,
    cid: Vec<Cid>,
    msisdn: Vec<i64>,
    imei: Vec<i64>,
    pool: Vec<i64>,
    status: Vec<u8>,
    reason: Vec<u8>,
    carrier: Vec<u8>,
    sim_type: Vec<u8>,
    device_status: Vec<u8>,
    flags: Vec<u8>,
    rebinds: Vec<i8>,
    used: Vec<i64>,
    left: Vec<i64>,
    act_time: Vec<i64>,
    expire_time: Vec<i64>,
    stopped_at: Vec<i64>,
    order: Dict<i64>,
    plan: Dict<i64>,
    attributes: [Dict<String>; 6],
    tags: Dict<Vec<i64>>,
    by_cid: Sorted,
    by_used: Sorted,
    by_left: Sorted,
    by_act: Sorted,
    by_expire: Sorted,
    by_stopped: Sorted,
    by_msisdn: Sorted,
    by_imei: Sorted,
    /// The place of each plan in a list of plans, by its number in the database.
    plan_places: HashMap<i64, usize>,
    /// Rows of cards that were removed, until the next load.
    gone: HashSet<u32>,
}

/// The value of a row, when it has one.
fn value(column: &[i64], row: u32) -> Option<i64> {
    column
        .get(row as usize)
        .copied()
        .filter(|value| *value != NONE)
}

impl Fleet {
    /// Number of cards.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len().saturating_sub(self.gone.len())
    }

    /// Number of rows, including those of removed cards.
    fn rows(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no card.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The highest card id.
    fn newest(&self) -> Option<i64> {
        self.ids.last().copied()
    }

    /// The row of a card.
    #[must_use]
    pub fn row_of(&self, id: i64) -> Option<u32> {
        self.ids
            .binary_search(&id)
            .ok()
            .and_then(|row| u32::try_from(row).ok())
            .filter(|row| !self.gone.contains(row))
    }

    /// Removes a card: no filter, count or number finds it. Its row stays in place until the next load.
    fn forget(&mut self, id: i64) {
        let Some(row) = self.row_of(id) else {
            return;
        };
        for column in [&mut self.status, &mut self.reason, &mut self.carrier] {
            if let Some(slot) = column.get_mut(row as usize) {
                // Counted nowhere.
                *slot = u8::MAX;
            }
        }
        self.gone.insert(row);
    }

    /// The card of a row.
    #[must_use]
    pub fn id_of(&self, row: u32) -> Option<i64> {
        self.ids.get(row as usize).copied()
    }

    /// Cards that pass the filter, a page of them in the order asked for. `page` counts from 1.
    #[must_use]
    pub fn list(
        &self,
        filter: &CardFilter,
        sort: SortKey,
        descending: bool,
        page: usize,
        limit: usize,
    ) -> Page {
        let bits = self.matching(filter);
        let count = bits.count();
        let skip = page.saturating_sub(1).saturating_mul(limit);
        let by = |sorted: &Sorted| sorted.page(&bits, count, descending, skip, limit);
        let rows = match sort {
            SortKey::Newest => {
                let newest = (0..u32::try_from(self.rows()).unwrap_or(u32::MAX)).rev();
                page_of(newest, &bits, count, skip, limit)
            }
            SortKey::Cid => by(&self.by_cid),
            SortKey::Used => by(&self.by_used),
            SortKey::Left => by(&self.by_left),
            SortKey::Activated => by(&self.by_act),
            SortKey::Expires => by(&self.by_expire),
            SortKey::Stopped => by(&self.by_stopped),
            SortKey::Status => {
                let rank = |row: u32| self.state_rank(row);
                page_by_rank(
                    self.rows(),
                    STATE_RANKS,
                    rank,
                    &bits,
                    descending,
                    skip,
                    limit,
                )
            }
            SortKey::Plan => {
                let last = usize::MAX;
                let ranks = self.plan.ranks(|plan| {
                    let place = self.plan_places.get(plan).copied().unwrap_or(last);
                    (place, *plan)
                });
                self.by_code(self.plan.codes(), &ranks, &bits, descending, skip, limit)
            }
            SortKey::Order => {
                let ranks = self.order.ranks(|order| *order);
                self.by_code(self.order.codes(), &ranks, &bits, descending, skip, limit)
            }
        };
        let ids = rows.into_iter().filter_map(|row| self.id_of(row)).collect();
        Page {
            ids,
            count: i64::try_from(count).unwrap_or(i64::MAX),
        }
    }

    /// State and stop reason as one number, below [`STATE_RANKS`].
    fn state_rank(&self, row: u32) -> usize {
        let at = |column: &[u8]| usize::from(column.get(row as usize).copied().unwrap_or_default());
        at(&self.status) * REASONS + at(&self.reason).min(REASONS - 1)
    }

    /// One page by a column of codes, given the rank of each code.
    fn by_code(
        &self,
        codes: &[u32],
        ranks: &[usize],
        bits: &Bits,
        descending: bool,
        skip: usize,
        limit: usize,
    ) -> Vec<u32> {
        let rank = |row: u32| {
            let code = codes.get(row as usize).copied().unwrap_or_default();
            ranks.get(code as usize).copied().unwrap_or(usize::MAX)
        };
        page_by_rank(
            self.rows(),
            ranks.len(),
            rank,
            bits,
            descending,
            skip,
            limit,
        )
    }

    /// How many cards have each value of a small column, by value.
    fn tally(column: &[u8]) -> [i64; 256] {
        let mut counts = [0_i64; 256];
        for value in column {
            if let Some(count) = counts.get_mut(usize::from(*value)) {
                *count += 1;
            }
        }
        counts
    }

    /// Cards by state code.
    #[must_use]
    pub fn count_by_status(&self) -> [i64; 256] {
        Self::tally(&self.status)
    }

    /// Cards by number of the stop reason.
    #[must_use]
    pub fn count_by_reason(&self) -> [i64; 256] {
        Self::tally(&self.reason)
    }

    /// Cards by carrier.
    #[must_use]
    pub fn count_by_carrier(&self) -> [i64; 256] {
        Self::tally(&self.carrier)
    }

    /// Stopped cards by number of the stop reason, of those that have been stopped since an instant or later, ms.
    #[must_use]
    pub fn count_stopped_since(&self, from: i64) -> [i64; 256] {
        let mut counts = [0_i64; 256];
        for (reason, at) in self.reason.iter().zip(&self.stopped_at) {
            if *at >= from
                && let Some(count) = counts.get_mut(usize::from(*reason))
            {
                *count += 1;
            }
        }
        counts
    }

    /// How many cards pass a filter.
    #[must_use]
    pub fn count(&self, filter: &CardFilter) -> i64 {
        i64::try_from(self.matching(filter).count()).unwrap_or(i64::MAX)
    }

    /// Cards that pass a filter.
    fn matching(&self, filter: &CardFilter) -> Bits {
        filter::apply(self, filter)
    }

    fn push(&mut self, entry: Entry) {
        self.ids.push(entry.id);
        self.cid.push(entry.cid);
        self.msisdn.push(entry.msisdn);
        self.imei.push(entry.imei);
        self.pool.push(entry.pool);
        self.status.push(entry.status);
        self.reason.push(entry.reason);
        self.carrier.push(entry.carrier);
        self.sim_type.push(entry.sim_type);
        self.device_status.push(entry.device_status);
        self.flags.push(entry.flags);
        self.rebinds.push(entry.rebinds);
        self.used.push(entry.used);
        self.left.push(entry.left);
        self.act_time.push(entry.act_time);
        self.expire_time.push(entry.expire_time);
        self.stopped_at.push(entry.stopped_at);
        self.order.push(Some(entry.order_id));
        self.plan.push(Some(entry.plan));
        for (column, text) in self.attributes.iter_mut().zip(entry.attributes) {
            column.push(text);
        }
        self.tags.push(Some(entry.tags));
    }

    /// Overwrites the values of a row, leaving the sort orders alone.
    fn overwrite(&mut self, row: u32, entry: Entry) {
        let at = row as usize;
        fn put<T>(column: &mut [T], at: usize, value: T) {
            if let Some(slot) = column.get_mut(at) {
                *slot = value;
            }
        }
        put(&mut self.cid, at, entry.cid);
        put(&mut self.msisdn, at, entry.msisdn);
        put(&mut self.imei, at, entry.imei);
        put(&mut self.pool, at, entry.pool);
        put(&mut self.status, at, entry.status);
        put(&mut self.reason, at, entry.reason);
        put(&mut self.carrier, at, entry.carrier);
        put(&mut self.sim_type, at, entry.sim_type);
        put(&mut self.device_status, at, entry.device_status);
        put(&mut self.flags, at, entry.flags);
        put(&mut self.rebinds, at, entry.rebinds);
        put(&mut self.used, at, entry.used);
        put(&mut self.left, at, entry.left);
        put(&mut self.act_time, at, entry.act_time);
        put(&mut self.expire_time, at, entry.expire_time);
        put(&mut self.stopped_at, at, entry.stopped_at);
        self.order.set(at, Some(entry.order_id));
        self.plan.set(at, Some(entry.plan));
        for (column, text) in self.attributes.iter_mut().zip(entry.attributes) {
            column.set(at, text);
        }
        self.tags.set(at, Some(entry.tags));
    }

    /// The values of a row.
    fn entry(&self, row: usize) -> Option<Entry> {
        let number = |column: &[i64]| column.get(row).copied();
        let code = |column: &[u8]| column.get(row).copied();
        Some(Entry {
            id: number(&self.ids)?,
            cid: self.cid.get(row).copied()?,
            msisdn: number(&self.msisdn)?,
            imei: number(&self.imei)?,
            order_id: self.order.value(row).copied().unwrap_or(0),
            plan: self.plan.value(row).copied().unwrap_or(0),
            pool: number(&self.pool)?,
            status: code(&self.status)?,
            reason: code(&self.reason)?,
            carrier: code(&self.carrier)?,
            sim_type: code(&self.sim_type)?,
            device_status: code(&self.device_status)?,
            flags: code(&self.flags)?,
            rebinds: self.rebinds.get(row).copied()?,
            used: number(&self.used)?,
            left: number(&self.left)?,
            act_time: number(&self.act_time)?,
            expire_time: number(&self.expire_time)?,
            stopped_at: number(&self.stopped_at)?,
            attributes: self
                .attributes
                .each_ref()
                .map(|column| column.value(row).cloned()),
            tags: self.tags.value(row).cloned().unwrap_or_default(),
        })
    }

    /// Inserts cards whose ids lie between existing ones. This rebuilds all rows, so pass many at once.
    fn insert(&mut self, new: Vec<Entry>) {
        let old = std::mem::take(self);
        let kept = (0..old.rows())
            .filter(|row| u32::try_from(*row).is_ok_and(|row| !old.gone.contains(&row)));
        let mut entries: Vec<Entry> = kept.filter_map(|row| old.entry(row)).chain(new).collect();
        entries.sort_unstable_by_key(|entry| entry.id);
        entries.dedup_by_key(|entry| entry.id);
        for entry in entries {
            self.push(entry);
        }
        self.sort();
    }

    /// Rebuilds every sort order.
    fn sort(&mut self) {
        let len = self.rows();
        self.by_cid = Sorted::build(len, |row| self.cid.get(row as usize).copied());
        self.by_used = Sorted::build(len, |row| value(&self.used, row));
        self.by_left = Sorted::build(len, |row| value(&self.left, row));
        self.by_act = Sorted::build(len, |row| value(&self.act_time, row));
        self.by_expire = Sorted::build(len, |row| value(&self.expire_time, row));
        self.by_stopped = Sorted::build(len, |row| value(&self.stopped_at, row));
        self.by_msisdn = Sorted::build(len, |row| value(&self.msisdn, row));
        self.by_imei = Sorted::build(len, |row| value(&self.imei, row));
    }

    /// Updates a card that is already in the index; unknown ids are ignored.
    pub fn refresh(&mut self, entry: Entry) {
        let Some(row) = self.row_of(entry.id) else {
            return;
        };
        let old = (
            value(&self.used, row),
            value(&self.left, row),
            value(&self.act_time, row),
            value(&self.expire_time, row),
            value(&self.imei, row),
            value(&self.msisdn, row),
            value(&self.stopped_at, row),
        );
        self.overwrite(row, entry);
        refile(&mut self.by_used, &self.used, row, old.0);
        refile(&mut self.by_left, &self.left, row, old.1);
        refile(&mut self.by_act, &self.act_time, row, old.2);
        refile(&mut self.by_expire, &self.expire_time, row, old.3);
        refile(&mut self.by_imei, &self.imei, row, old.4);
        refile(&mut self.by_msisdn, &self.msisdn, row, old.5);
        refile(&mut self.by_stopped, &self.stopped_at, row, old.6);
    }
}

/// Moves a row to where its new value belongs. Container IDs never change.
fn refile(sorted: &mut Sorted, column: &[i64], row: u32, old: Option<i64>) {
    let new = value(column, row);
    if new != old {
        sorted.remove(row, old, |other| value(column, other));
        sorted.insert(row, new, |other| value(column, other));
    }
}
