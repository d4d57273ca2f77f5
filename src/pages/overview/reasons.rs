//! What needs somebody: the stopped cards by reason, what can be ended first, each with the one thing that ends it.

use super::counts::reasons_by_recovery;
use super::links::{cards_where, number};
use crate::api::calls;
use crate::features::mutation::Mutation;
use crate::i18n::format;
use crate::routes::batch::BatchView;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::pool::{PoolKind, PoolsView};
use crate::routes::pool_wizard::MOST_NAMED;
use crate::routes::{CardsView, Route};
use crate::state::{App, messages};
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::stop::StopReason;
use gsl_model::wire::{SimCardList, Summary, decode, extension};

/// What ends a stop, as the overview offers it.
enum Remedy {
    /// A bulk job over the cards of the reason; it is previewed first.
    Bulk(CardAction),
    /// Add-ons for the cards of the reason.
    AddOns,
    /// The pools of this kind.
    Pools(PoolKind),
    /// Topping up the account.
    TopUp,
    /// Nothing that the console can do: the cards.
    List,
}

const fn remedy(reason: StopReason) -> Remedy {
    match reason {
        StopReason::User => Remedy::Bulk(CardAction::Resume),
        StopReason::OverThreshold => Remedy::Bulk(CardAction::Threshold),
        StopReason::Separation => Remedy::Bulk(CardAction::Rebind),
        StopReason::OverPlan => Remedy::AddOns,
        StopReason::Pool => Remedy::Pools(PoolKind::Forward),
        StopReason::BackPoolThreshold => Remedy::Pools(PoolKind::Backward),
        StopReason::PoolFrozen => Remedy::TopUp,
        StopReason::NotRealNamed | StopReason::Violation | StopReason::Expired => Remedy::List,
    }
}

/// The panel.
pub fn panel(app: App, summary: &Summary) -> AnyView {
    let m = app.messages();
    let o = m.overview();
    let found = reasons_by_recovery(summary);
    let stopped: i64 = found.iter().map(|(_, count)| *count).sum();
    let add_on = Mutation::new();
    let content = if found.is_empty() {
        view! { <p class="pad muted">{o.none_stopped}</p> }
    } else {
        let rows = found
            .into_iter()
            .map(|(reason, count)| row(app, reason, count, add_on));
        view! {
            <table class="plain counts stopped">
                <caption class="sr-only">{o.attention}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="num">{o.cards}</th>
                        <th scope="col">{o.reason}</th>
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
            {add_on.failure()}
            {content}
        </section>
    }
}

fn row(app: App, reason: StopReason, count: i64, add_on: Mutation) -> AnyView {
    let m = app.messages();
    let name = (m.rules.reason)(reason);
    let href = cards_where(app, Field::Reason, Value::Reasons(vec![reason]));
    let hopeless = matches!(remedy(reason), Remedy::List);
    view! {
        <tr class:quiet=hopeless>
            <td class="num">{number(href.clone(), name, count)}</td>
            <th scope="row"><b>{name}</b>" "<span class="muted">{(m.rules.remedy)(reason)}</span></th>
            <td class="end">{act(app, reason, count, href, add_on)}</td>
        </tr>
    }
}

/// The button of a row. What it leads to is previewed or confirmed there.
fn act(app: App, reason: StopReason, count: i64, list: String, add_on: Mutation) -> AnyView {
    let m = app.messages();
    let text = (m.overview().act)(reason, &format::count(count));
    let filter = CardFilter::one(Field::Reason, Value::Reasons(vec![reason]));
    let missing = move |extension: &'static str| {
        Signal::derive(move || {
            let lacks = !app.client.has(extension);
            lacks.then(|| messages().common.not_offered.to_owned())
        })
    };
    match remedy(reason) {
        Remedy::Bulk(action) => {
            let go = move |()| {
                let matching = u64::try_from(count).unwrap_or_default();
                app.selected_cards
                    .update(|selected| selected.select_all(filter.clone(), matching));
                app.nav.go(&Route::Batch(BatchView {
                    action: Some(action),
                    ..BatchView::default()
                }));
            };
            view! { <Button disabled_reason=missing(extension::BULK_JOBS) on_click=Callback::new(go)>{text}</Button> }
        }
        Remedy::AddOns => {
            let why_not = Signal::derive(move || {
                add_on.reason(app).or_else(|| {
                    if app.client.has(extension::ADD_ONS) {
                        let many = usize::try_from(count).is_ok_and(|count| count > MOST_NAMED);
                        many.then(|| messages().overview().too_many.to_owned())
                    } else {
                        Some(messages().common.not_offered.to_owned())
                    }
                })
            });
            let go = move |()| {
                let view = CardsView {
                    filter: filter.clone(),
                    ..CardsView::default()
                };
                let most = u32::try_from(MOST_NAMED).unwrap_or(u32::MAX);
                let open = move |body: String| {
                    if let Ok(page) = decode::<SimCardList>(&body) {
                        let ids = page.sim_cards.iter().map(|card| card.sim_card_id);
                        app.nav.go(&Route::card_add_on(ids.collect()));
                    }
                };
                add_on.run(app, calls::cards(&view, most), &[], Box::new(open));
            };
            view! { <Button disabled_reason=why_not on_click=Callback::new(go)>{text}</Button> }
        }
        Remedy::Pools(kind) => {
            let href = app.nav.href(&Route::Pools(PoolsView::of(kind)));
            view! { <ButtonLink href=href>{text}</ButtonLink> }
        }
        Remedy::TopUp => {
            let href = app
                .config
                .with_value(|config| config.billing_url.as_str().to_owned());
            view! {
                <a class="btn" href=href target="_blank" rel="noopener noreferrer">
                    {text}{icon(IconName::External)}<span class="sr-only">" "{m.common.opens_new_tab}</span>
                </a>
            }
        }
        Remedy::List => {
            view! { <ButtonLink kind=Kind::Quiet href=list>{text}</ButtonLink> }
        }
    }
}
