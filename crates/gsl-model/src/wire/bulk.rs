//! Bulk jobs: the extensions `bulk-jobs.read` and `bulk-jobs.act`.

use super::null_is_empty;
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// Body of `POST /v1/bulk-jobs`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkJobRequest {
    /// The plan to carry out: [`BulkPlan::plan_id`] of a dry run. The rest of the request is then left out or the same
    /// as in the dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<i64>,
    /// `activate`, `suspend`, `resume`, `cut_net`, `restore_net`, `set_threshold`, `cancel_threshold`, `speed_limit`,
    /// `rebind`, `clear_real_name`, `deregister`, `bind_area`, `set_tags`, `unset_tags`, `set_attributes`, `transfer`, `replace`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// Parameters of the action, see [`BulkParameters`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub parameters: BulkParameters,
    /// Which cards.
    #[serde(default, skip_serializing_if = "is_default")]
    pub selection: BulkSelection,
    /// Only report what would happen, and keep it as a plan.
    #[serde(default)]
    pub dry_run: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl BulkJobRequest {
    /// A request that carries out a plan.
    #[must_use]
    pub fn of_plan(plan_id: i64) -> Self {
        Self {
            plan_id: Some(plan_id),
            ..Self::default()
        }
    }
}

/// Parameters of an action. With a file, its columns may hold the values instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkParameters {
    /// `set_threshold`: MB; 0 cuts at the first byte, −1 is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<i64>,
    /// `speed_limit`: Kbps, −1 for no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_value: Option<i32>,
    /// `bind_area`: name of the province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// `rebind`: 1 ordinary (the default), 2 fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bind_type: Option<i32>,
    /// `rebind` fixed: IMEI of the device, for one card; several cards need a file with a column IMEI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imei: Option<String>,
    /// `set_tags`, `unset_tags`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tag_ids: Vec<i64>,
    /// `set_tags`: the cards lose their other tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replace: Option<bool>,
    /// `set_attributes`: value of attribute one; an empty text deletes the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_attribute1: Option<String>,
    /// Attribute two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_attribute2: Option<String>,
    /// Attribute three.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_attribute3: Option<String>,
    /// Attribute four.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_attribute4: Option<String>,
    /// Attribute five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_attribute5: Option<String>,
    /// Attribute six.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_attribute6: Option<String>,
    /// `transfer`: name of the account the cards go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// `transfer`: the pool whose cards are all transferred; set by the service when the selection is exactly a pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sim_pool_id: Option<i64>,
    /// `replace`: where the new cards are sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_id: Option<i64>,
}

impl BulkParameters {
    /// Attributes one to six; `None` leaves a value as it is.
    #[must_use]
    pub fn attributes(&self) -> [Option<&str>; 6] {
        [
            self.customer_attribute1.as_deref(),
            self.customer_attribute2.as_deref(),
            self.customer_attribute3.as_deref(),
            self.customer_attribute4.as_deref(),
            self.customer_attribute5.as_deref(),
            self.customer_attribute6.as_deref(),
        ]
    }
}

/// Which cards, at most 100,000: exactly one of `ids`, `iccids`, `filter`, `file_temp_id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkSelection {
    /// Card ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<i64>>,
    /// Container IDs, printed numbers, MSISDNs or IMEIs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iccids: Option<Vec<String>>,
    /// The query string of operation 1, such as `sim_status=20&tag_id=7`; an empty one selects every card. The service
    /// also accepts an object of the parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Card ids excluded from the filter's result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<i64>,
    /// A temporary file (extension `files`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_temp_id: Option<i64>,
}

/// Why a card is left out or failed.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Decode,
)]
pub struct BulkReason {
    /// Stable key: of the rules (`wrong_state`, `other_carrier_only`, `stopped_for` …, `under_way`,
    /// `speed_not_offered`), of rows ([`crate::sheet::Fault::kind`], `no_card`, `ambiguous_number`), of labels
    /// (`too_many_tags`, `tag_unknown`, `attribute_disabled`, `value_missing`), of the carrier (`carrier_timeout` …).
    pub key: String,
    /// State of the card, with `wrong_state`.
    pub sim_status: Option<i32>,
    /// Carrier of the card, with reasons that name a carrier.
    pub carrier_type: Option<i32>,
    /// Key of the stop reason, with `stopped_for`.
    pub stop_reason: Option<String>,
    /// The reason in English.
    pub text: String,
}

/// Cards left out for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkExcluded {
    /// Why.
    pub reason: BulkReason,
    /// Cards, or rows of the list.
    pub count: i64,
    /// The first five.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub examples: Vec<BulkExample>,
}

