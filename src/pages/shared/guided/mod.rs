//! Guided procedures of several steps: resetting the network (Q9.14), a lost card (Q9.6, Q10.7).

mod procedures;
mod lost;
mod reset;

pub use procedures::{GuidedProcedures, Procedure};
pub use lost::lost_view;
pub use reset::{reset_panel, reset_view};

/// Keys of resets in the storage begin so; the card's id follows.
const RESET: &str = "reset.";
/// Keys of lost cards.
const LOST: &str = "lost.";

/// Whether a procedure is written down here, to be gone on with.
#[must_use]
pub fn any_written() -> bool {
    [RESET, LOST]
        .iter()
        .any(|kind| !crate::platform::storage::keys(kind).is_empty())
}
