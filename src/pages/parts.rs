//! Code splitting: the main module draws the frame, each other chunk loads with the first page that needs it.
//! The build extracts what several chunks share, so that it loads once. In development builds everything is one module.

use super::{
    account, add_on, batch, card, cards, check, exports, labels, not_found, orders, overview, pool,
    pool_wizard, pools, purchase, renewal, work,
};
use crate::features::background_tasks::{BackgroundTasks, Resume};
use crate::platform::wasm_split::{LoadError, loaded};
use crate::routes::Route;
use crate::routes::pool::PoolKind;
use crate::view::prelude::*;

/// A page; its details (filters, tab) follow the address without the page being drawn anew.
#[derive(Clone, PartialEq, Eq)]
pub enum Page {
    /// 总览
    Overview,
    /// SIM卡列表
    Cards,
    /// Card detail, by GSL card id.
    Card(i64),
    /// 前向流量池 or 后向流量池
    Pools(PoolKind),
    /// A pool, by kind and number.
    Pool(PoolKind, i64),
    /// 创建流量池
    PoolNew,
    /// 新增成员 of a forward pool.
    PoolJoin(i64),
    /// 批量激活 of a forward pool's cards.
    PoolActivate(i64),
    /// 购买叠加包 for a forward pool.
    PoolAddOn(i64),
    /// 订购叠加包 for single cards.
    CardAddOn,
    /// 订单及续费管理
    Orders,
    /// An order, by its number.
    Order(i64),
    /// 购买SIM卡
    Purchase,
    /// 续费
    Renewal,
    /// 续费日历
    RenewalCalendar,
    /// 标签管理
    Tags,
    /// 自定义属性
    Attributes,
    /// SIM卡诊断
    Check,
    /// High-risk regions.
    Regions,
    /// SIM卡批量管理
    Batch,
    /// A bulk job, by its number.
    BulkJob(i64),
    /// 业务受理列表
    WorkOrders,
    /// 业务受理明细, by work order number; 0 = all.
    WorkOrder(i64),
    /// 导出任务列表
    Exports,
    /// 账号与同步
    AccountSync,
    /// No such page; the path as typed.
    NotFound(String),
}

impl Page {
    /// The page of an address.
    #[must_use]
    pub fn of(route: Route) -> Self {
        match route {
            Route::Overview => Self::Overview,
            Route::Cards(_) => Self::Cards,
            Route::Card { id, .. } => Self::Card(id),
            Route::Pools(view) => Self::Pools(view.kind),
            Route::Pool(view) => Self::Pool(view.kind, view.id),
            Route::Orders(_) => Self::Orders,
            Route::Order(view) => Self::Order(view.id),
            Route::Purchase(_) => Self::Purchase,
            Route::Renewal(_) => Self::Renewal,
            Route::RenewalCalendar(_) => Self::RenewalCalendar,
            Route::Tags(_) => Self::Tags,
            Route::Attributes => Self::Attributes,
            Route::Check(_) => Self::Check,
            Route::Regions(_) => Self::Regions,
            Route::Batch(_) => Self::Batch,
            Route::BulkJob(view) => Self::BulkJob(view.id),
            Route::WorkOrders(_) => Self::WorkOrders,
            Route::WorkOrder(view) => Self::WorkOrder(view.id),
            Route::Exports(_) => Self::Exports,
            Route::AccountSync => Self::AccountSync,
            Route::NotFound(path) => Self::NotFound(path),
            Route::PoolNew(_) => Self::PoolNew,
            Route::PoolJoin(id, _) => Self::PoolJoin(id),
            Route::PoolActivate(id, _) => Self::PoolActivate(id),
            Route::PoolAddOn(id, _) => Self::PoolAddOn(id),
            Route::CardAddOn(_) => Self::CardAddOn,
        }
    }
}

/// Draws a page of its own chunk; nothing for a page of another.
pub type Draw = fn(&Page) -> AnyView;

