//! The loaded page: key figures, the states as one bar, what needs attention, carriers.

use super::counts::{EXPIRY_DAYS, expiring, of_carrier, of_status, percent, permille};
use super::links::{cards_where, number};
use super::{pools, reasons, stopped};
use crate::i18n::format;
use crate::platform::clock;
use crate::routes::card_filter::{Field, Value};
use crate::routes::renewal::CalendarView;
use crate::routes::{CardsView, Route};
use crate::state::{App, messages};
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use chrono::Days;
use gsl_model::carrier::Carrier;
use gsl_model::forecast::Risk;
use gsl_model::state::SimStatus;
use gsl_model::wire::{Summary, extension};
use gsl_model::zone;

/// All parts. `complete` = the service counts reasons, carriers and expiry too.
pub fn board(app: App, summary: &Summary, complete: bool) -> AnyView {
    let short = pools::short(app);
    view! {
        <div class="overview">
            {figures(app, summary, complete, short)}
            {states(app, summary)}
            <div class="overview-two">
                {complete.then(|| reasons::panel(app, summary))}
                <div class="overview">
                    {pools::panel(app, short)}
                    {complete.then(|| carriers(app, summary))}
                </div>
            </div>
        </div>
    }
}

fn with_status(app: App, status: SimStatus) -> String {
    cards_where(app, Field::Status, Value::Statuses(vec![status]))
}

pub(super) fn figure(name: String, bad: bool, value: AnyView, below: AnyView) -> AnyView {
    view! {
        <div class="key-figure" class:bad=bad>
            <dt>{name}</dt>
            <dd class="big">{value}</dd>
            <dd class="small muted">{below}</dd>
        </div>
    }
}

/// The states in display order: working cards first, cards that need no action last.
const STATES: [SimStatus; 6] = [
    SimStatus::InUse,
    SimStatus::Suspended,
    SimStatus::Activatable,
    SimStatus::Testable,
    SimStatus::Inactive,
    SimStatus::Deregistered,
];

/// The share of a state: `73.3 %`.
fn of_all(summary: &Summary, status: SimStatus) -> AnyView {
    let share = permille(of_status(summary, status), summary.total);
    let text = format!("{}.{}", share / 10, share % 10);
    (messages().overview().of_all)(&text).into_view()
}

fn figures(app: App, summary: &Summary, complete: bool, short: Memo<pools::Short>) -> AnyView {
    let m = app.messages();
    let o = m.overview();
    let in_use = {
        let status = SimStatus::InUse;
        let (name, count) = ((m.rules.status)(status), of_status(summary, status));
        figure(
            name.to_owned(),
            false,
            number(with_status(app, status), name, count),
            of_all(summary, status),
        )
    };
    let mut expiry = EXPIRY_DAYS.into_iter().filter_map(|days| {
        let name = (o.expiring_in)(i32::from(days));
        let count = expiring(summary, days)?;
        let href = cards_where(app, Field::Expire, Value::Days(days));
        let link = number(href, &name, count);
        Some((days, name, link))
    });
    let soonest =
        complete
            .then(|| expiry.next())
            .flatten()
            .map(|(days, name, link)| {
                let later = expiry
                .map(|(days, _, link)| view! { <span>{(o.days)(i32::from(days))}" "{link}</span> })
                .collect_view();
                let calendar = app.client.has(extension::RENEWAL_READ).then(|| {
                let href = app
                    .nav
                    .href(&Route::RenewalCalendar(CalendarView::default()));
                let today = zone::today(clock::now());
                let last = today.checked_add_days(Days::new(days.into())).unwrap_or(today);
                let renew = app
                    .nav
                    .href(&Route::renewal_between(&today.to_string(), &last.to_string()));
                view! { <a href=renew>{m.shell.renewal}</a>" "<a href=href>{m.shell.calendar}</a> }
            });
                view! {
                    <div class="key-figure">
                        <dt>{name}<InfoTip label=o.expiring>{o.expiring_note}</InfoTip></dt>
                        <dd class="big">{link}</dd>
                        <dd class="small muted later">{later}{calendar}</dd>
                    </div>
                }
            });
    let all = app.nav.href(&Route::Cards(CardsView::default()));
    let at_risk = move || {
        short.with(|short| {
            let pools = format::count(i64::try_from(short.at_risk.len()).unwrap_or_default());
            let href = pools::href(app, Some(Risk::AtRisk));
            (!short.at_risk.is_empty()).then(|| {
                figure(
                    o.at_risk.to_owned(),
                    false,
                    view! { <a href=href aria-label=(o.pools_show)(&pools)>{pools.clone()}</a> },
                    (o.would_stop)(&format::count(short.would_stop())).into_view(),
                )
            })
        })
    };
    view! {
        <section aria-labelledby="overview-figures">
            <h2 id="overview-figures" class="sr-only">{o.figures}</h2>
            <dl class="key-figures">
                {in_use}
                {stopped::figure(app, summary)}
                {soonest}
                {at_risk}
                {figure(o.total.to_owned(), false, number(all, o.total, summary.total), ().into_view())}
            </dl>
        </section>
    }
}

const fn badge(status: SimStatus) -> Status {
    match status {
        SimStatus::InUse => Status::Ok,
        SimStatus::Suspended => Status::Bad,
        SimStatus::Activatable => Status::Warn,
        SimStatus::Testable | SimStatus::Inactive | SimStatus::Deregistered => Status::Idle,
    }
}

/// The whole fleet as one bar with its legend.
fn states(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let parts = STATES.map(|status| {
        let share = permille(of_status(summary, status), summary.total);
        view! { <b class=badge(status).class() style:flex-grow=share.to_string()></b> }
    });
    let legend = STATES.map(|status| {
        let name = (m.rules.status)(status);
        let count = of_status(summary, status);
        view! {
            <li>
                <StatusBadge kind=badge(status) text=name />
                {number(with_status(app, status), name, count)}
                <span class="muted">{of_all(summary, status)}</span>
            </li>
        }
    });
    view! {
        <section aria-label=m.overview().by_status>
            <div class="composition" aria-hidden="true">{parts.into_iter().collect_view()}</div>
            <ul class="legend">{legend.into_iter().collect_view()}</ul>
        </section>
    }
}

fn carriers(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let o = m.overview();
    let rows = Carrier::ALL.map(|carrier| {
        let name = (m.rules.carrier)(carrier);
        let count = of_carrier(summary, carrier);
        let href = cards_where(app, Field::Carrier, Value::Carriers(vec![carrier]));
        let width = percent(count, summary.total);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="share" aria-hidden="true"><span class="meter"><b style:width=format!("{width}%")></b></span></td>
                <td class="num">{number(href, name, count)}</td>
            </tr>
        }
    });
    view! {
        <section class="panel" aria-labelledby="overview-carriers">
            <header><h2 id="overview-carriers">{o.by_carrier}</h2></header>
            <table class="plain counts">
                <caption class="sr-only">{o.by_carrier}</caption>
                <thead class="sr-only">
                    <tr>
                        <th scope="col">{o.carrier}</th>
                        <th scope="col" aria-hidden="true">{o.share}</th>
                        <th scope="col">{o.cards}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
        </section>
    }
}
