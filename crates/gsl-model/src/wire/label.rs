//! Tags and custom attributes: operations 21 to 30.

use super::null_is_empty;
use super::request::{id, ids, numbers, optional_id};
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// A tag (`CmTagVO`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Tag {
    /// Tag id.
    pub id: i64,
    /// Name, 1–100 characters.
    pub tag_name: Option<String>,
    /// 0 unused 1 in use.
    pub status: Option<i32>,
    /// Extension: how many cards have it; deleting the tag removes it from all of them.
    pub uses: Option<i64>,
}

/// Body of operation 22, and of renaming (extension `tags.act`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagRequest {
    /// Name, 1–100 characters, no comma.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub tag_name: String,
}

/// Body of operation 24: the cards get exactly these tags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchSetTags {
    /// 1–500 cards.
    #[serde(
        default,
        deserialize_with = "ids",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub sim_card_ids: Vec<i64>,
    /// ICCIDs instead of ids.
    #[serde(
        default,
        deserialize_with = "numbers",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub iccids: Vec<String>,
    /// 0–10 tags; none removes all.
    #[serde(default, deserialize_with = "ids")]
    pub tag_ids: Vec<i64>,
    /// A temporary file instead of both (extension `files`).
    #[serde(
        default,
        deserialize_with = "optional_id",
        skip_serializing_if = "Option::is_none"
    )]
    pub file_temp_id: Option<i64>,
}

/// A page of tags: operation 21.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct TagList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Tags that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub tags: Vec<Tag>,
}

/// A custom attribute (`CmAttributeVO`), at most six per customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct Attribute {
    /// Attribute id.
    pub id: i64,
    /// Default name in Chinese.
    pub default_attr_name_cn: Option<String>,
    /// Default name in English.
    pub default_attr_name_en: Option<String>,
    /// The customer's name for it.
    pub cust_attr_name: Option<String>,
    /// 0 not enabled 1 enabled.
    pub status: Option<i32>,
    /// Creation.
    pub create_time: Option<Time>,
    /// Last change.
    pub modify_time: Option<Time>,
    /// Extension: 1 to 6, the field `customer_attribute…` of the card.
    pub slot: Option<i32>,
}

/// Body of operations 26 and 27.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeRequest {
    /// Name, 1–32 digits, letters, `_`, `-`, Chinese characters; unique.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub cust_attr_name: String,
}

/// Answer of operation 26.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AttributeCreated {
    /// Attribute id.
    pub id: i64,
}

/// Body of operation 30.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchSetAttributes {
    /// 1–500 cards.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub attributes: Vec<CardAttributes>,
}

/// The attributes of one card. A field left out keeps its value, an empty one deletes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAttributes {
    /// Card id; 0 means the card is named by `iccid`.
    #[serde(deserialize_with = "id")]
    pub sim_card_id: i64,
    /// ICCID, used only when `sim_card_id` is 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
    /// Attribute one, up to 100 characters.
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
}

impl CardAttributes {
    /// Values one to six; `None` keeps the value.
    #[must_use]
    pub fn values(&self) -> [Option<&str>; 6] {
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

/// Why operation 30 could not set a card's attributes: entries of the JSON list that is the `error_msg` of
/// `GSL.00012031`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AttributeFailure {
    /// The reason in words.
    pub fail_reason: String,
    /// Card.
    pub sim_card_id: i64,
}

/// A page of custom attributes: operation 25.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AttributeList {
    /// Page size.
    #[serde(default)]
    pub limit: i64,
    /// Page number from 1.
    #[serde(default)]
    pub offset: i64,
    /// Attributes that match in all.
    pub count: i64,
    /// This page.
    #[serde(deserialize_with = "null_is_empty")]
    pub attributes: Vec<Attribute>,
}
