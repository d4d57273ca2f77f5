//! Add-ons: for a forward pool, and for single cards (console.md section 13, Q5.7–5.9, Q10.5, Q13.5). Both choose an offer,
//! buy it once, and see it arrive.
//!
//! What was chosen stands in the address, what was typed in a draft of the session; what is sent goes under a key that stays
//! the same for the same request, so neither a double click nor a lost answer buys twice.

mod arrival;
mod card;
mod choice;
mod pool;

pub use card::CardAddOnPage;
pub use pool::PoolAddOnPage;

use crate::i18n::add_on::{AddOns, add_on};
use crate::state::App;

/// The texts of the current language.
#[must_use]
fn texts(app: App) -> &'static AddOns {
    add_on(app.locale.get_untracked())
}
