//! Addresses of the renewal wizard and of the renewal calendar. The content of a snapshot is not repeated in it.

use super::url::Params;
use super::work::{page, push};
use super::{Page, Route, page_of};
use gsl_model::order::{MOST_ORDERS_TICKED, RENEWAL_WINDOWS};

/// Most tags of a choice, as in operation 1.
pub const MOST_TAGS: usize = 10;

/// How cards are chosen (Q12.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectionMethod {
    /// 订单
    #[default]
    Orders,
    /// 文件
    File,
    /// 30 / 60 / 90天到期
    Expiry,
}

impl SelectionMethod {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Orders, Self::File, Self::Expiry];

    /// The name on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::File => "file",
            Self::Expiry => "expiry",
        }
    }

    /// The way of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalView {
    /// Way.
    pub way: SelectionMethod,
    /// Ticked orders, at most [`MOST_ORDERS_TICKED`]; none = all that can be renewed.
    pub orders: Vec<i64>,
    /// Days to expiry, one of [`RENEWAL_WINDOWS`].
    pub days: u32,
    /// Tags, any of them, at most [`MOST_TAGS`].
    pub tags: Vec<i64>,
    /// First and last day of expiry in UTC+8, `2026-12-01`, in place of `days`. An address with them is looked at at once.
    pub between: Option<(String, String)>,
    /// What was looked at; with it the wizard is past its first step.
    pub snapshot: Option<i64>,
    /// Orders of the snapshot that are not to be renewed.
    pub without: Vec<i64>,
}

impl Default for RenewalView {
    fn default() -> Self {
        Self {
            way: SelectionMethod::default(),
            orders: Vec::new(),
            days: 30,
            tags: Vec::new(),
            between: None,
            snapshot: None,
            without: Vec::new(),
        }
    }
}

/// Numbers between commas, each once.
fn ids(params: &Params, key: &str, most: usize) -> Vec<i64> {
    let mut found: Vec<i64> = Vec::new();
    for text in params.get(key).unwrap_or_default().split(',') {
        let id = text.parse().ok().filter(|id| *id > 0);
        if let Some(id) = id.filter(|id| !found.contains(id)) {
            found.push(id);
        }
    }
    found.truncate(most);
    found
}

fn listed(ids: &[i64]) -> String {
    let texts: Vec<String> = ids.iter().map(i64::to_string).collect();
    texts.join(",")
}

/// Orders that can be unticked: more than a snapshot that can be renewed has.
const MOST_WITHOUT: usize = 500;

impl RenewalView {
    pub(super) fn from_url(params: &Params) -> Self {
        let text = |key: &str| params.get(key).unwrap_or_default();
        let days = text("days").parse().ok();
        let (from, until) = (text("from"), text("until"));
        let known = |day: &str| gsl_model::time::day(day).is_some_and(|at| at.to_string() == day);
        let way = SelectionMethod::from_key(text("way")).unwrap_or_default();
        let between =
            way == SelectionMethod::Expiry && known(from) && known(until) && from <= until;
        Self {
            way,
            between: between.then(|| (from.to_owned(), until.to_owned())),
            without: ids(params, "without", MOST_WITHOUT),
            orders: ids(params, "orders", MOST_ORDERS_TICKED),
            days: days
                .filter(|days| RENEWAL_WINDOWS.contains(days))
                .unwrap_or(30),
            tags: ids(params, "tags", MOST_TAGS),
            snapshot: text("snapshot").parse().ok().filter(|id| *id > 0),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        let way = match self.way {
            SelectionMethod::Orders => "",
            way => way.key(),
        };
        let days = match self.days {
            30 => String::new(),
            days => days.to_string(),
        };
        let snapshot = self.snapshot.map(|id| id.to_string()).unwrap_or_default();
        push(&mut params, "way", way);
        push(&mut params, "orders", &listed(&self.orders));
        push(&mut params, "days", &days);
        push(&mut params, "tags", &listed(&self.tags));
        if let Some((from, until)) = &self.between {
            push(&mut params, "from", from);
            push(&mut params, "until", until);
        }
        push(&mut params, "snapshot", &snapshot);
        push(&mut params, "without", &listed(&self.without));
        params.append_to("/renewal")
    }
}

/// 续费日历
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarView {
    /// The month whose orders are shown, such as `2026-12`; empty = none.
    pub month: String,
    /// Page of its orders, from 1.
    pub page: Page,
}

impl CalendarView {
    pub(super) fn from_url(params: &Params) -> Self {
        let month = params.get("month").unwrap_or_default();
        let known = month.len() == 7 && gsl_model::time::day(&format!("{month}-01")).is_some();
        Self {
            month: if known { month } else { "" }.to_owned(),
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(&mut params, "month", &self.month);
        page(&mut params, self.page);
        params.append_to("/renewal/calendar")
    }
}

impl Route {
    /// The renewal of one order.
    #[must_use]
    pub fn renewal_of(order: i64) -> Self {
        Self::Renewal(RenewalView {
            orders: vec![order],
            ..RenewalView::default()
        })
    }

