//! What is done with forward pools step by step: creating one, adding members, batch activation.
//!
//! What was chosen stands in the address, what was typed in a draft of the session: neither a reload nor the back button
//! loses it. Each is sent once, under a key that stays the same for the same request.

mod activate;
mod join;
mod order;
mod order_cards;

pub use activate::PoolActivatePage;
pub use join::{PoolJoinPage, PoolNewPage};
