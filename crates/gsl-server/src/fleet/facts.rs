//! What the rules need to know of a card, without asking the database: a bulk job looks at a hundred thousand.

use gsl_model::can::{CardFacts, CardRecord};
use gsl_model::state::SimStatus;

use super::{CUT_NET, Fleet, POOLED, REAL_NAMED, THRESHOLD};
use crate::codes;
use crate::rules;

impl Fleet {
    /// The facts of a card, but for those that only add-ons depend on, which the index does not hold: `data_type`, `allowance`,
    /// `bought`.
    #[must_use]
    pub fn facts(&self, card: i64) -> Option<CardFacts> {
        let at = self.row_of(card)? as usize;
        let flags = *self.flags.get(at)?;
        let reason = *self.reason.get(at)?;
        Some(CardFacts::from(CardRecord {
            carrier: rules::carrier(*self.carrier.get(at)?),
            status: SimStatus::from_code(i32::from(*self.status.get(at)?)),
            stop: codes::reasons()
                .find(|(number, _)| *number == reason)
                .map(|(_, reason)| reason),
            pooled: flags & POOLED != 0,
            data_type: None,
            flow_total: None,
            of_cycle_before: false,
            real_named: Some(flags & REAL_NAMED != 0),
            rebinds_left: Some(i32::from(*self.rebinds.get(at)?)).filter(|left| *left >= 0),
            cut_net: Some(flags & CUT_NET != 0),
            threshold: Some(flags & THRESHOLD != 0),
            sim_type: Some(i32::from(*self.sim_type.get(at)?)),
            purchase_time: None,
        }))
    }

    /// The container ID of a card; empty for an unknown one.
    #[must_use]
    pub fn cid_of(&self, card: i64) -> String {
        self.row_of(card)
            .and_then(|row| self.cid.get(row as usize))
            .map(ToString::to_string)
            .unwrap_or_default()
    }
}
