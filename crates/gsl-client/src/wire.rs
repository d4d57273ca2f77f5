//! JSON of the operations that the console does not use: short messages (31, 32), tri-carrier cards and their policies
//! (35 to 39). All other types are `gsl_model::wire`.

use gsl_macros::Decode;
use gsl_model::time::Time;
use gsl_model::wire::decode::{Decode, Notes, Value};
use serde::{Deserialize, Serialize};

/// Body of operation 31. Cards by container ID or by batch. Only cards of China Mobile and China Telecom with an SMS plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsRequest {
    /// Template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<i64>,
    /// Text.
    pub sms_content: String,
    /// Container IDs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cids: Vec<String>,
    /// Batch number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<i64>,
}

/// A short message (`SmsSendDetailQueryVo`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Sms {
    /// 容器ID
    pub cid: Option<String>,
    /// MSISDN.
    pub msisdn: Option<String>,
    /// Sent.
    pub sent_time: Option<Time>,
    /// Received.
    pub received_time: Option<Time>,
    /// 1 sending 2 delivered 3 failed.
    pub sms_status: Option<i32>,
    /// Text.
    pub sms_content: Option<String>,
}

/// A page of short messages: operation 32.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SmsList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Messages that match in all.
    pub count: i64,
    /// This page.
    #[serde(default)]
    pub sms_details: Vec<Sms>,
}

/// A tri-carrier card (`SimDeviceMultiplyVO`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct TriCarrierCard {
    /// SIM卡标识
    pub sim_card_id: i64,
    /// Number of the tri-carrier card.
    pub cid: Option<String>,
    /// 1 China Mobile 2 China Telecom 3 China Unicom.
    pub online_carrier: Option<i32>,
    /// Its policy.
    pub network_switch_policy_id: Option<i64>,
    /// Name of the policy.
    pub policy_name: Option<String>,
    /// 1 with SDK 2 without.
    pub version: Option<i32>,
    /// ICCID at China Mobile.
    pub iccid_mobile: Option<String>,
    /// ICCID at China Unicom.
    pub iccid_unicom: Option<String>,
    /// ICCID at China Telecom, spelt so on the wire.
    pub iccid_telcom: Option<String>,
    /// 批次号
    pub order_id: Option<i64>,
}

/// A page of tri-carrier cards: operation 35.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct TriCarrierCardList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Cards that match in all.
    pub count: i64,
    /// This page.
    #[serde(default)]
    pub sim_cards: Vec<TriCarrierCard>,
}

/// Body of operation 36.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchNetworkRequest {
    /// When the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cid: Option<String>,
    /// 1 China Mobile 2 China Telecom 3 China Unicom.
    pub carrier_type: i32,
}

/// Body of operation 37.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPolicyRequest {
    /// When the card id is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cid: Option<String>,
    /// The policy.
    pub network_switch_policy_id: i64,
}

/// A policy of switching networks (`NetworkSwitchPolicyVO`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Policy {
    /// Policy.
    pub id: i64,
    /// Name, up to 32 characters.
    pub policy_name: Option<String>,
    /// With SDK: 1 China Mobile 2 China Telecom 3 China Unicom 4 last used.
    pub preferred_carrier: Option<i32>,
    /// With SDK: 1 China Mobile 2 China Telecom 3 China Unicom.
    pub least_preferred_carrier: Option<i32>,
    /// With SDK: look for the best signal.
    pub optimal_signal: Option<bool>,
    /// With SDK: switch by itself.
    pub auto_switch: Option<bool>,
    /// With SDK: switch when the signal is weak.
    pub weak_signal_switch: Option<bool>,
    /// With SDK: address that is pinged.
    pub connect_ip: Option<String>,
    /// Creation.
    pub create_time: Option<Time>,
    /// Last change.
    pub modify_time: Option<Time>,
    /// 1 enabled 0 disabled.
    pub status: Option<i32>,
    /// 0 of the system 1 the customer's.
    pub r#type: Option<i32>,
    /// Has ever been applied.
    pub used: Option<bool>,
    /// 1 with SDK 2 without.
    pub version: Option<i32>,
    /// Without SDK: carriers in order, such as `3,1,2`.
    pub switch_order: Option<String>,
    /// Without SDK: a carrier that is never used, 0 for none.
    pub blacklist: Option<i32>,
}

/// A page of policies: operation 38.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct PolicyList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Policies that match in all.
    pub count: i64,
    /// This page.
    #[serde(default)]
    pub network_switch_policy_list: Vec<Policy>,
}

/// Body of operation 39.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRequest {
    /// Name, up to 32 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    /// See [`Policy`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_carrier: Option<i32>,
    /// Another one than `preferred_carrier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_preferred_carrier: Option<i32>,
    /// See [`Policy`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optimal_signal: Option<bool>,
    /// See [`Policy`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_switch: Option<bool>,
    /// See [`Policy`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak_signal_switch: Option<bool>,
    /// Up to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_ip: Option<String>,
    /// 1 with SDK 2 without.
    pub version: i32,
    /// Up to 10 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_order: Option<String>,
    /// See [`Policy`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blacklist: Option<i32>,
}

/// A list that is the whole answer (operations 13, 15, 16). Older pages of the documentation nest it once more; both are read.
pub(crate) struct Flat<T>(pub(crate) Vec<T>);

impl<T: Decode> Decode for Flat<T> {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let value = match value {
            Value::Array(items) => Value::Array(
                items
                    .into_iter()
                    .flat_map(|item| match item {
                        Value::Array(inner) => inner,
                        item => vec![item],
                    })
                    .collect(),
            ),
            // `null` would be read as an empty list; a list that is the whole answer is never `null`.
            Value::Null => Value::Bool(false),
            other => other,
        };
        Self(Vec::decode(value, notes))
    }
}

#[cfg(test)]
mod tests {
    use super::Flat;
    use gsl_model::wire::{DailyFlow, decode};

    #[test]
    fn a_list_is_read_flat_and_nested() {
        for text in [
            r#"[{"date":"20261101"},{"date":"20261102"}]"#,
            r#"[[{"date":"20261101"}],[{"date":"20261102"}]]"#,
        ] {
            let days: Flat<DailyFlow> = decode(text).unwrap();
            assert_eq!(days.0.len(), 2, "{text}");
            assert_eq!(days.0[1].date.as_deref(), Some("20261102"), "{text}");
        }
        assert!(decode::<Flat<DailyFlow>>("null").is_err());
        assert!(decode::<Flat<DailyFlow>>("{}").is_err());
    }
}
