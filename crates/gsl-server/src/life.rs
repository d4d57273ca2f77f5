//! What the calendar does to a card: forced activation, expiry, a new billing cycle, a passed cap.
//!
//! [`advance`] says how a card stands after 24:00 of a day; seeding uses it to make figures and states agree, and
//! [`crate::roll`] applies it to the whole fleet when the service starts on, or runs into, a later day.

use gsl_model::stop::StopReason;

use crate::catalog::Catalog;
use crate::clock::{day_of, day_start};
use crate::rules::{self, cycle_of_day};
use crate::usage::Profile;

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
pub struct Life {
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
    /// Usage.
    pub profile: Profile,
}

/// Figures after 24:00 of a day: used, left and the instant they are as of; none unless in use or stopped (Q8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Used in the cycle.
    pub used: i64,
    /// Left in the cycle, negative when over.
    pub left: i64,
    /// As of, ms.
    pub as_of: i64,
}

/// Brings a card to how it stands at `now_ms`, with usage complete up to yesterday.
pub fn advance(life: &mut Life, now_ms: i64) -> Option<Figures> {
    let today = day_of(now_ms);
    let yesterday = today - 1;
    force_activation(life, now_ms);
    expire(life, now_ms);
    if !matches!(life.status, status::IN_USE | status::SUSPENDED) || life.act_time.is_none() {
        return None;
    }
    let cycle = cycle_of_day(life.profile.carrier, yesterday);
    // What stopped with the cycle starts again with the next one. Stops by usage are found out below; those of a pool
    // are written down as a pause.
    let reason = life.reason.as_deref().and_then(StopReason::from_key);
    if reason.is_some_and(StopReason::comes_back_at_cycle_turn) {
        let pauses = &mut life.profile.pauses;
        let open = pauses
            .iter_mut()
            .find(|(from, to)| to.is_none() && *from < cycle.first_day);
        if let Some((_, to)) = open {
            *to = Some(cycle.first_day - 1);
            resume(life);
        }
    }
    let used = life.profile.sum(cycle, yesterday);
    match (life.status, life.reason.as_deref()) {
        (status::IN_USE, _) if life.profile.over(used) => {
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
        (status::SUSPENDED, Some("over_plan" | "over_threshold")) if !life.profile.over(used) => {
            resume(life)
        }
        _ => {}
    }
    Some(Figures {
        used,
        left: life.flow_total - used,
        as_of: day_start(today),
    })
}

fn resume(life: &mut Life) {
    life.status = status::IN_USE;
    life.reason = None;
}

/// The silent or test period ends with activation (Q2.2, Q2.3).
fn force_activation(life: &mut Life, now_ms: i64) {
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
fn expire(life: &mut Life, now_ms: i64) {
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

/// The cap of a card: its threshold, else its plan unless it is in a pool.
#[must_use]
pub fn cap(quota_mb: Option<i64>, threshold: bool, pooled: bool, flow_total: i64) -> Option<i64> {
    let of_plan = (!pooled).then_some(flow_total);
    match quota_mb.filter(|quota| threshold && *quota >= 0) {
        Some(quota) => Some(of_plan.unwrap_or(i64::MAX).min(quota.saturating_mul(1000))),
        None => of_plan,
    }
}

/// Columns [`read_life`] expects, in its order.
pub const LIFE_COLUMNS: &str = "id, carrier, plan, status, stop_reason, purchase_time, act_time, expire_time, \
    exceed_cut, exceed_quota, pool_id IS NOT NULL OR back_pool_id IS NOT NULL, rate";

/// Reads a card's life from a row of [`LIFE_COLUMNS`]; pauses and overrides are for the caller to add.
///
/// # Errors
/// When a column has an impossible type.
pub fn read_life(row: &rusqlite::Row<'_>, catalog: &Catalog) -> rusqlite::Result<Life> {
    let plan = catalog.plan(row.get(2)?);
    let flow_total = plan.map_or(0, |plan| plan.flow_total);
    let (threshold, pooled) = (row.get(8)?, row.get(10)?);
    let act_time: Option<i64> = row.get(6)?;
    Ok(Life {
        status: row.get(3)?,
        reason: row.get(4)?,
        purchase_time: row.get(5)?,
        act_time,
        expire_time: row.get(7)?,
        threshold,
        years: plan.map_or(1, |plan| plan.years),
        flow_total,
        profile: Profile {
            id: row.get(0)?,
            carrier: row.get(1)?,
            rate: row.get(11)?,
            cap: cap(row.get(9)?, threshold, pooled, flow_total),
            first_day: act_time.map(day_of),
            ..Profile::default()
        },
    })
}