    /// The renewal of what expires from one day to another in UTC+8, `2026-12-01`, each included: looked at at once.
    #[must_use]
    pub fn renewal_between(from: &str, until: &str) -> Self {
        Self::Renewal(RenewalView {
            way: SelectionMethod::Expiry,
            between: Some((from.to_owned(), until.to_owned())),
            ..RenewalView::default()
        })
    }

    /// What was found that can be renewed.
    #[must_use]
    pub fn renewal_found(snapshot: i64) -> Self {
        Self::Renewal(RenewalView {
            snapshot: Some(snapshot),
            ..RenewalView::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::LAST_PAGE;
    use super::*;
    use proptest::collection::hash_set;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn route() -> impl Strategy<Value = Route> {
        let some = || hash_set(1..=i64::MAX, 0..10).prop_map(|ids| ids.into_iter().collect());
        let days = select(&RENEWAL_WINDOWS[..]);
        let wizard = (
            select(&SelectionMethod::ALL[..]),
            some(),
            days,
            some(),
            option::of((1_u32..15, 15_u32..29)),
            option::of(1..=i64::MAX),
            some(),
        )
            .prop_map(|(way, orders, days, tags, between, snapshot, without)| {
                let between = between.filter(|_| way == SelectionMethod::Expiry);
                let day = |day: u32| format!("2026-12-{day:02}");
                Route::Renewal(RenewalView {
                    way,
                    orders,
                    days,
                    tags,
                    between: between.map(|(from, until)| (day(from), day(until))),
                    snapshot,
                    without,
                })
            });
        let calendar =
            (option::of((2000..2100, 1..=12)), 1..=LAST_PAGE).prop_map(|(month, page)| {
                Route::RenewalCalendar(CalendarView {
                    month: month
                        .map_or(String::new(), |(year, month)| format!("{year}-{month:02}")),
                    page: Page(page),
                })
            });
        prop_oneof![wizard, calendar]
    }

    proptest! {
        #[test]
        fn an_address_read_back_is_the_same_route(route in route()) {
            prop_assert_eq!(Route::parse(&route.to_url()), route);
        }
    }

    /// As people bookmark them, and other pages link to them.
    #[test]
    fn addresses_are_what_they_were() {
        assert_eq!(Route::renewal_of(7).to_url(), "/renewal?orders=7");
        for url in [
            "/renewal",
            "/renewal?way=expiry&days=60&tags=3,4&snapshot=9",
            "/renewal?way=file&orders=7,8",
            "/renewal?way=expiry&from=2026-12-01&until=2026-12-07",
            "/renewal?snapshot=9&without=7,8",
            "/renewal/calendar",
            "/renewal/calendar?month=2026-12&page=2",
        ] {
            assert_eq!(Route::parse(url).to_url(), url);
        }
        for (wrong, right) in [
            (
                "/renewal?way=letter&orders=0,x,7,7&days=31&snapshot=-1",
                "/renewal?orders=7",
            ),
            (
                "/renewal?way=expiry&from=2026-12-02&until=2026-12-01",
                "/renewal?way=expiry",
            ),
            (
                "/renewal/calendar?month=2026-13&page=0",
                "/renewal/calendar",
            ),
        ] {
            assert_eq!(Route::parse(wrong).to_url(), right);
        }
        assert_eq!(
            Route::parse("/renewal/x"),
            Route::NotFound("/renewal/x".to_owned())
        );
    }
}
