//! Card detail: heading, advice, validity, billing period, tabs.

#![allow(missing_docs)] // field names are the keys; the texts are in the language's own file

mod en;
mod zh;

pub use en::EN;
pub use zh::ZH;

use gsl_model::carrier::Carrier;
use gsl_model::stop::Recovery;

/// See the module.
pub struct Card {
    pub title: &'static str,
    pub breadcrumb: &'static str,
    pub copy_of: fn(&str) -> String,
    pub copy_facts: &'static str,
    pub apn: &'static str,
    /// Q9.5
    pub apn_how: &'static str,
    pub apn_overseas: &'static str,
    pub missing: &'static str,
    pub missing_purged: &'static str,
    pub back_to_list: &'static str,
    pub advice: Advice,
    pub validity: Validity,
    pub period: Period,
    pub tabs: Tabs,
    pub usage: Usage,
    pub facts: Facts,
    pub device: Device,
}

/// Why the card is in its state, and what to do.
pub struct Advice {
    pub open_pool: &'static str,
    pub label: &'static str,
    /// used, plan, beyond
    pub over: fn(&str, &str, &str) -> String,
    pub now: &'static str,
    pub recovery: fn(Recovery, Carrier) -> &'static str,
    pub rebinds_left: fn(i64) -> String,
    pub threshold: fn(&str) -> String,
    pub else_back_on: fn(&str) -> String,
    pub only_back_on: fn(&str) -> String,
    /// Q10.3
    pub phone: &'static str,
    pub no_reason: &'static str,
    pub cut_net: &'static str,
    pub cleaned_out: fn(&str) -> String,
    pub data_cut_in_use: &'static str,
}

/// Q2.1–2.4
pub struct Validity {
    pub title: &'static str,
    pub term: fn(&str) -> String,
    pub term_unknown: &'static str,
    pub years: fn(i64) -> String,
    pub how: &'static str,
    pub how_before: &'static str,
    pub how_activation: &'static str,
    pub how_mainland: &'static str,
    pub how_overseas: &'static str,
    pub how_from_activation: &'static str,
    pub how_monthly: &'static str,
    pub bought: &'static str,
    pub silent: &'static str,
    pub test: &'static str,
    pub period_note: fn(&str) -> String,
    pub until: fn(&str) -> String,
    /// days, date
    pub forced_mainland: fn(i64, &str) -> String,
    pub forced_overseas: fn(i64, &str) -> String,
    pub ended_by_activation: &'static str,
    pub forced_due: &'static str,
    pub activated: &'static str,
    pub not_yet: &'static str,
    pub expires: &'static str,
    pub days_left: fn(i64) -> String,
    pub expired_ago: fn(i64) -> String,
    pub expires_today: &'static str,
    pub after_activation: &'static str,
    pub at_the_latest: fn(&str) -> String,
    pub not_told: &'static str,
}

/// The current billing period.
pub struct Period {
    pub title: &'static str,
    pub dates: fn(&str, &str) -> String,
    pub rule: fn(Carrier) -> &'static str,
    pub days_left: fn(i64) -> String,
    pub used: &'static str,
    pub plan: &'static str,
    pub left: &'static str,
    pub beyond: &'static str,
    pub used_of: fn(&str, &str) -> String,
    pub formula: &'static str,
    pub query_now: &'static str,
    pub querying: &'static str,
    pub queried: &'static str,
    pub nothing_counts: &'static str,
    pub over: &'static str,
    pub no_figures: &'static str,
    /// No figure of this cycle yet: the day when the first is due.
    pub first_on: fn(&str) -> String,
    pub first_due: fn(&str) -> String,
    /// The previous cycle, with its dates.
    pub before: fn(&str, &str, &str) -> String,
    pub in_forward_pool: &'static str,
    pub in_back_pool: &'static str,
    pub failed: &'static str,
}

pub struct Tabs {
    pub label: &'static str,
    pub usage: &'static str,
    pub basic: &'static str,
    pub device: &'static str,
}

/// 用量统计
pub struct Usage {
    pub months: &'static str,
    pub days: &'static str,
    pub cycle: &'static str,
    pub from_to: &'static str,
    pub used_mb: &'static str,
    pub day: &'static str,
    pub running: &'static str,
    pub months_chart: &'static str,
    pub days_chart: fn(&str) -> String,
    pub month: &'static str,
    pub this_month: fn(&str) -> String,
    pub last_month: fn(&str) -> String,
    pub show_table: &'static str,
    pub total: &'static str,
    pub no_days: &'static str,
    pub no_days_text: &'static str,
    pub not_counted: &'static str,
    pub not_counted_text: &'static str,
    pub days_note: &'static str,
    pub unicom_note: &'static str,
}

/// 基本信息
pub struct Facts {
    pub identifiers: &'static str,
    pub cid: &'static str,
    pub cid_note: &'static str,
    pub iccid: &'static str,
    pub sim_card_id: &'static str,
    pub sim_card_id_note: &'static str,
    pub msisdn: &'static str,
    pub imsi: &'static str,
    pub account_id: &'static str,
    pub plan_group: &'static str,
    pub plan: &'static str,
    pub flow_total: &'static str,
    pub data_type: &'static str,
    pub general: &'static str,
    pub directional: &'static str,
    pub by_default: &'static str,
    pub pool: &'static str,
    pub forward_pool: &'static str,
    pub back_pool: &'static str,
    pub no_pool: &'static str,
    pub threshold: &'static str,
    pub threshold_off: &'static str,
    pub threshold_zero: &'static str,
    pub threshold_none: &'static str,
    pub cut_net: &'static str,
    pub cut: &'static str,
    pub not_cut: &'static str,
    pub area: &'static str,
    pub no_area: &'static str,
    pub speed: &'static str,
    pub speed_none: &'static str,
    pub card_group: &'static str,
    pub sim_type: &'static str,
    pub sim_type_name: fn(i32) -> Option<&'static str>,
    pub card_form: &'static str,
    pub form_name: fn(&str) -> Option<&'static str>,
    pub carrier: &'static str,
    pub networks: &'static str,
    pub nb_label: &'static str,
    pub order: &'static str,
    pub order_link: fn(&str) -> String,
    pub real_name: &'static str,
    pub real_named: &'static str,
    pub not_real_named: &'static str,
    pub as_listed: &'static str,
    pub asked_now: &'static str,
    pub ask_now: &'static str,
    pub asking: &'static str,
    pub overseas_no_real_name: &'static str,
    pub labels: &'static str,
    pub tags: &'static str,
    pub attribute: fn(usize) -> String,
    pub no_attributes: &'static str,
    pub listed_code: fn(i32) -> String,
}

/// 设备
pub struct Device {
    pub title: &'static str,
    pub imei: &'static str,
    pub node_id: &'static str,
    pub model: &'static str,
    pub model_note: &'static str,
    pub status: &'static str,
    pub status_name: fn(i32) -> Option<&'static str>,
    pub status_physical: &'static str,
    pub signal: &'static str,
    pub binding: &'static str,
    /// Q9.2
    pub binding_text: &'static str,
    pub change: &'static str,
    pub change_text: fn(Carrier) -> &'static str,
    pub rebinds: &'static str,
    pub rebinds_left: fn(i64) -> String,
    pub weak: &'static str,
}
