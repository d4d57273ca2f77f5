//! Directional entries of orders (extensions `orders.directional.read` and `orders.directional.act`; console.md section 9).

use super::null_is_empty;
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// An entry as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct EntryRequest {
    /// 1 domain 2 IP.
    pub kind: i32,
    /// `http`, `https`, `tcp`, `udp` or `mqtt`.
    pub protocol: String,
    /// Domain or IP, without protocol, port and path.
    pub address: String,
    /// 1–65535.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<i64>,
}

/// Body of `POST /v1/orders/{order_id}/directional`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct DirectionalRequest {
    /// Entries, at least one.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub entries: Vec<EntryRequest>,
    /// Required once for an order with general data: all of its cards become directional, irreversibly (Q3.5, Q3.6).
    #[serde(default)]
    pub whole_order: bool,
}

/// An entry of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct DirectionalEntry {
    /// Id for editing and deleting.
    pub entry_id: i64,
    /// 1 domain 2 IP.
    pub kind: i32,
    /// Protocol.
    pub protocol: String,
    /// Domain or IP.
    pub address: String,
    /// Port; `None` means any.
    pub port: Option<i64>,
    /// State, see [`crate::order::DirectionalState`].
    pub state: i32,
    /// Creation.
    pub create_time: Option<Time>,
    /// When it should be in effect, or gone.
    pub expected_time: Option<Time>,
    /// Why it was not approved.
    pub fail_reason: Option<String>,
    /// Why it cannot be edited, see [`crate::order::ChangeRefusal`].
    pub edit_refusal: Option<String>,
    /// Why it cannot be deleted (Q4.3).
    pub delete_refusal: Option<String>,
}

/// Answer of `GET /v1/orders/{order_id}/directional`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Directional {
    /// 批次号
    pub order_id: i64,
    /// 1 general 2 directional.
    pub data_type: Option<i32>,
    /// Why the order takes no entries at all: `order_type` or `order_status`.
    pub refusal: Option<String>,
    /// The most IPs; `None` where no source gives a limit.
    pub most_ips: Option<i64>,
    /// The most domains.
    pub most_domains: Option<i64>,
    /// The most entries of both kinds together.
    pub most_entries: Option<i64>,
    /// When an entry added now should be in effect; `None` where no source says.
    pub expected_time: Option<Time>,
    /// Entries, oldest first.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub entries: Vec<DirectionalEntry>,
}
