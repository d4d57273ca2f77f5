//! An order that is to join a pool, and whether it passes each rule (Q13.3, Q13.8, Q13.11).

use crate::i18n::format;
use crate::i18n::pool_wizard::pool_wizard;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::pool::JoinRule;
use gsl_model::wire::{JoinCheckOrder, JoinCheckRule};

/// An order; collapsed if it passes and there are many.
#[must_use]
pub fn order(app: App, order: &JoinCheckOrder, few: bool) -> AnyView {
    let t = pool_wizard(app.locale.get_untracked());
    let failed = order
        .rules
        .iter()
        .filter(|rule| rule.outcome == "failed")
        .count();
    let (kind, text) = if order.passed {
        (Status::Ok, t.passes.to_owned())
    } else {
        (Status::Bad, (t.fails)(failed))
    };
    // Failed rules first.
    let rules = ["failed", "doubtful", "passed"]
        .into_iter()
        .flat_map(|outcome| {
            order
                .rules
                .iter()
                .filter(move |rule| rule.outcome == outcome)
        });
    let rules = rules.map(|rule| line(app, rule));
    view! {
        <details class="wizard-order" open=few || !order.passed>
            <summary>
                <b class="mono">{order.order_id}</b>
                <span>{(t.of_cards)(&format::count(order.cards))}</span>
                <StatusBadge kind=kind text=text />
            </summary>
            <ul class="wizard-rules">{rules.collect_view()}</ul>
        </details>
    }
}

fn line(app: App, rule: &JoinCheckRule) -> AnyView {
    let t = pool_wizard(app.locale.get_untracked());
    let (kind, outcome) = match rule.outcome.as_str() {
        "passed" => (Status::Ok, t.rule_passed),
        "doubtful" => (Status::Warn, t.rule_doubtful),
        _ => (Status::Bad, t.rule_failed),
    };
    let name = JoinRule::from_key(&rule.rule)
        .map_or_else(|| rule.rule.clone(), |known| (t.rule)(known).to_owned());
    let why = reason(app, rule);
    view! {
        <li data-rule=rule.rule.clone()>
            <StatusBadge kind=kind text=outcome />
            <div>
                <p>{name}</p>
                {why.map(|why| view! { <p class="wizard-why">{why}</p> })}
            </div>
        </li>
    }
}

/// Why a rule failed or is doubtful, with the actual and the required value.
fn reason(app: App, rule: &JoinCheckRule) -> Option<String> {
    let (m, t) = (app.messages(), pool_wizard(app.locale.get_untracked()));
    let is = rule.is.as_deref().unwrap_or_default();
    let needs = rule.needs.as_deref().unwrap_or_default();
    let carrier = |code: &str| {
        let carrier = code.parse().ok().and_then(Carrier::from_carrier_type);
        carrier.map_or_else(
            || code.to_owned(),
            |carrier| (m.rules.carrier)(carrier).to_owned(),
        )
    };
    Some(match rule.reason.as_deref()? {
        "in_pool" => (t.why_in_pool)(is),
        "split" => (t.why_split)(is, needs),
        "other_carrier" => (t.why_carrier)(&carrier(is), &carrier(needs)),
        "other_plan" => (t.why_plan)(needs),
        "pool_too_old" => (t.why_too_old)(needs),
        key => (t.why)(key).map_or_else(|| key.to_owned(), str::to_owned),
    })
}
