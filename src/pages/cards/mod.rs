//! SIM卡列表

pub mod columns;
pub mod facts;
pub mod names;
pub mod pasted;
pub mod suggest;
