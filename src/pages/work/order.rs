//! One work order: its facts, progress and cards.

use super::cells;
use super::items::{items, n};
use crate::api::{use_query, work_calls};
use crate::features::instants;
use crate::features::mutation::Mutation;
use crate::features::polling::{note, while_running};
use crate::features::query_section::{load_state, part};
use crate::i18n::work::work;
use crate::routes::Route;
use crate::routes::work::{WorkOrderView, WorkOrdersView};
use crate::state::{App, app};
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::wire::WorkOrder;

/// The page. With the number 0 there is no work order, only the results of one card in all of them.
#[component]
pub fn WorkOrderPage(
    /// Number; 0 = all.
    id: i64,
) -> impl IntoView {
    let app = app();
    let w = work(app.locale.get_untracked());
    let view = Memo::new(move |_| match app.nav.route() {
        Route::WorkOrder(view) if view.id == id => view,
        _ => WorkOrderView {
            id,
            ..WorkOrderView::default()
        },
    });
    let list = app.nav.href(&Route::WorkOrders(WorkOrdersView::default()));
    let crumbs = view! { <nav class="crumbs" aria-label=w.back><a href=list>{w.back}</a></nav> };
    if id == 0 {
        return view! {
            <div class="head">
                <div>
                    {crumbs}
                    <h1 tabindex="-1">{w.items_title}</h1>
                    <p>{w.items_purpose}</p>
                </div>
            </div>
            {items(app, view, Memo::new(|_| false))}
        };
    }
    let query = use_query::<WorkOrder>(app.client, move || Some(work_calls::work_order(id)));
    let order = Memo::new(move |_| query.data());
    let running = Memo::new(move |_| {
        order.with(|order| order.as_ref().is_some_and(|order| cells::is_open(order)))
    });
    let refetch = Callback::new(move |()| query.refetch());
    while_running(app, running, refetch);
    Effect::new(move |before: Option<Option<i32>>| {
        let now = order.with(|order| order.as_ref().and_then(|order| order.status));
        if let Some(Some(_)) = before.filter(|before| *before != now) {
            order.with_untracked(|order| {
                if let Some(order) = order {
                    app.announce((w.changed)(id, &cells::state(app, order)));
                }
            });
        }
        now
    });
    let kind = move || order.with(|order| order.as_ref().map(|order| cells::kind(app, order)));
    let facts = move || match order.get() {
        Some(order) => facts(app, &order),
        None => ().into_view(),
    };
    let m = app.messages();
    view! {
        <div class="head">
            <div>
                {crumbs}
                <h1 tabindex="-1">{(w.order)(id)}</h1>
                <p>{kind}</p>
            </div>
            <div class="actions">
                {note(app, running, w.live)}
                {cancel(app, id, order)}
                <Button icon=IconName::Refresh on_click=refetch>{m.common.refresh}</Button>
            </div>
        </div>
        <section class="panel work-facts"><div class="pad">{part(load_state(query), 3, facts)}</div></section>
        <h2 class="work-items">{w.items}</h2>
        {items(app, view, running)}
    }
}

fn facts(app: App, order: &WorkOrder) -> AnyView {
    let w = work(app.locale.get_untracked());
    let row = |name: &'static str, value: AnyView| {
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
    };
    let result = match cells::result(app, order) {
        text if text.is_empty() => instants::nothing(app),
        text => text.into_view(),
    };
    let why = order
        .fail_reason
        .clone()
        .map(|why| row(w.reason, why.into_view()));
    // Of one card its state says all of it.
    let several = order.total_count.is_none_or(|total| total > 1);
    let counts = several.then(|| {
        view! {
            {row(w.progress, cells::progress(app, order))}
            {row(w.result, result)}
            {row(w.total, n(order.total_count).into_view())}
            {row(w.succeeded, n(order.success_count).into_view())}
            {row(w.failed, n(order.fail_count).into_view())}
        }
    });
    view! {
        <dl class="facts work-grid">
            {row(w.state, cells::badge(app, order))}
            {counts}
            {row(w.created, instants::instant(app, order.create_time))}
            {row(w.finished, instants::instant(app, order.finish_time))}
            {row(w.expected, instants::instant(app, order.expected_time))}
            {row(w.source, cells::source(app, order).into_view())}
            {row(w.asked, order.req_detail.clone().unwrap_or_default().into_view())}
            {why}
        </dl>
    }
}

fn cancel(app: App, id: i64, order: Memo<Option<std::rc::Rc<WorkOrder>>>) -> AnyView {
    let m = app.messages();
    let w = work(app.locale.get_untracked());
    let open = RwSignal::new(false);
    let mutation = Mutation::new();
    let offered = move || {
        order.with(|order| {
            let open = |order: &std::rc::Rc<WorkOrder>| {
                order.cancellable.is_some() && cells::is_open(order)
            };
            order.as_ref().is_some_and(open)
        })
    };
    let ended = Signal::derive(move || {
        let still =
            order.with(|order| order.as_ref().and_then(|order| order.cancellable) == Some(true));
        app.read_only()
            .or_else(|| (!still).then(|| w.ended.to_owned()))
    });
    let really = Callback::new(move |()| {
        mutation.run(
            app,
            work_calls::cancel_work_order(id),
            &["/v1/sim-cards", "/v1/bulk-jobs", work_calls::WORK_ORDERS],
            Box::new(move |_| {
                open.set(false);
                app.announce((w.cancelled)(id));
            }),
        );
    });
    let close = Callback::new(move |()| open.set(false));
    let ask = Callback::new(move |()| {
        mutation.error.set(None);
        open.set(true);
    });
    view! {
        {move || offered().then(|| view! { <Button disabled_reason=ended on_click=ask>{w.cancel}</Button> })}
        <Dialog
            open=open
            title=(w.cancel_title)(id)
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=close>{w.cancel_keep}</Button>
                <Button kind=Kind::Danger disabled_reason=Signal::derive(move || mutation.reason(app)) on_click=really>{w.cancel}</Button>
            }
        >
            <p>{w.cancel_text}</p>
            {mutation.failure()}
        </Dialog>
    }
}
