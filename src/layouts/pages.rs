//! The pages of the navigation, in the order and with the names of the service's own console: sidebar, palette and the
//! document's title read them here.

use crate::i18n::shell::Shell;
use crate::routes::batch::BatchView;
use crate::routes::export::ExportsView;
use crate::routes::label::{CheckView, RegionsView, TagsView};
use crate::routes::order::OrdersView;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::routes::renewal::{CalendarView, RenewalView};
use crate::routes::work::{WorkOrderView, WorkOrdersView};
use crate::routes::{CardsView, Route};
use crate::ui::icon::IconName;

/// A page of the navigation.
pub struct NavPage {
    /// Its icon.
    pub icon: IconName,
    /// Its name.
    pub name: &'static str,
    /// Its address without any filter.
    pub route: Route,
}

/// Pages under one heading.
pub struct NavGroup {
    /// What the group is known by in the storage.
    pub key: &'static str,
    /// Its heading; the first group has none.
    pub name: &'static str,
    /// Its pages.
    pub pages: Vec<NavPage>,
}

/// All pages of the navigation.
pub fn groups(m: &Shell) -> Vec<NavGroup> {
    let page = |icon, name, route| NavPage { icon, name, route };
    let group = |key, name, pages| NavGroup { key, name, pages };
    vec![
        group(
            "",
            "",
            vec![page(IconName::Overview, m.overview, Route::Overview)],
        ),
        group(
            "cards",
            m.sim_management,
            vec![
                page(
                    IconName::Card,
                    m.card_list,
                    Route::Cards(CardsView::default()),
                ),
                page(
                    IconName::Layers,
                    m.batch,
                    Route::Batch(BatchView::default()),
                ),
                page(IconName::Pulse, m.check, Route::Check(CheckView::default())),
                page(
                    IconName::Language,
                    m.regions,
                    Route::Regions(RegionsView::default()),
                ),
            ],
        ),
        group(
            "orders",
            m.purchases,
            vec![
                page(
                    IconName::Receipt,
                    m.orders,
                    Route::Orders(OrdersView::default()),
                ),
                page(IconName::Cart, m.purchase, Route::purchase()),
                page(
                    IconName::Refresh,
                    m.renewal,
                    Route::Renewal(RenewalView::default()),
                ),
                page(
                    IconName::Calendar,
                    m.calendar,
                    Route::RenewalCalendar(CalendarView::default()),
                ),
            ],
        ),
        group(
            "pools",
            m.pools,
            vec![
                page(
                    IconName::Drop,
                    m.forward_pools,
                    Route::Pools(PoolsView::of(PoolKind::Forward)),
                ),
                page(
                    IconName::Gauge,
                    m.backward_pools,
                    Route::Pools(PoolsView::of(PoolKind::Backward)),
                ),
            ],
        ),
        group(
            "labels",
            m.labels,
            vec![
                page(IconName::Tag, m.tags, Route::Tags(TagsView::default())),
                page(IconName::Sliders, m.attributes, Route::Attributes),
            ],
        ),
        group(
            "work",
            m.work_management,
            vec![
                page(
                    IconName::Tasks,
                    m.work_orders,
                    Route::WorkOrders(WorkOrdersView::default()),
                ),
                page(
                    IconName::List,
                    m.work_order_items,
                    Route::WorkOrder(WorkOrderView::default()),
                ),
                page(
                    IconName::Download,
                    m.exports,
                    Route::Exports(ExportsView::default()),
                ),
            ],
        ),
    ]
}

/// The page about the mirrored account, for a service that has one.
pub fn account(m: &Shell) -> NavPage {
    NavPage {
        icon: IconName::User,
        name: m.account_sync,
        route: Route::AccountSync,
    }
}

/// The name of a page of the navigation; None for what only its own content names.
pub fn name_of(m: &Shell, route: &Route) -> Option<&'static str> {
    let pages = groups(m).into_iter().flat_map(|group| group.pages);
    pages
        .chain([account(m)])
        .find(|page| page.route.same_page(route))
        .map(|page| page.name)
}
