//! What the list of pools and the pool page share: the row of both kinds, its figures, texts and the name dialog.

pub mod formula;
pub mod frame;
pub mod head;
pub mod outlook;
pub mod rename;
pub mod row;
pub mod rules;
pub mod state;
pub mod wizards;
