//! The state of the list: the view in the address, the viewer's preferences, the rows.

use super::order_action::OrderActionDialog;
use crate::api::order_calls;
use crate::features::listing::{
    ColumnChoice, List, ListAddress, PageSize, TableSettings, use_list,
};
use crate::i18n::orders::{Orders, orders};
use crate::routes::order::OrdersView;
use crate::routes::{Page, Route};
use crate::state::App;
use gsl_model::wire::{Order, OrderList, extension};

/// Rows on a page before the viewer chose.
const PAGE_SIZE: u32 = 20;

/// Handle of the list's state. Copy.
#[derive(Clone, Copy)]
pub struct OrdersList {
    /// The console.
    pub app: App,
    /// Its texts.
    pub t: &'static Orders,
    /// Filter and page as the address says.
    pub view: ListAddress<OrdersView>,
    /// Columns and page size.
    pub settings: TableSettings,
    /// Rows a page.
    pub size: PageSize,
    /// The rows.
    pub list: List<Order>,
    /// Payment and cancellation.
    pub order_action: OrderActionDialog,
}

impl OrdersList {
    /// Sets up the page's query.
    #[must_use]
    pub fn new(app: App) -> Self {
        let t = orders(app.locale.get_untracked());
        let view = ListAddress::new(
            app,
            OrdersView::default(),
            |route| match route {
                Route::Orders(view) => Some(view),
                _ => None,
            },
            Route::Orders,
            |view| &mut view.page,
        );
        let settings = TableSettings::new(app, "orders", PAGE_SIZE, columns(t));
        let size = settings.page_size();
        let list = use_list::<OrderList>(app, move || {
            app.client
                .has(extension::ORDERS)
                .then(|| order_calls::orders(&view.get(), size.get()))
        });
        Self {
            app,
            t,
            view,
            settings,
            size,
            list,
            order_action: OrderActionDialog::new(app),
        }
    }

    /// Sets the rows of a page and goes to the first.
    pub fn resize(self, size: u32) {
        self.size.set.run(size);
        self.view.go(|view| view.page = Page::default());
    }
}

/// All columns (console.md section 8): their keys, headings, and what they are in an export.
fn columns(t: &Orders) -> Vec<ColumnChoice> {
    let column = |key, heading, fields| ColumnChoice {
        key,
        heading,
        // The carrier is known by the plan.
        shown: key != "carrier",
        fields,
    };
    vec![
        column("id", t.number, &["order_id"]),
        column("trade", t.trade, &["trade_number"]),
        column("plan", t.plan, &["price_plan_name"]),
        column("sim_type", t.sim_type, &["sim_type"]),
        column("form", t.form, &["card_form"]),
        column("type", t.kind, &["order_type"]),
        column("state", t.state, &["order_status"]),
        column("expected", t.expected, &["expected_time"]),
        column("model", t.model, &["model"]),
        column("network", t.network, &["network_type"]),
        column("company", t.company, &["logistics_company"]),
        column("tracking", t.tracking, &["logistics_number"]),
        column("shipped", t.shipped, &["ship_time"]),
        column("quantity", t.quantity, &["quantity"]),
        column("data", t.data, &["data_type"]),
        column("period", t.period, &["period_years"]),
        column("test", t.test, &["silent_months"]),
        column("pooled", t.pooled, &["pool_kind", "pool_id"]),
        column("price", t.price, &["price_cents"]),
        column("created", t.created, &["create_time"]),
        column("carrier", t.carrier, &["carrier_type"]),
    ]
}
