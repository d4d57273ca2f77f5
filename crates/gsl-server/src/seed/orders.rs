//! The orders of a demo fleet: a scripted first batch that brings every situation, then chance.

use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::pool::ARREARS_RETENTION_DAYS;

use crate::catalog::Plan;
use crate::clock::{day_of, day_start};
use crate::rng::Rng;
use crate::usage_pattern::UsagePattern;

/// How an order's cards share data, and how their pool stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pool {
    /// Each card by itself.
    None,
    /// Forward pool in good order.
    Forward,
    /// Forward pool that is used up.
    UsedUp,
    /// Backward pool in good order.
    Backward,
    /// Backward pool, account in arrears.
    Frozen,
    /// Backward pool stopped by an automation rule's threshold.
    Threshold,
    /// Backward pool whose arrears outlasted the retention period: discarded.
    Lapsed,
    /// Forward pool all of whose cards are deregistered: discarded.
    Gone,
}

impl Pool {
    /// A forward pool of any standing.
    #[must_use]
    pub fn is_forward(self) -> bool {
        matches!(self, Self::Forward | Self::UsedUp | Self::Gone)
    }

    /// Days its account has been in arrears.
    #[must_use]
    pub fn arrears(self) -> Option<i64> {
        match self {
            Self::Frozen => Some(6),
            Self::Lapsed => Some(ARREARS_RETENTION_DAYS + 5),
            _ => None,
        }
    }
}

/// A new order whose cards exist.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Order id.
    pub id: i64,
    /// Plan.
    pub plan: Plan,
    /// Carrier code 1 to 4.
    pub carrier: u8,
    /// Sharing.
    pub pool: Pool,
    /// Pool id, for a pooled order.
    pub pool_id: Option<i64>,
    /// Card type.
    pub sim_type: u8,
    /// Card form.
    pub form: &'static str,
    /// Cards whose users must be real-named in person.
    pub personal: bool,
    /// Cards.
    pub quantity: i64,
    /// Purchase, ms.
    pub created: i64,
}

impl Batch {
    /// How the use of its cards runs over the days: pools in good order are of all kinds in turn.
    #[must_use]
    pub fn shape(&self) -> UsagePattern {
        let kind = match (self.pool, self.pool_id) {
            (Pool::Forward | Pool::Backward, Some(id)) => (id / 31 % 4).unsigned_abs() as u8,
            _ => 0,
        };
        UsagePattern {
            kind,
            order: self.id,
        }
    }
}

impl Batch {
    /// What the use of its cards is multiplied by, in hundredths: one forward pool in three uses about what it has, so that some
    /// run dry before the cycle ends.
    #[must_use]
    pub fn appetite(&self) -> i64 {
        match (self.pool, self.pool_id.map(|id| id / 31)) {
            (Pool::Forward, Some(number)) if number % 3 == 0 => 205 + number / 3 % 6 * 14,
            _ => 100,
        }
    }
}

/// An order without cards of its own: under way, refused, a renewal, an add-on.
#[derive(Debug, Clone)]
pub struct Other {
    /// Order id.
    pub id: i64,
    /// State.
    pub status: OrderStatus,
    /// Type.
    pub kind: OrderType,
    /// Plan.
    pub plan: Plan,
    /// Cards.
    pub quantity: i64,
    /// 实体卡类型 of an order with cards.
    pub form: Option<&'static str>,
    /// Order that is renewed.
    pub source: Option<i64>,
    /// It waits for payment.
    pub unpaid: bool,
    /// Creation, ms, unless the state asks for another.
    pub created: i64,
}

/// An order to be: carrier, MB, years, sharing, age in days, personal real-name, card type.
type Draft = (u8, i64, i32, Pool, i64, bool, u8);

