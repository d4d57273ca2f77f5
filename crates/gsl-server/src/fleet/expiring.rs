//! Cards in use whose term ends, for the renewal calendar.

use super::{Fleet, NONE, POOLED};
use crate::lifecycle::status;

/// A card in use and when its term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiring {
    /// SIM card id.
    pub id: i64,
    /// Batch number.
    pub order_id: i64,
    /// State code.
    pub status: u8,
    /// 实体卡
    pub physical: bool,
    /// In a backward pool.
    pub backward_pool: bool,
    /// Expiry, ms.
    pub expires: i64,
}

impl Fleet {
    /// Cards in use that expire after an instant, ms.
    pub fn expiring(&self, from: i64) -> impl Iterator<Item = Expiring> {
        self.ids.iter().enumerate().filter_map(move |(row, id)| {
            let expires = *self.expire_time.get(row)?;
            let state = *self.status.get(row)?;
            if expires == NONE || expires <= from || state != status::IN_USE {
                return None;
            }
            Some(Expiring {
                id: *id,
                order_id: *self.order.value(row)?,
                status: state,
                physical: *self.sim_type.get(row)? == 3,
                backward_pool: self.flags.get(row)? & POOLED != 0 && *self.pool.get(row)? == NONE,
                expires,
            })
        })
    }
}
