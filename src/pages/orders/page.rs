//! The list of orders.

use super::columns;
use super::list::OrdersList;
use crate::api::{calls, use_query};
use crate::features::exports::list_menu;
use crate::features::listing::filters::options;
use crate::features::listing::page::ResultsLine;
use crate::features::listing::{ListPage, SearchKind, nothing};
use crate::features::orders::{explain, is_open, kind, state, state_name};
use crate::features::polling::{note, while_running};
use crate::routes::order::StateFilter;
use crate::state::app;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::export::ExportKind;
use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::wire::{Order, PricePlanList, extension};

/// The page.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let page = OrdersList::new(app);
    let OrdersList {
        t,
        view,
        list,
        settings,
        ..
    } = page;
    let rows = list.state.explained(explain);
    let paging = view.paging(rows, page.size, t.range);
    let running = list.has(is_open);
    while_running(app, running, rows.load.refetch);
    let changed = move |order: &Order| (t.changed)(order.order_id, &state(app, order));
    list.announce_changes(|order| order.order_status, changed, t.changed_many);
    rows.announce_count(t.count);
    let table = move || {
        list.table(
            m.shell.orders,
            Signal::derive(move || columns::columns(page)),
        )
    };
    let none = move || {
        if view.is_filtered() {
            view.no_match(t.none_match, "")
        } else {
            nothing(t.none, t.none_text)
        }
    };
    let actions = view! {
        {settings.button(Callback::new(move |size| page.resize(size)))}
        {list_menu(ExportKind::Orders, rows, None, move || settings.fields(), list.rows)}
        {super::basic::invoice(app)}
    };
    let purpose = format!("{} {}", t.purpose, t.invoice_note);
    let body = if app.client.has(extension::ORDERS) {
        view! {
            {filters(page)}
            {ResultsLine::of(rows, settings.prefs).view(Signal::stored(t.count), note(app, running, t.live))}
            {rows.section(paging, 10, table, none)}
        }
    } else {
        view! { <Advice kind=Status::Idle><p>{t.not_offered}</p></Advice> }
    };
    view! {
        <ListPage title=m.shell.orders purpose=purpose actions=actions class="order-list">{body}</ListPage>
        {page.order_action.view()}
    }
}

/// Number, state, type, carrier, plan, pool.
fn filters(page: OrdersList) -> AnyView {
    let OrdersList { app, t, view, .. } = page;
    let state = |status: OrderStatus| state_name(app, Some(status.code()), None);
    let mut states = options(t.all, OrderStatus::ALL, OrderStatus::key, state);
    states.insert(1, (StateFilter::Open.key().to_owned(), t.open.to_owned()));
    let kinds = options(t.all, OrderType::ALL, OrderType::key, |one| {
        kind(app, Some(one.code()))
    });
    let carriers = options(t.all, &Carrier::ALL, Carrier::key, |carrier| {
        (app.messages().rules.carrier)(carrier).to_owned()
    });
    view! {
        <div class="work-filters">
            {view.search(t.number, SearchKind::Number, |view| &mut view.number)}
            {view.select(
                t.state,
                states,
                |view| view.states.key().to_owned(),
                |view, key| view.states = StateFilter::from_key(key),
            )}
            {view.select(
                t.kind,
                kinds,
                |view| view.kind.map_or("", OrderType::key).to_owned(),
                |view, key| view.kind = OrderType::from_key(key),
            )}
            {view.select(
                t.carrier,
                carriers,
                |view| view.carrier.map_or("", Carrier::key).to_owned(),
                |view, key| view.carrier = Carrier::from_key(key),
            )}
            {view.select(t.plan, plans(page), |view| view.plan.clone(), |view, key| key.clone_into(&mut view.plan))}
            {view.search(t.pool, SearchKind::Number, |view| &mut view.pool)}
        </div>
    }
}

/// Plans by name; an unknown one from the address shows as its id.
fn plans(page: OrdersList) -> Signal<Vec<(String, String)>> {
    let OrdersList { app, t, view, .. } = page;
    let query = use_query::<PricePlanList>(app.client, || Some(calls::price_plans()));
    Signal::derive(move || {
        let mut options = vec![(String::new(), t.all.to_owned())];
        if let Some(known) = query.data() {
            options.extend(known.price_plans.iter().filter_map(|plan| {
                let id = plan.price_plan_id.clone()?;
                Some((id, plan.price_plan_name.clone()?))
            }));
        }
        let asked = view.with(|view| view.plan.clone());
        if options.iter().all(|(id, _)| *id != asked) {
            options.push((asked.clone(), asked));
        }
        options
    })
}
