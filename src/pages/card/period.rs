//! 当前账期: its dates, used, plan and left, when the figures are from, and the real-time query (Q2.1, Q8.1, Q8.2).

use super::CardData;
use crate::features::query_section::{as_of, failure, load_state};
use crate::i18n::format::{self, Scale};
use crate::platform::clock;
use crate::state::{App, app, messages};
use crate::ui::button::Button;
use crate::ui::icon::IconName;
use crate::ui::meter::Meter;
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::figures::{CardUse, Figures};
use gsl_model::state::SimStatus;
use gsl_model::units::Megabytes;
use gsl_model::wire::SimCard;
use gsl_model::zone;
use std::rc::Rc;

/// The panel.
pub fn period(data: CardData) -> AnyView {
    let app = app();
    let m = &app.messages().card().period;
    let live = load_state(data.live);
    follow_answers(app, data);
    let ask = move |()| {
        if data.asked.get_untracked() {
            data.live.refetch();
        } else {
            data.asked.set(true);
        }
    };
    let counts = Memo::new(move |_| {
        data.card.with(|card| {
            card.as_ref()
                .and_then(|card| SimStatus::of(card))
                .is_some_and(SimStatus::shows_usage)
        })
    });
    let reason = move || match (counts.get(), live.loading.get()) {
        (false, _) => data
            .card
            .with(|card| card.as_ref().map(|card| not_counting(card).to_owned())),
        (true, true) => Some(m.querying.to_owned()),
        (true, false) => None,
    };
    view! {
        <section class="panel" aria-labelledby="card-period">
            <header>
                <h2 id="card-period">{m.title}</h2>
                <span class="muted small">{move || { data.day.track(); data.carrier.get().map(dates) }}</span>
                <InfoTip label=m.title>
                    <p>{move || data.carrier.get().map(m.rule)}</p>
                    <p>{m.formula}</p>
                </InfoTip>
            </header>
            <div class="pad part">
                {move || data.card.get().zip(data.usage.get()).map(|(card, usage)| figures(&card, &usage))}
                {failure(live)}
                <div class="row">
                    <Button icon=IconName::Refresh disabled_reason=Signal::derive(reason) on_click=Callback::new(ask)>
                        {m.query_now}
                    </Button>
                    <span class="muted small">{move || { data.day.track(); data.carrier.get().map(days_left) }}</span>
                </div>
            </div>
        </section>
    }
}

/// A real-time answer is kept by the service: what else shows the card asks again.
fn follow_answers(app: App, data: CardData) {
    Effect::new(move |before: Option<bool>| {
        let (loading, good) = data
            .live
            .state
            .with(|state| (state.loading, state.error.is_none() && state.data.is_some()));
        if before == Some(true) && !loading && good {
            app.announce(messages().card().period.queried);
            app.client.invalidate("/v1/sim-cards");
        }
        loading
    });
}

fn dates(carrier: Carrier) -> String {
    let cycle = BillingCycle::current(carrier, clock::now());
    (messages().card().period.dates)(
        &format::date(cycle.start(carrier)),
        &format::date(cycle.end(carrier)),
    )
}

fn days_left(carrier: Carrier) -> String {
    let now = clock::now();
    let end = BillingCycle::current(carrier, now).end(carrier);
    (messages().card().period.days_left)(end.signed_duration_since(zone::today(now)).num_days() + 1)
}

fn not_counting(card: &SimCard) -> &'static str {
    let m = &messages().card().period;
    if SimStatus::of(card) == Some(SimStatus::Deregistered) {
        m.over
    } else {
        m.nothing_counts
    }
}

fn figures(card: &Rc<SimCard>, usage: &CardUse) -> AnyView {
    let m = &messages().card().period;
    if !SimStatus::of(card).is_some_and(SimStatus::shows_usage) {
        return view! { <p class="muted">{not_counting(card)}</p> };
    }
    let pool = match (card.back_pool_id, card.sim_pool_id) {
        (Some(_), _) => Some(m.in_back_pool),
        (None, Some(_)) => Some(m.in_forward_pool),
        (None, None) => None,
    };
    let known = match usage
        .figures
        .and_then(|figures| Some((figures.used?, figures)))
    {
        Some((used, figures)) => known(used, &figures),
        None => not_yet(Carrier::of(card), usage),
    };
    view! { {known}{pool.map(|text| view! { <p class="small muted">{text}</p> })} }
}

/// Used, plan and left in one unit.
fn known(used: Megabytes, figures: &Figures) -> AnyView {
    let m = &messages().card().period;
    let plan = figures.total.unwrap_or_default();
    let left = match (figures.beyond(), figures.left) {
        (Some(beyond), _) => Some((m.beyond, beyond, true)),
        (None, Some(left)) => Some((m.left, left, false)),
        (None, None) => None,
    };
    let scale = Scale::of(&[used, plan, figures.left.unwrap_or_default()]);
    let label = (m.used_of)(&scale.text(used), &scale.short(plan));
    view! {
        <dl class="figures">
            {figure(m.used, scale.text(used), used, false)}
            {figures.total.map(|plan| figure(m.plan, scale.short(plan), plan, false))}
            {left.map(|(name, amount, bad)| figure(name, scale.text(amount), amount, bad))}
        </dl>
        {figures.total.map(|plan| view! { <Meter used=used.thousandths() total=plan.thousandths() label=label /> })}
        <p class="figures-of">{as_of(Some(figures.as_of))}</p>
    }
}

/// No figure of the running cycle yet: when the first is due, and the newest figures with their cycle.
fn not_yet(carrier: Carrier, usage: &CardUse) -> AnyView {
    let m = &messages().card().period;
    let first = format::date(usage.first_on);
    let text = match usage.before {
        _ if zone::today(clock::now()) < usage.first_on => (m.first_on)(&first),
        Some(_) => (m.first_due)(&first),
        None => m.no_figures.to_owned(),
    };
    let before = usage
        .before
        .and_then(|figures| Some((figures.used?, figures)));
    let before = before.map(|(used, figures)| {
        let (cycle, total) = (figures.cycle, figures.total);
        let name = (m.before)(
            &cycle.to_string(),
            &format::date(cycle.start(carrier)),
            &format::date(cycle.end(carrier)),
        );
        let scale = Scale::of(&[used, total.unwrap_or_default()]);
        view! {
            <p class="small muted">{name}</p>
            <dl class="figures">
                {figure(m.used, scale.text(used), used, false)}
                {total.map(|total| figure(m.plan, scale.short(total), total, false))}
            </dl>
            <p class="figures-of">{as_of(Some(figures.as_of))}</p>
        }
    });
    view! { <p>{text}</p>{before} }
}

fn figure(name: &'static str, value: String, exact: Megabytes, bad: bool) -> AnyView {
    view! {
        <div class:bad=bad>
            <dt>{name}</dt>
            <dd class="big" title=format::exact(exact)>{value}</dd>
        </div>
    }
}
