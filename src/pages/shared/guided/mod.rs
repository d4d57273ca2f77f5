//! Guided procedures of several steps: resetting the network (Q9.14), a lost card (Q9.6, Q10.7).

mod guides;
mod lost;
mod reset;

pub use guides::{Guides, Procedure};
pub use lost::lost_view;
pub use reset::{reset_panel, reset_view};
