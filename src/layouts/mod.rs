//! The frame around pages: shell, sidebar, top bar, command palette, keyboard help.

mod by_hand;
pub mod keyboard;
pub mod outlet;
mod overlays;
pub mod palette;
pub mod shell;
pub mod sidebar;
pub mod topbar;
