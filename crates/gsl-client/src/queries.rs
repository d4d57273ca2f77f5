//! The parameters of the lists. What is `None` or empty is not sent.

use crate::query::Query;
use chrono::{Datelike, NaiveDateTime, Timelike};

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    number: u32,
    size: u32,
}

impl Page {
    /// The largest page.
    pub const LARGEST: u32 = 500;

    /// Page `number`, 1 to 1,000,000, of `size` rows, 10 to 500; `None` when one of them is out of range.
    #[must_use]
    pub fn new(number: u32, size: u32) -> Option<Self> {
        let good = (1..=1_000_000).contains(&number) && (10..=Self::LARGEST).contains(&size);
        good.then_some(Self { number, size })
    }

    /// Number, from 1.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Rows.
    #[must_use]
    pub const fn size(self) -> u32 {
        self.size
    }

    /// The page after this one, if a list of `count` rows has it.
    #[must_use]
    pub fn next(self, count: i64) -> Option<Self> {
        let read = i64::from(self.number) * i64::from(self.size);
        (read < count).then(|| Self::new(self.number + 1, self.size))?
    }
}

impl Default for Page {
    /// The first page, as large as there is.
    fn default() -> Self {
        Self {
            number: 1,
            size: Self::LARGEST,
        }
    }
}

/// What cards are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSort {
    /// Container ID. Rows come in this order whatever happens to the fleet, so it is the one for reading all pages.
    ContainerId,
    /// Data used.
    Used,
    /// Data left.
    Left,
    /// Activation.
    Activation,
    /// Expiry.
    Expiry,
}

/// Direction of sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A value that a parameter can have.
trait Parameter {
    fn put(&self, name: &str, query: &mut Query);
}

impl<T: Parameter> Parameter for Option<T> {
    fn put(&self, name: &str, query: &mut Query) {
        if let Some(value) = self {
            value.put(name, query);
        }
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    fn put(&self, name: &str, query: &mut Query) {
        self.iter().for_each(|value| value.put(name, query));
    }
}

macro_rules! plain_parameters {
    ($($type:ty),+) => {$(
        impl Parameter for $type {
            fn put(&self, name: &str, query: &mut Query) {
                query.push(name, self.to_string());
            }
        }
    )+};
}

plain_parameters!(i32, i64, bool, String);

impl Parameter for Page {
    fn put(&self, _: &str, query: &mut Query) {
        query.push("limit", self.size.to_string());
        query.push("offset", self.number.to_string());
    }
}

impl Parameter for CardSort {
    fn put(&self, name: &str, query: &mut Query) {
        let value = match self {
            Self::ContainerId => "cid",
            Self::Used => "flow_used",
            Self::Left => "flow_left",
            Self::Activation => "act_date",
            Self::Expiry => "expire_time",
        };
        query.push(name, value);
    }
}

impl Parameter for Order {
    fn put(&self, name: &str, query: &mut Query) {
        let value = match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        };
        query.push(name, value);
    }
}

impl Parameter for NaiveDateTime {
    fn put(&self, name: &str, query: &mut Query) {
        let (year, month, day) = (self.year(), self.month(), self.day());
        let (hour, minute, second) = (self.hour(), self.minute(), self.second());
        query.push(
            name,
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
        );
    }
}

macro_rules! queries {
    ($($(#[$doc:meta])+ $name:ident {$($(#[$about:meta])+ $field:ident: $type:ty,)+})+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$about])+ pub $field: $type,)+
        }

        impl $name {
            pub(crate) fn query(&self) -> Query {
                let mut query = Query::default();
                $(self.$field.put(stringify!($field), &mut query);)+
                query
            }
        }
    )+};
}

