//! A pool in a billing cycle, of either kind, and the figures that gsl-model computes from it (Q13.2).

use crate::features::listing::RowPage;
use chrono::{DateTime, Utc};
use gsl_macros::Decode;
use gsl_model::amount::Scale;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::Risk;
use gsl_model::pool::{BackwardState, ForwardState, Verdict, effective_total, verdict};
use gsl_model::time::Time;
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolOutlook, PoolRiskCount};
use gsl_model::zone;

/// `SimPoolVO` and `BackPoolVO` with the fields of the extension `pools.read`; fields that its kind does not have are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Decode)]
#[allow(missing_docs)] // as gsl_model::wire::{SimPool, BackPool}
pub struct Pool {
    pub id: i64,
    pub pool_name: Option<String>,
    pub price_plan_name: Option<String>,
    pub effective_time: Option<Time>,
    pub expired_time: Option<Time>,
    pub billing_cycle: Option<String>,
    pub flow_total: Option<Megabytes>,
    pub flow_used: Option<Megabytes>,
    pub flow_left: Option<Megabytes>,
    pub quantity: Option<i32>,
    pub modify_time: Option<Time>,
    pub order_id: Option<i64>,
    pub activated_sim_quantity: Option<i32>,
    pub inactive_sim_quantity: Option<i32>,
    pub disassembled_sim_quantity: Option<i32>,
    pub order_ids: Option<String>,
    pub status: Option<i32>,
    pub pool_status: Option<i32>,
    pub status_time: Option<Time>,
    pub status_reason: Option<String>,
    pub carrier_type: Option<i32>,
    pub package_size: Option<Megabytes>,
    pub addon_total: Option<Megabytes>,
    pub stopped_quantity: Option<i32>,
    pub activating_quantity: Option<i32>,
    pub pending_quantity: Option<i32>,
    pub create_time: Option<Time>,
    pub outlook: Option<PoolOutlook>,
}

// The columns of both kinds that can be exported.
gsl_model::export_rows! {
    Pool {
        id pool_name status pool_status billing_cycle price_plan_name carrier_type flow_total flow_used flow_left
        addon_total package_size quantity activated_sim_quantity inactive_sim_quantity disassembled_sim_quantity
        stopped_quantity order_ids modify_time effective_time expired_time status_time create_time
    }
}

/// Answer of operations 17 and 19, and of the cycles of a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Decode)]
pub struct PoolPage {
    /// Rows in all.
    pub count: i64,
    /// This page.
    #[serde(default)]
    pub pools: Vec<Pool>,
    /// How the forward pools that match stand, of the running cycle.
    #[serde(default)]
    pub risks: Vec<PoolRiskCount>,
}

impl RowPage for PoolPage {
    type Row = Pool;

    fn count(&self) -> i64 {
        self.count
    }

    fn rows(&self) -> &[Pool] {
        &self.pools
    }

    fn id(pool: &Pool) -> i64 {
        pool.id
    }
}

/// Total and data left of a forward pool: computed here from the row, and the service's figures if they differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 生效总流量: computed, or the service's figure if an input is missing.
    pub total: Option<Megabytes>,
    /// Total minus used, likewise.
    pub left: Option<Megabytes>,
    /// The service's total, if it differs.
    pub stated_total: Option<Megabytes>,
    /// The service's figure for data left, if it differs.
    pub stated_left: Option<Megabytes>,
    /// Whether the total was computed here.
    pub computed: bool,
}

