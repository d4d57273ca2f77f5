//! What `gsl-server` offers beyond the public API, announced by `GET /v1/capabilities`.

use super::null_is_empty;
use super::request::numbers;
use crate::{time::Time, units::Megabytes};
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Names of the extensions. What ends in `.act` changes something of the account; all else reads, or keeps what is this
/// service's own (lists of cards, files, previews, exports).
pub mod extension {
    /// `GET /v1/sim-cards/summary`
    pub const SUMMARY: &str = "sim-cards.summary";
    /// More filters on operation 1.
    pub const FILTERS: &str = "sim-cards.filters";
    /// More fields on the card.
    pub const FIELDS: &str = "sim-cards.fields";
    /// `restricted_area` of a card.
    pub const AREA_READ: &str = "sim-cards.area.read";
    /// `POST /v1/sim-cards/{sim_card_id}/bind-area`
    pub const AREA_ACT: &str = "sim-cards.area.act";
    /// `/v1/card-lists`
    pub const CARD_LISTS: &str = "card-lists";
    /// `GET /v1/orders`
    pub const ORDERS: &str = "orders.list";
    /// `uses` of a tag, `GET /v1/tags/{tag_id}`
    pub const TAGS_READ: &str = "tags.read";
    /// `PUT /v1/tags/{tag_id}`, deleting while as many cards carry it as was shown.
    pub const TAGS_ACT: &str = "tags.act";
    /// `/v1/files`
    pub const FILES: &str = "files";
    /// More filters and fields of work orders, single ones.
    pub const WORK_ORDERS_READ: &str = "work-orders.read";
    /// Cancelling work orders.
    pub const WORK_ORDERS_ACT: &str = "work-orders.act";
    /// Lists of `/v1/bulk-jobs`, and what a job would do.
    pub const BULK_JOBS_READ: &str = "bulk-jobs.read";
    /// Starting, cancelling and retrying bulk jobs.
    pub const BULK_JOBS_ACT: &str = "bulk-jobs.act";
    /// The action `transfer` of bulk jobs.
    pub const TRANSFER: &str = "bulk-jobs.transfer.act";
    /// The action `replace` of bulk jobs, paid by its order.
    pub const REPLACE: &str = "bulk-jobs.replace.act";
    /// Single pools, days, members by use: everything that is read of pools beyond operations 17 to 20.
    pub const POOLS_READ: &str = "pools.read";
    /// Creating pools, adding orders, activating, add-ons, renaming, restarting.
    pub const POOLS_ACT: &str = "pools.act";
    /// `/v1/export-tasks`
    pub const EXPORTS: &str = "exports";
    /// Single orders, quotes, the address book.
    pub const PURCHASE_READ: &str = "orders.purchase.read";
    /// Buying, paying, cancelling, changing addresses.
    pub const PURCHASE_ACT: &str = "orders.purchase.act";
    /// Directional entries of orders.
    pub const DIRECTIONAL_READ: &str = "orders.directional.read";
    /// Adding, editing and deleting them.
    pub const DIRECTIONAL_ACT: &str = "orders.directional.act";
    /// Which cards of `/v1/card-add-ons` take which add-on.
    pub const ADD_ONS_READ: &str = "orders.add-ons.read";
    /// Buying them.
    pub const ADD_ONS_ACT: &str = "orders.add-ons.act";
    /// Snapshots of renewable cards, the renewal calendar.
    pub const RENEWAL_READ: &str = "orders.renewal.read";
    /// Renewals.
    pub const RENEWAL_ACT: &str = "orders.renewal.act";
    /// `/v1/account/sync`: the service mirrors a real account. Not in [`ALL`]: a demo fleet has none.
    pub const ACCOUNT: &str = "account";
    /// Those that a mirror of a real account has.
    pub const READING: &[&str] = &[
        SUMMARY,
        FILTERS,
        FIELDS,
        CARD_LISTS,
        ORDERS,
        FILES,
        WORK_ORDERS_READ,
        BULK_JOBS_READ,
        POOLS_READ,
        EXPORTS,
        RENEWAL_READ,
        ACCOUNT,
    ];
    /// All that a demo fleet has.
    pub const ALL: &[&str] = &[
        SUMMARY,
        FILTERS,
        FIELDS,
        AREA_READ,
        AREA_ACT,
        CARD_LISTS,
        ORDERS,
        TAGS_READ,
        TAGS_ACT,
        FILES,
        WORK_ORDERS_READ,
        WORK_ORDERS_ACT,
        BULK_JOBS_READ,
        BULK_JOBS_ACT,
        TRANSFER,
        REPLACE,
        POOLS_READ,
        POOLS_ACT,
        EXPORTS,
        PURCHASE_READ,
        PURCHASE_ACT,
        DIRECTIONAL_READ,
        DIRECTIONAL_ACT,
        RENEWAL_READ,
        RENEWAL_ACT,
        ADD_ONS_READ,
        ADD_ONS_ACT,
    ];
}

