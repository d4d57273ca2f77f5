//! The frame around pages: shell, sidebar, top bar, command palette, keyboard help.

pub mod keyboard;
pub mod outlet;
pub mod palette;
pub mod shell;
pub mod sidebar;
pub mod topbar;
