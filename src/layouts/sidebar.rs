//! Navigation tree, in the order and with the names of the service's own console.

use crate::routes::batch::BatchView;
use crate::routes::export::ExportsView;
use crate::routes::label::{CheckView, RegionsView, TagsView};
use crate::routes::order::OrdersView;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::routes::renewal::{CalendarView, RenewalView};
use crate::routes::work::{WorkOrderView, WorkOrdersView};
use crate::routes::{CardsView, Route};
use crate::state::app;
use crate::view::prelude::*;

/// Links to every page.
#[component]
pub fn Sidebar() -> impl IntoView {
    let app = app();
    let m = &app.messages().shell;
    let link = move |route: Route, name: &'static str| {
        let href = app.nav.href(&route);
        let current = move || {
            let now = app.nav.route();
            let inside = now.same_page(&route)
                || match (&now, &route) {
                    (Route::Card { .. } | Route::CardAddOn(_), Route::Cards(_)) => true,
                    (Route::BulkJob(_), Route::Batch(_)) | (Route::Order(_), Route::Orders(_)) => {
                        true
                    }
                    (Route::WorkOrder(view), Route::WorkOrders(_)) => view.id != 0,
                    (Route::Pool(pool), Route::Pools(list)) => pool.kind == list.kind,
                    (
                        Route::PoolNew(_)
                        | Route::PoolJoin(..)
                        | Route::PoolActivate(..)
                        | Route::PoolAddOn(..),
                        Route::Pools(list),
                    ) => list.kind == PoolKind::Forward,
                    _ => false,
                };
            inside.then_some("page")
        };
        view! { <a class="side-link" href=href aria-current=current>{name}</a> }
    };
    view! {
        <nav class="side" id="gsl-navigation" aria-label=m.navigation>
            {link(Route::Overview, m.overview)}
            <p class="group">{m.sim_management}</p>
            {link(Route::Cards(CardsView::default()), m.card_list)}
            {link(Route::Batch(BatchView::default()), m.batch)}
            {link(Route::Check(CheckView::default()), m.check)}
            {link(Route::Regions(RegionsView::default()), m.regions)}
            <p class="group">{m.purchases}</p>
            {link(Route::Orders(OrdersView::default()), m.orders)}
            {link(Route::purchase(), m.purchase)}
            {link(Route::Renewal(RenewalView::default()), m.renewal)}
            {link(Route::RenewalCalendar(CalendarView::default()), m.calendar)}
            <p class="group">{m.pools}</p>
            {link(Route::Pools(PoolsView::of(PoolKind::Forward)), m.forward_pools)}
            {link(Route::Pools(PoolsView::of(PoolKind::Backward)), m.backward_pools)}
            <p class="group">{m.labels}</p>
            {link(Route::Tags(TagsView::default()), m.tags)}
            {link(Route::Attributes, m.attributes)}
            <p class="group">{m.work_management}</p>
            {link(Route::WorkOrders(WorkOrdersView::default()), m.work_orders)}
            {link(Route::WorkOrder(WorkOrderView::default()), m.work_order_items)}
            {link(Route::Exports(ExportsView::default()), m.exports)}
            {move || app.client.mirrors().then(|| link(Route::AccountSync, m.account_sync))}
        </nav>
    }
}
