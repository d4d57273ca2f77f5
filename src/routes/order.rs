//! Addresses of orders.

use super::url::Params;
use super::work::{page, push};
use super::{Page, Route, page_of};
use gsl_model::carrier::Carrier;
use gsl_model::order::{OrderStatus, OrderType};

/// Which states are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateFilter {
    /// All.
    #[default]
    Any,
    /// Those that are not final.
    Open,
    /// One.
    One(OrderStatus),
}

impl StateFilter {
    /// In the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Open => "open",
            Self::One(status) => status.key(),
        }
    }

    /// Reads a key; all states for one that is not known.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        match key {
            "open" => Self::Open,
            key => OrderStatus::from_key(key).map_or(Self::Any, Self::One),
        }
    }

    /// Whether orders in this state are shown.
    #[must_use]
    pub fn has(self, status: OrderStatus) -> bool {
        match self {
            Self::Any => true,
            Self::Open => !status.is_final(),
            Self::One(one) => one == status,
        }
    }
}

/// 订单及续费管理: which orders are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrdersView {
    /// 批次号 as typed; empty = any.
    pub number: String,
    /// States.
    pub states: StateFilter,
    /// Only this type.
    pub kind: Option<OrderType>,
    /// Only of this carrier.
    pub carrier: Option<Carrier>,
    /// Id of a plan; empty = any.
    pub plan: String,
    /// 流量池号 of either kind, as typed; empty = any.
    pub pool: String,
    /// Page number from 1.
    pub page: Page,
}

impl OrdersView {
    pub(super) fn from_url(params: &Params) -> Self {
        let text = |name: &str| params.get(name).unwrap_or_default().trim().to_owned();
        Self {
            number: text("number"),
            states: StateFilter::from_key(params.get("state").unwrap_or_default()),
            kind: params.get("type").and_then(OrderType::from_key),
            carrier: params.get("carrier").and_then(Carrier::from_key),
            plan: text("plan"),
            pool: text("pool"),
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(&mut params, "number", &self.number);
        push(&mut params, "state", self.states.key());
        push(&mut params, "type", self.kind.map_or("", OrderType::key));
        push(
            &mut params,
            "carrier",
            self.carrier.map_or("", Carrier::key),
        );
        push(&mut params, "plan", &self.plan);
        push(&mut params, "pool", &self.pool);
        page(&mut params, self.page);
        params.append_to("/orders")
    }
}

/// Tabs of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderTab {
    /// 基本信息
    #[default]
    Basic,
    /// SIM卡
    Cards,
    /// 定向信息
    Directional,
}

impl OrderTab {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Basic, Self::Cards, Self::Directional];

    const fn key(self) -> &'static str {
        match self {
            Self::Basic => "",
            Self::Cards => "cards",
            Self::Directional => "directional",
        }
    }
}

/// The page of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderView {
    /// 批次号
    pub id: i64,
    /// Open tab.
    pub tab: OrderTab,
    /// Page of its cards, from 1.
    pub page: Page,
}

impl OrderView {
    pub(super) fn from_url(id: i64, params: &Params) -> Self {
        let key = params.get("tab").unwrap_or_default();
        let tab = OrderTab::ALL.into_iter().find(|tab| tab.key() == key);
        Self {
            id,
            tab: tab.unwrap_or_default(),
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(&mut params, "tab", self.tab.key());
        page(&mut params, self.page);
        params.append_to(&format!("/orders/{}", self.id))
    }
}

impl Route {
    /// An order.
    #[must_use]
    pub fn order(id: i64) -> Self {
        Self::Order(OrderView {
            id,
            ..OrderView::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::LAST_PAGE;
    use super::*;
    use proptest::prelude::*;
    use proptest::{option, sample::select};

    fn route() -> impl Strategy<Value = Route> {
        let words = || "([^\\s]([ -~中-龥]{0,20}[^\\s])?)?";
        let states = prop_oneof![
            Just(StateFilter::Any),
            Just(StateFilter::Open),
            select(OrderStatus::ALL).prop_map(StateFilter::One),
        ];
        let list = (
            (words(), words(), words()),
            states,
            option::of(select(OrderType::ALL)),
            option::of(select(&Carrier::ALL[..])),
            1..=LAST_PAGE,
        )
            .prop_map(|((number, plan, pool), states, kind, carrier, page)| {
                Route::Orders(OrdersView {
                    number,
                    states,
                    kind,
                    carrier,
                    plan,
                    pool,
                    page: Page(page),
                })
            });
        let order = (1..=i64::MAX, select(&OrderTab::ALL[..]), 1..=LAST_PAGE).prop_map(
            |(id, tab, page)| {
                Route::Order(OrderView {
                    id,
                    tab,
                    page: Page(page),
                })
            },
        );
        prop_oneof![list, order]
    }

    proptest! {
        #[test]
        fn an_address_read_back_is_the_same_route(route in route()) {
            prop_assert_eq!(Route::parse(&route.to_url()), route);
        }
    }

    #[test]
    fn addresses_are_what_they_were() {
        let view = OrdersView {
            number: "4600000000100000".to_owned(),
            states: StateFilter::One(OrderStatus::Shipped),
            kind: Some(OrderType::Purchase),
            carrier: Some(Carrier::Telecom),
            plan: "gsl-1".to_owned(),
            pool: "51".to_owned(),
            page: Page(2),
        };
        let open = OrdersView {
            states: StateFilter::Open,
            ..OrdersView::default()
        };
        let cards = OrderView {
            id: 7,
            tab: OrderTab::Cards,
            page: Page(3),
        };
        for (route, url) in [
            (Route::Orders(OrdersView::default()), "/orders"),
            (Route::Orders(open), "/orders?state=open"),
            (
                Route::Orders(view),
                "/orders?number=4600000000100000&state=shipped&type=purchase&carrier=ct&plan=gsl-1&pool=51&page=2",
            ),
            (Route::order(7), "/orders/7"),
            (Route::Order(cards), "/orders/7?tab=cards&page=3"),
        ] {
            assert_eq!((route.to_url().as_str(), Route::parse(url)), (url, route));
        }
        for wrong in ["/orders/0", "/orders/x", "/orders/7/cards"] {
            assert_eq!(Route::parse(wrong), Route::NotFound(wrong.to_owned()));
        }
        assert_eq!(
            Route::parse("/orders?state=lost&type=x&carrier=9"),
            Route::Orders(OrdersView::default())
        );
    }
}
