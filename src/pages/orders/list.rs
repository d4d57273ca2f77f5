//! What the parts of the list share: the view in the address, the viewer's preferences, the rows.

use super::column_keys;
use super::order_action::OrderActionDialog;
use crate::api::order_calls;
use crate::features::listing::{List, ListAddress, PageSize, TableSettings, use_list};
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
    /// Paying and cancelling.
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
        let settings = TableSettings::new(app, "orders", PAGE_SIZE, column_keys::columns(t));
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
