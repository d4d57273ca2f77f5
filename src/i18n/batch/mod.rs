//! SIM卡批量管理: a new bulk job, its preview, its progress and results.

#![allow(missing_docs)] // field names are the keys; the texts are in the language's own file

mod en;
mod zh;

use super::Locale;
use super::format::count;
use crate::platform::sheets::Failure;
use crate::routes::batch::{ItemState, SourceKind};
use gsl_model::action::CardAction;

/// See the module.
pub struct Batch {
    pub title: &'static str,
    pub purpose: &'static str,
    pub not_offered: &'static str,
    pub what: &'static str,
    pub action: &'static str,
    pub choose: &'static str,
    pub effect_deregister: &'static str,
    pub deregister_tick: &'static str,
    pub effect_transfer: &'static str,
    pub transfer_tick: &'static str,
    pub effect_replace: &'static str,
    pub replace_tick: &'static str,
    pub act_not_offered: &'static str,
    pub account: &'static str,
    pub account_hint: &'static str,
    pub account_first: &'static str,
    pub account_long: &'static str,
    pub pool: &'static str,
    pub pool_hint: &'static str,
    pub pool_first: &'static str,
    pub pool_wrong: &'static str,
    pub delivery: &'static str,
    pub preview_fourth: &'static str,
    /// sum, price of one, cards
    pub costs: fn(&str, &str, &str) -> String,
    pub costs_note: &'static str,
    pub if_paid: fn(&str) -> String,
    pub unpaid: &'static str,
    pub of_order: &'static str,
    pub paid_for: &'static str,
    pub effect_tags: &'static str,
    pub effect_attributes: &'static str,
    pub same: &'static str,
    pub per_row: &'static str,
    pub per_row_legend: &'static str,
    pub per_row_note: &'static str,
    pub tags_mode: &'static str,
    pub tags_add: &'static str,
    pub tags_replace: &'static str,
    pub tags_remove: &'static str,
    pub tags_find: &'static str,
    pub tags_none: &'static str,
    pub tags_chosen: &'static str,
    pub tag_off: fn(&str) -> String,
    pub attributes_none: &'static str,
    pub attribute_keep: &'static str,
    pub attribute_set: &'static str,
    pub attribute_clear: &'static str,
    pub attribute_value: fn(&str) -> String,
    pub cards: &'static str,
    pub cards_from: &'static str,
    /// The language of files made by the service.
    pub file_language: &'static str,
    pub from: fn(SourceKind) -> &'static str,
    pub selected: fn(&str) -> String,
    pub selected_all: fn(&str, &str) -> String,
    pub nothing_selected: &'static str,
    pub to_list: &'static str,
    pub too_many: fn(&str) -> String,
    pub paste: &'static str,
    pub paste_hint: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub template: fn(&str) -> String,
    pub checking: fn(u32) -> String,
    pub checking_label: &'static str,
    pub rows: fn(&str) -> String,
    pub usable: fn(&str) -> String,
    pub bad: fn(&str) -> String,
    pub all_sound: &'static str,
    pub no_column: &'static str,
    pub missing_column: fn(&str) -> String,
    pub doubtful: fn(&str) -> String,
    /// Rows, and how many there are in all.
    pub odd_imeis: fn(&str, &str) -> String,
    pub sheet: &'static str,
    pub bad_title: &'static str,
    pub bad_row: &'static str,
    pub bad_text: &'static str,
    pub bad_reason: &'static str,
    pub bad_more: fn(&str) -> String,
    pub bad_download: fn(&str) -> String,
    /// (kind, text)
    pub failures: &'static [(&'static str, &'static str)],
    pub failed: &'static str,
    /// (key, text) of `gsl_sheet::faults`
    pub faults: &'static [(&'static str, &'static str)],
    pub preview: &'static str,
    pub preview_button: &'static str,
    pub preview_again: &'static str,
    pub preview_note: &'static str,
    pub no_action: &'static str,
    pub no_cards: &'static str,
    pub list_first: &'static str,
    pub per_row_needs_list: &'static str,
    pub rebind_needs_list: &'static str,
    pub will_act: fn(&str) -> String,
    pub excluded: fn(&str) -> String,
    pub none_excluded: &'static str,
    pub unreadable_too: fn(&str) -> String,
    pub reason: &'static str,
    pub count: &'static str,
    pub examples: &'static str,
    pub and_more: fn(&str) -> String,
    pub download_excluded: fn(&str) -> String,
    pub estimate: &'static str,
    pub carrier: &'static str,
    pub between: fn(&str, &str) -> String,
    pub at_once: &'static str,
    pub mind: &'static str,
    pub tick_first: &'static str,
    /// action, cards
    pub submit: fn(&str, &str) -> String,
    pub nothing_to_do: &'static str,
    /// How many cards have no data afterwards.
    pub offline: fn(&str) -> String,
    /// What brings them back.
    pub offline_back: fn(CardAction) -> &'static str,
    pub jobs: &'static str,
    pub jobs_none: &'static str,
    pub number: &'static str,
    pub state: &'static str,
    pub state_name: &'static [(&'static str, &'static str)],
    pub selection: &'static str,
    pub selection_name: &'static [(&'static str, &'static str)],
    pub progress: &'static str,
    pub created: &'static str,
    pub finished: &'static str,
    pub expected: &'static str,
    pub job: fn(i64) -> String,
    pub item_state: fn(ItemState) -> &'static str,
    pub all: &'static str,
    pub total: &'static str,
    pub live: fn(u32) -> String,
    pub changed: fn(i64, &str) -> String,
    /// action, state
    pub ended: fn(&str, &str) -> String,
    pub part_way: fn(&str, &str) -> String,
    pub items: &'static str,
    pub no_items: &'static str,
    pub row: &'static str,
    pub card: &'static str,
    pub order: &'static str,
    pub orders: &'static str,
    pub download: &'static str,
    pub cancel: &'static str,
    pub cancel_title: fn(i64) -> String,
    pub cancel_text: &'static str,
    pub cancel_keep: &'static str,
    pub cancelled: fn(i64) -> String,
    pub over: &'static str,
    pub cancelling: &'static str,
    pub undo: &'static str,
    pub retry: fn(&str) -> String,
    pub retry_none: &'static str,
    pub retry_not_over: &'static str,
    pub retry_of: &'static str,
    pub failed_why: &'static str,
    pub excluded_why: &'static str,
    pub range: fn(&str, &str, &str) -> String,
    pub another: &'static str,
    pub saved: fn(&str) -> String,
}

/// The texts in a language.
#[must_use]
pub fn batch(locale: Locale) -> &'static Batch {
    match locale {
        Locale::ZhCn => &zh::TEXTS,
        Locale::EnUs => &en::TEXTS,
    }
}

/// Why a file could not be read.
#[must_use]
pub fn failed(t: &Batch, failure: &Failure) -> String {
    word(t.failures, &failure.kind).replace("{n}", &count(failure.number.into()))
}

/// The text of a key, or the key itself.
#[must_use]
pub fn word<'a>(words: &[(&'static str, &'static str)], key: &'a str) -> &'a str {
    words
        .iter()
        .find(|(known, _)| *known == key)
        .map_or(key, |(_, word)| *word)
}
