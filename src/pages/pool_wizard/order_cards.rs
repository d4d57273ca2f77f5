//! The cards of a work order, each with what became of it.

use crate::api::{Query, pool_wizard_calls as calls, use_query};
use crate::features::listing::paging::{Paging, RowCount, paging_here, row_count};
use crate::features::pools::frame::texts;
use crate::features::query_section::{list_load_state, part};
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
    query: Query<WorkOrderDetailList>,
    row_count: RowCount,
    paging: Paging,
}

impl Cards {
    /// Those of a work order.
    #[must_use]
    pub fn new(app: App, order: i64) -> Self {
        let (page, size) = (RwSignal::new(1), RwSignal::new(20));
        let state = RwSignal::new(String::new());
        let query = use_query::<WorkOrderDetailList>(app.client, move || {
            let state = state.with(|state| state.parse().ok());
            Some(calls::work_order_cards(
                order,
                state,
                page.get(),
                size.get(),
            ))
        });
        let row_count = row_count(query, |list| list.count);
        Self {
            app,
            page,
            state,
            query,
            row_count,
            paging: paging_here(page, size, row_count, texts(app).range),
        }
    }

    /// Asks again.
    pub fn refetch(self) {
        self.query.refetch();
    }

    /// A filter by state, the table, its pager.
    #[must_use]
    pub fn view(self) -> AnyView {
        let t = texts(self.app);
        let load_state = list_load_state(self.query);
        let mut options = vec![(String::new(), t.all_states.to_owned())];
        options.extend(ItemStatus::ALL.iter().map(|status| {
            (
                status.code().to_string(),
                (t.card_state)(*status).to_owned(),
            )
        }));
        let choose = Callback::new(move |state: String| {
            self.page.set(1);
            self.state.set(state);
        });
        let any = Memo::new(move |_| self.query.data().is_some_and(|list| list.count > 0));
        let content = move || {
            if any.get() {
                self.table()
            } else {
                view! { <p class="pad muted">{t.no_cards}</p> }
            }
        };
        view! {
            <div class="bar">
                <Select label=t.card_states value=self.state options=options on_change=choose hide_label=true />
            </div>
            {part(load_state, 6, content)}
        }
    }

    fn table(self) -> AnyView {
        let t = texts(self.app);
        let rows = Signal::derive(move || {
            self.query
                .data()
                .map(|list| list.work_order_details.clone())
                .unwrap_or_default()
        });
        view! {
            <DataTable
                label=t.cards_of_order
                columns=columns(self.app)
                rows=rows
                key=|row: &WorkOrderDetail| row.id
                loading=self.row_count.stale
            />
            {self.paging.view(self.app)}
        }
    }
}

fn columns(app: App) -> Vec<Column<WorkOrderDetail>> {
    let t = texts(app);
    vec![
        Column::new("cid", t.container_id, move |row: &WorkOrderDetail| {
            let number = iccid::group(row.cid.as_deref().unwrap_or_default());
            match row.sim_card_id {
                Some(id) => {
                    view! { <a class="mono" href=app.nav.href(&Route::card(id))>{number}</a> }
                }
                None => view! { <span class="mono">{number}</span> },
            }
        })
        .names_row(),
        Column::new("state", t.state, move |row: &WorkOrderDetail| {
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
        Column::new("why", t.description, |row: &WorkOrderDetail| {
            row.description.clone().unwrap_or_default().into_view()
        })
        .primary(),
        Column::new("finish", t.finished, |row: &WorkOrderDetail| {
            at(row.finish_time)
        }),
    ]
}
