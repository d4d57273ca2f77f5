//! What to do about the card's state: cause, remedy, and when it comes back by itself (Q10.2–10.9, Q9.10–9.12).

use crate::i18n::format::Scale;
use crate::i18n::{Messages, format};
use crate::ui::badge::Status;
use chrono::{DateTime, Utc};
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::figures::Figures;
use gsl_model::period;
use gsl_model::state::SimStatus;
use gsl_model::stop::{Recovery, StopReason, month_start_lag};
use gsl_model::units::Megabytes;
use gsl_model::wire::SimCard;
use gsl_model::zone;

/// A callout: one sentence that matters, then the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// How serious.
    pub kind: Status,
    /// What happened.
    pub title: String,
    /// What to do, and what comes by itself.
    pub lines: Vec<String>,
    /// The remedies that are done here.
    pub acts: Vec<CardAction>,
}

/// The advice for a card; None when it simply works. `figures` are those of the running cycle, if there are any yet.
#[must_use]
pub fn advice(
    m: &Messages,
    card: &SimCard,
    figures: Option<&Figures>,
    now: DateTime<Utc>,
) -> Option<Advice> {
    let status = SimStatus::of(card);
    match (status, StopReason::of(card)) {
        (Some(SimStatus::Deregistered), _) => Some(gone(m, card)),
        (_, Some(reason)) => Some(stopped(m, card, reason, figures, now)),
        (Some(SimStatus::Suspended), None) => Some(Advice {
            kind: Status::Bad,
            title: (m.rules.status_meaning)(SimStatus::Suspended).to_owned(),
            lines: vec![m.card().advice.no_reason.to_owned()],
            acts: Vec::new(),
        }),
        (Some(status), None) if status.awaits_activation() => Some(Advice {
            kind: Status::Idle,
            title: (m.rules.status_meaning)(status).to_owned(),
            lines: match status {
                SimStatus::Testable | SimStatus::Activatable => {
                    vec![m.rules.works_but_not_active.to_owned()]
                }
                _ => Vec::new(),
            },
            acts: vec![CardAction::Activate],
        }),
        (_, None) if card.cut_net_flag == Some(true) => Some(Advice {
            kind: Status::Warn,
            title: m.card().advice.cut_net.to_owned(),
            lines: Vec::new(),
            acts: vec![CardAction::RestoreNet],
        }),
        _ => None,
    }
}

fn gone(m: &Messages, card: &SimCard) -> Advice {
    let cleaned = card
        .expire_time
        .and_then(|end| period::cleaned_out_at(SimStatus::Deregistered, end.0));
    Advice {
        kind: Status::Idle,
        title: (m.rules.status_meaning)(SimStatus::Deregistered).to_owned(),
        lines: cleaned
            .map(|at| (m.card().advice.cleaned_out)(&format::service_date(at)))
            .into_iter()
            .collect(),
        acts: Vec::new(),
    }
}

fn stopped(
    m: &Messages,
    card: &SimCard,
    reason: StopReason,
    figures: Option<&Figures>,
    now: DateTime<Utc>,
) -> Advice {
    let texts = &m.card().advice;
    let carrier = Carrier::of(card);
    let pooled = card.is_pooled();
    let mut lines = Vec::new();
    let beyond = figures.and_then(Figures::beyond);
    let used = figures.and_then(|figures| figures.used);
    let plan = figures.and_then(|figures| figures.total);
    if let (StopReason::OverPlan, Some(used), Some(plan), Some(beyond)) =
        (reason, used, plan, beyond)
    {
        let scale = Scale::of(&[used, plan, beyond]);
        lines.push((texts.over)(
            &scale.text(used),
            &scale.short(plan),
            &scale.text(beyond),
        ));
    }
    if SimStatus::of(card) == Some(SimStatus::InUse) {
        lines.push(texts.data_cut_in_use.to_owned());
    }
    let ways = reason.recoveries(carrier, pooled);
    for way in ways {
        let lead = if matches!(way, Recovery::Nothing | Recovery::RealName) {
            ""
        } else {
            texts.now
        };
        let mut line = sentence(lead, (texts.recovery)(*way, carrier));
        match way {
            Recovery::Rebind if carrier == Carrier::Telecom => {
                line.extend(
                    card.imei_bind_remain_times
                        .map(|n| (texts.rebinds_left)(i64::from(n))),
                );
            }
            Recovery::ChangeThreshold => {
                let quota = card.exceed_cut_net_quota.filter(|quota| *quota >= 0);
                line.extend(quota.map(|quota| {
                    (texts.threshold)(&format!("{} MB", format::count(i64::from(quota))))
                }));
            }
            _ => {}
        }
        lines.push(line);
    }
    if reason == StopReason::Violation {
        lines.push(texts.phone.to_owned());
    }
    let lags = month_start_lag(reason, carrier, zone::today(now));
    // A stop that no figure of the running cycle accounts for is one of the cycle before: the card is due back, and not a
    // cycle later.
    let quota = card
        .exceed_cut_net_quota
        .and_then(|quota| Megabytes::from_mb(quota.into()));
    let due = lags
        && match reason {
            StopReason::OverPlan => beyond.is_none(),
            StopReason::OverThreshold => used.is_none_or(|used| Some(used) < quota),
            _ => false,
        };
    if due {
        lines.push(m.rules.month_start_lag.to_owned());
    } else if reason.comes_back_at_cycle_turn() {
        let day = format::date(BillingCycle::current(carrier, now).next().start(carrier));
        let back = if ways.is_empty() {
            texts.only_back_on
        } else {
            texts.else_back_on
        };
        lines.push(back(&day));
        if lags {
            lines.push(m.rules.month_start_lag.to_owned());
        }
    }
    if reason == StopReason::Expired {
        let cleaned = card
            .expire_time
            .and_then(|end| period::cleaned_out_at(SimStatus::Suspended, end.0));
        lines.extend(cleaned.map(|at| (texts.cleaned_out)(&format::service_date(at))));
    }
    let kind = if reason == StopReason::User {
        Status::Warn
    } else {
        Status::Bad
    };
    Advice {
        kind,
        title: (m.rules.cause)(reason).to_owned(),
        lines,
        acts: ways
            .iter()
            .filter_map(|way| CardAction::recovering(*way))
            .collect(),
    }
}

/// `lead` and `text` as one sentence; without a lead the text begins with a capital letter.
fn sentence(lead: &str, text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if lead.is_empty() => std::iter::once(first.to_ascii_uppercase())
            .chain(letters)
            .collect(),
        _ => format!("{lead}{text}"),
    }
}

#[cfg(test)]
#[path = "advice_tests.rs"]
mod tests;
