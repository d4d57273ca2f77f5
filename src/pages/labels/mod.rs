//! 标签管理 and 自定义属性 (console.md section 10).

pub mod attributes;
mod delete_tag;
pub mod tags;

pub use attributes::AttributesPage;
pub use tags::TagsPage;

/// Most tags of a customer.
const MOST_TAGS: i64 = 10_000;
/// Most attributes of a customer.
const MOST_ATTRIBUTES: usize = 6;
