//! The answer of every list: a page of rows and the total count.

use axum::Json;
use gsl_model::wire::{
    Attribute, AttributeList, BackPool, BackPoolList, BulkItem, BulkItemList, BulkJob, BulkJobList,
    ExportTask, ExportTaskList, Order, OrderList, PoolCandidate, PoolCandidateList, PoolMember,
    PoolMemberList, PricePlan, PricePlanList, RenewalCard, RenewalCardList, RenewalDue,
    RenewalDueList, SimCard, SimCardList, SimPool, SimPoolList, Tag, TagList, WorkOrder,
    WorkOrderDetail, WorkOrderDetailList, WorkOrderList,
};

use crate::params::Paging;

/// A list of the wire: page size, page number, count, and rows under a name of their own.
pub trait List {
    /// A row.
    type Row;

    /// A page of it.
    fn page(paging: Paging, count: i64, rows: Vec<Self::Row>) -> Self;
}

macro_rules! lists {
    ($($list:ident { $rows:ident: Vec<$row:ty> $(, $more:ident: $value:expr)? })+) => {$(
        impl List for $list {
            type Row = $row;

            fn page(Paging { limit, offset }: Paging, count: i64, $rows: Vec<$row>) -> Self {
                Self { limit, offset, count, $rows $(, $more: $value)? }
            }
        }
    )+};
}

lists! {
    AttributeList { attributes: Vec<Attribute> }
    BackPoolList { pools: Vec<BackPool> }
    BulkItemList { items: Vec<BulkItem> }
    BulkJobList { bulk_jobs: Vec<BulkJob> }
    ExportTaskList { export_tasks: Vec<ExportTask>, wait_seconds: 0 }
    OrderList { orders: Vec<Order> }
    PoolCandidateList { orders: Vec<PoolCandidate> }
    PoolMemberList { pool_members: Vec<PoolMember> }
    PricePlanList { price_plans: Vec<PricePlan> }
    RenewalCardList { cards: Vec<RenewalCard> }
    RenewalDueList { orders: Vec<RenewalDue> }
    SimCardList { sim_cards: Vec<SimCard> }
    SimPoolList { pools: Vec<SimPool>, risks: Vec::new() }
    TagList { tags: Vec<Tag> }
    WorkOrderDetailList { work_order_details: Vec<WorkOrderDetail> }
    WorkOrderList { work_orders: Vec<WorkOrder> }
}

impl Paging {
    /// Answers this page: how many rows match in all, and those of the page.
    pub fn answer<L: List>(self, count: i64, rows: Vec<L::Row>) -> Json<L> {
        Json(L::page(self, count, rows))
    }

    /// Answers this page of a list that is at hand in full.
    pub fn answer_part<L: List>(self, all: Vec<L::Row>) -> Json<L> {
        let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
        self.answer(count, self.slice(all))
    }
}
