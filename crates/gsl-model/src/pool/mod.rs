//! Data pools: what they hold, when they stop and release their cards, which orders may join, what can be added
//! (console.md sections 11–13, Q13.1–13.12).
//!
//! The effective total of a forward pool is its active cards times their plan, plus the add-ons of the cycle. When what
//! is left of it reaches zero, every active card stops until the next cycle (Q13.2). A backward pool is pay by use and
//! has no total.

mod activation;
mod add_on;
mod join;
mod position;
mod state;

pub use activation::{
    LISTED_BREAKS, MOST_CARDS, SegmentBreak, SegmentBreakKind, SegmentError, TypedNumberError,
    container_key, segment_ends, waits_for_activation, walk_segment, written,
};
pub use add_on::{
    AddOnRefusal, MOST_PACKAGES, add_on_allowed, add_on_since, cheapest_add_on, largest_add_on,
    packages_needed,
};
pub use join::{
    Join, JoinReason, JoinRule, JoinTarget, OrderCheck, OrderFacts, Outcome, PoolFacts, check_join,
    joinable,
};
pub use position::{AddOn, Counts, Member, Pool, Position, effective_total};
pub use state::{
    ARREARS_RETENTION_DAYS, BackwardFacts, BackwardState, ForwardState, Verdict, backward_state,
    verdict,
};

use crate::{can::DataType, units::Megabytes};

/// The most a card may use in a cycle while its pool has data left; `None` when only the pool's total limits it
/// (Q13.1). A pooled 30 MB general card is capped at 100 MB (console.md section 11).
#[must_use]
pub fn single_card_cap(package: Megabytes, data: Option<DataType>) -> Option<Megabytes> {
    let small = Megabytes::from_mb(30).is_some_and(|size| package == size);
    (small && data == Some(DataType::General))
        .then(|| Megabytes::from_mb(100))
        .flatten()
}

#[cfg(test)]
mod tests;
