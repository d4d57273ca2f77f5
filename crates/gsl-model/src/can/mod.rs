//! Which actions a card allows now and, if not, why. The server refuses with this reason, and the console disables the
//! button with it (console.md section 3).
//!
//! What an action requires of carrier, state and type of card is a row of [`CardAction::rule`]; the few checks beyond
//! that are in [`check`].

mod facts;

pub use facts::{CardFacts, CardRecord, DataType};

use crate::{
    action::{CardAction, Rule},
    carrier::Carrier,
    pool::add_on_since,
    state::SimStatus::{self, Suspended},
    stop::StopReason,
    units::Megabytes,
};
use chrono::NaiveDate;

/// Why an action is not possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The service reported no state, or one that is unknown to us.
    StateUnknown,
    /// The action is not possible in the card's state.
    WrongState {
        /// State of the card.
        is: SimStatus,
        /// The states in which it is possible.
        needs: &'static [SimStatus],
    },
    /// The card's carrier does not offer it.
    OtherCarrierOnly {
        /// Carrier of the card.
        is: Carrier,
        /// Carriers that offer it.
        offered_by: &'static [Carrier],
    },
    /// Only the carrier itself does it, on request; 1–3 working days (Q9.3).
    AtTheCarrier {
        /// Carrier of the card.
        carrier: Carrier,
    },
    /// Physical cards only.
    PhysicalOnly,
    /// Tri-carrier cards only.
    TriCarrierOnly,
    /// 复机 only ends a stop by the customer; this stop needs another remedy (Q10.9).
    StoppedFor {
        /// Why the card is stopped; [`StopReason::recoveries`] has the remedies.
        reason: StopReason,
    },
    /// Suspended, but the service does not say why; 复机 only ends a stop by the customer (Q10.9).
    StopReasonUnknown,
    /// Cards of this carrier must be in a pool (Q3.12).
    PooledOnly {
        /// Carrier of the card.
        carrier: Carrier,
    },
    /// The card is in a pool, which needs a pool add-on instead (section 13).
    UsePoolAddOn,
    /// Bought before the carrier had add-ons (section 13).
    BoughtTooEarly {
        /// Cards bought after this day take add-ons.
        since: NaiveDate,
    },
    /// General data is limited per card and month, including add-ons (section 13).
    GeneralDataCap {
        /// The limit.
        cap: Megabytes,
        /// How much can still be added.
        room: Megabytes,
    },
    /// This carrier only binds to the device the card is in, not to a given IMEI (Q9.3).
    OrdinaryRebindOnly {
        /// Carrier of the card.
        carrier: Carrier,
    },
    /// No rebind left this calendar month (Q9.3).
    NoRebindLeft {
        /// Successful rebinds allowed per card and month.
        per_month: u32,
    },
    /// Personal real-name registration is required first (operation 11).
    RealNameFirst,
    /// There is no real-name data to clear.
    NotRealNamed,
    /// Data is already cut.
    AlreadyCut,
    /// Data is not cut.
    NotCut,
}

impl Reason {
    /// Name on the wire; reasons are grouped by it.
    #[must_use]
    pub const fn key(&self) -> &'static str {
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
}

/// The most a card with general data may have per month, including add-ons, in MB (section 13).
pub const GENERAL_DATA_CAP_MB: i64 = 100;
/// [`GENERAL_DATA_CAP_MB`].
pub const GENERAL_DATA_CAP: Megabytes = Megabytes::from_thousandths(GENERAL_DATA_CAP_MB * 1000);
/// The smallest possible amount: a card with less room takes no add-on of any size.
const LEAST: Megabytes = Megabytes::from_thousandths(1);
/// Successful rebinds of a China Telecom card per calendar month (Q9.3).
pub const REBINDS_PER_MONTH: u32 = 2;

