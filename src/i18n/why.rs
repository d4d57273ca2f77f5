//! Why an action leaves out a card, or failed on it, by the key of the reason.

use super::{Locale, Messages};
use gsl_model::carrier::Carrier;
use gsl_model::names::refusal;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::wire::BulkReason;

/// The text of a reason; `None` if it is unknown to the console.
#[must_use]
pub fn by_key(locale: Locale, key: &str) -> Option<&'static str> {
    refusal(key, locale.language())
}

/// A reason with the state, carrier or stop reason it refers to. An unknown reason has the service's text.
#[must_use]
pub fn reason(m: &Messages, locale: Locale, reason: &BulkReason) -> String {
    let Some(words) = by_key(locale, &reason.key) else {
        return reason.text.clone();
    };
    let status = reason.sim_status.and_then(SimStatus::from_code);
    let carrier = reason.carrier_type.and_then(Carrier::from_carrier_type);
    let stop = reason.stop_reason.as_deref().and_then(StopReason::from_key);
    let detail = status
        .map(m.rules.status)
        .or_else(|| stop.map(m.rules.reason))
        .or_else(|| carrier.map(m.rules.carrier));
    match detail {
        Some(detail) => (m.common.bracket)(words, detail),
        None => words.to_owned(),
    }
}
