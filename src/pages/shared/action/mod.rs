//! What can be done with a card: dialogs, menus, and the parameters they share with the bulk pages.

pub mod desk;
pub mod dialog;
pub mod facts;
pub mod menu;
pub mod orders;
pub mod parameters;
pub mod pending;
pub mod sending;
pub mod values;

pub use desk::Desk;
pub use sending::Sending;
