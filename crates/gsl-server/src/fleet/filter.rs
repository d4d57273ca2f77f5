//! Which cards a list shows: every filter of operation 1 and of the extension `sim-cards.filters`.

use super::bits::Bits;
use super::number::CidSearch;
use super::{Fleet, NONE, REAL_NAMED, RETENTION};
use crate::clock::DAY_MS;

/// All conditions of a card list; an empty one lets every card pass.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CardFilter {
    /// `main_search_type=1`.
    pub cid: Option<CidSearch>,
    /// `main_search_type=3`.
    pub imei: Option<String>,
    /// Exactly this MSISDN.
    pub msisdn: Option<String>,
    /// Any of these states.
    pub status: Vec<u8>,
    /// Any of these stop reasons, by number.
    pub reason: Vec<u8>,
    /// Any of these carriers.
    pub carrier: Vec<u8>,
    /// Card type.
    pub sim_type: Option<u8>,
    /// Device state.
    pub device_status: Option<u8>,
    /// Any of these tags.
    pub tags: Vec<i64>,
    /// Exactly these attribute values.
    pub attributes: [Option<String>; 6],
    /// Bounds of the data used in the running cycle, thousandths of a MB, both inclusive. A card without a figure of it,
    /// as on the cycle's first day, is in no bounds.
    pub used: Bounds,
    /// Bounds of the data left, in the same way.
    pub left: Bounds,
    /// Real-name done or not.
    pub real_named: Option<bool>,
    /// Leave out cards in number retention.
    pub hide_retention: bool,
    /// Any of these orders, for each list given.
    pub orders: Vec<Vec<i64>>,
    /// Any of these plans, by number in the database.
    pub plans: Option<Vec<i64>>,
    /// Forward pool.
    pub pool: Option<i64>,
    /// Expiring from the first instant (inclusive) to within the days given.
    pub expires: Option<(i64, i64)>,
    /// Stopped at this instant or later, ms.
    pub stopped_since: Option<i64>,
    /// Only these cards.
    pub only: Option<Vec<i64>>,
    /// Only the cards of this list, resolved by the caller.
    pub list: Option<Vec<i64>>,
}

/// An inclusive range, open where `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Lower bound.
    pub min: Option<i64>,
    /// Upper bound.
    pub max: Option<i64>,
}

impl Bounds {
    fn is_open(self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// Values inside the bounds; "no value" never is.
    fn holds(self, value: i64) -> bool {
        value != NONE
            && self.min.is_none_or(|min| value >= min)
            && self.max.is_none_or(|max| value <= max)
    }
}

/// State code of a deregistered card.
const DEREGISTERED: u8 = 30;

pub(super) fn apply(fleet: &Fleet, filter: &CardFilter) -> Bits {
    let len = fleet.rows();
    let mut bits = Bits::all(len);
    for row in &fleet.gone {
        bits.remove(*row);
    }
    narrow_by_number(fleet, filter, &mut bits);
    let any_of = |bits: &mut Bits, column: &[u8], wanted: &[u8]| {
        if !wanted.is_empty() {
            let mut table = [false; 256];
            for value in wanted {
                if let Some(slot) = table.get_mut(usize::from(*value)) {
                    *slot = true;
                }
            }
            bits.keep(column, |value| {
                table.get(usize::from(value)).copied().unwrap_or(false)
            });
        }
    };
    any_of(&mut bits, &fleet.status, &filter.status);
    any_of(&mut bits, &fleet.reason, &filter.reason);
    any_of(&mut bits, &fleet.carrier, &filter.carrier);
    if let Some(wanted) = filter.sim_type {
        bits.keep(&fleet.sim_type, |value| value == wanted);
    }
    if let Some(wanted) = filter.device_status {
        bits.keep(&fleet.device_status, |value| value == wanted);
    }
    if let Some(wanted) = filter.real_named {
        bits.keep(&fleet.flags, |flags| (flags & REAL_NAMED != 0) == wanted);
    }
    if filter.hide_retention {
        bits.keep(&fleet.flags, |flags| flags & RETENTION == 0);
    }
    if let Some(wanted) = filter.pool {
        bits.keep(&fleet.pool, |value| value == wanted);
    }
    for (bounds, column) in [(filter.used, &fleet.used), (filter.left, &fleet.left)] {
        if !bounds.is_open() {
            bits.keep(column, |value| bounds.holds(value));
        }
    }
    if let Some((now, days)) = filter.expires {
        let until = now.saturating_add(days.saturating_mul(DAY_MS));
        bits.keep(&fleet.expire_time, |value| value >= now && value <= until);
        bits.keep(&fleet.act_time, |value| value != NONE);
        bits.keep(&fleet.status, |value| value != DEREGISTERED);
    }
    if let Some(from) = filter.stopped_since {
        bits.keep(&fleet.stopped_at, |value| value != NONE && value >= from);
    }
    narrow_by_code(fleet, filter, &mut bits);
    bits
}

fn narrow_by_number(fleet: &Fleet, filter: &CardFilter, bits: &mut Bits) {
    let len = fleet.rows();
    if let Some(search) = &filter.cid {
        bits.intersect(&Bits::only(len, fleet.find_cid(search)));
    }
    if let Some(imei) = &filter.imei {
        bits.intersect(&Bits::only(len, fleet.find_imei(imei)));
    }
    if let Some(msisdn) = &filter.msisdn {
        bits.intersect(&Bits::only(len, fleet.find_msisdn(msisdn)));
    }
    for ids in [&filter.only, &filter.list].into_iter().flatten() {
        bits.intersect(&Bits::only(
            len,
            ids.iter().filter_map(|id| fleet.row_of(*id)),
        ));
    }
}

fn narrow_by_code(fleet: &Fleet, filter: &CardFilter, bits: &mut Bits) {
    let keep = |bits: &mut Bits, codes: &[u32], passing: &[bool]| {
        bits.keep(codes, |code| {
            passing.get(code as usize).copied().unwrap_or(false)
        });
    };
    for orders in &filter.orders {
        keep(
            bits,
            fleet.order.codes(),
            &fleet.order.passing(|order| orders.contains(order)),
        );
    }
    if let Some(plans) = &filter.plans {
        keep(
            bits,
            fleet.plan.codes(),
            &fleet.plan.passing(|plan| plans.contains(plan)),
        );
    }
    if !filter.tags.is_empty() {
        let passing = fleet
            .tags
            .passing(|tags| filter.tags.iter().any(|tag| tags.contains(tag)));
        keep(bits, fleet.tags.codes(), &passing);
    }
    for (wanted, column) in filter.attributes.iter().zip(&fleet.attributes) {
        if let Some(wanted) = wanted {
            keep(bits, column.codes(), &column.passing(|text| text == wanted));
        }
    }
}
