//! The single checks.

use super::{Area, Check, Finding, Line, Outcome, REBIND, Remedy, Situation, Symptom};
use crate::{
    action::CardAction,
    can::DataType,
    carrier::Carrier,
    region::{self, Verdict},
    state::SimStatus,
    stop::{Recovery, StopReason, month_start_lag},
    units::Megabytes,
};

/// The result of a check; `None` when it does not apply to the card.
pub(super) fn line(check: Check, situation: &Situation<'_>) -> Option<Line> {
    let carrier = situation.facts.carrier;
    let (outcome, finding, remedies) = match check {
        Check::Network => network(situation),
        Check::Apn => apn(carrier),
        Check::Roaming => (Outcome::ByHand, Finding::Try, vec![]),
        Check::State => state(situation),
        Check::Data => data(situation),
        Check::Threshold => threshold(situation)?,
        Check::CutNet => cut_net(situation)?,
        Check::RealName => real_name(situation)?,
        Check::PermittedUse => permitted_use(situation),
        Check::Directional => directional(situation),
        Check::Region => region(situation),
        Check::BoundArea => bound_area(situation)?,
        Check::Frozen => frozen(situation)?,
        Check::Device => device(situation),
        Check::Restart => by_hand(Finding::Try, Remedy::Action(CardAction::ResetNetwork)),
        Check::MissingEntries => missing_entries(situation)?,
        Check::OtherModule => other_module(situation)?,
        Check::Signal => signal(situation)?,
    };
    Some(Line {
        check,
        outcome,
        finding,
        remedies,
    })
}

/// The parts of a line.
type Parts = (Outcome, Finding, Vec<Remedy>);

const fn passed(finding: Finding) -> Parts {
    (Outcome::Passed, finding, Vec::new())
}

fn by_hand(finding: Finding, remedy: Remedy) -> Parts {
    (Outcome::ByHand, finding, vec![remedy])
}

fn failed(finding: Finding, remedy: Remedy) -> Parts {
    (Outcome::Failed, finding, vec![remedy])
}

/// Stopped, for the reason in the facts, with what ends the stop.
fn stopped(situation: &Situation<'_>) -> Parts {
    let facts = &situation.facts;
    let reason = facts.stop;
    let recoveries = reason.map_or(&[][..], |reason| {
        reason.recoveries(facts.carrier, facts.pooled)
    });
    let may_lag =
        reason.is_some_and(|reason| month_start_lag(reason, facts.carrier, situation.today));
    let remedies = recoveries.iter().copied().map(Remedy::Recovery).collect();
    (
        Outcome::Failed,
        Finding::Stopped { reason, may_lag },
        remedies,
    )
}

fn network(situation: &Situation<'_>) -> Parts {
    let offered = situation.facts.carrier.networks();
    let told = situation.card.network_type.as_deref().map(str::trim);
    let Some(is) = told.filter(|network| !network.is_empty()) else {
        return (Outcome::ByHand, Finding::Networks(offered), vec![]);
    };
    // "4G", "LTE", "4G/LTE-Cat1": a name without 3G or 4G in it has to be checked by hand.
    let upper = is.to_ascii_uppercase();
    let named = |name: &str| upper.contains(name) || (name == "4G" && upper.contains("LTE"));
    let outcome = if offered.iter().any(|network| named(network.name())) {
        Outcome::Passed
    } else if ["2G", "3G", "4G", "5G", "NB"]
        .iter()
        .any(|name| named(name))
    {
        Outcome::Failed
    } else {
        Outcome::ByHand
    };
    let finding = Finding::Network {
        is: is.to_owned(),
        offered,
    };
    (outcome, finding, vec![])
}

fn apn(carrier: Carrier) -> Parts {
    let apn = carrier.apn();
    let remedies = apn.map(Remedy::CopyApn).into_iter().collect();
    (Outcome::ByHand, Finding::Apn(apn), remedies)
}

