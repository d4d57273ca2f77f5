//! 业务受理: list and detail of work orders.

#![allow(missing_docs)] // field names are the keys; the texts stand in the language's own file

mod en;
mod zh;

use super::Locale;
use gsl_model::work_order::{ItemStatus, WorkOrderSource, WorkOrderStatus, WorkOrderType};

/// See the module.
pub struct Work {
    pub title: &'static str,
    pub purpose: &'static str,
    pub items_title: &'static str,
    pub items_purpose: &'static str,
    pub back: &'static str,
    pub number: &'static str,
    pub kind: &'static str,
    pub state: &'static str,
    pub source: &'static str,
    pub since: &'static str,
    pub until: &'static str,
    pub all: &'static str,
    pub kind_name: fn(WorkOrderType) -> &'static str,
    pub state_name: fn(WorkOrderStatus) -> &'static str,
    pub source_name: fn(WorkOrderSource) -> &'static str,
    pub item_name: fn(ItemStatus) -> &'static str,
    pub result: &'static str,
    pub progress: &'static str,
    pub progress_of: &'static str,
    pub total: &'static str,
    pub succeeded: &'static str,
    pub failed: &'static str,
    pub created: &'static str,
    pub finished: &'static str,
    pub expected: &'static str,
    pub asked: &'static str,
    /// succeeded, failed
    pub outcome: fn(&str, &str) -> String,
    pub all_done: fn(&str) -> String,
    /// done, total
    pub done_of: fn(&str, &str) -> String,
    pub none: &'static str,
    pub none_text: &'static str,
    pub none_match: &'static str,
    pub none_match_text: &'static str,
    pub count: fn(&str) -> String,
    /// number, state
    pub changed: fn(i64, &str) -> String,
    pub changed_many: fn(usize) -> String,
    pub live: fn(u32) -> String,
    pub order: fn(i64) -> String,
    pub items: &'static str,
    pub cid: &'static str,
    pub order_number: &'static str,
    pub reason: &'static str,
    pub give_card: &'static str,
    pub no_items: &'static str,
    pub cancel: &'static str,
    pub cancel_title: fn(i64) -> String,
    pub cancel_text: &'static str,
    pub cancel_keep: &'static str,
    pub cancelled: fn(i64) -> String,
    pub ended: &'static str,
    pub range: fn(&str, &str, &str) -> String,
}

/// The texts in a language.
#[must_use]
pub fn work(locale: Locale) -> &'static Work {
    match locale {
        Locale::ZhCn => &zh::TEXTS,
        Locale::EnUs => &en::TEXTS,
    }
}
