//! What needs attention: the stopped cards by reason, recoverable ones first, each with its remedy.

use super::counts::{reasons_by_recovery, stopped_within};
use super::links::{cards_where, number};
use super::stopped;
use crate::features::actions::facts::texts;
use crate::features::actions::offers::add_ons_for_matching;
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::batch::BatchView;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::pool::{PoolKind, PoolsView};
use crate::routes::pool_wizard::MOST_NAMED;
use crate::state::App;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::forecast::Risk;
use gsl_model::stop::{Recovery, StopReason};
use gsl_model::wire::{Summary, extension};

/// The panel.
pub fn panel(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let o = m.overview();
    let found = reasons_by_recovery(summary);
    let stopped: i64 = found.iter().map(|(_, count)| *count).sum();
    let known = stopped_within(summary, 1);
    let any_today = known.is_some();
    // How many of a reason stopped today; `None` where the service does not know.
    let today = move |reason: StopReason| {
        let known = known.as_ref()?;
        let of = known.iter().find(|(other, _)| *other == reason);
        Some(of.map_or(0, |(_, count)| *count))
    };
    let content = if found.is_empty() {
        view! { <p class="pad muted">{o.none_stopped}</p> }
    } else {
        let rows = found
            .into_iter()
            .map(|(reason, count)| row(app, reason, count, today(reason)));
        view! {
            <table class="plain counts stopped">
                <caption class="sr-only">{o.attention}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="num">{o.cards}</th>
                        <th scope="col">{o.reason}</th>
                        {any_today.then(|| view! { <th scope="col" class="num today">{o.today}</th> })}
                        <th scope="col"><span class="sr-only">{o.remedy}</span></th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <section class="panel" aria-labelledby="overview-reasons">
            <header>
                <h2 id="overview-reasons">{o.attention}</h2>
                <span class="muted small">{(stopped > 0).then(|| (o.stopped_cards)(&format::count(stopped)))}</span>
            </header>
            {content}
        </section>
    }
}

fn row(app: App, reason: StopReason, count: i64, today: Option<i64>) -> AnyView {
    let m = app.messages();
    let name = (m.rules.reason)(reason);
    let href = cards_where(app, Field::Reason, Value::Reasons(vec![reason]));
    let hopeless = matches!(
        reason.usual_recovery(),
        Some(Recovery::RealName | Recovery::Engineer | Recovery::Nothing)
    );
    view! {
        <tr class:quiet=hopeless>
            <td class="num">{number(href.clone(), name, count)}</td>
            <th scope="row"><b>{name}</b>" "<span class="muted">{(m.rules.remedy)(reason)}</span></th>
            {today.map(|count| view! { <td class="num today">{(count > 0).then(|| stopped::today(app, reason, count))}</td> })}
            <td class="end">{act(app, reason, count, href)}</td>
        </tr>
    }
}

/// The button of a row. The action is previewed or confirmed on the page it leads to.
fn act(app: App, reason: StopReason, count: i64, list: String) -> AnyView {
    let m = app.messages();
    let recovery = reason.usual_recovery();
    if let Some(action) = recovery.and_then(CardAction::recovering) {
        return do_for_all(app, action, reason, count);
    }
    let pools = |kind, risk, text: &'static str| {
        let href = app.nav.href(&Route::Pools(PoolsView {
            risk,
            ..PoolsView::of(kind)
        }));
        view! { <ButtonLink href=href>{text}</ButtonLink> }
    };
    match recovery {
        Some(Recovery::PoolRemedies) => {
            pools(PoolKind::Forward, Some(Risk::Dry), m.overview().dry_pools)
        }
        // A rule of a backward pool has stopped them.
        None => pools(PoolKind::Backward, None, m.shell.backward_pools),
        Some(Recovery::TopUpAccount) => {
            let href = app
                .config
                .with_value(|config| config.billing_url.as_str().to_owned());
            view! {
                <a class="btn" href=href target="_blank" rel="noopener noreferrer">
                    {m.overview().top_up}{icon(IconName::External)}<span class="sr-only">" "{m.common.opens_new_tab}</span>
                </a>
            }
        }
        Some(_) => {
            view! { <ButtonLink kind=Kind::Quiet href=list>{m.overview().view}</ButtonLink> }
        }
    }
}

/// An action on all cards of the reason: a bulk job, or add-ons up to the limit of one purchase.
fn do_for_all(app: App, action: CardAction, reason: StopReason, count: i64) -> AnyView {
    let add_ons = action == CardAction::AddOn;
    let why_not = Signal::derive(move || {
        let needed = if add_ons {
            extension::ADD_ONS_ACT
        } else {
            extension::BULK_JOBS_ACT
        };
        if let Some(why) = app.why_not(needed) {
            return Some(why);
        }
        let many = usize::try_from(count).is_ok_and(|count| count > MOST_NAMED);
        (add_ons && many).then(|| texts(app).too_many.to_owned())
    });
    let go = move |()| {
        let filter = CardFilter::one(Field::Reason, Value::Reasons(vec![reason]));
        if add_ons {
            add_ons_for_matching(app, &filter, Vec::new());
            return;
        }
        let matching = u64::try_from(count).unwrap_or_default();
        app.selected_cards
            .update(|selected| selected.select_all(filter, matching));
        app.nav.go(&Route::Batch(BatchView {
            action: Some(action),
            ..BatchView::default()
        }));
    };
    let text = (app.messages().overview().act)(action, &format::count(count));
    view! { <Button disabled_reason=why_not on_click=Callback::new(go)>{text}</Button> }
}