/// Whether a card allows an action.
///
/// # Errors
/// The first reason against it: type of card, carrier, state, then what only this action requires.
pub fn check(action: CardAction, card: &CardFacts) -> Result<(), Reason> {
    let rule = action.rule();
    if rule.physical && !card.physical {
        return Err(Reason::PhysicalOnly);
    }
    if rule.tri_carrier && !card.tri_carrier {
        return Err(Reason::TriCarrierOnly);
    }
    if action.form() == CardAction::Rebind && card.carrier == Carrier::Unicom {
        return Err(Reason::AtTheCarrier {
            carrier: card.carrier,
        });
    }
    if !rule.carriers.contains(&card.carrier) {
        return Err(Reason::OtherCarrierOnly {
            is: card.carrier,
            offered_by: rule.carriers,
        });
    }
    state(rule, card)?;
    match action {
        CardAction::Resume => resumable(card),
        CardAction::AddOn => takes_add_on(card, LEAST),
        CardAction::Rebind | CardAction::RebindFixed => rebindable(action, card),
        CardAction::Threshold | CardAction::CancelThreshold
            if card.carrier != Carrier::Telecom && !card.pooled =>
        {
            Err(Reason::PooledOnly {
                carrier: card.carrier,
            })
        }
        CardAction::CutNet if card.cut_net => Err(Reason::AlreadyCut),
        CardAction::RestoreNet if !card.cut_net => Err(Reason::NotCut),
        // If it is not known, the service decides.
        CardAction::SpeedLimit
            if card.carrier == Carrier::Unicom && card.real_named == Some(false) =>
        {
            Err(Reason::RealNameFirst)
        }
        CardAction::ClearRealName if card.real_named == Some(false) => Err(Reason::NotRealNamed),
        _ => Ok(()),
    }
}

fn state(rule: Rule, card: &CardFacts) -> Result<(), Reason> {
    if rule.states.len() == SimStatus::ALL.len() {
        return Ok(());
    }
    match card.status {
        None => Err(Reason::StateUnknown),
        Some(is) if rule.states.contains(&is) => Ok(()),
        Some(is) => Err(Reason::WrongState {
            is,
            needs: rule.states,
        }),
    }
}

fn resumable(card: &CardFacts) -> Result<(), Reason> {
    match card.stop {
        Some(reason) if reason.can_be_resumed() => Ok(()),
        Some(reason) => Err(Reason::StoppedFor { reason }),
        None => Err(Reason::StopReasonUnknown),
    }
}

/// Whether a card takes an add-on of this size in this cycle (section 13); [`check`] says whether it takes any at all.
///
/// # Errors
/// The first reason against it.
pub fn add_on(card: &CardFacts, size: Megabytes) -> Result<(), Reason> {
    check(CardAction::AddOn, card)?;
    takes_add_on(card, size)
}

/// The documents say "after" the day of purchase, so the day itself is excluded.
fn takes_add_on(card: &CardFacts, size: Megabytes) -> Result<(), Reason> {
    if card.pooled {
        return Err(Reason::UsePoolAddOn);
    }
    if card.status == Some(Suspended) && card.stop != Some(StopReason::OverPlan) {
        return Err(card
            .stop
            .map_or(Reason::StopReasonUnknown, |reason| Reason::StoppedFor {
                reason,
            }));
    }
    if let (Some(since), Some(bought)) = (add_on_since(card.carrier), card.bought)
        && bought <= since
    {
        return Err(Reason::BoughtTooEarly { since });
    }
    match add_on_room(card) {
        Some(room) if size > room => Err(Reason::GeneralDataCap {
            cap: GENERAL_DATA_CAP,
            room,
        }),
        _ => Ok(()),
    }
}

fn rebindable(action: CardAction, card: &CardFacts) -> Result<(), Reason> {
    match card.carrier {
        Carrier::Mobile if action == CardAction::RebindFixed => Err(Reason::OrdinaryRebindOnly {
            carrier: card.carrier,
        }),
        Carrier::Telecom if card.rebinds_left.is_some_and(|left| left <= 0) => {
            Err(Reason::NoRebindLeft {
                per_month: REBINDS_PER_MONTH,
            })
        }
        _ => Ok(()),
    }
}

/// How much an add-on may add in this cycle: up to the cap for general data. `None` without a limit, or when the card's
/// allowance is not known.
#[must_use]
pub fn add_on_room(card: &CardFacts) -> Option<Megabytes> {
    if card.data_type != Some(DataType::General) {
        return None;
    }
    let room = GENERAL_DATA_CAP.checked_sub(card.allowance?)?;
    Some(room.max(Megabytes::ZERO))
}

#[cfg(test)]
mod tests;
