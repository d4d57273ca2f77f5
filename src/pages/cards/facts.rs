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
    /// Name of the state; of a stopped card the reason.
    pub name: String,
    /// The state's name where `name` is the reason.
    pub of: Option<&'static str>,
    /// Remedy, or the countdown to activation.
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
            of: None,
            line: None,
            tip: Vec::new(),
        };
    };
    let state_name = (m.rules.status)(status);
    let kind = match status {
        SimStatus::InUse => Status::Ok,
        SimStatus::Suspended => Status::Bad,
        SimStatus::Activatable => Status::Warn,
        SimStatus::Testable | SimStatus::Inactive | SimStatus::Deregistered => Status::Idle,
    };
    let stopped = StopReason::of(card).filter(|_| status != SimStatus::Deregistered);
    if let Some(reason) = stopped {
        return State {
            // China Telecom leaves a card in a changed device in use; its data are cut all the same.
            kind: Status::Bad,
            name: (m.rules.reason)(reason).to_owned(),
            of: Some(state_name),
            line: Some(remedy_short(m, card, reason).to_owned()),
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
        name: state_name.to_owned(),
        of: None,
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

/// When a card expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// The day.
    pub day: String,
    /// How far it is.
    pub far: String,
    /// Within 100 days, either way.
    pub near: bool,
    /// Within 30 days, or past.
    pub soon: bool,
}

/// None when the card does not expire yet.
#[must_use]
pub fn expiry(m: &Messages, card: &SimCard, now: DateTime<Utc>) -> Option<Expiry> {
    let at = card.expire_time?.0;
    let days = zone::days_between(now, at);
    let c = &m.cards().cell;
    Some(Expiry {
        day: format::service_date(at),
        far: match days {
            1.. => (c.expires_in)(days),
            0 => c.expires_today.to_owned(),
            _ => (c.expired_since)(-days),
        },
        near: days.abs() < 100,
        soon: days <= 30,
    })
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
        CardColumn::Stopped => card.stopped_since.map(|at| format::instant(at.0)),
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
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use gsl_model::time::Time;
    use gsl_model::wire::SimPricePlan;

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    fn card(status: SimStatus, reason: Option<StopReason>, carrier: Carrier) -> SimCard {
        SimCard {
            sim_card_id: 1,
            sim_status: Some(status.code()),
            stop_reason: reason.map(|reason| reason.key().to_owned()),
            operator_status: reason.map_or(Some(-1), StopReason::code),
            carrier_type: Some(carrier.carrier_type()),
            ..SimCard::default()
        }
    }

    const LATER: &str = "2026-11-22T04:00:00Z";

    #[test]
    fn q10_2_reason_and_remedy_stand_in_the_row() {
        let m = Locale::ZhCn.messages();
        let shown = state(
            m,
            &card(
                SimStatus::Suspended,
                Some(StopReason::User),
                Carrier::Mobile,
            ),
            at(LATER),
        );
        assert_eq!(
            (shown.kind, shown.of, &*shown.name, shown.line.as_deref()),
            (Status::Bad, Some("已停用"), "主动停机", Some("可复机"))
        );
        let over = card(
            SimStatus::Suspended,
            Some(StopReason::OverPlan),
            Carrier::Overseas,
        );
        assert_eq!(
            state(m, &over, at(LATER)).line.as_deref(),
            Some("下个账期自动恢复"),
            "no add-on overseas"
        );
        let pooled = SimCard {
            pooled: Some(true),
            ..card(
                SimStatus::Suspended,
                Some(StopReason::OverPlan),
                Carrier::Unicom,
            )
        };
        assert!(
            state(m, &pooled, at(LATER))
                .line
                .unwrap()
                .contains("流量池")
        );
    }

    #[test]
    fn q10_3_violation_says_that_phone_use_is_final() {
        for locale in Locale::ALL {
            let m = locale.messages();
            let shown = state(
                m,
                &card(
                    SimStatus::Suspended,
                    Some(StopReason::Violation),
                    Carrier::Mobile,
                ),
                at(LATER),
            );
            assert!(shown.tip.contains(&m.cards().cell.phone));
        }
    }

    #[test]
    fn q10_8_the_first_three_days_of_the_cards_cycle() {
        let m = Locale::EnUs.messages();
        let lag = |carrier, now: &str| {
            state(
                m,
                &card(SimStatus::Suspended, Some(StopReason::Pool), carrier),
                at(now),
            )
            .tip
            .contains(&m.rules.month_start_lag)
        };
        assert!(
            lag(Carrier::Mobile, "2026-11-02T04:00:00Z")
                && !lag(Carrier::Mobile, "2026-11-04T04:00:00Z")
        );
        assert!(
            lag(Carrier::Unicom, "2026-10-28T04:00:00Z")
                && !lag(Carrier::Unicom, "2026-11-02T04:00:00Z")
        );
    }

    #[test]
    fn q9_10_waiting_cards_count_down_and_explain_the_delay() {
        let m = Locale::ZhCn.messages();
        let bought = SimCard {
            purchase_time: Time::parse("2026-10-10T04:00:00Z"),
            ..card(SimStatus::Activatable, None, Carrier::Unicom)
        };
        let shown = state(m, &bought, at("2026-11-22T04:00:00Z"));
        // Silent until 2027-04-09, the last day included.
        assert_eq!(
            shown.line.as_deref(),
            Some("沉默期还剩 139 天，2027-05-01 自动激活")
        );
        assert!(shown.tip.contains(&m.rules.works_but_not_active));
    }

    #[test]
    fn q8_1_usage_shows_only_after_activation() {
        let mb = Megabytes::from_mb;
        let used = SimCard {
            flow_used: mb(33),
            flow_left: mb(-3),
            ..card(SimStatus::InUse, None, Carrier::Mobile)
        };
        let shown = usage(&used, None, at(LATER)).unwrap();
        assert_eq!(
            (shown.used, shown.total, shown.left, shown.own_time),
            (mb(33), mb(30), mb(-3), false)
        );
        assert_eq!(
            usage(
                &SimCard {
                    sim_status: Some(13),
                    ..used.clone()
                },
                None,
                at(LATER)
            ),
            None
        );
        let plan = SimPricePlan {
            flow_used: mb(34),
            flow_total: mb(30),
            flow_left: mb(-4),
            ..SimPricePlan::default()
        };
        let live = usage(&used, Some(&(plan, at(LATER))), at(LATER)).unwrap();
        assert_eq!(
            (live.used, live.at, live.own_time),
            (mb(34), Some(at(LATER)), true)
        );
    }

    #[test]
    fn a1_a_row_shows_no_figure_of_the_cycle_before() {
        let mb = Megabytes::from_mb;
        for (carrier, midnight, first_on, cycle) in [
            (
                Carrier::Mobile,
                "2026-11-30T16:00:00Z",
                "2026-12-02",
                "2026-11",
            ),
            (
                Carrier::Unicom,
                "2026-11-26T16:00:00Z",
                "2026-11-28",
                "2026-11",
            ),
            (
                Carrier::Telecom,
                "2026-12-31T16:00:00Z",
                "2027-01-02",
                "2026-12",
            ),
        ] {
            let over = SimCard {
                flow_used: mb(5504),
                flow_left: mb(-384),
                flow_total: mb(5120),
                flow_time: Time::parse(midnight),
                ..card(SimStatus::InUse, None, carrier)
            };
            let hours = |hours| at(midnight) + chrono::TimeDelta::hours(hours);
            let first_day = usage(&over, None, hours(1)).unwrap();
            assert_eq!(
                (
                    first_day.used,
                    first_day.total,
                    first_day.left,
                    first_day.at
                ),
                (None, None, None, None)
            );
            let day = first_day.first_on.map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(first_on));
            let before = first_day
                .before
                .map(|(cycle, used)| (cycle.to_string(), used));
            assert_eq!(before, Some((cycle.to_owned(), mb(5504).unwrap())));
            // The figures are late: none yet, and no promise for a day that has passed.
            let late = usage(&over, None, hours(25)).unwrap();
            assert_eq!((late.used, late.first_on), (None, None));
            // The last hour of the cycle.
            let last = usage(&over, None, hours(-1)).unwrap();
            assert_eq!(last.left, mb(-384));
        }
    }

    #[test]
    fn a12_used_plan_and_left_of_a_row_share_their_digits() {
        let of = |used: i64, left: i64| {
            let thousandths = Megabytes::from_thousandths;
            let card = SimCard {
                flow_used: Some(thousandths(used)),
                flow_left: Some(thousandths(left)),
                ..card(SimStatus::InUse, None, Carrier::Mobile)
            };
            let shown = usage(&card, None, at(LATER)).unwrap();
            let text = |value: Option<Megabytes>| shown.scale().number(value.unwrap());
            let total = shown.scale().short_number(shown.total.unwrap());
            [text(shown.used), total, text(shown.left)]
        };
        assert_eq!(of(10_239_600, 400), ["10,239.60", "10,240", "0.40"]);
        assert_eq!(of(4, 29_996), ["0.004", "30", "29.996"]);
        assert_eq!(of(10_240_004, -4), ["10,240.004", "10,240", "−0.004"]);
        assert_eq!(of(30_000, 0), ["30.00", "30", "0.00"]);
    }

    #[test]
    fn a_state_of_tomorrow_is_shown_as_its_code() {
        let m = Locale::EnUs.messages();
        let shown = state(
            m,
            &SimCard {
                sim_status: Some(99),
                ..SimCard::default()
            },
            at(LATER),
        );
        assert_eq!(shown.name, "Unknown (99)");
    }
}
