//! The dialog of an export, and 导出任务列表.

#![allow(missing_docs)] // field names are the keys; the texts stand in the language's own file

mod en;
mod zh;

use super::Locale;

/// See the module.
pub struct Exports {
    pub purpose: &'static str,
    pub not_offered: &'static str,
    /// names of [`gsl_model::export::ExportKind`], by key
    pub what: &'static [(&'static str, &'static str)],
    pub will: fn(&str) -> String,
    pub everything: &'static str,
    pub except: fn(&str) -> String,
    pub selected: &'static str,
    pub colon: &'static str,
    pub columns: &'static str,
    pub columns_shown: fn(usize) -> String,
    pub columns_all: fn(usize) -> String,
    pub six_cycles: &'static str,
    pub format: &'static str,
    pub xlsx: &'static str,
    pub csv: &'static str,
    pub snapshot: &'static str,
    /// minutes and seconds
    pub wait: fn(&str) -> String,
    pub count_again: &'static str,
    pub start: &'static str,
    pub started: fn(i64) -> String,
    pub started_text: &'static str,
    pub to_tasks: &'static str,
    pub ready: fn(&str) -> String,
    pub failed: fn(i64) -> String,
    pub none: &'static str,
    pub none_text: &'static str,
    pub live: &'static str,
    pub count: fn(&str) -> String,
    pub range: fn(&str, &str, &str) -> String,
    pub content: &'static str,
    pub filter: &'static str,
    pub state: &'static str,
    pub rows: &'static str,
    pub size: &'static str,
    pub took: &'static str,
    pub created: &'static str,
    pub kept: &'static str,
    pub actions: &'static str,
    /// by key
    pub states: &'static [(&'static str, &'static str)],
    /// of failures, by key
    pub reasons: &'static [(&'static str, &'static str)],
    /// done, of
    pub part_way: fn(&str, &str) -> String,
    /// rows that are gone since they were counted
    pub gone: fn(&str) -> String,
    pub seconds: fn(i64) -> String,
    pub minutes: fn(i64, i64) -> String,
    pub expired: &'static str,
    pub download: &'static str,
    pub download_of: fn(&str) -> String,
    pub no_file: &'static str,
    pub cancel: fn(i64) -> String,
    pub cancel_not: &'static str,
    pub cancelled: fn(i64) -> String,
    pub retry: fn(i64) -> String,
    pub retry_not: &'static str,
    pub retried: fn(i64) -> String,
    pub delete: fn(i64) -> String,
    pub delete_title: fn(i64) -> String,
    pub delete_text: &'static str,
    pub deleted: fn(i64) -> String,
}

/// The texts in a language.
#[must_use]
pub fn exports(locale: Locale) -> &'static Exports {
    match locale {
        Locale::ZhCn => &zh::TEXTS,
        Locale::EnUs => &en::TEXTS,
    }
}
