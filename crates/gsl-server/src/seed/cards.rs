//! The cards of a demo fleet: when each was activated, how it stands, what it uses.

use crate::clock::{DAY_MS, day_of, day_start};
use crate::lifecycle::{self, Figures, Lifecycle, advance_lagging, status};
use crate::rng::Rng;
use crate::rules;
use crate::seed::orders::{Batch, Pool};
use crate::usage::Profile;

/// Extras of a card that its life does not know.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// Real-name done.
    pub real_named: bool,
    /// Data cut by hand.
    pub cut_net: bool,
    /// Threshold in MB.
    pub quota: Option<i64>,
    /// Rebinds left this month.
    pub rebinds: Option<i64>,
    /// Speed limit, Kbps.
    pub speed: Option<i64>,
    /// In number retention.
    pub retention: bool,
}

/// A card ready to be stored.
#[derive(Debug)]
pub struct SeededCard {
    /// State and usage.
    pub life: Lifecycle,
    /// Figures of the list.
    pub figures: Option<Figures>,
    /// The rest.
    pub extras: Extras,
}

/// Reasons that chance hands out, how often in 1000 cards in use, and how many there must be at least.
const REASONS: [(&str, u64); 6] = [
    ("user", 14),
    ("violation", 5),
    ("separation", 7),
    ("over_plan", 14),
    ("over_threshold", 6),
    ("not_real_named", 40),
];
const AT_LEAST: u32 = 3;

/// Hands out states: remembers what is still missing so that small fleets show everything too.
#[derive(Debug, Default)]
pub struct CardSeeder {
    given: [u32; REASONS.len()],
    deregistered: u32,
    expired: u32,
}

impl CardSeeder {
    /// Makes the `index`-th card of a batch; the first two are never powered up, so that every young order has some
    /// that wait.
    pub fn make(
        &mut self,
        rng: &mut Rng,
        id: i64,
        index: i64,
        batch: &Batch,
        now_ms: i64,
    ) -> SeededCard {
        let pooled = batch.pool != Pool::None;
        let mut extras = extras(rng, batch);
        let waits = index < 2;
        let mut life = born(rng, id, batch, pooled, waits, &extras, now_ms);
        if batch.sim_type != 3 && life.act_time.is_none() {
            life.status = status::INACTIVE;
            return SeededCard {
                life,
                figures: None,
                extras,
            };
        }
        // A fleet made on the first day of a cycle has stops of the cycle before.
        let mut figures = advance_lagging(&mut life, now_ms);
        if life.status == status::IN_USE {
            self.stop(rng, batch, &mut life, &mut extras, now_ms);
            figures = advance_lagging(&mut life, now_ms);
        }
        self.deregister(rng, batch.pool, &mut life, &mut extras, now_ms);
        if life.status == status::DEREGISTERED {
            figures = None;
        }
        if life.act_time.is_some() && life.reason.as_deref() != Some("not_real_named") {
            extras.real_named = extras.real_named || (batch.personal && rng.chance(900));
        }
        SeededCard {
            life,
            figures,
            extras,
        }
    }

    /// Some cards in use are stopped, for a reason that fits them.
    fn stop(
        &mut self,
        rng: &mut Rng,
        batch: &Batch,
        life: &mut Lifecycle,
        extras: &mut Extras,
        now_ms: i64,
    ) {
        let today = day_of(now_ms);
        let Some(first) = life.profile.first_day.filter(|first| *first < today - 1) else {
            return;
        };
        match batch.pool {
            Pool::UsedUp => {
                use_up(life, rng.range(1010, 1250), today);
                return pause(life, "pool", today);
            }
            Pool::Frozen | Pool::Lapsed => {
                let days = batch.pool.arrears().unwrap_or(0);
                return pause(life, "pool_frozen", (today - days).max(first));
            }
            Pool::Threshold => return pause(life, "back_pool_threshold", today),
            Pool::None | Pool::Forward | Pool::Backward | Pool::Gone => {}
        }
        let lucky = rng.chance(250);
        for (at, (reason, share)) in REASONS.iter().enumerate() {
            let chosen = rng.chance(*share);
            let given = self.given.get(at).copied().unwrap_or(AT_LEAST);
            let due = lucky || *reason == "not_real_named";
            if !(chosen || due && given < AT_LEAST) || !fits(reason, batch) {
                continue;
            }
            if let Some(given) = self.given.get_mut(at) {
                *given += 1;
            }
            let since = (today - rng.range(1, 45)).max(first);
            match *reason {
                "over_plan" => use_up(life, rng.range(1003, 1090), today),
                "over_threshold" => {
                    let quota = (life.flow_total / 2000).max(1);
                    extras.quota = Some(quota);
                    life.threshold = true;
                    life.profile.cap = lifecycle::cap(extras.quota, true, life.own_cap);
                    use_up(life, 505, today);
                }
                "not_real_named" => pause(life, reason, first),
                _ => {
                    extras.retention = *reason == "user" && rng.chance(150);
                    pause(life, reason, since);
                }
            }
            return;
        }
    }

