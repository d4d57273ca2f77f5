//! What can be done with a card: dialogs, menus, and the parameters they share with the bulk pages.

pub mod parameters;
pub mod values;