queries! {
    /// Operation 1.
    SimCardsQuery {
        /// The page.
        page: Page,
        /// What `main_search_key` is: 1 container ID 2 batch number 3 IMEI.
        main_search_type: Option<i32>,
        /// What is looked for, up to 128 characters.
        main_search_key: Option<String>,
        /// State code.
        sim_status: Option<i32>,
        /// 1 registered 2 restarted 3 online 4 offline.
        device_status: Option<i32>,
        /// Up to 10 tags.
        tag_id: Vec<i64>,
        /// 1 vSIM 2 eSIM 3 physical.
        sim_type: Option<i32>,
        /// Without it the newest come first.
        sort: Option<CardSort>,
        /// Direction of `sort`.
        order: Option<Order>,
        /// MSISDN.
        msisdn: Option<String>,
        /// Custom attribute one.
        customer_attribute1: Option<String>,
        /// Custom attribute two.
        customer_attribute2: Option<String>,
        /// Custom attribute three.
        customer_attribute3: Option<String>,
        /// Custom attribute four.
        customer_attribute4: Option<String>,
        /// Custom attribute five.
        customer_attribute5: Option<String>,
        /// Custom attribute six.
        customer_attribute6: Option<String>,
        /// MB used, at least.
        min_used_flow: Option<i64>,
        /// MB used, at most.
        max_used_flow: Option<i64>,
        /// MB left, at least.
        min_left_flow: Option<i64>,
        /// MB left, at most.
        max_left_flow: Option<i64>,
        /// Real-name done, as last known.
        real_named: Option<bool>,
        /// 批次号
        order_id: Option<i64>,
        /// Without cards in number retention.
        filter_downtime_period: Option<bool>,
        /// Several batch numbers.
        order_ids: Vec<i64>,
        /// Up to 30 plans.
        price_plan_id: Vec<String>,
    }

    /// Operation 14.
    PricePlansQuery {
        /// The page.
        page: Page,
        /// Name of the plan.
        main_search_key: Option<String>,
        /// MB.
        flow_total: Option<i64>,
        /// 1 2G/3G/4G 2 NB.
        network_type: Option<i32>,
        /// 1 China 2 Europe 3 Oceania 4 Africa 5 Asia-Pacific.
        location_type: Option<i32>,
        /// Carrier code.
        carrier_type: Option<i32>,
        /// Country code.
        country_type: Option<i32>,
    }

    /// Operation 17.
    SimPoolsQuery {
        /// The page.
        page: Page,
        /// Name.
        pool_name: Option<String>,
        /// `2026-11`
        billing_cycle: Option<String>,
        /// The last six cycles.
        all_billing_cycle: Option<bool>,
        /// 0 discarded 1 in use.
        status: Vec<i32>,
    }

    /// Operation 19.
    BackPoolsQuery {
        /// The page.
        page: Page,
        /// Name.
        pool_name: Option<String>,
        /// `2026-11`
        billing_cycle: Option<String>,
        /// The last six cycles.
        all_billing_cycle: Option<bool>,
    }

    /// Operations 18 and 20.
    PoolMembersQuery {
        /// The page.
        page: Page,
        /// `2026-11`; must be given.
        billing_cycle: String,
        /// Container ID.
        cid: Option<String>,
    }

    /// Operation 21.
    TagsQuery {
        /// The page.
        page: Page,
        /// Name.
        tag_name: Option<String>,
        /// 0 unused 1 in use.
        status: Option<i32>,
    }

    /// Operation 25.
    AttributesQuery {
        /// The page.
        page: Page,
        /// The customer's name for it.
        cust_attr_name: Option<String>,
        /// 0 not enabled 1 enabled.
        status: Option<i32>,
    }

    /// Operation 32.
    SmsQuery {
        /// The page.
        page: Page,
        /// Container ID.
        cid: Option<String>,
        /// Sent since. The API takes a time without a zone and does not say which it means.
        start_time: Option<NaiveDateTime>,
        /// Sent until.
        end_time: Option<NaiveDateTime>,
    }

    /// Operation 33.
    WorkOrdersQuery {
        /// The page.
        page: Page,
        /// Work order number.
        main_search_key: Option<String>,
        /// 1 vSIM 2 eSIM 3 physical.
        sim_type: Option<i32>,
        /// Type of work order.
        work_order_type: Option<i32>,
        /// State.
        status: Option<i32>,
    }

    /// Operation 34.
    WorkOrderDetailsQuery {
        /// The page.
        page: Page,
        /// Container ID.
        main_search_key: Option<String>,
        /// 1 vSIM 2 eSIM 3 physical.
        sim_type: Option<i32>,
        /// 1 success 2 processing 3 failed.
        status: Option<i32>,
    }

    /// Operation 35.
    TriCarrierCardsQuery {
        /// The page.
        page: Page,
        /// Number of the tri-carrier card.
        cid: Option<String>,
        /// 1 China Mobile 2 China Telecom 3 China Unicom.
        online_carrier: Option<i32>,
        /// SIM卡标识
        sim_card_id: Option<i64>,
        /// 批次号
        order_id: Option<i64>,
        /// 1 with SDK 2 without.
        version: Option<i32>,
    }

    /// Operation 38.
    PoliciesQuery {
        /// The page.
        page: Page,
        /// Name.
        policy_name: Option<String>,
        /// 1 with SDK 2 without.
        version: Option<i32>,
    }
}

#[cfg(test)]
mod tests {
    use super::{CardSort, Order, Page, SimCardsQuery, SmsQuery};
    use chrono::NaiveDate;

    #[test]
    fn what_is_not_given_is_not_sent() {
        assert_eq!(
            SimCardsQuery::default().query().encoded(),
            "limit=500&offset=1"
        );
        let query = SimCardsQuery {
            page: Page::new(3, 10).unwrap(),
            tag_id: vec![7, 10],
            sort: Some(CardSort::ContainerId),
            order: Some(Order::Ascending),
            real_named: Some(false),
            msisdn: Some(String::new()),
            ..SimCardsQuery::default()
        };
        assert_eq!(
            query.query().encoded(),
            "limit=10&msisdn=&offset=3&order=asc&real_named=false&sort=cid&tag_id=10&tag_id=7"
        );
    }

    #[test]
    fn times_have_no_zone() {
        let query = SmsQuery {
            start_time: NaiveDate::from_ymd_opt(2024, 6, 17)
                .unwrap()
                .and_hms_opt(8, 0, 0),
            ..SmsQuery::default()
        };
        assert!(
            query
                .query()
                .encoded()
                .ends_with("start_time=2024-06-17T08%3A00%3A00")
        );
    }

    #[test]
    fn pages_go_on_until_the_count_is_reached() {
        assert_eq!(Page::new(0, 10), None);
        assert_eq!(Page::new(1, 9), None);
        assert_eq!(Page::new(1, 501), None);
        let page = Page::default();
        assert_eq!(page.next(500), None);
        assert_eq!(page.next(501), Page::new(2, 500));
        assert_eq!(page.next(0), None);
        assert_eq!(Page::new(1_000_000, 500).unwrap().next(i64::MAX), None);
    }
}
