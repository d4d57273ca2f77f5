//! Numbers of the stop reasons in the fleet index.

use gsl_model::stop::StopReason;

/// The number of a key, from 1.
#[must_use]
pub fn reason_number(key: &str) -> Option<u8> {
    reasons()
        .find(|(_, reason)| reason.key() == key)
        .map(|(number, _)| number)
}

/// All reasons with their numbers.
pub fn reasons() -> impl Iterator<Item = (u8, StopReason)> {
    (1_u8..).zip(StopReason::ALL)
}
