//! What a line found, in words.

use crate::features::regions::verdict_text;
use crate::i18n::check::Check as Texts;
use crate::i18n::format::Scale;
use crate::state::App;
use gsl_model::carrier::Network;
use gsl_model::checklist::{Check, Finding, Line, Outcome};
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;

/// What was found.
pub fn text(app: App, line: &Line) -> String {
    let m = app.messages();
    let c = m.check();
    let networks = |networks: &[Network]| {
        let names: Vec<_> = networks
            .iter()
            .map(|network| (m.rules.network)(*network))
            .collect();
        names.join(m.common.comma)
    };
    match &line.finding {
        Finding::Unknown => c.unknown.to_owned(),
        Finding::Network { is, offered } => (c.network)(is, &networks(offered)),
        Finding::Networks(offered) => (c.networks)(&networks(offered)),
        Finding::Apn(Some(apn)) => (c.apn)(apn),
        Finding::Apn(None) => c.no_apn.to_owned(),
        Finding::State(status) => stated(
            app,
            (m.rules.status)(*status),
            (m.rules.status_meaning)(*status),
        ),
        Finding::NotActivated(status) => format!(
            "{} {}",
            stated(
                app,
                (m.rules.status)(*status),
                (m.rules.status_meaning)(*status)
            ),
            m.rules.works_but_not_active
        ),
        Finding::Stopped { reason: None, .. } => c.stop_unknown.to_owned(),
        // The line about the state says why; the others only what to do.
        Finding::Stopped {
            reason: Some(reason),
            ..
        } if line.check != Check::State => (m.rules.remedy_short)(*reason).to_owned(),
        Finding::Stopped {
            reason: Some(reason),
            may_lag,
        } => {
            let mut text = stated(app, (m.rules.reason)(*reason), (m.rules.cause)(*reason));
            for more in [
                Some((m.rules.remedy)(*reason)),
                may_lag.then_some(m.rules.month_start_lag),
            ]
            .into_iter()
            .flatten()
            {
                text.push(' ');
                text.push_str(more);
            }
            text
        }
        Finding::Left(left) => (c.left)(&Scale::of(&[*left]).short(*left)),
        Finding::Over(over) => (c.over)(&Scale::of(&[*over]).short(*over)),
        Finding::InPool => c.in_pool.to_owned(),
        Finding::NothingCounts => c.nothing_counts.to_owned(),
        Finding::NoThreshold => c.no_threshold.to_owned(),
        Finding::Threshold { quota: 0, .. } => c.threshold_zero.to_owned(),
        Finding::Threshold { quota, used } => {
            let quota = Megabytes::from_mb(i64::from(*quota)).unwrap_or_default();
            let scale = match used {
                Some(used) => Scale::of(&[quota, *used]),
                None => Scale::exact(&[quota]),
            };
            let used = used.map(|used| scale.short(used));
            (c.threshold)(&scale.short(quota), used.as_deref())
        }
        Finding::Cut(cut) => (c.cut)(*cut).to_owned(),
        Finding::RealNamed(done) => (c.real_named)(*done).to_owned(),
        Finding::GeneralData => c.general.to_owned(),
        Finding::DirectionalData => c.directional.to_owned(),
        Finding::Region { verdict, border } => {
            let mut text = verdict_text(app, *verdict, None, None);
            if *border {
                text.push(' ');
                text.push_str(c.border);
            }
            text
        }
        Finding::NoPlace => c.no_place.to_owned(),
        Finding::BoundArea { area, inside } => (c.bound_area)(area, *inside),
        Finding::NoBoundArea => c.no_bound_area.to_owned(),
        Finding::Frozen(frozen) => (c.frozen)(*frozen).to_owned(),
        Finding::Bound { imei } => (c.bound)(imei),
        Finding::NotBoundYet => c.not_bound_yet.to_owned(),
        Finding::Signal(level) => (c.signal)(*level),
        Finding::Try => String::new(),
    }
}

fn stated(app: App, name: &str, meaning: &str) -> String {
    match app.locale.get_untracked() {
        crate::i18n::Locale::ZhCn => format!("{name}：{meaning}"),
        crate::i18n::Locale::EnUs => format!("{name}: {meaning}"),
    }
}

/// Rules beside the finding: whom cut-offs are for (Q3.12), what ends a stop (Q10.6, Q10.9).
pub fn notes(c: &Texts, line: &Line) -> Vec<&'static str> {
    match (line.check, &line.finding) {
        (Check::Threshold, _) => vec![c.threshold_note],
        (Check::CutNet, _) => vec![c.cut_note],
        (
            Check::State,
            Finding::Stopped {
                reason: Some(StopReason::User),
                ..
            },
        ) => vec![c.user_note],
        (Check::State, Finding::Stopped { .. }) if line.outcome == Outcome::Failed => {
            vec![c.resume_note]
        }
        _ => Vec::new(),
    }
}
