//! What the parts of an order's page share.

use super::order_action::OrderActionDialog;
use crate::api::{Query, order_calls, use_query};
use crate::features::orders::is_open;
use crate::i18n::orders::{Orders, orders};
use crate::routes::Route;
use crate::routes::order::OrderView;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::wire::OrderDetail;
use std::rc::Rc;

/// What the parts of the page share. Copy.
#[derive(Clone, Copy)]
pub struct OrderData {
    /// The console.
    pub app: App,
    /// The texts.
    pub t: &'static Orders,
    /// 批次号
    pub id: i64,
    /// What the address says.
    pub view: Memo<OrderView>,
    /// The order.
    pub order: Memo<Option<Rc<OrderDetail>>>,
    /// Something will still happen.
    pub running: Memo<bool>,
    /// The answer.
    pub query: Query<OrderDetail>,
    /// Payment and cancellation.
    pub order_action: OrderActionDialog,
}

impl OrderData {
    /// Asks for the order.
    #[must_use]
    pub fn new(app: App, id: i64) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::Order(view) if view.id == id => view,
            _ => OrderView {
                id,
                ..OrderView::default()
            },
        });
        let query = use_query::<OrderDetail>(app.client, move || Some(order_calls::order(id)));
        let order = Memo::new(move |_| query.data());
        Self {
            app,
            t: orders(app.locale.get_untracked()),
            id,
            view,
            order,
            running: Memo::new(move |_| {
                order.with(|order| order.as_ref().is_some_and(|one| is_open(&one.order)))
            }),
            query,
            order_action: OrderActionDialog::new(app),
        }
    }
}
