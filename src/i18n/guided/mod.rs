//! Guided procedures: resetting the network, a lost card.

#![allow(missing_docs)] // field names are the keys; the texts are in the language's own file

mod en;
mod zh;

use super::Locale;
use super::rules::Rules;
use gsl_model::guided::{HaltReason, NextStep};

/// See the module.
pub struct Guided {
    pub reset_what: &'static str,
    pub reset_time: &'static str,
    pub reset_stays: &'static str,
    pub start_reset: &'static str,
    pub steps: &'static str,
    pub suspend: &'static str,
    pub wait: &'static str,
    pub resume: &'static str,
    pub done: &'static str,
    pub sending: &'static str,
    pub at_carrier: &'static str,
    pub to_come: &'static str,
    pub stopped: &'static str,
    pub left: fn(&str) -> String,
    pub waiting_until: fn(&str) -> String,
    pub reset_done: &'static str,
    pub still_suspended: &'static str,
    pub cancel: &'static str,
    pub cancel_note: &'static str,
    pub retry: &'static str,
    pub resume_now: &'static str,
    pub dismiss: &'static str,
    pub trouble: &'static str,
    pub halt_reason: fn(&Rules, &HaltReason) -> String,
    /// card
    pub reset_finished: fn(&str) -> String,
    /// card, why
    pub reset_halted: fn(&str, &str) -> String,
    pub lost_finished: fn(&str) -> String,
    pub lost_halted: fn(&str, &str) -> String,
    pub running: &'static str,
    pub suspend_now: &'static str,
    pub lost_takes: fn(&str) -> String,
    pub lost_many: &'static str,
    pub safe: &'static str,
    pub comes_back: &'static str,
    pub exposed: &'static str,
    pub ways: &'static str,
    pub way: fn(NextStep) -> &'static str,
    pub way_note: fn(NextStep) -> &'static str,
    pub open_way: fn(NextStep) -> &'static str,
}

/// The texts in a language.
#[must_use]
pub fn guided(locale: Locale) -> &'static Guided {
    match locale {
        Locale::ZhCn => &zh::TEXTS,
        Locale::EnUs => &en::TEXTS,
    }
}
