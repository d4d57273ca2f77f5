//! What the calendar does to a card: forced activation, expiry, a new billing cycle, a passed cap.
//!
//! [`advance`] says how a card stands after 24:00 of a day; seeding uses it to make figures and states agree, and
//! [`crate::roll`] applies it to the whole fleet when the service starts on, or runs into, a later day.

use gsl_model::can::DataType;
use gsl_model::pool::single_card_cap;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;

use crate::catalog::Catalog;
use crate::clock::{day_of, day_start};
use crate::rules::{self, Cycle, cycle_of_day};
use crate::usage::Profile;
use crate::usage_pattern::UsagePattern;

/// State codes that the calendar works with.
pub mod status {
    use gsl_model::state::SimStatus;

    /// 可测试
    pub const TESTABLE: u8 = SimStatus::Testable.code() as u8;
    /// 未激活
    pub const INACTIVE: u8 = SimStatus::Inactive.code() as u8;
    /// 可激活
    pub const ACTIVATABLE: u8 = SimStatus::Activatable.code() as u8;
    /// 已停用
    pub const SUSPENDED: u8 = SimStatus::Suspended.code() as u8;
    /// 在用
    pub const IN_USE: u8 = SimStatus::InUse.code() as u8;
    /// 已拆机
    pub const DEREGISTERED: u8 = SimStatus::Deregistered.code() as u8;
}

/// A card as far as the calendar changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifecycle {
    /// State code.
    pub status: u8,
    /// Key of the stop reason.
    pub reason: Option<String>,
    /// Purchase, ms.
    pub purchase_time: i64,
    /// Activation, ms.
    pub act_time: Option<i64>,
    /// Expiry, ms.
    pub expire_time: Option<i64>,
    /// A threshold is set (then passing the cap is `over_threshold`).
    pub threshold: bool,
    /// Term of the plan, years.
    pub years: i32,
    /// Thousandths of a MB per cycle.
    pub flow_total: i64,
    /// What it may use without a threshold, see [`own_cap`].
    pub own_cap: Option<i64>,
    /// Usage.
    pub profile: Profile,
}

impl Lifecycle {
    /// What the card may use in a cycle: its plan and the add-ons of that cycle.
    #[must_use]
    pub fn allowance(&self, cycle: &Cycle) -> i64 {
        self.flow_total.saturating_add(self.profile.extra(cycle))
    }

    /// The instant at which a stopped card stopped, as far as its past tells: the end of its term, the midnight after it
    /// used more than it may, the begin of the day from which it is paused; else `now_ms`.
    #[must_use]
    pub fn stopped_at(&self, now_ms: i64) -> i64 {
        let today = day_of(now_ms);
        let at = match self.reason.as_deref().and_then(StopReason::from_key) {
            Some(StopReason::Expired) => self.expire_time,
            // Found out with the figures of 24:00.
            Some(StopReason::OverPlan | StopReason::OverThreshold) => {
                self.passed_cap(today - 1).map(|day| day_start(day + 1))
            }
            _ => {
                let open = self.profile.pauses.iter().filter(|(_, to)| to.is_none());
                let from = open.map(|(from, _)| *from).min();
                from.filter(|from| *from < today).map(day_start)
            }
        };
        at.map_or(now_ms, |at| at.min(now_ms))
    }

    /// The day of the cycle of `last` on which the use passed the cap.
    fn passed_cap(&self, last: i64) -> Option<i64> {
        let cycle = cycle_of_day(self.profile.carrier, last);
        let mut used = 0_i64;
        self.profile.days(cycle, last).find_map(|(day, flow)| {
            used = used.saturating_add(flow);
            self.profile.over(used, &cycle).then_some(day)
        })
    }
}

/// Figures after 24:00 of a day: used, left and the instant they are as of; none unless in use or stopped (Q8.1). They are
/// of the cycle of that day, on the first day of a cycle of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Used in the cycle.
    pub used: i64,
    /// Left in the cycle, negative when over.
    pub left: i64,
    /// As of, ms.
    pub as_of: i64,
}

/// Brings a card to how it stands at `now_ms`, with usage complete up to yesterday. On the first day of a cycle nothing is
/// known of its use, and what was used before stops nobody.
pub fn advance(life: &mut Lifecycle, now_ms: i64) -> Option<Figures> {
    bring(life, now_ms, false)
}

/// As [`advance`], at a carrier that has not caught up with the turn of the cycle (Q10.8): on its first day the stops of the
/// cycle before still show.
pub fn advance_lagging(life: &mut Lifecycle, now_ms: i64) -> Option<Figures> {
    bring(life, now_ms, true)
}

