//! What the list of pools and a pool's page share: the row of either kind, its arithmetic, its words, its name dialog.

pub mod formula;
pub mod frame;
pub mod head;
pub mod outlook;
pub mod rename;
pub mod row;
pub mod rules;
pub mod state;
pub mod wizards;
