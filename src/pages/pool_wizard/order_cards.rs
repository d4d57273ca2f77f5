//! The cards of a work order, each with what became of it.

use crate::api::pool_wizard_calls as calls;
use crate::features::listing::filters::options;
use crate::features::listing::paging::{Paging, paging_here};
use crate::features::listing::{List, PageSize, use_list};
use crate::features::pools::frame::texts;
use crate::features::wizard::at;
use crate::routes::Route;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::field::Select;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::iccid;
use gsl_model::wire::{WorkOrderDetail, WorkOrderDetailList};
use gsl_model::work_order::ItemStatus;

/// The table and what it shows. Copy.
#[derive(Clone, Copy)]
pub struct Cards {
    app: App,
    page: RwSignal<u32>,
    state: RwSignal<String>,
    list: List<WorkOrderDetail>,
    paging: Paging,
}

impl Cards {
    /// Those of a work order.
    #[must_use]
    pub fn new(app: App, order: i64) -> Self {
        let (page, size) = (RwSignal::new(1), PageSize::new());
        let state = RwSignal::new(String::new());
        let list = use_list::<WorkOrderDetailList>(app, move || {
            let state = state.with(|state| state.parse().ok());
            Some(calls::work_order_cards(
                order,
                state,
                page.get(),
                size.get(),
            ))
        });
        Self {
            app,
            page,
            state,
            list,
            paging: paging_here(page, size, list.state.row_count, texts(app).range),
        }
    }

    /// Asks again.
    pub fn refetch(self) {
        self.list.state.load.refetch.run(());
    }

    /// A filter by state, the table, its pager.
    #[must_use]
    pub fn view(self) -> AnyView {
        let t = texts(self.app);
        let options = options(
            t.all_states,
            ItemStatus::ALL,
            |status| status.code(),
            |status| (t.card_state)(status).to_owned(),
        );
        let choose = Callback::new(move |state: String| {
            self.page.set(1);
            self.state.set(state);
        });
        let table = move || {
            let list = self.list;
            view! {
                <DataTable
                    label=t.cards_of_order
                    columns=columns(self.app)
                    rows=list.rows
                    key=|row: &WorkOrderDetail| row.id
                    loading=list.state.row_count.stale
                />
            }
        };
        let none = move || view! { <p class="pad muted">{t.no_cards}</p> };
        view! {
            <div class="bar">
                <Select label=t.card_states value=self.state options=options on_change=choose hide_label=true />
            </div>
            {self.list.state.section(self.paging, 6, table, none)}
        }
    }
}

fn columns(app: App) -> Vec<Column<WorkOrderDetail>> {
    let t = texts(app);
    vec![
        Column::new(t.container_id, move |row: &WorkOrderDetail| {
            let number = iccid::group(row.cid.as_deref().unwrap_or_default());
            match row.sim_card_id {
                Some(id) => {
                    view! { <a class="mono" href=app.nav.href(&Route::card(id))>{number}</a> }
                }
                None => view! { <span class="mono">{number}</span> },
            }
        })
        .names_row(),
        Column::new(t.state, move |row: &WorkOrderDetail| {
            let status = row.status.and_then(ItemStatus::from_code);
            let kind = match status {
                Some(ItemStatus::Success) => Status::Ok,
                Some(ItemStatus::Failed) => Status::Bad,
                _ => Status::Warn,
            };
            let text = status.map_or("—", t.card_state);
            view! { <StatusBadge kind=kind text=text /> }
        })
        .primary(),
        Column::new(t.description, |row: &WorkOrderDetail| {
            row.description.clone().unwrap_or_default().into_view()
        })
        .primary(),
        Column::new(t.finished, |row: &WorkOrderDetail| at(row.finish_time)),
    ]
}