fn bring(life: &mut Lifecycle, now_ms: i64, lagging: bool) -> Option<Figures> {
    let today = day_of(now_ms);
    let yesterday = today - 1;
    force_activation(life, now_ms);
    expire(life, now_ms);
    if !matches!(life.status, status::IN_USE | status::SUSPENDED) || life.act_time.is_none() {
        return None;
    }
    let cycle = cycle_of_day(life.profile.carrier, yesterday);
    // What stopped with the cycle starts again with the next one, today at the earliest. Stops by usage are found out
    // below; those of a pool are written down as a pause.
    let running = cycle_of_day(life.profile.carrier, today);
    let begun = running.first_day;
    let reason = life.reason.as_deref().and_then(StopReason::from_key);
    if reason.is_some_and(StopReason::comes_back_at_cycle_turn) {
        let pauses = &mut life.profile.pauses;
        let open = pauses
            .iter_mut()
            .find(|(from, to)| to.is_none() && *from < begun);
        if let Some((_, to)) = open {
            *to = Some(begun - 1);
            resume(life);
        }
    }
    let used = life.profile.sum(cycle, yesterday);
    let over = if lagging || running == cycle {
        life.profile.over(used, &cycle)
    } else {
        life.profile.over(0, &running)
    };
    match (life.status, life.reason.as_deref()) {
        (status::IN_USE, _) if over => {
            life.status = status::SUSPENDED;
            life.reason = Some(
                if life.threshold {
                    "over_threshold"
                } else {
                    "over_plan"
                }
                .to_owned(),
            );
        }
        (status::SUSPENDED, Some("over_plan" | "over_threshold")) if !over => resume(life),
        _ => {}
    }
    Some(Figures {
        used,
        left: life.allowance(&cycle) - used,
        as_of: day_start(today),
    })
}

/// A card that is stopped for its usage and has data again goes on.
pub fn resume(life: &mut Lifecycle) {
    life.status = status::IN_USE;
    life.reason = None;
}

/// The silent or test period ends with activation (Q2.2, Q2.3).
fn force_activation(life: &mut Lifecycle, now_ms: i64) {
    if !matches!(life.status, status::TESTABLE | status::ACTIVATABLE) {
        return;
    }
    let at = rules::forced_activation(life.profile.carrier, life.purchase_time);
    if at <= now_ms {
        life.status = status::IN_USE;
        life.act_time = Some(at);
        life.expire_time = Some(rules::expiry(at, life.years));
        life.profile.first_day = Some(day_of(at));
    }
}

/// A term that ends without renewal stops the card for good.
fn expire(life: &mut Lifecycle, now_ms: i64) {
    let ended = life.expire_time.filter(|end| *end <= now_ms);
    let lives = life.status == status::IN_USE
        || life.status == status::SUSPENDED && life.reason.as_deref() != Some("expired");
    if let Some(end) = ended
        && lives
    {
        life.status = status::SUSPENDED;
        life.reason = Some("expired".to_owned());
        if life.profile.pauses.iter().all(|(_, to)| to.is_some()) {
            life.profile.pauses.push((day_of(end), None));
        }
    }
}

/// What a card may use without a threshold: its plan; in a pool what the pool has, or less where there is a rule for the
/// single card (Q13.1).
#[must_use]
pub fn own_cap(pooled: bool, flow_total: i64, data_type: i32) -> Option<i64> {
    if !pooled {
        return Some(flow_total);
    }
    let package = Megabytes::from_thousandths(flow_total);
    single_card_cap(package, DataType::from_code(data_type)).map(Megabytes::thousandths)
}

/// The cap of a card: its threshold, or what it may use without one, whichever is less.
#[must_use]
pub fn cap(quota_mb: Option<i64>, threshold: bool, own: Option<i64>) -> Option<i64> {
    match limit(quota_mb, threshold) {
        Some(limit) => Some(own.unwrap_or(i64::MAX).min(limit)),
        None => own,
    }
}

/// The threshold of a card, if it has one.
#[must_use]
pub fn limit(quota_mb: Option<i64>, threshold: bool) -> Option<i64> {
    let quota = quota_mb.filter(|quota| threshold && *quota >= 0)?;
    Some(quota.saturating_mul(1000))
}

crate::from_row! {
    /// What [`Lifecycle`] is made of, of `cards`.
    pub struct LifecycleRow {
        id: i64,
        carrier: u8,
        plan: i64,
        status: u8,
        stop_reason: Option<String>,
        purchase_time: i64,
        act_time: Option<i64>,
        expire_time: Option<i64>,
        exceed_cut: bool,
        exceed_quota: Option<i64>,
        pooled: bool = "pool_id IS NOT NULL OR back_pool_id IS NOT NULL",
        rate: i64,
        data_type: i32,
        order_id: i64,
        mirrored: bool,
        shape: Option<u8> = "(SELECT shape FROM pool_orders WHERE pool_orders.order_id = cards.order_id)",
    }
}

impl LifecycleRow {
    /// The card's life; pauses and overrides are for the caller to add.
    #[must_use]
    pub fn life(self, catalog: &Catalog) -> Lifecycle {
        let plan = catalog.plan(self.plan);
        let flow_total = plan.map_or(0, |plan| plan.flow_total);
        let threshold = self.exceed_cut;
        // What an account says was used counts as it is: no cap is held against it, and no first day.
        let own_cap = own_cap(self.pooled, flow_total, self.data_type).filter(|_| !self.mirrored);
        let quota = self.exceed_quota.filter(|_| !self.mirrored);
        let first_day = self.act_time.map(day_of);
        Lifecycle {
            status: self.status,
            reason: self.stop_reason,
            purchase_time: self.purchase_time,
            act_time: self.act_time,
            expire_time: self.expire_time,
            threshold,
            years: plan.map_or(1, |plan| plan.years),
            flow_total,
            own_cap,
            profile: Profile {
                id: self.id,
                carrier: self.carrier,
                rate: self.rate,
                cap: cap(quota, threshold, own_cap),
                limit: limit(quota, threshold),
                first_day: if self.mirrored { Some(0) } else { first_day },
                shape: UsagePattern {
                    kind: self.shape.unwrap_or(0),
                    order: self.order_id,
                },
                ..Profile::default()
            },
        }
    }
}