fn state(situation: &Situation<'_>) -> Parts {
    match situation.facts.status {
        None => (Outcome::ByHand, Finding::Unknown, vec![]),
        Some(SimStatus::InUse) => passed(Finding::State(SimStatus::InUse)),
        Some(SimStatus::Suspended) => stopped(situation),
        Some(SimStatus::Deregistered) => failed(
            Finding::State(SimStatus::Deregistered),
            Remedy::Recovery(Recovery::Nothing),
        ),
        Some(waiting) => by_hand(
            Finding::NotActivated(waiting),
            Remedy::Action(CardAction::Activate),
        ),
    }
}

fn data(situation: &Situation<'_>) -> Parts {
    const OUT_OF_DATA: [StopReason; 4] = [
        StopReason::OverPlan,
        StopReason::Pool,
        StopReason::PoolFrozen,
        StopReason::BackPoolThreshold,
    ];
    let facts = &situation.facts;
    if situation.is_stopped_for(&OUT_OF_DATA) {
        return stopped(situation);
    }
    if facts.status.is_some_and(SimStatus::awaits_activation) {
        return passed(Finding::NothingCounts);
    }
    if facts.pooled {
        return passed(Finding::InPool);
    }
    match situation.left() {
        None => by_hand(Finding::Unknown, Remedy::RealTimeUsage),
        Some(left) if left > Megabytes::ZERO => passed(Finding::Left(left)),
        Some(left) => {
            let over = Megabytes::ZERO.checked_sub(left).unwrap_or_default();
            failed(Finding::Over(over), Remedy::Action(CardAction::AddOn))
        }
    }
}

fn threshold(situation: &Situation<'_>) -> Option<Parts> {
    if !situation.facts.carrier.is_mainland() {
        return None;
    }
    if situation.is_stopped_for(&[StopReason::OverThreshold]) {
        return Some(stopped(situation));
    }
    let quota = match situation.card.exceed_cut_net_quota {
        _ if !situation.facts.threshold => return Some(passed(Finding::NoThreshold)),
        Some(quota) if quota < 0 => return Some(passed(Finding::NoThreshold)),
        Some(quota) => quota,
        None => {
            let change = Remedy::Action(CardAction::Threshold);
            return Some(by_hand(Finding::Unknown, change));
        }
    };
    let used = situation.used();
    let finding = Finding::Threshold { quota, used };
    let limit = Megabytes::from_mb(quota.into());
    let change = Remedy::Action(CardAction::Threshold);
    Some(match used.zip(limit) {
        _ if quota == 0 => failed(finding, change),
        Some((used, limit)) if used >= limit => failed(finding, change),
        Some(_) => passed(finding),
        None => by_hand(finding, Remedy::RealTimeUsage),
    })
}

fn cut_net(situation: &Situation<'_>) -> Option<Parts> {
    let facts = &situation.facts;
    (facts.carrier == Carrier::Telecom).then(|| {
        if facts.cut_net {
            failed(Finding::Cut(true), Remedy::Action(CardAction::RestoreNet))
        } else {
            passed(Finding::Cut(false))
        }
    })
}

fn real_name(situation: &Situation<'_>) -> Option<Parts> {
    let facts = &situation.facts;
    if !facts.carrier.is_mainland() {
        return None;
    }
    if situation.is_stopped_for(&[StopReason::NotRealNamed]) {
        return Some(stopped(situation));
    }
    let query = Remedy::Action(CardAction::QueryRealName);
    Some(match situation.real_named.or(facts.real_named) {
        Some(true) => passed(Finding::RealNamed(true)),
        // Not every card needs it: enterprise real-name is the default (Q3.7).
        Some(false) => by_hand(Finding::RealNamed(false), query),
        None => by_hand(Finding::Unknown, query),
    })
}

fn permitted_use(situation: &Situation<'_>) -> Parts {
    if situation.is_stopped_for(&[StopReason::Violation]) {
        return stopped(situation);
    }
    (Outcome::ByHand, Finding::Try, vec![])
}

fn directional(situation: &Situation<'_>) -> Parts {
    let entries = Remedy::DirectionalEntries;
    match situation.facts.data_type {
        Some(DataType::General) => passed(Finding::GeneralData),
        Some(DataType::Directional) => by_hand(Finding::DirectionalData, entries),
        None => by_hand(Finding::Unknown, entries),
    }
}

