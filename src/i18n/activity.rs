//! The activity feed.

#![allow(missing_docs)] // field names are the keys; the texts stand below

use super::Locale;
use super::format::counted;
use gsl_model::names::Language;
use gsl_model::work_order::WorkOrderStatus;

/// See the module.
pub struct Activity {
    pub title: &'static str,
    pub all: &'static str,
    pub none: &'static str,
    /// action, number of cards
    pub what: fn(&str, &str) -> String,
    /// A work order of an unknown type.
    pub order: &'static str,
    pub job: &'static str,
    pub done: &'static str,
    pub cancelled: &'static str,
    /// done, total
    pub part_way: fn(&str, &str) -> String,
    /// done, failed
    pub outcome: fn(&str, &str) -> String,
}

/// The texts in a language.
#[must_use]
pub fn activity(locale: Locale) -> &'static Activity {
    match locale {
        Locale::ZhCn => &ZH,
        Locale::EnUs => &EN,
    }
}

static ZH: Activity = Activity {
    title: "最近操作",
    all: "全部",
    none: "最近没有操作",
    what: |action, n| format!("{action}，{n} 张卡"),
    order: "业务受理",
    job: "批量任务",
    done: WorkOrderStatus::Completed.name(Language::Zh),
    cancelled: WorkOrderStatus::Cancelled.name(Language::Zh),
    part_way: |done, total| format!("已处理 {done} / {total}"),
    outcome: |done, failed| format!("{done} 张成功，{failed} 张失败"),
};

static EN: Activity = Activity {
    title: "Activity",
    all: "All",
    none: "Nothing was done lately",
    what: |action, n| format!("{action}, {}", counted(n, "card")),
    order: "Work order",
    job: "Bulk job",
    done: "Done",
    cancelled: "Cancelled",
    part_way: |done, total| format!("{done} of {total} done"),
    outcome: |done, failed| format!("{done} done, {failed} failed"),
};
