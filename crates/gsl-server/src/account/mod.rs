//! The account behind the console: the public operations that the mirror reads it with.
//!
//! [`Account`] is one trait, so that the mirror does not know whether it reads the cloud or a simulated account. Its methods are
//! those of [`gsl_client::Calls`] with the priority as the first argument; queries, answers and errors are gsl-client's.

pub mod check;
pub mod settings;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use gsl_client::{
    AttributesQuery, BackPoolsQuery, BudgetReport, Card, Client, Page, PoolMembersQuery,
    PricePlansQuery, Priority, Reading, SimCardsQuery, SimPoolsQuery, TagsQuery,
    WorkOrderDetailsQuery, WorkOrdersQuery,
};
use gsl_model::wire::{
    AttributeList, BackPoolList, DailyFlow, DailyFlowRequest, MonthUsageRequest,
    MonthUsageResponse, PoolMemberList, PricePlanList, RealNamed, SimCard, SimCardList, SimFlow,
    SimFlowRequest, SimPoolList, SimPricePlan, TagList, WorkOrderDetailList, WorkOrderList,
};

/// A call under way.
pub type Call<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

macro_rules! operations {
    ($($(#[$doc:meta])+ $name:ident($($argument:ident: $type:ty),+) -> $outcome:ty;)+) => {
        /// The public operations of an account. Every call waits for its turn in the account's budget, in the order of
        /// [`Priority`].
        pub trait Account: fmt::Debug + Send + Sync {
            $($(#[$doc])+ fn $name<'a>(&'a self, priority: Priority, $($argument: $type),+) -> Call<'a, $outcome>;)+

            /// Calls made, allowed and waiting.
            fn budget(&self) -> BudgetReport;
        }

        impl Account for Client {
            $(fn $name<'a>(&'a self, priority: Priority, $($argument: $type),+) -> Call<'a, $outcome> {
                let calls = self.at(priority);
                Box::pin(async move { calls.$name($($argument),+).await })
            })+

            fn budget(&self) -> BudgetReport {
                Client::budget(self).report()
            }
        }
    };
}

operations! {
    /// Operation 1, slow: a page of cards.
    list_sim_cards(query: &'a SimCardsQuery) -> Reading<SimCardList>;
    /// Operation 2: a card.
    show_sim_card(card: Card<'a>) -> Reading<SimCard>;
    /// Operation 9: whether a card is real-named, as its carrier says now.
    show_real_named(card: Card<'a>) -> Reading<RealNamed>;
    /// Operation 12: use by billing cycle of up to 500 cards.
    show_month_usages(request: &'a MonthUsageRequest) -> Reading<MonthUsageResponse>;
    /// Operation 13: use by day of up to 100 cards.
    list_sim_card_flow_per_day(request: &'a DailyFlowRequest) -> Reading<Vec<DailyFlow>>;
    /// Operation 14: plans on offer.
    list_pro_price_plans(query: &'a PricePlansQuery) -> Reading<PricePlanList>;
    /// Operation 15, slow: the plans of a card.
    list_sim_price_plans(card: Card<'a>, real_time: bool, page: Page) -> Reading<Vec<SimPricePlan>>;
    /// Operation 16: plan and use of the running cycle of up to 50 cards.
    list_flow_by_sim_cards(request: &'a SimFlowRequest) -> Reading<Vec<SimFlow>>;
    /// Operation 17: forward pools.
    list_sim_pools(query: &'a SimPoolsQuery) -> Reading<SimPoolList>;
    /// Operation 18: cards of a forward pool.
    list_sim_pool_members(pool_id: i64, query: &'a PoolMembersQuery) -> Reading<PoolMemberList>;
    /// Operation 19: backward pools.
    list_back_pools(query: &'a BackPoolsQuery) -> Reading<BackPoolList>;
    /// Operation 20: cards of a backward pool.
    list_back_pool_members(pool_id: i64, query: &'a PoolMembersQuery) -> Reading<PoolMemberList>;
    /// Operation 21: tags.
    list_tags(query: &'a TagsQuery) -> Reading<TagList>;
    /// Operation 25: custom attributes.
    list_attributes(query: &'a AttributesQuery) -> Reading<AttributeList>;
    /// Operation 33: work orders.
    list_work_orders(query: &'a WorkOrdersQuery) -> Reading<WorkOrderList>;
    /// Operation 34: cards of a work order.
    list_work_order_details(work_order_id: i64, query: &'a WorkOrderDetailsQuery) -> Reading<WorkOrderDetailList>;
}