fn region(situation: &Situation<'_>) -> Parts {
    let carrier = situation.facts.carrier;
    if !carrier.is_mainland() {
        return passed(Finding::Region {
            verdict: Verdict::NoTable,
            border: false,
        });
    }
    let place = situation.place();
    let Some((place, verdict)) =
        place.and_then(|place| Some((place, region::check(carrier, place)?)))
    else {
        return by_hand(Finding::NoPlace, Remedy::RegionChecker);
    };
    let border = region::is_border(place);
    let finding = Finding::Region { verdict, border };
    match verdict {
        Verdict::LocalOnly { .. } => failed(finding, Remedy::RegionChecker),
        Verdict::Allowed | Verdict::NoTable if !border => passed(finding),
        _ => by_hand(finding, Remedy::RegionChecker),
    }
}

fn bound_area(situation: &Situation<'_>) -> Option<Parts> {
    if situation.facts.carrier != Carrier::Mobile {
        return None;
    }
    let bind = Remedy::Action(CardAction::BindArea);
    Some(match situation.area {
        None => by_hand(Finding::Unknown, bind),
        Some(Area::Free) => passed(Finding::NoBoundArea),
        Some(Area::Bound(area)) => {
            let place = situation.place().and_then(region::province_of);
            let inside = place
                .zip(region::province(area))
                .map(|(place, area)| place.zh == area.zh);
            let finding = Finding::BoundArea {
                area: area.to_owned(),
                inside,
            };
            match inside {
                Some(true) => passed(finding),
                Some(false) => failed(finding, bind),
                None => by_hand(finding, bind),
            }
        }
    })
}

fn frozen(situation: &Situation<'_>) -> Option<Parts> {
    let carrier = situation.facts.carrier;
    matches!(carrier, Carrier::Mobile | Carrier::Unicom).then(|| match situation.frozen {
        Some(false) => passed(Finding::Frozen(false)),
        Some(true) => failed(Finding::Frozen(true), Remedy::Engineer),
        None => by_hand(Finding::Unknown, Remedy::Engineer),
    })
}

fn device(situation: &Situation<'_>) -> Parts {
    let facts = &situation.facts;
    if situation.is_stopped_for(&[StopReason::Separation]) {
        return stopped(situation);
    }
    // China Mobile also shows a changed device as a violation (Q9.3).
    if facts.carrier == Carrier::Mobile && situation.is_stopped_for(&[StopReason::Violation]) {
        return by_hand(Finding::Unknown, REBIND);
    }
    match situation
        .card
        .imei
        .as_deref()
        .filter(|imei| !imei.is_empty())
    {
        Some(imei) => passed(Finding::Bound {
            imei: imei.to_owned(),
        }),
        None if facts.status.is_some_and(SimStatus::awaits_activation) => {
            passed(Finding::NotBoundYet)
        }
        None => (Outcome::ByHand, Finding::Unknown, vec![]),
    }
}

fn missing_entries(situation: &Situation<'_>) -> Option<Parts> {
    let concerned =
        situation.symptom == Symptom::Drops && situation.facts.data_type != Some(DataType::General);
    concerned.then(|| by_hand(Finding::Try, Remedy::DirectionalEntries))
}

fn other_module(situation: &Situation<'_>) -> Option<Parts> {
    (situation.symptom == Symptom::Drops).then(|| by_hand(Finding::Try, REBIND))
}

/// Shown for the symptoms drops and weak signal; physical cards report no signal level.
fn signal(situation: &Situation<'_>) -> Option<Parts> {
    if !matches!(situation.symptom, Symptom::Drops | Symptom::WeakSignal) {
        return None;
    }
    let level = situation.card.signal_level.as_deref();
    let level = level.and_then(|level| level.trim().parse::<i32>().ok());
    Some(match level {
        Some(level @ 3..=4) => passed(Finding::Signal(level)),
        Some(level @ 1..=2) => (Outcome::Failed, Finding::Signal(level), vec![]),
        _ => (Outcome::ByHand, Finding::Try, vec![]),
    })
}