    /// Some cards are gone: not long after their end, or by batch before it.
    fn deregister(
        &mut self,
        rng: &mut Rng,
        pool: Pool,
        life: &mut Lifecycle,
        extras: &mut Extras,
        now_ms: i64,
    ) {
        let expired = life.reason.as_deref() == Some("expired");
        let ended = expired
            && life
                .expire_time
                .is_some_and(|end| now_ms - end < 60 * DAY_MS);
        let all = pool == Pool::Gone;
        let by_batch = life.status == status::IN_USE && rng.chance(4);
        let missing =
            self.deregistered < AT_LEAST && life.status == status::IN_USE && rng.chance(60);
        self.expired += u32::from(expired && !all);
        if ended && self.expired > AT_LEAST && rng.chance(450) || by_batch || missing || all {
            self.deregistered += u32::from(!all);
            life.status = status::DEREGISTERED;
            life.reason = None;
            extras.retention = false;
            if life.profile.pauses.is_empty() {
                life.profile.pauses.push((day_of(now_ms) - 3, None));
            }
        }
    }
}

fn fits(reason: &str, batch: &Batch) -> bool {
    match reason {
        "over_plan" => batch.pool == Pool::None,
        // Threshold: China Telecom freely, the others in pools (Q3.12).
        "over_threshold" => {
            batch.carrier == 2 || matches!(batch.carrier, 1 | 3) && batch.pool.is_forward()
        }
        "separation" => matches!(batch.carrier, 1 | 3),
        "not_real_named" => batch.personal,
        _ => true,
    }
}

fn extras(rng: &mut Rng, batch: &Batch) -> Extras {
    let telecom = batch.carrier == 2;
    let quota_of_plan = batch.plan.flow_total / 1000;
    Extras {
        real_named: batch.carrier != 4 && !batch.personal,
        cut_net: telecom && rng.chance(12),
        quota: (telecom && rng.chance(80)).then_some(quota_of_plan * 9 / 10),
        rebinds: telecom.then(|| if rng.chance(900) { 2 } else { rng.range(0, 1) }),
        speed: matches!(batch.carrier, 2 | 3).then(|| {
            if rng.chance(60) {
                *rng.pick(&[256, 512, 1024]).unwrap_or(&512)
            } else {
                -1
            }
        }),
        retention: false,
    }
}

/// A card as its order brings it, activated or still waiting.
fn born(
    rng: &mut Rng,
    id: i64,
    batch: &Batch,
    pooled: bool,
    waits: bool,
    extras: &Extras,
    now_ms: i64,
) -> Lifecycle {
    // Most cards are powered up in the first weeks, some months later, the rest never: those are forced.
    let wait = match rng.range(0, 99) {
        _ if waits => 10_000,
        0..60 => rng.range(8, 30),
        60..85 => rng.range(30, 150),
        _ => 10_000,
    };
    let power_up =
        day_start(day_of(batch.created) + wait) + 8 * 3_600_000 + rng.range(0, 11 * 3_600_000);
    let latest = rules::forced_activation(batch.carrier, batch.created);
    let act_time = Some(power_up.min(latest)).filter(|at| *at <= now_ms);
    let flow_total = batch.plan.flow_total;
    // Between a tenth and four fifths of the plan in an average month.
    let share = rng.range(100, 800);
    let threshold = extras.quota.is_some();
    let data_type = rules::data_type(flow_total, pooled);
    let own_cap = lifecycle::own_cap(pooled, flow_total, data_type.into());
    Lifecycle {
        status: match (act_time, batch.carrier) {
            (Some(_), _) => status::IN_USE,
            (None, 4) => status::TESTABLE,
            (None, _) => status::ACTIVATABLE,
        },
        reason: None,
        purchase_time: batch.created,
        act_time,
        expire_time: act_time.map(|at| rules::expiry(at, batch.plan.years)),
        threshold,
        years: batch.plan.years,
        flow_total,
        own_cap,
        profile: Profile {
            id,
            carrier: batch.carrier,
            rate: flow_total * share / 30_500 * batch.appetite() / 100,
            cap: lifecycle::cap(extras.quota, threshold, own_cap),
            first_day: act_time.map(day_of),
            shape: batch.shape(),
            ..Profile::default()
        },
    }
}

fn pause(life: &mut Lifecycle, reason: &str, from: i64) {
    life.status = status::SUSPENDED;
    life.reason = Some(reason.to_owned());
    life.profile.pauses.push((from, None));
}

/// Makes the card's usage of the cycle reach some thousandths of its plan by yesterday.
fn use_up(life: &mut Lifecycle, permille: i64, today: i64) {
    let yesterday = today - 1;
    let cycle = rules::cycle_of_day(life.profile.carrier, yesterday);
    let elapsed = yesterday - cycle.first_day + 1;
    let target = life.flow_total * permille / 1000;
    life.profile.rate = target / (elapsed * 9 / 10).clamp(12, 26);
    let cap = life.profile.cap.unwrap_or(target);
    let used = life.profile.sum(cycle, yesterday);
    if used <= cap.max(target.min(cap)) {
        let of_day = life.profile.on(yesterday);
        life.profile
            .overrides
            .push((yesterday, of_day + target.max(cap + 1) - used));
    }
}
