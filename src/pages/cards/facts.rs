//! What a row says about a card: state with reason, remedy and countdown; usage; expiry; the less common columns.

use super::columns::{AttributeNames, CardColumn, attribute_name};
use crate::i18n::Messages;
use crate::i18n::format::{self, Scale};
use crate::ui::badge::Status;
use chrono::{DateTime, NaiveDate, Utc};
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::figures::{CardUse, LiveAnswer};
use gsl_model::period::{Timeline, TimelineFacts, WaitingPeriodKind};
use gsl_model::state::SimStatus;
use gsl_model::stop::{StopReason, month_start_lag};
use gsl_model::units::Megabytes;
use gsl_model::wire::SimCard;
use gsl_model::{iccid, zone};

/// The state cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Colour and shape.
    pub kind: Status,
    /// Name of the state.
    pub name: String,
    /// Reason and remedy, or the countdown to activation.
    pub line: Option<String>,
    /// Cause, remedy and what else explains it; shown on hover and focus.
    pub tip: Vec<&'static str>,
}

/// State, stop reason and remedy (Q10.2), or the time left until activation (Q2.2, Q2.3).
#[must_use]
pub fn state(m: &'static Messages, card: &SimCard, now: DateTime<Utc>) -> State {
    let Some(status) = SimStatus::of(card) else {
        let name = card
            .sim_status
            .map_or_else(|| m.common.unknown.to_owned(), m.cards().cell.unknown_code);
        return State {
            kind: Status::Idle,
            name,
            line: None,
            tip: Vec::new(),
        };
    };
    let name = (m.rules.status)(status).to_owned();
    let kind = match status {
        SimStatus::InUse => Status::Ok,
        SimStatus::Suspended => Status::Bad,
        SimStatus::Activatable => Status::Warn,
        SimStatus::Testable | SimStatus::Inactive | SimStatus::Deregistered => Status::Idle,
    };
    let stopped = StopReason::of(card).filter(|_| status != SimStatus::Deregistered);
    if let Some(reason) = stopped {
        let line = format!(
            "{} · {}",
            (m.rules.reason)(reason),
            remedy_short(m, card, reason)
        );
        return State {
            kind,
            name,
            line: Some(line),
            tip: explain(m, card, status, reason, now),
        };
    }
    let mut tip = vec![(m.rules.status_meaning)(status)];
    if matches!(status, SimStatus::Testable | SimStatus::Activatable) {
        tip.push(m.rules.works_but_not_active);
    }
    let line = if card.cut_net_flag == Some(true) && status == SimStatus::InUse {
        Some(format!(
            "{} · {}",
            (m.cards().table.column)(CardColumn::CutNet),
            m.cards().cell.cut
        ))
    } else {
        countdown(m, card, now)
    };
    State {
        kind,
        name,
        line,
        tip,
    }
}

/// The remedy that this card has: an add-on does not exist for every carrier, and a pooled card needs its pool refilled.
fn remedy_short(m: &Messages, card: &SimCard, reason: StopReason) -> &'static str {
    let pooled = card.is_pooled();
    let shown = match reason {
        StopReason::OverPlan if pooled => StopReason::Pool,
        reason if reason.recoveries(Carrier::of(card), pooled).is_empty() => {
            StopReason::BackPoolThreshold
        }
        reason => reason,
    };
    (m.rules.remedy_short)(shown)
}

fn explain(
    m: &'static Messages,
    card: &SimCard,
    status: SimStatus,
    reason: StopReason,
    now: DateTime<Utc>,
) -> Vec<&'static str> {
    let mut tip = vec![(m.rules.cause)(reason), (m.rules.remedy)(reason)];
    if status == SimStatus::InUse {
        tip.insert(0, m.cards().cell.data_cut_in_use);
    }
    if reason == StopReason::Violation {
        tip.push(m.cards().cell.phone);
    }
    if reason == StopReason::Expired {
        tip.push(m.cards().cell.purged_note);
    }
    if month_start_lag(reason, Carrier::of(card), zone::today(now)) {
        tip.insert(0, m.rules.month_start_lag);
    }
    tip
}

fn countdown(m: &Messages, card: &SimCard, now: DateTime<Utc>) -> Option<String> {
    let timeline = Timeline::of(&TimelineFacts::of(card, None));
    let waiting = timeline.waiting.filter(|_| timeline.waits)?;
    let days = waiting
        .last_day
        .signed_duration_since(zone::today(now))
        .num_days()
        + 1;
    let date = format::date(waiting.forced_activation);
    let c = &m.cards().cell;
    Some(match (waiting.kind, days) {
        (WaitingPeriodKind::Silent, 1..) => (c.silent_left)(days, &date),
        (WaitingPeriodKind::Silent, _) => c.silent_due.to_owned(),
        (WaitingPeriodKind::Test, 1..) => (c.test_left)(days, &date),
        (WaitingPeriodKind::Test, _) => c.test_due.to_owned(),
    })
}

/// Usage of the running cycle, each figure only as far as the service said it. While there is no figure of it, as on its
/// first day, all are None.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// MB used.
    pub used: Option<Megabytes>,
    /// MB of the plan.
    pub total: Option<Megabytes>,
    /// MB left, negative when over.
    pub left: Option<Megabytes>,
    /// When the figures are from.
    pub at: Option<DateTime<Utc>>,
    /// Whether `at` needs saying: the row differs from the others.
    pub own_time: bool,
    /// On the first day of the cycle: the day on which its first figure comes.
    pub first_on: Option<NaiveDate>,
    /// While there is no figure of the running cycle: the newest one, and the cycle it is of.
    pub before: Option<(BillingCycle, Megabytes)>,
}

