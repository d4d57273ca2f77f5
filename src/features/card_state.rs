//! The state of a card as a text and as a badge.

use crate::state::App;
use crate::ui::badge::Status;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::wire::SimCard;

/// State and stop reason as a text: `已停用（超流量停机）`.
pub fn state_text(app: App, card: &SimCard) -> String {
    let m = app.messages();
    let state = match SimStatus::of(card) {
        Some(status) => (m.rules.status)(status).to_owned(),
        None => card
            .sim_status
            .map_or_else(|| m.common.unknown.to_owned(), m.card().facts.listed_code),
    };
    match StopReason::of(card) {
        Some(reason) if SimStatus::of(card) != Some(SimStatus::Deregistered) => {
            (m.common.bracket)(&state, (m.rules.reason)(reason))
        }
        _ => state,
    }
}

/// The colour and shape of the card's state.
#[must_use]
pub fn badge_of(card: &SimCard) -> Status {
    match SimStatus::of(card) {
        Some(SimStatus::InUse) if gsl_model::stop::StopReason::of(card).is_none() => Status::Ok,
        Some(SimStatus::InUse | SimStatus::Suspended) => Status::Bad,
        Some(SimStatus::Activatable) => Status::Warn,
        _ => Status::Idle,
    }
}
