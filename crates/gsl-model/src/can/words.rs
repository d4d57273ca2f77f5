//! Reasons by lasting names and in plain English, for messages and result lists of the service. The console has words of
//! its own.

use super::Reason;
use crate::{carrier::Carrier, state::SimStatus};

impl Reason {
    /// Lasting name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::StateUnknown => "state_unknown",
            Self::WrongState { .. } => "wrong_state",
            Self::OtherCarrierOnly { .. } => "other_carrier_only",
            Self::AtTheCarrier { .. } => "at_the_carrier",
            Self::PhysicalOnly => "physical_only",
            Self::TriCarrierOnly => "tri_carrier_only",
            Self::StoppedFor { .. } => "stopped_for",
            Self::StopReasonUnknown => "stop_reason_unknown",
            Self::PooledOnly { .. } => "pooled_only",
            Self::UsePoolAddOn => "use_pool_add_on",
            Self::BoughtTooEarly { .. } => "bought_too_early",
            Self::GeneralDataCap { .. } => "general_data_cap",
            Self::OrdinaryRebindOnly { .. } => "ordinary_rebind_only",
            Self::NoRebindLeft { .. } => "no_rebind_left",
            Self::RealNameFirst => "real_name_first",
            Self::NotRealNamed => "not_real_named",
            Self::AlreadyCut => "already_cut",
            Self::NotCut => "not_cut",
        }
    }

    /// In plain English, a sentence.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::StateUnknown => "The state of the card is not known.".to_owned(),
            Self::WrongState { is, needs } => {
                let needs: Vec<String> = needs.iter().map(|state| words(state.key())).collect();
                format!(
                    "The card is {}; it would have to be {}.",
                    words(SimStatus::key(is)),
                    needs.join(" or ")
                )
            }
            Self::OtherCarrierOnly { is, offered_by } => {
                let names: Vec<&str> = offered_by.iter().copied().map(Carrier::name).collect();
                format!(
                    "{} does not offer this; only {}.",
                    is.name(),
                    names.join(", ")
                )
            }
            Self::AtTheCarrier { carrier } => {
                format!("{} does this itself, on request.", carrier.name())
            }
            Self::PhysicalOnly => "Only for physical cards.".to_owned(),
            Self::TriCarrierOnly => "Only for tri-carrier cards.".to_owned(),
            Self::StoppedFor { reason } => format!(
                "The card is stopped for another reason than by the customer: {}.",
                words(reason.key())
            ),
            Self::StopReasonUnknown => "Why the card is stopped is not known.".to_owned(),
            Self::PooledOnly { carrier } => {
                format!("Only for cards of {} that are in a pool.", carrier.name())
            }
            Self::UsePoolAddOn => "Cards in a pool take the add-on of the pool.".to_owned(),
            Self::BoughtTooEarly { since } => format!("Only for cards bought since {since}."),
            Self::GeneralDataCap { cap } => {
                format!("General data end at {cap} MB per card and month.")
            }
            Self::OrdinaryRebindOnly { carrier } => {
                format!(
                    "{} binds only to the device the card is in.",
                    carrier.name()
                )
            }
            Self::NoRebindLeft { per_month } => {
                format!("All {per_month} rebinds of this month are used.")
            }
            Self::RealNameFirst => "Personal real-name registration comes first.".to_owned(),
            Self::NotRealNamed => "There is no real-name data to clear.".to_owned(),
            Self::AlreadyCut => "Data are cut already.".to_owned(),
            Self::NotCut => "Data are not cut.".to_owned(),
        }
    }
}

/// `in_use` → `in use`.
fn words(key: &str) -> String {
    key.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stop::StopReason;

    #[test]
    fn reasons_say_what_is_the_matter() {
        let reason = Reason::WrongState {
            is: SimStatus::Suspended,
            needs: &[SimStatus::InUse],
        };
        assert_eq!(reason.key(), "wrong_state");
        assert_eq!(
            reason.text(),
            "The card is suspended; it would have to be in use."
        );
        let reason = Reason::StoppedFor {
            reason: StopReason::OverPlan,
        };
        assert!(reason.text().ends_with("over plan."), "{}", reason.text());
        let reason = Reason::OtherCarrierOnly {
            is: Carrier::Mobile,
            offered_by: &[Carrier::Telecom],
        };
        assert_eq!(
            reason.text(),
            "China Mobile does not offer this; only China Telecom."
        );
    }
}
