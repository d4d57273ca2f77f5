//! 总览: what needs attention first, then the fleet by state and carrier; every number is a link to the list.

mod board;
pub mod counts;
mod fallback_summary;
mod links;
mod pools;
mod reasons;
mod stopped;

use crate::api::{calls, use_query};
use crate::features::account::first_pass_line;
use crate::features::activity;
use crate::features::query_section::{failure, load_state, part};
use crate::routes::{CardsView, Route};
use crate::state::{App, app};
use crate::ui::button::{Button, ButtonLink};
use crate::ui::feedback::{Advice, Empty};
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::wire::{Summary, extension};

/// The first page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let app = app();
    let offered = Memo::new(move |_| app.client.has(extension::SUMMARY));
    (move || {
        if offered.get() {
            whole(app)
        } else {
            by_asking(app)
        }
    })
    .into_view()
}

/// The page from the service's summary.
fn whole(app: App) -> AnyView {
    let query = use_query::<Summary>(app.client, || Some(calls::summary()));
    let state = load_state(query);
    let summary = Memo::new(move |_| query.data());
    let counted_at = move || {
        summary
            .with(|summary| summary.as_ref().and_then(|summary| summary.as_of))
            .map(|time| time.0)
    };
    let as_of = move || counted_at().map(|at| crate::features::query_section::as_of(Some(at)));
    view! {
        {head(app, Signal::derive(move || state.loading.get()), state.refetch, (move || as_of()).into_view())}
        {part(state, 10, move || (move || summary.get().map(|summary| {
            if summary.total == 0 { nothing_yet(app) } else { board::board(app, &summary, true) }
        }))
        .into_view())}
        {activity::feed(app)}
    }
}

/// The page without a summary: states counted one by one.
fn by_asking(app: App) -> AnyView {
    let m = app.messages().overview();
    let fallback_summary = fallback_summary::count_states(app);
    let state = fallback_summary.load_state;
    view! {
        {head(app, Signal::derive(move || fallback_summary.summary.get().is_none()), fallback_summary.again, ().into_view())}
        <Advice kind=crate::ui::badge::Status::Idle>
            <p><b>{m.no_summary}</b></p>
            <p>{m.no_summary_text}</p>
        </Advice>
        {failure(state)}
        <p class="muted" role="status">{move || fallback_summary.progress.get().map(|(done, all)| (m.counting)(done, all))}</p>
        {move || fallback_summary.summary.get().map(|summary| {
            if summary.total == 0 { nothing_yet(app) } else { board::board(app, &summary, false) }
        })}
    }
}

fn head(app: App, busy: Signal<bool>, refresh: Callback<()>, as_of: AnyView) -> AnyView {
    let m = app.messages();
    let reason = Signal::derive(move || busy.get().then(|| m.common.loading.to_owned()));
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{m.shell.overview}</h1>
                <p>{m.overview().purpose}</p>
            </div>
            <div class="actions">
                {as_of}
                <Button icon=IconName::Refresh disabled_reason=reason on_click=refresh>{m.common.refresh}</Button>
            </div>
        </div>
        {first_pass_line(app)}
    }
}

/// Q3.9, Q9.1
fn nothing_yet(app: App) -> AnyView {
    let m = app.messages();
    let list = app.nav.href(&Route::Cards(CardsView::default()));
    let buy = app.nav.href(&Route::purchase());
    view! {
        <section class="panel">
            <div class="pad">
                <Empty title=m.overview().empty>
                <div class="empty-lines">
                    <p>{m.overview().empty_why}</p>
                    <p>{m.overview().empty_when}</p>
                    <p class="row">
                        <ButtonLink href=buy>{m.shell.purchase}</ButtonLink>
                        <ButtonLink href=list>{m.shell.card_list}</ButtonLink>
                    </p>
                </div>
                </Empty>
            </div>
        </section>
    }
}
