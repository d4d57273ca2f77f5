//! The JSON of the GSL API v1 with its own field names, by operation number, and of what `gsl-server` adds.
//!
//! Codes are kept as the numbers and texts of the answer, so an unknown code never makes a list unreadable. Typed
//! values come from the modules with the rules ([`crate::state::SimStatus::of`], [`crate::can::CardFacts::of`]).
//! Documented fields without a value are written as `null` in answers and left out in requests.

mod account;
mod beyond;
mod bulk;
mod card;
mod card_add_on;
pub mod decode;
mod directional;
mod export;
mod failure;
mod file;
mod label;
mod order;
mod plan;
mod pool;
mod pool_more;
mod renewal;
mod request;
mod usage;
mod work_order;

pub use account::{AccountSync, GroupStatus, SyncFailure, SyncGroup, SyncState};
pub use beyond::{
    AddOnSize, Capabilities, CardList, CardListRequest, CarrierCount, ExpiringCount, ReasonCount,
    StatusCount, StoppedCount, Summary, extension,
};
pub use bulk::{
    BulkEstimate, BulkExample, BulkExcluded, BulkItem, BulkItemList, BulkJob, BulkJobList,
    BulkJobRequest, BulkParameters, BulkPlan, BulkReason, BulkSelection,
};
pub use card::{RealNamed, SimCard, SimCardList};
pub use card_add_on::{
    AddOnCard, CardAddOnCheck, CardAddOnCheckRequest, CardAddOnOffer, CardAddOnOrders,
    CardAddOnPurchase, CardAddOnRequest,
};
pub use decode::{Decode, decode};
pub use directional::{Directional, DirectionalEntry, DirectionalRequest, EntryRequest};
pub use export::{ExportPlan, ExportReason, ExportRequest, ExportTask, ExportTaskList};
pub use failure::ErrorBody;
pub use file::TempFile;
pub use label::{
    Attribute, AttributeCreated, AttributeFailure, AttributeList, AttributeRequest,
    BatchSetAttributes, BatchSetTags, CardAttributes, Tag, TagList, TagRequest,
};
pub use order::{
    Address, AddressList, AddressRequest, Order, OrderDetail, OrderList, OrderStep, PayAnswer,
    PayRequest, PurchaseRequest, Quote, QuoteRequest,
};
pub use plan::{PricePlan, PricePlanList, SimPricePlan};
pub use pool::{
    BackPool, BackPoolList, PoolMember, PoolMemberList, PoolOutlook, PoolRemedy, PoolRiskCount,
    SimPool, SimPoolList,
};
pub use pool_more::{
    ActivateAnswer, ActivateRequest, AddOnOffer, BuyAddOn, JoinCheckAnswer, JoinCheckOrder,
    JoinCheckRule, JoinRequest, PoolAddOn, PoolAddOns, PoolCandidate, PoolCandidateList, PoolDaily,
    PoolDay, PoolName, PoolWorkOrder, RefusedNumber, TopMember, TopMembers,
};
pub use renewal::{
    RenewalCard, RenewalCardList, RenewalDue, RenewalDueList, RenewalMonth, RenewalMonths,
    RenewalOrder, RenewalOrders, RenewalReason, RenewalRequest, RenewalSnapshot, SnapshotRequest,
};
pub use usage::{
    DailyFlow, DailyFlowItem, DailyFlowRequest, FlowUsage, MonthUsage, MonthUsageRequest,
    MonthUsageResponse, SimFlow, SimFlowRequest,
};
pub use work_order::{
    BindAreaRequest, CutNetRequest, ExceedCutNetRequest, PendingWorkOrder, RebindRequest,
    SpeedLimitRequest, StopResetRequest, WorkOrder, WorkOrderDetail, WorkOrderDetailList,
    WorkOrderId, WorkOrderList,
};

use serde::{Deserialize, Deserializer};

/// Reads `null` as the empty value.
fn null_is_empty<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    input: D,
) -> Result<T, D::Error> {
    Option::<T>::deserialize(input).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests;
