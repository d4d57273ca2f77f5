//! The orders that are in no pool, of a pool's plan when members are added to one.

use super::JoinWizard;
use crate::api::{pool_wizard_calls as calls, use_query};
use crate::features::listing::paging::{paging_here, row_count};
use crate::features::orders::ticks;
use crate::features::pools::frame::texts;
use crate::features::query_section::{list_load_state, part};
use crate::features::wizard::at;
use crate::i18n::format;
use crate::routes::pool_wizard::MOST_NAMED;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::feedback::Empty;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::wire::{PoolCandidate, PoolCandidateList};

/// The table with tick boxes and its pager.
pub fn table(join: JoinWizard) -> AnyView {
    let app = join.app;
    let t = texts(app);
    let (page, size) = (RwSignal::new(1_u32), RwSignal::new(20_u32));
    let query = use_query::<PoolCandidateList>(app.client, move || {
        Some(calls::candidates(join.into, page.get(), size.get()))
    });
    let load_state = list_load_state(query);
    let rows = Signal::derive(move || {
        query
            .data()
            .map(|list| list.orders.clone())
            .unwrap_or_default()
    });
    let row_count = row_count(query, |list| list.count);
    let paging = paging_here(page, size, row_count, t.range);
    let none = Memo::new(move |_| query.data().is_none_or(|list| list.count == 0));
    let ids = move || rows.with(|rows| rows.iter().map(|row| row.order_id).collect::<Vec<_>>());
    let tick = Callback::new(move |(ids, on): (Vec<i64>, bool)| {
        join.choose(|view| ticks::toggle(&mut view.orders, &ids, on, MOST_NAMED));
    });
    let ticked = Signal::derive(move || join.view.with(|view| view.orders.clone()));
    let selection = move || {
        let shown = Signal::derive(ids);
        ticks::selection(
            app,
            shown,
            ticked,
            tick,
            t.tick_page,
            |row: &PoolCandidate| row.order_id.to_string(),
        )
    };
    let content = move || {
        if none.get() {
            let text = match join.into {
                None => t.no_orders_text,
                Some(_) => t.no_orders_join_text,
            };
            return view! { <Empty title=t.no_orders text=text></Empty> };
        }
        view! {
            <DataTable
                label=t.choose
                columns=columns(app)
                rows=rows
                key=|row: &PoolCandidate| row.order_id
                selection=selection()
                loading=row_count.stale
                more_label=app.messages().common.more
            />
            {paging.view(app)}
        }
    };
    part(load_state, 8, content)
}

fn columns(app: App) -> Vec<Column<PoolCandidate>> {
    let (m, t) = (app.messages(), texts(app));
    let cards = |count: Option<i32>| {
        count
            .map_or_else(|| "—".to_owned(), |count| format::count(count.into()))
            .into_view()
    };
    vec![
        Column::new("order", t.batch_number, |row: &PoolCandidate| {
            view! { <span class="mono">{row.order_id}</span> }
        })
        .names_row(),
        Column::new("joinable", t.alone, move |row: &PoolCandidate| {
            let (kind, text) = if row.joinable {
                (Status::Ok, t.alone_passes)
            } else {
                (Status::Bad, t.alone_fails)
            };
            view! { <StatusBadge kind=kind text=text /> }
        })
        .primary(),
        Column::new("plan", t.plan, |row: &PoolCandidate| {
            row.price_plan_name.clone().unwrap_or_default().into_view()
        })
        .primary(),
        Column::new("carrier", t.carrier, move |row: &PoolCandidate| {
            let carrier = row.carrier_type.and_then(Carrier::from_carrier_type);
            carrier.map_or("—", m.rules.carrier).into_view()
        }),
        Column::new("data", t.data_type, move |row: &PoolCandidate| {
            let data = row.data_type.and_then(DataType::from_code);
            data.map_or("—", t.data).into_view()
        }),
        Column::new("cards", t.cards, move |row: &PoolCandidate| {
            cards(row.quantity)
        })
        .numeric()
        .primary(),
        Column::new("active", t.active, move |row: &PoolCandidate| {
            cards(row.activated_sim_quantity)
        })
        .numeric(),
        Column::new(
            "status",
            t.order_status_label,
            move |row: &PoolCandidate| row.order_status.map_or("—", t.order_status).into_view(),
        ),
        Column::new("created", t.ordered, |row: &PoolCandidate| {
            at(row.create_time)
        }),
    ]
}
