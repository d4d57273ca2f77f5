//! Every address of the console, typed. `Route::parse(route.to_url()) == route`; invalid parts of an address fall
//! back to the default and are dropped from it.

pub mod add_on;
pub mod batch;
mod card_action;
pub mod card_field;
pub mod card_filter;
pub mod export;
pub mod label;
pub mod order;
pub mod pool;
pub mod pool_wizard;
pub mod purchase;
pub mod renewal;
pub mod url;
pub mod work;

use add_on::CardAddOnView;
use batch::{BatchView, BulkJobView};
use card_filter::CardFilter;
use export::ExportsView;
use gsl_model::action::CardAction;
use label::{CheckView, RegionsView, TagsView};
use order::{OrderView, OrdersView};
use pool::{PoolView, PoolsView};
use pool_wizard::{ActivateView, AddOnView, JoinView};
use purchase::PurchaseView;
use renewal::{CalendarView, RenewalView};
use url::Params;
use work::{WorkOrderView, WorkOrdersView};

/// A page with the state in its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// 总览
    Overview,
    /// SIM卡列表
    Cards(CardsView),
    /// Card detail.
    Card {
        /// GSL card id (SIM卡标识).
        id: i64,
        /// Open tab.
        tab: CardTab,
        /// Open dialog.
        action: Option<CardAction>,
    },
    /// 前向流量池 or 后向流量池
    Pools(PoolsView),
    /// A pool.
    Pool(PoolView),
    /// 创建流量池
    PoolNew(JoinView),
    /// 新增成员 of a forward pool.
    PoolJoin(i64, JoinView),
    /// 批量激活 of a forward pool's cards.
    PoolActivate(i64, ActivateView),
    /// 购买叠加包 for a forward pool.
    PoolAddOn(i64, AddOnView),
    /// 订购叠加包 for single cards.
    CardAddOn(CardAddOnView),
    /// 订单及续费管理
    Orders(OrdersView),
    /// An order.
    Order(OrderView),
    /// 购买SIM卡
    Purchase(PurchaseView),
    /// 续费
    Renewal(RenewalView),
    /// 续费日历
    RenewalCalendar(CalendarView),
    /// 标签管理
    Tags(TagsView),
    /// 自定义属性
    Attributes,
    /// SIM卡诊断
    Check(CheckView),
    /// High-risk regions (Q3.2).
    Regions(RegionsView),
    /// SIM卡批量管理: a new bulk job.
    Batch(BatchView),
    /// A bulk job.
    BulkJob(BulkJobView),
    /// 业务受理列表
    WorkOrders(WorkOrdersView),
    /// 业务受理明细
    WorkOrder(WorkOrderView),
    /// 导出任务列表
    Exports(ExportsView),
    /// 账号与同步
    AccountSync,
    /// An address that is no page; the path as typed.
    NotFound(String),
}

/// What the card list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardsView {
    /// Filter tokens.
    pub filter: CardFilter,
    /// Sort column and direction; None = newest first.
    pub sort: Option<Sort>,
    /// Page number from 1; 0 is never produced.
    pub page: Page,
    /// Show only the selected cards.
    pub selected_only: bool,
    /// The open dialog and its card.
    pub action: Option<(CardAction, i64)>,
    /// The card shown beside the list.
    pub peek: Option<i64>,
}

impl CardsView {
    /// The address of filter and order alone, without page and selection.
    #[must_use]
    pub fn question(&self) -> String {
        let view = Self {
            filter: self.filter.clone(),
            sort: self.sort,
            ..Self::default()
        };
        Route::Cards(view).to_url()
    }
}

/// A page number, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page(pub u32);

impl Default for Page {
    fn default() -> Self {
        Self(1)
    }
}

/// The last page number operation 1 accepts.
pub const LAST_PAGE: u32 = 1_000_000;

/// A sorted column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Column.
    pub by: SortBy,
    /// Largest first.
    pub descending: bool,
}

/// Columns that operation 1 sorts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// 容器ID
    Cid,
    /// 已用流量
    FlowUsed,
    /// 剩余流量
    FlowLeft,
    /// 激活时间
    ActDate,
    /// 到期时间
    ExpireTime,
    /// 停机时间
    StoppedSince,
    /// 状态, then stop reason (extension `sim-cards.filters`, as the two below and the one above).
    Status,
    /// 套餐
    Plan,
    /// 批次号
    Order,
}

impl SortBy {
    /// All, in the order of the columns.
    pub const ALL: [Self; 9] = [
        Self::Cid,
        Self::FlowUsed,
        Self::FlowLeft,
        Self::ActDate,
        Self::ExpireTime,
        Self::StoppedSince,
        Self::Status,
        Self::Plan,
        Self::Order,
    ];

