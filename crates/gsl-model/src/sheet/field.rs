//! What a column can hold, and its known headings.

use crate::names::{Language, term};
use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The card: container ID, ICCID or printed number; MSISDN or IMEI too if the template allows it.
    Number,
    /// The device to bind to, 15 digits (Q9.3).
    Imei,
    /// Province of 绑定限制区域.
    Area,
    /// Names of tags, at most 10.
    Tags,
    /// 达量断网 in MB: 0 cuts at the first byte, −1 means no limit.
    Threshold,
    /// Custom attribute one.
    Attribute1,
    /// Custom attribute two.
    Attribute2,
    /// Custom attribute three.
    Attribute3,
    /// Custom attribute four.
    Attribute4,
    /// Custom attribute five.
    Attribute5,
    /// Custom attribute six.
    Attribute6,
}

/// Headings of the column with the card numbers, best first. If several columns match, the first in this order is used.
const NUMBER: &[&str] = &[
    "容器ID",
    "Container ID",
    "cid",
    "容器号",
    "ICCID",
    "旧ICCID",
    "Old ICCID",
    "SIM ICCID",
    "卡ICCID",
    "卡号",
    "SIM卡号",
    "SIM卡卡号",
    "物联网卡号",
    "Card number",
    "SIM number",
    "number",
    "MSISDN",
    "IMEI",
];

impl Field {
    /// The six custom attributes, in order.
    pub const ATTRIBUTES: [Self; 6] = [
        Self::Attribute1,
        Self::Attribute2,
        Self::Attribute3,
        Self::Attribute4,
        Self::Attribute5,
        Self::Attribute6,
    ];

    /// All fields.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Imei,
        Self::Area,
        Self::Tags,
        Self::Threshold,
        Self::Attribute1,
        Self::Attribute2,
        Self::Attribute3,
        Self::Attribute4,
        Self::Attribute5,
        Self::Attribute6,
    ];

    /// The field with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// Stable key; also the heading in the file sent to the service.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Imei => "imei",
            Self::Area => "area",
            Self::Tags => "tags",
            Self::Threshold => "threshold",
            Self::Attribute1 => "attribute1",
            Self::Attribute2 => "attribute2",
            Self::Attribute3 => "attribute3",
            Self::Attribute4 => "attribute4",
            Self::Attribute5 => "attribute5",
            Self::Attribute6 => "attribute6",
        }
    }

    /// Heading in a template; for a custom attribute, the customer's name replaces it where known.
    #[must_use]
    pub const fn heading(self, language: Language) -> &'static str {
        let name = match self {
            Self::Number => term::CONTAINER_ID,
            Self::Imei => return "IMEI",
            Self::Area => term::AREA,
            Self::Tags => term::TAGS,
            Self::Threshold => term::THRESHOLD_MB,
            Self::Attribute1 => term::ATTRIBUTE1,
            Self::Attribute2 => term::ATTRIBUTE2,
            Self::Attribute3 => term::ATTRIBUTE3,
            Self::Attribute4 => term::ATTRIBUTE4,
            Self::Attribute5 => term::ATTRIBUTE5,
            Self::Attribute6 => term::ATTRIBUTE6,
        };
        name.of(language)
    }

    /// Other common headings.
    const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Number => NUMBER,
            Self::Imei => &["设备IMEI", "绑定IMEI", "New IMEI", "新IMEI"],
            Self::Area => &["区域", "省份", "省", "Province", "Area"],
            Self::Tags => &["Tag", "标签名称", "tag_names"],
            Self::Threshold => &[
                "阈值",
                "达量断网阈值",
                "阈值(MB)",
                "Threshold (MB)",
                "quota",
            ],
            Self::Attribute1 => &[
                "customer_attribute1",
                "Attribute 1",
                "属性一",
                "自定义属性1",
            ],
            Self::Attribute2 => &[
                "customer_attribute2",
                "Attribute 2",
                "属性二",
                "自定义属性2",
            ],
            Self::Attribute3 => &[
                "customer_attribute3",
                "Attribute 3",
                "属性三",
                "自定义属性3",
            ],
            Self::Attribute4 => &[
                "customer_attribute4",
                "Attribute 4",
                "属性四",
                "自定义属性4",
            ],
            Self::Attribute5 => &[
                "customer_attribute5",
                "Attribute 5",
                "属性五",
                "自定义属性5",
            ],
            Self::Attribute6 => &[
                "customer_attribute6",
                "Attribute 6",
                "属性六",
                "自定义属性6",
            ],
        }
    }

    /// How well a heading matches the field, 0 best; `None` when it does not.
    #[must_use]
    pub(super) fn named_by(self, heading: &str) -> Option<usize> {
        let heading = comparable(heading);
        if heading.is_empty() {
            return None;
        }
        let own = [
            self.heading(Language::Zh),
            self.heading(Language::En),
            self.key(),
        ];
        let mut known = own.iter().chain(self.aliases());
        known.position(|known| comparable(known) == heading)
    }
}

/// Whether a cell is the heading of a column with card numbers.
#[must_use]
pub fn names_card(cell: &str) -> bool {
    Field::Number.named_by(cell).is_some()
}

/// A heading in lower case, without white space, punctuation and text in brackets.
pub(super) fn comparable(heading: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::with_capacity(heading.len());
    for letter in heading.chars() {
        match letter {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth > 0 || !letter.is_alphanumeric() => {}
            _ => text.push(letter.to_ascii_lowercase()),
        }
    }
    text
}
