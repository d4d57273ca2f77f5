//! Cards that stopped today: in total, since yesterday, and by reason.

use super::board::figure as key_figure;
use super::counts::{of_status, stopped_within};
use super::links::number;
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::wire::Summary;
use gsl_model::zone;

/// The list of cards that stopped within `days`, for one reason or all.
fn href(app: App, days: u16, reason: Option<StopReason>) -> String {
    let mut filter = CardFilter::one(Field::Stopped, Value::Days(days));
    if let Some(reason) = reason {
        filter = filter.with(Field::Reason, Value::Reasons(vec![reason]));
    }
    app.nav.href(&Route::cards_where(filter))
}

/// The key figure “stopped today”; all stopped cards when the service does not report when cards stopped.
pub fn figure(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let o = m.overview();
    let Some(today) = stopped_within(summary, 1) else {
        let (status, name) = (SimStatus::Suspended, o.stopped);
        let count = of_status(summary, status);
        let filter = CardFilter::one(Field::Status, Value::Statuses(vec![status]));
        let list = app.nav.href(&Route::cards_where(filter));
        return key_figure(
            name.to_owned(),
            count > 0,
            number(list, name, count),
            ().into_view(),
        );
    };
    let total = |counts: &[(StopReason, i64)]| counts.iter().map(|(_, count)| *count).sum::<i64>();
    let since_yesterday = stopped_within(summary, 2).unwrap_or_default();
    let yesterday = number(
        href(app, 2, None),
        o.since_yesterday,
        total(&since_yesterday),
    );
    // History that begins later than yesterday cannot tell of all of it.
    let begins = summary
        .states_since
        .filter(|since| {
            zone::today(since.0).succ_opt() >= summary.as_of.map(|now| zone::today(now.0))
        })
        .map(|since| view! { <span>{(o.states_since)(&format::instant(since.0))}</span> });
    let below = view! {
        <span>{yesterday}" "{o.since_yesterday}</span>{begins}
    };
    view! {
        <div class="key-figure" class:bad=!today.is_empty()>
            <dt>{o.stopped_today}</dt>
            <dd class="big">{number(href(app, 1, None), o.stopped_today, total(&today))}</dd>
            <dd class="small muted later">{below}</dd>
        </div>
    }
}

/// Cards of a reason that stopped today, for its row: `+21`.
pub fn today(app: App, reason: StopReason, count: i64) -> AnyView {
    let m = app.messages();
    let (name, shown) = ((m.rules.reason)(reason), format::count(count));
    let label = (m.overview().reason_today)(name, &shown);
    view! { <a href=href(app, 1, Some(reason)) aria-label=label>"+"{shown}</a> }
}