const SCRIPT: [Draft; 20] = [
    (3, 100, 1, Pool::Gone, 640, false, 3),
    (2, 1024, 3, Pool::None, 700, false, 3),
    (3, 2048, 3, Pool::Forward, 500, false, 3),
    (1, 30, 1, Pool::None, 425, false, 3),
    (2, 1024, 3, Pool::Backward, 400, false, 3),
    (3, 30, 1, Pool::None, 385, false, 3),
    (1, 100, 1, Pool::None, 350, false, 3),
    (2, 500, 1, Pool::None, 315, false, 3),
    (3, 1024, 1, Pool::None, 290, false, 3),
    (4, 1024, 3, Pool::None, 230, false, 3),
    (2, 100, 1, Pool::Frozen, 200, false, 3),
    (2, 30, 3, Pool::None, 172, false, 3),
    (2, 500, 1, Pool::Threshold, 150, false, 3),
    (2, 500, 1, Pool::Lapsed, 145, false, 3),
    // Young enough that some of its cards still wait for activation.
    (1, 1024, 1, Pool::UsedUp, 130, false, 3),
    (1, 5120, 3, Pool::None, 120, true, 3),
    (1, 500, 1, Pool::None, 100, false, 2),
    (1, 10240, 1, Pool::None, 90, false, 3),
    (4, 100, 1, Pool::None, 60, false, 3),
    (3, 100, 1, Pool::None, 20, false, 3),
];

const FORMS: [&str; 6] = [
    "consumer_triple",
    "consumer_2ff",
    "consumer_dual",
    "consumer_smd",
    "industrial_2ff",
    "industrial_smd",
];

const FIRST_ORDER: i64 = 4_600_000_000_100_000;
const FIRST_POOL: i64 = 5_100_000_000_000_100;

/// The batches of a fleet of `cards`, oldest first; their quantities add up to `cards`.
pub fn batches(rng: &mut Rng, plans: &[Plan], cards: i64, now_ms: i64) -> Vec<Batch> {
    let mut drafts: Vec<(Draft, i64)> = SCRIPT.iter().map(|draft| (*draft, 80)).collect();
    let random = 8 + cards.max(0).isqrt();
    for _ in 0..random {
        let carrier = match rng.range(0, 99) {
            0..40 => 1,
            40..65 => 2,
            65..90 => 3,
            _ => 4,
        };
        let mb = *rng
            .pick(&[30, 30, 100, 100, 500, 1024, 2048, 5120, 10240])
            .unwrap_or(&30);
        let years = if rng.chance(300) { 3 } else { 1 };
        let pool = match (carrier, rng.range(0, 99)) {
            (4, _) => Pool::None,
            (_, 0..18) => Pool::Forward,
            (_, 18..20) => Pool::UsedUp,
            (2, 20..28) => Pool::Backward,
            _ => Pool::None,
        };
        // Most fleets renew; past a year and eleven months the expired cards would have been purged.
        let oldest = match years {
            3 => 1000,
            _ if rng.chance(80) => 690,
            _ => 360,
        };
        let age = rng.range(6, oldest);
        let personal = rng.chance(25) && carrier == 1;
        let weight = 20 + rng.range(0, 10) * rng.range(0, 10);
        drafts.push(((carrier, mb, years, pool, age, personal, 3), weight));
    }
    drafts.sort_by_key(|(draft, _)| -draft.4);
    let weights: Vec<i64> = drafts.iter().map(|(_, weight)| *weight).collect();
    let quantities = share(cards, &weights);
    let mut made = Vec::new();
    for (((carrier, mb, years, pool, age, personal, sim_type), _), quantity) in
        drafts.into_iter().zip(quantities)
    {
        let fits = |plan: &&Plan| {
            plan.carrier_type == i32::from(carrier)
                && plan.package_type == 1
                && plan.flow_total == mb * 1000
        };
        let any = |plan: &&Plan| plan.carrier_type == i32::from(carrier) && plan.package_type == 1;
        let candidates: Vec<&Plan> = plans
            .iter()
            .filter(|plan| fits(plan) && plan.years == years)
            .collect();
        let candidates = if candidates.is_empty() {
            plans.iter().filter(any).collect()
        } else {
            candidates
        };
        let Some(plan) = rng.pick(&candidates) else {
            continue;
        };
        let number = i64::try_from(made.len()).unwrap_or(0);
        let form = if personal {
            "consumer_smd"
        } else {
            rng.pick(&FORMS).copied().unwrap_or("consumer_triple")
        };
        made.push(Batch {
            id: FIRST_ORDER + number * 7_919,
            plan: (*plan).clone(),
            carrier,
            pool,
            pool_id: (pool != Pool::None).then_some(FIRST_POOL + number * 31),
            sim_type,
            form,
            personal,
            quantity,
            created: day_start(day_of(now_ms) - age) + 9 * 3_600_000 + rng.range(0, 9 * 3_600_000),
        });
    }
    made
}

