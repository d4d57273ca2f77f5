//! Actions on cards: menus, dialogs, parameters, reasons.

#![allow(missing_docs)] // field names are the keys; the texts are in the language's own file

mod en;
mod zh;

use super::Locale;
use super::rules::Rules;
use gsl_model::action::CardAction;
use gsl_model::can::Reason;
use gsl_model::carrier::Carrier;
use gsl_model::imei::{ImeiDoubt, ImeiError};

/// See the module.
pub struct ActionTexts {
    /// action, card
    pub title: fn(&str, &str) -> String,
    pub effect_label: &'static str,
    /// Only for actions with a dialog.
    pub effect: fn(CardAction, Carrier) -> &'static str,
    pub duration_label: &'static str,
    /// least, most
    pub working_days: fn(u32, u32) -> String,
    pub at_once: &'static str,
    /// The last calendar day.
    pub until: fn(&str) -> String,
    /// A service with accelerated processing: seconds, least and most.
    pub accelerated: fn(i64, i64) -> String,
    pub mind_label: &'static str,
    /// What to know before; also what cannot be undone.
    pub mind: fn(CardAction, Carrier) -> &'static [&'static str],
    /// Of the dialog about one card only.
    pub suspend_many: &'static str,
    /// What has to be confirmed for irreversible actions.
    pub irreversible: fn(CardAction) -> Option<&'static str>,
    pub tick_first: &'static str,
    pub rebinds_left: fn(i32) -> String,
    pub submit: fn(&str) -> String,
    pub not_now: fn(&str) -> String,
    pub reason: fn(&Rules, Reason) -> String,
    /// The same work order is already under way.
    pub under_way: fn(i64) -> String,
    pub not_offered: &'static str,
    /// For selected cards: not picked one by one, or too many.
    pub too_many: &'static str,
    /// action, card
    pub sent: fn(&str, &str) -> String,
    pub order: fn(i64) -> String,
    pub expected: fn(&str) -> String,
    pub real_named: fn(bool) -> &'static str,
    pub real_named_unknown: &'static str,
    pub real_name_note: &'static str,
    pub column: &'static str,
    pub more: &'static str,
    pub more_of: fn(&str) -> String,
    /// action, card
    pub of_card: fn(&str, &str) -> String,
    pub unfold: &'static str,
    pub check: &'static str,
    pub labels: &'static str,
    /// The card's unfinished work orders, in rows.
    pub pending_short: fn(&str) -> String,
    pub pending_label: &'static str,
    pub pending: fn(&str) -> String,
    pub pending_other: &'static str,
    /// card, action
    pub finished: fn(&str, &str) -> String,
    /// card, action, why
    pub failed: fn(&str, &str, &str) -> String,
    pub fill_in: &'static str,
    pub threshold: &'static str,
    pub threshold_set: &'static str,
    pub threshold_cancel: &'static str,
    pub threshold_none_set: &'static str,
    pub threshold_mb: &'static str,
    pub threshold_hint: &'static str,
    pub threshold_zero: &'static str,
    pub threshold_never: &'static str,
    pub threshold_at: fn(&str) -> String,
    pub threshold_passed: fn(&str) -> String,
    pub threshold_bad: &'static str,
    pub area: &'static str,
    pub speed: &'static str,
    pub speed_choose: &'static str,
    pub speed_none: &'static str,
    pub speed_many: &'static str,
    pub rebind: &'static str,
    pub rebind_ordinary: &'static str,
    pub rebind_fixed: &'static str,
    pub rebind_ordinary_only: &'static str,
    pub imei_hint: &'static str,
    pub imei_fine: &'static str,
    pub imei_error: fn(ImeiError) -> String,
    pub imei_doubt: fn(ImeiDoubt) -> String,
    pub imei_in_file: &'static str,
}

/// The texts in a language.
#[must_use]
pub fn action_texts(locale: Locale) -> &'static ActionTexts {
    match locale {
        Locale::ZhCn => &zh::TEXTS,
        Locale::EnUs => &en::TEXTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::action::Consequence;

    #[test]
    fn a_dialog_says_what_it_does_and_asks_before_what_cannot_be_undone() {
        for locale in Locale::ALL {
            let t = action_texts(locale);
            for action in CardAction::DIALOGS {
                for carrier in Carrier::ALL {
                    assert!(!(t.effect)(action, carrier).is_empty(), "{action:?}");
                }
                assert_eq!(
                    (t.irreversible)(action).is_some(),
                    action.consequence() != Consequence::Reversible,
                    "{action:?}"
                );
            }
        }
    }
}
