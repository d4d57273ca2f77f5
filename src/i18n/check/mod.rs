//! SIM卡诊断 (Q10.1) and the region checker (Q3.2).

#![allow(missing_docs)] // field names are the keys; the texts are in the language's own file

mod en;
mod zh;

pub use en::EN;
pub use zh::ZH;

use gsl_model::checklist::{Check as Line, Outcome, Symptom};
use gsl_model::stop::Recovery;

/// See the module.
pub struct Check {
    pub purpose: &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub number_empty: &'static str,
    pub symptom: &'static str,
    pub symptom_name: fn(Symptom) -> &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    pub run: &'static str,
    pub not_found: fn(&str) -> String,
    pub several: &'static str,
    pub result: &'static str,
    pub to_card: &'static str,
    pub tally: fn(usize, usize, usize) -> String,
    pub outcome: fn(Outcome) -> &'static str,
    pub line: fn(Line) -> &'static str,
    /// What has to be checked at the device.
    pub by_hand: fn(Line) -> &'static str,
    pub unknown: &'static str,
    pub network: fn(&str, &str) -> String,
    pub networks: fn(&str) -> String,
    pub apn: fn(&str) -> String,
    pub no_apn: &'static str,
    pub left: fn(&str) -> String,
    pub over: fn(&str) -> String,
    pub in_pool: &'static str,
    pub nothing_counts: &'static str,
    pub no_threshold: &'static str,
    pub threshold: fn(&str, Option<&str>) -> String,
    pub threshold_zero: &'static str,
    pub cut: fn(bool) -> &'static str,
    /// Q3.12
    pub cut_note: &'static str,
    pub threshold_note: &'static str,
    /// Q10.9
    pub resume_note: &'static str,
    /// Q10.6
    pub user_note: &'static str,
    pub real_named: fn(bool) -> &'static str,
    pub general: &'static str,
    pub directional: &'static str,
    pub no_place: &'static str,
    pub border: &'static str,
    pub bound_area: fn(&str, Option<bool>) -> String,
    pub no_bound_area: &'static str,
    pub frozen: fn(bool) -> &'static str,
    pub bound: fn(&str) -> String,
    pub not_bound_yet: &'static str,
    pub signal: fn(i32) -> String,
    pub stop_unknown: &'static str,
    pub remedies: &'static str,
    /// The text of a remedy, where it is not the action's name.
    pub set_threshold: &'static str,
    pub restore_net: &'static str,
    pub not_now: fn(&str, &str) -> String,
    pub recovery: fn(Recovery) -> &'static str,
    pub real_time: &'static str,
    pub copy_apn: &'static str,
    pub region_checker: &'static str,
    pub directional_entries: &'static str,
    pub engineer: &'static str,
    pub region_purpose: &'static str,
    pub carrier: &'static str,
    pub region_place: &'static str,
    pub region_hint: &'static str,
    pub local_only: fn(&str) -> String,
    pub partly: fn(&str, &str) -> String,
    pub allowed: fn(&str) -> String,
    pub no_table: &'static str,
    pub table: fn(&str) -> String,
    pub province: &'static str,
    pub places: &'static str,
    pub whole: &'static str,
    pub between: &'static str,
}
