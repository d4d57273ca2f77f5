//! 标签管理 and 自定义属性, and the dialogs that set both on a card (console.md section 10).

pub mod attributes;
pub mod name_dialog;
pub mod of_card;
pub mod tags;
mod tags_of_card;
mod tags_table;

pub use attributes::AttributesPage;
pub use tags::TagsPage;

/// Most tags of a customer.
const MOST_TAGS: i64 = 10_000;
/// Most tags of a card.
const MOST_TAGS_OF_CARD: usize = 10;
/// Longest name of a tag, in characters.
const LONGEST_TAG: usize = 100;
/// Longest name of an attribute, in characters.
const LONGEST_ATTRIBUTE: usize = 32;
/// Longest value of an attribute, in characters.
const LONGEST_VALUE: usize = 100;
/// Most attributes of a customer.
const MOST_ATTRIBUTES: usize = 6;