impl Usage {
    /// The digits that used, plan and left share; the unit is MB.
    #[must_use]
    pub fn scale(&self) -> Scale {
        Scale::mb(&[self.used, self.total, self.left].map(Option::unwrap_or_default))
    }
}

/// The figures of a row: a real-time answer (operation 15) where it is newer than the list. None before activation (Q8.1).
#[must_use]
pub fn usage(card: &SimCard, live: Option<&LiveAnswer>, now: DateTime<Utc>) -> Option<Usage> {
    if !SimStatus::of(card).is_some_and(SimStatus::shows_usage) {
        return None;
    }
    let known = CardUse::of(card, live, now);
    let Some(figures) = known.figures else {
        let before = known.before;
        return Some(Usage {
            first_on: Some(known.first_on).filter(|first| zone::today(now) < *first),
            before: before.and_then(|before| Some((before.cycle, before.used?))),
            ..Usage::default()
        });
    };
    Some(Usage {
        used: figures.used,
        total: figures.total,
        left: figures.left,
        at: Some(figures.as_of),
        own_time: figures.as_of != zone::last_midnight(now),
        ..Usage::default()
    })
}

/// Expiry: the day, and how far it is. None when the card has none yet.
#[must_use]
pub fn expiry(m: &Messages, card: &SimCard, now: DateTime<Utc>) -> Option<(String, String, bool)> {
    let at = card.expire_time?.0;
    let days = zone::days_between(now, at);
    let c = &m.cards().cell;
    let (text, soon) = match days {
        1.. => ((c.expires_in)(days), days <= 30),
        0 => (c.expires_today.to_owned(), true),
        _ => ((c.expired_since)(-days), true),
    };
    Some((format::service_date(at), text, soon))
}

/// Columns that are one plain text; None where the service says nothing.
#[must_use]
pub fn plain(
    m: &Messages,
    column: CardColumn,
    card: &SimCard,
    names: &AttributeNames,
) -> Option<String> {
    let c = &m.cards().cell;
    let text = |value: &Option<String>| value.clone().filter(|text| !text.is_empty());
    match column {
        CardColumn::Id => Some(card.sim_card_id.to_string()),
        CardColumn::Node => text(&card.node_id),
        CardColumn::Imei => text(&card.imei),
        CardColumn::Model => text(&card.device_model),
        CardColumn::Imsi => text(&card.imsi).map(|imsi| iccid::group(&imsi)),
        CardColumn::Msisdn => text(&card.msisdn).map(|msisdn| iccid::group(&msisdn)),
        CardColumn::Plan => text(&card.price_plan_name),
        CardColumn::Attribute(slot) => {
            let _ = attribute_name(slot, names)?;
            let index = usize::from(slot).checked_sub(1)?;
            (*card.attributes().get(index)?)
                .filter(|value| !value.is_empty())
                .map(str::to_owned)
        }
        CardColumn::Activated => card.act_date.map(|at| format::service_date(at.0)),
        CardColumn::RealNamed => card
            .real_named
            .map(|yes| if yes { m.common.yes } else { m.common.no }.to_owned()),
        CardColumn::CutNet => card
            .cut_net_flag
            .map(|cut| if cut { c.cut } else { m.common.no }.to_owned()),
        CardColumn::Threshold => threshold(m, card),
        CardColumn::Rebinds => card.imei_bind_remain_times.map(|n| n.to_string()),
        CardColumn::Speed => card.speed_value.map(|kbps| {
            if kbps < 0 {
                c.no_limit.to_owned()
            } else {
                format::count(i64::from(kbps))
            }
        }),
        CardColumn::SimType => card
            .sim_type
            .map(|code| (m.cards().filter.sim_type)(code).to_owned()),
        CardColumn::DataType => DataType::of(card).map(|kind| match kind {
            DataType::General => c.general.to_owned(),
            DataType::Directional => c.directional.to_owned(),
        }),
        CardColumn::Network => {
            let networks = Carrier::of(card)
                .networks()
                .iter()
                .map(|network| (m.rules.network)(*network));
            Some(networks.collect::<Vec<_>>().join(m.common.comma))
        }
        CardColumn::Carrier => Some((m.rules.carrier)(Carrier::of(card)).to_owned()),
        CardColumn::Order => card.order_id.map(|id| id.to_string()),
        CardColumn::Cid
        | CardColumn::Status
        | CardColumn::Used
        | CardColumn::Left
        | CardColumn::Tags
        | CardColumn::Expires => None,
    }
}

fn threshold(m: &Messages, card: &SimCard) -> Option<String> {
    let c = &m.cards().cell;
    match (card.exceed_cut_net_flag, card.exceed_cut_net_quota) {
        (Some(false), _) => Some(c.threshold_off.to_owned()),
        (_, Some(0)) => Some(c.threshold_zero.to_owned()),
        (_, Some(quota)) if quota < 0 => Some(c.threshold_none.to_owned()),
        (_, Some(quota)) => Some(format::count(i64::from(quota))),
        (_, None) => None,
    }
}

#[cfg(test)]
#[path = "facts_tests.rs"]
mod tests;
