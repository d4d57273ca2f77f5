//! Step 1: the plan, by choices that each leave only what can be bought.

use super::choices::{Choice, choices};
use super::{PurchaseWizard, offer, quantity, texts};
use crate::features::query_section::{load_state, part};
use crate::features::wizard::panel;
use crate::routes::purchase::{PurchaseView, Scenario, Step};
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;

/// Why the next step cannot be taken. Tracked.
pub fn blocked_reason(wizard: PurchaseWizard) -> Option<String> {
    let t = texts(wizard.app);
    let missing = wizard.view.with(|view| match view {
        _ if view.global && view.to.is_empty() => Some(t.first_to),
        _ if !view.global && view.carrier.is_none() => Some(t.first_carrier),
        view if view.mb.is_none() => Some(t.first_size),
        view if view.years.is_none() => Some(t.first_years),
        view if view.scenario.is_none() => Some(t.first_scenario),
        _ => None,
    });
    missing
        .map(str::to_owned)
        .or_else(|| wizard.offer().is_none().then(|| t.first_size.to_owned()))
        .or_else(|| quantity::blocked_reason(wizard))
}

/// The step.
pub fn finder(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let reason = Signal::derive(move || blocked_reason(wizard));
    let content = move || {
        view! {
            {panel(t.plan, view! { <p class="small muted">{t.why_here}</p> {plan(wizard)} })}
            {panel(t.card, quantity::quantity(wizard))}
        }
    };
    view! {
        {part(load_state(wizard.plans), 8, content)}
        <div class="row wizard-buttons">
            <Button kind=Kind::Primary disabled_reason=reason on_click=Callback::new(move |()| wizard.go(Step::Delivery))>{t.next}</Button>
        </div>
    }
}

fn change(wizard: PurchaseWizard, change: impl FnOnce(&mut PurchaseView)) {
    wizard.choose(|view| {
        change(view);
        wizard
            .offers
            .with_untracked(|offers| offer::settle(offers, view));
    });
}

fn plan(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let global = Memo::new(move |_| wizard.view.with(|view| view.global));
    let kind = choices(
        t.kind,
        vec![Choice::new("", t.mainland), Choice::new("global", t.global)],
        move || {
            if global.get() {
                "global".to_owned()
            } else {
                String::new()
            }
        },
        |_| None,
        Callback::new(move |key: String| {
            change(wizard, move |view| {
                view.global = key == "global";
                view.carrier = None;
                view.to.clear();
            });
        }),
    );
    let mut uses: Vec<Choice> = Scenario::ALL
        .into_iter()
        .map(|one| Choice::new(one.key(), (t.scenario_name)(one)))
        .collect();
    uses.push(Choice::new("phone", t.phone));
    let scenario = choices(
        t.scenario,
        uses,
        move || {
            let scenario = wizard.view.with(|view| view.scenario);
            scenario.map_or("", Scenario::key).to_owned()
        },
        move |key| (key == "phone").then(|| t.phone_why.to_owned()),
        Callback::new(move |key: String| {
            wizard.choose(|view| {
                view.scenario = Scenario::from_key(&key);
                view.form = view.form.filter(|form| quantity::fits(view.scenario, form));
            });
        }),
    );
    let personal = move || {
        let personal = wizard.view.with(|view| view.scenario) == Some(Scenario::Personal);
        personal.then(|| view! { <Advice kind=Status::Warn><p>{t.personal_note}</p></Advice> })
    };
    let of_tab = move || {
        let global = global.get();
        view! {
            {if global { regions(wizard) } else { carriers(wizard) }}
            {sizes(wizard, global)}
        }
    };
    view! {
        {kind}
        {scenario}
        {personal}
        {of_tab}
        {years(wizard)}
        <p class="small muted">{t.no_nb}</p>
    }
}