/// Splits `total` in proportion to the weights, nothing lost.
fn share(total: i64, weights: &[i64]) -> Vec<i64> {
    let all: i64 = weights.iter().sum::<i64>().max(1);
    let (mut seen, mut given) = (0_i64, 0_i64);
    weights
        .iter()
        .map(|weight| {
            seen += weight;
            let upto =
                i64::try_from(i128::from(total) * i128::from(seen) / i128::from(all)).unwrap_or(0);
            let part = upto - given;
            given = upto;
            part
        })
        .collect()
}

/// Orders without cards of their own: state, type, age in days.
const OTHERS: [(i32, i32, i64); 24] = [
    (1, 1, 0),
    (1, 1, 1),
    (1, 2, 1),
    (2, 1, 2),
    (2, 1, 3),
    (3, 1, 4),
    (3, 1, 6),
    (3, 2, 2),
    (3, 3, 2),
    (4, 1, 8),
    (4, 1, 11),
    (4, 1, 12),
    (5, 2, 40),
    (5, 3, 33),
    (5, 4, 90),
    (5, 5, 12),
    (5, 6, 20),
    (6, 2, 15),
    (7, 1, 60),
    (7, 5, 25),
    (8, 1, 45),
    (9, 5, 0),
    (9, 6, 0),
    (10, 1, 130),
];

/// Orders that show every state and type, numbered after the batches.
pub fn others(rng: &mut Rng, plans: &[Plan], batches: &[Batch], now_ms: i64) -> Vec<Other> {
    let mut made = Vec::new();
    // Young ones: nobody would renew them by their expiry.
    let mut renewed = batches.iter().rev();
    for (status, kind, age) in OTHERS {
        let known = OrderStatus::from_code(status).zip(OrderType::from_code(kind));
        let Some((status, kind)) = known else {
            continue;
        };
        let source = if kind.is_renewal() {
            renewed.next()
        } else {
            None
        };
        let wanted = if matches!(kind, OrderType::CardAddOn | OrderType::PoolAddOn) {
            2
        } else {
            1
        };
        let candidates: Vec<&Plan> = plans
            .iter()
            .filter(|plan| plan.package_type == wanted)
            .collect();
        let Some(plan) = rng.pick(&candidates) else {
            continue;
        };
        let number = batches.len() + made.len();
        let order = i64::try_from(number).unwrap_or(0);
        let day = day_of(now_ms) - age;
        let created =
            (day_start(day) + rng.range(1, 9) * 3_600_000).min(now_ms - 60_000 * (30 - order % 20));
        let quantity = if kind == OrderType::PoolAddOn {
            1
        } else {
            *rng.pick(&[10, 50, 100, 200, 1000]).unwrap_or(&10)
        };
        made.push(Other {
            id: FIRST_ORDER + order * 7_919,
            status,
            kind,
            plan: source.map_or_else(|| (*plan).clone(), |batch| batch.plan.clone()),
            quantity: source.map_or(quantity, |batch| batch.quantity),
            form: FORMS
                .get(number % FORMS.len())
                .copied()
                .filter(|_| kind.has_cards()),
            source: source.map(|batch| batch.id),
            // The first purchase and the first renewal.
            unpaid: status == OrderStatus::Reviewing && (made.is_empty() || source.is_some()),
            created,
        });
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_lose_nothing() {
        for total in [0, 1, 7, 200, 500_000] {
            assert_eq!(share(total, &[3, 1, 9, 4]).iter().sum::<i64>(), total);
        }
    }
}
