//! The browser as seen by the console: DOM helpers, clock, storage, history, timers, panics.
//!
//! Every listener and timer handed out here is an RAII guard or bound to the reactive owner: nothing survives unmount.

pub mod clock;
pub mod dom;
pub mod draft;
pub mod focus;
pub mod history;
pub mod keys;
pub mod panic;
pub mod picked;
pub mod save;
pub mod sheets;
pub mod storage;
pub mod timer;
pub mod wasm_split;