fn carriers(wizard: PurchaseWizard) -> AnyView {
    let (m, t) = (wizard.app.messages(), texts(wizard.app));
    let tiles = Carrier::MAINLAND.map(|carrier| {
        let networks: Vec<_> = carrier
            .networks()
            .iter()
            .map(|network| network.name())
            .collect();
        Choice::new(carrier.key(), (m.rules.carrier)(carrier)).note(networks.join("/"))
    });
    choices(
        t.carrier,
        tiles.into(),
        move || {
            let carrier = wizard.view.with(|view| view.carrier);
            carrier.map_or("", Carrier::key).to_owned()
        },
        move |key| {
            let carrier = Carrier::from_key(key)?;
            let there = wizard
                .offers
                .with(|offers| offer::has_carrier(offers, carrier));
            (!there).then(|| (t.no_carrier)((m.rules.carrier)(carrier)))
        },
        Callback::new(move |key: String| {
            change(wizard, move |view| view.carrier = Carrier::from_key(&key));
        }),
    )
}

fn regions(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let there = wizard
        .offers
        .with_untracked(|offers| offer::regions(offers));
    let networks = Carrier::Overseas.networks();
    let note: Vec<_> = networks.iter().map(|network| network.name()).collect();
    let tiles = there
        .into_iter()
        .map(|to| Choice::new(to.clone(), to).note(note.join("/")));
    choices(
        t.to,
        tiles.collect(),
        move || wizard.view.with(|view| view.to.clone()),
        |_| None,
        Callback::new(move |to: String| change(wizard, move |view| view.to = to)),
    )
}

fn sizes(wizard: PurchaseWizard, global: bool) -> AnyView {
    let (m, t) = (wizard.app.messages(), texts(wizard.app));
    let there = wizard
        .offers
        .with_untracked(|offers| offer::sizes(offers, global));
    let tiles = there
        .into_iter()
        .map(|mb| Choice::new(mb.to_string(), offer::size(mb)));
    choices(
        t.size,
        tiles.collect(),
        move || {
            let mb = wizard.view.with(|view| view.mb);
            mb.map(|mb| mb.to_string()).unwrap_or_default()
        },
        move |key| {
            let mb = key.parse().ok()?;
            wizard.view.with(|view| {
                let of = match view.carrier {
                    Some(carrier) => (m.rules.carrier)(carrier),
                    None if view.global && !view.to.is_empty() => &view.to,
                    None => return None,
                };
                let there = wizard
                    .offers
                    .with(|offers| offer::has_size(offers, view, mb));
                (!there).then(|| (t.no_size)(of))
            })
        },
        Callback::new(move |key: String| change(wizard, move |view| view.mb = key.parse().ok())),
    )
}

fn years(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let there = wizard.offers.with_untracked(|offers| offer::terms(offers));
    let tiles = there
        .into_iter()
        .map(|years| Choice::new(years.to_string(), (t.years_of)(years)));
    choices(
        t.years,
        tiles.collect(),
        move || {
            let years = wizard.view.with(|view| view.years);
            years.map(|years| years.to_string()).unwrap_or_default()
        },
        move |key| {
            let years: i32 = key.parse().ok()?;
            wizard.view.with(|view| {
                let mb = view.mb?;
                let terms = wizard.offers.with(|offers| offer::terms_of(offers, view));
                let only: Vec<_> = terms.iter().map(|years| (t.years_of)(*years)).collect();
                (!terms.is_empty() && !terms.contains(&years))
                    .then(|| (t.only_years)(&offer::size(mb), &only.join(", ")))
            })
        },
        Callback::new(move |key: String| wizard.choose(|view| view.years = key.parse().ok())),
    )
}

/// What was chosen so far, its price as soon as a plan is known, and when it costs (Q2.1–2.4).
pub fn so_far(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let about = move || {
        wizard.offer().map(|offer| {
            let starts = if offer.carrier.is_mainland() {
                (t.starts)(offer.silent_months)
            } else {
                (t.starts_abroad)(offer.silent_months)
            };
            let cycle = (t.cycle)(offer.carrier == Carrier::Unicom);
            view! { <p class="small muted">{starts} " " {t.monthly} " " {cycle}</p> }
        })
    };
    view! {
        {move || quantity::price_so_far(wizard)}
        {about}
        <p class="small muted">{t.promotions}</p>
    }
}