impl Pool {
    /// Its name, or its number if it has none.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.pool_name {
            Some(name) if !name.is_empty() => name.clone(),
            _ => self.id.to_string(),
        }
    }

    /// Its carrier, if the service sends it.
    #[must_use]
    pub fn carrier(&self) -> Option<Carrier> {
        Carrier::from_carrier_type(self.carrier_type?)
    }

    /// The billing cycle of its figures.
    #[must_use]
    pub fn cycle(&self) -> Option<BillingCycle> {
        BillingCycle::parse(self.billing_cycle.as_deref()?)
    }

    /// The last six cycles, newest first, without those before the pool was created.
    #[must_use]
    pub fn cycles(&self, now: DateTime<Utc>) -> Vec<BillingCycle> {
        let carrier = self.carrier().unwrap_or(Carrier::Mobile);
        let first = self
            .create_time
            .map(|made| BillingCycle::current(carrier, made.0));
        let six = BillingCycle::last_six(carrier, zone::today(now));
        let there = |cycle: &BillingCycle| first.is_none_or(|first| *cycle >= first);
        six.into_iter().rev().filter(there).collect()
    }

    /// Whether unfinished work will change it.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.pending_quantity.is_some_and(|count| count > 0)
    }

    /// Cards that add their plan to the total.
    #[must_use]
    pub fn active(&self) -> i64 {
        self.activated_sim_quantity.unwrap_or_default().into()
    }

    /// Cards that await activation.
    #[must_use]
    pub fn waiting(&self) -> i64 {
        self.inactive_sim_quantity.unwrap_or_default().into()
    }

    /// Batch numbers of its orders.
    #[must_use]
    pub fn orders(&self) -> Vec<i64> {
        let all: Vec<i64> = self
            .order_ids
            .as_deref()
            .unwrap_or_default()
            .split(',')
            .filter_map(|id| id.trim().parse().ok())
            .collect();
        if all.is_empty() {
            self.order_id.into_iter().collect()
        } else {
            all
        }
    }

    /// Total and left.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let computed =
            self.activated_sim_quantity
                .zip(self.package_size)
                .and_then(|(active, package)| {
                    effective_total(active.into(), package, self.addon_total.unwrap_or_default())
                });
        let total = computed.or(self.flow_total);
        let left = total
            .zip(self.flow_used)
            .and_then(|(total, used)| total.checked_sub(used))
            .or(self.flow_left);
        Totals {
            total,
            left,
            stated_total: self.flow_total.filter(|stated| Some(*stated) != total),
            stated_left: self.flow_left.filter(|stated| Some(*stated) != left),
            computed: computed.is_some(),
        }
    }

    /// Whether its figures belong to the current cycle; true if that is not known.
    #[must_use]
    pub fn is_running(&self, now: DateTime<Utc>) -> bool {
        let now = self
            .carrier()
            .map(|carrier| BillingCycle::current(carrier, now));
        now.zip(self.cycle()).is_none_or(|(now, own)| now == own)
    }

    /// Whether the data left stops the cards; `None` when not known, or for a past cycle.
    #[must_use]
    pub fn verdict(&self, now: DateTime<Utc>) -> Option<Verdict> {
        let left = self.totals().left.filter(|_| self.is_running(now))?;
        Some(verdict(self.active(), left))
    }

    /// Unit and decimals shared by total, used and left.
    #[must_use]
    pub fn scale(&self) -> Scale {
        let totals = self.totals();
        Scale::of(&[totals.total, self.flow_used, totals.left].map(Option::unwrap_or_default))
    }

    /// How it stands in its running cycle, where the service says so.
    #[must_use]
    pub fn risk(&self) -> Option<Risk> {
        Risk::from_key(&self.outlook.as_ref()?.risk)
    }

    /// State of a forward pool.
    #[must_use]
    pub fn forward_state(&self) -> Option<ForwardState> {
        ForwardState::from_code(self.status?)
    }

    /// State of a backward pool.
    #[must_use]
    pub fn backward_state(&self) -> Option<BackwardState> {
        BackwardState::from_code(self.pool_status?)
    }

    /// Whether its cards are stopped for a reason other than used-up data: it is discarded, or a suspended backward pool.
    #[must_use]
    pub fn rests(&self) -> bool {
        self.discarded() || self.backward_state() == Some(BackwardState::Suspended)
    }

    /// Whether members, add-ons and activation are no longer possible.
    #[must_use]
    pub fn discarded(&self) -> bool {
        self.forward_state() == Some(ForwardState::Discarded)
            || self.backward_state() == Some(BackwardState::Discarded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::wire::decode;

    fn mb(n: i64) -> Option<Megabytes> {
        Megabytes::from_mb(n)
    }

    fn pool() -> Pool {
        Pool {
            activated_sim_quantity: Some(512),
            package_size: mb(100),
            addon_total: mb(1000),
            flow_used: mb(33_000),
            flow_total: mb(52_200),
            flow_left: mb(19_200),
            ..Pool::default()
        }
    }

    #[test]
    fn q13_2_total_is_active_cards_times_plan_and_the_add_ons() {
        let totals = pool().totals();
        assert_eq!((totals.total, totals.left), (mb(52_200), mb(19_200)));
        assert!(totals.computed && totals.stated_total.is_none() && totals.stated_left.is_none());
    }

    #[test]
    fn a_figure_of_the_service_that_differs_is_kept_beside_ours() {
        let wrong = Pool {
            flow_total: mb(60_000),
            flow_left: mb(27_000),
            ..pool()
        };
        let totals = wrong.totals();
        assert_eq!((totals.total, totals.left), (mb(52_200), mb(19_200)));
        assert_eq!(
            (totals.stated_total, totals.stated_left),
            (mb(60_000), mb(27_000))
        );
    }

    #[test]
    fn without_the_plans_size_the_services_figures_stand() {
        let bare = Pool {
            package_size: None,
            ..pool()
        };
        let totals = bare.totals();
        assert!(!totals.computed && totals.stated_total.is_none());
        assert_eq!((totals.total, totals.left), (mb(52_200), mb(19_200)));
    }

    #[test]
    fn no_cycle_is_offered_from_before_the_pool() {
        let now: Time = decode("\"2026-11-22T04:00:00.000Z\"").unwrap();
        let names = |pool: &Pool| {
            let cycles = pool.cycles(now.0);
            cycles.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let made = |time: &str, carrier: i32| Pool {
            create_time: decode(time).unwrap(),
            carrier_type: Some(carrier),
            ..Pool::default()
        };
        assert_eq!(names(&Pool::default()).len(), 6);
        assert_eq!(names(&made("\"2025-01-01T00:00:00.000Z\"", 2)).len(), 6);
        // Midnight of 1 November in UTC+8; China Unicom's November begins on 27 October.
        assert_eq!(names(&made("\"2026-10-31T16:00:00.000Z\"", 2)), ["2026-11"]);
        assert_eq!(
            names(&made("\"2026-10-31T15:59:59.999Z\"", 2)),
            ["2026-11", "2026-10"]
        );
        assert_eq!(names(&made("\"2026-10-26T16:00:00.000Z\"", 3)), ["2026-11"]);
        assert_eq!(
            names(&made("\"2026-10-26T15:59:59.999Z\"", 3)),
            ["2026-11", "2026-10"]
        );
    }

    #[test]
    fn a1_a_row_of_the_cycle_before_stops_no_card() {
        let row = |carrier: i32| Pool {
            carrier_type: Some(carrier),
            billing_cycle: Some("2026-11".to_owned()),
            flow_used: mb(60_000),
            ..pool()
        };
        for (carrier, now, running) in [
            (2, "\"2026-11-30T15:59:59.999Z\"", true),
            (2, "\"2026-11-30T16:00:00.000Z\"", false),
            (1, "\"2026-11-30T16:30:00.000Z\"", false),
            (3, "\"2026-11-26T15:59:59.999Z\"", true),
            (3, "\"2026-11-26T16:00:00.000Z\"", false),
        ] {
            let now: Time = decode(now).unwrap();
            let verdict = row(carrier).verdict(now.0);
            assert_eq!(verdict, running.then_some(Verdict::StopActive));
        }
    }

    #[test]
    fn both_kinds_are_read() {
        let forward = r#"{"id":7,"status":0,"order_ids":"3,4","order_id":3,"flow_left":-0.5,"activated_sim_quantity":1}"#;
        let forward: Pool = decode(forward).unwrap();
        assert_eq!(forward.orders(), [3, 4]);
        let now: Time = decode("\"2026-11-22T04:00:00.000Z\"").unwrap();
        assert_eq!(forward.verdict(now.0), Some(Verdict::StopActive));
        assert!(forward.discarded());
        let backward: Pool = decode(r#"{"id":8,"pool_status":-1,"order_id":9}"#).unwrap();
        assert_eq!(backward.backward_state(), Some(BackwardState::Suspended));
        assert_eq!(
            (backward.orders(), backward.verdict(now.0)),
            (vec![9], None)
        );
        assert!(!backward.discarded());
    }
}