/// One function per chunk, split off with everything only it reaches, and `load_page`, which loads it.
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident { $($page:pat => $view:expr,)+ })+) => {
        $(
            $(#[$doc])*
            #[cfg_attr(in_parts, leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, fallible))]
            fn $part() -> Result<Draw, LoadError> {
                fn draw(page: &Page) -> AnyView {
                    match page {
                        $($page => $view.into_view(),)+
                        _ => AnyView::Nothing,
                    }
                }
                Ok(draw)
            }
        )+

        /// Loads the chunk of a page unless it is loaded, and returns what draws it.
        ///
        /// # Errors
        /// It did not arrive.
        #[allow(unused_variables, reason = "the patterns name what only drawing needs")]
        #[allow(clippy::unused_async, reason = "waits only where the console is in parts")]
        pub async fn load_page(page: &Page) -> Result<Draw, LoadError> {
            match page {
                $($($page => loaded!($part()),)+)+
            }
        }
    };
}

parts! {
    /// What the console opens with.
    overview_part {
        Page::Overview => view! { <overview::OverviewPage /> },
        Page::NotFound(path) => view! { <not_found::NotFoundPage path=path.clone() /> },
    }
    /// The card list.
    cards_part {
        Page::Cards => view! { <cards::CardsPage /> },
    }
    /// One card.
    card_part {
        Page::Card(id) => view! { <card::CardPage id=*id /> },
    }
    /// Lists of pools.
    pools_part {
        Page::Pools(kind) => view! { <pools::PoolsPage kind=*kind /> },
    }
    /// A pool.
    pool_part {
        Page::Pool(kind, id) => view! { <pool::PoolPage kind=*kind id=*id /> },
    }
    /// What is done with forward pools step by step.
    pool_wizard_part {
        Page::PoolNew => view! { <pool_wizard::PoolNewPage /> },
        Page::PoolJoin(id) => view! { <pool_wizard::PoolJoinPage id=*id /> },
        Page::PoolActivate(id) => view! { <pool_wizard::PoolActivatePage id=*id /> },
    }
    /// Add-ons of pools and of cards.
    add_on_part {
        Page::PoolAddOn(id) => view! { <add_on::PoolAddOnPage id=*id /> },
        Page::CardAddOn => view! { <add_on::CardAddOnPage /> },
    }
    /// Orders.
    orders_part {
        Page::Orders => view! { <orders::OrdersPage /> },
        Page::Order(id) => view! { <orders::OrderPage id=*id /> },
    }
    /// Buying cards.
    purchase_part {
        Page::Purchase => view! { <purchase::PurchasePage /> },
    }
    /// Renewal.
    renewal_part {
        Page::Renewal => view! { <renewal::RenewalPage /> },
        Page::RenewalCalendar => view! { <renewal::RenewalCalendarPage /> },
    }
    /// Tags and attributes.
    labels_part {
        Page::Tags => view! { <labels::TagsPage /> },
        Page::Attributes => view! { <labels::AttributesPage /> },
    }
    /// Status check and regions.
    check_part {
        Page::Check => view! { <check::CheckPage /> },
        Page::Regions => view! { <check::RegionsPage /> },
    }
    /// Bulk jobs.
    batch_part {
        Page::Batch => view! { <batch::BatchPage /> },
        Page::BulkJob(id) => view! { <batch::BulkJobPage id=*id /> },
    }
    /// Work orders.
    work_part {
        Page::WorkOrders => view! { <work::WorkOrdersPage /> },
        Page::WorkOrder(id) => view! { <work::WorkOrderPage id=*id /> },
    }
    /// The account behind a mirror.
    account_part {
        Page::AccountSync => view! { <account::AccountPage /> },
    }
    /// Export tasks.
    exports_part {
        Page::Exports => view! { <exports::ExportsPage /> },
    }
}

/// Background tasks, whatever page is open.
#[cfg_attr(in_parts, leptos::wasm_split::wasm_split(background_part, wasm_split_path = leptos::wasm_split, fallible))]
fn background_part() -> Result<Resume, LoadError> {
    fn resume(background_tasks: BackgroundTasks) {
        background_tasks.resume(batch::follow, exports::follow);
    }
    Ok(resume)
}

/// Loads the background tasks unless they are loaded.
///
/// # Errors
/// It did not arrive.
#[allow(
    clippy::unused_async,
    reason = "waits only where the console is in parts"
)]
pub async fn load_background_tasks() -> Result<Resume, LoadError> {
    loaded!(background_part())
}