    /// The name on the wire and in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cid => "cid",
            Self::FlowUsed => "flow_used",
            Self::FlowLeft => "flow_left",
            Self::ActDate => "act_date",
            Self::ExpireTime => "expire_time",
            Self::StoppedSince => "stopped_since",
            Self::Status => "sim_status",
            Self::Plan => "price_plan",
            Self::Order => "order_id",
        }
    }

    /// Whether only a service that announces `sim-cards.filters` sorts by it.
    #[must_use]
    pub const fn is_extension(self) -> bool {
        matches!(
            self,
            Self::StoppedSince | Self::Status | Self::Plan | Self::Order
        )
    }
}

impl Sort {
    fn parse(text: &str) -> Option<Self> {
        let (key, descending) = text
            .strip_prefix('-')
            .map_or((text, false), |key| (key, true));
        SortBy::ALL
            .into_iter()
            .find(|by| by.key() == key)
            .map(|by| Self { by, descending })
    }

    fn to_text(self) -> String {
        format!(
            "{}{}",
            if self.descending { "-" } else { "" },
            self.by.key()
        )
    }
}

/// Tabs of the card detail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardTab {
    /// 用量统计
    #[default]
    Usage,
    /// 基本信息
    Basic,
    /// 设备
    Device,
}

impl CardTab {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Usage, Self::Basic, Self::Device];

    const fn key(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Basic => "basic",
            Self::Device => "device",
        }
    }
}

/// The page number of an address.
fn page_of(params: &Params) -> Page {
    params
        .get("page")
        .and_then(|page| page.parse().ok())
        .filter(|page| (1..=LAST_PAGE).contains(page))
        .map_or_else(Page::default, Page)
}