/// What a service offers: `GET /v1/capabilities`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Capabilities {
    /// Name of the service.
    pub service: String,
    /// Its version.
    #[serde(default)]
    pub version: String,
    /// The service's clock.
    pub now: Option<Time>,
    /// Processing times are divided by this; 1 outside demonstrations.
    pub time_scale: Option<i64>,
    /// See [`extension`].
    #[serde(default, deserialize_with = "null_is_empty")]
    pub extensions: Vec<String>,
    /// The service only reads: whatever would change something is refused, and may be shown disabled.
    #[serde(default)]
    pub read_only: bool,
    /// The smallest add-on of each carrier that has any: a card with less room than this takes none.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub smallest_add_ons: Vec<AddOnSize>,
}

/// The size of a carrier's add-on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AddOnSize {
    /// Carrier code.
    pub carrier_type: i32,
    /// MB.
    pub size: Megabytes,
}

impl Capabilities {
    /// Whether an extension is announced.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.extensions.iter().any(|extension| extension == name)
    }
}

/// Counts of the whole fleet: `GET /v1/sim-cards/summary`. Each equals the `count` of operation 1 with that filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Summary {
    /// All cards.
    pub total: i64,
    /// By state.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub by_status: Vec<StatusCount>,
    /// By stop reason.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub by_reason: Vec<ReasonCount>,
    /// By carrier.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub by_carrier: Vec<CarrierCount>,
    /// Expiring within a number of days.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub expiring: Vec<ExpiringCount>,
    /// Stopped today and since yesterday, among those still stopped.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub stopped: Vec<StoppedCount>,
    /// Since when changes of state are known; `None` when the past of every card is.
    #[serde(default)]
    pub states_since: Option<Time>,
    /// When it was counted.
    pub as_of: Option<Time>,
}

/// Cards that have been stopped within so many days of UTC+8, today being one; each equals the `count` of operation 1 with
/// `stopped_days`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct StoppedCount {
    /// Days: 1 is today, 2 since yesterday.
    pub days: i32,
    /// By stop reason.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub by_reason: Vec<ReasonCount>,
}

/// Cards in a state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct StatusCount {
    /// State code.
    pub sim_status: i32,
    /// Cards.
    pub count: i64,
}

/// Cards stopped for a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ReasonCount {
    /// Key of the reason.
    pub stop_reason: String,
    /// Its public code, if it has one.
    pub operator_status: Option<i32>,
    /// Cards.
    pub count: i64,
}

/// Cards of a carrier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct CarrierCount {
    /// Carrier code: 1 China Mobile 2 China Telecom 3 China Unicom 4 overseas.
    pub carrier_type: i32,
    /// Cards.
    pub count: i64,
}

/// Cards that expire soon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct ExpiringCount {
    /// Within this many days from now.
    pub days: i32,
    /// Cards.
    pub count: i64,
}

/// Body of `POST /v1/card-lists`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardListRequest {
    /// Container IDs, printed numbers, MSISDNs or IMEIs, 1–100,000.
    #[serde(default, deserialize_with = "numbers")]
    pub numbers: Vec<String>,
}

/// A stored list of cards. The same numbers give the same id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct CardList {
    /// For the filter `card_list_id`.
    pub card_list_id: i64,
    /// Numbers sent: those of the cards found, repeated ones, those that match several cards, and those not found.
    pub total: i64,
    /// Cards found, each counted once; the filter has the same count.
    pub found: i64,
    /// Numbers of a card that another number of the list already named.
    #[serde(default)]
    pub duplicate_count: i64,
    /// Numbers that match more than one card and are therefore not in the list; the first 1,000.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub ambiguous: Vec<String>,
    /// How many of these there are in all.
    #[serde(default)]
    pub ambiguous_count: i64,
    /// Numbers without a card, the first 1,000.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub not_found: Vec<String>,
    /// How many of these there are in all.
    #[serde(default)]
    pub not_found_count: i64,
}
