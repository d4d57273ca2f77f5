//! Cards: operations 1, 2 and 9.

use super::{PendingWorkOrder, null_is_empty};
use crate::{time::Time, units::Megabytes};
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// A card (`SimDeviceVO`) with the fields of the extension `sim-cards.fields`.
///
/// Usage figures are MB as of `flow_time`, which is 24:00 of yesterday in the service's zone unless requested in real
/// time (Q8.2), and belong to the billing cycle of that instant: see [`crate::figures`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SimCard {
    /// SIM卡标识, unique in GSL.
    pub sim_card_id: i64,
    /// Owner account.
    pub account_id: Option<String>,
    /// 容器ID: the printed ICCID with its final letter replaced by a digit.
    pub cid: Option<String>,
    /// Forward pool, `None` when in none.
    pub sim_pool_id: Option<i64>,
    /// IMEI of the device.
    pub imei: Option<String>,
    /// State code, see [`crate::state::SimStatus`].
    pub sim_status: Option<i32>,
    /// 1 registered 2 restarted 3 online 4 offline; `None` for physical cards.
    pub device_status: Option<i32>,
    /// Module of the device; `None` for physical cards.
    pub device_model: Option<String>,
    /// Activation.
    pub act_date: Option<Time>,
    /// When `device_status` changed.
    pub device_status_date: Option<Time>,
    /// 设备标识码
    pub node_id: Option<String>,
    /// ICCID.
    pub iccid: Option<String>,
    /// Network in use.
    pub network_type: Option<String>,
    /// Signal strength; `None` for physical cards.
    pub dbm: Option<String>,
    /// 1 poor … 4 excellent; `None` for physical cards.
    pub signal_level: Option<String>,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: Option<i32>,
    /// Tag names joined by `,`; see [`SimCard::tags`].
    pub tag_names: Option<String>,
    /// 批次号
    pub order_id: Option<i64>,
    /// Expiry.
    pub expire_time: Option<Time>,
    /// Current plan.
    pub price_plan_name: Option<String>,
    /// Plan instance.
    pub sim_price_plan_id: Option<i64>,
    /// MB left in the billing cycle of the figures; negative when over.
    pub flow_left: Option<Megabytes>,
    /// MB used in that cycle.
    pub flow_used: Option<Megabytes>,
    /// Stop reason code, −1 when not stopped; see [`crate::stop::StopReason`].
    pub operator_status: Option<i32>,
    /// MSISDN.
    pub msisdn: Option<String>,
    /// IMSI.
    pub imsi: Option<String>,
    /// Custom attribute one.
    pub customer_attribute1: Option<String>,
    /// Custom attribute two.
    pub customer_attribute2: Option<String>,
    /// Custom attribute three.
    pub customer_attribute3: Option<String>,
    /// Custom attribute four.
    pub customer_attribute4: Option<String>,
    /// Custom attribute five.
    pub customer_attribute5: Option<String>,
    /// Custom attribute six.
    pub customer_attribute6: Option<String>,
    /// Whether the card is real-named, as last known; operation 9 asks for the current state.
    pub real_named: Option<bool>,
    /// 单独断网: data cut by hand.
    pub cut_net_flag: Option<bool>,
    /// 达量断网: a threshold is set.
    pub exceed_cut_net_flag: Option<bool>,
    /// The threshold in MB; 0 cuts at the first byte, −1 means no limit.
    pub exceed_cut_net_quota: Option<i32>,
    /// Rebinds left this month; China Telecom only.
    pub imei_bind_remain_times: Option<i32>,
    /// Speed limit in Kbps, −1 for none; China Telecom and China Unicom.
    pub speed_value: Option<i32>,
    /// Extension: carrier code, see [`crate::carrier::Carrier::from_carrier_type`].
    pub carrier_type: Option<i32>,
    /// Extension: key of the stop reason, `None` when not stopped.
    pub stop_reason: Option<String>,
    /// Extension: MB of the plan per cycle, including the add-ons of the billing cycle of the figures.
    pub flow_total: Option<Megabytes>,
    /// Extension: the instant of the usage figures.
    pub flow_time: Option<Time>,
    /// Extension: in a forward or backward pool.
    pub pooled: Option<bool>,
    /// Extension: backward pool, `None` when in none.
    pub back_pool_id: Option<i64>,
    /// Extension: 1 general data 2 directional data.
    pub data_type: Option<i32>,
    /// Extension: when the card was bought.
    pub purchase_time: Option<Time>,
    /// Extension: shape of the card, such as `consumer_2ff`.
    pub card_form: Option<String>,
    /// Extension: the province its use is restricted to, in Chinese; `None` without a restriction. China Mobile only.
    pub restricted_area: Option<String>,
    /// Extension: since when the card has been stopped; `None` when it is not, or when nobody saw it stop.
    pub stopped_since: Option<Time>,
    /// Extension: unfinished work orders that contain the card; `None` when the service does not report them.
    pub pending_work_orders: Option<Vec<PendingWorkOrder>>,
}

impl SimCard {
    /// The tags of the card, without empty ones.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tag_names
            .as_deref()
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
    }

    /// In a forward or backward pool: `pooled`, or if that is missing, whether a pool is named.
    #[must_use]
    pub fn is_pooled(&self) -> bool {
        self.pooled
            .unwrap_or(self.sim_pool_id.is_some() || self.back_pool_id.is_some())
    }

    /// Custom attributes one to six.
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

    /// The number people know the card by: container ID, or ICCID if there is none.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.cid
            .as_deref()
            .or(self.iccid.as_deref())
            .filter(|number| !number.is_empty())
    }
}

/// A page of cards: operation 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SimCardList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Cards that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub sim_cards: Vec<SimCard>,
}

/// Real-name state right now: operation 9.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct RealNamed {
    /// ICCID.
    pub iccid: Option<String>,
    /// Whether real-name is done.
    pub real_named: Option<bool>,
}
