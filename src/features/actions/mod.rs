//! What can be done with a card: dialogs, menus, and the parameters they share with the bulk pages.

pub mod action_dialog;
pub mod card_dialogs;
pub mod dialog;
pub mod facts;
pub mod guided;
pub mod loader;
pub mod menu;
pub mod offers;
pub mod parameters;
pub mod pending_notice;
pub mod pending_orders;
pub mod selection;
pub mod values;

pub use action_dialog::ActionDialog;
pub use card_dialogs::CardDialogs;
pub use offers::{Offer, Offers};