/// One of the cards left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkExample {
    /// `None` when the number does not match a card.
    pub sim_card_id: Option<i64>,
    /// Container ID, or the text in the list.
    pub number: String,
}

/// When the cards of a carrier will be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkEstimate {
    /// Carrier code.
    pub carrier_type: i32,
    /// Cards.
    pub count: i64,
    /// At the earliest.
    pub from: Option<Time>,
    /// At the latest.
    pub to: Option<Time>,
}

/// Answer of `POST /v1/bulk-jobs`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkPlan {
    /// Names the plan in the call that carries it out; `None` for a job made without a plan.
    #[serde(default)]
    pub plan_id: Option<i64>,
    /// Until when the plan can be carried out; only in a dry run.
    #[serde(default)]
    pub expire_time: Option<Time>,
    /// The job created; `None` in a dry run.
    pub bulk_job_id: Option<i64>,
    /// The action of the request.
    pub action: String,
    /// Cards, and rows of a list that do not match a card.
    pub total: i64,
    /// Cards that will be acted on.
    pub will_act: i64,
    /// The rest.
    pub excluded_count: i64,
    /// By reason, most first.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub excluded: Vec<BulkExcluded>,
    /// By carrier.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub estimate: Vec<BulkEstimate>,
    /// Price in cents; `replace` only.
    pub price_cents: Option<i64>,
    /// The order created with the job, for `transfer` and `replace`; that of `replace` has to be paid.
    pub order_id: Option<i64>,
}

/// A bulk job: `GET /v1/bulk-jobs/{bulk_job_id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkJob {
    /// Number.
    pub bulk_job_id: i64,
    /// The action of the request.
    pub action: String,
    /// The parameters of the request.
    #[serde(default)]
    pub parameters: BulkParameters,
    /// `ids`, `iccids`, `filter`, `file`, `retry` or `undo`.
    pub selection: String,
    /// `waiting`, `running`, `succeeded`, `partly_failed`, `failed`, `cancelled`.
    pub state: String,
    /// Cards, and rows of the list that do not match a card.
    pub total: i64,
    /// Not started.
    pub waiting: i64,
    /// In a work order.
    pub running: i64,
    /// Done.
    pub succeeded: i64,
    /// Failed.
    pub failed: i64,
    /// Left out when the job was created.
    pub excluded: i64,
    /// Not done because the job was cancelled.
    pub cancelled: i64,
    /// Whether cancelling would still prevent anything.
    pub cancellable: bool,
    /// Whether the job has ended with failed cards.
    pub retryable: bool,
    /// Whether the job has ended and another job can undo it.
    #[serde(default)]
    pub undoable: bool,
    /// The job whose failed cards this one retries.
    pub retry_of: Option<i64>,
    /// Creation.
    pub create_time: Option<Time>,
    /// End, `None` while under way.
    pub finish_time: Option<Time>,
    /// When it should be done at the latest.
    pub expected_time: Option<Time>,
    /// The order created with it, for `transfer` and `replace`.
    pub order_id: Option<i64>,
    /// Waits for the payment of its order.
    #[serde(default)]
    pub unpaid: bool,
    /// Its work orders; only when a single job is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_order_ids: Option<Vec<i64>>,
    /// Cards left out, by reason, most first; only when a single job is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded_reasons: Option<Vec<BulkExcluded>>,
    /// Cards failed, by reason, most first; only when a single job is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_reasons: Option<Vec<BulkExcluded>>,
}

/// A page of bulk jobs, newest first: `GET /v1/bulk-jobs`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkJobList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Jobs that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub bulk_jobs: Vec<BulkJob>,
}

/// One card, or row, of a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkItem {
    /// Position in the job from 1; for a file, the order of its rows.
    pub position: i64,
    /// `None` when the number does not match a card.
    pub sim_card_id: Option<i64>,
    /// Container ID, or the text in the list.
    pub number: String,
    /// Container ID of the card.
    pub iccid: Option<String>,
    /// `waiting`, `running`, `succeeded`, `failed`, `excluded`, `cancelled`.
    pub status: String,
    /// Why it failed or was left out.
    pub reason: Option<BulkReason>,
    /// Its work order.
    pub work_order_id: Option<i64>,
    /// End.
    pub finish_time: Option<Time>,
}

/// A page of a job's cards: `GET /v1/bulk-jobs/{bulk_job_id}/items`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct BulkItemList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Items that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub items: Vec<BulkItem>,
}