impl Route {
    /// Reads an address of the console (path and query, without base or `#`).
    #[must_use]
    pub fn parse(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or_default();
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let params = Params::parse(query);
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let below = parts.clone().skip(1);
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::Overview,
            (Some("cards"), None, _) => Self::Cards(CardsView {
                filter: CardFilter::from_url(&params),
                sort: params.get("sort").and_then(Sort::parse),
                page: page_of(&params),
                selected_only: params.get("selected") == Some("1"),
                action: card_action::from_url(&params).zip(
                    params
                        .get("card")
                        .and_then(|id| id.parse().ok())
                        .filter(|id| *id > 0),
                ),
                peek: params
                    .get("peek")
                    .and_then(|id| id.parse().ok())
                    .filter(|id| *id > 0),
            }),
            (Some("cards"), Some(id), None) => match id.parse::<i64>() {
                Ok(id) if id > 0 => Self::Card {
                    id,
                    tab: params
                        .get("tab")
                        .and_then(|tab| CardTab::ALL.into_iter().find(|known| known.key() == tab))
                        .unwrap_or_default(),
                    action: card_action::from_url(&params),
                },
                _ => Self::NotFound(path.to_owned()),
            },
            (Some("pools"), ..) => Self::parse_pool_wizard(below.clone(), &params)
                .or_else(|| Self::parse_pool(below, &params))
                .unwrap_or_else(|| Self::NotFound(path.to_owned())),
            (Some("orders"), None, _) => Self::Orders(OrdersView::from_url(&params)),
            (Some("orders"), Some(id), None) => match id.parse::<i64>() {
                Ok(id) if id > 0 => Self::Order(OrderView::from_url(id, &params)),
                _ => Self::NotFound(path.to_owned()),
            },
            (Some("add-on"), None, _) => Self::CardAddOn(CardAddOnView::from_url(&params)),
            (Some("purchase"), None, _) => Self::Purchase(PurchaseView::from_url(&params)),
            (Some("renewal"), None, _) => Self::Renewal(RenewalView::from_url(&params)),
            (Some("renewal"), Some("calendar"), None) => {
                Self::RenewalCalendar(CalendarView::from_url(&params))
            }
            (Some("tags"), None, _) => Self::Tags(TagsView::from_url(&params)),
            (Some("attributes"), None, _) => Self::Attributes,
            (Some("account-sync"), None, _) => Self::AccountSync,
            (Some("check"), None, _) => Self::Check(CheckView::from_url(&params)),
            (Some("regions"), None, _) => Self::Regions(RegionsView::from_url(&params)),
            (Some("batch"), None, _) => Self::Batch(BatchView::from_url(&params)),
            (Some("batch"), Some(id), None) => match id.parse::<i64>() {
                Ok(id) if id > 0 => Self::BulkJob(BulkJobView::from_url(id, &params)),
                _ => Self::NotFound(path.to_owned()),
            },
            (Some("exports"), None, _) => Self::Exports(ExportsView::from_url(&params)),
            (Some("work-orders"), None, _) => Self::WorkOrders(WorkOrdersView::from_url(&params)),
            (Some("work-orders"), Some("items"), None) => {
                Self::WorkOrder(WorkOrderView::from_url(0, &params))
            }
            (Some("work-orders"), Some(id), None) => match id.parse::<i64>() {
                Ok(id) if id > 0 => Self::WorkOrder(WorkOrderView::from_url(id, &params)),
                _ => Self::NotFound(path.to_owned()),
            },
            _ => Self::NotFound(path.to_owned()),
        }
    }

    /// The address of the page.
    #[must_use]
    pub fn to_url(&self) -> String {
        match self {
            Self::Overview => "/".to_owned(),
            Self::Cards(view) => {
                let mut params = Params::default();
                view.filter.write_url(&mut params);
                if let Some(sort) = view.sort {
                    params.push("sort", sort.to_text());
                }
                if view.page != Page::default() {
                    params.push("page", view.page.0.to_string());
                }
                if view.selected_only {
                    params.push("selected", "1");
                }
                if let Some((action, card)) = view.action {
                    card_action::write_url(Some(action), &mut params);
                    params.push("card", card.to_string());
                }
                if let Some(card) = view.peek {
                    params.push("peek", card.to_string());
                }
                params.append_to("/cards")
            }
            Self::Card { id, tab, action } => {
                let mut params = Params::default();
                if *tab != CardTab::default() {
                    params.push("tab", tab.key());
                }
                card_action::write_url(*action, &mut params);
                params.append_to(&format!("/cards/{id}"))
            }
            Self::Pools(view) => view.to_url(),
            Self::Pool(view) => view.to_url(),
            Self::Orders(view) => view.to_url(),
            Self::Order(view) => view.to_url(),
            Self::CardAddOn(view) => view.to_url(),
            Self::Purchase(view) => view.to_url(),
            Self::Renewal(view) => view.to_url(),
            Self::RenewalCalendar(view) => view.to_url(),
            Self::Tags(view) => view.to_url(),
            Self::Attributes => "/attributes".to_owned(),
            Self::AccountSync => "/account-sync".to_owned(),
            Self::Check(view) => view.to_url(),
            Self::Regions(view) => view.to_url(),
            Self::Batch(view) => view.to_url(),
            Self::BulkJob(view) => view.to_url(),
            Self::WorkOrders(view) => view.to_url(),
            Self::WorkOrder(view) => view.to_url(),
            Self::Exports(view) => view.to_url(),
            Self::NotFound(path) => path.clone(),
            wizard => wizard.pool_wizard_url().unwrap_or_default(),
        }
    }

    /// A card's page.
    #[must_use]
    pub fn card(id: i64) -> Self {
        Self::Card {
            id,
            tab: CardTab::default(),
            action: None,
        }
    }

    /// A work order with its cards.
    #[must_use]
    pub fn work_order(id: i64) -> Self {
        Self::WorkOrder(WorkOrderView {
            id,
            ..WorkOrderView::default()
        })
    }

    /// A bulk job with its cards.
    #[must_use]
    pub fn bulk_job(id: i64) -> Self {
        Self::BulkJob(BulkJobView {
            id,
            ..BulkJobView::default()
        })
    }

    /// The list of cards with one filter: what every number of the overview links to.
    #[must_use]
    pub fn cards_where(filter: CardFilter) -> Self {
        Self::Cards(CardsView {
            filter,
            ..CardsView::default()
        })
    }

    /// Whether two routes are the same page (and only its details differ): then focus stays where it is.
    #[must_use]
    pub fn same_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Card { id: a, .. }, Self::Card { id: b, .. }) => a == b,
            (Self::WorkOrder(a), Self::WorkOrder(b)) => a.id == b.id,
            (Self::BulkJob(a), Self::BulkJob(b)) => a.id == b.id,
            (Self::Order(a), Self::Order(b)) => a.id == b.id,
            (Self::Pools(a), Self::Pools(b)) => a.kind == b.kind,
            (Self::Pool(a), Self::Pool(b)) => (a.kind, a.id) == (b.kind, b.id),
            (Self::PoolJoin(a, _), Self::PoolJoin(b, _))
            | (Self::PoolActivate(a, _), Self::PoolActivate(b, _))
            | (Self::PoolAddOn(a, _), Self::PoolAddOn(b, _)) => a == b,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod work_tests;
