//! Tags and custom attributes: operations 21 and 25.

use super::null_is_empty;
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
