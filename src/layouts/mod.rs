//! The frame around pages: shell, sidebar, top bar, command palette, keyboard help.

mod banner;
mod by_hand;
pub mod keyboard;
mod opened;
pub mod outlet;
mod overlays;
pub mod pages;
pub mod palette;
pub mod shell;
pub mod sidebar;
pub mod topbar;
mod tray;
