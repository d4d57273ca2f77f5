//! The orders that are in no pool, of a pool's plan when members are added to one.

use super::JoinWizard;
use crate::api::pool_wizard_calls as calls;
use crate::features::listing::paging::paging_here;
use crate::features::listing::{PageSize, use_list};
use crate::features::orders::ticks;
use crate::features::pools::frame::texts;
use crate::features::wizard::at;
use crate::i18n::format;
use crate::routes::pool_wizard::MOST_NAMED;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::feedback::Empty;
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::wire::{PoolCandidate, PoolCandidateList};

/// The table with tick boxes and its pager.
pub fn table(join: JoinWizard) -> AnyView {
    let app = join.app;
    let t = texts(app);
    let (page, size) = (RwSignal::new(1_u32), PageSize::new());
    let list = use_list::<PoolCandidateList>(app, move || {
        Some(calls::candidates(join.into, page.get(), size.get()))
    });
    let state = list.state;
    let tick = Callback::new(move |(ids, on): (Vec<i64>, bool)| {
        join.choose(|view| ticks::toggle(&mut view.orders, &ids, on, MOST_NAMED));
    });
    let ticked = Signal::derive(move || join.view.with(|view| view.orders.clone()));
    let table = move || {
        let selection = ticks::selection(app, list.ids(), ticked, tick, t.tick_page);
        list.table_with(Some(selection), t.choose, columns(app))
    };
    let none = move || {
        let text = match join.into {
            None => t.no_orders_text,
            Some(_) => t.no_orders_join_text,
        };
        view! { <Empty title=t.no_orders text=text></Empty> }
    };
    let paging = paging_here(page, size, state.row_count, t.range);
    state.section(paging, 8, table, none)
}

fn columns(app: App) -> Vec<Column<PoolCandidate>> {
    let (m, t) = (app.messages(), texts(app));
    let cards = |count: Option<i32>| {
        count
            .map_or_else(|| "—".to_owned(), |count| format::count(count.into()))
            .into_view()
    };
    vec![
        Column::new(t.batch_number, |row: &PoolCandidate| {
            view! { <span class="mono">{row.order_id}</span> }
        })
        .names_row(),
        Column::new(t.alone, move |row: &PoolCandidate| {
            let (kind, text) = if row.joinable {
                (Status::Ok, t.alone_passes)
            } else {
                (Status::Bad, t.alone_fails)
            };
            view! { <StatusBadge kind=kind text=text /> }
        })
        .primary(),
        Column::new(t.plan, |row: &PoolCandidate| {
            row.price_plan_name.clone().unwrap_or_default().into_view()
        })
        .primary(),
        Column::new(t.carrier, move |row: &PoolCandidate| {
            let carrier = row.carrier_type.and_then(Carrier::from_carrier_type);
            carrier.map_or("—", m.rules.carrier).into_view()
        }),
        Column::new(t.data_type, move |row: &PoolCandidate| {
            let data = row.data_type.and_then(DataType::from_code);
            data.map_or("—", t.data).into_view()
        }),
        Column::new(t.cards, move |row: &PoolCandidate| cards(row.quantity))
            .numeric()
            .primary(),
        Column::new(t.active, move |row: &PoolCandidate| {
            cards(row.activated_sim_quantity)
        })
        .numeric(),
        Column::new(t.order_status_label, move |row: &PoolCandidate| {
            row.order_status.map_or("—", t.order_status).into_view()
        }),
        Column::new(t.ordered, |row: &PoolCandidate| at(row.create_time)),
    ]
}
