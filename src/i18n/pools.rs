//! Pools: the lists, a pool's page, its forecast and remedies.

#![allow(missing_docs)] // field names are the keys; the texts stand below

mod en;
mod zh;

use super::Locale;

/// The texts of a language.
#[must_use]
pub const fn pools(locale: Locale) -> &'static Pools {
    match locale {
        Locale::ZhCn => &zh::TEXTS,
        Locale::EnUs => &en::TEXTS,
    }
}

/// See the module.
pub struct Pools {
    pub forward_purpose: &'static str,
    pub backward_purpose: &'static str,
    pub column_name: &'static str,
    pub column_id: &'static str,
    pub column_status: &'static str,
    pub column_quantity: &'static str,
    pub column_active: &'static str,
    pub column_plan: &'static str,
    pub column_total: &'static str,
    pub column_left: &'static str,
    pub column_used: &'static str,
    pub column_orders: &'static str,
    pub column_cycle: &'static str,
    pub column_updated: &'static str,
    pub column_start: &'static str,
    pub column_end: &'static str,
    pub moved: fn(&str, usize, usize) -> String,
    pub in_use: &'static str,
    pub discarded: &'static str,
    pub discarded_why: &'static str,
    pub suspended: &'static str,
    pub suspended_why: &'static str,
    pub arrears_why: &'static str,
    pub threshold_why: &'static str,
    pub back_discarded: &'static str,
    pub back_discarded_why: &'static str,
    /// Cards stopped with stop reason 3.
    pub stopped: fn(&str) -> String,
    /// Active, waiting, deregistered.
    pub parts: fn(&str, &str, &str) -> String,
    /// Active cards, plan, add-ons, total (Q13.2).
    pub total_formula: fn(&str, &str, &str, &str) -> String,
    pub total_told: &'static str,
    /// Total, used, left.
    pub left_formula: fn(&str, &str, &str) -> String,
    pub differs: fn(&str) -> String,
    pub used_of: fn(&str, &str) -> String,
    pub rename: fn(&str) -> String,
    pub renamed: fn(&str) -> String,
    pub name_empty: &'static str,
    pub name_long: &'static str,
    pub name_hint: &'static str,
    pub refresh: fn(&str) -> String,
    pub refresh_past: &'static str,
    pub counting: fn(&str) -> String,
    pub counted: fn(&str, &str) -> String,
    pub not_counted: fn(&str, &str) -> String,
    pub more_orders: fn(usize) -> String,
    pub cycle_of: fn(&str) -> String,
    pub cycle_table: &'static str,
    pub cycle_current: &'static str,
    pub cycle_all: &'static str,
    pub search: &'static str,
    pub all: &'static str,
    pub count: fn(&str) -> String,
    pub range: fn(&str, &str, &str) -> String,
    pub past_end: &'static str,
    pub first_page: &'static str,
    pub none_match: &'static str,
    pub none_forward: &'static str,
    pub none_forward_text: &'static str,
    pub none_backward: &'static str,
    pub none_backward_text: &'static str,
    pub not_offered: &'static str,
}
