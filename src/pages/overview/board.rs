//! The counts as panels and tables.

use super::counts::{EXPIRY_DAYS, expiring, of_carrier, of_status, percent, reasons_by_weight};
use crate::i18n::format;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::renewal::CalendarView;
use crate::routes::{CardsView, Route};
use crate::state::{App, messages};
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::state::SimStatus;
use gsl_model::wire::{Summary, extension};

/// All panels. `complete` = the service counts reasons, carriers and expiry too.
pub fn board(app: App, summary: &Summary, complete: bool) -> AnyView {
    view! {
        <div class="overview">
            {attention(app, summary, complete)}
            {complete.then(|| reasons(app, summary))}
            {super::pools::short_pools(app)}
            <div class="overview-two">
                {states(app, summary)}
                {complete.then(|| carriers(app, summary))}
            </div>
        </div>
    }
}

fn cards_where(app: App, field: Field, value: Value) -> String {
    app.nav
        .href(&Route::cards_where(CardFilter::one(field, value)))
}

/// A number that opens the list of what it counts.
fn number(href: String, what: &str, count: i64) -> AnyView {
    let count = format::count(count);
    let name = (messages().overview().show)(what, &count);
    view! { <a href=href aria-label=name>{count}</a> }
}

fn attention(app: App, summary: &Summary, complete: bool) -> AnyView {
    let m = app.messages();
    let o = m.overview();
    let stopped = of_status(summary, SimStatus::Suspended);
    let mut tiles = vec![tile(
        o.stopped.to_owned(),
        stopped > 0,
        number(
            cards_where(
                app,
                Field::Status,
                Value::Statuses(vec![SimStatus::Suspended]),
            ),
            o.stopped,
            stopped,
        ),
    )];
    if complete {
        for days in EXPIRY_DAYS {
            let name = (o.expiring_in)(i32::from(days));
            if let Some(count) = expiring(summary, days) {
                let link = number(
                    cards_where(app, Field::Expire, Value::Days(days)),
                    &name,
                    count,
                );
                tiles.push(tile(name, false, link));
            }
        }
    }
    let calendar = app
        .nav
        .href(&Route::RenewalCalendar(CalendarView::default()));
    view! {
        <section class="panel" aria-labelledby="overview-attention">
            <header>
                <h2 id="overview-attention">{o.attention}</h2>
                {complete.then(|| view! { <InfoTip label=o.expiring>{o.expiring_note}</InfoTip> })}
                {app.client.has(extension::RENEWAL).then(|| view! { <a class="small" href=calendar>{app.messages().shell.calendar}</a> })}
            </header>
            <dl class="tiles">{tiles}</dl>
        </section>
    }
}

fn tile(name: String, bad: bool, link: AnyView) -> AnyView {
    view! { <div class="tile" class:bad=bad><dt>{name}</dt><dd class="big">{link}</dd></div> }
}

/// One row of a counting table: what, number, share, and for reasons the remedy.
struct Row {
    what: AnyView,
    name: &'static str,
    href: String,
    count: i64,
    remedy: Option<&'static str>,
}

fn table(title: &'static str, first: &'static str, total: i64, rows: Vec<Row>) -> AnyView {
    let o = messages().overview();
    let with_remedy = rows.iter().any(|row| row.remedy.is_some());
    let body = rows.into_iter().map(move |row| {
        let width = percent(row.count, total);
        view! {
            <tr>
                <th scope="row">{row.what}</th>
                <td class="num">{number(row.href, row.name, row.count)}</td>
                <td class="share" aria-hidden="true">
                    <span class="meter"><b style:width=format!("{width}%")></b></span>
                </td>
                {row.remedy.map(|remedy| view! { <td class="remedy">{remedy}</td> })}
            </tr>
        }
    });
    view! {
        <table class="plain counts">
            <caption class="sr-only">{title}</caption>
            <thead>
                <tr>
                    <th scope="col">{first}</th>
                    <th scope="col" class="num">{o.cards}</th>
                    <th scope="col" class="share" aria-hidden="true">{o.share}</th>
                    {with_remedy.then(|| view! { <th scope="col">{o.remedy}</th> })}
                </tr>
            </thead>
            <tbody>{body.collect_view()}</tbody>
        </table>
    }
}

fn panel(
    id: &'static str,
    title: &'static str,
    beside: Option<AnyView>,
    content: AnyView,
) -> AnyView {
    view! {
        <section class="panel" aria-labelledby=id>
            <header><h2 id=id>{title}</h2>{beside}</header>
            {content}
        </section>
    }
}

fn reasons(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let found = reasons_by_weight(summary);
    let stopped = found.iter().map(|(_, count)| *count).sum();
    let rows: Vec<_> = found
        .into_iter()
        .map(|(reason, count)| Row {
            what: view! { <span>{(m.rules.reason)(reason)}</span> },
            name: (m.rules.reason)(reason),
            href: cards_where(app, Field::Reason, Value::Reasons(vec![reason])),
            count,
            remedy: Some((m.rules.remedy)(reason)),
        })
        .collect();
    let content = if rows.is_empty() {
        view! { <p class="pad muted">{m.overview().none_stopped}</p> }
    } else {
        table(m.overview().by_reason, m.overview().reason, stopped, rows)
    };
    panel("overview-reasons", m.overview().by_reason, None, content)
}

const fn badge(status: SimStatus) -> Status {
    match status {
        SimStatus::InUse => Status::Ok,
        SimStatus::Suspended => Status::Bad,
        SimStatus::Activatable => Status::Warn,
        SimStatus::Testable | SimStatus::Inactive | SimStatus::Deregistered => Status::Idle,
    }
}

fn states(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let rows = SimStatus::ALL.map(|status| {
        let name = (m.rules.status)(status);
        Row {
            what: view! { <StatusBadge kind=badge(status) text=name /> },
            name,
            href: cards_where(app, Field::Status, Value::Statuses(vec![status])),
            count: of_status(summary, status),
            remedy: None,
        }
    });
    let content = table(
        m.overview().by_status,
        m.overview().status,
        summary.total,
        rows.into(),
    );
    let all = app.nav.href(&Route::Cards(CardsView::default()));
    let total = view! { <span class="muted small">{m.overview().total}" "{number(all, m.overview().total, summary.total)}</span> };
    panel(
        "overview-states",
        m.overview().by_status,
        Some(total.into_view()),
        content,
    )
}

fn carriers(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let rows = Carrier::ALL.map(|carrier| {
        let name = (m.rules.carrier)(carrier);
        Row {
            what: view! { <span>{name}</span> },
            name,
            href: cards_where(app, Field::Carrier, Value::Carriers(vec![carrier])),
            count: of_carrier(summary, carrier),
            remedy: None,
        }
    });
    let content = table(
        m.overview().by_carrier,
        m.overview().carrier,
        summary.total,
        rows.into(),
    );
    panel("overview-carriers", m.overview().by_carrier, None, content)
}
