//! Parts that several pages use.

pub mod act;
pub mod as_of;
pub mod error_panel;
pub mod part;
