//! What the parts of the list share: the view in the address, the viewer's preferences, the rows.

use super::column_keys;
use super::order_action::OrderActionDialog;
use crate::api::{Query, order_calls, use_query};
use crate::features::listing::paging::{RowCount, row_count};
use crate::routes::order::OrdersView;
use crate::routes::{Page, Route};
use crate::state::{App, prefs::TablePrefs};
use crate::view::prelude::*;
use gsl_model::wire::{Order, OrderList, extension};

/// Rows on a page before the viewer chose.
pub const PAGE_SIZE: u32 = 20;

/// Name of the table in the stored preferences.
const TABLE: &str = "orders";

/// Handle of the list's state. Copy.
#[derive(Clone, Copy)]
pub struct List {
    /// The console.
    pub app: App,
    /// Filter and page as the address says.
    pub view: Memo<OrdersView>,
    /// Columns and page size.
    pub prefs: RwSignal<TablePrefs>,
    /// The answer.
    pub query: Query<OrderList>,
    /// This page.
    pub rows: Memo<Vec<Order>>,
    /// Orders that match.
    pub row_count: RowCount,
    /// Paying and cancelling.
    pub order_action: OrderActionDialog,
}

impl List {
    /// Sets up the page's query.
    #[must_use]
    pub fn new(app: App) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::Orders(view) => view,
            _ => OrdersView::default(),
        });
        let prefs = RwSignal::new(TablePrefs::load(TABLE, &column_keys::defaults(), PAGE_SIZE));
        Effect::new(move |before: Option<()>| {
            prefs.track();
            if before.is_some() {
                prefs.with_untracked(|prefs| prefs.save(TABLE));
            }
        });
        let size = Memo::new(move |_| prefs.with(|prefs| prefs.page_size));
        let query = use_query::<OrderList>(app.client, move || {
            app.client
                .has(extension::ORDERS)
                .then(|| order_calls::orders(&view.get(), size.get()))
        });
        let rows = Memo::new(move |_| {
            query
                .data()
                .map(|list| list.orders.clone())
                .unwrap_or_default()
        });
        Self {
            app,
            view,
            prefs,
            query,
            rows,
            row_count: row_count(query, |list| list.count),
            order_action: OrderActionDialog::new(app),
        }
    }

    /// Goes to another view as a new entry of the history.
    pub fn go(self, change: impl FnOnce(&mut OrdersView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.go(&Route::Orders(view));
    }

    /// Filters anew, from the first page.
    pub fn filter(self, change: impl FnOnce(&mut OrdersView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        view.page = Page::default();
        self.app.nav.replace(&Route::Orders(view));
    }

    /// Sets the rows of a page and goes to the first.
    pub fn resize(self, size: u32) {
        self.prefs.update(|prefs| prefs.page_size = size);
        self.go(|view| view.page = Page::default());
    }
}
