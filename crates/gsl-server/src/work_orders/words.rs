//! Refusals in words.

use gsl_model::can::Reason;
use gsl_model::carrier::Carrier;
use gsl_model::names::Language;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;

use super::{Action, Refusal};

/// A refusal as a sentence that names the card and the reason.
#[must_use]
pub fn refusal(card: &str, action: &Action, refusal: &Refusal) -> String {
    format!(
        "The SIM card {card} does not allow {} now: {}.",
        action.single_type().name(Language::Zh),
        why(refusal)
    )
}

/// The reason alone, without full stop.
#[must_use]
pub fn why(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Rule(reason) => rule(reason),
        Refusal::UnderWay { work_order } => {
            format!("work order {work_order} with the same operation is still under way")
        }
        Refusal::Speed => "its carrier does not offer this speed limit".to_owned(),
        Refusal::InPool => {
            "a card cannot leave its data pool alone, transfer the whole pool".to_owned()
        }
        Refusal::NoCard => "it does not exist".to_owned(),
    }
}

/// Why a rule refuses, as part of a sentence about the card.
#[must_use]
pub fn rule(reason: &Reason) -> String {
    let at = |carrier: &Carrier| carrier_name(*carrier);
    match reason {
        Reason::StateUnknown => "its state is not known".to_owned(),
        Reason::WrongState { is, needs } => {
            let needed: Vec<String> = needs.iter().map(|state| state_name(*state)).collect();
            format!(
                "its state is {}, it must be {}",
                state_name(*is),
                needed.join(" or ")
            )
        }
        Reason::OtherCarrierOnly { is, offered_by } => {
            let offered: Vec<&str> = offered_by.iter().map(at).collect();
            format!(
                "it is a card of {}, only {} offers this",
                at(is),
                offered.join(" or ")
            )
        }
        Reason::AtTheCarrier { carrier } => format!(
            "{} does it itself on request, within 1 to 3 working days",
            at(carrier)
        ),
        Reason::PhysicalOnly => "only physical cards can".to_owned(),
        Reason::TriCarrierOnly => "only tri-carrier cards can".to_owned(),
        Reason::StoppedFor { reason } => {
            format!("it is stopped for another reason, {}", reason_name(*reason))
        }
        Reason::StopReasonUnknown => "why it is stopped is not known".to_owned(),
        Reason::PooledOnly { carrier } => {
            format!("cards of {} must be in a data pool for it", at(carrier))
        }
        Reason::UsePoolAddOn => "it is in a data pool, which has add-ons of its own".to_owned(),
        Reason::BoughtTooEarly { since } => format!("it was not bought after {since}"),
        Reason::GeneralDataCap { cap, room } => {
            format!("general data end at {cap} MB a month, which leaves {room} MB")
        }
        Reason::OrdinaryRebindOnly { carrier } => {
            format!("{} binds only to the device in use", at(carrier))
        }
        Reason::NoRebindLeft { per_month } => {
            format!("its {per_month} rebinds of this calendar month are used up")
        }
        Reason::RealNameFirst => "personal real-name registration comes first".to_owned(),
        Reason::NotRealNamed => "it has no real-name data".to_owned(),
        Reason::AlreadyCut => "its data are cut already".to_owned(),
        Reason::NotCut => "its data are not cut".to_owned(),
    }
}

const fn carrier_name(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Overseas => "an overseas carrier",
        mainland => mainland.name(Language::En),
    }
}

fn state_name(state: SimStatus) -> String {
    both(|language| state.name(language))
}

fn reason_name(reason: StopReason) -> String {
    both(|language| reason.name(language))
}

/// A name with the one that the product has for it.
fn both(name: impl Fn(Language) -> &'static str) -> String {
    format!("{} ({})", name(Language::En), name(Language::Zh))
}
