//! Which of the frame's dialogs are open.

use crate::view::prelude::*;

/// What is open. Copy.
#[derive(Clone, Copy)]
pub struct Overlays {
    /// The command palette.
    pub palette: RwSignal<bool>,
    /// The list of keys.
    pub help: RwSignal<bool>,
    /// The tray of notices.
    pub tray: RwSignal<bool>,
}

impl Overlays {
    /// Nothing is open.
    pub fn new() -> Self {
        Self {
            palette: RwSignal::new(false),
            help: RwSignal::new(false),
            tray: RwSignal::new(false),
        }
    }
}
